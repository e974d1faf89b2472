"""Aligning a stretch of a document with one form: which words are the form's, and which answer which question."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from egov_kg.forms.answers import Region, answer, regions
from egov_kg.forms.beside import Marked, beside, narrowed
from egov_kg.forms.floating import (
    Floating,
    find_floating,
    settle_headings,
    take_page_numbers,
    take_placeholders,
)
from egov_kg.forms.intro import find_country_and_date
from egov_kg.forms.lines import HEAD, split_lines
from egov_kg.forms.matching import SHORT, Reading, continue_wording, exact, near_misses
from egov_kg.forms.ordering import in_order, out_of_order
from egov_kg.forms.parts import IsCountry, split_at
from egov_kg.forms.recovery import recover
from egov_kg.forms.sheet import Piece, Sheet
from egov_kg.forms.wordings import Lexicon, Role
from egov_kg.model import Document, SegmentedDocument, Span

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")

ENOUGH = 4.0
"""Evidence from which a document follows a form: each question found in order counts 1, the title and introduction 1
each, other words of the form a half. A text that quotes a question or two, title included, stays below; half a
questionnaire, or its first page, is above."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A document divided by a form, with what speaks for that form."""

    segmented: SegmentedDocument
    evidence: float
    extent: Span
    """The stretch that the form fills."""
    others: tuple[Span, ...] = ()
    """Stretches beside it that are documents of their own."""
    printed: tuple[tuple[str, float, Span], ...] = ()
    """The questions found: their names, how much their words are alike (0 to 100), where they stand."""


def align(document: Document, lexicon: Lexicon, is_country: IsCountry | None = None) -> tuple[Alignment, ...]:
    """Align a document with a form: one alignment a filled form; none where the evidence is not enough.

    ``is_country`` tells of a name which country it is, so that halves of two countries' forms are told apart.
    """
    return tuple(_align(document, lexicon, Span(0, len(document.plain)), is_country, split=True))


def _align(
    document: Document, lexicon: Lexicon, part: Span, is_country: IsCountry | None = None, *, split: bool = False
) -> list[Alignment]:
    lines = split_lines(document.plain, part.start, part.end, lexicon.index.heads)
    sheet = Sheet(document.plain, lines)
    hits = [at for at, line in enumerate(lines) if line.key and line.key[:HEAD] in lexicon.index.heads]
    floating = find_floating(sheet, lexicon, hits)
    found = _readings(sheet, lexicon, floating, hits)
    if split and (parts := split_at(sheet, lexicon, floating, found, is_country)):
        several = [_align(document, lexicon, span) for span in parts]
        if all(several):
            return [alignment for one in several for alignment in one]
    starts = in_order(found)
    starts = _without_stray_parts(lexicon, starts | out_of_order(found, starts))
    if _evidence(starts, floating) < 1:
        return []
    starts |= recover(sheet, lexicon, starts)
    evidence = _evidence(starts, floating)
    if evidence < ENOUGH:
        return []
    _mark(document, sheet, lexicon, floating, starts)
    marked = Marked(document=document, part=part, sheet=sheet, lexicon=lexicon, floating=floating, starts=starts)
    if others := beside(marked):
        alone = _align(document, lexicon, narrowed(part, others))
        if alone:
            return [replace(one, others=(*others, *one.others)) for one in alone]
    segmented = _segmented(document, sheet, lexicon, floating, starts)
    return [Alignment(segmented, evidence, part, (), _printed(sheet, lexicon, starts))]


def _printed(sheet: Sheet, lexicon: Lexicon, starts: dict[int, Reading]) -> tuple[tuple[str, float, Span], ...]:
    found = []
    for item, reading in sorted(starts.items(), key=lambda entry: entry[1].line):
        first, last = sheet.lines[reading.pieces[0].line], reading.pieces[-1]
        whole = max(1, len(reading.wording.key))
        score = reading.likeness * min(1.0, reading.matched / whole)
        found.append((lexicon.questions[item].name, score, Span(first.start, last.end)))
    return tuple(found)


