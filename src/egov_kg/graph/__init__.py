"""Records to statements, claims and evidence, and these to files: the only place that makes IRIs and literals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from egov_kg.graph.build import GraphBuild, Reference, build_graph
from egov_kg.graph.identifiers_table import identifiers
from egov_kg.graph.jsonld import jsonld
from egov_kg.graph.loading import to_store
from egov_kg.graph.nquads import quads
from egov_kg.graph.publish import check_folder, publish
from egov_kg.graph.reference import CodeFacts, CountryFacts, OrganizationFacts, read_code_lists
from egov_kg.graph.turtle import evidence_turtle, facts_turtle

EXPORTS: Final[Mapping[str, Callable[[GraphBuild], str]]] = MappingProxyType({
    "egov-kg.ttl": facts_turtle,
    "egov-kg.evidence.ttl": evidence_turtle,
    "egov-kg.nq": quads,
    "identifiers.tsv": identifiers,
})  # fmt: skip
"""The files of a build that hold its graph, each with what writes it."""


FORMATS: Final[Mapping[str, tuple[str, Callable[[GraphBuild], str]]]] = MappingProxyType({
    "turtle": ("egov-kg.ttl", facts_turtle),
    "jsonld": ("egov-kg.jsonld", jsonld),
})  # fmt: skip
"""The files that a person asks for by format; Turtle is always there."""


def export(build: GraphBuild, *, formats: Sequence[str] = ()) -> dict[str, bytes]:
    """The files of a graph by their names, and those of further formats: the same build gives the same bytes."""
    files = dict(EXPORTS) | dict(FORMATS[name] for name in formats)
    return {name: write(build).encode() for name, write in files.items()}


__all__ = [
    "EXPORTS", "FORMATS", "CodeFacts", "CountryFacts", "GraphBuild", "OrganizationFacts", "Reference", "build_graph",
    "check_folder", "export", "publish", "read_code_lists", "to_store",
]  # fmt: skip
