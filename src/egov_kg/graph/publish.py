"""Puts the files of a build into a folder, all of them or none."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from egov_kg.errors import InvalidIdentifier

TEXTS = "texts"
_TEXT_NAME = re.compile(r"[0-9a-f]{16}\.txt\Z")


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by their names below a folder; texts of earlier builds go, every other file stays.

    Everything is written aside first, inside the folder, so that a full disk or an interruption leaves the earlier
    build whole; what goes wrong while the files are put in place is undone. Raises InvalidIdentifier for a name that
    leads out of the folder, OSError where the folder cannot be written or where a subfolder is a symbolic link.
    """
    names = {name: _checked(name) for name in files}
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    aside = Path(tempfile.mkdtemp(prefix=".egov-kg-", dir=root))
    try:
        for name, data in files.items():
            written = aside / "new" / names[name]
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(data)
        _put_in_place(root, aside, sorted(names.values()))
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put_in_place(root: Path, aside: Path, names: list[PurePosixPath]) -> None:
    """Moves the old files out and the new ones in; moves them back when that fails."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for name in _stale(root, names):
            done.append((root / name, _set_aside(root, aside, name)))
        for name in names:
            _plain_folder(root, name)
            done.append((root / name, _set_aside(root, aside, name)))
            (aside / "new" / name).replace(root / name)
    except BaseException:
        for place, old in reversed(done):
            if old is not None:
                old.replace(place)
            else:
                place.unlink(missing_ok=True)
        raise


def _set_aside(root: Path, aside: Path, name: PurePosixPath) -> Path | None:
    place, old = root / name, aside / "old" / name
    if not os.path.lexists(place):
        return None
    old.parent.mkdir(parents=True, exist_ok=True)
    return place.replace(old)


def _stale(root: Path, names: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    texts = root / TEXTS
    if texts.is_symlink() or not texts.is_dir():
        return []
    found = {PurePosixPath(TEXTS, path.name) for path in texts.iterdir() if _TEXT_NAME.match(path.name)}
    return sorted(found - set(names))


def _plain_folder(root: Path, name: PurePosixPath) -> None:
    """Makes the folders above a file; a link among them would lead out of the build's folder."""
    for above in reversed(name.parents[:-1]):
        folder = root / above
        if folder.is_symlink():
            raise NotADirectoryError(f"{folder} is a symbolic link; a build writes only below its own folder")
        folder.mkdir(exist_ok=True)


def _checked(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in name or "\0" in name:
        raise InvalidIdentifier(name, "the name of a file of a build leads out of its folder")
    return path
