"""Paragraphs, list items and table rows of a text whose layout is lines."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\n?")
_SPACE = r"[^\S\n]"
BULLET = re.compile(
    rf"{_SPACE}*(?:[-–—•●▪■◦·‣*\uf0b7\uf0a7]{_SPACE}+|o(?:\t|{_SPACE}{{2,}})"  # "o" is a word of Spanish and Portuguese
    rf"|\(?\d{{1,2}}(?:\.\d{{1,2}})*[.)]{_SPACE}+|\(?[a-z][.)]{_SPACE}+|\(?[ivx]{{1,4}}[.)]{_SPACE}+)"
)
_CONTINUES = re.compile(r"[a-zà-öø-ÿ(,;](?!-?[A-Z])")  # "eServices" opens a line
_OPEN_END = re.compile(r"(?:[,;/(–-]|\b(?:of|the|and|for|de|del|la|y|e|en|du|des|et|da|do)\b)\s*\Z", re.I)
_CLOSED_END = re.compile(r"(?:[.!?:…>]|(?:https?://|www\.)\S+)\s*\Z")
_NUMBER_SIGN_END = re.compile(r"(?:^|[\s(])(?:n|no|nos|nr|nro|num|art|vol|s\.i)\.\s*[º°o]?\s*\Z", re.I)
"""An abbreviation of "number" at a line's end: the number stands on the next line."""
_LABELLED = re.compile(r"[A-ZÀ-Þ][^.:;\n]{1,60}:(?:\s|\Z)")
LONGEST_END = 500
"""Characters at a line's end within which its last word or address stands."""
WRAPPED = 60
"""A line shorter than this was not broken by a page's right edge."""
MUCH_ROOM = 10
WIDEST = 160
"""No page prints longer lines: where one is longer, lines were not broken by an edge at all."""


class Block(NamedTuple):
    """A paragraph, list item or table row; ``start`` stands behind the item's bullet."""

    start: int
    end: int
    bullet: bool
    row: bool


class _Line(NamedTuple):
    start: int
    end: int
    bullet: int
    row: bool


def _lines(text: str, start: int, end: int) -> list[_Line | None]:
    """Lines with words, trimmed; None for an empty line."""
    found: list[_Line | None] = []
    position = start
    while position < end:
        match = _LINE.match(text, position, end)
        stop = match.end() if match else end
        content = text[position:stop]
        stripped = content.strip()
        if not stripped:
            found.append(None)
        else:
            first = position + len(content) - len(content.lstrip())
            bullet = BULLET.match(text, position, stop)
            words = bullet.end() if bullet else first
            row = "\t" in text[words:stop].strip()
            found.append(_Line(first, first + len(stripped), bullet.end() if bullet else 0, row))
        if stop == position:
            break
        position = stop
    return found


def _joins(text: str, before: _Line, line: _Line, *, gap: bool, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it; ``width`` is that of the longest line."""
    if line.bullet or line.row or before.row:
        return False
    last = text[before.start : before.end]
    if not gap and text[line.start].isdigit() and _NUMBER_SIGN_END.search(last[-12:]):
        return True
    if _CLOSED_END.search(last[-LONGEST_END:]):
        return False
    starts_low = bool(_CONTINUES.match(text, line.start))
    if gap:
        return starts_low
    broken = _is_broken(text, before, line, width)
    open_end = bool(_OPEN_END.search(last[-LONGEST_END:]))
    if _LABELLED.match(text, line.start, line.end):
        return broken and open_end  # "members of the | Board are:" is no label
    return starts_low or open_end or broken


def _is_broken(text: str, before: _Line, line: _Line, width: int) -> bool:
    """Whether a line was broken off the one before by a right edge: it had no room for one more word."""
    length = before.end - before.start
    first_word = text[line.start : line.end].split(maxsplit=1)[0]
    room = width - length - len(first_word) - 1
    return width <= WIDEST and length >= max(WRAPPED, width * 3 // 4) and room < MUCH_ROOM


def blocks(text: str, start: int, end: int) -> list[Block]:
    """The blocks of a stretch of text, in order.

    A line goes on with the one before it when it begins in lower case, when the one before ends openly (a comma, a
    preposition), or when the one before was long enough to have been broken by a right margin. An empty line ends a
    paragraph, unless what follows begins in lower case: a footnote or a page's foot stood between.
    """
    found: list[Block] = []
    last: _Line | None = None
    gap = False
    lines = _lines(text, start, end)
    width = max((line.end - line.start for line in lines if line), default=0)
    for line in lines:
        if line is None:
            gap = True
            continue
        if last is not None and _joins(text, last, line, gap=gap, width=width):
            block = found[-1]
            found[-1] = block._replace(end=line.end)
        else:
            first = line.bullet or line.start
            if first >= line.end:  # a bullet with nothing behind it: nothing goes on from here
                last = None
                continue
            found.append(Block(first, line.end, bool(line.bullet), line.row))
        last, gap = line, False
    return found
