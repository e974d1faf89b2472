"""What files say of a node and of an edge: one table for GraphML, GEXF and CSV; what is unknown is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from egov_kg.network.model import Actor, Edge, SharedPair
from egov_kg.network.presenting import Presentation

Attributes = Mapping[str, str | int | float | bool]

SEPARATOR: Final = ", "
"""Between several values of one attribute."""
PARAGRAPH: Final = " ¶ "
"""Between quotations."""


def node_attributes(presentation: Presentation, actor: Actor) -> Attributes:
    """The attributes of a node: names, country, region, measures and place."""
    place = presentation.places[actor.key]
    return _known({
        "label": actor.label(presentation.language), "kind": actor.kind.value, "iso3": actor.iso3,
        "region": actor.region, "acronym": actor.acronym, "iri": actor.iri,
        **presentation.measured.nodes[actor.key], "x": place.x, "y": place.y,
    })  # fmt: skip


def edge_attributes(presentation: Presentation, edge: Edge) -> Attributes:
    """The attributes of a stated edge, with the quotations behind it."""
    tie, files = edge.tie, {source.identifier: source.file for source in presentation.network.sources}
    return _known({
        "label": presentation.code("kind", tie.kind), "layer": "stated", "weight": 1.0, "kind": tie.kind,
        "status": tie.status, "topics": _joined(tie.topics), "year": tie.year,
        "edition": max(tie.editions, default=None), "directed": edge.directed,
        "provider": tie.provider, "recipient": tie.recipient, "through": _joined(tie.through),
        "reported_by": tie.reported_by, "sentences": len(tie.sentences),
        "quotes": PARAGRAPH.join(one.quote for one in tie.sentences),
        "documents": _joined(sorted({files[one.document] for one in tie.sentences})),
    })  # fmt: skip


def shared_attributes(presentation: Presentation, pair: SharedPair) -> Attributes:
    """The attributes of an edge that follows: through which networks."""
    labels = {one.through.key: one.through.label(presentation.language) for one in presentation.network.shared}
    return _known({
        "label": _joined(labels[key] for key in pair.through), "layer": "follows", "weight": 1.0,
        "kind": "shared-membership", "directed": False, "through": _joined(pair.through), "sentences": 0,
    })  # fmt: skip


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(values)


def _known(attributes: Mapping[str, str | int | float | bool | None]) -> Attributes:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}


__all__ = ["PARAGRAPH", "SEPARATOR", "Attributes", "edge_attributes", "node_attributes", "shared_attributes"]
