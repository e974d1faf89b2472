"""What a build holds of each country, and what it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from egov_kg.store import Row, Solutions, Store, open_build
from egov_kg.vocabulary import ONTOLOGY, code_namespace

KINDS: Final = MappingProxyType({
    "Portal": ("portal", "portals"),
    "Agency": ("agency", "agencies"),
    "LegalInstrument": ("legal instrument", "legal instruments"),
    "Strategy": ("strategy", "strategies"),
    "CooperationTie": ("cooperation tie", "cooperation ties"),
    "TechnologyInitiative": ("technology initiative", "technology initiatives"),
    "IndicatorObservation": ("figure", "figures"),
    "SocialMediaAccount": ("social media account", "social media accounts"),
    "Partnership": ("partnership", "partnerships"),
    "Post": ("post", "posts"),
})  # fmt: skip
"""The classes that are counted, in this order, with the words for one and for several."""

_COUNTRIES: Final = """
SELECT ?iso3 ?name (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  ?country a egov:Country ; egov:iso3 ?iso3 ; rdfs:label ?name .
  FILTER(LANG(?name) = "en")
  { ?thing egov:country ?country } UNION { ?thing egov:reportedBy ?country }
  OPTIONAL { ?document a egov:SourceDocument ; egov:country ?country . }
} GROUP BY ?iso3 ?name ORDER BY ?name"""
_COUNTS: Final = """
SELECT ?iso3 ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  { ?thing egov:country ?country ; a ?class . }
  UNION { ?thing a egov:CooperationTie ; a ?class ; egov:party ?country . }
  ?country egov:iso3 ?iso3 .
} GROUP BY ?iso3 ?class"""
_LEADERS: Final = """
SELECT DISTINCT ?iso3 ?name ?acronym WHERE {
  ?agency a egov:Agency ; egov:mandate mandate:e-government-lead ; egov:country/egov:iso3 ?iso3 .
  OPTIONAL { ?agency rdfs:label ?name . }
  OPTIONAL { ?agency egov:acronym ?acronym . }
} ORDER BY ?iso3 ?name ?acronym"""
_OFFICERS: Final = """
SELECT DISTINCT ?iso3 ?name WHERE {
  ?post a egov:Post ; egov:postType post-type:chief-information-officer ; egov:country/egov:iso3 ?iso3 ;
    egov:heldBy ?person . ?person foaf:name ?name .
} ORDER BY ?iso3 ?name"""
# An empty answer has no words that name its country: its document's key, which begins its own, does.
_ANSWER: Final = """
  { ?answer a egov:Answer ; egov:country ?country . }
  UNION {
    ?answer a egov:Answer .
    BIND(IRI(CONCAT(STR(document:), STRBEFORE(STRAFTER(STR(?answer), "/id/answer/"), "-"))) AS ?document)
    ?document egov:country ?country .
  }
  ?country egov:iso3 ?iso3 ."""
_UNANSWERED: Final = f"""
SELECT DISTINCT ?iso3 ?question ?text WHERE {{ {_ANSWER}
  ?answer egov:question ?question ; egov:responseState response-state:empty .
  OPTIONAL {{ ?question skos:prefLabel ?text . FILTER(LANG(?text) = "en") }}
}} ORDER BY ?iso3 ?question"""
_ANSWERS: Final = f"""
SELECT ?iso3 (COUNT(DISTINCT ?answer) AS ?answers) WHERE {{ {_ANSWER}
}} GROUP BY ?iso3"""
_UNKNOWN: Final = f"""
SELECT ?iso3 (COUNT(DISTINCT ?selection) AS ?unknown) WHERE {{ {_ANSWER}
  ?answer egov:selection ?selection .
  ?selection egov:selectionState selection-state:unknown .
}} GROUP BY ?iso3"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountrySummary:
    """One country of a build.

    ``counts`` has the number of things by class (those of KINDS, zero too); ``leaders`` and ``officers`` are names;
    ``unanswered`` holds the local name of each question's code with its wording, ``unknown_boxes`` counts the tick
    boxes whose state no document tells.
    """

    iso3: str
    name: str
    documents: int
    counts: Mapping[str, int]
    leaders: tuple[str, ...]
    officers: tuple[str, ...]
    questions: int
    unanswered: tuple[tuple[str, str], ...]
    unknown_boxes: int

    def to_text(self) -> str:
        """The country in a few lines, in one where only other countries' documents name it."""
        counted = ", ".join(f"{count} {KINDS[kind][count != 1]}" for kind, count in self.counts.items() if count)
        if not self.documents:
            return f"{self.name} ({self.iso3}), named by others: {counted or 'nothing'}\n"
        lines = [
            f"{self.name} ({self.iso3}), documents read: {self.documents}",
            f"  e-government is led by: {'; '.join(self.leaders) or 'not said'}",
            f"  chief information officer: {'; '.join(self.officers) or 'not said'}",
            f"  read: {counted or 'nothing'}",
            f"  unanswered: {len(self.unanswered)} of {self.questions} questions",
            *(f"    {question}  {wording}".rstrip() for question, wording in self.unanswered),
            f"  tick boxes whose state the document does not tell: {self.unknown_boxes}",
        ]
        return "\n".join(lines) + "\n"


