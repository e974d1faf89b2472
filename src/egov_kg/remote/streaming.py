"""A query to a store elsewhere whose answer is read while it comes, so that it need not fit into memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import httpx

from egov_kg.errors import RemoteError
from egov_kg.remote.credentials import Credentials
from egov_kg.remote.transport import USER_AGENT, checked_url, form_body, named

_FORM: Final = "application/x-www-form-urlencoded"
_LONGEST_GET: Final = 2_000
"""Characters of an address that every server and proxy takes; a longer query is sent with POST."""
_CONNECTING: Final = 10.0
_REASON: Final = 2_000
"""Bytes that are read of what a server says of a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """An answer that has begun: its headers by their names in lower case, and its body as a file to read once."""

    media_type: str
    headers: Mapping[str, str]
    body: Body


class Body:
    """The bytes of an answer, as a file that is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size`` of them, as few as have come; none at the end."""
        if size < 0:
            whole, self._rest = self._rest + b"".join(self._pieces), b""
            return whole
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


class StreamingClient:
    """A client of one server's address for queries; seconds are those of silence."""

    def __init__(self, url: str, credentials: Credentials | None = None, *, timeout: float = 60.0) -> None:
        self.url = checked_url(url)
        self._timeout = timeout
        self._client = httpx.Client(
            headers={"User-Agent": USER_AGENT}, follow_redirects=False,
            timeout=httpx.Timeout(timeout, connect=min(timeout, _CONNECTING)),
            auth=credentials.method() if credentials else None,
        )  # fmt: skip

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    @contextmanager
    def query(self, sparql: str, accept: str, graphs: tuple[tuple[str, str], ...] = ()) -> Iterator[Stream]:
        """The answer while it comes; ``graphs`` are the parameters of the protocol for the dataset.

        Raises RemoteError, also while the body is read.
        """
        parameters = [("query", sparql), *graphs]
        body = form_body(parameters)
        headers = {"Accept": accept}
        if len(self.url) + len(body) < _LONGEST_GET:
            merged = httpx.QueryParams([*httpx.URL(self.url).params.multi_items(), *parameters])
            request = self._client.build_request("GET", self.url, params=merged, headers=headers)
        else:
            headers["Content-Type"] = _FORM
            request = self._client.build_request("POST", self.url, content=body, headers=headers)
        response = self._send(request)
        try:
            if response.status_code != httpx.codes.OK:
                raise self._refusal(response)
            yield Stream(
                media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
                headers={name.lower(): value for name, value in response.headers.items()},
                body=Body(self._pieces(response)),
            )
        finally:
            response.close()

    def _send(self, request: httpx.Request) -> httpx.Response:
        with named(self.url, self._timeout):
            try:
                return self._client.send(request, stream=True)
            except httpx.RemoteProtocolError:
                # The server has closed a connection that was kept; a query may be asked twice.
                return self._client.send(request, stream=True)

    def _pieces(self, response: httpx.Response) -> Iterator[bytes]:
        with named(self.url, self._timeout):
            yield from response.iter_bytes()

    def _refusal(self, response: httpx.Response) -> RemoteError:
        said = Body(self._pieces(response)).read(_REASON).decode("utf-8", "replace")
        return RemoteError(self.url, f"the server answers {response.status_code}: {said}", response.status_code)


__all__ = ["Body", "Stream", "StreamingClient"]
