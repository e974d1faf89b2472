"""When two names, addresses or numbers count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

SAME_NAME: Final = 0.82
"""How alike two names are, from 0 to 1, that name one thing."""
LOOSE_NAME: Final = 0.7
"""The same for what is recognised by its kind, too, and is often cited in other words: laws."""
STRATEGY_NAME: Final = 0.75
CLOSE_NAME: Final = 0.9
"""The same for what stands in a list of its own: headings, acronyms, bodies of a plan."""

_LONGER: Final = 0.95
"""How alike a name and the same name with more words around it are."""
_WORDS_OF_A_NAME: Final = 3
"""A name of fewer words inside a longer one may be another thing's."""
_ROOM: Final = 1.34
_ROOM_OF_SHORT: Final = 6
"""A label is at most a third longer than the name, and some characters."""

_SCHEME: Final = re.compile(r"^[a-z]+://")
_YEAR: Final = re.compile(r"\d{4}")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """A name's Latin letters and digits without case and accents, one blank between words.

    >>> plain("Ministério da Saúde (MS)")
    'ministerio da saude ms'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def joined(text: str) -> str:
    """A name as `plain` gives it, without blanks: "Red GEALC" is "RedGEALC"."""
    return plain(text).replace(" ", "")


@lru_cache(maxsize=65_536)
def similarity(wanted: str, found: str) -> float:
    """How alike two names are, from 0 to 1: the better of their letters in order and of their sorted words' letters."""
    first, second = plain(wanted), plain(found)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    short, long = sorted((first, second), key=len)
    if len(short.split()) >= _WORDS_OF_A_NAME and f" {short} " in f" {long} ":
        return _LONGER
    in_order = SequenceMatcher(None, first, second).ratio()
    return max(in_order, SequenceMatcher(None, _sorted_words(first), _sorted_words(second)).ratio())


def _sorted_words(text: str) -> str:
    return " ".join(sorted(text.split()))


def alike(wanted: Iterable[str], found: Iterable[str], least: float = SAME_NAME) -> bool:
    """Whether one of the acceptable names is like one of the names found."""
    names = tuple(found)
    return any(similarity(one, name) >= least for one in wanted for name in names)


def names_a_body(wanted: Iterable[str], found: Iterable[str]) -> bool:
    """Whether a body of a plan is the one that has these names: the same name, or close to it."""
    accepted, names = tuple(wanted), tuple(found)
    same = any(plain(one) == plain(name) for one in accepted for name in names)
    return same or alike(accepted, names, CLOSE_NAME)


def is_label(wanted: str, label: str) -> bool:
    """Whether a label is the name itself, and not a name with the words around it."""
    longest = _ROOM * len(plain(wanted)) + _ROOM_OF_SHORT
    return similarity(wanted, label) >= SAME_NAME and len(plain(label)) <= longest


def address(text: str) -> str:
    """A web address without its scheme, ``www.`` and the slash at its end, in lower case."""
    return _SCHEME.sub("", text.strip().lower()).removeprefix("www.").rstrip("/")


def number_key(text: str) -> str:
    """The letters and digits of a number without zeros before them: 017.930 and 17930 are one."""
    return re.sub(r"[^0-9a-z]", "", text.lower()).lstrip("0")


def year_of(text: str | None) -> int | None:
    """The first four digits in a row of a date or year."""
    found = _YEAR.search(text or "")
    return int(found.group()) if found else None
