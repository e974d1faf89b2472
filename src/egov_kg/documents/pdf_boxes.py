"""Tick boxes of a PDF page where they are seen: PDFium gives glyphs of a fallback font before the line's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from egov_kg.documents.pdf_words import Box, PageWords, Segment
from egov_kg.documents.ticks import GLYPHS

_SAME_LINE: Final = 0.5
"""Of the letters' size: base lines so near are one line."""


def in_their_places(words: PageWords, segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a page, those divided in the middle of which a box stands."""
    boxes = [one for one in segments if all(char in GLYPHS for char in one.text)]
    if not boxes:
        return list(segments)
    found: list[Segment] = []
    for one in segments:
        inside = sorted(box.left for box in boxes if box is not one and _stands_in(box, one))
        found += _divided(words, one, inside) if inside else [one]
    return found


def _stands_in(box: Segment, segment: Segment) -> bool:
    level = abs(box.y - segment.y) <= _SAME_LINE * max(box.size, segment.size)
    return level and segment.left < (box.left + box.right) / 2 < segment.right


def _divided(words: PageWords, segment: Segment, places: Sequence[float]) -> list[Segment]:
    """A segment as several: one before each place and one behind the last."""
    groups: list[list[Box]] = [[] for _ in range(len(places) + 1)]
    for word in words.boxes(segment):
        groups[sum(place < (word.left + word.right) / 2 for place in places)].append(word)
    if sum(map(bool, groups)) < 2:
        return [segment]
    return [_part(segment, group, number) for number, group in enumerate(groups) if group]


def _part(segment: Segment, group: Sequence[Box], number: int) -> Segment:
    start, end = group[0].start, group[-1].end
    here, there = next(part for part in reversed(segment.parts) if part[0] <= start)
    parts = [(0, there + start - here), *((at - start, origin) for at, origin in segment.parts if start < at < end)]
    return Segment(
        text=segment.text[start:end], left=group[0].left, right=group[-1].right, y=segment.y, size=segment.size,
        bold=segment.bold, first=group[0].right - group[0].left, order=segment.order + number / 100, parts=parts,
    )  # fmt: skip
