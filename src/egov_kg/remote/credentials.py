"""Who asks a server: a name with a password, or a token; never shown, and told to nobody but that server."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Final

import httpx

_LOOPBACK: Final = ("localhost", "127.", "::1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A name with a password, or a token; neither is part of what is printed."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def method(self) -> httpx.Auth:
        """How a client of httpx shows them."""
        return _Token(self.token) if self.token else _Challenged(self.user, self.password)


def exposed(url: str) -> bool:
    """Whether others on the way could read credentials that are sent to an address.

    >>> exposed("http://kg.example.org/sparql"), exposed("http://localhost:8890/"), exposed("https://kg.example.org/")
    (True, False, False)
    """
    parsed = httpx.URL(url)
    return parsed.scheme != "https" and not parsed.host.startswith(_LOOPBACK)


class _Token(httpx.Auth):
    """A token as RFC 6750 sends it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Challenged(httpx.Auth):
    """A password in the way that the server asks for: Digest where it offers that, else Basic (RFC 7616, 7617).

    The first request goes without; the later ones know the way.
    """

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._password = password
        self._known: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._known is not None:
            yield from self._known.auth_flow(request)
            return
        response = yield request
        offered = response.headers.get("WWW-Authenticate", "").lower()
        if response.status_code != httpx.codes.UNAUTHORIZED or not offered:
            return
        if "digest" in offered:
            # It learns the challenge from an answer of its own.
            self._known = httpx.DigestAuth(self._user, self._password)
        elif "basic" in offered:
            self._known = httpx.BasicAuth(self._user, self._password)
        else:
            return
        yield from self._known.auth_flow(request)


__all__ = ["Credentials", "exposed"]
