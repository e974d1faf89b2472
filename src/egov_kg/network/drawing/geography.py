"""Where countries are on a map: their places and outlines in an equal-area projection."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from egov_kg.errors import KnowledgeError
from egov_kg.network.drawing.boxes import Box
from egov_kg.network.drawing.scene import XY

_FILE: Final = Path(__file__).with_name("world.tsv")
_UNITS: Final = 5
"""Units of the outlines in a degree."""
_COLUMNS: Final = 4
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""The coefficients of Equal Earth (Šavrič, Patterson and Jenny, 2018)."""

Ring = tuple[XY, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Places by ISO 3166-1 alpha-3 code and outlines of land, projected: x to the right, y downwards."""

    places: Mapping[str, XY]
    outlines: tuple[Ring, ...]


@lru_cache(maxsize=1)
def load_world() -> World:
    """The world, read once a process; raises KnowledgeError where the file is wrong."""
    places, outlines = {}, []
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            raise KnowledgeError(_FILE.name, cells[0], "a row has four cells")
        code, lon, lat, rings = cells
        try:
            if code:
                places[code] = project(float(lon), float(lat))
            outlines += [tuple(_ring(ring)) for ring in rings.split("; ") if ring]
        except ValueError as error:
            raise KnowledgeError(_FILE.name, code, f"not as the head of the file says: {error}") from error
    return World(places=places, outlines=tuple(outlines))


def _ring(text: str) -> Iterator[XY]:
    numbers = [int(number) for number in text.split(" ")]
    x = y = 0
    for across, up in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + across, y + up
        yield project(x / _UNITS, y / _UNITS)


def project(lon: float, lat: float) -> XY:
    """A point of the Earth, in degrees, on the map (Equal Earth, with the Greenwich meridian in the middle)."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta)
    x /= 3 * (9 * _A4 * theta**8 + 7 * _A3 * theta**6 + 3 * _A2 * theta**2 + _A1)
    return x, -(_A4 * theta**9 + _A3 * theta**7 + _A2 * theta**3 + _A1 * theta)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the map on the paper: what of the map is in the middle of ``frame``, and how much it is enlarged."""

    frame: Box
    middle: XY
    scale: float

    def on_paper(self, point: XY) -> XY:
        """Where a point of the map stands on the paper."""
        return (
            (self.frame.left + self.frame.right) / 2 + (point[0] - self.middle[0]) * self.scale,
            (self.frame.top + self.frame.bottom) / 2 + (point[1] - self.middle[1]) * self.scale,
        )

    def land(self) -> Iterator[Ring]:
        """The outlines that are within the frame, cut at its sides."""
        for ring in load_world().outlines:
            cut = clipped([self.on_paper(point) for point in ring], self.frame)
            if len(cut) > 2:
                yield tuple((round(x, 1), round(y, 1)) for x, y in cut)


_PADDING: Final = 0.18
_LEAST: Final = 0.22
"""No part of the map smaller than this share of the world's width is shown."""
_WHOLE: Final = 0.6
"""Where the countries take up more than this share of the world's width, all of it is shown."""


def section(points: Sequence[XY], frame: Box) -> Section:
    """The part of the map that holds some points with some land around them, or the whole world."""
    land = Box(-math.pi * 0.86, -1.27, math.pi * 0.86, 0.96)  # without Antarctica
    box = _around(points) if points else land
    if (box.right - box.left) > _WHOLE * (land.right - land.left):
        box = land
    else:
        pad = max((box.right - box.left) * _PADDING, _LEAST * (land.right - land.left) / 4)
        box = Box(box.left - pad, box.top - pad, box.right + pad, box.bottom + pad)
    wide, high = max(box.right - box.left, 1e-6), max(box.bottom - box.top, 1e-6)
    scale = min((frame.right - frame.left) / wide, (frame.bottom - frame.top) / high)
    return Section(frame=frame, middle=((box.left + box.right) / 2, (box.top + box.bottom) / 2), scale=scale)


def _around(points: Iterable[XY]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def clipped(ring: Sequence[XY], frame: Box) -> Sequence[XY]:
    """The part of a closed outline within a frame (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, limit, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        before, points = points, []
        for place, point in enumerate(before):
            last = before[place - 1]
            inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (last[axis] - limit) >= 0
            if inside is not was_inside:
                share = (limit - last[axis]) / (point[axis] - last[axis])
                points.append((last[0] + share * (point[0] - last[0]), last[1] + share * (point[1] - last[1])))
            if inside:
                points.append(point)
    return points


__all__ = ["Section", "World", "clipped", "load_world", "project", "section"]
