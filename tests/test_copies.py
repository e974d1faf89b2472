"""The same document twice, in two formats: its facts do not double, its sources do."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
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


def wrapped(text: str, width: int) -> str:
    """The text with lines broken where another program would break them."""
    return "\n".join(line if "http" in line else textwrap.fill(line, width) for line in text.split("\n"))


def paged(text: str) -> str:
    """The text as a print of it: a head and a number on every page."""
    lines = text.split("\n")
    pages = ["\n".join(lines[at : at + 45]) for at in range(0, len(lines), 45)]
    head = "Print of the answers, for the file"
    return "\f".join(f"{head}\n\n{page}\n\nPage {number}\n" for number, page in enumerate(pages, 1))


@pytest.mark.parametrize("change", [lambda text: wrapped(text, 60), paged], ids=["breaks", "pages"])
def test_other_line_breaks_heads_and_feet_make_no_other_document(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    both = build([made(tmp_path, "a.txt"), made(tmp_path, "b.txt", change(TEXT))], tmp_path / "both")
    assert [one.what for one in both.skipped if "same document" in one.what] in (
        ["the same document as a.txt"], ["the same document as b.txt"]
    )  # fmt: skip
    alone = build([tmp_path / "a.txt"], tmp_path / "alone")
    names = ("Answer", "CooperationTie", "IndicatorObservation", "TechnologyInitiative")
    assert {name: both.counts.get(name) for name in names} == {name: alone.counts.get(name) for name in names}


def test_a_translation_or_a_corrected_edition_is_no_copy(tmp_path: Path) -> None:
    """The same answers in another language, and the same edition with one answer set right."""
    spanish = TEXT.replace("Ministry of Finance", "Ministerio de Finanzas").replace("Yes", "Sí")
    corrected = TEXT.replace("\n23. ", "\nA sentence that was forgotten.\n\n23. ", 1)
    assert corrected != TEXT
    report = build(
        [made(tmp_path, "a.txt"), made(tmp_path, "b.txt", spanish), made(tmp_path, "c.txt", corrected)],
        tmp_path / "three",
    )
    assert not [one for one in report.skipped if "same document" in one.what]
    assert report.counts["Answer"] == 3 * build([tmp_path / "a.txt"], tmp_path / "one").counts["Answer"]


def test_a_box_set_right_or_a_figure_of_a_plan_makes_another_document(tmp_path: Path) -> None:
    ticked = TEXT.replace("☒ Directly from UN DESA", "☐ Directly from UN DESA").replace("☐ LinkedIn", "☒ LinkedIn")
    assert ticked != TEXT
    sheets = build([made(tmp_path, "a.txt"), made(tmp_path, "b.txt", ticked)], tmp_path / "sheets")
    assert not [one for one in sheets.skipped if "same document" in one.what]
    plan = plain_example(EXAMPLES / "uruguay-plan-2021.txt")
    corrected = plan.replace("80%", "85%")
    assert corrected != plan
    for name, text in (("p.txt", plan), ("q.txt", corrected)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    plans = build([tmp_path / "p.txt", tmp_path / "q.txt"], tmp_path / "plans")
    assert not [one for one in plans.skipped if "same document" in one.what]
