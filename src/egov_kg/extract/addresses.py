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
_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")
_HOST_GOES_ON = re.compile(rf"\.?(?:{_LABEL}\.)*[a-z]{{2,6}}(?![\w@-]|\.\w)(?:/[^\s<>\"“”|]*)?")
_PATH_GOES_ON = re.compile(r"(?!(?:https?:|www\.))[\w%~+-]+(?:[./=?&_%-][\w%~+=&?#/.-]*)+(?=[)>.,;]*[ \t]*(?:\n|\Z))")
_COMPLETE = re.compile(rf"\.{_ENDING}\.\Z")
_ENDS_LINE = re.compile(r"[)>.,;]*[ \t]*(?:\r?\n|\Z)")
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
    if "." not in host or not re.fullmatch(rf"(?!www\.[a-z0-9-]+\Z)(?:{_LABEL}\.)+[a-z]{{2,24}}", host):
        return None
    rest = absolute.split("//", 1)[1]
    cut = min((rest.find(mark) for mark in "/?#" if mark in rest), default=len(rest))
    return f"{parts.scheme.lower()}://{rest[:cut].lower()}{rest[cut:]}", host


def find_addresses(text: str, start: int, end: int) -> list[Address]:
    """Every web address in a stretch of text, with or without its scheme; one that a line's end breaks is whole."""
    found: list[Address] = []
    for match in _ADDRESS.finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        behind = _continuation(text, match.start(), match.end(), end)
        if behind is not None and (known := normalized(_trimmed(match.group() + text[slice(*behind)]))):
            found.append(Address(match.start(), behind[1], *known))
            continue
        printed = _trimmed(match.group())
        if printed.rpartition(".")[2].lower() in _FILE_ENDINGS and "/" not in printed:
            continue
        known = normalized(printed)
        if known:
            found.append(Address(match.start(), match.start() + len(printed), *known))
    return found


def _continuation(text: str, start: int, end: int, stop: int) -> tuple[int, int] | None:
    """Where an address goes on behind the line's end that breaks it: at a dot of its host, at a stroke of its path."""
    line_end = _BREAK.match(text, end, stop)
    if line_end is None:
        return None
    printed = text[start:end]
    in_host = "/" not in printed.split("//")[-1]
    following = text[line_end.end() : line_end.end() + 1]
    if in_host and (printed[-1] == ".") != (following == "."):
        match = _HOST_GOES_ON.match(text, line_end.end(), stop)
        if match and following != "." and _COMPLETE.search(printed) and not _ENDS_LINE.match(text, match.end()):
            return None  # the stop ends a sentence
    elif not in_host and printed[-1] in "/-_=?&":
        match = _PATH_GOES_ON.match(text, line_end.end(), stop)
        match = None if match and _is_host(match.group()) else match
    else:
        return None
    return (line_end.end(), match.end() - len(match.group()) + len(_trimmed(match.group()))) if match else None


def _is_host(words: str) -> bool:
    """Whether words are an address of their own rather than the rest of a path."""
    return re.fullmatch(_BARE, words) is not None and words.rpartition(".")[2].lower() not in _FILE_ENDINGS


def goes_on(text: str, end: int, stop: int) -> bool:
    """Whether an address that ends a line goes on in the next one."""
    start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end), text.rfind("(", 0, end), text.rfind("<", 0, end)) + 1
    if _ADDRESS.match(text, start, end) is None:
        return False
    return _continuation(text, start, end, stop) is not None


def find_handles(text: str, start: int, end: int) -> list[Handle]:
    """Every ``@name`` in a stretch of text that is no part of an e-mail or web address."""
    addresses = [(a.start, a.end) for a in find_addresses(text, start, end)]
    return [
        Handle(m.start(), m.end(), m[1])
        for m in _HANDLE.finditer(text, start, end)
        if not any(low <= m.start() < high for low, high in addresses)
    ]
