"""What an extractor works on: the text of one answer or section, its sentences, and how to cite them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from egov_kg.config import Limits
from egov_kg.extract.link_targets import LinkTargets, link_targets
from egov_kg.language import Analysis, Analyzer
from egov_kg.model import Document, Gap, GapKind, Skipped, Span, Stated
from egov_kg.records import CountryRef, OrganizationMention, Text
from egov_kg.registry import Registry

T = TypeVar("T")
_NOT_LINE_END = re.compile(r"[^\n\r]")


@dataclass(slots=True, kw_only=True)
class Source:
    """One document while it is read: what is known of it as a whole.

    ``acronyms`` and ``own_names`` grow while names are read: the first mention that explains an acronym explains it for
    the rest of the document, and a body of the document's country is recognised when it is named again.
    """

    document: Document
    registry: Registry
    analyzer: Callable[[str], Analyzer]
    limits: Limits
    language: str
    country: Stated[CountryRef] | None = None
    issued_year: Stated[int] | None = None
    acronyms: dict[str, OrganizationMention] = field(default_factory=dict)
    own_names: set[tuple[str, ...]] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)
    gaps: dict[tuple[GapKind, str, Span | None], Gap] = field(default_factory=dict)

    _targets: LinkTargets | None = None

    @property
    def targets(self) -> LinkTargets:
        """The targets of the document's links that are read in answers."""
        if self._targets is None:
            self._targets = link_targets(self.document)
        return self._targets

    def quoted_line(self, start: int, end: int) -> Span:
        """The words around a stretch anywhere in the document, up to the white space before and behind it."""
        text = self.document.plain
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        return Span(start, end)

    def skip(self, what: str, reason: str, span: Span | None = None) -> None:
        """Note something that was seen and left out."""
        self.skipped.append(Skipped(document=self.document.file_name, what=what, reason=reason, span=span))

    def gap(self, kind: GapKind, words: str, span: Span | None = None, question: str | None = None) -> None:
        """Note something that was seen and not understood, the same words at a place once."""
        one = Gap(document=self.document.file_name, kind=kind, words=words, span=span, question=question)
        self.gaps.setdefault((kind, words, span), one)


def only(text: str, spans: Sequence[Span]) -> str:
    """The text with everything outside the spans blank, line ends kept between them; offsets stay."""
    parts: list[str] = []
    position = 0
    for span in spans:
        gap = text[position : span.start]
        parts.append(_NOT_LINE_END.sub(" ", gap) if position else " " * len(gap))
        parts.append(text[span.start : span.end])
        position = span.end
    return "".join(parts)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """The text of an answer or section; every offset is one of the document's text.

    ``targets`` says whether the addresses printed behind linked words are among its words: in answers, which are read
    for addresses, and not in prose, whose sentences go on behind them.
    """

    source: Source
    spans: tuple[Span, ...]
    language: str
    targets: bool = False

    @cached_property
    def text(self) -> str:
        """The document's text up to the passage's end, blank but for the passage."""
        return only(self.source.targets.text if self.targets else self.source.document.plain, self.spans)

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    @cached_property
    def analysis(self) -> Analysis:
        """Sentences and phrases of the passage."""
        return self.source.analyzer(self.language).analyse(self.text, self.start, self.end)

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """The parts of a stretch that belong to the passage, without white space around them."""
        found = []
        for span in self.spans:
            low, high = max(start, span.start), min(end, span.end)
            words = self.text[low:high].strip() if low < high else ""
            if words:
                first = self.text.index(words, low)
                found.append(Span(first, first + len(words)))
        return tuple(found)

    @cached_property
    def _cited(self) -> dict[tuple[int, int], tuple[Span, ...]]:
        """What was cited before: most stretches are cited for several values."""
        return {}

    def cite(self, start: int, end: int) -> tuple[Span, ...]:
        """What to quote for words at a stretch: the sentences that hold them, cut around the words where too long."""
        if (start, end) not in self._cited:
            self._cited[start, end] = self._sentences_around(start, end)
        return self._cited[start, end]

    def _sentences_around(self, start: int, end: int) -> tuple[Span, ...]:
        low, high = start, end
        first, last = self.analysis.sentence_at(start), self.analysis.sentence_at(max(start, end - 1))
        if first is not None:
            low = min(low, first.start)
        if last is not None:
            high = max(high, last.end)
        longest = self.source.limits.quotation_characters
        if high - low > longest:
            room = max(0, longest - (end - start)) // 2
            low, high = max(low, start - room), min(high, end + room)
            low, high = _whole_words(self.text, low, high, start, end)
        return tuple(piece for piece in self.pieces(low, high) if piece.end - piece.start <= longest)

    def state(self, value: T, start: int, end: int, rule: str, *others: tuple[int, int]) -> Stated[T]:
        """A value with the sentences that say it: those at the stretch and at each other stretch."""
        spans = self.cite(start, end)
        for other in others:
            spans += tuple(span for span in self.cite(*other) if span not in spans)
        return Stated(value=value, spans=spans, rule=rule)

    def words(self, start: int, end: int) -> str:
        """The words of a stretch on one line."""
        return " ".join(self.text[start:end].split())

    def named(self, start: int, end: int, rule: str, *, language: str | None = None) -> Stated[Text]:
        """The words of a stretch as a name in the passage's language, or in the one given."""
        return self.state(Text(self.words(start, end), language or self.language), start, end, rule)


def _whole_words(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """A stretch narrowed to whole words, never into the inner stretch."""
    while low < start and not text[low - 1 : low].isspace() and low:
        low += 1
    while high > end and not text[high : high + 1].isspace() and high < len(text):
        high -= 1
    return low, high


def merged_spans(stated: Iterable[Stated[T]]) -> tuple[Span, ...]:
    """The spans of several statements of one value, in order, each once."""
    return tuple(sorted({span for one in stated for span in one.spans}))
