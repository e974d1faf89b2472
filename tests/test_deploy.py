"""What stands in deploy/: the unit of systemd, nginx in front of a server, the container file's commands."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from running import egov_kg
from sample_build import SAMPLE
from servers import free_port
from serving import JSON, Server, serving, until

ROOT: Final = Path(__file__).resolve().parents[1]
DEPLOY: Final = ROOT / "deploy"
PROGRAM: Final = Path(sys.executable).with_name("egov-kg")


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


# ---- systemd ----


def unit() -> str:
    return (DEPLOY / "egov-kg.service").read_text(encoding="utf-8")


def test_the_unit_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "egov-kg.service"
    path.write_text(unit().replace("/opt/egov-kg/bin/egov-kg", str(PROGRAM)), encoding="utf-8")
    found = subprocess.run([program("systemd-analyze"), "verify", path], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout + found.stderr) == (0, "")


def test_the_unit_is_hardened() -> None:
    command = [program("systemd-analyze"), "security", "--offline=yes", str(DEPLOY / "egov-kg.service")]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    level = re.search(r"exposure level for egov-kg.service: ([\d.]+)", found.stdout)
    assert level is not None, found.stderr
    assert float(level[1]) <= 2.0


@pytest.mark.parametrize(
    "command",
    [
        re.search(r"ExecStart=\S+ (.*)", unit()),
        re.search(r"CMD \[(\"serve\".*)\]", (DEPLOY / "Containerfile").read_text(encoding="utf-8")),
    ],
    ids=["unit", "container"],
)
def test_the_commands_have_the_options_that_they_name(command: re.Match[str] | None) -> None:
    assert command is not None
    words = re.sub(r'[",]+', " ", command[1]).split()
    help_text = egov_kg("serve", "--help").stdout
    assert words[0] == "serve"
    options = [word for word in words if word.startswith("--")]
    assert options
    assert all(option in help_text for option in options)


# ---- nginx ----


@contextmanager
def nginx(folder: Path, server: Server) -> Iterator[Server]:
    """nginx with the example as it stands, but for its addresses; the server that is asked is nginx."""
    port = free_port()
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    site = site.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}").replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "site.conf").write_text(site.replace("    listen [::]:80;\n", ""), encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off; {paths} include {folder}/site.conf; }}\n",
        encoding="utf-8",
    )
    command = [program("nginx"), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    own = server.port
    try:
        server.port = port
        until(lambda: answers(server))
        yield server
    finally:
        server.port = own
        process.terminate()
        process.wait(20)


def answers(server: Server) -> bool:
    try:
        return server.get("/health").status == 200
    except OSError:
        return False


def test_nginx_in_front(tmp_path: Path) -> None:
    options = ("--proxy", "127.0.0.1", "--per-client", "1", "--base", "https://kg.example.org/", "--timeout", "5")
    with serving(SAMPLE, *options) as server, nginx(tmp_path, server) as proxied:
        assert proxied.query("SELECT ?iso { ?c egov:iso3 ?iso }").status == 200
        assert proxied.post("ASK {}").text.endswith("true}")
        assert "https://kg.example.org/sparql" in proxied.get("/catalog").text
        packed = proxied.request("GET", "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D",
                                 headers={"Accept": JSON, "Accept-Encoding": "gzip"})  # fmt: skip
        assert packed.headers["content-encoding"] == "gzip"
        part = proxied.get("/dumps/egov-kg.ttl", range="bytes=0-9")
        assert (part.status, len(part.body)) == (206, 10)
        assert proxied.get("/metrics").status == 200
        assert proxied.post("#" * 2**21).status == 413


def test_what_is_cut_is_seen_as_cut_through_nginx(tmp_path: Path) -> None:
    rows = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
    with serving(SAMPLE, "--proxy", "127.0.0.1", "--max-rows", "20000") as server:
        with nginx(tmp_path, server) as proxied, pytest.raises(http.client.IncompleteRead):
            proxied.query(rows)
        until(lambda: server.log(outcome="cut-rows"))


def test_a_client_that_leaves_nginx_ends_its_query(tmp_path: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serving(SAMPLE, "--proxy", "127.0.0.1", "--timeout", "50") as server, nginx(tmp_path, server) as proxied:
        with proxied.begin(endless):
            until(lambda: b'"workers_busy": 1' in proxied.get("/health").body)
        until(lambda: b'"workers_busy": 0' in proxied.get("/health").body)
        until(lambda: server.log(outcome="left"))
