"""When two names of organisations or strategies are names of one thing."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from egov_kg.identifiers import fold
from egov_kg.language import LANGUAGES, load_lexicon

ALIKE = 94
"""Similarity (0 to 100) of two whole names above which only spelling differs: ``Government`` and ``Governmental``."""


@lru_cache(maxsize=1)
def _links() -> frozenset[str]:
    """Words that link the words of a name in any language."""
    words = {word for language in LANGUAGES for word in load_lexicon(language).words["connector"]}
    return frozenset(fold(word) for word in words if fold(word)) | {"s"}


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in load_lexicon(language).words["organization-head"])


@lru_cache(maxsize=65_536)
def key_of_name(name: str) -> str:
    """A name as names are compared: folded, without an article before it."""
    words = fold(name).split("-")
    while len(words) > 1 and words[0] in ("the", "el", "la", "los", "las", "le", "les", "o", "os", "a", "as"):
        words = words[1:]
    return "-".join(words)


@lru_cache(maxsize=65_536)
def content(name: str) -> tuple[str, ...]:
    """The words of a name that carry meaning, singular, sorted."""
    return tuple(sorted(_singular(word) for word in key_of_name(name).split("-") if word not in _links()))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def acronym_key(acronym: str) -> str:
    """An acronym as acronyms are compared: the small letters of linking words left out (``MOPSyV`` is ``MOPSV``)."""
    letters = re.sub(r"(?<=[A-ZÀ-Ý])[a-zà-ÿ](?=[A-ZÀ-Ý])", "", acronym)
    return fold(letters).replace("-", "")


def initials(name: str) -> str:
    """The first letters of the words of a name that carry meaning."""
    return "".join(word[0] for word in key_of_name(name).split("-") if word not in _links())


def same_organization(left: str, right: str) -> bool:
    """Whether two names in one country are one organisation's, by their words alone."""
    one, other = key_of_name(left), key_of_name(right)
    if one == other:
        return True
    if content(left) == content(right) and len(content(left)) >= 2:
        return True
    if _abbreviated(one, other) or _abbreviated(other, one) or _same_office(one, other):
        return True
    words = min(one.count("-"), other.count("-")) + 1
    return words >= 3 and fuzz.ratio(one, other) >= ALIKE and _differs_in_spelling(one, other)


def _differs_in_spelling(one: str, other: str) -> bool:
    """Whether the words that differ differ only in their endings, so that no other word stands there."""
    left, right = one.split("-"), other.split("-")
    if len(left) != len(right):
        return False
    return all(a == b or (a[:5] == b[:5] and min(len(a), len(b)) >= 5) for a, b in zip(left, right, strict=True))


def _abbreviated(long: str, short: str) -> bool:
    """Whether the end of the short name is an acronym of the end of the long one: ``ministry-of-ict``."""
    words, few = long.split("-"), short.split("-")
    shared = 0
    while shared < min(len(words), len(few)) and words[shared] == few[shared]:
        shared += 1
    if shared < 2 or len(few) - shared != 1 or len(words) - shared < 2:
        return False
    initials = "".join(word[0] for word in words[shared:] if word not in _links())
    rest = few[shared]
    return len(rest) >= 2 and sorted(rest.removesuffix("s")) == sorted(initials)


def _same_office(one: str, other: str) -> bool:
    """``High Council for X and Y`` and ``Presidential Council for X and Y``: one head word, one long remit."""
    left, right = _head_and_remit(one), _head_and_remit(other)
    return left == right and left is not None and len(left[1]) >= 3


def _head_and_remit(name: str) -> tuple[str, tuple[str, ...]] | None:
    words = name.split("-")
    place = next((index for index, word in enumerate(words) if word in _heads()), None)
    if place is None or place == 0:
        return None
    return words[place], tuple(word for word in words[place + 1 :] if word not in _links())


def extends(long: str, short: str) -> bool:
    """Whether a name is another one with more behind it (``Ministry of Environment`` … ``and Development``).

    At least a head word and what distinguishes it must be shared, and what follows must go on with ``and`` or name
    a place: ``of`` would begin another office (a secretariat *of* the same ministry).
    """
    one, other = key_of_name(long), key_of_name(short)
    if not one.startswith(f"{other}-") or len(content(short)) < 2:
        return False
    following = one[len(other) + 1 :].split("-")[0]
    return following in ("and", "y", "e", "et") or following not in _links()
