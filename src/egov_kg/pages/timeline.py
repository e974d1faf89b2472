"""Periods on a line of years, as figures that a template draws with SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.pages.labels import Label

WIDTH: Final = 100.0
"""The width of the line, in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A period: where it begins and how wide it is, in percent; ``open`` where the end is not known."""

    iri: str
    label: Label
    start: int
    end: int
    x: float
    width: float
    open: bool


def draw_timeline(periods: Sequence[tuple[str, Label, Sequence[str], Sequence[str]]]) -> tuple[Bar, ...]:
    """Bars of the periods whose first year is known, in the order given: IRI, name, first years, last years."""
    known = [
        (iri, label, int(starts[0]), int(ends[0]) if ends else None) for iri, label, starts, ends in periods if starts
    ]
    if not known:
        return ()
    first = min(start for _, _, start, _ in known)
    last = max(end if end is not None and end >= start else start for _, _, start, end in known)
    scale = WIDTH / (last - first + 1)
    return tuple(
        Bar(
            iri=iri,
            label=label,
            start=start,
            end=max(start, end if end is not None else start),
            x=round((start - first) * scale, 2),
            width=round((max(start, end if end is not None else start) - start + 1) * scale, 2),
            open=end is None,
        )
        for iri, label, start, end in known
    )


__all__ = ["Bar", "draw_timeline"]
