"""Laws that prose cites: by number anywhere, by title where a year, an address or a line of its own says so."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.citation_parts import Citation
from egov_kg.extract.citations import find_citations
from egov_kg.extract.laws import TITLE_TOPIC_RULE, law_of
from egov_kg.extract.names import words_of
from egov_kg.extract.prose_reading import Reading, said_owner
from egov_kg.language import Hit, Sentence
from egov_kg.language.blocks import Block
from egov_kg.model import GapKind, Stated
from egov_kg.records import CountryRef, LegalInstrument, Record

TITLED_RULE = "prose-law-titled"
TOPIC_RULE = "prose-law-topic-nearby"
_SUPRANATIONAL = re.compile(r"\((?:EU|EC|UE|CE|EEC)\)|/(?:EU|EC|UE|CE|EEC)\b")
_LONGEST_TITLE = 14
_SURE_TITLE = 4
"""Capitalised words of a title that is a law's by itself, where it names a legal topic."""


def read_prose_laws(reading: Reading) -> list[Record]:
    """The instruments of a section, of the country that their sentence gives them."""
    found: list[Record] = []
    passage = reading.passage
    for block in passage.analysis.blocks:
        if not passage.analysis.within(block.start, block.end, "instrument-type"):
            continue
        sure = find_citations(passage, block.start, block.end)
        known = {one.start for one in sure}
        titled = find_citations(passage, block.start, block.end, by_title=True)
        for citation in [one for one in titled if one.start in known or _is_titled(reading, one, block)]:
            law = _law(reading, citation, _about(reading, citation, titled))
            found += [law] if law else []
    return found


def _about(reading: Reading, citation: Citation, others: list[Citation]) -> tuple[int, int]:
    """The words that may say what a law is about: its sentence, or what follows it before the next law there."""
    sentence = reading.passage.analysis.sentence_at(citation.start)
    if sentence is None:
        return citation.start, citation.end
    shared = [one.start for one in others if one is not citation and sentence.start <= one.start < sentence.end]
    behind = [start for start in shared if start > citation.start]
    return (citation.start if shared else sentence.start), min([sentence.end, *behind])


def _is_titled(reading: Reading, citation: Citation, block: Block) -> bool:
    """Whether a title alone is a law's: an address on it or behind it, or a line of its own in a section on laws."""
    passage = reading.passage
    words = words_of(passage.text, citation.start, citation.end)
    own = [word for word in words if word.text[0].isupper()]
    if len(own) < 2 or len(words) > _LONGEST_TITLE or citation.number or citation.gazette:
        return bool(citation.number or citation.gazette)
    if reading.attached(citation.start, citation.end):
        return True
    if len(own) >= _SURE_TITLE and passage.analysis.within(citation.start, citation.end, "legal-topic"):
        return True
    known = any(reading.words.pattern("legislation").search(title) for title in reading.titles)
    lone = block.end - citation.end <= 2 and citation.start - block.start <= 4
    if lone and len(own) >= 3 and citation.instrument_type != "constitution":
        before_type = reading.plain[citation.start : citation.end].split()[-2]
        return before_type not in reading.words.words["of"]  # "Rule of Law"
    return known and (lone or len(own) >= 3)


def _law(reading: Reading, citation: Citation, about: tuple[int, int]) -> LegalInstrument | None:
    passage = reading.passage
    sentence = passage.analysis.sentence_at(citation.start)
    if sentence is None or _is_supranational(reading, citation, sentence):
        return None
    owner = _owner(reading, citation, sentence)
    if owner is None:
        reading.gap(GapKind.COUNTRY_NOT_SAID, citation.start, citation.end)
        return None
    law = law_of(passage, citation, owner)
    linked = reading.attached(citation.start, citation.end)
    urls = (Stated(value=linked.url, spans=linked.spans, rule=TITLED_RULE),) if linked else ()
    return replace(law, topics=_topics(reading, citation, about), urls=urls)


def _is_supranational(reading: Reading, citation: Citation, sentence: Sentence) -> bool:
    """Whether an instrument is one of an international organisation (a directive of the Union)."""
    low, high = max(sentence.start, citation.start - 30), min(sentence.end, citation.end + 60)
    if _SUPRANATIONAL.search(reading.passage.text[citation.start : high]):
        return True
    near = reading.international_in(low, min(high, citation.end + 25))
    if any(start < citation.end + 25 and start > citation.start - 25 for start, _, _ in near):
        return True
    before = reading.plain[low : citation.start]
    pattern = reading.words.pattern("supranational")
    behind = pattern.search(reading.plain, citation.end, high)
    return bool(
        re.search(rf"{pattern.pattern}\s+\Z", before) or pattern.search(reading.plain, citation.start, citation.end)
    ) or (behind is not None and not reading.plain[citation.end : behind.start()].strip(" ofdelathu"))


def _owner(reading: Reading, citation: Citation, sentence: Sentence) -> CountryRef | None:
    said = said_owner(reading, sentence, citation.start, citation.end)
    return said[0] if said else reading.country.value if reading.country else None


def _topics(reading: Reading, citation: Citation, about: tuple[int, int]) -> tuple[Stated[str], ...]:
    """The legal topics of a title, else of the words about it, else of the section's heading."""
    analysis = reading.passage.analysis
    tried: list[tuple[list[Hit], str]] = []
    if citation.title:
        tried.append((analysis.within(*citation.title, "legal-topic"), TITLE_TOPIC_RULE))
    tried.append((analysis.within(*about, "legal-topic"), TOPIC_RULE))
    if reading.heading is not None:
        tried.append((analysis.within(*reading.heading, "legal-topic"), TOPIC_RULE))
    for hits, rule in tried:
        if hits:
            found = {hit.value: hit for hit in reversed(hits)}
            return tuple(reading.passage.state(hit.value, hit.start, hit.end, rule) for hit in reversed(found.values()))
    return ()
