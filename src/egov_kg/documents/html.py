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

_CHARSET: Final = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_HEAD_BYTES: Final = 4096
_SAFE_CODECS: Final = re.compile(r"utf-8|iso8859|cp1?\d{2,4}|mac|koi8|gb|big5|shift|euc|ascii|tis|hz|johab")
"""Encodings of text; Python knows others, which unpack or turn around."""


def read_html(path: Path, data: bytes) -> Reading:
    """The text of a page."""
    body = LexborHTMLParser(_characters(path, data)).body
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


READER = Reader(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    media_type="text/html",
    read=read_html,
    content="html",
)
