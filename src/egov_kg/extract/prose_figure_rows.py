"""Figures in table rows: the one of the document's own country, of its newest year."""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_kg.extract.dates import DateHit, find_years
from egov_kg.extract.indicators import PERCENT
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.word_groups import phrases_of_group
from egov_kg.language import Sentence, folded
from egov_kg.records import CountryRef

_CELL = re.compile(r"[^\t|]+")
_NUMBER = re.compile(
    r"\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:%|per ?cent|por ?ciento|por cento|pour ?cent)?\s*(?:\(.*\)\s*)?\Z", re.I
)
_SHARE = re.compile(
    r"%|\b(?:percentage|per ?cent|share|proportion|rate|level|porcentaje|proporcion|tasa|nivel|part|taux|niveau"
    r"|percentagem|porcentagem|taxa)\b"
)
_MOST_ROWS = 60

Stretch = tuple[int, int]


class RowFigure(NamedTuple):
    """A figure in a cell, with the year of its row or column."""

    start: int
    end: int
    year: DateHit | None


def figure_of_row(reading: Reading, sentence: Sentence, home: CountryRef) -> RowFigure | None:
    """The figure of a row: its only one, else the one in the column of the country or of the newest year."""
    text = reading.passage.text
    cells = _cells(text, sentence.start, sentence.end)
    if len(cells) < 2:
        return None
    label = folded(text[slice(*cells[0])])
    matches = {index: _NUMBER.match(text, *cells[index]) for index in range(1, len(cells))}
    values = {index: match for index, match in matches.items() if match}
    shares = bool(_SHARE.search(label) or PERCENT.search(text, sentence.start, sentence.end))
    if not values or not shares or phrases_of_group("intended").search(label):
        return None
    header = _header(reading, sentence, len(cells))
    chosen = _column(reading, header, list(values), home)
    if chosen is None or (header and phrases_of_group("intended").search(folded(text[slice(*header[chosen])]))):
        return None
    years = find_years(text, sentence.start, sentence.end)
    of_column = find_years(text, *header[chosen]) if header else []
    one = [*of_column, *years][:1] if of_column or len({year.year for year in years}) == 1 else []
    return RowFigure(*values[chosen].span(1), one[0] if one else None)


def _cells(text: str, start: int, end: int) -> list[Stretch]:
    return [
        (start + m.start(), start + m.end()) for m in _CELL.finditer(text[start:end]) if m.group().strip()
    ]


def _header(reading: Reading, sentence: Sentence, width: int) -> list[Stretch]:
    """The cells of the row at the head of a row's table, where it has as many; empty where none has."""
    analysis = reading.passage.analysis
    index = analysis.sentences.index(sentence)
    head: list[Stretch] = []
    for one in reversed(analysis.sentences[max(0, index - _MOST_ROWS) : index]):
        if not analysis.blocks[one.block].row:
            break
        cells = _cells(reading.passage.text, one.start, one.end)
        if len(cells) == width - 1:  # the column of labels has no heading
            cells = [(one.start, one.start), *cells]
        if len(cells) == width:
            head = cells
    return head


def _column(reading: Reading, header: list[Stretch], values: list[int], home: CountryRef) -> int | None:
    """The column of a country, of the newest year, or the only one."""
    if len(values) == 1 and not _is_elsewhere(reading, header, values[0], home):
        return values[0]
    if not header:
        return None
    analysis, text = reading.passage.analysis, reading.passage.text
    groups = ("country", "demonym", "ambiguous-country")
    own = [
        index for index in values if any(hit.value == home.iso3 for hit in analysis.within(*header[index], *groups))
    ]
    if len(own) == 1:
        return own[0]
    dated = {index: years[0].year for index in values if (years := find_years(text, *header[index]))}
    return max(dated, key=lambda index: dated[index]) if len(dated) == len(values) and len(values) > 1 else None


def _is_elsewhere(reading: Reading, header: list[Stretch], column: int, home: CountryRef) -> bool:
    if not header:
        return False
    hits = reading.passage.analysis.within(*header[column], "country", "demonym")
    words = folded(reading.passage.text[slice(*header[column])])
    return any(hit.value != home.iso3 for hit in hits) or phrases_of_group("average").search(words) is not None


__all__ = ["RowFigure", "figure_of_row"]
