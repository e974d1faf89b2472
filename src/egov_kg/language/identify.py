"""The language of a passage."""

from __future__ import annotations

import re
from functools import lru_cache

from egov_kg.language.lexicon import LANGUAGES

SHORTEST = 40
"""Fewer letters than this decide nothing: the share of right answers falls below nine in ten (measured.md)."""

SURE = 400
"""In so many characters the classifier does not err between our languages and others."""
READ = 4_000
"""More characters than this make it no surer."""

_WORD = re.compile(r"\S+")
_OF_ADDRESSES = ("://", "www.", "@")


@lru_cache(maxsize=4096)
def identify(text: str, default: str | None = None) -> str | None:
    """The language (``en``, ``es``, ``fr``, ``pt``) of a passage, or the default where it is too short to tell.

    Any other language of the classifier's 97 gives its own code, so that a text we cannot read is known as such.
    """
    words = _WORD.sub(_unless_address, text[: 5 * READ])
    if sum(char.isalpha() for char in words) < SHORTEST:
        return default
    import py3langid  # noqa: PLC0415  half a second to import, needed by builds alone

    ranked = py3langid.rank(words[:READ])
    best = str(ranked[0][0])
    if best in LANGUAGES or len(words) > SURE:
        return best
    return next(str(code) for code, _ in ranked if code in LANGUAGES)


def _unless_address(word: re.Match[str]) -> str:
    return " " if any(mark in word[0] for mark in _OF_ADDRESSES) else word[0]
