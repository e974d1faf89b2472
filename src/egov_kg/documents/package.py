"""Documents that are zip archives of XML: their parts, read within limits, without entities and without the network."""

from __future__ import annotations

import gc
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree  # guarded: what declares a document type is refused before it is parsed

from egov_kg.documents.reader import Reading
from egov_kg.errors import UnreadableDocument

LARGEST_PART = 128 * 2**20
LARGEST_PACKAGE = 256 * 2**20
"""Bytes of all parts that are read, unpacked: a document of 500 pages has less than a tenth."""
DEEPEST = 250
"""Elements within one another; Word nests tables some levels deep, hostile files by the thousand."""
MOST_ELEMENTS = 4_000_000
"""Elements of one part that is held in memory, or of one paragraph or table of a part that is not."""

_CHUNK = 2**16
_MOST_AT_ONCE = 500_000
"""Tags of a part that is held in memory as a whole, which is quicker: a document of 500 pages has fewer."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


class Package:
    """The parts of a document that is a zip archive; a reader names the parts that it wants."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self._left = LARGEST_PACKAGE
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise self.damaged() from error
        self.names = frozenset(self._archive.namelist())

    def damaged(self, part: str = "") -> UnreadableDocument:
        """The error for a part that cannot be read."""
        where = f", first in its part {part}" if part else ""
        advice = "Open it in the program that wrote it and save it again, or fetch it anew"
        return UnreadableDocument(self.path, f"it is damaged{where}", advice)

    def refused(self, reason: str) -> UnreadableDocument:
        """The error for what no honest document holds."""
        return UnreadableDocument(self.path, reason, "Do not trust it; ask its sender for another copy")

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none of that name."""
        if name not in self.names:
            return None
        largest = min(LARGEST_PART, self._left)
        try:
            with self._archive.open(name) as part:
                data = part.read(largest + 1)
        except _DAMAGED as error:
            raise self.damaged(name) from error
        if len(data) > largest:
            raise self.refused(f"it unpacks to more than {largest:,} bytes, as a zip bomb does")
        self._left -= len(data)
        # Encodings of XML differ from ASCII in zeros alone.
        if b"<!" in data.replace(b"\0", b"") and b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise self.refused(f"its part {name} declares a document type, which no Office program writes")
        return data

    def tree(self, name: str, *, only: Callable[[bytes], bytes] = bytes) -> ElementTree.Element | None:
        """A part as a tree; None where there is none of that name. ``only`` leaves out what is not asked for."""
        return next((element for element in self.elements(name, within=None, only=only)), None)

    def elements(
        self, name: str, *, within: str | None, only: Callable[[bytes], bytes] = bytes
    ) -> Iterator[ElementTree.Element]:
        """The children of the first element of a tag (of any namespace), each forgotten when the next is asked for.

        Without a tag, the root alone, whole.
        """
        data = self.read(name)
        if data is None:
            return
        data = only(data)
        try:
            if data.count(b"<") < _MOST_AT_ONCE:
                yield from _children(ElementTree.XML(data), within)
            else:
                yield from _elements(self, name, data, within)
        except ElementTree.ParseError as error:
            raise self.damaged(name) from error


def _children(root: ElementTree.Element, within: str | None) -> Iterator[ElementTree.Element]:
    """The children of the first element of a tag in a tree; without a tag, the tree."""
    if within is None:
        yield root
    else:
        yield from next((one for one in root.iter() if local(one.tag) == within), ())


def _elements(package: Package, name: str, data: bytes, within: str | None) -> Iterator[ElementTree.Element]:
    # No document type, so no entities: see read.
    parser: ElementTree.XMLPullParser[Any] = ElementTree.XMLPullParser(("start", "end"))
    above: list[ElementTree.Element] = []
    base, count = (0 if within is None else -1), 0
    view = memoryview(data)
    for start in range(0, len(data), _CHUNK):
        parser.feed(bytes(view[start : start + _CHUNK]))
        for event, element in cast("Iterator[tuple[str, ElementTree.Element]]", parser.read_events()):
            if event == "start":
                above.append(element)
                count += 1
                if len(above) > DEEPEST or count > MOST_ELEMENTS:
                    raise package.refused(f"its part {name} holds more, or deeper, elements than a document does")
                if base < 0 and local(element.tag) == within:
                    base = len(above)
                continue
            above.pop()
            if 0 <= base == len(above):
                yield element
                count = 0
                if above:
                    above[-1].clear()
            elif len(above) < base:
                return
    parser.close()


@lru_cache(maxsize=4_096)
def local(tag: str) -> str:
    """A tag without its namespace: the strict and the transitional edition of a format differ in that alone."""
    return tag.rpartition("}")[2]


def read_package(path: Path, data: bytes, read: Callable[[Package], Reading]) -> Reading:
    """What a reader finds in a package; raises UnreadableDocument where elements stand too deep within one another."""
    package = Package(path, data)
    try:
        with _without_collection():
            return read(package)
    except RecursionError as error:
        raise package.refused("its elements stand deeper within one another than those of a document") from error


@contextmanager
def _without_collection() -> Iterator[None]:
    """While a part is read nothing is garbage: its collector would only look at every element again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def attribute(element: ElementTree.Element, name: str) -> str | None:
    """The value of an attribute, of whichever namespace."""
    for key, value in element.items():
        if local(key) == name:
            return value
    return None


def child(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    """The first child of a tag, of whichever namespace."""
    for one in element:  # a generator takes twice as long, and this is asked for every run
        if local(one.tag) == name:
            return one
    return None
