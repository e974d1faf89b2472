"""How a catalogue's records are joined with a build: publishers, the portal, topics, cited laws."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from egov_kg import registry
from egov_kg.catalogues import Dataset, Publisher, Reading
from egov_kg.identifiers import fold
from egov_kg.linking.model import PART, POSSIBLE, REFERS, SUBJECT, Link, linked_iri
from egov_kg.linking.targets import Law, Targets, number_key
from egov_kg.matching import Mention, Verdict
from egov_kg.matching.hosts import host_of
from egov_kg.matching.names import parse
from egov_kg.vocabulary import BASE

_THEMES: Final = Path(__file__).resolve().parent / "themes.tsv"
_TYPES: Final = MappingProxyType({
    "ley": "law", "law": "law", "act": "law", "lei": "law", "loi": "law",
    "decreto": "decree", "decree": "decree", "decret": "decree",
    "resolucion": "resolution", "resolution": "resolution", "resolucao": "resolution",
    "directive": "directive", "directiva": "directive", "conpes": "conpes",
    "regulation": "regulation", "reglamento": "regulation", "regulamento": "regulation", "reglement": "regulation",
})  # fmt: skip
_CITED: Final = re.compile(
    r"\b(" + "|".join(_TYPES) + r")\s+(?:[a-z]+\s+){0,2}?(?:n\s*[o°º]?\.?\s*)?(\d[\d.]*(?:-[a-z0-9]+)?)"
    r"(?:\s*(?:/|,|de|of|del|from)\s*(?:[a-z0-9]+\s+){0,4}?(\d{4}))?"
)  # fmt: skip
_ONE_LAW: Final = 0.95
_LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A catalogue in the making: its key, and the country whose it is."""

    key: str
    country: str | None

    @property
    def iri(self) -> str:
        """Its address."""
        return linked_iri("catalogue", self.key)

    def dataset(self, one: Dataset) -> str:
        """The address of one of its datasets."""
        return linked_iri("dataset", self.key, one.key)

    def publisher(self, one: Publisher) -> str:
        """The address of a publisher in it."""
        return linked_iri("publisher", self.key, one.iri or fold(one.name) or one.name)


def country_of(reading: Reading) -> str | None:
    """The country that a catalogue's own host says, else that of most of its datasets' pages."""
    found = registry.load().country_of_host
    for url in (reading.catalogue.homepage, reading.catalogue.iri, reading.catalogue.address):
        if "//" in url and (country := found(host_of(url))):
            return country
    votes: Counter[str] = Counter()
    for one in reading.datasets:
        by = (one.publisher.url, one.publisher.iri) if one.publisher else ()
        urls = (one.iri, one.page, *by)
        votes.update({country for url in urls if url and (country := found(host_of(url)))})
    best = votes.most_common(2)
    if not best or (len(best) == 2 and best[0][1] < 4 * best[1][1]):
        return None
    return best[0][0]


def publisher_links(reading: Reading, place: Place, targets: Targets) -> Iterator[Link]:
    """The bodies that each publisher may be, each publisher once."""
    seen: dict[str, Publisher] = {}
    for one in (reading.catalogue.publisher, *(dataset.publisher for dataset in reading.datasets)):
        if one is not None:
            seen.setdefault(place.publisher(one), one)
    for iri, one in sorted(seen.items()):
        yield from publisher_matches(iri, one, place.country, targets)


def publisher_matches(iri: str, one: Publisher, country: str | None, targets: Targets) -> Iterator[Link]:
    """The bodies that a publisher may be: the best of each of its names."""
    best: dict[str, Link] = {}
    for name in one.names:
        for match in targets.index.match(Mention(name=name.words, country=country, url=one.url)):
            if match.verdict is Verdict.DROPPED:
                continue
            link = Link(
                subject=iri, predicate=POSSIBLE, object=match.body.iri, score=match.score, method=match.method,
                reasons=match.reasons, verdict=match.verdict, about=one.name, target=match.body.names[0],
            )  # fmt: skip
            known = best.get(link.object)
            if known is None or known.score < link.score:
                best[link.object] = link
    sure = [link for link in best.values() if link.verdict is Verdict.ACCEPTED]
    for link in sorted(best.values(), key=lambda link: (-link.score, link.object)):
        if len(sure) == 1 and link is not sure[0]:
            continue  # what is sure needs no question
        yield link if len(sure) < 2 else _unsure(link)


