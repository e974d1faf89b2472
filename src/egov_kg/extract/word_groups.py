"""Groups of the lexicons in every language at once, for answers that are too short to show theirs or that mix them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from egov_kg.language import LANGUAGES, load_lexicon


@lru_cache(maxsize=32)
def words_of_group(group: str) -> frozenset[str]:
    """The words and phrases of a plain group, folded, in every language with a lexicon."""
    return frozenset(word for language in LANGUAGES for word in load_lexicon(language).words[group])


@lru_cache(maxsize=32)
def phrases_of_group(group: str) -> re.Pattern[str]:
    """What finds the words and phrases of a plain group, the longest first, as whole words of a folded text."""
    return any_of(words_of_group(group))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds one of several phrases, the longest first, as whole words."""
    longest_first = sorted(phrases, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
