"""Which legal topic the words around a citation give an instrument.

Its brackets come first, then its own title, then the words before it up to the instrument before (behind it, where its
sentence says nothing before the first); then sentences that go on about it; then the label of its paragraph or list
item. A label that opens a line (``Access to information: A; B``) holds for all instruments of the line. What stands in
the citation or title of another instrument counts for that one alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from egov_kg.extract.citation_parts import Citation, Part
from egov_kg.extract.citation_words import pattern
from egov_kg.extract.passage import Passage
from egov_kg.extract.standing import negated
from egov_kg.language import Hit, folded
from egov_kg.language.blocks import Block
from egov_kg.model import Stated

TOPIC_RULE = "law-topic-of-passage"
TITLE_TOPIC_RULE = "law-topic-in-title"
_BRACKET = re.compile(r"[\s,]*\(([^()]{3,160})\)")
_AND_THE_NEXT = re.compile(r"[\s,]*(?:and|y|e|et|&|as well as|asi como)?\s*(?:the|la|el|los|las)?\s*\Z")
_RELATIVE = re.compile(r"[\s,)]*(?:which|that|whereby|by which|que|la cual|el cual|por la que|qui)\b[^;.]*")
LABEL_LENGTH = 160

Stretches = Sequence[Part]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The instruments cited in a paragraph, and the sentence of each."""

    passage: Passage
    block: Block
    citations: Sequence[Citation]
    outer: Part | None

    def hits(self, start: int, end: int) -> list[Hit]:
        found = self.passage.analysis.within(start, end, "legal-topic") if start < end else []
        return [hit for hit in found if not negated(self.passage, start, hit.start)]

    def sentence(self, citation: Citation) -> Part:
        """From the sentence in which a citation begins to the one in which it ends (``D.L. N° 5`` may part them)."""
        first = self.passage.analysis.sentence_at(citation.start)
        last = self.passage.analysis.sentence_at(max(citation.start, citation.end - 1))
        start = max(first.start, self.block.start) if first else self.block.start
        return start, last.end if last else self.block.end

    def following(self, index: int) -> int:
        return self.citations[index + 1].start if index + 1 < len(self.citations) else self.block.end


def opens_with_topic(passage: Passage, block: Block, citations: Sequence[Citation]) -> bool:
    """Whether a paragraph begins with words for a legal topic before its first citation."""
    until = citations[0].start if citations else min(block.end, block.start + 80)
    return bool(passage.analysis.within(block.start, until, "legal-topic"))


def topics_of(
    passage: Passage, block: Block, citations: Sequence[Citation], outer: Part | None
) -> list[tuple[Stated[str], ...]]:
    """The topics of each instrument cited in a paragraph; ``outer`` is the label of the list item it stands under."""
    line = _Line(passage=passage, block=block, citations=citations, outer=outer)
    found: list[tuple[Stated[str], ...]] = []
    before: list[Hit] = []
    sentence: Part | None = None
    lead: list[Hit] = []
    labelled = False
    shared = _instruments_by_sentence(line)
    for index, citation in enumerate(citations):
        if line.sentence(citation) != sentence:
            sentence = line.sentence(citation)
            lead = before = line.hits(sentence[0], citation.start)
            labelled = bool(lead) and _is_label(passage, sentence[0], lead[-1].end, citation.start)
        elif lead:
            before = _between(line, citations[index - 1], citation) or before
        hits, rule = _nearest(line, index, before if lead else None, labelled=labelled, shared=shared[sentence] > 1)
        if not hits:
            hits, rule = _farther(line, index), TOPIC_RULE
        found.append(tuple(_once(passage, hits, rule)))
    return found


def _instruments_by_sentence(line: _Line) -> dict[Part, int]:
    counted: dict[Part, int] = {}
    for citation in line.citations:
        sentence = line.sentence(citation)
        counted[sentence] = counted.get(sentence, 0) + 1
    return counted


