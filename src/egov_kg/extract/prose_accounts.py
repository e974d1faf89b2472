"""Accounts on social media in prose: those that the words around them say are a public body's or the government's.

A page prints accounts of many: its own, a journalist's, a ministry's. One counts where a public body of the country or
the government is said to have it, where a heading on social media or a line on official accounts stands above it, or
where its handle is made of the name of a body that the document names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from egov_kg.extract.addresses import Address, find_addresses
from egov_kg.extract.profiles import Seen, named_platforms, profile
from egov_kg.extract.prose_fact_words import FactWords, load_fact_words
from egov_kg.extract.prose_memory import Body
from egov_kg.extract.prose_reading import Reading, public
from egov_kg.extract.social_media import Found, accounts_in, owner_place, with_later_counts
from egov_kg.language import Sentence, folded
from egov_kg.model import Stated
from egov_kg.records import CountryRef, OrganizationMention, Record, SocialMediaAccount

RULE = "prose-account-said"
LISTED_RULE = "prose-account-listed"
HANDLE_RULE = "prose-account-by-handle"
_MAY_HOLD = re.compile(
    r"[@/.\s:](?:facebook|twitter|instagram|youtube|linkedin|flickr|tiktok|t\.me|x\.com|telegram)|(?<![\w.])@\w"
)
_OF_STATE = re.compile(r"gov(?!ern[ao]nce)|gob(?![a-z]*al)|gouv|presid|minist|casarosada|downingst")
_BARE = re.compile(r"\s+(?P<handle>[A-Za-z0-9][\w.]{1,38}\w)(?=\s*(?:[,;)(\n]|\.(?:\s|\Z)|\Z))")
_DISTINCT = re.compile(r"[_\d]|[a-z][A-Z]|[A-Z]{2}[a-z]")
_SHORTEST = 3
"""Letters of an acronym by which a handle is known."""
_LONG_NAME = 8
"""Letters of a name without spaces by which a handle is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owned:
    """An account with the country whose it is, its owner where it is named, and the rule that read it."""

    found: Found
    country: CountryRef
    owner: Stated[OrganizationMention] | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Lead:
    """A line that says whose the accounts in the lines below it are."""

    end: int
    owner: Body | None


def read_prose_accounts(reading: Reading) -> list[Record]:
    """The accounts of a section that are said, by words, headings or handles, to be of the country's bodies."""
    home = reading.country.value if reading.country else None
    passage = reading.passage
    if home is None or not _MAY_HOLD.search(reading.plain, passage.start):
        return []
    found, rows = accounts_in(passage)
    found += list(_linked(reading))
    leads = _leads(reading, home)
    owned: dict[tuple[str, str], _Owned] = {}
    for one in found:
        known = _owned(reading, one, home, leads)
        if known is not None:
            owned.setdefault((one.seen.platform, one.seen.handle.casefold()), known)
    for first in list(owned.values()):
        for more in _bare_behind(reading, first.found):
            owned.setdefault((more.seen.platform, more.seen.handle.casefold()), replace(first, found=more))
    records = [_record(reading, known) for known in owned.values()]
    return list(with_later_counts(passage, records, rows)) if records else []


def _linked(reading: Reading) -> Iterator[Found]:
    """The profiles that links of the section point to."""
    for link in reading.links:
        target = reading.linked(*link.span)
        sentence = reading.passage.analysis.sentence_at(link.span.start)
        if target is None or sentence is None:
            continue
        seen = profile(Address(link.span.start, link.span.end, target.url, target.host))
        if seen is not None:
            yield Found(seen=seen, sentence=(sentence.start, sentence.end))


def _bare_behind(reading: Reading, found: Found) -> Iterator[Found]:
    """Handles right behind a platform's name in the sentence of a known account (``Facebook RoadsAgency``)."""
    start, end = found.sentence
    text = reading.passage.text
    for one in named_platforms(text, start, end):
        match = _BARE.match(text, one.end, end)
        if match and _DISTINCT.search(match["handle"]) and not match["handle"].isdigit():
            low, high = match.span("handle")
            seen = Seen(platform=one.code, handle=match["handle"], start=low, end=high)
            yield Found(seen=seen, sentence=found.sentence)


