"""From the places of the questions to their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from egov_kg.forms.fields import read_fields
from egov_kg.forms.form import Question, Words
from egov_kg.forms.lines import letters
from egov_kg.forms.matching import Reading, rest_of_line
from egov_kg.forms.options import read_options
from egov_kg.forms.sheet import Sheet
from egov_kg.forms.wordings import Lexicon
from egov_kg.model import Answer, Document


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
    """A part whose answer stands before its heading, where the line says so ("Open data portal: www…")."""
    question, earlier = lexicon.questions[region.item], lexicon.questions[before.item]
    if not question.cues or sheet.open_lines(region.lines):
        return
    open_lines = sheet.open_lines(before.lines)
    for place, at in enumerate(open_lines):
        label, colon, _ = sheet.plain[sheet.opens[at] : sheet.closes[at]].partition(":")
        announces = colon and len(label) < 60 and _says(label, question.cues) and not _says(label, earlier.cues)
        if announces and place and not label.endswith(("http", "https")):
            moved = open_lines[place:]
            before.lines = [line for line in before.lines if line not in moved]
            region.lines = sorted({*region.lines, *moved})
            return


def _says(label: str, cues: Words) -> bool:
    said = letters(label)
    return any(letters(cue) in said for texts in cues.values() for cue in texts)


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
