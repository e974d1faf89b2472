"""Legal instruments by type and number, gazette, name or address; their topics, dates and labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from egov_kg.evaluate.gold import GoldDocument, GoldLaw
from egov_kg.evaluate.graph import NAMES, BuildGraph, Statement, code_of, iri
from egov_kg.evaluate.kinds.kind import Kind, in_words
from egov_kg.evaluate.kinds.labels import label_comparison
from egov_kg.evaluate.matching import Column, Comparison, Matching, MissedFact, ReadFact, Verdicts, match
from egov_kg.evaluate.normal import LOOSE_NAME, address, alike, number_key, year_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Law:
    thing: str
    instrument_type: str
    names: frozenset[str]
    numbers: frozenset[str]
    gazette: str | None
    issued: str | None
    year: int | None
    addresses: frozenset[str]
    topics: Mapping[str, ReadFact]
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    found = [_law(thing, graph) for thing in graph.of_country("LegalInstrument", gold.country)]
    matching = match(gold.laws, found, _same)
    yield from matching.comparison("law", _missed)
    yield from _TOPICS.comparison(matching)
    yield from _dates(matching, graph)
    compared = [(one.names, law.thing, graph.statements(law.thing, *NAMES)) for one, law in matching.pairs]
    yield from label_comparison("law label", compared)


def _law(thing: str, graph: BuildGraph) -> _Law:
    kind = next(iter(graph.codes(thing, "egov:instrumentType")), "")
    issued = graph.text(thing, "dcterms:issued")
    year = year_of(issued) or year_of(graph.text(thing, "egov:year"))
    words = in_words(kind, graph.text(thing, "egov:number"), year, graph.text(thing, "rdfs:label"))
    return _Law(
        thing=thing,
        instrument_type=kind,
        names=graph.names(thing),
        numbers=frozenset(map(number_key, graph.texts(thing, "egov:number"))),
        gazette=graph.text(thing, "egov:gazetteNumber"),
        issued=issued,
        year=year,
        addresses=frozenset(map(address, graph.texts(thing, "egov:url"))),
        topics={
            code_of(topic): ReadFact(
                words=f"{code_of(topic)} of {words}",
                statements=(Statement(subject=thing, predicate=iri("egov:topic"), object=topic),),
            )
            for topic in graph.values(thing, "egov:topic")
        },
        fact=ReadFact(words=words, statements=graph.statements(thing, "egov:instrumentType", "egov:number")),
    )


def _same(gold: GoldLaw, found: _Law) -> bool:
    """A number decides where the gold fact has one; years must not differ where both sides state one."""
    if found.instrument_type not in gold.types:
        return False
    year = year_of(gold.date) or gold.year
    if year and found.year and year != found.year:
        return False
    if gold.numbers:
        return bool(found.numbers & set(map(number_key, gold.numbers)))
    if gold.gazette and found.gazette is not None and number_key(found.gazette) == number_key(gold.gazette):
        return True
    return alike(gold.names, found.names, LOOSE_NAME) or bool(found.addresses & set(map(address, gold.urls)))


def _words(gold: GoldLaw) -> str:
    year = gold.date or gold.year
    return in_words(gold.types[0], *gold.numbers[:1], year, *gold.names[:1])


def _missed(gold: GoldLaw) -> MissedFact:
    gazettes = (gold.gazette,) if gold.gazette else ()
    return MissedFact(words=_words(gold), terms=(*gold.names, *gold.numbers, *gold.urls, *gazettes))


def _missed_topic(gold: GoldLaw, topic: str) -> MissedFact:
    return MissedFact(words=f"{topic} of {_words(gold)}", terms=_missed(gold).terms)


_TOPICS: Final[Column[GoldLaw, _Law]] = Column(
    kind="law topics",
    wanted=lambda gold: gold.topics,
    read=lambda found: found.topics,
    missed=_missed_topic,
)


def _dates(matching: Matching[GoldLaw, _Law], graph: BuildGraph) -> Iterator[Comparison]:
    """The dates of the matched instruments; one that the gold file does not state is too much."""
    wanted = [gold for gold in matching.required if gold.date]
    if not wanted:
        return
    verdicts = Verdicts()
    for gold in matching.required:
        partner = matching.partner(gold)
        issued = partner.issued if partner else None
        hit = bool(gold.date) and (issued or "")[:10] == gold.date
        if partner and issued is not None:
            fact = ReadFact(
                words=f"{issued} of {partner.fact.words}", statements=graph.statements(partner.thing, "dcterms:issued")
            )
            (verdicts.right if hit else verdicts.surplus).append(fact)
        if gold.date and not hit:
            verdicts.missed.append(MissedFact(words=f"{gold.date} of {_words(gold)}", terms=_missed(gold).terms))
    yield verdicts.comparison("law dates", gold=len(wanted))


KIND = Kind(names=("law", "law topics", "law dates", "law label"), compare=_compare)
