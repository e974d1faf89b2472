"""Gathers things with their names from statements in any order, sorted on disk so that any number of them fits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from egov_kg.search.result import Name, Thing
from egov_kg.vocabulary import BASE, ENTITY_PREFIXES, ONTOLOGY, PREFIXES

THINGS: Final = BASE + "id/"
"""What the IRI of a thing begins with."""
_COUNTRY: Final = PREFIXES["country"]
_LEFT_OUT: Final = frozenset(ENTITY_PREFIXES[name] for name in ("Claim", "Evidence", "Answer", "Selection"))
_CLASSES: Final = MappingProxyType({prefix: name for name, prefix in ENTITY_PREFIXES.items()})
_LABEL, _ALTERNATIVE, _ACRONYM, _PLACE = range(4)
_KINDS: Final = MappingProxyType({
    PREFIXES["rdfs"] + "label": _LABEL,
    PREFIXES["foaf"] + "name": _LABEL,
    ONTOLOGY + "handle": _LABEL,
    PREFIXES["skos"] + "altLabel": _ALTERNATIVE,
    ONTOLOGY + "acronym": _ACRONYM,
    ONTOLOGY + "iso3": _ACRONYM,
    ONTOLOGY + "country": _PLACE,
})  # fmt: skip
PREDICATES: Final = tuple(_KINDS)
"""The IRIs of the properties that say how a thing is called and which country it belongs to."""
_ISO3: Final = 3


class Statement(NamedTuple):
    """A name of a thing or its country: two IRIs, and the text of a literal or an IRI."""

    subject: str
    predicate: str
    value: str
    language: str = ""


def things(statements: Iterable[Statement], scratch: Path) -> Iterator[Thing]:
    """The things that have a name, sorted by IRI; what is no statement about such a thing is left out.

    ``scratch`` is a file that does not exist yet; it takes some hundred bytes a statement, and memory takes little.
    """
    with closing(sqlite3.connect(scratch, isolation_level=None)) as database:
        # The file is thrown away, so that nothing of it has to survive anything.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -32000"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE said (subject TEXT, kind INTEGER, language TEXT, value TEXT)")
        database.execute("BEGIN")
        database.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", _rows(statements))
        database.execute("COMMIT")
        rows = database.execute("SELECT DISTINCT subject, kind, language, value FROM said ORDER BY 1, 2, 3, 4")
        for iri, said in groupby(rows, key=lambda row: row[0]):
            thing = _thing(iri, said)
            if thing.labels or thing.alternatives or thing.acronyms:
                yield thing


def _rows(statements: Iterable[Statement]) -> Iterator[tuple[str, int, str, str]]:
    for subject, predicate, value, language in statements:
        kind = _KINDS.get(predicate)
        if kind is not None and subject.startswith(THINGS) and _prefix(subject) not in _LEFT_OUT:
            yield subject, kind, language, value


def _thing(iri: str, said: Iterable[tuple[str, int, str, str]]) -> Thing:
    names: dict[int, list[Name]] = {_LABEL: [], _ALTERNATIVE: [], _ACRONYM: [], _PLACE: []}
    for _, kind, language, value in said:
        names[kind].append(Name(text=value, language="" if language == "und" else language))
    prefix = _prefix(iri)
    return Thing(
        iri=iri, class_name=_CLASSES.get(prefix, prefix), country=_country(iri, [name.text for name in names[_PLACE]]),
        labels=tuple(names[_LABEL]), alternatives=tuple(names[_ALTERNATIVE]),
        acronyms=tuple(dict.fromkeys(name.text for name in names[_ACRONYM])),
    )  # fmt: skip


def _prefix(iri: str) -> str:
    return iri[len(THINGS) :].partition("/")[0]


def _country(iri: str, said: list[str]) -> str | None:
    """The country that is said, else the one whose code the key of the thing begins with (contract.md)."""
    for place in said:
        if place.startswith(_COUNTRY):
            return place.removeprefix(_COUNTRY)
    code = iri[len(THINGS) :].partition("/")[2].partition("-")[0]
    return code if len(code) == _ISO3 and code.isascii() and code.isalpha() and code.isupper() else None
