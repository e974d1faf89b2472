"""The names that a query of the graph is written with: classes, properties and codes, with what they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from egov_kg.pages.asking import value
from egov_kg.pages.knowledge import known
from egov_kg.schema import load_schema
from egov_kg.vocabulary import CODE_SCHEMES, ONTOLOGY, PREFIXES, code_namespace

CLASS, PROPERTY, CODE = "class", "property", "code"
_TERMS: Final = """
SELECT ?term ?kind ?about ?text (LANG(?text) AS ?language) {
  VALUES (?type ?kind) {
    (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property") (skos:Concept "code")
  }
  VALUES (?says ?about) {
    (rdfs:label "label") (skos:prefLabel "label") (rdfs:comment "comment") (skos:scopeNote "comment")
  }
  ?term a ?type ; ?says ?text
} ORDER BY ?term
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTerm:
    """A class, a property or a code by its prefixed name; texts by language, ``schemes`` of a property with codes."""

    name: str
    kind: str
    label: Mapping[str, str]
    comment: Mapping[str, str]
    schemes: tuple[str, ...] = ()


@cache
def named_terms() -> tuple[NamedTerm, ...]:
    """The terms of the ontology and its code schemes, properties first, each kind by name."""
    texts: dict[tuple[str, str], dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in known(_TERMS):
        texts[value(row, 0), value(row, 1)][value(row, 2)][value(row, 4)] = value(row, 3)
    properties = load_schema().properties
    terms = [
        NamedTerm(
            name=name, kind=kind, label=about["label"], comment=about["comment"],
            schemes=properties[iri].schemes if iri in properties else (),
        )
        for (iri, kind), about in texts.items()
        if (name := _prefixed(iri))
    ]  # fmt: skip
    order = (PROPERTY, CLASS, CODE)
    return tuple(sorted(terms, key=lambda term: (order.index(term.kind), term.name)))


def vocabulary_document() -> dict[str, object]:
    """What an editor completes from, as JSON (``Vocabulary`` in web/src/query/vocabulary.ts)."""
    return {
        "prefixes": dict(PREFIXES),
        "terms": [
            {
                "name": term.name, "kind": term.kind, "label": dict(term.label),
                **({"comment": dict(term.comment)} if term.comment else {}),
                **({"schemes": list(term.schemes)} if term.schemes else {}),
            }
            for term in named_terms()
        ],
    }  # fmt: skip


def codes(scheme: str, language: str) -> tuple[tuple[str, str], ...]:
    """The codes of a scheme with their labels in a language, by label."""
    found = [term for term in named_terms() if term.kind == CODE and term.name.startswith(f"{scheme}:")]
    listed = [(term.name.partition(":")[2], term.label.get(language) or term.label["en"]) for term in found]
    return tuple(sorted(listed, key=lambda one: one[1].casefold()))


def _prefixed(iri: str) -> str:
    spaces = {"egov": ONTOLOGY, **{scheme: code_namespace(scheme) for scheme in CODE_SCHEMES}}
    for prefix, space in spaces.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return ""


__all__ = ["NamedTerm", "codes", "named_terms", "vocabulary_document"]
