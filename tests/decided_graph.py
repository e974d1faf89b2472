"""Graphs of two small documents of ours as people decided: each one that is built is validated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from egov_kg import registry
from egov_kg.config import Settings
from egov_kg.decisions import Decision
from egov_kg.graph import GraphBuild, build_graph, export, to_store
from egov_kg.graph.statements import Properties, claims, everything, facts
from egov_kg.pipeline import read_file
from egov_kg.records import DocumentRecords
from egov_kg.reference import reference
from egov_kg.resolve import resolve
from egov_kg.store import Solutions, Store
from egov_kg.validate import validate_graph

CASES = Path(__file__).parent / "cases"
KEY = "5f802f70739705f8"
MEMORANDUM = f"tie:BTN--NPL--memorandum-of-understanding--2018--{KEY}"
MEMBERSHIP = f"tie:BTN--saarc--membership--{KEY}"
PLAN = "PAN-plan-nacional-de-gobierno-digital-2022-2026"


@cache
def documents() -> tuple[DocumentRecords, ...]:
    """The documents of the cases, read once."""
    return tuple(
        read_file(CASES / name / "input.txt", Settings())[0] for name in ("bhutan-questionnaire", "panama-plan")
    )


@dataclass(frozen=True)
class Built:
    """A graph, its facts and all that is stated, by subject."""

    graph: GraphBuild
    facts: dict[str, Properties]
    stated: dict[str, Properties]

    def reasons(self) -> dict[int, str]:
        """Why entries do not apply, by their numbers."""
        return {one.decision.number: one.reason for one in self.graph.unfit}

    def rejected(self) -> set[tuple[str, str, str]]:
        return {claim.triple for claim in claims(self.graph) if claim.rejected}

    def made(self) -> set[tuple[str, str, str]]:
        """What people state."""
        return {claim.triple for claim in claims(self.graph) if claim.rule == "person"}


@cache
def undecided() -> dict[str, bytes]:
    """The files of the documents without any decision."""
    return export(build().graph)


def build(*decisions: Decision, read: Sequence[DocumentRecords] | None = None, warnings: bool = False) -> Built:
    """The graph of the documents as decided; it meets every shape, those that only warn too unless told otherwise."""
    numbered = [replace(one, number=number) for number, one in enumerate(decisions, start=1)]
    sources = list(read or documents())
    resolution = resolve(sources, registry.load(), decisions=numbered)
    graph = build_graph(sources, resolution, reference(registry.load()), decisions=numbered)
    files = export(graph)
    report = validate_graph([files["egov-kg.ttl"], files["egov-kg.evidence.ttl"]])
    assert report.conforms, report.to_text()
    assert warnings or not [one for one in report.results if one.severity.name == "WARNING"], report.to_text()
    alive = {claim.triple for claim in claims(graph) if not claim.rejected}
    things = facts(graph)
    for claim in claims(graph):
        holds = claim.object in things.get(claim.subject, {}).get(claim.predicate, ())
        assert claim.subject.startswith("document:") or holds == (claim.triple in alive), claim
    return Built(graph, things, everything(graph))


def rows(built: Built, sparql: str) -> set[tuple[str, ...]]:
    found = Store(to_store(built.graph)).query(sparql)
    assert isinstance(found, Solutions)
    return {tuple(term.value if term else "" for term in row) for row in found.rows}
