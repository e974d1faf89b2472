"""IRIs that were published before: a thing known by one of its names keeps the IRI it had."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from egov_kg.errors import KnowledgeError
from egov_kg.identifiers import fold
from egov_kg.records import Entity, EntityKey, LegalInstrument
from egov_kg.vocabulary import entity_namespace

CLASSES = ("Agency", "LegalInstrument", "Organization", "Strategy")
"""The classes whose keys are made of names, which may change from build to build."""
COLUMNS = ("iri", "class", "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published IRI as a key, with the folded names it was known by, and what replaced it if anything did."""

    key: EntityKey
    names: frozenset[str]
    replaced_by: EntityKey | None = None


def read_published(path: Path) -> tuple[Published, ...]:
    """The rows of an ``identifiers.tsv`` for things named by words; raises KnowledgeError for another kind of file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(path, "the file", f"it cannot be read as UTF-8 text ({error})") from error
    found = []
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if number == 1 and cells[0].lower() in COLUMNS:
            continue
        if len(cells) < len(COLUMNS):
            raise KnowledgeError(
                path, f"line {number}", "a row holds an IRI, a class and names, with tabs between them"
            )
        iri, class_name, names = cells[:3]
        if class_name in CLASSES and iri.startswith(entity_namespace(class_name)):
            folded = frozenset(fold(name) for name in names.split(" | ") if name)
            successor = cells[3] if len(cells) > len(COLUMNS) else ""
            found.append(
                Published(
                    key=_key(class_name, iri),
                    names=folded,
                    replaced_by=_key(class_name, successor) if successor else None,
                )
            )
    return tuple(found)


def _key(class_name: str, iri: str) -> EntityKey:
    """The key of an IRI; each part of its local name is short, so that it makes the same IRI again."""
    return EntityKey(class_name, tuple(iri.removeprefix(entity_namespace(class_name)).split("-")))


def keep_published(
    keys: Mapping[Entity, EntityKey], published: Iterable[Published]
) -> tuple[dict[Entity, EntityKey], dict[EntityKey, EntityKey]]:
    """The keys with published ones in their place, and which key replaces which.

    A thing whose own key is published keeps it; another one takes the published key of its class and country that
    was known by most of its names and belongs to no present thing. Published keys that turn out to be the same thing
    are replaced by the one that stays.
    """
    published = tuple(published)
    names: dict[EntityKey, set[str]] = defaultdict(set)
    for entity, key in keys.items():
        names[key] |= _names(entity)
    claims = _claims(names, [row for row in published if row.replaced_by is None])
    kept: dict[EntityKey, EntityKey] = {}
    replaced: dict[EntityKey, EntityKey] = {}
    live = {_local(row.key) for row in published if row.replaced_by is None}
    taken: set[str] = {_local(key) for key in names} & live
    for _, _, key, row in claims:
        chosen = kept.get(key) or (key if _local(key) in taken else None)
        if chosen is None and _local(row.key) not in taken:
            kept[key] = row.key
            taken.add(_local(row.key))
        elif chosen is not None and _local(row.key) not in taken and _local(row.key) != _local(chosen):
            replaced[row.key] = chosen
            taken.add(_local(row.key))
    found = {entity: kept.get(key, key) for entity, key in keys.items()}
    return found, replaced | _earlier(published, replaced, {_local(key) for key in found.values()})


def _claims(
    names: Mapping[EntityKey, set[str]], rows: Iterable[Published]
) -> list[tuple[int, str, EntityKey, Published]]:
    """Which present thing may be which published one, the largest overlap of names first."""
    by_place: dict[tuple[str, str], list[Published]] = defaultdict(list)
    for row in rows:
        by_place[row.key.class_name, row.key.parts[0]].append(row)
    found = []
    for key, own in names.items():
        for row in by_place[key.class_name, key.parts[0]]:
            if row.names & own and _years_agree(row.key, key):
                found.append((-len(row.names & own), f"{_local(key)} {_local(row.key)}", key, row))
    return sorted(found, key=lambda claim: claim[:2])


def _earlier(
    published: Iterable[Published], replaced: Mapping[EntityKey, EntityKey], present: set[str]
) -> dict[EntityKey, EntityKey]:
    """Replacements of earlier builds, to the end of their chain."""
    now = {_local(old): new for old, new in replaced.items()}
    rows = [row for row in published if row.replaced_by is not None]
    steps = {_local(row.key): row.replaced_by for row in rows if row.replaced_by}
    found: dict[EntityKey, EntityKey] = {}
    for row in rows:
        if _local(row.key) in present:  # what was one thing is two again
            continue
        target, seen = row.replaced_by, {_local(row.key)}
        while target and _local(target) not in present and _local(target) not in seen:
            seen.add(_local(target))
            target = now.get(_local(target)) or steps.get(_local(target))
        if target and _local(target) in present:
            found[row.key] = target
    return found


def _years_agree(published: EntityKey, present: EntityKey) -> bool:
    """Whether the years in two keys do not contradict: two editions, two laws with one title are two things."""
    one, other = _years(published), _years(present)
    return not one or not other or one == other


def _local(key: EntityKey) -> str:
    return "-".join(key.parts)


def _years(key: EntityKey) -> tuple[str, ...]:
    """The years in a key: two editions of a strategy, two laws with one number, are two things."""
    return tuple(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", _local(key)))


def _names(entity: Entity) -> set[str]:
    words = entity.titles if isinstance(entity, LegalInstrument) else entity.names
    names = {fold(name.value.value) for name in words}
    return names | ({fold(entity.acronym.value)} if entity.acronym else set())
