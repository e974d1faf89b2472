"""Where a text prints the names of countries and their people, letter by letter as the registry has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from egov_kg.registry.model import Country, NameKind
from egov_kg.registry.phrases import country_phrases

_SHORTEST = 4
"""Letters; shorter names are codes and abbreviations, which other words share."""
_WORD = re.compile(r"\w+")


class PrintedName(NamedTuple):
    """A name in a text: its place, the country (ISO 3166-1 alpha-3), what it is a name of, whether it is doubtful."""

    start: int
    end: int
    iso3: str
    kind: NameKind
    ambiguous: bool


class _Name(NamedTuple):
    text: str
    iso3: str
    kind: NameKind
    ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNames:
    """Names and demonyms of countries by their first words, the longest first."""

    by_first_word: Mapping[str, tuple[_Name, ...]]

    def find(self, text: str, end: int) -> Iterator[PrintedName]:
        """Every name in the text up to an offset, the longest at each place."""
        position = 0
        for word in _WORD.finditer(text, 0, end):
            start = word.start()
            names = self.by_first_word.get(word.group()) if start >= position else None
            for name in names or ():
                behind = start + len(name.text)
                if text.startswith(name.text, start) and not text[behind : behind + 1].isalnum():
                    yield PrintedName(start, behind, *name[1:])
                    position = behind
                    break


def printed_names(countries: Iterable[Country]) -> PrintedNames:
    """The names and demonyms of countries, each once, the names in capitals too, as covers print them."""
    names: dict[str, _Name] = {}
    for country in countries:
        for name in country_phrases(country):
            if len(name.text) >= _SHORTEST:
                names[name.text] = _Name(name.text, name.target, name.kind, name.ambiguous)
                if name.kind is NameKind.COUNTRY:
                    capitals = name.text.upper()
                    names.setdefault(capitals, _Name(capitals, name.target, name.kind, name.ambiguous))
    found: dict[str, list[_Name]] = {}
    for text, one in names.items():
        first = _WORD.match(text)
        if first is not None:
            found.setdefault(first.group(), []).append(one)
    return PrintedNames(
        by_first_word={word: tuple(sorted(own, key=lambda one: (-len(one.text), one))) for word, own in found.items()}
    )
