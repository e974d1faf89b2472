"""The network at a level: who stands for whom, what is stated, and what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import combinations, product
from typing import Final

from egov_kg.network.choosing import Choice, choose
from egov_kg.network.model import Actor, ActorKind, Edge, Level, Member, Network, SharedMembership, Tie, Ties

MEMBERSHIP: Final = "membership"
_NOT_NOW: Final = frozenset({"planned", "completed"})
"""Memberships of these statuses make nobody fellow members."""

Pair = tuple[str, str]


def make_network(
    ties: Ties, *, level: Level = Level.ORGANISATION, choice: Choice | None = None, follows: bool = False
) -> Network:
    """The network of the ties that a choice keeps; raises UnknownChoice.

    ``follows`` adds the second layer: who is a member of the same network, by the memberships that were kept.
    """
    chosen = choose(ties, choice or Choice())
    stated = (*chosen.ties, *(chosen.memberships if level is Level.AGENCY else ()))
    edges = sorted((edge for tie in stated for edge in _edges(tie, level, ties.actors)), key=lambda one: one.identifier)
    nodes = {end for edge in edges for end in (edge.source, edge.target)}
    shared = tuple(_shared(stated, level, ties.actors, among=None if follows else nodes))
    nodes |= {member.actor for one in shared for member in one.members}
    shown = (*(edge.tie for edge in edges), *(tie for one in shared for member in one.members for tie in member.ties))
    through = {key for tie in shown for key in tie.through if key in ties.actors}
    documents = {one.document for tie in shown for one in tie.sentences}
    documents |= {name for node in nodes for name in ties.actors[node].documents}
    return Network(
        level=level,
        actors=tuple(ties.actors[key] for key in sorted(nodes)),
        edges=tuple(edges),
        shared=shared,
        sources=tuple(source for name, source in sorted(ties.sources.items()) if name in documents),
        follows=follows,
        agencies=tuple(ties.actors[key] for key in sorted(through)),
    )


def _edges(tie: Tie, level: Level, actors: Mapping[str, Actor]) -> Iterator[Edge]:
    """An edge a pair of parties, or of those who stand for them."""
    found: dict[Pair, bool] = {}
    for one, other in _pairs(tie):
        helps = tie.provider == one or tie.recipient == other
        helped = tie.provider == other or tie.recipient == one
        for pair in product(_ends(tie, one, level, actors), _ends(tie, other, level, actors)):
            if pair[0] != pair[1]:
                directed = helps is not helped
                source, target = (pair if helps else pair[::-1]) if directed else sorted(pair)
                found.setdefault((source, target), directed)
    for (source, target), directed in found.items():
        identifier = tie.key if len(found) == 1 else f"{tie.key} {source} {target}"
        yield Edge(identifier=identifier, source=source, target=target, tie=tie, directed=directed)


def _pairs(tie: Tie) -> Iterator[Pair]:
    """Who is tied to whom: the country that reports to each other party, all to one another where no party reports."""
    if tie.reported_by in tie.parties:
        yield from ((tie.reported_by or "", party) for party in tie.parties if party != tie.reported_by)
    else:
        yield from combinations(tie.parties, 2)


def _ends(tie: Tie, party: str, level: Level, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Who stands for a party at a level; nobody where it is not shown."""
    actor = actors.get(party)
    if actor is None:
        return ()
    if level is Level.AGENCY:
        if actor.kind is not ActorKind.COUNTRY:
            return (party,)
        agencies = (key for key in tie.through if key in actors and actors[key].iso3 == actor.iso3)
        return tuple(agencies) or (party,)
    if actor.kind is ActorKind.AGENCY:
        country = f"country:{actor.iso3}"
        return (country,) if country in actors else ()
    return () if level is Level.COUNTRY and actor.kind is ActorKind.ORGANISATION else (party,)


def _shared(
    ties: tuple[Tie, ...], level: Level, actors: Mapping[str, Actor], *, among: Set[str] | None
) -> Iterator[SharedMembership]:
    """The networks with two members or more, of those that are nodes already if these are given."""
    found: dict[str, dict[str, dict[str, Tie]]] = defaultdict(lambda: defaultdict(dict))
    for tie in ties:
        for member, body in _memberships(tie, actors):
            for end in _ends(tie, member, level, actors):
                if among is None or end in among:
                    found[body][end][tie.key] = tie
    for body, members in sorted(found.items()):
        if len(members) > 1:
            yield SharedMembership(
                through=actors[body],
                members=tuple(
                    Member(actor=key, ties=tuple(own for _, own in sorted(members[key].items())))
                    for key in sorted(members)
                ),
            )


def _memberships(tie: Tie, actors: Mapping[str, Actor]) -> Iterator[Pair]:
    """Member and network, where a tie leaves no doubt which is which: one organisation, or an agency in a body."""
    if tie.kind != MEMBERSHIP or tie.status in _NOT_NOW:
        return
    kinds = {party: actors[party].kind for party in tie.parties if party in actors}
    bodies = [party for party, kind in kinds.items() if kind is ActorKind.ORGANISATION]
    if set(kinds.values()) == {ActorKind.AGENCY}:
        yield tie.parties[0], tie.parties[1]
    elif len(bodies) == 1:
        yield from ((party, bodies[0]) for party in kinds if party != bodies[0])


__all__ = ["MEMBERSHIP", "make_network"]
