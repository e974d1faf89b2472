"""What a law that prose cites is about: its title, its sentence, what goes on about it, the line that heads it."""

from __future__ import annotations

import re

from egov_kg.extract.citation_parts import Citation
from egov_kg.extract.citation_words import words
from egov_kg.extract.law_topics import TITLE_TOPIC_RULE
from egov_kg.extract.prose_lines import headlines_above
from egov_kg.extract.prose_reading import Reading
from egov_kg.language import Hit, Sentence, folded
from egov_kg.model import Stated

TOPIC_RULE = "prose-law-topic-nearby"
HEADING_RULE = "prose-law-topic-of-heading"
_MOST_HEADING_WORDS = 9

Part = tuple[int, int]


def topics_of_law(reading: Reading, citation: Citation, others: list[Citation]) -> tuple[Stated[str], ...]:
    """The legal topics of the nearest words that say any; ``others`` are the citations of its block."""
    analysis = reading.passage.analysis
    for part, rule in _places(reading, citation, others):
        said = analysis.within(*part, "legal-topic")
        hits = said if rule == TITLE_TOPIC_RULE else [hit for hit in said if _tells(reading, hit)]
        if hits:
            return _stated(reading, hits, rule)
    return ()


def _tells(reading: Reading, hit: Hit) -> bool:
    return folded(reading.passage.text[hit.start : hit.end]) not in words("topic-of-titles")


def _places(reading: Reading, citation: Citation, others: list[Citation]) -> list[tuple[Part, str]]:
    places = [(citation.title, TITLE_TOPIC_RULE)] if citation.title else []
    places.append((about(reading, citation, others), TOPIC_RULE))
    places += [(part, TOPIC_RULE) for part in _sentences_behind(reading, citation, others)]
    heading = _heading(reading, citation)
    return [*places, (heading, HEADING_RULE)] if heading else places


def about(reading: Reading, citation: Citation, others: list[Citation]) -> Part:
    """The words that may say what a law is about: its sentence, or what follows it before the next law there."""
    sentence = reading.passage.analysis.sentence_at(citation.start)
    if sentence is None:
        return citation.start, citation.end
    shared = [one.start for one in others if one.start != citation.start and sentence.start <= one.start < sentence.end]
    behind = [start for start in shared if start > citation.start]
    return (citation.start if shared else sentence.start), min([sentence.end, *behind])


def _sentences_behind(reading: Reading, citation: Citation, others: list[Citation]) -> list[Part]:
    """The sentences of its paragraph behind one that opens it with the law, up to the next law."""
    analysis = reading.passage.analysis
    sentence = analysis.sentence_at(max(citation.start, citation.reach - 1))
    if sentence is None or not _opens(reading, citation):
        return []
    last = min([one.start for one in others if one.start > citation.start], default=len(reading.plain))
    found: list[Part] = []
    position, block = sentence.end, sentence.block
    while len(found) < 3 and position < last:
        following = _sentence_behind(reading, position)
        if following is None or following.start >= last or following.end <= position:
            break
        if following.block != block and not _is_line(reading, citation, block):
            break
        block = following.block
        found.append((following.start, min(following.end, last)))
        position = following.end
    return found


def _sentence_behind(reading: Reading, position: int) -> Sentence | None:
    match = re.compile(r"\S").search(reading.passage.text, position, min(len(reading.plain), position + 12))
    return reading.passage.analysis.sentence_at(match.start()) if match else None


def _opens(reading: Reading, citation: Citation) -> bool:
    """Whether a citation opens its paragraph, an article before it aside."""
    blocks = reading.passage.analysis.blocks
    sentence = reading.passage.analysis.sentence_at(citation.start)
    return sentence is not None and citation.start - blocks[sentence.block].start <= 6


def _is_line(reading: Reading, citation: Citation, block: int) -> bool:
    """Whether a law's title is a line of its own over the text about it."""
    own = reading.passage.analysis.blocks[block]
    return own.start <= citation.start and own.end - citation.reach <= 3


def _heading(reading: Reading, citation: Citation) -> Part | None:
    """The line that heads the law's text, else the section's heading where it is short."""
    analysis = reading.passage.analysis
    for line in headlines_above(reading.passage, citation.start):
        if not analysis.within(line.start, line.end, "instrument-type"):
            return line.start, line.end
    heading = reading.heading
    if heading is None or len(reading.passage.text[slice(*heading)].split()) > _MOST_HEADING_WORDS:
        return None
    return None if analysis.within(*heading, "country") else (heading[0], heading[1])


def _stated(reading: Reading, hits: list[Hit], rule: str) -> tuple[Stated[str], ...]:
    found = {hit.value: hit for hit in reversed(hits)}
    return tuple(reading.passage.state(hit.value, hit.start, hit.end, rule) for hit in reversed(found.values()))
