"""Ties between any parties that a sentence names: who does what with whom, read from the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from egov_kg.extract.cues import Cue
from egov_kg.extract.prose_home import Clause, unsaid_pairs
from egov_kg.extract.prose_labels import heading_label, home_of, pairs_of_both, pairs_of_label, split_label
from egov_kg.extract.prose_parties import Actor, Group, actors_in, groups_of
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_refs import both, compound_countries
from egov_kg.extract.prose_roles import HELP, Pair, pairs_of
from egov_kg.extract.prose_tie_cues import cues_in, is_of_actor, without_weak
from egov_kg.extract.prose_tie_follow import continued, goes_on, opened
from egov_kg.extract.prose_tie_parts import breaks_in, clauses_in, cue_of, strength, stretches_of
from egov_kg.extract.prose_tie_records import tie_of
from egov_kg.extract.tie_undone import undone_since
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Sentence
from egov_kg.model import GapKind
from egov_kg.records import CooperationTie, CountryRef, Record

_OPENING = 40
"""Characters of what may stand before a sentence's subject (``Since 2018, it …``)."""
_HEADING = 80
"""Characters up to which a paragraph without a stop is a heading."""


@dataclass(slots=True)
class _Thread:
    """Whom the sentences of a paragraph are about, the sentence that opens a list, and the ties of the last one."""

    block: int = -1
    subject: Group | None = None
    lead: tuple[Sentence, Group | None, Cue] | None = None
    label: tuple[Actor, ...] = ()
    carried: tuple[Actor, ...] = ()
    """The party that an item is nothing but, for the paragraphs under it."""
    other: Actor | None = None
    aside: bool = False
    open: list[int] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    """Ties found that a later sentence says were undone."""


def read_prose_ties(reading: Reading) -> list[Record]:
    """The ties of a section."""
    found: list[CooperationTie] = []
    thread = _Thread()
    for sentence in reading.passage.analysis.sentences:
        if not reading.passage.analysis.blocks[sentence.block].row:
            _read_sentence(reading, sentence, thread, found)
    return [tie for index, tie in enumerate(found) if index not in thread.undone]


def _read_sentence(reading: Reading, sentence: Sentence, thread: _Thread, found: list[CooperationTie]) -> None:
    """Adds the ties of a sentence to those found, or what it says of the ones before."""
    fresh = sentence.block != thread.block
    _turn(reading, sentence, thread)
    actors = actors_in(reading, sentence)
    if fresh:
        actors = _labelled(reading, sentence, thread, actors)
    foreign = [one for one in actors if one.party != home_of(reading)]
    if thread.open and not fresh and not foreign and goes_on(reading, sentence.start, sentence.end):
        _continue(reading, thread, found, (sentence.start, sentence.end))
        return
    before = len(found)
    found += _of_sentence(reading, sentence, thread, actors)
    thread.open = list(range(before, len(found)))
    if thread.open:
        for low, high in _rest(reading, sentence, foreign):
            _continue(reading, thread, found, (low, high))
    thread.other = _other(reading, sentence, foreign) or thread.other


def _other(reading: Reading, sentence: Sentence, foreign: Sequence[Actor]) -> Actor | None:
    """The other country that "both countries" would mean behind a sentence."""
    for one in reversed(foreign):
        if isinstance(one.party, CountryRef):
            return one
    bodies = reading.bodies[sentence.start]
    named = [country for country in compound_countries(reading, bodies) if country != home_of(reading)]
    return Actor(bodies[0].start, bodies[0].end, named[0]) if len(named) == 1 else None


def _turn(reading: Reading, sentence: Sentence, thread: _Thread) -> None:
    """Forgets at a new paragraph what the one before was about."""
    if sentence.block == thread.block:
        return
    bullet = reading.passage.analysis.blocks[sentence.block].bullet
    thread.carried = () if bullet else thread.carried
    thread.block, thread.subject, thread.open = sentence.block, None, []
    thread.label = thread.carried or heading_label(reading)
    thread.lead = thread.lead if bullet else None
    opens = load_tie_words(reading.words.language).pattern("about")
    opening = re.compile(r"[\W_]*").match(reading.plain, sentence.start, sentence.end)
    place = opening.end() if opening else sentence.start
    if opens.match(reading.plain, place, sentence.end):
        thread.aside = True
    elif sentence.end - sentence.start < _HEADING and reading.passage.text[sentence.end - 1] not in ".;,":
        thread.aside = False


