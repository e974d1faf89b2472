"""Counts the rows of an answer in the bytes that a serialiser writes, whatever pieces they come in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")

_JSON_ROW: Final = re.compile(rb'\{(?<=[,\[].)(?="[^},:]|\}[,\]])')
"""An object in the list of bindings: after an opening quotation mark comes a name, after a closing one punctuation.

A row without a value, ``{}``, looks the same within a text: such a text counts as a row more.
"""
_JSON_MARGIN: Final = 3
_XML_ROW: Final = b"<result>"


def json_rows() -> Callable[[bytes], int]:
    """A counter that takes the pieces of SPARQL results in JSON, each time giving the rows that are new."""
    tail = b""

    def count(piece: bytes) -> int:
        nonlocal tail
        window = tail + piece
        tail = window[-_JSON_MARGIN:]
        return len(_JSON_ROW.findall(window))

    return count


def xml_rows() -> Callable[[bytes], int]:
    """The same for XML, where no text can hold a tag."""
    tail = b""

    def count(piece: bytes) -> int:
        nonlocal tail
        window = tail + piece
        tail = window[1 - len(_XML_ROW) :]
        return window.count(_XML_ROW)

    return count


def csv_rows() -> Callable[[bytes], int]:
    """The same for CSV, where a quoted value may hold a line's end; the line with the names is no row."""
    quoted = False
    rows = -1

    def count(piece: bytes) -> int:
        nonlocal quoted, rows
        parts = piece.split(b'"')
        rows_before = max(rows, 0)
        rows += sum(part.count(b"\n") for part in parts[quoted::2])
        quoted ^= len(parts) % 2 == 0
        return max(rows, 0) - rows_before

    return count


def tsv_rows() -> Callable[[bytes], int]:
    """The same for TSV, which escapes the line ends within values."""
    rows = -1

    def count(piece: bytes) -> int:
        nonlocal rows
        rows_before = max(rows, 0)
        rows += piece.count(b"\n")
        return max(rows, 0) - rows_before

    return count


COUNTERS: Final = {"JSON": json_rows, "XML": xml_rows, "CSV": csv_rows, "TSV": tsv_rows}
"""A maker of counters a syntax of results, by its name in pyoxigraph."""


class Counted(Iterable[T]):
    """An iterable that knows how many items were taken from it."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self.count += 1
            yield item
