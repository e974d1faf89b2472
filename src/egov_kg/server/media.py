"""The media types that answers come in, and which of them a client wants most (RFC 9110, section 12)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

RESULTS: Final[Mapping[str, str]] = MappingProxyType({
    "application/sparql-results+json": "JSON",
    "application/sparql-results+xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
    "application/json": "JSON",
    "application/xml": "XML",
    "text/xml": "XML",
})
"""Of SELECT and ASK: the media type, and the name of the syntax in pyoxigraph; what we like to send comes first."""

GRAPHS: Final[Mapping[str, str]] = MappingProxyType({
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON_LD",
    "application/n-quads": "N_QUADS",
    "application/trig": "TRIG",
    "application/x-turtle": "TURTLE",
    "application/json": "JSON_LD",
    "application/xml": "RDF_XML",
    "text/xml": "RDF_XML",
})
"""Of CONSTRUCT, DESCRIBE and the descriptions of the service."""

PROBLEMS: Final = ("text/plain", "application/problem+json", "application/json")
"""Of errors (RFC 9457)."""

_RANGE: Final = re.compile(r"\s*([\w!#$&^.+-]+|\*)/([\w!#$&^.+-]+|\*)\s*((?:;[^,]*)?)")
_QUALITY: Final = re.compile(r";\s*q\s*=\s*(\d(?:\.\d*)?)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def preferred(accept: str, offers: tuple[str, ...]) -> str | None:
    """The offer that an Accept header likes best, None where none will do; of equals the first that is offered.

    >>> preferred("text/csv;q=0.5, application/*;q=0.9", ("text/csv", "application/xml"))
    'application/xml'
    >>> preferred("image/png", ("text/csv",)) is None
    True
    """
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    qualities = [(_quality(ranges, offer), -place, offer) for place, offer in enumerate(offers)]
    quality, _, best = max(qualities)
    return best if quality > 0 else None


def preferred_encoding(accept: str, offers: tuple[str, ...]) -> str:
    """The encoding that an Accept-Encoding header likes best; empty for none. What we like to send comes first.

    >>> preferred_encoding("gzip, br;q=0.5", ("br", "gzip"))
    'gzip'
    >>> preferred_encoding("", ("br", "gzip"))
    ''
    """
    if not accept:
        return ""
    ranges = ",".join(f"encoding/{part.strip()}" for part in accept.split(",")).replace("encoding/*", "*/*")
    best = preferred(
        f"{ranges},encoding/identity;q=0.001", tuple(f"encoding/{offer}" for offer in (*offers, "identity"))
    )
    found = (best or "").removeprefix("encoding/")
    return found if found in offers else ""


def with_charset(media_type: str) -> str:
    """A media type as a Content-Type header writes it."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _ranges(accept: str) -> dict[str, float]:
    """The media ranges of a header with their qualities; what is not well formed counts for nothing."""
    found: dict[str, float] = {}
    for part in accept.split(",")[:100]:
        one = _RANGE.fullmatch(part)
        if one:
            quality = _QUALITY.search(one[3])
            found[f"{one[1]}/{one[2]}".lower()] = min(float(quality[1]), 1.0) if quality else 1.0
    return found


def _quality(ranges: Mapping[str, float], offer: str) -> float:
    for wanted in (offer, offer.partition("/")[0] + "/*", "*/*"):
        if wanted in ranges:
            return ranges[wanted]
    return 0.0
