"""Which column of a table holds what, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.extract.plan.reading import Reading
from egov_kg.extract.plan.words import holds, position
from egov_kg.identifiers import fold
from egov_kg.model import Cell, Table

MOST_ROWS: Final = 1_000
"""A longer table is a register, no part of a plan; what stands below is not read."""

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A table's columns by what they hold, its header and the rows under it.

    ``targets`` are the columns of targets, each of its own year where several stand side by side.
    """

    header: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    number: int | None = None
    axis: int | None = None
    line: int | None = None
    responsible: int | None = None
    coordinating: int | None = None
    indicator: int | None = None
    year: int | None = None
    targets: tuple[int, ...] = ()


def columns_of(reading: Reading, table: Table) -> Columns:
    """The columns of a table; its first row is tried as a header where the table has none."""
    found = _roles(reading, table.header)
    header, rows = table.header, table.rows
    if not table.header and table.rows:
        tried = _roles(reading, table.rows[0])
        if len(tried) >= 2:
            found, header, rows = tried, table.rows[0], table.rows[1:]
    rows = rows[:MOST_ROWS]
    first: dict[str, int] = {}
    for index, role in sorted(found.items()):
        first.setdefault(role, index)
    return Columns(
        header=header, rows=rows,
        number=first.get("number"), axis=first.get("axis"), line=_line_column(reading, header, found),
        responsible=first.get("responsible"), coordinating=first.get("coordinating"),
        indicator=first.get("indicator"), year=first.get("year"),
        targets=tuple(index for index, role in sorted(found.items()) if role == "target"),
    )  # fmt: skip


def _roles(reading: Reading, header: Sequence[Cell]) -> dict[int, str]:
    found = {}
    for index, cell in enumerate(header):
        role = _role(reading, reading.cell(cell))
        if role is not None:
            found[index] = role
    return found


def _role(reading: Reading, printed: str) -> str | None:
    """What a header cell names; where it names two things, the earlier word decides."""
    words, folded = reading.words, fold(printed)
    if printed.strip() in {"#", "N°", "Nº", "N.º", "No.", "Nro."}:
        return "number"
    if holds(folded, words.baseline):
        return "baseline"
    lists = (
        ("coordinating", words.coordinating), ("responsible", words.responsible), ("target", words.target),
        ("indicator", words.indicator), ("year", words.year), ("axis", words.axis),
        ("line", frozenset[str]().union(*words.line)),
    )  # fmt: skip
    places = [
        (place, order, role) for order, (role, phrases) in enumerate(lists)
        if (place := position(folded, phrases)) is not None and not (role == "year" and _YEAR.search(printed))
    ]  # fmt: skip
    if places:
        return min(places)[2]
    if folded in words.number:
        return "number"
    return "target" if _YEAR.fullmatch(printed.strip()) else None


def _line_column(reading: Reading, header: Sequence[Cell], found: dict[int, str]) -> int | None:
    """The column of lines: of several, that of the surest class."""
    columns = [index for index, role in sorted(found.items()) if role == "line"]
    for phrases in reading.words.line:
        for index in columns:
            if holds(fold(reading.cell(header[index])), phrases):
                return index
    return None
