"""Where a line, or several, print words of the form: whole, broken over lines, before an answer, or with noise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rapidfuzz import fuzz

from egov_kg.forms.lines import Line, letters, offset_after
from egov_kg.forms.wordings import Role, Wording

# What stands between a label and an answer on its line: closing brackets, a footnote's digits, a colon or dash.
_GAP = re.compile(
    r"(?:[^\S\n]|[⁰¹²³⁴-⁹)\]*_:?;|]|\.(?!\d)|[-–—](?=\s)|\d{1,2}(?=[^\S\n]*[:?]))*"
)  # fmt: skip
_CLOSED = re.compile(r"[:?;|\t–—-]|\s{2}")
_DIGITS = re.compile(r"\d+")

SHORT = 20
"""Letters below which a wording is a mere label, which an answer may begin with as well."""
CHARACTERISTIC = 12
"""Letters of a broken wording's first piece, or of a displaced piece, that no answer line has by chance."""
ALIKE = 84.0
"""Similarity (0 to 100) from which a line is a noisy or slightly reworded wording: 19 and 20 of the form are 90 alike,
answers that take up a question's words stay below 75."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Form words on one line: from its beginning to ``end``."""

    line: int
    end: int


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
    end = offset_after(plain, start, count)
    if end < line.end and plain[end].isalpha():
        return None
    gap = _GAP.match(plain, end, line.end)
    offset = gap.end() if gap else end
    return offset, bool(_CLOSED.search(plain, end, offset)) or offset >= line.end


def near_misses(
    plain: str, lines: Sequence[Line], at: int, near: Iterable[Wording], skip: AbstractSet[int]
) -> list[Reading]:
    """Wordings that a line prints with noise."""
    if len(lines[at].key) < SHORT:
        return []
    return [reading for entry in near if (reading := alike(plain, lines, at, entry, skip))]


def exact(plain: str, lines: Sequence[Line], at: int, entry: Wording, skip: AbstractSet[int]) -> Reading | None:
    """A wording at a line, letter by letter: whole, before an answer, or broken over lines.

    ``skip`` are lines of footnotes and page furniture that may stand between the pieces.
    """
    line, size = lines[at], len(entry.key)
    numbered = bool(line.mark) and line.mark == entry.number
    if line.key.startswith(entry.key):
        return _at_beginning(plain, lines, at, entry, numbered=numbered)
    if not entry.key.startswith(line.key) or not _ends_well(plain, line, entry, 0):
        return None
    pieces, matched = continue_wording(plain, lines, at + 1, entry, len(line.key), skip)
    reading = Reading(entry, (Piece(at, line.end), *pieces), matched, matched == size, numbered)
    enough = reading.complete or matched >= SHORT or (numbered and matched >= 8)
    if entry.role is not Role.QUESTION:
        enough = reading.complete or matched >= max(SHORT, size // 2)
    return reading if enough else None


def _at_beginning(plain: str, lines: Sequence[Line], at: int, entry: Wording, *, numbered: bool) -> Reading | None:
    line, size = lines[at], len(entry.key)
    whole = len(line.key) == size
    if entry.role is Role.PLACEHOLDER and not _same_digits(plain[line.body : line.end], entry):
        return None
    if whole and entry.role is not Role.QUESTION:
        return Reading(entry, (Piece(at, line.end),), size, True, numbered)
    rest = rest_of_line(plain, line, line.body, size)
    if rest is None:
        return None
    offset, closed = rest
    if entry.role is Role.QUESTION:
        accepted = whole or closed or size >= SHORT or numbered
        return Reading(entry, (Piece(at, offset),), size, True, numbered) if accepted else None
    accepted = entry.role is Role.PLACEHOLDER and size >= 16
    return Reading(entry, (Piece(at, offset),), size, True, numbered) if accepted else None


def _same_digits(text: str, entry: Wording) -> bool:
    return "".join(_DIGITS.findall(text)) == entry.digits or entry.digits in text and len(letters(text)) > len(entry.key)


def _ends_well(plain: str, line: Line, entry: Wording, matched: int) -> bool:
    reached = matched + len(line.key if matched == 0 else line.full)
    return reached in entry.boundaries or plain[line.end - 1] in "-\u00ad"


def continue_wording(
    plain: str, lines: Sequence[Line], start: int, entry: Wording, matched: int, skip: AbstractSet[int]
) -> tuple[list[Piece], int]:
    """The pieces of a broken wording on the lines from ``start`` on, and how many letters are then matched."""
    pieces: list[Piece] = []
    best, best_pieces = matched, 0
    for at in range(start, len(lines)):
        line, rest = lines[at], entry.key[matched:]
        if at in skip or not line.full:
            if not line.full and at not in skip:
                break
            continue
        if rest.startswith(line.full) and (len(line.full) == len(rest) or _ends_well(plain, line, entry, matched)):
            pieces.append(Piece(at, line.end if len(line.full) < len(rest) else _whole_end(plain, line, rest)))
            matched += len(line.full)
            # A word or two may be an answer that happens to read like the wording: kept only if more follows.
            if len(line.full) >= CHARACTERISTIC or matched == len(entry.key):
                best, best_pieces = matched, len(pieces)
            if matched == len(entry.key):
                break
            continue
        if line.full.startswith(rest):
            found = rest_of_line(plain, line, line.start, len(rest))
            if found and (found[1] or len(rest) >= CHARACTERISTIC):
                pieces.append(Piece(at, found[0]))
                best, best_pieces = len(entry.key), len(pieces)
        break
    return pieces[:best_pieces], best


def _whole_end(plain: str, line: Line, rest: str) -> int:
    found = rest_of_line(plain, line, line.start, len(rest))
    return found[0] if found else line.end


def alike(plain: str, lines: Sequence[Line], at: int, entry: Wording, skip: AbstractSet[int]) -> Reading | None:
    """A wording read with noise at a line: whole lines, or the beginning of one that goes on as an answer."""
    size, line = len(entry.key), lines[at]
    if size < SHORT or not line.key:
        return None
    numbered = bool(line.mark) and line.mark == entry.number
    best: Reading | None = None
    joined, pieces = "", []
    for following in _next_lines(lines, at, skip):
        joined += lines[following].key if following == at else lines[following].full
        pieces.append(Piece(following, lines[following].end))
        if len(joined) >= size * 0.85:
            score = fuzz.ratio(joined[: size * 2], entry.key, score_cutoff=ALIKE)
            if score and (best is None or score > best.likeness):
                best = Reading(entry, tuple(pieces), size, True, numbered, score)
        if len(joined) > size * 1.15:
            break
    if best is None and len(line.key) > size:
        best = _alike_beginning(plain, line, at, entry, numbered=numbered)
    return best


def _next_lines(lines: Sequence[Line], at: int, skip: AbstractSet[int]) -> Iterator[int]:
    taken = 0
    for following in range(at, min(len(lines), at + 8)):
        if following in skip or not lines[following].full:
            continue
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
