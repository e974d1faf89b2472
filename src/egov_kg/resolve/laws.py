"""Which citations are one law."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from egov_kg.identifiers import fold
from egov_kg.language import LANGUAGES, load_lexicon
from egov_kg.records import Entity, EntityKey, LegalInstrument
from egov_kg.resolve.clusters import Clusters

_CODES = frozenset({"code", "codigo"})


def law_keys(laws: Sequence[LegalInstrument]) -> dict[Entity, EntityKey]:
    """The key of each citation: country, type, number, year; without a number the title, else the gazette."""
    keys: dict[Entity, EntityKey] = {}
    groups: dict[tuple[str, str], list[LegalInstrument]] = defaultdict(list)
    for law in laws:
        groups[law.country.value.iso3, law.instrument_type.value].append(law)
    for (country, kind), group in sorted(groups.items()):
        clusters = Clusters(group)
        _join_numbers(clusters, group)
        _join_titles(clusters, group, kind)
        sets = clusters.sets()
        shared = Counter(_identity(cluster, kind) for cluster in sets)
        for cluster in sets:
            identity = _identity(cluster, kind)
            if shared[identity] > 1:  # one title, two laws: the year tells them apart
                identity = (*identity, *_year(cluster))
            key = EntityKey("LegalInstrument", (country, kind, *identity))
            keys.update((law, key) for law in cluster)
    return keys


def _year(cluster: Sequence[LegalInstrument]) -> tuple[str, ...]:
    years = sorted(law.year.value for law in cluster if law.year)
    return (str(years[0]),) if years else ()


def number_key(law: LegalInstrument) -> str:
    """The number without leading zeros, folded."""
    return fold(law.number.value.lstrip("0") or "0") if law.number else ""


def _join_numbers(clusters: Clusters[LegalInstrument], laws: Sequence[LegalInstrument]) -> None:
    """Equal number and year; a number cited without its year joins the one year it is cited with."""
    by_number: dict[str, dict[int | None, list[LegalInstrument]]] = defaultdict(lambda: defaultdict(list))
    for law in laws:
        if law.number:
            by_number[number_key(law)][law.year.value if law.year else None].append(law)
    for years in by_number.values():
        for same in years.values():
            clusters.join_all(same)
        dated = [same for year, same in years.items() if year is not None]
        if None in years and len(dated) == 1:
            clusters.join(dated[0][0], years[None][0])


def _titles(law: LegalInstrument, kind: str) -> set[str]:
    return {key for title in law.titles if (key := title_key(title.value.value, kind))}


def title_key(title: str, kind: str) -> str:
    """A title without its type and linking words before it: ``Ley de X`` and ``X`` are one; citations have none."""
    if re.search(r"\d", title):
        return ""
    words, drop = fold(title).split("-"), _formal_words(kind)
    while words and words[0] in drop:
        words = words[1:]
    while words and words[-1] in drop:
        words = words[:-1]
    return "-".join(words)


@cache
def _formal_words(kind: str) -> frozenset[str]:
    """The words of a type's names and the words that link; those beside "code" say what a code is about."""
    lexicons = [load_lexicon(language) for language in LANGUAGES]
    types = {fold(word) for lexicon in lexicons for word in lexicon.phrases["instrument-type"].get(kind, ())}
    parts = {part for phrase in types for part in phrase.split("-") if not _CODES & set(phrase.split("-"))}
    return frozenset(parts | _CODES | {word for lexicon in lexicons for word in lexicon.words["connector"]})


def _join_titles(clusters: Clusters[LegalInstrument], laws: Sequence[LegalInstrument], kind: str) -> None:
    """A title without a number joins the one number that has this title, where their years agree."""
    by_title: dict[str, list[LegalInstrument]] = defaultdict(list)
    for law in laws:
        for key in _titles(law, kind) or ({"constitution"} if kind == "constitution" else set()):
            by_title[key].append(law)
    for same in by_title.values():
        unnumbered: dict[int | None, list[LegalInstrument]] = defaultdict(list)
        for law in same:
            if not law.number:
                unnumbered[law.year.value if law.year else None].append(law)
        for bucket in unnumbered.values():
            clusters.join_all(bucket)
        for year, bucket in sorted(unnumbered.items(), key=lambda item: (item[0] is None, item[0] or 0)):
            others = [law for law in same if law not in bucket and _agrees(law, year)]
            things = {clusters.find(law): law for law in others}
            things.pop(clusters.find(bucket[0]), None)
            if len(things) == 1:
                clusters.join(next(iter(things.values())), bucket[0])
    if kind == "constitution":
        _join_constitutions(clusters, laws)


def _agrees(law: LegalInstrument, year: int | None) -> bool:
    """Whether a law can be of a year; a law without a year can join a dated one only if it has a number."""
    own = law.year.value if law.year else None
    return own == year or year is None or (own is None and law.number is not None)


def _join_constitutions(clusters: Clusters[LegalInstrument], laws: Sequence[LegalInstrument]) -> None:
    """A country has one constitution at a time: those without a year join the only dated one."""
    undated = [law for law in laws if not law.year]
    dated = {law.year.value: law for law in laws if law.year}
    clusters.join_all(undated)
    if undated and len(dated) == 1:
        clusters.join(next(iter(dated.values())), undated[0])


def _identity(cluster: Sequence[LegalInstrument], kind: str) -> tuple[str, ...]:
    numbers = Counter(number_key(law) for law in cluster if law.number)
    if numbers:
        years = [law.year.value for law in cluster if law.number and law.year]
        return (_most(numbers), *([str(min(years))] if years else []))
    titles = Counter(key for law in cluster for key in _titles(law, kind)) or Counter(
        fold(title.value.value) for law in cluster for title in law.titles
    )
    if titles:
        return (_most(titles),)
    gazettes = Counter(fold(law.gazette_number.value) for law in cluster if law.gazette_number)
    return ("gazette", _most(gazettes)) if gazettes else ("unnamed",)


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda text: (-counted[text], -len(text), text))