def _leads(reading: Reading, home: CountryRef) -> list[_Lead]:
    """The lines of a section that open a list of official accounts with a colon."""
    words, found = load_fact_words(reading.words.language), []
    for sentence in reading.passage.analysis.sentences:
        if not reading.plain[sentence.start : sentence.end].rstrip().endswith(":"):
            continue
        if not words.says("account", reading.plain, sentence.start, sentence.end):
            continue
        bodies = [body for body in reading.bodies[sentence.start] if body.owner == home and public(body, reading)]
        if bodies or words.says("official", reading.plain, sentence.start, sentence.end):
            found.append(_Lead(sentence.end, bodies[-1] if bodies else None))
    return found


def _owned(reading: Reading, found: Found, home: CountryRef, leads: list[_Lead]) -> _Owned | None:
    """Whose an account is; None where nothing says that it is a public body's of the country."""
    words = load_fact_words(reading.words.language)
    sentence = reading.passage.analysis.sentence_at(found.seen.start)
    if sentence is None or _is_others(reading, words, found, home):
        return None
    body = _owner(reading, found, sentence) or _meant(reading, found, sentence)
    if body is not None and body.owner == home and public(body, reading):
        return _Owned(found=found, country=home, owner=_stated(reading, body, RULE), rule=RULE)
    if body is not None and (
        body.owner not in (home, None) or words.says("private-form", reading.plain, body.start, body.end)
    ):
        return None
    lead = next((one for one in reversed(leads) if one.end <= sentence.start), None)
    rule, owner = "", None
    if _is_official(reading, words, found, sentence):
        rule = RULE
    elif lead and _goes_on(reading, lead, sentence):
        rule, owner = LISTED_RULE, _stated(reading, lead.owner, LISTED_RULE) if lead.owner else None
    elif _under_heading(reading, words, found, sentence):
        rule = LISTED_RULE
    elif _is_of_body(reading, found.seen.handle, home):
        rule = HANDLE_RULE
    return _Owned(found=found, country=home, owner=owner, rule=rule) if rule else None


def _stated(reading: Reading, body: Body, rule: str) -> Stated[OrganizationMention]:
    return reading.passage.state(body.mention, body.start, body.end, rule)


def _is_others(reading: Reading, words: FactWords, found: Found, home: CountryRef) -> bool:
    """Whether an account is to share a page with, a person's, another country's or an international organisation's."""
    low, high = _own_words(reading, found)
    if words.pattern("share").match(reading.plain, _first_letter(reading, found.sentence[0])):
        return True
    before = reading.plain[low : found.seen.start]
    if words.pattern("personal", "private-actor").search(before):
        return True
    analysis = reading.passage.analysis
    if any(hit.value != home.iso3 for hit in analysis.within(low, high, "country", "demonym")):
        return True
    return bool(reading.international_in(low, high))


def _own_words(reading: Reading, found: Found) -> tuple[int, int]:
    """The words of a sentence that are about one account: from its start, or from the last semicolon or line before."""
    start, end = found.sentence
    cut = max(reading.plain.rfind(mark, start, found.seen.start) for mark in (";", "\n\n"))
    behind = reading.plain.find(";", found.seen.end, end)
    return (cut + 1 if cut >= 0 else start), (behind if behind >= 0 else end)


def _first_letter(reading: Reading, start: int) -> int:
    match = re.compile(r"[\W_]*").match(reading.plain, start)
    return match.end() if match else start


def _owner(reading: Reading, found: Found, sentence: Sentence) -> Body | None:
    """The body that a sentence or row names as whose an account is: the nearest before it, else the first behind it."""
    bodies = reading.bodies[sentence.start]
    place = owner_place(reading.passage, found)
    inside = [body for body in bodies if place and place[0] <= body.start < place[1]]
    if inside:
        return inside[-1]
    low, high = _own_words(reading, found)
    before = [body for body in bodies if low <= body.start < found.seen.start]
    if before:
        return before[-1]
    words = load_fact_words(reading.words.language)
    behind = [body for body in bodies if found.seen.end <= body.start < high]
    if behind and words.says("account", reading.plain, low, behind[0].start):
        return behind[0]
    return None


