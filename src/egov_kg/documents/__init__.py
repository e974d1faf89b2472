"""Documents: the text of a file, the same text without its markup, links, tick marks and private contacts.

A format is a module with a `READER` and one line in `READERS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from egov_kg.config import Limits
from egov_kg.documents import docx, files, html, markdown, odt, pdf, text, web
from egov_kg.documents.content import recognise
from egov_kg.documents.files import Found
from egov_kg.documents.private import contacts, masked, with_private
from egov_kg.documents.reader import Reader, Reading, by_suffix
from egov_kg.errors import UnreadableDocument
from egov_kg.model import Document

READERS: tuple[Reader, ...] = (
    text.READER,
    markdown.READER,
    docx.READER,
    odt.READER,
    html.READER,
    pdf.READER,
)
SUFFIXES = MappingProxyType(by_suffix(READERS))
"""The reader of each suffix; the first reader also tries files of other suffixes that are named by themselves."""

_BY_CONTENT = {reader.content: reader for reader in READERS if reader.content}
_BY_MEDIA_TYPE = {reader.media_type: reader for reader in READERS} | {"application/xhtml+xml": html.READER}
_LIMITS = Limits()
_BLANK = "\ufeff\u200b\u2060"


def find(paths: Iterable[Path | str]) -> Found:
    """What to read among files, folders, zip archives (searched to the bottom) and web addresses, each once, by name.

    A web address is a string; ``-`` is the standard input.
    """
    named = list(paths)
    known = " ".join(sorted(SUFFIXES))
    addresses = sorted({str(path) for path in named if is_address(path)})
    below = [Path(path) for path in named if not is_address(path)]
    found = files.find(below, suffixes=SUFFIXES, why_not=lambda suffix: _why_not(suffix, known))
    return replace(found, addresses=tuple(addresses))


def load(path: Path) -> bytes:
    """The bytes of a file or of a member of an archive, within the usual limits; raises UnreadableDocument."""
    return files.load(path, _LIMITS.document_bytes)


def is_address(path: Path | str) -> bool:
    """Whether a document is named by a web address: a string, for a path has no double strokes."""
    return isinstance(path, str) and web.is_address(path)


def _why_not(suffix: str, known: str) -> str:
    kind = f"files that end in {suffix}" if suffix else "files without a suffix"
    return f"{kind} are not read from folders (read: {known}); name the file itself to try it"


def read(
    path: Path | str, *, limits: Limits = _LIMITS, personal_data: bool = False, private_networks: bool = False,
    ocr: bool = False,
) -> Document:
    """One file, member of an archive or page at a web address as a document.

    Private contacts are blanked unless personal data is asked for; ``ocr`` recognises the text of pages that are
    pictures. The content decides over the suffix. Raises UnreadableDocument with the reason and what to do about it.
    """
    if isinstance(path, str) and web.is_address(path):
        data, media_type = web.fetch(path, limits=limits, private_networks=private_networks)
        name, path = path, Path(path)
    else:
        path, media_type = Path(path), ""
        name, data = path.name, files.load(path, limits.document_bytes)
    if path == files.STANDARD_INPUT:
        name = "standard input"
    if not data:
        raise UnreadableDocument(path, "it is empty", "Check that it was saved or downloaded completely")
    reader = _reader(path, data, media_type)
    reading = (reader.recognise if ocr and reader.recognise else reader.read)(path, data)
    if not reading.text.strip().strip(_BLANK).strip():
        raise UnreadableDocument(path, "it holds nothing but white space", "Check that it was saved with its text")
    document = Document(
        file_name=files.printable(name),
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
        plain=reading.plain,
        links=reading.links,
        ticks=reading.ticks,
        page_starts=reading.page_starts,
        recognised=reading.recognised,
        pictures=reading.pictures,
    )
    return document if personal_data else with_private(document, contacts(document.text))


def _reader(path: Path, data: bytes, media_type: str) -> Reader:
    content = recognise(data)
    if content is None:
        if media_type in _BY_MEDIA_TYPE:
            return _BY_MEDIA_TYPE[media_type]
        return SUFFIXES.get(path.suffix.lower(), READERS[0])
    if content.name not in _BY_CONTENT:
        raise UnreadableDocument(path, f"it is {content.title}", content.advice)
    return _BY_CONTENT[content.name]


__all__ = [
    "READERS", "SUFFIXES", "Found", "Reader", "Reading", "contacts", "find", "is_address", "load", "masked", "read",
    "with_private",
]  # fmt: skip
