"""Every shape: a graph that meets it and edits that break it and nothing else (tests/shapes)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest import mock

import pytest
import yaml
from rdflib import RDF, RDFS, BNode, Graph, Namespace, URIRef
from rdflib import SH as TERMS_OF_SHACL
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query

from egov_kg.validate import validate_graph
from egov_kg.validation_report import SHAPES
from egov_kg.vocabulary import ALIGNED_TYPES, ENTITY_PREFIXES, ONTOLOGY, PREFIXES, SUPERCLASSES, entity_namespace

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
FOLDER: Final = Path(__file__).parents[1] / "shapes"
EXAMPLES: Final = Path(__file__).parent / "shapes"
CONFORMING: Final = (EXAMPLES / "conforming.ttl").read_text(encoding="utf-8")
FAILING: Final[dict[str, list[dict[str, str]]]] = yaml.safe_load((EXAMPLES / "failing.yaml").read_bytes())
TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
ALL_PREFIXES: Final = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())


def load_shapes() -> Graph:
    shapes = Graph()
    for path in sorted(FOLDER.glob("*.ttl")):
        shapes.parse(path)
    return shapes


SHAPES_GRAPH: Final = load_shapes()
REPORTING: Final = sorted(
    {str(shape).removeprefix(SHAPES) for target in TARGETS for shape in SHAPES_GRAPH.subjects(target)}
)
"""The shapes that have a target; the others are parts of them."""


def edited(edit: str) -> str:
    """The conforming graph after an edit; an edit that does not apply is a fault of the example."""
    text = CONFORMING
    for line in edit.splitlines():
        sign, rest = line[0], line[2:]
        if sign == "+":
            text += rest + "\n"
        elif sign == "-":
            assert text.count(f"\n{rest}\n") == 1, rest
            text = text.replace(f"\n{rest}\n", "\n")
        else:
            old, new = rest.split()
            text, count = re.subn(rf"(?<!\S){re.escape(old)}(?!\S)", lambda _: new, text)  # noqa: B023
            assert sign == "~" and count, rest  # noqa: PT018
    return ALL_PREFIXES + text


def expanded(name: str) -> str:
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@pytest.fixture(scope="module", autouse=True)
def _parse_queries_once() -> Iterator[None]:
    """rdflib parses a query anew for each of the 200 validations below, which is most of their time."""

    @cache
    def translated(query: str) -> Query:
        return translateQuery(parseQuery(query))

    def translate(query: str, base: object, prefixes: object) -> Query:
        assert base is None
        return translated(query)

    with (
        mock.patch("rdflib.plugins.sparql.processor.parseQuery", lambda query: query),
        mock.patch("rdflib.plugins.sparql.processor.translateQuery", translate),
    ):
        yield


def test_the_conforming_graph_has_no_result_at_all() -> None:
    assert validate_graph([CONFORMING]).to_text() == "The build conforms.\nViolations: 0, Warnings: 0, Notes: 0\n"


def test_the_conforming_graph_holds_something_for_each_shape_to_check() -> None:
    data = Graph().parse(data=CONFORMING, format="turtle")
    for name in REPORTING:
        shape = URIRef(SHAPES + name)
        found = [
            *(node for cls in SHAPES_GRAPH.objects(shape, SH.targetClass) for node in data.subjects(RDF.type, cls)),
            *(node for path in SHAPES_GRAPH.objects(shape, SH.targetSubjectsOf) for node in data.subjects(path)),
            *(node for path in SHAPES_GRAPH.objects(shape, SH.targetObjectsOf) for node in data.objects(None, path)),
            *SHAPES_GRAPH.objects(shape, SH.targetNode),
        ]
        assert found, f"nothing in conforming.ttl is a target of {name}"


def test_every_shape_has_an_example_that_fails() -> None:
    assert sorted(FAILING) == REPORTING


@pytest.mark.parametrize(
    ("shape", "example"),
    [(shape, example) for shape, examples in FAILING.items() for example in examples],
    ids=[f"{shape}-{number}" for shape, examples in FAILING.items() for number in range(len(examples))],
)
def test_the_shape_reports_the_thing_and_no_other_shape_does(shape: str, example: dict[str, str]) -> None:
    report = validate_graph([edited(example["edit"])])
    found = {(result.shape.removeprefix(SHAPES), result.focus) for result in report.results}
    focuses = [expanded(name) for name in example["focus"].split()]
    also = example.get("also", "").split()
    assert found == {(name, focus) for name in (shape, *also) for focus in focuses}
    severity = SHAPES_GRAPH.value(URIRef(SHAPES + shape), SH.severity) or SH.Violation
    assert {SH[result.severity] for result in report.results if result.shape == SHAPES + shape} == {severity}


@pytest.mark.parametrize("shape", REPORTING)
def test_a_shape_says_in_both_languages_what_it_demands_and_what_to_do(shape: str) -> None:
    node = URIRef(SHAPES + shape)
    query = SHAPES_GRAPH.value(node, SH.sparql)
    holder = query or node
    messages: dict[Any, str] = {text.language: str(text) for text in SHAPES_GRAPH.objects(holder, SH.message)}  # type: ignore[attr-defined]
    assert set(messages) == {"en", "es"}
    assert len(list(SHAPES_GRAPH.objects(holder, SH.message))) == 2
    assert messages["en"] != messages["es"]
    for message in messages.values():
        assert message.startswith("{?value}: ") == (query is not None)
        assert message.endswith(".")
    group = SHAPES_GRAPH.value(node, SH.group)
    assert {advice.language for advice in SHAPES_GRAPH.objects(group, RDFS.comment)} == {"en", "es"}  # type: ignore[attr-defined]


def test_shapes_are_named_by_iris() -> None:
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint, SH.PropertyGroup):
        for shape in SHAPES_GRAPH.subjects(RDF.type, kind):
            assert str(shape).startswith(SHAPES), shape
    blank = {node for node in SHAPES_GRAPH.subjects() if isinstance(node, BNode)}
    paths_and_lists = {
        node
        for node in blank
        if (node, RDF.first, None) in SHAPES_GRAPH
        or (node, SH.inversePath, None) in SHAPES_GRAPH
        or (node, SH.alternativePath, None) in SHAPES_GRAPH
    }
    assert blank == paths_and_lists


def test_shapes_use_no_term_that_shacl_does_not_have() -> None:
    used = {node for triple in SHAPES_GRAPH for node in triple if isinstance(node, URIRef) and node.startswith(str(SH))}
    assert {node for node in used if node not in TERMS_OF_SHACL} == set()


@pytest.mark.parametrize("class_name", sorted(ENTITY_PREFIXES))
def test_a_class_demands_its_namespace_and_its_types(class_name: str) -> None:
    pattern = str(SHAPES_GRAPH.value(URIRef(SHAPES + class_name), SH.pattern))
    namespace = entity_namespace(class_name)
    examples = ("COL", "COL-x", "0123456789abcdef", "0123456789abcdef-x", "0123456789abcdef-1-2")
    assert any(re.search(pattern, namespace + local) for local in examples)
    assert not any(re.search(pattern, f"https://example.org/{local}") for local in examples)
    demanded = {
        *SHAPES_GRAPH.objects(URIRef(SHAPES + class_name + "-types"), SH.hasValue),
        *(
            type_
            for above in SUPERCLASSES.get(class_name, ())
            for type_ in SHAPES_GRAPH.objects(URIRef(f"{SHAPES}{above}-types"), SH.hasValue)
        ),
    }
    promised = {URIRef(type_) for type_ in ALIGNED_TYPES.get(class_name, ())}
    promised |= {URIRef(ONTOLOGY + above) for above in SUPERCLASSES.get(class_name, ())}
    assert promised <= demanded


def test_shapes_use_no_term_that_the_ontology_does_not_have() -> None:
    ontology = Graph().parse(FOLDER.parent / "ontology" / "egov.ttl")
    used = {
        node
        for triple in SHAPES_GRAPH
        for node in triple
        if isinstance(node, URIRef) and node.startswith(ONTOLOGY)
    }
    assert used - set(ontology.subjects(RDF.type)) == set()
