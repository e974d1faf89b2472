"""A build compared with gold facts, document by document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from egov_kg.evaluate.evaluation import (
    EvaluatedDocument,
    EvaluatedKind,
    Evaluation,
    JudgedClaim,
    Missed,
    Surplus,
)
from egov_kg.evaluate.figures import figures
from egov_kg.evaluate.gold import GoldDocument
from egov_kg.evaluate.gold_files import load_gold
from egov_kg.evaluate.graph import BuildGraph, empty_graph
from egov_kg.evaluate.kinds import KINDS
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact
from egov_kg.evaluate.passages import Excerpt, Text, read_text, text_of
from egov_kg.evaluate.readings import Quotation, Reading, Readings
from egov_kg.store import open_build

PLACES: Final = 3
"""How many places of a missed fact are shown."""

NOT_IN_BUILD: Final = "the document is not in the build"
NO_TEXT: Final = "the build holds no text of the document"
NOT_IN_TEXT: Final = "not found in the text"
NO_CLAIM: Final = "the build holds no claim for it"


@dataclass(slots=True, kw_only=True)
class _Build:
    """An opened build; texts are read when they are needed."""

    folder: Path
    graph: BuildGraph
    readings: Readings
    texts: dict[str, Text | None] = field(default_factory=dict)

    def text(self, document: str) -> Text | None:
        if document not in self.texts:
            name = self.graph.text(document, "egov:fileName") or document
            self.texts[document] = read_text(self.folder, document, name)
        return self.texts[document]


def evaluate(build: Path | str, gold: Path | str) -> Evaluation:
    """Compares the build in a folder with a file of gold facts, or with a folder of such files.

    Raises BuildNotFound, GoldNotFound and GoldError.
    """
    folder, path = Path(build), Path(gold)
    wanted = load_gold(path)
    store = open_build(folder)
    opened = _Build(folder=folder, graph=BuildGraph(store), readings=Readings(store))
    return Evaluation(build=folder, gold=path, documents=tuple(_document(one, opened) for one in wanted))


def _document(gold: GoldDocument, build: _Build) -> EvaluatedDocument:
    documents = build.graph.documents(gold.document, gold.country)
    graph = build.graph if documents else empty_graph()
    compared = [comparison for kind in KINDS for comparison in kind.compare(gold, graph)]
    return EvaluatedDocument(
        gold=gold,
        in_build=bool(documents),
        kinds=tuple(_kind(comparison, documents, build) for comparison in compared),
        claims=tuple(_claims(gold.document, compared, frozenset(documents), build.readings)),
    )


def _kind(comparison: Comparison, documents: tuple[str, ...], build: _Build) -> EvaluatedKind:
    return EvaluatedKind(
        kind=comparison.kind,
        figures=figures(gold=comparison.gold, found=comparison.found, hits=comparison.hits),
        missed=tuple(_missed(fact, documents, build) for fact in comparison.missed),
        surplus=tuple(_surplus(fact, build) for fact in comparison.surplus),
    )


def _missed(fact: MissedFact, documents: tuple[str, ...], build: _Build) -> Missed:
    texts = [text for document in documents if (text := build.text(document))]
    places = [place for text in texts for place in text.find(fact.terms)]
    reason = NOT_IN_TEXT if texts else NO_TEXT if documents else NOT_IN_BUILD
    return Missed(
        words=fact.words,
        places=tuple(places[:PLACES]),
        all_places=len(places),
        reason="" if places else reason,
    )


def _surplus(fact: ReadFact, build: _Build) -> Surplus:
    readings = build.readings.of(fact)
    quotations = dict.fromkeys(one for reading in readings for one in reading.quotations)
    return Surplus(
        words=fact.words,
        rules=tuple(sorted({reading.rule for reading in readings if reading.rule})),
        places=tuple(_excerpt(one, build) for one in quotations),
        reason="" if readings else NO_CLAIM,
    )


def _excerpt(quotation: Quotation, build: _Build) -> Excerpt:
    text = build.text(quotation.document)
    if text is None:
        # The quotation alone, without what stands around it.
        name = build.graph.text(quotation.document, "egov:fileName") or quotation.document
        alone = text_of(name, quotation.quote).excerpt(0, len(quotation.quote))
        return Excerpt(file=name, start=quotation.start, end=quotation.end, before="", words=alone.words, after="")
    return text.excerpt(quotation.start, quotation.end)


def _claims(
    file: str, compared: Iterable[Comparison], documents: frozenset[str], readings: Readings
) -> Iterator[JudgedClaim]:
    """The document's claims that can be judged, each once: right if every fact is that it decides.

    A fact that only another document of the country states is judged there.
    """
    verdicts: dict[str, tuple[Reading, bool]] = {}
    for comparison in compared:
        if comparison.found is None:
            continue
        for facts, right in ((comparison.right, True), (comparison.surplus, False)):
            for fact in facts:
                reading = readings.of_documents(fact, documents)
                if reading is not None:
                    before = verdicts.get(reading.claim, (reading, True))[1]
                    verdicts[reading.claim] = (reading, before and right)
    for claim, (reading, right) in sorted(verdicts.items()):
        if reading.rule and reading.confidence is not None:
            yield JudgedClaim(document=file, claim=claim, rule=reading.rule, confidence=reading.confidence, right=right)
