"""Rejected statements: they leave the facts with what follows and stay, marked, in the evidence."""

from __future__ import annotations

import pytest

from decided_graph import KEY, MEMBERSHIP, MEMORANDUM, PLAN, build, rows, undecided
from deciding import add, address, different, label, same, wrong
from egov_kg.decisions import Decision, Wrong
from egov_kg.graph import export
from egov_kg.graph.statements import claims

# ---- wrong ----


def test_a_rejected_statement_leaves_the_facts_and_stays_marked_in_the_evidence() -> None:
    built = build(wrong("agency:BTN-ministry-of-lessons", "egov:mandate", "mandate:education"))
    assert built.reasons() == {}
    assert "egov:mandate" not in built.facts["agency:BTN-ministry-of-lessons"]
    assert "egov:url" in built.facts["agency:BTN-ministry-of-lessons"]
    assert built.rejected() == {("agency:BTN-ministry-of-lessons", "egov:mandate", "mandate:education")}
    assert rows(
        built,
        """SELECT ?quote ?by ?on ?why ?rule { ?claim prov:wasInvalidatedBy ?decision ; egov:rule ?rule ;
           prov:wasDerivedFrom/egov:quote ?quote ; rdf:object mandate:education .
           ?decision a prov:Activity, egov:Decision ; egov:decidedBy ?by ; dcterms:date ?on ; egov:reason ?why }""",
    ) == {
        (
            "Ministry of Lessons: https://lessons.example.bt",
            "Eva Editora",
            "2024-05-31",
            "we asked them",
            "agency-of-question",
        )
    }
    assert rows(built, "SELECT ?x { ?x egov:mandate mandate:education }") == set()


def test_the_rejection_stands_in_the_graph_of_its_document_and_the_decision_in_its_own() -> None:
    built = build(wrong("agency:BTN-ministry-of-lessons", "egov:mandate", "mandate:education"))
    lines = export(built.graph)["egov-kg.nq"].decode().splitlines()
    (rejection,) = [line for line in lines if "wasInvalidatedBy" in line]
    assert rejection.endswith(f"/document/{KEY}> .")
    decided = [line for line in lines if line.endswith("/graph/decisions> .")]
    assert [line for line in decided if not line.startswith("<https://w3id.org/egov-kg/id/decision/")] == []
    assert len(decided) == 5
    lessons = f"<{address('agency:BTN-ministry-of-lessons')}>"
    assert [line for line in lines if line.startswith(lessons) and "code/mandate/education" in line] == []


@pytest.mark.parametrize(
    ("subject", "predicate", "written", "term"),
    [
        ("agency:BTN-odl", "egov:mandate", "e-government-lead", "mandate:e-government-lead"),
        (
            "agency:BTN-odl",
            "egov:mandate",
            "<https://w3id.org/egov-kg/code/mandate/e-government-lead>",
            "mandate:e-government-lead",
        ),
        ("agency:BTN-odl", "egov:acronym", "ODL", '"ODL"'),
        ("agency:BTN-odl", "egov:url", "https://www.odl.example.bt", "<https://www.odl.example.bt>"),
        ("legal-instrument:BTN-law-12-2016", "egov:year", "2016", "2016"),
        ("legal-instrument:BTN-law-12-2016", "egov:number", "12", '"12"'),
        ("legal-instrument:BTN-law-12-2016", "skos:altLabel", "Personal  Records", '"Personal Records"@en'),
        ("legal-instrument:BTN-law-12-2016", "skos:altLabel", '"Personal Records"@en', '"Personal Records"@en'),
        (f"observation:BTN-ict-use-{KEY}", "egov:year", "2016", None),
        (f"document:{KEY}", "dcterms:issued", "2019-11-04", '"2019-11-04"^^xsd:date'),
    ],
)
def test_values_are_written_as_people_write_them(subject: str, predicate: str, written: str, term: str | None) -> None:
    built = build(wrong(subject, predicate, written))
    assert built.rejected() == ({(subject, predicate, term)} if term else set())
    assert len(built.reasons()) == (0 if term else 1)


def test_a_rejected_name_is_neither_label_nor_other_name_and_the_next_one_takes_its_place() -> None:
    for predicate in ("rdfs:label", "skos:altLabel"):
        built = build(wrong("legal-instrument:BTN-law-12-2016", predicate, "Act No. 12 of 2016"))
        law = built.facts["legal-instrument:BTN-law-12-2016"]
        assert law["rdfs:label"] == {'"Personal Records"@en'}
        assert "skos:altLabel" not in law
        assert {triple[2] for triple in built.rejected()} == {'"Act No. 12 of 2016"@en'}


