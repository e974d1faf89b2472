"""What a catalogue says, as statements: the catalogue, its datasets, their publishers, and the links to the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from egov_kg.catalogues import Dataset, Publisher, Reading, Snapshot, Text
from egov_kg.errors import InvalidIdentifier, InvalidLiteral
from egov_kg.graph.terms import TYPE, decimal, iri, string, text
from egov_kg.linking.model import POSSIBLE, PUBLISHER, Link
from egov_kg.linking.rules import Place
from egov_kg.matching import Verdict
from egov_kg.vocabulary import linked_namespace

Triple = tuple[str, str, str]
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_LONGEST: Final = 500
"""Characters of a title or keyword that go into the graph; descriptions stay in the snapshot."""


def snapshot_iri(snapshot: Snapshot) -> str:
    """The address of a snapshot, which follows from what was answered and not from when."""
    return f"{linked_namespace('snapshot')}{snapshot.sha256[:16]}"


def catalogue_triples(reading: Reading, place: Place, snapshot: Snapshot) -> Iterator[Triple]:
    """The catalogue with its datasets and publishers."""
    subject, kept = iri(place.iri), iri(snapshot_iri(snapshot))
    yield subject, TYPE, "dcat:Catalog"
    yield subject, "prov:wasInfluencedBy", kept
    yield kept, TYPE, "prov:Entity"
    yield kept, "dcterms:identifier", string(f"sha256:{snapshot.sha256}")
    yield from _address(kept, "prov:atLocation", snapshot.address.partition(":")[2] if ":http" in snapshot.address else
                        snapshot.address)  # fmt: skip
    yield from _texts(subject, "dcterms:title", reading.catalogue.titles)
    yield from _address(subject, "foaf:homepage", reading.catalogue.homepage)
    yield from _address(subject, "owl:sameAs", reading.catalogue.iri)
    if reading.catalogue.publisher is not None:
        yield subject, "dcterms:publisher", iri(place.publisher(reading.catalogue.publisher))
        yield from _publisher(reading.catalogue.publisher, place)
    for one in reading.datasets:
        yield subject, "dcat:dataset", iri(place.dataset(one))
        yield from _dataset(one, place)


def _dataset(one: Dataset, place: Place) -> Iterator[Triple]:
    subject = iri(place.dataset(one))
    yield subject, TYPE, "dcat:Dataset"
    yield subject, "dcterms:identifier", string(one.key)
    yield from _texts(subject, "dcterms:title", one.titles)
    yield from _texts(subject, "dcat:keyword", one.keywords)
    yield from _address(subject, "owl:sameAs", one.iri)
    yield from _address(subject, "dcat:landingPage", one.page)
    yield from _address(subject, "dcterms:license", one.licence)
    for predicate, day in (("dcterms:issued", one.issued), ("dcterms:modified", one.modified)):
        if _DAY.match(day):
            yield subject, predicate, f'"{day}"^^xsd:date'
    for theme in one.themes:
        yield from _address(subject, "dcat:theme", theme.words)
    if one.publisher is not None:
        yield subject, "dcterms:publisher", iri(place.publisher(one.publisher))
        yield from _publisher(one.publisher, place)


def _publisher(one: Publisher, place: Place) -> Iterator[Triple]:
    subject = iri(place.publisher(one))
    yield subject, TYPE, "foaf:Agent"
    yield from _texts(subject, "foaf:name", one.names)
    yield from _address(subject, "foaf:homepage", one.url)
    yield from _address(subject, "owl:sameAs", one.iri)


def item_triples(links: Iterable[Link], snapshot: Snapshot) -> Iterator[Triple]:
    """The things elsewhere that links speak of, with their names, and where that was found."""
    kept = iri(snapshot_iri(snapshot))
    yield kept, TYPE, "prov:Entity"
    yield kept, "dcterms:identifier", string(f"sha256:{snapshot.sha256}")
    yield from _address(kept, "prov:atLocation", snapshot.address.partition(":")[2].partition(" ")[0])
    for link in links:
        yield iri(link.subject), TYPE, "prov:Entity"
        yield from _texts(iri(link.subject), "foaf:name", [Text(link.about)])


def link_triples(links: Iterable[Link], snapshot: Snapshot) -> Iterator[Triple]:
    """The links: what is accepted as a statement, and every one with its score, method and reasons."""
    for link in links:
        subject, target, about = iri(link.subject), iri(link.object), iri(link.iri)
        if link.verdict is Verdict.ACCEPTED or link.predicate == POSSIBLE:
            yield subject, link.predicate, target
        yield from ((about, TYPE, kind) for kind in ("egov:Link", "prov:Entity", "rdf:Statement"))
        yield about, "rdf:subject", subject
        yield about, "rdf:predicate", link.predicate
        yield about, "rdf:object", target
        yield about, "egov:score", decimal(Decimal(str(link.score)))
        yield about, "egov:method", string(link.method)
        yield about, "egov:explanation", string("; ".join(link.reasons))
        yield about, "prov:wasInfluencedBy", iri(snapshot_iri(snapshot))


def agency_triples(reading: Reading, place: Place, links: Iterable[Link]) -> Iterator[Triple]:
    """Each dataset with the body that publishes it, where its publisher is surely one."""
    bodies = {link.subject: link.object for link in links if link.verdict is Verdict.ACCEPTED}
    for one in reading.datasets:
        body = bodies.get(place.publisher(one.publisher)) if one.publisher else None
        if body is not None:
            yield iri(place.dataset(one)), PUBLISHER, iri(body)


def _texts(subject: str, predicate: str, values: Iterable[Text]) -> Iterator[Triple]:
    for words, language in values:
        short = words[:_LONGEST]
        try:
            yield subject, predicate, text(short, language) if language else string(short)
        except InvalidLiteral:
            continue


def _address(subject: str, predicate: str, value: str) -> Iterator[Triple]:
    """A statement about an address of the web; nothing for anything else."""
    if value.startswith(("http://", "https://")):
        try:
            yield subject, predicate, iri(value)
        except InvalidIdentifier:
            return
