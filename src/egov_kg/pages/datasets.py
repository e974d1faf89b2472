"""What catalogues of data publish of a body, a portal or a country, by the links of ``egov-kg link``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from egov_kg.pages.asking import Ask, is_iri, value
from egov_kg.pages.labels import Label, choose, class_of
from egov_kg.store import Row
from egov_kg.vocabulary import PREFIXES

_BODIES: Final = frozenset(["agency", "organization", "international-organization"])
_SHOWN: Final = 500
"""Data sets of a publisher that a page lists."""
# Catalogues name publishers of their own: a link says which of them is the body, and a data set's second publisher is
# the body where that was accepted.
_LINKED: Final = """
SELECT ?other ?name ?score ?why ?page ?property {{
  ?link rdf:object <{iri}> ; rdf:subject ?other ; rdf:predicate ?property ; egov:score ?score ; egov:explanation ?why .
  FILTER(?property IN (egov:possibleMatch, owl:sameAs))
  OPTIONAL {{ ?other foaf:name ?name }} OPTIONAL {{ ?other foaf:homepage ?page }}
}} ORDER BY DESC(?score) ?other ?name"""
_DATASETS: Final = """
SELECT ?publisher ?set ?title ?page ?catalogue ?name {{
  ?set dcterms:publisher <{iri}> ; a dcat:Dataset . ?catalogue dcat:dataset ?set .
  OPTIONAL {{ ?set dcterms:publisher ?publisher . ?publisher a foaf:Agent FILTER(?publisher != <{iri}>) }}
  OPTIONAL {{ ?set dcterms:title ?title }} OPTIONAL {{ ?set dcat:landingPage ?landing }}
  OPTIONAL {{ ?set owl:sameAs ?same }} BIND(COALESCE(?landing, ?same) AS ?page)
  OPTIONAL {{ ?catalogue dcterms:title ?name }}
}} ORDER BY ?title ?set ?page"""
_CATALOGUES: Final = """
SELECT ?catalogue ?name ?page (COUNT(DISTINCT ?set) AS ?number) {{
  ?catalogue dcterms:isPartOf <{iri}> ; a dcat:Catalog . OPTIONAL {{ ?catalogue dcterms:title ?name }}
  OPTIONAL {{ ?catalogue foaf:homepage ?page }} OPTIONAL {{ ?catalogue dcat:dataset ?set }}
}} GROUP BY ?catalogue ?name ?page ORDER BY ?name ?catalogue"""
_COUNTED: Final = """
SELECT ?body (COUNT(DISTINCT ?set) AS ?number) {{
  ?body egov:country <{iri}> ; a egov:Agency . ?set dcterms:publisher ?body ; a dcat:Dataset
}} GROUP BY ?body ORDER BY DESC(?number) ?body"""
_STATED: Final = frozenset(PREFIXES[prefix] + name for prefix, name in (
    ("dcterms", "publisher"), ("dcterms", "isPartOf"), ("egov", "possibleMatch"), ("owl", "sameAs")
))  # fmt: skip
"""Properties whose links a page shows in sections of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A data set; ``page`` is where its catalogue shows it, empty where nothing says it."""

    iri: str
    label: Label
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A thing elsewhere that is, or may be, the one of a page: its name, how sure that is, and why."""

    iri: str
    name: str
    page: str
    score: str
    why: str
    proved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The data sets of one publisher in one catalogue; ``other`` is None where the catalogue names the body itself."""

    catalogue: str
    name: str
    other: Other | None
    datasets: tuple[Dataset, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A catalogue of a portal."""

    iri: str
    name: str
    page: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What is linked with a thing; ``shown`` are the addresses that its page need not list again."""

    published: tuple[Published, ...] = ()
    possible: tuple[Other, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()

    @property
    def number(self) -> int:
        """How many data sets there are."""
        return sum(one.number for one in self.published)

    def shows(self, predicate: str, subject: str) -> bool:
        """Whether it shows what points to the thing."""
        return predicate in _STATED and (
            class_of(subject) in ("dataset", "catalogue", "publisher") or subject in {one.iri for one in self.possible}
        )


async def linked(ask: Ask, iri: str, language: str) -> Linked:
    """What is linked with a body or a portal; nothing for other things."""
    kind = class_of(iri)
    if kind == "portal":
        return Linked(catalogues=_catalogues(await ask(_CATALOGUES.format(iri=iri))))
    if kind not in _BODIES or not is_iri(iri):
        return Linked()
    others = _others(await ask(_LINKED.format(iri=iri)))
    published = _published(await ask(_DATASETS.format(iri=iri)), others, language)
    accepted = {one.other.iri for one in published if one.other is not None}
    return Linked(published=published, possible=tuple(one for key, one in others.items() if key not in accepted))


async def numbers(ask: Ask, country: str) -> Mapping[str, int]:
    """How many data sets each body of a country publishes, those with most first."""
    rows = await ask(_COUNTED.format(iri=country))
    return MappingProxyType({value(row, 0): int(value(row, 1)) for row in rows if row[0] is not None})


def _catalogues(rows: Sequence[Row]) -> tuple[Catalogue, ...]:
    found: dict[str, Catalogue] = {}
    for row in rows:
        if row[0] is not None:  # an aggregate over nothing has one empty row
            iri = value(row, 0)
            name = value(row, 1) or value(row, 2) or iri
            found.setdefault(iri, Catalogue(iri=iri, name=name, page=value(row, 2), number=int(value(row, 3))))
    return tuple(found.values())


def _others(rows: Sequence[Row]) -> dict[str, Other]:
    found: dict[str, Other] = {}
    for row in rows:
        iri = value(row, 0)
        proved = value(row, 5) == PREFIXES["owl"] + "sameAs"
        found.setdefault(iri, Other(
            iri=iri, name=value(row, 1) or iri, page=value(row, 4), score=f"{float(value(row, 2)):.2f}",
            why=value(row, 3), proved=proved,
        ))  # fmt: skip
    return found


def _published(rows: Sequence[Row], others: Mapping[str, Other], language: str) -> tuple[Published, ...]:
    titles: dict[str, list[Label]] = defaultdict(list)
    pages: dict[str, str] = {}
    groups: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    names: dict[str, str] = {}
    for row in rows:
        one, catalogue = value(row, 1), value(row, 4)
        titles[one].append(Label(value(row, 2) or one, (row[2].language or "") if row[2] else ""))
        pages.setdefault(one, value(row, 3))
        names.setdefault(catalogue, value(row, 5) or catalogue)
        groups[catalogue, value(row, 0)][one] = None
    found = []
    for (catalogue, publisher), sets in sorted(groups.items(), key=lambda item: (names[item[0][0]], item[0])):
        listed = [Dataset(iri=one, label=choose(titles[one], language) or Label(one), page=pages[one]) for one in sets]
        found.append(Published(
            catalogue=catalogue, name=names[catalogue], other=others.get(publisher), number=len(listed),
            datasets=tuple(sorted(listed, key=lambda one: (one.label, one.iri))[:_SHOWN]),
        ))  # fmt: skip
    return tuple(found)


__all__ = ["Catalogue", "Dataset", "Linked", "Other", "Published", "linked", "numbers"]
