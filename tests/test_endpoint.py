"""Queries to a SPARQL endpoint: the answers of a build, and a sentence for everything a server can do wrong."""

from __future__ import annotations

import gzip
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.cli import main
from egov_kg.cli.formats import render
from egov_kg.errors import RemoteError
from egov_kg.queries import named_queries
from egov_kg.remote import Dataset, Endpoint, Transport
from egov_kg.remote.sparql_text import Form, form, with_prefixes, words
from egov_kg.remote.transport import USER_AGENT, checked_url
from egov_kg.store import Solutions, Term, TermKind, from_text
from egov_kg.store_on_disk import load
from sample_build import SAMPLE
from servers import DROP, Asked, Reply, Scripted, oxigraph
from test_queries import NARROWED

JSON: Final = "application/sparql-results+json"
ROWS: Final = {
    "head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "one", "xml:lang": "en"}}]},
}  # fmt: skip
NO_ROWS: Final = {"head": {"vars": ["all", "graph"]}, "results": {"bindings": []}}
ALL: Final = "SELECT ?x { ?s ?p ?x }"


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def reply(content: object, **others: int) -> Reply:
    return Reply(headers={"Content-Type": JSON}, body=json.dumps(content).encode(), **others)


def is_first(asked: Asked) -> bool:
    """Whether a request asks for what was noted in the store, as the command does first."""
    return "graph/published" in (asked.parameters.get("query") or [asked.body.decode()])[0]


def answering(answer: Reply) -> Scripted:
    """A server with nothing noted, and with one answer to every query."""
    return Scripted(lambda asked: reply(NO_ROWS) if is_first(asked) else answer)


def failure(result: Result) -> str:
    """The message of a command that ended with status 2: nothing on stdout, no traceback."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


# ---- a real server ----

OF_CATALOGUES = {"datasets", "datasets-per-agency"}
"""Of catalogues, which are linked later and not in the sample; tests/test_queries.py asks them of some."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("oxigraph")
    load(SAMPLE, folder / "store")
    with oxigraph(folder, store=folder / "store") as address:
        yield f"{address}/query"


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_a_named_query_gives_the_same_rows(url: str, name: str) -> None:
    local = invoke("query", name, "--data", SAMPLE, "--format", "json").stdout
    assert (local.count('"value"') > 0) == (name not in OF_CATALOGUES)
    assert invoke("query", name, "--endpoint", url, "--format", "json").stdout == local


@pytest.mark.parametrize(("name", "parameter", "value"), [row[:3] for row in NARROWED])
def test_a_parameter_gives_the_same_rows(url: str, name: str, parameter: str, value: str) -> None:
    asked = ("query", name, "--param", f"{parameter}={value}")
    assert invoke(*asked, "--endpoint", url).stdout == invoke(*asked, "--data", SAMPLE).stdout


@pytest.mark.parametrize("format_name", ["table", "csv", "json", "markdown", "turtle"])
@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?c ?label ?none { ?c egov:iso3 ?code ; rdfs:label ?label } ORDER BY ?code ?label",
        "ASK { agency:ISL-doi a egov:Agency }",
        "ASK { agency:ISL-none a egov:Agency }",
        "CONSTRUCT { ?c egov:iso3 ?code } WHERE { ?c egov:iso3 ?code } ORDER BY ?code",
        "DESCRIBE country:KEN",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/egov-kg/graph/codes> { ?s ?p ?o }",
    ],
)
def test_every_form_in_every_format(url: str, sparql: str, format_name: str) -> None:
    local = invoke("query", sparql, "--data", SAMPLE, "--format", format_name)
    remote = invoke("query", sparql, "--endpoint", url, "--format", format_name)
    assert remote.exit_code == local.exit_code
    if local.exit_code:
        assert failure(remote) == failure(local)
    elif sparql.startswith("DESCRIBE"):
        assert sorted(remote.stdout) == sorted(local.stdout)
    else:
        assert remote.stdout == local.stdout != ""


