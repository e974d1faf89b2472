"""Ties of cooperation: with whom, of which kind, how they stand, on what and through which bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from egov_kg import registry
from egov_kg.evaluate.gold import GoldDocument, GoldTie
from egov_kg.evaluate.graph import LABEL, BuildGraph, Statement, code_of, iri
from egov_kg.evaluate.kinds.kind import Kind, in_words
from egov_kg.evaluate.matching import Column, Comparison, Matching, MissedFact, ReadFact, Verdicts, match
from egov_kg.evaluate.normal import joined, plain
from egov_kg.store import Term, TermKind

_AGENCY_NAMES: Final = ("egov:acronym", "skos:altLabel", "rdfs:label", "skos:prefLabel")
_NAME_LANGUAGES: Final = ("en", "es")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A tie as seen from one of its other parties; topics by code, agencies by each of their names."""

    tie: str
    party: str
    names: frozenset[str]
    kind: str
    status: str | None
    topics: Mapping[str, ReadFact]
    agencies: Mapping[str, ReadFact]
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    sides = _sides(gold.country, graph)
    yield from match(_parties(gold.ties), _by_party(sides), _same_party).comparison("tie party", _missed_party)
    by_kind = [replace(side, fact=_kind_fact(side, graph)) for side in sides]
    matching = match(gold.ties, by_kind, lambda one, side: _same_party(one, side) and side.kind in one.kinds)
    yield from matching.comparison("tie party+kind", _missed_kind)
    yield from _statuses(matching, graph)
    yield from _TOPICS.comparison(matching)
    yield from _AGENCIES.comparison(matching)


def _sides(country: str, graph: BuildGraph) -> list[_Side]:
    """The sides of the ties that the country reports, or that nobody is said to report, its own side left out."""
    found = []
    for tie in graph.of_class("CooperationTie"):
        parties = graph.values(tie, "egov:party")
        if not any(country in graph.texts(party.value, "egov:iso3") for party in parties):
            continue
        reporters = {iso3 for one in graph.texts(tie, "egov:reportedBy") for iso3 in graph.texts(one, "egov:iso3")}
        if reporters and country not in reporters:
            continue
        found += [_side(tie, party, graph) for party in parties if country not in _party_names(party.value, graph)]
    return found


def _party_names(party: str, graph: BuildGraph) -> frozenset[str]:
    return graph.names(party) | set(graph.texts(party, "egov:iso3"))


def _side(tie: str, party: Term, graph: BuildGraph) -> _Side:
    name = graph.text(party.value, LABEL) or code_of(party)
    statement = Statement(subject=tie, predicate=iri("egov:party"), object=party)
    agencies = graph.values(tie, "egov:throughAgency")
    return _Side(
        tie=tie,
        party=party.value,
        names=_party_names(party.value, graph),
        kind=next(iter(graph.codes(tie, "egov:tieKind")), ""),
        status=next(iter(graph.codes(tie, "egov:tieStatus")), None),
        topics={code_of(topic): _stated(tie, "egov:topic", topic, name) for topic in graph.values(tie, "egov:topic")},
        agencies={
            plain(text): _stated(tie, "egov:throughAgency", agency, name)
            for agency in agencies
            for predicate in _AGENCY_NAMES
            for text in graph.texts(agency.value, predicate)
        },
        fact=ReadFact(words=name, statements=(statement,)),
    )


def _stated(tie: str, predicate: str, value: Term, party: str) -> ReadFact:
    said = code_of(value) if value.kind is TermKind.IRI else value.value
    statement = Statement(subject=tie, predicate=iri(predicate), object=value)
    return ReadFact(words=f"{said} with {party}", statements=(statement,))


def _kind_fact(side: _Side, graph: BuildGraph) -> ReadFact:
    year = graph.text(side.tie, "egov:year")
    return ReadFact(
        words=in_words(side.kind, "with", side.fact.words, year), statements=graph.statements(side.tie, "egov:tieKind")
    )


def _by_party(sides: Sequence[_Side]) -> list[_Side]:
    """One side a party, with the statements of all its ties."""
    found: dict[str, _Side] = {}
    for side in sides:
        before = found[side.party].fact.statements if side.party in found else ()
        fact = ReadFact(words=side.fact.words, statements=(*before, *side.fact.statements))
        found[side.party] = replace(side, fact=fact)
    return list(found.values())


def _parties(ties: Sequence[GoldTie]) -> list[GoldTie]:
    """One tie a party, by its first name; a required one where there is one."""
    found: dict[str, GoldTie] = {}
    for tie in sorted(ties, key=lambda tie: tie.optional):
        found.setdefault(tie.parties[0], tie)
    return list(found.values())


def _same_party(gold: GoldTie, side: _Side) -> bool:
    wanted = set(map(joined, gold.parties))
    return any(joined(name) in wanted for name in side.names)


def _statuses(matching: Matching[GoldTie, _Side], graph: BuildGraph) -> Iterator[Comparison]:
    """How the matched ties stand; a status that the gold file does not state is too much."""
    stated = [gold for gold in matching.required if gold.status]
    if not stated:
        return
    verdicts = Verdicts()
    for gold in matching.required:
        side = matching.partner(gold)
        status = side.status if side else None
        if side and status is not None:
            fact = ReadFact(
                words=f"{status}: {side.fact.words}", statements=graph.statements(side.tie, "egov:tieStatus")
            )
            (verdicts.right if status == gold.status else verdicts.surplus).append(fact)
        if gold.status and status != gold.status:
            verdicts.missed.append(MissedFact(words=f"{gold.status}: {_missed_kind(gold).words}", terms=_terms(gold)))
    yield verdicts.comparison("tie status", gold=len(stated))


# ---- what was missed, in words ----


def _terms(gold: GoldTie) -> tuple[str, ...]:
    """The names of a party as a document may print them."""
    known = registry.load()
    terms: list[str] = []
    for party in gold.parties:
        if party in known.countries:
            names = known.countries[party].names
            terms += [name for language in _NAME_LANGUAGES for name in names.get(language, ())]
            continue
        terms.append(party)
        identifier = known.find_organization(party)
        if identifier:
            organization = known.organizations[identifier]
            terms += [name for language in _NAME_LANGUAGES for name in organization.names.get(language, ())]
            terms += organization.acronyms
    return tuple(dict.fromkeys(terms))


def _missed_party(gold: GoldTie) -> MissedFact:
    return MissedFact(words=gold.parties[0], terms=_terms(gold))


def _missed_kind(gold: GoldTie) -> MissedFact:
    return MissedFact(words=f"{gold.kinds[0]} with {gold.parties[0]}", terms=_terms(gold))


def _missed_topic(gold: GoldTie, topic: str) -> MissedFact:
    return MissedFact(words=f"{topic} of {_missed_kind(gold).words}", terms=_terms(gold))


def _missed_agency(gold: GoldTie, agency: str) -> MissedFact:
    return MissedFact(words=f"{agency} in {_missed_kind(gold).words}", terms=(agency,))


_TOPICS: Final[Column[GoldTie, _Side]] = Column(
    kind="tie topics",
    wanted=lambda gold: gold.topics,
    read=lambda side: side.topics,
    missed=_missed_topic,
)
_AGENCIES: Final[Column[GoldTie, _Side]] = Column(
    kind="tie agencies",
    wanted=lambda gold: gold.agencies,
    read=lambda side: side.agencies,
    missed=_missed_agency,
    normal=plain,
    precise=False,
)

KIND = Kind(names=("tie party", "tie party+kind", "tie status", "tie topics", "tie agencies"), compare=_compare)
