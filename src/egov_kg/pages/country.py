"""The page of a country: who runs what, portals, strategies, laws, figures, cooperation, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from egov_kg.pages.asking import Ask, listed, value
from egov_kg.pages.datasets import numbers
from egov_kg.pages.facts import Fact, Quotation, facts_of, is_iri, values
from egov_kg.pages.labels import Label, class_of, labels_of
from egov_kg.pages.page import Context, Page
from egov_kg.pages.partners import Drawing, draw_partners
from egov_kg.pages.rendering import render
from egov_kg.pages.things import json_ld, rdf, thing_page
from egov_kg.pages.timeline import Bar, draw_timeline
from egov_kg.store import Row
from egov_kg.vocabulary import BASE, PREFIXES

_THINGS: Final = """
SELECT DISTINCT ?thing {{
  {{ ?thing egov:country <{country}> ; a ?class FILTER(?class != egov:Answer) }}
  UNION {{ ?thing a egov:CooperationTie ; egov:party|egov:reportedBy <{country}> }}
}}"""
_HOLDERS: Final = """
SELECT ?post ?person ?name {{ VALUES ?post {{ {posts} }} ?post egov:heldBy ?person . ?person foaf:name ?name }}"""
# An empty answer has no words that name its country: the keys of its document and its question make its own.
_MISSING: Final = """
SELECT ?answer ?document ?question ?state (COUNT(?selection) AS ?unknown) {{
  ?document a egov:SourceDocument ; egov:country <{country}> .
  {{ SELECT DISTINCT ?question {{ ?any egov:question ?question }} }}
  BIND(IRI(CONCAT(STR(answer:), STRAFTER(STR(?document), "/id/document/"), "-",
    STRAFTER(STR(?question), "/code/question/"))) AS ?answer)
  ?answer egov:question ?question ; egov:responseState ?state .
  OPTIONAL {{ ?answer egov:selection ?selection . ?selection egov:selectionState selection-state:unknown }}
}} GROUP BY ?answer ?document ?question ?state ORDER BY ?question ?answer"""
_COUNTRIES: Final = "SELECT DISTINCT ?c { ?c a egov:Country } ORDER BY ?c"
_LEAD: Final = PREFIXES["mandate"] + "e-government-lead"
_SHOWN: Final = 3
"""Sentences shown with an entry; its page has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing in a list: what it is called, its facts, and some of the sentences that say them."""

    iri: str
    label: Label
    facts: tuple[Fact, ...]

    def of(self, name: str) -> list[str]:
        """The values of a property, such as ``egov:url``."""
        return [term.value for term in values(self.facts, name)]

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The surest sentences, each once."""
        once = {(one.document, one.start, one.end): one for fact in self.facts for one in fact.quotations}
        ranked = sorted(once.values(), key=lambda one: (-one.confidence, one.document, one.start))
        return tuple(ranked[:_SHOWN])

    @property
    def documents(self) -> int:
        """How many documents speak of it."""
        return len({one.document for fact in self.facts for one in fact.quotations})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question without an answer, or with tick boxes whose state the document does not tell."""

    answer: str
    document: str
    question: str
    state: str
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """What the page of a country shows; groups are in the order of their names.

    ``asked`` is whether a document of it is a questionnaire.
    """

    iri: str
    label: Label
    facts: tuple[Fact, ...]
    leaders: tuple[Entry, ...]
    mandates: Mapping[str, tuple[Entry, ...]]
    agencies: tuple[Entry, ...]
    posts: tuple[Entry, ...]
    holders: Mapping[str, tuple[str, ...]]
    portals: Mapping[str, tuple[Entry, ...]]
    strategies: tuple[Entry, ...]
    timeline: tuple[Bar, ...]
    laws: Mapping[str, tuple[Entry, ...]]
    technologies: tuple[Entry, ...]
    figures: tuple[Entry, ...]
    accounts: tuple[Entry, ...]
    partnerships: tuple[Entry, ...]
    ties: tuple[Entry, ...]
    drawing: Drawing | None
    documents: tuple[Entry, ...]
    asked: bool
    empty: tuple[Unanswered, ...]
    unknown: tuple[Unanswered, ...]
    datasets: Mapping[str, int]
    labels: Mapping[str, Label]


async def country(ask: Ask, iso3: str, language: str) -> Country | None:
    """What the graph says of a country; None for one that it does not know."""
    iri = f"{BASE}id/country/{iso3}"
    own = (await facts_of(ask, [iri])).get(iri, ())
    if not own:
        return None
    found = await ask(_THINGS.format(country=iri))
    facts = await facts_of(ask, [value(row, 0) for row in found])
    missing = _missing(await ask(_MISSING.format(country=iri)))
    labels = await labels_of(ask, _named(iri, own, facts, missing), language)
    kinds: dict[str, list[Entry]] = defaultdict(list)
    for thing, said in facts.items():
        kinds[class_of(thing)].append(Entry(iri=thing, label=labels[thing], facts=said))
    ordered = {kind: tuple(sorted(many, key=lambda entry: entry.label)) for kind, many in kinds.items()}
    holders = await _holders(ask, ordered.get("post", ()))
    return _arranged(iri, own, ordered, missing, labels, holders, await numbers(ask, iri))


def _arranged(  # noqa: PLR0913, PLR0917  # the parts of one page
    iri: str,
    own: tuple[Fact, ...],
    kinds: Mapping[str, tuple[Entry, ...]],
    missing: Sequence[Unanswered],
    labels: Mapping[str, Label],
    holders: Mapping[str, tuple[str, ...]],
    datasets: Mapping[str, int],
) -> Country:
    agencies, strategies = kinds.get("agency", ()), kinds.get("strategy", ())
    strategies = tuple(sorted(strategies, key=lambda one: ("".join(one.of("egov:startYear")[:1]) or "9", one.label)))
    ties = kinds.get("tie", ())
    mandates = grouped(agencies, lambda entry: entry.of("egov:mandate"), labels)
    return Country(
        iri=iri,
        label=labels[iri],
        facts=own,
        leaders=mandates.pop(_LEAD, ()),
        mandates=mandates,
        agencies=tuple(one for one in agencies if not one.of("egov:mandate")),
        posts=kinds.get("post", ()),
        holders=holders,
        portals=grouped(kinds.get("portal", ()), lambda entry: entry.of("egov:portalType") or [""], labels),
        strategies=strategies,
        timeline=draw_timeline([
            (one.iri, one.label, one.of("egov:startYear"), one.of("egov:endYear")) for one in strategies
        ]),
        laws=grouped(_by_date(kinds.get("legal-instrument", ())), lambda entry: entry.of("egov:topic") or [""], labels),
        technologies=kinds.get("technology-initiative", ()),
        figures=kinds.get("observation", ()),
        accounts=kinds.get("account", ()),
        partnerships=kinds.get("partnership", ()),
        ties=ties,
        drawing=draw_partners(
            iri, [(one.of("egov:party"), "".join(one.of("egov:tieKind")[:1])) for one in ties], labels
        ),
        documents=kinds.get("document", ()),
        asked=bool(missing),
        empty=tuple(one for one in missing if one.state != "answered"),
        unknown=tuple(one for one in missing if one.unknown),
        datasets=datasets,
        labels=MappingProxyType(dict(labels)),
    )  # fmt: skip


def grouped(
    entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]], labels: Mapping[str, Label]
) -> dict[str, tuple[Entry, ...]]:
    """Entries by the codes they have, in the order of the codes' names; the empty key comes last."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in keys(entry):
            groups[key].append(entry)
    ranked = sorted(groups, key=lambda key: (not key, labels[key].text if key in labels else key))
    return {key: tuple(groups[key]) for key in ranked}


