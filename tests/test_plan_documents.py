"""Three invented plans of different layouts, read whole and compared with what stands beside them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from egov_kg.documents import read
from egov_kg.extract.plan import PlanReading, read_plan
from egov_kg.extract.plan.words import rule_names
from egov_kg.forms.outline import divide
from egov_kg.identifiers import fold
from egov_kg.model import Document, Span, Stated
from egov_kg.records import CountryRef, OrganizationMention, StrategicAxis, StrategicLine, Target, Text

PLANS = Path(__file__).parent / "plans"
NAMES = sorted(path.name for path in PLANS.iterdir() if path.suffix in {".md", ".txt"})
LONGEST_QUOTATION = 1_200


class Case(NamedTuple):
    document: Document
    plan: PlanReading
    expected: dict[str, Any]


@pytest.fixture(scope="module", params=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    path = PLANS / request.param
    expected = yaml.safe_load(path.with_suffix("").with_suffix(".expected.yaml").read_text(encoding="utf-8"))
    document = read(path)
    country = Stated(value=CountryRef(expected["country"]), spans=(Span(0, 1),), rule="test")
    plan = read_plan(divide(document), country=country, language=expected["language"])
    return Case(document, plan, expected)


def names_of(mention: OrganizationMention) -> set[str]:
    acronym = {mention.acronym.value} if mention.acronym else set()
    return acronym | {name.value.value for name in mention.names}


def matches(found: list[OrganizationMention], wanted: list[str]) -> bool:
    return len(found) == len(wanted) and all(name in names_of(m) for name, m in zip(wanted, found, strict=True))


def records_of(case: Case, kind: type) -> list[Any]:
    return [record for record in case.plan.records if isinstance(record, kind)]


def test_the_plan_itself(case: Case) -> None:
    plan, wanted = case.plan.plan, case.expected["plan"]
    assert plan is not None
    assert plan.names[0].value == Text(wanted["name"], case.expected["language"])
    assert plan.kind.value == wanted["kind"]
    assert plan.start_year is not None
    assert plan.end_year is not None
    assert (plan.start_year.value, plan.end_year.value) == (wanted["start"], wanted["end"])
    assert matches([publisher.value for publisher in plan.publishers], wanted["publishers"])


def test_acronyms_and_their_organisations(case: Case) -> None:
    assert {a: stated.value.value for a, stated in case.plan.acronyms.items()} == case.expected["acronyms"]
    listed = [m for m in records_of(case, OrganizationMention) if m.names and m.names[0].rule == "acronym-list"]
    assert sorted(m.acronym.value for m in listed if m.acronym) == case.expected["organisations"]


def test_axes(case: Case) -> None:
    axes = {axis.position.value: axis.name.value.value for axis in records_of(case, StrategicAxis)}
    assert axes == case.expected["axes"]


def test_lines_with_their_organisations(case: Case) -> None:
    lines: list[StrategicLine] = records_of(case, StrategicLine)
    for line, wanted in zip(lines, case.expected["lines"], strict=True):
        assert isinstance(line.part_of, StrategicAxis)
        place = line.position.value, line.part_of.position.value, line.name.value.value
        assert place == (wanted["position"], wanted["axis"], wanted["name"])
        assert matches([stated.value for stated in line.responsible], wanted["responsible"]), line.responsible
        assert matches([stated.value for stated in line.coordinating], wanted["coordinating"]), line.coordinating


def test_targets(case: Case) -> None:
    targets: list[Target] = records_of(case, Target)
    for target, (line, year, value, unit, words) in zip(targets, case.expected["targets"], strict=True):
        assert target.target_of.position.value == line
        assert target.description.value.value.startswith(words)
        assert (target.target_year.value if target.target_year else None) == year
        assert (target.value.value if target.value else None) == (Decimal(value) if value else None)
        assert (target.unit.value if target.unit else None) == unit
    by_line: dict[int, list[int]] = {}
    for target in targets:
        by_line.setdefault(target.target_of.position.value, []).append(target.position)
    assert all(counted == list(range(1, len(counted) + 1)) for counted in by_line.values())


def stated_in(value: object, seen: set[int]) -> Iterator[Stated[Any]]:
    if id(value) in seen or isinstance(value, CountryRef):
        return
    seen.add(id(value))
    if isinstance(value, Stated):
        yield value
        yield from stated_in(value.value, seen)
    elif dataclasses.is_dataclass(value):
        for item in dataclasses.fields(value):
            yield from stated_in(getattr(value, item.name), seen)
    elif isinstance(value, tuple):
        for item in value:
            yield from stated_in(item, seen)


def said_by(value: object) -> str:
    match value:
        case Text():
            return value.value
        case Decimal():
            return f"{value.normalize():f}"
        case int():
            return str(value)
        case _:
            return ""


def test_every_value_is_quoted(case: Case) -> None:
    text = case.document.text
    statements = [s for record in case.plan.records for s in stated_in(record, set()) if s.rule != "test"]
    assert len(statements) > 50
    for stated in statements:
        assert stated.rule in rule_names()
        assert stated.spans
        quotations = [text[start:end] for start, end in stated.spans]
        for quotation in quotations:
            assert quotation == quotation.strip()
            assert "\n\n" not in quotation
            assert 0 < len(quotation) <= LONGEST_QUOTATION
        words = set(fold(" ".join(quotations)).split("-"))
        digits = "".join(filter(str.isdigit, "".join(quotations)))
        if isinstance(stated.value, int | Decimal) and stated.rule not in {"running-number"}:
            roman = "I" in "".join(quotations)
            assert said_by(stated.value).replace(".", "") in digits or (stated.rule == "printed-number" and roman)
        elif isinstance(stated.value, Text):
            assert set(fold(said_by(stated.value)).split("-")) <= words
