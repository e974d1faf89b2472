"""Makes the triples of descriptions, with names written as in Turtle."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from egov_kg.vocabulary import STANDARD_PREFIXES

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
NAMESPACES: Final = MappingProxyType({**STANDARD_PREFIXES, "sd": SD, "void": VOID, "formats": FORMATS})


class Description:
    """Triples in the order in which they were said."""

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []

    def say(self, subject: str, *pairs: tuple[str, str | int | ox.Literal | ox.NamedNode]) -> None:
        """Says things of an IRI: a name such as ``void:triples``, and an IRI or a name, a number or a literal."""
        for predicate, value in pairs:
            self.triples.append(ox.Triple(ox.NamedNode(subject), term(predicate), _object(value)))


def term(name: str) -> ox.NamedNode:
    """The IRI of a name such as ``sd:Service``; what has no prefix of ours is an IRI already."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(NAMESPACES[prefix] + local if prefix in NAMESPACES else name)


def _object(value: str | int | ox.Literal | ox.NamedNode) -> ox.Literal | ox.NamedNode:
    if isinstance(value, str):
        return term(value)
    return ox.Literal(value) if isinstance(value, int) else value


__all__ = ["FORMATS", "SD", "VOID", "Description", "term"]
