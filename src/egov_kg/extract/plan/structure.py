"""The axes and lines of a plan: numbered headings of their words, else headings under their title, else tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from egov_kg.extract.plan.columns import Columns, columns_of
from egov_kg.extract.plan.parts import ALIKE, MOST_PARTS, Part, Structure, label_of, likeness
from egov_kg.extract.plan.reading import Place, Reading, without_mark
from egov_kg.extract.plan.words import Phrases, holds
from egov_kg.identifiers import fold
from egov_kg.model import Cell, Span, Table

LONGEST_NAME_BELOW: Final = 120
"""A longer line under a heading that prints a number alone is text, not its name."""


def read_structure(reading: Reading) -> Structure:
    """The axes and lines of a plan."""
    structure = Structure()
    line_words = _line_class(reading)
    axis_words = _axis_class(reading, line_words)
    for place in reading.places:
        if place.heading is None or not place.number or not place.word:
            continue
        if line_words and holds(place.word, line_words):
            _add_line(reading, structure, place, axis_words)
        elif axis_words and holds(place.word, axis_words):
            _add_axis(reading, structure, place)
    if axis_words and not structure.lines:
        _under_axes(reading, structure, axis_words)
    if not structure.lines:
        _from_titles(reading, structure)
    for _, table in reading.tables:
        _from_table(reading, structure, table)
    return structure


def _line_class(reading: Reading) -> Phrases | None:
    """The class of lines whose words number headings: the surest with two numbers or more, else with one."""
    counts = []
    for phrases in reading.words.line:
        counts.append(len({
            (place.number, fold(place.title)) for place in reading.places
            if place.word and _is_class(reading, place.word, phrases)
        }))  # fmt: skip
    for least in (2, 1):
        for phrases, count in zip(reading.words.line, counts, strict=True):
            if count >= least:
                return phrases
    return None


def _is_class(reading: Reading, word: str, phrases: Phrases) -> bool:
    return holds(word, phrases) and not (holds(word, reading.words.axis) or holds(word, reading.words.baseline))


def _axis_class(reading: Reading, line_words: Phrases | None) -> Phrases | None:
    """The axis words, or those of another class of lines if its headings stand above the lines."""
    if any(place.word and holds(place.word, reading.words.axis) for place in reading.places):
        return reading.words.axis
    if line_words is None:
        return None
    for place in reading.places:
        if place.word and holds(place.word, line_words):
            for above in place.above:
                for phrases in reading.words.line:
                    if phrases != line_words and above.word and holds(above.word, phrases):
                        return phrases
    return None


def _add_axis(reading: Reading, structure: Structure, place: Place, *, rule: str = "axis-heading") -> Part:
    known = next((axis for axis in structure.axes if axis.number == place.number), None)
    if known is not None:
        return known
    name, spans = _name(reading, place)
    axis = Part(number=place.number, name=name, spans=spans, rule=rule)
    if name and len(structure.axes) < MOST_PARTS:
        structure.axes.append(axis)
    return axis


def _add_line(reading: Reading, structure: Structure, place: Place, axis_words: Phrases | None) -> None:
    heading = place.heading
    name, spans = _name(reading, place)
    if heading is None or not name:
        return
    above = [step for step in place.above if axis_words and step.number and step.word and holds(step.word, axis_words)]
    axis = next((a for a in structure.axes if above and a.number == above[-1].number), None)
    known = next((line for line in structure.lines if _same_line(line, place.number, name, axis)), None)
    if known is None and len(structure.lines) >= MOST_PARTS:
        return
    if known is None:
        known = Part(number=place.number, name=name, spans=spans, rule="line-heading", axis=axis)
        structure.lines.append(known)
    structure.places[heading.span.start] = known


def _same_line(line: Part, number: tuple[int, ...], name: str, axis: Part | None) -> bool:
    if line.number != number:
        return False
    return axis is None or line.axis is axis or likeness(line.name, name) >= ALIKE


def _name(reading: Reading, place: Place) -> tuple[str, tuple[Span, ...]]:
    """A heading's name: its words behind the number, else the short line or heading right under it."""
    heading = place.heading
    if heading is None:
        return "", ()
    if place.title:
        return place.title, (heading.span,)
    below = next(reading.lines(place), None)
    if below is None:
        after = reading.place_behind(place)
        below = after.heading.span if after is not None and after.heading is not None and not after.number else None
    if below is None or below.end - below.start > LONGEST_NAME_BELOW:
        return "", ()
    return without_mark(reading.says(below)), (heading.span, below)


