"""Figures that prose states for the indicators of the questionnaire: a percentage in a sentence that says of what."""

from __future__ import annotations

import re

from egov_kg.extract.indicators import observation
from egov_kg.extract.passage import Passage
from egov_kg.extract.prose_reading import Reading
from egov_kg.language import Sentence
from egov_kg.model import Span
from egov_kg.records import Record

RULE = "prose-figure-said"
_SIGN = re.compile(r"\d\s?%|\d\s+(?:per ?cent|por ?ciento|por cento|pour ?cent)\b")
_SAID = {
    "satisfaction": ("figure-satisfied", "figure-online"),
    "ict-investment": ("figure-gdp", "figure-ict", "figure-public"),
    "internet-use": ("figure-staff", "figure-uses", "figure-internet"),
    "ict-use": ("figure-staff", "figure-uses", "figure-ict"),
}
"""The groups of words that a sentence on an indicator holds, one word of each; the first that fits is meant."""


def read_prose_figures(reading: Reading) -> list[Record]:
    """The figures of the document's own country; each indicator once, as its first sentence says it."""
    source = reading.source.country
    if source is None or reading.country is None or reading.country.value != source.value:
        return []
    found: list[Record] = []
    for sentence in reading.passage.analysis.sentences:
        if reading.passage.analysis.blocks[sentence.block].row or not _SIGN.search(
            reading.plain, sentence.start, sentence.end
        ):
            continue
        indicator = _indicator(reading, sentence)
        if indicator is None or indicator in reading.memory.told:
            continue
        own = Passage(
            source=reading.source, spans=(Span(sentence.start, sentence.end),), language=reading.passage.language
        )
        one = observation(own, indicator, rule=RULE)
        if one is not None:
            reading.memory.told.add(indicator)
            found.append(one)
    return found


def _indicator(reading: Reading, sentence: Sentence) -> str | None:
    """The indicator that a sentence is about; what is said of households or companies is about none."""
    for indicator, groups in _SAID.items():
        if all(reading.words.pattern(group).search(reading.plain, sentence.start, sentence.end) for group in groups):
            other = reading.words.pattern("figure-not").search(reading.plain, sentence.start, sentence.end)
            return None if other and indicator != "satisfaction" else indicator
    return None
