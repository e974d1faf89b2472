"""Cooperation: who works with whom, how, on what, since when, through which agencies.

A tie is read from a clause, or from a list item whose opening names the other party. What the clause does not say, the
sentence that opens the list does ("We are part of the following networks:"), and for a bare list of names the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from egov_kg.extract.cues import (
    SIGNED,
    STATUS_RULE,
    Cue,
    Direction,
    asked,
    direction_of,
    has_own_verb,
    kind_of,
    lead_in,
    status_of,
    topics_of,
)
from egov_kg.extract.dates import DateHit, find_years
from egov_kg.extract.names import organization_names
from egov_kg.extract.passage import Passage
from egov_kg.extract.tie_agencies import Clause, agencies_of, is_given
from egov_kg.extract.tie_groups import Group, Named, clauses, groups, is_bare_list, tells_of_another
from egov_kg.extract.tie_undone import undone_clauses, undone_since
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Sentence, folded
from egov_kg.model import Answer, Stated
from egov_kg.records import CooperationTie, CountryRef, Party, Record

PARTY_RULE = "tie-party-named"
OWN_RULE = "tie-of-the-reporting-country"
YEAR_RULE = "tie-year-in-sentence"
_NEAR = 12
"""Characters behind words that a tie is over within which a year is that of its end."""
HEADING = 140
"""Characters of an item up to which it only names the party that the paragraphs under it are about."""


@dataclass(slots=True)
class _Thread:
    """What earlier sentences of the answer leave open: a list's opening, the party that a list item is about."""

    lead: Sentence | None = None
    block: int = -1
    topic: Named | None = None


def read_ties(passage: Passage, answer: Answer) -> list[Record]:
    """The ties of an answer on cooperation, between the reporting country and each party named."""
    if passage.source.country is None:
        return []
    thread = _Thread()
    found: list[Record] = []
    last: list[CooperationTie] = []
    before = -1
    for sentence in passage.analysis.sentences:
        ties = list(_of_sentence(passage, sentence, thread, passage.source.country.value, answer.code))
        if not ties and last and sentence.block == before and _undone_since(passage, sentence):
            found = found[: -len(last)]
        last, before = ties, sentence.block
        found += ties
    return found


