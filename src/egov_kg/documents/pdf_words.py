"""The words of a PDF page with their places: stretches of a line that no wide gap divides."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage, PdfTextPage

from egov_kg.documents.symbols import in_symbol_font, is_symbol_font, without_private_codes
from egov_kg.documents.ticks import GLYPHS
from egov_kg.documents.words import SUPERSCRIPTS

_WORD: Final = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
_MARK: Final = re.compile(
    rf"[•▪●◦·‣o§*–—-]|[{''.join(sorted(GLYPHS))}]|\[[xX]?\]|\([xX]?\)|\(?[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,3}}[.)]?"
    r"|\(?[A-Za-z][.)]|[IVXivx]{1,5}[.)]|[\uf020-\uf0ff]"
)
_NOTE_MARK: Final = re.compile(r"(?<=[^\W\d])[.,;:?!)”\"]?(?P<note>\d{1,2})(?!\w)")
_WIDE_GAP: Final = 1.5
"""Of the letters' size: a wider gap divides a line into cells or columns. A justified line's gaps are narrower."""
_NARROW: Final = 0.38
"""Of the letters' size: words of narrower letters are rare, so that a gap behind one is measured before it is known."""
_WIDEST_MARK_GAP: Final = 6.0
"""The same behind the mark of an item, which a tab divides from its words."""
_OTHER_LINE: Final = 0.6
_NOTE_SIZE: Final = 0.85
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_SAMPLES: Final = 16
_HYPHENS: Final = "\x02\ufffe"
"""What PDFium gives for a hyphen that breaks a word at a line's end."""
BREAK: Final = "\xad"
"""What a segment ends with where its last word goes on in the next line."""


class Box(NamedTuple):
    """A word's offsets in the words around it, and its left, upper, right and lower edges, from above."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Segment:
    """Words on one line without a wide gap: place in points from the upper left corner, ``y`` of the base line.

    ``first`` is how wide the first word is; ``order`` the place in the order in which the page was written, ``parts``
    where its pieces stand in the page's text (offset here, offset there). ``ticks`` (the offset of a box, whether it is
    selected) and ``links`` (offsets and target) count in ``text``.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    first: float
    order: float
    parts: list[tuple[int, int]] = field(default_factory=list)
    ticks: list[tuple[int, bool]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)


class Turn:
    """From the coordinates of a page to those of a reader, who turns it until its words run from left to right."""

    def __init__(self, angle: int, width: float, height: float) -> None:
        self.angle = angle
        self._width, self._height = width, height
        upright = angle in (0, 180)
        self.width, self.height = (width, height) if upright else (height, width)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """A point, counted from the upper left corner."""
        if self.angle == 0:
            return x, self._height - y
        if self.angle == 90:
            return y, x
        if self.angle == 180:
            return self._width - x, y
        return self._height - y, self._width - x