def test_a_long_query_arrives_whole(url: str) -> None:
    values = " ".join(f'"{number:06}"' for number in range(20_000))
    result = invoke("query", f'SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} "ä&+%20" }} }}', "--endpoint", url)
    assert result.stdout == "n\n20001\n"


def test_the_place_of_a_mistake_in_the_query_is_told(url: str) -> None:
    said = failure(invoke("query", "SELECT ?x {\n  ?x a egov:Agency ;;; }}", "--endpoint", url))
    assert said.startswith(f"Error: {url}: the server answers 400: error at 2:")


# ---- what is sent ----


def test_a_query_is_sent_as_the_protocol_says() -> None:
    with Scripted(lambda _: reply(ROWS)) as server, Transport() as transport:
        Endpoint(f"{server.url}/sparql?key=a%26b", transport).query("SELECT ?x { ?x a egov:Agency }")
    (asked,) = server.requests
    assert (asked.method, asked.path) == ("GET", "/sparql")
    assert asked.parameters == {
        "key": ["a&b"],
        "query": ["PREFIX egov: <https://w3id.org/egov-kg/ontology#> SELECT ?x { ?x a egov:Agency }"],
    }
    assert asked.headers["accept"] == JSON
    assert asked.headers["user-agent"] == USER_AGENT
    assert USER_AGENT.startswith("egov-kg/")
    assert "authorization" not in asked.headers


def test_a_long_query_is_posted() -> None:
    long = f"SELECT ?x {{ ?x ?p ?o }} # {'ä' * 3_000}"
    with Scripted(lambda _: reply(ROWS)) as server, Transport() as transport:
        Endpoint(server.url, transport, Dataset(default=("urn:a",))).query(long)
    (asked,) = server.requests
    assert (asked.method, asked.headers["content-type"]) == ("POST", "application/x-www-form-urlencoded")
    assert asked.body.startswith(b"query=SELECT+")
    assert asked.body.endswith(b"&default-graph-uri=urn%3Aa")


@pytest.mark.parametrize(
    ("sparql", "default", "named"),
    [
        (ALL, ["urn:a", "urn:b"], None),
        ("SELECT ?x { GRAPH ?g { ?s ?p ?x } }", ["urn:a", "urn:b"], ["urn:n"]),
        ("SELECT ?x FROM <urn:c> { ?s ?p ?x }", None, None),
    ],
)
def test_the_graphs_are_those_of_the_dataset(sparql: str, default: list[str] | None, named: list[str] | None) -> None:
    with Scripted(lambda _: reply(ROWS)) as server, Transport() as transport:
        Endpoint(server.url, transport, Dataset(default=("urn:a", "urn:b"), named=("urn:n",))).query(sparql)
    (asked,) = server.requests
    assert (asked.parameters.get("default-graph-uri"), asked.parameters.get("named-graph-uri")) == (default, named)


def test_default_graphs_of_the_command_line() -> None:
    with Scripted(lambda _: reply(ROWS)) as server:
        result = invoke("query", ALL, "--endpoint", server.url, "--default-graph", "urn:a", "--default-graph", "urn:b")
    assert result.stdout == "x\none\n"
    assert [asked.parameters["default-graph-uri"] for asked in server.requests] == [["urn:a", "urn:b"]]


