"""Answers that tell what a country does with new technologies."""

from __future__ import annotations

from egov_kg.extract.passage import Passage
from egov_kg.model import Answer
from egov_kg.records import Record, TechnologyInitiative

RULE = "technology-in-answer"


def read_technologies(passage: Passage, _answer: Answer) -> list[Record]:
    """One initiative a technology named, described by the first sentence that names it without a negation."""
    country = passage.source.country
    found: dict[str, Record] = {}
    for hit in passage.analysis.within(passage.start, passage.end, "technology") if country else ():
        sentence = passage.analysis.sentence_at(hit.start)
        if hit.value in found or sentence is None or passage.analysis.within(sentence.start, hit.start, "negation"):
            continue
        stretch = (hit.start, hit.end)
        start, end = (sentence.start, sentence.end)
        found[hit.value] = TechnologyInitiative(
            country=passage.state(country.value, *stretch, RULE),  # type: ignore[union-attr]
            technology=passage.state(hit.value, *stretch, RULE),
            description=passage.named(start, min(end, start + passage.source.limits.quotation_characters), RULE),
        )
    return list(found.values())
