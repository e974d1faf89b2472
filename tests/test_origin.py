"""What a document says of itself: country, day, edition."""

from __future__ import annotations

import datetime

import pytest

from egov_kg import registry
from egov_kg.extract.origin import find_country, find_edition, find_issued
from egov_kg.model import SegmentedDocument, Span
from support import document


def segmented(
    text: str, *, country: str = "", issued: str = "", title: str = "", edition: int | None = None
) -> SegmentedDocument:
    def place(words: str) -> Span | None:
        return Span(text.index(words), text.index(words) + len(words)) if words else None

    return SegmentedDocument(
        document=document(text), country=place(country), issued=place(issued), title=place(title), edition=edition
    )


def country_of(text: str, printed: str = "") -> str | None:
    found = find_country(segmented(text, country=printed), registry.load())
    return found.value.iso3 if found else None


@pytest.mark.parametrize(
    ("printed", "iso3"),
    [
        ("Malta", "MLT"),
        ("Republic of Fiji", "FJI"),
        ("Costa\n Rica", "CRI"),
        ("PANAMÁ", "PAN"),
        ("Estado Plurinacional de Bolivia", "BOL"),
    ],
)
def test_the_country_that_the_form_prints(printed: str, iso3: str) -> None:
    text = f"Questionnaire\n{printed}\nSpain Spain Spain Spain"
    found = find_country(segmented(text, country=printed), registry.load())
    assert found is not None
    assert found.value.iso3 == iso3
    assert [text[slice(*span)] for span in found.spans] == [printed]


def test_a_country_field_that_names_no_country_lets_the_text_decide() -> None:
    assert country_of("the capital\nMalta is small. Malta is warm. Malta.", "the capital") == "MLT"


def test_the_country_named_most() -> None:
    text = "Plan of Malta. Malta has a portal. Later Malta worked with Fiji."
    found = find_country(segmented(text), registry.load())
    assert found is not None
    assert found.value.iso3 == "MLT"
    assert [text[slice(*span)] for span in found.spans] == ["Malta"]


def test_two_countries_named_alike_are_no_answer() -> None:
    assert country_of("Malta Fiji Malta Fiji Malta Fiji Malta Fiji") is None


def test_a_name_inside_a_longer_word_does_not_count() -> None:
    assert country_of("Maltars Maltars Maltars Maltars") is None


def test_the_beginning_of_a_document_weighs_more() -> None:
    assert country_of("Malta Malta " + "x" * 4_000 + " Fiji Fiji Fiji") == "MLT"


@pytest.mark.parametrize(
    ("hosts", "iso3"),
    [
        (["www.a.gov.mt", "b.gov.mt", "c.gov.mt/x"], "MLT"),
        (["a.gov.mt", "b.gov.mt"], None),
        (["a.gov.mt", "b.gov.mt", "c.gov.fj", "d.gov.fj", "e.gov.fj"], "FJI"),
        (["a.gov.mt", "b.gov.mt", "c.gov.mt", "d.gov.fj", "e.gov.fj", "f.gov.fj"], None),
        (["a.example.org", "b.example.org", "c.example.org"], None),
    ],
)
def test_the_country_of_the_addresses(hosts: list[str], iso3: str | None) -> None:
    assert country_of("\n".join(f"https://{host}" for host in hosts)) == iso3


def test_a_document_that_names_no_country_has_none() -> None:
    assert country_of("A plan without a place.") is None
    assert country_of("") is None


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("02/04/2019", datetime.date(2019, 4, 2)),
        ("4/25/2019", datetime.date(2019, 4, 25)),
        ("2 de abril de 2019", datetime.date(2019, 4, 2)),
        ("2019-04-02", datetime.date(2019, 4, 2)),
        ("April 2019", None),
        ("yesterday", None),
        ("31/04/2019", None),
    ],
)
def test_the_day_of_submission(printed: str, day: datetime.date | None) -> None:
    text = f"Submitted: {printed}\nsince 3 May 2011"
    found = find_issued(segmented(text, issued=printed))
    assert (found.value if found else None) == day
    if found:
        assert [text[slice(*span)] for span in found.spans] == [printed]


def test_without_a_day_of_submission_no_other_date_stands_in() -> None:
    assert find_issued(segmented("It began on 3 May 2011.")) is None


def test_the_edition_is_said_by_the_title_alone() -> None:
    text = "Questionnaire 2020\nsent in 2019"
    found = find_edition(segmented(text, title="Questionnaire 2020", edition=2020))
    assert found is not None
    assert (found.value, [text[slice(*span)] for span in found.spans]) == (2020, ["Questionnaire 2020"])
    assert find_edition(segmented(text, title="sent in 2019", edition=2020)) is None
    assert find_edition(segmented(text, edition=2020)) is None
    assert find_edition(segmented(text, title="Questionnaire 2020")) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bogotá, 12 de marzo de 2021 – El Ministerio firmó.", datetime.date(2021, 3, 12)),
        ("LIMA, viernes 3 de mayo de 2019.- El Ministerio firmó.", datetime.date(2019, 5, 3)),
        ("A headline\n\nAccra, 12 March 2021\n\nThe Minister spoke.", datetime.date(2021, 3, 12)),
        ("Published: 3 May 2019\nThe Minister spoke.", datetime.date(2019, 5, 3)),
        ("Paris, le 3 mai 2020\nLe ministre a parlé.", datetime.date(2020, 5, 3)),
        ("Brasília (DF), 3 de maio de 2020 - O ministro falou.", datetime.date(2020, 5, 3)),
        ("Law No. 5, 12 March 2021 – on buoys.", None),
        ("The law of 12 March 2021 – on buoys – is new.", None),
        ("On Tuesday, 3 May 2019, the Minister spoke.", None),
        ("Decreto 12-2019, 3 de mayo de 2019\n", None),
        ("KINGSTON, Nov. 18: The Minister spoke.", None),
    ],
)
def test_the_day_of_a_dateline(text: str, day: datetime.date | None) -> None:
    found = find_issued(segmented(text))
    assert (found.value if found else None) == day
    if found:
        assert str(day and day.day) in text[slice(*found.spans[0])]
