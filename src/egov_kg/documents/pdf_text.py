"""From the lines of a PDF's pages to paragraphs: wrapped lines and broken words joined, what repeats set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from egov_kg.documents.composing import Composer
from egov_kg.documents.pdf_layout import Block, Grid, Lines
from egov_kg.documents.pdf_words import BREAK, Segment
from egov_kg.documents.ticks import GLYPHS
from egov_kg.documents.words import Words

_DIGITS: Final = re.compile(r"\d+")
_ITEM: Final = re.compile(
    rf"(?:[•▪●■◦·‣§*–—{''.join(sorted(GLYPHS))}-]|\[[xX ]?\]|\([xX ]?\)|o(?=\s)"
    r"|\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]|\(?[A-Za-z][.)]|[IVXivx]{1,5}[.)])\s"
)
_SENTENCE_END: Final = re.compile(r"[.!?:;…][\"”»')\]]*\Z")
_COMPOUND: Final = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_NOTE: Final = re.compile(r"(?:\d{1,3}|[*†‡⁰¹²³⁴-⁹]+)[\s.)]*\S")
_URL_END: Final = re.compile(r"(?:https?://|www\.)\S*\Z", re.IGNORECASE)
_IN_ADDRESS: Final = re.compile(r"[/=&?_%]|\.\w|\d|-\w")
_UNSPACED_END: Final = re.compile(r"[^\W_][–—/-]\Z")
"""A dash or stroke between two words, where a line may break though there is no space."""
_EDGE_LINES: Final = 3
"""Lines at the top and at the bottom of a page that may be its head and foot."""
_SAME_PLACE: Final = 4.0
"""Points within which a head or foot stands at one height on every page."""
_HEADING: Final = 1.18
"""Of the size of most letters: larger lines are headings."""
_LONGEST_HEADING: Final = 200
_HEADING_LEVELS: Final = 4
_NEW_PARAGRAPH: Final = 1.22
"""Of the usual distance of lines: more is a blank line."""
_RAGGED: Final = 8.0
"""Of the size of letters: what a broken word leaves of its line at most."""
_FULL_LINES: Final = 4
"""So many lines that reach equally far show where the margin is."""
_USUAL_LEADING: Final = 1.25


@dataclass(slots=True)
class Page:
    """The blocks of a page in reading order, its size in points, and how sure its text was recognised, if it was."""

    blocks: list[Block]
    width: float
    height: float
    is_picture: bool = False
    recognised: Decimal | None = None


def compose(pages: Sequence[Page]) -> Composer:
    """The text of all pages."""
    composer = Composer()
    style = _Style(pages)
    aside = _repeated(pages)
    for number, page in enumerate(pages):
        _Writer(composer, style, aside, page, number).write()
    for text in aside.texts:
        composer.aside(Words(text))
    for text in style.notes:
        composer.aside(Words(text))
    return composer


class _Style:
    """What most of a document looks like: the size of its letters, its headings' sizes, its compound words."""

    def __init__(self, pages: Sequence[Page]) -> None:
        sizes: Counter[float] = Counter()
        self.compounds: set[str] = set()
        for page in pages:
            for line in _lines(page.blocks):
                sizes[_rounded(line.size)] += len(line.text)
                if "-" in line.text:
                    self.compounds.update(word.lower() for word in _COMPOUND.findall(line.text))
        self.size = max(sizes, key=lambda size: (sizes[size], size), default=10.0)
        self.right = _right_edge(pages, self.size)
        larger = sorted((size for size in sizes if size > _HEADING * self.size), reverse=True)
        self.levels = {size: min(level, _HEADING_LEVELS) for level, size in enumerate(larger, 1)}
        self.notes: dict[str, None] = {}


@dataclass(slots=True)
class _Aside:
    """The heads and feet of pages: which lines they are, and their words once."""

    lines: set[int]
    texts: dict[str, None]


def _right_edge(pages: Sequence[Page], size: float) -> float:
    """How far lines reach that nothing stands beside: as far as several do, else as far as the left margin suggests."""
    lines = [line for page in pages for block in page.blocks if isinstance(block, Lines) for line in block.lines]
    last = max((line.right for line in lines), default=0.0)
    if sum(line.right >= last - _RAGGED * size for line in lines) >= _FULL_LINES or not pages:
        return last
    return max(last, pages[0].width - min((line.left for line in lines), default=0.0))


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _lines(blocks: Iterable[Block]) -> Iterator[Segment]:
    for block in blocks:
        if isinstance(block, Lines):
            yield from block.lines
        else:
            yield from (line for row in block.rows for cell in row for line in cell)


