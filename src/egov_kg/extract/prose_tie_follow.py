"""What goes on about a tie: a sentence or clause behind it that names no party ("The loan was signed in March")."""

from __future__ import annotations

from dataclasses import replace

from egov_kg.extract.cues import SIGNED, STATUS_RULE, Cue, topics_of
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_tie_time import status, year_of
from egov_kg.extract.tie_undone import opens_on
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Sentence
from egov_kg.records import CooperationTie

_LONGEST = 200
"""Characters; a longer sentence is about more than the tie before it."""


def goes_on(reading: Reading, low: int, high: int) -> bool:
    """Whether a stretch opens with what means the tie told before (``the loan``, ``that work``, ``it``)."""
    return high - low <= _LONGEST and opens_on(reading.words.language).match(reading.plain, low, high) is not None


def continued(reading: Reading, tie: CooperationTie, low: int, high: int) -> CooperationTie:
    """The tie with what a stretch that goes on about it says of its status and year."""
    cue = Cue(tie.kind.value, low, low, STATUS_RULE)
    denied = reading.passage.analysis.within(low, high, "negation")
    over = load_tie_words(reading.words.language).pattern("ended").search(reading.plain, low, high)
    said = status(reading, (low, high), cue) if over or not denied else None
    if said is None:
        return tie
    signs = said.value == "signed" and (tie.kind.value in SIGNED or tie.kind.value == "funding")
    ends = said.value == "completed" and over is not None
    if not (ends or (tie.status is None and said.value in ("signed", "planned", "ongoing")) or signs):
        return tie
    year = tie.year or (year_of(reading, (low, high)) if not ends or tie.kind.value not in SIGNED else None)
    return replace(tie, status=said, year=year)


def opened(reading: Reading, tie: CooperationTie, lead: Sentence) -> CooperationTie:
    """The tie of a list item with what the sentence that opens the list says of its status and topics."""
    stretch = (lead.start, lead.end)
    said = tie.status or status(reading, stretch, Cue(tie.kind.value, *stretch, STATUS_RULE))
    topics = tie.topics or topics_of(reading.passage, stretch, (lead.start, lead.start))
    return replace(tie, status=said, topics=topics)
