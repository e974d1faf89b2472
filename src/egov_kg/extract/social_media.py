"""Accounts on social media: profile addresses, handles under a platform's name, followers in the same row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from egov_kg.extract.addresses import Address, find_addresses, find_handles
from egov_kg.extract.passage import Passage
from egov_kg.model import Answer
from egov_kg.records import Record, SocialMediaAccount

RULE = "account-by-address"
HANDLE_RULE = "account-under-platform"
_PLATFORM = re.compile(r"\b(twitter|facebook|instagram|you ?tube|linkedin|flickr|tik ?tok|telegram|whatsapp)\b", re.I)
_COUNT = re.compile(r"(?<![\w.,/@-])(\d{1,3}(?:[.,  ]\d{3})+|\d{1,9})(?![\w/]|[.,]\d)")
_NO_ACCOUNT = frozenset(["intent", "share", "sharer", "home", "search", "hashtag", "p", "reel", "watch", "playlist", "policies", "login", "explore", "groups", "events"])


@dataclass(frozen=True, slots=True)
class _Platform:
    host: str
    code: str
    path: re.Pattern[str]


@lru_cache(maxsize=1)
def _platforms() -> tuple[_Platform, ...]:
    lines = (Path(__file__).parent / "data" / "platforms.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(_Platform(host, code, re.compile(path)) for host, code, path in rows)


def _account(address: Address) -> tuple[str, str] | None:
    """Platform and handle of a profile's address."""
    for platform in _platforms():
        if address.host == platform.host or address.host.endswith(f".{platform.host}"):
            parts = urlsplit(address.url)
            match = platform.path.match(parts.path + (f"?{parts.query}" if parts.query else ""))
            if match and match["handle"].lower() not in _NO_ACCOUNT:
                return platform.code, match["handle"]
    return None


def read_accounts(passage: Passage, _answer: Answer) -> list[Record]:
    """One account a profile address, or a handle that stands under its platform's name."""
    if passage.source.country is None:
        return []
    found: dict[tuple[str, str], Record] = {}
    platform: str | None = None
    for block in passage.analysis.blocks:
        named = {_code(m[1]) for m in _PLATFORM.finditer(_without_addresses(passage, block.start, block.end))}
        if len(named) == 1:
            platform = next(iter(named))
        elif named or not block.row:
            platform = None
        for row in _rows(passage, block.start, block.end):
            _read_row(passage, *row, platform, found)
    return list(found.values())


def _code(printed: str) -> str:
    return printed.lower().replace(" ", "")


def _without_addresses(passage: Passage, start: int, end: int) -> str:
    text = passage.text
    for address in find_addresses(text, start, end):
        text = text[: address.start] + " " * (address.end - address.start) + text[address.end :]
    return text[start:end]


def _rows(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", passage.text[start:end])]


def _read_row(
    passage: Passage, start: int, end: int, platform: str | None, found: dict[tuple[str, str], Record]
) -> None:
    accounts = [(a, *known) for a in find_addresses(passage.text, start, end) if (known := _account(a))]
    for address, code, handle in accounts:
        record = _record(passage, code, handle, (address.start, address.end), (start, end), address)
        found.setdefault((code, handle.casefold()), record)
    if not accounts and platform:
        for one in find_handles(passage.text, start, end):
            record = _record(passage, platform, one.name, (one.start, one.end), (start, end), None)
            found.setdefault((platform, one.name.casefold()), record)


def _record(
    passage: Passage, code: str, handle: str, stretch: tuple[int, int], row: tuple[int, int], address: Address | None
) -> SocialMediaAccount:
    rule = RULE if address else HANDLE_RULE
    country = passage.source.country
    assert country is not None  # read_accounts has looked
    followers = _followers(passage, *row)
    return SocialMediaAccount(
        country=passage.state(country.value, *stretch, rule),
        platform=passage.state(code, *stretch, rule),
        handle=passage.state(handle, *stretch, rule),
        followers=passage.state(followers[0], followers[1], followers[2], rule) if followers else None,
        url=passage.state(address.url, *stretch, rule) if address else None,
    )


def _followers(passage: Passage, start: int, end: int) -> tuple[int, int, int] | None:
    """The one number of a table row, with its place; rows alone say what a number counts."""
    if "\t" not in passage.text[start:end] and "|" not in passage.text[start:end]:
        return None
    spans = [(a.start, a.end) for a in find_addresses(passage.text, start, end)]
    numbers = [
        m for m in _COUNT.finditer(passage.text, start, end) if not any(low <= m.start() < high for low, high in spans)
    ]
    if len(numbers) != 1:
        return None
    return int(re.sub(r"\D", "", numbers[0][1])), *numbers[0].span(1)
