"""The small network of a country: its partners around it, as figures that a template draws with SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi
from typing import Final

from egov_kg.pages.labels import Label, class_of

WIDTH: Final = 860
_MOST: Final = 40
_LINE: Final = 22
"""Units of height that a name needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner at its place; ``kinds`` are the codes of the ties, ``anchor`` is where its name is fixed."""

    iri: str
    label: Label
    x: float
    y: float
    anchor: str
    kinds: tuple[str, ...]
    number: int

    @property
    def is_country(self) -> bool:
        """Whether it is a country, and no organisation."""
        return class_of(self.iri) == "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The centre and its partners; ``left_out`` are those for which there is no room."""

    width: int
    height: int
    centre: Label
    partners: tuple[Partner, ...]
    left_out: int


def draw_partners(
    centre: str, ties: Sequence[tuple[Sequence[str], str]], labels: Mapping[str, Label]
) -> Drawing | None:
    """The partners in the ties of a country, each tie by its parties and its kind; None where there are none."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for parties, kind in ties:
        for party in parties:
            if party != centre and centre in parties:
                kinds[party].append(kind)
    if not kinds:
        return None
    ranked = sorted(kinds, key=lambda iri: (-len(kinds[iri]), labels[iri]))[:_MOST]
    placed = sorted(ranked, key=lambda iri: (class_of(iri), labels[iri]))
    height = max(260, (len(placed) // 2 + 2) * _LINE)
    return Drawing(
        width=WIDTH,
        height=height,
        centre=labels[centre],
        partners=tuple(
            _place(iri, labels[iri], number / len(placed), height, kinds[iri]) for number, iri in enumerate(placed)
        ),
        left_out=len(kinds) - len(placed),
    )


def _place(iri: str, label: Label, turn: float, height: int, kinds: Sequence[str]) -> Partner:
    """Down the right side and up the left one, at even steps of height, so that no name covers another."""
    right = turn < 0.5
    way = turn * 4 - 1 if right else 3 - turn * 4
    y = height / 2 + way * (height / 2 - _LINE)
    x = WIDTH / 2 + (1 if right else -1) * (90 + 50 * cos(way * pi / 2))
    return Partner(
        iri=iri, label=label, x=round(x, 1), y=round(y, 1), anchor="start" if right else "end",
        kinds=tuple(sorted(set(kinds))), number=len(kinds),
    )  # fmt: skip


__all__ = ["Drawing", "Partner", "draw_partners"]
