"""What is served: a build, read into memory, or a store on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from egov_kg.errors import BuildNotFound
from egov_kg.store import FACTS_FILE, FILES, open_build

STORE_FOLDER: Final = "store"
_STORE_FILE: Final = "CURRENT"
"""The file by which RocksDB finds its others."""
_LOADED: Final = tuple(name for name, _ in FILES)

Stamp = tuple[tuple[str, int, int, int], ...]
"""Name, inode, time of change in nanoseconds and size of each file that a store is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The folder of a build with its files, and the folder of its store where that is on disk."""

    build: Path
    on_disk: Path | None = None

    def stamp(self) -> Stamp:
        """What changes when another build or another store takes the place; empty while there is none."""
        files = [self.on_disk / _STORE_FILE] if self.on_disk else [self.build / name for name in _LOADED]
        found = []
        for path in files:
            try:
                state = path.stat()
            except OSError:
                continue
            found.append((path.name, state.st_ino, state.st_mtime_ns, state.st_size))
        return tuple(found)

    def in_memory(self) -> ox.Store | None:
        """The store of a build; None for one on disk. Raises BuildNotFound."""
        return None if self.on_disk else open_build(self.build).raw

    def open_on_disk(self) -> ox.Store:
        """The store on disk, for one process; raises OSError."""
        return ox.Store.read_only(str(self.on_disk))


def locate(folder: Path) -> Source:
    """What a folder holds; raises BuildNotFound.

    A store on disk is served where the folder is one, or where one stands beside a build that is not newer.
    """
    if (folder / _STORE_FILE).is_file():
        return Source(build=folder, on_disk=folder)
    store = folder / STORE_FOLDER
    if (store / _STORE_FILE).is_file() and not _is_newer(folder, store):
        return Source(build=folder, on_disk=store)
    if not (folder / FACTS_FILE).is_file():
        raise BuildNotFound(folder)
    return Source(build=folder)


def _is_newer(folder: Path, store: Path) -> bool:
    facts = folder / FACTS_FILE
    return facts.is_file() and facts.stat().st_mtime_ns > (store / _STORE_FILE).stat().st_mtime_ns
