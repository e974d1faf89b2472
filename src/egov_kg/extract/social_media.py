"""Accounts on social media: profile addresses, handles beside a platform's name, followers, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from egov_kg.extract.account_tables import accounts_of_tables
from egov_kg.extract.addresses import find_addresses, find_handles
from egov_kg.extract.followers import Count, count_of_row, counts_in, counts_in_order
from egov_kg.extract.mentions import bare_acronym, mention_of
from egov_kg.extract.names import organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.profiles import Naming, Seen, bare_handle, named_platforms, profile
from egov_kg.language import Sentence, folded
from egov_kg.model import Answer, Stated
from egov_kg.records import OrganizationMention, Record, SocialMediaAccount

RULE = "account-by-address"
HANDLE_RULE = "account-under-platform"
_ENUMERATED = re.compile(r"\s*(?:,|/|&|,?\s*\b(?:and|y|e|et|o|or|ou)\b)\s*", re.I)
_BEHIND = re.compile(r"\s*(?:\(|\b(?:on|in|en|no|sur|at|via)\b)\s*", re.I)
_NEAR = 200
"""Characters within which an address and a handle may be one account."""
_SHORT = 3
"""Words beside its handles that a line may have to be under the platform that a heading names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An account with the sentence or row that prints it, its owner's place and its followers."""

    seen: Seen
    sentence: tuple[int, int]
    owner: tuple[int, int] | None = None
    followers: Count | None = None


def read_accounts(passage: Passage, _answer: Answer) -> list[Record]:
    """One account a profile address, or a handle whose platform its sentence, its column or a heading names."""
    if passage.source.country is None:
        return []
    found, rows = accounts_in(passage)
    return list(with_later_counts(passage, [_record(passage, one) for one in found], rows))


def accounts_in(passage: Passage) -> tuple[list[Found], list[tuple[int, int]]]:
    """The accounts that a passage prints, each once, and the rows of its tables of accounts."""
    found: dict[tuple[str, str], Found] = {}
    tables, rows = accounts_of_tables(passage.text, passage.start, passage.end)
    listed = [
        Found(seen=one.seen, sentence=one.row, owner=one.owner, followers=one.followers) for one in tables
    ] + _in_sentences(passage, rows)
    for one in listed:
        found.setdefault((one.seen.platform, one.seen.handle.casefold()), one)
    return list(found.values()), rows


def _in_sentences(passage: Passage, rows: list[tuple[int, int]]) -> list[Found]:
    found: list[Found] = []
    heading: str | None = None
    for sentence in passage.analysis.sentences:
        if any(low < sentence.end and sentence.start < high for low, high in rows):
            continue
        row = passage.analysis.blocks[sentence.block].row
        named = named_platforms(passage.text, sentence.start, sentence.end)
        if not row:
            heading = _heading(passage, sentence, named, heading)
        found += _with_followers(passage, _accounts(passage, sentence, named, heading), sentence)
    return found


def _heading(passage: Passage, sentence: Sentence, named: list[Naming], before: str | None) -> str | None:
    """The one platform that a sentence names for the rows or short lines below it."""
    if named:
        codes = {one.code for one in named}
        return named[0].code if len(codes) == 1 else None
    words = passage.text[sentence.start : sentence.end].split()
    handles = find_handles(passage.text, sentence.start, sentence.end)
    return before if handles and len(words) - len(handles) <= _SHORT else None


def _accounts(passage: Passage, sentence: Sentence, named: list[Naming], heading: str | None) -> list[Seen]:
    """The accounts in a sentence or row; a profile's address says more than the handle printed beside it."""
    text, start, end = passage.text, sentence.start, sentence.end
    profiles = [seen for a in find_addresses(text, start, end) if (seen := profile(a))]
    if profiles and passage.analysis.blocks[sentence.block].row:
        return profiles
    found = profiles + [seen for one in named if (seen := bare_handle(text, one, end))]
    platforms = _Platforms.of(text, named)
    for one in find_handles(text, start, end):
        platform = platforms.beside(text, one.start, one.end) or (None if named else heading)
        if platform and not any(_beside(text, seen, platform, one.start, one.end) for seen in profiles):
            found.append(Seen(platform=platform, handle=one.name, start=one.start, end=one.end))
    return sorted(found, key=lambda seen: seen.start)


def _beside(text: str, seen: Seen, platform: str, start: int, end: int) -> bool:
    """Whether a handle stands right beside the address of its own profile."""
    if seen.platform != platform or not -_NEAR < seen.start - start < _NEAR:
        return False
    gap = text[seen.end : start] if seen.end <= start else text[end : seen.start]
    return not gap.strip(" ()[]-–:,")


