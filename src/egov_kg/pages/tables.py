"""Pages that list what the graph holds of a kind: countries, documents, laws, organisations, topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.pages.asking import Ask, value
from egov_kg.pages.labels import labels_of
from egov_kg.pages.page import Context, Page, alone
from egov_kg.pages.rendering import render
from egov_kg.store import Row
from egov_kg.vocabulary import BASE

AT_MOST: Final = 5_000
"""Rows of a page; more are left to the query page, and the page says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list of things: a query whose rows are shown under headings, which are messages by their keys.

    The query's first column is what the row is about; its columns are as many as the headings.
    """

    name: str
    headings: tuple[str, ...]
    query: str


COUNTRIES: Final = Table(
    name="countries",
    headings=("country", "region", "documents", "agencies", "portals", "laws", "strategies", "ties"),
    query="""
SELECT ?c ?region ?documents ?agencies ?portals ?laws ?strategies ?ties {
  ?c a egov:Country .
  OPTIONAL { ?c egov:region ?region }
  OPTIONAL { SELECT ?c (COUNT(*) AS ?documents) { ?x a egov:SourceDocument ; egov:country ?c } GROUP BY ?c }
  OPTIONAL { SELECT ?c (COUNT(*) AS ?agencies) { ?x a egov:Agency ; egov:country ?c } GROUP BY ?c }
  OPTIONAL { SELECT ?c (COUNT(*) AS ?portals) { ?x a egov:Portal ; egov:country ?c } GROUP BY ?c }
  OPTIONAL { SELECT ?c (COUNT(*) AS ?laws) { ?x a egov:LegalInstrument ; egov:country ?c } GROUP BY ?c }
  OPTIONAL { SELECT ?c (COUNT(*) AS ?strategies) { ?x a egov:Strategy ; egov:country ?c } GROUP BY ?c }
  OPTIONAL { SELECT ?c (COUNT(*) AS ?ties) { ?x a egov:CooperationTie ; egov:party ?c } GROUP BY ?c }
} ORDER BY DESC(BOUND(?documents)) ?c""",
)
DOCUMENTS: Final = Table(
    name="documents",
    headings=("document", "country", "edition", "language of", "date", "facts read"),
    query="""
SELECT ?d ?country ?edition (GROUP_CONCAT(DISTINCT ?l; separator=", ") AS ?languages) ?issued ?claims {
  ?d a egov:SourceDocument .
  OPTIONAL { ?d egov:country ?country }
  OPTIONAL { ?d egov:edition ?edition }
  OPTIONAL { ?d dcterms:issued ?issued }
  OPTIONAL { ?d dcterms:language ?l }
  OPTIONAL {
    SELECT ?d (COUNT(DISTINCT ?claim) AS ?claims) { ?w egov:document ?d . ?claim prov:wasDerivedFrom ?w } GROUP BY ?d
  }
} GROUP BY ?d ?country ?edition ?issued ?claims ORDER BY ?country ?edition ?d""",
)
LAWS: Final = Table(
    name="laws",
    headings=("law", "country", "instrument type", "number", "year", "topic"),
    query="""
SELECT ?x ?country ?type (GROUP_CONCAT(DISTINCT ?n; separator=", ") AS ?number) ?year
  (SAMPLE(?t) AS ?topic) {
  ?x a egov:LegalInstrument ; egov:country ?country .
  OPTIONAL { ?x egov:instrumentType ?type }
  OPTIONAL { ?x egov:number ?n }
  OPTIONAL { ?x egov:year ?year }
  OPTIONAL { ?x egov:topic ?t }
} GROUP BY ?x ?country ?type ?year ORDER BY ?country ?year ?x""",
)
ORGANISATIONS: Final = Table(
    name="organisations",
    headings=("organisation", "acronym", "country", "kind", "mandate", "ties"),
    query="""
SELECT ?x (SAMPLE(?a) AS ?acronym) ?country ?kind (SAMPLE(?m) AS ?mandate) ?ties {
  ?x a egov:Organization .
  OPTIONAL { ?x egov:acronym ?a }
  OPTIONAL { ?x egov:country ?country }
  OPTIONAL { ?x egov:mandate ?m }
  OPTIONAL { ?x a ?special VALUES ?special { egov:Agency egov:InternationalOrganization } }
  BIND(COALESCE(?special, egov:Organization) AS ?kind)
  OPTIONAL { SELECT ?x (COUNT(DISTINCT ?tie) AS ?ties) { ?tie egov:party|egov:throughAgency ?x } GROUP BY ?x }
} GROUP BY ?x ?country ?kind ?ties ORDER BY ?country ?x""",
)
TOPICS: Final = Table(
    name="topics",
    headings=("topic", "code list", "laws", "ties", "organisations", "technologies", "portals"),
    query="""
SELECT ?c (IRI(REPLACE(STR(?c), "/[^/]*$", "")) AS ?list) ?laws ?ties ?agencies ?technologies ?portals {
  { SELECT DISTINCT ?c { ?x egov:topic|egov:mandate|egov:technology|egov:portalType ?c } }
  OPTIONAL { SELECT ?c (COUNT(DISTINCT ?x) AS ?laws) { ?x a egov:LegalInstrument ; egov:topic ?c } GROUP BY ?c }
  OPTIONAL { SELECT ?c (COUNT(DISTINCT ?x) AS ?ties) { ?x a egov:CooperationTie ; egov:topic ?c } GROUP BY ?c }
  OPTIONAL { SELECT ?c (COUNT(DISTINCT ?x) AS ?agencies) { ?x a egov:Agency ; egov:mandate ?c } GROUP BY ?c }
  OPTIONAL {
    SELECT ?c (COUNT(DISTINCT ?x) AS ?technologies) { ?x a egov:TechnologyInitiative ; egov:technology ?c } GROUP BY ?c
  }
  OPTIONAL { SELECT ?c (COUNT(DISTINCT ?x) AS ?portals) { ?x a egov:Portal ; egov:portalType ?c } GROUP BY ?c }
} ORDER BY ?c""",
)
TABLES: Final = (COUNTRIES, DOCUMENTS, LAWS, ORGANISATIONS, TOPICS)


async def rows_of(ask: Ask, table: Table) -> Sequence[Row]:
    """The rows of a table, at most AT_MOST and one more where there are more."""
    return await ask(f"{table.query} LIMIT {AT_MOST + 1}")


def _page(table: Table) -> Page:
    async def make(context: Context) -> str:
        rows = await rows_of(context.ask, table)
        linked = {value(row, n) for row in rows for n in range(len(row)) if value(row, n).startswith(BASE)}
        labels = await labels_of(context.ask, linked, context.language)
        return render(
            "table", context.site, table=table, rows=rows[:AT_MOST], more=len(rows) > AT_MOST, labels=labels
        )

    return alone(table.name, make)


LISTS: Final = tuple(_page(table) for table in TABLES)

__all__ = ["LISTS", "TABLES", "Table", "rows_of"]
