"""Whom a sentence means without naming it: "the agency", "the Bank", "both countries", "El Ministerio"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from egov_kg.extract.prose_reading import Body, Reading
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Sentence, folded
from egov_kg.records import CountryRef, InternationalRef


class Meant(NamedTuple):
    """A party meant by a common noun, with the body of it that the noun stands for where it is one."""

    start: int
    end: int
    party: CountryRef | InternationalRef
    body: Body | None


def noun_of(
    reading: Reading, party: CountryRef | InternationalRef, start: int, end: int, body: Body | None
) -> str | None:
    """The common noun by which a party that was named at a place may be meant from there on."""
    words = load_tie_words(reading.words.language)
    nouns = words.words["body-noun"] if body else words.words["organization-noun"]
    name = reading.plain[start:end]
    if isinstance(party, InternationalRef):
        known = reading.source.registry.organizations[party.identifier].names.get(reading.words.language, ())
        name = " ".join((name, *map(folded, known[:1])))
    return next((word for word in re.findall(r"[a-z]+", name) if word in nouns), None)


Known = tuple[int, str, CountryRef | InternationalRef, Body | None]
"""Where a name ends, its noun, and whose it is."""


def meant_in(reading: Reading, sentence: Sentence, named: Sequence[Known]) -> Iterator[Meant]:
    """The parties that a sentence means by a noun with an article, named before by a name that holds the noun.

    ``named`` are the parties that the sentence itself names.
    """
    if not reading.memory.meant and not named:
        return
    text = reading.passage.text
    for match in _noun(reading.words.language).finditer(reading.plain, sentence.start, sentence.end):
        here = [(party, body) for end, noun, party, body in named if noun == match[1] and end <= match.start()]
        known = here[-1] if here else reading.memory.meant.get(match[1])
        if known is None or _goes_on(reading, match):
            continue
        party, body = known
        if isinstance(party, InternationalRef) and text[match.start(1)].islower():
            continue  # "the union", "the network": any
        start, end = match.start(1), match.end(1)
        yield Meant(start, end, party, body._replace(start=start, end=end, name_end=end, said=None) if body else None)


def _goes_on(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a noun is the head of a longer name or of what is told apart (``the Ministry of …``)."""
    behind = reading.plain[match.end() : match.end() + 30]
    if re.match(r"['’]s?\s|\s*[-/(]", behind):
        return True
    following = re.match(r"\s+([\w'’]+)", behind)
    if following is None:
        return False
    capital = reading.passage.text[match.end() + following.start(1)].isupper()
    of = following[1] in reading.words.words["of"] or following[1].startswith(("d'", "d’"))
    return capital or of or following[1] in ("for", "para", "pour")


@lru_cache(maxsize=8)
def _noun(language: str) -> re.Pattern[str]:
    words = load_tie_words(language)
    articles = load_prose_words(language).words["article"] | words.words["pointing"]
    nouns = words.words["body-noun"] | words.words["organization-noun"]
    either = "|".join(sorted(map(re.escape, articles), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:(?:{either})\s+|l['’])({'|'.join(sorted(nouns))})(?!\w)")


def both(reading: Reading, low: int, high: int) -> re.Match[str] | None:
    """The words for "both countries" in a stretch."""
    return load_tie_words(reading.words.language).pattern("both").search(reading.plain, low, high)


def compound_countries(reading: Reading, bodies: Sequence[Body]) -> tuple[CountryRef, ...]:
    """The countries joined in the name of a body of two (``the A-B Commission``)."""
    for body in bodies:
        hits = reading.passage.analysis.within(body.start, body.end, "country", "demonym")
        named = tuple(dict.fromkeys(CountryRef(hit.value) for hit in hits))
        if len(named) == 2 and "-" in reading.plain[hits[0].end : hits[1].start]:
            return named
    return ()
