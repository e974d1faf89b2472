"""The index of names: what fits a text, in which order, how it is shown, and what is counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.search import FacetCount, Match, Name, NameIndex, SearchQuery, SearchResult, Thing, build_index
from egov_kg.search.folding import folded, joined


def thing(iri: str, *labels: str, country: str | None = None, acronyms: Iterable[str] = (), **other: str) -> Thing:
    """A thing whose labels and alternatives are written ``name@language``."""
    return Thing(
        iri=iri, class_name=other.get("class_name", "Agency"), country=country, labels=tuple(map(name, labels)),
        alternatives=tuple(map(name, filter(None, other.get("alternatives", "").split("; ")))),
        acronyms=tuple(acronyms),
    )  # fmt: skip


def name(written: str) -> Name:
    text, _, language = written.partition("@")
    return Name(text=text, language=language)


THINGS = (
    thing("finance", "Ministry of Finance@en", "Ministerio de Hacienda@es", country="CRI", acronyms=["MH"]),
    thing("learning", "Ministry of Learning@en", country="ISL", alternatives="Menntamálaráðuneytið@is"),
    thing("registry", "National Registry@en", country="ISL", acronyms=["MoF"]),
    thing("plan", "Plan Nacional de Gobierno Digital@es", country="CRI", class_name="Strategy"),
    thing("digital", "Dirección de Gobernanza Digital@es", country="CRI", acronyms=["D.G.D."]),
    thing("lodz", "Urząd Miasta Łódź@pl", country="POL"),
    thing("country", "Iceland@en", "Ísland@is", country="ISL", class_name="Country", acronyms=["ISL"]),
    thing("tokyo", "東京都庁@ja"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    folder = tmp_path_factory.mktemp("index")
    assert build_index(THINGS, folder) == len(THINGS)
    return NameIndex(folder)


def found(index: NameIndex, text: str, **narrowed: str) -> list[tuple[str, Match]]:
    result = index.search(SearchQuery(text=text, **narrowed))  # type: ignore[arg-type]
    assert result.total == len(result.found)
    return [(one.iri, one.match) for one in result.found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministry of Finance", [("finance", Match.EXACT)]),
        ("  ministerio DE hacienda ", [("finance", Match.EXACT)]),
        ("direccion de gobernanza digital", [("digital", Match.EXACT)]),
        ("urzad miasta lodz", [("lodz", Match.EXACT)]),
        ("menntamalaraduneytid", [("learning", Match.EXACT)]),
        ("東京都庁", [("tokyo", Match.EXACT)]),
        ("dgd", [("digital", Match.ACRONYM)]),
        ("ministry", [("finance", Match.PREFIX), ("learning", Match.PREFIX)]),
        ("ministry of f", [("finance", Match.PREFIX)]),
        ("plan nacional de gob", [("plan", Match.PREFIX)]),
        ("東京", [("tokyo", Match.PREFIX)]),
        ("digital", [("digital", Match.WORDS), ("plan", Match.WORDS)]),
        ("hacienda ministerio", [("finance", Match.WORDS)]),
        ("gob dig", [("digital", Match.WORDS), ("plan", Match.WORDS)]),
        ("minstry of finanse", [("finance", Match.TYPOS)]),
        ("govierno digital", [("plan", Match.TYPOS)]),
        ("goibernanza", [("digital", Match.TYPOS)]),
        ("gobeirn", [("digital", Match.TYPOS), ("plan", Match.TYPOS)]),
        ("xyz", []),
        ("hacienda iceland", []),
        ("", []),
        (" .- ", []),
    ],
)
def test_what_fits_and_how(index: NameIndex, text: str, expected: list[tuple[str, Match]]) -> None:
    assert found(index, text) == expected


def test_the_order_of_the_ways_to_fit(tmp_path: Path) -> None:
    things = [
        thing("typo", "Orta@en"),
        thing("words", "Bureau Otra@en"),
        thing("prefix", "Otra cosa@en"),
        thing("acronym", "A rather long name@en", acronyms=["OTRA"]),
        thing("exact", "Otra@en"),
        thing("beginning", "An Otrade@en"),
    ]
    build_index(things, tmp_path)
    assert found(NameIndex(tmp_path), "otra") == [
        ("exact", Match.EXACT), ("acronym", Match.ACRONYM), ("prefix", Match.PREFIX), ("words", Match.WORDS),
        ("beginning", Match.WORDS), ("typo", Match.TYPOS),
    ]  # fmt: skip


def test_a_class_and_a_country_narrow_the_search(index: NameIndex) -> None:
    assert found(index, "digital", class_name="Strategy") == [("plan", Match.WORDS)]
    assert found(index, "ministry", country="ISL") == [("learning", Match.PREFIX)]
    assert found(index, "ministry", country="ISL", class_name="Strategy") == []


def test_facets_count_all_that_is_found(index: NameIndex) -> None:
    result = index.search(SearchQuery(text="d", limit=1))
    assert result == SearchResult(
        total=3, found=result.found,
        classes=(FacetCount(value="Agency", count=2), FacetCount(value="Strategy", count=1)),
        countries=(FacetCount(value="CRI", count=3),),
    )  # fmt: skip
    assert [one.iri for one in result.found] == ["digital"]


def test_what_is_shown(index: NameIndex) -> None:
    (one,) = index.search(SearchQuery(text="ministerio", language="en")).found
    assert (one.label, one.name) == (name("Ministry of Finance@en"), name("Ministerio de Hacienda@es"))
    assert (one.class_name, one.country, one.acronyms) == ("Agency", "CRI", ("MH",))
    (one,) = index.search(SearchQuery(text="mh", language="es")).found
    assert (one.label, one.name) == (name("Ministerio de Hacienda@es"), Name(text="MH"))
    (one,) = index.search(SearchQuery(text="island", language="de")).found
    assert (one.label, one.name) == (name("Iceland@en"), name("Ísland@is"))
    (one,) = index.search(SearchQuery(text="govierno digital", language="en")).found
    assert one.label == name("Plan Nacional de Gobierno Digital@es")


def test_mistakes_are_thought_of_where_little_is_found(tmp_path: Path) -> None:
    build_index([*(thing(f"t{number}", f"Portal {number}@en") for number in range(12)), thing("m", "Postal@en")],
                tmp_path)  # fmt: skip
    index = NameIndex(tmp_path)
    assert index.search(SearchQuery(text="portal")).total == 12
    assert {one.iri for one in index.search(SearchQuery(text="portal 1")).found} == {"t1", "t10", "t11"}
    assert index.search(SearchQuery(text="posta")).found[0].iri == "m"
    assert index.search(SearchQuery(text="pirtal", limit=50)).total == 12


def test_the_same_things_are_found_in_the_same_order(tmp_path: Path) -> None:
    things = [thing(f"t{number:03}", "Same name@en") for number in range(300)]
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        build_index(things, tmp_path / place)
    first, second = (NameIndex(tmp_path / place).search(SearchQuery(text="same", limit=30)) for place in ("a", "b"))
    assert first == second
    assert [one.iri for one in first.found] == [f"t{number:03}" for number in range(30)]


@given(st.text(max_size=400))
def test_any_text_can_be_searched(index: NameIndex, text: str) -> None:
    result = index.search(SearchQuery(text=text, limit=3))
    assert len(result.found) == min(result.total, 3)


@given(st.text(max_size=60))
def test_folding_forgets_accents_and_capitals(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert folded(unicodedata.normalize("NFD", text)) == once
    assert joined(text) == once.replace(" ", "")
    assert not any(unicodedata.combining(letter) for letter in once)
