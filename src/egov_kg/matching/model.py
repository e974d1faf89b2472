"""What is matched with what, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ACCEPT: Final = 0.9
"""From this score on a match is taken without a person; tuned on tests/gold/matching/tune.tsv."""
REVIEW: Final = 0.6
"""From this score on a person is asked."""


class Verdict(StrEnum):
    """What is done with a match."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation of the graph: its names in any language, the label first; ``country`` is ISO 3166-1 alpha-3.

    ``worldwide`` is one of no country, whose name is the same everywhere.
    """

    iri: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    country: str | None = None
    worldwide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name from elsewhere, with what is known of it beside."""

    name: str
    country: str | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A body that a mention may be of: how sure (0 to 1), by which method, and why."""

    body: Body
    score: float
    method: str
    reasons: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """What the score is enough for."""
        if self.score >= ACCEPT:
            return Verdict.ACCEPTED
        return Verdict.REVIEW if self.score >= REVIEW else Verdict.DROPPED
