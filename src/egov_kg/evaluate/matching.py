"""Gold facts and facts of a build, compared one to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Generic, Protocol, TypeVar

from egov_kg.evaluate.gold import GoldFact
from egov_kg.evaluate.graph import Statement

OPTIONAL_USES: Final = 3
"""How many facts of a build an optional gold fact may stand for: one body may have three mandates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFact:
    """A fact of a build in words, with the statements that decide it: the first that has a claim counts."""

    words: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedFact:
    """A gold fact that was not read, in words; ``terms`` are what to look for in the document, the best first."""

    words: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was found of one kind in one document.

    ``found`` is None for a kind of which a document may state more than its gold file says, so that nothing is too
    much. ``right`` are the facts read that are right, those that only an optional gold fact accepts among them, which
    are counted neither in ``found`` nor in ``hits``.
    """

    kind: str
    gold: int
    found: int | None
    hits: int
    missed: tuple[MissedFact, ...] = ()
    surplus: tuple[ReadFact, ...] = ()
    right: tuple[ReadFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Facts of one kind, collected: what was missed, what was read rightly, what is too much."""

    missed: list[MissedFact] = field(default_factory=list)
    right: list[ReadFact] = field(default_factory=list)
    surplus: list[ReadFact] = field(default_factory=list)

    def comparison(self, kind: str, *, gold: int, hits: int | None = None) -> Comparison:
        """The facts counted; ``hits`` are the right facts where each of them is another gold fact's."""
        return Comparison(
            kind=kind,
            gold=gold,
            found=len(self.right) + len(self.surplus),
            hits=len(self.right) if hits is None else hits,
            missed=tuple(self.missed),
            surplus=tuple(self.surplus),
            right=tuple(self.right),
        )


class Candidate(Protocol):
    """A fact of a build, with what is compared of it."""

    @property
    def fact(self) -> ReadFact:
        """The fact in words, with its statements."""


G = TypeVar("G", bound=GoldFact)
F = TypeVar("F", bound=Candidate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Generic[G, F]):
    """Which fact is which: ``pairs`` of required gold facts, and what optional ones accept."""

    required: tuple[G, ...]
    pairs: tuple[tuple[G, F], ...]
    missed: tuple[G, ...]
    surplus: tuple[F, ...]
    accepted: tuple[F, ...]
    asked: bool
    """Whether there is anything to compare, optional facts among it."""

    def comparison(self, kind: str, missed: Callable[[G], MissedFact]) -> Iterator[Comparison]:
        """The comparison as counts and facts; none where neither side has a fact."""
        if self.asked:
            yield Comparison(
                kind=kind,
                gold=len(self.required),
                found=len(self.pairs) + len(self.surplus),
                hits=len(self.pairs),
                missed=tuple(map(missed, self.missed)),
                surplus=tuple(one.fact for one in self.surplus),
                right=(*(found.fact for _, found in self.pairs), *(found.fact for found in self.accepted)),
            )

    def partner(self, gold: G) -> F | None:
        """The fact that was matched with a gold fact."""
        return next((found for one, found in self.pairs if one is gold), None)


def match(gold: Iterable[G], found: Sequence[F], same: Callable[[G, F], bool]) -> Matching[G, F]:
    """Matches in the order of the gold facts: each required one takes the first fact that it fits, then optional ones.

    The rule is greedy, so that a person can follow it; a gold file puts the narrower fact before the wider.
    """
    wanted = tuple(gold)
    required = tuple(one for one in wanted if not one.optional)
    pairs, left = _pair(required, found, same)
    optional = tuple(one for one in wanted if one.optional)
    accepted, surplus = _pair(optional * OPTIONAL_USES, left, same)
    taken = {id(one) for one, _ in pairs}
    return Matching(
        required=required,
        pairs=pairs,
        missed=tuple(one for one in required if id(one) not in taken),
        surplus=surplus,
        accepted=tuple(one for _, one in accepted),
        asked=bool(wanted or found),
    )


def _pair(
    gold: Sequence[G], found: Sequence[F], same: Callable[[G, F], bool]
) -> tuple[tuple[tuple[G, F], ...], tuple[F, ...]]:
    """The pairs, and the facts that nothing took."""
    left = list(found)
    pairs = []
    for one in gold:
        place = next((place for place, candidate in enumerate(left) if same(one, candidate)), None)
        if place is not None:
            pairs.append((one, left.pop(place)))
    return tuple(pairs), tuple(left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[G, F]):
    """A property of which a fact has several values, the normal form of each: topics, agencies.

    ``wanted`` gives the gold values, ``read`` the facts by normal form, ``missed`` a gold value in words.
    """

    kind: str
    wanted: Callable[[G], tuple[str, ...]]
    read: Callable[[F], Mapping[str, ReadFact]]
    missed: Callable[[G, str], MissedFact]
    normal: Callable[[str], str] = str
    precise: bool = True
    """Whether a value that the gold fact does not have is too much."""

    def comparison(self, matching: Matching[G, F]) -> Iterator[Comparison]:
        """The values of the matched facts compared; those of a gold fact that nothing matched are missed.

        What was read counts only where the gold fact states a value.
        """
        stated = [gold for gold in matching.required if self.wanted(gold)]
        if not stated:
            return
        verdicts = Verdicts()
        for gold in stated:
            partner = matching.partner(gold)
            read = self.read(partner) if partner is not None else {}
            wanted = {self.normal(value): value for value in self.wanted(gold)}
            verdicts.missed.extend(self.missed(gold, value) for key, value in wanted.items() if key not in read)
            verdicts.right.extend(fact for key, fact in read.items() if key in wanted)
            verdicts.surplus.extend(fact for key, fact in read.items() if key not in wanted)
        comparison = verdicts.comparison(self.kind, gold=sum(len(self.wanted(gold)) for gold in stated))
        yield comparison if self.precise else replace(comparison, found=None, surplus=(), right=())
