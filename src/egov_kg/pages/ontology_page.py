"""The page of the ontology: each class and property with its words and what it may hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from egov_kg.pages.asking import value
from egov_kg.pages.knowledge import known
from egov_kg.pages.labels import local_name, term_label
from egov_kg.pages.page import Context, alone
from egov_kg.pages.rendering import render
from egov_kg.vocabulary import BASE, CODE_SCHEMES, ONTOLOGY, PREFIXES

_TERMS: Final = """
SELECT DISTINCT ?term ?type { ?term a ?type FILTER(STRSTARTS(STR(?term), STR(egov:)))
  FILTER(?type IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty)) } ORDER BY ?term"""
_OF: Final = """
SELECT ?term ?p ?o { ?term ?p ?o
  FILTER(?p IN (rdfs:domain, schema:domainIncludes, rdfs:range, schema:rangeIncludes, rdfs:subClassOf,
    rdfs:subPropertyOf))
  FILTER(isIRI(?o)) } ORDER BY ?term ?p ?o"""
_SCHEMES: Final = "SELECT DISTINCT ?scheme { ?code skos:inScheme ?scheme }"
"""The code lists of a build: those of which it uses a code."""
_GROUPS: Final = MappingProxyType({
    PREFIXES["rdfs"] + "domain": "of", PREFIXES["schema"] + "domainIncludes": "of",
    PREFIXES["rdfs"] + "range": "takes", PREFIXES["schema"] + "rangeIncludes": "takes",
    PREFIXES["rdfs"] + "subClassOf": "above", PREFIXES["rdfs"] + "subPropertyOf": "above",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or a property: the classes it belongs to, what it takes as values, and what stands above it."""

    iri: str
    name: str
    is_class: bool
    of: tuple[str, ...]
    takes: tuple[str, ...]
    above: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """The terms of the ontology, by name, classes first; read once."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in known(_OF):
        groups.setdefault((value(row, 0), _GROUPS[value(row, 1)]), []).append(value(row, 2))
    listed = [
        Term(
            iri=iri,
            name=iri.removeprefix(ONTOLOGY),
            is_class=local_name(value(row, 1)) == "Class",
            of=tuple(groups.get((iri, "of"), ())),
            takes=tuple(groups.get((iri, "takes"), ())),
            above=tuple(groups.get((iri, "above"), ())),
        )
        for row in known(_TERMS)
        if (iri := value(row, 0))
    ]
    return tuple(sorted(listed, key=lambda one: (not one.is_class, one.name)))


async def _make(context: Context) -> str:
    used = {local_name(value(row, 0)) for row in await context.ask(_SCHEMES)}
    schemes = [
        (name, term_label(f"{BASE}code/{name}", context.language)) for name in CODE_SCHEMES if name in used
    ]
    return render("ontology", context.site, shown=terms(), schemes=schemes)


ONTOLOGY_PAGE: Final = alone("ontology", _make)

__all__ = ["ONTOLOGY_PAGE", "Term", "terms"]
