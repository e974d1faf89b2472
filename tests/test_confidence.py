"""What is less sure than a person asks for leaves, with all that cannot be without it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from egov_kg.confidence import at_least
from egov_kg.errors import KnowledgeError
from egov_kg.model import ResponseState
from egov_kg.records import (
    AnswerRecord,
    CooperationTie,
    CountryRef,
    DocumentRecords,
    OrganizationMention,
    Portal,
    Record,
    StrategicAxis,
    StrategicLine,
    Text,
)
from support import records, stated, strategy

SURE = {"test": Decimal("0.9"), "weak": Decimal("0.5")}
MALTA, ITALY = CountryRef("MLT"), CountryRef("ITA")


def sieved(*found: Record, minimum: str = "0.9") -> DocumentRecords:
    return at_least(records(*found), Decimal(minimum), SURE)


def portal(rule: str, *types: str) -> Portal:
    return Portal(
        country=stated(MALTA),
        url=stated("https://gov.example.mt", rule),
        portal_types=tuple(stated(one, rule if index else "test") for index, one in enumerate(types)),
    )


def test_everything_stays_where_nothing_is_asked() -> None:
    before = records(portal("weak", "national"))
    assert at_least(before, Decimal(0), {}) is before


def test_a_record_as_sure_as_asked_stays_as_it_is() -> None:
    one = portal("test", "national", "open-data")
    assert sieved(one).records == (one,)


def test_a_record_without_what_it_needs_leaves_and_is_reported() -> None:
    found = sieved(portal("weak", "national"))
    assert found.records == ()
    (left_out,) = found.skipped
    assert (left_out.document, left_out.what) == ("invented.txt", "Portal")
    assert left_out.reason == "the rule weak has the confidence 0.5, and 0.9 is asked for"
    assert left_out.span is not None


def test_one_unsure_value_of_many_leaves_alone() -> None:
    one = portal("test", "national", "open-data")
    types = (*one.portal_types[:1], stated("procurement", "weak"))
    (found,) = sieved(Portal(country=one.country, url=one.url, portal_types=types)).records
    assert isinstance(found, Portal)
    assert [kind.value for kind in found.portal_types] == ["national"]


def test_an_optional_value_leaves_alone() -> None:
    tie = CooperationTie(
        parties=(stated(MALTA), stated(ITALY)), kind=stated("agreement"), status=stated("signed", "weak"),
        topics=(stated("open-data", "weak"),),
    )  # fmt: skip
    (found,) = sieved(tie).records
    assert isinstance(found, CooperationTie)
    assert (found.status, found.topics, found.kind.value) == (None, (), "agreement")


def test_a_tie_with_one_party_left_is_none() -> None:
    tie = CooperationTie(parties=(stated(MALTA), stated(ITALY, "weak")), kind=stated("agreement"))
    assert sieved(tie).records == ()


def test_what_points_to_a_thing_that_left_leaves() -> None:
    plan = strategy("Digital Plan")
    unsure = StrategicAxis(part_of=plan, position=stated(1), name=stated(Text("Axis", "en"), "weak"))
    line = StrategicLine(part_of=unsure, position=stated(1), name=stated(Text("Line", "en")))
    assert sieved(plan, unsure, line).records == (plan,)


def test_one_mention_stays_one_mention() -> None:
    office = OrganizationMention(
        names=(stated(Text("Digital Office", "en")), stated(Text("Digital Bureau", "en"), "weak")),
        country=stated(MALTA),
    )
    plan = strategy("Digital Plan")
    line = StrategicLine(
        part_of=plan, position=stated(1), name=stated(Text("Line", "en")), responsible=(stated(office),)
    )
    kept_office, kept_plan, kept_line = sieved(office, plan, line).records
    assert isinstance(kept_office, OrganizationMention)
    assert isinstance(kept_line, StrategicLine)
    assert [name.value.value for name in kept_office.names] == ["Digital Office"]
    assert kept_line.responsible[0].value is kept_office
    assert kept_line.part_of is kept_plan is plan


def test_an_organisation_of_which_nothing_is_left_leaves_with_its_references() -> None:
    office = OrganizationMention(names=(stated(Text("Digital Office", "en"), "weak"),), country=stated(MALTA))
    plan = strategy("Digital Plan")
    line = StrategicLine(
        part_of=plan, position=stated(1), name=stated(Text("Line", "en")), responsible=(stated(office),)
    )
    _, kept = sieved(plan, line).records
    assert isinstance(kept, StrategicLine)
    assert kept.responsible == ()


def test_raw_answers_stay() -> None:
    answer = AnswerRecord(
        country=stated(MALTA, "weak"), question="msq-2020-7", state=ResponseState.ANSWERED,
        text=stated(Text("Yes, in part.", "en"), "weak"),
    )  # fmt: skip
    assert sieved(answer).records == (answer,)


def test_a_rule_without_a_confidence_is_a_fault_of_ours() -> None:
    with pytest.raises(KnowledgeError, match="unheard-of"):
        sieved(portal("unheard-of", "national"))
