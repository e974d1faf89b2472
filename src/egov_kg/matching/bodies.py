"""The organisations of a build, as bodies to match names with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from egov_kg.decisions import class_of
from egov_kg.matching.model import Body
from egov_kg.store import Row, Solutions, Store

BODIES: Final = """
SELECT ?body ?kind ?value WHERE {
  ?body a egov:Organization .
  { ?body rdfs:label ?value BIND("1" AS ?kind) }
  UNION { ?body skos:altLabel ?value BIND("2" AS ?kind) }
  UNION { ?body egov:acronym ?value BIND("acronym" AS ?kind) }
  UNION { ?body egov:url ?value BIND("url" AS ?kind) }
  UNION { ?body egov:country/egov:iso3 ?value BIND("country" AS ?kind) }
} ORDER BY ?body ?kind ?value"""
"""What is known of each organisation, a row a value; labels before other names."""


def bodies_of(rows: Iterable[tuple[str, str, str]]) -> list[Body]:
    """Organisations from rows of address, kind of value and value, in the order of their addresses."""
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for body, kind, value in rows:
        values[body][kind].append(value)
    return [_body(iri, known) for iri, known in sorted(values.items())]


def _body(iri: str, known: Mapping[str, list[str]]) -> Body:
    worldwide = class_of(iri) == "InternationalOrganization"
    return Body(
        iri=iri,
        names=tuple(dict.fromkeys([*known.get("1", ()), *known.get("2", ())])),
        acronyms=tuple(known.get("acronym", ())),
        urls=tuple(known.get("url", ())),
        country=None if worldwide else next(iter(known.get("country", ())), None),
        worldwide=worldwide,
    )


def read_bodies(store: Store) -> list[Body]:
    """The organisations of a store."""
    found = store.query(BODIES)
    assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
    return bodies_of(map(_texts, found.rows))


def _texts(row: Row) -> tuple[str, str, str]:
    body, kind, value = (term.value if term else "" for term in row)
    return body, kind, value
