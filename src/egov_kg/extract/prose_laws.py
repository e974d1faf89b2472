"""Laws that prose cites: by number anywhere, by title where a year, an address or a line of its own says so."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.citation_parts import Citation
from egov_kg.extract.citations import find_citations, may_cite
from egov_kg.extract.laws import existing, law_of
from egov_kg.extract.names import words_of
from egov_kg.extract.prose_law_entries import with_entries
from egov_kg.extract.prose_law_owner import is_supranational, owner_of_law
from egov_kg.extract.prose_law_topics import topics_of_law
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.standing import is_repealed
from egov_kg.language.blocks import Block
from egov_kg.model import GapKind, Stated
from egov_kg.records import LegalInstrument, Record

TITLED_RULE = "prose-law-titled"
_LONGEST_TITLE = 14
_SURE_TITLE = 4
"""Capitalised words of a title that is a law's by itself, where it names a legal topic."""
_NAMED_TITLE = 3
"""Capitalised words of a title that is a law's where its type is no word of common speech (``… Act``, ``Ley de …``)."""


_TITLE_TYPES = frozenset({"act", "law", "bill", "code"})
_NO_TITLE_WORDS = frozenset({"applicable", "due", "legal", "your", "our"})


def read_prose_laws(reading: Reading) -> list[Record]:
    """The instruments of a section, of the country that their sentence gives them."""
    found: list[Record] = []
    passage = reading.passage
    cited: list[Citation] = []
    for block in passage.analysis.blocks:
        if may_cite(passage, block.start, block.end):
            known = {one.start for one in find_citations(passage, block.start, block.end)}
            titled = find_citations(passage, block.start, block.end, by_title=True)
            sure = [one for one in titled if one.start in known or _is_titled(reading, one, block)]
            cited += existing(passage, sure)
    for citation in with_entries(passage, cited):
        law = _law(reading, citation, cited)
        found += [law] if law else []
    return found


def _is_titled(reading: Reading, citation: Citation, block: Block) -> bool:
    """Whether a title alone is a law's: an address on it, a line of its own in a section on laws, a telling type."""
    if citation.number or citation.gazette:
        return True
    words = words_of(reading.passage.text, citation.start, citation.end)
    if len(words) > _LONGEST_TITLE or _of_before_type(reading, citation):
        return False
    own = sum(word.capital for word in words)
    if own < 2:
        return reading.words.language != "en" and words[0].capital and len(words) > 2 and _is_topical(reading, citation)
    if reading.attached(citation.start, citation.end) or _is_telling(reading, citation, own):
        return True
    known = any(reading.words.pattern("legislation").search(title) for title in reading.titles)
    lone = block.end - citation.end <= 2 and citation.start - block.start <= 4
    return (lone and own >= 3 and citation.instrument_type != "constitution") or (known and (lone or own >= 3))


def _is_telling(reading: Reading, citation: Citation, capitals: int) -> bool:
    """Whether the capitals, the type and the topic of a title leave no doubt."""
    if (
        capitals >= _NAMED_TITLE
        and citation.instrument_type in ("law", "bill")
        and _is_written_as_title(reading, citation)
    ):
        return True
    if citation.instrument_type == "bill" and reading.words.language != "en":
        return True
    fewest = 2 if citation.instrument_type == "bill" else _SURE_TITLE
    return capitals >= fewest and _is_topical(reading, citation)


def _is_written_as_title(reading: Reading, citation: Citation) -> bool:
    """Whether words are written as a title, and are no heading in capitals that speaks of law (``Rights From Law``)."""
    if reading.passage.text[citation.start : citation.end].isupper():
        return False
    said = set(re.findall(r"\w+", reading.plain[citation.start : citation.end]))
    if said & (reading.passage.analysis.lexicon.words["name-breaker"] | _NO_TITLE_WORDS):
        return False
    return reading.words.language != "en" or bool(said & _TITLE_TYPES)


def _is_topical(reading: Reading, citation: Citation) -> bool:
    return bool(reading.passage.analysis.within(citation.start, citation.end, "legal-topic"))


def _of_before_type(reading: Reading, citation: Citation) -> bool:
    """Whether a type at the end of a title only follows ``of`` (``the Rule of Law``, ``Faculty of Law``)."""
    said = reading.plain[citation.start : citation.end].split()
    return reading.words.language == "en" and len(said) > 1 and said[-2] in reading.words.words["of"]


def _law(reading: Reading, citation: Citation, cited: list[Citation]) -> LegalInstrument | None:
    passage = reading.passage
    sentence = passage.analysis.sentence_at(citation.start)
    if sentence is None or is_supranational(reading, citation, sentence):
        return None
    if is_repealed(passage, citation.start, citation.reach):
        return None
    owner = owner_of_law(reading, citation, sentence)
    if owner is None:
        reading.gap(GapKind.COUNTRY_NOT_SAID, citation.start, citation.end)
        return None
    law = law_of(passage, citation, owner)
    linked = reading.attached(citation.start, citation.end)
    urls = (Stated(value=linked.url, spans=linked.spans, rule=TITLED_RULE),) if linked else ()
    block = passage.analysis.blocks[sentence.block]
    others = [one for one in cited if block.start <= one.start < block.end]
    return replace(law, topics=topics_of_law(reading, citation, others), urls=urls)
