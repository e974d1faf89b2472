"""Tick boxes in characters: glyphs, and brackets with or without an x."""

from __future__ import annotations

import re

from egov_kg.documents.blanks import positions
from egov_kg.model import Span, Tick

_BOXES = {"☐": False, "☑": True, "☒": True, "🗹": True, "🗷": True}
_HOLLOW, _FULL = "□❏❐❑❒", "■"
_CHECKS = "✓✔"
_CROSSES = "✗✘"
GLYPHS = frozenset("".join((*_BOXES, _HOLLOW, _FULL, _CHECKS, _CROSSES)))
"""Every character that is a box or a mark in one."""
# Before white space, a table's line, another box or the end.
_BRACKETS = re.compile(r"\[([xX \xa0])\\?\](?=[\s|\[\\]|\Z)")
_LINE_START = re.compile(r"(?:\A|[\r\n])[\ufeff \t]*(?:(?:[-*+•|]|\d{1,2}[.)])[ \t]*)?\Z")
_INDENT = 40


def find_ticks(text: str) -> tuple[tuple[Tick, ...], tuple[Span, ...]]:
    """The tick marks whose state is known, and the stretches of boxes, which are no words.

    ☑ ☒ ✓ ✔ [x] are selected, ☐ [ ] are not. A cross ✗ ✘ means no beside a check mark or ☑ in the same document, and
    is the mark of a chosen box beside ☐ alone; where neither stands it says nothing. □ ❏ ❑ are bullets too: they are
    boxes beside a mark that is selected, and ■ is selected beside □.
    """
    if text.isascii() and "[" not in text:
        return (), ()
    boxes = [*_glyph_boxes(text), *_squares(text), *_bracket_boxes(text)]
    ticks = sorted((*boxes, *_marks(text)), key=_start)
    return tuple(ticks), tuple(tick.span for tick in sorted(boxes, key=_start))


def _squares(text: str) -> list[Tick]:
    """Squares that are bullets in some documents and boxes in others: only both states together say that they are."""
    hollow = positions(text, _HOLLOW)
    full = positions(text, _FULL) if "□" in text else []
    if not hollow or not (full or any(mark in text for mark in _CHECKS + "☑☒🗹🗷")):
        return []
    return [Tick(Span(at, at + 1), text[at] in _FULL) for at in sorted((*hollow, *full))]


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
    has_check = any(mark in text for mark in _CHECKS + "☑🗹")
    ticks = [Tick(Span(at, at + 1), True) for at in positions(text, _CHECKS)]
    if has_check or "☐" in text:
        ticks += [Tick(Span(at, at + 1), not has_check) for at in positions(text, _CROSSES)]
    return ticks
