"""What is served: a build, read into memory, a store on disk, or a store elsewhere that answers SPARQL."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from egov_kg.errors import BuildNotFound
from egov_kg.store import FACTS_FILE, FILES, open_build

SOURCE: Final = "EGOV_KG_SERVED"
"""The variable of the environment in which a process of the server finds its source: others see command lines."""
STORE_FOLDER: Final = "store"
_STORE_FILE: Final = "CURRENT"
"""The file by which RocksDB finds its others."""
_LOADED: Final = tuple(name for name, _ in FILES)

Stamp = tuple[tuple[str, int, int, int], ...]
"""Name, inode, time of change in nanoseconds and size of each file that a store is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A store elsewhere: the address for its queries, the graphs to read as the default one, and who asks.

    Without graphs they are those that ``egov-kg publish`` noted there, else what the store reads by itself.
    """

    url: str
    graphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """The graphs that GRAPH finds beside them; what the store shows where there are none."""
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a person asks to serve: a folder with a build or a store, a store elsewhere, or that with a build."""

    folder: Path | None = None
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The folder of a build with its files where there is one, and the store where it is on disk or elsewhere."""

    build: Path | None
    on_disk: Path | None = None
    elsewhere: Elsewhere | None = None

    def encode(self) -> str:
        """The source as another process of ours reads it; it holds secrets."""
        paths = [None if path is None else str(path) for path in (self.build, self.on_disk)]
        return json.dumps([*paths, None if self.elsewhere is None else asdict(self.elsewhere)])

    def stamp(self) -> Stamp:
        """What changes when another build or another store takes the place; empty while there is none."""
        if self.elsewhere is not None or self.build is None:
            return ()
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
        """The store of a build; None for one on disk or elsewhere. Raises BuildNotFound."""
        return open_build(self.build).raw if self.build and not (self.on_disk or self.elsewhere) else None

    def open_on_disk(self) -> ox.Store:
        """The store on disk, for one process; raises OSError."""
        return ox.Store.read_only(str(self.on_disk))


def decode(text: str) -> Source:
    """The source that `Source.encode` wrote."""
    build, on_disk, elsewhere = json.loads(text)
    if elsewhere is not None:
        elsewhere = Elsewhere(**{**elsewhere, "graphs": tuple(elsewhere["graphs"]), "named": tuple(elsewhere["named"])})
    return Source(
        build=Path(build) if build else None, on_disk=Path(on_disk) if on_disk else None, elsewhere=elsewhere
    )


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
