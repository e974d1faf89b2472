"""Ties of one document that say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.extract.cues import LEAD_RULE
from egov_kg.extract.merge import merged
from egov_kg.model import Span, Stated
from egov_kg.records import CooperationTie, CountryRef, InternationalRef, OrganizationMention
from support import body, law, stated

MALTA, FIJI, ITU = CountryRef("MLT"), CountryRef("FJI"), InternationalRef("itu")


def tie(  # noqa: PLR0913  a record has as many parts
    kind: str, *topics: str, other: CountryRef | InternationalRef = FIJI, year: int | None = None, status: str = "",
    at: int = 0, rule: str = "rule", through: tuple[OrganizationMention, ...] = (), provider: CountryRef | None = None,
) -> CooperationTie:  # fmt: skip
    spans = (Span(at, at + 9),)
    return CooperationTie(
        parties=tuple(Stated(value=party, spans=spans, rule=rule) for party in (MALTA, other)),
        kind=Stated(value=kind, spans=spans, rule=rule),
        status=stated(status) if status else None,
        topics=tuple(stated(topic) for topic in topics),
        through=tuple(stated(one) for one in through),
        provider=stated(provider) if provider else None,
        year=stated(year) if year else None,
    )


def facts(*ties: CooperationTie) -> list[tuple[str, int | None, list[str]]]:
    """Kind, year and topics of what remains."""
    return [
        (one.kind.value, one.year.value if one.year else None, [topic.value for topic in one.topics])
        for one in merged(ties)
        if isinstance(one, CooperationTie)
    ]


def test_the_same_tie_twice_is_one_with_both_topics_and_both_quotations() -> None:
    (one,) = merged([tie("agreement", "open-data", at=0), tie("agreement", "portals", "open-data", at=50)])
    assert isinstance(one, CooperationTie)
    assert [topic.value for topic in one.topics] == ["open-data", "portals"]
    assert one.kind.spans == (Span(0, 9), Span(50, 59))
    assert [party.spans for party in one.parties] == [(Span(0, 9), Span(50, 59))] * 2


@pytest.mark.parametrize(
    "other",
    [
        tie("funding"),
        tie("agreement", other=ITU),
        tie("agreement", year=2015),
        tie("agreement", other=CountryRef("KEN")),
    ],
)
def test_another_kind_party_or_year_is_another_tie(other: CooperationTie) -> None:
    assert len(merged([tie("agreement", year=2011), other])) == 2


def test_a_tie_without_a_year_is_the_one_with_a_year() -> None:
    assert facts(tie("agreement", "portals"), tie("agreement", "open-data", year=2015)) == [
        ("agreement", 2015, ["open-data", "portals"])
    ]


def test_of_two_years_an_undated_tie_is_neither() -> None:
    found = facts(tie("agreement", year=2011), tie("agreement", year=2015), tie("agreement", "portals"))
    assert sorted(found, key=str) == sorted(
        [("agreement", 2011, []), ("agreement", 2015, []), ("agreement", None, ["portals"])], key=str
    )


def test_taking_part_in_what_one_is_a_member_of_is_the_membership() -> None:
    found = facts(tie("participation", "portals", other=ITU), tie("membership", "open-data", other=ITU))
    assert found == [("membership", None, ["open-data", "portals"])]


def test_a_year_of_taking_part_is_not_the_year_of_joining() -> None:
    assert facts(tie("membership", other=ITU), tie("participation", other=ITU, year=2019))[0][:2] == (
        "membership",
        None,
    )


def test_what_a_lists_opening_says_gives_way_to_a_sentence_of_its_own() -> None:
    assert facts(tie("participation", rule=LEAD_RULE), tie("funding")) == [("funding", None, [])]
    assert facts(tie("participation", rule=LEAD_RULE)) == [("participation", None, [])]


def test_status_and_direction_of_the_first_that_says_them() -> None:
    (one,) = merged([tie("funding"), tie("funding", status="signed", provider=FIJI), tie("funding", status="planned")])
    assert isinstance(one, CooperationTie)
    assert one.status is not None
    assert one.provider is not None
    assert (one.status.value, one.provider.value) == ("signed", FIJI)


def test_an_agency_named_in_both_stands_once() -> None:
    first = tie("funding", through=(body("Data Office", acronym="DO"),))
    second = tie("funding", through=(body(acronym="DO"), body("Roads Office")))
    (one,) = merged([first, second])
    assert isinstance(one, CooperationTie)
    assert [mention.value.names[0].value.value for mention in one.through] == ["Data Office", "Roads Office"]


def test_other_records_stay_where_they_are() -> None:
    cited, agency = law("17", 2014), body("Data Office")
    first, second = tie("funding"), tie("agreement")
    assert merged([cited, first, agency, second]) == [cited, first, agency, second]
    assert merged([]) == []


@given(
    st.lists(
        st.builds(
            lambda kind, topic, year, other, rule: tie(kind, topic, year=year, other=other, rule=rule),
            st.sampled_from(["membership", "participation", "funding"]), st.sampled_from(["portals", "open-data"]),
            st.sampled_from([None, 2011, 2015]), st.sampled_from([FIJI, ITU]), st.sampled_from(["rule", LEAD_RULE]),
        ),
        max_size=7,
    )
)  # fmt: skip
def test_merging_loses_no_party_and_merges_nothing_twice(ties: list[CooperationTie]) -> None:
    once = merged(ties)
    assert merged(once) == once
    assert {one.parties[1].value for one in ties} == {
        one.parties[1].value for one in once if isinstance(one, CooperationTie)
    }
    stated_keys = [
        (one.parties[1].value, one.kind.value, one.year.value if one.year else None)
        for one in once if isinstance(one, CooperationTie)
    ]  # fmt: skip
    assert len(stated_keys) == len(set(stated_keys))
