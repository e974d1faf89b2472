"""Documents at web addresses: fetched once, within limits, and not from inside a private network."""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from egov_kg.config import Limits
from egov_kg.errors import UnreadableDocument

if TYPE_CHECKING:
    import httpx

REDIRECTS: Final = 5
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_PORTS: Final = {"http": 80, "https": 443}
_PIECE: Final = 2**16
_BROWSER: Final = "Save it with a browser and name the file"


class Fetched(NamedTuple):
    """What stands at an address: its bytes, and what its server says that they are."""

    data: bytes
    media_type: str


def is_address(name: str) -> bool:
    """Whether a name is a web address and not a path."""
    return name.lower().startswith(("http://", "https://"))


def fetch(address: str, *, limits: Limits, private_networks: bool = False) -> Fetched:
    """The bytes at an address; raises UnreadableDocument.

    Each step of at most five redirects goes to an address that was checked: one of the public internet, unless private
    networks are allowed. Nothing of the environment (proxies, passwords) is used.
    """
    import httpx  # noqa: PLC0415  # needed only where an address is named

    deadline = time.monotonic() + limits.fetch_seconds
    here = address
    timeout = httpx.Timeout(min(10.0, limits.fetch_seconds))
    try:
        with httpx.Client(trust_env=False, timeout=timeout, follow_redirects=False) as client:
            for _ in range(REDIRECTS + 1):
                request = _request(client, address, here, private_networks=private_networks)
                response = client.send(request, stream=True)
                try:
                    if response.status_code not in _MOVED:
                        return _answer(address, response, limits, deadline)
                    here = urljoin(here, response.headers.get("location", ""))
                finally:
                    response.close()
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        reason = "it cannot be fetched: " + (str(error) or type(error).__name__)
        raise UnreadableDocument(address, reason, "Check the address, or save it with a browser") from error
    raise UnreadableDocument(address, f"it leads on more than {REDIRECTS} times", _BROWSER)


def _request(client: httpx.Client, address: str, here: str, *, private_networks: bool) -> httpx.Request:
    """A request to the very machine that was checked, under the name that the address has for it."""
    parts = urlsplit(here)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise UnreadableDocument(address, f"it leads to {parts.scheme or 'nothing'}, not to a web page", _BROWSER)
    if parts.username or parts.password:
        raise UnreadableDocument(address, "it holds a password", _BROWSER)
    try:
        port = parts.port or _PORTS[parts.scheme]
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise UnreadableDocument(address, f"there is no machine named {parts.hostname}", "Check the address") from error
    machines = [str(entry[4][0]) for entry in found]
    if not private_networks and not all(map(_is_public, machines)):
        advice = "Name it with --private-networks if that is what you want"
        raise UnreadableDocument(address, f"{parts.hostname} is in a private network", advice)
    machine = machines[0].partition("%")[0]
    host = f"[{machine}]" if ":" in machine else machine
    target = parts._replace(netloc=f"{host}:{port}", fragment="").geturl()
    request = client.build_request("GET", target, headers={
        "Host": parts.netloc, "Accept-Encoding": "identity", "User-Agent": "egov-kg", "Accept": "*/*",
    })  # fmt: skip
    request.extensions["sni_hostname"] = parts.hostname
    return request


def _is_public(machine: str) -> bool:
    address = ipaddress.ip_address(machine.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def _answer(address: str, response: httpx.Response, limits: Limits, deadline: float) -> Fetched:
    if response.status_code != 200:
        reason = f"its server answers with status {response.status_code} {response.reason_phrase}".rstrip()
        raise UnreadableDocument(address, reason, "Check the address, or save it with a browser")
    if response.headers.get("content-encoding", "identity").lower() not in ("identity", ""):
        raise UnreadableDocument(address, "its server packs what nobody asked it to pack", _BROWSER)
    pieces, size = [], 0
    for piece in response.iter_raw(_PIECE):
        size += len(piece)
        if size > limits.document_bytes:
            reason = f"it is larger than the limit (limit {limits.document_bytes:,} bytes)"
            raise UnreadableDocument(address, reason, "Divide it into smaller files")
        if time.monotonic() > deadline:
            reason = f"its server took longer than {limits.fetch_seconds:g} seconds"
            raise UnreadableDocument(address, reason, _BROWSER)
        pieces.append(piece)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(b"".join(pieces), media_type)
