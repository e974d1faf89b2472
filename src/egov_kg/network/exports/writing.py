"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from egov_kg.errors import OutputUnusable


def write_files(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Writes files beside their places and then renames them; returns the places. Raises OutputUnusable."""
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    try:
        for path, content in files.items():
            beside[path].write_bytes(content)
        for path in files:
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        for path, part in beside.items():
            part.replace(path)
    except OSError as error:
        for part in beside.values():
            part.unlink(missing_ok=True)
        raise OutputUnusable(path, f"cannot be written ({error.strerror or error})") from error
    return tuple(files)


__all__ = ["write_files"]