@pytest.mark.parametrize(
    "typed", [{"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer", "value": "7"}]
)
def test_the_literals_of_older_servers_are_read(typed: dict[str, str]) -> None:
    with answering(reply({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": typed}]}})) as server:
        assert invoke("query", ALL, "--endpoint", server.url).stdout == "x\n7\n"


# ---- what goes wrong ----


def html(status: int, text: str) -> Reply:
    body = f"<html><head><title>t</title><style>b {{}}</style></head><body><h1>Oh</h1> <p>{text}</p></body></html>"
    return Reply(status=status, headers={"Content-Type": "text/html"}, body=body.encode())


WRONG: Final = {
    "a sentence": (
        Reply(status=400, headers={"Content-Type": "text/plain"}, body=b"line 1:\n  no such\x1b[31m thing"),
        "the server answers 400: line 1: no such [31m thing",
    ),
    "a page": (html(500, "The disk &amp; more is full"), "the server answers 500: Oh The disk & more is full"),
    "a problem": (
        Reply(status=422, headers={"Content-Type": "application/problem+json"}, body=b'{"detail":"too deep"}'),
        "the server answers 422: too deep",
    ),
    "a very long page": (html(500, "word " * 10_000), "the server answers 500: Oh word word"),
    "nothing there": (Reply(status=404), "the server answers 404 (nothing stands at this address)"),
    "busy": (Reply(status=503, headers={"Retry-After": "9"}), "the server answers 503 (it is busy)"),
    "a token wanted": (Reply(status=401), "the server answers 401 (it wants to know who asks: --user"),
    "a page instead of rows": (html(200, "Welcome"), "the answer is not results of SPARQL in JSON: "),
    "an empty answer": (Reply(status=200), "It is empty."),
    "half of the rows": (
        Reply(body=json.dumps(ROWS).encode()[:-9]), "the answer is not results of SPARQL in JSON: ",
    ),
    "less than promised": (Reply(body=b'{"head"', length=900), "the connection ended before the answer did"),
    "a dropped connection": (DROP, "the connection ended before the answer did"),
    "an answer to another question": (reply({"head": {}, "boolean": True}), "something else than SELECT asks for"),
    "triples in triples": (
        reply({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "triple", "value": {
            part: {"type": "uri", "value": "urn:a"} for part in ("subject", "predicate", "object")
        }}}]}}),
        "no RDF 1.1 term",
    ),
    "the first rows alone": (
        Reply(headers={"X-SPARQL-MaxRows": "1"}, body=json.dumps(ROWS).encode()), "gives the first 1 rows alone",
    ),
    "what was found in time": (
        Reply(headers={"X-SQL-State": "S1TAT", "X-SQL-Message": "RC: timeout"}, body=json.dumps(ROWS).encode()),
        "the server gives a part of the answer alone: RC: timeout",
    ),
    "packed and broken": (
        Reply(headers={"Content-Encoding": "gzip"}, body=b"no gzip"), "the answer is not packed as it says",
    ),
    "elsewhere, nowhere": (Reply(status=302), "the answer is elsewhere, and not where"),
    "a file": (Reply(status=302, headers={"Location": "file:///etc/hostname"}), "this is no address of a server"),
    "a circle": (Reply(status=307, headers={"Location": "/again"}), "more than 5 redirects"),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "message"), WRONG.values(), ids=WRONG.keys())
def test_what_a_server_does_wrong_is_said_in_a_sentence(answer: Reply, message: str) -> None:
    with answering(answer) as server:
        said = failure(invoke("query", ALL, "--endpoint", server.url))
    assert message in said
    assert len(said) < 600
    assert said.count("\n") == 1


def test_triples_that_are_none_are_refused() -> None:
    for answer in (
        Reply(headers={"Content-Type": "text/turtle"}, body=b"<urn:a> <urn:b>"), html(200, "Welcome"),
        Reply(headers={"Content-Type": "application/rdf+xml"}, body=b"<rdf/>"),
    ):  # fmt: skip
        with answering(answer) as server:
            said = failure(invoke("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--endpoint", server.url))
        assert "the answer is not triples in N-Triples or Turtle" in said


def test_nobody_there() -> None:
    with Scripted(lambda _: None) as server:
        address = server.url
    assert f"{address}: the server cannot be reached: " in failure(invoke("query", ALL, "--endpoint", address))


def test_a_silent_server_is_not_waited_for() -> None:
    def silent(asked: Asked) -> Reply:
        if not is_first(asked):
            time.sleep(1.5)
        return reply(NO_ROWS)

    with Scripted(silent) as server:
        begun = time.monotonic()
        said = failure(invoke("query", ALL, "--endpoint", server.url, "--timeout", "0.3"))
        assert time.monotonic() - begun < 1.4
    assert "the server gave no answer within 0.3 seconds (--timeout)" in said


