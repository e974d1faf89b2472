"""Composing the cited text of a format that is no characters: paragraphs, headings, items, tables, what is set aside.

The text is laid out like Markdown: ``#`` before headings, ``- `` before items, ``|`` between cells. In the plain text
the marks of headings are blank and a pipe is a tab, which is what divides cells in plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from egov_kg.documents.blanks import fill, merged
from egov_kg.documents.crosses import mark_crosses
from egov_kg.documents.reader import Reading
from egov_kg.documents.targets import whole_links, with_targets
from egov_kg.documents.words import UNTICKED, Words, moved
from egov_kg.model import Link, Span, Tick

_MARK_AND_TAB = re.compile(r"(?P<mark>[•▪●■◦·‣o–—-]|\(?[0-9a-zA-Z]{1,3}(?:\.[0-9]{1,2}){0,3}[.):]?)\t+(?=\S)")
_TICK_BULLETS = ("☑", "☒", "☐")
_FEW_COLUMNS = 3
"""A table of a form, where a question and its answer are cells, has a number, a question and an answer at most."""


Cell = Sequence[Words]
"""The paragraphs of a cell."""


class Composer:
    """The text of a document, while it is composed."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blanks: list[Span] = []
        self._ticks: list[Tick] = []
        self._links: list[Link] = []
        self._page_starts: list[int] = []
        self._aside: dict[str, None] = {}
        self._edges: list[int] = []
        self._gap = ""
        self._last = ""

    def page(self) -> None:
        """A page begins with what comes next."""
        self._page_starts.append(-1)

    def paragraph(self, words: Words) -> None:
        """A paragraph, a blank line apart from its neighbours."""
        self._line(words, "paragraph", tight=False)

    def line(self, words: Words) -> None:
        """A line right below the one before."""
        self._line(words, "line", tight=True)

    def heading(self, words: Words, level: int) -> None:
        """A heading of a level, 1 = top."""
        self._line(words, "heading", tight=False, mark="#" * max(1, min(level, 6)) + " ")

    def strong(self, words: Words) -> None:
        """A paragraph in bold as a whole."""
        self._line(words, "paragraph", tight=False, mark="**", end="**")

    def item(self, words: Words, mark: str = "-", level: int = 0) -> None:
        """An item of a list, with the mark that is printed before it."""
        self._line(words, "item", tight=self._last == "item", mark="  " * min(level, 8) + mark + " ", blank=False)

    def office_paragraph(
        self, words: Words, *, bold: bool, mark: str | None = None, level: int = 0, tick_bullets: bool = False
    ) -> None:
        """A paragraph of an office program: an item where a mark is printed before it, bold as a whole, or plain.

        A mark that is a box is a tick where ``tick_bullets`` says that some of a document's are ticked.
        """
        if mark in _TICK_BULLETS:
            ticked = Words()
            if tick_bullets:
                ticked.tick(selected=mark != UNTICKED)
            ticked.extend(words)
            self.item(ticked, "-", level)
        elif mark is not None:
            self.item(words, mark, level)
        elif bold and not words.ticks and "\n" not in words.text:
            self.strong(words)
        else:
            self.paragraph(words)

    def aside(self, words: Words) -> None:
        """What is set aside: a footnote, the head or foot of a page. It stands at the end of the text, once."""
        text = _trimmed(words)[0]
        if text:
            self._aside.setdefault(text)

    def table(self, rows: Iterable[Sequence[Cell]], *, header: bool = False) -> None:
        """A table, row by row: a row is a line with pipes between its cells.

        In a table that is a form (a single column, or few of them with a question or a box) the paragraphs of a cell
        stay lines of their own.
        """
        kept = mark_crosses([row for row in rows if any(any(cell) for cell in row)])
        width = max(map(len, kept), default=0)
        if not kept:
            return
        is_form = width == 1 or (width <= _FEW_COLUMNS and any(map(_asks, kept)))
        for place, row in enumerate(kept):
            paragraphs = [[words for words in cell if words or words.ticks] for cell in row]
            if is_form and (width == 1 or (any(map(_has_lines, paragraphs)) and not any(map(_is_box, paragraphs)))):
                self._stacked(paragraphs)
                continue
            self._row(paragraphs, width, first=place == 0)
            if place == 0 and header and len(kept) > 1:
                rule = Words("|" + "---|" * width)
                rule.blanks.append(Span(0, rule.length))
                self._line(rule, "row", tight=True)

    def reading(self) -> Reading:
        """What was composed."""
        body = self._length
        if self._aside:
            aside = "\n\n".join(self._aside)
            self._put(("\n\n" if body else "") + aside)
        self._put("\n" if self._length else "")
        text = "".join(self._pieces)
        links = whole_links(text, self._links)
        blanks = [*self._blanks, *(tick.span for tick in self._ticks), Span(body, len(text))]
        starts = [start if start >= 0 else body for start in self._page_starts]
        reading = Reading(
            text=text,
            plain=_with_tabs(fill(text, merged(blanks, len(text))), self._edges),
            links=tuple(links),
            ticks=tuple(sorted(self._ticks)),
            page_starts=(0, *starts[1:]) if starts else (),
        )
        return with_targets(reading) if links else reading

    def _stacked(self, cells: Sequence[Sequence[Words]]) -> None:
        for cell in cells:
            for words in cell:
                self.paragraph(words)

    def _row(self, cells: Sequence[Sequence[Words]], width: int, *, first: bool) -> None:
        padded = [cells[place] if place < len(cells) else () for place in range(width)]
        self._line(flat_row(padded), "row", tight=not first)

    def _line(  # noqa: PLR0913  # what stands around words
        self, words: Words, kind: str, *, tight: bool, mark: str = "", end: str = "", blank: bool = True
    ) -> None:
        text, first, length = _trimmed(words)
        if not text:
            return
        gap = ("\n" if tight else "\n\n") if self._length else ""
        self._last = kind
        begin = self._length + len(gap)
        if self._page_starts:
            self._begin_pages(begin)
        start = begin + len(mark)
        if mark and blank:
            self._blanks.append(Span(begin, start))
        if end:
            self._blanks.append(Span(start + len(text), start + len(text) + len(end)))
        self._put(f"{gap}{mark}{text}{end}")
        if not (words.blanks or words.ticks or words.edges or words.links):
            return
        last = first + length
        self._blanks += [moved(span, start, first, last) for span in words.blanks]
        self._ticks += [Tick(moved(tick.span, start, first, last), tick.selected) for tick in words.ticks]
        self._edges += [start + edge - first for edge in words.edges if first <= edge < last]
        links = ((moved(link.span, start, first, last), link.target) for link in words.links)
        self._links += [Link(span, target) for span, target in links if span.end > span.start]

    def _begin_pages(self, at: int) -> None:
        for place in range(len(self._page_starts) - 1, -1, -1):
            if self._page_starts[place] >= 0:
                break
            self._page_starts[place] = at

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def flat_row(cells: Sequence[Cell]) -> Words:
    """A row of a table as one line: pipes between its cells, ``<br>`` between their paragraphs."""
    row = Words()
    row.add_aside("| ")
    for place, cell in enumerate(cells):
        for number, words in enumerate(one for one in cell if one or one.ticks):
            if number:
                row.add_aside("<br>")
            row.append_flat(words)
        if place + 1 < len(cells):
            row.edges.append(row.length + 1)
            row.add(" | ")
        else:
            row.add_aside(" |")
    return row


