"""Names of persons in prose: two to five capitalised words, none of which means a thing, behind any honorific."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from egov_kg.extract.names import looks_like_acronym
from egov_kg.extract.profiles import named_platforms
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.extract.word_files import alternation
from egov_kg.language import folded

_PART = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*[^\W\d_]|[A-ZÀ-ÖØ-Þ]\.)"
_PARTICLE = (
    r"(?:de la|de los|de las|del|de|da|dos|das|do|du|van der|van|von|der|den"
    r"|bin|binti|al|el|ben|ter|y|la|le|di|ibn|ould|af|e)"
)
_BLANK = r"(?:[ \t]+\n?[ \t]*|\n[ \t]*)"
NAME = re.compile(rf"{_PART}(?:{_BLANK}(?:{_PARTICLE}{_BLANK})?{_PART}){{1,4}}")
_RUN = re.compile(rf"{_PART}(?:{_BLANK}(?:{_PARTICLE}{_BLANK})?{_PART}){{0,7}}")
_LONGEST = 6
"""Words; a name with more is none."""


@lru_cache(maxsize=8)
def honorific(language: str) -> re.Pattern[str]:
    """Honorifics, with the article that some languages put before them, over folded text."""
    words = load_prose_words(language).words["honorific"]
    return re.compile(rf"(?:(?:{alternation(words)})\.?\s+|(?:the|el|la|le|o|a)\s+(?={alternation(words)}))+")


def person_at(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """A person's name at a place, behind any honorific; None where the words are none."""
    behind = honorific(reading.words.language).match(reading.plain, start, end)
    start = behind.end() if behind else start
    match = NAME.match(reading.passage.text, start, end)
    return match.span() if match and is_person(reading, *match.span()) else None


def person_before(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The person's name that ends a stretch, nothing but white space or a bracket behind it."""
    text = reading.passage.text
    low = max(start, end - 80)
    for match in reversed(list(NAME.finditer(text, low, end))):
        if re.search(r"[^\s\"”»]", text[match.end() : end]):
            return None
        found = person_at(reading, *match.span())
        return found if found and found[1] == match.end() else person_in_run(reading, *match.span())
    return None


def is_person(reading: Reading, low: int, high: int) -> bool:
    """Whether capitalised words are a person's name: no word for a thing, no country, no acronym of a body."""
    printed = reading.passage.text[low:high].split()
    if len(printed) > _LONGEST or any(_is_thing(reading, word) or _is_no_name(reading, word) for word in printed):
        return False
    groups = ("country", "demonym", "organization", "acronym", "instrument-type")
    hits = reading.passage.analysis.within(low, high, *groups)
    capitals = [word for word in printed if word.isupper() and len(word) > 2]
    return not hits and len(capitals) < len(printed) and not (len(capitals) > 1 and printed[0].isupper())


def _is_no_name(reading: Reading, word: str) -> bool:
    """``Clarke's Facebook``, ``When Asked``: what belongs to somebody, a platform, a word of common speech."""
    if word.endswith(("'s", "’s")) or (word[0].isupper() and named_platforms(word, 0, len(word))):
        return True
    return folded(word).strip(",;:") in reading.passage.analysis.lexicon.words["no-name-word"]


def _is_thing(reading: Reading, word: str) -> bool:
    plain = folded(word).replace(".", "").strip(",;:")
    lexicon = reading.passage.analysis.lexicon
    return (
        plain in reading.words.words["not-a-person"]
        or plain in lexicon.words["organization-head"]
        or plain in lexicon.words["strategy-head"]
        or plain in lexicon.months
        or word in reading.source.acronyms
    )


def person_in_run(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The person at the end of capitals that begin with what the post is for (``Digital Affairs Jane Doe``).

    The word before the name must be one for a thing, else nothing says where the name begins.
    """
    words = list(_words(reading, start, end))
    names = 0
    while names < len(words) and not _is_thing(reading, words[-1 - names][2]) and not _is_short(words[-1 - names][2]):
        names += 1
    if not 1 < names <= 4 or names == len(words):
        return None
    low, high = words[-names][0], words[-1][1]
    return (low, high) if is_person(reading, low, high) else None


def _is_short(word: str) -> bool:
    return looks_like_acronym(word) and word.isupper()


def _words(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(r"[^\s,]+", reading.passage.text[start:end]):
        yield start + match.start(), start + match.end(), match.group()


def person_behind_subject(reading: Reading, start: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """``Minister of Digital Affairs Jane Doe``: where the title ends, and the name; no mark stands between."""
    text = reading.passage.text
    stretch = re.compile(r"[^,;:.()\"“”«»]*").match(text, start, end)
    for match in _RUN.finditer(text, start, stretch.end() if stretch else start):
        if person := person_in_run(reading, *match.span()):
            return start + len(text[start : person[0]].rstrip()), person
    return None


__all__ = ["NAME", "honorific", "is_person", "person_at", "person_before", "person_behind_subject", "person_in_run"]
