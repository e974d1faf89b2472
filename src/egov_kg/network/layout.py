"""Where the nodes stand in a drawing: the same for the same network, whatever the machine's order of hashes."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import networkx as nx
import numpy as np

from egov_kg.network.model import Actor, ActorKind, Network

HALF: Final = 1_000.0
"""Places lie between minus and plus this, on either axis."""

_REGIONS: Final = ("Americas", "Europe", "Africa", "Asia", "Oceania")
"""The order of the regions around the start."""
STEPS: Final = 400
_SEED: Final = 0
_DIGITS: Final = 1


class Point(NamedTuple):
    """A place; x to the right, y upwards."""

    x: float
    y: float


def lay_out(network: Network) -> Mapping[str, Point]:
    """A place for each node, by its key: what is tied stands together (ForceAtlas2).

    The start is made of regions and names, so that a network that grows a little looks much as before.
    """
    actors = network.actors
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(actors)))
    place = {actor.key: number for number, actor in enumerate(actors)}
    pairs = {(place[edge.source], place[edge.target]) for edge in network.edges}
    pairs |= {(place[pair.source], place[pair.target]) for pair in network.shared_pairs()}
    pairs |= {(place[one], place[other]) for one, other in _compatriots(actors)}
    graph.add_edges_from(sorted(pairs))
    points = [_start(actor) for actor in actors]
    if len(actors) > 2:
        start = {number: list(point) for number, point in enumerate(points)}
        # The distance of a node to itself, by which networkx divides, is not used.
        with np.errstate(invalid="ignore"):
            found = nx.forceatlas2_layout(
                graph, pos=start, max_iter=STEPS, seed=_SEED, linlog=True, scaling_ratio=4.0
            )  # fmt: skip
        points = [(float(found[number][0]), float(found[number][1])) for number in start]
    return dict(zip((actor.key for actor in actors), _fitted(points), strict=True))


def _compatriots(actors: Sequence[Actor]) -> Iterator[tuple[str, str]]:
    """Agencies with their country, or with an agency of it: they stand near each other, whatever ties they have."""
    first: dict[str, str] = {}
    for actor in sorted(actors, key=lambda actor: (actor.kind is not ActorKind.COUNTRY, actor.key)):
        if actor.iso3 and first.setdefault(actor.iso3, actor.key) != actor.key:
            yield first[actor.iso3], actor.key


def _start(actor: Actor) -> tuple[float, float]:
    """Countries around a circle, region by region; organisations within it."""
    share = int.from_bytes(hashlib.sha256(actor.key.encode()).digest()[:8], "big") / 2**64
    if actor.region in _REGIONS:
        turn, radius = (_REGIONS.index(actor.region) + share) / len(_REGIONS), 10 + 5 * (share * 7 % 1)
    else:
        turn, radius = share, 5 * (share * 7 % 1)
    return radius * math.cos(2 * math.pi * turn), radius * math.sin(2 * math.pi * turn)


def _fitted(points: Sequence[tuple[float, float]]) -> Sequence[Point]:
    """The same places, their middle at the origin, reaching to HALF on the longer axis."""
    if not points:
        return ()
    xs, ys = ([float(point[axis]) for point in points] for axis in (0, 1))
    middle = [(min(values) + max(values)) / 2 for values in (xs, ys)]
    reach = max(max(xs) - min(xs), max(ys) - min(ys)) / 2 or 1

    def fitted(value: float, centre: float) -> float:
        return round((value - centre) * HALF / reach, _DIGITS) + 0.0  # adding zero takes the sign from a zero

    return [Point(fitted(x, middle[0]), fitted(y, middle[1])) for x, y in zip(xs, ys, strict=True)]


__all__ = ["HALF", "STEPS", "Point", "lay_out"]
