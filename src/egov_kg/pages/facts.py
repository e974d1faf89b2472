"""The facts of things with the sentences behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.pages.asking import Ask, listed, value
from egov_kg.store import Row, Term, TermKind
from egov_kg.vocabulary import PREFIXES

_TYPE: Final = PREFIXES["rdf"] + "type"
_CHUNK: Final = 300
_SENTENCES: Final = """
SELECT ?s ?p ?o ?confidence ?rule ?document ?start ?end ?quote ?page ?claim {{
  VALUES ?s {{ {things} }}
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; egov:rule ?rule ; egov:confidence ?confidence ;
    prov:wasDerivedFrom ?words .
  ?words egov:document ?document ; egov:start ?start ; egov:end ?end ; egov:quote ?quote .
  OPTIONAL {{ ?words egov:page ?page }}
}}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a document that a claim was read from; offsets in code points of the document's text."""

    document: str
    start: int
    end: int
    text: str
    page: int | None
    rule: str
    confidence: float
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement with the words that say it; what the registry or a code list knows has none."""

    subject: str
    predicate: str
    object: Term
    quotations: tuple[Quotation, ...] = ()

    @property
    def confidence(self) -> float | None:
        """How sure the surest rule is that read it; None where no document says it."""
        return max((one.confidence for one in self.quotations), default=None)

    @property
    def documents(self) -> int:
        """How many documents say it."""
        return len({one.document for one in self.quotations})


async def facts_of(ask: Ask, things: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """The facts of each thing, ``rdf:type`` too, sorted by predicate and object."""
    wanted = sorted(set(things))
    statements: list[Row] = []
    sentences: list[Row] = []
    for start in range(0, len(wanted), _CHUNK):
        values = listed(wanted[start : start + _CHUNK])
        if values:
            statements += await ask(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")
            sentences += await ask(_SENTENCES.format(things=values))
    quoted = _by_statement(sentences)
    found: dict[str, list[Fact]] = defaultdict(list)
    for subject, predicate, thing in statements:
        assert subject is not None and predicate is not None and thing is not None  # noqa: PT018, S101  # bound
        quotations = quoted.get((subject.value, predicate.value, thing), ())
        found[subject.value].append(
            Fact(subject=subject.value, predicate=predicate.value, object=thing, quotations=tuple(quotations))
        )
    return {iri: tuple(sorted(facts, key=_order)) for iri, facts in found.items()}


def _by_statement(rows: Sequence[Row]) -> Mapping[tuple[str, str, Term], list[Quotation]]:
    quoted: dict[tuple[str, str, Term], list[Quotation]] = defaultdict(list)
    for row in rows:
        thing = row[2]
        assert thing is not None  # noqa: S101  # bound by the pattern
        quoted[value(row, 0), value(row, 1), thing].append(quotation(row, 3))
    for many in quoted.values():
        many.sort(key=lambda one: (-one.confidence, one.document, one.start, one.end))
    return quoted


def quotation(row: Row, first: int) -> Quotation:
    """A quotation from eight columns: confidence, rule, document, start, end, quote, page, claim."""
    page = value(row, first + 6)
    return Quotation(
        confidence=float(value(row, first)),
        rule=value(row, first + 1),
        document=value(row, first + 2),
        start=int(value(row, first + 3)),
        end=int(value(row, first + 4)),
        text=value(row, first + 5),
        page=int(page) if page else None,
        claim=value(row, first + 7),
    )


def _order(fact: Fact) -> tuple[str, str, str]:
    return fact.predicate, fact.object.value, fact.object.language or ""


def types(facts: Iterable[Fact]) -> list[str]:
    """The classes that facts of a thing name."""
    return [fact.object.value for fact in facts if fact.predicate == _TYPE]


def values(facts: Iterable[Fact], name: str) -> list[Term]:
    """The values of a property by its prefixed name, such as ``egov:url``."""
    prefix, _, local = name.partition(":")
    return [fact.object for fact in facts if fact.predicate == PREFIXES[prefix] + local]


def is_iri(term: Term) -> bool:
    """Whether a value is a thing or an address."""
    return term.kind is TermKind.IRI


__all__ = ["Fact", "Quotation", "facts_of", "is_iri", "quotation", "types", "values"]
