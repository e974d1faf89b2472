"""Accounts as they are printed: profile addresses, ``@handles``, and bare handles behind a platform's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from egov_kg.extract.addresses import Address, find_addresses
from egov_kg.extract.non_answers import is_non_answer
from egov_kg.extract.word_groups import words_of_group
from egov_kg.language import folded

_PLATFORM = re.compile(
    r"\b(twitter|facebook|instagram|you ?tube|linked ?in|flickr|tik ?tok|telegram|whatsapp"
    r"|(?P<tweet>tweets?|tuite\w+|(?-i:X)(?=\s*[:(–-]?\s*@)))\b",
    re.I,
)
_BARE = re.compile(
    r"\s*(?::|\s[-–]|\()\s*(?P<slash>/)?(?P<handle>[A-Za-z0-9](?:[\w.-]{0,48}\w))(?=\s*(?:[,;)|(]|\.?\s*(?:\n|\Z)))"
)
_DISTINCT = re.compile(r"[_\d]|[a-z][A-Z]|[A-Z]{2}[a-z]|\w\.\w")
_HANDLE = re.compile(r"\s*[@/]?(?P<handle>[A-Za-z0-9_][\w.-]{1,48})\s*\Z")
_NO_ACCOUNT = frozenset([
    "intent", "share", "sharer", "home", "search", "hashtag", "p", "reel", "watch", "playlist", "policies", "login",
    "explore", "groups", "events",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Platform:
    host: str
    code: str
    path: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An account as printed: platform, handle, its place, its address if it is one."""

    platform: str
    handle: str
    start: int
    end: int
    url: str | None = None


class Naming(NamedTuple):
    """A platform's name in the text, with its code."""

    start: int
    end: int
    code: str


@lru_cache(maxsize=1)
def _platforms() -> tuple[_Platform, ...]:
    lines = (Path(__file__).parent / "data" / "platforms.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(_Platform(host, code, re.compile(path)) for host, code, path in rows)


def profile(address: Address) -> Seen | None:
    """The account that an address is the profile of."""
    for platform in _platforms():
        if address.host == platform.host or address.host.endswith(f".{platform.host}"):
            parts = urlsplit(address.url)
            match = platform.path.match(parts.path + (f"?{parts.query}" if parts.query else ""))
            if match and match["handle"].lower() not in _NO_ACCOUNT:
                start, end = address.start, address.end
                return Seen(platform=platform.code, handle=match["handle"], start=start, end=end, url=address.url)
    return None


def named_platforms(text: str, start: int, end: int) -> list[Naming]:
    """The platforms that a stretch names in words, in order; those inside addresses and handles are none."""
    addresses = find_addresses(text, start, end)
    return [
        Naming(m.start(), m.end(), "twitter" if m["tweet"] else m[1].lower().replace(" ", ""))
        for m in _PLATFORM.finditer(text, start, end)
        if not any(one.start <= m.start() < one.end for one in addresses) and text[m.start() - 1] != "@"
    ]


def bare_handle(text: str, platform: Naming, end: int) -> Seen | None:
    """The handle behind ``Facebook: /name`` or ``Instagram - some_name``; a plain word may be anything and is none."""
    line = text.find("\n", platform.end, end)
    match = _BARE.match(text, platform.end, end if line < 0 else line)
    if match is None or not (match["slash"] or _DISTINCT.search(match["handle"])) or match["handle"].isdigit():
        return None
    if find_addresses(text, match.start("handle"), match.end("handle")):
        return None
    start = match.start("slash" if match["slash"] else "handle")
    return Seen(platform=platform.code, handle=match["handle"], start=start, end=match.end())


def cell_account(text: str, start: int, end: int, platform: str) -> Seen | None:
    """The account in a cell of a platform's column: an address, or one word that is no answer word."""
    for address in find_addresses(text, start, end):
        seen = profile(address)
        return seen if seen and seen.platform == platform else None
    match = _HANDLE.match(text, start, end)
    if match is None or not re.search("[A-Za-z]", match["handle"]) or is_non_answer(match["handle"]):
        return None
    if folded(match["handle"]) in words_of_group("yes") | words_of_group("no"):
        return None
    low = match.start("handle")
    return Seen(platform=platform, handle=match["handle"], start=low, end=match.end("handle"))
