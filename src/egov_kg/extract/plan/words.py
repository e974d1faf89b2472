"""The words that plans are made of, read from ``lexicon/``: one file a language, all languages read together.

A plan quotes names of another language, and the language of a short text is easily mistaken, so the lists are merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from egov_kg.errors import KnowledgeError
from egov_kg.identifiers import fold

_FOLDER: Final = Path(__file__).parent / "lexicon"
_RULES: Final = Path(__file__).parent / "rules.yaml"

Phrases = frozenset[str]
"""Folded phrases: lower case, without accents, one hyphen between words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """The lexicon; what each list is for stands beside it in the data files.

    ``line`` has a set of phrases a class of lines, ``kind`` of a code of strategy-kind, the surest first;
    ``numeral`` gives the values of numbers in words;
    ``head_first`` are the organisations' head words of languages in which a name begins with its head.
    """

    axis: Phrases
    line: tuple[Phrases, ...]
    number: Phrases
    responsible: Phrases
    coordinating: Phrases
    target: Phrases
    indicator: Phrases
    baseline: Phrases
    year: Phrases
    acronyms: Phrases
    organisation: Phrases
    head_first: Phrases
    compound: Phrases
    single: Phrases
    generic: Phrases
    quantifier: Phrases
    generic_adjective: Phrases
    private: Phrases
    international: Phrases
    concept_acronym: Phrases
    preposition: Phrases
    article: Phrases
    numeral: Mapping[str, int]
    conjunction: Phrases
    plan: Phrases
    kind: tuple[tuple[int, str, Phrases], ...]
    publisher_label: Phrases
    not_cover: Phrases
    year_cue: Phrases
    percent: tuple[str, ...]
    from_: Phrases
    to: Phrases
    condition: Phrases
    measure: Phrases
    at_least: Phrases


def holds(folded: str, phrases: Phrases) -> bool:
    """Whether a folded text holds one of the phrases as whole words."""
    return position(folded, phrases) is not None


def position(folded: str, phrases: Phrases) -> tuple[int, int] | None:
    """Where the first of the phrases stands in a folded text: its offset and its length, negative, so that of two
    phrases at one place the longer is the smaller; None where none stands."""
    padded = f"-{folded}-"
    places = [(place, -len(phrase)) for phrase in phrases if (place := padded.find(f"-{phrase}-")) >= 0]
    return min(places, default=None)


@cache
def plan_words() -> PlanWords:
    """The lexicon of all languages; raises KnowledgeError where a file lacks a list."""
    files = [(path, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(_FOLDER.glob("*.yaml"))]
    classes = [_lists(path, data, "line") for path, data in files]
    merged: dict[str, Any] = {}
    for name in PlanWords.__dataclass_fields__:
        if name in {"line", "kind", "percent", "head_first", "numeral"}:
            continue
        key = name.rstrip("_").replace("_", "-")
        merged[name] = frozenset[str]().union(*(_phrases(path, data, key) for path, data in files))
    first = [(path, data) for path, data in files if data.get("head-first") is True]
    merged["head_first"] = frozenset[str]().union(*(_phrases(path, data, "organisation") for path, data in first))
    merged["numeral"] = MappingProxyType({
        fold(str(word)): value
        for path, data in files for words in (_list(path, data, "cardinal"), _list(path, data, "ordinal"))
        for value, same in enumerate(words, 1) for word in str(same).split("/")
    })  # fmt: skip
    merged["line"] = tuple(frozenset[str]().union(*same) for same in zip(*classes, strict=True))
    merged["percent"] = tuple(str(word) for path, data in files for word in _list(path, data, "percent"))
    merged["kind"] = tuple(sorted(
        (_kind(path, item) for path, data in files for item in _list(path, data, "kind")), key=lambda kind: kind[:2]
    ))  # fmt: skip
    return PlanWords(**merged)


@cache
def rule_names() -> frozenset[str]:
    """The names of all rules of this package (``rules.yaml`` describes them and says how sure they are)."""
    return frozenset(yaml.safe_load(_RULES.read_text(encoding="utf-8")))


def _list(path: Path, data: object, name: str) -> list[object]:
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, list) or not value:
        raise KnowledgeError(path, name, "a list of words is missing")
    return value


def _kind(path: Path, item: object) -> tuple[int, str, Phrases]:
    """An entry of ``kind``: its place in the order of sureness, its code, its phrases."""
    if not isinstance(item, dict) or not isinstance(item.get("order"), int) or not isinstance(item.get("code"), str):
        raise KnowledgeError(path, "kind", "an entry needs order, code and words")
    return item["order"], item["code"], _phrases(path, item, "words")


def _phrases(path: Path, data: object, name: str) -> Phrases:
    words = _list(path, data, name)
    texts = [word for word in words if isinstance(word, str)]
    if len(texts) < len(words):
        raise KnowledgeError(path, name, "a word is no text: put it between quotation marks")
    return frozenset(folded for word in texts if (folded := fold(word)))


def _lists(path: Path, data: object, name: str) -> list[Phrases]:
    lists = _list(path, data, name)
    return [_phrases(path, {name: words}, name) for words in lists]
