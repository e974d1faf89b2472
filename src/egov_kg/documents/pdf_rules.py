"""The lines drawn on a PDF page between the rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage

from egov_kg.documents.pdf_layout import Rule
from egov_kg.documents.pdf_words import Turn

_SHORTEST: Final = 12.0
"""Points that a drawn line between rows is long at least."""
_SHORTEST_SIDE: Final = 6.0
"""Points that a drawn line beside cells is long at least."""
_THICKEST: Final = 3.0
_NEAR: Final = 3.0
"""Points between lines that meet."""


class _Side(NamedTuple):
    """A line drawn beside cells, or the side of a box: its place and its ends."""

    x: float
    top: float
    bottom: float


def rules(page: PdfPage, turn: Turn) -> Sequence[Rule]:
    """The horizontal lines that are drawn on a page, and the upper and lower edges of boxes, from the top down."""
    found: set[Rule] = set()
    sides: list[_Side] = []
    for one in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=2):
        left, bottom, right, top = one.get_bounds()
        (a, b), (c, d) = turn(left, bottom), turn(right, top)
        low, high, upper, lower = min(a, c), max(a, c), min(b, d), max(b, d)
        if lower - upper > _SHORTEST_SIDE:
            sides += (_Side(low, upper, lower), _Side(high, upper, lower))
        if high - low > _SHORTEST:
            found.add(Rule(upper, low, high))
            if lower - upper > _THICKEST:
                found.add(Rule(lower, low, high))
    return [rule._replace(closes=_closes(rule, sides)) for rule in _connected(sorted(found))]


def _closes(rule: Rule, sides: Sequence[_Side]) -> bool:
    """Whether a line is the lower edge of a table: lines beside cells come down to it, and none goes on below."""
    touching = [side for side in sides if rule.left - _NEAR <= side.x <= rule.right + _NEAR]
    above = any(side.top < rule.y - _NEAR <= side.bottom for side in touching)
    return above and not any(side.top <= rule.y + _NEAR < side.bottom for side in touching)


def _connected(found: Sequence[Rule]) -> list[Rule]:
    """Rules of which those at one height that touch are one: the borders of cells make the border of a row."""
    whole: list[Rule] = []
    for rule in found:
        for at in range(len(whole) - 1, -1, -1):
            other = whole[at]
            if rule.y - other.y > 2:
                whole.append(rule)
                break
            if rule.left <= other.right + _NEAR and rule.right >= other.left - _NEAR:
                whole[at] = Rule(other.y, min(rule.left, other.left), max(rule.right, other.right))
                break
        else:
            whole.append(rule)
    return whole
