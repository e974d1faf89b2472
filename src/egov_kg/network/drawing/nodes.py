"""The nodes of a drawing: how large they are, where they stand on the paper, and their shapes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.network.drawing.boxes import Box
from egov_kg.network.drawing.scene import XY, Disc, Item, Polygon
from egov_kg.network.drawing.style import Theme
from egov_kg.network.layout import Point
from egov_kg.network.model import Actor, ActorKind
from egov_kg.network.presenting import Presentation

_STRETCH: Final = 1.7
"""How much more a drawing may be pulled along one axis than along the other, to fill the paper."""
_ROUNDS: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """A node on the paper; ``in_row`` where it stands in a table-like row, its name to the right."""

    actor: Actor
    centre: XY
    radius: float
    note: str
    in_row: bool = False


def radius(partners: int, number_of_nodes: int) -> float:
    """The radius of a node by its partners; its surface grows with their number."""
    least, factor = (5.5, 2.6) if number_of_nodes <= 60 else (4.5, 1.7)
    return least + factor * math.sqrt(partners)


def on_paper(places: Sequence[Point], radii: Sequence[float], frame: Box, *, apart: float) -> Sequence[XY]:
    """Places fitted to a frame of the paper, pulled along its longer side, so far apart that no node is over another.

    ``apart`` is the distance between the edges of two nodes, in pixels.
    """
    if not places:
        return ()
    wide = max(abs(point.x) for point in places) or 1
    high = max(abs(point.y) for point in places) or 1
    room = max(radii)
    across = ((frame.right - frame.left) / 2 - room) / wide
    down = ((frame.bottom - frame.top) / 2 - room) / high
    across, down = min(across, _STRETCH * down), min(down, _STRETCH * across)
    middle = ((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2)
    found = [(middle[0] + point.x * across, middle[1] - point.y * down) for point in places]
    return spread(found, radii, frame, apart=apart)


def spread(places: Sequence[XY], radii: Sequence[float], frame: Box, *, apart: float) -> Sequence[XY]:
    """Places moved no more than it takes to part the nodes and to keep them within a frame."""
    found = [list(place) for place in places]
    for _ in range(_ROUNDS):
        if not _pushed(found, radii, frame, apart):
            break
    return [(round(x, 1), round(y, 1)) for x, y in found]


def _pushed(places: list[list[float]], radii: Sequence[float], frame: Box, apart: float) -> bool:
    """Moves every two nodes that are too near each other apart, all within the frame; whether any was moved."""
    moved = False
    order = sorted(range(len(places)), key=lambda number: (places[number][0], number))
    widest = 2 * max(radii) + apart
    for position, one in enumerate(order):
        for other in order[position + 1 :]:
            x, y = places[other][0] - places[one][0], places[other][1] - places[one][1]
            if x > widest:
                break
            least, distance = radii[one] + radii[other] + apart, math.hypot(x, y)
            if distance >= least - 0.05:
                continue
            # Two nodes at one place part along the diagonal.
            x, y, distance = (x, y, distance) if distance > 0.01 else (0.6, 0.8, 1.0)
            push = (least - min(distance, least)) / 2 + 0.05
            for number, sign in ((one, -1), (other, 1)):
                places[number][0] += sign * push * x / distance
                places[number][1] += sign * push * y / distance
            moved = True
    for number, place in enumerate(places):
        room = radii[number]
        place[0] = min(max(place[0], frame.left + room), frame.right - room)
        place[1] = min(max(place[1], frame.top + room), frame.bottom - room)
    return moved


def shape(node: Spotted, theme: Theme, *, spoken_of: bool) -> Item:
    """A node's shape: a disc for a country, hollow where it is only spoken of, a square, a triangle."""
    fill = theme.regions.get(node.actor.region or "", theme.other)
    (x, y), size = node.centre, node.radius
    if node.actor.kind is ActorKind.COUNTRY:
        if spoken_of:
            return Disc(
                centre=(x, y), radius=size - 1, fill=theme.background, stroke=theme.edge(fill), width=2.4,
                note=node.note,
            )  # fmt: skip
        return Disc(centre=(x, y), radius=size, fill=fill, stroke=theme.edge(fill), width=1, note=node.note)
    if node.actor.kind is ActorKind.ORGANISATION:
        half = size * 0.88
        square = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
        return Polygon(points=square, fill=theme.organisation, stroke=theme.background, width=1, note=node.note)
    triangle = ((x, y - size * 1.15), (x + size, y + size * 0.75), (x - size, y + size * 0.75))
    return Polygon(points=triangle, fill=fill, stroke=theme.edge(fill), width=1, note=node.note)


def names(actor: Actor, language: str) -> tuple[str, ...]:
    """The names that a label may show, the best one first: a short one where a long one finds no room."""
    label = actor.label(language)
    short = actor.iso3 if actor.kind is ActorKind.COUNTRY else actor.acronym
    return tuple(dict.fromkeys(name for name in (label, short) if name))


def spotted(presentation: Presentation, centres: Sequence[XY], radii: Sequence[float]) -> dict[str, Spotted]:
    """The nodes by their keys, each with what is shown when a pointer rests on it."""
    measures, language = presentation.measured.nodes, presentation.language
    words = {"en": ("partners", "ties"), "es": ("socios", "vínculos")}[language]
    found: dict[str, Spotted] = {}
    for actor, centre, size in zip(presentation.network.actors, centres, radii, strict=True):
        partners, ties = (measures[actor.key][name] for name in ("degree", "ties"))
        note = f"{actor.label(language)}: {partners} {words[0]}, {ties} {words[1]}"
        found[actor.key] = Spotted(actor=actor, centre=centre, radius=size, note=note)
    return found


__all__ = ["Spotted", "names", "on_paper", "radius", "shape", "spotted", "spread"]
