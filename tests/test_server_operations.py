"""What runs a server needs: its log, its figures, stopping, a new build, a store on disk, tokens, and wrong options."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from egov_kg.graph.publish import publish
from egov_kg.vocabulary import PREFIXES
from running import egov_kg
from sample_build import SAMPLE
from serving import ENDLESS, JSON, Server, serving, until

LOOKUP = "SELECT ?iso { country:ISL egov:iso3 ?iso }"
FILES = ("egov-kg.ttl", "egov-kg.evidence.ttl", "egov-kg.nq")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build of one fact."""
    folder = tmp_path / "build"
    publish(folder, one_fact("first"))
    return folder


def one_fact(value: str) -> dict[str, bytes]:
    return {"egov-kg.ttl": f'<urn:s> <urn:p> "{value}" .\n'.encode()}


def value(server: Server) -> str:
    return server.query("SELECT ?o { <urn:s> <urn:p> ?o }").values("o")[0]


# ---- the log and the figures ----


def test_a_line_a_request() -> None:
    with serving(SAMPLE) as server:
        server.query(LOOKUP)
        server.query("ASK {")
        server.query('SELECT ("Jón Prufuson" AS ?name) {}')
        server.get("/nowhere?secret=1")
        server.request("POST", "/sparql", body=b"x")
        until(lambda: len(server.log(method="GET")) + len(server.log(method="POST")) == 5)
        answered, malformed, _, missing = server.log(method="GET")
        assert answered["status"] == 200
        assert (answered["rows"], answered["outcome"]) == (1, "ok")
        assert 0 < answered["seconds"] < 60
        assert answered["bytes"] == len(server.query(LOOKUP).body)
        assert len(answered["query"]) == 16
        assert (malformed["status"], malformed["outcome"]) == (400, "syntax")
        assert malformed["query"] != answered["query"]
        assert (missing["status"], missing["path"]) == (404, "/nowhere")
        log = "".join(server.lines)
        assert "Prufuson" not in log
        assert "secret" not in log


def test_quiet_writes_no_log() -> None:
    with serving(SAMPLE, "--quiet") as server:
        server.query(LOOKUP)
        assert server.stop() == 0, "".join(server.lines)
        assert len(server.lines) == 1


def test_health_and_metrics() -> None:
    with serving(SAMPLE, "--workers", "3") as server:
        health = server.get("/health")
        assert (health.status, health.headers["content-type"]) == (200, "application/json")
        state = json.loads(health.body)
        assert state["status"] == "ok"
        assert state["quads"] > 1_000
        until(lambda: json.loads(server.get("/health").body)["workers"] == 3)
        server.query(LOOKUP)
        server.query("ASK {")
        text = server.get("/metrics").text
        assert 'egov_kg_requests_total{status="400",outcome="syntax"} 1' in text
        assert "egov_kg_workers 3" in text
        figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
        total = figures["egov_kg_request_seconds_count"]
        assert figures['egov_kg_request_seconds_bucket{le="+Inf"}'] == total
        assert float(figures["egov_kg_response_rows_total"]) >= 1
        for line in text.splitlines():
            assert line.startswith(("# HELP egov_kg_", "# TYPE egov_kg_", "egov_kg_"))


# ---- stopping ----


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_a_query_that_runs_is_answered_before_the_end(by: signal.Signals) -> None:
    with serving(SAMPLE, "--timeout", "2") as server, server.begin(ENDLESS) as connection:
        until(lambda: b'"workers_busy": 1' in server.get("/health").body)
        server.process.send_signal(by)
        assert connection.recv(1_000).startswith(b"HTTP/1.1 504")
        assert server.stop() == 0, "".join(server.lines)
        assert server.log(event="stopped")


def test_a_stopped_server_frees_its_port() -> None:
    with serving(SAMPLE) as server:
        server.query(LOOKUP)
        port = server.port
        assert server.stop() == 0, "".join(server.lines)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


# ---- a new build ----


def under_load(server: Server, change: Callable[[], None], done: Callable[[], bool]) -> set[str]:
    """What is answered while something changes; every request must be answered."""
    seen: set[str] = set()
    failures: list[str] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            response = server.query("SELECT ?o { <urn:s> <urn:p> ?o }")
            if response.status == 200:
                seen.update(response.values("o"))
            else:
                failures.append(response.text)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        change()
        until(done)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []
    return seen


def test_a_new_build_is_served_without_a_gap(build: Path) -> None:
    with serving(build) as server:
        assert value(server) == "first"
        etag = server.get("/dumps/egov-kg.ttl").headers["etag"]

        def change() -> None:
            publish(build, one_fact("second"))

        assert under_load(server, change, lambda: value(server) == "second") == {"first", "second"}
        assert server.get("/dumps/egov-kg.ttl").headers["etag"] != etag
        until(lambda: len(server.processes()) == 3)
        until(lambda: len(server.log(event="loaded")) == 2)


def test_sighup_reads_the_build_again(build: Path) -> None:
    with serving(build) as server:
        until(lambda: server.log(event="loaded"))

        def change() -> None:
            server.process.send_signal(signal.SIGHUP)

        done: Callable[[], bool] = lambda: len(server.log(event="loaded")) == 2  # noqa: E731
        assert under_load(server, change, done) == {"first"}


def test_a_broken_build_leaves_the_old_one(build: Path) -> None:
    with serving(build) as server:
        (build / "egov-kg.ttl").write_text("this is no Turtle", "utf-8")
        until(lambda: server.log(event="reload-failed"))
        assert value(server) == "first"
        (build / "egov-kg.ttl").unlink()
        server.process.send_signal(signal.SIGHUP)
        until(lambda: len(server.log(event="reload-failed")) == 2)
        assert value(server) == "first"
        publish(build, one_fact("third"))
        until(lambda: value(server) == "third")


