"""Colours and sizes of drawings; the hues are Okabe and Ito's, which colour-blind people tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

Text = Mapping[str, str]


class Nature(StrEnum):
    """What kinds of ties have in common; the lines of a drawing are told apart by it."""

    BELONGING = "belonging"
    TOGETHER = "together"
    HELP = "help"
    FOLLOWS = "follows"


NATURES: Final[Mapping[str, Nature]] = MappingProxyType({
    "membership": Nature.BELONGING, "participation": Nature.BELONGING,
    "technical-assistance": Nature.HELP, "funding": Nature.HELP,
})  # fmt: skip
"""The nature of each kind of tie; of all others it is TOGETHER."""

NATURE_LABELS: Final[Mapping[Nature, Text]] = MappingProxyType({
    Nature.TOGETHER: {
        "en": "agreement, memorandum, exchange, joint project", "es": "convenio, memorando, intercambio, proyecto",
    },
    Nature.HELP: {"en": "assistance or funding, towards who receives", "es": "asistencia o financiamiento"},
    Nature.BELONGING: {"en": "membership or participation", "es": "membresía o participación"},
    Nature.FOLLOWS: {
        "en": "not stated: members of the same network", "es": "no se afirma: miembros de la misma red",
    },
})  # fmt: skip


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another, both as ``#rrggbb``."""
    parts = zip(*(bytes.fromhex(one[1:]) for one in (colour, other)), strict=True)
    return "#" + bytes(round(a * (1 - share) + b * share) for a, b in parts).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours of a drawing; ``regions`` by name, ``other`` for an actor of no region."""

    name: str
    background: str
    ink: str
    muted: str
    rule: str
    organisation: str
    other: str
    land: str
    lines: Mapping[Nature, str]
    regions: Mapping[str, str]

    def edge(self, fill: str) -> str:
        """The colour around a node, so that pale ones are seen too."""
        return mixed(fill, self.ink, 0.35)


THEMES: Final[Mapping[str, Theme]] = MappingProxyType({
    theme.name: theme
    for theme in (
        Theme(
            name="light", background="#ffffff", ink="#16191d", muted="#565d66", rule="#d4d8dd",
            organisation="#3c434c", other="#8a929c", land="#e4e8ec",
            lines={
                Nature.TOGETHER: "#868e98", Nature.HELP: "#d55e00", Nature.BELONGING: "#b4bbc4",
                Nature.FOLLOWS: "#a7aeb7",
            },
            regions={
                "Africa": "#e69f00", "Americas": "#0072b2", "Asia": "#cc79a7", "Europe": "#009e73",
                "Oceania": "#56b4e9",
            },
        ),
        Theme(
            name="dark", background="#14171b", ink="#f0f2f4", muted="#a9b1ba", rule="#3a4149",
            organisation="#d5dae0", other="#8a929c", land="#293039",
            lines={
                Nature.TOGETHER: "#79828d", Nature.HELP: "#f07a1f", Nature.BELONGING: "#464e58",
                Nature.FOLLOWS: "#646d78",
            },
            regions={
                "Africa": "#f0b429", "Americas": "#4aa8e0", "Asia": "#e09bc2", "Europe": "#2dc397",
                "Oceania": "#9bd5f5",
            },
        ),
    )
})  # fmt: skip
"""Every theme, by name; the dark one has the same hues, lighter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Paper for so many nodes, in pixels of 1/96 inch; ``label`` is the size of names, ``scale`` that of the rest.

    ``apart`` is the least distance between the edges of two nodes.
    """

    most: float
    width: float
    height: float
    label: float
    scale: float
    apart: float


PAGES: Final = (
    Page(most=60, width=1_123, height=794, label=12, scale=1, apart=22),
    Page(most=140, width=1_587, height=1_123, label=13, scale=1.3, apart=10),
    Page(most=float("inf"), width=2_245, height=1_587, label=14, scale=1.7, apart=5),
)
"""A4, A3 and A2 across."""



__all__ = [
    "NATURES", "NATURE_LABELS", "PAGES", "THEMES", "Nature", "Page", "Text", "Theme", "mixed",
]  # fmt: skip
