"""Files of words in groups, as the rules of reading have them, and patterns of such words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

import yaml

from egov_kg.errors import KnowledgeError


def read_groups(path: Path, groups: Set[str]) -> Mapping[str, Any]:
    """What a YAML file holds by group, every scalar a string; raises KnowledgeError unless it holds these groups."""
    if not path.is_file():
        raise KnowledgeError(path, path.stem, "there is no such file of words")
    # The base loader makes strings of everything: "on" and "no" are words here, not truth values.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: Mapping[str, Any] = yaml.load(path.read_bytes(), Loader=loader)  # noqa: S506  # it makes strings alone
    if wrong := sorted(set(data) ^ groups):
        raise KnowledgeError(path, ", ".join(wrong), "a group is unknown or missing")
    return data


def alternation(phrases: Iterable[str]) -> str:
    """The phrases as one pattern over folded text, the longest first; white space in them is any."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
