"""Where a line, or several, print words of the form: whole, broken over lines, before an answer, or with noise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from egov_kg.forms.lines import Line, letters, offset_after
from egov_kg.forms.sheet import Piece, Sheet
from egov_kg.forms.wordings import Role, Wording

# What stands between a label and an answer on its line: closing brackets, a footnote's digits, a colon or dash.
_GAP = re.compile(
    r"(?:[^\S\n]|[⁰¹²³⁴-⁹)\]*_:?;|]|\.(?!\d)|[-–—](?=\s)"
    r"|\d{1,2}(?=[^\S\n]*[:?])|(?<=[^\W\d_])\d{1,2}(?![\d%.,/]))*"
)
_CLOSED = re.compile(r"[:?;|\t–—-]|\s{2}")
_DIGITS = re.compile(r"\d+")

SHORT = 20
"""Letters below which a wording is a mere label, which an answer may begin with as well."""
CHARACTERISTIC = 12
"""Letters of a broken wording's piece that no answer line has by chance."""
ALIKE = 84.0
"""Similarity (0 to 100) from which a line is a noisy or slightly reworded wording: 19 and 20 of the form are 90 alike,
answers that take up a question's words stay below 75."""

LABEL_ALIKE = 75.0
"""The same for a label of a word or two, of which one wrong letter is more."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A wording found at a line: its pieces, how many of its letters they hold, whether that is all of it."""

    wording: Wording
    pieces: tuple[Piece, ...]
    matched: int
    complete: bool
    numbered: bool
    likeness: float = 100.0

    @property
    def line(self) -> int:
        """The line of the first piece."""
        return self.pieces[0].line

    @property
    def weight(self) -> float:
        """How much the reading says for its wording: letters, and twenty more for the printed number."""
        bonus = 20.0 if self.numbered else 0.0
        return min(self.matched, 80) * self.likeness / 100 * (1.0 if self.complete else 0.9) + bonus


def rest_of_line(plain: str, line: Line, start: int, count: int) -> tuple[int, bool] | None:
    """Where an answer would begin behind ``count`` letters, and whether a colon or the like closes the label.

    None where the letters end inside a word.
    """
    end = offset_after(plain, start, count) if count else start
    if end < line.end and plain[end].isalpha():
        return None
    gap = _GAP.match(plain, end, line.end)
    offset = gap.end() if gap else end
    return offset, bool(_CLOSED.search(plain, end, offset)) or offset >= line.end


def near_misses(sheet: Sheet, at: int, near: Iterable[Wording]) -> list[Reading]:
    """Wordings that a line prints with noise."""
    if len(sheet.lines[at].key) < SHORT:
        return []
    return [reading for entry in near if (reading := alike(sheet, at, entry))]


