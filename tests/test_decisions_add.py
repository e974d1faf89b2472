"""Statements that people add, and what holds whatever they decide."""

from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest

from decided_graph import KEY, MEMORANDUM, PLAN, build, documents, rows, undecided
from deciding import add, label, same, wrong
from egov_kg.decisions import Decision, Quote
from egov_kg.graph import FORMATS, export, to_store
from egov_kg.graph.statements import claims

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
