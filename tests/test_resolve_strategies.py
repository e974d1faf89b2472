"""Which mentions of strategies are one, and its key (contract.md, "Classes, keys")."""

from __future__ import annotations

import pytest

from egov_kg import registry
from egov_kg.records import Strategy
from egov_kg.resolve import resolve
from egov_kg.resolve.strategies import without_years
from support import records, strategy

Parts = tuple[str, ...]


def keys(*documents: list[Strategy]) -> list[Parts]:
    """The parts of the keys of all mentions, document after document."""
    read = [records(*found, name=f"{index}.txt") for index, found in enumerate(documents)]
    made = resolve(read, registry.load()).keys
    return [made[one].parts for found in documents for one in found]


def test_country_name_without_years_and_period() -> None:
    assert keys([strategy("Digital Plan 2015-2020", first=2015, last=2020)]) == [
        ("MLT", "digital-plan", "2015", "2020")
    ]
    assert keys([strategy("Vision 2030", last=2030)]) == [("MLT", "vision", "2030")]
    assert keys([strategy("Digital Agenda")]) == [("MLT", "digital-agenda")]


def test_two_editions_are_two() -> None:
    first, second = strategy("Digital Plan", first=2015, last=2020), strategy("Digital Plan", first=2020, last=2025)
    assert keys([first, second]) == [("MLT", "digital-plan", "2015", "2020"), ("MLT", "digital-plan", "2020", "2025")]
    assert len(set(keys([strategy("Vision", last=2030)], [strategy("Vision", last=2040)]))) == 2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_mention_without_years_makes_no_one_of_two_editions(place: int) -> None:
    found = [strategy("Digital Plan", first=2015, last=2020), strategy("Digital Plan", first=2020, last=2025)]
    found.insert(place, strategy("Digital Plan"))
    assert {("MLT", "digital-plan", "2015", "2020"), ("MLT", "digital-plan", "2020", "2025")} <= set(keys(found))


def test_in_one_document_a_mention_without_years_is_the_one_edition() -> None:
    assert set(keys([strategy("Digital Plan", first=2015, last=2020), strategy("Digital Plan")])) == {
        ("MLT", "digital-plan", "2015", "2020")
    }


def test_in_another_document_a_mention_without_years_stays_apart() -> None:
    assert len(set(keys([strategy("Digital Plan", last=2020)], [strategy("Digital Plan")]))) == 2


def test_the_same_edition_is_one_in_every_document() -> None:
    found = keys([strategy("Digital Plan 2020", last=2020)], [strategy("DIGITAL PLAN", last=2020)])
    assert set(found) == {("MLT", "digital-plan", "2020")}


def test_an_article_before_a_name_is_no_part_of_its_key() -> None:
    found = keys([strategy("Digital Plan", last=2020)], [strategy("The Digital Plan", last=2020)])
    assert set(found) == {("MLT", "digital-plan", "2020")}


def test_equal_acronyms_of_one_period_are_one() -> None:
    found = keys([strategy("Plan de Datos", acronym="PD", last=2020)], [strategy("Data Plan", acronym="PD", last=2020)])
    assert len(set(found)) == 1


def test_two_countries_have_two() -> None:
    assert keys([strategy("Digital Plan"), strategy("Digital Plan", country="FJI")]) == [
        ("MLT", "digital-plan"),
        ("FJI", "digital-plan"),
    ]


def test_in_one_document_two_names_of_the_digital_strategy_are_one_and_one_about_more_is_another() -> None:
    found = keys(
        [strategy("National Digital Strategy"), strategy("Digital Agenda"), strategy("Digital Health Strategy")]
    )
    assert found[0] == found[1] != found[2]
    assert len(set(keys([strategy("National Digital Strategy")], [strategy("Digital Agenda")]))) == 2


def test_plans_about_different_things_stay_apart() -> None:
    assert len(set(keys([strategy("Roads Plan", kind="development"), strategy("Water Plan", kind="development")]))) == 2


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Digital Plan 2015-2020", "Digital Plan"),
        ("Digital Plan 2015 – 20", "Digital Plan"),
        ("Vision 2030", "Vision"),
        ("Plan 2015/2020 for Data", "Plan for Data"),
        ("2030", "2030"),
        ("Plan 12", "Plan 12"),
        ("Agenda Digital", "Agenda Digital"),
    ],
)
def test_a_name_without_its_years(name: str, rest: str) -> None:
    assert without_years(name) == rest
