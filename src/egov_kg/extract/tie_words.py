"""The words around a tie in prose: who is meant without a name, what ends or voids a tie; data, a file a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from egov_kg.extract.word_files import alternation, read_groups
from egov_kg.language import folded

TIE_GROUPS = frozenset([
    "home", "we", "us", "both", "others", "local", "tie-noun", "pointing", "ended", "not-made", "says", "about",
    "cooperation", "weak-kind", "organization-noun", "body-noun", "relative", "future", "since", "today",
    "no-body", "visit", "money-verb", "money-unit", "thanks", "receives", "guest", "frame",
])  # fmt: skip
ENDINGS = frozenset(["future-ending", "infinitive-ending"])
"""Groups of word endings, accents kept."""
_FOLDER = Path(__file__).parent / "data" / "ties"


@dataclass(frozen=True, kw_only=True)
class TieWords:
    """The words of one language: ``words[group]`` are lists, folded; ``endings[group]`` are word endings."""

    language: str
    words: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]

    def pattern(self, group: str) -> re.Pattern[str]:
        """The words of a group as whole words, over folded text."""
        return _pattern(self.language, group)

    @cached_property
    def auxiliary(self) -> re.Pattern[str]:
        """Two verbs that together tell of what is to come (``will sign``, ``va a firmar``), over folded text."""
        infinitive = alternation(self.endings["infinitive-ending"])
        return re.compile(rf"(?<!\w)(?:{alternation(self.words['future'])})\s+\w+(?:{infinitive})(?!\w)")

    @cached_property
    def money(self) -> re.Pattern[str]:
        """Words that say that money is given, with the sum behind them (``approved $30 million``), over folded text."""
        verbs, units = alternation(self.words["money-verb"]), alternation(self.words["money-unit"])
        sign = r"(?:(?:us)?\$|€|£|eur|usd|s/\.|b/\.)?"
        return re.compile(
            rf"(?<!\w)(?:{verbs})\s+(?:\w+\s+){{0,3}}?{sign}\s?(?:\d[\d.,]*|\w+)\s*(?:{units})(?!\w)"
        )

    @cached_property
    def inflected(self) -> re.Pattern[str] | None:
        """A verb whose ending tells of what is to come (``firmará``), over printed text; None where no ending does."""
        endings = alternation(self.endings["future-ending"])
        return re.compile(rf"(?<!\w)[a-zà-ÿ]+(?:{endings})(?!\w)") if endings else None


@lru_cache(maxsize=128)
def _pattern(language: str, group: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(load_tie_words(language).words[group])})(?!\w)")


@lru_cache(maxsize=8)
def load_tie_words(language: str) -> TieWords:
    """The words of a language; raises KnowledgeError where its file is missing or does not hold every group."""
    path = _FOLDER / f"{language}.yaml"
    data = read_groups(path, TIE_GROUPS | ENDINGS)
    return TieWords(
        language=language,
        words=MappingProxyType({group: frozenset(map(folded, data[group])) for group in TIE_GROUPS}),
        endings=MappingProxyType({group: tuple(data[group]) for group in ENDINGS}),
    )
