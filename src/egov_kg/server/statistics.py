"""What a store holds, in figures that its descriptions give; counted once a build."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from egov_kg.server.question import Question
from egov_kg.server.service import Service

_GRAPHS: Final = "SELECT ?name { GRAPH ?name { } } ORDER BY ?name LIMIT 1000"
_TOTALS: Final = (
    "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"
)
_CLASSES: Final = "SELECT ?name (COUNT(DISTINCT ?s) AS ?count) { ?s a ?name } GROUP BY ?name ORDER BY ?name"
_PROPERTIES: Final = "SELECT ?name (COUNT(*) AS ?count) { ?s ?name ?o } GROUP BY ?name ORDER BY ?name"
_ROWS: Final = 10_000
_BYTES: Final = 16 * 2**20

Row = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Figures of the default graph, and the number of things a class and of triples a property."""

    triples: int
    subjects: int
    objects: int
    classes: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]


async def statistics(service: Service, client: str) -> Statistics:
    """The figures of the build that is served now; raises Unanswered where they cannot be had in time."""

    async def count() -> Statistics:
        totals = (await _rows(service, client, _TOTALS))[0]
        return Statistics(
            triples=int(totals["triples"]["value"]),
            subjects=int(totals["subjects"]["value"]),
            objects=int(totals["objects"]["value"]),
            classes=_counts(await _rows(service, client, _CLASSES)),
            properties=_counts(await _rows(service, client, _PROPERTIES)),
        )

    return await service.remembered("statistics", count)


async def graph_names(service: Service, client: str) -> tuple[str, ...]:
    """The IRIs of the named graphs, sorted, the first thousand; raises Unanswered."""

    async def names() -> tuple[str, ...]:
        return tuple(row["name"]["value"] for row in await _rows(service, client, _GRAPHS))

    return await service.remembered("graphs", names)


def _counts(rows: list[Row]) -> tuple[tuple[str, int], ...]:
    return tuple((row["name"]["value"], int(row["count"]["value"])) for row in rows if row["name"]["type"] == "uri")


async def _rows(service: Service, client: str, sparql: str) -> list[Row]:
    question = Question(text=sparql, base="", rows=_ROWS, size=_BYTES)
    answer = json.loads(await service.engine.read(question, client=client))
    rows: list[Row] = answer["results"]["bindings"]
    return rows
