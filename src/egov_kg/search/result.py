"""What is searched for, and what is found: frozen values between the index and whoever shows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    """How a name fits what was typed, the best first."""

    EXACT = "exact"
    """It is the name."""
    ACRONYM = "acronym"
    PREFIX = "prefix"
    """The name begins with it."""
    WORDS = "words"
    """Every word of it stands in the names of the thing, or begins one."""
    TYPOS = "typos"
    """The same with a letter or two wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name with its language tag, empty where it has none."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing with all its names; the class by its local name, the country by its ISO 3166-1 alpha-3 code."""

    iri: str
    class_name: str
    country: str | None = None
    labels: tuple[Name, ...] = ()
    alternatives: tuple[Name, ...] = ()
    acronyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What is searched for: a text, a class and a country to stay within, and the language to show labels in."""

    text: str
    class_name: str | None = None
    country: str | None = None
    limit: int = 20
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A thing that was found: its label in the language wanted, the name that fits, and how it fits."""

    iri: str
    class_name: str
    country: str | None
    label: Name
    acronyms: tuple[str, ...]
    name: Name
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many of the things found have a class or a country."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The first things found, best first, and figures of all: ``total`` counts also those beyond the limit.

    The facets are those of all things found, the most frequent value first.
    """

    total: int
    found: tuple[Found, ...] = ()
    classes: tuple[FacetCount, ...] = ()
    countries: tuple[FacetCount, ...] = ()
