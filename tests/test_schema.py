"""What the ontology and the shapes say of classes, as decisions are checked against it."""

from __future__ import annotations

import pytest

from egov_kg.decisions import full_iri, short
from egov_kg.schema import Property, load_schema
from egov_kg.vocabulary import ENTITY_PREFIXES


def found(name: str) -> Property:
    return load_schema().properties[full_iri(name) or ""]


def needs(class_name: str) -> set[tuple[str, int, bool]]:
    return {(short(one.predicate), one.least, one.inverse) for one in load_schema().demands(class_name)}


@pytest.mark.parametrize(
    ("class_name", "expected"),
    [
        ("Agency", {("egov:country", 1, False), ("rdfs:label", 1, False)}),
        ("Organization", {("rdfs:label", 1, False)}),
        ("CooperationTie", {("egov:party", 2, False), ("egov:tieKind", 1, False)}),
        ("Person", {("foaf:name", 1, False)}),
        (
            "Selection",
            {("egov:selection", 1, True), ("egov:option", 1, False), ("egov:selectionState", 1, False)},
        ),
        ("Nothing", set()),
    ],
)
def test_what_a_class_needs_is_what_its_shapes_demand(class_name: str, expected: set[tuple[str, int, bool]]) -> None:
    assert needs(class_name) == expected


def test_every_class_that_is_read_needs_something() -> None:
    assert [name for name in ENTITY_PREFIXES if not load_schema().demands(name)] == []


@pytest.mark.parametrize(
    ("name", "datatype", "schemes", "ranges"),
    [
        ("egov:year", "integer", (), set()),
        ("egov:value", "decimal", (), set()),
        ("egov:acronym", "string", (), set()),
        ("foaf:name", "string", (), set()),
        ("dcterms:issued", "date", (), set()),
        ("rdfs:label", "langString", (), set()),
        ("dcterms:description", "langString", (), set()),
        ("egov:mandate", None, ("mandate",), set()),
        ("egov:topic", None, ("topic", "legal-topic", "technology"), set()),
        ("egov:party", None, (), {"Country", "Organization"}),
        ("egov:url", None, (), set()),
        ("owl:sameAs", None, (), set()),
    ],
)
def test_what_the_values_of_a_property_are(
    name: str, datatype: str | None, schemes: tuple[str, ...], ranges: set[str]
) -> None:
    assert (found(name).datatype or "#None").rpartition("#")[2] == str(datatype)
    assert (found(name).schemes, set(found(name).ranges)) == (schemes, ranges)


def test_a_property_suits_the_classes_below_and_stands_once_where_a_shape_says_so() -> None:
    assert found("egov:url").suits("Agency")
    assert not found("egov:mandate").suits("Organization")
    assert found("egov:party").takes("InternationalOrganization")
    assert not found("egov:party").takes("Person")
    assert found("egov:url").once("Portal")
    assert not found("egov:url").once("Agency")
    assert found("egov:acronym").once("Agency")
    assert not found("egov:mandate").once("Agency")


def test_nothing_about_claims_can_be_said_of_things() -> None:
    names = {short(name) for name in load_schema().properties}
    assert not {"prov:wasDerivedFrom", "rdf:subject", "rdf:type", "skos:inScheme"} & names
    assert not found("egov:rule").suits("Agency")
