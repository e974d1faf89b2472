"""Turtle that people read and that diffs line by line: sorted, grouped by class, one object a line, no blank nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from egov_kg.graph.build import GraphBuild
from egov_kg.graph.evidence import Quotation
from egov_kg.graph.registry import types_of
from egov_kg.graph.scribe import Claim
from egov_kg.graph.statements import (
    Properties,
    claim_properties,
    claims,
    decisions,
    facts,
    quotations,
    source_documents,
)
from egov_kg.graph.terms import TYPE, code, decimal, string
from egov_kg.vocabulary import ENTITY_PREFIXES, PREFIXES

_FIRST = (TYPE, "rdfs:label", "skos:prefLabel", "skos:altLabel", "foaf:name", "egov:acronym")
_REPLACED = "Replaced"
_CODES = "Codes"


def facts_turtle(build: GraphBuild) -> str:
    """`egov-kg.ttl`: the things with their labels, the countries and codes they refer to."""
    writer = _Writer()
    sections: dict[str, list[str]] = {name: [] for name in (*ENTITY_PREFIXES, _REPLACED, _CODES)}
    for subject, properties in sorted(facts(build).items()):
        is_code = "skos:Concept" in properties.get(TYPE, ())
        section = _CODES if is_code else build.classes.get(subject, _REPLACED)
        sections[section].append(writer.block(subject, properties))
    return writer.file(sections)


def evidence_turtle(build: GraphBuild) -> str:
    """`egov-kg.evidence.ttl`: the source documents, the claims, the quotations."""
    writer = _Writer()
    made = claims(build)
    cited = [(graph.iri, quotation) for graph in build.documents for quotation in quotations(graph)]
    writer.need({term for claim in made for term in claim.triple})
    if made:
        writer.need({"claim:", "document:", "egov:", "evidence:", "prov:", "rdf:"})
    if any(quotation.question for _, quotation in cited):
        writer.need({"question:"})
    return writer.file({
        "SourceDocument": [writer.block(*item) for item in sorted(source_documents(build).items())],
        "Decision": [writer.block(*item) for item in sorted(decisions(build).items())],
        "Claim": [writer.claim(claim) for claim in made],
        "Evidence": [writer.evidence(document, quotation) for document, quotation in cited],
    })  # fmt: skip


@dataclass(slots=True)
class _Writer:
    """Writes blocks, and remembers which prefixes they need."""

    prefixes: set[str] = field(default_factory=set)
    _claim_types: str = field(init=False)
    _evidence_types: str = field(init=False)

    def __post_init__(self) -> None:
        self._claim_types, self._evidence_types = ", ".join(types_of("Claim")), ", ".join(types_of("Evidence"))

    def need(self, used: Iterable[str]) -> None:
        """Remembers the prefixes of some terms."""
        for term in used:
            if term[0] not in _LITERAL_STARTS:
                self.prefixes.add(term.partition(":")[0])
            elif term.endswith("^^xsd:date"):
                self.prefixes.add("xsd")

    def file(self, sections: dict[str, list[str]]) -> str:
        """The whole file: the prefixes in use, then each class of things under its name."""
        body = "".join(f"\n# {name}\n\n{''.join(blocks)}" for name, blocks in sections.items() if blocks)
        declared = sorted(self.prefixes & PREFIXES.keys())
        return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in declared) + body

    def block(self, subject: str, properties: Properties) -> str:
        """A thing with its properties in a fixed order."""
        lines = [subject]
        for predicate in sorted(properties, key=_place):
            values = sorted(properties[predicate], key=_own_first)
            self.need((subject, predicate, *values))
            lines.append(f"    {predicate} {(', ' if predicate == TYPE else _NEXT).join(values)} ;")
        return "\n".join((*lines, ".\n"))

    def claim(self, claim: Claim) -> str:
        """A claim, as `block` would write it; the prefixes that every claim needs are not remembered."""
        if claim.also:
            written = self.block(claim.iri, claim_properties(claim))
            return written.replace(", ".join(sorted(types_of("Claim"), key=_own_first)), self._claim_types, 1)
        return (
            f"{claim.iri}\n    a {self._claim_types} ;\n    egov:confidence {decimal(claim.confidence)} ;\n"
            f"    egov:rule {string(claim.rule)} ;\n"
            f"    prov:wasDerivedFrom {_NEXT.join([one.iri for one in claim.quotations])} ;\n"
            f"    rdf:object {claim.object} ;\n    rdf:predicate {claim.predicate} ;\n"
            f"    rdf:subject {claim.subject} ;\n.\n"
        )

    def evidence(self, document: str, quotation: Quotation) -> str:
        """A quotation, as `block` would write it; its prefixes are not remembered."""
        page = question = sure = ""
        if quotation.page is not None:
            page = f"    egov:page {quotation.page} ;\n"
        if quotation.recognised is not None:
            sure = f"    egov:recognitionConfidence {decimal(quotation.recognised)} ;\n"
        if quotation.question is not None:
            question = f"    egov:question {code('question', quotation.question)} ;\n"
        return (
            f"{quotation.iri}\n    a {self._evidence_types} ;\n    egov:document {document} ;\n"
            f"    egov:end {quotation.end} ;\n{page}{question}"
            f"    egov:quote {string(quotation.quote)} ;\n{sure}    egov:start {quotation.start} ;\n.\n"
        )

_NEXT = ",\n        "
_LITERAL_STARTS = frozenset('"<-0123456789')


def _place(predicate: str) -> tuple[int, str]:
    return (_FIRST.index(predicate) if predicate in _FIRST else len(_FIRST), predicate)


def _own_first(term: str) -> tuple[bool, str]:
    return (not term.startswith("egov:"), term)
