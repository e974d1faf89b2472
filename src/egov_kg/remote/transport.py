"""One HTTP request to a store elsewhere and its answer, within limits, with errors that a person can act on."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

import httpx

from egov_kg.errors import RemoteError
from egov_kg.remote.credentials import Credentials
from egov_kg.vocabulary import BASE

USER_AGENT: Final = f"egov-kg/{version('egov-kg')} (+{BASE})"
_REFUSED: Final = frozenset({429, 503})
"""What a server says that did nothing and may do it later."""
_BUSY: Final = _REFUSED | {502, 504}
"""The same, and what one says that stands between: what is behind it may have done it."""
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_SENTENCE: Final = 300
_PIECE: Final = 2**18


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a client waits for and accepts: seconds for an answer, bytes of it (unpacked), redirects, attempts."""

    timeout: float = 60
    answer_bytes: int = 256 * 2**20
    redirects: int = 5
    attempts: int = 6
    first_wait: float = 0.5
    longest_wait: float = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked; ``body`` is bytes, or a file that is sent piece by piece."""

    method: str
    url: str
    parameters: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes | Path = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the status, the headers (names in lower case) and the whole body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the request was done."""
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def refusal(self) -> RemoteError:
        """The error that says what the server said."""
        elsewhere = self.headers.get("location", "") if self.status in _MOVED else ""
        meaning = f" (what is asked stands at {_clean(elsewhere)})" if elsewhere else _meaning(self.status)
        reason = f"the server answers {self.status}{meaning}{_said(self)}"
        return RemoteError(self.url, reason, self.status)


class _Unanswered(RemoteError):
    """No answer came, or not all of it: what was asked may have been done or not."""


class Transport:
    """A client for one server or several; use it as a context manager."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        credentials: Credentials | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self._sleep = sleep
        self._credentials = credentials.method() if credentials else None
        timeout = httpx.Timeout(self.limits.timeout, connect=min(self.limits.timeout, 10))
        self._client = httpx.Client(headers={"User-Agent": USER_AGENT}, timeout=timeout, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(self, request: Request) -> Answer:
        """The answer to one request, whatever its status; raises RemoteError where none comes or it is too long."""
        return self._send(request, with_credentials=True)

    def ask(self, request: Request) -> Answer:
        """The answer to a request that changes nothing; redirects are followed, and given no credentials elsewhere."""
        origin = _origin(request.url)
        for _ in range(self.limits.redirects + 1):
            answer = self._send(request, with_credentials=_origin(request.url) == origin)
            if answer.status not in _MOVED:
                return answer
            request = _redirected(request, answer)
        raise RemoteError(request.url, f"more than {self.limits.redirects} redirects: nothing answers there")

    def insist(self, request: Request, *, unless_done: bool = False) -> Answer:
        """The answer to a request that may be sent again: a server that is busy or silent is asked several times.

        Each wait is twice the one before, or what the server says. With ``unless_done`` a request is sent again only
        where the server says that it did nothing. Raises RemoteError.
        """
        later = _REFUSED if unless_done else _BUSY
        for attempt in range(1, self.limits.attempts + 1):
            wait = min(self.limits.first_wait * 2 ** (attempt - 1), self.limits.longest_wait)
            try:
                answer = self.send(request)
            except _Unanswered:
                if unless_done or attempt == self.limits.attempts:
                    raise
            else:
                if answer.status not in later or attempt == self.limits.attempts:
                    return answer
                wait = min(_retry_after(answer, wait), self.limits.longest_wait)
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _send(self, request: Request, *, with_credentials: bool) -> Answer:
        headers = dict(request.headers)
        if isinstance(request.body, Path):
            headers["Content-Length"] = str(request.body.stat().st_size)
        content = _Pieces(request.body) if isinstance(request.body, Path) else request.body or None
        deadline = time.monotonic() + self.limits.timeout
        with (
            named(request.url, self.limits.timeout),
            self._client.stream(
                request.method, request.url, params=_parameters(request), headers=headers, content=content,
                auth=self._credentials if with_credentials else None,
            ) as response,
        ):  # fmt: skip
            body = self._read(response, request.url, None if content else deadline)
            return Answer(
                url=request.url,
                status=response.status_code,
                headers=MappingProxyType({name.lower(): value for name, value in response.headers.items()}),
                body=body,
            )

    def _read(self, response: httpx.Response, url: str, deadline: float | None) -> bytes:
        """The body; an upload has no deadline, as its length is not known here, only the silence is timed."""
        body = bytearray()
        for part in response.iter_bytes():
            body += part
            if len(body) > self.limits.answer_bytes:
                raise RemoteError(url, f"the answer is longer than {self.limits.answer_bytes} bytes (--max-bytes)")
            if deadline is not None and time.monotonic() > deadline:
                raise _Unanswered(url, f"the answer was not whole within {self.limits.timeout:g} seconds (--timeout)")
        return bytes(body)


class _Pieces:
    """A file as a body that can be sent again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def checked_url(url: str) -> str:
    """An address of HTTP as it was given, without a fragment; raises RemoteError for any other.

    >>> checked_url("http://localhost:8890/sparql")
    'http://localhost:8890/sparql'
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise RemoteError(url, f"this is no address of a server ({error})") from error
    if parsed.userinfo:
        shown = str(parsed.copy_with(userinfo=b""))
        raise RemoteError(shown, "a name or a password does not belong into an address: use --user and --password-file")
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise RemoteError(url, "this is no address of a server. Name one such as http://localhost:8890/sparql")
    return str(parsed.copy_with(fragment=None))


def _parameters(request: Request) -> httpx.QueryParams | None:
    """What stands in the address already, and the parameters of this request."""
    if not request.parameters:
        return None
    return httpx.QueryParams([*httpx.URL(request.url).params.multi_items(), *request.parameters])


def _origin(url: str) -> tuple[str, str, int | None]:
    parsed = httpx.URL(url)
    return parsed.scheme, parsed.host, parsed.port


def _redirected(request: Request, answer: Answer) -> Request:
    """The same request elsewhere; after 303 the result is fetched with GET (RFC 9110, 15.4)."""
    place = answer.headers.get("location", "")
    if not place:
        raise RemoteError(request.url, "the server says that the answer is elsewhere, and not where", answer.status)
    try:
        url = checked_url(str(httpx.URL(request.url).join(place)))
    except httpx.InvalidURL as error:
        raise RemoteError(request.url, "the server sends on to what is no address", answer.status) from error
    if httpx.URL(request.url).scheme == "https" and httpx.URL(url).scheme != "https":
        raise RemoteError(request.url, f"the server sends on to {url}, where nothing is encrypted", answer.status)
    if answer.status == httpx.codes.SEE_OTHER:
        return replace(request, method="GET", url=url, parameters=(), body=b"")
    # The new address of a GET may repeat the query.
    return replace(request, url=url, parameters=() if httpx.URL(url).query else request.parameters)


@contextmanager
def named(url: str, timeout: float) -> Iterator[None]:
    """Errors of the library as errors of ours."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise _Unanswered(url, "the server cannot be reached: no connection in time") from error
    except httpx.TimeoutException as error:
        raise _Unanswered(url, f"the server gave no answer within {timeout:g} seconds (--timeout)") from error
    except httpx.ConnectError as error:
        refused = "refused" in str(error).lower()
        why = "nothing listens there. Start the store, or correct the address" if refused else _clean(str(error))
        raise _Unanswered(url, f"the server cannot be reached: {why}") from error
    except httpx.DecodingError as error:
        raise RemoteError(url, f"the answer is not packed as it says: {_clean(str(error))}") from error
    except httpx.TransportError as error:
        raise _Unanswered(url, f"the connection ended before the answer did: {_clean(str(error))}") from error


