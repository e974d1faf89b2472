"""Which mentions are one thing: sets that grow by joining two of their members."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Clusters(Generic[T]):
    """Disjoint sets of mentions."""

    def __init__(self, items: Iterable[T]) -> None:
        self._parent: dict[T, T] = {item: item for item in items}
        self._order = {item: index for index, item in enumerate(self._parent)}

    def find(self, item: T) -> T:
        """The member that stands for a set: the one read first."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: T, right: T) -> None:
        """Make one set of two."""
        first, second = sorted((self.find(left), self.find(right)), key=self._order.__getitem__)
        self._parent[second] = first

    def join_all(self, items: Iterable[T]) -> None:
        """Make one set of several."""
        rest = list(items)
        for item in rest[1:]:
            self.join(rest[0], item)

    def sets(self) -> list[list[T]]:
        """The sets, each in reading order."""
        found: dict[T, list[T]] = {}
        for item in self._parent:
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
