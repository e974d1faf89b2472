"""What of a build other sources may speak of: organisations, portals, laws, and the codes of topics and mandates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from egov_kg.graph.reference import read_code_lists
from egov_kg.identifiers import fold
from egov_kg.matching import Body, Index
from egov_kg.matching.bodies import read_bodies
from egov_kg.matching.hosts import host_of
from egov_kg.matching.names import parse
from egov_kg.store import Solutions, Store
from egov_kg.vocabulary import code_namespace

SCHEMES: Final = ("mandate", "legal-topic", "topic", "technology")
"""The schemes that say what a dataset is about; where two have one name the first is taken."""
_PORTALS: Final = "SELECT ?portal ?value ?url { ?portal a egov:Portal ; egov:url ?url ; rdfs:label ?value }"
_LAWS: Final = """
SELECT ?law ?iso3 ?type ?number ?year ?label {
  ?law a egov:LegalInstrument ; rdfs:label ?label ; egov:country/egov:iso3 ?iso3 .
  OPTIONAL { ?law egov:instrumentType ?type } OPTIONAL { ?law egov:number ?number } OPTIONAL { ?law egov:year ?year }
} ORDER BY ?law ?number ?label"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A legal instrument by its number, year and type, as the graph has them; ``labels`` are its names."""

    iri: str
    country: str
    type: str
    numbers: frozenset[str]
    year: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What a build holds, ready to be looked up: codes by their words, portals by their hosts, laws by country."""

    bodies: tuple[Body, ...]
    index: Index
    portals: Mapping[str, tuple[str, str]]
    laws: Mapping[str, tuple[Law, ...]]
    codes: Mapping[frozenset[str], str]
    labels: Mapping[str, str]


def read_targets(store: Store) -> Targets:
    """What a store holds."""
    bodies = tuple(read_bodies(store))
    codes, labels = _codes()
    labels |= {body.iri: body.names[0] for body in bodies if body.names}
    portals = _portals(_rows(store, _PORTALS))
    laws = _laws(_rows(store, _LAWS))
    labels |= dict(portals.values())
    labels |= {law.iri: law.labels[0] for found in laws.values() for law in found}
    return Targets(bodies=bodies, index=Index(bodies), portals=portals, laws=laws, codes=codes, labels=labels)


def _rows(store: Store, sparql: str) -> Iterable[tuple[str, ...]]:
    found = store.query(sparql)
    assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
    return [tuple(term.value if term else "" for term in row) for row in found.rows]


def _portals(rows: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, str]]:
    """Portals by the hosts that one of them alone has."""
    by_host: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for portal, label, url in sorted(rows):
        if host := host_of(url):
            by_host[host].add((portal, label))
    return {
        host: min(found) for host, found in sorted(by_host.items()) if len({portal for portal, _ in found}) == 1
    }


def _laws(rows: Iterable[tuple[str, ...]]) -> dict[str, tuple[Law, ...]]:
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for law, *values in rows:
        for name, value in zip(("country", "type", "number", "year", "label"), values, strict=True):
            known[law][name].add(value)
    found: dict[str, list[Law]] = defaultdict(list)
    for iri, said in sorted(known.items()):
        country = min(said["country"])
        found[country].append(
            Law(
                iri=iri,
                country=country,
                type=min(said["type"]).rpartition("/")[2],
                numbers=frozenset(number_key(number) for number in said["number"] if number),
                year=min(said["year"]),
                labels=tuple(sorted(said["label"])),
            )
        )
    return {country: tuple(laws) for country, laws in found.items()}


def number_key(number: str) -> str:
    """A number as numbers are compared: without zeros before it and signs within.

    >>> number_key("N° 0.123-A")
    '123a'
    """
    return fold(number).replace("-", "").removeprefix("no").removeprefix("n").lstrip("0")


def _codes() -> tuple[dict[frozenset[str], str], dict[str, str]]:
    codes: dict[frozenset[str], str] = {}
    labels: dict[str, str] = {}
    every = [one for one in read_code_lists() if one.scheme in SCHEMES and one.code != "other"]
    for one in sorted(every, key=lambda one: (SCHEMES.index(one.scheme), one.code)):
        iri = code_namespace(one.scheme) + one.code
        labels[iri] = one.labels.get("en", one.code)
        for words in (one.code.replace("-", " "), *one.labels.values()):
            name = parse(words)
            if name.words and not name.scope:
                codes.setdefault(name.words, iri)
    return codes, labels
