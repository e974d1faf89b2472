"""Cooperation: who works with whom, how, on what, since when, through which agencies.

A tie is read from a sentence, or from a list item whose opening names the other party. What the sentence does not say,
the sentence that opens the list does ("Colombia is part of the following networks:").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from egov_kg.extract.cues import Cue, kind_of, lead_in, status_of, topics_of
from egov_kg.extract.dates import find_years
from egov_kg.extract.mentions import country_mentions, international_mentions
from egov_kg.extract.passage import Passage
from egov_kg.extract.tie_agencies import Clause, agencies_of
from egov_kg.language import Sentence, folded
from egov_kg.model import Answer, Stated
from egov_kg.records import CooperationTie, CountryRef, InternationalRef, Party, Record

PARTY_RULE = "tie-party-named"
OWN_RULE = "tie-of-the-reporting-country"
YEAR_RULE = "tie-year-in-sentence"


@dataclass(frozen=True, slots=True)
class _Other:
    """A party other than the reporting country, and the stretch it is talked about in."""

    party: CountryRef | InternationalRef
    named: tuple[int, int]
    clause: tuple[int, int]
    lead: Sentence | None
    beside: tuple[tuple[int, int], ...] = ()
    """Where the clause names all its parties, this one too."""


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
            if _tells_of_another(passage, clause, named, reporter):
                continue
            beside = tuple(stretch for _, stretch in named)
            found += [_Other(party, stretch, clause, lead, beside) for party, stretch in named]
        if heading is not None and here:
            topic = (sentence.block, *here[0])
        elif topic and not here and sentence.block >= topic[0] and not block.bullet:
            found.append(_Other(topic[1], topic[2], (sentence.start, sentence.end), lead))
    return found


_SELF = re.compile(r"\b(?:we|our|us|both|nosotros|nuestro|nuestra|nuestros|ambos|ambas|hemos|nous|notre|nos|nosso|nossa)\b")


def _tells_of_another(
    passage: Passage,
    clause: tuple[int, int],
    named: list[tuple[CountryRef | InternationalRef, tuple[int, int]]],
    reporter: CountryRef,
) -> bool:
    """Whether a clause says what another country is or joined, without a word of the reporting one."""
    if not named or not isinstance(named[0][0], CountryRef) or named[0][1][0] > clause[0] + 4:
        return False
    start, end = named[0][1]
    if passage.text[end : clause[1]].lstrip()[:1] in (":", "-", "–", "("):
        return False  # the country heads an item of a list
    own = any(iso3 == reporter.iso3 for _, _, iso3 in country_mentions(passage, *clause))
    own = own or any(hit.value == reporter.iso3 for hit in passage.analysis.within(*clause, "demonym"))
    own = own or _SELF.search(folded(passage.text[slice(*clause)])) is not None
    kinds = {hit.value for hit in passage.analysis.within(start, clause[1], "tie-kind")}
    return not own and bool(kinds) and kinds <= {"membership", "participation"}


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
        if iso3 == reporter.iso3 or _third_party(passage, sentence, start):
            continue
        if not _inside_name(passage, start, end, sentence):
            found.setdefault(CountryRef(iso3), (start, end))
    for start, end, identifier in international_mentions(passage, sentence.start, sentence.end):
        if not _third_party(passage, sentence, start) and not _is_channel(passage, sentence, start, bool(found)):
            found.setdefault(InternationalRef(identifier), (start, end))
    return sorted(found.items(), key=lambda item: item[1])


def _inside_name(passage: Passage, start: int, end: int, sentence: Sentence) -> bool:
    """Whether a country's name is part of an international organisation's."""
    return any(s <= start and end <= e for s, e, _ in international_mentions(passage, sentence.start, sentence.end))


def _third_party(passage: Passage, sentence: Sentence, start: int) -> bool:
    """``a project promoted by X``: X is not who cooperates."""
    low = max(sentence.start, start - 120)
    for hit in passage.analysis.within(low, start, "third-party"):
        if _NAMES_ONLY.fullmatch(passage.text[hit.end : start]):
            return True
    return False


_NAMES_ONLY = re.compile(
    r"[\s\"“'(]*(?:(?:the|la|el|los|las|l'|o|a|le|les|and|y|e|et)\s+|[A-ZÀ-Ý][\w'-]*[\s,]+)*[\"“'(]*"
)
"""Nothing but names, commas and articles: an enumeration that began before."""
_CHANNEL = re.compile(r"\b(?:through|via|a traves de|mediante|atraves d[eao]|par l'intermediaire d[eu])\s+(?:the\s+|la\s+|el\s+|l')?\Z")


def _is_channel(passage: Passage, sentence: Sentence, start: int, others: bool) -> bool:  # noqa: FBT001
    """Whether an organisation is only what a tie with another party runs through."""
    before = folded(passage.text[max(sentence.start, start - 40) : start])
    return others and _CHANNEL.search(before) is not None


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
        status=status_of(passage, clause, cue, _mine(other)),
        topics=topics_of(passage, clause, other.named),
        through=agencies_of(
            passage, Clause(start=clause[0], end=clause[1], named=named, party=other.party, reporter=reporter)
        ),
        provider=own if helps else party if cue.receives else None,
        recipient=party if helps else own if cue.receives else None,
        year=_year(passage, clause, _mine(other)),
    )


def _mine(other: _Other) -> Callable[[int], bool]:
    """Whether a word at a place is about this party: no other party of the clause is named nearer to it."""

    def nearest(place: int) -> bool:
        def distance(stretch: tuple[int, int]) -> int:
            return max(stretch[0] - place, place - stretch[1] + 30, 0)  # behind its name a word is farther

        return all(distance(other.named) <= distance(one) for one in other.beside)

    return nearest


def _year(passage: Passage, clause: tuple[int, int], mine: Callable[[int], bool]) -> Stated[int] | None:
    """The one year of the clause that is this party's; "this year" is the year the document is dated."""
    years = [year for year in find_years(passage.text, *clause) if mine(year.start)]
    if len({year.year for year in years}) == 1:
        return passage.state(years[0].year, years[0].start, years[0].end, YEAR_RULE)
    dated = passage.source.issued_year
    relative = passage.analysis.within(*clause, "this-year")
    if not years and relative and dated:
        stated = passage.state(dated.value, relative[0].start, relative[0].end, YEAR_RULE)
        return Stated(value=dated.value, spans=(*stated.spans, *dated.spans), rule=YEAR_RULE)
    return None