def _undone_since(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence that names no party says that the tie of the one before was undone."""
    if passage.analysis.within(sentence.start, sentence.end, "country", "organization"):
        return False
    said = folded(passage.text[sentence.start : sentence.end])
    return undone_since(passage.language, said, 0, len(said))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """A clause with the groups of parties that it names, told by the reporting country."""

    passage: Passage
    clause: tuple[int, int]
    groups: list[Group]
    reporter: CountryRef

    def names(self, place: tuple[int, int]) -> list[tuple[int, int]]:
        """Where the clause names bodies, and parties other than the one at a place."""
        parties = [named[1] for group in self.groups for named in group.parties if named[1] != place]
        hits = organization_names(self.passage, *self.clause)
        bodies = [(hit.start, hit.end) for hit in hits if not is_given(self.passage, hit.start)]
        return parties + [(low, high) for low, high in bodies if high <= place[0] or place[1] <= low]


def _of_sentence(
    passage: Passage, sentence: Sentence, thread: _Thread, reporter: CountryRef, code: str | None
) -> Iterator[CooperationTie]:
    if lead_in(passage, sentence):
        thread.lead = sentence
    block = passage.analysis.blocks[sentence.block]
    first: Group | None = None
    untied: Named | None = None
    undone = _undone(passage, sentence)
    for clause, found in _told(passage, sentence, reporter):
        if any(low <= clause[0] < high for low, high in undone):
            continue
        if not found and untied:  # "is no member of X; attends its meetings"
            yield from _about_topic(passage, clause, untied, reporter)
        untied = found[0].parties[0] if len(found) == 1 and len(found[0].parties) == 1 else None
        if tells_of_another(passage, clause, found, reporter):
            continue
        telling = _Telling(passage=passage, clause=clause, groups=found, reporter=reporter)
        bare = code if is_bare_list(passage, clause, found) else None
        for index, group in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            cue = kind_of(passage, group, following, thread.lead) or (asked(bare, group) if bare else None)
            untied = None if cue else untied
            yield from _ties(telling, group, cue)
        first = first or (found[0] if found else None)
    if first and block.bullet and sentence.start == block.start:
        heading = sentence.end - sentence.start < HEADING and not _is_of_flat_list(passage, sentence.block)
        thread.block, thread.topic = sentence.block, first.parties[0] if heading else None
    elif first is None and thread.topic and sentence.block >= thread.block and not block.bullet:
        yield from _about_topic(passage, (sentence.start, sentence.end), thread.topic, reporter)


def _is_of_flat_list(passage: Passage, block: int) -> bool:
    """Whether an item follows another at once: what stands under such a list is about none of its items."""
    return block > 0 and passage.analysis.blocks[block - 1].bullet


def _undone(passage: Passage, sentence: Sentence) -> list[tuple[int, int]]:
    """The clauses of a sentence that tell of a tie that was undone or never made."""
    cuts = [low for low, _ in clauses(passage, sentence.start, sentence.end)]
    plain = " " * sentence.start + folded(passage.text[sentence.start : sentence.end])
    return undone_clauses(passage, plain, [*cuts, sentence.end])


def _told(
    passage: Passage, sentence: Sentence, reporter: CountryRef
) -> Iterator[tuple[tuple[int, int], list[Group]]]:
    """The clauses of a sentence with their groups, cut where a group has a verb of its own."""
    for clause in clauses(passage, sentence.start, sentence.end):
        found = groups(passage, clause, reporter)
        cuts = [group.start for group in found[1:] if has_own_verb(passage, group)]
        if not cuts:
            yield clause, found
            continue
        for part in pairwise([clause[0], *cuts, clause[1]]):
            yield part, groups(passage, part, reporter)


def _about_topic(
    passage: Passage, clause: tuple[int, int], topic: Named, reporter: CountryRef
) -> Iterator[CooperationTie]:
    """A sentence under a list item that names a party, or a clause behind one that names it, about that party."""
    start = clause[0]
    group = Group(parties=(topic,), start=start, end=start, before=(start, start), behind=clause)
    cue = kind_of(passage, group, None, None)
    if cue is not None:
        yield _build(_Telling(passage=passage, clause=clause, groups=[group], reporter=reporter), topic, group, cue)


def _ties(telling: _Telling, group: Group, cue: Cue | None) -> Iterator[CooperationTie]:
    for named in group.parties:
        if cue is None or (cue.kind == "membership" and isinstance(named[0], CountryRef)):
            # A country is no organisation to be a member of.
            continue
        yield _build(telling, named, group, cue)


def _build(telling: _Telling, named: Named, group: Group, cue: Cue) -> CooperationTie:
    passage, clause, reporter = telling.passage, telling.clause, telling.reporter
    (other, place), stretch = named, (cue.start, cue.end)
    party: Stated[Party] = passage.state(other, *place, PARTY_RULE)
    own: Stated[Party] = passage.state(reporter, *place, OWN_RULE, stretch)
    topical = _topic_stretch(clause, group, telling.groups)
    # Bodies beside an organisation are of its part of the clause; those beside a country, of either side of all of it.
    working = clause if isinstance(other, CountryRef) else topical
    direction = direction_of(passage, clause, group, cue, reporter)
    mine = _about(passage, named, group, telling.groups)
    return CooperationTie(
        parties=(own, party),
        kind=passage.state(cue.kind, *stretch, cue.rule, place),
        reported_by=passage.state(reporter, *place, OWN_RULE),
        status=_over(passage, clause, mine) or status_of(passage, clause, cue, mine),
        topics=topics_of(passage, topical, place, telling.names(place)),
        through=agencies_of(
            passage, Clause(start=working[0], end=working[1], named=place, party=other, reporter=reporter)
        ),
        provider=own if direction is Direction.GIVES else party if direction else None,
        recipient=party if direction is Direction.GIVES else own if direction else None,
        year=_year(passage, clause, cue, mine),
    )


def _topic_stretch(clause: tuple[int, int], group: Group, found: list[Group]) -> tuple[int, int]:
    """Where the topics of a group stand: its own part of a clause that names other groups too."""
    if len(found) == 1 or group is not found[0]:
        return clause if len(found) == 1 else (group.before[0], group.behind[1])
    return clause[0], group.behind[1]


def _about(passage: Passage, named: Named, group: Group, found: list[Group]) -> Callable[[int], bool]:
    """Whether a word at a place is about a party.

    In brackets right behind one party it is that party's alone; else it is about the group that is named nearest to it.
    """

    def mine(place: int) -> bool:
        for one in (party for other in found for party in other.parties):
            if one[1][1] <= place < group_end(one) and passage.text[one[1][1] : place].lstrip().startswith("("):
                return one is named
        if group.start <= place < group.end:  # "A and since 2018 B": what stands between is said of what follows
            return named is next((one for one in group.parties if one[1][0] > place), group.parties[-1])
        return all(_distance(group, place) <= _distance(other, place) for other in found)

    def group_end(one: Named) -> int:
        close = passage.text.find(")", one[1][1], one[1][1] + 80)
        return close if close >= 0 else one[1][1]

    return mine


def _distance(group: Group, place: int) -> int:
    return max(group.start - place, place - group.end + 30, 0)  # behind a name a word is farther than before it


def _over(passage: Passage, clause: tuple[int, int], mine: Callable[[int], bool]) -> Stated[str] | None:
    """A tie that is over by its own words (``expired in 2015``), where the clause does not deny it."""
    for start, end in _ended(passage, clause):
        denied = passage.analysis.within(max(clause[0], start - 8), end, "negation")
        if mine(start) and not denied:
            return passage.state("completed", start, end, STATUS_RULE)
    return None


def _ended(passage: Passage, clause: tuple[int, int]) -> list[tuple[int, int]]:
    """Where a clause says that something is over."""
    found = load_tie_words(passage.language).pattern("ended").finditer(folded(passage.text[slice(*clause)]))
    return [(clause[0] + match.start(), clause[0] + match.end()) for match in found]


def _year(
    passage: Passage, clause: tuple[int, int], cue: Cue, mine: Callable[[int], bool]
) -> Stated[int] | None:
    """The one year of the clause that is this party's; "this year" is the year the document is dated.

    Where a signed paper ended is not its year.
    """
    ends = [end for _, end in _ended(passage, clause)] if cue.kind in SIGNED else []
    years: list[DateHit] = [
        year
        for year in find_years(passage.text, *clause)
        if mine(year.start) and not any(0 <= year.start - end < _NEAR for end in ends)
    ]
    if len({year.year for year in years}) == 1:
        return passage.state(years[0].year, years[0].start, years[0].end, YEAR_RULE)
    dated = passage.source.issued_year
    relative = [hit for hit in passage.analysis.within(*clause, "this-year") if mine(hit.start)]
    if not years and relative and dated:
        stated = passage.state(dated.value, relative[0].start, relative[0].end, YEAR_RULE)
        return Stated(value=dated.value, spans=(*stated.spans, *dated.spans), rule=YEAR_RULE)
    return None
