"""Web addresses and handles as documents print them."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_FULL = r"(?:https?://|www\.)[^\s<>\"“”«»|{}\\^`\t]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ENDING = r"(?:[a-z]{2}|gov|gob|org|com|net|edu|int|info|mil|lat|app|io)"
_BARE = rf"(?<![\w@./-])(?:{_LABEL}\.){{1,5}}{_ENDING}(?![\w-]|\.\w)(?:/[^\s<>\"“”|]*)?"
_ADDRESS = re.compile(rf"{_FULL}|{_BARE}")
_HANDLE = re.compile(r"(?<![\w@./])@([A-Za-z0-9_][\w.-]{1,40}\w|\w\w)")
_TRAILING = ".,;:!?'’\"”»*_→…"
_FILE_ENDINGS = frozenset([
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "txt", "csv", "html", "htm", "php", "jsp", "aspx", "asp",
])  # fmt: skip


class Address(NamedTuple):
    """A web address: where it stands, and as an absolute http(s) address with its host in lower case."""

    start: int
    end: int
    url: str
    host: str


class Handle(NamedTuple):
    """An ``@name``, without the @."""

    start: int
    end: int
    name: str


def _trimmed(text: str) -> str:
    """The address without the punctuation of the sentence around it; closing brackets that it opened stay."""
    while text:
        last = text[-1]
        if last in _TRAILING or (last in ")]" and text.count(last) > text.count("(["[")]".index(last)])):
            text = text[:-1]
        else:
            break
    return text


def normalized(printed: str) -> tuple[str, str] | None:
    """The absolute address and its host, or None for what is no valid web address.

    >>> normalized("WWW.Example.org/Path")
    ('http://www.example.org/Path', 'www.example.org')
    """
    absolute = printed if re.match(r"https?://", printed, re.I) else f"http://{printed}"
    try:
        parts = urlsplit(absolute)
        host, _ = (parts.hostname or ""), parts.port
    except ValueError:
        return None
    if "." not in host or not re.fullmatch(rf"(?:{_LABEL}\.)+[a-z]{{2,24}}", host):
        return None
    rest = absolute.split("//", 1)[1]
    cut = min((rest.find(mark) for mark in "/?#" if mark in rest), default=len(rest))
    return f"{parts.scheme.lower()}://{rest[:cut].lower()}{rest[cut:]}", host


def find_addresses(text: str, start: int, end: int) -> list[Address]:
    """Every web address in a stretch of text, with or without its scheme."""
    found = []
    for match in _ADDRESS.finditer(text, start, end):
        printed = _trimmed(match.group())
        if printed.rpartition(".")[2].lower() in _FILE_ENDINGS and "/" not in printed:
            continue
        known = normalized(printed)
        if known:
            found.append(Address(match.start(), match.start() + len(printed), *known))
    return found


def find_handles(text: str, start: int, end: int) -> list[Handle]:
    """Every ``@name`` in a stretch of text that is no part of an e-mail or web address."""
    addresses = [(a.start, a.end) for a in find_addresses(text, start, end)]
    return [
        Handle(m.start(), m.end(), m[1])
        for m in _HANDLE.finditer(text, start, end)
        if not any(low <= m.start() < high for low, high in addresses)
    ]
