"""From records to a store that answers queries: triples a second, beside rdflib adding the same terms ready-made.

    python benchmarks/store_bench.py [--documents 40]

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

from egov_kg.graph import CountryFacts, Reference, build_graph, read_code_lists
from egov_kg.graph.loading import to_store
from egov_kg.model import Document, Span, Stated
from egov_kg.records import (
    CountryRef,
    DocumentDescription,
    DocumentRecords,
    Entity,
    EntityKey,
    OrganizationMention,
    Portal,
    Record,
    Resolution,
    Text,
)

ENTRY: Final = "The Ministry of Plain Words No. {0} ({1}) leads its sector, see https://www.words-{0}.example.org/about"
RULES: Final = {"labelled-line": Decimal("0.95"), "sentence": Decimal("0.8")}
PLAIN_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"

T = TypeVar("T")
Term = URIRef | Literal


def document(number: int, entries: int) -> tuple[DocumentRecords, dict[Entity, EntityKey]]:
    """A document with an agency and a portal an entry, and the keys of its agencies."""
    text = f"Document {number} of Peru\n" + "\n".join(ENTRY.format(n, f"MPW{n}") for n in range(entries))
    starts = [text.index(f"The Ministry of Plain Words No. {n} (") for n in range(entries)]
    found: list[Record] = []
    keys: dict[Entity, EntityKey] = {}
    for n, start in enumerate(starts):
        agency, portal = records(text, start, n)
        found += [agency, portal]
        keys[agency] = EntityKey("Agency", ("PER", f"mpw{n}"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Document(file_name=f"{number}.txt", path=Path(f"{number}.txt"), sha256=digest, text=text, plain=text)
    description = DocumentDescription(languages=("en",))
    return DocumentRecords(source=source, description=description, records=tuple(found)), keys


def records(text: str, start: int, number: int) -> tuple[OrganizationMention, Portal]:
    """The records of one entry."""

    def span(words: str) -> tuple[Span, ...]:
        at = text.index(words, start)
        return (Span(at, at + len(words)),)

    country = Stated(value=CountryRef("PER"), spans=(Span(0, text.index("\n")),), rule="sentence")
    address = f"https://www.words-{number}.example.org/about"
    url = Stated(value=address, spans=span(address), rule="labelled-line")
    name = f"Ministry of Plain Words No. {number}"
    agency = OrganizationMention(
        names=(Stated(value=Text(name, "en"), spans=span(name), rule="labelled-line"),),
        acronym=Stated(value=f"MPW{number}", spans=span(f"MPW{number}"), rule="labelled-line"),
        urls=(url,), country=country,
        mandates=(Stated(value="health", spans=span("leads its sector"), rule="sentence"),),
    )  # fmt: skip
    kind = Stated(value="national", spans=span("see"), rule="labelled-line")
    return agency, Portal(country=country, url=url, portal_types=(kind,))


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
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--entries", type=int, default=60, help="agencies and portals a document")
    parser.add_argument("--rounds", type=int, default=3, help="the best round counts")
    options = parser.parse_args()
    made = [document(number, options.entries) for number in range(options.documents)]
    resolution = Resolution(keys={mention: key for _, keys in made for mention, key in keys.items()}, replaced={})
    peru = CountryFacts(iso3="PER", labels={"en": "Peru", "es": "Perú"})
    reference = Reference(countries={"PER": peru}, organizations={}, codes=read_code_lists(), confidences=RULES)
    documents = [one for one, _ in made]
    seconds: list[float] = []
    rdflib_seconds: list[float] = []
    for _ in range(options.rounds):
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
