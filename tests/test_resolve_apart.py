"""Mentions that a person keeps apart, and what that does to published IRIs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deciding import different
from egov_kg import registry
from egov_kg.decisions import Decision
from egov_kg.records import Entity, EntityKey, Record
from egov_kg.resolve import read_published, resolve
from egov_kg.resolve.apart import address
from egov_kg.resolve.clusters import Clusters
from egov_kg.vocabulary import BASE
from support import body, law, records, strategy

HEAD = "iri\tclass\tnames\treplacedBy\n"


def keys(decisions: Sequence[Decision], *documents: Sequence[Record]) -> list[list[str]]:
    """The IRI of each mention, by document."""
    read = [records(*found, name=f"{index}.txt") for index, found in enumerate(documents)]
    resolution = resolve(read, registry.load(), decisions=decisions)
    return [[short(resolution.keys[one]) for one in found] for found in documents]  # type: ignore[index]


def short(key: EntityKey) -> str:
    return address(key).removeprefix(f"{BASE}id/")


@pytest.mark.parametrize(
    ("first", "second", "pair"),
    [
        (body("Data Office"), body("Office of Data"), ("agency:MLT-data-office", "agency:MLT-office-of-data")),
        (
            body("Ministry of Data"),
            body("Ministry of Data and Roads"),
            ("agency:MLT-ministry-of-data", "agency:MLT-ministry-of-data-and-roads"),
        ),
        (
            body("Ministry of Data", acronym="MD"),
            body("Oficina de Datos", acronym="MD", language="es"),
            ("agency:MLT-ministry-of-data", "agency:MLT-oficina-de-datos"),
        ),
        (
            law("17", 2014, "Open Data Act"),
            law("", None, "Open Data Act"),
            ("legal-instrument:MLT-law-17-2014", "legal-instrument:MLT-law-open-data"),
        ),
        (
            strategy("Digital Plan", last=2020),
            strategy("National Digital Plan", last=2020),
            ("strategy:MLT-digital-plan-2020", "strategy:MLT-national-digital-plan-2020"),
        ),
    ],
    ids=["spelling", "longer", "acronym", "law", "strategy"],
)
def test_what_names_make_one_stays_two(first: Entity, second: Entity, pair: tuple[str, str]) -> None:
    (together,) = keys([], [first, second])
    assert len(set(together)) == 1
    for decision in (different(*pair), different(*pair[::-1])):
        (found,) = keys([decision], [first, second])
        assert [iri.replace("/", ":") for iri in found] == list(pair)


def test_what_has_another_name_too_goes_with_the_one_it_names() -> None:
    pair = different("agency:MLT-data-office", "agency:MLT-office-of-data")
    ours, theirs = body("Data Office", "Maps Unit"), body("Office of Data")
    (found,) = keys([pair], [ours, theirs, body("Maps Unit"), body("Offices of Data")])
    assert found[:3] == ["agency/MLT-data-office", "agency/MLT-office-of-data", "agency/MLT-data-office"]


def test_a_body_of_the_registry_is_another_one_where_a_person_says_so() -> None:
    mention = body("ITU", country="MLT")
    assert keys([], [mention]) == [["international-organization/itu"]]
    pair = different("international-organization:itu", "agency:MLT-itu")
    assert keys([pair], [mention]) == [["agency/MLT-itu"]]
    assert keys([pair], [mention, body("International Telecommunication Union")]) == [
        ["agency/MLT-itu", "international-organization/itu"]
    ]


def test_a_pair_that_nobody_names_changes_nothing() -> None:
    pair = different("agency:MLT-data-office", "agency:MLT-nobody")
    mentions = [body("Data Office"), body("Office of Data"), body("Data Offices")]
    assert keys([pair], mentions) == keys([], mentions)


@given(
    st.lists(st.sampled_from(["Data Office", "Office of Data", "Data Offices", "Office Data", "Roads"]), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_of_mentions_decides_nothing(names: list[str], chance: random.Random) -> None:
    pair = different("agency:MLT-data-office", "agency:MLT-office-of-data")

    def found(given: Sequence[str]) -> dict[str, set[str]]:
        mentions = [body(name) for name in given]
        (iris,) = keys([pair], mentions)
        made: dict[str, set[str]] = {}
        for name, iri in zip(given, iris, strict=True):
            made.setdefault(name, set()).add(iri)
        return made

    made = found(names)
    assert found(chance.sample(names, len(names))) == made
    if {"Data Office", "Office of Data"} <= made.keys():
        assert made["Data Office"] == {"agency/MLT-data-office"}
        assert made["Office of Data"] == {"agency/MLT-office-of-data"}


def test_sets_of_the_two_sides_never_meet_by_a_detour() -> None:
    clusters = Clusters("abc", {"a": frozenset({(0, 0)}), "c": frozenset({(0, 1)})})
    clusters.join("a", "b")
    clusters.join("b", "c")
    assert clusters.sets() == [["a", "b"], ["c"]]


# ---- published IRIs ----


def published(folder: Path, *rows: str) -> Path:
    path = folder / "identifiers.tsv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def row(name: str, names: str, replaced_by: str = "") -> str:
    successor = f"{BASE}id/agency/{replaced_by}" if replaced_by else ""
    return f"{BASE}id/agency/{name}\tAgency\t{names}\t{successor}"


def test_a_thing_known_by_its_published_names_is_told_from_another(tmp_path: Path) -> None:
    path = published(tmp_path, row("MLT-do", "Data Office | Office of Data"))
    ours, theirs = body("Data Office", "Maps Unit"), body("Office of Data")
    pair = different("agency:MLT-do", "agency:MLT-office-of-data")
    made = resolve([records(ours, theirs)], registry.load(), read_published(path), [pair])
    assert [short(made.keys[one]) for one in (ours, theirs)] == ["agency/MLT-do", "agency/MLT-office-of-data"]
    assert dict(made.replaced) == {}
    assert {short(key) for key in made.published} == {"agency/MLT-do"}


def test_what_was_merged_and_is_two_again_is_replaced_by_nothing(tmp_path: Path) -> None:
    path = published(
        tmp_path, row("MLT-data-office", "Data Office | Maps Unit"), row("MLT-maps-unit", "", "MLT-data-office")
    )
    office, unit = body("Data Office"), body("Maps Unit")
    made = resolve([records(office, unit)], registry.load(), read_published(path))
    assert [short(made.keys[one]) for one in (office, unit)] == ["agency/MLT-data-office", "agency/MLT-maps-unit"]
    assert dict(made.replaced) == {}


def test_what_was_merged_takes_the_iri_that_replaced_it_where_that_stands_alone(tmp_path: Path) -> None:
    path = published(
        tmp_path, row("MLT-data-office", "Data Office | Maps Unit"), row("MLT-maps-unit", "", "MLT-data-office")
    )
    unit = body("Maps Unit")
    made = resolve([records(unit)], registry.load(), read_published(path))
    assert short(made.keys[unit]) == "agency/MLT-data-office"
    assert {short(old): short(new) for old, new in made.replaced.items()} == {
        "agency/MLT-maps-unit": "agency/MLT-data-office"
    }