def _meant(reading: Reading, found: Found, sentence: Sentence) -> Body | None:
    """The body of an earlier sentence that ``the ministry`` or ``its page`` means."""
    low, _ = _own_words(reading, found)
    account = load_fact_words(reading.words.language).pattern("account").pattern
    own = rf"{reading.words.pattern('possessive').pattern}\s+(?:\w+\s+){{0,2}}?{account}"
    said = re.compile(rf"(?:{reading.words.pattern('it').pattern}|{own})").search(reading.plain, low, found.seen.start)
    if said is None:
        return None
    sentences = reading.passage.analysis.sentences
    earlier = [one.start for one in sentences if one.start < sentence.start and reading.bodies[one.start]]
    return reading.bodies[earlier[-1]][-1] if earlier else None


def _is_official(reading: Reading, words: FactWords, found: Found, sentence: Sentence) -> bool:
    """Whether words before an account in its sentence call it official, or the government's or country's own."""
    low, _ = _own_words(reading, found)
    if words.says("state-actor", reading.plain, low, found.seen.start) and reading.words.pattern("portal").search(
        reading.plain, low, found.seen.start
    ):
        return True  # "the national portal is on Twitter"
    if not words.says("account", reading.plain, low, sentence.end):
        return False
    if words.says("official", reading.plain, low, found.seen.start):
        return True
    return bool(reading.passage.analysis.within(low, found.seen.start, "country", "demonym"))


def _goes_on(reading: Reading, lead: _Lead, sentence: Sentence) -> bool:
    """Whether only lines with accounts stand between a lead and a sentence."""
    analysis = reading.passage.analysis
    between = [one for one in analysis.sentences if lead.end <= one.start <= sentence.start]
    return all(
        analysis.blocks[one.block].row or named_platforms(reading.passage.text, one.start, one.end)
        or find_addresses(reading.passage.text, one.start, one.end)
        for one in between
    )  # fmt: skip


def _under_heading(reading: Reading, words: FactWords, found: Found, sentence: Sentence) -> bool:
    """Whether an account stands in a table row or a labelled line under a heading on social media."""
    if not any(words.says("account-heading", title, 0, len(title)) for title in reading.titles[-2:]):
        return False
    if reading.passage.analysis.blocks[sentence.block].row:
        return True
    line = reading.passage.text.rfind("\n", 0, found.seen.start) + 1
    first = _first_letter(reading, max(line, sentence.start))
    opens = named_platforms(reading.passage.text, first, found.seen.end)
    return bool(found.seen.start == first or (opens and opens[0].start == first))


def _is_of_body(reading: Reading, handle: str, home: CountryRef) -> bool:
    """Whether a handle is made of the acronym or name of a public body of the country that the document names."""
    plain = folded(handle)
    if _OF_STATE.search(plain):
        return True
    squashed = re.sub(r"[\W_]", "", plain)
    parts = {part for part in re.split(r"[\W_\d]+", plain) if part} | {folded(one) for one in _humps(handle)}
    source = reading.source
    for acronym, mention in source.acronyms.items():
        owner = mention.country.value if mention.country else home
        short = folded(acronym)
        known = len(short) >= _SHORTEST and owner == home and mention.public_body
        if known and (short in parts or squashed.startswith(short) or squashed.endswith(short)):
            return True
    return any(
        (name := re.sub(r"[\W_]", "", known)) in squashed and len(name) >= _LONG_NAME and mention.public_body
        for known, mention in reading.memory.bodies.items()
        if mention.country and mention.country.value == home
    )


def _humps(handle: str) -> list[str]:
    """The parts of a handle in camel case."""
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+", handle)


def _record(reading: Reading, one: _Owned) -> SocialMediaAccount:
    passage, seen, count, rule = reading.passage, one.found.seen, one.found.followers, one.rule
    stretch = (seen.start, seen.end)
    attached = reading.linked(*stretch) if reading.passage.text[slice(*stretch)].find(seen.handle) < 0 else None
    spans = attached.spans if attached else passage.cite(*stretch)
    return SocialMediaAccount(
        country=Stated(value=one.country, spans=spans, rule=rule),
        platform=Stated(value=seen.platform, spans=spans, rule=rule),
        handle=Stated(value=seen.handle, spans=spans, rule=rule),
        account_of=one.owner,
        followers=passage.state(count.value, count.start, count.end, rule) if count else None,
        url=Stated(value=seen.url, spans=spans, rule=rule) if seen.url else None,
    )


__all__ = ["read_prose_accounts"]
