"""A build as a store on disk: the same answers, replaced in one step, and a sentence for whatever goes wrong."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from egov_kg import store_on_disk
from egov_kg.cli import main
from egov_kg.errors import BuildDamaged, BuildNotFound, StoreUnusable
from egov_kg.queries import named_queries
from egov_kg.store import Store, open_build
from egov_kg.store_on_disk import LoadReport, load
from egov_kg.summary import summarise
from sample_build import SAMPLE

HOLD: Final = "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("load") / "store"
    load(SAMPLE, place)
    return place


def quads(store: Store) -> set[ox.Quad]:
    return set(store.raw)


def beside(place: Path) -> list[str]:
    return sorted(path.name for path in place.parent.iterdir() if path != place)


def test_the_store_holds_what_the_build_does(stored: Path) -> None:
    memory, disk = open_build(SAMPLE), open_build(stored)
    assert quads(disk) == quads(memory)
    assert list(disk.graphs()) == list(memory.graphs())
    assert beside(stored) == []


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_a_named_query_gives_the_same_rows(stored: Path, query: object) -> None:
    name = getattr(query, "name", "")
    assert invoke("query", name, "--data", stored).stdout == invoke("query", name, "--data", SAMPLE).stdout


def test_the_summary_is_the_same(stored: Path) -> None:
    assert summarise(stored) == summarise(SAMPLE)


def test_the_command_says_what_it_loaded(tmp_path: Path) -> None:
    result = invoke("load", SAMPLE, "--store", tmp_path / "deep" / "store")
    assert result.exit_code == 0
    memory = open_build(SAMPLE)
    named = sum(1 for quad in memory.raw if quad.graph_name != ox.DefaultGraph())
    assert result.stdout == (
        f"{len(memory) - named} statements in {tmp_path}/deep/store, and those of {len(list(memory.graphs()))} named "
        f"graphs ({named})\n"
    )
    assert result.stderr.splitlines()[:2] == ["loading (3)", "  1/3 egov-kg.ttl"]
    note = json.loads((tmp_path / "deep" / "store" / "egov-kg.load.json").read_bytes())
    assert note == {
        "statements": len(memory) - named, "named graphs": len(list(memory.graphs())),
        "statements in named graphs": named,
    }  # fmt: skip


def smaller(folder: Path) -> Path:
    """A build of one statement."""
    folder.mkdir()
    (folder / "egov-kg.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    return folder


def test_a_second_run_replaces_the_store_and_a_reader_keeps_its_own(tmp_path: Path) -> None:
    place = tmp_path / "place" / "store"
    first = load(SAMPLE, place)
    place.chmod(0o750)
    reader = open_build(place)
    assert load(smaller(tmp_path / "small"), place) == LoadReport(
        place=place, statements=1, statements_in_graphs=0, graphs=0
    )
    assert len(open_build(place)) == 1
    assert len(quads(reader)) == first.statements + first.statements_in_graphs
    assert place.stat().st_mode & 0o777 == 0o750
    assert beside(place) == []


def test_an_empty_folder_may_become_a_store(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    load(smaller(tmp_path / "small"), tmp_path / "store")
    assert len(open_build(tmp_path / "store")) == 1


def test_a_broken_build_leaves_the_earlier_store(tmp_path: Path) -> None:
    place = tmp_path / "place" / "store"
    load(SAMPLE, place)
    broken = Path(shutil.copytree(SAMPLE, tmp_path / "broken"))
    (broken / "egov-kg.nq").write_text("<urn:a> <urn:b>\n", encoding="utf-8")
    with pytest.raises(BuildDamaged, match=r"egov-kg\.nq cannot be read: .*line 2"):
        load(broken, place)
    assert quads(open_build(place)) == quads(open_build(SAMPLE))
    assert beside(place) == []
    assert "egov-kg.nq cannot be read" in invoke("query", "portals", "--data", broken).stderr


def test_an_interruption_leaves_the_earlier_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "place" / "store"
    load(SAMPLE, place)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store_on_disk, "fill_from", interrupted)
    assert invoke("load", smaller(tmp_path / "small"), "--store", place).exit_code == 130
    assert quads(open_build(place)) == quads(open_build(SAMPLE))
    assert beside(place) == []


def test_without_an_exchange_of_folders_the_store_is_replaced_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("egov_kg.folders.exchange", missing)
    place = tmp_path / "place" / "store"
    load(SAMPLE, place)
    load(smaller(tmp_path / "small"), place)
    assert len(open_build(place)) == 1
    assert beside(place) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("file", "it is a file or a link, not a folder"), ("link", "it is a file or a link, not a folder"),
        ("folder", "it holds files that egov-kg load did not write"),
    ],
)  # fmt: skip
def test_nothing_that_is_no_store_of_ours_is_replaced(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.txt").write_text("mine", encoding="utf-8")
    result = invoke("load", SAMPLE, "--store", tmp_path / name)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith(f"Error: {tmp_path / name}: {message}")
    assert (tmp_path / "file").read_text() == (tmp_path / "folder" / "letter.txt").read_text() == "mine"


def test_the_store_of_another_program_is_not_replaced(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "theirs"))
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
    del store
    with pytest.raises(StoreUnusable, match="did not write"):
        load(SAMPLE, tmp_path / "theirs")
    assert len(open_build(tmp_path / "theirs")) == 1


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound):
        load(tmp_path, tmp_path / "store")
    assert list(tmp_path.iterdir()) == []


@contextmanager
def held(place: Path) -> Iterator[None]:
    """Another program holds a store open for writing."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            assert process.stdin is not None
            process.stdin.close()


def test_a_store_in_use_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    place = tmp_path / "store"
    load(SAMPLE, place)
    with held(place):
        for arguments in (("query", "portals", "--data", place), ("load", SAMPLE, "--store", place)):
            result = invoke(*arguments)
            assert (result.exit_code, result.stdout) == (2, "")
            assert f"Error: {place}: another program writes into this store" in result.stderr
    assert invoke("query", "portals", "--data", place).exit_code == 0


def test_a_damaged_store_says_how_to_make_it_again(tmp_path: Path) -> None:
    place = tmp_path / "store"
    load(SAMPLE, place)
    (place / "CURRENT").write_text("MANIFEST-999999\n", encoding="ascii")
    result = invoke("query", "portals", "--data", place)
    assert result.exit_code == 2
    assert "the store cannot be opened" in result.stderr
    assert f"Make it again: egov-kg load DIR --store {place}" in result.stderr
    load(SAMPLE, place)
    assert quads(open_build(place)) == quads(open_build(SAMPLE))


def _no_large_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_disk_that_takes_no_more_ends_in_a_sentence(tmp_path: Path) -> None:
    place = tmp_path / "place" / "store"
    done = subprocess.run(
        [sys.executable, "-m", "egov_kg", "load", str(SAMPLE), "--store", str(place)],
        capture_output=True, text=True, check=False, preexec_fn=_no_large_files,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(f"Error: {place}: the store cannot be written (IO error: ")
    assert "Traceback" not in done.stderr
    assert list(place.parent.iterdir()) == []


def test_a_full_disk_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("IO error: No space left on device: While appending to file")

    monkeypatch.setattr(store_on_disk, "fill_from", full)
    with pytest.raises(StoreUnusable, match="Make room there, or name a place on another disk"):
        load(SAMPLE, tmp_path / "store")


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may write everywhere meets no refusal")
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreUnusable, match="nothing can be written there"):
        load(SAMPLE, tmp_path / "store")
