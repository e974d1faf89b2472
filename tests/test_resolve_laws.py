"""Which citations are one law, and its key (contract.md, "Classes, keys")."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg import registry
from egov_kg.records import LegalInstrument
from egov_kg.resolve import resolve
from egov_kg.resolve.laws import number_key, title_key
from support import law, records


def keys(*laws: LegalInstrument) -> list[tuple[str, ...]]:
    """The parts of the key of each citation, each in a document of its own."""
    read = [records(one, name=f"{index}.txt") for index, one in enumerate(laws)]
    made = resolve(read, registry.load()).keys
    assert {made[one].class_name for one in laws} == {"LegalInstrument"}
    return [made[one].parts for one in laws]


def test_country_type_number_year() -> None:
    assert keys(law("17", 2014)) == [("MLT", "law", "17", "2014")]
    assert keys(law("17")) == [("MLT", "law", "17")]
    assert keys(law("12-A", 2014, kind="decree-law")) == [("MLT", "decree-law", "12-a", "2014")]


def test_what_differs_in_a_part_of_the_key_is_another_law() -> None:
    found = [
        law("17", 2014),
        law("17", 2015),
        law("18", 2014),
        law("17", 2014, kind="decree"),
        law("17", 2014, country="FJI"),
    ]
    assert len(set(keys(*found))) == 5


def test_a_number_without_its_year_is_the_one_it_is_cited_with() -> None:
    assert keys(law("17", 2014), law("17")) == [("MLT", "law", "17", "2014")] * 2


def test_a_number_cited_with_two_years_stays_without_where_none_is_said() -> None:
    assert keys(law("17", 2014), law("17"), law("17", 2015))[1] == ("MLT", "law", "17")


def test_zeros_before_a_number_do_not_count() -> None:
    assert len(set(keys(law("17", 2014), law("017", 2014)))) == 1
    assert number_key(law("000")) == "0"
    assert number_key(law()) == ""


def test_a_title_alone_is_the_number_that_has_it() -> None:
    found = keys(law("17", 2014, "Law on Open Data"), law("", None, "Open Data Law"), law("", None, "Open Data Act"))
    assert set(found) == {("MLT", "law", "17", "2014")}


def test_a_title_of_two_numbers_is_neither() -> None:
    found = keys(law("17", 2014, "Open Data Act"), law("18", 2018, "Open Data Act"), law("", None, "Open Data Act"))
    assert len(set(found)) == 3
    assert found[2] == ("MLT", "law", "open-data")


def test_two_numbers_with_one_title_stay_two() -> None:
    assert len(set(keys(law("17", 2014, "Open Data Act"), law("18", 2014, "Open Data Act")))) == 2


def test_the_title_of_a_decree_is_not_that_of_a_law() -> None:
    assert len(set(keys(law("17", 2014, "Open Data Law"), law("", None, "Decree on Open Data", kind="decree")))) == 2


def test_a_title_with_another_year_is_not_that_number() -> None:
    assert len(set(keys(law("17", 2014, "Open Data Act"), law("", 2018, "Open Data Act")))) == 2


def test_without_a_number_the_title_else_the_gazette() -> None:
    assert keys(law("", None, "Ley de Datos Libres", language="es")) == [("MLT", "law", "datos-libres")]
    assert keys(law(gazette="345")) == [("MLT", "law", "gazette", "345")]
    assert keys(law("", None, "Open Data Act", gazette="345")) == [("MLT", "law", "open-data")]
    assert len(set(keys(law(gazette="345"), law(gazette="346")))) == 2


def test_a_constitution_is_one_whatever_its_title_until_two_years_are_told() -> None:
    one = keys(
        law("", None, "Constitution", kind="constitution"), law("", 2009, "Political Constitution", kind="constitution")
    )
    assert len(set(one)) == 1


def test_two_constitutions_are_told_apart_by_their_years() -> None:
    found = keys(law("", 1994, "Constitution", kind="constitution"), law("", 2009, "Constitution", kind="constitution"))
    assert len(set(found)) == 2


@pytest.mark.parametrize(
    ("title", "kind", "key"),
    [
        ("Law on Open Data", "law", "open-data"),
        ("Open Data Act", "law", "open-data"),
        ("Ley de Datos Libres", "law", "datos-libres"),
        ("Decreto Supremo de los Datos", "decree", "datos"),
        ("Law 17 of 2014", "law", ""),
        ("Act", "law", ""),
        ("Open Data Decree", "law", "open-data-decree"),
    ],
)
def test_a_title_without_its_type(title: str, kind: str, key: str) -> None:
    assert title_key(title, kind) == key


@given(st.lists(st.tuples(st.sampled_from(["", "17", "18"]), st.sampled_from([None, 2014, 2015])), max_size=8))
def test_a_key_never_holds_another_number_or_year_than_the_citation(parts: list[tuple[str, int | None]]) -> None:
    laws = [law(number, year) for number, year in parts if number]
    for one, key in zip(laws, keys(*laws), strict=True) if laws else []:
        assert one.number is not None
        assert key[2] == one.number.value
        assert one.year is None or key[3:] == (str(one.year.value),)
