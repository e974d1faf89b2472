"""Cooperation: who works with whom, how, on what, since when, through which agencies.

A tie is read from a sentence, or from a list item whose opening names the other party. What the sentence does not say,
the sentence that opens the list does ("Colombia is part of the following networks:").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from egov_kg.extract.bodies import is_subject
from egov_kg.extract.cues import Cue, kind_of, lead_in, status_of, topics_of
from egov_kg.extract.dates import find_years
from egov_kg.extract.mentions import bare_acronym, country_mentions, international_mentions, mention_of
from egov_kg.extract.names import NameHit, looks_like_acronym, organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Sentence, folded
from egov_kg.model import Answer, Stated
from egov_kg.records import CooperationTie, CountryRef, InternationalRef, OrganizationMention, Party, Record

PARTY_RULE = "tie-party-named"
OWN_RULE = "tie-of-the-reporting-country"
AGENCY_RULE = "tie-agency-named"
YEAR_RULE = "tie-year-in-sentence"


@dataclass(frozen=True, slots=True)
class _Other:
    """A party other than the reporting country, and the stretch it is talked about in."""

    party: CountryRef | InternationalRef
    named: tuple[int, int]
    clause: tuple[int, int]
    lead: Sentence | None


def read_ties(passage: Passage, _answer: Answer) -> list[Record]:
    """The ties of an answer on cooperation, between the reporting country and each party named."""
    reporter = passage.source.country
    if reporter is None:
        return []
    found = [tie for other in _others(passage, reporter.value) if (tie := _tie(passage, other, reporter.value))]
    return list(found)


def _others(passage: Passage, reporter: CountryRef) -> list[_Other]:
    found: list[_Other] = []
    lead: Sentence | None = None
    topic: tuple[int, CountryRef | InternationalRef, tuple[int, int]] | None = None
    for sentence in passage.analysis.sentences:
        lead = _lead(passage, sentence) or lead
        here = _parties(passage, sentence, reporter)
        block = passage.analysis.blocks[sentence.block]
        heading = _heads_item(passage, sentence, block.start) if block.bullet and sentence.start == block.start else None
        for clause in _clauses(passage, sentence):
            named = [one for one in here if clause[0] <= one[1][0] < clause[1]]
            found += [_Other(party, stretch, clause, lead) for party, stretch in named]
        if heading is not None and here:
            topic = (sentence.block, *here[0])
        elif topic and not here and sentence.block >= topic[0] and not block.bullet:
            found.append(_Other(topic[1], topic[2], (sentence.start, sentence.end), lead))
    return found


def _lead(passage: Passage, sentence: Sentence) -> Sentence | None:
    return sentence if lead_in(passage, sentence) else None


def _heads_item(passage: Passage, sentence: Sentence, start: int) -> int | None:
    return start if sentence.end - sentence.start < 140 or ":" in passage.text[start : start + 60] else None


def _clauses(passage: Passage, sentence: Sentence) -> list[tuple[int, int]]:
    """A sentence cut at semicolons outside brackets."""
    cuts, depth = [sentence.start], 0
    for index in range(sentence.start, sentence.end):
        char = passage.text[index]
        depth += (char in "([") - (char in ")]")
        if char == ";" and depth <= 0:
            cuts.append(index + 1)
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _parties(
    passage: Passage, sentence: Sentence, reporter: CountryRef
) -> list[tuple[CountryRef | InternationalRef, tuple[int, int]]]:
    """Countries and organisations of the registry in a sentence, each once, third parties left out."""
    found: dict[CountryRef | InternationalRef, tuple[int, int]] = {}
    for start, end, iso3 in country_mentions(passage, sentence.start, sentence.end):
        if iso3 != reporter.iso3 and not _inside_name(passage, start, end, sentence):
            found.setdefault(CountryRef(iso3), (start, end))
    for start, end, identifier in international_mentions(passage, sentence.start, sentence.end):
        if not _third_party(passage, sentence, start):
            found.setdefault(InternationalRef(identifier), (start, end))
    return sorted(found.items(), key=lambda item: item[1])


def _inside_name(passage: Passage, start: int, end: int, sentence: Sentence) -> bool:
    """Whether a country's name is part of an international organisation's."""
    return any(s <= start and end <= e for s, e, _ in international_mentions(passage, sentence.start, sentence.end))


def _third_party(passage: Passage, sentence: Sentence, start: int) -> bool:
    """``a project promoted by X``: X is not who cooperates."""
    low = max(sentence.start, start - 40)
    for hit in passage.analysis.within(low, start, "third-party"):
        between = folded(passage.text[hit.end : start]).strip(" \"“'(")
        if between in ("", "the", "la", "el", "los", "las", "l", "o", "a", "le"):
            return True
    return False


def _tie(passage: Passage, other: _Other, reporter: CountryRef) -> CooperationTie | None:
    cue = kind_of(passage, other.clause, other.named, other.lead)
    if cue is None:
        words = passage.words(*other.named)
        passage.source.skip(words, "named in an answer on cooperation without words that say a tie")
        return None
    return _build(passage, other, reporter, cue)


def _build(passage: Passage, other: _Other, reporter: CountryRef, cue: Cue) -> CooperationTie:
    named, clause = other.named, other.clause
    stretch = (cue.start, cue.end)
    party: Stated[Party] = passage.state(other.party, *named, PARTY_RULE)
    own: Stated[Party] = passage.state(reporter, *named, OWN_RULE, stretch)
    helps = cue.kind == "technical-assistance" and isinstance(other.party, CountryRef) and not cue.receives
    return CooperationTie(
        parties=(own, party),
        kind=passage.state(cue.kind, *stretch, cue.rule, named),
        reported_by=passage.state(reporter, *named, OWN_RULE),
        status=status_of(passage, clause, cue),
        topics=topics_of(passage, clause, other.named),
        through=_agencies(passage, other, reporter),
        provider=own if helps else party if cue.receives else None,
        recipient=party if helps else own if cue.receives else None,
        year=_year(passage, clause, cue),
    )


def _year(passage: Passage, clause: tuple[int, int], cue: Cue) -> Stated[int] | None:
    """The one year of the clause; "this year" is the year the document is dated."""
    years = [year for year in find_years(passage.text, *clause)]
    if len({year.year for year in years}) == 1:
        return passage.state(years[0].year, years[0].start, years[0].end, YEAR_RULE)
    dated = passage.source.issued_year
    relative = passage.analysis.within(*clause, "this-year")
    if not years and relative and dated:
        stated = passage.state(dated.value, relative[0].start, relative[0].end, YEAR_RULE)
        return Stated(value=dated.value, spans=(*stated.spans, *dated.spans), rule=YEAR_RULE)
    return None


def _agencies(passage: Passage, other: _Other, reporter: CountryRef) -> tuple[Stated[OrganizationMention], ...]:
    """The bodies named in the clause: of the reporting country until the other party's name comes near."""
    found: list[Stated[OrganizationMention]] = []
    registry, (start, end) = passage.source.registry, other.clause
    taken: list[tuple[int, int]] = [other.named]
    taken += [(low, high) for low, high, _ in international_mentions(passage, start, end)]
    for hit in organization_names(passage, start, end):
        words = passage.words(hit.start, hit.end)
        if registry.find_organization(words) or any(low < hit.end and hit.start < high and low <= hit.start for low, high in taken[1:]):
            continue
        stretch = (hit.start, hit.whole_end)
        if isinstance(other.party, InternationalRef) and not _works_in_it(passage, start, hit):
            continue  # most likely a part of the organisation itself
        country = _whose(passage, other, reporter, stretch)
        owner = passage.state(country, *stretch, AGENCY_RULE) if country else None
        found.append(passage.state(mention_of(passage, hit, AGENCY_RULE, country=owner), *stretch, AGENCY_RULE))
        taken.append(stretch)
    return (*found, *_by_acronym(passage, other, reporter, taken))


