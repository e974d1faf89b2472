"""Servers on this machine for tests: the oxigraph binary, Virtuoso, and one that does what a test tells it."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest

VIRTUOSO: Final = shutil.which("virtuoso-t")
_VIRTUOSO_INI: Final = """\
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 6000
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], folder: Path, ready: str) -> Iterator[None]:
    """A program that runs until the end, waited for until it answers at an address."""
    with (folder / "server.out").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        _wait(process, ready, folder / "server.out")
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], ready: str, log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(ready, timeout=5).close()  # noqa: S310  # an address on this machine
            return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"no server at {ready}: {log.read_text(errors='replace')}")


@contextmanager
def oxigraph(folder: Path, *, store: Path | None = None) -> Iterator[str]:
    """The address of an oxigraph server that is empty, or that serves a store on disk and takes no changes."""
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.exists():
        pytest.skip("the program oxigraph is not installed (PyPI package oxigraph)")
    address = f"127.0.0.1:{free_port()}"
    command = [str(binary), "serve"] if store is None else [str(binary), "serve-read-only", "--location", str(store)]
    with _running([*command, "--bind", address], folder, f"http://{address}/"):
        yield f"http://{address}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of an empty Virtuoso, whose name and password are dba and dba; at most 6,000 rows an answer."""
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed (Debian package virtuoso-opensource-7-bin)")
    port = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(sql=free_port(), http=port), encoding="ascii")
    command = [VIRTUOSO, "+configfile", "virtuoso.ini", "+foreground"]
    with _running(command, folder, f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


# ---- a server that does what it is told ----


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it arrived; ``path`` without its parameters; names of headers in lower case."""

    method: str
    path: str
    parameters: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    target: str

    @property
    def writes(self) -> bool:
        """Whether the request changes the store."""
        kind = self.headers.get("content-type", "")
        return self.method in ("PUT", "DELETE") or kind in ("text/turtle", "application/sparql-update")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered; ``length`` None says how long the body is, else what is claimed of it."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Iterable[bytes] = b""
    length: int | None = None


DROP: Final = Reply(status=0)
"""The connection ends without an answer."""
Script = Callable[[Asked], Reply | None]


class Scripted:
    """A server that answers as a function says, and hands on to another server what the function has no answer for.

    ``requests`` keeps what was asked.
    """

    def __init__(self, script: Script, behind: str = "") -> None:
        self.requests: list[Asked] = []
        self.script = script
        self.behind = behind
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def writes(self) -> list[Asked]:
        return [one for one in self.requests if one.writes]

    def __enter__(self) -> Scripted:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reply(self, asked: Asked) -> Reply:
        with self._lock:
            self.requests.append(asked)
        return self.script(asked) or self.forward(asked)

    def forward(self, asked: Asked) -> Reply:
        """What the server behind answers."""
        place = urlsplit(self.behind)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        headers = {name: value for name, value in asked.headers.items() if name not in ("host", "connection")}
        try:
            connection.request(asked.method, asked.target, asked.body or None, headers)
            found = connection.getresponse()
            kept = {name: value for name, value in found.getheaders() if name.lower() in ("content-type", "location")}
            return Reply(status=found.status, headers=kept, body=found.read())
        finally:
            connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    owner: Scripted

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _handle(self) -> None:
        target = urlsplit(self.path)
        asked = Asked(
            method=self.command,
            path=target.path,
            parameters=parse_qs(target.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
            target=self.path,
        )
        reply = self.server.owner.reply(asked)
        if reply.status == 0:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self._send_body(reply)

    def _send_body(self, reply: Reply) -> None:
        if isinstance(reply.body, bytes):
            if reply.status != 204:
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = reply.length is not None
            return
        self.send_header("Connection", "close")
        self.end_headers()
        for part in reply.body:
            self.wfile.write(part)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # the name that the base class gives it
        """Tests look at ``requests``."""

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _handle  # noqa: N815  # the names that the base class calls


