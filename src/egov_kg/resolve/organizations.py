"""Which mentions of organisations are one organisation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from egov_kg.identifiers import fold
from egov_kg.records import Entity, EntityKey, OrganizationMention
from egov_kg.registry import Registry
from egov_kg.resolve.clusters import Clusters
from egov_kg.resolve.names import acronym_key, extends, initials, key_of_name, same_organization

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


def organization_keys(seen: Sequence[Seen], registry: Registry) -> dict[Entity, EntityKey]:
    """The key of each mention; a mention that names nothing else keeps its host as name."""
    keys: dict[Entity, EntityKey] = {}
    by_country: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        identifier = registered(one.mention, registry)
        if identifier:
            keys[one.mention] = EntityKey("InternationalOrganization", (identifier,))
        else:
            by_country[country_of(one.mention)].append(one)
    known: dict[str, set[EntityKey]] = defaultdict(set)
    for country, mentions in sorted(by_country.items(), reverse=True):  # those without a country come last
        for cluster in _clusters(mentions):
            key = _key(country, [one.mention for one in cluster])
            if not country:
                key = _elsewhere(cluster, known) or key
            keys.update((one.mention, key) for one in cluster)
            for word in _words(cluster):
                known[word].add(key)
    return keys


def _words(cluster: Sequence[Seen]) -> set[str]:
    acronyms = {f"({acronym_key(one.mention.acronym.value)})" for one in cluster if one.mention.acronym}
    return acronyms | {key_of_name(name) for name in _names(cluster)}


def _elsewhere(cluster: Sequence[Seen], known: Mapping[str, set[EntityKey]]) -> EntityKey | None:
    """The one body of a country that has the name or acronym of a body whose country its document does not tell."""
    found = {key for word in _words(cluster) for key in known.get(word, ())}
    return next(iter(found)) if len(found) == 1 else None


def _clusters(seen: Sequence[Seen]) -> list[list[Seen]]:
    clusters = Clusters(seen)
    _join_equal(clusters, seen)
    _join_alike(clusters)
    _join_longer(clusters)
    _join_initials(clusters)
    _join_hosts(clusters)
    return clusters.sets()


def _join_equal(clusters: Clusters[Seen], seen: Iterable[Seen]) -> None:
    """Equal names; equal acronyms where the names do not contradict (the same letters can be two bodies)."""
    by_name: dict[str, Seen] = {}
    by_acronym: dict[str, Seen] = {}
    for one in seen:
        for name in names_of(one.mention):
            clusters.join(by_name.setdefault(key_of_name(name), one), one)
    for one in seen:
        if one.mention.acronym:
            clusters.join(by_acronym.setdefault(acronym_key(one.mention.acronym.value), one), one)


def _names(cluster: Sequence[Seen]) -> list[str]:
    return sorted({name for one in cluster for name in names_of(one.mention)})


def _join_alike(clusters: Clusters[Seen]) -> None:
    """Names that differ in spelling, word order or an abbreviation; names are grouped by a word they share first."""
    blocks: dict[str, list[tuple[str, Seen]]] = defaultdict(list)
    for cluster in clusters.sets():
        for name in _names(cluster):
            for word in {word[:4] for word in key_of_name(name).split("-") if len(word) > 3}:
                blocks[word].append((name, cluster[0]))
    for block in blocks.values():
        for index, (name, one) in enumerate(block[:400]):
            for other_name, other in block[index + 1 : 400]:
                if clusters.find(one) is not clusters.find(other) and same_organization(name, other_name):
                    clusters.join(one, other)


def _join_longer(clusters: Clusters[Seen]) -> None:
    """In one document, a name and the one longer name it begins."""
    by_document: dict[str, list[tuple[str, Seen]]] = defaultdict(list)
    for cluster in clusters.sets():
        for one in cluster:
            by_document[one.document] += [(name, one) for name in names_of(one.mention)]
    for names in by_document.values():
        for name, one in names:
            longer = {clusters.find(other): other for long, other in names if extends(long, name)}
            longer.pop(clusters.find(one), None)
            if len(longer) == 1:
                clusters.join(one, next(iter(longer.values())))


def _join_initials(clusters: Clusters[Seen]) -> None:
    """In one document, an acronym that is nowhere explained and the one name whose words begin with its letters."""
    sets = clusters.sets()
    named = [(name, one) for cluster in sets for one in cluster for name in names_of(one.mention)]
    for one in [cluster[0] for cluster in sets if not _names(cluster)]:
        if one.mention.acronym is None:
            continue
        letters = acronym_key(one.mention.acronym.value)
        fitting = {clusters.find(o): o for name, o in named if o.document == one.document and initials(name) == letters}
        if len(letters) >= 3 and len(fitting) == 1:
            clusters.join(next(iter(fitting.values())), one)


def _hosts(mention: OrganizationMention) -> set[str]:
    return {(urlsplit(url.value).hostname or "").removeprefix("www.") for url in mention.urls}


def _join_hosts(clusters: Clusters[Seen]) -> None:
    """A mention that is only an address: the one named body with that host in its document, or with that acronym."""
    sets = clusters.sets()
    for one in [one for cluster in sets for one in cluster if not names_of(one.mention) and not one.mention.acronym]:
        hosts = _hosts(one.mention)
        named = [cluster for cluster in sets if _names(cluster)]
        sharing = [c for c in named if any(o.document == one.document and hosts & _hosts(o.mention) for o in c)]
        labels = {label for host in hosts for label in host.split(".")[:1]}
        called = [
            c for c in named if any(o.mention.acronym and acronym_key(o.mention.acronym.value) in labels for o in c)
        ]
        found = sharing if len(sharing) == 1 else called if len(called) == 1 else []
        if found:
            clusters.join(found[0][0], one)


def _key(country: str, mentions: Sequence[OrganizationMention]) -> EntityKey:
    """Country and folded acronym, else folded name (contract.md); the most frequent, then the longest, then by letter."""
    acronyms = Counter(fold(m.acronym.value) for m in mentions if m.acronym)
    names = Counter(fold(name) for m in mentions for name in names_of(m)) or Counter(
        fold(name.value.value) for m in mentions for name in m.names
    )
    chosen = acronyms or names
    part = min(chosen, key=lambda text: (-chosen[text], -len(text), text))
    # Two bodies of two countries may share an acronym, so the country stands in the key of any organisation that
    # has one, not in an agency's alone.
    public = bool(country) and any(mention.public_body for mention in mentions)
    return EntityKey("Agency" if public else "Organization", (country, part) if country else (part,))
