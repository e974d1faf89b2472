"""The words of one paragraph, while they are collected, with the boxes and links among them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from egov_kg.documents.links import is_absolute
from egov_kg.model import Link, Span, Tick

TICKED, UNTICKED = "☒", "☐"
_BOXES = (TICKED, UNTICKED)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_NOT_TEXT = re.compile("[\0\r\v\f\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_ROW = str.maketrans({"\n": " ", "\t": " ", "|": "¦"})


class Words:
    """The words of one paragraph, while they are collected, with the boxes and links among them."""

    __slots__ = ("_link", "blanks", "edges", "length", "links", "pieces", "ticks")

    def __init__(self, text: str = "") -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.ticks: list[Tick] = []
        self.links: list[Link] = []
        self.blanks: list[Span] = []
        self.edges: list[int] = []
        """Where cells meet: a pipe in the text, a tab in the plain text."""
        self._link: tuple[int, str] | None = None
        if text:
            self.add(text)

    def add(self, text: str) -> None:
        """Words that are printed here."""
        if not text.isprintable():
            text = _NOT_TEXT.sub("", text)
        pieces = self.pieces
        if pieces and pieces[-1] in _BOXES and text[:1].strip():
            text = f" {text}"
        pieces.append(text)
        self.length += len(text)

    def add_aside(self, text: str) -> None:
        """Words that are printed here and answer nothing: a placeholder."""
        start = self.length
        self.add(text)
        self.blanks.append(Span(start, self.length))

    def tick(self, *, selected: bool) -> None:
        """A tick box whose state is known."""
        self.add(TICKED if selected else UNTICKED)
        self.ticks.append(Tick(Span(self.length - 1, self.length), selected))

    def begin_link(self, target: str) -> None:
        """From here on words point to an address."""
        self.end_link()
        self._link = (self.length, target)

    def end_link(self) -> None:
        """The words up to here pointed to an address."""
        if self._link is not None:
            start, target = self._link
            if self.length > start and is_absolute(target):
                self.links.append(Link(Span(start, self.length), target))
            self._link = None

    def mark(self, at: int, ticks: Iterable[tuple[int, bool]], links: Iterable[tuple[int, int, str]]) -> None:
        """Boxes (offset, state) and links (offsets, target) among words that stand at an offset of these."""
        self.ticks += [Tick(Span(at + place, at + place + 1), selected) for place, selected in ticks]
        self.links += [Link(Span(at + start, at + end), target) for start, end, target in links if is_absolute(target)]

    def cut(self, count: int) -> None:
        """Take the last characters away again."""
        self.pieces = [self.text[:-count]]
        self.length = len(self.pieces[0])

    def extend(self, other: Words) -> None:
        """Other words behind these, with their boxes and links."""
        other.end_link()
        self._take(other, self.length, 0, other.length)
        self.add(other.text)

    def append_flat(self, other: Words) -> None:
        """Other words behind these as part of a row: one line, no pipes but those between cells."""
        other.end_link()
        text = other.text
        first, stripped = len(text) - len(text.lstrip()), text.strip()
        if not stripped and other.ticks:  # an empty cell that is a box
            first, stripped = 0, " "
        if other.ticks or other.links or other.blanks or other.edges:
            self._take(other, self.length, first, first + len(stripped))
        self.add(stripped if stripped.isprintable() and "|" not in stripped else stripped.translate(_IN_ROW))

    def _take(self, other: Words, at: int, first: int, last: int) -> None:
        """The boxes and links of a stretch of other words, which will stand at an offset of these."""
        self.ticks += [Tick(moved(tick.span, at, first, last), tick.selected) for tick in other.ticks]
        self.links += [Link(moved(link.span, at, first, last), link.target) for link in other.links]
        self.blanks += [moved(span, at, first, last) for span in other.blanks]
        self.edges += [at + edge - first for edge in other.edges if first <= edge < last]

    @property
    def text(self) -> str:
        """The words as one string."""
        if len(self.pieces) > 1:
            self.pieces = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""

    def __bool__(self) -> bool:
        return bool(self.pieces) and not self.text.isspace() and self.length > 0


def moved(span: Span, at: int, first: int, last: int) -> Span:
    """A span of words of which those from ``first`` to ``last`` now stand at an offset."""
    low, high = max(span.start, first), min(span.end, last)
    return Span(at + low - first, at + max(low, high) - first)
