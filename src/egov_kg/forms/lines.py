"""A document's lines as the alignment compares them: letters only, so that breaks, marks and footnote digits vanish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

_LINE = re.compile(r"\S(?:[^\n\r\f\v\x85\u2028\u2029]*\S)?")
_ASCII_REST = re.compile(r"[^a-z]+")
_REST = re.compile(r"[\W\d_ºª]+")
# Bullets and tick boxes, then a number, letter or roman numeral: "- d. ", "22) ", "IX.", "Question 3: ".
_MARK = re.compile(
    r"(?:\[[ xX]\]|\([ xX]\)|[^\w\n(¿]|[o§](?=[^\S\n]+[A-Za-z])|\((?=\w{1,4}\)))*"
    r"(?:(?:(?:[Qq]|[Qq]uestion|[Pp]regunta|[Pp]ergunta|QUESTION|PREGUNTA|PERGUNTA)[^\S\n]*)?"
    r"(?P<number>\d{1,2})(?:[^\S\n]*[.):\]-]+(?!\d)|(?=[^\S\n]+[^\W\d]))[^\S\n]*"
    r"|(?P<letter>[A-Za-z]|[IVXivx]{1,5})[^\S\n]*[.)](?!\w)[^\S\n]*)?"
)
LONGEST, LONGEST_UNLIKELY = 1_200, 300
"""Characters of a line that are compared, where it begins as some wording does and where not: most are answers."""
HEAD = 4
"""Letters of a line's beginning by which wordings are looked up."""


def letters(text: str) -> str:
    """The letters of a text, lower case and without accents, nothing else.

    >>> letters("3. E-services³: ¿Cuál?")
    'eservicescual'
    """
    if text.isascii():
        return _ASCII_REST.sub("", text.lower())
    return _REST.sub("", unicodedata.normalize("NFKD", text.lower().replace("º", "").replace("ª", "")))


@lru_cache(maxsize=2_048)
def _nth_letter(count: int) -> re.Pattern[str]:
    return re.compile(rf"(?:[\W\d_ºª]*[^\W\d_ºª]){{{count}}}")


def offset_after(text: str, start: int, count: int) -> int:
    """The offset in a text behind its ``count``-th letter (as `letters` counts) from ``start`` on."""
    found = _nth_letter(count).match(text, start)
    if found is not None and (found[0].isascii() or len(letters(found[0])) == count):
        return found.end()
    position = start
    while count > 0 and position < len(text):
        count -= len(letters(text[position]))
        position += 1
    return position


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its stretch of the text without the blanks around it.

    ``mark`` is the number, letter or numeral it begins with (lower case), ``body`` the offset behind mark and
    bullets, ``key`` the letters from there, ``full`` the letters of the whole line.
    """

    start: int
    end: int
    mark: str
    body: int
    key: str
    full: str


def split_lines(
    plain: str, start: int = 0, end: int | None = None, heads: Container[str] = frozenset()
) -> tuple[Line, ...]:
    """The lines of a stretch of text that are not blank, in order; ``heads`` are the beginnings of wordings."""
    stop = len(plain) if end is None else end
    lines = []
    for found in _LINE.finditer(plain, start, stop):
        first, last = found.span()
        marked = _MARK.match(plain, first, last)
        body, mark = first, ""
        if marked is not None:
            body = marked.end()
            mark = (marked["number"] or marked["letter"] or "").lower()
        key = letters(plain[body : min(last, body + LONGEST_UNLIKELY)])
        if last > body + LONGEST_UNLIKELY and key[:HEAD] in heads:
            key = letters(plain[body : min(last, body + LONGEST)])
        full = letters(plain[first:body]) + key if body > first else key
        lines.append(Line(first, last, mark, body, key, full))
    return tuple(lines)
