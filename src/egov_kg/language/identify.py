"""The language of a passage."""

from __future__ import annotations

import re
from functools import lru_cache

from egov_kg.language.lexicon import LANGUAGES

SHORTEST = 40
"""Fewer letters than this decide nothing: the share of right answers falls below nine in ten (measured.md)."""

_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")


@lru_cache(maxsize=1)
def _classifier() -> object:
    from py3langid import langid  # noqa: PLC0415  half a second to import, needed by builds alone

    return langid


@lru_cache(maxsize=4096)
def identify(text: str, default: str | None = None) -> str | None:
    """The language (``en``, ``es``, ``fr``, ``pt``) of a passage, or the default where it is too short to tell.

    Any other language of the classifier's 97 gives its own code, so that a text we cannot read is known as such.
    """
    words = _ADDRESS.sub(" ", text)
    if sum(char.isalpha() for char in words) < SHORTEST:
        return default
    import py3langid  # noqa: PLC0415  see above

    ranked = py3langid.rank(words[:4000])
    best = str(ranked[0][0])
    if best in LANGUAGES or len(words) > 400:
        return best
    return next(str(code) for code, _ in ranked if code in LANGUAGES)
