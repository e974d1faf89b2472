"""The same with another real store, Virtuoso, whose default graph shows all graphs at once."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result

from egov_kg.cli import main
from egov_kg.errors import RemoteError
from egov_kg.queries import find, named_queries
from egov_kg.remote import Endpoint, Transport, published_dataset
from egov_kg.store import Solutions, Term, Triples, open_build
from egov_kg.vocabulary import PREFIXES, WHOLE_GRAPH
from sample_build import SAMPLE
from servers import virtuoso
from test_queries import NARROWED

OUTPUT: Final = Path(__file__).resolve().parents[1] / "output"
BUILDS: Final = (SAMPLE, OUTPUT)
NUMBERS: Final = (PREFIXES["xsd"] + "integer", PREFIXES["xsd"] + "decimal")
ALL_NAMES: Final = [query.name for query in named_queries()]


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address


@pytest.fixture(scope="module")
def password(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "password"
    path.write_text("dba\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=BUILDS, ids=lambda folder: folder.name)
def published(request: pytest.FixtureRequest, server: str, password: Path) -> tuple[Path, str]:
    """A build and the endpoint of the store that holds it."""
    folder: Path = request.param
    who = ("--user", "dba", "--password-file", password)
    result = invoke("publish", folder, "--to", f"{server}/sparql", *who, "--prune")
    assert result.exit_code == 0, result.output
    return folder, f"{server}/sparql"


def value(term: Term | None) -> object:
    """A term as far as Virtuoso keeps it: it writes 2.5 for 2.50."""
    if term is not None and term.datatype in NUMBERS:
        return Decimal(term.value)
    return term


def rows(found: object) -> Counter[tuple[object, ...]]:
    assert isinstance(found, Solutions)
    return Counter(tuple(map(value, row)) for row in found.rows)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_a_named_query_gives_the_same_rows(published: tuple[Path, str], name: str) -> None:
    folder, url = published
    local = open_build(folder).query(find(name).bind({}))
    with Transport() as transport:
        endpoint = Endpoint(url, transport)
        remote = Endpoint(url, transport, published_dataset(endpoint)).query(find(name).bind({}))
    assert isinstance(remote, Solutions)
    assert isinstance(local, Solutions)
    assert remote.variables == local.variables
    assert rows(remote) == rows(local)


@pytest.mark.parametrize(("name", "parameter", "wanted"), [row[:3] for row in NARROWED])
def test_a_parameter_gives_the_same_rows(published: tuple[Path, str], name: str, parameter: str, wanted: str) -> None:
    folder, url = published
    asked = ("query", name, "--param", f"{parameter}={wanted}")
    local, remote = invoke(*asked, "--data", folder), invoke(*asked, "--endpoint", url)
    assert remote.exit_code == 0, remote.output
    # Virtuoso sorts some letters and missing values otherwise.
    assert sorted(remote.stdout.splitlines()) == sorted(local.stdout.splitlines())


def test_every_form_is_answered(published: tuple[Path, str]) -> None:
    folder, url = published
    store = open_build(folder)
    with Transport() as transport:
        endpoint = Endpoint(url, transport, published_dataset(Endpoint(url, transport)))
        assert endpoint.query("ASK { ?c egov:iso3 'KEN' }") is store.query("ASK { ?c egov:iso3 'KEN' }") is True
        assert endpoint.query("ASK { ?c egov:iso3 'ZZZ' }") is False
        construct = "CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c egov:iso3 ?x ; rdfs:label ?l }"
        remote, local = endpoint.query(construct), store.query(construct)
        assert isinstance(remote, Triples)
        assert isinstance(local, Triples)
        assert set(remote.rows) == set(local.rows) != set()
        named = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        assert rows(endpoint.query(named)) == rows(store.query(named))


def test_the_first_rows_are_not_taken_for_all(published: tuple[Path, str]) -> None:
    _, url = published
    with Transport() as transport, pytest.raises(RemoteError, match="the server gives the first 6000 rows alone"):
        Endpoint(url, transport).query("SELECT * { ?s ?p ?o . ?c a egov:Country }")


def test_the_command_says_where_every_statement_stands_once(server: str, password: Path) -> None:
    who = ("--user", "dba", "--password-file", password)
    invoke("publish", SAMPLE, "--to", f"{server}/sparql", *who)
    again = invoke("publish", SAMPLE, "--to", f"{server}/sparql", *who)
    assert again.stdout.splitlines()[0].startswith("0 graphs sent")
    assert f"default-graph-uri={WHOLE_GRAPH}" in again.stdout
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    local = invoke("query", count, "--data", SAMPLE).stdout
    assert invoke("query", count, "--endpoint", f"{server}/sparql").stdout == local


def test_it_takes_updates_too(server: str, password: Path, tmp_path: Path) -> None:
    who = ("--user", "dba", "--password-file", password)
    where = ("--to", f"{server}/sparql", "--update", f"{server}/sparql-auth")
    build = Path(shutil.copytree(SAMPLE, tmp_path / "build"))
    with (build / "egov-kg.ttl").open("a", encoding="utf-8") as file:
        file.write('country:KEN rdfs:label "Kenia \\"ó\\" \\\\ █"@es .\n')
    result = invoke("publish", build, *where, *who, "--prune")
    assert result.exit_code == 0, result.output
    assert f"SPARQL Update, {server}/sparql-auth" in result.stdout
    for name in ("counts", "names"):
        shown = invoke("query", name, "--endpoint", f"{server}/sparql", "--format", "json").stdout
        local = invoke("query", name, "--data", build, "--format", "json").stdout
        assert json.loads(shown) == json.loads(local)
    assert "Kenia" in shown


def test_without_a_password_the_store_says_no(server: str) -> None:
    result = invoke("publish", OUTPUT, "--to", f"{server}/sparql")
    assert result.exit_code == 2
    assert "sparql-graph-crud-auth: the server answers 401 (it wants to know who asks" in result.stderr
    assert "Permission denied" in result.stderr
