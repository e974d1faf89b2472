"""The map view: countries and agencies where they are, organisations, which are nowhere, below the map."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from egov_kg.network.drawing.boxes import Box
from egov_kg.network.drawing.geography import load_world, section
from egov_kg.network.drawing.nodes import Spotted, radius, spotted, spread
from egov_kg.network.drawing.scene import XY, Item, Polygon
from egov_kg.network.drawing.style import Theme
from egov_kg.network.model import Actor, ActorKind
from egov_kg.network.presenting import Presentation

_SMALLER: Final = 0.62
"""Nodes are smaller than elsewhere, so that they stay near their places."""
_APART: Final = 1.5
_COLUMN: Final = 14.5
_ROW: Final = 3.7
"""Room for the name of an organisation below the map, in sizes of names: 24 characters on three lines."""


def on_map(
    presentation: Presentation, frame: Box, theme: Theme, *, label: float
) -> tuple[Mapping[str, Spotted], tuple[Item, ...]]:
    """The nodes on the paper, and the land below them; ``label`` is the size of names."""
    actors, measures = presentation.network.actors, presentation.measured.nodes
    sizes = {
        actor.key: radius(int(measures[actor.key]["degree"] or 0), len(actors)) * _SMALLER for actor in actors
    }
    world = load_world()
    here = [actor for actor in actors if _place(actor, world.places)]
    nowhere = [actor for actor in actors if not _place(actor, world.places)]
    rows = math.ceil(len(nowhere) / max(1, int((frame.right - frame.left) // (_COLUMN * label))))
    upper = Box(frame.left, frame.top, frame.right, frame.bottom - rows * _ROW * label - (8 if rows else 0))
    part = section([world.places[actor.iso3 or ""] for actor in here], upper)
    true = [part.on_paper(world.places[actor.iso3 or ""]) for actor in here]
    moved = spread(true, [sizes[actor.key] for actor in here], upper, apart=_APART)
    centres = dict(zip((actor.key for actor in here), moved, strict=True))
    lower = Box(frame.left, frame.bottom - rows * _ROW * label, frame.right, frame.bottom)
    centres |= _below(presentation, nowhere, centres, lower, rows)
    land = tuple(
        Polygon(points=ring, fill=theme.land, stroke=theme.background, width=0.7) for ring in part.land()
    )  # fmt: skip
    keys = [actor.key for actor in actors]
    nodes = spotted(presentation, [centres[key] for key in keys], [sizes[key] for key in keys])
    return nodes | {actor.key: replace(nodes[actor.key], in_row=True) for actor in nowhere}, land


def _place(actor: Actor, places: Mapping[str, XY]) -> bool:
    return actor.kind is not ActorKind.ORGANISATION and actor.iso3 in places


def _below(
    presentation: Presentation, actors: Sequence[Actor], centres: Mapping[str, XY], frame: Box, rows: int
) -> Mapping[str, XY]:
    """Places in rows, each column near the partners of what stands in it, so that lines are short."""
    partners: dict[str, list[float]] = {actor.key: [] for actor in actors}
    for edge in presentation.network.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in partners and other in centres:
                partners[one].append(centres[other][0])
    order = sorted(partners, key=lambda key: (sum(partners[key]) / max(1, len(partners[key])), key))
    across = (frame.right - frame.left) / math.ceil(len(order) / rows) if rows else 0
    down = (frame.bottom - frame.top) / rows if rows else 0
    return {
        key: (round(frame.left + (place // rows) * across + 12, 1), round(frame.top + (place % rows + 0.5) * down, 1))
        for place, key in enumerate(order)
    }


__all__ = ["on_map"]
