"""Where documents come from: archives, the standard input, web addresses; and the text that offsets count."""

from __future__ import annotations

import gzip
import io
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest

from egov_kg.config import Limits, Settings
from egov_kg.documents import find, read
from egov_kg.errors import UnreadableDocument
from egov_kg.pipeline import build
from egov_kg.verify import verify
from office import docx_file, p, zipped
from running import egov_kg

CASE: Final = (Path(__file__).parent / "cases" / "bhutan-questionnaire" / "input.txt").read_text(encoding="utf-8")
WORDS: Final = docx_file(p("words of a document"))


def shown(folder: Path, *names: str) -> list[str]:
    found = find([folder / name for name in names] or [folder])
    return [str(path.relative_to(folder)) for path in found.files]


# Archives


def test_members_of_an_archive_are_documents(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": "deep"})
    parts: dict[str, str | bytes] = {
        "b.txt": "text", "a/c.docx": WORDS, "__MACOSX/x.txt": "no", "a/.hidden.txt": "no", "x.bin": "no",
    }  # fmt: skip
    (tmp_path / "all.zip").write_bytes(zipped(parts | {"inner.zip": inner}))
    assert shown(tmp_path) == ["all.zip/b.txt", "all.zip/a/c.docx"]
    assert shown(tmp_path, "all.zip") == ["all.zip/b.txt", "all.zip/a/c.docx"]
    document = read(tmp_path / "all.zip" / "a" / "c.docx")
    assert (document.file_name, document.text) == ("c.docx", "words of a document\n")
    skipped = {Path(one.document).name: one.reason for one in find([tmp_path]).skipped}
    assert set(skipped) == {"x.bin", "inner.zip"}
    with pytest.raises(UnreadableDocument, match="no such file in the archive"):
        read(tmp_path / "all.zip" / "missing.txt")


def test_a_document_that_is_an_archive_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "answers.docx").write_bytes(WORDS)
    assert shown(tmp_path) == ["answers.docx"]


def test_names_that_lead_out_of_an_archive_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    data = zipped(
        {"../secret.txt": "x", "/etc/passwd.txt": "x", "a/../../secret.txt": "x", "..\\secret.txt": "x", "ok.txt": "ok"}
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "paths.zip").write_bytes(data)
    assert shown(tmp_path / "in") == ["paths.zip/ok.txt"]


@pytest.mark.parametrize("damage", ["bomb", "many", "truncated", "encrypted", "member"])
def test_hostile_archives_are_named_and_the_rest_is_built(tmp_path: Path, damage: str) -> None:
    data = {
        "bomb": zipped({"big.txt": b"0" * (40 * 2**20)}),
        "many": zipped({f"{n}.txt": "" for n in range(10_001)}) if damage == "many" else b"",
        "truncated": zipped({"a.txt": "x" * 500})[:80],
        "encrypted": zipped({"a.txt": "x"}).replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01"),
        "member": zipped({"a.txt": b"x" * 5000}),
    }[damage]
    if damage == "encrypted":
        at = data.index(b"PK\x01\x02")
        data = data[: at + 8] + b"\x01" + data[at + 9 :]
    if damage == "member":
        data = data[:40] + b"\xff" * 4 + data[44:]
    (tmp_path / "all.zip").write_bytes(data)
    (tmp_path / "good.txt").write_text(CASE, encoding="utf-8")
    report = build([tmp_path / "all.zip", tmp_path / "good.txt"], tmp_path / "output")
    assert report.exit_status == 1
    assert report.counts["SourceDocument"] == 1
    assert [str(one.path).startswith(str(tmp_path / "all.zip")) for one in report.unreadable] == [True]
    assert report.unreadable[0].advice


def test_quotations_are_proved_in_an_archive(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({"answers/bhutan.txt": CASE}))
    report = build([tmp_path / "all.zip"], tmp_path / "output")
    assert report.exit_status == 0
    for sources in (tmp_path / "all.zip", tmp_path):
        checked = verify(tmp_path / "output", [sources])
        assert checked.holds
        assert checked.quotations_in_sources == checked.quotations > 0


# The standard input and the text


def test_the_standard_input_is_a_document(tmp_path: Path) -> None:
    done = egov_kg("build", "-", "--output", "out", cwd=tmp_path, sent=CASE)
    assert done.returncode == 0, done.stderr
    assert 'egov:fileName "standard input"' in (tmp_path / "out" / "egov-kg.evidence.ttl").read_text("utf-8") + (
        tmp_path / "out" / "egov-kg.ttl"
    ).read_text("utf-8")
    assert egov_kg("build", "-", cwd=tmp_path).returncode == 2


def test_text_is_what_offsets_count(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_file(p("Año 😀: Tel.: 555-0100")))
    whole = egov_kg("text", "a.docx", cwd=tmp_path).stdout
    assert whole == "Año 😀: Tel.: ████████\n"
    assert egov_kg("text", "a.docx", "--start", "4", "--end", "6", cwd=tmp_path).stdout == "😀:"
    assert egov_kg("text", "a.docx", "--personal-data", cwd=tmp_path).stdout == "Año 😀: Tel.: 555-0100\n"
    (tmp_path / "all.zip").write_bytes(zipped({"b.txt": "one\r\ntwo"}))
    assert egov_kg("text", "all.zip/b.txt", cwd=tmp_path).stdout.replace("\r\n", "\n") == "one\ntwo"
    wrong = egov_kg("text", "missing.docx", cwd=tmp_path)
    assert (wrong.returncode, "there is no such file" in wrong.stderr) == (2, True)


