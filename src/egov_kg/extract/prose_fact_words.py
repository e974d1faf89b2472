"""The words by which prose tells of accounts, figures, technologies and partners; data, a file a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from egov_kg.extract.word_files import alternation, read_groups
from egov_kg.language import folded

FACT_GROUPS = frozenset([
    "account", "official", "account-heading", "share", "personal",
    "satisfaction", "service", "other-field", "gdp", "ict", "invest", "public", "contribution", "staff", "other-staff",
    "computer", "internet", "uses",
    "strategy-head", "strategy-done", "weak-technology", "technology-use", "technology-used", "technology-heading",
    "technology-project", "unreal", "suspended", "private-actor", "state-actor",
    "ppp", "partnership", "partnered", "private-form", "ended-partner",
])  # fmt: skip
_FOLDER = Path(__file__).parent / "data" / "facts"


@dataclass(frozen=True, kw_only=True)
class FactWords:
    """The words of one language: ``words[group]`` are lists, folded."""

    language: str
    words: Mapping[str, frozenset[str]]

    def pattern(self, *groups: str) -> re.Pattern[str]:
        """The words of some groups as whole words, over folded text."""
        return _pattern(self.language, groups)

    def says(self, group: str, plain: str, start: int, end: int) -> bool:
        """Whether a stretch of folded text holds a word of a group."""
        return self.pattern(group).search(plain, start, end) is not None


@lru_cache(maxsize=256)
def _pattern(language: str, groups: tuple[str, ...]) -> re.Pattern[str]:
    words = load_fact_words(language).words
    return re.compile(rf"(?<![\w-])(?:{alternation(frozenset().union(*(words[group] for group in groups)))})(?!\w)")


@lru_cache(maxsize=8)
def load_fact_words(language: str) -> FactWords:
    """The words of a language; raises KnowledgeError where its file is missing or does not hold every group."""
    path = _FOLDER / f"{language}.yaml"
    data = read_groups(path, FACT_GROUPS)
    return FactWords(
        language=language,
        words=MappingProxyType({group: frozenset(map(folded, data[group])) for group in FACT_GROUPS}),
    )
