"""The built front end: style and scripts of the pages, made from ``web/`` when the package is built.

A page names an entry (``style.css``, ``query.js``); the file's own name carries a hash of its content, so that a
browser may keep it for ever. Every script is one file that imports nothing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from egov_kg.errors import FrontEndMissing

FOLDER: Final = Path(__file__).resolve().parent / "assets"
MANIFEST: Final = "manifest.json"
MEDIA_TYPES: Final = MappingProxyType({
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
})
ENCODINGS: Final = MappingProxyType({"br": ".br", "gzip": ".gz"})
"""The forms that stand compressed beside each file, the smallest first."""
_END_OF_ELEMENT: Final = re.compile(r"</(?=script|style)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A built file: its name, which changes with its content, and its media type."""

    name: str
    media_type: str

    def read(self, encoding: str = "") -> bytes:
        """The bytes, as they are or in an encoding of ENCODINGS; raises FrontEndMissing."""
        path = FOLDER / (self.name + (ENCODINGS[encoding] if encoding else ""))
        try:
            return path.read_bytes()
        except OSError as error:
            raise FrontEndMissing(path) from error


def asset(entry: str) -> Asset:
    """The built file of an entry such as ``style.css``; raises FrontEndMissing where it was not built."""
    name = _manifest().get(entry)
    if name is None:
        raise FrontEndMissing(FOLDER / entry)
    return _asset(name)


def assets() -> dict[str, Asset]:
    """All built files by their own names; raises FrontEndMissing."""
    return {name: _asset(name) for name in _manifest().values()}


def inline(entry: str) -> str:
    """A script or a style sheet as it may stand inside ``<script>`` or ``<style>``; raises FrontEndMissing."""
    return _END_OF_ELEMENT.sub(r"<\\/", asset(entry).read().decode("utf-8"))


def _asset(name: str) -> Asset:
    return Asset(name=name, media_type=MEDIA_TYPES[Path(name).suffix])


def _manifest() -> dict[str, str]:
    path = FOLDER / MANIFEST
    try:
        return _read_manifest(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise FrontEndMissing(path) from error


@lru_cache(maxsize=1)
def _read_manifest(path: Path, changed: int) -> dict[str, str]:
    """The file's names by entry; read again when the front end was built again."""
    del changed
    names: dict[str, str] = json.loads(path.read_bytes())
    return names
