"""Fetches pages politely: slowly, again after a failure, within limits, and never from a network that is not open."""

from __future__ import annotations

import ipaddress
import socket
import time
import urllib.robotparser
from collections.abc import Callable
from typing import Final
from urllib.parse import urljoin, urlsplit

from egov_kg.catalogues.model import FetchLimits, Page
from egov_kg.errors import RemoteError
from egov_kg.remote import Limits, Transport
from egov_kg.remote.transport import USER_AGENT, Answer, Request, checked_url, unanswered

_ACCEPT: Final = (
    "application/json, text/turtle, application/ld+json, application/rdf+xml;q=0.9, "
    "application/n-triples;q=0.9, */*;q=0.1"
)
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_LATER: Final = frozenset({429, 500, 502, 503, 504})


class Fetcher:
    """Fetches for one catalogue; ``named`` are the addresses that a person gave, whatever network they are in."""

    def __init__(
        self,
        named: str,
        transport: Transport,
        *,
        limits: FetchLimits | None = None,
        robots: bool = True,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._origin = _origin(named)
        self._transport = transport
        self._sleep = sleep
        self._robots = robots
        self._rules: dict[str, urllib.robotparser.RobotFileParser] = {}
        self._asked = False

    def get(self, url: str) -> Page:
        """The page at an address, redirects followed; raises RemoteError."""
        for _ in range(self.limits.redirects + 1):
            url = checked_url(url)
            self._check(url)
            answer = self._insist(url)
            if answer.status not in _MOVED:
                if not answer.ok:
                    raise answer.refusal()
                return Page(url=url, body=answer.body, media_type=answer.media_type)
            place = answer.headers.get("location", "")
            if not place:
                raise RemoteError(url, "the server says that the answer is elsewhere, and not where", answer.status)
            url = urljoin(url, place)
        raise RemoteError(url, f"more than {self.limits.redirects} redirects: nothing answers there")

    def post(self, url: str, body: bytes, media_type: str) -> Page:
        """What a service answers to a form; raises RemoteError."""
        self._check(url)
        answer = self._insist(url, body, media_type)
        if not answer.ok:
            raise answer.refusal()
        return Page(url=url, body=answer.body, media_type=answer.media_type)

    def _check(self, url: str) -> None:
        """Raises RemoteError for an address in a private network that a server names, or that robots may not."""
        if _origin(url) != self._origin:
            _check_public(url)
        if self._robots and not self._allowed(url):
            reason = "its robots.txt asks programs to stay away (--ignore-robots, if the portal's owner allows it)"
            raise RemoteError(url, reason)

    def _allowed(self, url: str) -> bool:
        root = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        rules = self._rules.get(root)
        if rules is None:
            rules = self._rules[root] = urllib.robotparser.RobotFileParser()
            rules.parse(self._robots_of(root))
        return rules.can_fetch(USER_AGENT.partition("/")[0], url)

    def _robots_of(self, root: str) -> list[str]:
        """The lines of a robots.txt; none where there is none (RFC 9309)."""
        try:
            answer = self._transport.send(Request(method="GET", url=f"{root}/robots.txt"))
        except RemoteError:
            return []
        is_text = answer.media_type in ("", "text/plain")
        return answer.body[:500_000].decode("utf-8", "replace").splitlines() if answer.ok and is_text else []

    def _insist(self, url: str, body: bytes = b"", media_type: str = "") -> Answer:
        """The answer to a request, made again where the server is busy or fails; each wait twice the last."""
        headers = {"Accept": _ACCEPT, **({"Content-Type": media_type} if media_type else {})}
        request = Request(method="POST" if body else "GET", url=url, headers=headers, body=body)
        for attempt in range(1, self.limits.attempts + 1):
            if self._asked:
                self._sleep(self.limits.pause)
            self._asked = True
            wait = min(self.limits.first_wait * 2 ** (attempt - 1), self.limits.longest_wait)
            try:
                answer = self._transport.send(request)
            except RemoteError as error:
                if not unanswered(error) or attempt == self.limits.attempts:
                    raise
            else:
                if answer.status not in _LATER or attempt == self.limits.attempts:
                    return answer
                asked = answer.headers.get("retry-after", "")
                wait = min(float(asked), self.limits.longest_wait) if asked.isdigit() else wait
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")


def transport(limits: FetchLimits) -> Transport:
    """A transport with the limits of a fetch."""
    return Transport(limits=Limits(timeout=limits.timeout, answer_bytes=limits.page_bytes))


def _origin(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _check_public(url: str) -> None:
    """Raises RemoteError for a host that stands in a private network, or on this machine."""
    host, port = _origin(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RemoteError(url, f"its host is not known ({error.strerror or error})") from error
    for *_, place in found:
        if not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global:
            raise RemoteError(url, "a server sends on to this address in a private network: it is not followed")
