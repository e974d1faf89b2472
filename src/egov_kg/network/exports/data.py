"""A network as the JSON from which the interactive page draws (``web/src/network/data.ts`` defines it)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from egov_kg import registry
from egov_kg.network.meanings import MEASURES, Measure
from egov_kg.network.model import Actor, Edge, Sentence, SharedMembership, Source
from egov_kg.network.presenting import LANGUAGES, Presentation

VERSION: Final = 1
"""The number of the shape."""

Json = dict[str, Any]
"""An object of JSON."""
Address = Callable[[str], str | None]
"""From a thing's address in the graph to that of its page."""


def _nowhere(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where pages stand: of things by their IRI, of a sentence in its document; a file by itself has none."""

    thing: Address = _nowhere
    sentence: Callable[[Sentence], str | None] = lambda _: None


def as_json(presentation: Presentation) -> bytes:
    """The data of the page as a file of its own; what follows only where it is shown."""
    if not presentation.network.follows:
        presentation = replace(presentation, network=replace(presentation.network, shared=()))
    return (to_text(page_data(presentation, Addresses())) + "\n").encode()


def to_text(data: Json) -> str:
    """JSON on one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def page_data(presentation: Presentation, addresses: Addresses) -> Json:
    """The data of the page; what is unknown is left out. What follows is in it always: the page shows it when asked."""
    network = presentation.network
    sentences = _sentences(presentation)
    place = {one: number for number, one in enumerate(sentences)}
    actors = {actor.key: actor for actor in (*network.actors, *network.agencies)}
    edges = _edges_of(network.edges)
    return {
        "version": VERSION,
        "title": dict(presentation.title),
        "subtitle": dict(presentation.subtitle),
        "level": network.level.value,
        "codes": {
            scheme: {code: dict(text) for code, text in found.items()} for scheme, found in presentation.codes.items()
        },
        "measures": [_column(one) for one in MEASURES],
        "documents": {source.identifier: _document(source, addresses) for source in network.sources},
        "sentences": [_sentence(one, addresses) for one in sentences],
        "nodes": [_node(presentation, actor, addresses) for actor in network.actors],
        "edges": [_edge(edge, place, actors, addresses) for edge in network.edges],
        "shared": [_shared(one, edges, place) for one in network.shared],
    }


def _column(one: Measure) -> Json:
    return _known(
        name=one.name, label=dict(one.label), explanation=dict(one.explanation), digits=one.digits or None
    )  # fmt: skip


def _sentences(presentation: Presentation) -> Sequence[Sentence]:
    network = presentation.network
    behind = (tie for one in network.shared for member in one.members for tie in member.ties)
    found = {one for tie in (*network.ties, *behind) for one in tie.sentences}
    return sorted(found, key=lambda one: (one.document, one.start, one.end, one.question or ""))


def _sentence(one: Sentence, addresses: Addresses) -> Json:
    return _known(
        quote=one.quote, document=one.document, start=one.start, end=one.end, page=one.page,
        href=addresses.sentence(one),
    )  # fmt: skip


def _document(source: Source, addresses: Addresses) -> Json:
    return _known(
        title=source.file, country=source.country, edition=source.edition, href=addresses.thing(source.iri)
    )  # fmt: skip


def _node(presentation: Presentation, actor: Actor, addresses: Addresses) -> Json:
    found, place = presentation.measured.nodes[actor.key], presentation.places[actor.key]
    country = registry.load().countries.get(actor.iso3 or "")
    return _known(
        id=actor.key, label=_text(actor), kind=actor.kind.value, iso3=actor.iso3, m49=country.m49 if country else None,
        region=actor.region, x=place.x, y=place.y, community=found["community"],
        measures={name: value for name, value in found.items() if value is not None}, href=addresses.thing(actor.iri),
    )  # fmt: skip


def _edge(edge: Edge, place: Mapping[Sentence, int], actors: Mapping[str, Actor], addresses: Addresses) -> Json:
    tie = edge.tie
    agencies = [actors[key] for key in tie.through if key in actors]
    through = [_known(label=_text(agency), href=addresses.thing(agency.iri)) for agency in agencies]
    # The sentence that says most first.
    said = sorted(tie.sentences, key=lambda one: (one.start - one.end, place[one]))
    return _known(
        id=edge.identifier, source=edge.source, target=edge.target, directed=edge.directed, kind=tie.kind,
        status=tie.status, topics=list(tie.topics), year=tie.year, edition=max(tie.editions, default=None),
        reportedBy=[tie.reported_by] if tie.reported_by else [], through=through or None,
        sentences=[place[one] for one in said], href=addresses.thing(tie.iri) if tie.iri else None,
    )  # fmt: skip


def _shared(
    one: SharedMembership, edges: Mapping[tuple[str, str], Sequence[str]], place: Mapping[Sentence, int]
) -> Json:  # fmt: skip
    members = []
    for member in one.members:
        drawn = sorted({key for tie in member.ties for key in edges.get((member.actor, tie.key), ())})
        said = sorted({place[sentence] for tie in member.ties for sentence in tie.sentences})
        members.append(_known(node=member.actor, edges=drawn, sentences=None if drawn else said))
    return {"through": one.through.key, "label": _text(one.through), "members": members}


def _edges_of(edges: Sequence[Edge]) -> Mapping[tuple[str, str], Sequence[str]]:
    """The identifiers of edges by one of their ends and the tie."""
    found: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            found.setdefault((end, edge.tie.key), []).append(edge.identifier)
    return found


def _text(actor: Actor) -> Json:
    known = {language: actor.labels[language] for language in LANGUAGES if language in actor.labels}
    return known or dict(sorted(actor.labels.items())[:1]) or {"en": actor.key}


def _known(**members: object) -> Json:
    return {name: value for name, value in members.items() if value is not None}


__all__ = ["VERSION", "Addresses", "as_json", "page_data", "to_text"]
