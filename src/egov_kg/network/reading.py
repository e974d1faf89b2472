"""Cooperation as a graph states it, read from a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from egov_kg.network.model import Actor, ActorKind, Sentence, Source, Tie, Ties
from egov_kg.store import Answering, Row, Solutions, Term
from egov_kg.vocabulary import ONTOLOGY, PREFIXES

_TIES: Final = "SELECT ?tie ?property ?value { ?tie a egov:CooperationTie ; ?property ?value }"
_MEMBERS: Final = "SELECT ?agency ?body { ?agency egov:memberOf ?body }"
_ACTORS: Final = """
SELECT ?actor ?property ?value {
  { SELECT DISTINCT ?actor { { ?tie a egov:CooperationTie ; egov:party|egov:throughAgency ?actor }
      UNION { ?actor egov:memberOf ?body } UNION { ?agency egov:memberOf ?actor } UNION { ?actor a egov:Country } } }
  VALUES ?property { rdf:type rdfs:label egov:acronym egov:iso3 egov:region egov:country }
  ?actor ?property ?value }"""
_SOURCES: Final = """
SELECT ?document ?property ?value {
  ?document a egov:SourceDocument ; ?property ?value .
  VALUES ?property { egov:fileName egov:country egov:edition dcterms:language } }"""
_CODES: Final = """
SELECT DISTINCT ?scheme ?code ?label {
  ?tie a egov:CooperationTie ; ?property ?code . ?code skos:prefLabel ?label .
  VALUES (?property ?scheme) {
    (egov:tieKind "kind") (egov:tieStatus "status") (egov:topic "topic") } } ORDER BY ?code ?label"""
_WORDS: Final = """
SELECT DISTINCT ?key ?document ?start ?end ?quote ?page ?question {
  %s
  FILTER NOT EXISTS { ?claim prov:wasInvalidatedBy ?decision }
  ?claim prov:wasDerivedFrom ?words .
  ?words egov:document ?document ; egov:start ?start ; egov:end ?end ; egov:quote ?quote .
  OPTIONAL { ?words egov:page ?page }
  OPTIONAL { ?words egov:question ?question } }"""
_TIE_WORDS: Final = _WORDS % "?key a egov:CooperationTie . ?claim rdf:subject ?key ."
_MEMBER_WORDS: Final = _WORDS % (
    "?claim rdf:predicate egov:memberOf ; rdf:subject ?agency ; rdf:object ?body . "
    'BIND(CONCAT(STR(?agency), " ", STR(?body)) AS ?key)'
)
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_LABEL: Final = PREFIXES["rdfs"] + "label"

Properties = Mapping[str, Sequence[Term]]
"""The values of a thing's properties, sorted, by the property's local name."""


def read_ties(store: Answering) -> Ties:
    """All that a store says of cooperation; raises QueryError, and RemoteError where a server is asked."""
    sources = {source.identifier: source for source in _sources(store)}
    actors = dict(_actors(store, sources))
    words = _words(store, _TIE_WORDS)
    ties = [_tie(iri, found, words.get(iri, ()), sources) for iri, found in _things(store, _TIES).items()]
    return Ties(
        actors=actors,
        ties=tuple(sorted((tie for tie in ties if tie), key=lambda tie: tie.key)),
        memberships=tuple(sorted(_memberships(store, actors, sources), key=lambda tie: tie.key)),
        sources=sources,
        codes=_codes(store),
    )


def _codes(store: Answering) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The labels of kinds, statuses and topics; of two topics of one name in two schemes, those that come first."""
    found: dict[str, dict[str, dict[str, str]]] = {"kind": {}, "status": {}, "topic": {}}
    for scheme, code, label in _rows(store, _CODES):
        assert scheme and code and label  # noqa: PT018, S101  # the query leaves nothing unbound
        labels = found[scheme.value].setdefault(_code(code.value) or "", {})
        labels.setdefault(label.language or "en", label.value)
    return found


def _rows(store: Answering, sparql: str) -> Sequence[Row]:
    found = store.query(sparql)
    assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
    return found.rows


def _things(store: Answering, sparql: str) -> Mapping[str, Properties]:
    """The rows thing, property, value of a query, by thing."""
    things: dict[str, dict[str, list[Term]]] = {}
    for thing, name, value in _rows(store, sparql):
        assert thing and name and value  # noqa: PT018, S101  # the query leaves nothing unbound
        local = name.value.removeprefix(ONTOLOGY) if name.value.startswith(ONTOLOGY) else name.value
        things.setdefault(thing.value, {}).setdefault(local, []).append(value)
    for found in things.values():
        for values in found.values():
            values.sort(key=lambda term: (term.value, term.language or ""))
    return things


def _first(found: Properties, name: str) -> str | None:
    values = found.get(name)
    return values[0].value if values else None


def _all(found: Properties, name: str) -> tuple[str, ...]:
    return tuple(term.value for term in found.get(name, ()))