def summarise(folder: Path) -> tuple[CountrySummary, ...]:
    """A summary of each country that a build says anything of, by name; raises BuildNotFound."""
    store = open_build(Path(folder))
    counts = _grouped(_rows(store, _COUNTS))
    leaders, officers = _grouped(_rows(store, _LEADERS)), _grouped(_rows(store, _OFFICERS))
    unanswered, unknown = _grouped(_rows(store, _UNANSWERED)), _grouped(_rows(store, _UNKNOWN))
    answers = _grouped(_rows(store, _ANSWERS))
    return tuple(
        CountrySummary(
            iso3=iso3,
            name=name,
            documents=int(documents),
            counts=_counts(counts.get(iso3, [])),
            leaders=tuple(_named(*row) for row in leaders.get(iso3, [])),
            officers=tuple(name for (name,) in officers.get(iso3, [])),
            questions=_number(answers.get(iso3, [])),
            unanswered=_questions(unanswered.get(iso3, [])),
            unknown_boxes=_number(unknown.get(iso3, [])),
        )
        for iso3, name, documents in _rows(store, _COUNTRIES)
    )


def _rows(store: Store, sparql: str) -> list[tuple[str, ...]]:
    found = store.query(sparql)
    assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
    return [_values(row) for row in found.rows]


def _values(row: Row) -> tuple[str, ...]:
    return tuple(term.value if term else "" for term in row)


def _grouped(rows: Sequence[tuple[str, ...]]) -> Mapping[str, list[tuple[str, ...]]]:
    """The rows without their first column, by it."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for first, *others in rows:
        groups.setdefault(first, []).append(tuple(others))
    return groups


def _counts(rows: Sequence[tuple[str, ...]]) -> Mapping[str, int]:
    found = {name.removeprefix(ONTOLOGY): int(count) for name, count in rows}
    return MappingProxyType({kind: found.get(kind, 0) for kind in KINDS})


def _questions(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """Local names and wordings in the order of the form: 4 before 19."""
    found = [(question.removeprefix(code_namespace("question")), wording) for question, wording in rows]
    return tuple(sorted(found, key=lambda row: [part.rjust(9, "0") for part in re.split(r"(\d+)", row[0])]))


def _named(name: str, acronym: str) -> str:
    return f"{name} ({acronym})" if name and acronym not in ("", name) else name or acronym


def _number(rows: Sequence[tuple[str, ...]]) -> int:
    return int(rows[0][0]) if rows else 0


__all__ = ["KINDS", "CountrySummary", "summarise"]