def _with_tabs(plain: str, edges: Iterable[int]) -> str:
    """The plain text with tabs where cells meet, as a row has in plain text."""
    pieces: list[str] = []
    last = 0
    for edge in edges:
        pieces += plain[last:edge], "\t"
        last = edge + 1
    return "".join((*pieces, plain[last:]))


def _trimmed(words: Words) -> tuple[str, int, int]:
    """The words without the blanks around them, how many stand before, how many characters stay."""
    words.end_link()
    text = words.text
    kept = text.strip()
    marked = _MARK_AND_TAB.match(kept)
    if marked is not None:  # the tab behind an item's mark is no cell's edge
        end = marked.end("mark")
        kept = kept[:end] + " " * (marked.end() - end) + kept[marked.end() :]
    return kept, len(text) - len(text.lstrip()), len(kept)


def _is_box(cell: Cell) -> bool:
    """Whether a cell is a box for the option beside it."""
    return len(cell) == 1 and bool(cell[0].ticks) and len(cell[0].text.strip()) <= 1


def _has_lines(cell: Cell) -> bool:
    return len(cell) > 1 or any("\n" in words.text for words in cell)


def _asks(row: Sequence[Cell]) -> bool:
    return any(words.ticks or "?" in words.text for cell in row for words in cell)
