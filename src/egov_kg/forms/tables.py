"""Tables in running text: rows as lines with cells between tabs, and Markdown's pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final, NamedTuple

from egov_kg.forms.headings import outline_words
from egov_kg.identifiers import fold
from egov_kg.model import Cell, Document, Span, Table

MOST_COLUMNS: Final = 30
LONGEST_CAPTION: Final = 200
LONGEST_HEADER_CELL: Final = 60
LONGEST_WRAPPED_LINE: Final = 300
WIDEST_GAP: Final = 4
"""A table may break over a page: so many empty lines at most stand between its parts."""

_RULE = re.compile(r"[|:\- \t]*--[|:\- \t]*\Z")
_MARKED_UP = re.compile(r"[ \t|]*(?:\*\*|__|<b>|<strong>|<th)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_Cells = list[list[Span]]


class _Line(NamedTuple):
    """A printed line: its bounds without the line end, its words, its cells if it is a row."""

    start: int
    end: int
    words: str
    piped: bool
    cells: _Cells | None


@dataclass(slots=True, kw_only=True)
class _Open:
    """A table while it is read: its rows, and how many empty lines stand behind the last one."""

    caption: Span | None
    piped: bool
    has_header: bool | None
    rows: list[_Cells] = field(default_factory=list)
    gap: int = 0

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def tables(document: Document) -> tuple[Table, ...]:
    """The tables of a document in reading order: two or more rows of two or more cells.

    A row whose cells all go on in small letters continues the row above; so does a line without tabs right after a
    row, for its last cell; a table goes on over a few empty lines (a page break). Empty cells stay empty: what they
    repeat is for the reader to say.
    """
    return tuple(table for opened in _opened(document) if (table := _closed(document, opened)) is not None)


def _lines(document: Document) -> Iterator[_Line]:
    start = 0
    source = document.text if len(document.text) == len(document.plain) else document.plain
    for raw in document.plain.splitlines(keepends=True):
        end = start + len(raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        printed = source[start:end].strip() if len(raw) < 20_000 else ""
        piped = printed.startswith("|") and printed.count("|") >= 2
        separator = "|" if piped else "\t"
        cells = None
        if 1 <= (source if piped else document.plain).count(separator, start, end) < MOST_COLUMNS and printed:
            cells = _cells(document, source if piped else document.plain, start, end, separator)
        yield _Line(start, end, raw.strip(), piped, cells)
        start += len(raw)


def _cells(document: Document, source: str, start: int, end: int, separator: str) -> _Cells | None:
    if separator == "|":
        start = source.index("|", start) + 1
        closing = source.rfind("|", start, end)
        end = closing if closing >= start and not source[closing + 1 : end].strip() else end
    cells: _Cells = []
    while True:
        stop = source.find(separator, start, end)
        stop = end if stop < 0 else stop
        words = document.plain[start:stop]
        first = start + len(words) - len(words.lstrip())
        cells.append([Span(first, first + len(words.strip()))] if words.strip() else [])
        if stop >= end:
            break
        start = stop + 1
    return cells if len(cells) > 1 else None


def _opened(document: Document) -> Iterator[_Open]:
    table: _Open | None = None
    caption: Span | None = None
    for line in _lines(document):
        if line.cells is None:
            if table is not None and not _goes_on(document, table, line):
                yield table
                table = None
            if line.words and table is None:
                caption = _caption(document, line)
            continue
        if line.piped and _RULE.match(document.text, line.start, line.end):
            if table is not None and len(table.rows) == 1:
                table.has_header = True
            continue
        if table is not None and _starts_another(document, table, line):
            yield table
            table = None
        if table is None:
            marked = _MARKED_UP.match(document.text, line.start, line.end) is not None
            table = _Open(caption=caption, piped=line.piped, has_header=marked or None)
            caption = None
        _add(document, table, line.cells)
    if table is not None:
        yield table


def _caption(document: Document, line: _Line) -> Span | None:
    if len(line.words) > LONGEST_CAPTION:
        return None
    start = document.plain.index(line.words, line.start)
    return Span(start, start + len(line.words))


def _goes_on(document: Document, table: _Open, line: _Line) -> bool:
    """Whether a line without cells leaves a table open: an empty line, a page's head, the rest of a wrapped cell."""
    if not line.words or (table.gap and _is_running_head(document, line)):
        table.gap += 1
        return table.gap <= WIDEST_GAP
    if table.gap or table.piped or len(line.words) > LONGEST_WRAPPED_LINE or line.start >= len(document.text):
        return False
    if document.text[line.start : line.end].lstrip().startswith(("#", "**", "<b>", "- ", "* ", "• ")):
        return False
    if fold(line.words.partition(":")[0]) in outline_words().notes or not table.rows[-1][-1]:
        return False
    if not line.words[0].islower() and not _is_unfinished(document, table.rows[-1][-1]):
        return False
    start = document.plain.index(line.words, line.start)
    table.rows[-1][-1].append(Span(start, start + len(line.words)))
    return True


