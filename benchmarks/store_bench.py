"""From records to a store that answers queries: triples a second, beside rdflib adding the same terms ready-made.

    python benchmarks/store_bench.py [--documents 30]

Makes documents of invented answers, builds their graph and loads it into pyoxigraph; then lets rdflib's Graph.add take
the same triples as terms made beforehand. Prints both rates and their ratio.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef

from egov_kg.graph import CountryFacts, Reference, build_graph, read_code_lists, to_store
from egov_kg.model import Document, Span, Stated
from egov_kg.records import (
    CooperationTie,
    CountryRef,
    DocumentDescription,
    DocumentRecords,
    Entity,
    EntityKey,
    LegalInstrument,
    OrganizationMention,
    Party,
    Portal,
    Record,
    Resolution,
    Text,
)

ENTRY: Final = (
    "The Ministry of Plain Words No. {0} (MPW{0}) leads its sector under Decree {0} of 2016 on open data, see"
    " https://www.words-{0}.example.org/about. In 2018 it was planning technical aid to Kenya on interoperability."
)
RULES: Final = {"labelled-line": Decimal("0.95"), "sentence": Decimal("0.8")}
PLAIN_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"

T = TypeVar("T")
Term = URIRef | Literal


def document(number: int, entries: int) -> tuple[DocumentRecords, dict[Entity, EntityKey]]:
    """A document with an agency, a portal, a decree and a tie an entry, and the keys of its agencies and decrees."""
    text = f"Document {number} of Peru\n" + "\n".join(ENTRY.format(n) for n in range(entries))
    found: list[Record] = []
    keys: dict[Entity, EntityKey] = {}
    for n, line in enumerate(text.split("\n")[1:]):
        entry = Entry(text, line, n)
        agency, decree = entry.agency(), entry.decree()
        found += [agency, entry.portal(), decree, entry.tie(agency)]
        keys[agency] = EntityKey("Agency", ("PER", f"mpw{n}"))
        keys[decree] = EntityKey("LegalInstrument", ("PER", "decree", str(n), "2016"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Document(file_name=f"{number}.txt", path=Path(f"{number}.txt"), sha256=digest, text=text, plain=text)
    description = DocumentDescription(languages=("en",))
    return DocumentRecords(source=source, description=description, records=tuple(found)), keys


class Entry:
    """A line of a document; its facts quote their own words, the line, or the line's first sentence."""

    def __init__(self, text: str, line: str, number: int) -> None:
        self.text, self.line, self.number = text, line, number
        self.start = text.index(line)
        self.country = Stated(value=CountryRef("PER"), spans=(Span(0, text.index("\n")),), rule="sentence")

    def said(self, value: T, words: str) -> Stated[T]:
        """A value with the words that say it."""
        at = self.text.index(words, self.start)
        return Stated(value=value, spans=(Span(at, at + len(words)),), rule="labelled-line")

    def read(self, value: T) -> Stated[T]:
        """A value that the whole line says."""
        return Stated(value=value, spans=(Span(self.start, self.start + len(self.line)),), rule="sentence")

    def agency(self) -> OrganizationMention:
        """The line's agency."""
        name, acronym = f"Ministry of Plain Words No. {self.number}", f"MPW{self.number}"
        return OrganizationMention(
            names=(self.said(Text(name, "en"), name),), acronym=self.said(acronym, acronym), urls=(self.address(),),
            country=self.country, mandates=(self.said("health", "leads its sector"),),
        )  # fmt: skip

    def address(self) -> Stated[str]:
        """The line's web address."""
        address = f"https://www.words-{self.number}.example.org/about"
        return self.said(address, address)

    def portal(self) -> Portal:
        """The line's portal."""
        return Portal(country=self.country, url=self.address(), portal_types=(self.read("national"),))

    def decree(self) -> LegalInstrument:
        """The line's decree."""
        words = f"Decree {self.number} of 2016"
        return LegalInstrument(
            country=self.country, instrument_type=self.said("decree", words), number=self.said(str(self.number), words),
            year=self.said(2016, words), topics=(self.read("open-data"),),
        )  # fmt: skip

    def tie(self, agency: OrganizationMention) -> CooperationTie:
        """The line's tie."""
        kenya: Stated[Party] = self.read(CountryRef("KEN"))
        return CooperationTie(
            parties=(self.read(CountryRef("PER")), kenya, self.read(agency)), kind=self.read("technical-assistance"),
            reported_by=self.country, status=self.read("planned"), topics=(self.read("interoperability"),),
            through=(self.read(agency),), recipient=kenya, year=self.read(2018),
        )  # fmt: skip


def rdflib_terms(store: ox.Store) -> Iterator[tuple[Term, Term, Term]]:
    """The triples of a store as terms of rdflib."""
    for quad in store:
        yield _term(quad.subject), _term(quad.predicate), _term(quad.object)


def _term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"no term of the graph: {term!r}")
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=None if term.datatype.value == PLAIN_STRING else URIRef(term.datatype.value))


def main() -> int:
    """Measures, prints, and gives exit status 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=30)
    parser.add_argument("--entries", type=int, default=60, help="lines of a document")
    parser.add_argument("--rounds", type=int, default=3, help="the best round counts")
    options = parser.parse_args()
    made = [document(number, options.entries) for number in range(options.documents)]
    resolution = Resolution(keys={mention: key for _, keys in made for mention, key in keys.items()}, replaced={})
    names = {"PER": {"en": "Peru", "es": "Perú"}, "KEN": {"en": "Kenya", "es": "Kenia"}}
    countries = {iso3: CountryFacts(iso3=iso3, labels=labels) for iso3, labels in names.items()}
    reference = Reference(countries=countries, organizations={}, codes=read_code_lists(), confidences=RULES)
    documents = [one for one, _ in made]
    seconds: list[float] = []
    rdflib_seconds: list[float] = []
    for _ in range(options.rounds):
        triples, graph = [], Graph()  # nothing of the round before is in the way
        store = _timed(seconds, lambda: to_store(build_graph(documents, resolution, reference)))
        triples = list(rdflib_terms(store))
        graph = _timed(rdflib_seconds, partial(_add, triples))
    if len(graph) != len(store):
        raise SystemExit(f"rdflib holds {len(graph)} triples, the store {len(store)}")
    ours, theirs = len(store) / min(seconds), len(graph) / min(rdflib_seconds)
    sys.stdout.write(
        f"{len(store):,} triples of {options.documents} documents\n"
        f"records to pyoxigraph store  {ours:>10,.0f} triples/s\n"
        f"rdflib.Graph.add             {theirs:>10,.0f} triples/s\n"
        f"ratio                        {ours / theirs:>10.1f}\n"
    )
    return 0


def _timed(seconds: list[float], run: Callable[[], T]) -> T:
    """The result of a run, whose time is noted."""
    start = time.perf_counter()
    result = run()
    seconds.append(time.perf_counter() - start)
    return result


def _add(triples: list[tuple[Term, Term, Term]]) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


if __name__ == "__main__":
    sys.exit(main())
