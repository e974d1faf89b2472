"""Answers that give a percentage."""

from __future__ import annotations

import re
from decimal import Decimal

from egov_kg.extract.dates import find_years
from egov_kg.extract.passage import Passage
from egov_kg.model import Answer
from egov_kg.records import IndicatorObservation, Record

RULE = "percentage-of-question"
YEAR_RULE = "year-in-the-sentence"
UNITS = {"ict-investment": "percent-of-gdp"}
_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?|[.,]\d+)\s*(?:%|per ?cent\b|por ?ciento\b|por cento\b|pour ?cent\b)", re.I
)
_ALONE = re.compile(r"\A\W*(\d{1,3}(?:[.,]\d+)?)\W*\Z")


def read_indicator(passage: Passage, answer: Answer) -> list[Record]:
    """The first percentage of the answer, with the year its sentence gives."""
    country, indicator = passage.source.country, answer.code
    text = passage.text
    match = _PERCENT.search(text, passage.start, passage.end)
    if match is None:
        alone = _ALONE.match(text[passage.start : passage.end])
        if alone is None or country is None or indicator is None:
            return []
        stretch = (passage.start + alone.start(1), passage.start + alone.end(1))
    else:
        stretch = match.span(1)
    value = Decimal(text[slice(*stretch)].replace(",", "."))
    if country is None or indicator is None or value > 100:
        return []
    sentence = passage.analysis.sentence_at(stretch[0])
    years = find_years(text, sentence.start, sentence.end) if sentence else []
    return [
        IndicatorObservation(
            country=passage.state(country.value, *stretch, RULE),
            indicator=passage.state(indicator, *stretch, RULE),
            value=passage.state(value, *stretch, RULE),
            unit=passage.state(UNITS.get(indicator, "percent"), *stretch, RULE),
            year=passage.state(years[-1].year, years[-1].start, years[-1].end, YEAR_RULE) if years else None,
            description=passage.named(sentence.start, sentence.end, RULE) if sentence else None,
        )
    ]
