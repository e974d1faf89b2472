"""Builds of small documents of ours, compared with what they should hold, and a build of the source documents.

``EGOV_KG_REWRITE=1`` rewrites the expected facts in tests/cases; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from egov_kg.config import Settings
from egov_kg.pipeline import build
from egov_kg.report import BuildReport
from egov_kg.store import Solutions, open_build
from egov_kg.validate import validate
from egov_kg.verify import verify
from running import shared_folder

CASES: Final = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
QUESTIONNAIRE, PLAN = CASES
REWRITE: Final = os.environ.get("EGOV_KG_REWRITE") == "1"
FILES: Final = frozenset({
    "egov-kg.ttl", "egov-kg.evidence.ttl", "egov-kg.nq", "identifiers.tsv", "validation.ttl", "validation.txt",
    "report.json",
})  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Path, BuildReport]:
    return {case: build([case], tmp_path_factory.mktemp(case.name)) for case in CASES}


def facts(path: Path) -> set[str]:
    """The statements of a Turtle file; ours hold no blank node, so that equal sets are isomorphic graphs."""
    quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert not any(isinstance(node, ox.BlankNode) for quad in quads for node in (quad.subject, quad.object))
    return {str(quad.triple) for quad in quads}


def values(report: BuildReport, sparql: str) -> set[tuple[str, ...]]:
    found = open_build(report.output).query(sparql)
    assert isinstance(found, Solutions)
    return {tuple(term.value if term else "" for term in row) for row in found.rows}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_facts_are_those_expected(case: Path, built: Mapping[Path, BuildReport]) -> None:
    written, expected = built[case].output / "egov-kg.ttl", case / "expected.ttl"
    if REWRITE:
        expected.write_bytes(written.read_bytes())
    assert sorted(facts(written) - facts(expected)) == []
    assert sorted(facts(expected) - facts(written)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_build_conforms_and_its_quotations_hold(case: Path, built: Mapping[Path, BuildReport]) -> None:
    output = built[case].output
    assert built[case].exit_status == 0
    assert validate(output).conforms
    verified = verify(output, [case])
    assert (verified.holds, verified.missing, verified.mismatches) == (True, (), ())
    assert verified.quotations == verified.quotations_in_sources > 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_build_writes_its_files(case: Path, built: Mapping[Path, BuildReport]) -> None:
    output = built[case].output
    assert {path.name for path in output.iterdir() if path.is_file()} == FILES
    key = built[case].documents[0].source.sha256[:16]
    assert [path.name for path in output.rglob("texts/*")] == [f"{key}.txt"]
    report = json.loads((output / "report.json").read_bytes())
    assert [(one["file"], one["sha256"][:16]) for one in report["documents"]] == [("input.txt", key)]
    assert report["not read"] == []
    assert report["counts"]["Claim"] == len(values(built[case], "SELECT ?c { ?c a egov:Claim }"))
    names = (output / "identifiers.tsv").read_text(encoding="utf-8").splitlines()
    assert names[0].split("\t")[:3] == ["iri", "class", "names"]
    iris = {line.split("\t")[0] for line in names[1:]}
    assert {iri for (iri,) in values(built[case], "SELECT ?x { ?x a egov:Agency }")} <= iris


def test_a_questionnaire_is_read(built: Mapping[Path, BuildReport]) -> None:
    report = built[QUESTIONNAIRE]
    assert values(report, "SELECT ?t ?u { ?p egov:portalType ?t ; egov:url ?u ; egov:country country:BTN }") == {
        ("https://w3id.org/egov-kg/code/portal-type/national", "https://www.services.example.bt"),
        ("https://w3id.org/egov-kg/code/portal-type/e-services", "https://apply.example.bt/start"),
        ("https://w3id.org/egov-kg/code/portal-type/open-data", "http://data.example.bt"),
        ("https://w3id.org/egov-kg/code/portal-type/procurement", "https://tenders.example.bt"),
    }
    assert values(report, "SELECT ?n ?h { ?p egov:postIn/egov:acronym ?n ; egov:heldBy/foaf:name ?h }") == {
        ("ODL", "Pema Probe")
    }
    assert values(
        report,
        "SELECT ?n ?y ?t { ?l a egov:LegalInstrument ; egov:number ?n ; egov:year ?y ; egov:topic/skos:notation ?t }",
    ) == {("12", "2016", "data-protection")}
    assert values(report, 'SELECT ?k { ?t egov:tieKind/skos:notation ?k ; egov:party/egov:iso3 "NPL" }') == {
        ("memorandum-of-understanding",)
    }


def test_an_answer_tells_answered_from_empty_and_no_tick_is_invented(built: Mapping[Path, BuildReport]) -> None:
    report = built[QUESTIONNAIRE]
    states = values(report, "SELECT ?q ?s { ?a egov:question/skos:notation ?q ; egov:responseState/skos:notation ?s }")
    assert {("msq-2020-2a", "answered"), ("msq-2020-2b", "empty"), ("msq-2020-23", "empty")} <= states
    assert values(report, "SELECT DISTINCT ?s { ?x egov:selectionState/skos:notation ?s }") == {("unknown",)}


def test_a_plan_is_read(built: Mapping[Path, BuildReport]) -> None:
    report = built[PLAN]
    lines = """SELECT ?axis ?name ?who {
        ?line egov:partOf/egov:position ?axis ; rdfs:label ?name ; egov:responsibleAgency/egov:acronym ?who }"""
    assert values(report, lines) == {
        ("1", "Ventanilla única", "STS"),
        ("1", "Firma digital", "MIC"),
        ("2", "Datos abiertos", "MIC"),
    }
    assert values(report, "SELECT ?year ?unit { ?t egov:targetYear ?year ; egov:unit/skos:notation ?unit }") == {
        ("2024", "percent"),
        ("2025", "count"),
    }


def test_private_contacts_are_nowhere_unless_asked_for(built: Mapping[Path, BuildReport], tmp_path: Path) -> None:
    private = (b"example.org", b"0042", b"Karma Attempt")
    for path in built[QUESTIONNAIRE].output.rglob("*"):
        if path.is_file():
            assert [word for word in private if word in path.read_bytes()] == [], path.name
    assert "█" in next((built[QUESTIONNAIRE].output / "texts").iterdir()).read_text(encoding="utf-8")
    asked = build([QUESTIONNAIRE], tmp_path / "asked", settings=Settings(personal_data=True))
    text = next((asked.output / "texts").iterdir()).read_bytes()
    assert [word for word in private if word not in text] == []


def test_statements_name_their_rule_and_their_words(built: Mapping[Path, BuildReport]) -> None:
    quotes = values(
        built[QUESTIONNAIRE],
        """SELECT ?quote ?question { ?claim rdf:subject/egov:acronym "ODL" ; rdf:predicate egov:url ;
           egov:rule ?rule ; prov:wasDerivedFrom ?e . ?e egov:quote ?quote ; egov:question/skos:notation ?question }""",
    )
    assert {question for _, question in quotes} == {"msq-2020-3"}
    assert any("https://www.odl.example.bt" in quote for quote, _ in quotes)


# ---- the source documents ----


@pytest.fixture(scope="module")
def shared() -> Path:
    return shared_folder()


@pytest.fixture(scope="module")
def sources(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return build([shared / "seeds"], tmp_path_factory.mktemp("sources"))


def test_the_source_documents_build_without_a_failure(sources: BuildReport, shared: Path) -> None:
    assert sources.exit_status == 0
    assert len(sources.documents) == len(list((shared / "seeds").iterdir()))
    assert validate(sources.output).conforms
    assert verify(sources.output, [shared / "seeds"]).holds


def test_the_source_documents_are_read_as_people_read_them(sources: BuildReport, shared: Path) -> None:
    graphs = [str(sources.output / name) for name in ("egov-kg.ttl", "egov-kg.evidence.ttl")]
    folders = ["--gold", str(shared / "gold"), "--texts", str(shared / "seeds")]
    command = [sys.executable, str(shared / "tools" / "score.py"), "--graph", *graphs, *folders, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    score = json.loads(done.stdout)
    evidence = score["evidence"]
    assert {name: evidence[name] for name in ("wrong", "too long", "of the form's words alone")} == {
        "wrong": 0, "too long": 0, "of the form's words alone": 0,
    }  # fmt: skip
    assert evidence["not said by their quotations"] == 0
    assert evidence["tick boxes not unknown"] == 0
    assert evidence["statements"] == evidence["with evidence"] > 0
    assert score["macro_f1"] >= 0.85
