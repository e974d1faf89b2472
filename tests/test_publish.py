"""A build is published whole or not at all, whenever the run that publishes it is ended."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from egov_kg.errors import InvalidIdentifier
from egov_kg.graph import publish
from publish_driver import hashes

DRIVER: Final = Path(__file__).with_name("publish_driver.py")
OLD: Final = {"egov-kg.ttl": b"old", "report.json": b"old", "texts/0123456789abcdef.txt": b"old"}
NEW: Final = {"egov-kg.ttl": b"new", "egov-kg.nq": b"new", "texts/fedcba9876543210.txt": b"new"}
OWN: Final = {"decisions.yaml": b"a person's", "texts/notes.txt": b"a person's"}


class Outcome(NamedTuple):
    """What one run left: its exit status, the folder's files by their hashes, the names beside the folder."""

    step: int
    status: int
    files: Mapping[str, str]
    beside: list[str]


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def outcomes(work: Path, number: signal.Signals, earlier: Mapping[str, bytes]) -> list[Outcome]:
    write(work / "earlier", earlier)
    write(work / "new", NEW)
    command = [sys.executable, str(DRIVER), str(work), number.name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]


def expected(tmp_path: Path, earlier: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, str]]:
    """The hashes of the earlier build and of the new one, each with the person's own files."""
    before = hashes(write(tmp_path / "before", earlier))
    kept = {name: data for name, data in earlier.items() if name not in OLD or name == "report.json"}
    return before, hashes(write(tmp_path / "after", {**kept, **NEW}))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no call that exchanges two folders")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_ended_at_any_step_leaves_one_build_whole(tmp_path: Path, number: signal.Signals) -> None:
    earlier = {**OLD, **OWN}
    before, after = expected(tmp_path, earlier)
    runs = outcomes(tmp_path, number, earlier)
    ended = [run for run in runs if run.status != 0]
    assert len(ended) > len(NEW)
    assert {run.status for run in ended} == {130 if number is signal.SIGINT else -number}
    assert [run.step for run in runs if run.files not in (before, after)] == []
    assert runs[0].files == before
    assert (runs[-1].status, runs[-1].files, runs[-1].beside) == (0, after, [])
    if number is signal.SIGINT:
        assert [run.beside for run in ended if run.beside] == []


def test_a_folder_that_holds_folders_of_others_is_restored_after_an_interruption(tmp_path: Path) -> None:
    earlier = {**OLD, **OWN, "letters/reply.txt": b"a person's"}
    before, after = expected(tmp_path, earlier)
    runs = outcomes(tmp_path, signal.SIGINT, earlier)
    assert [run.step for run in runs if run.files not in (before, after)] == []
    assert (runs[0].files, runs[-1].files) == (before, after)


def test_the_folder_one_stands_in_stays_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "output", OLD)
    number = folder.stat().st_ino
    monkeypatch.chdir(folder)
    publish(Path(), NEW)
    assert folder.stat().st_ino == number
    assert (folder / "egov-kg.ttl").read_bytes() == b"new"


def test_a_failure_while_files_are_put_in_place_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "output", {**OLD, "letters/reply.txt": b"a person's"})
    before = hashes(folder)
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if path.read_bytes() == b"new" and Path(target).name == "fedcba9876543210.txt":
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        publish(folder, NEW)
    assert hashes(folder) == before


def test_the_mode_of_the_folder_stays(tmp_path: Path) -> None:
    folder = write(tmp_path / "output", OLD)
    folder.chmod(0o750)
    publish(folder, NEW)
    assert folder.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "a\\b", "a\0b", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidIdentifier):
        publish(tmp_path / "output", {"egov-kg.ttl": b"new", name: b"new"})
    assert not (tmp_path / "output").exists()


def test_a_link_in_the_folder_leads_nowhere(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"0123456789abcdef.txt": b"a person's"})
    folder = write(tmp_path / "output", {"egov-kg.ttl": b"old"})
    (folder / "texts").symlink_to(outside)
    with pytest.raises(NotADirectoryError):
        publish(folder, NEW)
    assert hashes(outside) == hashes(write(tmp_path / "same", {"0123456789abcdef.txt": b"a person's"}))
    assert (folder / "egov-kg.ttl").read_bytes() == b"old"
