"""Blanking: characters become spaces, line ends stay, every offset stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from egov_kg.model import Span

LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What `str.splitlines` splits at, so that a blanked text has the lines of the text."""

_BESIDE_LINE_ENDS = re.compile(f"[^{LINE_ENDS}]")


def filled(text: str, filling: str = " ") -> str:
    """As many of one character as the text has, with the text's line ends."""
    return filling * len(text) if text.isprintable() else _BESIDE_LINE_ENDS.sub(filling, text)


def fill(text: str, spans: Iterable[Span], filling: str = " ") -> str:
    """The text with sorted spans, none of which overlap, filled."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += text[last:start], filled(text[start:end], filling)
        last = end
    return "".join((*pieces, text[last:]))


def merged(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """Spans within a text of a length, sorted; those that overlap or touch are one, empty ones are none."""
    result: list[Span] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if result and start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(end, result[-1].end))
        else:
            result.append(Span(start, end))
    return tuple(result)


def positions(text: str, characters: str) -> list[int]:
    """Where any of a few characters stands, in order; much faster than a pattern where they are rare."""
    found = []
    for character in characters:
        at = text.find(character)
        while at >= 0:
            found.append(at)
            at = text.find(character, at + 1)
    return sorted(found)


def runs(places: Iterable[int]) -> list[Span]:
    """Sorted offsets as stretches, neighbours together."""
    found: list[Span] = []
    start = end = -1
    for place in places:
        if place != end:
            if end > start:
                found.append(Span(start, end))
            start = place
        end = place + 1
    return [*found, Span(start, end)] if end > start else found
