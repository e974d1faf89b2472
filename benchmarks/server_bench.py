"""egov-kg serve beside other servers, on the same data, the same cores and in one run.

    python benchmarks/server_bench.py [BUILD] [--seconds 2] [--rounds 5]

Small lookups by clients on loopback, each with one connection: requests a second and the time within which 95 % are
answered, beside the oxigraph binary and rdflib-endpoint where they are installed (pip install --group bench). The
same while one more client asks queries that never end. The named queries beside pyoxigraph in the same process. The
time from the start of the program to its first answer. Rounds of the servers alternate, and the best of each is
printed, as other programs' work only makes them worse; processor time counts the server's processes alone.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from egov_kg.queries import named_queries
from egov_kg.store import FACTS_FILE, open_build
from egov_kg.vocabulary import PREFIXES

ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
JSON: Final = "application/sparql-results+json"
LOOKUPS: Final = 2_000
PARTS: Final = ("first", "lookups", "named")


@dataclass(slots=True)
class Server:
    """A server that runs, and what was measured of it: requests a second and milliseconds, one a round.

    ``cpu`` is milliseconds of processor time a request.
    """

    name: str
    port: int
    path: str
    first_answer: float
    process: int = 0
    rates: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(name: str, command: Sequence[str], port: int, path: str) -> Iterator[Server]:
    """Starts a program and waits until it answers a query."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            if ask(port, path, "ASK {}") == 200:
                break
            if process.poll() is not None or time.perf_counter() - began > 300:
                raise SystemExit(f"{name} does not start: {' '.join(command)}")
            time.sleep(0.01)
        yield Server(name, port, path, time.perf_counter() - began, process.pid)
    finally:
        process.terminate()
        process.wait()


def ask(port: int, path: str, query: str) -> int:
    found = get(port, f"{path}?query={quote(query)}")
    return found[0] if found else 0


def wait_for_names(port: int) -> None:
    """Until the index of names is made, which takes processor time that no query uses."""
    while (answer := get(port, "/health")) is not None and not json.loads(answer[1])["searchable_things"]:
        time.sleep(0.2)


