"""The country a document is from where it names several about as often: whose letter paper it is.

A press release on a tie of two countries names both alike. Its first lines name the ministry that issues it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from egov_kg.extract.passage import Passage, Source
from egov_kg.language import Hit
from egov_kg.model import Span, Stated
from egov_kg.records import CountryRef

LETTERHEAD_RULE = "country-of-letterhead"
_LINES = 5
_LONGEST_LINE = 120
"""Characters; what a letterhead prints is shorter."""


def issuing_country(source: Source, passages: Sequence[Passage]) -> Stated[CountryRef] | None:
    """The country of a document's letterhead; None where it has none, or speaks much more of another country."""
    hits = [hit for passage in passages for hit in passage.analysis.hits if hit.group in ("country", "demonym")]
    counts = Counter(hit.value for hit in hits)
    if not passages or not counts:
        return None
    most = max(counts.values())
    for hit in _of_letterhead(source, passages[0]):
        if counts[hit.value] >= 2 and 2 * counts[hit.value] >= most:
            return _stated(source, hit, LETTERHEAD_RULE)
    return None


def _of_letterhead(source: Source, passage: Passage) -> Iterator[Hit]:
    """The country of each short line at the beginning that is a body's or country's name and names one country only."""
    analysis = passage.analysis
    for block in analysis.blocks[:_LINES]:
        if block.end - block.start > _LONGEST_LINE:
            return
        countries = analysis.within(block.start, block.end, "country")
        body = analysis.within(block.start, block.end, "organization-head")
        alone = source.registry.find_country(passage.words(block.start, block.end))
        if len({hit.value for hit in countries}) == 1 and (body or alone):
            yield countries[0]


def _stated(source: Source, hit: Hit, rule: str) -> Stated[CountryRef]:
    source.skipped[:] = [one for one in source.skipped if one.what != "the document"]
    return Stated(value=CountryRef(hit.value), spans=(Span(hit.start, hit.end),), rule=rule)