@dataclass(frozen=True, slots=True)
class _Platforms:
    """The platforms that a sentence names, in order, and which of them stand in an enumeration."""

    named: list[Naming]
    starts: list[int]
    enumerated: set[int]

    @classmethod
    def of(cls, text: str, named: list[Naming]) -> _Platforms:
        """The platforms of a sentence; those of ``Facebook, Twitter and Instagram`` say of no handle whose it is."""
        pairs = [(left, right) for left, right in pairwise(named) if left.code != right.code]
        joined = [pair for pair in pairs if _ENUMERATED.fullmatch(text, pair[0].end, pair[1].start)]
        return cls(named, [one.start for one in named], {one.start for pair in joined for one in pair})

    def beside(self, text: str, start: int, end: int) -> str | None:
        """The platform right behind a handle, else the nearest before it, else the only one named."""
        index = bisect_left(self.starts, start)
        behind = _BEHIND.match(text, end)
        if behind and behind.end() in self.starts[index : index + 1]:
            meant: Naming | None = self.named[index]
        else:
            meant = self.named[index - 1] if index else None
        if meant:
            return None if meant.start in self.enumerated else meant.code
        return self.named[0].code if len({one.code for one in self.named}) == 1 else None


def _with_followers(passage: Passage, accounts: list[Seen], sentence: Sentence) -> Iterator[Found]:
    """The accounts of a sentence, each with the number in its row, or the one behind it before the next account."""
    text, start, end = passage.text, sentence.start, sentence.end
    counts = counts_in(text, start, end) if accounts else []
    row = count_of_row(text, start, end) if accounts and not counts else None
    printed = [one.start for one in find_addresses(text, start, end)] if counts else []
    places = sorted(printed + [one.start for one in find_handles(text, start, end)]) if counts else []
    listed = counts_in_order(text, accounts[-1].end, end, len(accounts)) if counts else []
    for place, seen in enumerate(accounts):
        count = row
        if listed:
            count = listed[place]
        elif counts:
            index = bisect_left(places, seen.end)
            stop = places[index] if index < len(places) else end
            behind = counts[bisect_left(counts, seen.end, key=lambda one: one.start) :][:1]
            alone = len(places) == 1 and len(counts) == 1
            count = behind[0] if behind and behind[0].start < stop else counts[0] if alone else None
        yield Found(seen=seen, sentence=(start, end), followers=count)


def with_later_counts(
    passage: Passage, records: list[SocialMediaAccount], rows: list[tuple[int, int]]
) -> list[SocialMediaAccount]:
    """The accounts with the followers that a later sentence counts, of the body it names or of the only account."""
    for sentence in passage.analysis.sentences:
        start, end = sentence.start, sentence.end
        if any(low < end and start < high for low, high in rows) or find_handles(passage.text, start, end):
            continue
        counts = counts_in(passage.text, start, end)
        if len(counts) == 1 and not any(profile(a) for a in find_addresses(passage.text, start, end)):
            meant = _meant(passage, records, start, end)
            records = [_counted(passage, one, counts[0]) if one is meant else one for one in records]
    return records


def _meant(passage: Passage, records: list[SocialMediaAccount], start: int, end: int) -> SocialMediaAccount | None:
    """The account that a sentence without a handle is about."""
    before = [one for one in records if one.handle.spans and one.handle.spans[0].start < start]
    if len(before) == 1:
        return before[0]
    printed = folded(passage.words(start, end))
    named = [one for one in before if one.account_of and any(name in printed for name in _names(one.account_of.value))]
    return named[0] if len(named) == 1 else None


def _names(mention: OrganizationMention) -> list[str]:
    return [folded(name.value.value) for name in mention.names]


def _counted(passage: Passage, account: SocialMediaAccount, count: Count) -> SocialMediaAccount:
    if account.followers:
        return account
    return replace(account, followers=passage.state(count.value, count.start, count.end, account.handle.rule))


def _record(passage: Passage, found: Found) -> SocialMediaAccount:
    seen, country = found.seen, passage.source.country
    rule, stretch = (RULE if seen.url else HANDLE_RULE), (seen.start, seen.end)
    if country is None:
        raise ValueError("an account of no country")  # read_accounts has looked
    count = found.followers
    return SocialMediaAccount(
        country=passage.state(country.value, *stretch, rule),
        platform=passage.state(seen.platform, *stretch, rule),
        handle=passage.state(seen.handle, *stretch, rule),
        account_of=_owner(passage, found),
        followers=passage.state(count.value, count.start, count.end, rule) if count else None,
        url=passage.state(seen.url, *stretch, rule) if seen.url else None,
    )


def _owner(passage: Passage, found: Found) -> Stated[OrganizationMention] | None:
    """Whose an account is: the body in the first cell of its row, or the one whose name its bracket stands behind."""
    country = passage.source.country
    start, end = owner_place(passage, found) or (0, 0)
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


def owner_place(passage: Passage, found: Found) -> tuple[int, int] | None:
    """Where the owner of an account may be named: the first cell of its row, or the words before its bracket."""
    row = found.sentence
    return found.owner or _cell(passage, *row) or _before_bracket(passage, found.seen, row[0])


def _cell(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """The first cell of a row that prints no handle or address."""
    stop = passage.text.find("\t", start, end)
    if stop < 0 or find_handles(passage.text, start, stop) or find_addresses(passage.text, start, stop):
        return None
    return start, stop


def _before_bracket(passage: Passage, seen: Seen, start: int) -> tuple[int, int] | None:
    """The words right before ``(@handle)``."""
    before = passage.text[start : seen.start].rstrip()
    if not before.endswith("("):
        return None
    end = start + len(before) - 1
    return max(start, end - 120), end
