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
    """The rows of an ``identifiers.tsv`` for things named by words; raises KnowledgeError for a file of another shape."""
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
    """The keys with published ones in their place, and which published key another one replaces.

    A thing keeps the published IRI of its class and country that was known by one of its names. Where several were
    (two things turned out to be one), the first by letter stays and replaces the others.
    """
    rows: dict[tuple[str, str], list[Published]] = defaultdict(list)
    published = tuple(published)
    for row in published:
        rows[row.key.class_name, row.key.parts[0]].append(row)
    names: dict[EntityKey, set[str]] = defaultdict(set)
    for entity, key in keys.items():
        names[key] |= _names(entity)
    kept: dict[EntityKey, EntityKey] = {}
    replaced: dict[EntityKey, EntityKey] = {}
    for key, own in sorted(names.items(), key=lambda item: _local(item[0])):
        same = [
            row.key for row in rows[key.class_name, key.parts[0]] if row.names & own and _years(row.key) == _years(key)
        ]
        if same:
            first, *others = sorted(same, key=_local)
            kept[key] = first
            replaced.update((other, first) for other in others)
            if _local(key) != _local(first):
                replaced.update({key: first} if any(_local(key) == _local(row) for row in same) else {})
    found = {entity: kept.get(key, key) for entity, key in keys.items()}
    present = {_local(key) for key in found.values()}
    replaced.update(
        (row.key, row.replaced_by) for row in published if row.replaced_by and _local(row.replaced_by) in present
    )
    return found, replaced


def _local(key: EntityKey) -> str:
    return "-".join(key.parts)


def _years(key: EntityKey) -> tuple[str, ...]:
    """The years in a key: two editions of a strategy, two laws with one number, are two things."""
    return tuple(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", _local(key)))


def _names(entity: Entity) -> set[str]:
    words = entity.titles if isinstance(entity, LegalInstrument) else entity.names
    names = {fold(name.value.value) for name in words}
    return names | ({fold(entity.acronym.value)} if entity.acronym else set())
