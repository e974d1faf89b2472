"""The same document twice, in two formats: its facts do not double, its sources do."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import RdfFormat, Store

from egov_kg.pipeline import build
from formats import FORMATS, plain_example

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
TEXT: Final = plain_example(EXAMPLES / "finland-msq-2020.txt")
COUNTED: Final = ("Agency", "Answer", "CooperationTie", "IndicatorObservation", "Partnership", "Selection", "Strategy",
                  "TechnologyInitiative", "Portal", "LegalInstrument", "SocialMediaAccount")  # fmt: skip


def made(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / name
    FORMATS[path.suffix[1:]](text, path)
    return path


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_facts_do_not_double_and_sources_do(tmp_path: Path, suffix: str) -> None:
    text, other = made(tmp_path, "a.txt"), made(tmp_path, f"b.{suffix}")
    alone = build([text], tmp_path / "alone")
    both = build([text, other], tmp_path / "both")
    assert both.exit_status == 0
    assert {name: both.counts.get(name) for name in COUNTED} == {name: alone.counts.get(name) for name in COUNTED}
    assert both.counts["SourceDocument"] == 2
    (told,) = [one for one in both.skipped if one.what.startswith("the same document as")]
    assert told.reason == "its facts are stated once, with both as their sources"
    store = Store()
    store.load(path=str(both.output / "egov-kg.evidence.ttl"), format=RdfFormat.TURTLE)
    query = """PREFIX egov: <https://w3id.org/egov-kg/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT (COUNT(DISTINCT ?document) AS ?n) { ?claim rdf:predicate egov:responseText ;
          prov:wasDerivedFrom/egov:document ?document } GROUP BY ?s ORDER BY ?n"""
    assert [int(row["n"].value) for row in store.query(query)] == [2]  # type: ignore[union-attr]


def test_another_edition_or_country_is_no_copy(tmp_path: Path) -> None:
    other = TEXT.replace("https://www.suomi.fi", "https://portal.example.org").replace(
        "Ministry of Finance", "Treasury"
    )
    again = build([made(tmp_path, "a.txt"), made(tmp_path, "b.html", other)], tmp_path / "edition")
    assert not [one for one in again.skipped if "same document" in one.what]
    assert again.counts["Answer"] == 2 * build([tmp_path / "a.txt"], tmp_path / "one").counts["Answer"]
    country = TEXT.replace("\nFinland\n", "\nNorway\n", 1)
    assert country != TEXT
    abroad = build([tmp_path / "a.txt", made(tmp_path, "c.txt", country)], tmp_path / "country")
    assert not [one for one in abroad.skipped if "same document" in one.what]


def test_a_plan_and_its_page_are_one(tmp_path: Path) -> None:
    plan = plain_example(EXAMPLES / "uruguay-plan-2021.txt")
    (tmp_path / "plan.txt").write_text(plan, encoding="utf-8")
    (tmp_path / "plan.md").write_text(plan.replace("\n\n", "\n\n\n"), encoding="utf-8")
    alone = build([tmp_path / "plan.txt"], tmp_path / "alone")
    both = build([tmp_path / "plan.txt", tmp_path / "plan.md"], tmp_path / "both")
    assert [one.what for one in both.skipped if "same document" in one.what] != []
    assert {name: both.counts.get(name) for name in COUNTED} == {name: alone.counts.get(name) for name in COUNTED}
