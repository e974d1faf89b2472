"""Tick boxes in characters: glyphs, and brackets with or without an x."""

from __future__ import annotations

import re

from egov_kg.documents.blanks import positions
from egov_kg.model import Span, Tick

_BOXES = {"☐": False, "☑": True, "☒": True, "🗹": True, "🗷": True}
_HOLLOW, _FULL = "□❏❐❑❒◻▢⬜", "■◼⬛▣⊠⊡"
_RINGS = {"○": False, "◯": False, "◉": True, "⦿": True}
CHECKS = "✓✔✅"
_CROSSES = "✗✘❌"
GLYPHS = frozenset("".join((*_BOXES, _HOLLOW, _FULL, *_RINGS, CHECKS, _CROSSES)))
"""Every character that is a box or a mark in one."""
# Before white space, a table's line, another box or the end.
_BRACKETS = re.compile(r"\[([xX \xa0])\\?\](?=[\s|\[\\]|\Z)")
_ROUND = re.compile(r"(?<![\w)\]])\(([xX✓✔ \xa0])\)(?=[\s|(]|\Z)")
_LINE_START = re.compile(r"(?:\A|[\r\n])[\ufeff \t]*(?:(?:[-*+•|]|\d{1,2}[.)])[ \t]*)?\Z")
_INDENT = 40


def find_ticks(text: str) -> tuple[tuple[Tick, ...], tuple[Span, ...]]:
    """The tick marks whose state is known, and the stretches of boxes, which are no words.

    ☑ ☒ ✓ ✔ [x] are selected, ☐ [ ] are not. A cross ✗ ✘ means no beside a check mark or ☑ in the same document, and
    is the mark of a chosen box beside ☐ alone; where neither stands it says nothing. □ ❏ ❑ are bullets too: they are
    boxes beside a mark that is selected, and ■ ▣ ⊠ are selected beside them. ○ is a button beside ◉, and (x) a box
    beside ( ).
    """
    if text.isascii() and "[" not in text and "( )" not in text:
        return (), ()
    boxes = [*_glyph_boxes(text), *_squares(text), *_rings(text), *_bracket_boxes(text), *_round_boxes(text)]
    inside = {tick.span.start + 1 for tick in boxes if text[tick.span.start] in "(["}
    ticks = sorted((*boxes, *(tick for tick in _marks(text) if tick.span.start not in inside)), key=_start)
    return tuple(ticks), tuple(tick.span for tick in sorted(boxes, key=_start))


def _squares(text: str) -> list[Tick]:
    """Squares that are bullets in some documents and boxes in others: only both states together say that they are."""
    hollow = positions(text, _HOLLOW)
    full = positions(text, _FULL) if hollow else []
    if not hollow or not (full or any(mark in text for mark in CHECKS + "☑☒🗹🗷")):
        return []
    return [Tick(Span(at, at + 1), text[at] in _FULL) for at in sorted((*hollow, *full))]


def _rings(text: str) -> list[Tick]:
    """Buttons of which one is chosen; a ring alone, and a disc beside it, are bullets."""
    chosen = any(ring in text for ring, state in _RINGS.items() if state)
    return [Tick(Span(at, at + 1), _RINGS[text[at]]) for at in positions(text, "".join(_RINGS))] if chosen else []


def _round_boxes(text: str) -> list[Tick]:
    """Round brackets with and without a mark, where the document has both."""
    found = list(_ROUND.finditer(text)) if "( )" in text or "(\xa0)" in text else []
    if len({match[1].isspace() for match in found}) < 2:
        return []
    return [Tick(Span(*match.span()), not match[1].isspace()) for match in found]


def _start(tick: Tick) -> int:
    return tick.span.start


def _glyph_boxes(text: str) -> list[Tick]:
    return [Tick(Span(at, at + 1), _BOXES[text[at]]) for at in positions(text, "".join(_BOXES))]


def _bracket_boxes(text: str) -> list[Tick]:
    """Brackets behind a word and with an x count only where the document has empty ones too: ``see [x]`` is no box."""
    found = [(match, _bracket_start(match)) for match in _BRACKETS.finditer(text)] if "[" in text else []
    has_empty = any(match[1] not in "xX" for match, _ in found)
    return [
        Tick(Span(start, match.end()), match[1] in "xX")
        for match, start in found
        if not text[start - 1 : start].strip("|]") or text[start - 1].isspace()
        if has_empty or _LINE_START.search(text, max(0, start - _INDENT), start)
    ]


def _bracket_start(match: re.Match[str]) -> int:
    return match.start() - match.string.startswith("\\", match.start() - 1)


def _marks(text: str) -> list[Tick]:
    has_check = any(mark in text for mark in CHECKS + "☑🗹")
    ticks = [Tick(Span(at, at + 1), True) for at in positions(text, CHECKS)]
    if has_check or "☐" in text:
        ticks += [Tick(Span(at, at + 1), not has_check) for at in positions(text, _CROSSES)]
    return ticks