def exact(sheet: Sheet, at: int, entry: Wording) -> Reading | None:
    """A wording at a line, letter by letter: whole, before an answer, or broken over lines."""
    line, size = sheet.lines[at], len(entry.key)
    numbered = bool(line.mark) and line.mark == entry.number
    if line.key.startswith(entry.key):
        return _at_beginning(sheet, at, entry, numbered=numbered)
    if not entry.key.startswith(line.key) or not _ends_well(sheet.plain, line, entry, len(line.key)):
        return None
    pieces, matched = continue_wording(sheet, at + 1, entry, len(line.key))
    reading = Reading(entry, (Piece(at, line.end), *pieces), matched, matched == size, numbered)
    enough = reading.complete or matched >= SHORT or (numbered and matched >= 8)
    if entry.role is not Role.QUESTION:
        enough = reading.complete or matched >= max(SHORT, size // 2)
    return reading if enough else None


def _at_beginning(sheet: Sheet, at: int, entry: Wording, *, numbered: bool) -> Reading | None:
    line, size = sheet.lines[at], len(entry.key)
    whole = len(line.key) == size
    if entry.role is Role.PLACEHOLDER and not _same_digits(sheet.plain[line.body : line.end], entry):
        return None
    if whole and entry.role is not Role.QUESTION:
        return Reading(entry, (Piece(at, line.end),), size, True, numbered)
    if entry.role not in (Role.QUESTION, Role.PLACEHOLDER):
        return None
    rest = rest_of_line(sheet.plain, line, line.body, size)
    if rest is None:
        return None
    offset, closed = rest
    if whole or closed or numbered or size >= SHORT:
        return Reading(entry, (Piece(at, offset),), size, True, numbered)
    return None


def _same_digits(text: str, entry: Wording) -> bool:
    """Whether a placeholder holds no figure of its own (``Percentage: 80% (If necessary …``)."""
    digits = "".join(_DIGITS.findall(text))
    return digits == entry.digits or (digits.startswith(entry.digits) and len(letters(text)) > len(entry.key))


def _ends_well(plain: str, line: Line, entry: Wording, reached: int) -> bool:
    return reached in entry.boundaries or plain[line.end - 1] in "-\u00ad"


def continue_wording(sheet: Sheet, start: int, entry: Wording, matched: int) -> tuple[list[Piece], int]:
    """The pieces of a broken wording on the lines from ``start`` on, and how many letters are then matched.

    Footnotes and page furniture, and lines without letters, may stand between the pieces.
    """
    pieces: list[Piece] = []
    best, kept = matched, 0
    for at in range(start, len(sheet.lines)):
        line, rest = sheet.lines[at], entry.key[matched:]
        if not line.full or sheet.is_shut(at):
            continue
        if rest.startswith(line.full) and _ends_well(sheet.plain, line, entry, matched + len(line.full)):
            complete = len(line.full) == len(rest)
            end = _end_of_wording(sheet, at, len(rest)) if complete else line.end
            pieces.append(Piece(at, end))
            matched += len(line.full)
            # A word or two may be an answer that happens to read like the wording: kept only if more follows.
            if complete or len(line.full) >= CHARACTERISTIC:
                best, kept = matched, len(pieces)
            if complete:
                break
            continue
        if line.full.startswith(rest):
            found = rest_of_line(sheet.plain, line, line.start, len(rest))
            if found and (found[1] or len(rest) >= CHARACTERISTIC):
                pieces.append(Piece(at, found[0]))
                best, kept = len(entry.key), len(pieces)
        break
    return pieces[:kept], best


def _end_of_wording(sheet: Sheet, at: int, count: int) -> int:
    found = rest_of_line(sheet.plain, sheet.lines[at], sheet.lines[at].start, count)
    return found[0] if found else sheet.lines[at].end


def alike(sheet: Sheet, at: int, entry: Wording) -> Reading | None:
    """A wording read with noise at a line: whole lines, or the beginning of one that goes on as an answer."""
    size, line = len(entry.key), sheet.lines[at]
    if size < SHORT or not line.key:
        return None
    if entry.role is Role.PLACEHOLDER and not _same_digits(sheet.plain[line.body : line.end], entry):
        return None
    numbered = bool(line.mark) and line.mark == entry.number
    best: Reading | None = None
    joined, pieces = "", []
    for following in _next_lines(sheet, at):
        joined += line.key if following == at else sheet.lines[following].full
        pieces.append(Piece(following, sheet.lines[following].end))
        if size * 0.85 <= len(joined) <= size * 1.2:
            score = fuzz.ratio(joined, entry.key, score_cutoff=ALIKE)
            if score and (best is None or score > best.likeness):
                best = Reading(entry, tuple(pieces), size, True, numbered, score)
        if len(joined) > size * 1.15:
            break
    if best is None and len(line.key) > size:
        best = _alike_beginning(sheet.plain, line, at, entry, numbered=numbered)
    # "There is a national strategy …" answers "Is there a national strategy …?" in nearly the same letters.
    return best and _closed_alike(sheet, best)


def _closed_alike(sheet: Sheet, reading: Reading) -> Reading | None:
    """The reading up to the question mark or colon that its wording ends with; None without it or a number."""
    last, closing = reading.pieces[-1], reading.wording.closing
    spot = sheet.plain.rfind(closing, sheet.lines[last.line].start, last.end) if closing else last.end
    if spot < 0:
        return reading if reading.numbered else None
    gap = _GAP.match(sheet.plain, spot, sheet.lines[last.line].end)
    end = max(spot, gap.end() if gap else spot)
    return replace(reading, pieces=(*reading.pieces[:-1], Piece(last.line, end)))


def label_alike(sheet: Sheet, at: int, entry: Wording) -> Reading | None:
    """A short label read with noise: its number or letter is printed, and a colon or nothing stands behind it."""
    line = sheet.lines[at]
    if not line.mark or line.mark != entry.number:
        return None
    label, colon, _ = sheet.plain[line.body : line.end].partition(":")
    score = fuzz.ratio(letters(label), entry.key, score_cutoff=LABEL_ALIKE)
    if not score:
        return None
    end = line.body + len(label) + len(colon)
    gap = _GAP.match(sheet.plain, end, line.end)
    return Reading(entry, (Piece(at, gap.end() if gap else end),), len(entry.key), True, True, score)


def _next_lines(sheet: Sheet, at: int) -> Iterator[int]:
    taken = 0
    for following in range(at, min(len(sheet.lines), at + 8)):
        if sheet.lines[following].full and not sheet.is_shut(following):
            yield following
            taken += 1
        if taken == 4:
            return


def _alike_beginning(plain: str, line: Line, at: int, entry: Wording, *, numbered: bool) -> Reading | None:
    size = len(entry.key)
    found = fuzz.partial_ratio_alignment(line.key[: size + size // 4], entry.key, score_cutoff=ALIKE)
    if found is None or found.src_start > size // 10:
        return None
    guess = offset_after(plain, line.body, found.src_end)
    close = [spot for mark in "?:." if (spot := plain.find(mark, max(line.body, guess - 6), guess + 8)) >= 0]
    if not close:
        return None
    end = min(close, key=lambda spot: abs(spot - guess)) + 1
    gap = _GAP.match(plain, end, line.end)
    return Reading(entry, (Piece(at, gap.end() if gap else end),), size, True, numbered, found.score)
