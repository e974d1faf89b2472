"""One value out of several spellings: which name is a thing's label, over all documents, which its acronym."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

LABEL = "rdfs:label"
OTHER_NAME = "skos:altLabel"


class Loser(Enum):
    """What is stated of a spelling that was not chosen."""

    OTHER_NAME = "it is another name"
    SAME = "it is another spelling of the value chosen, which it also says"
    NOTHING = "it was no name, only a stand-in for one"


class Spelling(NamedTuple):
    """A value as one passage prints it: the term, what is stated if another wins, and its rank (0 goes first)."""

    subject: str
    predicate: str
    term: str
    loser: Loser
    other_name: str | None = None
    rank: int = 0


Votes = dict[tuple[int, str], int]
"""How often each term is printed, by its rank."""


@dataclass(slots=True)
class Election:
    """Counts how often each spelling is printed and chooses: by rank, then count, then length, then alphabet.

    ``fixed`` holds values that the registry or a person gives; no document outvotes them.
    """

    fixed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _votes: dict[tuple[str, str], Votes] = field(default_factory=dict)
    _winners: dict[tuple[str, str], str] = field(default_factory=dict)

    def vote(self, spelling: Spelling, times: int) -> None:
        """Counts a spelling as often as it is printed."""
        votes = self._votes.setdefault((spelling.subject, spelling.predicate), {})
        one = spelling.rank, spelling.term
        votes[one] = votes.get(one, 0) + times

    def settle(self, spelling: Spelling) -> tuple[str, str] | None:
        """The predicate and the object that a spelling comes to, None for nothing; after the last vote."""
        slot = spelling.subject, spelling.predicate
        winner = self._winners.get(slot)
        if winner is None:
            winner = self._winners[slot] = self.fixed.get(slot) or _best(self._votes[slot])
        if winner == spelling.term or spelling.loser is Loser.SAME:
            return spelling.predicate, winner
        if spelling.loser is Loser.OTHER_NAME:
            return OTHER_NAME, spelling.other_name or spelling.term
        return None


def _best(votes: Votes) -> str:
    return min(votes, key=lambda vote: (vote[0], -votes[vote], -len(vote[1]), vote[1]))[1]
