"""Search at the server: the names of what is served, over HTTP, while builds come and processes go."""

from __future__ import annotations

import json
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from egov_kg.graph.publish import publish
from running import egov_kg
from sample_build import SAMPLE
from serving import Response, Server, serving, until

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def search(server: Server, text: str, **narrowed: str) -> dict[str, Any]:
    answer = ask(server, q=text, **narrowed)
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = json.loads(answer.body)
    return found


def ask(server: Server, **fields: str) -> Response:
    """A search; waits while the names are still being read."""
    end = time.monotonic() + 60
    while True:
        answer = server.get(f"/api/search?{urlencode(fields)}")
        if answer.status != 503:
            return answer
        # The second where the process that searches has just died.
        assert answer.text.startswith(("the names are still being read", "the search was not answered"))
        assert answer.headers["retry-after"] == "2"
        assert time.monotonic() < end
        time.sleep(0.05)


def iris(answer: dict[str, Any]) -> list[str]:
    return [one["iri"].removeprefix("https://w3id.org/egov-kg/id/") for one in answer["results"]]


def one_agency(name: str) -> dict[str, bytes]:
    return {"egov-kg.ttl": f'<https://w3id.org/egov-kg/id/agency/ISL-one> <{LABEL}> "{name}"@en .\n'.encode()}


def test_a_search_as_json() -> None:
    with serving(SAMPLE) as server:
        assert search(server, "digital office of iceland", language="es") == {
            "query": "digital office of iceland",
            "total": 1,
            "results": [{
                "iri": "https://w3id.org/egov-kg/id/agency/ISL-doi", "class": "Agency", "country": "ISL",
                "label": {"value": "Digital Office of Iceland", "language": "en"},
                "name": {"value": "Digital Office of Iceland", "language": "en"},
                "acronyms": ["DOI"], "match": "exact",
            }],
            "facets": {
                "class": [{"value": "Agency", "count": 1}], "country": [{"value": "ISL", "count": 1}],
            },
        }  # fmt: skip


def test_what_of_the_build_is_found() -> None:
    with serving(SAMPLE) as server:
        assert iris(search(server, "doi"))[0] == "agency/ISL-doi"
        assert iris(search(server, "ISL"))[0] == "country/ISL"
        assert "person/ISL-jon-prufuson" in iris(search(server, "jon prufusson"))
        classes = {one["value"]: one["count"] for one in search(server, "digital")["facets"]["class"]}
        assert classes.keys() >= {"Agency", "Strategy"}
        for name, count in classes.items():
            narrowed = search(server, "digital", **{"class": name})
            assert narrowed["total"] == count
            assert {one["class"] for one in narrowed["results"]} == {name}
        assert search(server, "digital", country="isl")["total"] == search(
            server, "digital", country="https://w3id.org/egov-kg/id/country/ISL"
        )["total"] > 0  # fmt: skip
        assert len(search(server, "digital", limit="1")["results"]) == 1
        assert search(server, "no such thing anywhere") == {
            "query": "no such thing anywhere", "total": 0, "results": [], "facets": {"class": [], "country": []},
        }  # fmt: skip


def test_a_store_on_disk_is_searched_too(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert egov_kg("load", str(SAMPLE), "--store", str(store)).returncode == 0
    with serving(store) as server, serving(SAMPLE) as beside:
        for text in ("digital", "ministerio", "registro"):
            assert search(server, text) == search(beside, text)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "a search needs q"),
        ({"q": "a", "limit": "0"}, "limit is a number from 1 to 100"),
        ({"q": "a", "limit": "101"}, "limit is a number from 1 to 100"),
        ({"q": "a", "limit": "9" * 5_000}, "limit is a number from 1 to 100"),
        ({"q": "a", "limit": "٣"}, "limit is a number from 1 to 100"),
        ({"q": "a", "class": "Ministry"}, "class names no class of the graph. Known: Country, "),
        ({"q": "a", "country": "Iceland"}, "country is a code of three letters"),
        ({"q": "a", "language": "e n"}, "language is a code such as en or es"),
    ],
)
def test_what_is_no_search_is_refused(server: Server, fields: dict[str, str], said: str) -> None:
    answer = server.get(f"/api/search?{urlencode(fields)}")
    assert answer.status == 400
    assert said in answer.text


@pytest.fixture(scope="module")
def server() -> Any:  # noqa: ANN401  # a generator of a server
    with serving(SAMPLE) as running:
        yield running


def test_several_of_one_parameter(server: Server) -> None:
    assert server.get("/api/search?q=a&q=b").status == 400
    assert server.get("/api/search?q=%FF").status == 400
    assert server.request("POST", "/api/search?q=a").status == 405


def test_the_log_names_no_search(server: Server) -> None:
    ask(server, q="secret of someone")
    until(lambda: server.log(path="/api/search", status=200))
    assert "secret of someone" not in "".join(server.lines)
    assert server.log(path="/api/search", status=200)[0]["rows"] == 0


def test_a_new_build_is_searched(tmp_path: Path) -> None:
    publish(tmp_path, one_agency("First"))
    with serving(tmp_path) as server:
        assert iris(search(server, "first")) == ["agency/ISL-one"]
        publish(tmp_path, one_agency("Second"))
        until(lambda: search(server, "second")["total"] == 1)
        assert search(server, "first")["total"] == 0
        until(lambda: len(server.log(event="search-ready")) == 2)


def test_the_librarian_is_replaced_when_it_dies() -> None:
    with serving(SAMPLE) as server:
        search(server, "digital")
        assert json.loads(server.get("/health").body)["searchable_things"] > 20
        assert "egov_kg_searchable_things " in server.get("/metrics").text
        (librarian,) = server.searchers()
        os.kill(librarian, signal.SIGKILL)
        server.wait_for("search-lost")
        assert search(server, "doi")["total"] == 1


def test_the_index_takes_no_place_on_disk_once_it_is_open(tmp_path: Path) -> None:
    with serving(SAMPLE, env={"TMPDIR": str(tmp_path)}) as server:
        assert search(server, "doi")["total"] == 1
        assert list(tmp_path.iterdir()) == []


def test_many_at_a_time() -> None:
    with serving(SAMPLE, "--per-client", "4") as server:
        search(server, "digital")
        with ThreadPoolExecutor(16) as pool:
            statuses = list(pool.map(lambda _: server.get("/api/search?q=digital").status, range(200)))
        assert set(statuses) <= {200, 429}
        assert statuses.count(200) > 50
        assert server.get("/api/search?q=digital").status == 200


def test_a_stopped_server_leaves_nothing(tmp_path: Path) -> None:
    with serving(SAMPLE, env={"TMPDIR": str(tmp_path)}) as server:
        search(server, "digital")
        processes = [*server.processes(), *server.searchers()]
        assert len(processes) == 4
        assert server.stop() == 0
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes))
    assert list(tmp_path.iterdir()) == []


def test_a_server_is_stopped_while_it_reads_names() -> None:
    for _ in range(3):
        with serving(SAMPLE) as server:
            server.wait_for('"loaded"')
            assert server.stop() == 0, "".join(server.lines)
