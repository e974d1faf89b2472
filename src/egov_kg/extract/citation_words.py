"""The words around citations, from ``data/citations.yaml``, as patterns over folded text."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from egov_kg.errors import KnowledgeError

_FILE = Path(__file__).parent / "data" / "citations.yaml"
GROUPS = frozenset([
    "issuer", "kind", "opening", "pointing", "type-link", "title-link", "subject-link", "clause", "enacted",
    "absent-before", "absent-behind", "drafted-before", "drafted-behind", "label-opening", "label-end", "goes-on",
    "auxiliary", "amended", "capital-only", "no-code", "supranational-title", "norm", "norm-international",
    "topic-of-titles",
])  # fmt: skip


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    # The base loader makes strings of everything: "on" and "no" are words here, not truth values.
    data = yaml.load(_FILE.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    if set(data) != GROUPS:
        raise KnowledgeError(_FILE, ", ".join(sorted(set(data) ^ GROUPS)), "missing, or no such group of words")
    return {group: frozenset(words) for group, words in data.items()}


def words(group: str) -> frozenset[str]:
    """The words and phrases of a group; raises KnowledgeError where the file is wrong."""
    return _words()[group]


def alternation(phrases: frozenset[str]) -> str:
    """The phrases as one pattern over folded text, the longest first; white space in them is any."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)


@lru_cache(maxsize=64)
def pattern(before: str, group: str, behind: str) -> re.Pattern[str]:
    """A pattern of a group's words with something before and behind them, compiled once."""
    return re.compile(f"{before}(?:{alternation(words(group))}){behind}")
