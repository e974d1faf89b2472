"""Finds the place of a mistake in a query.

The parser reports the farthest character that it has looked at, and it looks at as many as the longest keyword has that
would fit. So the query is read a second time with room between its words: the last word before the reported character
is then the one that does not fit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

ROOM: Final = " " * 20
"""More than the longest keyword has letters (ENCODE_FOR_URI)."""
_LONGEST: Final = 20_000
"""Characters of a query that is read a second time."""
_REPORT: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_PIECE: Final = re.compile(
    r'''(?P<word>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|\'(?!\'\'))*\'\'\''''
    r'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|<[^<>"{}|^`\\\x00-\x20]*>)'''
    r"""|(?P<room>(?:\#[^\n\r]*|[ \t\r\n]+)+)"""
    r"""|(?P<mark>[{}();,])"""
    r"""|(?P<other>[^\s"'<{}();,\#]+|.)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a query goes wrong: the offset of a word in code points, the query's length where it ends too early."""

    offset: int
    expected: str
    """What the parser says it expected."""


def find_place(text: str, message: str, prefixes: dict[str, str]) -> Place | None:
    """The place that a parser's message is about; None where the message names none."""
    if len(text) <= _LONGEST:
        wide, words = _widened(text)
        found = _REPORT.match(_message(wide, prefixes))
        if found is not None:
            reported = _offset(wide, int(found[1]), int(found[2]))
            number = bisect_right(words, (reported, len(text))) - 1
            return Place(offset=words[max(number, 0)][1], expected=found[3])
    found = _REPORT.match(message)
    return None if found is None else Place(offset=_offset(text, int(found[1]), int(found[2])), expected=found[3])


def _widened(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The query with room between its words, and where each word starts in it and in the query; the end counts too."""
    parts: list[str] = []
    words: list[tuple[int, int]] = []
    length = 0
    for piece in _PIECE.finditer(text):
        written = ROOM if piece["room"] else piece[0] + ROOM if piece["mark"] else piece[0]
        if not piece["room"]:
            words.append((length, piece.start()))
        parts.append(written)
        length += len(written)
    words.append((length + len(ROOM), len(text)))
    # What follows the end must not be reached by a keyword that was tried at the last word.
    return "".join([*parts, ROOM, ROOM]), words


def _message(text: str, prefixes: dict[str, str]) -> str:
    try:
        ox.Store().query(text, prefixes=prefixes, base_iri="https://example.org/")
    except SyntaxError as error:
        return str(error)
    return ""


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1
