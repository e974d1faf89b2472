"""Lines of a PDF page that are one although wide gaps divide their words: those of justified columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from egov_kg.documents.pdf_words import Segment

_SAME_EDGE: Final = 1.5
"""Points within which edges of lines are the same."""
_NEXT_LINE: Final = 1.8
"""Of the letters' size: lines of one column stand no further apart."""
_WIDEST: Final = 12.0
"""Of the letters' size: no line is stretched further."""

_AROUND: Final = 5
"""Lines above and below among which another ends at the same margin."""

Row = list[Segment]


def joined(one: Segment, other: Segment, between: str) -> Segment:
    """Two segments as one."""
    shift = len(one.text) + len(between)
    return Segment(
        text=f"{one.text}{between}{other.text}", left=min(one.left, other.left), right=max(one.right, other.right),
        y=one.y, size=one.size, bold=one.bold and other.bold, first=one.first, order=one.order,
        ticks=[*one.ticks, *((at + shift, state) for at, state in other.ticks)],
        links=[*one.links, *((start + shift, end + shift, target) for start, end, target in other.links)],
    )  # fmt: skip


def justified(rows: Sequence[Row], drawn: Sequence[float]) -> list[Row]:
    """Lines of which those that were stretched to a column's margins are whole.

    Such a line begins where the one beside it does and ends where one near it does; its words stand equally far apart,
    and none of them begins a column of the line beside it; no line is drawn between them (``drawn`` are heights).
    """
    return [_whole(row) if _is_justified(rows, at, drawn) else row for at, row in enumerate(rows)]


def _whole(row: Row) -> Row:
    line = row[0]
    for one in row[1:]:
        line = joined(line, one, " ")
    return [line]


def _is_justified(rows: Sequence[Row], at: int, drawn: Sequence[float]) -> bool:
    row = rows[at]
    if len(row) < 2 or not any(map(str.isalpha, row[-1].text)) or any(one.ticks for one in row):
        return False
    gaps = [other.left - one.right for one, other in pairwise(row)]
    if max(gaps) > _WIDEST * row[0].size or max(gaps) > min(gaps) + row[0].size / 2:
        return False
    beside = [other for other in rows[max(0, at - 1) : at + 2] if other is not row and _is_next(row, other, drawn)]
    if any(_have_columns(row, other) for other in beside):
        return False
    around = [other for other in rows[max(0, at - _AROUND) : at + _AROUND + 1] if other is not row]
    same = [other for other in around if abs(row[0].left - other[0].left) < _SAME_EDGE]
    return bool(beside) and any(abs(row[-1].right - other[-1].right) < _SAME_EDGE for other in same)


def _is_next(row: Row, other: Row, drawn: Sequence[float]) -> bool:
    """Whether a line stands right above or below another, in letters of its size, beginning where it does."""
    low, high = sorted((row[0].y, other[0].y))
    return (
        high - low < _NEXT_LINE * row[0].size
        and abs(row[0].size - other[0].size) < 1
        and abs(row[0].left - other[0].left) < _SAME_EDGE
        and not any(low - row[0].size / 3 < y < high - row[0].size / 3 for y in drawn)
    )


def _have_columns(row: Row, other: Row) -> bool:
    """Whether words of both lines behind their first ones begin at one place."""
    return any(abs(one.left - two.left) < _SAME_EDGE for one in row[1:] for two in other[1:])
