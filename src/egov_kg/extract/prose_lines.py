"""Lines that head the text under them where a page's layout has no better heading: a short line, then sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from egov_kg.extract.passage import Passage
from egov_kg.language.blocks import Block

LONGEST = 130
MOST_WORDS = 16
FARTHEST = 30
"""Blocks above a text among which the line that heads it stands."""
_OPENS = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+)?(?:[A-ZÀ-Ý¿]|[ei][A-Z])")
_CLOSED = re.compile(r"[.,;:!?…]\Z|[.!?;]\s")
_YEARS_OR_NUMBER = re.compile(r"\b(?:[Nn][oº°ú]?[mo]?\.?|[Nn]r\.)\s+(?=\d)|\b[A-Z]\.\s?(?=[A-Z]\.)")


def is_headline(passage: Passage, index: int) -> bool:
    """Whether a block is a line of its own, without a sentence's mark, that another block stands under."""
    blocks = passage.analysis.blocks
    block = blocks[index]
    if index + 1 >= len(blocks) or block.row or block.bullet or block.end - block.start > LONGEST:
        return False
    words = passage.text[block.start : block.end]
    if "\n" in words or _OPENS.match(words) is None or len(words.split()) > MOST_WORDS:
        return False
    return _CLOSED.search(_YEARS_OR_NUMBER.sub("", words)) is None


def block_index(passage: Passage, offset: int) -> int:
    """The number of the block that holds an offset, or the last before it."""
    return bisect_right(passage.analysis.blocks, offset, key=lambda block: block.start) - 1


def headlines_above(passage: Passage, offset: int) -> Iterator[Block]:
    """The lines not far above an offset that head text, the nearest first."""
    index = block_index(passage, offset)
    for above in range(index - 1, max(-1, index - FARTHEST), -1):
        if is_headline(passage, above):
            yield passage.analysis.blocks[above]
