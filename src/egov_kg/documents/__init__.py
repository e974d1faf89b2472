"""Documents: the text of a file, the same text without its markup, links, tick marks and private contacts.

A format is a module with a `READER` and one line in `READERS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from egov_kg.config import Limits
from egov_kg.documents import docx, files, html, markdown, odt, pdf, text
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
_LIMITS = Limits()
_BLANK = "\ufeff\u200b\u2060"


def find(paths: Iterable[Path]) -> Found:
    """The files to read among files and folders (searched to the bottom), each once, in the order of their names."""
    known = " ".join(sorted(SUFFIXES))
    return files.find(paths, suffixes=SUFFIXES, why_not=lambda suffix: _why_not(suffix, known))


def _why_not(suffix: str, known: str) -> str:
    kind = f"files that end in {suffix}" if suffix else "files without a suffix"
    return f"{kind} are not read from folders (read: {known}); name the file itself to try it"


def read(path: Path, *, limits: Limits = _LIMITS, personal_data: bool = False) -> Document:
    """One file as a document, its private contacts blanked unless personal data is asked for.

    Raises UnreadableDocument with the reason and what to do about it. The content decides over the suffix.
    """
    path = Path(path)
    data = files.load(path, limits.document_bytes)
    if not data:
        raise UnreadableDocument(path, "it is empty", "Check that it was saved or downloaded completely")
    reading = _reader(path, data).read(path, data)
    if not reading.text.strip().strip(_BLANK).strip():
        raise UnreadableDocument(path, "it holds nothing but white space", "Check that it was saved with its text")
    document = Document(
        file_name=files.printable(path.name),
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
        plain=reading.plain,
        links=reading.links,
        ticks=reading.ticks,
        page_starts=reading.page_starts,
    )
    return document if personal_data else with_private(document, contacts(document.text))


def _reader(path: Path, data: bytes) -> Reader:
    content = recognise(data)
    if content is None:
        return SUFFIXES.get(path.suffix.lower(), READERS[0])
    if content.name not in _BY_CONTENT:
        raise UnreadableDocument(path, f"it is {content.title}", content.advice)
    return _BY_CONTENT[content.name]


__all__ = [
    "READERS", "SUFFIXES", "Found", "Reader", "Reading", "contacts", "find", "masked", "read", "with_private",
]  # fmt: skip