def turn_of(page: PdfPage, text_page: PdfTextPage, text: str) -> Turn:
    """How a page is turned: as most of some of its words are. (PDFium counts angles clockwise.)"""
    places = range(0, len(text), max(1, len(text) // _SAMPLES))
    angles = Counter(
        -round(math.degrees(pdfium_c.FPDFText_GetCharAngle(text_page.raw, place)) / 90) % 4 * 90
        for place in places if not text[place].isspace()
    )  # fmt: skip
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    angle = angles.most_common(1)[0][0] if angles else -page.get_rotation() % 360
    return Turn(angle, width, height)


class PageWords:
    """Divides the lines that PDFium gives of a page."""

    def __init__(self, page: PdfPage, text_page: PdfTextPage) -> None:
        self._raw = text_page.raw
        self._text = text_page.get_text_range()
        self._indices = _indices(text_page, self._text)
        self.turn = turn_of(page, text_page, self._text)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(one) for one in (self._x, self._y)]
        self._box_refs = [ctypes.byref(one) for one in self._box]
        self._matrix = pdfium_c.FS_MATRIX()
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._name = ctypes.create_string_buffer(128)

    def segments(self) -> list[Segment]:
        """The segments of the page in the order in which it was written."""
        found: list[Segment] = []
        start = 0
        for line in self._text.split("\r\n"):
            if line and not line.isspace():
                self._line(line, start, found)
            start += len(line) + 2
        return found

    def boxes(self, segment: Segment) -> list[Box]:
        """The words of a segment with their edges."""
        found = []
        for match in _WORD.finditer(segment.text):
            first, end = match.span()
            here, there = next((part for part in reversed(segment.parts) if part[0] <= first), (0, -1))
            if there < 0 or there - here + end > len(self._text):
                continue
            places = [self._corners(there - here + place) for place in (first, end - 1)]
            left, top = (min(place[edge] for place in places) for edge in (0, 1))
            right, bottom = (max(place[edge] for place in places) for edge in (2, 3))
            found.append(Box(first, end, left, top, right, bottom))
        return found

    def _line(self, line: str, start: int, found: list[Segment]) -> None:
        """Add the segments of a line: where each word begins says whether the gap before it may be wide."""
        words = [match.span() for match in _WORD.finditer(line)]
        if not words:
            return
        raw, origin, x, y = self._raw, pdfium_c.FPDFText_GetCharOrigin, self._x, self._y
        refs, indices, upright = self._refs, self._indices, self.turn.angle == 0
        size = self._size(start + words[0][0])
        leftward = not line.isascii() and _RIGHT_TO_LEFT.search(line) is not None
        group: list[tuple[int, int]] = []
        first = left = base = second = 0.0
        for word in words:
            at = start + word[0]
            origin(raw, indices[at] if indices else at, *refs)
            here, level = (x.value, y.value) if upright else self.turn(x.value, y.value)
            if group:
                width = _NARROW * size * (group[-1][1] - group[-1][0])
                wide = not -width <= here - left - width <= size * _WIDE_GAP or abs(level - base) > _OTHER_LINE * size
                back = here < left and not leftward  # what stands side by side was written in another order
                if back or (wide and self._divides(line, start, group, word, here, abs(level - base), size)):
                    self._add(line, start, group, first, base, second, found)
                    group, size = [], self._size(at)
                elif len(group) == 1:
                    second = here
            if not group:
                first, base, second = here, level, 0.0
            group.append(word)
            left = here
        self._add(line, start, group, first, base, second, found)

    def _divides(  # noqa: PLR0913, PLR0917  # what a gap lies between
        self, line: str, start: int, group: list[tuple[int, int]], word: tuple[int, int], here: float, rise: float,
        size: float,
    ) -> bool:
        """Whether a gap that may be wide is."""
        if rise > _OTHER_LINE * size:
            return True
        low, _, high, _ = self._corners(start + group[-1][1] - 1)
        gap = here - high if here >= low else low - here - size
        if gap <= size * _WIDE_GAP:
            return False
        return len(group) > 1 or not belongs(line[slice(*group[0])], line[slice(*word)], gap, size)

    def _add(  # noqa: PLR0913, PLR0917  # what is known of a group of words
        self, line: str, start: int, group: list[tuple[int, int]], left: float, base: float, second: float,
        found: list[Segment],
    ) -> None:
        first, end = group[0][0], group[-1][1]
        size = self._size(start + first)
        low, _, right, _ = self._corners(start + end - 1)
        name, bold = self._font(start + first)
        if bold and len(group) > 1:
            bold = self._font(start + group[-1][0])[1]
        text = self._shown(line[first:end], start + first, size, name)
        y = base if self.turn.angle else self.turn.height - base
        before = found[-1] if found else None
        if before is not None and abs(before.y - y) < 0.1 * size and 0 <= left - before.right < size:
            gap = " " if left - before.right > 0.1 * size else ""
            before.parts.append((len(before.text) + len(gap), start + first))
            before.text = f"{before.text}{gap}{text}"
            before.right, before.bold = right, before.bold and bold
            return
        width = second - left - size / 4 if second > left else right - left
        edge = min(left, low)
        found.append(Segment(text, edge, max(right, left), y, size, bold, width, len(found), [(0, start + first)]))

    def _shown(self, text: str, at: int, size: float, font: str) -> str:
        """The words of a segment: small figures behind a word are raised ones, codes of symbol fonts what they show."""
        for note in _NOTE_MARK.finditer(text):
            if self._size(at + note.start("note")) < _NOTE_SIZE * size:
                low, high = note.span("note")
                text = text[:low] + text[low:high].translate(SUPERSCRIPTS) + text[high:]
        if text[-1] in _HYPHENS:
            text = text[:-1] + BREAK
        if not text.isascii():
            text = without_private_codes(text.replace("\x02", "-").replace("\ufffe", "-"), font)
        return in_symbol_font(text, font) if is_symbol_font(font) else text

    def _corners(self, offset: int) -> tuple[float, float, float, float]:
        """The left, upper, right and lower edges of a letter, from above."""
        pdfium_c.FPDFText_GetCharBox(self._raw, self._at(offset), *self._box_refs)
        left, right, bottom, top = (one.value for one in self._box)
        (a, b), (c, d) = self.turn(left, bottom), self.turn(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def _at(self, offset: int) -> int:
        return self._indices[offset] if self._indices else offset

    def _size(self, offset: int) -> float:
        """The size of a letter in points: that of its font, as the page enlarges it."""
        index = self._at(offset)
        size = float(pdfium_c.FPDFText_GetFontSize(self._raw, index))
        if pdfium_c.FPDFText_GetMatrix(self._raw, index, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return size if size > 0.5 else 10.0

    def _font(self, offset: int) -> tuple[str, bool]:
        """The name of a letter's font, and whether it is bold."""
        found = pdfium_c.FPDFText_GetTextObject(self._raw, self._at(offset))
        handle = pdfium_c.FPDFTextObj_GetFont(found) if found else None
        if not handle:
            return "", False
        key = ctypes.addressof(handle.contents)
        if key not in self._fonts:
            size = pdfium_c.FPDFFont_GetBaseFontName(handle, self._name, 128)
            name = self._name.raw[: max(0, min(size, 128) - 1)].decode("utf-8", "replace").lower()
            name = name.partition("+")[2] or name
            bold = any(word in name for word in ("bold", "black", "heavy"))
            family = re.split("[-,]", name)[0]
            self._fonts[key] = {"wingdings2": "wingdings 2", "zapfdingbats": ""}.get(family, family), bold
        return self._fonts[key]


def belongs(mark: str, word: str, gap: float, size: float) -> bool:
    """Whether a gap divides nothing: it is narrow, or stands between the mark of an item and its first word."""
    if gap <= size * _WIDE_GAP:
        return True
    return gap <= size * _WIDEST_MARK_GAP and bool(_MARK.fullmatch(mark)) and not _MARK.fullmatch(word)


def _indices(text_page: PdfTextPage, text: str) -> list[int]:
    """Which character of the page each one of its text is; empty where they are the same."""
    if text_page.count_chars() == len(text):
        return []
    indices: list[int] = []
    unit = 0
    for char in text:  # PDFium counts in UTF-16 units
        index = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page.raw, unit)
        indices.append(max(index, 0))
        unit += 1 if char <= "\uffff" else 2
    return indices
