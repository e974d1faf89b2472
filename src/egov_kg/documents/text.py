"""Plain text. In the wild it is often Markdown under another name, so both are read alike."""

from __future__ import annotations

import re
from pathlib import Path

from egov_kg.documents.encoding import decode
from egov_kg.documents.markup import blank_markup
from egov_kg.documents.reader import Reader, Reading
from egov_kg.documents.ticks import find_ticks

_PAGE_END = re.compile("\f")


def read_text(path: Path, data: bytes) -> Reading:
    """The characters of a file with their Markdown blanked; form feeds begin pages."""
    text = decode(path, data)
    ticks, boxes = find_ticks(text)
    plain, links = blank_markup(text, boxes)
    feeds = tuple(match.end() for match in _PAGE_END.finditer(text))
    return Reading(text=text, plain=plain, links=links, ticks=ticks, page_starts=(0, *feeds) if feeds else ())


READER = Reader(name="text", suffixes=(".txt", ".text"), media_type="text/plain", read=read_text)
