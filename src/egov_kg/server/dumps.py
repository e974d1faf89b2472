"""The files of the build, to be fetched: whole, in ranges, or compressed (RFC 9110, sections 8.8, 13 and 14)."""

from __future__ import annotations

import asyncio
import os
import re
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final, Protocol

import zstandard
from starlette.types import Send

from egov_kg.errors import RequestRefused
from egov_kg.server.media import preferred_encoding, with_charset
from egov_kg.server.request import Request
from egov_kg.server.service import Service

FOLDER: Final = "dumps/"
_NOWHERE: Final = Path(os.devnull)
"""A folder with no files, where a store elsewhere is served without a build."""
_PIECE: Final = 2**18
_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")
_GZIP: Final = 31
"""Of zlib: the widest window, with the head and the checksum of gzip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A file of a build: what it is, its media type, and its name among the formats of the W3C."""

    title: str
    media_type: str
    format: str = ""


KINDS: Final = MappingProxyType({
    "egov-kg.ttl": Kind(title="The facts", media_type="text/turtle", format="Turtle"),
    "egov-kg.evidence.ttl": Kind(title="Claims and quotations", media_type="text/turtle", format="Turtle"),
    "egov-kg.nq": Kind(title="All of it in named graphs", media_type="application/n-quads", format="N-Quads"),
    "egov-kg.jsonld": Kind(title="All of it as JSON-LD", media_type="application/ld+json", format="JSON-LD"),
    "identifiers.tsv": Kind(title="Every address with its names", media_type="text/tab-separated-values"),
    "validation.ttl": Kind(title="What the shapes found", media_type="text/turtle", format="Turtle"),
    "validation.txt": Kind(title="What the shapes found, for people", media_type="text/plain"),
})
"""By the file's name; no other file of the folder is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A file that is there; ``modified`` is a time in the form of XML Schema."""

    name: str
    title: str
    media_type: str
    format: str
    size: int
    modified: str

    @property
    def path(self) -> str:
        """Where it is fetched, below the server's address."""
        return FOLDER + self.name

    @property
    def is_graph(self) -> bool:
        """Whether it holds the graph itself."""
        return self.name.startswith("egov-kg.")


def dumps(service: Service) -> list[Dump]:
    """The files of the build that are there."""
    found = []
    for name, kind in KINDS.items():
        try:
            state = ((service.engine.folder or _NOWHERE) / name).stat()
        except OSError:
            continue
        modified = datetime.fromtimestamp(int(state.st_mtime), UTC).isoformat().replace("+00:00", "Z")
        found.append(
            Dump(name=name, title=kind.title, media_type=kind.media_type, format=kind.format, size=state.st_size,
                 modified=modified)
        )  # fmt: skip
    return found


async def send_dump(service: Service, request: Request, send: Send) -> None:
    """Sends a file of the build, or the part of it that is asked for."""
    name = request.scope["path"].removeprefix("/" + FOLDER)
    if name not in KINDS:
        raise RequestRefused(404, "there is no such file. /catalog lists those that there are")
    try:
        file = ((service.engine.folder or _NOWHERE) / name).open("rb")
    except OSError:
        raise RequestRefused(404, "this build has no such file. /catalog lists those that there are") from None
    with file:
        await _Sending(request, send, file, KINDS[name]).run()


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


_ENCODINGS: Final[MappingProxyType[str, Callable[[], _Compressor]]] = MappingProxyType({
    "zstd": lambda: zstandard.ZstdCompressor(level=3).compressobj(),
    "gzip": lambda: zlib.compressobj(5, zlib.DEFLATED, _GZIP),
})


