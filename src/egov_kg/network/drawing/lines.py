"""The lines of a drawing: one a pair and nature of ties, with an arrow where one helps the other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from egov_kg.network.drawing.nodes import Spotted
from egov_kg.network.drawing.scene import XY, Curve, Item, Polygon
from egov_kg.network.drawing.style import NATURES, Nature, Theme, mixed
from egov_kg.network.model import Edge
from egov_kg.network.presenting import Presentation

ORDER: Final = (Nature.FOLLOWS, Nature.BELONGING, Nature.TOGETHER, Nature.HELP)
"""What lies below, what above."""
_BEND: Final = 26.0
"""How far the lines of one pair bow apart, in pixels."""
_ARROW: Final = 6.5
_MANY: Final = 300

Line = tuple[str, str, Nature]
"""From, to, nature; help leads from who gives to who gets, all else from the lesser key."""


def grouped(presentation: Presentation) -> Mapping[Line, Sequence[Edge]]:
    """The edges by the line that stands for them, in the order of drawing; none for what follows."""
    found: dict[Line, list[Edge]] = {}
    for edge in presentation.network.edges:
        nature = NATURES.get(edge.tie.kind, Nature.TOGETHER)
        if nature is Nature.HELP and not edge.directed:
            nature = Nature.TOGETHER
        ends = (edge.source, edge.target) if nature is Nature.HELP else sorted((edge.source, edge.target))
        found.setdefault((ends[0], ends[1], nature), []).append(edge)
    for pair in presentation.network.shared_pairs():
        found[(pair.source, pair.target, Nature.FOLLOWS)] = []
    return dict(sorted(found.items(), key=lambda item: (ORDER.index(item[0][2]), item[0])))


def draw_lines(presentation: Presentation, nodes: Mapping[str, Spotted], theme: Theme) -> Iterator[Item]:
    """The lines, those below first."""
    lines = grouped(presentation)
    beside: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        beside.setdefault((min(line[:2]), max(line[:2])), []).append(line)
    thin = 0.6 if len(lines) > _MANY else 1.0
    colours = {nature: _paler(theme, nature) if thin < 1 else theme.lines[nature] for nature in ORDER}
    for line, edges in lines.items():
        pair = (min(line[:2]), max(line[:2]))
        turn = beside[pair].index(line) - (len(beside[pair]) - 1) / 2
        # Both ways of a pair bow to one side of the way from the lesser key.
        bow = turn * _BEND * (1 if line[0] == pair[0] else -1)
        note = _note(presentation, line, edges, nodes)
        yield from _line(line, edges, nodes, colours[line[2]], bow=bow, thin=thin, note=note)


def _line(  # noqa: PLR0913  # what a line is made of
    line: Line, edges: Sequence[Edge], nodes: Mapping[str, Spotted], colour: str, *, bow: float, thin: float, note: str
) -> Iterator[Item]:
    one, other, nature = nodes[line[0]], nodes[line[1]], line[2]
    control = _control(one.centre, other.centre, bow) if bow else None
    start = _towards(one.centre, control or other.centre, one.radius + 1)
    arrow = _ARROW * (0.75 if thin < 1 else 1) if nature is Nature.HELP else 0
    tip = _towards(other.centre, control or one.centre, other.radius + 1.5)
    end = _towards(tip, control or one.centre, arrow * 0.8)
    weight = 1 + 0.55 * math.log2(max(1, len(edges)))
    width = {Nature.BELONGING: 1.1, Nature.TOGETHER: 1.4, Nature.HELP: 1.5, Nature.FOLLOWS: 0.9}[nature] * weight * thin
    yield Curve(
        start=start, end=end, control=control, stroke=colour, width=round(width, 2),
        dash=4.0 if nature is Nature.FOLLOWS else None, note=note,
    )  # fmt: skip
    if arrow:
        yield Polygon(points=_arrow(tip, control or one.centre, arrow), fill=colour)


def _paler(theme: Theme, nature: Nature) -> str:
    """The colour of a line where there are many, so that nodes and names stand out."""
    return mixed(theme.lines[nature], theme.background, 0.45 if nature is Nature.HELP else 0.4)


def _control(start: XY, end: XY, bow: float) -> XY:
    x, y = end[0] - start[0], end[1] - start[1]
    length = math.hypot(x, y) or 1
    return ((start[0] + end[0]) / 2 - y / length * bow, (start[1] + end[1]) / 2 + x / length * bow)


def _towards(origin: XY, goal: XY, distance: float) -> XY:
    x, y = goal[0] - origin[0], goal[1] - origin[1]
    length = math.hypot(x, y) or 1
    return (origin[0] + x / length * distance, origin[1] + y / length * distance)


def _arrow(tip: XY, origin: XY, size: float) -> tuple[XY, ...]:
    base = _towards(tip, origin, size)
    x, y = (tip[0] - base[0]) * 0.45, (tip[1] - base[1]) * 0.45
    return (tip, (base[0] - y, base[1] + x), (base[0] + y, base[1] - x))


def _note(presentation: Presentation, line: Line, edges: Sequence[Edge], nodes: Mapping[str, Spotted]) -> str:
    """What is shown of a line when a pointer rests on it."""
    one, other = (nodes[key].actor.label(presentation.language) for key in line[:2])
    kinds = sorted({
        presentation.code("kind", edge.tie.kind) + (f" ({edge.tie.year})" if edge.tie.year else "") for edge in edges
    })  # fmt: skip
    return f"{one} {'→' if line[2] is Nature.HELP else '–'} {other}" + (f": {'; '.join(kinds)}" if kinds else "")


__all__ = ["draw_lines", "grouped"]