_THROUGH = re.compile(r"\b(?:through|by|via|a traves de|mediante|por|par|atraves de|atraves do)\s+(?:the\s+|el\s+|la\s+|del\s+|l')?\Z")


def _works_in_it(passage: Passage, start: int, hit: NameHit) -> bool:
    """Whether a body named beside an international organisation is the country's own: it acts, or the tie runs through it."""
    name = passage.words(hit.start, hit.end)
    own = folded(name) in passage.source.own_names
    through = _THROUGH.search(folded(passage.text[max(start, hit.start - 30) : hit.start]))
    return own or bool(through) or is_subject(passage, start, hit)


def _by_acronym(
    passage: Passage, other: _Other, reporter: CountryRef, taken: list[tuple[int, int]]
) -> list[Stated[OrganizationMention]]:
    found = []
    registry = passage.source.registry
    for word in words_of(passage.text, *other.clause):
        inside = any(low <= word.start < high + 1 for low, high in taken)
        for part, low in _parts(word.text, word.start):
            known = part in passage.source.acronyms
            if inside or not looks_like_acronym(part) or not part.isupper() or registry.find_organization(part):
                continue
            if not known and not (len(part) >= 3 and _is_named_agency(passage, low, other)):
                continue
            stretch = (low, low + len(part))
            country = _whose(passage, other, reporter, stretch)
            owner = passage.state(country, *stretch, AGENCY_RULE) if country else None
            mention = bare_acronym(passage, *stretch, AGENCY_RULE, country=owner)
            found.append(passage.state(mention, *stretch, AGENCY_RULE))
    return found


