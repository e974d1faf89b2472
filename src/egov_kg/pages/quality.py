"""Data quality in plain words: what the shapes found, what was not understood, and how sure the rules are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from egov_kg.errors import EgovKgError
from egov_kg.gaps import gaps_of_build
from egov_kg.model import Gap
from egov_kg.pages.asking import Ask, value
from egov_kg.pages.checks import SEVERITIES, Finding, findings
from egov_kg.pages.page import Context, alone
from egov_kg.pages.rendering import render

_RULES: Final = """
SELECT ?rule (COUNT(DISTINCT ?claim) AS ?claims) (AVG(?confidence) AS ?mean) {
  ?claim a egov:Claim ; egov:rule ?rule ; egov:confidence ?confidence
} GROUP BY ?rule ORDER BY ?mean ?rule"""
_UNSURE: Final = "SELECT (COUNT(?claim) AS ?n) { ?claim egov:confidence ?c FILTER(?c < 0.7) }"
_LONGEST: Final = 2_000
_MOST: Final = 500
"""Gaps shown of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of reading: how many statements it made, and how sure they are in the mean."""

    name: str
    claims: int
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What the page shows; ``findings`` and ``gaps`` are None where the build's files are not at hand.

    ``validation`` holds the lines of the report in English where the one for machines cannot be shown.
    """

    findings: tuple[Finding, ...] | None
    validation: tuple[str, ...]
    gaps: Mapping[str, tuple[Gap, ...]] | None
    totals: Mapping[str, int]
    rules: tuple[Rule, ...]
    unsure: int


async def quality(ask: Ask, folder: Path | None, language: str) -> Quality:
    """What can be said of how good a build is."""
    rows = await ask(_RULES)
    unsure = await ask(_UNSURE)
    gaps = _gaps(folder)
    found = None if folder is None else findings(folder, language)
    return Quality(
        findings=found,
        validation=() if found is not None else _validation(folder),
        gaps=None if gaps is None else MappingProxyType({kind: tuple(many[:_MOST]) for kind, many in gaps.items()}),
        totals=MappingProxyType({} if gaps is None else {kind: len(many) for kind, many in gaps.items()}),
        rules=tuple(
            Rule(name=value(row, 0), claims=int(value(row, 1)), mean=round(float(value(row, 2)), 2)) for row in rows
        ),
        unsure=int(value(unsure[0], 0)) if unsure else 0,
    )


def _gaps(folder: Path | None) -> Mapping[str, Sequence[Gap]] | None:
    if folder is None:
        return None
    try:
        found = gaps_of_build(folder)
    except EgovKgError:
        return None
    kinds: dict[str, list[Gap]] = defaultdict(list)
    for gap in found:
        kinds[gap.kind.value].append(gap)
    return dict(sorted(kinds.items()))


def _validation(folder: Path | None) -> tuple[str, ...]:
    if folder is None:
        return ()
    try:
        text = (folder / "validation.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(text.splitlines()[:_LONGEST])


async def _make(context: Context) -> str:
    shown = await quality(context.ask, context.folder, context.language)
    return render("quality", context.site, shown=shown, severities=SEVERITIES)


async def _about(context: Context) -> str:
    return render("about", context.site, files=_files(context.folder))


def _files(folder: Path | None) -> list[str]:
    names = ("egov-kg.ttl", "egov-kg.evidence.ttl", "egov-kg.nq", "egov-kg.jsonld", "identifiers.tsv", "validation.txt")
    return [name for name in names if folder is not None and (folder / name).is_file()]


QUALITY: Final = alone("quality", _make)
ABOUT: Final = alone("about", _about)

__all__ = ["ABOUT", "QUALITY", "Quality", "Rule", "quality"]
