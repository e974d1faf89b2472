"""When a tie of prose stands: its status and its year, by the words of its clause and of the sentence that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from egov_kg.extract.cues import SIGNED, STATUS_RULE, Cue, completes, status_of
from egov_kg.extract.dates import DateHit, find_dates, find_years
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Hit, folded
from egov_kg.model import Stated

YEAR_RULE = "prose-tie-year"
_HEAD, _FOOT = 1_500, 600
"""Characters at a document's two ends in which it prints its own date."""
_SHORT_LINE = 80
_DATELINE = 60
"""Characters of a line within which a date at a paragraph's beginning is the paragraph's own."""


def status(reading: Reading, clause: tuple[int, int], cue: Cue) -> Stated[str] | None:
    """How a tie stands: over, still to come, signed, or going on; None where nothing says it."""
    passage, plain = reading.passage, reading.plain
    words = load_tie_words(reading.words.language)
    over = words.pattern("ended").search(plain, *clause)
    if over and not _denied_before(reading, clause[0], over.start()):
        return passage.state("completed", over.start(), over.end(), STATUS_RULE)
    for start, end in _to_come(reading, clause):
        if _governs(reading, clause, cue, start, end):
            return passage.state("planned", start, end, STATUS_RULE)
    found = status_of(passage, clause, cue, said=lambda hit: _is_said(reading, hit))
    if cue.kind in SIGNED and (found is None or found.value == "completed"):
        return _signed(reading, clause)
    if found is None and completes(cue.kind):
        return _past(reading, clause)
    return found


def _is_said(reading: Reading, hit: Hit) -> bool:
    """Whether a word for a status is one that :func:`status` has not looked at itself, and is about time."""
    if hit.value == "planned":
        return False
    since = load_tie_words(reading.words.language).words["since"]
    if reading.plain[hit.start : hit.end] in since:
        return re.match(r"\s+[\w']", reading.plain[hit.end : hit.end + 2]) is not None
    return True


def _denied_before(reading: Reading, low: int, place: int) -> bool:
    hits = reading.passage.analysis.within(max(low, place - 12), place, "negation")
    return any(not reading.plain[hit.end : place].strip() for hit in hits)


def _to_come(reading: Reading, clause: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where a clause speaks of what is still to come."""
    words = load_tie_words(reading.words.language)
    for hit in reading.passage.analysis.within(*clause, "tie-status"):
        if hit.value == "planned":
            yield hit.start, hit.end
    for match in words.auxiliary.finditer(reading.plain, *clause):
        yield match.span()
    if words.inflected is not None:
        for match in words.inflected.finditer(reading.passage.text, *clause):
            yield match.span()


def _governs(reading: Reading, clause: tuple[int, int], cue: Cue, start: int, end: int) -> bool:
    """Whether what is to come is the tie itself: not what it is for, and not an aside before it."""
    relative = load_tie_words(reading.words.language).pattern("relative")
    if end <= cue.end:
        aside = relative.search(reading.plain, max(clause[0], start - 40), start)
        return not (aside and "," in reading.plain[end : cue.start])
    done = reading.words.pattern("signed").search(reading.plain, clause[0], start)
    signed = [hit for hit in reading.passage.analysis.within(clause[0], start, "tie-status") if hit.value == "signed"]
    if cue.kind in SIGNED and (done or signed):
        return False
    if cue.kind in SIGNED and any(
        hit.value == "signed" for hit in reading.passage.analysis.within(start, min(end + 20, clause[1]), "tie-status")
    ):
        return True  # "an agreement that is to be signed"
    return relative.search(reading.plain, cue.end, start) is None


def _signed(reading: Reading, clause: tuple[int, int]) -> Stated[str] | None:
    """A headline's present (``A and B sign …``) is signed; ``to sign`` is not."""
    if reading.passage.analysis.within(*clause, "tie-status-void"):
        return None
    match = reading.words.pattern("signed").search(reading.plain, *clause)
    if match is None or re.search(
        rf"{reading.words.pattern('to-come').pattern}\s+\Z", reading.plain[clause[0] : match.start()]
    ):
        return None
    return reading.passage.state("signed", match.start(), match.end(), STATUS_RULE)


def _past(reading: Reading, clause: tuple[int, int]) -> Stated[str] | None:
    """Help or an exchange that is told with a year of its own, none of the years to come, is over."""
    stated = year_of(reading, clause)
    if stated is None:
        return None
    day = document_date(reading)
    if day is not None and stated.value > day.year:
        return None
    return Stated(value="completed", spans=stated.spans, rule=STATUS_RULE)


def year_of(reading: Reading, clause: tuple[int, int]) -> Stated[int] | None:
    """The one year of a clause, where it is no deadline, no end and no part of a name; "today" has the document's."""
    found = {}
    words = load_tie_words(reading.words.language)
    deadline = re.compile(rf"{reading.words.pattern('deadline').pattern}\s+\Z")
    for year in find_years(reading.passage.text, *clause):
        low = max(clause[0], year.start - 40)
        ends = words.pattern("ended").search(reading.plain, low, year.start)
        if not deadline.search(reading.plain, low, year.start) and not ends and not _in_name(reading, clause, year):
            found[year.year] = year
    if len(found) == 1:
        year = next(iter(found.values()))
        return reading.passage.state(year.year, year.start, year.end, YEAR_RULE)
    return None if found else _today(reading, clause)


def _in_name(reading: Reading, clause: tuple[int, int], year: DateHit) -> bool:
    """Whether a year belongs to a name right before it, which is neither a month nor a word like ``In``."""
    before = re.search(r"([A-ZÀ-Ý][\w-]+)\s\Z", reading.passage.text[max(clause[0], year.start - 20) : year.start])
    if before is None:
        return False
    word = reading.plain[year.start - len(before[0]) : year.start].strip()
    lexicon = reading.passage.analysis.lexicon
    small = reading.words.prepositions | lexicon.words["preposition"]
    return word not in small | load_tie_words(reading.words.language).words["since"] | set(lexicon.months)


def _today(reading: Reading, clause: tuple[int, int]) -> Stated[int] | None:
    match = load_tie_words(reading.words.language).pattern("today").search(reading.plain, *clause)
    day = document_date(reading) if match else None
    if match is None or day is None:
        return None
    stated = reading.passage.state(day.year, match.start(), match.end(), YEAR_RULE)
    return Stated(value=day.year, spans=(*stated.spans, reading.source.quoted_line(day.start, day.end)), rule=YEAR_RULE)


def document_date(reading: Reading) -> DateHit | None:
    """The day that a document is dated, by a short line or dateline at one of its ends that cites no law."""
    memory = reading.memory
    if memory.dated is None:
        phrases = reading.passage.analysis.lexicon.phrases["instrument-type"]
        memory.dated = next(_dates(reading.source.document.plain, frozenset(chain(*phrases.values()))), ())
    return memory.dated or None


def _dates(text: str, laws: frozenset[str]) -> Iterator[DateHit]:
    for low, high in ((0, min(_HEAD, len(text))), (max(_HEAD, len(text) - _FOOT), len(text))):
        for date in find_dates(text, low, high):
            start = text.rfind("\n", 0, date.start) + 1
            end = text.find("\n", date.end)
            end = len(text) if end < 0 else end
            short = end - start <= _SHORT_LINE or date.end - start <= _DATELINE
            if date.day is not None and short and not laws & set(folded(text[start : date.start]).split()):
                yield date
