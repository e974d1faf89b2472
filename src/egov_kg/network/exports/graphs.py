"""A network as a graph of networkx, and in the formats that it writes: GraphML and GEXF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import networkx as nx

from egov_kg.errors import OutputUnusable
from egov_kg.network.exports.attributes import Attributes, edge_attributes, node_attributes, shared_attributes
from egov_kg.network.model import ActorKind
from egov_kg.network.presenting import Presentation

_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, such as the form feeds of paginated texts."""
_NOT_A_TOKEN: Final = re.compile(r"[^\w.:-]")
_META: Final = re.compile(r"<meta lastmodifieddate=\"[^\"]*\">\s*<creator>[^<]*</creator>\s*</meta>")
_COLOURS: Final[Mapping[ActorKind, tuple[int, int, int]]] = {
    ActorKind.COUNTRY: (0, 114, 178), ActorKind.ORGANISATION: (230, 159, 0), ActorKind.AGENCY: (0, 158, 115),
}  # fmt: skip
"""Blue, orange and green of Okabe and Ito, told apart by colour-blind people too."""
_SHAPES: Final[Mapping[ActorKind, str]] = {
    ActorKind.COUNTRY: "disc", ActorKind.ORGANISATION: "square", ActorKind.AGENCY: "triangle",
}  # fmt: skip


def to_networkx(presentation: Presentation) -> nx.MultiGraph[str]:
    """A graph with an edge a tie and pair, and one a pair that follows (attribute ``layer``), all attributes typed.

    It is directed where every edge has one who helps and one who is helped; in another graph the attributes
    ``directed``, ``provider`` and ``recipient`` say so of single edges. Nodes are prefixed names, the keys of edges
    their identifiers.
    """
    network = presentation.network
    directed = bool(network.edges) and all(edge.directed for edge in network.edges) and not network.shared_pairs()
    graph: nx.MultiGraph[str] = nx.MultiDiGraph() if directed else nx.MultiGraph()
    graph.graph.update(name=presentation.title.get(presentation.language, ""))
    for actor in network.actors:
        graph.add_node(actor.key, **_clean(node_attributes(presentation, actor)))
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, key=edge.identifier, **_clean(edge_attributes(presentation, edge)))
    for pair in network.shared_pairs():
        key = f"shared {pair.source} {pair.target}"
        graph.add_edge(pair.source, pair.target, key=key, **_clean(shared_attributes(presentation, pair)))
    return graph


def graphml(presentation: Presentation) -> bytes:
    """GraphML with the keys' types declared; ids are XML name tokens, as its schema asks."""
    graph = _with_tokens(to_networkx(presentation))
    lines = list(nx.generate_graphml(graph))
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n").encode()


def gexf(presentation: Presentation) -> bytes:
    """GEXF 1.2 with place, colour, size and shape of each node."""
    graph = to_networkx(presentation)
    measured, places = presentation.measured.nodes, presentation.places
    for actor in presentation.network.actors:
        red, green, blue = _COLOURS[actor.kind]
        graph.nodes[actor.key]["viz"] = {
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "position": {"x": places[actor.key].x, "y": places[actor.key].y, "z": 0.0},
            "size": round(8 + 4 * (measured[actor.key]["degree"] or 0) ** 0.5, 2),
            "shape": _SHAPES[actor.kind],
        }
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    # networkx writes the day on which it writes.
    text, found = _META.subn("<meta><creator>egov-kg</creator></meta>", text)
    if found != 1:
        raise OutputUnusable("GEXF", "this version of networkx writes another head; the date in it cannot be taken out")
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + text + "\n").encode()


def _with_tokens(graph: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """The graph with keys of edges that are name tokens, told apart by a number where two become one."""
    renamed = graph.__class__()
    renamed.graph.update(graph.graph)
    renamed.add_nodes_from(graph.nodes(data=True))
    seen: dict[str, int] = {}
    for one, other, key, data in graph.edges(keys=True, data=True):
        token = _NOT_A_TOKEN.sub("_", key)
        seen[token] = seen.get(token, 0) + 1
        renamed.add_edge(one, other, key=token if seen[token] == 1 else f"{token}.{seen[token]}", **data)
    return renamed


def _clean(attributes: Attributes) -> Attributes:
    return dict(_cleaned(attributes))


def _cleaned(attributes: Attributes) -> Iterator[tuple[str, str | int | float | bool]]:
    for name, value in attributes.items():
        yield name, _NOT_XML.sub(" ", value) if isinstance(value, str) else value


__all__ = ["gexf", "graphml", "to_networkx"]
