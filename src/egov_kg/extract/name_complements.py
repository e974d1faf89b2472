"""Names that go on in lower case behind a capital head word, as French writes them (``la Cour des comptes``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from egov_kg.language import Lexicon, folded

_LONGEST = 14
_SHORTEST_NOUN = 4
_ARTICLES = frozenset(["la", "le", "les", "l'", "du", "des", "au", "aux", "cette", "ce", "cet", "sa", "son"])
_OF = frozenset(["de", "du", "des", "d'", "d"])
_INNER = frozenset(["la", "le", "les", "l'", "l"])
_TO = frozenset(["aux", "à", "au", "pour"])


def complement(words: Sequence[str], index: int, gap: Callable[[int], str], lexicon: Lexicon) -> int | None:
    """The last word of a name whose head word is at ``index``; None where its words are no complement of it.

    ``words`` as printed, ``gap(i)`` what stands between word i and the next. A complement is a preposition with a noun,
    adjectives of names behind either; an article must stand before the head word, else any heading would be a name.
    """
    near = words[index - 1 : index + _LONGEST] if index else []
    plain = [word if word == "à" or word[0].isupper() else folded(word) for word in near]  # "a" is a verb
    plain[:1] = [folded(word) for word in near[:1]]
    if not plain or plain[0] not in _ARTICLES:
        return None
    adjectives, breakers = lexicon.words["name-adjective"], lexicon.words["name-breaker"]
    last: int | None = None
    cursor = 1
    while True:
        while _goes_on(plain, cursor, gap, index) and plain[cursor + 1] in adjectives:
            cursor += 1
            last = cursor if last is not None else None
        noun = _noun_behind(plain, cursor, lambda place: gap(index - 1 + place), breakers, first=last is None)
        if noun is None:
            return None if last is None else index - 1 + last
        cursor = last = noun


def _goes_on(plain: list[str], cursor: int, gap: Callable[[int], str], index: int) -> bool:
    return cursor + 1 < len(plain) and not gap(index - 1 + cursor).strip()


def _noun_behind(
    plain: list[str], cursor: int, gap: Callable[[int], str], breakers: frozenset[str], *, first: bool
) -> int | None:
    """Where the noun of a complement stands (``de la sécurité``, ``et des libertés``, ``aux documents``)."""
    place = cursor + 1
    if place < len(plain) and plain[place] == "et" and not first:
        place += 1
    links = _OF if first or plain[place - 1 : place] == ["et"] else _OF | _TO
    if place >= len(plain) or plain[place] not in links:
        return None
    place += 1
    while place < len(plain) and plain[place] in _INNER:
        place += 1
    if place >= len(plain) or any(gap(one).strip() for one in range(cursor, place)):
        return None
    word = plain[place]
    return place if len(word) >= _SHORTEST_NOUN and word.islower() and word.isalpha() and word not in breakers else None


__all__ = ["complement"]
