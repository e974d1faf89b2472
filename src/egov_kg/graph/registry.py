"""What the registry says of the countries and international organisations that documents refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeVar

from egov_kg.errors import KnowledgeError
from egov_kg.graph.names import LABEL, OTHER_NAME
from egov_kg.graph.reference import CountryFacts, OrganizationFacts, Triple
from egov_kg.graph.terms import TYPE, iri, local, string, text, thing
from egov_kg.vocabulary import ALIGNED_TYPES, ONTOLOGY, STANDARD_PREFIXES, SUPERCLASSES

OF_REGISTRY = ("Country", "InternationalOrganization")
"""The classes whose things the registry describes."""

_ACRONYM = "egov:acronym"
LABELLED = ("en", "es")
"""A country has a label in each of these languages (contract.md)."""
_Facts = TypeVar("_Facts")


class Registry:
    """Countries by ISO 3166-1 alpha-3, international organisations by registry id."""

    def __init__(
        self, countries: Mapping[str, CountryFacts], organizations: Mapping[str, OrganizationFacts]
    ) -> None:
        self._countries = countries
        self._organizations = {
            thing("InternationalOrganization", key): facts for key, facts in organizations.items()
        }

    def names(self) -> Iterator[tuple[tuple[str, str], str]]:
        """The labels and acronyms that no document outvotes: subject and predicate, and the term."""
        for term, facts in self._organizations.items():
            yield (term, LABEL), _names(facts)[0]
            if facts.acronym:
                yield (term, _ACRONYM), string(facts.acronym)

    def knows(self, term: str) -> bool:
        """Whether a term is a country or an organisation of the registry."""
        prefix, _, name = term.partition(":")
        return term in self._organizations or (prefix == "country" and name in self._countries)

    def triples(self, term: str, class_name: str) -> Iterator[Triple]:
        """What is known of a thing, nothing where it is none of the registry's; raises KnowledgeError."""
        if class_name == "Country":
            yield from _country(term, _known(self._countries, local(term)))
        elif class_name == "InternationalOrganization":
            yield from _organization(term, _known(self._organizations, term))
        else:
            return
        yield from ((term, TYPE, type_) for type_ in types_of(class_name))


@cache
def types_of(class_name: str) -> tuple[str, ...]:
    """The types that a thing of a class bears: its own, the classes above, those of other vocabularies."""
    own = (class_name, *SUPERCLASSES.get(class_name, ()))
    return (*(iri(ONTOLOGY + name) for name in own), *map(iri, ALIGNED_TYPES.get(class_name, ())))


def _country(term: str, facts: CountryFacts) -> Iterator[Triple]:
    yield term, "egov:iso3", string(facts.iso3)
    for language, label in facts.labels.items():
        yield term, LABEL if language in LABELLED else OTHER_NAME, text(label, language)
    if facts.region:
        yield term, "egov:region", string(facts.region)
    yield from _same(term, facts.wikidata)


def _organization(term: str, facts: OrganizationFacts) -> Iterator[Triple]:
    label, *others = _names(facts)
    yield term, LABEL, label
    for other in others:
        yield term, OTHER_NAME, other
    if facts.acronym:
        yield term, _ACRONYM, string(facts.acronym)
    if facts.url:
        yield term, "egov:url", iri(facts.url)
    yield from _same(term, facts.wikidata)


def _same(term: str, wikidata: str | None) -> Iterator[Triple]:
    if wikidata:
        yield term, "owl:sameAs", iri(STANDARD_PREFIXES["wd"] + wikidata)


def _names(facts: OrganizationFacts) -> list[str]:
    """The names that the registry gives, in order: the first, English where there is one, is the label."""
    ordered = sorted(facts.labels.items(), key=lambda label: (label[0] != "en", label))
    if not ordered:
        raise KnowledgeError("registry", facts.identifier, "an international organisation needs a name")
    return [text(value, language) for language, value in ordered]


def _known(facts: Mapping[str, _Facts], key: str) -> _Facts:
    if key not in facts:
        raise KnowledgeError("registry", key, "a document refers to it, and the registry does not have it")
    return facts[key]
