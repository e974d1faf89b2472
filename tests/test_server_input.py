"""Requests that nobody should send: an error in time, the server alive, and nothing of its inside in an answer."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sample_build import SAMPLE
from serving import PATIENCE, Response, Server, serving, until

LOOKUP = "SELECT ?iso { country:ISL egov:iso3 ?iso }"
INSIDE = re.compile(r"Traceback|\.py\b|/tmp|/home|/root|/usr|site-packages|pyoxigraph|uvicorn|starlette|panicked")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE, "--timeout", "2", "--max-memory", "512M") as running:
        yield running
        assert running.query(LOOKUP).values("iso") == ["ISL"]
        assert str(SAMPLE) not in "".join(running.lines[1:])


def refused(response: Response, *statuses: int) -> None:
    assert response.status in statuses, response.text[:300]
    assert not INSIDE.search(response.text)
    assert 5 < len(response.text) < 2_000


def raw(server: Server, data: bytes) -> bytes:
    """What the server sends until it closes the connection."""
    with server.connect() as connection:
        connection.sendall(data)
        parts = []
        while part := connection.recv(2**16):
            parts.append(part)
        return b"".join(parts)


# ---- long and deep ----


def test_a_query_of_ten_megabytes(server: Server) -> None:
    refused(server.post("ASK { } #" + "x" * 10 * 2**20), 413)
    refused(server.get("/sparql?query=ASK%7B%7D%23" + "x" * 100_000), 414)


def test_a_query_just_within_the_limit(server: Server) -> None:
    asked = "ASK { } #"
    assert server.post(asked + "x" * (2**20 - len(asked))).status == 200
    refused(server.post(asked + "x" * (2**20 - len(asked) + 1)), 413)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * " + "{" * 200_000 + "}" * 200_000,
        "SELECT * { ?s ?p ?o FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * 500_000 + "true) }",
        "SELECT * { ?s ?p ?o " + "FILTER EXISTS { ?s ?p ?o " * 20_000 + "}" * 20_000 + "}",
        "SELECT * { ?s " + "/".join(["?p"] * 10) + " ?o }",
        "SELECT * { ?s " + "/".join(["egov:country"] * 20_000) + " ?o }",
        "SELECT * { ?s ?p " + "[ egov:country " * 5_000 + "1" + "]" * 5_000 + " }",
        "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s egov:country ?o } " * 3_000 + "}",
        "(" * 900_000,
    ],
    ids=["braces", "brackets", "nots", "exists", "path", "sequence", "blanks", "optionals", "nothing"],
)
def test_deep_nesting(server: Server, asked: str) -> None:
    response = server.post(asked)
    if response.status != 200:
        refused(response, 400, 504, 507)
    assert server.query(LOOKUP).values("iso") == ["ISL"]


def test_long_lists(server: Server) -> None:
    numbers = ", ".join(map(str, range(100_000)))
    found = server.post(f"SELECT (COUNT(*) AS ?n) {{ ?s egov:year ?year FILTER(?year IN ({numbers})) }}")
    if found.status == 200:
        assert int(found.values("n")[0]) > 0
    else:
        refused(found, 504)
    assert server.post(f"ASK {{ VALUES ?x {{ {numbers.replace(',', '')} }} }}").text.endswith("true}")


@pytest.mark.parametrize(
    "asked",
    [
        'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "(a+)+$|(.*)*x|([a-z]+)*y")) }',
        'ASK { FILTER(REGEX("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(([a-z])+.)+[A-Z]([a-z])+$")) }',
        'ASK { FILTER(REGEX("a", "((((((a{100}){100}){100}){100}){100}){100})")) }',
        'SELECT (REPLACE(STR(?o), "(.)", "$1$1$1$1") AS ?x) { ?s ?p ?o }',
        "SELECT * { ?s (!egov:none)* ?o . ?a (!egov:none)* ?b }",
        "SELECT (GROUP_CONCAT(?o) AS ?all) { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f }",
        "SELECT (COUNT(DISTINCT *) AS ?n) { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f }",
        "SELECT * { ?s ?p ?o . ?a ?b ?c } ORDER BY ?o ?a",
        "SELECT * { BIND(1/0 AS ?x) BIND(STRDT('x', xsd:integer) AS ?y) FILTER(?nothing > 3) }",
    ],
)
def test_queries_that_explode(server: Server, asked: str) -> None:
    try:
        response = server.query(asked)
    except (http.client.IncompleteRead, ConnectionError):
        until(lambda: server.log(status=200, outcome="cut-timeout") or server.log(status=200, outcome="cut-rows"))
    else:
        if response.status != 200:
            refused(response, 400, 422, 504, 507)
    assert server.query(LOOKUP).values("iso") == ["ISL"]


# ---- odd bytes ----


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100 + b"\r\n\r\n", b"400"),
        (b"GET\r\n\r\n", b"400"),
        (b"GET /sparql?query=ASK%7B%7D HTTP/9.9\r\n\r\n", b"400"),
        (b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"4"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", b"400"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", b"400"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", b"4"),
        (b"GET /sparql HTTP/1.1\r\nA: " + b"x" * 300_000, b"431"),
        (b"GET /" + b"x" * 300_000, b"431"),
        (b"GET /sparql?query=%ZZ%1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET /sparql?query=%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET /sparql?query=%ED%A0%80 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"400"),
        (b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /dumps/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /dumps/report.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"404"),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"4"),
    ],
)
def test_bytes_that_are_no_request(server: Server, data: bytes, status: bytes) -> None:
    answer = raw(server, data)
    assert answer.startswith(b"HTTP/1.1 " + status), answer[:100]
    assert not INSIDE.search(answer.decode("latin-1"))


def test_odd_headers(server: Server) -> None:
    for name, value in (
        ("Accept", "a/" * 5_000),
        ("Accept", ",;=\"\x7f"),
        ("Accept-Encoding", "*;q=0, nonsense"),
        ("Host", "evil.example/<script>"),
        ("Range", "bytes=9999999999999999999999-"),
        ("If-Modified-Since", "the day before yesterday"),
        ("X-Forwarded-For", "x" * 1_000),
        ("Content-Type", "text/plain; charset="),
        ("Expect", "the-unexpected"),
        ("Authorization", "Basic %%%"),
    ):
        for path in ("/sparql", "/sparql?query=ASK%7B%7D", "/dumps/egov-kg.ttl", "/catalog"):
            response = server.request("GET", path, headers={name: value})
            assert response.status in {200, 206, 400, 406, 416}
            assert "<script>" not in response.text or path.startswith("/dumps")


def test_a_request_that_never_ends_keeps_nobody_waiting(server: Server) -> None:
    slow = [server.connect() for _ in range(50)]
    try:
        for number, connection in enumerate(slow):
            connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"[: 10 + number])
        for _ in range(10):
            assert server.query(LOOKUP).values("iso") == ["ISL"]
    finally:
        for connection in slow:
            connection.close()


def test_a_request_that_never_ends_is_ended(server: Server) -> None:
    with server.connect() as silent, server.connect() as headless, server.connect() as bodiless:
        headless.sendall(b"GET /sparql HTTP/1.1\r\nHost: ")
        bodiless.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                         b"Content-Length: 100\r\n\r\nASK")  # fmt: skip
        for connection in (silent, headless, bodiless):
            connection.settimeout(PATIENCE)
            assert connection.recv(1_000).startswith(b"HTTP/1.1 408")
            assert connection.recv(1_000) == b""


def test_requests_in_one_go_are_answered_in_order(server: Server) -> None:
    asked = b"GET /sparql?query=ASK%%7B%%7D&n=%d HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n"
    last = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = raw(server, b"".join(asked % number for number in range(20)) + last)
    assert answer.count(b"HTTP/1.1 200 OK") == 21
    assert answer.count(b"\r\n\r\ntrue") == 20


def test_half_a_connection_is_enough(server: Server) -> None:
    with server.connect() as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        parts = []
        while part := connection.recv(2**16):
            parts.append(part)
        assert b"".join(parts).endswith(b"}\n")


PIECES = st.sampled_from([
    "SELECT", "*", "{", "}", "?s", "?p", "?o", ".", "FILTER", "(", ")", "<urn:x>", "'", '"', "\\", "\\u0041", "#", "\n",
    "SERVICE", "FROM", "GRAPH", "egov:year", "nowhere:x", "1e400", "@en", "^^", "_:b", "VALUES", "BIND", "AS", "UNION",
    "\x00", "\ud7ff", "𝔻", "LIMIT 5", "OFFSET -1", "GROUP BY", "COUNT", "DESCRIBE", "CONSTRUCT", "ASK", "INSERT DATA",
])  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.sampled_from(["*/*", "text/csv", "text/turtle", "application/problem+json"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_thrown_together(server: Server, words: list[str], accept: str) -> None:
    response = server.post(" ".join(words), accept)
    if response.status != 200:
        refused(response, 400, 403, 406, 422, 504)


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_thrown_together(server: Server, data: bytes) -> None:
    for content_type in ("application/sparql-query", "application/x-www-form-urlencoded"):
        response = server.request("POST", "/sparql", headers={"Content-Type": content_type}, body=data)
        refused(response, 400, 403)


def test_no_memory_is_kept_for_long_requests(server: Server) -> None:
    def size() -> int:
        return int(Path(f"/proc/{server.process.pid}/statm").read_text("ascii").split()[1]) * 4

    before = size()
    for _ in range(5):
        refused(server.post("x" * 20 * 2**20), 413)
    until(lambda: size() < before + 30_000)
