"""Agencies: of a questionnaire with the mandate of the question, of other documents without; and their labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from egov_kg.evaluate.gold import DocumentKind, GoldAgency, GoldDocument
from egov_kg.evaluate.graph import LABEL, BuildGraph, Statement, code_of, iri
from egov_kg.evaluate.kinds.kind import Kind, in_words
from egov_kg.evaluate.kinds.labels import label_comparison
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, match
from egov_kg.evaluate.normal import address, alike, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agency:
    thing: str
    mandate: str | None
    names: frozenset[str]
    addresses: frozenset[str]
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.kind is DocumentKind.QUESTIONNAIRE:
        kind, wanted, found = "agency+mandate", gold.agencies, _with_mandates(gold.country, graph)
    else:
        wanted = tuple(replace(one, mandate=None) for one in gold.agencies)
        kind, found = "agency", _agencies(gold.country, graph)
    matching = match(wanted, found, _same)
    yield from matching.comparison(kind, _missed)
    compared = [(one.names, found.thing, graph.statements(found.thing, LABEL)) for one, found in matching.pairs]
    yield from label_comparison("agency label", compared)


def _with_mandates(country: str, graph: BuildGraph) -> list[_Agency]:
    """An agency for each of its mandates."""
    return [
        _agency(thing, graph, Statement(subject=thing, predicate=iri("egov:mandate"), object=mandate), code_of(mandate))
        for thing in graph.of_country("Agency", country)
        for mandate in graph.values(thing, "egov:mandate")
    ]


def _agencies(country: str, graph: BuildGraph) -> list[_Agency]:
    return [_agency(thing, graph) for thing in graph.of_country("Agency", country)]


def _agency(thing: str, graph: BuildGraph, decisive: Statement | None = None, mandate: str | None = None) -> _Agency:
    label = graph.text(thing, LABEL) or graph.text(thing, "egov:acronym")
    statements = (decisive,) if decisive else graph.statements(thing, LABEL, "skos:altLabel", "egov:acronym")
    return _Agency(
        thing=thing,
        mandate=mandate,
        names=graph.names(thing),
        addresses=frozenset(map(address, graph.texts(thing, "egov:url"))),
        fact=ReadFact(words=in_words(mandate, label), statements=statements),
    )


def _same(gold: GoldAgency, found: _Agency) -> bool:
    if gold.mandate and gold.mandate != found.mandate:
        return False
    if found.addresses & set(map(address, gold.urls)) or alike(gold.names, found.names):
        return True
    return bool(gold.acronym) and any(plain(gold.acronym or "") == plain(name) for name in found.names)


def _missed(gold: GoldAgency) -> MissedFact:
    name = next(iter(gold.names), None) or gold.acronym
    acronyms = (gold.acronym,) if gold.acronym else ()
    return MissedFact(words=in_words(gold.mandate, name, *gold.urls[:1]), terms=(*gold.names, *gold.urls, *acronyms))


KIND = Kind(names=("agency+mandate", "agency", "agency label"), compare=_compare)
