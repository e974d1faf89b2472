"""The targets of a plan's lines: rows of tables, items under a heading of targets, lines such as ``Target: …``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from egov_kg.extract.plan.columns import Columns, columns_of
from egov_kg.extract.plan.parts import Part, Structure
from egov_kg.extract.plan.reading import Place, Reading
from egov_kg.extract.plan.roles import line_of_row
from egov_kg.extract.plan.values import Figure, decimal, figure_in, year_in
from egov_kg.extract.plan.words import holds
from egov_kg.identifiers import fold
from egov_kg.model import Cell, Span, Stated, Table
from egov_kg.records import StrategicLine, Target

LONGEST_TITLE: Final = 120
MOST_TARGETS: Final = 5_000

_ITEM = re.compile(r"(?:[-*•▪●o–➢✓]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_LABEL = re.compile(r"(?:[-*•▪●]\s+)?(?P<label>[^\W\d_][^:\n\t]{1,49}):\s*(?P<rest>\S.*)", re.DOTALL)
_FIGURE_ONLY = re.compile(r"[<>≥≤~+]?\s*\d[\d.,  ]*\s*(?P<percent>%)?\s*[+.]?")
_SENTENCE = re.compile(r"[^\s.!?][^.!?]*(?:[.!?](?!\s)[^.!?]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A target of a line as read: its words, its figure and year, each with where they stand."""

    line: Part
    words: str
    spans: tuple[Span, ...]
    rule: str
    figure: Figure | None
    figure_spans: tuple[Span, ...]
    year: int | None
    year_spans: tuple[Span, ...] = ()


def read_targets(reading: Reading, structure: Structure) -> list[Found]:
    """The targets of all lines in reading order."""
    found: list[Found] = []
    for _, table in reading.tables:
        found.extend(_from_table(reading, structure, table))
    for place in reading.places:
        line = structure.line_at(place)
        if line is not None:
            found.extend(islice(_from_section(reading, place, line), MOST_TARGETS))
        if len(found) >= MOST_TARGETS:
            break
    return sorted(found[:MOST_TARGETS], key=lambda target: target.spans[0])


def targets_of(reading: Reading, found: Sequence[Found], lines: dict[Part, StrategicLine]) -> Iterator[Target]:
    """The records of targets, numbered within their line."""
    count: Counter[Part] = Counter()
    seen: set[tuple[Part, str, int | None]] = set()
    for target in found:
        key = target.line, fold(target.words), target.year
        if key in seen or not target.spans:
            continue
        seen.add(key)
        count[target.line] += 1
        figure, year = target.figure, target.year
        figure_spans = reading.quotable(target.figure_spans)
        yield Target(
            target_of=lines[target.line], position=count[target.line],
            description=reading.text(target.words, target.spans, target.rule),
            target_year=Stated(value=year, spans=reading.quotable(target.year_spans), rule="target-year")
            if year is not None else None,
            value=Stated(value=figure.value, spans=figure_spans, rule=figure.rule) if figure else None,
            unit=Stated(value=figure.unit, spans=figure_spans, rule=figure.rule) if figure else None,
        )  # fmt: skip


def _from_table(reading: Reading, structure: Structure, table: Table) -> Iterator[Found]:
    columns = columns_of(reading, table)
    if not columns.targets and columns.indicator is None:
        return
    first = next((span for cell in columns.header for span in cell.spans), None)
    place = reading.place_at(first.start) if first is not None else None
    line = structure.line_at(place)
    about = _year_of_table(reading, table, columns, place)
    for row in columns.rows:
        named, _ = line_of_row(reading, structure, columns, row)
        if named is None and columns.line is not None and row[columns.line].spans:
            line = None
        line = named or line
        if line is not None:
            yield from _from_row(reading, columns, row, line, about)


def _from_row(
    reading: Reading, columns: Columns, row: Sequence[Cell], line: Part, about: tuple[int, tuple[Span, ...]] | None
) -> Iterator[Found]:
    for index in columns.targets or (columns.indicator,):
        said, spans = (reading.cell(row[index]), row[index].spans) if index is not None else ("", ())
        if index is None or not said:
            continue
        description, described = said, spans
        if _FIGURE_ONLY.fullmatch(said):
            if columns.indicator is None or not row[columns.indicator].spans:
                continue
            description, described = reading.cell(row[columns.indicator]), row[columns.indicator].spans
        figure = figure_in(reading.words, said) or _bare_figure(said)
        year, year_spans = _year_of_row(reading, columns, row, index) or about or (None, ())
        yield Found(
            line=line, words=description, spans=described, rule="target-table", figure=figure, figure_spans=spans,
            year=year, year_spans=(*year_spans, *spans) if year_spans else (),
        )  # fmt: skip