def unanswered(error: RemoteError) -> bool:
    """Whether an error leaves open what the server has done."""
    return isinstance(error, _Unanswered) or error.status in _BUSY


def _retry_after(answer: Answer, default: float) -> float:
    """The seconds that a server asks to wait; a date is not read, as clocks differ."""
    value = answer.headers.get("retry-after", "")
    return float(value) if re.fullmatch(r"\d{1,6}", value) else default


def _meaning(status: int) -> str:
    known = {
        401: " (it wants to know who asks: --user and --password-file, or a token)",
        403: " (this is not allowed to whoever asks)",
        404: " (nothing stands at this address)",
        413: " (it takes no request of this length)",
        429: " (too many requests)",
        503: " (it is busy)",
    }
    return known.get(status, "")


def _said(answer: Answer) -> str:
    """What the server says of a failure, as one line of plain text."""
    text = answer.body[: 2**16].decode("utf-8", "replace")
    if answer.media_type.endswith("json"):
        text = _of_json(text)
    elif "html" in answer.media_type or "xml" in answer.media_type or text.lstrip().startswith("<"):
        text = html.unescape(re.sub(r"<(script|style|title)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL))
    text = _clean(text)
    return f": {text if len(text) <= _SENTENCE else text[: _SENTENCE - 1] + '…'}" if text else ""


def _of_json(text: str) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if isinstance(found, dict):
        texts = (found.get(key) for key in ("detail", "message", "error", "title"))
        return next((value for value in texts if isinstance(value, str)), text)
    return text


def _clean(text: str) -> str:
    return re.sub(r"[\x00-\x20\x7f-\x9f]+", " ", text).strip()


def form_body(parameters: Sequence[tuple[str, str]]) -> bytes:
    """Parameters as the body of a form, for the media type application/x-www-form-urlencoded."""
    return str(httpx.QueryParams(list(parameters))).encode("ascii")


__all__ = [
    "USER_AGENT", "Answer", "Limits", "Request", "Transport", "checked_url", "form_body", "named", "unanswered",
]  # fmt: skip
