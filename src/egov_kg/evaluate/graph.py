"""What a build states, by the public names of its vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from egov_kg.store import Solutions, Store, Term, from_text
from egov_kg.vocabulary import PREFIXES

NAMES: Final = ("rdfs:label", "skos:prefLabel", "skos:altLabel", "egov:acronym", "foaf:name")
"""The properties that name a thing."""
LABEL: Final = "rdfs:label"

_LAST_PART: Final = re.compile(r"[/#]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement of a build; subject and predicate are IRIs."""

    subject: str
    predicate: str
    object: Term


def iri(prefixed: str) -> str:
    """The IRI of a prefixed name of the vocabulary."""
    prefix, _, local = prefixed.partition(":")
    return PREFIXES[prefix] + local


def code_of(term: Term | None) -> str:
    """The local name of a code in lower case, the last part of its IRI; an empty string without one."""
    return _LAST_PART.split(term.value.rstrip("/"))[-1].lower() if term else ""


class BuildGraph:
    """A build's statements, asked by class and by property; each property is read from the store once.

    Things are named by their IRIs, properties by their prefixed names. Everything comes in the order of its IRIs and
    values, so that the same build is always compared in the same way.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._values: dict[str, Mapping[str, tuple[Term, ...]]] = {}
        self._classes: dict[str, tuple[str, ...]] = {}

    def of_class(self, name: str) -> tuple[str, ...]:
        """The things of a class of ours, by its local name."""
        if name not in self._classes:
            found = self._select(f"SELECT DISTINCT ?thing {{ ?thing a egov:{name} }}")
            self._classes[name] = tuple(sorted(row[0].value for row in found))
        return self._classes[name]

    def of_country(self, name: str, iso3: str) -> tuple[str, ...]:
        """The things of a class that are a country's, by its ISO 3166-1 alpha-3 code."""
        return tuple(thing for thing in self.of_class(name) if self.is_of_country(thing, iso3))

    def is_of_country(self, thing: str, iso3: str) -> bool:
        """Whether a thing is a country's."""
        countries = (country.value for country in self.values(thing, "egov:country"))
        return any(iso3 in self.texts(country, "egov:iso3") for country in countries)

    def all_values(self, predicate: str) -> Mapping[str, tuple[Term, ...]]:
        """The values of a property by the thing that has them."""
        if predicate not in self._values:
            rows = self._select(f"SELECT DISTINCT ?thing ?value {{ ?thing {predicate} ?value }}")
            found: dict[str, list[Term]] = {}
            for thing, value in sorted(rows, key=lambda row: (row[0].value, row[1].value, row[1].language or "")):
                found.setdefault(thing.value, []).append(value)
            self._values[predicate] = {thing: tuple(values) for thing, values in found.items()}
        return self._values[predicate]

    def values(self, thing: str, predicate: str) -> tuple[Term, ...]:
        """The values of a property of a thing."""
        return self.all_values(predicate).get(thing, ())

    def value(self, thing: str, predicate: str) -> Term | None:
        """The value of a property that a thing has once."""
        return next(iter(self.values(thing, predicate)), None)

    def texts(self, thing: str, predicate: str) -> tuple[str, ...]:
        """The values of a property of a thing, as texts."""
        return tuple(value.value for value in self.values(thing, predicate))

    def text(self, thing: str, predicate: str) -> str | None:
        """The value of a property that a thing has once, as a text."""
        value = self.value(thing, predicate)
        return value.value if value else None

    def number(self, thing: str, predicate: str) -> float | None:
        """The value of a property that a thing has once, as a number; None also for what is none."""
        try:
            return float(self.text(thing, predicate) or "")
        except ValueError:
            return None

    def codes(self, thing: str, predicate: str) -> tuple[str, ...]:
        """The codes that a property of a thing points to."""
        return tuple(map(code_of, self.values(thing, predicate)))

    def names(self, thing: str) -> frozenset[str]:
        """Every name of a thing: labels, other names, acronym."""
        return frozenset(name for predicate in NAMES for name in self.texts(thing, predicate))

    def statements(self, thing: str, *predicates: str) -> tuple[Statement, ...]:
        """What is stated of a thing with some properties, in their order."""
        return tuple(
            Statement(subject=thing, predicate=iri(predicate), object=value)
            for predicate in predicates
            for value in self.values(thing, predicate)
        )

    def documents(self, file_name: str, country: str) -> tuple[str, ...]:
        """The source documents whose file has this name, whatever folder it stood in.

        Of a file that holds several, those of the country (ISO 3166-1 alpha-3) alone, if it has any.
        """
        found = tuple(
            document
            for document in self.of_class("SourceDocument")
            if file_name in {PurePosixPath(name).name for name in self.texts(document, "egov:fileName")}
        )
        parts = [document for document in found if self.values(document, "dcterms:isPartOf")]
        own = [part for part in parts if self.is_of_country(part, country)]
        return tuple(own) or found

    def _select(self, sparql: str) -> tuple[tuple[Term, ...], ...]:
        found = self._store.query(sparql)
        assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
        return tuple(tuple(term for term in row if term) for row in found.rows)


def empty_graph() -> BuildGraph:
    """The graph of a build that states nothing."""
    return BuildGraph(from_text(""))