class _Sending:
    """One answer with a file: an entity tag for each encoding, ranges of what is not encoded."""

    def __init__(self, request: Request, send: Send, file: BinaryIO, kind: Kind) -> None:
        state = os.fstat(file.fileno())
        self._request = request
        self._send = send
        self._file = file
        self._size = state.st_size
        self._encoding = _encoding(request)
        self._modified = int(state.st_mtime)
        suffix = f"-{self._encoding}" if self._encoding else ""
        self._tag = f'"{state.st_ino:x}-{state.st_mtime_ns:x}-{state.st_size:x}{suffix}"'
        self._headers = [
            ("content-type", with_charset(kind.media_type)),
            ("etag", self._tag),
            ("last-modified", formatdate(self._modified, usegmt=True)),
            ("accept-ranges", "bytes"),
            ("vary", "accept-encoding"),
            ("cache-control", "no-cache"),
        ]

    async def run(self) -> None:
        if self._is_known():
            await self._start(304, [])
            await self._send({"type": "http.response.body", "body": b""})
            return
        if self._encoding:
            await self._start(200, [("content-encoding", self._encoding)])
            await self._body(self._compressed(_ENCODINGS[self._encoding]()))
            return
        part = self._part()
        if part is None:
            await self._start(200, [("content-length", str(self._size))])
            await self._body(self._bytes(0, self._size))
            return
        start, end = part
        place = ("content-range", f"bytes {start}-{end - 1}/{self._size}")
        await self._start(206, [place, ("content-length", str(end - start))])
        await self._body(self._bytes(start, end))

    def _is_known(self) -> bool:
        """Whether the client has this very file already."""
        tags = self._request.header(b"if-none-match")
        if tags:
            return tags.strip() == "*" or self._tag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        since = _time(self._request.header(b"if-modified-since"))
        return since is not None and self._modified <= since

    def _part(self) -> tuple[int, int] | None:
        """The first and the last byte but one that are asked for; raises RequestRefused for a range past the end."""
        found = _RANGE.fullmatch(self._request.header(b"range").replace(" ", ""))
        condition = self._request.header(b"if-range")
        if not found or found[1] == found[2] == "" or (condition and not self._holds(condition)):
            return None
        if found[1]:
            start, end = int(found[1][:20]), int((found[2] or str(self._size))[:20]) + 1
            if found[2] and end <= start:
                return None
        else:
            start, end = max(0, self._size - int(found[2][:20])), self._size
        if start >= self._size or end <= start:
            raise RequestRefused(
                416, f"the file has {self._size} bytes", headers=[("content-range", f"bytes */{self._size}")]
            )
        return start, min(end, self._size)

    def _holds(self, condition: str) -> bool:
        return condition.strip() == self._tag or _time(condition) == self._modified

    async def _start(self, status: int, more: list[tuple[str, str]]) -> None:
        raw = [(name.encode(), value.encode()) for name, value in [*self._headers, *more]]
        await self._send({"type": "http.response.start", "status": status, "headers": raw})

    async def _body(self, pieces: AsyncIterator[bytes]) -> None:
        if self._request.method != "HEAD":
            async for piece in pieces:
                await self._send({"type": "http.response.body", "body": piece, "more_body": True})
        await self._send({"type": "http.response.body", "body": b""})

    async def _bytes(self, start: int, end: int) -> AsyncIterator[bytes]:
        self._file.seek(start)
        while start < end:
            piece = await asyncio.to_thread(self._file.read, min(_PIECE, end - start))
            if not piece:
                return
            start += len(piece)
            yield piece

    async def _compressed(self, compressor: _Compressor) -> AsyncIterator[bytes]:
        async for piece in self._bytes(0, self._size):
            data = await asyncio.to_thread(compressor.compress, piece)
            if data:
                yield data
        yield compressor.flush()


def _encoding(request: Request) -> str:
    """The encoding to send in; none where a range is asked for, which counts the bytes of the file itself."""
    if request.header(b"range"):
        return ""
    return preferred_encoding(request.header(b"accept-encoding"), tuple(_ENCODINGS))


def _time(value: str) -> int | None:
    try:
        return int(parsedate_to_datetime(value).timestamp())
    except (ValueError, OverflowError):
        return None
