"""A plan while it is read: its text, its sections with the headings above them, its tables, and how to quote them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.config import Limits
from egov_kg.extract.plan.words import PlanWords, holds, plan_words
from egov_kg.identifiers import fold
from egov_kg.model import Cell, Heading, Section, SegmentedDocument, Span, Stated, Table
from egov_kg.records import CountryRef, Text

QUOTATION: Final = Limits().quotation_characters
LONGEST_LINE: Final = 4_000
"""A longer line or cell names no organisation and no target; it is passed over."""

_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\n[^\S\n]*\n")
_SPELLED = re.compile(r"(?P<label>[^\W\d_]+(?: [^\W\d_]+){1,4}) ?(?:[.:–—-] ?|\Z)(?P<title>.*)", re.DOTALL)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A section with its heading's number and words, and the places of the headings above it, outermost first."""

    section: Section
    above: tuple[Place, ...] = ()
    number: tuple[int, ...] = ()
    word: str = ""
    title: str = ""

    @property
    def heading(self) -> Heading | None:
        return self.section.heading

    @property
    def path(self) -> tuple[Place, ...]:
        """The places from the outermost to this one."""
        return (*self.above, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document divided into sections and tables, with its country and language.

    ``starts`` are the offsets at which the places begin; ``tables`` stand in reading order, each with its extent.
    """

    segmented: SegmentedDocument
    places: tuple[Place, ...]
    starts: tuple[int, ...]
    tables: tuple[tuple[Span, Table], ...]
    country: Stated[CountryRef]
    language: str
    words: PlanWords

    @property
    def plain(self) -> str:
        return self.segmented.document.plain

    def says(self, *spans: Span) -> str:
        """The words of some spans on one line."""
        return " ".join(_SPACE.sub(" ", self.plain[start:end]).strip() for start, end in spans).strip()

    def cell(self, cell: Cell) -> str:
        """The words of a cell on one line; none where it is longer than LONGEST_LINE."""
        return self.says(*cell.spans) if sum(end - start for start, end in cell.spans) <= LONGEST_LINE else ""

    def text(self, value: str, spans: Sequence[Span], rule: str) -> Stated[Text]:
        """Words of the document's language with where they stand."""
        return Stated(value=Text(value, self.language), spans=self.quotable(spans), rule=rule)

    def quotable(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The same stretches in order, cut where an empty line stands and at the longest quotation."""
        return tuple(piece for span in sorted(set(spans)) for piece in self._pieces(span))

    def _pieces(self, span: Span) -> Iterator[Span]:
        start = span.start
        for gap in [*_GAP.finditer(self.plain, span.start, span.end), None]:
            end = gap.start() if gap else span.end
            piece = self.plain[start:end]
            first = start + len(piece) - len(piece.lstrip())
            last = min(start + len(piece.rstrip()), first + QUOTATION)
            if last > first:
                yield Span(first, last)
            start = gap.end() if gap else end

    def row(self, cells: Sequence[Cell]) -> tuple[Span, ...]:
        """A table's row as quotations: its printed lines, from the first to the last of its cells."""
        spans = sorted(span for cell in cells for span in cell.spans)
        merged: list[Span] = []
        for span in spans:
            between = self.plain[merged[-1].end : span.start] if merged else "\n\n"
            short = merged and span.end - merged[-1].start <= QUOTATION
            if short and not between.strip() and not _GAP.search(between):
                merged[-1] = Span(merged[-1].start, span.end)
            else:
                merged.append(span)
        return tuple(merged)

    def lines(self, place: Place) -> Iterator[Span]:
        """The printed lines right under a heading, without the white space around them, up to LONGEST_LINE long."""
        for span in place.section.spans:
            for line in _LINE.finditer(self.plain, span.start, span.end):
                words = line[0]
                first = line.start() + len(words) - len(words.lstrip())
                if line.end() - line.start() <= LONGEST_LINE:
                    yield Span(first, first + len(words.strip()))

    def place_at(self, offset: int) -> Place | None:
        """The section that holds an offset: the last whose heading stands before it."""
        index = bisect_right(self.starts, offset)
        return self.places[index - 1] if index else None

    def place_behind(self, place: Place) -> Place | None:
        """The section after a section."""
        index = bisect_right(self.starts, place.heading.span.start) if place.heading is not None else 1
        return self.places[index] if index < len(self.places) else None

    def tables_in(self, place: Place) -> list[Table]:
        """The tables right under a heading."""
        start = place.heading.span.start if place.heading is not None else 0
        end = bisect_right(self.starts, start)
        stop = self.starts[end] if end < len(self.starts) else len(self.plain)
        first, last = (bisect_left(self.tables, offset, key=lambda table: table[0].start) for offset in (start, stop))
        return [table for _, table in self.tables[first:last]]

    def is_in_table(self, offset: int) -> bool:
        """Whether an offset stands in a table."""
        index = bisect_right(self.tables, offset, key=lambda table: table[0].start)
        return index > 0 and offset < self.tables[index - 1][0].end


def reading_of(segmented: SegmentedDocument, *, country: Stated[CountryRef], language: str) -> Reading:
    """A document ready to be read as a plan."""
    places: list[Place] = []
    above: list[Place] = []
    for section in segmented.sections:
        heading = section.heading
        if heading is None:
            places.append(Place(section=section))
            continue
        while above and above[-1].heading is not None and above[-1].heading.level >= heading.level:
            above.pop()
        place = _place(segmented.document.plain, section, heading, tuple(above))
        above.append(place)
        places.append(place)
    return Reading(
        segmented=segmented, places=tuple(places), country=country, language=language, words=plan_words(),
        starts=tuple(place.heading.span.start if place.heading else 0 for place in places),
        tables=tuple(sorted(((_extent(table), table) for table in segmented.tables), key=lambda table: table[0])),
    )  # fmt: skip


def _extent(table: Table) -> Span:
    spans = [span for row in (table.header, *table.rows) for cell in row for span in cell.spans]
    return Span(min(spans).start, max(spans).end) if spans else Span(0, 0)


def _place(plain: str, section: Section, heading: Heading, above: tuple[Place, ...]) -> Place:
    words = _SPACE.sub(" ", plain[heading.span.start : heading.span.end]).strip()
    if heading.number is None:
        return _spelled(section, above, words) or Place(section=section, above=above, title=words)
    found = re.search(rf"(?<!\w){re.escape(heading.number)}(?!\w)", words)
    word, title = (words[: found.start()], words[found.end() :]) if found else ("", words)
    number = number_value(heading.number)
    return Place(section=section, above=above, number=number, word=fold(word), title=without_mark(title))


def _spelled(section: Section, above: tuple[Place, ...], words: str) -> Place | None:
    """A heading whose number is a word: "Pillar One: …", "Primer eje: …"."""
    found = _SPELLED.match(words)
    lexicon = plan_words()
    if found is None:
        return None
    folded = fold(found["label"]).split("-")
    for numeral, word in ((folded[-1], folded[:-1]), (folded[0], folded[1:])):
        named = "-".join(word)
        if numeral in lexicon.numeral and any(holds(named, phrases) for phrases in (lexicon.axis, *lexicon.line)):
            number = (lexicon.numeral[numeral],)
            return Place(section=section, above=above, number=number, word=named, title=without_mark(found["title"]))
    return None


def without_mark(title: str) -> str:
    """The words behind a number, without the mark between them and without a full stop at the end.

    >>> without_mark(". Open data.")
    'Open data'
    """
    return title.lstrip(" .:;)–—-").rstrip(" .:;")


def number_value(number: str) -> tuple[int, ...]:
    """A printed number as integers, Roman ones (I, V, X, L) too; empty where it is none.

    >>> number_value("2.1"), number_value("IV"), number_value("A")
    ((2, 1), (4,), ())
    """
    if number and all(digit in _ROMAN for digit in number):
        digits = [_ROMAN[digit] for digit in number]
        return (sum(-d if any(d < later for later in digits[i + 1 :]) else d for i, d in enumerate(digits)),)
    parts = number.strip(".").split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()
