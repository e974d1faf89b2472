"""Zip archives of documents: each member is a document, named like a file in a folder (``answers.zip/chile.docx``)."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from egov_kg.documents.content import recognise_archive
from egov_kg.errors import UnreadableDocument

MOST_MEMBERS: Final = 10_000
LARGEST_TOTAL: Final = 2**30
"""Bytes of all members of an archive, unpacked."""
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
_UNPACK: Final = "Unpack it and name the files in it"
_HIDDEN: Final = ("__MACOSX", ".")
"""How names begin that a folder would not show; so does one that leads out of the archive."""


def is_archive(path: Path) -> bool:
    """Whether a path is a zip archive that is no document itself; a file that cannot be looked at is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04" and recognise_archive(file) == "zip"
    except (OSError, ValueError):
        return False


def members(path: Path) -> Iterator[Path]:
    """The files in an archive as paths below it, in the order of their names; raises UnreadableDocument.

    Nothing is unpacked here. Hidden files are passed over, so are names that lead out of the archive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except _DAMAGE as error:
        raise UnreadableDocument(path, "it is a damaged zip archive", "Fetch it anew") from error
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise UnreadableDocument(path, f"it holds more than {MOST_MEMBERS:,} files or {LARGEST_TOTAL:,} bytes", _UNPACK)
    for name in sorted({entry.filename for entry in entries if not entry.is_dir()}):
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or any(part.startswith(_HIDDEN) for part in parts) or name.startswith("/"):
            continue
        yield path.joinpath(*parts)


def place(path: Path) -> tuple[Path, str] | None:
    """The archive that a path leads into and the name of the member there; None for a path that leads into none."""
    for above in path.parents:
        try:
            mode = above.stat().st_mode
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(mode) and is_archive(above):
            return above, path.relative_to(above).as_posix()
        return None
    return None


def load(path: Path, archive: Path, name: str, largest: int) -> bytes:
    """The bytes of a member of at most so many bytes; raises UnreadableDocument."""
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = {entry.filename.replace("\\", "/"): entry for entry in opened.infolist()}
            if name not in entries:
                raise UnreadableDocument(path, "there is no such file in the archive", "Check the path")
            with opened.open(entries[name]) as member:
                data = member.read(largest + 1)
    except _DAMAGE as error:
        raise UnreadableDocument(path, "it is damaged in its archive", "Fetch the archive anew") from error
    if len(data) > largest:
        reason = f"it is larger than the limit (limit {largest:,} bytes)"
        raise UnreadableDocument(path, reason, "Divide it into smaller files")
    return data

