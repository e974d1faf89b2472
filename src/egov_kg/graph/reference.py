"""What the graph holds that no document says: countries, international organisations and codes, handed in as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from egov_kg.config import data_folder
from egov_kg.errors import KnowledgeError
from egov_kg.graph.terms import TYPE, iri, string, text
from egov_kg.graph.terms import code as code_term
from egov_kg.vocabulary import BASE, CODE_SCHEMES, STANDARD_PREFIXES, code_namespace

Triple = tuple[str, str, str]
"""Subject, predicate and object in the syntax of terms.py."""

_SKOS: Final = STANDARD_PREFIXES["skos"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFacts:
    """A country of the registry: labels by language, its M49 region, its Wikidata item (``Q…``)."""

    iso3: str
    labels: Mapping[str, str]
    region: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationFacts:
    """An international organisation of the registry: labels by language, its Wikidata item (``Q…``), its address."""

    identifier: str
    labels: Mapping[str, str]
    acronym: str | None = None
    wikidata: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFacts:
    """A code of a scheme of contract.md: its local name, labels and notes by language.

    ``printed`` is a question that a document prints and no form describes: the document says its number and words.
    """

    scheme: str
    code: str
    labels: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)
    printed: bool = False

    @property
    def term(self) -> str:
        """The code's IRI."""
        return code_term(self.scheme, self.code)

    def triples(self) -> Iterable[Triple]:
        """The code as a SKOS concept."""
        subject = self.term
        yield subject, TYPE, "skos:Concept"
        yield subject, "skos:inScheme", iri(f"{BASE}code/{self.scheme}")
        if not self.printed:
            yield subject, "skos:notation", string(self.code)
        for predicate, words in (("skos:prefLabel", self.labels), ("skos:scopeNote", self.notes)):
            for language, value in words.items():
                yield subject, predicate, text(value, language)


class Codes:
    """The codes that facts may point to."""

    def __init__(self, codes: Iterable[CodeFacts]) -> None:
        self._codes: dict[tuple[str, str], CodeFacts] = {}
        for facts in codes:
            if self._codes.setdefault((facts.scheme, facts.code), facts) is not facts:
                raise KnowledgeError(facts.scheme, facts.code, "the code stands there twice")

    def knows(self, term: str) -> bool:
        """Whether a term is a code of some list."""
        return tuple(term.partition(":")[::2]) in self._codes

    def term(self, schemes: Sequence[str], code: str) -> str:
        """The IRI of a code in the first of some schemes that has it; raises KnowledgeError where none has."""
        for scheme in schemes:
            if (scheme, code) in self._codes:
                return code_term(scheme, code)
        raise KnowledgeError(" or ".join(schemes), code, "a fact needs this code, and no code list has it")

    def label(self, scheme: str, code: str, language: str) -> str:
        """A code's label in a language, else in English, else in the first one it has."""
        labels = self._codes[scheme, code].labels
        return labels.get(language) or labels.get("en") or next(iter(labels.values()), code)

    def used(self, found: Iterable[str]) -> tuple[Triple, ...]:
        """The triples of the codes whose terms are among those found."""
        by_term = {facts.term: facts for facts in self._codes.values()}
        wanted = sorted(set(found) & by_term.keys())
        return tuple(triple for term in wanted for triple in by_term[term].triples())


def read_code_lists(folder: Path | None = None) -> tuple[CodeFacts, ...]:
    """The codes of ``ontology/codes/*.ttl``; raises KnowledgeError for a file that is not well formed.

    Questions, options and forms are not among them: they come from the questionnaires.
    """
    found: list[CodeFacts] = []
    for path in sorted((folder or data_folder("ontology") / "codes").glob("*.ttl")):
        if path.stem in CODE_SCHEMES:
            found.extend(_read_code_list(path))
    return tuple(found)


def _read_code_list(path: Path) -> Iterable[CodeFacts]:
    words: dict[str, dict[str, dict[str, str]]] = {}
    try:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal) and value.language:
                words.setdefault(subject.value, {}).setdefault(predicate, {})[value.language] = value.value
    except SyntaxError as error:
        raise KnowledgeError(path, f"line {error.lineno}", str(error)) from error
    namespace = code_namespace(path.stem)
    for address, by_predicate in sorted(words.items()):
        if address.startswith(namespace):
            yield CodeFacts(
                scheme=path.stem,
                code=address.removeprefix(namespace),
                labels=dict(sorted(by_predicate.get(_SKOS + "prefLabel", {}).items())),
            )