def _under_axes(reading: Reading, structure: Structure, axis_words: Phrases) -> None:
    """Headings without a word whose number begins with that of the axis above them (1.2 under pillar 1)."""
    for place in reading.places:
        above = place.above[-1] if place.above else None
        if above is None or not above.word or not holds(above.word, axis_words) or place.word or not place.title:
            continue
        axis = next((axis for axis in structure.axes if axis.number == above.number), None)
        if axis is not None and len(place.number) == len(axis.number) + 1 and place.number[:-1] == axis.number:
            _add_plain_line(structure, place, axis)


def _from_titles(reading: Reading, structure: Structure) -> None:
    """Numbered headings without a word of their own, under a title such as "Strategic pillars"."""
    weakest = frozenset[str]().union(*reading.words.line)
    for index, place in enumerate(reading.places):
        title = fold(place.title)
        if place.heading is None or not (holds(title, reading.words.axis) or holds(title, weakest)):
            continue
        children = _children(reading, index)
        if len(children) < 2:
            continue
        below = {id(child): _children(reading, at) for at, child in children}
        deeper = [line for lines in below.values() for _, line in lines]
        if holds(title, reading.words.axis) or _in_tables(reading, deeper):
            for _, child in children:
                axis = _add_axis(reading, structure, child, rule="axis-under-title")
                for _, line in below[id(child)]:
                    _add_plain_line(structure, line, axis)
        else:
            for _, child in children:
                _add_plain_line(structure, child, None)
        return


def _in_tables(reading: Reading, places: Sequence[Place]) -> bool:
    """Whether tables with a column of lines print the numbers and names of most of these headings."""
    wanted = {(place.number, fold(place.title)) for place in places}
    printed: set[tuple[tuple[int, ...], str]] = set()
    for _, table in reading.tables:
        columns = columns_of(reading, table)
        for row in columns.rows if columns.line is not None else ():
            _, number, name = label_of(reading.cell(row[columns.line or 0]))
            printed.add((number or numbered(reading, columns, row), fold(name)))
    return bool(wanted) and 2 * len(wanted & printed) >= len(wanted)


def _children(reading: Reading, index: int) -> list[tuple[int, Place]]:
    """The numbered headings right under a place, given by its index, with their own."""
    level = len(reading.places[index].above) + 1
    children = []
    for at in range(index + 1, len(reading.places)):
        other = reading.places[at]
        if len(other.above) < level:
            break
        if len(other.above) == level and other.number and other.title:
            children.append((at, other))
    return children


def _add_plain_line(structure: Structure, place: Place, axis: Part | None) -> None:
    heading = place.heading
    if heading is None or len(structure.lines) >= MOST_PARTS:
        return
    line = Part(number=place.number, name=place.title, spans=(heading.span,), rule="line-under-title", axis=axis)
    structure.lines.append(line)
    structure.places[heading.span.start] = line


def _from_table(reading: Reading, structure: Structure, table: Table) -> None:
    """Axes and lines that stand in a table and not among the headings."""
    columns = columns_of(reading, table)
    if columns.line is None or (columns.axis is None and columns.number is None and structure.lines):
        return
    axis: Part | None = None
    new = not structure.lines
    for row in columns.rows:
        if columns.axis is not None and row[columns.axis].spans:
            axis = _table_axis(reading, structure, row[columns.axis], axis)
        if not row[columns.line].spans:
            continue
        word, number, name = label_of(reading.cell(row[columns.line]))
        number = number or numbered(reading, columns, row)
        known = structure.line_of(number, name) if name else None
        if known is not None:
            known.prefer(name, row[columns.line].spans)
        if not name or known is not None or len(structure.lines) >= MOST_PARTS:
            continue
        if new or (number and all(line.number != number for line in structure.lines)):
            spans = reading.quotable(row[columns.line].spans + _number_spans(columns, row, word))
            structure.lines.append(Part(number=number, name=name, spans=spans, rule="line-table", axis=axis))


def numbered(reading: Reading, columns: Columns, row: Sequence[Cell]) -> tuple[int, ...]:
    """The number in a row's number column."""
    return label_of(reading.cell(row[columns.number]))[1] if columns.number is not None else ()


def _number_spans(columns: Columns, row: Sequence[Cell], word: str) -> tuple[Span, ...]:
    return row[columns.number].spans if columns.number is not None and not word else ()


def _table_axis(reading: Reading, structure: Structure, cell: Cell, last: Part | None) -> Part | None:
    _, number, name = label_of(reading.cell(cell))
    if not name:
        return next((axis for axis in structure.axes if number and axis.number == number), last)
    known = max(structure.axes, key=lambda axis: likeness(axis.name, name), default=None)
    if known is not None and likeness(known.name, name) >= ALIKE:
        known.prefer(name, cell.spans)
        return known
    if len(structure.axes) >= MOST_PARTS:
        return last
    axis = Part(number=number, name=name, spans=cell.spans, rule="axis-table")
    structure.axes.append(axis)
    return axis
