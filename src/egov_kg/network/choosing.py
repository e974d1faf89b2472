"""Which ties a network is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Final

from egov_kg.errors import UnknownChoice
from egov_kg.network.model import Actor, Tie, Ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What to keep; several values of one field are alternatives, an empty field leaves nothing out.

    ``kind``, ``status`` and ``topic`` are codes, ``year`` and ``edition`` numbers; ``region`` is the name of a
    region, ``country`` an ISO 3166-1 alpha-3 code: a tie is kept where one party at least is such a country or of it.
    """

    kind: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    edition: frozenset[int] = frozenset()
    year: frozenset[int] = frozenset()
    region: frozenset[str] = frozenset()
    country: frozenset[str] = frozenset()


Values = Callable[[Tie, Mapping[str, Actor]], Iterable[str | int | None]]

_VALUES: Final[Mapping[str, Values]] = MappingProxyType({
    "kind": lambda tie, _: (tie.kind,),
    "status": lambda tie, _: (tie.status,),
    "topic": lambda tie, _: tie.topics,
    "edition": lambda tie, _: tie.editions,
    "year": lambda tie, _: (tie.year,),
    "region": lambda tie, actors: (actors[party].region for party in tie.parties if party in actors),
    "country": lambda tie, actors: (actors[party].iso3 for party in tie.parties if party in actors),
})  # fmt: skip
"""What a tie has in each field of a choice."""

OPEN: Final = frozenset({"year"})
"""Fields whose values need not occur: a span of years is asked for as a whole."""


def known_values(ties: Ties) -> Mapping[str, tuple[str | int, ...]]:
    """The values that occur, by field of a choice, sorted."""
    every = (*ties.ties, *ties.memberships)
    found = {name: {one for tie in every for one in values(tie, ties.actors)} for name, values in _VALUES.items()}
    return {name: tuple(sorted(one for one in ones if one is not None)) for name, ones in found.items()}


def choose(ties: Ties, choice: Choice) -> Ties:
    """The ties that a choice keeps; raises UnknownChoice for a value that no tie has."""
    known = known_values(ties)
    wanted = {field.name: getattr(choice, field.name) for field in fields(choice) if getattr(choice, field.name)}
    for name, values in wanted.items():
        for value in sorted(values - set(known[name]) if name not in OPEN else ()):
            raise UnknownChoice(name, value, known[name])

    def kept(tie: Tie) -> bool:
        return all(not values.isdisjoint(_VALUES[name](tie, ties.actors)) for name, values in wanted.items())

    return replace(ties, ties=tuple(filter(kept, ties.ties)), memberships=tuple(filter(kept, ties.memberships)))


__all__ = ["Choice", "choose", "known_values"]
