"""The files of a build: readable, equal for every parser, equal for every order of reading."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import graph_sample as sample
import pyoxigraph as ox
import pytest
import rdflib

from egov_kg.graph import FORMATS, GraphBuild, export, to_store
from egov_kg.vocabulary import CODES_GRAPH, PREFIXES, REGISTRY_GRAPH

TURTLE = ("egov-kg.ttl", "egov-kg.evidence.ttl")


@pytest.fixture(scope="module")
def built() -> GraphBuild:
    return sample.build()


@pytest.fixture(scope="module")
def files(built: GraphBuild) -> dict[str, bytes]:
    return export(built, formats=tuple(FORMATS))


def triples(data: bytes, syntax: ox.RdfFormat = ox.RdfFormat.TURTLE) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, format=syntax)}


def rdflib_triples(data: bytes, syntax: str) -> set[str]:
    """The triples as rdflib reads them, handed to pyoxigraph by way of N-Triples."""
    graph = rdflib.Graph().parse(data=data, format=syntax)
    return triples(graph.serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("name", TURTLE)
def test_both_parsers_read_the_same(files: dict[str, bytes], name: str) -> None:
    assert len(triples(files[name])) > 200
    assert rdflib_triples(files[name], "turtle") == triples(files[name])


def test_the_graphs_together_hold_what_the_turtle_files_hold(files: dict[str, bytes]) -> None:
    union = triples(files["egov-kg.nq"], ox.RdfFormat.N_QUADS)
    assert union == triples(files[TURTLE[0]]) | triples(files[TURTLE[1]])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser of JSON-LD
def test_json_ld_holds_the_same_for_both_parsers(files: dict[str, bytes]) -> None:
    everything = triples(files[TURTLE[0]]) | triples(files[TURTLE[1]])
    assert rdflib_triples(files["egov-kg.jsonld"], "json-ld") == everything
    assert triples(files["egov-kg.jsonld"], ox.RdfFormat.JSON_LD) == everything


def test_a_store_filled_without_files_holds_the_same(built: GraphBuild, files: dict[str, bytes]) -> None:
    assert {str(quad.triple) for quad in to_store(built)} == triples(files[TURTLE[0]]) | triples(files[TURTLE[1]])


def test_a_named_graph_is_what_one_document_says(files: dict[str, bytes]) -> None:
    by_graph: dict[str, set[str]] = {}
    for quad in ox.parse(files["egov-kg.nq"], format=ox.RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, ox.NamedNode)
        by_graph.setdefault(quad.graph_name.value, set()).add(str(quad.triple))
    (survey, keys), (plan, _) = sample.survey(), sample.plan()
    names = [PREFIXES["document"] + records.source.sha256[:16] for records in (survey, plan)]
    assert set(by_graph) == {*names, REGISTRY_GRAPH, CODES_GRAPH}
    alone = triples(export(sample.build([(survey, keys)]))["egov-kg.nq"], ox.RdfFormat.N_QUADS)
    # The choice of a label is the only thing in which one document's graph depends on the others.
    other = {triple for triple in by_graph[names[0]] - alone if "/claim/" not in triple}
    assert {re.sub(r".*[#/](\w+)> .*", r"\1", triple) for triple in other} == {"altLabel"}
    registry = by_graph[REGISTRY_GRAPH]
    assert any("iso3" in triple for triple in registry)
    assert not any("/claim/" in triple or "/agency/" in triple for triple in registry if "isReplacedBy" not in triple)
    assert all("/code/" in triple for triple in by_graph[CODES_GRAPH])


def test_the_order_of_reading_changes_no_byte(files: dict[str, bytes]) -> None:
    assert export(sample.build([sample.plan(), sample.survey()]), formats=tuple(FORMATS)) == files


def test_the_seed_of_hashes_changes_no_byte(files: dict[str, bytes]) -> None:
    script = "import sys, graph_sample, egov_kg.graph as graph\n"
    script += "sys.stdout.buffer.write(b''.join(graph.export(graph_sample.build()).values()))"
    expected = b"".join(data for name, data in files.items() if name != "egov-kg.jsonld")
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
        assert run.stdout == expected


@pytest.mark.parametrize("name", TURTLE)
def test_turtle_declares_the_prefixes_it_uses_and_no_other(files: dict[str, bytes], name: str) -> None:
    text = files[name].decode()
    declared = set(re.findall(r"^@prefix ([\w-]+):", text, re.MULTILINE))
    body = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>|#.*', " ", text[text.index("\n\n") :])
    assert declared == set(re.findall(r"(?<![\w@-])([a-z][\w-]*):", body))


@pytest.mark.parametrize("name", TURTLE)
def test_turtle_has_one_object_a_line_and_a_heading_a_class(files: dict[str, bytes], name: str) -> None:
    text = files[name].decode()
    assert "_:" not in text
    assert "[" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert "xsd:string" not in text
    headings = re.findall(r"^# (\w+)$", text, re.MULTILINE)
    assert headings == (
        ["SourceDocument", "Claim", "Evidence"] if "evidence" in name else [one for one in headings if one != "Claim"]
    )
    assert len(headings) == len(set(headings))


def test_turtle_looks_like_this(files: dict[str, bytes]) -> None:
    assert """
# Agency

agency:PER-comision-de-datos
    a egov:Agency, egov:Organization, cv:PublicOrganisation, org:Organization ;
    rdfs:label "Comisión de Datos"@es ;
    egov:country country:PER ;
    egov:memberOf agency:PER-dd,
        international-organization:itu ;
.
agency:PER-dd
""" in files["egov-kg.ttl"].decode()


def test_a_claim_and_its_quotation_look_like_this(files: dict[str, bytes]) -> None:
    survey = sample.survey()[0].source
    key, start = survey.sha256[:16], survey.text.index("@Desk_PE")
    text = files["egov-kg.evidence.ttl"].decode()
    assert re.search(
        rf"""
claim:{key}-[0-9a-f]{{16}}
    a egov:Claim, rdf:Statement, prov:Entity ;
    egov:confidence 0.95 ;
    egov:rule "labelled-line" ;
    prov:wasDerivedFrom evidence:{key}-{start}-{start + 8} ;
    rdf:object agency:PER-dd ;
    rdf:predicate egov:accountOf ;
    rdf:subject account:twitter-desk-pe ;
\.
""",
        text,
    )
    assert f"""
evidence:{key}-{start}-{start + 8}
    a egov:Evidence, prov:Entity ;
    egov:document document:{key} ;
    egov:end {start + 8} ;
    egov:page 2 ;
    egov:quote "@Desk_PE" ;
    egov:start {start} ;
.
""" in text


def test_identifiers_list_every_named_thing(files: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["identifiers.tsv"].decode()), delimiter="\t"))
    by_iri = {row["iri"].rpartition("/id/")[2]: row for row in rows}
    assert [row["iri"] for row in rows] == sorted(row["iri"] for row in rows)
    assert by_iri["agency/PER-dd"]["class"] == "Agency"
    assert by_iri["agency/PER-dd"]["names"] == "Escritorio Digital | DD | Digital Desk | ED"
    assert by_iri["agency/PER-escritorio-digital"]["replacedBy"].endswith("/id/agency/PER-dd")
    assert by_iri["legal-instrument/PER-decree-77-2016"]["names"] == "On \\ the Desk"
    assert not any(iri.startswith(("claim", "evidence", "answer", "selection")) for iri in by_iri)


def test_an_empty_build_is_a_build() -> None:
    records, keys = sample.plan()
    empty = sample.build([(records, keys)])
    assert triples(export(empty)["egov-kg.ttl"])
