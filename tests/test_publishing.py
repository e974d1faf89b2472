"""A build into a store elsewhere: only what differs, each graph whole or as it was, whatever happens on the way."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_kg.cli import main
from egov_kg.errors import RemoteError
from egov_kg.remote import Addresses, Limits, Transport, WholeGraph, publish
from egov_kg.remote.graphs import written
from egov_kg.remote.transport import Request
from egov_kg.store import Store, open_build
from egov_kg.store_on_disk import load
from egov_kg.vocabulary import PUBLISHED_GRAPH, WHOLE_GRAPH
from sample_build import SAMPLE
from servers import DROP, Asked, Reply, Script, Scripted, oxigraph

BUSY: Final = Reply(status=503, headers={"Retry-After": "0"}, body=b"come back")
LAW: Final = '<urn:a:law> <urn:a:title> "Law"@en'
WAYS: Final = ("store", "update")


def invoke(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=env)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """An empty store that takes both protocols."""
    folder = tmp_path / "server"
    folder.mkdir()
    with oxigraph(folder) as address:
        yield address


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build that a test may change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "build"))


def way(url: str, name: str) -> tuple[str, ...]:
    """The options that choose a protocol."""
    return ("--to", url, "--graph-store" if name == "store" else "--update", f"{url}/{name}")


def contents(url: str) -> set[ox.Quad]:
    """All that a store holds, without what it says of the publication."""
    with Transport() as transport:
        answer = transport.send(Request(method="GET", url=f"{url}/store", headers={"Accept": "application/n-quads"}))
    found = set(ox.parse(answer.body, ox.RdfFormat.N_QUADS))
    return {quad for quad in found if quad.graph_name != ox.NamedNode(PUBLISHED_GRAPH)}


def quads(folder: Path) -> set[ox.Quad]:
    return set(open_build(folder).raw)


def graphs(folder: Path) -> list[str]:
    return list(open_build(folder).graphs())


def update(url: str, text: str) -> None:
    with Transport() as transport:
        headers = {"Content-Type": "application/sparql-update"}
        assert transport.send(Request(method="POST", url=f"{url}/update", headers=headers, body=text.encode())).ok


def failure(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.stderr
    return result.stderr


def sent_graphs(requests: list[Asked]) -> list[str]:
    """The graphs that were sent whole by the Graph Store Protocol, without the notes."""
    names = [one.parameters.get("graph", ["default"])[0] for one in requests if one.method == "PUT"]
    return [name for name in names if name != PUBLISHED_GRAPH]


# ---- what a publication does ----


@pytest.mark.parametrize("name", WAYS)
def test_the_store_holds_what_the_build_does(url: str, name: str) -> None:
    result = invoke("publish", SAMPLE, *way(url, name))
    assert result.exit_code == 0
    protocol = "Graph Store Protocol" if name == "store" else "SPARQL Update"
    assert result.stdout.splitlines() == [
        f"{len(graphs(SAMPLE)) + 1} graphs sent, 0 unchanged, 0 removed ({protocol}, {url}/{name})",
        f"counted: {len(quads(SAMPLE))} statements in {len(graphs(SAMPLE)) + 1} graphs, as in the build",
    ]
    assert contents(url) == quads(SAMPLE)
    count = len(graphs(SAMPLE)) + 1
    assert result.stderr.splitlines()[-1].startswith(f"  {count}/{count} the default graph (")


def test_the_usual_addresses_are_found(url: str) -> None:
    for address in (url, f"{url}/", f"{url}/query"):
        assert invoke("publish", SAMPLE, "--to", address).exit_code == 0
    assert contents(url) == quads(SAMPLE)


def test_a_store_on_disk_is_published_as_the_build(url: str, tmp_path: Path) -> None:
    load(SAMPLE, tmp_path / "store")
    assert invoke("publish", tmp_path / "store", "--to", url).exit_code == 0
    assert contents(url) == quads(SAMPLE)
    assert "0 graphs sent" in invoke("publish", SAMPLE, "--to", url).stdout


@pytest.mark.parametrize("name", WAYS)
def test_a_second_run_sends_what_differs(url: str, build: Path, name: str) -> None:
    invoke("publish", build, *way(url, name))
    again = invoke("publish", build, *way(url, name))
    assert again.stdout.startswith(f"0 graphs sent, {len(graphs(build)) + 1} unchanged, 0 removed\n")
    with (build / "egov-kg.nq").open("a", encoding="utf-8") as file:
        file.write(f"{LAW} <{graphs(build)[0]}> .\n")
    changed = invoke("publish", build, *way(url, name))
    assert changed.stdout.startswith(f"1 graphs sent, {len(graphs(build))} unchanged, 0 removed (")
    assert f"1/1 {graphs(build)[0]} (" in changed.stderr
    assert contents(url) == quads(build)


def test_a_graph_that_somebody_changed_is_sent_again(url: str) -> None:
    invoke("publish", SAMPLE, "--to", url)
    update(url, f"INSERT DATA {{ GRAPH <{graphs(SAMPLE)[1]}> {{ {LAW} }} }} ; INSERT DATA {{ {LAW} }}")
    assert invoke("publish", SAMPLE, "--to", url).stdout.startswith("2 graphs sent")
    assert contents(url) == quads(SAMPLE)


def test_a_dry_run_writes_nothing(url: str) -> None:
    with Scripted(lambda _: None, url) as server:
        result = invoke("publish", SAMPLE, "--to", server.url, "--dry-run")
        assert server.writes == []
    assert result.exit_code == 0
    assert [line.split(" (")[0] for line in result.stdout.splitlines()] == [
        *(f"would send {iri}" for iri in (*graphs(SAMPLE), WHOLE_GRAPH)),
        f"{len(graphs(SAMPLE)) + 1} graphs to send, 0 unchanged, 0 to remove",
    ]
    assert contents(url) == set()


def test_graphs_that_left_the_build_stay_until_they_are_pruned(url: str, build: Path) -> None:
    update(url, f"INSERT DATA {{ GRAPH <urn:theirs> {{ {LAW} }} }}")
    theirs = contents(url)
    with (build / "egov-kg.nq").open("a", encoding="utf-8") as file:
        file.write(f"{LAW} <urn:gone> .\n")
    invoke("publish", build, "--to", url)
    stays = invoke("publish", SAMPLE, "--to", url)
    assert "\n1 graphs of an earlier build stay (--prune removes them): urn:gone\n" in stays.stdout
    assert contents(url) == quads(build) | theirs
    planned = invoke("publish", SAMPLE, "--to", url, "--prune", "--dry-run").stdout
    assert planned.startswith("would remove urn:gone\n0 graphs to send")
    pruned = invoke("publish", SAMPLE, "--to", url, "--prune")
    assert pruned.stdout.startswith(f"0 graphs sent, {len(graphs(SAMPLE)) + 1} unchanged, 1 removed (")
    assert contents(url) == quads(SAMPLE) | theirs
    assert invoke("publish", SAMPLE, "--to", url, "--prune").stdout.splitlines()[0].endswith("unchanged, 0 removed")


# ---- whose the default graph is ----


def test_statements_of_others_in_the_default_graph_are_not_replaced(url: str) -> None:
    update(url, f"INSERT DATA {{ {LAW} }}")
    said = failure(invoke("publish", SAMPLE, "--to", url))
    assert "the default graph of this store holds statements that egov-kg did not put there" in said
    assert len(contents(url)) == 1
    assert failure(invoke("publish", SAMPLE, "--to", url)) == said


def test_they_are_replaced_where_that_is_wanted(url: str) -> None:
    update(url, f"INSERT DATA {{ {LAW} }}")
    assert invoke("publish", SAMPLE, "--to", url, "--whole-graph", "replace").exit_code == 0
    assert contents(url) == quads(SAMPLE)
    assert invoke("publish", SAMPLE, "--to", url).stdout.startswith("0 graphs sent")


def test_they_stay_beside_a_whole_graph_with_a_name_and_queries_read_that(url: str) -> None:
    update(url, f"INSERT DATA {{ {LAW} }}")
    named = invoke("publish", SAMPLE, "--to", url, "--whole-graph", "named")
    assert f"default-graph-uri={WHOLE_GRAPH}" in named.stdout
    assert invoke("publish", SAMPLE, "--to", url).stdout.startswith("0 graphs sent")
    default = {quad for quad in contents(url) if quad.graph_name == ox.DefaultGraph()}
    assert len(default) == 1
    for sparql in (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    ):
        local = invoke("query", sparql, "--data", SAMPLE).stdout
        assert invoke("query", sparql, "--endpoint", f"{url}/query").stdout == local


# ---- what happens on the way ----


def nth_graph(number: int, then: Callable[[Asked], Reply | None]) -> Script:
    """A script that lets pass what comes before the graph of a number, counted from 1."""
    seen: list[str] = []

    def script(asked: Asked) -> Reply | None:
        seen.extend(sent_graphs([asked]))
        return then(asked) if sent_graphs([asked]) and len(seen) >= number else None

    return script


def test_a_run_that_is_killed_goes_on_where_it_was(url: str) -> None:
    children: list[subprocess.Popen[bytes]] = []

    def kill(_: Asked) -> Reply:
        children[0].send_signal(signal.SIGKILL)
        return DROP

    with Scripted(nth_graph(3, kill), url) as server:
        command = [sys.executable, "-m", "egov_kg", "publish", str(SAMPLE), "--to", server.url]
        children.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        assert children[0].wait(60) == -signal.SIGKILL
        server.script = lambda _: None
        begun = len(server.requests)
        result = invoke("publish", SAMPLE, "--to", server.url)
        assert result.stdout.startswith(f"{len(graphs(SAMPLE)) - 1} graphs sent, 2 unchanged")
        assert sent_graphs(server.requests[begun:]) == [*graphs(SAMPLE)[2:], "default"]
    assert contents(url) == quads(SAMPLE)


def test_an_interruption_by_a_person_ends_the_run_at_once(url: str) -> None:
    children: list[subprocess.Popen[str]] = []

    def interrupt(_: Asked) -> Reply | None:
        children[0].send_signal(signal.SIGINT)
        return None

    with Scripted(nth_graph(2, interrupt), url) as server:
        command = [sys.executable, "-m", "egov_kg", "publish", str(SAMPLE), "--to", server.url]
        children.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        output, errors = children[0].communicate(timeout=60)
    assert (children[0].returncode, output) == (130, "")
    assert errors.endswith("interrupted\n")
    assert "Traceback" not in errors


def test_an_error_in_the_middle_says_how_far_it_came(url: str) -> None:
    broken = Reply(status=500, headers={"Content-Type": "text/plain"}, body=b"the disk is full")
    with Scripted(nth_graph(3, lambda _: broken), url) as server:
        said = failure(invoke("publish", SAMPLE, "--to", server.url))
    assert "the server answers 500: the disk is full\n" in said
    assert f"2 of {len(graphs(SAMPLE)) + 1} graphs were sent; the same command goes on from there" in said
    result = invoke("publish", SAMPLE, "--to", url)
    assert result.stdout.startswith(f"{len(graphs(SAMPLE)) - 1} graphs sent, 2 unchanged")


@pytest.mark.parametrize("answer", [BUSY, Reply(status=429, headers={"Retry-After": "0"}), DROP])
@pytest.mark.parametrize("name", WAYS)
def test_a_server_that_is_busy_is_asked_again(url: str, answer: Reply, name: str) -> None:
    refused: list[Asked] = []

    def script(asked: Asked) -> Reply | None:
        # A move that was not answered is another matter.
        if not asked.writes or (b"MOVE" in asked.body and answer is DROP) or len(server.writes) % 3:
            return None
        refused.append(asked)
        return answer

    with Scripted(script, url) as server:
        assert invoke("publish", SAMPLE, *way(server.url, name)).exit_code == 0
    assert len(refused) > 1
    assert contents(url) == quads(SAMPLE)


def test_waiting_grows_and_listens_to_the_server_and_ends() -> None:
    waits: list[float] = []
    answers = iter([Reply(status=503), Reply(status=503), Reply(status=429, headers={"Retry-After": "7"})])
    with (
        Scripted(lambda _: next(answers, Reply(status=503, headers={"Retry-After": "100000"}))) as server,
        Transport(limits=Limits(attempts=6, longest_wait=60), sleep=waits.append) as transport,
    ):
        assert transport.insist(Request(method="PUT", url=server.url)).status == 503
    assert waits == [0.5, 1, 7, 60, 60]
    assert len(server.requests) == 6


def large(build: Path) -> str:
    """Adds a graph that does not fit into one request of SPARQL Update; its name."""
    with (build / "egov-kg.nq").open("a", encoding="utf-8") as file:
        file.writelines(f'<urn:s:{n}> <urn:p> "value {n}, \\"é\\" \\\\ \\n" <urn:large> .\n' for n in range(5_000))
    return "urn:large"


def nth_batch(number: int, answer: Reply) -> Script:
    """A script that lets pass what comes before a batch of the large graph, counted from 1."""
    batches: list[Asked] = []

    def script(asked: Asked) -> Reply | None:
        if b"<urn:s:" in asked.body:
            batches.append(asked)
        return answer if batches and batches[-1] is asked and len(batches) >= number else None

    return script


def test_a_large_graph_is_gathered_aside_and_moved(url: str, build: Path) -> None:
    name = large(build)
    with Scripted(lambda _: None, url) as server:
        assert invoke("publish", build, *way(server.url, "update")).exit_code == 0
        moves = [one.body.decode() for one in server.requests if b"MOVE" in one.body]
        written_to = [one.body for one in server.writes if f"GRAPH <{name}>".encode() in one.body]
    assert len(written_to) == 1
    assert any(f"TO GRAPH <{name}>" in move for move in moves)
    assert any("TO DEFAULT" in move for move in moves) == (len(quads(SAMPLE)) > 5_000)
    assert contents(url) == quads(build)


def test_a_large_graph_is_never_half_there(url: str, build: Path) -> None:
    invoke("publish", build, *way(url, "update"))
    before = contents(url)
    large(build)
    with Scripted(nth_batch(2, Reply(status=500)), url) as server:
        failure(invoke("publish", build, *way(server.url, "update")))
    aside = {quad.graph_name for quad in contents(url) - before}
    assert ox.NamedNode("urn:large") not in aside
    assert len(aside) == 1
    assert invoke("publish", build, *way(url, "update")).exit_code == 0
    assert contents(url) == quads(build)


@pytest.mark.parametrize("done", [True, False])
def test_a_move_without_an_answer_is_not_repeated_blindly(url: str, build: Path, done: bool) -> None:
    name = large(build)
    target = f"TO GRAPH <{name}>".encode()

    def script(asked: Asked) -> Reply | None:
        if target not in asked.body:
            return None
        if done:
            server.forward(asked)
        return DROP

    with Scripted(script, url) as server:
        result = invoke("publish", build, *way(server.url, "update"))
        assert sum(target in one.body for one in server.requests) == 1
    if done:
        assert result.exit_code == 0
    else:
        assert "the connection ended before the answer did" in failure(result)
        assert invoke("publish", build, *way(url, "update")).exit_code == 0
    assert contents(url) == quads(build)


def test_what_a_store_loses_is_noticed(url: str) -> None:
    lost = graphs(SAMPLE)[2]
    script = lambda asked: Reply(status=204) if sent_graphs([asked]) == [lost] else None  # noqa: E731
    with Scripted(script, url) as server:
        result = invoke("publish", SAMPLE, "--to", server.url)
    expected = sum(1 for quad in quads(SAMPLE) if quad.graph_name == ox.NamedNode(lost))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == f"{lost}: the store holds 0 statements, the build {expected}"
    assert invoke("publish", SAMPLE, "--to", url).stdout.startswith("1 graphs sent")


def test_a_store_that_loses_part_of_a_large_graph_keeps_the_old_one(url: str, build: Path) -> None:
    large(build)
    with Scripted(nth_batch(2, Reply(status=204)), url) as server:
        said = failure(invoke("publish", build, *way(server.url, "update")))
    assert "of 5000 statements of urn:large it took" in said
    assert ox.NamedNode("urn:large") not in {quad.graph_name for quad in contents(url)}


# ---- who asks ----


def guarded(accepted: str, challenge: str) -> Script:
    def script(asked: Asked) -> Reply | None:
        if asked.headers.get("authorization") == accepted:
            return None
        return Reply(status=401, headers={"WWW-Authenticate": challenge}, body=b"who are you?")

    return script


def test_a_password_is_shown_where_it_is_asked_for(url: str, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("höchst geheim\n", encoding="utf-8")
    accepted = "Basic " + base64.b64encode("me:höchst geheim".encode()).decode()
    with Scripted(guarded(accepted, 'Basic realm="kg"'), url) as server:
        arguments = ("publish", SAMPLE, "--to", server.url, "--user", "me")
        assert invoke(*arguments, "--password-file", tmp_path / "password").exit_code == 0
        assert "authorization" not in server.requests[0].headers
    assert contents(url) == quads(SAMPLE)


@pytest.mark.parametrize("place", ["environment", "file"])
def test_a_token_is_sent(url: str, tmp_path: Path, place: str) -> None:
    (tmp_path / "token").write_text("very-secret\n", encoding="utf-8")
    with Scripted(guarded("Bearer very-secret", "Bearer"), url) as server:
        options = ("--token-file", tmp_path / "token") if place == "file" else ()
        env = {"EGOV_KG_TOKEN": "wrong" if place == "file" else "very-secret"}
        assert invoke("publish", SAMPLE, "--to", server.url, *options, env=env).exit_code == 0
    assert contents(url) == quads(SAMPLE)


def test_a_store_that_has_moved_says_where(url: str) -> None:
    moved = Reply(status=308, headers={"Location": "https://kg.example.org/store"})
    with Scripted(lambda asked: moved if asked.writes else None, url) as server:
        said = failure(invoke("publish", SAMPLE, *way(server.url, "store")))
    assert f"{server.url}/store: the server answers 308 (what is asked stands at https://kg.example.org/store)" in said


@pytest.mark.parametrize("challenge", ['Basic realm="kg"', 'Digest realm="kg", nonce="n", qop="auth"', "Bearer", ""])
def test_a_secret_is_never_printed(url: str, tmp_path: Path, challenge: str) -> None:
    (tmp_path / "secret").write_text("very-secret\n", encoding="utf-8")
    with Scripted(guarded("nobody", challenge), url) as server:
        for options in (("--user", "me", "--password-file"), ("--token-file",)):
            said = failure(invoke("publish", SAMPLE, "--to", server.url, *options, tmp_path / "secret"))
            assert "401 (it wants to know who asks: --user and --password-file, or a token): who are you?" in said
            assert "very-secret" not in said
    assert contents(url) == set()


def test_a_secret_on_an_open_road_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("very-secret\n", encoding="utf-8")
    address = "http://kg.invalid/"
    said = failure(invoke("publish", SAMPLE, "--to", address, "--token-file", tmp_path / "secret", "--timeout", "5"))
    assert said.startswith("warning: without https others on the way can read the password or token\n")
    assert "the server cannot be reached" in said


@pytest.mark.parametrize("content", ["", "\nsecond line", "a\tb", "a\x00b"])
def test_a_file_without_a_password_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret").write_text(content, encoding="utf-8")
    said = failure(invoke("publish", SAMPLE, "--to", "http://localhost/", "--token-file", tmp_path / "secret"))
    assert f"{tmp_path}/secret holds no password or token in its first line" in said


def test_a_token_that_no_header_can_hold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("gehäim\n", encoding="utf-8")
    said = failure(invoke("publish", SAMPLE, "--to", "http://localhost/", "--token-file", tmp_path / "secret"))
    assert "a token consists of ASCII characters" in said
    assert "gehäim" not in said


# ---- what cannot be ----


def test_a_server_that_takes_nothing(tmp_path: Path) -> None:
    load(SAMPLE, tmp_path / "store")
    with oxigraph(tmp_path, store=tmp_path / "store") as url:
        said = failure(invoke("publish", SAMPLE, "--to", url))
    assert "nothing here takes graphs (--graph-store, --update). Tried:" in said
    assert f"{url}/store: the server answers 403" in said


def test_a_server_that_is_no_store() -> None:
    page = Reply(headers={"Content-Type": "text/html"}, body=b"<p>Welcome</p>")
    with Scripted(lambda _: page) as server:
        said = failure(invoke("publish", SAMPLE, "--to", server.url))
        assert server.writes == []
    assert "nothing here answers queries (--query). Tried:" in said
    assert said.count("the answer is not results of SPARQL in JSON") == 3


def test_a_server_that_takes_everything_and_keeps_nothing(url: str) -> None:
    with Scripted(lambda asked: Reply(status=200) if asked.writes else None, url) as server:
        said = failure(invoke("publish", SAMPLE, "--to", server.url))
    assert "what is written there does not show at" in said


def test_nobody_there(tmp_path: Path) -> None:
    with Scripted(lambda _: None) as server:
        address = server.url
    said = failure(invoke("publish", SAMPLE, "--to", address))
    assert f"Error: {address}: the server cannot be reached: nothing listens there. Start the store, or" in said
    assert "holds no build" in failure(invoke("publish", tmp_path, "--to", address))


def test_a_build_with_blank_nodes_is_refused(url: str, build: Path) -> None:
    with (build / "egov-kg.nq").open("a", encoding="utf-8") as file:
        file.write('<urn:a> <urn:b> _:c <urn:blank> .\n<urn:a> <urn:b> " _:c" <urn:words> .\n')
    assert "urn:blank: this graph holds blank nodes" in failure(invoke("publish", build, "--to", url))
    assert contents(url) == set()


# ---- the hash of a graph ----

VALUES: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def hashed(values: list[str]) -> tuple[int, str]:
    store = ox.Store()
    for value in values:
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(value)))
    with written(Store(store), WHOLE_GRAPH) as graph:
        return graph.sum.triples, graph.sum.sha256


@given(st.lists(VALUES, unique=True, min_size=1, max_size=6))
def test_the_hash_is_that_of_the_statements_in_whatever_order(values: list[str]) -> None:
    assert hashed(sorted(values)) == hashed(values) == hashed([*reversed(values), values[0]])
    assert hashed(values)[0] == len(values)
    assert hashed(values[1:]) != hashed(values)
    assert len(hashed(values)[1]) == 64


@pytest.fixture(scope="module")
def shared_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store that takes one publication after another."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="module")
def client() -> Iterator[Transport]:
    with Transport() as transport:
        yield transport


@pytest.mark.parametrize("name", WAYS)
@given(values=st.lists(VALUES, unique=True, max_size=6))
@settings(max_examples=20)
def test_whatever_a_graph_says_arrives(
    shared_url: str, client: Transport, tmp_path_factory: pytest.TempPathFactory, name: str, values: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("build")
    triples = [ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(value)) for value in values]
    (folder / "egov-kg.ttl").write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"")
    address = f"{shared_url}/{name}"
    gsp, update_address = (address, None) if name == "store" else (None, address)
    place = Addresses(store=shared_url, graph_store=gsp, update=update_address)
    assert publish(folder, place, client).holds
    assert contents(shared_url) == quads(folder)


# ---- from Python ----


def test_the_function_reports_what_it_did(url: str) -> None:
    with Transport() as transport:
        report = publish(SAMPLE, Addresses(store=url), transport, whole=WholeGraph.NAMED)
        assert (len(report.sent), report.unchanged, report.whole_is_named, report.holds) == (
            len(graphs(SAMPLE)) + 1, (), True, True,
        )  # fmt: skip
        with pytest.raises(RemoteError) as caught:
            publish(SAMPLE, Addresses(store=url, update=f"{url}/nowhere", query=f"{url}/query"), transport, prune=True,
                    whole=WholeGraph.REPLACE)  # fmt: skip
    assert caught.value.status == 404
    assert os.fspath(SAMPLE) not in str(caught.value)
