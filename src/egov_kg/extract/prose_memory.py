"""What the readers of prose hand to each other: the bodies of a sentence, and what a document said so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from egov_kg.extract.dates import DateHit
from egov_kg.model import Span
from egov_kg.records import CountryRef, InternationalRef, LegalInstrument, OrganizationMention, Post


class WaitingPost(NamedTuple):
    """A post until the document is read: what it is for, and whether it is one without a body, too."""

    post: Post
    subject: str
    alone: bool


class Body(NamedTuple):
    """An organisation named in a sentence: its words with its acronym, whose it is, and its mention."""

    start: int
    end: int
    name_end: int
    owner: CountryRef | None
    said: tuple[int, int] | None
    """Where the sentence itself says whose it is."""
    mention: OrganizationMention


class Attached(NamedTuple):
    """An address that belongs to words: printed behind them, or the target of a link on them."""

    url: str
    host: str
    spans: tuple[Span, ...]
    end: int


@dataclass(slots=True, kw_only=True)
class Memory:
    """What the document said so far: whose bodies are whose, and what waits for the end of the document."""

    owners: dict[str, CountryRef] = field(default_factory=dict)
    bodies: dict[str, OrganizationMention] = field(default_factory=dict)
    laws: dict[str, LegalInstrument] = field(default_factory=dict)
    posts: list[WaitingPost] = field(default_factory=list)
    held: list[tuple[int, int]] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)
    """The country and the code of every indicator and technology told of so far."""
    meant: dict[str, tuple[CountryRef | InternationalRef, Body | None]] = field(default_factory=dict)
    """Parties by the common noun that means them from here on (``the agency``)."""
    dated: DateHit | tuple[()] | None = None
    """The document's own date; empty where it was looked for and not found."""
    blocks: list[tuple[int, Body | None]] = field(default_factory=list)

    def body_at(self, offset: int) -> Body | None:
        """The body that heads the lines around a place, as the blocks of the section being read have it."""
        index = bisect_right(self.blocks, offset, key=lambda block: block[0])
        return self.blocks[index - 1][1] if index else None


__all__ = ["Attached", "Body", "Memory", "WaitingPost"]
