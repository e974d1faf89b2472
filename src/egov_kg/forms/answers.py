"""From the places of the questions to their answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from egov_kg.forms.fields import read_fields
from egov_kg.forms.form import Question, Words
from egov_kg.forms.lines import letters
from egov_kg.forms.matching import Reading, rest_of_line
from egov_kg.forms.options import read_options
from egov_kg.forms.recovery import labels_begin
from egov_kg.forms.sheet import Sheet
from egov_kg.forms.wordings import Lexicon
from egov_kg.model import Answer, Document

_NAME_ENDS = re.compile(r":|www\.|https?|[-–—]\s|[(@]")
_LONGEST_NAME = 70
"""Letters of a name: a longer beginning is a sentence, which may speak of anything."""


@dataclass(slots=True)
class Region:
    """The lines that belong to a question, in printed order."""

    item: int
    reading: Reading
    lines: list[int]


def regions(sheet: Sheet, lexicon: Lexicon, starts: Mapping[int, Reading]) -> list[Region]:
    """The lines of each question found, in printed order."""
    ordered = sorted(starts.items(), key=lambda entry: entry[1].line)
    ends = [reading.line for _, reading in ordered[1:]] + [len(sheet.lines)]
    found = [
        Region(item, reading, list(range(reading.line, end)))
        for (item, reading), end in zip(ordered, ends, strict=True)
    ]
    for before, region in pairwise(found):
        _give_back(sheet, before, region)
        _follow_cues(sheet, lexicon, before, region)
        _find_fields(sheet, lexicon, before, region)
    return found


def _give_back(sheet: Sheet, before: Region, region: Region) -> None:
    """Two questions printed back to back, an answer, the rest of the second's words, another answer.

    The first text then answers the first question.
    """
    last = region.reading.pieces[-1].line
    between = [at for at in sheet.open_lines(region.lines) if at < last]
    after = [at for at in sheet.open_lines(region.lines) if at >= last]
    if between and after and not sheet.open_lines(before.lines):
        before.lines += between
        region.lines = [at for at in region.lines if at not in between]


def _follow_cues(sheet: Sheet, lexicon: Lexicon, before: Region, region: Region) -> None:
    """A paragraph on the wrong side of a part's heading, where its words say so and the part would be empty.

    ("Open data portal: www…" above the heading of open data; two headings in a row, then both answers.)
    """
    question, earlier = lexicon.questions[region.item], lexicon.questions[before.item]
    if not question.cues or not earlier.cues:
        return
    above, below = _paragraphs(sheet, before.lines), _paragraphs(sheet, region.lines)
    if len(above) > 1 and not below and _says(sheet, above[-1], question.cues, earlier.cues):
        _move(before, region, above[-1])
    elif len(below) > 1 and not above and _says(sheet, below[0], earlier.cues, question.cues):
        _move(region, before, below[0])


def _paragraphs(sheet: Sheet, places: Sequence[int]) -> list[list[int]]:
    paragraphs: list[list[int]] = []
    for at in sheet.open_lines(places):
        last = paragraphs[-1][-1] if paragraphs else -2
        blank = last < 0 or sheet.plain.count("\n", sheet.lines[last].end, sheet.lines[at].start) > 1
        if blank or at != last + 1:
            paragraphs.append([])
        paragraphs[-1].append(at)
    return paragraphs


def _says(sheet: Sheet, paragraph: list[int], cues: Words, other: Words) -> bool:
    """Whether the words before a paragraph's first colon or address name the one question and not the other."""
    first = paragraph[0]
    text = sheet.plain[sheet.opens[first] : sheet.closes[first]]
    said = letters(_NAME_ENDS.split(text, maxsplit=1)[0])
    return len(said) <= _LONGEST_NAME and _names(said, cues) and not _names(said, other)


def _names(said: str, cues: Words) -> bool:
    return any(letters(cue) in said for texts in cues.values() for cue in texts)


def _move(source: Region, target: Region, places: list[int]) -> None:
    source.lines = [at for at in source.lines if at not in places]
    target.lines = sorted({*target.lines, *places})


def _find_fields(sheet: Sheet, lexicon: Lexicon, before: Region, region: Region) -> None:
    """Contacts printed above their heading must not stay in the answer before it."""
    question = lexicon.questions[region.item]
    if question.kind == "contact" and not sheet.open_lines(region.lines):
        first = labels_begin(sheet, question, before.lines)
        if first is not None:
            _move(before, region, [at for at in before.lines if at >= first])


def answer(document: Document, sheet: Sheet, lexicon: Lexicon, region: Region) -> Answer | None:
    """The answer in a region; None for a question that is answered under its parts and has no words of its own."""
    question: Question = lexicon.questions[region.item]
    marks = read_options(document, sheet, question, region.lines)
    fields = read_fields(sheet, question, region.lines) if question.fields else ()
    _take_answer_label(sheet, lexicon, region.lines)
    spans = sheet.spans(region.lines)
    if question.group and not spans:
        return None
    return Answer(
        question=question.name, kind=question.kind, code=question.code, spans=spans, options=marks, fields=fields
    )


def _take_answer_label(sheet: Sheet, lexicon: Lexicon, places: Sequence[int]) -> None:
    """``Percentage: 80%``: the label is printed, the figure is the answer."""
    for at in places:
        if sheet.is_open(at):
            line = sheet.lines[at]
            for label in lexicon.answer_labels:
                if sheet.opens[at] == line.start and line.key.startswith(label):
                    rest = rest_of_line(sheet.plain, line, line.body, len(label))
                    if rest and rest[1]:
                        sheet.opens[at] = rest[0]
            return
