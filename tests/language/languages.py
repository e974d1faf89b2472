"""Every language that has a folder, listed in LANGUAGES or not, with its analyzer and the sentences written for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from egov_kg import language as package
from egov_kg.language import Analysis, Analyzer, load_analyzer

ROOT = Path(package.__file__).parent
FOLDERS = tuple(sorted(path.parent.name for path in ROOT.glob("*/lexicon.yaml")))
SEARCHED_WORDS = ("organization-head", "strategy-head", "gazette", "this-year")
"""Plain lists whose phrases are searched for beside the groups with values; the value of a hit is the phrase."""


@cache
def analyzer(language: str) -> Analyzer:
    return load_analyzer(language)


def analyse(language: str, text: str) -> Analysis:
    return analyzer(language).analyse(text, 0, len(text))


def sentences(language: str, text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in analyse(language, text).sentences]


def searched(language: str) -> list[tuple[str, str, str]]:
    """Every phrase that is searched for, as (group, value, phrase)."""
    lexicon = analyzer(language).lexicon
    words = [(group, word, word) for group in SEARCHED_WORDS for word in sorted(lexicon.words[group])]
    return [*lexicon.entries(), *words]


def data(name: str) -> str:
    """The text of a file of test data beside this one."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
