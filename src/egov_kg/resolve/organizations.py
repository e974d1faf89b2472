"""Which mentions of organisations are one organisation."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from egov_kg.identifiers import fold
from egov_kg.records import Entity, EntityKey, OrganizationMention
from egov_kg.registry import Registry
from egov_kg.resolve.apart import Apart, Sides, address
from egov_kg.resolve.clusters import Clusters
from egov_kg.resolve.names import (
    acronym_key,
    acronym_part,
    as_short,
    extends,
    initials,
    key_of_name,
    same_keys,
    short_keys,
)

NAMELESS = "und"
"""The language tag of a name that is only a host (records made from an address alone)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention with the document it stands in."""

    mention: OrganizationMention
    document: str


def names_of(mention: OrganizationMention) -> list[str]:
    """The names of a mention, hosts that stand in for a name left out."""
    return [name.value.value for name in mention.names if name.value.language != NAMELESS]


def country_of(mention: OrganizationMention) -> str:
    """ISO 3166-1 alpha-3, or nothing."""
    return mention.country.value.iso3 if mention.country else ""


def registered(mention: OrganizationMention, registry: Registry) -> str | None:
    """The registry id of an international organisation that a mention names."""
    words = [*names_of(mention), *([mention.acronym.value] if mention.acronym and not mention.names else [])]
    return next((found for word in words if (found := registry.find_organization(word))), None)


def organization_keys(seen: Sequence[Seen], registry: Registry, apart: Apart) -> dict[Entity, EntityKey]:
    """The key of each mention; a mention that names nothing else keeps its host as name."""
    keys: dict[Entity, EntityKey] = {}
    by_country: dict[str, list[Seen]] = defaultdict(list)
    sides = apart.all_sides(seen, _own)
    for one in seen:
        identifier = registered(one.mention, registry)
        key = EntityKey("InternationalOrganization", (identifier or "",))
        if identifier and not _another(address(key), sides.get(one, frozenset()), apart):
            keys[one.mention] = key
        else:
            by_country[country_of(one.mention)].append(one)
    known: dict[str, set[EntityKey]] = defaultdict(set)
    for country, mentions in sorted(by_country.items(), reverse=True):  # those without a country come last
        clusters = _by_size(_clusters(mentions, sides))
        decided = apart.keys(clusters, sides)
        taken = {address(key) for key in decided.values()}
        for cluster in clusters:
            elsewhere = _elsewhere(cluster, known) if not country else None
            key = decided.get(cluster[0]) or elsewhere or _key(country, cluster, taken)
            taken.add(address(key))
            keys.update((one.mention, key) for one in cluster)
            for word in _words(cluster):
                known[word].add(key)
    return keys


def _own(one: Seen) -> tuple[list[str], list[str]]:
    """The IRIs that the words of a mention make, and its folded names."""
    names = names_of(one.mention)
    parts = [key_of_name(name) for name in names]
    if one.mention.acronym:
        names, parts = [*names, one.mention.acronym.value], [*parts, acronym_part(one.mention.acronym.value)]
    country = country_of(one.mention)
    keys = [EntityKey(kind, (country, part)) for kind in ("Agency", "Organization") for part in parts if part]
    return [address(key) for key in keys], [fold(name) for name in names]


def _another(iri: str, sides: Sides, apart: Apart) -> bool:
    """Whether a person says that a mention is another body than the one of the registry that its words name."""
    return any(apart.pairs[number][1 - side] == iri for number, side in sides)


def _by_size(clusters: Iterable[list[Seen]]) -> list[list[Seen]]:
    """The most mentioned first: of two bodies with one acronym it keeps the acronym as key."""
    return sorted(clusters, key=lambda cluster: (-len(cluster), _names(cluster), cluster[0].document))


def _words(cluster: Sequence[Seen]) -> set[str]:
    acronyms = {f"({acronym_key(one.mention.acronym.value)})" for one in cluster if one.mention.acronym}
    return acronyms | {key_of_name(name) for name in _names(cluster)}


def _elsewhere(cluster: Sequence[Seen], known: Mapping[str, set[EntityKey]]) -> EntityKey | None:
    """The one body of a country that has the name or acronym of a body whose country its document does not tell."""
    found = {key for word in _words(cluster) for key in known.get(word, ())}
    return next(iter(found)) if len(found) == 1 else None


def _clusters(seen: Sequence[Seen], sides: Mapping[Seen, Sides]) -> list[list[Seen]]:
    clusters = Clusters(seen, sides)
    _join_names(clusters, seen)
    _join_acronyms(clusters)
    _join_longer(clusters)
    _join_initials(clusters)
    _join_hosts(clusters)
    return clusters.sets()


def _join_names(clusters: Clusters[Seen], seen: Iterable[Seen]) -> None:
    by_key: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for one in seen:
        for name in names_of(one.mention):
            for key in same_keys(name):
                by_key[key].append(one)
    for same in by_key.values():
        clusters.join_all(same)
    by_short: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for one in seen:
        for name in names_of(one.mention):
            for key in short_keys(name):
                by_short[key].append(one)
    for one in seen:
        for name in names_of(one.mention):
            fitting = {clusters.find(long): long for long in by_short.get(as_short(name) or (), ())}
            if len(fitting) == 1:
                clusters.join(next(iter(fitting.values())), one)


def _join_acronyms(clusters: Clusters[Seen]) -> None:
    """Equal acronyms, unless both have names in one language: the same letters can be two bodies."""
    by_acronym: dict[str, list[list[Seen]]] = defaultdict(list)
    for cluster in _by_size(clusters.sets()):
        for acronym in sorted({acronym_key(one.mention.acronym.value) for one in cluster if one.mention.acronym}):
            by_acronym[acronym].append(cluster)
    for sharing in by_acronym.values():
        kept: list[list[Seen]] = []
        for cluster in sharing:
            fitting = [other for other in kept if not (_languages(cluster) & _languages(other))]
            if len(fitting) == 1 or (fitting and not _languages(cluster)):
                clusters.join(fitting[0][0], cluster[0])
            else:
                kept.append(cluster)


def _languages(cluster: Sequence[Seen]) -> set[str]:
    return {name.value.language for one in cluster for name in one.mention.names if name.value.language != NAMELESS}


def _names(cluster: Sequence[Seen]) -> list[str]:
    return sorted({name for one in cluster for name in names_of(one.mention)})


def _join_longer(clusters: Clusters[Seen]) -> None:
    """In one document, a name and the one longer name it begins; the longest first, so that order decides nothing.

    Two names with addresses of different hosts are two bodies.
    """
    by_document: dict[str, dict[str, tuple[str, Seen]]] = defaultdict(dict)
    for cluster in clusters.sets():
        for one in cluster:
            for name in names_of(one.mention):
                by_document[one.document].setdefault(key_of_name(name), (name, one))
    for names in by_document.values():
        ordered = sorted(names)
        for key in sorted(ordered, key=lambda key: (-len(key), key)):
            name, one = names[key]
            longer: dict[Seen, Seen] = {}
            for other_key in ordered[bisect_left(ordered, f"{key}-") :]:
                if not other_key.startswith(f"{key}-"):
                    break
                if extends(names[other_key][0], name) and not _apart(one.mention, names[other_key][1].mention):
                    longer[clusters.find(names[other_key][1])] = names[other_key][1]
            longer.pop(clusters.find(one), None)
            if len(longer) == 1:
                clusters.join(one, next(iter(longer.values())))


def _apart(one: OrganizationMention, other: OrganizationMention) -> bool:
    """Whether two mentions have addresses, and none of them on one host."""
    hosts, others = _hosts(one), _hosts(other)
    return bool(hosts and others) and not hosts & others


def _join_initials(clusters: Clusters[Seen]) -> None:
    """In one document, an acronym that is nowhere explained and the one name whose words begin with its letters."""
    sets = clusters.sets()
    named: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for one in (one for cluster in sets for one in cluster):
        for name in names_of(one.mention):
            named[one.document, initials(name)].append(one)
    for one in (cluster[0] for cluster in sets if not _names(cluster)):
        letters = acronym_key(one.mention.acronym.value) if one.mention.acronym else ""
        fitting = {clusters.find(other): other for other in named.get((one.document, letters), ())}
        if len(letters) >= 3 and len(fitting) == 1:
            clusters.join(next(iter(fitting.values())), one)


def _hosts(mention: OrganizationMention) -> set[str]:
    return {(urlsplit(url.value).hostname or "").removeprefix("www.") for url in mention.urls}


def _join_hosts(clusters: Clusters[Seen]) -> None:
    """A mention that is only an address: the one named body with that host in its document, or with that acronym."""
    by_host: dict[tuple[str, str], set[Seen]] = defaultdict(set)
    by_acronym: dict[str, set[Seen]] = defaultdict(set)
    nameless: list[Seen] = []
    for cluster in clusters.sets():
        named = bool(_names(cluster))
        for one in cluster:
            if not names_of(one.mention) and not one.mention.acronym:
                nameless.append(one)
            for host in _hosts(one.mention) if named else ():
                by_host[one.document, host].add(cluster[0])
            if named and one.mention.acronym:
                by_acronym[acronym_key(one.mention.acronym.value)].add(cluster[0])
    for one in nameless:
        hosts = _hosts(one.mention)
        sharing = {body for host in hosts for body in by_host.get((one.document, host), ())}
        called = {body for host in hosts for body in by_acronym.get(host.split(".")[0], ())}
        found = sharing if len(sharing) == 1 else called if len(called) == 1 else set()
        if found:
            clusters.join(next(iter(found)), one)


def _key(country: str, cluster: Sequence[Seen], taken: set[str]) -> EntityKey:
    """Country and folded acronym, else folded name (contract.md): the most frequent, the longest, the first by letter.

    Two bodies of two countries may share an acronym, so the country stands in the key of any organisation that has
    one, not in an agency's alone. A body whose acronym another one of its country has already is known by its name.
    """
    mentions = [one.mention for one in cluster]
    acronyms = Counter(part for m in mentions if m.acronym and (part := acronym_part(m.acronym.value)))
    names = Counter(key_of_name(name) for m in mentions for name in names_of(m)) or Counter(
        key_of_name(name.value.value) for m in mentions for name in m.names
    )
    public = bool(country) and any(mention.public_body for mention in mentions)
    for chosen in (acronyms, names):
        part = _most(chosen) or _digest(mentions)
        key = EntityKey("Agency" if public else "Organization", (country, part) if country else (part,))
        if chosen and address(key) not in taken:
            return key
    return key


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda text: (-counted[text], -len(text), text), default="")


def _digest(mentions: Sequence[OrganizationMention]) -> str:
    """A key for a name without a letter or digit."""
    words = sorted(name.value.value for mention in mentions for name in mention.names)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:8]
