"""The outline of a document that follows no form: its headings, nested, with the text right under each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.forms.headings import (
    LONGEST_HEADING,
    Candidate,
    Line,
    candidates,
    lines_of,
    outline_words,
    without_page_number,
)  # fmt: skip
from egov_kg.forms.tables import tables
from egov_kg.identifiers import fold
from egov_kg.model import Document, Heading, Section, SegmentedDocument, Span

MOST_LINES: Final = 50_000
"""A longer text is no plan that a person wrote (500 pages have about 25,000 lines): it gets no outline."""
SHORTEST_RUN: Final = 4
"""So many headings in a row without text, each printed again later, are a table of contents."""
DEEPEST: Final = 9

_EMPTY: Final = Line(Span(0, 0), "", None, bold=False, partly_bold=False, tabbed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A heading that the next one may stand under."""

    candidate: Candidate
    level: int


def outline(document: Document) -> tuple[Section, ...]:
    """The sections of a document in reading order; the first has no heading if text stands before all headings.

    A section's spans are the paragraphs between its heading and the next. The numbering and the heading word decide
    the level before the markup does, because PDF conversion guesses markup levels. Empty for more than MOST_LINES.
    """
    if max(document.plain.count("\n"), document.plain.count("\r")) > MOST_LINES:
        return ()
    lines = lines_of(document)
    found = tuple(c for c in candidates(lines) if not _has_page_number(lines[c.line]))
    contents = _contents(found, lines)
    found = tuple(c for c in found if c.line not in contents)
    headings = _without_lists(_without_twins(found, lines), lines)
    text = [_EMPTY if index in contents else line for index, line in enumerate(lines)] if contents else lines
    return tuple(_sections(text, headings, _levels(headings)))


def divide(document: Document) -> SegmentedDocument:
    """A document that follows no form, divided into the sections of its outline, with its tables."""
    sections = outline(document)
    return SegmentedDocument(document=document, sections=sections, tables=tables(document) if sections else ())


def _sections(lines: Sequence[Line], headings: Sequence[Candidate], levels: Sequence[int]) -> Iterator[Section]:
    first = headings[0].line if headings else len(lines)
    before = tuple(_paragraphs(lines[:first]))
    if before or not headings:
        yield Section(heading=None, spans=before)
    ends = [*(heading.line for heading in headings[1:]), len(lines)]
    for heading, level, end in zip(headings, levels, ends, strict=False):
        printed = Heading(level=level, number=heading.number, span=heading.span)
        yield Section(heading=printed, spans=tuple(_paragraphs(lines[heading.last_line + 1 : end])))


def _paragraphs(lines: Sequence[Line]) -> Iterator[Span]:
    start: int | None = None
    end = 0
    for line in lines:
        if line.words:
            start = line.span.start if start is None else start
            end = line.span.end
        elif start is not None:
            yield Span(start, end)
            start = None
    if start is not None:
        yield Span(start, end)


def _has_page_number(line: Line) -> bool:
    return without_page_number(line.words) != line.words


def _contents(found: Sequence[Candidate], lines: Sequence[Line]) -> range:
    """The lines of the table of contents, with its heading; none where no heading says so."""
    title = next((c for c in found if c.title in outline_words().contents), None)
    return range(title.line, _last_entry(title, found, lines) + 1) if title is not None else range(0)


def _last_entry(title: Candidate, found: Sequence[Candidate], lines: Sequence[Line]) -> int:
    """The line of the last entry of the table of contents that begins at a heading.

    It ends where an entry is printed a second time, or with the last entry but one before the first line of text:
    the last one is the heading of that text.
    """
    by_line = {candidate.line: candidate for candidate in found}
    seen: dict[str, set[tuple[int, ...]]] = {}
    entry = previous = title.line
    for index in range(title.line + 1, len(lines)):
        words = lines[index].words
        bare = without_page_number(words)
        candidate = by_line.get(index)
        if candidate is not None:
            numbers = seen.setdefault(candidate.title, set())
            if numbers and (candidate.value in numbers or not candidate.value or () in numbers):
                return entry
            numbers.add(candidate.value)
            previous, entry = entry, index
        elif words and bare != words:
            numbers = seen.setdefault(fold(bare.lstrip("0123456789.IVXL ")), set())
            numbers.add(())
            previous = entry = index
        elif words and _is_text(words):
            return previous
    return entry


def _is_text(words: str) -> bool:
    return "\t" in words or len(words) > LONGEST_HEADING or words.endswith(".") or words[0] in "-*•|"


def _has_text(candidate: Candidate, after: Candidate | None, lines: Sequence[Line]) -> bool:
    """Whether a line of text stands between a heading and the next one."""
    end = after.line if after is not None else len(lines)
    return any(line.words for line in lines[candidate.last_line + 1 : end])


def _without_twins(found: tuple[Candidate, ...], lines: Sequence[Line]) -> tuple[Candidate, ...]:
    """A run of headings without text, each of which is printed again later, is a table of contents without a title."""
    left = Counter((c.title, c.value) for c in found)
    dropped: set[int] = set()
    run: list[int] = []
    for index, candidate in enumerate(found):
        left[candidate.title, candidate.value] -= 1
        after = found[index + 1] if index + 1 < len(found) else None
        if left[candidate.title, candidate.value] > 0 and not _has_text(candidate, after, lines):
            run.append(index)
            continue
        if len(run) >= SHORTEST_RUN:
            dropped.update(run)
        run = []
    return tuple(candidate for index, candidate in enumerate(found) if index not in dropped)


