"""The addresses behind linked words, printed as people do who print a page: ``open data <https://data.example.org>``.

Only what the cited text holds can be quoted: an address that stands in the file alone nobody could check.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from egov_kg.documents.links import bare, is_printed_address
from egov_kg.documents.reader import Reading
from egov_kg.model import Link, Span, Tick

_WEB: Final = re.compile(r"(?:https?://|www\.)[^\s<>|\"\\`@]+", re.IGNORECASE)
_HOST_ALONE: Final = re.compile(r"https?://[^/?#]+/", re.IGNORECASE)
"""Office programs and browsers put this stroke behind a host; it says nothing."""
_LONGEST: Final = 300
"""Characters of an address that is printed; longer ones follow people about."""
_BESIDE: Final = 12
"""Characters between words and their address, where the author printed it."""


def with_targets(reading: Reading) -> Reading:
    """A reading with the addresses behind its links printed in the text, and blank in the plain text."""
    pieces = printed_targets(reading.text, reading.links)
    if not pieces:
        return reading
    places = [at for at, _ in pieces]
    grown = list(accumulate((len(words) for _, words in pieces), initial=0))

    def start(offset: int) -> int:
        """Where what begins at an offset begins now: behind an address that was put there."""
        return offset + grown[bisect_right(places, offset)]

    def moved(span: Span) -> Span:
        """Where a stretch stands now: an address behind its last character is none of it."""
        return Span(start(span.start), span.end + grown[bisect_left(places, span.end)])

    return replace(
        reading,
        text=_with(reading.text, pieces),
        plain=_with(reading.plain, [(at, " " * len(words)) for at, words in pieces]),
        links=tuple(Link(moved(link.span), link.target) for link in reading.links),
        ticks=tuple(Tick(moved(tick.span), tick.selected) for tick in reading.ticks),
        page_starts=tuple(map(start, reading.page_starts)),
    )


def _with(text: str, pieces: Sequence[tuple[int, str]]) -> str:
    """A text with pieces put in at their places, which are sorted."""
    parts: list[str] = []
    last = 0
    for at, words in pieces:
        parts += text[last:at], words
        last = at
    return "".join((*parts, text[last:]))


def whole_links(text: str, links: Iterable[Link]) -> list[Link]:
    """Links in order, without white space around their words; the pieces of one that a line's end divides are one."""
    found: list[Link] = []
    for span, given in sorted(links):
        target = given[:-1] if _HOST_ALONE.fullmatch(given) else given
        words = text[slice(*span)]
        start, end = span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip())
        if start >= end:
            continue
        before = found[-1] if found else None
        if before is not None and before.target == target and not text[before.span.end : start].strip(" \n"):
            found[-1] = Link(Span(before.span.start, max(end, before.span.end)), target)
        else:
            found.append(Link(Span(start, end), target))
    return found


def printed_targets(text: str, links: Iterable[Link]) -> list[tuple[int, str]]:
    """The addresses to print and their places, sorted: where words are no address, each once a line."""
    found: dict[int, str] = {}
    last: dict[str, int] = {}
    for (start, end), target in links:
        if len(target) > _LONGEST or _WEB.fullmatch(target) is None or not _says(text[start:end]):
            continue
        before, last[target] = last.get(target, -1), end
        if before >= 0 and "\n" not in text[before:start]:
            continue
        far = len(target) + _BESIDE
        line = text[max(0, start - far) : start].rpartition("\n")[2] + text[start : end + far].partition("\n")[0]
        if bare(target) not in line.casefold():
            found[_end_of_word(text, end)] = f" <{target}>"
    return sorted(found.items())


def _end_of_word(text: str, end: int) -> int:
    """Where the word ends of which a link covers the beginning."""
    while text[end : end + 1].isalnum():
        end += 1
    return end


def _says(words: str) -> bool:
    """Whether linked words are words, and no address."""
    return any(map(str.isalnum, words)) and not is_printed_address(words)
