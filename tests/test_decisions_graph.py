"""What decisions do to a graph: rejections with what follows, names, merged things, additions. Every graph conforms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from deciding import add, address, different, label, same, wrong
from egov_kg import registry
from egov_kg.config import Settings
from egov_kg.decisions import Decision, Quote, Wrong
from egov_kg.graph import FORMATS, GraphBuild, build_graph, export, to_store
from egov_kg.graph.statements import Properties, claims, everything, facts
from egov_kg.pipeline import read_file
from egov_kg.records import DocumentRecords
from egov_kg.reference import reference
from egov_kg.resolve import resolve
from egov_kg.store import Solutions, Store
from egov_kg.validate import validate_graph

CASES = Path(__file__).parent / "cases"
KEY = "5f802f70739705f8"
MEMORANDUM = f"tie:BTN--NPL--memorandum-of-understanding--2018--{KEY}"
MEMBERSHIP = f"tie:BTN--saarc--membership--{KEY}"
PLAN = "PAN-plan-nacional-de-gobierno-digital-2022-2026"


@cache
def documents() -> tuple[DocumentRecords, ...]:
    """The documents of the cases, read once."""
    return tuple(
        read_file(CASES / name / "input.txt", Settings())[0] for name in ("bhutan-questionnaire", "panama-plan")
    )


@dataclass(frozen=True)
class Built:
    """A graph, its facts and all that is stated, by subject."""

    graph: GraphBuild
    facts: dict[str, Properties]
    stated: dict[str, Properties]

    def reasons(self) -> dict[int, str]:
        """Why entries do not apply, by their numbers."""
        return {one.decision.number: one.reason for one in self.graph.unfit}

    def rejected(self) -> set[tuple[str, str, str]]:
        return {claim.triple for claim in claims(self.graph) if claim.rejected}

    def made(self) -> set[tuple[str, str, str]]:
        """What people state."""
        return {claim.triple for claim in claims(self.graph) if claim.rule == "person"}


@cache
def undecided() -> dict[str, bytes]:
    """The files of the documents without any decision."""
    return export(build().graph)


def build(*decisions: Decision, read: Sequence[DocumentRecords] | None = None, warnings: bool = False) -> Built:
    """The graph of the documents as decided; it meets every shape, those that only warn too unless told otherwise."""
    numbered = [replace(one, number=number) for number, one in enumerate(decisions, start=1)]
    sources = list(read or documents())
    resolution = resolve(sources, registry.load(), decisions=numbered)
    graph = build_graph(sources, resolution, reference(registry.load()), decisions=numbered)
    files = export(graph)
    report = validate_graph([files["egov-kg.ttl"], files["egov-kg.evidence.ttl"]])
    assert report.conforms, report.to_text()
    assert warnings or not [one for one in report.results if one.severity.name == "WARNING"], report.to_text()
    alive = {claim.triple for claim in claims(graph) if not claim.rejected}
    things = facts(graph)
    for claim in claims(graph):
        holds = claim.object in things.get(claim.subject, {}).get(claim.predicate, ())
        assert claim.subject.startswith("document:") or holds == (claim.triple in alive), claim
    return Built(graph, things, everything(graph))


def rows(built: Built, sparql: str) -> set[tuple[str, ...]]:
    found = Store(to_store(built.graph)).query(sparql)
    assert isinstance(found, Solutions)
    return {tuple(term.value if term else "" for term in row) for row in found.rows}


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


# ---- label ----


def test_a_label_is_the_name_and_the_earlier_one_another_name() -> None:
    built = build(label("agency:BTN-odl", "Letters Office"))
    office = built.facts["agency:BTN-odl"]
    assert (office["rdfs:label"], office["skos:altLabel"]) == (
        {'"Letters Office"@en'},
        {'"Office of Digital Letters"@en'},
    )
    assert built.made() == {("agency:BTN-odl", "rdfs:label", '"Letters Office"@en')}


@pytest.mark.parametrize(
    ("thing", "name", "expected"),
    [
        ("agency:BTN-odl", '"Oficina"@es', '"Oficina"@es'),
        ("legal-instrument:BTN-law-12-2016", "Personal Records", '"Personal Records"@en'),
        ("portal:BTN-data-example-bt", '"Open data"@en', '"Open data"@en'),
        ("international-organization:saarc", "South Asian Association", '"South Asian Association"@en'),
        (MEMBERSHIP, "Membership of SAARC", '"Membership of SAARC"@und'),
    ],
)
def test_names_of_every_kind_of_thing(thing: str, name: str, expected: str) -> None:
    before = build().facts[thing].get("rdfs:label", set())
    built = build(label(thing, name))
    assert built.facts[thing]["rdfs:label"] == {expected}
    stand_in = thing.startswith("legal-instrument:")
    assert before - {expected} <= built.facts[thing].get("skos:altLabel", set()) or stand_in
    assert built.reasons() == {}


def test_of_two_names_the_later_one_counts() -> None:
    built = build(label("agency:BTN-odl", "One"), label("agency:BTN-odl", "Two"))
    assert built.facts["agency:BTN-odl"]["rdfs:label"] == {'"Two"@en'}
    assert built.reasons() == {1: "a later entry names it"}


def test_a_country_has_no_label_in_a_third_language() -> None:
    built = build(label("country:BTN", '"Bhoutan"@fr'))
    assert built.reasons() == {1: "a country has a label in each of en and es, and in no other language"}
    assert export(built.graph) == undecided()


def test_a_country_keeps_a_label_in_its_other_language() -> None:
    built = build(label("country:BTN", '"Kingdom of Bhutan"@en'))
    assert built.facts["country:BTN"]["rdfs:label"] == {'"Kingdom of Bhutan"@en', '"Bhután"@es'}
    assert built.facts["country:BTN"]["skos:altLabel"] == {'"Bhutan"@en'}


# ---- same ----


def test_two_things_are_one_and_the_other_address_points_to_it() -> None:
    built = build(same("agency:BTN-ministry-of-lessons", "agency:BTN-ministry-of-good-health"))
    one = built.facts["agency:BTN-ministry-of-lessons"]
    assert one["egov:mandate"] == {"mandate:education", "mandate:health"}
    assert built.facts["agency:BTN-ministry-of-good-health"] == {
        "dcterms:isReplacedBy": {"agency:BTN-ministry-of-lessons"}
    }
    assert len(one["rdfs:label"] | one["skos:altLabel"]) == 2
    assert built.reasons() == {}


def test_keys_that_are_made_of_a_merged_thing_follow_it() -> None:
    built = build(same("agency:BTN-commission-of-plain-plans", "agency:BTN-odl"))
    post = built.facts["post:BTN-chief-information-officer-commission-of-plain-plans"]
    assert post["egov:postIn"] == {"agency:BTN-commission-of-plain-plans"}
    assert "post:BTN-chief-information-officer-odl" not in built.facts


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("portal:BTN-data-example-bt", "portal:BTN-tenders-example-bt"),
        ("strategy:BTN-digital-letters-strategy-2018-2022", "strategy:BTN-mountain-development-plan-2019-2023"),
        (MEMORANDUM, MEMBERSHIP),
    ],
)
def test_things_of_other_classes_can_be_one(first: str, second: str) -> None:
    built = build(same(first, second), warnings=True)
    assert second not in built.graph.classes
    assert built.graph.replaced == {second: first}
    assert built.reasons() == {}


def test_of_what_a_thing_has_once_one_value_stays_and_the_others_are_rejected_by_the_same_decision() -> None:
    first, second = (
        "strategy:BTN-digital-letters-strategy-2018-2022",
        "strategy:BTN-mountain-development-plan-2019-2023",
    )
    built = build(same(first, second), warnings=True)
    assert (built.facts[first]["egov:startYear"], built.facts[first]["egov:endYear"]) == ({"2018"}, {"2022"})
    assert built.rejected() == {(first, "egov:startYear", "2019"), (first, "egov:endYear", "2023")}
    assert rows(built, "SELECT DISTINCT ?why { ?c prov:wasInvalidatedBy/egov:reason ?why }") == {("we asked them",)}


def test_the_address_of_one_of_two_portals_is_no_other_spelling_of_the_other() -> None:
    built = build(same("portal:BTN-data-example-bt", "portal:BTN-tenders-example-bt"))
    portal = built.facts["portal:BTN-data-example-bt"]
    assert portal["egov:url"] == {
        "<https://tenders.example.bt>"
    }  # the longer one, as wherever documents are at variance
    assert portal["skos:altLabel"] | portal["rdfs:label"] == {'"data.example.bt"@und', '"tenders.example.bt"@und'}
    quoted = {claim.object: claim.quotations for claim in claims(built.graph) if claim.predicate == "egov:url"}
    assert all("tenders" in one.quote for one in quoted["<https://tenders.example.bt>"])


def test_a_body_that_becomes_one_with_the_body_it_stands_under_does_not_stand_under_itself() -> None:
    lessons, health = "agency:BTN-ministry-of-lessons", "agency:BTN-ministry-of-good-health"
    built = build(add(lessons, "egov:under", health), same(lessons, health))
    assert "egov:under" not in built.facts[lessons]
    assert built.reasons() == {1: f"{lessons} cannot be its own egov:under"}
    line = build(same(f"axis:{PLAN}-1", f"axis:{PLAN}-2"))
    assert line.facts[f"line:{PLAN}-3"]["egov:partOf"] == {f"axis:{PLAN}-1"}
    assert line.facts[f"axis:{PLAN}-1"]["egov:position"] == {"1"}


def test_the_registry_names_what_a_document_names_otherwise() -> None:
    built = build(same("agency:BTN-odl", "international-organization:saarc"))
    assert built.graph.replaced == {"agency:BTN-odl": "international-organization:saarc"}
    assert "agency:BTN-odl" not in built.graph.classes


def test_pairs_make_chains_and_a_missing_link_breaks_one() -> None:
    lessons, health, plans = (
        f"agency:BTN-{name}" for name in ("ministry-of-lessons", "ministry-of-good-health", "commission-of-plain-plans")
    )
    chain = build(same(lessons, health), same(health, plans))
    assert chain.graph.replaced == {health: lessons, plans: lessons}
    broken = build(same(lessons, "agency:BTN-nobody"), same("agency:BTN-nobody", plans), same(health, plans))
    assert broken.graph.replaced == {plans: health}
    assert set(broken.reasons()) == {1, 2}


def test_decisions_about_a_merged_thing_speak_of_the_one_that_stays() -> None:
    built = build(
        same("agency:BTN-ministry-of-lessons", "agency:BTN-ministry-of-good-health"),
        wrong("agency:BTN-ministry-of-good-health", "egov:mandate", "mandate:education"),
        label("agency:BTN-ministry-of-good-health", "Ministry of Both"),
        add("post:BTN-chief-information-officer-odl", "egov:postIn", "agency:BTN-ministry-of-good-health"),
        wrong("post:BTN-chief-information-officer-odl", "egov:postIn", "agency:BTN-odl"),
    )
    assert built.reasons() == {}
    assert built.facts["agency:BTN-ministry-of-lessons"]["rdfs:label"] == {'"Ministry of Both"@en'}
    post = built.facts["post:BTN-chief-information-officer-odl"]
    assert post["egov:postIn"] == {"agency:BTN-ministry-of-lessons"}


# ---- different ----


def test_different_holds_where_both_are_there_and_not_against_same() -> None:
    pair = ("agency:BTN-ministry-of-lessons", "agency:BTN-ministry-of-good-health")
    assert build(different(*pair)).reasons() == {}
    assert build(different(*pair), same(*pair)).reasons() == {
        1: "another entry, or an earlier build, makes the two one"
    }


# ---- add ----


def test_a_fact_is_added_with_the_words_that_say_it() -> None:
    quote = Quote(document="input.txt", words="Office of   Digital Letters\n(ODL)")
    twins = documents()
    built = build(
        add("agency:BTN-odl", "egov:mandate", "mandate:new-technologies", quote),
        read=[twins[0], replace(twins[1], source=replace(twins[1].source, file_name="plan.txt"))],
    )
    assert built.reasons() == {}
    assert "mandate:new-technologies" in built.facts["agency:BTN-odl"]["egov:mandate"]
    assert rows(
        built,
        """SELECT ?rule ?confidence ?by ?quote ?start { ?claim rdf:object mandate:new-technologies ; egov:rule ?rule ;
           egov:confidence ?confidence ; prov:wasGeneratedBy/egov:decidedBy ?by ; prov:wasDerivedFrom ?e .
           ?e egov:quote ?quote ; egov:start ?start }""",
    ) == {
        ("person", "1", "Eva Editora", "Office of Digital Letters (ODL)", str(twins[0].source.text.index("Office of")))
    }


@pytest.mark.parametrize(
    ("source", "predicate", "stated"),
    [
        ("https://gazette.example/7", "prov:hadPrimarySource", "<https://gazette.example/7>"),
        ("The Gazette, page 7", "dcterms:source", '"The Gazette, page 7"'),
    ],
)
def test_a_fact_is_added_with_a_source_outside(source: str, predicate: str, stated: str) -> None:
    built = build(add("agency:BTN-odl", "egov:url", "https://letters.example.bt/", source))
    (claim,) = [one for one in claims(built.graph) if one.rule == "person"]
    assert built.stated[claim.iri][predicate] == {stated}
    assert "prov:wasDerivedFrom" not in built.stated[claim.iri]
    assert "<https://letters.example.bt/>" in built.facts["agency:BTN-odl"]["egov:url"]


def test_a_new_thing_is_added_piece_by_piece() -> None:
    built = build(
        add("agency:BTN-odl", "egov:under", "agency:BTN-moi"),
        add("agency:BTN-moi", "rdfs:label", '"Ministry of Ink"@en'),
        add("agency:BTN-moi", "egov:country", "country:BTN"),
        add("agency:BTN-moi", "rdf:type", "egov:Agency"),
    )
    assert built.reasons() == {}
    assert built.facts["agency:BTN-moi"]["a"] == {
        "egov:Agency",
        "egov:Organization",
        "cv:PublicOrganisation",
        "org:Organization",
    }
    assert built.facts["agency:BTN-odl"]["egov:under"] == {"agency:BTN-moi"}
    assert "agency/BTN-moi\tAgency\tMinistry of Ink" in export(built.graph)["identifiers.tsv"].decode()


def test_a_new_thing_that_lacks_something_is_not_added_nor_what_points_to_it() -> None:
    built = build(
        add("agency:BTN-moi", "rdf:type", "egov:Agency"),
        add("agency:BTN-moi", "rdfs:label", '"Ministry of Ink"@en'),
        add("agency:BTN-odl", "egov:under", "agency:BTN-moi"),
    )
    reason = "agency:BTN-moi needs egov:country as well: add it too"
    assert built.reasons() == dict.fromkeys((1, 2, 3), reason)
    assert export(built.graph) == undecided()


def test_a_country_and_an_organisation_of_the_registry_need_no_document() -> None:
    built = build(
        add(MEMORANDUM, "egov:party", "country:ISL"), add(MEMORANDUM, "egov:party", "international-organization:itu")
    )
    assert built.reasons() == {}
    assert built.facts["country:ISL"]["egov:iso3"] == {'"ISL"'}
    assert built.facts["international-organization:itu"]["egov:acronym"] == {'"ITU"'}


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (add("agency:BTN-odl", "egov:under", "agency:BTN-odl"), "agency:BTN-odl cannot be its own egov:under"),
        (
            add("agency:BTN-odl", "egov:acronym", "OD"),
            'agency:BTN-odl has one egov:acronym only, and it is "ODL": mark that as wrong first',
        ),
        (add("agency:BTN-odl", "rdfs:label", "Name"), "decide its label instead"),
        (add("agency:BTN-odl", "egov:acronym", "ODL"), "the build states it already"),
        (
            add("agency:BTN-odl", "egov:mandat", "mandate:health"),
            "there is no property egov:mandat; egov:mandate is one",
        ),
        (add("agency:BTN-odl", "egov:mandate", "mandate:helth"), "mandate:helth is no code of mandate"),
        (add("agency:BTN-odl", "egov:mandate", "topic:portals"), "topic:portals is no code of mandate"),
        (add("agency:BTN-odl", "egov:mandate", "health"), "write it with its prefix, such as mandate:…"),
        (
            add("agency:BTN-odl", "egov:portalType", "portal-type:other"),
            "a thing of the class egov:Agency has no egov:portalType",
        ),
        (add("agency:BTN-odl", "egov:under", "agency:BTN-nobody"), "its object agency:BTN-nobody is not in this build"),
        (
            add("agency:BTN-odl", "egov:under", "portal:BTN-data-example-bt"),
            "egov:under points to egov:Organization, and portal:BTN-data-example-bt is an egov:Portal",
        ),
        (add("agency:BTN-odl", "egov:possibleMatch", "agency:BTN-nobody"), "agency:BTN-nobody is not in this build"),
        (
            add("agency:BTN-nobody", "egov:acronym", "N"),
            "agency:BTN-nobody is not in this build. If it is new, add its rdf:type first",
        ),
        (add("agency:BTN-odl", "rdf:type", "egov:Agency"), "agency:BTN-odl is in the build already"),
        (
            add("international-organization:nobody", "rdf:type", "egov:InternationalOrganization"),
            "the registry has no international-organization:nobody",
        ),
        (add("legal-instrument:BTN-law-12-2016", "egov:year", "long ago"), "'long ago' is not a whole number"),
        (add("legal-instrument:BTN-law-12-2016", "dcterms:issued", "2016"), "'2016' is not a day (such as 2014-03-06)"),
        (add("agency:BTN-odl", "egov:url", "no address"), "no web address"),
        (
            add("agency:BTN-odl", "egov:mandate", "mandate:finance", Quote(document="other.txt", words="x")),
            "no document of this build is called other.txt",
        ),
        (
            add("agency:BTN-odl", "egov:mandate", "mandate:finance", Quote(document="input.txt", words="x")),
            "several documents are called input.txt",
        ),
        (
            add(
                "agency:BTN-odl",
                "egov:mandate",
                "mandate:finance",
                Quote(document=f"document:{KEY}", words="not there"),
            ),
            "does not hold the quoted words",
        ),
        (
            add(
                "agency:BTN-odl",
                "egov:mandate",
                "mandate:finance",
                Quote(document=f"document:{KEY}", words="pema.probe@example.org"),
            ),
            "the quoted words hold a private contact",
        ),
    ],
)
def test_an_addition_that_does_not_fit_is_said_and_changes_nothing(decision: Decision, reason: str) -> None:
    built = build(decision)
    (said,) = built.reasons().values()
    assert reason in said
    assert export(built.graph) == undecided()


def test_what_is_added_to_a_thing_that_leaves_goes_with_it() -> None:
    built = build(
        wrong(f"strategy:{PLAN}", "rdf:type", "egov:Strategy"),
        add(f"strategy:{PLAN}", "egov:publisher", "agency:BTN-odl"),
        label(f"axis:{PLAN}-1", "Another axis"),
    )
    assert built.reasons() == {
        2: "what it speaks of left the graph with what another entry rejects",
        3: f"axis:{PLAN}-1 is not in this build",
    }
    assert built.made() == set()


# ---- whatever is decided ----


def test_the_order_of_documents_decides_nothing() -> None:
    decisions = (
        same("agency:BTN-ministry-of-lessons", "agency:BTN-ministry-of-good-health"),
        wrong(f"strategy:{PLAN}", "rdf:type", "egov:Strategy"),
        label("agency:PAN-mic", "Ministry"),
        add("agency:BTN-odl", "egov:mandate", "mandate:finance"),
    )
    one, other = build(*decisions).graph, build(*decisions, read=documents()[::-1]).graph
    for write in (*FORMATS.values(),):
        assert write[1](one) == write[1](other)
    assert export(one) == export(other)


def test_every_claimed_statement_can_be_rejected() -> None:
    """Each statement in turn: the graph conforms whatever a person takes out of it."""
    every = sorted({claim.triple for claim in claims(build().graph)})
    sample = [triple for triple in every if triple[1] != "egov:responseText"][::9]
    assert len(sample) > 15
    for subject, predicate, value in sample:
        written = value if not value.startswith('"') or "^^" not in value else value[1 : value.rindex('"')]
        built = build(wrong(subject, predicate, written), warnings=True)
        assert built.reasons() == {}, (subject, predicate, value)
        assert (subject, predicate, value) in built.rejected()


def test_every_syntax_holds_the_same() -> None:
    built = build(
        wrong("agency:BTN-ministry-of-lessons", "egov:mandate", "mandate:education"),
        add("agency:BTN-odl", "egov:mandate", "mandate:finance", "https://gazette.example/7"),
        add("agency:BTN-odl", "egov:mandate", "mandate:employment", 'Gazette "Seven"'),
        add(f"document:{KEY}", "rdfs:label", '"Answers of Bhutan"@en'),
        label("agency:PAN-mic", "Ministry"),
        same("portal:BTN-data-example-bt", "portal:BTN-tenders-example-bt"),
    )
    files = export(built.graph, formats=("jsonld",))

    def triples(name: str, syntax: ox.RdfFormat) -> set[str]:
        return {str(quad.triple) for quad in ox.parse(files[name], format=syntax)}

    everything = triples("egov-kg.ttl", ox.RdfFormat.TURTLE) | triples("egov-kg.evidence.ttl", ox.RdfFormat.TURTLE)
    assert triples("egov-kg.nq", ox.RdfFormat.N_QUADS) == everything
    assert triples("egov-kg.jsonld", ox.RdfFormat.JSON_LD) == everything
    # The store writes a decimal number without the zero behind its point.
    short = {re.sub(r'\.0"\^\^(.*#decimal>)', r'"^^\1', triple) for triple in everything}
    assert {str(quad.triple) for quad in to_store(built.graph)} == short
    assert sum("prov#wasGeneratedBy" in triple for triple in everything) == 4
    declared = set(re.findall(r"^@prefix ([\w-]+):", files["egov-kg.evidence.ttl"].decode(), re.MULTILINE))
    assert {"decision", "dcterms", "prov", "xsd"} <= declared


def test_a_rejected_claim_looks_like_this() -> None:
    written = export(build(wrong("agency:BTN-ministry-of-lessons", "egov:mandate", "education")).graph)
    evidence = written["egov-kg.evidence.ttl"].decode()
    (decision,) = re.findall(r"^decision:\w+$", evidence, re.MULTILINE)
    assert (
        f"""
# Decision

{decision}
    a egov:Decision, prov:Activity ;
    dcterms:date "2024-05-31"^^xsd:date ;
    egov:decidedBy "Eva Editora" ;
    egov:reason "we asked them" ;
.
"""
        in evidence
    )
    before = undecided()["egov-kg.evidence.ttl"].decode()
    claims_after = evidence[evidence.index("# Claim") :]
    assert claims_after.replace(f"    prov:wasInvalidatedBy {decision} ;\n", "") == before[before.index("# Claim") :]
