"""What a network's shape says: measures of its nodes, and figures of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Final

import networkx as nx

from egov_kg.network.meanings import MEASURES
from egov_kg.network.model import Actor, ActorKind, Network

Value = int | float | bool | None
"""A measure; None where it means nothing of such a node."""

_SEED: Final = 0
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The whole network in numbers.

    ``pairs`` have a tie; of pairs of countries that both speak here, ``told_by_both`` and ``told_by_one`` say how many
    both sides tell of, ``reciprocity`` is the share of the former (None without such pairs). ``modularity`` says how
    much denser the communities are than chance would have it, at most 1.
    """

    countries: int
    organisations: int
    agencies: int
    ties: int
    edges: int
    pairs: int
    parts: int
    communities: int
    modularity: float
    speaking: int
    only_spoken_of: int
    told_by_both: int
    told_by_one: int
    reciprocity: float | None
    shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A network's measures: of each node by its key, then by the measure's name; ``communities`` hold keys."""

    nodes: Mapping[str, Mapping[str, Value]]
    communities: tuple[tuple[str, ...], ...]
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    both: int = 0
    alone: int = 0
    others: int = 0


def measure(network: Network) -> Measured:
    """The measures of the stated layer; what follows is not counted, but its nodes are there."""
    keys = [actor.key for actor in network.actors]
    graph = _pairs(network, keys)
    communities = _communities(graph, keys)
    group = {key: number for number, members in enumerate(communities) for key in members}
    between = nx.betweenness_centrality(graph)
    told = _told(network)
    ties = _number_of_ties(network)
    actors = {actor.key: actor for actor in network.actors}
    nodes = {}
    for number, key in enumerate(keys):
        actor, partners = actors[key], [actors[keys[other]] for other in graph[number]]
        country = actor.kind is ActorKind.COUNTRY
        found: dict[str, Value] = {
            "degree": len(partners),
            "ties": ties[key],
            "betweenness": round(between[number], _DIGITS),
            "community": group[key],
            "bridged": _bridged(graph, partners, keys) if actor.kind is ActorKind.ORGANISATION else None,
            "regions": len({partner.region for partner in partners} - {None}),
            "told_by_both": told[key].both if actor.iso3 else None,
            "told_by_it_alone": told[key].alone if actor.iso3 else None,
            "told_by_others_alone": told[key].others if actor.iso3 else None,
            "documents": len(actor.documents) if country else None,
            "only_spoken_of": not actor.speaks if country else None,
        }
        nodes[key] = MappingProxyType({one.name: found[one.name] for one in MEASURES})
    return Measured(
        nodes=MappingProxyType(nodes), communities=communities, figures=_figures(network, graph, communities)
    )  # fmt: skip


def _pairs(network: Network, keys: Sequence[str]) -> nx.Graph[int]:
    """Who has a tie with whom; nodes are places in ``keys``, since sets of numbers are walked in one order always."""
    place = {key: number for number, key in enumerate(keys)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(keys)))
    for edge in network.edges:
        one, other = place[edge.source], place[edge.target]
        weight = graph[one][other]["weight"] + 1 if graph.has_edge(one, other) else 1
        graph.add_edge(one, other, weight=weight)
    return graph


def _communities(graph: nx.Graph[int], keys: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    if not graph.number_of_nodes():
        return ()
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    return tuple(
        sorted((tuple(sorted(keys[number] for number in one)) for one in found), key=lambda one: (-len(one), one))
    )  # fmt: skip


def _number_of_ties(network: Network) -> Mapping[str, int]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        for end in (edge.source, edge.target):
            found[end].add(edge.tie.key)
    return defaultdict(int, {key: len(ties) for key, ties in found.items()})


def _bridged(graph: nx.Graph[int], partners: Sequence[Actor], keys: Sequence[str]) -> int:
    place = {key: number for number, key in enumerate(keys)}
    countries = [place[partner.key] for partner in partners if partner.kind is ActorKind.COUNTRY]
    return sum(not graph.has_edge(one, other) for one, other in combinations(countries, 2))


def _told(network: Network) -> Mapping[str, _Told]:
    """How many partners of a node both tell of, it alone, the other alone."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for (one, other), (first, second) in _tellers(network):
        found[one].append((first, second))
        found[other].append((second, first))
    return defaultdict(
        _Told,
        {
            key: _Told(both=told.count((True, True)), alone=told.count((True, False)), others=told.count((False, True)))
            for key, told in found.items()
        },
    )


def _tellers(network: Network) -> Iterator[tuple[tuple[str, str], tuple[bool, bool]]]:
    """The pairs of two countries that both speak here, or of bodies of theirs, and which of the two tells of a tie."""
    actors = {actor.key: actor for actor in network.actors}
    speaking = {source.country for source in network.sources}
    tellers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for edge in network.edges:
        pair = (min(edge.source, edge.target), max(edge.source, edge.target))
        tellers[pair].add(edge.tie.reported_by or "")
    for pair, told in sorted(tellers.items()):
        one, other = (f"country:{actors[key].iso3}" for key in pair)
        if one != other and {one, other} <= speaking and told & {one, other}:
            yield pair, (one in told, other in told)


def _figures(network: Network, graph: nx.Graph[int], communities: Sequence[Sequence[str]]) -> Figures:
    kinds = [actor.kind for actor in network.actors]
    both = [all(told) for _, told in _tellers(network)]
    speaking = sum(actor.speaks for actor in network.actors)
    place = {actor.key: number for number, actor in enumerate(network.actors)}
    groups = [{place[key] for key in members} for members in communities]
    tied = graph.number_of_edges()
    return Figures(
        countries=kinds.count(ActorKind.COUNTRY),
        organisations=kinds.count(ActorKind.ORGANISATION),
        agencies=kinds.count(ActorKind.AGENCY),
        ties=len(network.ties),
        edges=len(network.edges),
        pairs=tied,
        parts=nx.number_connected_components(graph),
        communities=len(communities),
        modularity=round(nx.community.modularity(graph, groups), _DIGITS) if tied else 0.0,
        speaking=speaking,
        only_spoken_of=kinds.count(ActorKind.COUNTRY) - speaking,
        told_by_both=sum(both),
        told_by_one=len(both) - sum(both),
        reciprocity=round(sum(both) / len(both), _DIGITS) if both else None,
        shared=len(network.shared_pairs()),
    )


__all__ = ["Figures", "Measured", "Value", "measure"]