def _readings(sheet: Sheet, lexicon: Lexicon, floating: Floating, hits: list[int]) -> list[Reading]:
    found: list[Reading] = []
    for at in hits:
        if at not in floating.lines:
            near = [entry for entry in lexicon.index.near(sheet.lines[at].key) if entry.role is Role.QUESTION]
            here = [reading for entry in near if (reading := exact(sheet, at, entry))]
            found += here or near_misses(sheet, at, near)
    return found


def _without_stray_parts(lexicon: Lexicon, chosen: dict[int, Reading]) -> dict[int, Reading]:
    """A lettered part ("Health") without its question or a sibling is a word of an answer."""
    by_parent: dict[str, list[int]] = {}
    for item in chosen:
        if parent := lexicon.questions[item].parent:
            by_parent.setdefault(parent, []).append(item)
    present = {lexicon.questions[item].name for item in chosen}
    for parent, items in by_parent.items():
        if parent not in present and len(items) < 3:
            for item in items:
                del chosen[item]
    return chosen


def _evidence(starts: dict[int, Reading], floating: Floating) -> float:
    questions = sum(1 for reading in starts.values() if reading.matched >= SHORT)
    parts = sum(1 for reading in starts.values() if reading.matched < SHORT)
    return questions + parts / 4 + floating.evidence


def _mark(
    document: Document, sheet: Sheet, lexicon: Lexicon, floating: Floating, starts: dict[int, Reading]
) -> None:
    for item, reading in starts.items():
        sheet.take(reading.pieces)
        if reading.line and reading.matched and not reading.numbered:
            _take_lone_mark(sheet, reading.line - 1, reading.wording.number)
        if not reading.complete:
            starts[item] = _with_displaced_rest(sheet, starts, reading)
    lines = {item: reading.line for item, reading in starts.items()}
    settle_headings(sheet, lexicon, floating, lines)
    take_placeholders(sheet, lexicon)
    take_page_numbers(sheet, floating, document.page_starts)


def _take_lone_mark(sheet: Sheet, at: int, number: str) -> None:
    """A question's number may stand on the line before its words."""
    line = sheet.lines[at]
    if sheet.plain[line.start : line.end].strip(".)- ").lower() == number:
        sheet.take_line(at)


def _with_displaced_rest(sheet: Sheet, starts: dict[int, Reading], reading: Reading) -> Reading:
    """A wording whose rest stands behind an answer or its beginning."""
    entry, last = reading.wording, reading.pieces[-1].line
    end = min((other.line for other in starts.values() if other.line > last), default=len(sheet.lines))
    for at in range(last + 1, end):
        if sheet.lines[at].full[:1] != entry.key[reading.matched] or sheet.is_shut(at):
            continue
        pieces, matched = continue_wording(sheet, at, entry, reading.matched)
        if matched == len(entry.key) and pieces[-1].line < end:
            sheet.take(pieces)
            every: tuple[Piece, ...] = (*reading.pieces, *pieces)
            return Reading(entry, every, matched, True, reading.numbered, reading.likeness)
    return reading


def _segmented(
    document: Document, sheet: Sheet, lexicon: Lexicon, floating: Floating, starts: dict[int, Reading]
) -> SegmentedDocument:
    first = min((reading.line for reading in starts.values()), default=0)
    country, issued = find_country_and_date(sheet, lexicon.form, first)
    title = _title(sheet, floating, first)
    placed: list[Region] = regions(sheet, lexicon, starts)
    answers = [answer(document, sheet, lexicon, region) for region in placed]
    order = {question.name: place for place, question in enumerate(lexicon.questions)}
    kept = [entry for entry in answers if entry is not None]
    return SegmentedDocument(
        document=document,
        form=lexicon.form.name,
        edition=_edition(document, title) or lexicon.form.edition,
        title=title,
        country=country,
        issued=issued,
        answers=tuple(sorted(kept, key=lambda entry: order[entry.question])),
    )


def _edition(document: Document, title: Span | None) -> int | None:
    years = _YEAR.findall(document.plain, *title) if title else []
    return int(years[-1]) if years else None


def _title(sheet: Sheet, floating: Floating, before: int) -> Span | None:
    if floating.title is None or floating.title >= before:
        return None
    line = sheet.lines[floating.title]
    return Span(line.body, line.end)
