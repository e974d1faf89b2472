"""Which mentions of plans, strategies and agendas are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from egov_kg.identifiers import fold
from egov_kg.language import LANGUAGES, load_lexicon
from egov_kg.records import Entity, EntityKey, Strategy
from egov_kg.resolve.clusters import Clusters
from egov_kg.resolve.names import acronym_key, content, key_of_name

_YEARS = re.compile(r"\b(?:19|20)\d\d\b(?:\s*[-–/]\s*(?:(?:19|20)?\d\d)\b)?")
_EMPTY = frozenset({"national", "nacional", "new", "nuevo", "nueva", "country", "general"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention with the document it stands in."""

    strategy: Strategy
    document: str


def without_years(name: str) -> str:
    """A name without the years in it."""
    return " ".join(_YEARS.sub(" ", name).split()) or name


def _period(strategy: Strategy) -> tuple[int | None, int | None]:
    start, end = strategy.start_year, strategy.end_year
    return (start.value if start else None, end.value if end else None)


def _fits(left: Seen, right: Seen) -> bool:
    """Whether two mentions can be one edition: their years agree where both say them."""
    return all(
        a is None or b is None or a == b for a, b in zip(_period(left.strategy), _period(right.strategy), strict=True)
    )


def strategy_keys(seen: Sequence[Seen]) -> dict[Entity, EntityKey]:
    """The key of each mention: country, folded name without years, stated period."""
    clusters = Clusters(seen)
    by_country: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_country[one.strategy.country.value.iso3].append(one)
    for group in by_country.values():
        for index, one in enumerate(group):
            for other in group[index + 1 :]:
                if _same(one, other):
                    clusters.join(one, other)
    keys: dict[Entity, EntityKey] = {}
    for cluster in clusters.sets():
        key = _key([one.strategy for one in cluster])
        keys.update((one.strategy, key) for one in cluster)
    return keys


def _same(one: Seen, other: Seen) -> bool:
    if not _fits(one, other):
        return False
    if one.document != other.document and _period(one.strategy) != _period(other.strategy):
        return False
    left, right = one.strategy, other.strategy
    if left.acronym and right.acronym and acronym_key(left.acronym.value) == acronym_key(right.acronym.value):
        return True
    for name in _names(left):
        for twin in _names(right):
            if key_of_name(name) == key_of_name(twin) or content(name) == content(twin):
                return True
            if one.document == other.document and _one_plan(left, right, name, twin):
                return True
    return False


def _names(strategy: Strategy) -> list[str]:
    return [without_years(name.value.value) for name in strategy.names]


def _one_plan(left: Strategy, right: Strategy, name: str, twin: str) -> bool:
    """In one document: a name and the longer one it begins; two names of the country's one digital strategy."""
    shorter, longer = sorted((key_of_name(name), key_of_name(twin)), key=len)
    ends = {one.end_year.value for one in (left, right) if one.end_year}
    same_horizon = bool(left.end_year and right.end_year) and len(ends) == 1
    if longer.startswith(f"{shorter}-") and (shorter.count("-") >= 2 or same_horizon):
        return True
    same_kind = left.kind.value == right.kind.value == "e-government"
    subject = _subject(name)
    return same_kind and bool(subject) and subject == _subject(twin)


def _subject(name: str) -> tuple[str, ...]:
    """What a strategy is about: its words without those of its form (plan, national …)."""
    heads = {word for language in LANGUAGES for word in load_lexicon(language).words["strategy-head"]}
    return tuple(word for word in content(name) if word not in heads | _EMPTY)


def _key(cluster: Sequence[Strategy]) -> EntityKey:
    names = Counter(fold(name) for strategy in cluster for name in _names(strategy))
    name = min(names, key=lambda text: (-names[text], -len(text), text))
    starts = sorted({s.start_year.value for s in cluster if s.start_year})
    ends = sorted({s.end_year.value for s in cluster if s.end_year})
    period = tuple(str(year[0]) for year in (starts, ends) if year)
    return EntityKey("Strategy", (cluster[0].country.value.iso3, name, *period))
