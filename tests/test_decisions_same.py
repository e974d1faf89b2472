"""Names that people give, and things that are one or two."""

from __future__ import annotations

import pytest

from decided_graph import MEMBERSHIP, MEMORANDUM, PLAN, build, rows, undecided
from deciding import add, different, label, same, wrong
from egov_kg.graph import export
from egov_kg.graph.statements import claims

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
