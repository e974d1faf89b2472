"""The page of any thing, code or term: its facts, what points at it, and the words behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from egov_kg.pages.asking import Ask, is_iri, value
from egov_kg.pages.datasets import Linked, linked
from egov_kg.pages.facts import Fact, facts_of, types
from egov_kg.pages.facts import is_iri as names_thing
from egov_kg.pages.labels import Label, labels_of, local_name
from egov_kg.schema import load_schema
from egov_kg.vocabulary import ONTOLOGY, PREFIXES, SUPERCLASSES

# The properties are named: of the statements that point to a country, nearly all are the objects of claims.
_INCOMING: Final = """
SELECT ?s ?p {{ VALUES ?p {{ {properties} }} ?s ?p <{iri}> }} ORDER BY ?p ?s LIMIT {limit}"""
_POINTING: Final = (
    "dcat:dataset", "dcat:distribution", "dcat:theme", "dcterms:isReplacedBy", "dcterms:publisher", "dcterms:subject",
    "owl:sameAs", "prov:wasInvalidatedBy", "rdfs:subClassOf", "skos:broader", "skos:inScheme",
)  # fmt: skip
"""Properties of other vocabularies by which things point to one another, beside those of the ontology."""
_EVERY_OTHER: Final = frozenset({ONTOLOGY + "document"})
"""Too many to list: every quotation has one."""
_AT_MOST: Final = 1_000
_SHOWN_APART: Final = frozenset(
    {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["foaf"] + "name"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """The facts of one property."""

    iri: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """The things that name this one by a property; ``more`` where they are not all here."""

    predicate: str
    subjects: tuple[str, ...]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a page shows; ``labels`` has the words for every IRI in it."""

    iri: str
    label: Label
    classes: tuple[str, ...]
    facts: tuple[Fact, ...]
    names: tuple[Fact, ...]
    properties: tuple[Property, ...]
    incoming: tuple[Incoming, ...]
    linked: Linked
    labels: Mapping[str, Label]


async def thing(ask: Ask, iri: str, language: str) -> Thing | None:
    """What the graph says of a thing; None where it says nothing."""
    if not is_iri(iri):
        return None
    facts = (await facts_of(ask, [iri])).get(iri, ())
    elsewhere = await linked(ask, iri, language)
    pointing = await _incoming(ask, iri, elsewhere)
    if not facts and not pointing:
        return None
    classes = _most_specific(types(facts))
    labels = await labels_of(ask, _named(iri, facts, pointing, classes), language)
    properties = _properties(facts)
    return Thing(
        iri=iri,
        label=labels[iri],
        classes=classes,
        facts=facts,
        names=tuple(fact for fact in facts if fact.predicate in _SHOWN_APART and not names_thing(fact.object)),
        properties=tuple(sorted(properties, key=lambda one: _place(one.iri))),
        incoming=pointing,
        linked=elsewhere,
        labels=MappingProxyType(labels),
    )


def _properties(facts: Sequence[Fact]) -> list[Property]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.predicate not in _SHOWN_APART:
            groups[fact.predicate].append(fact)
    return [Property(iri=iri, facts=tuple(many)) for iri, many in groups.items()]


def _place(predicate: str) -> tuple[bool, str]:
    """Properties of ours first."""
    return not predicate.startswith(ONTOLOGY), predicate


def _named(iri: str, facts: Sequence[Fact], pointing: Sequence[Incoming], classes: Sequence[str]) -> set[str]:
    named = {iri, *classes} | {fact.predicate for fact in facts} | {one.predicate for one in pointing}
    named |= {fact.object.value for fact in facts if names_thing(fact.object)}
    named |= {one.document for fact in facts for one in fact.quotations}
    return named | {subject for one in pointing for subject in one.subjects}


@cache
def _properties_that_point() -> str:
    own = [iri for iri, one in load_schema().properties.items() if iri.startswith(ONTOLOGY) and one.datatype is None]
    return " ".join([*_POINTING, *(f"<{iri}>" for iri in sorted(own) if iri not in _EVERY_OTHER)])


async def _incoming(ask: Ask, iri: str, elsewhere: Linked) -> tuple[Incoming, ...]:
    rows = await ask(_INCOMING.format(iri=iri, properties=_properties_that_point(), limit=_AT_MOST + 1))
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows[:_AT_MOST]:
        if elsewhere.shows(value(row, 1), value(row, 0)):
            continue
        groups[value(row, 1)].append(value(row, 0))
    last = value(rows[_AT_MOST], 1) if len(rows) > _AT_MOST else None
    return tuple(
        Incoming(predicate=predicate, subjects=tuple(subjects), more=predicate == last)
        for predicate, subjects in groups.items()
    )


def _most_specific(found: Sequence[str]) -> tuple[str, ...]:
    """The classes of ours without those that others of them imply; all where none is ours."""
    above = {ONTOLOGY + name for iri in found for name in SUPERCLASSES.get(local_name(iri), ())}
    return tuple(iri for iri in found if iri.startswith(ONTOLOGY) and iri not in above) or tuple(found)


__all__ = ["Incoming", "Property", "Thing", "thing"]
