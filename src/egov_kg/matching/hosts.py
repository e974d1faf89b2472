"""Web addresses as evidence of whose they are: hosts and registered domains."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

_FILE: Final = Path(__file__).resolve().parent / "shared-hosts.txt"
_SECOND_LEVEL: Final = frozenset([
    "ac", "co", "com", "edu", "gob", "go", "gouv", "gov", "govt", "gub", "gv", "mil", "net", "nom", "or", "org", "gc",
    "gen", "admin", "govern", "leg", "jus",
])  # fmt: skip
"""Labels below a country's domain under which names are registered."""


@lru_cache(maxsize=1)
def shared_hosts() -> frozenset[str]:
    """Domains on which many bodies have a page."""
    lines = _FILE.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def host_of(url: str) -> str:
    """The host of an address in lower case, without ``www.``; empty where there is none.

    >>> host_of("https://www.stat.ee/en"), host_of("stat.ee")
    ('stat.ee', 'stat.ee')
    """
    text = url.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = host.rstrip(".")
    while host.startswith("www."):
        host = host[4:]
    return host if "." in host and " " not in host and "@" not in text else ""


def registered_domain(host: str) -> str:
    """The domain that somebody registered; empty where the host is that of a whole government.

    >>> registered_domain("data.health.gov.au"), registered_domain("gov.uk"), registered_domain("old.stat.ee")
    ('health.gov.au', '', 'stat.ee')
    """
    labels = host.split(".")
    if len(labels) < 2 or (labels[0] in _SECOND_LEVEL and len(labels) == 2):
        return ""
    wide = len(labels) >= 3 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if wide else labels[-2:])


def own_host(url: str) -> str:
    """The host of an address where it can be one body's own, else nothing."""
    host = host_of(url)
    domain = registered_domain(host)
    return host if domain and domain not in shared_hosts() else ""


def is_home(url: str) -> bool:
    """Whether an address is that of a site as a whole, a language in its path left aside."""
    path = urlsplit(url if "//" in url else f"//{url}").path.strip("/")
    return path.lower() in ("", "en", "es", "fr", "pt", "web", "home", "inicio", "index.html", "index.php")
