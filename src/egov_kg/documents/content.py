"""Which format a file's bytes are, whatever its name says."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import BinaryIO, NamedTuple

AS_PLAIN_TEXT = "Save it as plain text (.txt) and name that file"
AS_DOCUMENT = "Name a file with a document in it instead"


class Content(NamedTuple):
    """A recognised format: its short name, its name in a sentence, and what to do about a file of it."""

    name: str
    title: str
    advice: str


_SIGNATURES: tuple[tuple[bytes, Content], ...] = (
    (b"%PDF-", Content("pdf", "a PDF document", AS_PLAIN_TEXT)),
    (b"{\\rtf", Content("rtf", "a Rich Text document", AS_PLAIN_TEXT)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content("ole", "an old or encrypted Office document", AS_PLAIN_TEXT)),
    (b"%!PS", Content("postscript", "a PostScript document", AS_PLAIN_TEXT)),
    (b"PK\x05\x06", Content("zip", "an empty zip archive", AS_DOCUMENT)),
    (b"\x1f\x8b", Content("gzip", "a gzip archive", "Unpack it and name the files in it")),
    (b"BZh", Content("bzip2", "a bzip2 archive", "Unpack it and name the files in it")),
    (b"\xfd7zXZ\x00", Content("xz", "an xz archive", "Unpack it and name the files in it")),
    (b"\x28\xb5\x2f\xfd", Content("zstd", "a zstd archive", "Unpack it and name the files in it")),
    (b"7z\xbc\xaf\x27\x1c", Content("7z", "a 7z archive", "Unpack it and name the files in it")),
    (b"Rar!\x1a\x07", Content("rar", "a RAR archive", "Unpack it and name the files in it")),
    (b"\x89PNG\r\n\x1a\n", Content("png", "a picture (PNG)", "Have its text recognised and save that as plain text")),
    (b"\xff\xd8\xff", Content("jpeg", "a picture (JPEG)", "Have its text recognised and save that as plain text")),
    (b"GIF8", Content("gif", "a picture (GIF)", "Have its text recognised and save that as plain text")),
    (b"II*\x00", Content("tiff", "a picture (TIFF)", "Have its text recognised and save that as plain text")),
    (b"MM\x00*", Content("tiff", "a picture (TIFF)", "Have its text recognised and save that as plain text")),
)
_ZIPPED: tuple[tuple[str, Content], ...] = (
    ("word/", Content("docx", "a Word document (DOCX)", AS_PLAIN_TEXT)),
    ("xl/", Content("xlsx", "an Excel workbook", AS_PLAIN_TEXT)),
    ("ppt/", Content("pptx", "a PowerPoint presentation", AS_PLAIN_TEXT)),
    ("META-INF/container.xml", Content("epub", "an EPUB book", AS_PLAIN_TEXT)),
    ("content.xml", Content("odf", "an OpenDocument spreadsheet or presentation", AS_PLAIN_TEXT)),
)
_ODT = Content("odt", "an OpenDocument text (ODT)", AS_PLAIN_TEXT)
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_ZIP = Content("zip", "a zip archive", "Unpack it and name the files in it")
_DAMAGED_ZIP = Content("damaged", "a damaged zip archive or Office document", "Fetch it anew")
_ENCRYPTED_ZIP = Content("encrypted", "an encrypted zip archive", "Unpack it with its password, name the files in it")
_HTML = Content("html", "an HTML page", AS_PLAIN_TEXT)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
_HTML_STARTS = (b"<!doctype html", b"<html")
_HEAD_BYTES = 1024


def recognise(data: bytes) -> Content | None:
    """The format that the bytes are, None for characters or something unknown."""
    head = data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(io.BytesIO(data))
    for magic, content in _SIGNATURES:
        if data.startswith(magic) or (magic[:1] in b"%{" and head.startswith(magic)):
            return content
    lowered = head.lower()
    if lowered.startswith(_HTML_STARTS) or (lowered.startswith(b"<?xml") and b"<html" in lowered):
        return _HTML
    return None


def recognise_archive(file: BinaryIO) -> str:
    """The short name of what a file that begins like a zip archive is."""
    return _in_zip(file).name


def _in_zip(file: BinaryIO) -> Content:
    """Which format a zip archive carries, by the names in it; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                return _ENCRYPTED_ZIP
            if _is_odt(archive):
                return _ODT
    except _DAMAGE:
        return _DAMAGED_ZIP
    for prefix, content in _ZIPPED:
        if any(entry.filename.startswith(prefix) for entry in entries):
            return content
    return _ZIP


def _is_odt(archive: zipfile.ZipFile) -> bool:
    """Whether the archive says that it is an OpenDocument text, or a template of one."""
    names = archive.namelist()
    if "content.xml" not in names or "mimetype" not in names:
        return False
    with archive.open("mimetype") as part:
        return part.read(_HEAD_BYTES).strip() in (_ODT_TYPE, _ODT_TYPE + b"-template")