def _is_running_head(document: Document, line: _Line) -> bool:
    """Whether a line stands alone and is printed elsewhere too, as the head of a page, before a row that goes on."""
    if len(line.words) > LONGEST_CAPTION or document.plain.count(line.words) < 2:
        return False
    following = document.plain[line.end : line.end + WIDEST_GAP].lstrip(" \r\n")
    return following.startswith("\t")


def _is_unfinished(document: Document, cell: list[Span]) -> bool:
    """Whether a cell ends in a comma, a hyphen or a connecting word (of, de, y), so that more must come."""
    if not cell:
        return False
    words = document.plain[cell[-1].start : cell[-1].end]
    return words[-1] in ",(/–-" or (words[-1].islower() and fold(words.split()[-1]) in outline_words().connectives)


def _starts_another(document: Document, table: _Open, line: _Line) -> bool:
    if line.piped != table.piped or line.cells is None:
        return True
    if not table.gap:
        return False
    if not line.cells[0]:
        return table.piped
    marked = _MARKED_UP.match(document.text, line.start, line.end) is not None
    return marked or table.piped or len(line.cells) != len(table.rows[0])


def _add(document: Document, table: _Open, cells: _Cells) -> None:
    after_gap, table.gap = table.gap > 0, 0
    if after_gap and table.rows and _words(document, cells) == _words(document, table.rows[0]):
        return  # the header, printed again on the next page
    if table.rows and not table.piped:
        above, width = table.rows[-1], len(table.rows[0])
        fits = len(above) < width and len(above) + len(cells) - 1 == width
        if fits and _begins_inside(document, above[-1], cells[0]):
            above[-1].extend(cells[0])
            above.extend(cells[1:])
            return
        if _continues_row(document, above, cells):
            above.extend([] for _ in range(len(cells) - len(above)))
            for cell, more in zip(above, cells, strict=False):
                cell.extend(more)
            return
    if any(cells):
        table.rows.append(cells)


def _begins_inside(document: Document, above: list[Span], cell: list[Span]) -> bool:
    if not above or not cell:
        return False
    return document.plain[cell[0].start].islower() or _is_unfinished(document, above)


def _continues_row(document: Document, above: _Cells, cells: _Cells) -> bool:
    """Whether all words of a row go on from the cells above them."""
    if cells[0] or not any(cells):
        return False
    pairs = [(cell, more) for cell, more in zip_longest(above, cells, fillvalue=list[Span]()) if more]
    goes_on = [_begins_inside(document, cell, more) for cell, more in pairs]
    return any(goes_on) and all(inside or not cell for inside, (cell, _) in zip(goes_on, pairs, strict=True))


def _words(document: Document, cells: _Cells) -> list[str]:
    return [" ".join(document.plain[start:end] for start, end in cell) for cell in cells]


def _closed(document: Document, table: _Open) -> Table | None:
    width = table.width
    if width < 2 or len(table.rows) < 2 or _is_contents(document, table):
        return None
    rows = [tuple(Cell(spans=tuple(cell)) for cell in [*row, *[[]] * (width - len(row))]) for row in table.rows]
    has_header = table.has_header
    if has_header is None:
        has_header = _looks_like_header(_words(document, table.rows[0]))
    header = rows[0] if has_header else ()
    return Table(caption=table.caption, header=header, rows=tuple(rows[1:] if has_header else rows))


def _is_contents(document: Document, table: _Open) -> bool:
    """Whether the rows are a table of contents: two columns, the second of page numbers."""
    if table.caption is None or table.width != 2:
        return False
    title = fold(document.plain[table.caption.start : table.caption.end])
    return title in outline_words().contents and all(row[-1] and _is_number(document, row[-1]) for row in table.rows)


def _is_number(document: Document, cell: list[Span]) -> bool:
    return all(document.plain[start:end].isdecimal() for start, end in cell)


def _looks_like_header(cells: list[str]) -> bool:
    """Short words in every cell, no numbers but years, and no acronym before a name."""
    if any(not cell or len(cell) > LONGEST_HEADER_CELL or cell.endswith((".", ";")) for cell in cells):
        return False
    if any(char.isdigit() for cell in cells for char in _YEAR.sub("", cell)):
        return False
    acronym = cells[0].isupper() and len(cells[0]) > 2 and not all(cell.isupper() for cell in cells)
    return not acronym