# Web addresses


class _Pages(BaseHTTPRequestHandler):
    """A site with a document, redirects, and servers that do not behave."""

    asked: Final[list[tuple[str, str]]] = []

    def do_GET(self) -> None:  # the name that the library calls
        self.asked.append((self.path, self.headers.get("Host", "")))
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "again":
            self.send_response(302)
            self.send_header("Location", f"/again/{int(rest or 0) + 1}" if int(rest or 0) < 9 else "/case")
            self.end_headers()
        elif kind == "to":
            self.send_response(302)
            self.send_header("Location", {"file": "file:///etc/passwd", "case": "/case", "gone": "/gone"}[rest])
            self.end_headers()
        elif kind == "slow":
            self._send(b"x", "text/plain", length=100, pieces=100)
        elif kind == "endless":
            self._send(b"x" * 70_000, "text/plain", length=None, pieces=10_000)
        elif kind == "packed":
            self._send(gzip.compress(b"x" * 10_000), "text/plain", packed=True)
        elif kind == "page":
            self._send(b"<p>one<p>two", "text/html; charset=utf-8")
        elif kind == "case":
            self._send(CASE.encode(), "text/plain")
        else:
            self.send_error(404)

    def _send(self, data: bytes, kind: str, *, length: int | None = -1, pieces: int = 1, packed: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        if length is not None:
            self.send_header("Content-Length", str(len(data) if length < 0 else length))
        self.end_headers()
        try:
            for piece in range(pieces):
                self.wfile.write(data)
                if length is not None and piece + 1 < pieces:
                    time.sleep(0.1)
        except OSError:
            return  # the client went away, as it should

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test's output is the test's."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_document_at_an_address(site: str, tmp_path: Path) -> None:
    _Pages.asked.clear()
    document = read(f"{site}/to/case", private_networks=True)
    assert document.text == CASE
    assert document.file_name == f"{site}/to/case"
    assert [host for _, host in _Pages.asked] == [site.removeprefix("http://")] * 2
    assert read(f"{site}/page", private_networks=True).text == "one\n\ntwo\n"
    report = build([f"{site}/case"], tmp_path / "output", settings=Settings(private_networks=True))
    assert report.exit_status == 0
    assert report.counts["Agency"] > 0


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("/gone", "its server answers with status 404"),
        ("/to/gone", "its server answers with status 404"),
        ("/again", "it leads on more than 5 times"),
        ("/to/file", "it leads to file, not to a web page"),
        ("/slow", "its server took longer than 0.5 seconds"),
        ("/endless", "it is larger than the limit"),
        ("/packed", "its server packs"),
    ],
)
def test_servers_that_do_not_behave(site: str, page: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(f"{site}{page}", limits=Limits(fetch_seconds=0.5, document_bytes=200_000), private_networks=True)
    assert caught.value.reason.startswith(reason)
    assert caught.value.advice


@pytest.mark.parametrize(
    "address",
    ["{site}/case", "http://127.0.0.1:1/", "http://[::1]:1/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data",
     "http://[::ffff:127.0.0.1]:1/", "http://0.0.0.0:1/", "http://2130706433:1/"],
)  # fmt: skip
def test_private_networks_are_not_asked(site: str, address: str) -> None:
    _Pages.asked.clear()
    with pytest.raises(UnreadableDocument, match="is in a private network"):
        read(address.format(site=site))
    assert _Pages.asked == []


def test_addresses_that_lead_nowhere() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnreadableDocument, match="cannot be fetched"):
        read(f"http://127.0.0.1:{port}/x", private_networks=True)
    with pytest.raises(UnreadableDocument, match="holds a password"):
        read("http://me:secret@127.0.0.1/x", private_networks=True)
    with pytest.raises(UnreadableDocument, match="no machine named"):
        read("http://no-such-machine.invalid/x")


def test_an_address_that_cannot_be_read_does_not_stop_a_build(site: str, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(CASE, encoding="utf-8")
    done = egov_kg("build", "good.txt", f"{site}/case", cwd=tmp_path)
    assert done.returncode == 1
    assert f"not read: {site}/case: localhost is in a private network" in done.stdout


def test_an_archive_of_archives_of_itself_ends(tmp_path: Path) -> None:
    data = zipped({"a.txt": "text"})
    for _ in range(30):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("inner.zip", data)
            archive.writestr("inner2.zip", data)
        data = buffer.getvalue()[: 2**22]
        if len(data) > 2**20:
            break
    (tmp_path / "quine.zip").write_bytes(data)
    assert find([tmp_path]).files == ()
    assert {Path(one.document).name for one in find([tmp_path]).skipped} == {"inner.zip", "inner2.zip"}
