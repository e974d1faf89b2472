"""The reading order of a PDF page: columns one after the other, tables row by row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from egov_kg.documents.pdf_words import Segment, belongs
from egov_kg.documents.ticks import GLYPHS


class Rule(NamedTuple):
    """A horizontal line drawn on a page: its height and its ends; ``closes`` where it is a table's lower edge."""

    y: float
    left: float
    right: float
    closes: bool = False


Rules = Callable[[], Sequence[Rule]]
"""The lines drawn on a page from the top down, asked for only where words stand side by side."""

_BOX: Final = re.compile(rf"[{''.join(sorted(GLYPHS))}]|\[[xX ]?\]|\([xX ]?\)")
_SAME_LINE: Final = 0.4
"""Of the letters' size: base lines so near are one line."""
_FEWEST_LINES: Final = 4
"""Lines side by side that two columns of a page have at least."""
_FILLED: Final = 0.6
"""How much of a column's width its lines fill on average, where it is a column of prose."""
_LARGEST_GAP: Final = 3.0
"""Of the letters' size: rows of a table without lines stand no further apart."""
_WRAPPED_GAP: Final = 1.6
"""Of the letters' size: lines of one cell stand no further apart."""
_INDENT: Final = 12.0
"""Points that words stand within the lines around them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of words below one another."""

    lines: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each the lines in it; ``edges`` say how far its columns reach."""

    rows: tuple[tuple[tuple[Segment, ...], ...], ...]
    edges: tuple[float, ...]


Block = Lines | Grid
_Row = list[Segment]


def arrange(segments: Sequence[Segment], rules: Rules) -> list[Block]:
    """The blocks of a page in reading order."""
    rows = _rows(segments)
    if all(len(row) == 1 for row in rows):
        return [Lines(tuple(row[0] for row in rows))] if rows else []
    return _arranged(rows, rules(), 0)


def _rows(segments: Sequence[Segment]) -> list[_Row]:
    """What stands on one line, from left to right; the lines from the top down."""
    rows: list[_Row] = []
    for segment in sorted(segments, key=lambda one: (one.y, one.left)):
        if rows and abs(segment.y - rows[-1][0].y) <= _SAME_LINE * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_together(row) if len(row) > 1 else row for row in rows]


def _together(row: _Row) -> _Row:
    """A line from left to right; pieces that no wide gap divides are one, whatever order they were written in."""
    found: _Row = []
    pieces = sorted(row, key=lambda segment: segment.left)
    for one, behind in zip(pieces, [*pieces[1:], None], strict=True):
        before = found[-1] if found else None
        gap = one.left - before.right if before is not None else 0.0
        if before is not None and gap > one.size and _is_in_own_cell(before, one, behind, gap):
            found.append(one)
        elif before is not None and belongs(before.text, one.text.split()[0], gap, one.size):
            found[-1] = joined(before, one, " ")
        else:
            found.append(one)
    return found


def _is_in_own_cell(before: Segment, one: Segment, behind: Segment | None, gap: float) -> bool:
    """Whether a gap, be it narrow, divides cells: one holds a cross alone, or a box that has nothing near behind it."""
    if "X" in (before.text, one.text):
        return True
    return _BOX.fullmatch(one.text) is not None and behind is not None and behind.left - one.right > gap


def _arranged(rows: list[_Row], rules: Sequence[Rule], depth: int) -> list[Block]:
    blocks: list[Block] = []
    start = 0
    while start < len(rows):
        found = _columns(rows, start, rules) if depth < 3 else None
        if found is not None:
            end, gutter = found
            for side in (
                [[one for one in row if one.left < gutter] for row in rows[start:end]],
                [[one for one in row if one.left >= gutter] for row in rows[start:end]],
            ):
                blocks += _arranged([row for row in side if row], rules, depth + 1)
            start = end
            continue
        end = _table_end(rows, start, rules)
        if end > start:
            blocks += _table(rows[start:end], rules)
            start = end
        else:
            _add_lines(blocks, rows[start])
            start += 1
    return blocks


def _add_lines(blocks: list[Block], row: _Row) -> None:
    """A line that is no row of a table; what stands beside it follows behind a tab."""
    line = row[0]
    for one in row[1:]:
        line = joined(line, one, "\t")
    if blocks and isinstance(blocks[-1], Lines) and blocks[-1].lines[-1].y <= line.y:
        blocks[-1] = Lines((*blocks[-1].lines, line))
    else:
        blocks.append(Lines((line,)))


def joined(one: Segment, other: Segment, between: str) -> Segment:
    """Two segments as one."""
    shift = len(one.text) + len(between)
    return Segment(
        text=f"{one.text}{between}{other.text}", left=min(one.left, other.left), right=max(one.right, other.right),
        y=one.y, size=one.size, bold=one.bold and other.bold, first=one.first, order=one.order,
        ticks=[*one.ticks, *((at + shift, state) for at, state in other.ticks)],
        links=[*one.links, *((start + shift, end + shift, target) for start, end, target in other.links)],
    )  # fmt: skip


# Columns


def _columns(
    rows: list[_Row], start: int, rules: Sequence[Rule]
) -> tuple[int, float] | None:
    """Where columns of prose that begin at a line end, and the place between the first and the others."""
    if not 1 < len(rows[start]) <= 4:
        return None
    for gutter in _gutters(rows, start):
        if not rows[start][0].right <= gutter <= rows[start][-1].left:
            continue
        end = start
        while end < len(rows) and not _crosses(rows[end], gutter):
            end += 1
        band = rows[start:end]
        both = [row for row in band if row[0].right <= gutter <= row[-1].left]
        if len(both) >= _FEWEST_LINES and _is_prose(band, gutter) and not _ruled(band, gutter, rules):
            return end, gutter
    return None


def _gutters(rows: list[_Row], start: int) -> list[float]:
    """Places that most of the next lines leave blank, the most frequent first."""
    gaps = [
        (one.right, other.left)
        for row in rows[start : start + 60]
        for one, other in pairwise(row)
        if other.left > one.right
    ]
    if len(gaps) < _FEWEST_LINES:
        return []
    places = {(low + high) / 2 for low, high in gaps}
    counted = sorted(((sum(low < place < high for low, high in gaps), place) for place in places), reverse=True)
    best = counted[0][0]
    return [place for count, place in counted if count >= max(_FEWEST_LINES, best - 1)][:3]


def _crosses(row: _Row, gutter: float) -> bool:
    return any(one.left < gutter < one.right for one in row)


def _is_prose(band: list[_Row], gutter: float) -> bool:
    """Whether both sides are columns of prose: their lines fill them, and one was written before the other."""
    sides = [[one for row in band for one in row if (one.left < gutter) is first] for first in (True, False)]
    for side in sides:
        if len(side) < _FEWEST_LINES:
            return False
        width = max(one.right for one in side) - min(one.left for one in side)
        if sum(one.right - one.left for one in side) < _FILLED * width * len(side):
            return False
    written = sorted((one.order, one.left < gutter) for row in band for one in row)
    switches = sum(one[1] is not other[1] for one, other in pairwise(written))
    # Columns are written one after the other, or line by line across; a table goes from cell to cell.
    return switches <= 2 or switches >= 1.5 * len(band)


def _ruled(band: list[_Row], gutter: float, rules: Sequence[Rule]) -> bool:
    top, bottom = band[0][0].y, band[-1][0].y
    return sum(top < rule.y < bottom and rule.left < gutter < rule.right for rule in rules) > 1


# Tables


def _table_end(rows: list[_Row], start: int, rules: Sequence[Rule]) -> int:
    """Where the table that begins at a line ends; the line itself where it is none."""
    if len(rows[start]) < 2:
        return start
    end, several = start, 0
    for at in range(start, len(rows)):
        row = rows[at]
        if at > start and not _belongs(rows[at - 1], row, rows[start:at], rules):
            break
        if len(row) > 1:
            several += 1
        end = at + 1
    while end > start and len(rows[end - 1]) == 1 and not _is_ruled_in(rows[end - 1], rows[start:end], rules):
        last, before = rows[end - 1][0], rows[end - 2][0]
        if _fits(last, rows[start : end - 1]) and last.y - before.y < _WRAPPED_GAP * last.size:
            break
        end -= 1
    alone = several == 1 and end - start > 1 and _is_ruled_in(rows[start], rows[start : start + 1], rules)
    return end if several > 1 or alone else start


def _belongs(
    before: _Row, row: _Row, above: list[_Row], rules: Sequence[Rule]
) -> bool:
    """Whether a line goes on with a table."""
    if _is_ruled_in(row, above, rules):
        return True
    if row[0].y - before[0].y > _LARGEST_GAP * row[0].size:
        return False
    if len(row) > 1:
        return True
    return _fits(row[0], above)


def _is_ruled_in(row: _Row, above: list[_Row], rules: Sequence[Rule]) -> bool:
    """Whether a drawn line closes the table below a line of words."""
    if not rules:
        return False
    left = min(one.left for line in above for one in line)
    right = max(one.right for line in above for one in line)
    top = above[0][0].y
    at = bisect_left(rules, row[0].y - row[0].size / 2, key=lambda rule: rule.y)
    wide = [rule.left <= left + _INDENT and rule.right >= right - _INDENT for rule in rules]
    over = [rules[place] for place in range(at) if wide[place] and rules[place].y >= top - _LARGEST_GAP * row[0].size]
    return bool(over) and not over[-1].closes and any(wide[at:])


def _fits(one: Segment, above: list[_Row]) -> bool:
    """Whether words stand in one column of a table: begin where another cell does and end before the next."""
    for row in reversed(above):
        if len(row) > 1:
            lefts = [other.left for other in row]
            place = next((at for at, left in enumerate(lefts) if abs(left - one.left) < 1.5), None)
            if place is not None:
                return place + 1 == len(lefts) or one.right <= lefts[place + 1]
    return False


def _table(rows: list[_Row], rules: Sequence[Rule]) -> list[Block]:
    columns = _intervals(rows)
    if len(columns) < 2:
        blocks: list[Block] = []
        for row in rows:
            _add_lines(blocks, row)
        return blocks
    groups = _ruled_groups(rows, columns, rules) or _written_groups(rows, columns)
    cells = []
    for group in groups:
        placed: list[list[Segment]] = [[] for _ in columns]
        for row in group:
            for one in row:
                placed[_column(one, columns)].append(one)
        cells.append(tuple(tuple(cell) for cell in placed))
    lefts = [low - _INDENT / 2 for low, _ in columns[1:]]
    return [Grid(tuple(cells), (*lefts, columns[-1][1]))]


def _intervals(rows: list[_Row]) -> list[tuple[float, float]]:
    """The left and right edges of the columns: what words of the fullest lines cover, together with what fits them."""
    most = max(map(len, rows))
    spans = sorted(
        ((one.left, one.right) for row in rows for one in row if len(row) == most),
        key=lambda span: span[0],
    )
    for row in rows:
        if len(row) < most:
            for one in row:
                lefts = [low for low, high in spans if low < one.right and one.left < high]
                if not lefts or max(lefts) - min(lefts) < 20:  # it covers one column, not two
                    spans.append((one.left, one.right))
    found: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if found and low < found[-1][1]:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found


def _column(one: Segment, columns: list[tuple[float, float]]) -> int:
    """The column in which words begin, else the nearest."""

    def distance(at: int) -> tuple[bool, float]:
        low, high = columns[at]
        return not low - 2 <= one.left < high, abs(low - one.left)

    return min(range(len(columns)), key=distance)


def _ruled_groups(
    rows: list[_Row], columns: list[tuple[float, float]], rules: Sequence[Rule]
) -> list[list[_Row]]:
    """The lines of each row of the table, by the lines drawn between the rows; none where none are drawn."""
    left, right = columns[0][0], columns[-1][0]
    top, bottom = rows[0][0].y, rows[-1][0].y
    wide = (rule.y for rule in rules if rule.left <= left + _INDENT and rule.right >= right)
    heights = [y for y in wide if top < y < bottom]
    if not heights:
        return []
    groups: dict[int, list[_Row]] = {}
    for row in rows:
        groups.setdefault(bisect_left(heights, row[0].y - row[0].size / 3), []).append(row)
    return list(groups.values())


def _written_groups(rows: list[_Row], columns: list[tuple[float, float]]) -> list[list[_Row]]:
    """The lines of each row, by the order in which the cells were written: a row ends before the next begins."""
    groups: list[list[_Row]] = []
    latest = -1.0
    for at, row in enumerate(rows):
        rest = min(one.order for other in rows[at:] for one in other)
        begins_left = _column(row[0], columns) == 0
        near = bool(groups) and row[0].y - groups[-1][-1][0].y < _WRAPPED_GAP * row[0].size
        if groups and (rest < latest or (not begins_left and near)):
            groups[-1].append(row)
        else:
            groups.append([row])
        latest = max(latest, *(one.order for one in row))
    return groups
