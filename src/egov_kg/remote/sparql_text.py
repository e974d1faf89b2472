"""What a text of SPARQL says of itself, as far as a client must know: its form, its dataset, its prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Final

from egov_kg.sparql import TOKEN
from egov_kg.vocabulary import PREFIXES

_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")


class Form(StrEnum):
    """The four forms of a query."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"


def words(sparql: str) -> Iterator[str]:
    """The words outside of strings, IRIs and comments, in lower case."""
    return (found["word"].lower() for found in TOKEN.finditer(sparql) if found["word"])


def form(sparql: str) -> Form | None:
    """The form of a query, None where no word names one.

    >>> form("PREFIX ask: <urn:ask> # construct\\nSELECT ?ask { ?ask a ask:x }")
    <Form.SELECT: 'select'>
    """
    names = {name.value: name for name in Form}
    return next((names[word] for word in words(sparql) if word in names), None)


def names_graphs(sparql: str) -> bool:
    """Whether a query asks for named graphs."""
    return "graph" in words(sparql)


def names_dataset(sparql: str) -> bool:
    """Whether a query says itself which graphs it reads."""
    return "from" in words(sparql)


def with_prefixes(sparql: str) -> str:
    """The query with declarations of our prefixes that it uses and does not declare; its line numbers stay.

    >>> with_prefixes("ASK { ?x egov:iso3 ?y }")
    'PREFIX egov: <https://w3id.org/egov-kg/ontology#> ASK { ?x egov:iso3 ?y }'
    """
    found = list(words(sparql))
    declared = {name for before, name in pairwise(found) if before == "prefix"}
    used = {word.partition(":")[0] for word in found if ":" in word}
    wanted = sorted(used & PREFIXES.keys() - {name.removesuffix(":") for name in declared})
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in wanted) + sparql


def with_base(sparql: str, base: str) -> str:
    """The query with a declaration of what its relative addresses begin with, where it has any.

    >>> with_base("ASK { <a> ?p <https://example.org/b> }", "https://example.org/sparql")
    'BASE <https://example.org/sparql> ASK { <a> ?p <https://example.org/b> }'
    """
    relative = any(found["iri"] and not _ABSOLUTE.match(found["iri"]) for found in TOKEN.finditer(sparql))
    return f"BASE <{base}> {sparql}" if base and relative else sparql


__all__ = ["Form", "form", "names_dataset", "names_graphs", "with_base", "with_prefixes", "words"]
