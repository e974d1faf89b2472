"""The page of a document: its text with what was read from it marked, and what was read with the way to its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final

from egov_kg.pages.addresses import quote_anchor
from egov_kg.pages.asking import Ask, value
from egov_kg.pages.facts import Fact, facts_of
from egov_kg.pages.labels import Label, class_of, labels_of
from egov_kg.pages.page import Context, Page
from egov_kg.pages.rendering import render
from egov_kg.store import Row, Term, TermKind
from egov_kg.vocabulary import BASE, PREFIXES

_KEY: Final = re.compile(r"([0-9a-f]{16})(?:p[0-9]+)?")
_READ: Final = """
SELECT ?start ?end ?s ?p ?o ?rule ?confidence ?quote ?page {{
  ?words egov:document <{document}> ; egov:start ?start ; egov:end ?end ; egov:quote ?quote .
  OPTIONAL {{ ?words egov:page ?page }}
  ?claim prov:wasDerivedFrom ?words ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; egov:rule ?rule ;
    egov:confidence ?confidence .
}}"""
_PARTS: Final = "SELECT ?part {{ ?part dcterms:isPartOf <{document}> ; egov:start ?start }} ORDER BY ?start"
_DOCUMENTS: Final = "SELECT ?d ?name { ?d a egov:SourceDocument ; egov:fileName ?name } ORDER BY ?name ?d"
KINDS: Final = MappingProxyType({
    "country": "country", "agency": "body", "organization": "body", "international-organization": "body",
    "post": "person", "person": "person", "portal": "portal", "account": "portal", "legal-instrument": "law",
    "strategy": "strategy", "axis": "strategy", "line": "strategy", "target": "strategy", "tie": "tie",
    "partnership": "tie", "observation": "figure", "technology-initiative": "technology", "document": "document",
    "answer": "answer", "selection": "answer",
})  # fmt: skip
"""What a mark speaks of, by the kind of the thing."""
HUES: Final = MappingProxyType({
    "body": 1, "tie": 2, "portal": 3, "law": 4, "strategy": 5, "technology": 6, "figure": 7, "person": 8,
    "country": 8, "document": 8, "answer": 0,
})  # fmt: skip
"""The number of its colour in the style sheet; an answer of which nothing else was read has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that was read from words."""

    subject: str
    predicate: str
    object: Term
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that something was read from, with all that was; ``kind`` is a colour of KINDS."""

    start: int
    end: int
    text: str
    page: int | None
    kind: str
    statements: tuple[Statement, ...]

    @property
    def grouped(self) -> list[list[Statement]]:
        """The statements, those together that give several things one value."""
        groups: dict[tuple[str, Term], list[Statement]] = defaultdict(list)
        for one in self.statements:
            groups[one.predicate, one.object].append(one)
        return list(groups.values())

    @property
    def anchor(self) -> str:
        """Where the words stand in the page."""
        return quote_anchor(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of the text; ``passage`` is the shortest one that holds it, ``begins`` are those that begin here."""

    text: str
    start: int
    passage: Passage | None
    begins: tuple[Passage, ...]

    @property
    def end(self) -> int:
        """The offset of its end."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the page of a document shows; no pieces where the text is not at hand.

    ``parts`` are the documents that it holds, where it is a file of several.
    """

    iri: str
    label: Label
    facts: tuple[Fact, ...]
    pieces: tuple[Piece, ...]
    passages: tuple[Passage, ...]
    labels: Mapping[str, Label]
    parts: tuple[str, ...] = ()


async def source(ask: Ask, key: str, folder: Path | None, language: str) -> Source | None:
    """A document by the key in its IRI; None where the graph has none."""
    iri = f"{BASE}id/document/{key}"
    facts = (await facts_of(ask, [iri])).get(iri, ())
    if not facts:
        return None
    passages = _passages(await ask(_READ.format(document=iri)))
    parts = tuple(value(row, 0) for row in await ask(_PARTS.format(document=iri)))
    named = {iri, *parts} | {one.predicate for one in facts}
    named |= {one.object.value for one in facts if _is_thing(one.object)}
    for passage in passages:
        for one in passage.statements:
            named |= {one.subject, one.predicate} | ({one.object.value} if _is_thing(one.object) else set())
    labels = await labels_of(ask, named, language)
    text = None if parts else read_text(folder, key)
    return Source(
        iri=iri,
        label=labels[iri],
        facts=tuple(fact for fact in facts if fact.predicate != PREFIXES["rdf"] + "type"),
        pieces=() if text is None else tuple(pieces(text, passages, *_extent(facts, len(text)))),
        passages=passages,
        labels=MappingProxyType(labels),
        parts=parts,
    )


def _extent(facts: Sequence[Fact], length: int) -> tuple[int, int]:
    """Where a document stands in the text of its file: everywhere, unless it is a part of it."""
    found = {fact.predicate.rpartition("#")[2]: fact.object.value for fact in facts}
    return int(found.get("start", 0)), int(found.get("end", length))


def read_text(folder: Path | None, key: str) -> str | None:
    """The cited text of a document as the build keeps it; None where it is not at hand."""
    known = _KEY.fullmatch(key)
    if folder is None or known is None:
        return None
    try:
        return (folder / "texts" / f"{known[1]}.txt").read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _is_thing(term: Term) -> bool:
    return term.kind is TermKind.IRI and term.value.startswith(BASE)


def _passages(rows: Sequence[Row]) -> tuple[Passage, ...]:
    groups: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        groups[int(value(row, 0)), int(value(row, 1))].append(row)
    return tuple(
        Passage(
            start=start,
            end=end,
            text=value(many[0], 7),
            page=int(value(many[0], 8)) if value(many[0], 8) else None,
            kind=_kind(many),
            statements=tuple(sorted({_statement(row) for row in many}, key=_order)),
        )
        for (start, end), many in sorted(groups.items())
    )


def _statement(row: Row) -> Statement:
    thing = row[4]
    assert thing is not None  # noqa: S101  # bound by the pattern
    return Statement(
        subject=value(row, 2), predicate=value(row, 3), object=thing, rule=value(row, 5),
        confidence=float(value(row, 6)),
    )  # fmt: skip


def _order(one: Statement) -> tuple[str, str, str]:
    return one.subject, one.predicate, one.object.value


def _kind(rows: Sequence[Row]) -> str:
    """The colour of words: that of most of their statements, an answer's own only where nothing else was read."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[KINDS.get(class_of(value(row, 2)), "document")] += 1
    plain = {kind: count for kind, count in counts.items() if kind not in {"answer", "document"}} or counts
    return min(plain, key=lambda kind: (-plain[kind], kind))


def pieces(text: str, passages: Sequence[Passage], first: int = 0, last: int | None = None) -> list[Piece]:
    """The text between two offsets cut at every beginning and end of a passage; what reaches beyond is cut off."""
    last = len(text) if last is None else last
    cuts = sorted({first, last} | {cut for one in passages for cut in (one.start, one.end) if first <= cut <= last})
    begins: dict[int, list[Passage]] = defaultdict(list)
    for one in passages:
        begins[one.start].append(one)
    found: list[Piece] = []
    holding: list[Passage] = []
    for start, end in pairwise(cuts):
        holding = [one for one in holding if one.end > start] + begins[start]
        shortest = min(holding, key=lambda one: (one.end - one.start, one.start), default=None)
        found.append(Piece(text=text[start:end], start=start, passage=shortest, begins=tuple(begins[start])))
    return found


async def _make(context: Context) -> str | None:
    shown = await source(context.ask, context.path["key"], context.folder, context.language)
    return None if shown is None else render("source", context.site, shown=shown, hues=HUES)


async def _every(ask: Ask) -> Sequence[str]:
    return ["document/" + value(row, 0).rpartition("/")[2] for row in await ask(_DOCUMENTS)]


SOURCE: Final = Page(pattern="document/{key}", make=_make, every=_every)

__all__ = ["KINDS", "SOURCE", "Passage", "Piece", "Source", "Statement", "pieces", "read_text", "source"]
