"""The axes and lines of a plan while it is read: what they are, how one is found again, which position it gets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from egov_kg.extract.plan.reading import Place, number_value, without_mark
from egov_kg.extract.plan.words import holds, plan_words
from egov_kg.identifiers import fold
from egov_kg.model import Span

ALIKE: Final = 0.6
"""Names of one line printed twice share at least so much of their words."""

MOST_PARTS: Final = 200
"""A plan that a person wrote has fewer axes, and fewer lines."""

_LABEL = re.compile(
    r"(?P<word>(?:[^\W\d_]+[ ]+){0,4}?)(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}|[IVXL]{1,5})(?=[ .:)–—-]|\Z)"
)


@dataclass(slots=True, kw_only=True, eq=False)
class Part:
    """An axis or a line while the plan is read: its printed number, its name, where both stand, its order."""

    number: tuple[int, ...]
    name: str
    spans: tuple[Span, ...]
    rule: str
    axis: Part | None = None

    def prefer(self, name: str, spans: tuple[Span, ...]) -> None:
        """Take the same name in small letters instead of one in capitals."""
        if self.name.isupper() and not name.isupper() and fold(self.name) == fold(name):
            self.name, self.spans = name, (*self.spans, *spans)


@dataclass(slots=True, kw_only=True)
class Structure:
    """The axes and lines of a plan in reading order, and the lines whose sections are known."""

    axes: list[Part] = field(default_factory=list)
    lines: list[Part] = field(default_factory=list)
    places: dict[int, Part] = field(default_factory=dict)

    def line_of(self, number: tuple[int, ...], name: str) -> Part | None:
        """The line of a printed number and name: by both, by the name alone, by the number where no name is given."""
        same = [line for line in self.lines if number and line.number == number]
        if len(same) == 1 and (not name or likeness(same[0].name, name) >= ALIKE):
            return same[0]
        by_name = max(self.lines, key=lambda line: likeness(line.name, name), default=None) if name else None
        if by_name is not None and likeness(by_name.name, name) >= ALIKE:
            return by_name
        return same[0] if len(same) == 1 and likeness(same[0].name, name) >= ALIKE / 2 else None

    def line_at(self, place: Place | None) -> Part | None:
        """The line whose section, or a section under it, is a place."""
        if place is None:
            return None
        for step in reversed(place.path):
            heading = step.heading
            if heading is not None and heading.span.start in self.places:
                return self.places[heading.span.start]
        return None


def likeness(first: str, second: str) -> float:
    """How much of the words of two names is the same, 0 to 1 (Jaccard); words of three letters or fewer count a little.

    >>> likeness("Calidad de los servicios públicos", "Calidad de servicios públicos") > 0.9
    True
    """
    left, right = _weighted(first), _weighted(second)
    shared = sum(weight for word, weight in left.items() if word in right)
    return shared / (sum(left.values()) + sum(right.values()) - shared)


@lru_cache(maxsize=4_096)
def _weighted(name: str) -> dict[str, float]:
    return {word: 1.0 if len(word) > 3 else 0.1 for word in fold(name).split("-")}


def label_of(words: str) -> tuple[str, tuple[int, ...], str]:
    """The word, number and name that a cell or a line prints, each empty where it is missing.

    >>> label_of("Action line 2.1: Open data")
    ('action-line', (2, 1), 'Open data')
    """
    found = _LABEL.match(words)
    if found is None or not _is_label(fold(found["word"]), found["number"], words[found.end() :]):
        return "", (), without_mark(words)
    return fold(found["word"]), number_value(found["number"]), without_mark(words[found.end() :])


def _is_label(word: str, number: str, rest: str) -> bool:
    if word:
        return any(holds(word, phrases) for phrases in (plan_words().axis, *plan_words().line))
    return number[0].isdigit() or rest[:1] in (".", ":", ")")


def positions(parts: Sequence[Part]) -> Iterator[tuple[Part, int, str]]:
    """The position of each axis or line with the rule that gives it.

    The printed numbers where they tell all parts apart (of dotted ones the last), else a running count.
    """
    printed = [part.number[-1] if part.number else 0 for part in parts]
    by_print = 0 not in printed and len(set(printed)) == len(printed)
    for count, (part, number) in enumerate(zip(parts, printed, strict=True), 1):
        yield part, (number if by_print else count), ("printed-number" if by_print else "running-number")
