"""Mentions that a person keeps apart: which of two things each one speaks of, by its own words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from egov_kg.decisions import Different, class_of
from egov_kg.identifiers import shorten
from egov_kg.records import EntityKey
from egov_kg.resolve.published import Published
from egov_kg.vocabulary import entity_namespace

T = TypeVar("T", bound=Hashable)

Sides = frozenset[tuple[int, int]]
"""Pairs by their place, each with the thing of it (0 or 1) that a mention speaks of; none for a mention of neither."""


def address(key: EntityKey) -> str:
    """The IRI that a key makes."""
    return entity_namespace(key.class_name) + "-".join(shorten(part) for part in key.parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Pairs of IRIs that stay two, and the folded names under which published ones are known."""

    pairs: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, decisions: Iterable[Different], published: Iterable[Published] = ()) -> Apart:
        """The pairs of some decisions."""
        pairs = tuple((one.first, one.second) for one in decisions)
        wanted = {iri for pair in pairs for iri in pair}
        known = {address(row.key): row.names for row in published if address(row.key) in wanted}
        return cls(pairs=pairs, names=known)

    def sides(self, own: Iterable[str], names: Iterable[str]) -> Sides:
        """The things of which a mention speaks, by the IRIs that its words make, else by its folded names."""
        made, called = frozenset(own), frozenset(names)
        found = []
        for number, pair in enumerate(self.pairs):
            marks = [2 * (iri in made) or bool(called & self.names.get(iri, frozenset())) for iri in pair]
            if marks[0] != marks[1]:
                found.append((number, int(marks[1] > marks[0])))
        return frozenset(found)

    def all_sides(self, items: Iterable[T], own: Callable[[T], tuple[Iterable[str], Iterable[str]]]) -> dict[T, Sides]:
        """The sides of each item, by its IRIs and folded names, of the pairs both of whose things are spoken of.

        A thing of the registry is there whether or not anything speaks of it.
        """
        if not self.pairs:
            return {}
        found = {item: sides for item in items if (sides := self.sides(*own(item)))}
        spoken = {side for sides in found.values() for side in sides}
        spoken |= {(n, side) for n, pair in enumerate(self.pairs) for side in (0, 1) if _of_registry(pair[side])}
        both = {(number, side) for number, side in spoken if (number, 1 - side) in spoken}
        return {item: sides & both for item, sides in found.items() if sides & both}

    def keys(self, sets: Iterable[Sequence[T]], sides: Mapping[T, Sides]) -> dict[T, EntityKey]:
        """The keys of the sets that bear a decided IRI, by their first members; the first set that can gets an IRI."""
        found: dict[T, EntityKey] = {}
        used: set[str] = set()
        for members in sets if sides else ():
            wanted = sorted({one for member in members for one in sides.get(member, ())})
            iri = next((iri for number, side in wanted if (iri := self.pairs[number][side]) not in used), None)
            if iri is not None:
                used.add(iri)
                found[members[0]] = key_of(iri)
        return found


def _of_registry(iri: str) -> bool:
    return class_of(iri) == "InternationalOrganization"


def key_of(iri: str) -> EntityKey:
    """The key of an IRI of ours; each part of its local name is short, so that it makes the same IRI again."""
    class_name = class_of(iri) or ""
    return EntityKey(class_name, tuple(iri[iri.rfind("/") + 1 :].split("-")))