def test_an_answer_that_drips_ends_at_the_time_limit() -> None:
    def drip() -> Iterator[bytes]:
        while True:
            yield b" "
            time.sleep(0.05)

    with answering(Reply(headers={"Content-Type": JSON}, body=drip())) as server:
        begun = time.monotonic()
        said = failure(invoke("query", ALL, "--endpoint", server.url, "--timeout", "0.4"))
        assert time.monotonic() - begun < 5
    assert "the answer was not whole within 0.4 seconds" in said


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_without_end_is_cut_at_the_limit(packed: bool) -> None:
    part = b" " * 50_000
    body: object = gzip.compress(part * 40) if packed else itertools.repeat(part)
    headers = {"Content-Type": JSON, **({"Content-Encoding": "gzip"} if packed else {})}
    with answering(Reply(headers=headers, body=body)) as server:  # type: ignore[arg-type]
        said = failure(invoke("query", ALL, "--endpoint", server.url, "--max-bytes", "1000000"))
    assert "the answer is longer than 1000000 bytes (--max-bytes)" in said


# ---- redirects and addresses ----


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_followed_with_the_query(status: int) -> None:
    def script(asked: Asked) -> Reply:
        moved = Reply(status=status, headers={"Location": "/new"})
        return moved if asked.path == "/old" else reply(NO_ROWS if is_first(asked) else ROWS)

    long = f"{ALL} # {'x' * 3_000}"
    with Scripted(script) as server:
        assert invoke("query", ALL, "--endpoint", f"{server.url}/old").stdout == "x\none\n"
        assert invoke("query", long, "--endpoint", f"{server.url}/old").stdout == "x\none\n"
    assert server.requests[-1].method == "POST"
    assert b"xxx" in server.requests[-1].body


def test_a_result_elsewhere_is_fetched() -> None:
    def script(asked: Asked) -> Reply:
        if asked.path == "/results/7":
            return reply(ROWS)
        return reply(NO_ROWS) if is_first(asked) else Reply(status=303, headers={"Location": "/results/7"})

    with Scripted(script) as server:
        assert invoke("query", ALL, "--endpoint", server.url).stdout == "x\none\n"
    assert (server.requests[-1].method, server.requests[-1].parameters) == ("GET", {})


def test_no_other_server_learns_the_password(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hush\n", encoding="utf-8")
    with Scripted(lambda _: reply(ROWS)) as other:

        def script(asked: Asked) -> Reply:
            if "authorization" not in asked.headers:
                return Reply(status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})
            return reply(NO_ROWS) if is_first(asked) else Reply(status=307, headers={"Location": other.url})

        with Scripted(script) as server:
            result = invoke(
                "query", ALL, "--endpoint", server.url, "--user", "me", "--password-file", tmp_path / "password"
            )
    assert result.stdout == "x\none\n"
    assert [asked.headers.get("authorization") for asked in other.requests] == [None]


def test_a_store_without_named_graphs_is_asked_too() -> None:
    refused = Reply(status=400, body=b"GRAPH is not known here")
    with Scripted(lambda asked: refused if is_first(asked) else reply(ROWS)) as server:
        assert invoke("query", ALL, "--endpoint", server.url).stdout == "x\none\n"
    with Scripted(lambda asked: Reply(status=500) if is_first(asked) else reply(ROWS)) as server:
        assert "the server answers 500" in failure(invoke("query", ALL, "--endpoint", server.url))


