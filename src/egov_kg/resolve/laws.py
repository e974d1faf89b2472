"""Which citations are one law."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from egov_kg.identifiers import fold
from egov_kg.language import LANGUAGES, load_lexicon
from egov_kg.records import Entity, EntityKey, LegalInstrument
from egov_kg.resolve.clusters import Clusters


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
        for cluster in clusters.sets():
            key = EntityKey("LegalInstrument", (country, kind, *_identity(cluster, kind)))
            keys.update((law, key) for law in cluster)
    return keys


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
    types = {
        word
        for lang in LANGUAGES
        for words in [load_lexicon(lang).phrases["instrument-type"]]
        for word in words.get(kind, ())
    }
    links = {word for lang in LANGUAGES for word in load_lexicon(lang).words["connector"]}
    words = fold(title).split("-")
    drop = {part for phrase in types for part in fold(phrase).split("-")} | links
    while words and words[0] in drop:
        words = words[1:]
    while words and words[-1] in drop:
        words = words[:-1]
    return "-".join(words)


def _join_titles(clusters: Clusters[LegalInstrument], laws: Sequence[LegalInstrument], kind: str) -> None:
    """A title without a number joins the one number (or gazette) that has this title."""
    by_title: dict[str, list[LegalInstrument]] = defaultdict(list)
    for law in laws:
        for key in _titles(law, kind):
            by_title[key].append(law)
    for same in by_title.values():
        untitled = [law for law in same if not law.number]
        numbered = {clusters.find(law): law for law in same if law.number}
        clusters.join_all(untitled)
        if untitled and len(numbered) == 1:
            clusters.join(next(iter(numbered.values())), untitled[0])
    if kind == "constitution":  # a country has one constitution at a time; editions are told apart by their year
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
