"""The values that pass between the stages: documents, answers and other passages, and what is stated in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from egov_kg.identifiers import document_key

T_co = TypeVar("T_co", covariant=True)


class Span(NamedTuple):
    """A stretch of a document's cited text, in Unicode code points, end exclusive."""

    start: int
    end: int


class Link(NamedTuple):
    """A stretch of text that points to an address other than the one it prints."""

    span: Span
    target: str


class Tick(NamedTuple):
    """A tick box whose state is known."""

    span: Span
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source document.

    ``plain`` is ``text`` with markup blanked out by as many spaces, so that offsets into one are offsets into the
    other; line ends stand in both. ``private`` are the stretches that hold contacts of persons: blank in ``plain``
    unless personal data was asked for, masked in what a build publishes. ``page_starts`` is empty where the
    format has no pages. ``recognised`` says of each page how sure the recognition of its text was (0 to 1), None for
    a page that holds text; ``pictures`` are the numbers of pages whose text was not recognised.

    A file may hold several documents: then ``part`` counts them from 1, ``extent`` is where one stands in the text of
    the file, and everything else is that of the file. For a file that is one document they are 0 and None.
    """

    file_name: str
    path: Path
    sha256: str
    text: str
    plain: str
    links: tuple[Link, ...] = ()
    ticks: tuple[Tick, ...] = ()
    private: tuple[Span, ...] = ()
    page_starts: tuple[int, ...] = ()
    recognised: tuple[Decimal | None, ...] = ()
    pictures: tuple[int, ...] = ()
    part: int = 0
    extent: Span | None = None

    @property
    def key(self) -> str:
        """The key of the document: that of its file and, where the file holds several, its place among them."""
        return document_key(self.sha256, self.part)

    @property
    def name(self) -> str:
        """The file's name, with the place of the document in it where there are several, for people."""
        return f"{self.file_name} (part {self.part})" if self.part else self.file_name

    def alone(self) -> Document:
        """The document as a file of its own would give it: its text alone, with offsets from its own beginning."""
        if self.extent is None:
            return self
        start, end = self.extent
        inside = slice(start, end)
        pages = [page - start for page in self.page_starts if start < page < end]
        return replace(
            self,
            text=self.text[inside],
            plain=self.plain[inside],
            links=tuple(Link(cut, link.target) for link in self.links if (cut := _cut(link.span, start, end))),
            ticks=tuple(Tick(cut, tick.selected) for tick in self.ticks if (cut := _cut(tick.span, start, end))),
            private=tuple(cut for span in self.private if (cut := _cut(span, start, end))),
            page_starts=(0, *pages) if self.page_starts else (),
            recognised=(),
            pictures=(),
            extent=None,
        )

    def recognised_at(self, offset: int) -> Decimal | None:
        """How sure the recognition of the text at an offset was; None for text that was not recognised."""
        page = self.page_at(offset)
        return self.recognised[page - 1] if page and self.recognised else None

    def page_at(self, offset: int) -> int | None:
        """The page, counted from 1, that holds an offset."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None


def _cut(span: Span, start: int, end: int) -> Span | None:
    """A stretch as one of the text between two offsets; None where it has nothing there."""
    low, high = max(span.start, start), min(span.end, end)
    return Span(low - start, high - start) if low < high else None


class SelectionState(StrEnum):
    """The state of a printed option (contract.md, code scheme selection-state)."""

    SELECTED = "selected"
    NOT_SELECTED = "not-selected"
    UNKNOWN = "unknown"


class ResponseState(StrEnum):
    """The state of an answer (contract.md, code scheme response-state)."""

    ANSWERED = "answered"
    EMPTY = "empty"
    NOT_IN_FORM = "not-in-form"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionMark:
    """A printed option of a check list, by its code's local name, with what is known of its tick box."""

    option: str
    state: SelectionState
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """One labelled line of an answer (``Name: …``), by the field's name in the form, with the value's stretch."""

    field: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a document answers to one question of a form.

    ``question`` is the local name of the question's code (``msq-2020-5b``); ``kind`` names the extractor that the
    form asks for; ``code`` is the code that the question gives to what is named in its answer (a portal type, a
    mandate, an indicator …). ``spans`` are the pieces of the answer in reading order: the form's own words,
    footnotes and page furniture between them belong to no piece.
    """

    question: str
    kind: str
    code: str | None = None
    spans: tuple[Span, ...] = ()
    options: tuple[OptionMark, ...] = ()
    fields: tuple[FieldValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of an outline: its level (1 = top), its printed number if any, its words."""

    level: int
    number: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading (none for what stands before the first) with the stretches of text right under it."""

    heading: Heading | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table: its stretches of words in reading order, none where it is empty, several where it breaks."""

    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in the text: its caption, its header (empty where it has none) and its rows, all as wide as the table."""

    caption: Span | None = None
    header: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAnswer:
    """A question that a document prints and no form describes: its number, its words, and what stands under it.

    ``key`` is the number folded, told apart where it is printed again; ``private`` says that respondents write of
    themselves.
    """

    key: str
    number: Span
    wording: tuple[Span, ...]
    spans: tuple[Span, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentedDocument:
    """A document divided into answers of a form, or into sections of an outline.

    ``form`` is the local name of the form's code (``msq-2020``), None for a document that follows no form;
    ``title``, ``country`` and ``issued`` are where the document prints them, before its first question. ``printed``
    are the questions and answers of a questionnaire that nobody described, which stand in its sections as well.
    """

    document: Document
    form: str | None = None
    edition: int | None = None
    title: Span | None = None
    country: Span | None = None
    issued: Span | None = None
    answers: tuple[Answer, ...] = ()
    sections: tuple[Section, ...] = ()
    printed: tuple[PrintedAnswer, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Generic[T_co]):
    """A value with the stretches of text that say it and the rule that read it."""

    value: T_co
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that was seen and left out, for the report."""

    document: str
    what: str
    reason: str
    span: Span | None = field(default=None)


class GapKind(StrEnum):
    """What a reader saw and could not make a fact of: work for a person."""

    PARTY_WITHOUT_TIE = "party-without-tie"
    LAW_NOT_IDENTIFIED = "law-not-identified"
    ANSWER_NOT_UNDERSTOOD = "answer-not-understood"
    COUNTRY_NOT_SAID = "country-not-said"
    LANGUAGE_NOT_KNOWN = "language-not-known"
    TICK_MARKS_LOST = "tick-marks-lost"
    QUESTION_NOT_FOUND = "question-not-found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that was seen and not understood: its words on one line, where they stand, the question they answer."""

    document: str
    kind: GapKind
    words: str
    span: Span | None = None
    question: str | None = None


__all__ = [
    "Answer", "Cell", "Document", "FieldValue", "Gap", "GapKind", "Heading", "Link", "OptionMark", "PrintedAnswer",
    "ResponseState",
    "Section", "SegmentedDocument", "SelectionState", "Skipped", "Span", "Stated", "Table", "Tick",
]  # fmt: skip
