"""A server in a process of its own, and plain HTTP to ask it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

import pytest

ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""A query that nobody lives to see the answer of."""
JSON: Final = "application/sparql-results+json"
PATIENCE: Final = 60.0
"""Seconds that a test waits for what is sure to come."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: the headers by their names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def bindings(self) -> list[dict[str, dict[str, str]]]:
        found: list[dict[str, dict[str, str]]] = json.loads(self.body)["results"]["bindings"]
        return found

    def values(self, name: str) -> list[str]:
        return [row[name]["value"] for row in self.bindings]


class Server:
    """A running server: what it prints is kept, and it can be asked."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.port = int(self.wait_for(r" at http://[\w.:\[\]]+?:(\d+)/sparql")[1])
        self.address = f"http://127.0.0.1:{self.port}/"

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.lines.extend(iter(self.process.stderr.readline, ""))

    def wait_for(self, pattern: str, *, after: int = 0) -> re.Match[str]:
        """Waits for a line of the log."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for line in list(self.lines[after:]):
                if found := re.search(pattern, line):
                    return found
            if self.process.poll() is not None and not self._reader.is_alive():
                break
            time.sleep(0.02)
        raise AssertionError(f"no line with {pattern!r} in:\n{''.join(self.lines)}")

    def log(self, **wanted: object) -> list[dict[str, Any]]:
        """The lines of the log that hold these values."""
        found = [json.loads(line) for line in self.lines if line.startswith("{")]
        return [line for line in found if all(line.get(name) == value for name, value in wanted.items())]

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        timeout: float = PATIENCE,
    ) -> Response:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            answer = connection.getresponse()
            kept = {name.lower(): value for name, value in answer.getheaders()}
            return Response(answer.status, kept, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Response:
        """A GET; the headers' names are written with underscores."""
        return self.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def query(self, sparql: str, accept: str = JSON, **fields: str) -> Response:
        """A query by GET."""
        asked = urlencode({"query": sparql, **fields}, quote_via=quote)
        return self.request("GET", f"/sparql?{asked}", headers={"Accept": accept})

    def post(self, sparql: str, accept: str = JSON) -> Response:
        """A query by POST, as it is."""
        headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
        return self.request("POST", "/sparql", headers=headers, body=sparql.encode())

    def connect(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def begin(self, sparql: str) -> socket.socket:
        """A connection on which a query was asked."""
        connection = self.connect()
        connection.sendall(f"GET /sparql?query={quote(sparql)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        return connection

    def processes(self) -> list[int]:
        """The processes below the server's: that which holds the store, then the workers."""
        found, level = [], [child for child in _children(self.process.pid) if _runs(child, "nursery")]
        while level:
            found += level
            level = [child for parent in level for child in _children(parent)]
        return found

    def searchers(self) -> list[int]:
        """The processes that make the index of names and search it."""
        return [pid for pid in _children(self.process.pid) if _runs(pid, "indexing") or _runs(pid, "librarian")]

    def workers(self) -> list[int]:
        return self.processes()[1:]

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(by)
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def _runs(pid: int, program: str) -> bool:
    try:
        return f"egov_kg.server.{program}".encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def until(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.02)


@contextmanager
def serving(folder: Path | None, *options: str, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server on a free port, with further options of ``egov-kg serve``; without a folder ``--endpoint`` is one."""
    if sys.platform != "linux":
        pytest.skip("the server is looked at through /proc")
    command = [sys.executable, "-m", "egov_kg", "serve", *([str(folder)] if folder else []), "--port", "0", *options]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONWARNINGS": "error", **(env or {})},
    )  # fmt: skip
    try:
        server = Server(process)
        yield server
        assert server.stop() == 0, "".join(server.lines)
        assert "Traceback" not in (log := "".join(server.lines)), log
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        assert process.stderr is not None
        process.stderr.close()
