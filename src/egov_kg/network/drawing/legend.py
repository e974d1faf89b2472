"""The key of a drawing: what shapes, colours and lines mean, only of what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.network.drawing import fonts
from egov_kg.network.drawing.scene import XY, Curve, Disc, Item, Polygon, Words
from egov_kg.network.drawing.style import NATURE_LABELS, Nature, Theme
from egov_kg.network.model import ActorKind
from egov_kg.network.presenting import Presentation

_SIZE: Final = 12.0
_ROW: Final = 21.0
_SYMBOL: Final = 26.0
_BETWEEN: Final = 22.0
_WORDS: Final = {
    "country": {"en": "country", "es": "país"},
    "organisation": {"en": "organisation", "es": "organización"},
    "agency": {"en": "agency", "es": "organismo público"},
    "spoken-of": {"en": "only spoken of by others", "es": "solo mencionado por otros"},
    "size": {"en": "larger: more partners", "es": "más grande: más socios"},
}
Entry = tuple[str, str]
"""What is shown (``region:NAME``, ``line:NATURE`` or a key of the words) and the words beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """The key in rows; ``scale`` enlarges it for larger paper."""

    rows: tuple[tuple[Entry, ...], ...]
    scale: float

    @property
    def height(self) -> float:
        """How high it is."""
        return len(self.rows) * _ROW * self.scale


def make_legend(presentation: Presentation, natures: Sequence[Nature], *, width: float, scale: float) -> Legend:
    """The key of what is drawn: nodes first, then lines, broken where a row is full."""
    language, network = presentation.language, presentation.network
    kinds = {actor.kind for actor in network.actors}
    nodes = [(f"region:{name}", presentation.code("region", name)) for name in presentation.codes["region"]]
    if ActorKind.ORGANISATION in kinds:
        nodes.append(("organisation", _WORDS["organisation"][language]))
    if ActorKind.AGENCY in kinds:
        nodes.append(("agency", _WORDS["agency"][language]))
    if any(actor.kind is ActorKind.COUNTRY and not actor.speaks for actor in network.actors):
        nodes.append(("spoken-of", _WORDS["spoken-of"][language]))
    nodes.append(("size", _WORDS["size"][language]))
    lines = [(f"line:{nature.value}", NATURE_LABELS[nature][language]) for nature in natures]
    return Legend(rows=(*_rows(nodes, width / scale), *_rows(lines, width / scale)), scale=scale)


def _rows(found: Sequence[Entry], width: float) -> Sequence[tuple[Entry, ...]]:
    rows: list[list[Entry]] = [[]]
    used = 0.0
    for entry in found:
        if rows[-1] and used + _width(entry) > width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += _width(entry)
    return [tuple(row) for row in rows if row]


def _width(entry: Entry) -> float:
    return _SYMBOL + fonts.width(entry[1], _SIZE) + _BETWEEN


def draw_legend(legend: Legend, left: float, top: float, theme: Theme) -> Iterator[Item]:
    """The key, row by row."""
    scale, size = legend.scale, _SIZE * legend.scale
    for number, row in enumerate(legend.rows):
        x, y = left, top + _ROW * scale * (number + 0.5)
        for entry in row:
            yield from _symbol(entry[0], Brush(x=x, y=y, scale=scale), theme)
            yield Words(
                place=(x + _SYMBOL * scale, y + size * fonts.CAP_HEIGHT / 2), text=entry[1], size=size,
                length=fonts.width(entry[1], size), fill=theme.ink,
            )  # fmt: skip
            x += _width(entry) * scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Brush:
    """Where a symbol stands: the middle of its left side, and how large it is."""

    x: float
    y: float
    scale: float

    def at(self, x: float, y: float = 0) -> XY:
        """A point of the symbol."""
        return (self.x + x * self.scale, self.y + y * self.scale)

    def disc(self, x: float, radius: float, fill: str, stroke: str, width: float = 1) -> Disc:
        """A disc of the symbol."""
        return Disc(
            centre=self.at(x), radius=radius * self.scale, fill=fill, stroke=stroke, width=width * self.scale
        )  # fmt: skip

    def polygon(self, fill: str, *points: XY) -> Polygon:
        """A closed shape of the symbol."""
        return Polygon(points=tuple(self.at(*point) for point in points), fill=fill)


def _symbol(name: str, brush: Brush, theme: Theme) -> Iterator[Item]:
    kind, _, value = name.partition(":")
    if kind == "region":
        fill = theme.regions.get(value, theme.other)
        yield brush.disc(13, 6, fill, theme.edge(fill))
    elif kind == "line":
        nature = Nature(value)
        dash = 4.0 if nature is Nature.FOLLOWS else None
        yield Curve(
            start=brush.at(0), end=brush.at(18), stroke=theme.lines[nature], width=1.8 * brush.scale, dash=dash
        )  # fmt: skip
        if nature is Nature.HELP:
            yield brush.polygon(theme.lines[nature], (21, 0), (14, -3.4), (14, 3.4))
    elif kind == "organisation":
        yield brush.polygon(theme.organisation, (7.5, -5.5), (18.5, -5.5), (18.5, 5.5), (7.5, 5.5))
    elif kind == "agency":
        yield brush.polygon(theme.other, (13, -6.5), (19, 4.5), (7, 4.5))
    elif kind == "spoken-of":
        yield brush.disc(13, 5.5, theme.background, theme.other, 2.2)
    else:
        yield brush.disc(4, 3, theme.other, theme.edge(theme.other))
        yield brush.disc(15, 7, theme.other, theme.edge(theme.other))


__all__ = ["Legend", "draw_legend", "make_legend"]
