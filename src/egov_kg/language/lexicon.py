"""Lexicons: the words of a language as data, ``lexicon.yaml`` in a folder a language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

from egov_kg.errors import KnowledgeError

LANGUAGES = ("en", "es", "fr", "pt")
"""The languages with a lexicon, in the order in which they are tried."""

PHRASE_GROUPS = (
    "tie-kind", "tie-status", "tie-status-void", "third-party", "negation", "topic", "technology", "legal-topic",
    "portal-type", "portal-replaced", "mandate", "strategy-kind", "created-by", "creates", "under", "member-list",
    "participates-in", "official", "instrument-type", "partner-cue",
)  # fmt: skip
"""Groups that map a value to phrases; all of them are searched for in one pass."""

WORD_GROUPS = (
    "organization-head", "public-body-head", "generic-name", "strategy-head", "generic-strategy", "connector",
    "name-adjective", "name-breaker", "number-sign", "abbreviation", "this-year", "gazette", "title-cue", "title-verb",
    "yes", "no", "non-answer", "postal", "unit-head", "parent-head", "bound", "growth", "elsewhere",
    "intended", "average", "vacant", "honorific", "role", "partner-noun", "name-verb", "plural-verb",
    "article", "preposition", "in-charge", "fell-through", "subject-head",
    "name-noun",
)  # fmt: skip
"""Groups that are plain lists."""


def _folding() -> Mapping[int, int]:
    table: dict[int, int] = {}
    for code in range(0x00C0, 0x0250):
        base = unicodedata.normalize("NFD", chr(code))
        if len(base) > 1:
            table[code] = ord(base[0])
    blanks = dict.fromkeys((0x00A0, 0x202F, 0x2009), 0x20)
    return MappingProxyType(table | blanks | {0x2019: 0x27, 0x2018: 0x27, 0x2011: 0x2D})


FOLDING = _folding()
"""Accented letters to their base letter, one code point for one, so that offsets stay."""


def unaccented(text: str) -> str:
    """The text without accents, as long as it was."""
    return text if text.isascii() else text.translate(FOLDING)


def folded(text: str) -> str:
    """The text as phrases are compared: without accents, lower case where that keeps its length."""
    lower = unaccented(text).lower()
    return lower if len(lower) == len(text) else unaccented(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language.

    ``phrases[group][value]`` are phrases of a code or cue, ``words[group]`` plain lists, ``months`` twelve lists of
    names; all folded except ``number-sign``.
    """

    language: str
    phrases: Mapping[str, Mapping[str, tuple[str, ...]]]
    words: Mapping[str, frozenset[str]]
    months: Mapping[str, int]

    def entries(self) -> Iterator[tuple[str, str, str]]:
        """Every phrase as (group, value, phrase)."""
        for group, values in self.phrases.items():
            for value, phrases in values.items():
                for phrase in phrases:
                    yield group, value, phrase


@lru_cache(maxsize=len(LANGUAGES))
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language of LANGUAGES; raises KnowledgeError where its file is wrong."""
    path = Path(__file__).parent / language / "lexicon.yaml"
    # The base loader makes strings of everything: "no" and "on" are words here, not truth values.
    data = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    unknown = sorted(set(data) - set(PHRASE_GROUPS) - set(WORD_GROUPS) - {"month"})
    if unknown:
        raise KnowledgeError(path, ", ".join(unknown), "no such group of words")
    phrases = {
        group: MappingProxyType({value: tuple(map(folded, words)) for value, words in data[group].items()})
        for group in PHRASE_GROUPS
        if group in data
    }
    words = {
        group: frozenset(data.get(group, ()) if group == "number-sign" else map(folded, data.get(group, ())))
        for group in WORD_GROUPS
    }
    months = {folded(name): number for number, names in enumerate(data["month"], start=1) for name in names}
    return Lexicon(
        language=language,
        phrases=MappingProxyType(phrases),
        words=MappingProxyType(words),
        months=MappingProxyType(months),
    )
