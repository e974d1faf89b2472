"""Validation of a build against shapes/ (SHACL): what was written is read back, not what was in memory."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pyshacl
from rdflib import RDF, RDFS, SKOS, BNode, Graph, IdentifiedNode, Literal, Namespace, URIRef
from rdflib.term import Node

from egov_kg.config import data_folder
from egov_kg.errors import BuildNotFound, KnowledgeError
from egov_kg.validation_report import Severity, ValidationReport, ValidationResult, compact, quoted
from egov_kg.vocabulary import ONTOLOGY, PREFIXES

FILES: Final = ("egov-kg.ttl", "egov-kg.evidence.ttl")
"""The files of a build that are validated together."""
LINKS_FILE: Final = "links/links.ttl"
"""Validated with them where ``egov-kg link`` has written it."""

_SH: Final = Namespace("http://www.w3.org/ns/shacl#")
_XSD_STRING: Final = PREFIXES["xsd"] + "string"
_IN_SCHEME: Final = str(SKOS.inScheme)
_THING: Final = "{?value}: "
"""How the message of a SPARQL constraint begins; engines put the thing there."""
_BLANK: Final = "urn:blank-node"
"""Stands for a blank node: its label differs from one reading to the next."""
_NAMES: Final = tuple(
    URIRef(PREFIXES[prefix] + name)
    for prefix, name in (
        ("rdfs", "label"), ("foaf", "name"), ("skos", "prefLabel"), ("egov", "acronym"), ("egov", "fileName"),
        ("egov", "handle"), ("skos", "altLabel"), ("egov", "url"), ("egov", "quote"),
    )
)  # fmt: skip
"""What names a thing to a person, the best first."""
_PARTS: Final = tuple(
    URIRef(ONTOLOGY + name)
    for name in ("question", "option", "party", "tieKind", "indicator", "technology", "partner", "postType", "platform")
)
"""What describes a thing that bears no name of its own."""
_COUNTRY: Final = URIRef(ONTOLOGY + "country")

Term = IdentifiedNode | Literal
Triple = tuple[Term, Term, Term]
Source = tuple[str, str | bytes]
"""Where a Turtle text stands, and the text."""


def validate(folder: Path | str) -> ValidationReport:
    """What the shapes find in a build; raises BuildNotFound for a folder without one, ValueError for broken Turtle."""
    paths = [Path(folder) / name for name in FILES]
    if not all(path.is_file() for path in paths):
        raise BuildNotFound(folder)
    links = Path(folder) / LINKS_FILE
    return _validate(_files([*paths, *([links] if links.is_file() else [])]))


def validate_graph(turtle_texts: Sequence[str | bytes]) -> ValidationReport:
    """What the shapes find in Turtle texts taken as one graph; raises ValueError for broken Turtle.

    The texts are the facts and the evidence of a build. Which codes there are is read from ``ontology/codes``.
    """
    return _validate((f"text {number}", text) for number, text in enumerate(turtle_texts, start=1))


def _validate(sources: Iterable[Source]) -> ValidationReport:
    with _without_log("rdflib.term"):
        data = _graph(_parse(sources))
    for concept, scheme in _code_members():
        data.add((concept, SKOS.inScheme, scheme))
    _, found, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none", inplace=True)
    if not isinstance(found, Graph):
        raise KnowledgeError(data_folder("shapes"), "a constraint", str(found))
    results = {result.sort_key: result for result in _results(found, data)}
    return ValidationReport(results=tuple(result for _, result in sorted(results.items())))


@cache
def _shapes() -> Graph:
    return _graph(_parse(_files(sorted(data_folder("shapes").glob("*.ttl")))))


def _files(paths: Iterable[Path]) -> Iterator[Source]:
    return ((str(path), path.read_bytes()) for path in paths)


@cache
def _code_members() -> tuple[tuple[URIRef, URIRef], ...]:
    paths = sorted(data_folder("ontology").glob("codes/*.ttl"))
    codes = (triple for path in paths for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    return tuple(
        (URIRef(triple.subject.value), URIRef(triple.object.value))
        for triple in codes
        if triple.predicate.value == _IN_SCHEME
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode)
    )


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.store.add(triple, graph)
    return graph


def _parse(sources: Iterable[Source]) -> Iterator[Triple]:
    """The triples as rdflib's terms, lexical forms as written.

    Read by pyoxigraph: rdflib's own reader takes four times as long, more than the validation itself.
    """
    terms: dict[object, Term] = {}

    def term(node: object) -> Term:
        known = terms.get(node)
        if known is None:
            known = terms[node] = _term(node)
        return known

    for name, text in sources:
        try:
            for triple in ox.parse(text, format=ox.RdfFormat.TURTLE):
                yield term(triple.subject), term(triple.predicate), term(triple.object)
        except SyntaxError as error:
            raise ValueError(f"{name}, line {error.lineno}: {error.msg}") from error


def _term(node: object) -> Term:
    match node:
        case ox.NamedNode():
            return URIRef(node.value)
        case ox.Literal() if node.language:
            return Literal(node.value, lang=node.language)
        case ox.Literal() if node.datatype.value == _XSD_STRING:
            return Literal(node.value)
        case ox.Literal():
            return Literal(node.value, datatype=URIRef(node.datatype.value), normalize=False)
    return BNode(str(node).removeprefix("_:"))


@contextmanager
def _without_log(name: str) -> Iterator[None]:
    """rdflib logs a traceback for each ill-typed literal; the shapes report it with its place."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """What a result needs to know of its shape. The target nodes of a set-wise check stand for the things it finds."""

    severity: Severity
    messages: Mapping[str, str]
    advice: Mapping[str, str]
    path: str | None
    predicate: str | None
    target_nodes: frozenset[Term]


@cache
def _shape(node: URIRef) -> _Shape:
    shapes = _shapes()
    severity = str(shapes.value(node, _SH.severity) or _SH.Violation)
    query = shapes.value(node, _SH.sparql)
    path = shapes.value(node, _SH.path)
    group = shapes.value(node, _SH.group)
    return _Shape(
        severity=Severity(severity.removeprefix(str(_SH))),
        messages=_by_language(shapes, query or node, _SH.message),
        advice=_by_language(shapes, group, RDFS.comment) if group else {},
        path=_path_text(shapes, path) if path else None,
        predicate=str(path) if isinstance(path, URIRef) else None,
        target_nodes=frozenset(shapes.objects(node, _SH.targetNode)),  # type: ignore[arg-type]
    )


def _by_language(graph: Graph, node: Node, predicate: URIRef) -> Mapping[str, str]:
    texts = [text for text in graph.objects(node, predicate) if isinstance(text, Literal) and text.language]
    return {str(text.language): str(text).removeprefix(_THING) for text in sorted(texts)}


def _path_text(graph: Graph, path: Node) -> str:
    """A SHACL path in SPARQL's words, with short names."""
    if isinstance(path, URIRef):
        return compact(str(path))
    if inverse := graph.value(path, _SH.inversePath):
        return f"^{_path_text(graph, inverse)}"
    alternatives = graph.value(path, _SH.alternativePath)
    members = graph.items(alternatives or path)
    return ("|" if alternatives else "/").join(_path_text(graph, member) for member in members)


