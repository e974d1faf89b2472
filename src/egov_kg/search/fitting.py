"""Which of a thing's names to show: its label in a language, and the name that fits what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from egov_kg.search.folding import folded, joined
from egov_kg.search.result import Match, Name, Thing


def fitting(thing: Thing, text: str, match: Match, language: str) -> tuple[Name, Name]:
    """The label to show and the name that a folded text fits."""
    label = label_in(thing, language)
    if match is Match.ACRONYM:
        found = next((one for one in thing.acronyms if joined(one) == text.replace(" ", "")), label.text)
        return label, Name(text=found)
    acronyms = [Name(text=one) for one in thing.acronyms]
    names = dict.fromkeys([label, *thing.labels, *thing.alternatives, *acronyms])
    return label, max(names, key=lambda name: _fit(folded(name.text), text, match))


def label_in(thing: Thing, language: str) -> Name:
    """A thing's label in a language, else in English, else the first; its IRI where it has none."""
    names: Sequence[Name] = thing.labels or thing.alternatives
    for wanted in (language, "en"):
        for name in names:
            if name.language.partition("-")[0] == wanted:
                return name
    return names[0] if names else Name(text=thing.acronyms[0] if thing.acronyms else thing.iri)


def _fit(name: str, text: str, match: Match) -> tuple[float, float]:
    if match is Match.EXACT:
        return float(name == text), 0.0
    if match is Match.PREFIX:
        return float(name.startswith(text)), 0.0
    words = name.split()
    begun = sum(any(word.startswith(typed) for word in words) for typed in text.split())
    return (begun if match is Match.WORDS else 0.0), fuzz.token_set_ratio(name, text)
