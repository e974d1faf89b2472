"""What a catalogue of open data says, whatever its format: one record type for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

EXAMPLES: Final = 3
"""So many places are named of each thing that could not be read."""


class Text(NamedTuple):
    """Words and their language (BCP 47, lower case), empty where nothing says it."""

    words: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes a dataset, as the catalogue says; ``iri`` and ``url`` may be empty, one name there always is."""

    names: tuple[Text, ...]
    iri: str = ""
    url: str = ""

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0].words if self.names else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A file or service in which a dataset comes."""

    url: str
    title: str = ""
    format: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset; ``key`` tells it from the others of its catalogue, dates are those of ISO 8601 to the day."""

    key: str
    iri: str = ""
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    publisher: Publisher | None = None
    themes: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()
    licence: str = ""
    issued: str = ""
    modified: str = ""
    languages: tuple[str, ...] = ()
    page: str = ""
    distributions: tuple[Distribution, ...] = ()

    @property
    def title(self) -> str:
        """The first title."""
        return self.titles[0].words if self.titles else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A catalogue as it describes itself; everything but its kind and address may be empty."""

    kind: str
    address: str
    iri: str = ""
    titles: tuple[Text, ...] = ()
    homepage: str = ""
    publisher: Publisher | None = None


@dataclass(slots=True)
class Troubles:
    """What could not be read: how often each thing, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, where: str = "") -> None:
        """Counts one."""
        self.counts[what] += 1
        known = self.examples.setdefault(what, [])
        if where and len(known) < EXAMPLES:
            known.append(where[:200])

    def lines(self) -> list[str]:
        """A line a thing, the most frequent first."""
        ordered = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        return [
            f"{what}: {count}" + (f" (such as {', '.join(self.examples[what])})" if self.examples[what] else "")
            for what, count in ordered
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A catalogue that was read: its datasets in the order of their keys, and what could not be read."""

    catalogue: Catalogue
    datasets: Sequence[Dataset]
    troubles: Troubles


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of a server, or a file: where it came from and its bytes."""

    url: str
    body: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Seconds for an answer and between two, bytes of one, pages of a catalogue, attempts, redirects."""

    timeout: float = 60
    pause: float = 0.2
    page_bytes: int = 64 * 2**20
    pages: int = 2_000
    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 60
    redirects: int = 5
