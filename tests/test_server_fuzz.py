"""Requests thrown together for every address of the server: an error in time, and nothing of its inside in it."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egov_kg.queries import named_queries
from egov_kg.server.routes import ROUTES
from sample_build import SAMPLE
from serving import Server, serving, until
from test_server_input import INSIDE

LOOKUP: Final = "SELECT ?iso { country:ISL egov:iso3 ?iso }"
CALM: Final = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
SECONDS: Final = 20.0
"""A query may take 2; this machine may have more to do."""

PIECES: Final = st.sampled_from([
    "ISL", "CRI", "agency", "ministry", "..", "%2e%2e", "%2F", "%00", "%", "%zz", "%ff%fe", "%F0%9D%94%BB", "+", "\\",
    "//", ";x=1", "'", '"', "<script>", "{name}", "?", "#", "a" * 3_000, "\u00e9", "egov-kg.ttl", ".ttl", ".json",
    ".html", "$", "*",
])  # fmt: skip
PATHS: Final = sorted({*(re.sub(r"\{.*", "", path) for path, _ in ROUTES), "/sparql", "/sparql/", "/id/agency/", "*"})
FIELDS: Final = (
    "query", "update", "default-graph-uri", "named-graph-uri", "q", "limit", "class", "country", "language", "",
)  # fmt: skip
VALUES: Final = st.one_of(
    st.sampled_from(["ASK {}", "SELECT * { ?s ?p ?o } LIMIT 3", "10", "-1", "9" * 400, "ISL", "Agency", "en", "urn:a"]),
    st.text(max_size=40),
)  # fmt: skip
NAMES: Final = st.sampled_from([
    "Accept", "Accept-Encoding", "Accept-Language", "Content-Type", "Content-Encoding", "Range", "If-Range",
    "If-None-Match", "If-Modified-Since", "Authorization", "X-Forwarded-For", "Expect", "Cookie", "Origin", "TE",
    "Upgrade",
])  # fmt: skip
HEADERS: Final = st.lists(
    st.tuples(
        NAMES,
        st.one_of(
            st.sampled_from(["text/html", "text/turtle;q=0", "bytes=5-2", "bytes=-0", "gzip;q=1", "h2c", "100-continue",
                             "application/x-www-form-urlencoded", "application/sparql-query; charset=utf-16", "W/\"x\"",
                             "Thu, 99 Nov 9999 99:99:99 GMT", "Basic Og==", "Bearer", "es-419,*;q=0"]),
            st.text(st.characters(min_codepoint=1, max_codepoint=255, exclude_characters="\r\n"), max_size=60),
        ),
    ),
    max_size=5,
)  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE, "--timeout", "2", "--max-memory", "512M", "--per-client", "100") as running:
        until(lambda: running.get("/api/search?q=a").status == 200)
        yield running
        assert running.query(LOOKUP).values("iso") == ["ISL"]
        assert running.log(outcome="error") == []


def sent(server: Server, request: bytes, *, ends: bool = False) -> bytes:
    """What the server sends until it closes the connection; the client may say that it sends no more."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as connection:
        connection.sendall(request)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(2**16), b""))


def answered(server: Server, request: bytes) -> tuple[int, str]:
    """The status and the text of an answer."""
    data = sent(server, request)
    status = re.match(rb"HTTP/1\.[01] (\d{3}) ", data)
    assert status, data[:200]
    return int(status[1]), data.decode("latin-1")


def sound(status: int, text: str) -> None:
    assert status < 600
    assert status not in {500, 501, 505}, text[:500]
    if status >= 400:
        assert not INSIDE.search(text), text[:1_000]
        assert str(SAMPLE) not in text


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    method = draw(st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH", "BREW"]))
    path = draw(st.sampled_from(PATHS)) + "".join(draw(st.lists(PIECES, max_size=3)))
    fields = draw(st.lists(st.tuples(st.sampled_from(FIELDS), VALUES), max_size=4))
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields)
    body = draw(st.binary(max_size=100))
    lines = [
        f"{method} {path}{'?' if asked else ''}{asked} HTTP/1.1", "Host: x", "Connection: close",
        *(f"{name}: {value}" for name, value in draw(HEADERS)), f"Content-Length: {len(body)}", "", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode("latin-1", "replace") + body


@given(requests())
@settings(CALM, max_examples=400)
def test_any_address(server: Server, request_: bytes) -> None:
    sound(*answered(server, request_))


@given(st.sampled_from([query.text for query in named_queries()]), st.data())
@settings(CALM, max_examples=150)
def test_queries_with_mistakes(server: Server, query: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(query)))
        end = data.draw(st.integers(start, min(len(query), start + 30)))
        put = data.draw(st.sampled_from(["", " ", "{", "}", query[start:end] * 2, "\u2028"]))
        query = query[:start] + put + query[end:]
    response = server.post(query, data.draw(st.sampled_from(["text/csv", "application/problem+json", "*/*"])))
    assert response.status in {200, 400, 403, 406, 422, 504}
    sound(response.status, response.text)


@given(st.text(max_size=300), st.text(max_size=20), st.text(max_size=20))
@settings(CALM, max_examples=200)
def test_any_search(server: Server, text: str, country: str, language: str) -> None:
    asked = [("q", text), ("country", country), ("language", language)]
    target = "&".join(f"{name}={quote(value, safe='')}" for name, value in asked)
    request = f"GET /api/search?{target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    status, shown = answered(server, request.encode())
    assert status in {200, 400}
    sound(status, shown)


@given(st.lists(st.binary(max_size=60), max_size=8))
@settings(CALM, max_examples=150)
def test_any_bytes(server: Server, pieces: list[bytes]) -> None:
    """What a client sends that speaks no HTTP, or nearly."""
    data = sent(server, b"GET / HTTP/1.1\r\n" + b"\r\n".join(pieces) + b"\r\n\r\nX", ends=True)
    assert data[:9] in {b"", b"HTTP/1.1 "}
    if not data.startswith(b"HTTP/1.1 200"):
        assert not INSIDE.search(data.decode("latin-1"))
