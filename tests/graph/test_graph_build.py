"""Records to statements: claims, the choice of names, what is left out and what stops the run."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from decimal import Decimal

import graph_sample as sample
import pytest

from egov_kg.decisions import Label, Value
from egov_kg.errors import KnowledgeError
from egov_kg.graph import CodeFacts, GraphBuild, build_graph, export
from egov_kg.graph.scribe import Claim
from egov_kg.graph.statements import Properties, facts
from egov_kg.model import ResponseState, SelectionState
from egov_kg.records import (
    AnswerRecord,
    CooperationTie,
    DocumentDescription,
    DocumentRecords,
    Entity,
    EntityKey,
    IndicatorObservation,
    OrganizationMention,
    Portal,
    Record,
    Resolution,
    Selection,
    SocialMediaAccount,
    Text,
)
from egov_kg.vocabulary import entity_namespace


@pytest.fixture(scope="module")
def built() -> GraphBuild:
    return sample.build()


@pytest.fixture(scope="module")
def things(built: GraphBuild) -> dict[str, Properties]:
    return facts(built)


def graph_of(page: sample.Page, *records: Record, keys: dict[Entity, EntityKey] | None = None) -> GraphBuild:
    source = DocumentRecords(
        source=page.document, description=DocumentDescription(languages=("en",)), records=records
    )
    return sample.build([(source, keys or {})])


def claims(build: GraphBuild) -> list[Claim]:
    return [claim for graph in build.documents for claim in graph.claims]


SURVEY_KEY = sample.survey()[0].source.sha256[:16]
PLAN = "PER-plan-peru-simple-2018-2022"


# ---- claims ----


def test_every_statement_about_an_extracted_thing_has_a_claim(built: GraphBuild, things: dict[str, Properties]) -> None:
    claimed = {claim.triple for claim in claims(built)}
    unclaimed = {
        (subject, predicate, value)
        for subject, properties in things.items()
        if built.classes.get(subject) not in (None, "Country", "InternationalOrganization")
        for predicate, values in properties.items()
        for value in values
        if predicate != "a" and (subject, predicate, value) not in claimed
    }
    assert {subject for subject, *_ in unclaimed} == {
        f"answer:{SURVEY_KEY}-msq-2020-1", f"answer:{SURVEY_KEY}-msq-2020-2", f"selection:{SURVEY_KEY}-msq-2020-1-no"
    }  # fmt: skip
    assert {value for subject, _, value in unclaimed if subject.endswith("-1")} == {
        f"selection:{SURVEY_KEY}-msq-2020-1-no"
    }


def test_claims_quote_the_text_and_no_private_contact(built: GraphBuild) -> None:
    sources = [records.source for records, _ in (sample.survey(), sample.plan())]
    texts = {f"document:{source.sha256[:16]}": source.text for source in sources}
    for graph in built.documents:
        for claim in graph.claims:
            assert claim.quotations
            for quotation in claim.quotations:
                assert texts[graph.iri][quotation.start : quotation.end] == quotation.quote
                assert "ana@" not in quotation.quote


def test_an_answer_is_quoted_around_its_private_contact(built: GraphBuild) -> None:
    (claim,) = [claim for claim in claims(built) if claim.predicate == "egov:responseText"]
    assert [quotation.quote for quotation in claim.quotations] == ["Write to", "or desk."]
    assert {quotation.question for quotation in claim.quotations} == {None}


def test_a_quotation_within_a_question_names_it(built: GraphBuild) -> None:
    (claim,) = [claim for claim in claims(built) if claim.object == "portal-type:national"]
    assert [(quotation.quote, quotation.question, quotation.page) for quotation in claim.quotations] == [
        ("National portal", "msq-2020-1", 1)
    ]


def test_a_statement_said_twice_is_one_claim_with_both_quotations_and_the_better_rule() -> None:
    page = sample.Page("a.txt", "Peru. The Desk leads. The Desk leads again.")
    desk = [
        OrganizationMention(
            names=(page.said(Text("Desk", "en"), words, rule=rule),), country=page.said(sample.PERU, "Peru")
        )
        for words, rule in (("The Desk leads.", "sentence"), ("Desk leads again", "heading"))
    ]
    key = EntityKey("Agency", ("PER", "desk"))
    build = graph_of(page, *desk, keys=dict.fromkeys(desk, key))
    (label,) = [claim for claim in claims(build) if claim.predicate == "rdfs:label"]
    assert (label.rule, label.confidence) == ("heading", Decimal("0.9"))
    assert [quotation.quote for quotation in label.quotations] == ["The Desk leads.", "Desk leads again"]
    assert len([claim for claim in claims(build) if claim.predicate == "egov:country"]) == 1


def test_claims_of_two_documents_stay_apart(built: GraphBuild) -> None:
    triple = f"strategy:{PLAN}", "egov:country", "country:PER"
    countries = [claim for claim in claims(built) if claim.triple == triple]
    assert len({claim.iri for claim in countries}) == len(countries) == 2


# ---- names ----


def mentions(page: sample.Page, *names: tuple[str, str]) -> list[OrganizationMention]:
    return [OrganizationMention(names=(page.said(Text(words, language), words),)) for words, language in names]


def label_of(page: sample.Page, *names: tuple[str, str]) -> Properties:
    found = mentions(page, *names)
    key = EntityKey("Organization", ("x",))
    return facts(graph_of(page, *found, keys=dict.fromkeys(found, key)))["organization:x"]


def test_the_label_is_the_name_printed_most_then_the_longest_then_the_first_in_the_alphabet() -> None:
    page = sample.Page("a.txt", "Red One, Red Two, Red Three, Red Four")
    most = label_of(page, ("Red One", "en"), ("Red Three", "en"), ("Red One", "en"))
    assert most["rdfs:label"] == {'"Red One"@en'}
    assert most["skos:altLabel"] == {'"Red Three"@en'}
    assert label_of(page, ("Red One", "en"), ("Red Three", "en"))["rdfs:label"] == {'"Red Three"@en'}
    assert label_of(page, ("Red Two", "en"), ("Red One", "en"))["rdfs:label"] == {'"Red One"@en'}


def test_a_person_decides_the_label() -> None:
    records, keys = sample.survey()
    resolution = Resolution(keys=keys, replaced={})
    label = Label(
        thing=f"{entity_namespace('Agency')}PER-dd", name=Value("The Desk"), by="Ana", on=datetime.date(2024, 5, 31),
        why="so they call themselves",
    )  # fmt: skip
    build = build_graph([records], resolution, sample.reference(), decisions=[label])
    desk = facts(build)["agency:PER-dd"]
    assert desk["rdfs:label"] == {'"The Desk"@en'}
    assert desk["skos:altLabel"] == {'"Digital Desk"@en'}


def test_spellings_of_a_handle_are_one_value_that_all_state() -> None:
    page = sample.Page("a.txt", "Peru: Gob_Pe and gob_pe and gob_pe")
    accounts = [
        SocialMediaAccount(
            country=page.said(sample.PERU, "Peru"),
            platform=page.said("twitter", "Peru:"),
            handle=page.said(handle, words),
        )
        for handle, words in (("Gob_Pe", "Gob_Pe"), ("gob_pe", "gob_pe"), ("gob_pe", "gob_pe and gob_pe"))
    ]
    build = graph_of(page, *accounts)
    assert facts(build)["account:twitter-gob-pe"]["egov:handle"] == {'"gob_pe"'}
    (claim,) = [claim for claim in claims(build) if claim.predicate == "egov:handle"]
    assert len(claim.quotations) == 3


# ---- what is left out ----


def test_what_cannot_be_said_is_left_out_and_reported(built: GraphBuild) -> None:
    (skipped,) = built.skipped
    assert (skipped.document, skipped.what) == ("survey.txt", "egov:url of account:twitter-desk-pe")
    assert "no web address" in skipped.reason
    assert skipped.span is not None


def test_words_that_may_not_be_shown_carry_no_fact() -> None:
    page = sample.Page("a.txt", "Peru: secret.example.pe is here", "secret.example.pe")
    portal = Portal(
        country=page.said(sample.PERU, "Peru"), url=page.said("secret.example.pe"),
        portal_types=(page.said("national", "is here"),),
    )  # fmt: skip
    build = graph_of(page, portal)
    written = b"".join(export(build).values())
    assert b'"secret.example.pe"' not in written
    assert b"<http://secret.example.pe>" not in written
    assert {one.what.partition(" of ")[0] for one in build.skipped} == {"egov:url", "rdfs:label"}


def test_a_thing_of_which_nothing_is_said_is_not_there() -> None:
    page = sample.Page("a.txt", "Peru: Ana Secret", "Ana Secret")
    build = graph_of(
        page,
        *(mention := mentions(page, ("Ana Secret", "en"))),
        keys={mention[0]: EntityKey("Organization", ("ana-secret",))},
    )
    assert "organization:ana-secret" not in facts(build)
    assert "organization:ana-secret" not in build.classes


def test_a_second_figure_for_an_indicator_is_left_out() -> None:
    page = sample.Page("a.txt", "Peru: 80 percent then 90 percent")
    figures = [
        IndicatorObservation(
            country=page.said(sample.PERU, "Peru"), indicator=page.said("internet-use", "Peru"),
            value=page.said(Decimal(value), value), unit=page.said("percent", "percent"),
        )
        for value in ("80", "90", "80")
    ]  # fmt: skip
    build = graph_of(page, *figures)
    (observation,) = [one for one in facts(build).values() if "egov:indicator" in one]
    assert observation["egov:value"] == {"80.0"}
    assert [one.reason for one in build.skipped] == [
        "the document states another figure for internet-use before this one"
    ]


def test_a_tie_of_one_party_is_left_out() -> None:
    page = sample.Page("a.txt", "Peru works with Peru")
    tie = CooperationTie(parties=(page.said(sample.PERU, "Peru"),) * 2, kind=page.said("agreement", "works"))
    build = graph_of(page, tie)
    assert not claims(build)
    assert "two parties" in build.skipped[0].reason


def test_a_name_that_nobody_resolved_is_left_out() -> None:
    page = sample.Page("a.txt", "The Desk")
    build = graph_of(page, *mentions(page, ("The Desk", "en")))
    assert not claims(build)
    assert "nothing is known by the name 'The Desk'" in build.skipped[0].reason


def test_the_same_bytes_twice_are_one_document() -> None:
    survey, keys = sample.survey()
    copy = dataclasses.replace(survey, source=dataclasses.replace(survey.source, file_name="zz-copy.txt"))
    build = sample.build([(copy, keys), (survey, keys)])
    assert len(build.documents) == 1
    assert build.skipped[0].document == "zz-copy.txt"
    assert build.skipped[0].reason == "the same bytes as survey.txt"


def test_selections_without_a_known_state_have_no_claim() -> None:
    page = sample.Page("a.txt", "[ ] Yes")
    answer = AnswerRecord(
        country=None, question="msq-2020-1", state=ResponseState.NOT_IN_FORM,
        selections=(Selection(option="msq-2020-1-yes", state=SelectionState.UNKNOWN),),
    )  # fmt: skip
    build = graph_of(page, answer)
    assert not claims(build)
    assert not build.skipped
    stated = defaultdict(set)
    for subject, predicate, value in build.documents[0].facts:
        stated[predicate].add((subject.partition(":")[0], value))
    assert stated["egov:selectionState"] == {("selection", "selection-state:unknown")}
    assert stated["egov:responseState"] == {("answer", "response-state:not-in-form")}


# ---- what stops the run ----


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"confidences": {}}, "labelled-line"),
        ({"countries": {}}, "PER"),
        ({"organizations": {}}, "international-organization:itu"),
        ({"codes": ()}, "msq-2020-1"),
    ],
)
def test_missing_knowledge_stops_the_run(change: dict[str, object], place: str) -> None:
    records, keys = sample.survey()
    reference = dataclasses.replace(sample.reference(), **change)  # type: ignore[arg-type]
    with pytest.raises(KnowledgeError) as caught:
        build_graph([records], Resolution(keys=keys, replaced={}), reference)
    assert caught.value.place == place


def test_a_code_stands_in_the_list_once() -> None:
    twice = [CodeFacts(scheme="unit", code="bit", labels={"en": label}) for label in ("bit", "a bit")]
    reference = dataclasses.replace(sample.reference(), codes=twice)
    with pytest.raises(KnowledgeError, match="twice"):
        build_graph([], Resolution(keys={}, replaced={}), reference)
