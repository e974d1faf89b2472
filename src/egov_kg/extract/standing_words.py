"""The words by which a text says that what it tells does not stand, from ``data/standing.yaml``, over folded text."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from egov_kg.extract.word_files import alternation, read_groups

_FILE = Path(__file__).parent / "data" / "standing.yaml"
GROUPS = frozenset([
    "meant", "denial-opening", "denial", "denial-of-none", "none-of", "denial-alone", "untrue-that", "gone", "to-be",
    "unreal-before", "to-make", "feigned", "feigns", "closed-site", "repealed-behind", "repeals-before", "void-tie",
    "undoes-tie",
])  # fmt: skip


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {group: frozenset(words) for group, words in read_groups(_FILE, GROUPS).items()}


@lru_cache(maxsize=32)
def one_of(*groups: str) -> str:
    """What finds one of the words of some groups, the longest first; raises KnowledgeError where the file is wrong."""
    return f"(?:{alternation(frozenset().union(*(_words()[group] for group in groups)))})(?!\\w)"


@lru_cache(maxsize=32)
def pattern(before: str, group: str, behind: str = "") -> re.Pattern[str]:
    """A pattern of a group's words with something before and behind them, compiled once."""
    return re.compile(f"{before}{one_of(group)}{behind}")


__all__ = ["GROUPS", "one_of", "pattern"]
