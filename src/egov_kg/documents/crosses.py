"""Options in the rows of a table, ticked by a cross in a cell of their own: an empty cell in its column is no tick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from egov_kg.documents.ticks import CHECKS
from egov_kg.documents.words import Words
from egov_kg.model import Span, Tick

_CROSSES: Final = frozenset({"x", "X", *CHECKS})
_LONE_CROSS: Final = re.compile(rf"(?<!\S)[xX{CHECKS}](?!\S)")
_LONG: Final = 4
_FEWEST_ROWS: Final = 3
"""Rows of options that a column of crosses has at least, where it has a single cross; two crosses are enough."""

Cells = list[list[Words]]


def mark_crosses(rows: Sequence[Sequence[Sequence[Words]]]) -> list[Cells]:
    """The rows of a table, its crosses as ticks, the empty cells above and below them as boxes that are not selected.

    A column counts whose cells hold crosses or nothing, the first row's aside, with words in the column beside it.
    Where two such columns stand side by side, or an empty one beside it, only their headings know what a cross says.
    """
    found = [[list(cell) for cell in row] for row in rows]
    if any(words.length < _LONG and words.text.strip() in _CROSSES for row in rows for cell in row for words in cell):
        _mark_columns(found)
    return found


def _mark_columns(rows: Sequence[Cells]) -> None:
    width = max(map(len, rows), default=0)
    kinds = [_kind(rows, place) for place in range(width)]
    for place, kind in enumerate(kinds):
        beside = {kinds[near] for near in (place - 1, place + 1) if 0 <= near < width}
        if kind == "crosses" and beside == {"words"}:
            for row in rows:
                if place < len(row):
                    _mark(row, place)


def _kind(rows: Sequence[Cells], place: int) -> str:
    """What a column holds: crosses, words, or nothing below its first row."""
    texts = ["".join(words.text for words in row[place]).strip() if place < len(row) else "" for row in rows]
    below = texts[1:] if texts[0] and texts[0] not in _CROSSES else texts
    if not any(below):
        return "nothing"
    crosses = sum(text in _CROSSES for text in below)
    enough = crosses > 1 or len(below) >= _FEWEST_ROWS
    return "crosses" if enough and all(text in _CROSSES for text in below if text) else "words"


def _mark(row: Cells, place: int) -> None:
    cell = [words for words in row[place] if words]
    others = [words.text for at, other in enumerate(row) if at != place for words in other if words]
    if not cell and others and not any(map(_LONE_CROSS.search, others)):
        box = Words(" ")
        box.ticks.append(Tick(Span(0, 1), False))
        row[place] = [box]
    elif cell and (text := cell[0].text).strip() in _CROSSES and not cell[0].ticks:
        at = len(text) - len(text.lstrip())
        cell[0].ticks.append(Tick(Span(at, at + 1), True))
