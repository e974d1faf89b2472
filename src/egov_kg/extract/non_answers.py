"""Answers that say nothing: ``Not available``, ``See question 3``, ``No aplica``, a postal address instead of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from egov_kg.language import LANGUAGES, folded, load_lexicon

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EDGES = " \t\r\n\"'“”«».,;:!?()[]<>*_–—-•"


def is_non_answer(words: str) -> bool:
    """Whether words say that there is no answer or that it stands elsewhere, in any language with a lexicon.

    A phrase of several words may open the stretch (``not available at the moment``); a single one (``none``) must be
    all of it. White space, marks and a remark in brackets around them do not count; dashes alone are no answer either.

    >>> is_non_answer("Not available."), is_non_answer("National Agency"), is_non_answer("N/A (2019)")
    (True, False, True)
    """
    plain = _plain(words)
    return not plain or plain in _single() or bool(_openings("non-answer").match(plain))


def holds_non_answer(words: str) -> bool:
    """Whether words say anywhere that there is no answer, by a phrase of several words with a negation among them.

    >>> holds_non_answer("Data on this is not available. In the region it is 12%.")
    True
    """
    return bool(_denials().search(_plain(words)))


def is_postal(words: str) -> bool:
    """Whether a line is a postal address, a telephone or the like rather than a name."""
    plain = _plain(words)
    opening = _openings("postal", whole=True).match(plain)
    if opening is None:
        return False
    return " " in opening.group() or not plain[opening.end() :] or bool(re.search(r"[\d:]", plain))


def _plain(words: str) -> str:
    return " ".join(_ASIDE.sub(" ", folded(words)).strip(_EDGES).split())


@lru_cache(maxsize=1)
def _single() -> frozenset[str]:
    phrases = (phrase for language in LANGUAGES for phrase in load_lexicon(language).words["non-answer"])
    return frozenset(phrase for phrase in phrases if " " not in phrase)


@lru_cache(maxsize=2)
def _openings(group: str, *, whole: bool = False) -> re.Pattern[str]:
    """The phrases of a group that may open a stretch: those of several words, all of them where ``whole``."""
    phrases = {phrase for language in LANGUAGES for phrase in load_lexicon(language).words[group]}
    return _alternatives(one for one in phrases if whole or " " in one)


@lru_cache(maxsize=1)
def _denials() -> re.Pattern[str]:
    lexicons = [load_lexicon(language) for language in LANGUAGES]
    negations = {one for lexicon in lexicons for one in lexicon.phrases["negation"]["negation"] if " " not in one}
    phrases = {one for lexicon in lexicons for one in lexicon.words["non-answer"]}
    return _alternatives(one for one in phrases if " " in one and negations & set(one.split()))


def _alternatives(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
