"""Portals: an address for each kind of portal that it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from egov_kg.evaluate.gold import GoldDocument, GoldPortal
from egov_kg.evaluate.graph import BuildGraph, Statement, code_of, iri
from egov_kg.evaluate.kinds.kind import Kind
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, match
from egov_kg.evaluate.normal import address


@dataclass(frozen=True, slots=True, kw_only=True)
class _Portal:
    portal_type: str
    address: str
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.portals is None:
        return
    matching = match(gold.portals, _portals(gold.country, graph), _same)
    yield from matching.comparison(
        "portal", lambda one: MissedFact(words=f"{one.portal_type} {one.url}", terms=(one.url,))
    )


def _portals(country: str, graph: BuildGraph) -> list[_Portal]:
    found = []
    for thing in graph.of_country("Portal", country):
        url = graph.text(thing, "egov:url")
        for portal_type in graph.values(thing, "egov:portalType") if url else ():
            statement = Statement(subject=thing, predicate=iri("egov:portalType"), object=portal_type)
            place, name = address(url or ""), code_of(portal_type)
            fact = ReadFact(words=f"{name} {place}", statements=(statement,))
            found.append(_Portal(portal_type=name, address=place, fact=fact))
    return sorted(found, key=lambda one: (one.portal_type, one.address))


def _same(gold: GoldPortal, found: _Portal) -> bool:
    return (gold.portal_type, address(gold.url)) == (found.portal_type, found.address)


KIND = Kind(names=("portal",), compare=_compare)