def _labelled(reading: Reading, sentence: Sentence, thread: _Thread, actors: list[Actor]) -> list[Actor]:
    """The actors without those that stand as heading of their paragraph, which the thread keeps."""
    label, rest, alone = split_label(reading, sentence, actors)
    thread.carried = label if alone else thread.carried
    thread.label = label or thread.label
    return actors if alone else rest


def _continue(reading: Reading, thread: _Thread, found: list[CooperationTie], stretch: tuple[int, int]) -> None:
    if undone_since(reading.words.language, reading.plain, *stretch):
        thread.undone.update(thread.open)
    for index in thread.open:
        found[index] = continued(reading, found[index], *stretch)


def _rest(reading: Reading, sentence: Sentence, foreign: Sequence[Actor]) -> Iterator[tuple[int, int]]:
    """The clauses behind the first that go on about its tie."""
    cuts = breaks_in(reading, sentence)
    for low, high in zip(cuts, [*cuts[1:], sentence.end][: len(cuts)], strict=True):
        if not any(low <= one.start < high for one in foreign) and goes_on(reading, low, high):
            yield low, high


def _of_sentence(
    reading: Reading, sentence: Sentence, thread: _Thread, actors: list[Actor]
) -> Iterator[CooperationTie]:
    opens = reading.passage.text[sentence.end - 1] == ":"
    two = both(reading, sentence.start, sentence.end) is not None
    cues = cues_in(reading, sentence) if actors or thread.label or opens or two else []
    cues = [cue for cue in cues if not any(is_of_actor(reading, cue, one) for one in actors)]
    if not (actors or thread.label or two) or (not cues and thread.lead is None):
        thread.subject = _subject_alone(reading, sentence, actors)
        _open_list(reading, sentence, thread, cues, None)
        return
    inherited, home = thread.subject if _goes_on(reading, sentence, cues) else None, home_of(reading)
    for low, high in clauses_in(reading, sentence, actors, cues):
        here = [one for one in actors if low <= one.start < high]
        hits = without_weak(reading, [cue for cue in cues if low <= cue.start < high])
        groups = groups_of(reading, low, here)
        subject, targets = _subject(reading, low, groups, hits)
        subject = subject or inherited
        lead = thread.lead if not hits else None
        listed = [Group(thread.label, "")] if thread.label and not groups else groups
        pairs = _pairs(reading, (low, high), subject, targets, hits) if hits else _of_list(reading, listed, lead)
        if home is not None:
            clause = Clause(
                reading=reading, low=low, high=high, groups=groups, subject=subject, cues=hits, home=home
            )  # fmt: skip
            pairs += _unsaid(clause, pairs, thread)
        found = [tie_of(reading, pair, stretch) for pair, stretch in stretches_of(reading, pairs, (low, high))]
        yield from (opened(reading, tie, lead[0]) for tie in found) if lead else found
        if hits and not found and len({one.party for one in here}) > 1 and not lead:
            reading.gap(GapKind.PARTY_WITHOUT_TIE, here[0].start, here[-1].end)
        inherited = subject or inherited
    thread.subject = inherited if inherited and len({a.party for a in inherited.actors}) == 1 else None
    _open_list(reading, sentence, thread, cues, inherited)


def _unsaid(clause: Clause, said: list[Pair], thread: _Thread) -> list[Pair]:
    """The ties of a clause that leaves the document's country, or both countries, unnamed."""
    if thread.aside or not clause.cues:
        return []
    foreign = [one for group in clause.groups for one in group.actors if one.party != clause.home]
    if thread.label and not foreign:
        return pairs_of_label(clause, thread.label)
    govern = [(group, cue_of(clause.reading, group, list(clause.cues))) for group in clause.groups]
    found = unsaid_pairs(clause, said, govern)
    return found or ([] if said else pairs_of_both(clause, foreign[-1] if foreign else thread.other))


