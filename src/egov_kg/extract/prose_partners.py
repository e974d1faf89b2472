"""Partners that prose names: in a section on public-private partnerships, or in a sentence that speaks of one."""

from __future__ import annotations

from egov_kg.extract.partnerships import read_partners
from egov_kg.extract.passage import Passage
from egov_kg.extract.prose_reading import Reading
from egov_kg.model import Span
from egov_kg.records import Record


def read_prose_partners(reading: Reading) -> list[Record]:
    """The partners of the document's own country."""
    source = reading.source.country
    if source is None or reading.country is None or reading.country.value != source.value:
        return []
    said = reading.words.pattern("partners-chapter")
    if reading.titles and said.search(reading.titles[-1]):
        return read_partners(reading.passage)
    found: list[Record] = []
    for sentence in reading.passage.analysis.sentences:
        if said.search(reading.plain, sentence.start, sentence.end):
            own = Passage(
                source=reading.source, spans=(Span(sentence.start, sentence.end),), language=reading.passage.language
            )
            found += read_partners(own)
    return found