def _unsure(link: Link) -> Link:
    """A link of a publisher two of whose names say two bodies."""
    return replace(link, verdict=Verdict.REVIEW, reasons=(*link.reasons, "its names are those of two bodies"))


def portal_links(reading: Reading, place: Place, targets: Targets) -> Iterator[Link]:
    """The portal whose catalogue it is, by the host of its pages."""
    for url in (reading.catalogue.homepage, reading.catalogue.iri, reading.catalogue.address):
        found = targets.portals.get(host_of(url)) if "//" in url else None
        if found is not None:
            yield Link(
                subject=place.iri, predicate=PART, object=found[0], score=0.95, method="web address",
                reasons=(f"web address {host_of(url)}",), verdict=Verdict.ACCEPTED,
                about=_title(reading), target=found[1],
            )  # fmt: skip
            return


def _title(reading: Reading) -> str:
    return reading.catalogue.titles[0].words if reading.catalogue.titles else reading.catalogue.address


def topic_links(one: Dataset, place: Place, targets: Targets) -> Iterator[Link]:
    """The topics and mandates that a dataset's themes and keywords name."""
    found: dict[str, Link] = {}
    for what, score, values in (("theme", 0.95, one.themes), ("keyword", 0.9, one.keywords)):
        for value in values:
            code = _themes().get(value.words) or targets.codes.get(_meaning(value.words))
            if code and code not in found:
                found[code] = Link(
                    subject=place.dataset(one), predicate=SUBJECT, object=code, score=score, method=what,
                    reasons=(f"{what} {value.words}",), verdict=Verdict.ACCEPTED, about=one.title,
                    target=targets.labels.get(code, ""),
                )  # fmt: skip
    yield from found.values()


@lru_cache(maxsize=65_536)
def _meaning(words: str) -> frozenset[str]:
    name = parse(words)
    return frozenset() if name.scope or name.country else name.words


@lru_cache(maxsize=1)
def _themes() -> Mapping[str, str]:
    lines = [line for line in _THEMES.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    base = "http://publications.europa.eu/resource/authority/data-theme/"
    pairs = [line.split("\t") for line in lines]
    return {base + theme: f"{BASE}code/{code}" for theme, code in pairs}


def law_links(one: Dataset, place: Place, targets: Targets) -> Iterator[Link]:
    """The laws that a dataset's title or description cites by type, number and year."""
    laws = targets.laws.get(place.country or "", ())
    if not laws:
        return
    texts = [text.words for text in (*one.titles, *one.descriptions, *one.keywords)]
    found: dict[str, Link] = {}
    for kind, number, year in citations(" ; ".join(texts)[:_LONGEST_TEXT]):
        for law in _cited(kind, number, year, laws):
            found.setdefault(
                law.iri,
                Link(
                    subject=place.dataset(one), predicate=REFERS, object=law.iri, score=_ONE_LAW,
                    method="citation", reasons=(f"cites {kind} {number} of {year}", f"country {law.country}"),
                    verdict=Verdict.ACCEPTED, about=one.title, target=law.labels[0],
                ),
            )  # fmt: skip
    yield from found.values()


def citations(text: str) -> Iterator[tuple[str, str, str]]:
    """The type, number and year (or nothing) of each citation in a text.

    >>> list(citations("Datos de la Ley Nº 1.712 de 2014"))
    [('law', '1712', '2014')]
    """
    folded = "".join(_plain(char) for char in text.lower())
    for found in _CITED.finditer(folded):
        number = number_key(found[2].replace(".", ""))
        if number:
            yield _TYPES[found[1]], number, found[3] or ""


@lru_cache(maxsize=4_096)
def _plain(char: str) -> str:
    return char if not char.isalpha() or char.isascii() else fold(char)


def _cited(kind: str, number: str, year: str, laws: Iterable[Law]) -> list[Law]:
    """The one law that is cited, if there is one."""
    fitting = [
        law for law in laws
        if law.type in (kind, f"{kind}-law", "decree-law" if kind == "decree" else kind)
        and number in {one.replace(".", "") for one in law.numbers} and year and year == law.year
    ]  # fmt: skip
    return fitting if len(fitting) == 1 else []