def test_a_thing_that_loses_what_its_class_needs_leaves_with_what_points_to_it() -> None:
    built = build(wrong("agency:BTN-odl", "egov:country", "country:BTN"))
    assert "agency:BTN-odl" not in built.stated
    assert "agency:BTN-odl" not in built.graph.classes
    assert ("post:BTN-chief-information-officer-odl", "egov:postIn", "agency:BTN-odl") in built.rejected()
    assert "egov:postIn" not in built.facts["post:BTN-chief-information-officer-odl"]
    assert "agency:BTN-odl" not in export(built.graph)["identifiers.tsv"].decode()
    assert len({value for claim in claims(built.graph) for _, value in claim.also}) == 1


def test_what_a_person_says_is_needed_can_be_added_in_its_place() -> None:
    built = build(
        wrong("agency:BTN-odl", "egov:country", "country:BTN"), add("agency:BTN-odl", "egov:country", "country:NPL")
    )
    assert built.reasons() == {}
    assert built.facts["agency:BTN-odl"]["egov:country"] == {"country:NPL"}
    assert built.rejected() == {("agency:BTN-odl", "egov:country", "country:BTN")}


def test_a_thing_that_is_none_leaves_with_all_its_parts() -> None:
    built = build(wrong(f"strategy:{PLAN}", "rdf:type", "egov:Strategy"))
    gone = {term for term in build().graph.classes if PLAN in term}
    assert {term.partition(":")[0] for term in gone} == {"strategy", "axis", "line", "target"}
    assert not gone & built.facts.keys()
    assert not gone & built.graph.classes.keys()
    assert "agency:PAN-mic" in built.facts


def test_a_tie_of_one_party_leaves_and_its_roles_go_with_a_party() -> None:
    built = build(wrong(MEMORANDUM, "egov:party", "country:NPL"))
    assert MEMORANDUM not in built.facts
    assert "country:NPL" not in built.facts
    assert MEMBERSHIP in built.facts


def test_a_person_leaves_with_the_last_post() -> None:
    built = build(wrong("post:BTN-chief-information-officer-odl", "egov:heldBy", "person:BTN-pema-probe"))
    assert "person:BTN-pema-probe" not in built.facts
    assert "post:BTN-chief-information-officer-odl" in built.facts
    assert "foaf:name" not in {name for properties in built.facts.values() for name in properties}


def test_a_body_of_the_registry_that_was_misread_leaves_with_its_ties() -> None:
    built = build(wrong("international-organization:saarc", "rdf:type", "egov:InternationalOrganization"))
    assert "international-organization:saarc" not in built.facts
    assert MEMBERSHIP not in built.facts


def test_rejecting_twice_says_so() -> None:
    one = wrong("agency:BTN-odl", "egov:acronym", "ODL")
    other = Wrong(statement=one.statement, by="Another", on=one.on, why="me too")
    built = build(one, one, other)
    assert built.reasons() == {2: "it says what entry 1 says", 3: "another entry rejects it already"}


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (wrong("agency:BTN-nobody", "egov:acronym", "N"), "agency:BTN-nobody is not in this build"),
        (wrong("agency:BTN-odl", "egov:acronym", "N"), 'the build states egov:acronym "ODL" of it'),
        (wrong("agency:BTN-odl", "egov:under", "agency:BTN-x"), "the build states no egov:under of it"),
        (wrong("country:BTN", "egov:region", "Asia"), "the registry says it, not the words of a document"),
        (
            wrong(f"document:{KEY}", "egov:fileName", "input.txt"),
            "it follows from the file itself, not the words of a document",
        ),
        (label("agency:BTN-nobody", "N"), "agency:BTN-nobody is not in this build"),
        (same("agency:BTN-odl", "agency:BTN-nobody"), "agency:BTN-nobody is not in this build"),
        (
            different("agency:BTN-odl", "agency:BTN-nobody"),
            "agency:BTN-nobody is not in this build: no document names it in words that make this address",
        ),
    ],
)
def test_what_does_not_apply_is_said_and_changes_nothing(decision: Decision, reason: str) -> None:
    built = build(decision)
    assert built.reasons() == {1: reason}
    assert export(built.graph) == undecided()
