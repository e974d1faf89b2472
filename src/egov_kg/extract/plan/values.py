"""The figure and the year that a target states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from egov_kg.extract.plan.words import PlanWords
from egov_kg.identifiers import fold

_NUMBER = r"\d{1,3}(?:[.,  ]\d{3})+(?![\d])|\d+(?:[.,]\d{1,2})?(?!\d)"
_COUNT = re.compile(rf"(?<![\w.,/:+-])(?P<number>{_NUMBER})(?![\w%/:+-]|[.,]\d)(?P<plus>\s*\+)?")
_YEAR = re.compile(r"(?<![\w.,/-])20\d\d(?![\w%]|[.,]\d)")
_BEFORE = 4
"""So many words before a number or a year may be a cue for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value with its unit (a code) and the rule that found it."""

    value: Decimal
    unit: str
    rule: str


def figure_in(words: PlanWords, sentence: str) -> Figure | None:
    """The value that a target states: of "from 40 % to 80 %" the second percentage, else the first, else a count.

    >>> from egov_kg.extract.plan.words import plan_words
    >>> figure_in(plan_words(), "From 40% in 2023 to 85.5 % of all services by 2027").value
    Decimal('85.5')
    >>> figure_in(plan_words(), "Connect 1,200 schools in towns of less than 300 inhabitants").value
    Decimal('1200')
    """
    percentages = list(_percent(words.percent).finditer(sentence))
    if percentages:
        chosen = next((p for p in percentages[1:] if _rises(words, sentence, percentages[0], p)), percentages[0])
        return Figure(value=decimal(chosen["number"]), unit="percent", rule="target-percent")
    for found in _COUNT.finditer(sentence):
        if _counts(words, sentence, found):
            return Figure(value=decimal(found["number"]), unit="count", rule="target-count")
    return None


def decimal(number: str) -> Decimal:
    """A printed number: groups of three digits are thousands, one or two digits behind a mark are decimals.

    >>> decimal("1.200"), decimal("99,5")
    (Decimal('1200'), Decimal('99.5'))
    """
    if re.fullmatch(r"\d{1,3}(?:[.,  ]\d{3})+", number):
        return Decimal(re.sub(r"\D", "", number))
    return Decimal(number.replace(",", "."))


def year_in(words: PlanWords, sentence: str, *, cue: bool = True) -> int | None:
    """The last year of a sentence, by default only one with a word before it that says by when."""
    years = [
        int(found[0]) for found in _YEAR.finditer(sentence)
        if not cue or set(_words_before(sentence, found.start(), 2)) & words.year_cue
    ]  # fmt: skip
    return max(years, default=None)


@cache
def _percent(signs: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    return re.compile(rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s?(?:{names})(?!\w)", re.IGNORECASE)


def _words_before(sentence: str, offset: int, count: int = _BEFORE) -> list[str]:
    return [fold(word) for word in sentence[max(0, offset - 80) : offset].split()[-count:]]


def _words_after(sentence: str, offset: int) -> Iterator[str]:
    return (fold(word) for word in sentence[offset : offset + 80].split()[:2])


def _rises(words: PlanWords, sentence: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two percentages are a baseline and the value to reach."""
    before = _words_before(sentence, first.start(), 1)
    between = [fold(word) for word in sentence[first.end() : second.start()].split()]
    return bool(set(before) & words.from_ and between and between[-1] in words.to)


def _counts(words: PlanWords, sentence: str, found: re.Match[str]) -> bool:
    """Whether a number counts things: a small word follows, and nothing before or behind says otherwise."""
    if _YEAR.match(sentence, found.start()) and len(found["number"]) == 4:
        return False
    after = list(_words_after(sentence, found.end()))
    rest = sentence[found.end() :].lstrip(" +")
    if not after or not rest[:1].islower() or {after[0], "-".join(after)} & (words.measure | words.conjunction):
        return False
    return not _is_condition(words, _words_before(sentence, found.start()))


def _is_condition(words: PlanWords, before: Sequence[str]) -> bool:
    tails = {"-".join(word for word in before[-count:] if word) for count in (1, 2, 3)}
    return bool(tails & words.condition)

