"""Precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many gold facts there are, how many facts were found, how many gold facts were hit.

    ``found`` is None where nothing found counts as too much; then there is no precision. ``found_hits`` are the hits
    of kinds that have a precision: all, none, or in a sum a part of them.
    """

    gold: int
    found: int | None
    hits: int
    found_hits: int

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; 1 where nothing was to be found and nothing was."""
        if self.found is None:
            return None
        if not self.found:
            return 0.0 if self.gold else 1.0
        return min(1.0, self.found_hits / self.found)

    @property
    def recall(self) -> float:
        """The share of the gold facts that was found; 1 where there is none and nothing was found."""
        if not self.gold:
            return 0.0 if self.found else 1.0
        return self.hits / self.gold

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; the recall where there is no precision."""
        precision, recall = self.precision, self.recall
        if precision is None:
            return recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(*, gold: int, found: int | None, hits: int) -> Figures:
    """The figures of one kind."""
    return Figures(gold=gold, found=found, hits=hits, found_hits=0 if found is None else hits)


def total(rows: Iterable[Figures]) -> Figures:
    """The figures of several rows: their counts summed."""
    counted = tuple(rows)
    found = [one.found for one in counted if one.found is not None]
    return Figures(
        gold=sum(one.gold for one in counted),
        found=sum(found) if found else None,
        hits=sum(one.hits for one in counted),
        found_hits=sum(one.found_hits for one in counted),
    )


def macro_f1(rows: Iterable[Figures]) -> float:
    """The mean F1 of several rows, each of the same weight; 0 for none."""
    f1s = [one.f1 for one in rows]
    return sum(f1s) / len(f1s) if f1s else 0.0
