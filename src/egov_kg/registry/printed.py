"""Where a text prints the names of countries, letter by letter as the registry has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from egov_kg.registry.model import Country, NameKind
from egov_kg.registry.phrases import country_phrases

_SHORTEST = 4
"""Letters; shorter names are codes and abbreviations, which other words share."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNames:
    """Names of countries by their first words, the longest name first; each with its ISO 3166-1 alpha-3."""

    by_first_word: Mapping[str, tuple[tuple[str, str], ...]]

    def find(self, text: str, end: int) -> Iterator[tuple[int, int, str]]:
        """Every name in the text up to an offset, the longest at each place: start, end, ISO 3166-1 alpha-3."""
        position = 0
        for word in _WORD.finditer(text, 0, end):
            start = word.start()
            names = self.by_first_word.get(word.group()) if start >= position else None
            for name, iso3 in names or ():
                position_behind = start + len(name)
                if text.startswith(name, start) and not text[position_behind : position_behind + 1].isalnum():
                    yield start, position_behind, iso3
                    position = position_behind
                    break


def printed_names(countries: Iterable[Country]) -> PrintedNames:
    """The names of countries that mean nothing else, each once."""
    names = {
        name.text: name.target
        for country in countries
        for name in country_phrases(country)
        if name.kind is NameKind.COUNTRY and not name.ambiguous and len(name.text) >= _SHORTEST
    }
    found: dict[str, list[tuple[str, str]]] = {}
    for text, iso3 in names.items():
        first = _WORD.match(text)
        if first is not None:
            found.setdefault(first.group(), []).append((text, iso3))
    return PrintedNames(
        by_first_word={word: tuple(sorted(own, key=lambda one: (-len(one[0]), one))) for word, own in found.items()}
    )
