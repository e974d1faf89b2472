"""Plans: strategies with axes, lines, responsible organisations and targets, and the acronyms they explain.

`read_plan` reads a document that follows no form; no rule knows a country, all words stand in ``lexicon/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from egov_kg.extract.plan.acronyms import Acronyms, read_acronyms
from egov_kg.extract.plan.cover import read_plan_record, read_title
from egov_kg.extract.plan.organisations import organisation
from egov_kg.extract.plan.parts import Part, Structure, positions
from egov_kg.extract.plan.reading import Reading, reading_of
from egov_kg.extract.plan.roles import Roles, read_roles
from egov_kg.extract.plan.structure import read_structure
from egov_kg.extract.plan.targets import read_targets, targets_of
from egov_kg.model import SegmentedDocument, Stated
from egov_kg.records import CountryRef, OrganizationMention, Record, StrategicAxis, StrategicLine, Strategy, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """What a plan says: its records in reading order, its acronyms with their full names, the plan itself."""

    records: tuple[Record, ...]
    acronyms: Mapping[str, Stated[Text]]
    plan: Strategy | None


def read_plan(segmented: SegmentedDocument, *, country: Stated[CountryRef], language: str) -> PlanReading:
    """The records of a plan: the plan, its publishers, its acronym list's organisations, axes, lines, targets.

    ``language`` tags the words (BCP 47); the lexicons of all languages are tried. A document whose cover names no
    plan still gives its acronyms. Organisations of a role stand in their line, not among the records.
    """
    reading = reading_of(segmented, country=country, language=language)
    known = read_acronyms(reading)
    title = read_title(reading)
    plan = read_plan_record(reading, title, known) if title is not None else None
    records: list[Record] = list(_listed(reading, known))
    if plan is not None:
        records += [plan, *(stated.value for stated in plan.publishers), *_parts(reading, plan, known)]
    acronyms = {
        entry.acronym: reading.text(entry.name, entry.spans, "acronym-list") for entry in known.entries.values()
    }  # fmt: skip
    return PlanReading(records=tuple(records), acronyms=MappingProxyType(acronyms), plan=plan)


def _listed(reading: Reading, known: Acronyms) -> list[OrganizationMention]:
    """The organisations of the acronym list."""
    return [
        organisation(
            reading, (reading.text(entry.name, entry.spans, "acronym-list"),),
            Stated(value=entry.acronym, spans=reading.quotable(entry.spans), rule="acronym-list"),
        )
        for entry in known.entries.values() if entry.is_organisation
    ]  # fmt: skip


def _parts(reading: Reading, plan: Strategy, known: Acronyms) -> list[Record]:
    structure = read_structure(reading)
    roles = read_roles(reading, structure, known)
    axes = _axes(reading, plan, structure)
    lines: dict[Part, StrategicLine] = {}
    for line, number, rule in positions(structure.lines):
        position = Stated(value=number, spans=reading.quotable(line.spans), rule=rule)
        part_of = axes.get(line.axis, plan) if line.axis is not None else plan
        lines[line] = _line(reading, part_of, line, position, roles.get(line, Roles()))
    found = read_targets(reading, structure)
    return [*axes.values(), *lines.values(), *targets_of(reading, found, lines)]


def _axes(reading: Reading, plan: Strategy, structure: Structure) -> dict[Part, StrategicAxis]:
    return {
        axis: StrategicAxis(
            part_of=plan, position=Stated(value=position, spans=reading.quotable(axis.spans), rule=rule),
            name=reading.text(axis.name, axis.spans, axis.rule),
        )
        for axis, position, rule in positions(structure.axes)
    }  # fmt: skip


def _line(
    reading: Reading, part_of: StrategicAxis | Strategy, line: Part, position: Stated[int], roles: Roles
) -> StrategicLine:
    return StrategicLine(
        part_of=part_of,
        position=position,
        name=reading.text(line.name, line.spans, line.rule),
        responsible=tuple(roles.responsible.values()),
        coordinating=tuple(roles.coordinating.values()),
    )


__all__ = ["PlanReading", "read_plan"]
