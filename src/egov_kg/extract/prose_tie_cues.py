"""The words for a kind of tie in a sentence: those that are neither part of a name, nor denied, nor only wished for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from egov_kg.extract.cues import Cue
from egov_kg.extract.prose_parties import Actor
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_tie_parts import breaks_in
from egov_kg.extract.prose_tie_records import KIND_RULE
from egov_kg.extract.tie_undone import undone_clauses
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Hit, Sentence


def cues_in(reading: Reading, sentence: Sentence) -> list[Cue]:
    """The words for a kind of tie that are neither part of a name, nor denied, nor only wished for."""
    taken = [(body.start, body.name_end) for body in reading.bodies[sentence.start]]
    taken += [(low, high) for low, high, _ in reading.international_in(sentence.start, sentence.end)]
    undone = _undone(reading, sentence)
    hosted = list(_hosted(reading, sentence))
    known = reading.passage.analysis.within(sentence.start, sentence.end, "tie-kind")
    hits = hosted + [hit for hit in known if not any(_overlap(hit, one) for one in hosted)]
    hits += [one for one in _further(reading, sentence) if not any(_overlap(one, hit) for hit in hits)]
    found = [
        Cue(hit.value, hit.start, hit.end, KIND_RULE)
        for hit in hits
        if not any(low <= hit.start < high for low, high in taken)
        and not any(low <= hit.start < high for low, high in undone)
        and not _denied(reading, sentence, hit)
        and not _wished(reading, sentence, hit)
    ]
    return sorted(found, key=lambda cue: cue.start)


def is_of_actor(reading: Reading, cue: Cue, actor: Actor) -> bool:
    """Whether words for a kind are those of an actor (``a delegation from X``), an article before them aside."""
    before = reading.plain[cue.start : actor.start].split()
    return actor.start < cue.end <= actor.end and set(before) <= reading.words.words["article"]


def _undone(reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    """The clauses that tell of a tie that was undone or never made (``was cancelled``, ``was not signed``)."""
    cuts = [sentence.start, *breaks_in(reading, sentence), sentence.end]
    return undone_clauses(reading.passage, reading.plain, cuts)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _hosted(reading: Reading, sentence: Sentence) -> Iterator[Hit]:
    """``received last year a delegation``: who hosts those that act for another country exchanges with it."""
    verbs = load_tie_words(reading.words.language).pattern("receives")
    guests = load_tie_words(reading.words.language).pattern("guest")
    for match in verbs.finditer(reading.plain, sentence.start, sentence.end):
        guest = guests.search(reading.plain, match.end(), min(match.end() + _NEAR, sentence.end))
        between = reading.plain[match.end() : guest.start()] if guest else ","
        if guest and not re.search(r"[,;:.]", between) and not _told(reading, match.end(), guest.start()):
            yield Hit("tie-kind", "knowledge-exchange", match.start(), match.end())


_NEAR = 48
"""Characters between a verb of hosting and the guests."""


def _told(reading: Reading, start: int, end: int) -> bool:
    return bool(reading.passage.analysis.within(start, end, "tie-kind", "country", "organization", "acronym"))


def _further(reading: Reading, sentence: Sentence) -> Iterator[Hit]:
    """Words for a kind that prose uses besides those of questionnaires (``A and B met``)."""
    for match in reading.words.kind.finditer(reading.plain, sentence.start, sentence.end):
        kind = reading.words.kinds[" ".join(match.group().split())]
        yield Hit("tie-kind", kind, match.start(), match.end())
    for match in load_tie_words(reading.words.language).money.finditer(reading.plain, sentence.start, sentence.end):
        yield Hit("tie-kind", "funding", match.start(), match.end())


def _denied(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether a negation stands a few words before (``not a member``, ``non-member``)."""
    for negation in reading.passage.analysis.within(max(sentence.start, hit.start - 40), hit.start, "negation"):
        between = reading.plain[negation.end : hit.start]
        if not re.search(r"[,;.:]", between) and len(between.split()) <= 5:
            return True
    return reading.plain[max(sentence.start, hit.start - 4) : hit.start] in ("non-", "non ")


def _wished(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word such as "could" or "should" stands before the words, in the same clause."""
    for match in reading.words.pattern("hypothetical").finditer(reading.plain, sentence.start, hit.start):
        if (
            not re.search(r"[;:]", reading.plain[match.end() : hit.start])
            and not reading.passage.text[match.start()].isupper()
        ):
            return True
    opening = reading.words.pattern("hypothetical").match(reading.plain, sentence.start)
    return opening is not None


def without_weak(reading: Reading, cues: list[Cue]) -> list[Cue]:
    """The words for a kind without those that say little (``training``) where others say more."""
    weak = load_tie_words(reading.words.language).words["weak-kind"]
    strong = [cue for cue in cues if " ".join(reading.plain[cue.start : cue.end].split()) not in weak]
    return strong or cues
