"""The start page: what is in the graph, where it comes from, and the ways into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from egov_kg.pages.asking import Ask, value
from egov_kg.pages.labels import Label, labels_of
from egov_kg.pages.page import Context, Page
from egov_kg.pages.rendering import render
from egov_kg.vocabulary import ONTOLOGY

_COUNTS: Final = """
SELECT ?class (COUNT(DISTINCT ?x) AS ?n) {{ VALUES ?class {{ {classes} }} ?x a ?class
  FILTER NOT EXISTS {{ ?part dcterms:isPartOf ?x . ?part a egov:SourceDocument }} }} GROUP BY ?class"""
_SHOWN: Final = (
    "SourceDocument", "Agency", "Portal", "LegalInstrument", "Strategy", "CooperationTie", "TechnologyInitiative",
    "IndicatorObservation", "Claim",
)  # fmt: skip
_COVERED: Final = """
SELECT ?c ?region ?documents ?spoken {
  ?c a egov:Country .
  OPTIONAL { ?c egov:region ?region }
  OPTIONAL { SELECT ?c (COUNT(DISTINCT ?d) AS ?documents) { ?d a egov:SourceDocument ; egov:country ?c } GROUP BY ?c }
  OPTIONAL { SELECT ?c (COUNT(DISTINCT ?tie) AS ?spoken) { ?tie a egov:CooperationTie ; egov:party ?c } GROUP BY ?c }
} ORDER BY ?region ?c"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A country and how many documents of it were read."""

    iri: str
    label: Label
    region: str
    documents: int
    ties: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the start page shows: numbers a class, and the countries."""

    counts: Mapping[str, int]
    countries: tuple[Covered, ...]

    @property
    def read(self) -> tuple[Covered, ...]:
        """The countries of which a document was read."""
        return tuple(one for one in self.countries if one.documents)

    @property
    def spoken_of(self) -> tuple[Covered, ...]:
        """The countries that others alone speak of."""
        return tuple(one for one in self.countries if not one.documents)


async def start(ask: Ask, language: str) -> Start:
    """What the graph holds."""
    classes = " ".join(f"egov:{name}" for name in _SHOWN)
    numbers = await ask(_COUNTS.format(classes=classes))
    counted = {value(row, 0).removeprefix(ONTOLOGY): int(value(row, 1)) for row in numbers}
    rows = await ask(_COVERED)
    labels = await labels_of(ask, [value(row, 0) for row in rows], language)
    covered = [
        Covered(
            iri=value(row, 0),
            label=labels[value(row, 0)],
            region=value(row, 1),
            documents=int(value(row, 2) or 0),
            ties=int(value(row, 3) or 0),
        )
        for row in rows
    ]
    return Start(
        counts=MappingProxyType({name: counted.get(name, 0) for name in _SHOWN}),
        countries=tuple(sorted(covered, key=lambda one: one.label)),
    )


async def _make(context: Context) -> str:
    return render("start", context.site, shown=await start(context.ask, context.language))


async def _every(ask: Ask) -> list[str]:
    del ask
    return [""]


START: Final = Page(pattern="", make=_make, every=_every)

__all__ = ["START", "Covered", "Start", "start"]