def _by_date(laws: Iterable[Entry]) -> list[Entry]:
    return sorted(laws, key=lambda one: ((one.of("dcterms:issued") or one.of("egov:year") or ["9"])[0], one.label))


def _missing(rows: Iterable[Row]) -> tuple[Unanswered, ...]:
    return tuple(
        Unanswered(
            answer=value(row, 0),
            document=value(row, 1),
            question=value(row, 2),
            state=value(row, 3).rpartition("/")[2],
            unknown=int(value(row, 4)),
        )
        for row in rows
    )


async def _holders(ask: Ask, posts: Sequence[Entry]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    if posts:
        for row in await ask(_HOLDERS.format(posts=listed(one.iri for one in posts))):
            found[value(row, 0)].append(value(row, 2))
    return {post: tuple(sorted(names)) for post, names in found.items()}


def _named(
    iri: str, own: Iterable[Fact], facts: Mapping[str, Sequence[Fact]], missing: Iterable[Unanswered]
) -> set[str]:
    every = [*own, *(fact for said in facts.values() for fact in said)]
    return (
        {iri, *facts}
        | {fact.object.value for fact in every if is_iri(fact.object) and fact.object.value.startswith(BASE)}
        | {one.document for fact in every for one in fact.quotations}
        | {one.question for one in missing}
        | {one.document for one in missing}
    )


async def _make(context: Context) -> str | None:
    shown = await country(context.ask, context.path["iso3"], context.language)
    if shown is None:
        return None
    said = json_ld(shown.iri, shown.facts)
    return render("country", context.site, shown=shown, **rdf(context, shown.iri), json_ld=said)


async def _statements(context: Context) -> str | None:
    return await thing_page(context, f"{BASE}id/country/{context.path['iso3']}")


async def _every_statements(ask: Ask) -> Sequence[str]:
    return [f"{path}/statements" for path in await _every(ask)]


async def _every(ask: Ask) -> Sequence[str]:
    return ["country/" + value(row, 0).rpartition("/")[2] for row in await ask(_COUNTRIES)]


COUNTRY: Final = Page(pattern="country/{iso3}", make=_make, every=_every)
STATEMENTS: Final = Page(pattern="country/{iso3}/statements", make=_statements, every=_every_statements)

__all__ = ["COUNTRY", "STATEMENTS", "Country", "Entry", "Unanswered", "country", "grouped"]