def _subject_alone(reading: Reading, sentence: Sentence, actors: Sequence[Actor]) -> Group | None:
    groups = groups_of(reading, sentence.start, list(actors))
    return _subject(reading, sentence.start, groups, [])[0]


def _subject(
    reading: Reading, start: int, groups: list[Group], cues: Sequence[Cue]
) -> tuple[Group | None, list[Group]]:
    """The group that acts: named before the first words of a tie, without a preposition."""
    article = re.compile(rf"(?:{reading.words.pattern('article').pattern}\s*)+\Z")
    for index, group in enumerate(groups):
        if group.preposition:
            continue
        opening = article.sub("", reading.plain[start : group.start])
        before = [cue for cue in cues if cue.end <= group.start]
        said = reading.words.pattern("that").search(opening, max(0, len(opening) - 8))
        if said and not opening[said.end() :].strip() and not before:
            return group, groups[:index] + groups[index + 1 :]
        closed = opening.rstrip().endswith((",", ":", "–", "—", " -")) or not opening.strip(" \"“'(-*")
        if closed and (not before or opening.rstrip().endswith(",")):
            return group, groups[:index] + groups[index + 1 :]
        if not before and len(opening.split()) <= 6 and not _pursues(reading, opening):
            return group, groups[:index] + groups[index + 1 :]
    return None, groups


def _pursues(reading: Reading, opening: str) -> bool:
    """Whether an opening ends in a preposition."""
    words = opening.split()
    return bool(words) and words[-1] in reading.words.prepositions - reading.words.words["article"]


def _goes_on(reading: Reading, sentence: Sentence, cues: Sequence[Cue]) -> bool:
    """Whether a sentence speaks on of the one before's subject: a pronoun, or words of a tie at its very start."""
    pronoun = reading.words.pattern("pronoun")
    comma = reading.plain.find(", ", sentence.start, min(sentence.start + _OPENING, sentence.end))
    if pronoun.match(reading.plain, sentence.start) or (comma >= 0 and pronoun.match(reading.plain, comma + 2)):
        return True
    return bool(cues) and cues[0].start == sentence.start and reading.words.language != "en"


def _pairs(
    reading: Reading, clause: tuple[int, int], subject: Group | None, targets: list[Group], cues: list[Cue]
) -> list[Pair]:
    """The ties of a clause: each target by the words that govern it."""
    by_cue: dict[Cue, list[Group]] = {}
    for target in targets:
        cue = cue_of(reading, target, cues)
        if cue is not None:
            by_cue.setdefault(cue, []).append(target)
    found: list[Pair] = []
    for cue, own in by_cue.items():
        found += pairs_of(reading, cue, subject, own)
    if (
        subject is not None
        and all(pair.cue.kind in HELP for pair in found)
        and len({a.party for a in subject.actors}) > 1
    ):
        behind = [cue for cue in cues if cue.start >= subject.end and cue not in by_cue]
        strongest = min(behind, key=strength, default=None)
        if strongest is not None:
            found += pairs_of(reading, strongest, subject, [])
    return _once(found)


def _once(pairs: list[Pair]) -> list[Pair]:
    found: dict[tuple[object, ...], Pair] = {}
    for pair in pairs:
        found.setdefault((frozenset(actor.party for actor in pair.actors), pair.cue.kind), pair)
    return list(found.values())


def _open_list(reading: Reading, sentence: Sentence, thread: _Thread, cues: list[Cue], subject: Group | None) -> None:
    if reading.passage.text[sentence.end - 1] != ":" or not cues:
        return
    home = home_of(reading)
    if subject is None and home is not None and not thread.aside:
        subject = Group((Actor(cues[-1].start, cues[-1].end, home),), "")
    if subject is not None:
        thread.lead = (sentence, subject, cues[-1])


def _of_list(reading: Reading, groups: list[Group], lead: tuple[Sentence, Group | None, Cue] | None) -> list[Pair]:
    """The ties of a list item: the parties that it opens with and the subject of the sentence that opens the list."""
    if lead is None or not groups or lead[1] is None:
        return []
    first = Group(groups[0].actors, next(iter(sorted(reading.words.words["with"])), ""))
    return pairs_of(reading, lead[2], lead[1], [first], listed=True)


__all__ = ["read_prose_ties"]
