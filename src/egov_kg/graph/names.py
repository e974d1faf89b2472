"""One value out of several spellings: which name is a thing's label, over all documents, which its acronym."""

from __future__ import annotations

from collections.abc import Mapping, Set
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

    ``fixed`` holds values that the registry gives, ``decided`` those of a person; no document outvotes them. What is
    printed of a thing in ``merged`` was printed of two, so that another spelling is another value.
    """

    fixed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    decided: dict[tuple[str, str], str] = field(default_factory=dict)
    merged: Set[str] = frozenset()
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
            winner = self._winners[slot] = self.decided.get(slot) or self.fixed.get(slot) or _best(self._votes[slot])
        # What a person decided, no document says by another spelling.
        same = spelling.loser is Loser.SAME and slot not in self.decided and spelling.subject not in self.merged
        if winner == spelling.term or same:
            return spelling.predicate, winner
        is_name = spelling.loser is Loser.OTHER_NAME or (spelling.loser is Loser.SAME and spelling.predicate == LABEL)
        if is_name or spelling.other_name:
            return OTHER_NAME, spelling.other_name or spelling.term
        return None

    def terms(self, subject: str, predicate: str) -> list[str]:
        """The spellings of a value, the one that would be chosen first: the registry's, then those of documents."""
        slot = subject, predicate
        votes = sorted(self._votes.get(slot, {}).items(), key=lambda vote: _rank(*vote))
        return [*([self.fixed[slot]] if slot in self.fixed else []), *(term for (_, term), _ in votes)]


def _best(votes: Votes) -> str:
    return min(votes, key=lambda vote: _rank(vote, votes[vote]))[1]


def _rank(vote: tuple[int, str], times: int) -> tuple[int, int, int, str]:
    rank, term = vote
    return rank, -times, -len(term), term
