"""Files and folders: which files there are to read, and their bytes, without ever waiting for a pipe or a device."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from egov_kg.documents.archives import is_archive, members, place
from egov_kg.documents.archives import load as load_member
from egov_kg.errors import UnreadableDocument
from egov_kg.model import Skipped

_REASONS = {
    errno.ENOENT: ("there is no such file", "Check the path"),
    errno.ENOTDIR: ("there is no such file", "Check the path: a part of it is a file, not a folder"),
    errno.EACCES: ("it may not be read", "Give yourself permission to read it"),
    errno.EPERM: ("it may not be read", "Give yourself permission to read it"),
    errno.ELOOP: ("it is a link that leads to itself", "Name the file that it should lead to"),
    errno.ENAMETOOLONG: ("its name is too long", "Check the path"),
}


STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The files to read, sorted by name, what lies in the folders and is not read, and the web addresses to read."""

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    addresses: tuple[str, ...] = ()


def load(path: Path, largest: int) -> bytes:
    """The bytes of a regular file of at most so many bytes; raises UnreadableDocument."""
    if path == STANDARD_INPUT:
        return _standard_input(largest)
    if (inside := place(path)) is not None:
        return load_member(path, *inside, largest)
    try:
        _refuse(path, path.stat(), largest)  # before opening: opening a device can do something
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            _refuse(path, os.fstat(descriptor), largest)
            data = file.read(largest + 1)
    except OSError as error:
        reason, advice = _REASONS.get(error.errno or 0, (f"it cannot be read ({error.strerror})", "Check the path"))
        raise UnreadableDocument(path, reason, advice) from error
    except ValueError as error:
        raise UnreadableDocument(path, "its name holds a zero byte", "Check the path") from error
    if len(data) > largest:
        raise _too_large(path, len(data), largest)
    return data


def _standard_input(largest: int) -> bytes:
    """All of the standard input; what comes from a terminal is nothing, for nobody types a document."""
    if sys.stdin.isatty():
        raise UnreadableDocument("-", "the standard input is a terminal", "Send a document into it: … < FILE")
    data = sys.stdin.buffer.read(largest + 1)
    if len(data) > largest:
        raise _too_large(STANDARD_INPUT, len(data), largest)
    return data


def _refuse(path: Path, status: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableDocument(path, "it is a folder", "Name the files in it")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableDocument(path, "it is a pipe or a device, not a file", "Save its content in a file")
    if status.st_size > largest:
        raise _too_large(path, status.st_size, largest)


def _too_large(path: Path, size: int, largest: int) -> UnreadableDocument:
    reason = f"it is larger than the limit ({size:,} bytes or more, limit {largest:,})"
    return UnreadableDocument(path, reason, "Divide it into smaller files")


def find(paths: Iterable[Path], *, suffixes: Iterable[str], why_not: Callable[[str], str]) -> Found:
    """The files that are named or lie in the folders named, each once, in the order of their names.

    A named file is taken whatever it is called; in folders, hidden ones are passed over and others than those of the
    suffixes are skipped for the reason that ``why_not`` gives for their suffix. Links to folders are not followed.
    """
    wanted = frozenset(suffixes)
    files: dict[str, Path] = {}
    skipped: set[Skipped] = set()
    for path in sorted({Path(path) for path in paths}, key=os.fspath):
        if is_archive(path):
            inside = _members(path, files)
        elif _is_folder(path):
            inside = _walk(path, skipped)
        else:
            _take(files, path)
            continue
        for entry in inside:
            for one in _members(entry, files) if is_archive(entry) else (entry,):
                if one.suffix.lower() in wanted:
                    _take(files, one)
                else:
                    skipped.add(_skip(one, "file", why_not(one.suffix.lower())))
    named = {printable(os.fspath(path)) for path in files.values()}
    return Found(
        files=tuple(sorted(files.values(), key=lambda path: (path.name, os.fspath(path)))),
        skipped=tuple(sorted((item for item in skipped if item.document not in named), key=lambda item: item.document)),
    )


def printable(name: str) -> str:
    """A file's name as it can be printed: undecodable bytes and control characters become U+FFFD."""
    return name if name.isprintable() else "".join(_printable(char) for char in name)


def _printable(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char.isspace() and char not in "\t\r\n\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029" else "\ufffd"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _take(files: dict[str, Path], path: Path) -> None:
    """Add a file under what it is in the end, so that two ways to it are one file."""
    try:
        real = os.path.realpath(path)
    except (OSError, ValueError):
        real = os.fspath(path)
    files.setdefault(real, path)


def _skip(path: Path, what: str, reason: str) -> Skipped:
    return Skipped(document=printable(os.fspath(path)), what=what, reason=reason)


def _members(archive: Path, files: dict[str, Path]) -> Iterator[Path]:
    """The files in an archive; one that cannot be opened stays a file, so that reading it says why."""
    try:
        yield from members(archive)
    except UnreadableDocument:
        _take(files, archive)


def _walk(folder: Path, skipped: set[Skipped]) -> Iterator[Path]:
    """The visible files below a folder, in the order of their names."""

    def refused(error: OSError) -> None:
        skipped.add(_skip(Path(error.filename), "folder", "it may not be read"))

    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (Path(parent) / name).is_symlink():
                skipped.add(_skip(Path(parent) / name, "folder", "links to folders are not followed; name the folder"))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(parent) / name
