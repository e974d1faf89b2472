"""Folders and files that are replaced in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
"""Of linux/fcntl.h and linux/fs.h; the call is renameat2(2)."""


def exchange(one: Path, other: Path) -> None:
    """Exchanges two folders in one step; raises OSError, with ENOSYS where the system has no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def put_in_place(new: Path, place: Path) -> None:
    """Renames a folder to its place beside it; what stood there is exchanged for it in one step and removed.

    Where the system cannot exchange folders, the old one is renamed first, and back when the new one cannot follow.
    Raises OSError.
    """
    if not os.path.lexists(place):
        new.rename(place)
        return
    old = new
    try:
        exchange(new, place)
    except OSError as error:
        if error.errno not in (errno.ENOSYS, errno.EINVAL):
            raise
        old = new.with_name(f"{new.name}.old")
        _change_one_by_one(new, place, old)
    shutil.rmtree(old, ignore_errors=True)


def _change_one_by_one(new: Path, place: Path, old: Path) -> None:
    place.rename(old)
    try:
        new.rename(place)
    except BaseException:
        old.rename(place)
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file beside its place and renames it, so that nobody ever finds half of it; raises OSError."""
    place = path.resolve()
    if place.exists() and not place.is_file():  # a pipe or a device: nothing can be renamed to it
        place.write_bytes(data)
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
    except OSError as error:  # nobody knows the name that was tried
        raise OSError(error.errno, error.strerror, str(path)) from error
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        aside.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~mask)
        aside.replace(place)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


__all__ = ["exchange", "put_in_place", "replace_file"]
