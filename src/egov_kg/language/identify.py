"""The language of a passage."""

from __future__ import annotations

import re
from functools import lru_cache

from egov_kg.language.lexicon import LANGUAGES, folded, load_lexicon

SHORTEST = 40
"""Fewer letters than this decide nothing: the share of right answers falls below nine in ten (measured.md)."""

SURE = 400
"""In so many characters the classifier does not err between our languages and others."""
READ = 1_000
"""More characters than this make it no surer."""
TELLING = 3
"""So many different small words that one of our languages alone has confirm it."""
MAJORITY = 5
"""So many times as many must they be as those of our other languages, which names and misspelt words bring in."""
NAME = 100
"""Characters; a shorter text is a name rather than a sentence."""

_WORD = re.compile(r"\S+")
_OF_ADDRESSES = ("://", "www.", "@")


@lru_cache(maxsize=4096)
def identify(text: str, default: str | None = None) -> str | None:
    """The language (``en``, ``es``, ``fr``, ``pt``) of a passage, or the default where it is too short to tell.

    Any other language of the classifier's 97 gives its own code, so that a text we cannot read is known as such.
    """
    text = text[: 5 * READ]
    if default in LANGUAGES and _confirmed(text, default):
        return default
    words = _WORD.sub(_unless_address, text)
    if sum(char.isalpha() for char in words[:READ]) < SHORTEST:
        return default
    import py3langid  # noqa: PLC0415  half a second to import, needed by builds alone

    ranked = py3langid.rank(words[:READ])
    best = str(ranked[0][0])
    if best in LANGUAGES or len(words) > SURE:
        return best
    return next(str(code) for code, _ in ranked if code in LANGUAGES)


@lru_cache(maxsize=1)
def _small_words() -> dict[str, str]:
    """Small words that one language alone has, with that language."""
    groups = ("connector", "name-breaker", "article", "preposition")
    owners: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for group in groups:
            for word in load_lexicon(language).words.get(group, ()):
                owners.setdefault(word, set()).add(language)
    return {word: next(iter(found)) for word, found in owners.items() if len(found) == 1 and word.isalpha()}


def _confirmed(text: str, language: str) -> bool:
    """Whether the first small words of a text are of a language and next to none of the others of ours.

    A short text is mostly a name, which the classifier guesses: one small word is enough there.
    """
    small = _small_words()
    found = {word: small[word] for word in folded(text[:SURE]).split() if word in small}
    own = list(found.values()).count(language)
    others = len(found) - own
    if len(text) < NAME:
        return own > 0 and not others
    return own >= TELLING and MAJORITY * others <= own


def _unless_address(word: re.Match[str]) -> str:
    return " " if any(mark in word[0] for mark in _OF_ADDRESSES) else word[0]