def _repeated(pages: Sequence[Page]) -> _Aside:
    """The lines that stand at the same height at the edge of several pages, figures aside, and page numbers."""
    places: dict[tuple[str, int], list[tuple[int, Segment]]] = {}
    for number, page in enumerate(pages):
        lines = sorted(_lines(page.blocks), key=lambda line: line.y)
        top, bottom = lines[:_EDGE_LINES], lines[-_EDGE_LINES:]
        for from_top, line in (*((True, one) for one in top), *((False, one) for one in bottom)):
            if not (line.y < page.height / 5 if from_top else line.y > page.height * 4 / 5):
                continue
            height = line.y if from_top else page.height - line.y
            key = _DIGITS.sub("#", " ".join(line.text.split())).lower()
            places.setdefault((key, round(height / _SAME_PLACE)), []).append((number, line))
    found = _Aside(set(), {})
    for (key, _), seen in sorted(places.items(), key=lambda place: (place[1][0][0], place[1][0][1].y)):
        numbers = {number for number, _ in seen}
        alone = key == "#" and all(line.text.strip() == str(number + 1) for number, line in seen)
        if len(numbers) >= max(2, min(len(pages) // 4, 8)) or alone:
            found.lines.update(id(line) for _, line in seen)
            if "#" not in key:
                found.texts.setdefault(seen[0][1].text.strip().replace(BREAK, "-"))
    return found


class _Writer:
    """Writes the blocks of one page."""

    def __init__(self, composer: Composer, style: _Style, aside: _Aside, page: Page, number: int) -> None:
        self._composer = composer
        self._style = style
        self._aside = aside
        self._page = page
        self._number = number

    def write(self) -> None:
        """Write the page."""
        self._composer.page()
        notes = self._notes()
        goes_on = self._number > 0
        for block in self._page.blocks:
            if isinstance(block, Grid):
                self._grid(block)
                goes_on = False
                continue
            lines = [line for line in block.lines if id(line) not in self._aside.lines and id(line) not in notes]
            if lines:
                self._flow(lines, goes_on=goes_on)
                goes_on = True

    def _notes(self) -> set[int]:
        """The footnotes: lines at the page's foot in smaller letters, the first with a number before its words."""
        lines = [line for line in _lines(self._page.blocks) if id(line) not in self._aside.lines]
        lines.sort(key=lambda line: line.y)
        last = len(lines)
        while last and lines[last - 1].size < 0.92 * self._style.size:
            last -= 1
        while last < len(lines) and not _NOTE.match(lines[last].text):
            last += 1
        notes = lines[last:]
        if not notes or last == 0 or notes[0].y < self._page.height / 2:
            return set()
        text = ""
        for line in notes:
            if _NOTE.match(line.text) and text:
                self._style.notes.setdefault(text)
                text = ""
            text = f"{text} {line.text}".strip().replace(f"{BREAK} ", "")
        self._style.notes.setdefault(text)
        return {id(line) for line in notes}

    def _flow(self, lines: Sequence[Segment], *, goes_on: bool) -> None:
        edge = self._edge(lines)
        leading = _leading(lines, edge)
        words, before = Words(), None
        tight, whole = goes_on and self._goes_on(lines[0]), [lines[0]]
        for line in lines:
            if before is None:
                whole = [line]
            elif _is_wrapped(before, line, edge, leading):
                _join(words, before, line, self._style.compounds)
                whole.append(line)
                before = line
                continue
            else:
                self._put(words, whole, tight=tight)
                gap = line.y - before.y
                tight = 0 < gap <= _NEW_PARAGRAPH * leading(before, line) and not self._is_heading(whole)
                words, whole = Words(), [line]
            _add(words, line)
            before = line
        self._put(words, whole, tight=tight)

    def _edge(self, lines: Sequence[Segment]) -> float:
        """How far the lines of a block may reach: to the margin, or to the block beside it."""
        own = max(line.right for line in lines)
        top, bottom = lines[0].y, lines[-1].y
        beside = any(
            line.left >= own and top <= line.y <= bottom
            for block in self._page.blocks if isinstance(block, Lines) for line in block.lines
        )  # fmt: skip
        return own if beside else max(own, self._style.right)

    def _goes_on(self, line: Segment) -> bool:
        """Whether the first line of a column or page goes on with the paragraph at the foot of the one before."""
        return line.text[:1].islower() and _rounded(line.size) == self._style.size

    def _is_heading(self, lines: Sequence[Segment]) -> bool:
        length = sum(len(line.text) for line in lines)
        larger = all(_rounded(line.size) in self._style.levels for line in lines)
        return larger and length <= _LONGEST_HEADING and not any(line.ticks for line in lines)

    def _put(self, words: Words, lines: Sequence[Segment], *, tight: bool) -> None:
        if not words:
            return
        _mend(words)
        if self._is_heading(lines):
            self._composer.heading(words, self._style.levels[_rounded(lines[0].size)])
        elif tight:
            self._composer.line(words)
        elif all(line.bold for line in lines) and len(words.text) <= _LONGEST_HEADING and not words.ticks:
            self._composer.strong(words)
        else:
            self._composer.paragraph(words)

    def _grid(self, grid: Grid) -> None:
        rows = []
        for row in grid.rows:
            cells = []
            for place, cell in enumerate(row):
                lines = [line for line in cell if id(line) not in self._aside.lines]
                edge = grid.edges[place] if place + 1 < len(row) else max(grid.edges[place], self._style.right)
                cells.append(list(self._cell(lines, edge)))
            rows.append(cells)
        self._composer.table(rows)

    def _cell(self, lines: Sequence[Segment], edge: float) -> Iterator[Words]:
        leading = _leading(lines, edge)
        words, before = Words(), None
        for line in lines:
            if before is not None and line.y - before.y < 1:
                words.add(" ")
            elif before is not None and _is_wrapped(before, line, edge, leading):
                _join(words, before, line, self._style.compounds)
                before = line
                continue
            elif before is not None:
                yield _mend(words)
                words = Words()
            _add(words, line)
            before = line
        if words:
            yield _mend(words)


class _leading:  # noqa: N801  # reads as a function of two lines
    """How far two lines of a paragraph stand from one another: as wrapped lines of the same letters do here."""

    def __init__(self, lines: Sequence[Segment], edge: float) -> None:
        gaps: dict[float, list[float]] = {}
        for one, other in pairwise(lines):
            gap = other.y - one.y
            if 0.9 * one.size < gap < 2.6 * one.size and _rounded(one.size) == _rounded(other.size):
                full = one.right + one.size * 0.25 + other.first > edge and not _ITEM.match(other.text)
                if full:
                    gaps.setdefault(_rounded(one.size), []).append(gap)
        self._usual = {size: sorted(found)[len(found) // 2] for size, found in gaps.items() if found}

    def __call__(self, one: Segment, other: Segment) -> float:
        size = _rounded(min(one.size, other.size))
        return self._usual.get(size, _USUAL_LEADING * size)


def _is_wrapped(before: Segment, line: Segment, edge: float, leading: _leading) -> bool:
    """Whether a line goes on with the one above: its first word had no room there."""
    gap = line.y - before.y
    if not 0 < gap <= _NEW_PARAGRAPH * leading(before, line) or abs(before.size - line.size) > 0.12 * line.size:
        return False
    if _ITEM.match(line.text) or line.ticks[:1] == [(0, True)] or line.ticks[:1] == [(0, False)] or "\t" in line.text:
        return False
    room = edge - before.right - before.size * 0.25
    broken = before.text.endswith(BREAK) and room < _RAGGED * before.size
    return broken or line.first > room + 0.5


def _join(words: Words, before: Segment, line: Segment, compounds: set[str]) -> None:
    """Put a line behind the one that it goes on with; a word that was broken becomes whole."""
    text = words.text
    if text.endswith(BREAK):
        words.cut(1)
        head, tail = re.search(r"[^\W\d_]*\Z", words.text), re.match(r"[^\W\d_]*", line.text)
        whole = f"{head[0] if head else ''}-{tail[0] if tail else ''}".lower()
        in_address = _URL_END.search(words.text)
        if in_address or whole in compounds or not (tail and tail[0][:1].islower()) or not (head and head[0]):
            words.add("-")
    elif not (_joins_address(before, line) or _UNSPACED_END.search(text)):
        words.add(" ")
    _add(words, line)


def _mend(words: Words) -> Words:
    """The words of a paragraph, whose last one does not go on after all: its hyphen was printed."""
    if words.text.endswith(BREAK):
        words.cut(1)
        words.add("-")
    return words


def _joins_address(before: Segment, line: Segment) -> bool:
    """Whether an address goes on in the next line: what it ends with says so, or a link leads to both pieces."""
    found, first = _URL_END.search(before.text), line.text.split()[0].rstrip(".,;)")
    if found is None:
        return False
    if found[0].endswith("://") or (found[0][-1] in "/=&?_%.-" and _IN_ADDRESS.search(first)):
        return True
    if not before.links or not line.links:
        return False
    target = before.links[-1][2]
    return line.links[0][2] == target and f"{found[0]}{first}".rstrip("/") in target


def _add(words: Words, line: Segment) -> None:
    """Put the words of a line, its boxes and links."""
    words.add(line.text)
    words.mark(words.length - len(line.text), line.ticks, line.links)