def _without_lists(found: tuple[Candidate, ...], lines: Sequence[Line]) -> tuple[Candidate, ...]:
    """Items ``1. …`` without markup and without text under them, one after another, are a list, not headings."""
    kept: list[Candidate] = []
    item: Candidate | None = None
    for index, candidate in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        simple = candidate.style == ("decimal", "1") and candidate.markup is None and not candidate.capitals
        follows = item is not None and item.value[0] + 1 == candidate.value[0] if simple else False
        precedes = (
            simple and after is not None and after.style == candidate.style and after.markup is None
            and after.value[0] == candidate.value[0] + 1 and not _has_text(candidate, after, lines)
        )  # fmt: skip
        if precedes or follows:
            item = candidate if precedes else None
            continue
        item = None
        kept.append(candidate)
    return tuple(kept)


def _levels(headings: Sequence[Candidate]) -> list[int]:
    """The level of each heading, 1 = top."""
    titles = Counter(heading.title for heading in headings)
    markups = _markups(headings)
    known: dict[tuple[str, ...], int] = {}
    printed: set[tuple[tuple[str, ...], tuple[int, ...]]] = set()
    above: list[_Open] = []
    levels = []
    for heading in headings:
        if heading.value:
            again = (heading.style, heading.value) in printed
            printed.add((heading.style, heading.value))
            _close_for_numbered(above, heading, known, again=again)
        elif titles[heading.title] > 1:
            _close_to_numbered(above, heading)
        else:
            _close_for_unnumbered(above, heading, markups)
        del above[DEEPEST - 1 :]
        level = above[-1].level + 1 if above else 1
        above.append(_Open(candidate=heading, level=level))
        if heading.value:
            known[heading.style] = level
        levels.append(level)
    return levels


def _markups(headings: Sequence[Candidate]) -> dict[tuple[str, ...], Counter[int]]:
    """How often each markup level stands before the headings of a series; 7 for no markup."""
    counts: defaultdict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for heading in headings:
        counts[heading.style][heading.markup or 7] += 1
    return counts


def _close_for_numbered(
    above: list[_Open], heading: Candidate, known: dict[tuple[str, ...], int], *, again: bool
) -> None:
    """Close what does not hold a numbered heading; one printed again may stand under another title this time."""
    if heading.style[0] == "word" and heading.style[1].split("-")[0] in outline_words().divisions:
        above.clear()
        return
    parent = _parent_by_number(above, heading)
    if parent is not None:
        del above[parent + 1 :]
        return
    level = known.get(heading.style)
    if level is not None:
        while above and above[-1].level >= level and not (again and _announces(above[-1].candidate, heading)):
            above.pop()
        return
    while above and _stands_beside(above[-1].candidate, heading):
        above.pop()


def _announces(title: Candidate, heading: Candidate) -> bool:
    """Whether an open heading without a number is a title (Targets) above headings that are printed again."""
    if title.value:
        return False
    return (title.markup or 7) < (heading.markup or 7) or (title.markup is heading.markup is None and title.capitals)


def _parent_by_number(above: Sequence[_Open], heading: Candidate) -> int | None:
    """The open heading whose number is the beginning of this one (10, or line 10, for 10.1)."""
    if len(heading.value) < 2:
        return None
    for index in range(len(above) - 1, -1, -1):
        candidate = above[index].candidate
        if candidate.style != heading.style and candidate.value and candidate.value == heading.value[:-1]:
            return index
    return None


def _stands_beside(open_heading: Candidate, heading: Candidate) -> bool:
    """Whether the first heading of a series ends an open one of another series: by markup, or for want of it."""
    if not open_heading.value:
        if heading.markup is None or open_heading.markup is None:
            return heading.style[0] != "decimal" or open_heading.style == ("plain",)
        return open_heading.markup >= heading.markup
    if heading.style[0] == "word" or len(heading.value) > 1:
        return False
    return open_heading.markup is not None and heading.markup is not None and open_heading.markup >= heading.markup


def _close_to_numbered(above: list[_Open], heading: Candidate) -> None:
    """A heading that recurs (Objective, Results) is a part of the numbered heading above it."""
    if any(item.candidate.value for item in above):
        while not above[-1].candidate.value:
            above.pop()
        return
    while above and (above[-1].candidate.markup or 7) >= (heading.markup or 7):
        above.pop()


def _close_for_unnumbered(
    above: list[_Open], heading: Candidate, markups: dict[tuple[str, ...], Counter[int]]
) -> None:
    if (heading.markup is None and heading.capitals) or heading.title.split("-")[0] in outline_words().divisions:
        above.clear()
        return
    markup = heading.markup or 7
    while above:
        candidate = above[-1].candidate
        if candidate.value:
            ends = _ends_series(markups[candidate.style], markup, heading)
        else:
            ends = (candidate.markup or 7) >= markup
        if not ends:
            return
        above.pop()


def _ends_series(series: Counter[int], markup: int, heading: Candidate) -> bool:
    """Whether a heading without a number ends a numbered one, by the markup that most of the latter's series have."""
    usual = max(series, key=lambda level: (series[level], level))
    reliable = len(series) == 1 or heading.capitals
    return markup < usual or (markup == usual < 7 and reliable)
