"""Form words that may stand anywhere: title, introduction, headings, footnotes, running heads, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from egov_kg.forms.lines import Line, letters
from egov_kg.forms.matching import SHORT, Reading, exact, label_alike, near_misses
from egov_kg.forms.sheet import Sheet
from egov_kg.forms.wordings import Lexicon, Role, Wording

LONGEST_PLACEHOLDER = 240
"""Characters of a line that may be a placeholder in other words than we know."""

_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹\s]+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\s]*(?:page|página|pagina|p\.|pág\.)\s*\d{1,3}(?:\s*(?:of|de|/)\s*\d{1,3})?|\d{1,3}\s*\|\s*page)[-–—|\s]*",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*")
_ROMAN = re.compile(r"\W*[IVX]{1,5}\s*[.)]?\W*")


@dataclass(slots=True)
class Floating:
    """What was found besides the questions: lines by role, headings that wait for their place."""

    lines: set[int] = field(default_factory=set)
    title: int | None = None
    intro_ends: int = -1
    roles: dict[int, Role] = field(default_factory=dict)
    headings: list[Reading] = field(default_factory=list)
    numbered: set[int] = field(default_factory=set)
    """Sections whose heading stands on one line with its numeral."""
    evidence: float = 0.0


_WORTH = {Role.TITLE: 1.0, Role.INTRO: 1.0, Role.FOOTNOTE: 0.5, Role.PLACEHOLDER: 0.0, Role.FURNITURE: 0.5}


def find_floating(sheet: Sheet, lexicon: Lexicon, hits: Sequence[int]) -> Floating:
    """Find and mark the form's words that belong to no question; ``hits`` are lines that begin like any wording."""
    found = Floating()
    seen: set[str] = set()
    for at in hits:
        if at in found.lines:
            continue
        near = [entry for entry in lexicon.index.near(sheet.lines[at].key) if entry.role is not Role.QUESTION]
        options = [reading for entry in near if (reading := exact(sheet, at, entry))]
        if not options:
            options = near_misses(sheet, at, near)
        if options:
            _accept(sheet, found, max(options, key=_preference), seen)
    _numbers_of_footnotes(sheet, found)
    return found


def _preference(reading: Reading) -> tuple[bool, float, int]:
    return reading.complete, reading.likeness, reading.matched


def _accept(sheet: Sheet, found: Floating, reading: Reading, seen: set[str]) -> None:
    role = reading.wording.role
    if role is Role.HEADING and not reading.numbered:
        found.headings.append(reading)
        return
    if role is Role.HEADING:
        found.numbered.add(reading.wording.item)
    sheet.take(reading.pieces)
    at = reading.line
    found.roles[at] = role
    if role is Role.TITLE and found.title is None:
        found.title = at
    if reading.wording.key not in seen:
        seen.add(reading.wording.key)
        found.evidence += _WORTH.get(role, 0.5)
    found.lines.update(piece.line for piece in reading.pieces if not sheet.is_open(piece.line))


def _numbers_of_footnotes(sheet: Sheet, found: Floating) -> None:
    """A footnote's number may stand on a line of its own before its words."""
    for at, line in enumerate(sheet.lines):
        if line.full or at in found.lines:
            continue
        text = sheet.plain[line.start : line.end]
        before_footnote = found.roles.get(at + 1) is Role.FOOTNOTE and text.strip().isdecimal()
        if _SUPERSCRIPT.fullmatch(text) or before_footnote:
            sheet.take_line(at)
            found.lines.add(at)


def settle_headings(sheet: Sheet, lexicon: Lexicon, found: Floating, starts: Mapping[int, int]) -> None:
    """Mark headings that lost their numeral, and numerals that lost their heading, where their section begins.

    ``starts`` are the lines of the questions found.
    """
    for place, first in enumerate(lexicon.sections):
        begin = max((line for item, line in starts.items() if item < first), default=-1)
        end = min((line for item, line in starts.items() if item >= first), default=len(sheet.lines))
        readings = [entry for entry in found.headings if entry.wording.item == place and begin < entry.line < end]
        if readings:
            sheet.take(readings[-1].pieces)
            found.lines.update(piece.line for piece in readings[-1].pieces)
        if place not in found.numbered:
            noisy = (label_alike(sheet, at, entry) for at in range(begin + 1, end) for entry in lexicon.headings[place])
            sheet.take(piece for reading in noisy if reading for piece in reading.pieces)
            _take_numeral(sheet, lexicon.form.sections[place].number, range(begin + 1, end))


def _take_numeral(sheet: Sheet, number: str, places: Iterable[int]) -> None:
    for at in places:
        line = sheet.lines[at]
        if not sheet.touched(at) and len(line.full) <= 4 and line.full == number.lower():
            text = sheet.plain[line.start : line.end]
            if _ROMAN.fullmatch(text):
                sheet.take_line(at)
                return


def take_page_numbers(sheet: Sheet, found: Floating, page_starts: Sequence[int]) -> None:
    """Mark page numbers: said to be one, or bare and beside a running head or a page's edge."""
    edges = set(page_starts)
    for at, line in enumerate(sheet.lines):
        if line.end - line.start > 24 or not sheet.is_open(at):
            continue
        text = sheet.plain[line.start : line.end]
        if _PAGE_NUMBER.fullmatch(text) or (_BARE_NUMBER.fullmatch(text) and _at_edge(sheet, found, at, edges)):
            sheet.take_line(at)
            found.lines.add(at)


def _at_edge(sheet: Sheet, found: Floating, at: int, edges: set[int]) -> bool:
    lines: Sequence[Line] = sheet.lines
    before = lines[at - 1].end if at else 0
    after = lines[at + 1].start if at + 1 < len(lines) else len(sheet.plain)
    around = sheet.plain[before : lines[at].start] + sheet.plain[lines[at].end : after]
    if "\f" in around or any(before <= edge <= after for edge in edges):
        return True
    return any(found.roles.get(other) in {Role.FURNITURE, Role.THANKS} for other in (at - 1, at + 1))


def take_placeholders(sheet: Sheet, lexicon: Lexicon) -> None:
    """Mark placeholders behind other words of a line, and lines that only a form prints."""
    blanks = [entry for entry in lexicon.placeholders if len(entry.key) >= SHORT]
    tails = tuple(entry.key for entry in blanks)
    for at, line in enumerate(sheet.lines):
        if not sheet.is_open(at):
            continue
        if line.full.endswith(tails):
            starts = [_start_of_tail(sheet.plain, line, entry) for entry in blanks if line.full.endswith(entry.key)]
            sheet.closes[at] = max(sheet.opens[at], min(starts))
        elif line.end - line.start < LONGEST_PLACEHOLDER and lexicon.is_placeholder(
            sheet.plain, sheet.opens[at], line.end
        ):
            sheet.take_line(at)


def _start_of_tail(plain: str, line: Line, entry: Wording) -> int:
    """Where a placeholder at a line's end begins; the line's end if figures of an answer stand in it."""
    position, count = line.end, len(entry.key)
    while count > 0 and position > line.start:
        position -= 1
        count -= len(letters(plain[position]))
    if "".join(filter(str.isdecimal, plain[position : line.end])) != entry.digits:
        return line.end
    while position > line.start and plain[position - 1] in "([ \t":
        position -= 1
    return position
