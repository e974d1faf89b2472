"""Persons' names in a field: without titles and degrees, each person of several alone."""

from __future__ import annotations

import re

from egov_kg.extract.entry_names import head_language
from egov_kg.extract.non_answers import is_non_answer
from egov_kg.extract.word_groups import phrases_of_group, words_of_group
from egov_kg.language import folded

Stretch = tuple[int, int]

_BETWEEN = re.compile(r"\s*[;/\n]\s*|\s+(?:and|&|y|e|et)\s+|,\s+", re.I)
_WORD = re.compile(r"[^\s,]+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_LINKS = frozenset(["of", "for", "de", "del", "da", "do", "des", "du", "para"])
_LONGEST = 8
"""Words; what is longer is no person's name."""


def is_vacant(words: str) -> bool:
    """Whether a field says that the post has no holder (``Vacant``, ``not appointed yet``)."""
    return is_non_answer(words) or bool(phrases_of_group("vacant").search(folded(words)))


def holders_in(text: str, start: int, end: int) -> list[Stretch]:
    """The stretches of persons' names in a field, in order, without titles, degrees and what they are."""
    if is_vacant(text[start:end]):
        return []
    parts = [bare for part in _parts(text, start, end) if (bare := _bare(text, *part))]
    several = len(parts) > 1 and all(len(text[slice(*part)].split()) > 1 for part in parts)
    if not several and parts:
        parts = [_bare(text, parts[0][0], parts[-1][1]) or parts[0]]
    return [part for part in parts if _is_person(text[slice(*part)])]


def _parts(text: str, start: int, end: int) -> list[Stretch]:
    found, position = [], start
    for match in _BETWEEN.finditer(text, start, end):
        found.append((position, match.start()))
        position = match.end()
    return [*found, (position, end)]


def _bare(text: str, start: int, end: int) -> Stretch | None:
    """A part without titles before and degrees behind the name; None where nothing else is in it, or a post."""
    aside = _ASIDE.search(text, start, end)
    if aside and aside.start() > start:
        end = aside.start()
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    while words and _is_title(text[slice(*words[0])]):
        words.pop(0)
    while words and _is_title(text[slice(*words[-1])]):
        words.pop()
    if not words or _names_post(text[words[0][0] : words[-1][1]]):
        return None
    low, high = words[0][0], words[-1][1]
    while high > low and text[high - 1] in ".,;:-–" and not re.search(r"\b\w\.\Z", text[low:high]):
        high -= 1
    return (low, high) if low < high else None


def _is_title(word: str) -> bool:
    plain = folded(word).strip(".,;:()")
    titles = words_of_group("honorific")
    return not plain or plain in titles or plain.replace(".", "") in titles


def _names_post(words: str) -> bool:
    """Whether words are a post or a body instead of a person (``Director General``, ``Ministry of Works``)."""
    plain = folded(words)
    if phrases_of_group("role").search(plain):
        return True
    return head_language(words) is not None and bool(_LINKS & set(plain.split()))


def _is_person(words: str) -> bool:
    printed = words.split()
    letters = sum(char.isalpha() for char in words)
    return len(printed) <= _LONGEST and letters > 1 and printed[0][0].isupper() and not re.search(r"[\d@:]", words)
