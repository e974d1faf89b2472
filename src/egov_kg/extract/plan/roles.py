"""Who is responsible for a line and who coordinates it: columns of tables, and lines such as ``Lead agency: …``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from egov_kg.extract.plan.acronyms import Acronyms
from egov_kg.extract.plan.columns import Columns, columns_of
from egov_kg.extract.plan.organisations import Named, mention_of, organisations_in
from egov_kg.extract.plan.parts import Part, Structure, label_of
from egov_kg.extract.plan.reading import Place, Reading
from egov_kg.extract.plan.structure import numbered
from egov_kg.extract.plan.words import holds
from egov_kg.identifiers import fold
from egov_kg.model import Cell, Span, Stated, Table
from egov_kg.records import OrganizationMention

LONGEST_LABEL: Final = 50
MOST_ORGANISATIONS: Final = 100
"""So many organisations of one line are no longer named in a plan that a person wrote."""

_BULLET = re.compile(r"(?:[-*•▪●]|\d{1,2}[.)])\s+")
_LABEL = re.compile(r"(?:[-*•▪●]\s+)?(?P<label>[^\W\d_][^:\n\t]{1,49}):\s*(?P<rest>\S.*)?", re.DOTALL)


@dataclass(slots=True, kw_only=True)
class Roles:
    """The organisations of a line by role, each once, in the order in which they are named."""

    responsible: dict[str, Stated[OrganizationMention]] = field(default_factory=dict)
    coordinating: dict[str, Stated[OrganizationMention]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A stretch that says who does something, the whole row or line it stands in, and the rule that reads it."""

    names: Sequence[Span]
    quoted: Sequence[Span]
    coordinating: bool
    rule: str


def read_roles(reading: Reading, structure: Structure, known: Acronyms) -> dict[Part, Roles]:
    """The organisations of each line."""
    roles: dict[Part, Roles] = {}
    for _, table in reading.tables:
        _from_table(reading, structure, table, roles, known)
    for place in reading.places:
        line = structure.line_at(place)
        if line is not None:
            _from_labels(reading, place, roles.setdefault(line, Roles()), known)
    return roles


def line_of_row(
    reading: Reading, structure: Structure, columns: Columns, row: Sequence[Cell]
) -> tuple[Part | None, tuple[Span, ...]]:
    """The line that a row names in its line or number column, with the cells that say so; None where it names none."""
    number = numbered(reading, columns, row)
    name, spans = "", row[columns.number].spans if columns.number is not None and number else ()
    if columns.line is not None and row[columns.line].spans:
        _, own, name = label_of(reading.cell(row[columns.line]))
        number, spans = own or number, spans + row[columns.line].spans
    elif (columns.line is not None and not number) or columns.line is None:
        return None, ()
    return structure.line_of(number, name), spans


def _from_table(
    reading: Reading, structure: Structure, table: Table, roles: dict[Part, Roles], known: Acronyms
) -> None:
    columns = columns_of(reading, table)
    if columns.responsible is None and columns.coordinating is None:
        return
    first = next((span for cell in columns.header for span in cell.spans), None)
    line = structure.line_at(reading.place_at(first.start)) if first is not None else None
    for row in columns.rows:
        named, _ = line_of_row(reading, structure, columns, row)
        if named is None and columns.line is not None and row[columns.line].spans:
            line = None
        line = named or line
        if line is None:
            continue
        for index, coordinating in ((columns.responsible, False), (columns.coordinating, True)):
            if index is not None and reading.cell(row[index]):
                said = _Said(
                    names=row[index].spans, quoted=reading.row(row), coordinating=coordinating, rule="roles-table"
                )
                _add(reading, roles.setdefault(line, Roles()), said, known)


def _from_labels(reading: Reading, place: Place, roles: Roles, known: Acronyms) -> None:
    """Lines such as ``Lead agency: …``, and the lines right under a heading or a label without names."""
    open_label: str | None = None
    before: Span | None = None
    heading = [place.heading.span] if place.heading is not None else []
    for line in [*heading, *reading.lines(place)]:
        gap = before is not None and before not in heading and reading.plain.count("\n", before.end, line.start) > 1
        if gap and not _BULLET.match(reading.plain, line.start, line.end):
            open_label = None
        before = line
        found = _LABEL.match(reading.plain, line.start, line.end)
        label = found["label"] if found else reading.says(line) if line in heading else ""
        if label and len(label) <= LONGEST_LABEL:
            open_label = label if _role(reading, label) is not None else None
        if open_label is None or (label and (found is None or found["rest"] is None)):
            continue
        names = Span(*found.span("rest")) if found else Span(_behind_bullet(reading, line), line.end)
        coordinating = _role(reading, open_label) == "coordinating"
        said = _Said(names=[names], quoted=[line], coordinating=coordinating, rule="responsible-label")
        _add(reading, roles, said, known)


def _role(reading: Reading, label: str) -> str | None:
    folded = fold(label)
    if holds(folded, reading.words.coordinating):
        return "coordinating"
    return "responsible" if holds(folded, reading.words.responsible) else None


def _behind_bullet(reading: Reading, line: Span) -> int:
    found = _BULLET.match(reading.plain, line.start, line.end)
    return found.end() if found else line.start


def _add(reading: Reading, roles: Roles, said: _Said, known: Acronyms) -> None:
    if len(roles.responsible) + len(roles.coordinating) >= MOST_ORGANISATIONS:
        return
    for named in organisations_in(reading, said.names, known):
        mention = mention_of(reading, named, known, said.rule)
        if mention is None:
            continue
        into = roles.coordinating if said.coordinating or named.coordinating else roles.responsible
        stated = Stated(value=mention, spans=_quotation(reading, said, named), rule=said.rule)
        into.setdefault(_key(mention), stated)


def _quotation(reading: Reading, said: _Said, named: Named) -> tuple[Span, ...]:
    """The row or line, or, where that is too long to quote, the name alone."""
    quoted = reading.quotable(said.quoted)
    covered = any(span.start <= named.span.start and named.span.end <= span.end for span in quoted)
    return quoted if covered else reading.quotable([named.span])


def _key(mention: OrganizationMention) -> str:
    return mention.acronym.value if mention.acronym is not None else fold(mention.names[0].value.value)
