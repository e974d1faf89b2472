"""A build as a store on disk (Oxigraph on RocksDB), for graphs that are larger than the memory."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from egov_kg.errors import BuildNotFound, StoreUnusable
from egov_kg.folders import put_in_place
from egov_kg.progress import Progress
from egov_kg.store import FACTS_FILE, FILES, fill_from, in_use

NOTE_FILE: Final = "egov-kg.load.json"
"""Stands in every store that is made here, and says what it holds: only such a store is ever replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a store holds: the statements of its default graph, and of all named graphs, which repeat them."""

    place: Path
    statements: int
    statements_in_graphs: int
    graphs: int


def load(folder: Path, place: Path, *, progress: Progress | None = None) -> LoadReport:
    """Makes a store on disk of a build, with the semantics of ``open_build``, and puts it in its place in one step.

    The store is written beside its place, so that a run that fails or is killed leaves an earlier store whole; a
    killed run can leave a hidden folder named ``.…egov-kg-…`` behind. A program that reads the earlier store keeps
    what it has open. Raises BuildNotFound, BuildDamaged, and StoreUnusable for a place that holds something else or
    a store in use, and for a disk that is full.
    """
    if not (folder / FACTS_FILE).is_file():
        raise BuildNotFound(folder)
    place = Path(os.path.abspath(place))  # noqa: PTH100  # a link stays the name of the place, it is not followed
    _check(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{place.name}.egov-kg-", dir=place.parent))
    except OSError as error:
        raise StoreUnusable(place, f"nothing can be written there ({error.strerror}). Name another place") from error
    try:
        new = aside / place.name
        new.mkdir()
        report = _fill(folder, new, place, progress)
        if place.is_dir():
            shutil.copymode(place, new)
        put_in_place(new, place)
    except OSError as error:
        raise StoreUnusable(place, f"the store cannot be written ({error}). {_advice(error)}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return report


def _check(place: Path) -> None:
    """Raises StoreUnusable where something stands that is no store of ours, or one in use."""
    if not os.path.lexists(place):
        return
    if place.is_symlink() or not place.is_dir():
        raise StoreUnusable(place, "it is a file or a link, not a folder. Name a new folder for the store")
    if in_use(place):
        raise StoreUnusable(place, "another program writes into this store. Stop it, and load again")
    if any(place.iterdir()) and not (place / NOTE_FILE).is_file():
        raise StoreUnusable(place, "it holds files that egov-kg load did not write. Name a new folder for the store")


def _fill(folder: Path, new: Path, place: Path, progress: Progress | None) -> LoadReport:
    store = ox.Store(str(new))
    files = [(folder / name, syntax) for name, syntax in FILES if (folder / name).is_file()]
    if progress:
        progress.stage("loading", len(files))
    for path, syntax in files:
        fill_from(store, path, syntax)
        if progress:
            progress.advance(path.name)
    store.optimize()
    store.flush()
    statements, graphs = _count(store), sum(1 for _ in store.named_graphs())
    in_graphs = len(store) - statements
    del store  # closes it
    note = {"statements": statements, "named graphs": graphs, "statements in named graphs": in_graphs}
    (new / NOTE_FILE).write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
    return LoadReport(place=place, statements=statements, statements_in_graphs=in_graphs, graphs=graphs)


def _count(store: ox.Store) -> int:
    (row,) = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")  # type: ignore[misc]  # a SELECT of ours
    return int(row["n"].value)


def _advice(error: OSError) -> str:
    # pyoxigraph hands the system's words on without its number.
    if "No space left" in str(error) or "quota" in str(error).lower():
        return "Make room there, or name a place on another disk"
    return "Name another place"


__all__ = ["NOTE_FILE", "LoadReport", "Progress", "load"]
