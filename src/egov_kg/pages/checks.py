"""What the shapes found in a build, in the language of a page: read from ``validation.ttl`` and the shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from egov_kg.config import data_folder
from egov_kg.pages.asking import value
from egov_kg.pages.labels import Label, choose, local_name
from egov_kg.store import Row, Solutions, Store, from_text

SEVERITIES: Final = ("Violation", "Warning", "Info")
_FILE: Final = "validation.ttl"
_LONGEST: Final = 16 * 2**20
"""Bytes of a report that are read for a page; a longer one is for machines."""
_SHOWN: Final = 25
"""Things named for each shape."""
_THING: Final = "{?value}: "
"""How the message of a SPARQL constraint begins."""
_SH: Final = "PREFIX sh: <http://www.w3.org/ns/shacl#> "
_RESULTS: Final = _SH + """
SELECT ?shape ?severity ?focus ?path ?message (LANG(?message) AS ?language) {
  ?result sh:sourceShape ?shape ; sh:resultSeverity ?severity ; sh:focusNode ?focus ; sh:resultMessage ?message .
  OPTIONAL { ?result sh:resultPath ?path }
} ORDER BY ?focus ?path ?message"""
_TEXTS: Final = _SH + """
SELECT ?shape ?says ?text (LANG(?text) AS ?language) {
  { ?shape sh:message|sh:sparql/sh:message ?text BIND("demand" AS ?says) }
  UNION { ?shape sh:group/rdfs:comment ?text BIND("advice" AS ?says) }
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A thing that does not meet a demand, with the property it is about."""

    iri: str
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A demand that is not met: how much it matters, what can be done, how often, and the first things."""

    severity: str
    shape: str
    demand: Label
    advice: Label | None
    count: int
    spots: tuple[Spot, ...]


def findings(folder: Path, language: str) -> tuple[Finding, ...] | None:
    """What was found, what matters most first; None where the build holds no report that can be read."""
    path = folder / _FILE
    try:
        known = path.stat()
        return None if known.st_size > _LONGEST else _read(path, known.st_mtime_ns, known.st_size, language)
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=8)
def _read(path: Path, changed: int, size: int, language: str) -> tuple[Finding, ...]:
    del changed, size  # a report that was written anew is read anew
    spots: dict[tuple[str, str], dict[tuple[str, str], Spot]] = defaultdict(dict)
    for row in _rows(from_text(path.read_bytes()), _RESULTS):
        shape, severity, focus, about, message, spoken = (value(row, number) for number in range(6))
        name = message.removesuffix(_texts(shape, "demand").get(spoken, "\0")).removesuffix(": ")
        spots[severity, shape].setdefault((focus, about), Spot(iri=focus, name=name, path=about))
    found = [_finding(local_name(severity), shape, list(many.values()), language)
             for (severity, shape), many in spots.items()]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (SEVERITIES.index(one.severity), -one.count, one.shape)))


def _finding(severity: str, shape: str, spots: list[Spot], language: str) -> Finding:
    demand = _label(_texts(shape, "demand"), language) or Label(local_name(shape))
    return Finding(
        severity=severity, shape=shape, demand=demand, advice=_label(_texts(shape, "advice"), language),
        count=len(spots), spots=tuple(spots[:_SHOWN]),
    )  # fmt: skip


def _label(texts: Mapping[str, str], language: str) -> Label | None:
    return choose([Label(text, spoken) for spoken, text in texts.items()], language)


def _texts(shape: str, says: str) -> Mapping[str, str]:
    return _shapes().get((shape, says), {})


@cache
def _shapes() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """The texts of the shapes by shape and kind, each by language."""
    paths = sorted(data_folder("shapes").glob("*.ttl"))
    texts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in _rows(from_text(b"\n".join(path.read_bytes() for path in paths)), _TEXTS):
        texts[value(row, 0), value(row, 1)][value(row, 3)] = value(row, 2).removeprefix(_THING)
    return texts


def _rows(store: Store, select: str) -> Sequence[Row]:
    found = store.query(select)
    assert isinstance(found, Solutions)  # noqa: S101  # a SELECT
    return found.rows


__all__ = ["SEVERITIES", "Finding", "Spot", "findings"]
