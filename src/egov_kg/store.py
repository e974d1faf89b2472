"""A build as a store that answers SPARQL: loaded into memory, or opened where it stands on disk."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from egov_kg.errors import BuildDamaged, BuildNotFound, QueryError, StoreUnusable
from egov_kg.sparql import calls_service
from egov_kg.vocabulary import PREFIXES

FACTS_FILE: Final = "egov-kg.ttl"
EVIDENCE_FILE: Final = "egov-kg.evidence.ttl"
QUADS_FILE: Final = "egov-kg.nq"
LINKS_FILE: Final = "links/links.ttl"
LINKS_QUADS_FILE: Final = "links/links.nq"
"""The files of a build that a store is loaded from; those of links are there after ``egov-kg link``."""

FILES: Final = (
    (FACTS_FILE, ox.RdfFormat.TURTLE),
    (EVIDENCE_FILE, ox.RdfFormat.TURTLE),
    (QUADS_FILE, ox.RdfFormat.N_QUADS),
    (LINKS_FILE, ox.RdfFormat.TURTLE),
    (LINKS_QUADS_FILE, ox.RdfFormat.N_QUADS),
)
"""The same with their syntax, in the order of loading."""
_XSD_STRING: Final = PREFIXES["xsd"] + "string"
_LANGUAGE_STRING: Final = PREFIXES["rdf"] + "langString"


class TermKind(StrEnum):
    """What a term is, by its name in SPARQL 1.1 Query Results JSON."""

    IRI = "uri"
    LITERAL = "literal"
    BLANK = "bnode"


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term; ``language`` and ``datatype`` of a literal only, no datatype on plain and tagged strings."""

    kind: TermKind
    value: str
    language: str | None = None
    datatype: str | None = None


Row = tuple[Term | None, ...]
"""One solution: a term a variable, None where the variable is unbound."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT gives: the variables' names without their question marks, and the rows in the query's order."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or a DESCRIBE gives."""

    rows: tuple[tuple[Term, Term, Term], ...]

    def serialize(self, media_type: str = "text/turtle") -> str:
        """The triples in a syntax of RDF by its media type, with the prefixes of the graph; raises ValueError."""
        syntax = ox.RdfFormat.from_media_type(media_type)
        if syntax is None:
            raise ValueError(f"no syntax of RDF has the media type {media_type!r}")
        triples = (ox.Triple(*map(_to_oxigraph, row)) for row in self.rows)  # type: ignore[arg-type]
        return (ox.serialize(triples, format=syntax, prefixes=dict(PREFIXES)) or b"").decode()


Result = Solutions | bool | Triples


class Answering(Protocol):
    """What answers queries: a store of ours, or a server elsewhere."""

    def query(self, sparql: str) -> Result:
        """The answer; raises QueryError, and RemoteError where a server is asked."""


class Store:
    """RDF that answers SPARQL 1.1; the default graph holds every triple once, the named graphs say whose it is."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def __len__(self) -> int:
        """The number of quads."""
        return len(self._store)

    @property
    def raw(self) -> ox.Store:
        """The store underneath, for exporters that stream."""
        return self._store

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Result:
        """The answer to a query; raises QueryError with the parser's message.

        The prefixes of the graph are known without being declared. ``bindings`` fixes variables to terms before
        the query runs, so that a parameter is never pasted into the text. Nothing reaches the network: a SERVICE
        clause and an update raise QueryError.
        """
        if calls_service(sparql):
            raise QueryError(sparql, "SERVICE is not answered: a query reads this graph alone")
        try:
            fixed = {ox.Variable(name): _to_oxigraph(term) for name, term in (bindings or {}).items()}
            found = self._store.query(
                sparql,
                prefixes=dict(PREFIXES),
                substitutions=fixed,  # type: ignore[arg-type]
                custom_functions={},
            )
            return result_of(found)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(sparql, str(error)) from error

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs, sorted."""
        yield from sorted(graph.value for graph in self._store.named_graphs())


def open_build(folder: Path) -> Store:
    """The store of a build, in memory, or the store that ``egov-kg load`` made of one, read-only on disk.

    The default graph is read from the Turtle files: pyoxigraph's own union of named graphs repeats a triple that
    stands in two of them, so that every count over it would be wrong. Raises BuildNotFound for a folder that holds
    neither, BuildDamaged for a file that is not well formed, StoreUnusable for a store that cannot be opened.
    """
    if is_store(folder):
        return open_store(folder)
    store = ox.Store()
    fill(store, folder)
    return Store(store)