def _is_label(passage: Passage, start: int, last: int, end: int) -> bool:
    """Whether words that open a sentence, their last topic ending at ``last``, are a label (``X:``, ``On X,``)."""
    behind = folded(passage.text[last:end])
    if re.match(r"[^.;:]{0,60}:", behind) or re.match(r"\s*[-–—]\s", behind):
        return True
    opening = pattern(r"\W*", "label-opening", r"\s").match(folded(passage.text[start : start + 40]))
    return bool(opening) or bool(pattern(r"[^.;:]{0,60},\s*", "label-end", r"\b").match(behind))


def _between(line: _Line, previous: Citation, citation: Citation) -> list[Hit]:
    """Topics between two citations of a sentence, without what says more of the first (``, which protects …``)."""
    start = previous.reach
    for skipped in (_BRACKET, _RELATIVE):
        match = skipped.match(line.passage.text, start, citation.start)
        start = match.end() if match else start
    return line.hits(start, citation.start)


def _nearest(
    line: _Line, index: int, before: list[Hit] | None, *, labelled: bool, shared: bool
) -> tuple[list[Hit], str]:
    """The topics in brackets, of the label, of the title, before or (where ``before`` is None) behind a citation."""
    citation = line.citations[index]
    bracket = _BRACKET.match(line.passage.text, citation.reach, line.following(index))
    if bracket and (inside := line.hits(*bracket.span(1))):
        return inside, TOPIC_RULE
    titled = line.hits(*citation.title) if citation.title else []
    if labelled and before:
        narrower = {hit.value for hit in titled} < {hit.value for hit in before}
        if not (shared and titled and narrower):
            return before, TOPIC_RULE
    if titled:
        return titled, TITLE_TOPIC_RULE
    return (before if before is not None else _behind(line, index)), TOPIC_RULE


def _behind(line: _Line, index: int) -> list[Hit]:
    """Topics behind a citation up to the next; instruments that only ``and`` joins share what is behind the last."""
    citation, following = line.citations[index], line.following(index)
    stop = min(following, line.sentence(citation)[1])
    found = line.hits(citation.reach, stop)
    while not found and line.citations[index].title is None and index + 1 < len(line.citations):
        if not _AND_THE_NEXT.match(folded(line.passage.text[line.citations[index].reach : line.following(index)])):
            break
        index += 1
        last = line.citations[index]
        if _BRACKET.match(line.passage.text, last.reach, line.following(index)):
            break
        found = line.hits(last.reach, min(line.following(index), line.sentence(last)[1]))
    return found


def _farther(line: _Line, index: int) -> list[Hit]:
    """Topics of sentences that go on about a citation, else of the label of its paragraph or list item."""
    citation = line.citations[index]
    found = _in_sentences_about(line, citation, line.following(index))
    first = line.citations[0]
    if not found and line.sentence(citation) != line.sentence(first):
        lead = line.hits(line.block.start, min(first.start, line.block.start + LABEL_LENGTH))
        found = lead if lead and _is_label(line.passage, line.block.start, lead[-1].end, first.start) else []
    if not found and line.outer:
        found = line.hits(*line.outer)
    return found


def _in_sentences_about(line: _Line, citation: Citation, following: int) -> list[Hit]:
    """Topics in the sentences behind a citation that go on about it (``This resolution establishes …``)."""
    found: list[Hit] = []
    analysis = line.passage.analysis
    position = line.sentence(citation)[1]
    while position < following:
        sentence = analysis.sentence_at(position + 1) or analysis.sentence_at(position + 2)
        if sentence is None or sentence.end <= position:
            break
        opening = folded(line.passage.text[sentence.start : sentence.start + 30])
        if citation.end <= sentence.start < following and pattern(r"", "goes-on", r"\b").match(opening):
            found += line.hits(sentence.start, min(sentence.end, following))
        position = sentence.end
    return found


def _once(passage: Passage, hits: Iterable[Hit], rule: str) -> list[Stated[str]]:
    found: dict[str, Stated[str]] = {}
    for hit in hits:
        found.setdefault(hit.value, passage.state(hit.value, hit.start, hit.end, rule))
    return list(found.values())
