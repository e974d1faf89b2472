"""Quotations: the stretches of a document's text that may be shown, cut where a private contact stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from egov_kg.errors import SourceMismatch
from egov_kg.graph.terms import UNWRITABLE
from egov_kg.model import Span
from egov_kg.records import DocumentRecords

_BREAKS: Final = (re.compile(r"\n"), re.compile(r"[.;:!?](?=\s)"), re.compile(r"\s"))
"""Where a stretch over the limit is cut: at the last line end, else sentence end, else space within the limit."""
_WORD: Final = re.compile(r"\w")


class Quotation(NamedTuple):
    """A stretch of the cited text, in code points, with its words, its IRI, the question it answers and its page.

    ``recognised`` says how sure the recognition of its text was, None where the document held the text itself.
    """

    start: int
    end: int
    quote: str
    iri: str
    question: str | None
    page: int | None
    recognised: Decimal | None


class Quoter:
    """Makes the quotations of one document; the same stretch gives the same quotations."""

    def __init__(self, source: DocumentRecords, *, longest: int) -> None:
        self._document = source.source
        self._iri = f"evidence:{source.source.key}"
        self._longest = longest
        unwritable = UNWRITABLE.finditer(source.source.text)
        self._closed = sorted([*source.source.private, *(Span(bad.start(), bad.end()) for bad in unwritable)])
        self._questions = sorted(source.questions)
        self._starts = [span.start for span, _ in self._questions]
        self._known: dict[Span, tuple[Quotation, ...]] = {}

    def quotations(self, spans: Sequence[Span]) -> tuple[Quotation, ...]:
        """The quotations of some stretches in the order of the text, none twice, none empty, none over a mask.

        Raises SourceMismatch for a stretch that is not in the text.
        """
        if len(spans) == 1:
            return self._of(spans[0])
        return tuple(sorted({quotation for span in spans for quotation in self._of(span)}))

    def _of(self, span: Span) -> tuple[Quotation, ...]:
        pieces = self._known.get(span)
        if pieces is None:
            pieces = self._known[span] = tuple(self._cut(span))
        return pieces

    def _cut(self, span: Span) -> Iterator[Quotation]:
        text = self._document.text
        start, end = span
        if not 0 <= start <= end <= len(text):
            raise SourceMismatch(self._document.file_name, start, end, f"the text has {len(text)} code points")
        for open_start, open_end in self._open(start, end) if self._closed else ((start, end),):
            position = open_start
            while position < open_end:
                stop = self._stop(position, open_end)
                quotation = self._quotation(position, stop, whole=(position, stop) == span)
                if quotation is not None:
                    yield quotation
                position = stop

    def _open(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a stretch between masks and between characters that no syntax can carry."""
        for mask in self._closed:
            if mask.end <= start or mask.start >= end:
                continue
            if mask.start > start:
                yield start, mask.start
            start = max(start, mask.end)
        if start < end:
            yield start, end

    def _stop(self, start: int, end: int) -> int:
        limit = start + self._longest
        if end <= limit:
            return end
        window = self._document.text[start:limit]
        for pattern in _BREAKS:
            last = max((found.end() for found in pattern.finditer(window)), default=0)
            if last:
                return start + last
        return limit

    def _quotation(self, start: int, end: int, *, whole: bool) -> Quotation | None:
        """A quotation without the blanks around it; what a mask leaves of a stretch counts only if it holds a word."""
        words = self._document.text[start:end]
        quote = words.strip()
        if not (quote if whole else _WORD.search(quote)):
            return None
        if len(quote) < len(words):
            start += len(words) - len(words.lstrip())
            end = start + len(quote)
        iri = f"{self._iri}-{start}-{end}"
        document = self._document
        sure = document.recognised_at(start) if document.recognised else None
        return Quotation(start, end, quote, iri, self._question(start), document.page_at(start), sure)

    def _question(self, start: int) -> str | None:
        for index in range(bisect_right(self._starts, start) - 1, -1, -1):
            span, question = self._questions[index]
            if span.start <= start < span.end:
                return question
        return None
