"""What a reader of catalogues does, and what all of them share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from egov_kg.catalogues.model import Catalogue, Dataset, Page, Reading, Text, Troubles
from egov_kg.catalogues.values import json_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page with what its JSON says, read once; ``data`` is None where it is no JSON."""

    page: Page
    data: object

    @classmethod
    def of(cls, page: Page) -> Answer:
        """The answer of a page."""
        start = page.body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        return cls(page=page, data=json_of(page.body) if start in (b"{", b"[") else None)


class Reader(Protocol):
    """Reads one kind of catalogue."""

    name: str

    def start(self, address: str) -> str:
        """Where the first page stands, of a portal by its address."""

    def recognises(self, answer: Answer) -> bool:
        """Whether an answer is of this kind."""

    def following(self, answers: Sequence[Answer]) -> str | None:
        """Where the page behind the last of some stands; None where they are all."""

    def read(self, answers: Iterable[Answer], address: str) -> Reading:
        """The catalogue that some pages say."""


def site(address: str) -> str:
    """The address of a web site, without path: ``https://data.example.gov``."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def below(address: str, path: str) -> str:
    """An address below that of a portal, unless it is that already."""
    base = address.partition("?")[0].rstrip("/")
    return address if path.partition("?")[0] in address else f"{base}/{path}"


def reading(catalogue: Catalogue, datasets: Iterable[Dataset], troubles: Troubles) -> Reading:
    """A reading: datasets without a title are left out and counted, doubles too."""
    kept: dict[str, Dataset] = {}
    for one in datasets:
        if not one.titles:
            troubles.add("datasets without a title", one.key)
        elif one.key in kept:
            troubles.add("datasets that stand twice", one.key)
        else:
            kept[one.key] = one
            if one.publisher is None:
                troubles.add("datasets without a publisher", one.key)
    ordered = tuple(one for _, one in sorted(kept.items()))
    return Reading(catalogue=catalogue, datasets=ordered, troubles=troubles)


def titled(text: object) -> tuple[Text, ...]:
    """A title of a catalogue that has none but its host."""
    return (Text(str(text)),) if text else ()