def fill(store: ox.Store, folder: Path) -> None:
    """Loads the files of a build; raises BuildNotFound, BuildDamaged, and OSError where the store cannot be written."""
    if not (folder / FACTS_FILE).is_file():
        raise BuildNotFound(folder)
    for name, syntax in FILES:
        path = folder / name
        if path.is_file():
            fill_from(store, path, syntax)


def fill_from(store: ox.Store, path: Path, syntax: ox.RdfFormat) -> None:
    """Loads one file of a build; raises BuildDamaged, and OSError where the store cannot be written."""
    try:
        with path.open("rb") as file:
            store.bulk_load(file, syntax, lenient=True)
    except SyntaxError as error:
        raise BuildDamaged(path, str(error)) from error


def is_store(path: Path) -> bool:
    """Whether a folder holds a store on disk: the files with which every database of RocksDB begins."""
    return (path / "CURRENT").is_file() and any(path.glob("MANIFEST-*"))


def in_use(path: Path) -> bool:
    """Whether another program holds a store on disk open for writing; where the system cannot tell, no."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415  # not every system has it

    try:
        with (path / "LOCK").open("rb") as lock:
            fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        return isinstance(error, BlockingIOError)
    except FileNotFoundError:
        return False
    return False


def open_store(path: Path) -> Store:
    """A store on disk, read-only; raises StoreUnusable. What is written to it meanwhile is not seen."""
    if in_use(path):
        raise StoreUnusable(path, "another program writes into this store. Stop it, or ask that program (--endpoint)")
    try:
        return Store(ox.Store.read_only(str(path)))
    except OSError as error:
        reason = f"the store cannot be opened ({error}). Make it again: egov-kg load DIR --store {path}"
        raise StoreUnusable(path, reason) from error


def from_text(data: str | bytes, *, media_type: str = "text/turtle") -> Store:
    """A store of RDF given as text, by its media type; raises ValueError for what is not well formed."""
    syntax = ox.RdfFormat.from_media_type(media_type)
    if syntax is None:
        raise ValueError(f"no syntax of RDF has the media type {media_type!r}")
    store = ox.Store()
    try:
        store.load(data, format=syntax)
    except SyntaxError as error:
        raise ValueError(str(error)) from error
    return Store(store)


def result_of(found: object) -> Result:
    """What the engine or one of its parsers found, as values of ours; raises TypeError for what is no RDF 1.1."""
    if isinstance(found, ox.QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        return Solutions(names, tuple(tuple(map(_from_optional, solution)) for solution in found))
    if isinstance(found, ox.QueryTriples | ox.QuadParser):
        return Triples(tuple(
            (_from_oxigraph(triple.subject), _from_oxigraph(triple.predicate), _from_oxigraph(triple.object))
            for triple in found
        ))  # fmt: skip
    return bool(found)


def _from_optional(term: object | None) -> Term | None:
    return None if term is None else _from_oxigraph(term)


def _from_oxigraph(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term(TermKind.IRI, term.value)
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        plain = datatype in (_XSD_STRING, _LANGUAGE_STRING)
        return Term(TermKind.LITERAL, term.value, term.language, None if plain else datatype)
    if isinstance(term, ox.BlankNode):
        return Term(TermKind.BLANK, term.value)
    raise TypeError(f"no RDF 1.1 term: {term!r}")


def _to_oxigraph(term: Term) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    if term.kind is TermKind.IRI:
        return ox.NamedNode(term.value)
    if term.kind is TermKind.BLANK:
        return ox.BlankNode(term.value)
    if term.language is not None:
        return ox.Literal(term.value, language=term.language)
    if term.datatype is not None:
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return ox.Literal(term.value)


__all__ = [
    "EVIDENCE_FILE", "FACTS_FILE", "FILES", "LINKS_FILE", "LINKS_QUADS_FILE", "QUADS_FILE", "Answering", "Result",
    "Row", "Solutions", "Store", "Term", "TermKind", "Triples", "calls_service", "fill", "fill_from", "from_text",
    "in_use", "is_store", "open_build", "open_store", "result_of",
]  # fmt: skip