def _bare_figure(said: str) -> Figure | None:
    found = _FIGURE_ONLY.fullmatch(said)
    number = re.search(r"\d[\d.,  ]*\d|\d", said)
    if found is None or number is None or not re.fullmatch(r"\d{1,3}(?:[.,  ]\d{3})+|\d+(?:[.,]\d{1,2})?", number[0]):
        return None
    return Figure(value=decimal(number[0]), unit="percent" if found["percent"] else "count", rule="target-figure-cell")


def _year_of_row(
    reading: Reading, columns: Columns, row: Sequence[Cell], index: int
) -> tuple[int, tuple[Span, ...]] | None:
    """A year in the row's year column, in the target's own words, in the header of its column."""
    if columns.year is not None:
        year = year_in(reading.words, reading.cell(row[columns.year]), cue=False)
        if year is not None:
            return year, row[columns.year].spans
    year = year_in(reading.words, reading.cell(row[index]))
    if year is not None:
        return year, row[index].spans
    header = columns.header[index]
    year = year_in(reading.words, reading.cell(header), cue=False)
    return (year, header.spans) if year is not None else None


def _year_of_table(
    reading: Reading, table: Table, columns: Columns, place: Place | None
) -> tuple[int, tuple[Span, ...]] | None:
    """A year in the caption, in the headings above, or in a sentence on targets before the table."""
    if table.caption is not None and _is_of_targets(reading, fold(reading.says(table.caption))):
        year = year_in(reading.words, reading.says(table.caption), cue=False)
        if year is not None:
            return year, (table.caption,)
    return _year_of_place(reading, place)


def _year_of_place(reading: Reading, place: Place | None) -> tuple[int, tuple[Span, ...]] | None:
    if place is None:
        return None
    for step in reversed(place.path):
        if step.heading is None or not _is_of_targets(reading, fold(step.title)):
            continue
        year = year_in(reading.words, step.title, cue=False)
        if year is not None:
            return year, (step.heading.span,)
        for span in step.section.spans:
            for sentence in _SENTENCE.finditer(reading.plain, span.start, min(span.end, span.start + 2_000)):
                year = year_in(reading.words, sentence[0])
                if year is not None and holds(fold(sentence[0]), reading.words.target | reading.words.indicator):
                    return year, (Span(*sentence.span()),)
    return None


def _is_of_targets(reading: Reading, folded: str) -> bool:
    return len(folded) <= LONGEST_TITLE and holds(folded, reading.words.target | reading.words.indicator)


def _from_section(reading: Reading, place: Place, line: Part) -> Iterator[Found]:
    """Items under a heading or a label of targets, and labelled lines, in the section of a line."""
    inside = any(step.heading is not None and _is_of_targets(reading, fold(step.title)) for step in place.path)
    about = _year_of_place(reading, place)
    listing = inside
    for words, spans in _items(reading, place):
        label = _LABEL.match(words)
        if label is not None and _is_of_targets(reading, fold(label["label"])):
            rest = label["rest"]
            yield _target(reading, line, rest, spans, about or _label_year(reading, label["label"], spans))
            listing = listing or inside
            continue
        if words.endswith(":") and _is_of_targets(reading, fold(words)):
            listing = True
            year = year_in(reading.words, words, cue=False)
            about = (year, spans) if year is not None else about
            continue
        item = _ITEM.match(words)
        if item is None:
            listing = inside and listing
            continue
        if listing:
            yield _target(reading, line, words[item.end() :], spans, about)


def _label_year(reading: Reading, label: str, spans: tuple[Span, ...]) -> tuple[int, tuple[Span, ...]] | None:
    year = year_in(reading.words, label, cue=False)
    return (year, spans) if year is not None else None


def _items(reading: Reading, place: Place) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The printed lines of a section outside its tables, an item's wrapped lines joined."""
    words, spans = "", list[Span]()
    for line in reading.lines(place):
        if reading.is_in_table(line.start):
            continue
        said = reading.says(line)
        goes_on = spans and said[0].islower() and not words.endswith((".", ":", ";")) and not _ITEM.match(said)
        if goes_on and "\n" not in reading.plain[spans[-1].end : line.start].replace("\n", "", 1):
            words, spans = f"{words} {said}", [*spans, line]
            continue
        if spans:
            yield words, reading.row([Cell(spans=tuple(spans))])
        words, spans = said, [line]
    if spans:
        yield words, reading.row([Cell(spans=tuple(spans))])


def _target(
    reading: Reading, line: Part, words: str, spans: tuple[Span, ...], about: tuple[int, tuple[Span, ...]] | None
) -> Found:
    own = year_in(reading.words, words)
    year, year_spans = (own, spans) if own is not None else about or (None, ())
    return Found(
        line=line, words=words, spans=spans, rule="target-list", figure=figure_in(reading.words, words),
        figure_spans=spans, year=year, year_spans=year_spans,
    )  # fmt: skip