def test_the_token_of_the_environment_is_for_publishing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EGOV_KG_TOKEN", "hush")
    with answering(reply(ROWS)) as server:
        assert invoke("query", ALL, "--endpoint", server.url).exit_code == 0
    assert ["authorization" in asked.headers for asked in server.requests] == [False, False]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--endpoint", "ftp://example.org/"), "this is no address of a server"),
        (("--endpoint", "example.org/sparql"), "this is no address of a server"),
        (("--endpoint", "http://exa mple:x/"), "this is no address of a server"),
        (("--endpoint", "http://me:hush@localhost/"), "does not belong into an address"),
        (("--endpoint", "http://localhost/", "--data", str(SAMPLE)), "--data or --endpoint"),
        (("--endpoint", "http://localhost/", "--user", "me"), "--user and --password-file are given together"),
        (("--data", str(SAMPLE), "--timeout", "3"), "the options of a server are given with --endpoint"),
    ],
)
def test_arguments_that_do_not_fit(arguments: tuple[str, ...], message: str) -> None:
    said = failure(invoke("query", ALL, *arguments))
    assert message in said
    assert "hush" not in said


def test_an_address_keeps_its_parameters() -> None:
    assert checked_url("https://example.org/a?b=c%26d#e") == "https://example.org/a?b=c%26d"


# ---- texts and results ----

TERMS: Final = st.one_of(
    st.builds(Term, st.just(TermKind.IRI), st.from_regex(r"urn:[a-zA-Z0-9/#._~-]+", fullmatch=True)),
    st.builds(Term, st.just(TermKind.LITERAL), st.text(st.characters(exclude_categories=["Cs"]))),
    st.builds(Term, st.just(TermKind.LITERAL), st.text(st.characters(exclude_categories=["Cs"])), st.just("es")),
    st.builds(Term, st.just(TermKind.LITERAL), st.just("7"), st.none(), st.just("urn:type")),
    st.none(),
)


@pytest.fixture(scope="module")
def echo() -> Iterator[tuple[Scripted, Endpoint]]:
    """A server whose answer each example sets, and a client of it."""
    with Scripted(lambda _: None) as server, Transport() as transport:
        yield server, Endpoint(server.url, transport)


@given(rows=st.lists(st.tuples(TERMS, TERMS), max_size=5))
def test_rows_read_back_as_they_were_written(
    echo: tuple[Scripted, Endpoint], rows: list[tuple[Term | None, Term | None]]
) -> None:
    solutions = Solutions(("a", "b"), tuple(rows))
    server, endpoint = echo
    body = render(solutions, "json").encode()
    server.script = lambda _: Reply(headers={"Content-Type": JSON}, body=body)
    assert endpoint.query(ALL) == solutions


@given(body=st.binary(max_size=300))
def test_no_answer_of_a_server_is_a_surprise(echo: tuple[Scripted, Endpoint], body: bytes) -> None:
    server, endpoint = echo
    server.script = lambda _: Reply(body=body)
    for sparql in (ALL, "CONSTRUCT WHERE { ?s ?p ?o }"):
        with pytest.raises(RemoteError):
            endpoint.query(sparql)


STRING: Final = st.text(st.characters(exclude_characters='"\\\n\r', exclude_categories=["Cs"]))


@given(STRING, STRING)
def test_strings_and_comments_are_no_words(comment: str, string: str) -> None:
    sparql = f'# {comment}\nPREFIX x: <urn:construct> ASK {{ ?graph x:from "{string}" }}'
    assert form(sparql) is Form.ASK
    assert list(words(sparql)) == ["prefix", "x:", "ask", "?graph", "x:from"]


@pytest.mark.parametrize(
    "sparql", ["SELECT * { ?x egov:iso3 ?y }", "PREFIX egov: <https://w3id.org/egov-kg/ontology#>\nASK { ?x ?y 1 }"]
)
def test_a_query_means_the_same_with_its_prefixes(sparql: str) -> None:
    store = from_text('<urn:a> <https://w3id.org/egov-kg/ontology#iso3> "KEN" . <urn:a> <urn:b> 1 .')
    assert store.query(with_prefixes(sparql)) == store.query(sparql)
    assert with_prefixes(with_prefixes(sparql)) == with_prefixes(sparql)
