"""Puts the files of a build into a folder, all of them or none."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from egov_kg.errors import InvalidIdentifier
from egov_kg.folders import exchange

TEXTS: Final = "texts"
LINKS: Final = "links"
"""What ``egov-kg link`` writes below a build: it stays."""
_OF_A_BUILD: Final = re.compile(r"egov-kg\.[a-z.]+\Z|texts/[0-9a-f]{16}\.txt\Z")
"""What stands in a folder because some build wrote it."""


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by their names below a folder; texts and exports of earlier builds go, every other file stays.

    Everything is written aside first. Where the system can exchange two folders in one step, that step publishes the
    build, so that a run killed at any moment leaves the earlier build whole. Elsewhere, and where the folder holds
    other folders or is the one that the program was started in, files are put in place one by one, and what goes
    wrong meanwhile is undone. A killed run can leave a hidden folder named ``.…egov-kg-…`` behind. Raises
    InvalidIdentifier for a name that leads out of the folder, OSError where the folder cannot be written or where a
    subfolder is a symbolic link.
    """
    names = {_checked(name): data for name, data in files.items()}
    folder.mkdir(parents=True, exist_ok=True)
    root = folder.resolve()
    for name in names:
        _refuse_links(root, name)
    if not (_exchangeable(root) and _exchange_whole(root, names)):
        _replace_files(root, names)


def check_folder(folder: Path) -> None:
    """Raises OSError, with what to do about it, where nothing could be published into a folder that may not exist."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "it is a file, not a folder. Name a folder to write into", str(folder))
    existing = next(path for path in [folder.absolute(), *folder.absolute().parents] if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "nothing may be written there. Name another folder", str(folder))
    try:  # rights say nothing of a file system that takes no files
        Path(tempfile.mkdtemp(prefix=".egov-kg-", dir=existing)).rmdir()
    except OSError as error:
        raise OSError(error.errno, f"{error.strerror}. Name another folder", str(folder)) from error


# ---- the folder at once ----


def _exchangeable(root: Path) -> bool:
    """Whether the folder can be another one from now on: nobody stands in it, and it holds files and texts alone."""
    if Path.cwd().is_relative_to(root) or not os.access(root, os.W_OK):
        return False
    entries = [path for path in root.iterdir() if path.name not in (TEXTS, LINKS)]
    linked = [path for path in root.glob(f"{LINKS}/**/*") if path.is_symlink() or not path.is_dir()]
    every = [*entries, *root.glob(f"{TEXTS}/*"), *linked]
    return not (root / LINKS).is_symlink() and all(path.is_file() and not path.is_symlink() for path in every)


def _exchange_whole(root: Path, files: Mapping[PurePosixPath, bytes]) -> bool:
    """Makes a folder beside with the new files and what stays, and exchanges the two; False where that cannot be."""
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{root.name}.egov-kg-", dir=root.parent))
    except OSError:
        return False
    try:
        shutil.copymode(root, beside)
        _write(beside, files)
        for path in _others(root, files):
            _link(path, beside / path.relative_to(root))
        exchange(beside, root)
        for path in _others(beside, files):  # what came into the old folder meanwhile
            if not os.path.lexists(root / path.relative_to(beside)):
                path.rename(root / path.relative_to(beside))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        return False
    finally:
        _remove(beside)
    return True


def _others(root: Path, files: Mapping[PurePosixPath, bytes]) -> list[Path]:
    """The files of a folder that a build neither writes nor takes away."""
    gone = {*files, *_stale(root, files)}
    found = [path for path in root.rglob("*") if not path.is_dir()]
    return sorted(path for path in found if PurePosixPath(path.relative_to(root).as_posix()) not in gone)


def _link(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.hardlink_to(path)


# ---- file by file ----


def _replace_files(root: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    aside = Path(tempfile.mkdtemp(prefix=".egov-kg-", dir=root))
    try:
        _write(aside / "new", files)
        _put_in_place(root, aside, sorted(files))
    finally:
        _remove(aside)


def _put_in_place(root: Path, aside: Path, names: list[PurePosixPath]) -> None:
    """Moves the old files out and the new ones in; moves them back when that fails."""
    stale = _stale(root, names)
    try:
        for name in stale:
            _move(root / name, aside / "old" / name)
        for name in names:
            if os.path.lexists(root / name):
                _move(root / name, aside / "old" / name)
            _move(aside / "new" / name, root / name)
    except BaseException:
        _put_back(root, aside, names, stale)
        raise


def _put_back(root: Path, aside: Path, names: list[PurePosixPath], stale: list[PurePosixPath]) -> None:
    """Undoes what was moved: where the files are now says how far the run had come, at whatever moment it ended."""
    for name in names:
        if not os.path.lexists(aside / "new" / name):
            (root / name).unlink(missing_ok=True)
    for name in [*names, *stale]:
        if os.path.lexists(aside / "old" / name):
            _move(aside / "old" / name, root / name)


def _move(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)


# ---- both ----


def _write(folder: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _remove(folder: Path) -> None:
    """Removes a folder of ours; an interruption waits until it is gone."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except KeyboardInterrupt:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _stale(root: Path, names: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """The files of an earlier build that this one does not write."""
    texts = [] if (root / TEXTS).is_symlink() else root.glob(f"{TEXTS}/*")
    found = {PurePosixPath(path.relative_to(root).as_posix()) for path in [*root.iterdir(), *texts]}
    return sorted(name for name in found - set(names) if _OF_A_BUILD.match(str(name)))


def _refuse_links(root: Path, name: PurePosixPath) -> None:
    """A link among the folders above a file would lead out of the build's folder."""
    for above in name.parents[:-1]:
        if (root / above).is_symlink():
            raise NotADirectoryError(f"{root / above} is a symbolic link; a build writes only below its own folder")


def _checked(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in name or "\0" in name:
        raise InvalidIdentifier(name, "the name of a file of a build leads out of its folder")
    return path
