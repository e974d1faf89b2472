"""Accounts on social media: profile addresses, handles beside a platform's name, followers, and whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from egov_kg.extract.addresses import Address, find_addresses, find_handles
from egov_kg.extract.mentions import bare_acronym, mention_of
from egov_kg.extract.names import organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.model import Answer, Stated
from egov_kg.records import OrganizationMention, Record, SocialMediaAccount

RULE = "account-by-address"
HANDLE_RULE = "account-under-platform"
_PLATFORM = re.compile(
    r"\b(twitter|facebook|instagram|you ?tube|linked ?in|flickr|tik ?tok|telegram|whatsapp|(?P<tweet>tweets?|tuite\w+))\b",
    re.I,
)
_COUNT = re.compile(r"(?<![\w.,/@-])(\d{1,3}(?:[.,  ]\d{3})+|\d{1,9})(?![\w/]|[.,]\d)")
_COUNTED = re.compile(r"\s*(?:followers|subscribers|fans|seguidores|suscriptores|abonn[ée]s|inscritos)\b", re.I)
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
class _Seen:
    """An account as printed: platform, handle, its place, its address if it is one."""

    platform: str
    handle: str
    start: int
    end: int
    url: str | None = None


@lru_cache(maxsize=1)
def _platforms() -> tuple[_Platform, ...]:
    lines = (Path(__file__).parent / "data" / "platforms.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(_Platform(host, code, re.compile(path)) for host, code, path in rows)


def _profile(address: Address) -> _Seen | None:
    """The account that an address is the profile of."""
    for platform in _platforms():
        if address.host == platform.host or address.host.endswith(f".{platform.host}"):
            parts = urlsplit(address.url)
            match = platform.path.match(parts.path + (f"?{parts.query}" if parts.query else ""))
            if match and match["handle"].lower() not in _NO_ACCOUNT:
                return _Seen(
                    platform=platform.code, handle=match["handle"], start=address.start, end=address.end, url=address.url
                )
    return None


def read_accounts(passage: Passage, _answer: Answer) -> list[Record]:
    """One account a profile address, or a handle whose platform its sentence or the line above a table names."""
    if passage.source.country is None:
        return []
    found: dict[tuple[str, str], Record] = {}
    heading: str | None = None
    for index, sentence in enumerate(passage.analysis.sentences):
        row = passage.analysis.blocks[sentence.block].row
        named = _named_platforms(passage, sentence.start, sentence.end)
        if not row:
            only = {code for _, code in named}
            heading = next(iter(only)) if len(only) == 1 else None
        for seen in _accounts(passage, sentence.start, sentence.end, named, heading):
            key = (seen.platform, seen.handle.casefold())
            if key not in found:
                following = passage.analysis.sentences[index + 1 : index + 2]
                end = following[0].end if following and not row else sentence.end
                found[key] = _record(passage, seen, (sentence.start, sentence.end), end)
    return list(found.values())


def _named_platforms(passage: Passage, start: int, end: int) -> list[tuple[int, str]]:
    addresses = find_addresses(passage.text, start, end)
    return [
        (m.start(), "twitter" if m["tweet"] else m[1].lower().replace(" ", ""))
        for m in _PLATFORM.finditer(passage.text, start, end)
        if not any(one.start <= m.start() < one.end for one in addresses) and passage.text[m.start() - 1] != "@"
    ]


def _accounts(
    passage: Passage, start: int, end: int, named: list[tuple[int, str]], heading: str | None
) -> list[_Seen]:
    """The accounts in a sentence or row; a profile's address says more than the handle printed beside it."""
    profiles = [seen for a in find_addresses(passage.text, start, end) if (seen := _profile(a))]
    if profiles:
        return profiles
    found = []
    for one in find_handles(passage.text, start, end):
        before = [code for place, code in named if place < one.start]
        platform = before[-1] if before else named[0][1] if named else heading
        if platform:
            found.append(_Seen(platform=platform, handle=one.name, start=one.start, end=one.end))
    return found


def _record(passage: Passage, seen: _Seen, sentence: tuple[int, int], end: int) -> SocialMediaAccount:
    rule, stretch, country = (RULE if seen.url else HANDLE_RULE), (seen.start, seen.end), passage.source.country
    if country is None:
        raise ValueError("an account of no country")  # read_accounts has looked
    followers = _followers(passage, *sentence) or _counted(passage, sentence[0], end)
    return SocialMediaAccount(
        country=passage.state(country.value, *stretch, rule),
        platform=passage.state(seen.platform, *stretch, rule),
        handle=passage.state(seen.handle, *stretch, rule),
        account_of=_owner(passage, seen, sentence),
        followers=passage.state(*followers, rule) if followers else None,
        url=passage.state(seen.url, *stretch, rule) if seen.url else None,
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


def _counted(passage: Passage, start: int, end: int) -> tuple[int, int, int] | None:
    """``1,200 followers`` in the sentence of the one handle there."""
    if len(find_handles(passage.text, start, end)) != 1:
        return None
    for match in _COUNT.finditer(passage.text, start, end):
        if _COUNTED.match(passage.text, match.end(), end):
            return int(re.sub(r"\D", "", match[1])), *match.span(1)
    return None


def _owner(passage: Passage, seen: _Seen, sentence: tuple[int, int]) -> Stated[OrganizationMention] | None:
    """Whose an account is: the body in the first cell of its row, or the one that prints it in brackets behind its name."""
    country = passage.source.country
    start, end = _cell(passage, *sentence) or _before_bracket(passage, seen, sentence[0]) or (0, 0)
    if country is None or start >= end:
        return None
    owner = passage.state(country.value, start, end, HANDLE_RULE)
    names = organization_names(passage, start, end)
    if names:
        mention = mention_of(passage, names[-1], HANDLE_RULE, country=owner)
        return passage.state(mention, names[-1].start, names[-1].whole_end, HANDLE_RULE)
    known = [word for word in words_of(passage.text, start, end) if word.text in passage.source.acronyms]
    if not known:
        return None
    mention = bare_acronym(passage, known[-1].start, known[-1].end, HANDLE_RULE, country=owner)
    return passage.state(mention, known[-1].start, known[-1].end, HANDLE_RULE)


def _cell(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """The first cell of a row that prints no handle or address."""
    stop = passage.text.find("\t", start, end)
    if stop < 0 or find_handles(passage.text, start, stop) or find_addresses(passage.text, start, stop):
        return None
    return start, stop


def _before_bracket(passage: Passage, seen: _Seen, start: int) -> tuple[int, int] | None:
    """The words right before ``(@handle)``."""
    before = passage.text[start : seen.start].rstrip()
    if not before.endswith("("):
        return None
    end = start + len(before) - 1
    return max(start, end - 120), end


