"""When names, addresses and numbers are the same, how facts are paired, and what the figures are."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.evaluate.figures import Figures, figures, macro_f1, total
from egov_kg.evaluate.gold import GoldPartner
from egov_kg.evaluate.matching import Column, Matching, MissedFact, ReadFact, match
from egov_kg.evaluate.normal import (
    SAME_NAME,
    address,
    alike,
    is_label,
    joined,
    names_a_body,
    number_key,
    plain,
    similarity,
    year_of,
)

# ---- names, addresses, numbers ----


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ministerio de Educación", "MINISTERIO DE EDUCACION", True),
        ("Ministry of Health", "Health, Ministry of", True),
        ("Ministry of Health", "Ministry of Wealth", True),  # two letters of sixteen: only other facts tell them apart
        ("Ministry of Health", "Ministry of Finance", False),
        ("National Digital Strategy", "National Digital Strategy 2018-2022 of the Government", True),
        ("Open Data", "Open Data Charter for the Public Sector", False),
        ("", "", False),
        ("Министерство", "Министерство", False),  # names are compared by Latin letters
    ],
)
def test_names_are_alike(one: str, other: str, same: bool) -> None:
    assert alike((one,), (other,)) is same


def test_one_acceptable_name_is_enough() -> None:
    assert alike(("nothing", "Agency of Data"), ("other", "agency of data"))
    assert not alike((), ("a",))
    assert not alike(("a",), ())


@given(st.text(), st.text())
def test_similarity_is_a_share_and_one_for_itself(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == (1.0 if plain(one) else 0.0)


@pytest.mark.parametrize(
    ("name", "label", "fits"),
    [
        ("Data Protection Act", "Data Protection Act", True),
        ("Data Protection Act", "Data Protection Act, 2018", True),
        ("Data Protection Act", "Data Protection Act which was passed by Parliament in the year 2018", False),
        ("Data Protection Act", "Public Information Act", False),
    ],
)
def test_a_label_is_the_name_and_not_the_words_around_it(name: str, label: str, fits: bool) -> None:
    assert is_label(name, label) is fits


def test_a_body_of_a_plan_is_named_closely() -> None:
    assert names_a_body(("MIP",), ("mip", "Ministerio"))
    near = ("Agencia de Datos Abiertos", "Agencia de Datos Abierta")
    assert names_a_body(near[:1], near[1:])
    far = ("Ministerio de Industria", "Ministerio de Justicia")
    assert similarity(*far) >= SAME_NAME
    assert not names_a_body(far[:1], far[1:])


def test_addresses_are_compared_without_scheme_and_www() -> None:
    assert address(" https://WWW.Example.org/A/ ") == address("example.org/a") == "example.org/a"
    assert address("wwwexample.org") == "wwwexample.org"


def test_numbers_are_compared_by_letters_and_digits() -> None:
    assert number_key("017.930") == number_key("17930") == "17930"
    assert number_key("54/017") != number_key("54")
    assert joined("Red GEALC") == joined("RedGealc") == "redgealc"


def test_years_of_dates() -> None:
    assert (year_of("2018-06-27"), year_of("1999"), year_of(None), year_of("May")) == (2018, 1999, None, None)


# ---- pairs ----


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A fact of a build that is its name."""

    name: str

    @property
    def fact(self) -> ReadFact:
        return ReadFact(words=self.name)


def wanted(*names: str, optional: bool = False) -> list[GoldPartner]:
    return [GoldPartner(names=(name,), optional=optional) for name in names]


def counts(gold: list[GoldPartner], found: list[str]) -> tuple[int, int | None, int, int]:
    matching = match(gold, [Found(name=name) for name in found], lambda one, read: read.name.startswith(one.names))
    (comparison,) = matching.comparison("partner", lambda one: MissedFact(words=one.names[0]))
    return comparison.gold, comparison.found, comparison.hits, len(comparison.right)


def test_each_fact_is_paired_once() -> None:
    assert counts(wanted("a", "a", "b"), ["a1", "b1", "c1"]) == (3, 3, 2, 2)


def test_required_facts_come_before_optional_ones() -> None:
    gold = [*wanted("a", optional=True), *wanted("a")]
    assert counts(gold, ["a1"]) == (1, 1, 1, 1)
    assert counts(gold, []) == (1, 0, 0, 0)