def get(port: int, path: str) -> tuple[int, bytes] | None:
    """The status and the body; None where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request("GET", path, headers={"Accept": JSON})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


# ---- clients ----


class Burst(NamedTuple):
    """Requests a second, the median and the 95th percentile of their time in milliseconds."""

    rate: float
    median: float
    p95: float


def burst(
    server: Server, queries: Sequence[str], *, clients: int, seconds: float, parameter: str = "query"
) -> Burst:
    """How fast requests are answered; each client waits for its answer."""
    head = f"HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAccept: {JSON}\r\n\r\n"
    requests = [f"GET {server.path}?{parameter}={quote(query)} {head}".encode() for query in queries]
    selector = selectors.DefaultSelector()
    for _ in range(clients):
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ, [b"", time.perf_counter()])
        connection.sendall(requests[0])
    times: list[float] = []
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        for key, _ in selector.select(1):
            client, state = key.fileobj, key.data
            assert isinstance(client, socket.socket)  # noqa: S101  # it was registered above
            state[0] += client.recv(2**18)
            if complete(state[0]):
                now = time.perf_counter()
                times.append(now - state[1])
                state[:] = b"", now
                client.sendall(requests[len(times) % len(requests)])
    elapsed = time.perf_counter() - began
    for key in list(selector.get_map().values()):
        assert isinstance(key.fileobj, socket.socket)  # noqa: S101  # as above
        key.fileobj.close()
    selector.close()
    median, p95 = (sorted(times)[int(len(times) * share)] * 1_000 for share in (0.5, 0.95))
    return Burst(len(times) / elapsed, median, p95)


def complete(data: bytes) -> bool:
    head, separator, body = data.partition(b"\r\n\r\n")
    if not separator:
        return False
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"no answer: {data[:300]!r}")
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    return len(body) >= int(length) if length else body.endswith(b"0\r\n\r\n")


@contextmanager
def endless(server: Server) -> Iterator[None]:
    """A client that asks a query without end, and again when it was ended."""
    stop = threading.Event()

    def keep_asking() -> None:
        while not stop.is_set():
            with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=0.5) as connection:
                connection.sendall(f"GET {server.path}?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                while not stop.is_set():
                    with suppress(TimeoutError):
                        connection.recv(1_000)
                        break

    thread = threading.Thread(target=keep_asking)
    thread.start()
    time.sleep(1.5)
    try:
        yield
    finally:
        stop.set()
        thread.join()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessorTime:
    """What a process and those below it have used: with those that have ended, and of the threads that are there."""

    hundredths: int
    nanoseconds: int
    threads: frozenset[str]

    def since(self, before: ProcessorTime) -> float:
        """Seconds; exact where no thread has come or gone meanwhile, else by the hundredth."""
        if self.threads == before.threads:
            return (self.nanoseconds - before.nanoseconds) / 1e9
        return (self.hundredths - before.hundredths) / os.sysconf("SC_CLK_TCK")


def processor_time(process: int) -> ProcessorTime:
    """What a process and those below it have used until now."""
    hundredths, nanoseconds, threads, level = 0, 0, set(), [process]
    while level:
        below: list[int] = []
        for pid in level:
            with suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
                hundredths += sum(map(int, fields[11:15]))
            for task in Path(f"/proc/{pid}/task").glob("*"):
                with suppress(OSError):
                    nanoseconds += int((task / "schedstat").read_text("ascii").split()[0])
                    threads.add(task.name)
                    below += map(int, (task / "children").read_text("ascii").split())
        level = below
    return ProcessorTime(hundredths=hundredths, nanoseconds=nanoseconds, threads=frozenset(threads))


# ---- what is measured ----


def lookups(build: Path) -> list[str]:
    """Queries for what is said of one thing."""
    subjects = sorted({quad.subject.value for quad in ox.parse(path=str(build / FACTS_FILE))
                       if isinstance(quad.subject, ox.NamedNode)})  # fmt: skip
    step = max(1, len(subjects) // LOOKUPS)
    return [f"SELECT ?p ?o WHERE {{ <{subject}> ?p ?o }}" for subject in subjects[::step]]


def measure_lookups(servers: Sequence[Server], queries: Sequence[str], given: argparse.Namespace) -> None:
    ours = servers[0]
    for server in servers:
        burst(server, queries, clients=given.clients, seconds=0.5)
    disturbed: list[float] = []
    for _ in range(given.rounds):
        for server in servers:
            used = processor_time(server.process)
            rate, _, p95 = burst(server, queries, clients=given.clients, seconds=given.seconds)
            server.rates.append(rate)
            server.p95.append(p95)
            server.cpu.append(processor_time(server.process).since(used) / (rate * given.seconds) * 1_000)
        with endless(ours):
            disturbed.append(burst(ours, queries, clients=given.clients, seconds=given.seconds)[0])
        # The undisturbed rate of before and of after: what else the machine does changes by the second.
        after = burst(ours, queries, clients=given.clients, seconds=given.seconds)[0]
        disturbed[-1] /= (ours.rates[-1] + after) / 2
    say(f"small lookups, {given.clients} clients", "requests/s", "p95 ms", "rate", "p95", "cpu ms", "first answer s")
    for server in servers:
        say(
            f"  {server.name}", f"{max(server.rates):,.0f}", f"{min(server.p95):.2f}",
            f"{max(a / b for a, b in zip(ours.rates, server.rates, strict=True)):.2f}",
            f"{min(a / b for a, b in zip(ours.p95, server.p95, strict=True)):.2f}", f"{min(server.cpu):.3f}",
            f"{server.first_answer:.2f}",
        )  # fmt: skip
    say("  while one client asks queries without end", "", "", f"{max(disturbed):.2f} ({median(disturbed):.2f})")


def measure_named(ours: Server, build: Path, given: argparse.Namespace) -> None:
    """The named queries, and the smallest there is, which shows what a request costs beside its query."""
    store = open_build(build).raw
    say("named queries, one client, the best", "served ms", "direct ms", "ratio", "beside ms", "cpu", "cpu beside")
    chosen = [(query.name, query.text) for query in named_queries() if query.name in given.named or not given.named]
    for name, text in [("(ASK {})", "ASK {}"), *chosen]:
        connection = http.client.HTTPConnection("127.0.0.1", ours.port, timeout=300)
        path = f"{ours.path}?query={quote(text)}"
        served, direct, rounds = [], [], given.rounds * (200 if text == "ASK {}" else 1)
        fetch(connection, path)
        before, own = processor_time(ours.process), 0.0
        for _ in range(rounds):
            began = time.process_time()
            direct.append(timed(lambda text=text: answer(store, text)))  # type: ignore[misc]
            own += time.process_time() - began
            # A connection that was idle for as long as the slowest take is closed by then.
            connection.close()
            connection.connect()
            served.append(timed(lambda path=path, connection=connection: fetch(connection, path)))  # type: ignore[misc]
        connection.close()
        used = processor_time(ours.process).since(before)
        one, other = min(served) * 1_000, min(direct) * 1_000
        say(f"  {name}", f"{one:.2f}", f"{other:.2f}", f"{one / other:.2f}", f"{one - other:.2f}",
            f"{used / own:.2f}", f"{(used - own) / rounds * 1_000:.2f}")  # fmt: skip


def measure_first(build: Path, given: argparse.Namespace) -> None:
    """From the start of the program to its first answer, each time with a new server."""
    clock, processor = [], []
    for _ in range(given.rounds):
        port = free_port()
        command = [sys.executable, "-m", "egov_kg", "serve", str(build), "--port", str(port), "--quiet"]
        with running("egov-kg serve", command, port, "/sparql") as server:
            used = processor_time(server.process)
            clock.append(server.first_answer)
            processor.append(used.hundredths / os.sysconf("SC_CLK_TCK"))
    say(f"first answer, {given.rounds} starts", "best", "median", "cpu best", "cpu median")
    say("  egov-kg serve", *(f"{figure(of):.2f} s" for of in (clock, processor) for figure in (min, median)))


def answer(store: ox.Store, text: str) -> None:
    found = store.query(text, prefixes=dict(PREFIXES))
    if isinstance(found, ox.QueryTriples):
        found.serialize(format=ox.RdfFormat.TURTLE)
    else:
        found.serialize(format=ox.QueryResultsFormat.JSON)


def fetch(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path, headers={"Accept": f"{JSON}, text/turtle"})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise SystemExit(f"no answer: {response.status}")


def timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def say(what: str, *figures: str) -> None:
    sys.stdout.write(f"{what:<46}" + "".join(f"{figure:>14}" for figure in figures) + "\n")
    sys.stdout.flush()


# ---- servers ----


def start_all(stack: ExitStack, build: Path, scratch: Path, given: argparse.Namespace) -> list[Server]:
    port = free_port()
    ours = [sys.executable, "-m", "egov_kg", "serve", str(build), "--port", str(port), "--per-client", "100",
            "--timeout", "60", "--workers", str(given.workers), "--max-rows", "10000000",
            "--max-result", "4G"]  # fmt: skip
    servers = [stack.enter_context(running("egov-kg serve", ours, port, "/sparql"))]
    wait_for_names(port)
    if "lookups" not in given.parts:
        return servers
    if binary := found("oxigraph"):
        store = scratch / "store"
        files = [str(path) for path in sorted(build.glob("egov-kg*")) if path.suffix in {".ttl", ".nq"}]
        load = [binary, "load", "--location", str(store), "--lenient"]
        load += [word for file in files for word in ("--file", file)]
        subprocess.run(load, check=True, capture_output=True)
        port = free_port()
        command = [binary, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
        servers.append(stack.enter_context(running("oxigraph serve-read-only", command, port, "/query")))
    if (endpoint := found("rdflib-endpoint")) and not given.without_rdflib:
        port = free_port()
        command = [endpoint, "serve", "--host", "127.0.0.1", "--port", str(port), str(build / FACTS_FILE)]
        servers.append(stack.enter_context(running("rdflib-endpoint (facts alone)", command, port, "/")))
    return servers


def found(program: str) -> str | None:
    beside = Path(sys.executable).with_name(program)
    return str(beside) if beside.exists() else shutil.which(program)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, nargs="?", default=Path("output"))
    parser.add_argument("--seconds", type=float, default=2.0, help="the length of a burst")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--without-rdflib", action="store_true", help="leave out rdflib-endpoint, slow to load much")
    parser.add_argument("--parts", nargs="+", default=PARTS, choices=PARTS)
    parser.add_argument("--named", nargs="+", default=(), help="of the named queries, these alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        say(f"load of the machine: {os.getloadavg()[0]:.1f}")
        if "first" in given.parts:
            measure_first(given.build, given)
        if given.parts == ["first"]:
            return 0
        servers = start_all(stack, given.build, Path(scratch), given)
        if "lookups" in given.parts:
            measure_lookups(servers, lookups(given.build), given)
        if "named" in given.parts:
            measure_named(servers[0], given.build, given)
        say(f"load of the machine: {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
