"""Ties that were undone: cancelled, terminated, suspended, or never made; no graph tells them as ties."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from egov_kg.extract.passage import Passage
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.extract.standing import voids_tie
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.extract.word_files import alternation

_LONGEST = 200
"""Characters; a longer sentence is about more than the tie before it."""


@lru_cache(maxsize=8)
def opens_on(language: str) -> re.Pattern[str]:
    """How a stretch begins that goes on about the tie told before (``the loan``, ``that work``, ``it``)."""
    words = load_tie_words(language).words
    pointing = alternation(words["pointing"])
    article = alternation(load_prose_words(language).words["article"])
    nouns = alternation(words["tie-noun"])
    conjunction = alternation(load_prose_words(language).words["conjunction"])
    return re.compile(
        rf"[\W_]*(?:(?:{conjunction})\s+)?(?:(?:(?:{pointing}|{article})\s+|l['’])(?:[\w-]+\s+){{0,2}}?(?:{nouns})(?!\w)"
        rf"|(?:it|this|which|se|foi|fue|il|elle|este|esta|ele|ela)\s+\w+)"
    )


def says_undone(language: str, plain: str, low: int, high: int) -> re.Match[str] | None:
    """Where a stretch of folded text says that a tie was undone before its end, or never made."""
    words = load_tie_words(language)
    never = words.pattern("not-made").search(plain, low, high)
    return never or voids_tie(plain, low, high, words.pattern("tie-noun").pattern)


def undone_since(language: str, plain: str, low: int, high: int) -> bool:
    """Whether a sentence goes on about the tie of the one before and says that it was undone."""
    opening = opens_on(language).match(plain, low, high) if high - low <= _LONGEST else None
    if opening is None or load_prose_words(language).pattern("indefinite").match(plain, low):
        return False  # "an agreement was cancelled" is another one
    said = says_undone(language, plain, low, high)
    return said is not None and not _is_of_another(language, plain[said.end() : high])


def _is_of_another(language: str, behind: str) -> bool:
    """``se canceló la fiesta``: what was undone stands behind the verb and is no tie."""
    article = load_prose_words(language).pattern("article").pattern
    own = load_tie_words(language).pattern("tie-noun").pattern
    return re.match(rf"\s+(?:{article})\s+(?!{own})\w", behind) is not None


def undone_clauses(passage: Passage, plain: str, cuts: list[int]) -> list[tuple[int, int]]:
    """The clauses, cut at places, that tell of a tie that was undone; if it names nobody, that before it."""
    found: list[tuple[int, int]] = []
    parts = list(pairwise(cuts))
    for index, (low, high) in enumerate(parts):
        said = says_undone(passage.language, plain, low, high)
        if said is None:
            continue
        found.append((low, high))
        named = passage.analysis.within(low, said.start(), "country", "organization", "tie-kind", "acronym")
        if index and not named:
            found.append(parts[index - 1])
    return found


__all__ = ["opens_on", "says_undone", "undone_clauses", "undone_since"]
