"""What holds when queries take too much: time, rows, bytes, memory, places; and when workers die."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import struct
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sample_build import SAMPLE
from serving import ENDLESS, JSON, Response, Server, serving, until

EVERYTHING = "SELECT * { ?s ?p ?o }"
PAIRS = "SELECT * { ?s ?p ?o . ?a ?b ?o }"
"""Some hundred thousand rows."""
LOOKUP = "SELECT ?iso { country:ISL egov:iso3 ?iso }"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    limits = ("--timeout", "1.5", "--max-rows", "30000", "--max-result", "8M", "--max-memory", "256M")
    with serving(SAMPLE, *limits, "--per-client", "100") as running:
        yield running


def at_once(server: Server, *queries: str) -> list[Response]:
    with ThreadPoolExecutor(len(queries)) as threads:
        return list(threads.map(server.query, queries))


def open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def memory(pid: int) -> int:
    """Kilobytes that a process has in memory."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def processor_time(pid: int) -> int:
    """Hundredths of a second that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def state(pid: int) -> str:
    """R for a process that runs, T for one that was stopped (proc(5))."""
    return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]


def settled(server: Server) -> None:
    """Waits until the workers are those that the server starts with, and idle."""
    until(lambda: len(server.workers()) == 2 and b'"workers": 2, "workers_busy": 0' in server.get("/health").body)


# ---- time ----


def test_a_query_without_end_is_ended(server: Server) -> None:
    began = time.monotonic()
    response = server.query(ENDLESS)
    assert response.status == 504
    assert "ended after 1.5 seconds" in response.text
    assert time.monotonic() - began < 20
    settled(server)


def test_others_are_answered_meanwhile(server: Server) -> None:
    with server.begin(ENDLESS), server.begin(ENDLESS):
        for _ in range(20):
            assert server.query(LOOKUP).values("iso") == ["ISL"]
    settled(server)


def test_a_client_that_leaves_ends_its_query(server: Server) -> None:
    with server.begin(ENDLESS):
        until(lambda: b'"workers_busy": 1' in server.get("/health").body)
    began = time.monotonic()
    settled(server)
    assert time.monotonic() - began < 20
    until(lambda: server.log(outcome="left"))


def test_a_client_that_leaves_in_the_middle(server: Server) -> None:
    before = len(server.log(path="/sparql"))
    connection = server.begin(PAIRS + " LIMIT 29000")
    assert connection.recv(100).startswith(b"HTTP/1.1 200 OK")
    # Reset, not closed: nobody is there to read.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    settled(server)
    until(lambda: len(server.log(path="/sparql")) > before)
    assert server.query(LOOKUP).status == 200


# ---- size ----


def test_an_answer_within_the_limits_comes_whole(server: Server) -> None:
    for accept in (JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
        response = server.query(PAIRS + " LIMIT 15000", accept)
        assert response.status == 200
        assert len(response.body) > 2**20
        assert response.headers["transfer-encoding"] == "chunked"
    until(lambda: len(server.log(rows=15000, outcome="ok")) == 4)


def test_too_many_rows_are_said_before_anything_is_sent(server: Server) -> None:
    words = r"\n}},{\"a\", [{\"b\", \r\n<result>\t"
    asked = f"SELECT ?a ?words {{ VALUES ?a {{ 1 UNDEF 3 }} VALUES ?b {{ 4 5 }} BIND('{words}' AS ?words) }}"
    for accept in (JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
        with serving(SAMPLE, "--max-rows", "6") as exact:
            assert exact.query(asked, accept).status == 200
            until(lambda: exact.log(rows=6))
        with serving(SAMPLE, "--max-rows", "5") as less:
            response = less.query(asked, accept)
            assert response.status == 422
            assert "more than 5 rows" in response.text


@pytest.mark.parametrize("accept", ["*/*", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"])
def test_a_cut_answer_is_seen_to_be_cut(server: Server, accept: str) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        server.query(PAIRS, accept)


def test_a_cut_graph_is_seen_to_be_cut(server: Server) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        server.query("CONSTRUCT { ?s ?a ?o } WHERE { ?s ?p ?o . ?a ?b ?o }", "application/n-triples")
    until(lambda: server.log(outcome="cut-rows"))


def test_an_answer_with_too_many_bytes(server: Server) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        server.query(PAIRS + " LIMIT 29999", "application/sparql-results+xml")
    until(lambda: server.log(outcome="cut-size"))


def test_triples_are_counted(server: Server) -> None:
    response = server.query("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 321", "application/n-triples")
    assert response.text.count("\n") == 321
    until(lambda: server.log(rows=321))


# ---- memory ----


def test_a_query_that_needs_too_much_memory(server: Server) -> None:
    greedy = "SELECT * { ?s ?p ?o . ?a ?b ?o . ?c ?d ?o } ORDER BY ?a ?c"
    others = at_once(server, greedy, *[LOOKUP] * 10)
    assert others[0].status in {504, 507}
    assert [one.status for one in others[1:]] == [200] * 10
    settled(server)


def test_memory_runs_out_in_a_worker_alone() -> None:
    with serving(SAMPLE, "--max-memory", "32M", "--timeout", "60") as server:
        response = server.query("SELECT * { ?s ?p ?o . ?a ?b ?o . ?c ?d ?o } ORDER BY ?a ?c")
        assert response.status == 507
        assert "needs more memory" in response.text
        assert server.query(LOOKUP).values("iso") == ["ISL"]


# ---- places ----


def test_too_many_wait() -> None:
    with serving(SAMPLE, "--workers", "1", "--queue", "2", "--timeout", "3") as server:
        answers = at_once(server, *[ENDLESS] * 8)
        statuses = {answer.status for answer in answers}
        assert 503 in statuses
        assert statuses <= {503, 504}
        for answer in answers:
            if answer.status == 503:
                assert int(answer.headers["retry-after"]) > 0
        assert server.query(LOOKUP).status == 200


def test_one_client_asks_too_much() -> None:
    with serving(SAMPLE, "--per-client", "2", "--timeout", "2", "--proxy", "127.0.0.1") as server:
        answers = at_once(server, *[ENDLESS] * 5)
        refused = [answer for answer in answers if answer.status == 429]
        assert len(refused) == 3
        assert {answer.headers["retry-after"] for answer in refused} == {"2"}
        with server.begin(ENDLESS), server.begin(ENDLESS):
            until(lambda: b'"workers_busy": 2' in server.get("/health").body)
            assert server.query(LOOKUP).status == 429
            other = {"X-Forwarded-For": "203.0.113.9, 127.0.0.1", "Accept": JSON}
            path = "/sparql?query=ASK%7B%7D"
            assert server.request("GET", path, headers=other).status == 200


def test_long_queries_give_way_to_short_ones_that_wait() -> None:
    with serving(SAMPLE, "--workers", "1", "--timeout", "30") as server, server.begin(ENDLESS):
        until(lambda: b'"workers_long": 1' in server.get("/health").body)
        with server.begin(ENDLESS) as second:
            until(lambda: b'"workers_busy": 2' in server.get("/health").body)
            assert server.query(LOOKUP).values("iso") == ["ISL"]
            assert second.recv(100).startswith(b"HTTP/1.1 503")


def test_a_long_query_stands_still_only_while_others_ask() -> None:
    with serving(SAMPLE, "--timeout", "60") as server, server.begin(ENDLESS):
        until(lambda: b'"workers_long": 1' in server.get("/health").body)
        long = max(server.workers(), key=processor_time)
        used = processor_time(long)
        until(lambda: processor_time(long) > used + 100)
        # Alone for more than a second it has hindered nobody: its worker is one to keep.
        assert os.getpriority(os.PRIO_PROCESS, long) == 0

        def stopped() -> bool:
            assert server.query(LOOKUP).values("iso") == ["ISL"]
            return state(long) == "T"

        until(stopped)
        assert os.getpriority(os.PRIO_PROCESS, long) > 0
        used = processor_time(long)
        until(lambda: processor_time(long) > used + 10)


# ---- death ----


def test_a_worker_that_dies_is_replaced(server: Server) -> None:
    settled(server)
    for worker in server.workers():
        os.kill(worker, signal.SIGKILL)
        assert server.query(LOOKUP).values("iso") == ["ISL"]
    settled(server)


def test_a_worker_dies_over_a_query(server: Server) -> None:
    settled(server)
    before = set(server.workers())
    with server.begin(ENDLESS) as connection:
        until(lambda: b'"workers_long": 1' in server.get("/health").body)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        assert connection.recv(100).startswith(b"HTTP/1.1 503")
    assert server.query(LOOKUP).values("iso") == ["ISL"]
    settled(server)


def test_the_process_with_the_store_dies(server: Server) -> None:
    settled(server)
    os.kill(server.processes()[0], signal.SIGKILL)
    assert server.query(LOOKUP).values("iso") == ["ISL"]
    settled(server)
    until(lambda: server.log(event="store-lost"))


def test_nothing_outlives_the_server() -> None:
    with serving(SAMPLE) as server, server.begin(ENDLESS):
        until(lambda: b'"workers_busy": 1' in server.get("/health").body)
        processes = server.processes()
        assert len(processes) >= 3
        server.process.kill()
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in processes))
        server.process.wait()
        server.stop = lambda by=signal.SIGTERM: 0  # type: ignore[method-assign]  # it is gone


def test_endless_queries_leave_nothing_behind() -> None:
    with serving(SAMPLE, "--timeout", "0.15", "--workers", "2") as server:
        for _ in range(20):
            assert server.query(ENDLESS).status == 504
        settled(server)
        pids = [server.process.pid, server.processes()[0]]
        files, sizes = [open_files(pid) for pid in pids], [memory(pid) for pid in pids]
        for _ in range(50):
            assert {answer.status for answer in at_once(server, *[ENDLESS] * 4)} <= {503, 504}
        settled(server)
        assert len(server.processes()) == 3
        until(lambda: all(open_files(pid) <= number for pid, number in zip(pids, files, strict=True)))
        assert all(memory(pid) < size + 8_000 for pid, size in zip(pids, sizes, strict=True))
        assert len(list(Path(f"/proc/{server.process.pid}/task").iterdir())) < 8