def test_an_optional_fact_stands_for_up_to_three() -> None:
    gold = wanted("a", optional=True)
    assert counts(gold, ["a1", "a2", "a3"]) == (0, 0, 0, 3)
    assert counts(gold, ["a1", "a2", "a3", "a4"]) == (0, 1, 0, 3)
    assert counts(gold, []) == (0, 0, 0, 0)


def test_nothing_against_nothing_is_no_row() -> None:
    matching: Matching[GoldPartner, Found] = match(wanted(), [], lambda one, read: True)
    assert list(matching.comparison("partner", lambda one: MissedFact(words=""))) == []


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_every_fact_is_in_one_place(required: list[str], optional: list[str], found: list[str]) -> None:
    gold = [*wanted(*required), *wanted(*optional, optional=True)]
    matching = match(gold, [Found(name=name) for name in found], lambda one, read: one.names == (read.name,))
    assert len(matching.pairs) + len(matching.missed) == len(required)
    assert len(matching.pairs) + len(matching.surplus) + len(matching.accepted) == len(found)
    assert all(one.names == (read.name,) for one, read in matching.pairs)
    for letter in "abc":
        paired = sum(read.name == letter for _, read in matching.pairs)
        assert paired == min(required.count(letter), found.count(letter))


def test_values_of_a_fact_that_nothing_matched_are_missed() -> None:
    column: Column[GoldPartner, Found] = Column(
        kind="letters",
        wanted=lambda gold: tuple(gold.names[0]),
        read=lambda found: {letter: ReadFact(words=letter) for letter in found.name},
        missed=lambda gold, value: MissedFact(words=value),
    )
    matching = match(wanted("ab", "cd"), [Found(name="bx")], lambda one, read: one.names[0] == "ab")
    (comparison,) = column.comparison(matching)
    assert (comparison.gold, comparison.found, comparison.hits) == (4, 2, 1)
    assert [missed.words for missed in comparison.missed] == ["a", "c", "d"]
    assert [fact.words for fact in comparison.surplus] == ["x"]


# ---- figures ----


def test_figures_of_a_kind() -> None:
    one = figures(gold=4, found=3, hits=2)
    assert (one.precision, one.recall) == (2 / 3, 1 / 2)
    assert one.f1 == pytest.approx(4 / 7)


@pytest.mark.parametrize(
    ("gold", "found", "hits", "precision", "recall", "f1"),
    [
        (0, 0, 0, 1.0, 1.0, 1.0),
        (0, 2, 0, 0.0, 0.0, 0.0),
        (2, 0, 0, 0.0, 0.0, 0.0),
        (4, None, 3, None, 0.75, 0.75),
        (0, None, 0, None, 1.0, 1.0),
        (3, 1, 2, 1.0, 2 / 3, 0.8),  # one fact may be what two gold facts say
    ],
)
def test_figures_at_the_edges(  # noqa: PLR0913, PLR0917  # a row of a table
    gold: int, found: int | None, hits: int, precision: float | None, recall: float, f1: float
) -> None:
    one = figures(gold=gold, found=found, hits=hits)
    assert (one.precision, one.recall) == (precision, recall)
    assert one.f1 == pytest.approx(f1)


def test_a_sum_has_the_precision_of_the_kinds_that_have_one() -> None:
    summed = total([figures(gold=4, found=5, hits=4), figures(gold=6, found=None, hits=3)])
    assert summed == Figures(gold=10, found=5, hits=7, found_hits=4)
    assert (summed.precision, summed.recall) == (0.8, 0.7)
    assert total([figures(gold=1, found=None, hits=1)]).precision is None


def test_the_macro_f1_gives_each_row_the_same_weight() -> None:
    assert macro_f1([figures(gold=1, found=1, hits=1), figures(gold=100, found=100, hits=0)]) == 0.5
    assert macro_f1([]) == 0.0


@given(st.integers(0, 50), st.integers(0, 50) | st.none(), st.integers(0, 50))
def test_figures_are_shares(gold: int, found: int | None, hits: int) -> None:
    one = figures(gold=gold, found=found, hits=min(hits, gold))
    assert all(0 <= share <= 1 for share in (one.precision or 0, one.recall, one.f1))
