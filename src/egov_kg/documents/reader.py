"""What a reader of a format is, and what it returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from egov_kg.model import Link, Tick


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader finds in a file: the fields of `Document` of the same names."""

    text: str
    plain: str
    links: tuple[Link, ...] = ()
    ticks: tuple[Tick, ...] = ()
    page_starts: tuple[int, ...] = ()
    recognised: tuple[Decimal | None, ...] = ()
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A format: its name, its suffixes in lower case with the dot, its media type and the function that reads it.

    ``content`` is the name of the content in ``content.py`` that this reader reads, None for plain characters.
    ``read`` takes the path, for messages alone, and the file's bytes; it raises UnreadableDocument.
    ``recognise`` does the same with the text of pictures recognised, where the format has such pages.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Path, bytes], Reading]
    content: str | None = None
    recognise: Callable[[Path, bytes], Reading] | None = None


def by_suffix(readers: tuple[Reader, ...]) -> dict[str, Reader]:
    """The readers by suffix; raises ValueError where two claim one suffix."""
    table: dict[str, Reader] = {}
    for reader in readers:
        for suffix in reader.suffixes:
            if suffix in table:
                raise ValueError(f"{suffix} is claimed by {table[suffix].name} and by {reader.name}")
            table[suffix] = reader
    return table
