"""When two names of organisations are names of one: equal keys join, so that nothing is compared pairwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from egov_kg.identifiers import fold
from egov_kg.language import LANGUAGES, load_lexicon

_ARTICLES = frozenset(["the", "el", "la", "los", "las", "le", "les", "o", "os", "a", "as"])
_RANKS = frozenset([
    "high", "higher", "superior", "supreme", "presidential", "ministerial", "senior",
    "alto", "alta", "presidencial", "supremo", "suprema",
])  # fmt: skip
"""Words before a head word by which one office is called this and that."""
_VARIANTS = ((r"our\Z", "or"), (r"tre\Z", "ter"), (r"isation\Z", "ization"), (r"mental\Z", "ment"))
"""Endings by which one word is spelt in two ways (``Labour``, ``Centre``, ``Governmental``)."""


@lru_cache(maxsize=1)
def links() -> frozenset[str]:
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
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "-".join(words)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for ending, usual in _VARIANTS:
        word = re.sub(ending, usual, word) if len(word) > 5 else word
    return word


@lru_cache(maxsize=65_536)
def content(name: str) -> tuple[str, ...]:
    """The words of a name that carry meaning, in one spelling, sorted."""
    return tuple(sorted(_stem(word) for word in key_of_name(name).split("-") if word not in links()))


def acronym_key(acronym: str) -> str:
    """An acronym as acronyms are compared: the small letters of linking words left out (``MOPSyV`` is ``MOPSV``)."""
    letters = re.sub(r"(?<=[A-ZÀ-Ý])[a-zà-ÿ](?=[A-ZÀ-Ý])", "", acronym)
    return fold(letters).replace("-", "")


def acronym_part(acronym: str) -> str:
    """An acronym as part of a key: folded, without the stops of ``N.D.O.``."""
    return fold(acronym.replace(".", ""))


def initials(name: str) -> str:
    """The first letters of the words of a name that carry meaning."""
    return "".join(word[0] for word in key_of_name(name).split("-") if word not in links())


def same_keys(name: str) -> Iterator[tuple[str, ...]]:
    """Keys of a name: two names that share one are names of one organisation of a country.

    The same words; the same words in another order or spelling; one office called by two words of rank
    (``High Council for …``, ``Presidential …``).
    """
    key = key_of_name(name)
    yield ("name", key)
    words = content(name)
    if len(words) >= 2:
        yield ("content", *words)
    yield from _office(key.split("-"))


def short_keys(name: str) -> Iterator[tuple[str, ...]]:
    """Keys under which a shorter name of the same body would stand that ends in initials (``Ministry of ICT``)."""
    parts = key_of_name(name).split("-")
    for cut in range(2, len(parts) - 1):
        letters = sorted(word[0] for word in parts[cut:] if word not in links())
        if len(letters) >= 2:
            yield (*parts[:cut], "".join(letters))


def as_short(name: str) -> tuple[str, ...] | None:
    """The key of a name whose last word may be initials."""
    parts = key_of_name(name).split("-")
    if len(parts) < 3 or len(parts[-1]) < 2 or parts[-1] in links():
        return None
    return (*parts[:-1], "".join(sorted(parts[-1].removesuffix("s"))))


def _office(parts: list[str]) -> Iterator[tuple[str, ...]]:
    place = next((index for index, word in enumerate(parts) if word in _heads()), None)
    if place is None or place == 0 or not set(parts[:place]) <= _RANKS:
        return
    remit = [word for word in parts[place + 1 :] if word not in links()]
    if len(remit) >= 3:
        yield ("office", parts[place], *remit)


def extends(long: str, short: str) -> bool:
    """Whether a name is another one with more behind it (``Ministry of Environment`` … ``and Development``).

    At least a head word and what distinguishes it must be shared, and what follows must go on with ``and`` or name
    a place: ``of`` would begin another office (a secretariat *of* the same ministry).
    """
    one, other = key_of_name(long), key_of_name(short)
    if not one.startswith(f"{other}-") or len(content(short)) < 2:
        return False
    following = one[len(other) + 1 :].split("-")[0]
    return following in ("and", "y", "e", "et") or following not in links()
