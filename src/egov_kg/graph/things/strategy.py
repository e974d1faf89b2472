"""Strategies with their axes, lines and targets."""

from __future__ import annotations

from egov_kg.graph.rows import (
    Table,
    acronym,
    code,
    country,
    decimal,
    integer,
    name,
    passage,
    prop,
    reference,
    shared,
    web_address,
)
from egov_kg.graph.scribe import Scribe
from egov_kg.graph.terms import local
from egov_kg.model import Stated
from egov_kg.records import StrategicAxis, StrategicLine, Strategy, Target


def _strategy(scribe: Scribe, strategy: Strategy) -> str:
    return scribe.entity(strategy, strategy.names[0].value.value if strategy.names else "")


def _axis(scribe: Scribe, axis: StrategicAxis) -> str:
    strategy = scribe.reference(axis.part_of)
    return scribe.thing("StrategicAxis", local(strategy), str(axis.position.value))


def _line(scribe: Scribe, line: StrategicLine) -> str:
    above = line.part_of.part_of if isinstance(line.part_of, StrategicAxis) else line.part_of
    return scribe.thing("StrategicLine", local(scribe.reference(above)), str(line.position.value))


def _target(scribe: Scribe, target: Target) -> str:
    return scribe.thing("Target", local(scribe.reference(target.target_of)), str(target.position))


def _part_of(record: StrategicAxis | StrategicLine) -> Stated[StrategicAxis | Strategy]:
    return shared(record.part_of, record.name, record.position)


def _target_of(target: Target) -> Stated[StrategicLine]:
    return shared(target.target_of, target.description)


STRATEGY = Table(
    record=Strategy,
    subject=_strategy,
    rows=(
        name("names"),
        acronym("acronym"),
        prop("country", "egov:country", country),
        prop("kind", "egov:strategyKind", code("strategy-kind")),
        prop("start_year", "egov:startYear", integer),
        prop("end_year", "egov:endYear", integer),
        prop("publishers", "egov:publisher", reference),
        prop("urls", "egov:url", web_address),
    ),
)

AXIS = Table(
    record=StrategicAxis,
    subject=_axis,
    rows=(
        name("name"),
        prop(_part_of, "egov:partOf", reference),
        prop("position", "egov:position", integer),
    ),
)

LINE = Table(
    record=StrategicLine,
    subject=_line,
    rows=(
        name("name"),
        prop(_part_of, "egov:partOf", reference),
        prop("position", "egov:position", integer),
        prop("responsible", "egov:responsibleAgency", reference),
        prop("coordinating", "egov:coordinatingAgency", reference),
    ),
)

TARGET = Table(
    record=Target,
    subject=_target,
    rows=(
        prop(_target_of, "egov:targetOf", reference),
        prop("description", "dcterms:description", passage),
        prop("target_year", "egov:targetYear", integer),
        prop("value", "egov:value", decimal),
        prop("unit", "egov:unit", code("unit")),
    ),
)
