"""Which mentions of plans, strategies and agendas are one; two editions are two things."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from egov_kg.identifiers import fold
from egov_kg.language import LANGUAGES, load_lexicon
from egov_kg.records import Entity, EntityKey, Strategy
from egov_kg.resolve.apart import Apart, address
from egov_kg.resolve.clusters import Clusters
from egov_kg.resolve.names import acronym_key, content, key_of_name

_YEARS = re.compile(r"\b(?:19|20)\d\d\b(?:\s*[-–/]\s*(?:(?:19|20)?\d\d)\b)?")
_EMPTY = frozenset({"national", "nacional", "nationale", "new", "nuevo", "nueva", "country", "general"})

Period = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention with the document it stands in."""

    strategy: Strategy
    document: str


def without_years(name: str) -> str:
    """A name without the years in it."""
    return " ".join(_YEARS.sub(" ", name).split()) or name


def strategy_keys(seen: Sequence[Seen], apart: Apart) -> dict[Entity, EntityKey]:
    """The key of each mention: country, folded name without years, stated period."""
    sides = apart.all_sides(seen, _own)
    clusters = Clusters(seen, sides)
    buckets: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for one in seen:
        for key in _keys(one):
            buckets[key].append(one)
    _join_begun(buckets, seen)
    for _, bucket in sorted(buckets.items()):
        _join_editions(clusters, bucket)
    sets = clusters.sets()
    decided = apart.keys(sets, sides)
    return {one.strategy: decided.get(cluster[0]) or _key(cluster) for cluster in sets for one in cluster}


def _own(one: Seen) -> tuple[list[str], list[str]]:
    """The IRI that the words of a mention make, and its folded names."""
    names = [name.value.value for name in one.strategy.names]
    return [address(_key([one]))], [fold(name) for name in names]


def _period(strategy: Strategy) -> Period:
    start, end = strategy.start_year, strategy.end_year
    return (start.value if start else None, end.value if end else None)


def _agree(left: Period, right: Period) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(left, right, strict=True))


def _keys(one: Seen) -> Iterator[tuple[str, ...]]:
    """Keys of a mention: two that share one may be one strategy, if their periods agree."""
    country, strategy = one.strategy.country.value.iso3, one.strategy
    if strategy.acronym:
        yield (country, "acronym", acronym_key(strategy.acronym.value))
    for name in _names(strategy):
        yield (country, "name", key_of_name(name))
        yield (country, "content", *content(name))
        subject = _subject(name)
        if strategy.kind.value == "e-government" and subject:
            yield (country, "digital", one.document, *subject)


def _join_begun(buckets: dict[tuple[str, ...], list[Seen]], seen: Sequence[Seen]) -> None:
    """In one document, a name and the longer ones it begins come into one bucket."""
    by_document: dict[tuple[str, str], dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for one in seen:
        for name in _names(one.strategy):
            by_document[one.strategy.country.value.iso3, one.document][key_of_name(name)].append(one)
    for (country, document), names in by_document.items():
        begun: list[str] = []
        for key in sorted(names):
            begun = [short for short in begun if key.startswith(f"{short}-")]
            for short in begun:
                ends = {_period(one.strategy)[1] for one in (*names[short], *names[key])}
                if short.count("-") >= 2 or (len(ends) == 1 and None not in ends):
                    buckets[country, "begun", document, short] += [*names[short], *names[key]]
            begun.append(key)


def _join_editions(clusters: Clusters[Seen], bucket: Sequence[Seen]) -> None:
    """Mentions with one period are one; one without a period joins the only edition that its document names.

    Across documents a period that is stated in part joins the only one that completes it; none at all joins nothing.
    """
    by_period: dict[Period, list[Seen]] = defaultdict(list)
    for one in bucket:
        by_period[_period(one.strategy)].append(one)
    for same in by_period.values():
        clusters.join_all(same)
    for period, partial in by_period.items():
        if None not in period:
            continue
        for document in sorted({one.document for one in partial}):
            others = {
                other: found
                for other, fitting in by_period.items()
                if _more(other, period) and (found := next((o for o in fitting if o.document == document), None))
            }
            if not others and period != (None, None):  # another document may say the whole of what is begun here
                others = {other: fitting[0] for other, fitting in by_period.items() if _more(other, period)}
            editions = {clusters.find(found): found for found in others.values()}
            if len(editions) == 1 and all(_agree(other, period) for other in others):
                _join_document(clusters, partial, document, next(iter(editions.values())))


def _more(period: Period, than: Period) -> bool:
    """Whether a period says more than another."""
    return sum(year is None for year in period) < sum(year is None for year in than)


def _join_document(clusters: Clusters[Seen], partial: Sequence[Seen], document: str, edition: Seen) -> None:
    for one in partial:
        if one.document == document:
            clusters.join(edition, one)


def _names(strategy: Strategy) -> list[str]:
    return [without_years(name.value.value) for name in strategy.names]


def _subject(name: str) -> tuple[str, ...]:
    """What a strategy is about: its words without those of its form (plan, national …)."""
    heads = {word for language in LANGUAGES for word in load_lexicon(language).words["strategy-head"]}
    return tuple(word for word in content(name) if word not in heads | _EMPTY)


def _key(cluster: Sequence[Seen]) -> EntityKey:
    strategies = [one.strategy for one in cluster]
    names = Counter(key_of_name(name) for strategy in strategies for name in _names(strategy))
    name = min(names, key=lambda text: (-names[text], -len(text), text))
    starts = sorted({s.start_year.value for s in strategies if s.start_year})
    ends = sorted({s.end_year.value for s in strategies if s.end_year})
    period = tuple(str(year[0]) for year in (starts, ends) if year)
    return EntityKey("Strategy", (strategies[0].country.value.iso3, name, *period))
