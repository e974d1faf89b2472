"""Tables on a terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from egov_kg.vocabulary import ENTITY_PREFIXES

Column = tuple[str, Sequence[str]]
"""A column's name and its cells."""

_IDENTIFIER: Final = re.compile(rf"(?:(?:{'|'.join(ENTITY_PREFIXES.values())}):\S+)?")
_READABLE: Final = 12
"""A column gets narrower than this only when its cells are, or when there are too many columns."""
_BETWEEN: Final = 3
"""The blanks between two columns."""


def table(columns: Sequence[Column]) -> str:
    """A table in the terminal's width; where that is too narrow, identifiers are left out, which a line says."""
    console = Console(file=sys.stdout)
    shown, hidden = _fitting(columns, console.width)
    least = max(1, min(_READABLE, console.width // len(shown) - _BETWEEN)) if shown else 1
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, cells in shown:
        drawn.add_column(Text(name), overflow="fold", min_width=min(least, _width((name, cells))))
    for row in zip(*(cells for _, cells in shown), strict=True):
        # Text, not str: what stands in square brackets is no markup.
        drawn.add_row(*(Text(cell) for cell in row))
    with console.capture() as captured:
        console.print(drawn)
        if hidden:
            console.print(Text(f"not shown for want of room: {', '.join(hidden)} (--format csv shows all)"))
    return captured.get()


def _fitting(columns: Sequence[Column], width: int) -> tuple[Sequence[Column], Sequence[str]]:
    """The columns to show and the names of those left out."""
    if sum(_width(column) + _BETWEEN for column in columns) <= width:
        return columns, ()
    hidden = [name for name, cells in columns if any(cells) and all(map(_IDENTIFIER.fullmatch, cells))]
    shown = [column for column in columns if column[0] not in hidden]
    return (shown, hidden) if shown else (columns, ())


def _width(column: Column) -> int:
    name, cells = column
    return max(map(cell_len, [name, *cells]))


__all__ = ["table"]
