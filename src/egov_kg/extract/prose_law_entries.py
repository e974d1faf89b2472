"""Entries of a fact sheet: a law's title on a line of its own, its number and date in the text under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from egov_kg.extract.citation_dates import with_date_said
from egov_kg.extract.citation_parts import Citation, number_at
from egov_kg.extract.citation_words import pattern
from egov_kg.extract.passage import Passage
from egov_kg.extract.prose_lines import block_index, is_headline
from egov_kg.language.blocks import Block

_OPENING = 60
"""Characters from the start of the text within which the law's own number is cited."""
_LINE_END = re.compile(r"[ \t)]*\n\s*(?=[A-ZÀ-Ý])")
_OWN = re.compile(
    r"(?:\w+\s+){0,6}(?:made\s+as|is|was|as|es|est|e|com|como|por|by|num\.?|the|la|el|le|o|a)\s+\Z"
    r"|\W*(?:the|la|el|les?|l'|o|a)?\s*\Z"
)


def with_entries(passage: Passage, citations: Sequence[Citation]) -> list[Citation]:
    """The citations, each title on its own line joined with the number and the date that the text under it gives it."""
    found: list[Citation] = []
    taken: set[int] = set()
    for citation in citations:
        if citation.start in taken:
            continue
        index = block_index(passage, citation.start)
        body = _body(passage, citation, index)
        if body is None:
            found.append(_with_pronoun(passage, citation))
            continue
        inside = [one for one in citations if body.start <= one.start < body.end]
        one, used = _with_number(passage, citation, body, inside[0] if inside else None)
        taken |= {used.start} if used else set()
        found.append(_with_date(passage, one, body))
    return found


def _body(passage: Passage, citation: Citation, index: int) -> Block | None:
    """The text under a line that is a law's title and nothing else, its year in brackets aside."""
    block = passage.analysis.blocks[index]
    if citation.start - block.start > 4 or citation.number or citation.title is None:
        return None
    line_end = _LINE_END.match(passage.text, citation.reach, block.end)
    if line_end:  # a line as long as the others, which looks as if its sentence went on
        return block._replace(start=line_end.end())
    alone = block.end - citation.reach <= 3 and is_headline(passage, index)
    return passage.analysis.blocks[index + 1] if alone else None


def _with_number(
    passage: Passage, citation: Citation, body: Block, cited: Citation | None
) -> tuple[Citation, Citation | None]:
    """With the number that opens the text, alone (``Number 7 of 2018.``) or behind its type (``Act No. 7 of 2018``)."""
    number = number_at(passage.text, body.start, body.end)
    if number and number.signed and _same_year(citation, number.year):
        return replace(citation, number=number.number, year=citation.year or number.year), None
    if cited is None or cited.start > body.start + _OPENING or not _is_same(passage, citation, body, cited):
        return citation, None
    year, issued = citation.year or cited.year, citation.issued or cited.issued
    return replace(citation, number=cited.number, year=year, issued=issued), cited


def _same_year(citation: Citation, year: tuple[int, int, int] | None) -> bool:
    return citation.year is None or year is None or citation.year[0] == year[0]


def _is_same(passage: Passage, citation: Citation, body: Block, cited: Citation) -> bool:
    """Whether the first citation of a text is its own law's: of its type and year, by no other title."""
    if cited.number is None or cited.instrument_type != citation.instrument_type:
        return False
    if not _same_year(citation, cited.year) or cited.titled_first:
        return False
    if _OWN.match(passage.text[body.start : cited.start].lower()) is None:
        return False
    said = set(_words(passage, cited.title)) if cited.title else set()
    return not said or bool(said & set(_words(passage, citation.title)))


def _words(passage: Passage, title: tuple[int, int] | None) -> list[str]:
    return re.findall(r"\w{4,}", passage.text[slice(*title)].lower()) if title else []


def _with_date(passage: Passage, citation: Citation, body: Block) -> Citation:
    """With the day that one of the first sentences under the title begins by saying (``Signed into law on …``)."""
    citation = _dated(passage, citation, body.start)
    for sentence in passage.analysis.sentences:
        if citation.issued or sentence.start >= body.end or sentence.start > body.start + 200:
            break
        if sentence.start >= body.start:
            citation = _dated(passage, citation, sentence.start)
    return citation


def _with_pronoun(passage: Passage, citation: Citation) -> Citation:
    """With the day that the next sentence gives the law (``It was adopted on 3 May 2018``)."""
    sentence = passage.analysis.sentence_at(max(citation.start, citation.reach - 1))
    if citation.issued or sentence is None:
        return citation
    start = sentence.end + len(passage.text[sentence.end :][:3]) - len(passage.text[sentence.end :][:3].lstrip())
    opening = passage.text[start : start + 40].lower()
    return _dated(passage, citation, start) if pattern(r"", "goes-on", r"\s").match(opening) else citation


def _dated(passage: Passage, citation: Citation, start: int) -> Citation:
    opening = pattern(r"", "goes-on", r"\s+").match(passage.text[start : start + 40].lower())
    place = replace(citation, start=start, end=start + (opening.end() if opening else 0), title=None, gazette=None)
    said = with_date_said(passage, place)
    return replace(citation, issued=said.issued, year=citation.year or said.year)
