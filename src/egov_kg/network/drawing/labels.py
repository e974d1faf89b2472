"""Where the names of the nodes stand: none over another, none over a node, the most connected nodes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from egov_kg.network.drawing import fonts
from egov_kg.network.drawing.boxes import Box, Occupied
from egov_kg.network.drawing.scene import XY, Anchor

_WRAP: Final = 24
"""A name longer than so many characters stands on several lines."""
_GAP: Final = 3.0
_LEADING: Final = 1.15
_MANY_LINES: Final = 400
"""With more lines than this none is looked at when a place is chosen."""
_SIDES: Final = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.75, -0.75), (0.75, 0.75), (-0.75, -0.75), (-0.75, 0.75))
"""Right, left, above, below, and between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A node that wants a name: its middle and radius, and its names, the best one first; ``in_row`` beside others."""

    centre: XY
    radius: float
    names: tuple[str, ...]
    in_row: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name in its place: its lines, the baseline of the first one, and the room it takes."""

    lines: tuple[str, ...]
    place: XY
    anchor: Anchor
    size: float
    box: Box


def place_labels(
    spots: Sequence[Spot], lines: Sequence[tuple[XY, XY]], bounds: Box, *, size: float
) -> tuple[Label | None, ...]:
    """A label a spot, in the order in which they may choose; None where no name of a spot finds room."""
    occupied = Occupied(_around(spot) for spot in spots)
    crossing = lines if len(lines) <= _MANY_LINES else ()
    found: list[Label | None] = []
    for spot in spots:
        label = _label(spot, occupied, crossing, bounds, size)
        if label:
            occupied.add(label.box)
        found.append(label)
    return tuple(found)


def _around(spot: Spot) -> Box:
    (x, y), radius = spot.centre, spot.radius + 1
    return Box(x - radius, y - radius, x + radius, y + radius)


def _label(
    spot: Spot, occupied: Occupied, lines: Sequence[tuple[XY, XY]], bounds: Box, size: float
) -> Label | None:  # fmt: skip
    """The place where fewest lines run through the name, of those that are free."""
    for name in spot.names:
        free = [one for one in _candidates(spot, name, size) if one.box.within(bounds) and occupied.free(one.box)]
        if free:
            crossed = [sum(one.box.crossed(*line) for line in lines) for one in free]
            return free[crossed.index(min(crossed))]
    return None


def _candidates(spot: Spot, name: str, size: float) -> Iterator[Label]:
    lines = tuple(wrap(name, _WRAP, break_long_words=False)) or (name,)
    wide = max(fonts.width(line, size) for line in lines)
    high = size * (fonts.CAP_HEIGHT + fonts.DESCENT + _LEADING * (len(lines) - 1))
    for far in (_GAP, 3 * _GAP):
        for across, down in _SIDES[:1] if spot.in_row else _SIDES:
            anchor = Anchor.MIDDLE if across == 0 else Anchor.START if across > 0 else Anchor.END
            x = spot.centre[0] + across * (spot.radius + far)
            left = x - wide * {Anchor.START: 0, Anchor.MIDDLE: 0.5, Anchor.END: 1}[anchor]
            middle = spot.centre[1] + down * (spot.radius + far)
            top = middle - high * (0.5 if down == 0 else 1 if down < 0 else 0)
            yield Label(
                lines=lines, place=(x, top + size * fonts.CAP_HEIGHT), anchor=anchor, size=size,
                box=Box(left - 1, top - 1, left + wide + 1, top + high + 1),
            )  # fmt: skip


def baselines(label: Label) -> Iterator[tuple[str, XY]]:
    """The lines of a label, each with its place."""
    for number, line in enumerate(label.lines):
        yield line, (label.place[0], label.place[1] + number * label.size * _LEADING)


__all__ = ["Label", "Spot", "baselines", "place_labels"]
