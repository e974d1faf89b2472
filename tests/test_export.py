"""``egov-kg export``: tables that hold every statement, and a description that others can read and check."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from egov_kg.catalogues import Page
from egov_kg.catalogues.reader import Answer
from egov_kg.catalogues.readers import reader_of
from egov_kg.decisions import class_of
from egov_kg.exports import csv_files, tables
from egov_kg.store import Solutions, open_build
from egov_kg.vocabulary import ONTOLOGY
from running import egov_kg, shared_folder
from sample_build import SAMPLE

BASE = "https://data.example.org/egov/"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return csv_files(tables(open_build(SAMPLE)))


@pytest.fixture(scope="module")
def description() -> bytes:
    done = egov_kg("export", SAMPLE, "--dcat", "-", "--base", BASE, "--publisher", "Institute of Lists")
    assert done.returncode == 0, done.stderr
    return done.stdout.encode()


def said_by(files: dict[str, bytes]) -> set[tuple[str, str, str, str]]:
    """What tables say, read by their description: subject, property, value, language."""
    found = set()
    for table in json.loads(files["csv-metadata.json"])["tables"]:
        schema = table["tableSchema"]
        columns = [one for one in schema["columns"] if not one.get("virtual")]
        rows = list(csv.reader(io.StringIO(files[table["url"]].decode(), newline="")))
        assert rows[0] == [one["titles"] for one in columns]
        assert len({one["name"] for one in columns}) == len(columns)
        for row in rows[1:]:
            for column, cell in zip(columns[1:], row[1:], strict=True):
                values = cell.split(column["separator"]) if column.get("separator") else [cell]
                found |= {(row[0], column["propertyUrl"], value, column.get("lang", "")) for value in values if value}
    return found


def test_every_statement_about_a_thing_stands_in_its_table(files: dict[str, bytes]) -> None:
    found = open_build(SAMPLE).query("SELECT ?s ?p ?o { ?s a ?class ; ?p ?o }")
    assert isinstance(found, Solutions)
    left_out = {None, "Evidence", "Claim", "Decision", "Link"}
    stated = {
        (s.value, p.value, o.value, o.language or "")
        for s, p, o in found.rows
        if s and p and o and class_of(s.value) not in left_out and p.value != str(RDF.type)
    }
    assert said_by(files) == stated
    assert len(stated) > 100


def test_the_description_of_the_tables_says_what_they_are(files: dict[str, bytes]) -> None:
    described = json.loads(files["csv-metadata.json"])
    assert described["@context"] == "http://www.w3.org/ns/csvw"
    assert {one["url"] for one in described["tables"]} == set(files) - {"csv-metadata.json"}
    (agencies,) = (one for one in described["tables"] if one["url"] == "agency.csv")
    columns = {one["name"]: one for one in agencies["tableSchema"]["columns"]}
    assert columns["label_en"]["lang"] == "en"
    assert columns["country"] == {
        "name": "country", "titles": "country", "propertyUrl": ONTOLOGY + "country", "datatype": "anyURI",
    }  # fmt: skip
    assert columns["class"]["valueUrl"] == ONTOLOGY + "Agency"
    assert b"\r\n" in files["agency.csv"]


def test_the_command_writes_the_same_bytes_each_time(tmp_path: Path, files: dict[str, bytes]) -> None:
    done = egov_kg("export", SAMPLE, "--csv", tmp_path / "tables")
    assert done.returncode == 0, done.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == files
    assert egov_kg("export", SAMPLE).returncode == 2
    assert egov_kg("export", tmp_path, "--csv", tmp_path / "x").returncode == 2
    assert egov_kg("export", SAMPLE, "--dcat", "-", "--base", "no address").returncode == 2


def test_another_library_reads_the_description(description: bytes) -> None:
    graph = Graph().parse(data=description, format="turtle")
    sets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert sets == {URIRef(f"{BASE}catalog#facts"), URIRef(f"{BASE}catalog#evidence")}
    facts = URIRef(f"{BASE}catalog#egov-kg.ttl")
    assert graph.value(facts, DCAT.downloadURL) == URIRef(BASE + "egov-kg.ttl")
    size = graph.value(facts, DCAT.byteSize)
    assert size is not None
    assert int(str(size)) == (SAMPLE / "egov-kg.ttl").stat().st_size
    assert graph.value(URIRef(f"{BASE}catalog#facts"), DCTERMS.temporal) is not None
    assert not [one for one in graph.all_nodes() if type(one).__name__ == "BNode"]


def test_our_own_reader_reads_the_description(description: bytes) -> None:
    answer = Answer.of(Page(url=BASE + "catalog", body=description))
    found = reader_of(answer, BASE).read([answer], BASE)
    assert [one.title for one in found.datasets] == ["Evidence of the facts", "E-government facts"]
    assert {one.publisher.name for one in found.datasets if one.publisher} == {"Institute of Lists"}
    assert BASE + "egov-kg.ttl" in [one.url for one in found.datasets[1].distributions]
    assert found.troubles.counts == {}


@pytest.mark.parametrize("shapes", ["shapes.ttl", "range.ttl"])
def test_the_description_is_valid_by_the_shapes_of_the_profile(description: bytes, shapes: str) -> None:
    profile = Graph().parse(shared_folder() / "specs" / "dcat-ap" / shapes)
    conforms, _, report = pyshacl.validate(Graph().parse(data=description, format="turtle"), shacl_graph=profile)
    assert conforms, report
