"""The processes of a server end with it, whatever it was at when it was told to stop."""

from __future__ import annotations

import asyncio
import os
import select
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from egov_kg.server.engine import Engine
from egov_kg.server.journal import Journal
from egov_kg.server.searching import Searching
from egov_kg.server.settings import ServerLimits
from egov_kg.server.source import SOURCE, locate
from sample_build import SAMPLE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at through /proc")


def children() -> set[str]:
    """The processes of this one that run."""
    mine = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/children").read_text(encoding="ascii").split()
    return {pid for pid in mine if "egov_kg.server" in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")}


def test_a_librarian_that_has_just_started_ends_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    tidies, goes_on = threading.Event(), threading.Event()
    remove = shutil.rmtree

    def slow(folder: Path, *, ignore_errors: bool) -> None:
        tidies.set()
        goes_on.wait(60)
        remove(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", slow)

    async def start_and_stop() -> None:
        engine = Engine(SAMPLE, ServerLimits(), Journal(None))
        searching = Searching(engine, ServerLimits(), Journal(None))
        await engine.start()
        searching.start()
        await asyncio.to_thread(tidies.wait, 60)
        assert any("librarian" in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8") for pid in children())
        await searching.stop()
        await engine.stop()
        goes_on.set()

    asyncio.run(start_and_stop())
    assert not children()


def test_a_nursery_whose_server_is_gone_ends_quietly() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        nursery = subprocess.Popen(
            [sys.executable, "-P", "-m", "egov_kg.server.nursery", str(theirs.fileno()), str(2**30)],
            pass_fds=(theirs.fileno(),), stderr=subprocess.PIPE, env={**os.environ, SOURCE: locate(SAMPLE).encode()},
        )  # fmt: skip
    with ours:
        # What it tells is not read: closing the connection then resets it.
        assert select.select([ours], [], [], 60)[0]
    _, said = nursery.communicate(timeout=60)
    assert (nursery.returncode, said) == (0, b"")
