"""The working state of an alignment: which stretch of each line is still open, that is, no words of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from egov_kg.forms.lines import Line
from egov_kg.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Form words on one line: from its beginning to ``end``."""

    line: int
    end: int


_WORD = re.compile(r"[^\W_]")


class Sheet:
    """A document's lines with the stretch of each that may belong to an answer."""

    def __init__(self, plain: str, lines: tuple[Line, ...]) -> None:
        self.plain = plain
        self.lines = lines
        self.opens = [line.start for line in lines]
        self.closes = [line.end for line in lines]
        self.apart: set[int] = set()
        """Lines whose open stretch is a piece of its own (what stands behind a printed ``Other:``)."""

    def take(self, pieces: Iterable[Piece]) -> None:
        """Mark the beginnings of lines as form words."""
        for piece in pieces:
            self.opens[piece.line] = max(self.opens[piece.line], piece.end)

    def take_line(self, at: int) -> None:
        """Mark a whole line as form words."""
        self.opens[at] = self.closes[at]

    def is_open(self, at: int) -> bool:
        """Whether a line still holds words that are not the form's."""
        return self.opens[at] < self.closes[at] and bool(_WORD.search(self.plain, self.opens[at], self.closes[at]))

    def is_shut(self, at: int) -> bool:
        """Whether all of a line is known to be the form's (a footnote, a running head)."""
        return self.opens[at] >= self.closes[at]

    def open_lines(self, places: Iterable[int]) -> list[int]:
        """Those of the lines that are open."""
        return [at for at in places if self.is_open(at)]

    def touched(self, at: int) -> bool:
        """Whether form words stand on a line."""
        return self.opens[at] > self.lines[at].start or self.closes[at] < self.lines[at].end

    def spans(self, places: Iterable[int]) -> tuple[Span, ...]:
        """The open stretches of lines, neighbours joined unless form words stand between them."""
        pieces: list[list[int]] = []
        last, cut = -2, True
        for at in places:
            whole = self.opens[at] < self.closes[at]
            if not self.is_open(at):
                cut = cut or not whole
                continue
            start, end = self._trimmed(at)
            fresh = cut or self.opens[at] > self.lines[at].start or at in self.apart or last in self.apart
            if fresh or not self._joined(last, at):
                pieces.append([start, end])
            else:
                pieces[-1][1] = end
            last, cut = at, self.closes[at] < self.lines[at].end
        return tuple(Span(start, end) for start, end in pieces)

    def _joined(self, last: int, at: int) -> bool:
        return all(self.opens[between] < self.closes[between] for between in range(last + 1, at))

    def _trimmed(self, at: int) -> tuple[int, int]:
        start, end = self.opens[at], self.closes[at]
        while start < end and self.plain[start].isspace():
            start += 1
        cell = self.opens[at] > self.lines[at].start
        while end > start and (self.plain[end - 1].isspace() or (cell and self.plain[end - 1] == "|")):
            end -= 1
        return start, end
