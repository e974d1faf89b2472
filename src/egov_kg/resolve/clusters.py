"""Which mentions are one thing: sets that grow by joining two of their members."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from typing import Generic, TypeVar

from egov_kg.resolve.apart import Sides

T = TypeVar("T", bound=Hashable)


class Clusters(Generic[T]):
    """Disjoint sets of mentions; two that speak of the two things of a pair never come into one set."""

    def __init__(self, items: Iterable[T], sides: Mapping[T, Sides] | None = None) -> None:
        self._parent: dict[T, T] = {item: item for item in items}
        self._order = {item: index for index, item in enumerate(self._parent)}
        self._own = dict(sides or {})
        self._sides = dict(self._own)

    def find(self, item: T) -> T:
        """The member that stands for a set: the one read first."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: T, right: T) -> None:
        """Make one set of two, unless they are to be kept apart."""
        first, second = sorted((self.find(left), self.find(right)), key=self._order.__getitem__)
        if self._sides:
            sides = self._sides.get(first, frozenset()) | self._sides.get(second, frozenset())
            if len({number for number, _ in sides}) < len(sides):
                return
            self._sides[first] = sides
        self._parent[second] = first

    def join_all(self, items: Iterable[T]) -> None:
        """Make one set of several, or as few as there must be; their order decides nothing."""
        groups: dict[Sides, T] = {}
        for item in items:
            self.join(groups.setdefault(self._own.get(item, frozenset()), item), item)
        for one, other in combinations(sorted(groups, key=sorted), 2):
            self.join(groups[one], groups[other])

    def sets(self) -> list[list[T]]:
        """The sets, each in reading order."""
        found: dict[T, list[T]] = {}
        for item in self._parent:
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