def _key(iri: str | None) -> str | None:
    """The prefixed name of a thing of ours, in any case."""
    return ":".join(iri.rsplit("/", 2)[-2:]) if iri else None


def _keys(found: Properties, name: str) -> tuple[str, ...]:
    return tuple(sorted({":".join(iri.rsplit("/", 2)[-2:]) for iri in _all(found, name)}))


def _code(iri: str | None) -> str | None:
    return iri.rsplit("/", 1)[-1] if iri else None


def _number(value: str | None) -> int | None:
    return int(value) if value else None


def _sources(store: Answering) -> Iterator[Source]:
    for iri, found in sorted(_things(store, _SOURCES).items()):
        yield Source(
            identifier=iri.rsplit("/", 1)[-1],
            file=_first(found, "fileName") or "",
            country=_key(_first(found, "country")),
            edition=_number(_first(found, "edition")),
            languages=_all(found, PREFIXES["dcterms"] + "language"),
        )


def _actors(store: Answering, sources: Mapping[str, Source]) -> Iterator[tuple[str, Actor]]:
    things = _things(store, _ACTORS)
    spoken: dict[str, list[str]] = defaultdict(list)
    for source in sources.values():
        if source.country:
            spoken[source.country].append(source.identifier)
    for iri, found in sorted(things.items()):
        kind = _kind(found)
        country = iri if kind is ActorKind.COUNTRY else _first(found, "country")
        own = things.get(country or "", {})
        key = _key(iri) or ""
        yield key, Actor(
            key=key,
            kind=kind,
            labels={term.language or "en": term.value for term in reversed(found.get(_LABEL, ()))},
            acronym=_first(found, "acronym"),
            iso3=_first(own, "iso3"),
            region=_first(own, "region"),
            documents=tuple(spoken[key]),
        )


def _kind(found: Properties) -> ActorKind:
    types = {iri.removeprefix(ONTOLOGY) for iri in _all(found, _RDF_TYPE)}
    if "Country" in types:
        return ActorKind.COUNTRY
    return ActorKind.AGENCY if "Agency" in types else ActorKind.ORGANISATION


def _tie(
    iri: str, found: Properties, sentences: Sequence[Sentence], sources: Mapping[str, Source]
) -> Tie | None:  # fmt: skip
    """The tie, if it still has two parties and a kind: a person's decisions may have taken one away."""
    parties, kind = _keys(found, "party"), _code(_first(found, "tieKind"))
    if len(parties) < 2 or not kind:
        return None
    return Tie(
        key=_key(iri) or "",
        parties=parties,
        kind=kind,
        status=_code(_first(found, "tieStatus")),
        topics=tuple(sorted({_code(topic) or "" for topic in _all(found, "topic")})),
        year=_number(_first(found, "year")),
        provider=_key(_first(found, "provider")),
        recipient=_key(_first(found, "recipient")),
        through=_keys(found, "throughAgency"),
        reported_by=_key(_first(found, "reportedBy")),
        editions=_editions(sentences, sources),
        sentences=tuple(sentences),
    )


def _memberships(store: Answering, actors: Mapping[str, Actor], sources: Mapping[str, Source]) -> Iterator[Tie]:
    """What agencies are members of, as ties whose first party is the member."""
    words = _words(store, _MEMBER_WORDS)
    for row in _rows(store, _MEMBERS):
        agency, body = (_key(term.value if term else None) or "" for term in row)
        sentences = words.get(" ".join(term.value for term in row if term), ())
        tellers = {sources[one.document].country or "" for one in sentences if one.document in sources} - {""}
        if agency in actors and body in actors:
            yield Tie(
                key=f"{agency} memberOf {body}",
                parties=(agency, body),
                kind="membership",
                reported_by=min(tellers, default=None),
                editions=_editions(sentences, sources),
                sentences=tuple(sentences),
            )


def _editions(sentences: Sequence[Sentence], sources: Mapping[str, Source]) -> tuple[int, ...]:
    found = {sources[one.document].edition for one in sentences if one.document in sources}
    return tuple(sorted(edition for edition in found if edition is not None))


def _words(store: Answering, sparql: str) -> Mapping[str, Sequence[Sentence]]:
    """The quotations by what they are about, those within a longer one left out."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    for row in _rows(store, sparql):
        key, document, start, end, quote, page, question = (term.value if term else "" for term in row)
        found[key].append(
            Sentence(
                document=document.rsplit("/", 1)[-1], start=int(start), end=int(end), quote=quote,
                page=_number(page), question=_code(question),
            )
        )  # fmt: skip
    return {key: _longest(sentences) for key, sentences in found.items()}


def _longest(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    kept: list[Sentence] = []
    for one in sorted(sentences, key=lambda one: (one.document, one.start, -one.end, one.question or "")):
        if not kept or kept[-1].document != one.document or kept[-1].end < one.end:
            kept.append(one)
    return kept


__all__ = ["read_ties"]
