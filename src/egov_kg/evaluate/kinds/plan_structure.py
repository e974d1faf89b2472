"""What a plan says of bodies: the names behind acronyms, and who stands under whom or was created by which law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from egov_kg.evaluate.gold import GoldAgency, GoldDocument, GoldRelation, Relation
from egov_kg.evaluate.graph import LABEL, BuildGraph, Statement, iri
from egov_kg.evaluate.kinds.kind import Kind
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact
from egov_kg.evaluate.normal import CLOSE_NAME, alike, names_a_body, number_key
from egov_kg.store import Term

PREDICATES: Final[Mapping[Relation, str]] = MappingProxyType({
    Relation.UNDER: "egov:under",
    Relation.MEMBER_OF: "egov:memberOf",
    Relation.CREATED_BY: "egov:createdBy",
})  # fmt: skip
NO_BODIES: Final = frozenset({"TIC"})
"""Acronyms of lists that name no body: information and communication technologies, in Spanish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relation:
    subject: str
    relation: Relation
    object: Term


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.plan is not None:
        yield _acronyms(gold.plan.acronyms, gold.agencies, graph)
        yield _structure(gold, gold.plan.structure, graph)


def _acronyms(
    acronyms: Mapping[str, tuple[str, ...]], agencies: tuple[GoldAgency, ...], graph: BuildGraph
) -> Comparison:
    """The names of what an acronym belongs to; not asked for: those of no body, and names of optional agencies."""
    optional = {name for agency in agencies if agency.optional for name in agency.names}
    wanted = {acronym: names for acronym, names in acronyms.items() if acronym not in NO_BODIES | optional}
    found: dict[str, set[str]] = {}
    for predicate in ("egov:acronym", "skos:altLabel"):
        for thing, values in graph.all_values(predicate).items():
            for value in values:
                found.setdefault(value.value.casefold(), set()).update(graph.names(thing))
    missed = [
        MissedFact(words=f"{acronym}: {' / '.join(names)}", terms=(*names, acronym))
        for acronym, names in wanted.items()
        if not alike(names, found.get(acronym.casefold(), ()), CLOSE_NAME)
    ]
    return Comparison(
        kind="acronym", gold=len(wanted), found=None, hits=len(wanted) - len(missed), missed=tuple(missed)
    )


def _structure(gold: GoldDocument, wanted: tuple[GoldRelation, ...], graph: BuildGraph) -> Comparison:
    """A relation is right wherever the graph has it; too much are those of the country's bodies alone."""
    relations = [
        _Relation(subject=subject, relation=relation, object=value)
        for relation, predicate in PREDICATES.items()
        for subject, values in graph.all_values(predicate).items()
        for value in values
    ]
    missed = [fact for fact in wanted if not any(_fits(fact, relation, graph) for relation in relations)]
    drawn = [relation for relation in relations if graph.is_of_country(relation.subject, gold.country)]
    right = [relation for relation in drawn if any(_fits(fact, relation, graph) for fact in wanted)]
    return Comparison(
        kind="structure",
        gold=len(wanted),
        found=len(drawn),
        hits=len(wanted) - len(missed),
        missed=tuple(map(_missed, missed)),
        surplus=tuple(_read(relation, graph) for relation in drawn if relation not in right),
        right=tuple(_read(relation, graph) for relation in right),
    )


def _fits(gold: GoldRelation, relation: _Relation, graph: BuildGraph) -> bool:
    if relation.relation is not gold.relation or not names_a_body(gold.subjects, graph.names(relation.subject)):
        return False
    if gold.relation is not Relation.CREATED_BY:
        return names_a_body(gold.objects, graph.names(relation.object.value))
    law = relation.object.value
    kinds = graph.codes(law, "egov:instrumentType")
    numbers = tuple(map(number_key, graph.texts(law, "egov:number")))
    stated = (one.split() for one in gold.objects)
    return any(kind in kinds and number_key(number) in numbers for kind, number in stated)


def _missed(gold: GoldRelation) -> MissedFact:
    # The number of a law is shorter than its type's word, which the document may print in another language.
    objects = tuple(one.split()[-1] for one in gold.objects) if gold.relation is Relation.CREATED_BY else gold.objects
    words = f"{gold.subjects[0]} {gold.relation} {gold.objects[0]}"
    return MissedFact(words=words, terms=(*objects, *gold.subjects))


def _read(relation: _Relation, graph: BuildGraph) -> ReadFact:
    statement = Statement(
        subject=relation.subject, predicate=iri(PREDICATES[relation.relation]), object=relation.object
    )
    subject, value = (graph.text(thing, LABEL) or thing for thing in (relation.subject, relation.object.value))
    return ReadFact(words=f"{subject} {relation.relation} {value}", statements=(statement,))


KIND = Kind(names=("acronym", "structure"), compare=_compare)
