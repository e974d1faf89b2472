"""What a reader of the Spanish pages meets that is not in a catalogue of messages: shapes, names, code lists."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

import pytest

from egov_kg.pages.addresses import Addresses
from egov_kg.pages.asking import AskStore
from egov_kg.pages.checks import findings
from egov_kg.pages.labels import Label, labels_of
from egov_kg.pages.query import asked, query_page
from egov_kg.pages.rendering import Site
from egov_kg.store import open_build
from egov_kg.vocabulary import BASE
from sample_build import SAMPLE
from serving import serving

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "output"


@pytest.fixture(scope="module")
def examples() -> AskStore:
    return AskStore(open_build(EXAMPLES))


def test_what_the_shapes_found_is_told_in_both_languages() -> None:
    english, spanish = (findings(EXAMPLES, language) for language in ("en", "es"))
    assert english is not None and spanish is not None  # noqa: PT018  # the build has its report
    lines = (EXAMPLES / "validation.txt").read_text(encoding="utf-8").splitlines()
    for one in english:
        name = one.shape.rpartition("#")[2]
        assert f"{name} ({one.count}): {one.demand.text}" in lines
        assert one.advice is not None
        assert f"  What to do: {one.advice.text}" in lines
        assert any(line.startswith(f"  - {one.spots[0].name} <{one.spots[0].iri}>") for line in lines)
    assert [(one.shape, one.count) for one in spanish] == [(one.shape, one.count) for one in english]
    assert {one.demand.language for one in spanish} == {"es"}
    assert "Ningún documento da una dirección web de la agencia." in {one.demand.text for one in spanish}


def test_a_build_without_its_report_says_so(tmp_path: Path) -> None:
    assert findings(tmp_path, "es") is None
    (tmp_path / "validation.ttl").write_text("no Turtle", encoding="utf-8")
    assert findings(tmp_path, "es") is None


def test_international_organisations_have_their_names_in_the_language(examples: AskStore) -> None:
    union = BASE + "id/international-organization/eu"
    for language, name in (("en", "European Union"), ("es", "Unión Europea")):
        assert asyncio.run(labels_of(examples, [union], language)) == {union: Label(name, language)}


def test_code_lists_have_names(examples: AskStore) -> None:
    scheme = BASE + "code/topic"
    assert asyncio.run(labels_of(examples, [scheme], "es")) == {scheme: Label("Temas", "es")}


def test_parameters_of_queries_are_told() -> None:
    site = Site(language="es", addresses=Addresses(page="es/query"), asset=lambda name: name)
    page = query_page(site, asked({"example": ["laws"]}, "es"), None)
    assert "el país (un código ISO 3166-1 alfa-3, por ejemplo KEN)</span>" in page
    assert "the country" not in page


def test_a_country_in_small_letters_is_found() -> None:
    with serving(SAMPLE) as server:
        answer = server.get("/es/country/isl")
        assert (answer.status, answer.headers["location"]) == (301, "ISL")
        answer = server.get("/en/country/isl/statements")
        assert (answer.status, answer.headers["location"]) == (301, "../ISL/statements")
        assert server.get("/en/country/ISL").status == 200
        assert server.get("/en/country/XYZ").status == 404
