"""Web pages (HTML): what a browser shows, in reading order; navigation and page feet set aside, nothing executed."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from egov_kg.documents.composing import Composer
from egov_kg.documents.encoding import decode
from egov_kg.documents.html_blocks import Flow
from egov_kg.documents.reader import Reader, Reading
from egov_kg.errors import UnreadableDocument

_CHARSET: Final = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_ENDS_BY_ITSELF: Final = frozenset({
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "col", "br",
    "hr", "img", "input", "meta", "link", "wbr", "area", "base", "embed", "source", "track", "param", "rt", "rp",
})  # fmt: skip
MOST_UNCLOSED: Final = 2_000
_HEAD_BYTES: Final = 4096
_SAFE_CODECS: Final = re.compile(r"utf-8|iso8859|cp1?\d{2,4}|mac|koi8|gb|big5|shift|euc|ascii|tis|hz|johab")
"""Encodings of text; Python knows others, which unpack or turn around."""


def read_html(path: Path, data: bytes) -> Reading:
    """The text of a page."""
    characters = _characters(path, data)
    if _unclosed(characters) > MOST_UNCLOSED:
        reason = f"more than {MOST_UNCLOSED:,} of its elements are not closed, which takes a browser very long"
        raise UnreadableDocument(path, reason, "Do not trust it; ask its sender for another copy")
    body = LexborHTMLParser(characters).body
    composer = Composer()
    flow = Flow(composer)
    if body is not None:
        flow.children(body)
        flow.flush()
    for node in flow.set_aside:
        composer.aside(flow.all_words(node))
    return composer.reading()


def _characters(path: Path, data: bytes) -> str:
    """The characters of a page, by its own word on its encoding where that fits."""
    found = _DECLARED.search(data[:_HEAD_BYTES]) or _CHARSET.search(data[:_HEAD_BYTES])
    if found and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = found[1].decode("ascii").lower()
        # What calls itself Latin-1 on the web is Windows-1252.
        name = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name
        try:
            if _SAFE_CODECS.match(codecs.lookup(name).name):
                return data.decode(name).replace("\0", "\ufffd")
        except (LookupError, UnicodeDecodeError):
            pass  # the page's word does not fit: its bytes decide
    return decode(path, data)


def _unclosed(characters: str) -> int:
    """How many elements are open at once at most, by name; those that end where the next begins are not counted.

    What the rules of HTML do with an end tag takes as long as elements are open.
    """
    most: dict[str, int] = {}
    opened: dict[str, int] = {}
    for tag in _TAG.finditer(characters):
        name = tag[2].lower()
        if name in _ENDS_BY_ITSELF:
            continue
        depth = opened.get(name, 0) + (-1 if tag[1] else 1)
        opened[name] = max(depth, 0)
        if depth > most.get(name, 0):
            most[name] = depth
    return sum(most.values())


READER = Reader(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    media_type="text/html",
    read=read_html,
    content="html",
)
