"""A drawing as shapes and words, whatever file it becomes; units are pixels of 1/96 inch, y downwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

XY = tuple[float, float]


class Anchor(StrEnum):
    """Which point of a line of words stands at its place, by its name in SVG."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A line, bent where it has a ``control`` point (quadratic Bézier); ``dash`` is the length of dashes and gaps."""

    start: XY
    end: XY
    control: XY | None = None
    stroke: str
    width: float
    dash: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A circle."""

    centre: XY
    radius: float
    fill: str
    stroke: str
    width: float
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygon:
    """A closed shape with straight sides."""

    points: tuple[XY, ...]
    fill: str
    stroke: str | None = None
    width: float = 0
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of words; ``place`` is on the baseline, ``length`` their measured width, ``halo`` a colour around them."""

    place: XY
    text: str
    size: float
    length: float
    fill: str
    bold: bool = False
    anchor: Anchor = Anchor.START
    halo: str | None = None


Item = Curve | Disc | Polygon | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A drawing; ``title`` and ``description`` are read out by screen readers, ``items`` lie over one another."""

    width: float
    height: float
    background: str
    title: str
    description: str
    language: str
    items: tuple[Item, ...]


__all__ = ["XY", "Anchor", "Curve", "Disc", "Item", "Polygon", "Scene", "Words"]