def _results(found: Graph, data: Graph) -> Iterator[ValidationResult]:
    for node in found.objects(None, _SH.result):
        source, focus = found.value(node, _SH.sourceShape), found.value(node, _SH.focusNode)
        value = found.value(node, _SH.value)
        assert isinstance(source, URIRef)  # noqa: S101  # our shapes are named by IRIs
        assert focus is not None  # noqa: S101  # SHACL 3.6.2
        shape = _shape(source)
        if focus in shape.target_nodes and value is not None:
            focus, value = value, None
        yield ValidationResult(
            severity=shape.severity,
            shape=str(source),
            constraint=str(found.value(node, _SH.sourceConstraintComponent)),
            focus=_text(focus),
            focus_label=_label(data, focus),
            path=shape.path,
            predicate=shape.predicate,
            value=None if value is None or value == focus else _n_triples(value),
            messages=shape.messages,
            advice=shape.advice,
        )


def _text(term: Node) -> str:
    return _BLANK if isinstance(term, BNode) else _n_triples(term) if isinstance(term, Literal) else str(term)


def _n_triples(term: Node) -> str:
    if not isinstance(term, Literal):
        return f"<{_text(term)}>"
    if term.language:
        return f"{quoted(term)}@{term.language}"
    return f"{quoted(term)}^^<{term.datatype}>" if term.datatype else quoted(term)


def _label(data: Graph, thing: Node) -> str:
    """What a person calls a thing: its name (English first), what a claim says, its parts, else its short IRI."""
    if not isinstance(thing, URIRef):
        return _n_triples(thing)
    if name := _name(data, thing):
        return name
    subject, stated, value = (data.value(thing, part) for part in (RDF.subject, RDF.predicate, RDF.object))
    if subject is not None and stated is not None and value is not None:
        return f"{_short_name(data, subject)} {compact(str(stated))} {_short_name(data, value)}"
    parts = [part for predicate in _PARTS for part in sorted(data.objects(thing, predicate), key=str)]
    if not parts:
        return compact(str(thing))
    return " – ".join(_short_name(data, part) for part in (*parts, *sorted(data.objects(thing, _COUNTRY), key=str)))


def _short_name(data: Graph, thing: Node) -> str:
    return str(thing)[:100] if isinstance(thing, Literal) else _name(data, thing) or compact(_text(thing))


def _name(data: Graph, thing: Node) -> str | None:
    for predicate in _NAMES:
        if names := sorted(data.objects(thing, predicate), key=_preference):
            return " ".join(str(names[0]).split())[:100]
    return None


def _preference(name: Node) -> tuple[bool, bool, str]:
    language = name.language if isinstance(name, Literal) else None
    return language != "en", language != "es", str(name)


__all__ = ["FILES", "Severity", "ValidationReport", "ValidationResult", "validate", "validate_graph"]
