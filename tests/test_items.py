"""Things of Wikidata and of reconciliation services: asked over HTTP in both versions, read from files, linked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from egov_kg.catalogues import FetchLimits
from egov_kg.linking import Options, Wanted
from egov_kg.linking.report import LinkReport
from egov_kg.linking.run import run
from egov_kg.store import Solutions, open_build
from running import egov_kg
from sample_build import SAMPLE
from servers import Asked, Reply, Scripted
from serving import serving, until

LIMITS = FetchLimits(pause=0, first_wait=0.01, timeout=10, attempts=2)
LEARNING = "https://w3id.org/egov-kg/id/agency/ISL-ministry-of-learning"
KNOWN = {
    "Ministry of Learning": [
        {"id": "Q1", "name": "ministry of learning", "score": 90, "match": True, "description": "ministry of Iceland"},
        {"id": "Q2", "name": "Ministry of Learning", "score": 80, "description": "government ministry of Norway"},
        {"id": "Q3", "name": "Ministry of Learning", "score": 70, "description": ""},
    ]
}  # fmt: skip


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "build"))


def link(build: Path, named: str, *, refresh: bool = False) -> LinkReport:
    return run(build, [Wanted(named=named)], Options(limits=LIMITS, refresh=refresh))


def links(build: Path) -> dict[str, str]:
    """The other side of each link to the ministry, with its score."""
    found = open_build(build).query(
        f"SELECT ?other ?score {{ ?link rdf:subject ?other ; rdf:object <{LEARNING}> ; egov:score ?score }}"
    )
    assert isinstance(found, Solutions)
    return {other.value.rpartition("/")[2]: score.value for other, score in found.rows if other and score}


def service(asked: Asked) -> Reply:
    """A service of version 0.2, and one of the draft below /draft."""
    space = "http://www.wikidata.org/entity/"
    manifest = {"name": "Test", "identifierSpace": space, "schemaSpace": "x", "versions": ["0.2"]}
    if asked.path == "/robots.txt":
        return Reply(status=404)
    if asked.path == "/draft/match":
        queries = json.loads(asked.body)["queries"]
        names = [one["conditions"][0]["propertyValue"] for one in queries]
        return Reply(body=json.dumps({"results": [{"candidates": KNOWN.get(name, [])} for name in names]}).encode())
    if asked.method == "POST":
        queries = json.loads(parse_qs(asked.body.decode())["queries"][0])
        answer = {key: {"result": KNOWN.get(one["query"], [])} for key, one in queries.items()}
        return Reply(body=json.dumps(answer).encode())
    if asked.path == "/draft":
        view = {"url": "http://www.wikidata.org/entity/{id}"}
        return Reply(body=json.dumps({"name": "Draft", "versions": ["1.0-draft"], "view": view}).encode())
    return Reply(body=json.dumps(manifest).encode())


@pytest.mark.parametrize("path", ["/api", "/draft"])
def test_a_service_is_asked_once_and_candidates_are_judged_by_us(build: Path, path: str) -> None:
    with Scripted(service) as server:
        report = link(build, f"reconcile:{server.url}{path}")
    assert (report.exit_status, report.outcomes[0].things) == (0, 3)
    assert links(build) == {"Q1": "1", "Q3": "0.8"}, "one of another country is none"
    found = open_build(build).query(f"ASK {{ wd:Q1 egov:possibleMatch <{LEARNING}> }}")
    assert found is True
    assert open_build(build).query("ASK { wd:Q1 owl:sameAs ?thing }") is False
    again = run(build, [], Options(limits=LIMITS))  # the server is gone
    assert again.unchanged


def sent(asked: Asked) -> list[dict[str, object]]:
    """The queries of a request, as a service sees them."""
    if asked.path.endswith("/match"):
        return list(json.loads(asked.body)["queries"])
    fields = parse_qs(asked.body.decode())
    return list(json.loads(fields["queries"][0]).values()) if "queries" in fields else []


PLACES = {"Q1": "Iceland", "Q2": "Norway", "Q3": "Iceland"}


def extending(asked: Asked) -> Reply:
    """The same services, which know the countries of things as well."""
    given = parse_qs(asked.body.decode()) if asked.path == "/api" else {}
    if asked.method == "POST" and "extend" in given:
        ids = json.loads(given["extend"][0])["ids"]
        rows: object = {one: {"P17": [{"id": "Q0", "name": PLACES[one]}], "P856": [{}]} for one in ids}
    elif asked.path == "/draft/extend":
        ids = json.loads(asked.body)["ids"]
        rows = [{"id": one, "properties": [{"id": "P17", "values": [{"name": PLACES[one]}]}]} for one in ids]
    else:
        answer = service(asked)
        if asked.method == "GET" and answer.status == 200:
            known = json.loads(answer.body if isinstance(answer.body, bytes) else b"")
            return Reply(body=json.dumps({**known, "extend": {"property_settings": []}}).encode())
        return answer
    return Reply(body=json.dumps({"meta": [], "rows": rows}).encode())


@pytest.mark.parametrize("path", ["/api", "/draft"])
def test_a_service_is_told_and_asked_the_country(build: Path, path: str) -> None:
    with Scripted(extending) as server:
        named = f"reconcile:{server.url}{path} type=Q327333 country=P17 url=P856"
        report = link(build, named)
        queries = [one for asked in server.requests if asked.method == "POST" for one in sent(asked)]
    assert (report.exit_status, report.outcomes[0].problem) == (0, "")
    assert all(one["type"] == "Q327333" for one in queries)
    said = json.dumps(queries)
    assert ('{"pid": "P17", "v": "Iceland"}' in said) is (path == "/api")
    draft = '{"matchType": "property", "propertyId": "P17", "propertyValue": "Iceland", "required": false}'
    assert (draft in said) is (path == "/draft")
    assert links(build) == {"Q1": "1", "Q3": "1"}, "Q3 is of Iceland, which its description does not say"
    assert run(build, [], Options(limits=LIMITS)).unchanged, "and the server is gone"
    assert run(build, [], Options(forget=[f"{server.url}{path}"])).outcomes == []


def test_a_service_that_answers_with_a_page_is_asked_again_in_the_next_run(build: Path) -> None:
    busy = [True]

    def script(asked: Asked) -> Reply:
        return Reply(body=b"<html>busy") if busy[0] and asked.method == "POST" else service(asked)

    with Scripted(script) as server:
        named = f"reconcile:{server.url}/api"
        first = link(build, named)
        assert (first.exit_status, "no JSON" in first.outcomes[0].problem) == (1, True)
        busy[0] = False
        assert link(build, named).outcomes[0].things == 3


def test_a_property_that_is_none_is_told(build: Path) -> None:
    done = egov_kg("link", build, "--reconcile", "http://127.0.0.1:9/", "--property", "P17")
    assert (done.returncode, "such as country=P17" in done.stderr) == (2, True)


def test_an_interrupted_service_is_gone_on_with(build: Path) -> None:
    count = [0]

    def failing(asked: Asked) -> Reply:
        count[0] += asked.method == "POST"
        return Reply(status=500) if asked.method == "POST" and 2 <= count[0] <= 4 else service(asked)

    with Scripted(failing) as server:
        named = f"reconcile:{server.url}/api"
        broken = link(build, named)
        assert (broken.exit_status, "500" in broken.outcomes[0].problem) == (1, True)
        asked = len(server.requests)
        whole = link(build, named)
        assert whole.exit_status == 0
        assert len(server.requests) > asked
    first = json.loads(next((build / "links" / "snapshots").glob("*/0002.data")).read_bytes())
    assert first["asked"]


def test_what_is_no_service_is_told(build: Path) -> None:
    with Scripted(lambda _: Reply(body=b"<html>")) as server:
        done = egov_kg("link", build, "--reconcile", server.url, "--pause", "0")
    assert done.returncode == 2
    assert "no reconciliation service" in done.stderr


def test_our_own_service_answers_our_own_client(build: Path, tmp_path: Path) -> None:
    served = Path(shutil.copytree(SAMPLE, tmp_path / "served"))
    for name in ("egov-kg.ttl", "egov-kg.nq", "egov-kg.evidence.ttl"):
        path = served / name
        text = path.read_text("utf-8").replace("ISL-ministry-of-learning", "ISL-learning")
        path.write_text(text, encoding="utf-8")
    with serving(served) as server:
        until(lambda: server.get("/api/search?q=ministry").status == 200)
        for root in ("reconcile", "reconcile/1.0"):
            report = link(build, f"reconcile:{server.address}{root}")
            assert report.outcomes[-1].problem == ""
            assert report.exit_status == 0
    assert links(build)["ISL-learning"]


def test_the_catalogue_of_our_own_server_is_read_by_our_own_reader(build: Path) -> None:
    with serving(SAMPLE) as server:
        report = link(build, f"{server.address}catalog")
    (outcome,) = report.outcomes
    assert (outcome.kind, outcome.datasets, outcome.problem) == ("dcat", 1, "")
    assert "Grafo de conocimiento" in outcome.title or "knowledge graph" in outcome.title


WIKIDATA = {
    "entities": {
        "Q7": {"labels": {"is": {"language": "is", "value": "Ráðuneyti náms"}, "en": {"value": "Ministry of Learning"}},
               "aliases": {"en": [{"value": "MoL"}]},
               "claims": {"P17": [{"mainsnak": {"datavalue": {"value": {"id": "Q189"}}}}],
                          "P856": [{"mainsnak": {"datavalue": {"value": "https://learning.example.is"}}}]}},
        "Q8": {"labels": {"en": {"value": "Ministry of Learning"}},
               "claims": {"P17": [{"mainsnak": {"datavalue": {"value": {"id": "Q20"}}}}]}},
        "bad": 5, "Q9": {"labels": [5]},
    }
}  # fmt: skip
SPARQL = {"results": {"bindings": [
    {"item": {"value": "http://www.wikidata.org/entity/Q7"}, "itemLabel": {"value": "Ministry of Learning"},
     "countryLabel": {"value": "Iceland"}},
    {"item": {"value": "http://www.wikidata.org/entity/Q8"}, "itemLabel": {"value": "Ministry of Learning"},
     "countryLabel": {"value": "Norway"}},
    {"item": {"value": "nonsense"}},
]}}  # fmt: skip
ROWS = """item,itemLabel,itemAltLabel,countryLabel,website
Q7,Learning Ministry,MoL,Iceland,
Q8,Ministry of Learning,,Norway,
,,,,
"""
FILES = {
    "w.json": json.dumps(WIKIDATA), "q.json": json.dumps(SPARQL), "t.csv": ROWS, "t.tsv": ROWS.replace(",", "\t"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_items_is_read_offline(build: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(FILES[name], encoding="utf-8")
    done = egov_kg("link", build, "--items", file)
    assert done.returncode == 0, done.stderr
    assert "2 things" in done.stdout
    assert set(links(build)) == {"Q7"}
    assert float(links(build)["Q7"]) >= 0.9
    file.unlink()
    assert "nothing has changed" in egov_kg("link", build).stdout


def test_a_file_without_items_is_told(build: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    done = egov_kg("link", build, "--items", file)
    assert (done.returncode, "it holds no items" in done.stderr) == (2, True)