def test_a_long_query_of_the_old_build_is_finished(build: Path) -> None:
    facts = "".join(f"<urn:s> <urn:p> {number} .\n" for number in range(200))
    publish(build, {"egov-kg.ttl": facts.encode()})
    with serving(build, "--timeout", "60") as server:
        with server.begin("SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?p ?y . ?c ?p ?z }") as connection:
            until(lambda: b'"workers_busy": 1' in server.get("/health").body)
            publish(build, one_fact("second"))
            until(lambda: value(server) == "second")
            answer = connection.recv(10_000)
            assert answer.startswith(b"HTTP/1.1 200")
            assert str(200**3).encode() in answer
        until(lambda: len(server.processes()) == 3)


# ---- a store on disk ----


def on_disk(folder: Path) -> None:
    store = ox.Store(str(folder))
    for name in FILES:
        store.bulk_load(path=str(SAMPLE / name))
    store.flush()
    del store


def test_a_store_on_disk(tmp_path: Path) -> None:
    on_disk(tmp_path / "store")
    expected = ox.Store()
    for name in FILES:
        expected.bulk_load(path=str(SAMPLE / name))
    for folder in (tmp_path, tmp_path / "store"):
        with serving(folder, "--timeout", "1") as server:
            assert "a store on disk" in server.lines[0]
            assert server.query(LOOKUP).values("iso") == ["ISL"]
            assert server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").values("n") == [
                str(len(list(expected.quads_for_pattern(None, None, None, ox.DefaultGraph()))))
            ]
            assert server.query(ENDLESS).status == 504
            for worker in server.workers():
                os.kill(worker, signal.SIGKILL)
            assert server.query(LOOKUP).values("iso") == ["ISL"]
            assert server.get("/dumps/egov-kg.ttl").status == 404


def test_a_newer_build_goes_before_a_store_beside_it(tmp_path: Path) -> None:
    on_disk(tmp_path / "store")
    shutil.copy(SAMPLE / "egov-kg.ttl", tmp_path / "egov-kg.ttl")
    os.utime(tmp_path / "egov-kg.ttl", (2**31, 2**31))
    with serving(tmp_path) as server:
        assert "quads in memory" in server.lines[0]
        assert server.query(LOOKUP).values("iso") == ["ISL"]


# ---- tokens ----


def test_a_server_with_tokens(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text("first-token\n\nsecond-tökén\n", "utf-8")
    basic = base64.b64encode(b"anyone:first-token").decode()
    with serving(SAMPLE, "--token-file", str(file)) as server:
        for wrong in ("", "Bearer", "Bearer first", "Bearer first-token-", "Basic first-token", "first-token", "é"):
            response = server.get("/sparql?query=ASK%7B%7D", authorization=wrong)
            assert response.status == 401
            assert "Bearer" in response.headers["www-authenticate"]
        for path in ("/catalog", "/metrics", "/dumps/egov-kg.ttl", "/.well-known/void"):
            assert server.get(path).status == 401
        assert server.get("/health").status == 200
        assert server.request("OPTIONS", "/sparql").status == 204
        for right in ("Bearer first-token", "bearer first-token", f"Basic {basic}"):
            assert server.get("/sparql?query=ASK%7B%7D", authorization=right).status == 200
        assert "first-token" not in "".join(server.lines)


# ---- starting ----


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "nowhere holds no build"),
        ((str(SAMPLE), "--max-memory", "much"), "'much' is no size"),
        ((str(SAMPLE), "--base", "kg.example.org"), "not an address such as https://"),
        ((str(SAMPLE), "--token-file", "no-such-file"), "no-such-file"),
        ((str(SAMPLE), "--host", "no.such.host.invalid", "--port", "0"), "Choose another one"),
        ((str(SAMPLE), "--timeout", "0"), "--timeout"),
        ((str(SAMPLE), "--allow-service", "somewhere"), "not an address"),
    ],
)
def test_wrong_options_are_said(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    result = egov_kg("serve", *arguments, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = egov_kg("serve", SAMPLE, "--port", str(taken.getsockname()[1]))
    assert result.returncode == 2
    assert "Address already in use" in result.stderr


def test_a_build_that_cannot_be_read(build: Path) -> None:
    (build / "egov-kg.ttl").write_text("this is no Turtle", "utf-8")
    result = egov_kg("serve", build, "--port", "0")
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert str(build) in result.stderr


def test_stop_while_loading(tmp_path: Path) -> None:
    lines = (f"<urn:s{n}> <urn:p> <urn:o{n}> .\n" for n in range(400_000))
    (tmp_path / "egov-kg.ttl").write_text("".join(lines), "utf-8")
    with serving(tmp_path) as server:
        assert server.query("ASK { <urn:s7> <urn:p> <urn:o7> }", JSON).text.endswith("true}")
        server.process.send_signal(signal.SIGHUP)
        assert server.stop() == 0, "".join(server.lines)


def test_names_without_a_declaration_are_those_of_the_graph() -> None:
    with serving(SAMPLE) as server:
        for prefix in ("egov", "country", "mandate", "rdfs", "international-organization"):
            assert server.query(f"SELECT (STR({prefix}:x) AS ?iri) {{}}").values("iri") == [PREFIXES[prefix] + "x"]
        assert server.query("SELECT ?x { VALUES ?x { 3 } FILTER(?x-xsd:integer('1') = 2) }").values("x") == ["3"]
        asked = "PREFIX egov: <urn:mine:> SELECT (STR(egov:x) AS ?iri) {}"
        assert server.query(asked).values("iri") == ["urn:mine:x"]
