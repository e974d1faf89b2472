"""Answers that say nothing: ``Not available``, ``See question 3``, ``No aplica``, a postal address for a name."""

from __future__ import annotations

import re
from functools import lru_cache

from egov_kg.extract.word_groups import any_of, phrases_of_group, words_of_group
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
    return not plain or plain in words_of_group("non-answer") or bool(_openings().match(plain))


def holds_non_answer(words: str) -> bool:
    """Whether words say anywhere that there is no answer, by a phrase of several words with a negation among them.

    >>> holds_non_answer("Data on this is not available. In the region it is 12%.")
    True
    """
    return bool(_denials().search(_plain(words)))


def is_postal(words: str) -> bool:
    """Whether a line is a postal address, a telephone or the like rather than a name.

    >>> is_postal("P.O. Box 12, Harbour Town"), is_postal("Contact Centre")
    (True, False)
    """
    plain = _plain(words)
    opening = phrases_of_group("postal").match(plain)
    if opening is None:
        return False
    return " " in opening.group() or not plain[opening.end() :] or bool(re.search(r"[\d:]", plain))


def _plain(words: str) -> str:
    return " ".join(_ASIDE.sub(" ", folded(words)).strip(_EDGES).split())


@lru_cache(maxsize=1)
def _openings() -> re.Pattern[str]:
    return any_of(phrase for phrase in words_of_group("non-answer") if " " in phrase)


@lru_cache(maxsize=1)
def _denials() -> re.Pattern[str]:
    groups = (load_lexicon(language).phrases["negation"]["negation"] for language in LANGUAGES)
    negations = {phrase for group in groups for phrase in group if " " not in phrase}
    return any_of(one for one in words_of_group("non-answer") if " " in one and negations & set(one.split()))
