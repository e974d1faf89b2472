"""Records straight into a store, without files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pyoxigraph as ox

from egov_kg.config import Limits
from egov_kg.graph.build import Reference, Session, once, without_collector
from egov_kg.graph.evidence import Quotation
from egov_kg.graph.reference import Triple
from egov_kg.graph.registry import types_of
from egov_kg.graph.scribe import Claim
from egov_kg.graph.statements import unclaimed_triples
from egov_kg.graph.terms import code, decimal, string
from egov_kg.records import DocumentRecords, Resolution
from egov_kg.vocabulary import PREFIXES

CHUNK = 2_000_000
"""About how many characters are parsed at once, while the next ones are written."""


def to_store(
    documents: Iterable[DocumentRecords], resolution: Resolution, reference: Reference, *, limits: Limits | None = None
) -> ox.Store:
    """A store in memory that holds, in its default graph, every statement that `build_graph` and `export` would write.

    One thread reads records and writes Turtle without order, line breaks and indentation (a parser's time goes by the
    byte), another lets pyoxigraph parse it, which leaves the interpreter to the first. Raises what `build_graph` does.
    """
    session = Session(resolution, reference, {}, limits or Limits())
    with _Loader() as loader, without_collector():
        begun = []
        for source in once(documents)[0]:
            scribe = session.read(source)
            begun.append((scribe, _Written(scribe.document)))
            loader.feed(begun[-1][1].lines(scribe.draft()))
        graphs = []
        for scribe, written in begun:
            graph = scribe.close()
            graphs.append(graph)
            loader.feed(written.lines(graph.claims))
            loader.feed(_line(triple) for triple in unclaimed_triples(graph))
        build = session.finish(tuple(graphs))
        loader.feed(map(_line, {*build.registry, *build.codes}))
    return loader.store


class _Loader:
    """Parses text in a thread of its own; leaving it waits for the last piece and raises what went wrong."""

    def __init__(self) -> None:
        self.store = ox.Store()
        self._head = "".join(f"@prefix {prefix}:<{namespace}>.\n" for prefix, namespace in PREFIXES.items())
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._loads: list[Future[None]] = []
        self._parts: list[str] = []
        self._size = 0

    def __enter__(self) -> _Loader:
        return self

    def feed(self, parts: Iterable[str]) -> None:
        """Takes lines of Turtle, each whole."""
        for part in parts:
            self._parts.append(part)
            self._size += len(part)
        if self._size > CHUNK:
            self._flush()

    def _flush(self) -> None:
        text = (self._head + "".join(self._parts)).encode()
        self._loads.append(self._pool.submit(self.store.load, text, ox.RdfFormat.TURTLE, lenient=True))
        self._parts, self._size = [], 0

    def __exit__(self, *problem: object) -> None:
        self._flush()
        self._pool.shutdown()
        for load in self._loads:
            load.result()


class _Written:
    """The claims and quotations of one document, each written once, with the statements that they make."""

    def __init__(self, document: str) -> None:
        self._claims: set[str] = set()
        self._quotations: set[Quotation] = set()
        self._types = ",".join(types_of("Claim"))
        self._start = f" a {','.join(types_of('Evidence'))};egov:document {document};egov:start "

    def lines(self, claims: Sequence[Claim]) -> Iterator[str]:
        """The lines of those claims that were not written before."""
        new = [claim for claim in claims if claim.iri not in self._claims]
        self._claims.update([claim.iri for claim in new])
        quotations = {quotation for claim in new for quotation in claim.quotations} - self._quotations
        self._quotations |= quotations
        types = self._types
        for claim in new:
            yield _claim(claim, types)
        for quotation in quotations:
            yield f"{quotation.iri}{self._start}{_quotation(quotation)}"


def _line(triple: Triple) -> str:
    return f"{triple[0]} {triple[1]} {triple[2]}.\n"


def _claim(claim: Claim, types: str) -> str:
    iri, subject, predicate, value, rule, confidence, cited = claim
    sources = ",".join([quotation.iri for quotation in cited]) if len(cited) > 1 else cited[0].iri
    return (
        f"{subject} {predicate} {value}.\n"
        f"{iri} a {types};egov:confidence {decimal(confidence)};egov:rule {string(rule)};"
        f"prov:wasDerivedFrom {sources};rdf:object {value};rdf:predicate {predicate};rdf:subject {subject}.\n"
    )


def _quotation(quotation: Quotation) -> str:
    page = "" if quotation.page is None else f";egov:page {quotation.page}"
    question = f";egov:question {code('question', quotation.question)}" if quotation.question else ""
    return f"{quotation.start};egov:end {quotation.end};egov:quote {string(quotation.quote)}{page}{question}.\n"
