"""A section of prose while it is read: its text, its headings, its country, its links and addresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from egov_kg.extract.addresses import Address, find_addresses, normalized
from egov_kg.extract.link_targets import printed_target
from egov_kg.extract.mentions import international_mentions
from egov_kg.extract.passage import Passage, Source
from egov_kg.extract.prose_memory import Attached, Memory
from egov_kg.extract.prose_words import ProseWords
from egov_kg.language import folded
from egov_kg.model import GapKind, Link, Span, Stated
from egov_kg.records import CountryRef

_BEHIND = re.compile(
    r"[\s\"”»’*_]*(?:\(\s*[\w./&-]{2,16}\s*\))?[\s(]*(?:(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?\b\)?)?[\s\"”»:,(–—\[*_-]{0,6}"
)


@dataclass(frozen=True, kw_only=True)
class ProseSection:
    """A section while it is read; ``country`` is whom it is about, ``titles`` the folded headings above it."""

    passage: Passage
    words: ProseWords
    memory: Memory
    country: Stated[CountryRef] | None
    heading: Span | None = None
    titles: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def source(self) -> Source:
        return self.passage.source

    @cached_property
    def plain(self) -> str:
        """The passage's text folded, offsets kept."""
        start = self.passage.start
        own = self.passage.text[start:]
        return " " * start + (own.lower() if own.isascii() else folded(own))

    @cached_property
    def _link_starts(self) -> list[int]:
        return [link.span.start for link in self.links]

    @cached_property
    def addresses(self) -> list[Address]:
        """Every address printed in the section."""
        return find_addresses(self.passage.text, self.passage.start, self.passage.end)

    @cached_property
    def _address_starts(self) -> list[int]:
        return [address.start for address in self.addresses]

    @cached_property
    def international(self) -> list[tuple[int, int, str]]:
        """The organisations of the registry in the section."""
        return international_mentions(self.passage, self.passage.start, self.passage.end)

    def international_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The organisations of the registry in a stretch."""
        low = bisect_left(self.international, (start, 0, ""))
        high = bisect_left(self.international, (end, 0, ""))
        return self.international[low:high]

    def linked(self, start: int, end: int) -> Attached | None:
        """The target of a link whose label is these words, give or take a few."""
        index = bisect_left(self._link_starts, start - 12)
        for link in self.links[index : index + 4]:
            low, high = link.span
            if low < end and start < high and high - low <= 1.6 * (end - start) + 12:
                return _target(self.source, link)
        return None

    def attached(self, start: int, end: int) -> Attached | None:
        """The address of words: a link on them, or one printed right behind them."""
        if linked := self.linked(start, end):
            return linked
        behind = _BEHIND.match(self.passage.text, end)
        index = bisect_left(self._address_starts, end)
        if behind and index < len(self.addresses) and self.addresses[index].start <= behind.end():
            one = self.addresses[index]
            spans = self.passage.cite(start, one.end)
            return Attached(one.url, one.host, spans, one.end)
        return None

    def gap(self, kind: GapKind, start: int, end: int) -> None:
        """Note what was seen and not understood, the same words once a document."""
        words = self.passage.words(start, end)
        if words not in self.memory.noted:
            self.memory.noted.add(words)
            self.source.gap(kind, words, Span(start, end))


def _target(source: Source, link: Link) -> Attached | None:
    """A link's address with the stretch of the source that prints it; None where none does."""
    known, printed = normalized(link.target), printed_target(source.document, link)
    if known is None or printed is None:
        return None
    return Attached(*known, (Span(link.span.start, printed.end),), link.span.end)


__all__ = ["ProseSection"]
