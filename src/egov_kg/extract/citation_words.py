"""The words around citations, from ``data/citations.yaml``, as patterns over folded text."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from egov_kg.extract.word_files import alternation, read_groups

_FILE = Path(__file__).parent / "data" / "citations.yaml"
GROUPS = frozenset([
    "issuer", "kind", "opening", "pointing", "type-link", "title-link", "subject-link", "clause", "enacted",
    "absent-before", "absent-behind", "drafted-before", "drafted-behind", "label-opening", "label-end", "goes-on",
    "auxiliary", "amended", "capital-only", "no-code", "supranational-title", "norm", "norm-international",
    "topic-of-titles",
])  # fmt: skip


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {group: frozenset(words) for group, words in read_groups(_FILE, GROUPS).items()}


def words(group: str) -> frozenset[str]:
    """The words and phrases of a group; raises KnowledgeError where the file is wrong."""
    return _words()[group]


@lru_cache(maxsize=64)
def pattern(before: str, group: str, behind: str) -> re.Pattern[str]:
    """A pattern of a group's words with something before and behind them, compiled once."""
    return re.compile(f"{before}(?:{alternation(words(group))}){behind}")
