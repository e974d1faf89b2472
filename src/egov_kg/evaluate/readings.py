"""How a build came to state something: its claims, the rules that read them, and the words that they quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from egov_kg.evaluate.graph import Statement
from egov_kg.evaluate.matching import ReadFact
from egov_kg.store import Row, Solutions, Store, Term

_CLAIMS: Final = """
SELECT ?subject ?predicate ?object ?claim ?rule ?confidence ?document ?start ?end ?quote WHERE {
  ?claim a egov:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  FILTER NOT EXISTS { ?claim prov:wasInvalidatedBy ?decision }
  OPTIONAL { ?claim egov:rule ?rule . }
  OPTIONAL { ?claim egov:confidence ?confidence . }
  OPTIONAL {
    ?claim prov:wasDerivedFrom ?evidence .
    ?evidence egov:document ?document ; egov:start ?start ; egov:end ?end ; egov:quote ?quote .
  }
} ORDER BY ?claim ?document ?start ?end"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a document, by its IRI, between two offsets."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A claim for a statement: the rule that read it and how sure it is (0 to 1), None where the claim does not say."""

    claim: str
    rule: str
    confidence: float | None
    quotations: tuple[Quotation, ...]

    @property
    def documents(self) -> frozenset[str]:
        """The documents that it quotes, by their IRIs."""
        return frozenset(one.document for one in self.quotations)


class Readings:
    """The claims of a build by their statements."""

    def __init__(self, store: Store) -> None:
        found = store.query(_CLAIMS)
        assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
        rows: dict[Statement, dict[str, list[Row]]] = {}
        for row in found.rows:
            subject, predicate, value, claim, *_ = row
            if subject and predicate and value and claim:
                statement = Statement(subject=subject.value, predicate=predicate.value, object=value)
                rows.setdefault(statement, {}).setdefault(claim.value, []).append(row)
        self._readings: Mapping[Statement, tuple[Reading, ...]] = {
            statement: tuple(_reading(claim, of_claim) for claim, of_claim in claims.items())
            for statement, claims in rows.items()
        }

    def of(self, fact: ReadFact) -> tuple[Reading, ...]:
        """The claims that decide a fact: those of the first of its statements that has any."""
        return next((found for one in fact.statements if (found := self._readings.get(one))), ())

    def of_documents(self, fact: ReadFact, documents: frozenset[str]) -> Reading | None:
        """The first claim for a fact that one of the documents makes."""
        readings = (reading for one in fact.statements for reading in self._readings.get(one, ()))
        return next((reading for reading in readings if reading.documents & documents), None)


def _reading(claim: str, rows: list[Row]) -> Reading:
    _, _, _, _, rule, confidence, *_ = rows[0]
    quotations = {quotation for row in rows if (quotation := _quotation(*row[6:]))}
    return Reading(
        claim=claim,
        rule=rule.value if rule else "",
        confidence=float(confidence.value) if confidence else None,
        quotations=tuple(sorted(quotations, key=lambda one: (one.document, one.start, one.end))),
    )


def _quotation(document: Term | None, start: Term | None, end: Term | None, quote: Term | None) -> Quotation | None:
    if not (document and start and end and quote and start.value.isdecimal() and end.value.isdecimal()):
        return None
    return Quotation(document=document.value, start=int(start.value), end=int(end.value), quote=quote.value)