def _parts(word: str, start: int) -> list[tuple[str, int]]:
    """A word and, for ``AGENCY-COUNTRY``, its first part."""
    head, _, tail = word.partition("-")
    return [(head, start)] if tail and head.isupper() else [(word, start)]


_CALLED = re.compile(r"\b(?:called|named|known as|llamad[ao]|denominad[ao]|agency|agencia|appelée?|chamad[ao])\s*\Z", re.I)


def _is_named_agency(passage: Passage, start: int, other: _Other) -> bool:
    """Whether an unexplained acronym stands where an agency is named: behind "called", or tied to a country's name."""
    before = passage.text[max(other.clause[0], start - 20) : start]
    joined = re.match(r"[A-Z]+\s*[-–]\s*", passage.text[start : start + 20])
    countries = {low for low, _, iso3 in country_mentions(passage, *other.clause) if CountryRef(iso3) == other.party}
    return bool(_CALLED.search(before)) or bool(joined and start + joined.end() in countries)


def _whose(passage: Passage, other: _Other, reporter: CountryRef, stretch: tuple[int, int]) -> CountryRef | None:
    """Whose body a name is: of the country in or right behind it, of a name known before, else by its place."""
    for start, end, iso3 in country_mentions(passage, *other.clause):
        inside = stretch[0] <= start < stretch[1]
        behind = 0 <= start - stretch[1] < 12 and re.search(r"\b(?:of|de|del|da|do|du)\b", passage.text[stretch[1] : start])
        if inside or behind:
            return CountryRef(iso3)
        _ = end
    known = passage.source.acronyms.get(passage.words(*stretch))
    if known is not None and known.country is not None:
        return known.country.value
    if not isinstance(other.party, CountryRef):
        return reporter
    if _own(passage, stretch):
        return reporter
    return other.party if stretch[0] > other.clause[0] else reporter


def _own(passage: Passage, stretch: tuple[int, int]) -> bool:
    """Whether the document names the body as one of its own elsewhere (same words, its country)."""
    words = folded(passage.words(*stretch))
    return words in passage.source.own_names
