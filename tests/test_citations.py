"""Citations of instruments in the manners of several systems."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.extract.citations import Citation, find_citations, plain_number
from support import passage

Cited = tuple[str, str | None, int | None]


def citations(text: str, language: str = "en") -> list[Citation]:
    return find_citations(passage(text, language=language), 0, len(text))


def cited(text: str, language: str = "en") -> list[Cited]:
    """Type, number and year of every citation."""
    return [
        (one.instrument_type, one.number[0] if one.number else None, one.year[0] if one.year else None)
        for one in citations(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Law 17 of 2014", ("law", "17", 2014)),
        ("Law No. 17 of 2014", ("law", "17", 2014)),
        ("Law N° 17/2014", ("law", "17", 2014)),
        ("Law Nº 17-2014", ("law", "17", 2014)),
        ("Law # 17 of 2014", ("law", "17", 2014)),
        ("Law number 17 of the year 2014", ("law", "17", 2014)),
        ("Law No. 17", ("law", "17", None)),
        ("Law No.17", ("law", "17", None)),
        ("Law nr. 17", ("law", "17", None)),
        ("Law\nNo. 17 of\n2014", ("law", "17", 2014)),
        ("Law 17A of 2014", ("law", "17A", 2014)),
        ("Act No. 90/2018 on Data", ("law", "90", 2018)),
        ("Bill No. 5", ("bill", "5", None)),
        ("Decree 1008/2018", ("decree", "1008", 2018)),
        ("Decree No. 2.794 of 2014", ("decree", "2794", 2014)),
        ("Decree No. 2,794", ("decree", "2794", None)),
        ("Executive Order 135", ("decree", "135", None)),
        ("Decree-Law No. 7 of 2015", ("decree-law", "7", 2015)),
        ("Decree Law 7/2015", ("decree-law", "7", 2015)),
        ("Legislative Decree No. 14", ("decree-law", "14", None)),
        ("Decree with Rank, Value and Force of Law No. 9 of 2015", ("decree-law", "9", 2015)),
        ("Ministerial Resolution No. 4-2019", ("resolution", "4", 2019)),
        ("Conpes 35", ("conpes", "35", None)),
        ("Directive No. 3 of 2012", ("directive", "3", 2012)),
        ("Law No. 2015/012 of 16 July 2015", ("law", "2015/012", 2015)),
        ("Law No. 17, 2014", ("law", "17", 2014)),
        ("Law No. 17 (2014)", ("law", "17", 2014)),
        ("Law No. 2019-05 of 3 May 2019", ("law", "2019-05", 2019)),
        ("Resolution 70/1", ("resolution", "70/1", None)),
    ],
)
def test_english(text: str, expected: Cited) -> None:
    assert cited(f"It rests on {text}.") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ley 17 de 2014", ("law", "17", 2014)),
        ("Ley N° 1.717 del 2014", ("law", "1717", 2014)),
        ("Ley No. 17 del año 2014", ("law", "17", 2014)),
        ("Ley núm. 17", ("law", "17", None)),
        ("Ley número 17", ("law", "17", None)),
        ("Ley N.º 17", ("law", "17", None)),
        ("Ley Nro. 17", ("law", "17", None)),
        ("Ley Orgánica 3/2018", ("law", "3", 2018)),
        ("D.S. N° 17", ("decree", "17", None)),
        ("Decreto Supremo N° 17 de 13 de noviembre de 2013", ("decree", "17", 2013)),
        ("Decreto 57-2008", ("decree", "57", 2008)),
        ("Real Decreto 4/2010", ("decree", "4", 2010)),
        ("Decreto Ley 15 de 2015", ("decree-law", "15", 2015)),
        ("Proyecto de Ley N° 5", ("bill", "5", None)),
        ("Ley 27.275 (2016)", ("law", "27275", 2016)),
    ],
)
def test_spanish(text: str, expected: Cited) -> None:
    assert cited(f"Según la {text}.", "es") == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Laws 12 of 2010 and 13 of 2011", "en", [("law", "12", 2010), ("law", "13", 2011)]),
        ("Laws 12/2010, 13/2011 and 14/2012", "en", [("law", "12", 2010), ("law", "13", 2011), ("law", "14", 2012)]),
        ("Leyes 12 de 2010 y 13 de 2011", "es", [("law", "12", 2010), ("law", "13", 2011)]),
        (
            "Law 12, Decree 13 and Resolution 14",
            "en",
            [("law", "12", None), ("decree", "13", None), ("resolution", "14", None)],
        ),
        ("Law No. 19.628 and Law No. 20.285", "en", [("law", "19628", None), ("law", "20285", None)]),
        ("Laws No. 12 and 13", "en", [("law", "12", None), ("law", "13", None)]),
        ("Leyes N° 12 y N° 13", "es", [("law", "12", None), ("law", "13", None)]),
    ],
)
def test_several_numbers(text: str, language: str, expected: list[Cited]) -> None:
    assert cited(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Law 17 of 2014 and 45 institutions",
        "Law 17 of 2014, 500 users and 30 offices",
        "Law 17 of 2014 in 23 provinces",
    ],
)
def test_figures_behind_a_citation_are_no_numbers_of_laws(text: str) -> None:
    assert cited(text) == [("law", "17", 2014)]


@pytest.mark.parametrize(
    "text",
    [
        "the Law covers 100% of cases",
        "Law 100% digital",
        "Law 12.5 of the cases",
        "the law of 2014",
        "the law 2019",
        "Law, 17 offices",
        "Lawn 17",
        "by law the 12 offices",
        "Clause 5 of the annex",
        "the law 50 percent of offices know",
        "they act 3 roles",
        "a law 5 years ago",
        "Law 24/7 hotline",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize("text", ["la ley 50 por ciento conoce", "Ley 11 de septiembre de 2001"])
def test_what_is_no_citation_in_spanish(text: str) -> None:
    assert cited(text, "es") == []


@pytest.mark.parametrize(
    ("text", "language", "issued", "title"),
    [
        ("Law No. 12 of 3 May 2019", "en", "2019-05-03", None),
        ("Law No. 12 dated 03/05/2019", "en", "2019-05-03", None),
        ("Law No. 12 (3 May 2019)", "en", "2019-05-03", None),
        ("Law 12 of the 3rd of May 2019", "en", "2019-05-03", None),
        ("Law No. 12, Access to Data, of 3 May 2019", "en", "2019-05-03", "Access to Data"),
        ("Ley N° 12, Acceso a los Datos, de 3 de mayo de 2019", "es", "2019-05-03", "Acceso a los Datos"),
        ("Decreto N° 2.794 del 16 de diciembre del 2014", "es", "2014-12-16", None),
    ],
)
def test_the_day_and_the_title_before_it(text: str, language: str, issued: str, title: str | None) -> None:
    (found,) = citations(f"{text}.", language)
    assert found.issued is not None
    assert found.year is not None
    assert str(found.issued[0]) == issued
    assert found.year[0] == found.issued[0].year
    assert (text[slice(*found.title)] if found.title else None) == title


def test_a_date_of_the_next_sentence_is_not_the_laws() -> None:
    (found,) = citations("The portal rests on Law No. 12. On 3 May 2019 it opened.")
    assert found.issued is None
    assert found.year is None


@pytest.mark.parametrize(
    ("text", "number", "year", "title"),
    [
        ("Data Access Act 2012", None, 2012, "Data Access Act"),
        ("Data Access Act, 2012", None, 2012, "Data Access Act"),
        ("Data Access Act (No. 12 of 2012)", "12", 2012, "Data Access Act"),
        ("Data Access Act (Act 84)", "84", None, "Data Access Act"),
        ("Data Access Act, 2012 (Act 84)", "84", 2012, "Data Access Act"),
    ],
)
def test_a_title_first(text: str, number: str | None, year: int | None, title: str) -> None:
    (found,) = citations(text)
    assert (found.number[0] if found.number else None) == number
    assert (found.year[0] if found.year else None) == year
    assert found.title is not None
    assert text[slice(*found.title)] == title


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("Open Data Law, Official Gazette No. 40.274, date 17/10/2013", "en", "Open Data Law"),
        ("Open Data Law, O.G. N° 40.274, date 17/10/2013", "en", "Open Data Law"),
        ("Ley de Datos Libres, Gaceta Oficial N° 40.274 del 17 de octubre de 2013", "es", "Ley de Datos Libres"),
    ],
)
def test_a_gazette(text: str, language: str, title: str) -> None:
    (found,) = citations(text, language)
    assert found.number is None
    assert found.gazette is not None
    assert found.issued is not None
    assert (found.gazette[0], str(found.issued[0])) == ("40274", "2013-10-17")
    assert found.title is not None
    assert text[slice(*found.title)] == title


def test_a_gazette_alone_is_no_law() -> None:
    assert cited("Gaceta Oficial N° 40.274", "es") == []


def test_every_stretch_holds_what_it_says() -> None:
    text = "On data: Decree No. 2.794 of 16 December 2014, and Law 17/2014."
    decree, law = citations(text)
    assert decree.number == ("2794", 20, 25)
    assert text[20:25] == "2.794"
    assert decree.issued is not None
    assert text[decree.issued[1] : decree.issued[2]] == "16 December 2014"
    assert law.year is not None
    assert (law.year[0], text[law.year[1] : law.year[2]]) == (2014, "2014")
    assert text[decree.start : decree.end] == "Decree No. 2.794 of 16 December 2014"
    assert text[law.start : law.end] == "Law 17/2014"


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("2.794", "2794"), ("1,000,000", "1000000"), ("12.5", "12.5"), ("12-A", "12-A"), ("017", "017")],
)
def test_plain_number(printed: str, plain: str) -> None:
    assert plain_number(printed) == plain


NUMBER = st.integers(1, 999_999)
YEAR = st.integers(1950, 2049)
MANNERS = ["Law No. {n} of {y}", "Law N° {n}/{y}", "Law {n} of {y}", "Law number {n}-{y}"]


@given(NUMBER, YEAR, st.sampled_from(MANNERS))
def test_a_numbered_law_is_read_back(number: int, year: int, manner: str) -> None:
    assert cited(f"See {manner.format(n=number, y=year)}.") == [("law", str(number), year)]


@given(NUMBER.filter(lambda n: n > 999), YEAR, st.sampled_from([".", ","]))
def test_separators_of_thousands_do_not_count(number: int, year: int, separator: str) -> None:
    printed = f"{number:,}".replace(",", separator)
    assert cited(f"See Decree No. {printed} of {year}.") == [("decree", str(number), year)]


@given(
    st.lists(
        st.sampled_from(
            ["Law", "No.", "17", "of", "2014", ",", "(", ")", "Act", "and", "\n", "Gazette", "3 May 2019", "%"]
        ),
        max_size=14,
    )
)
def test_any_order_of_words_is_read_without_failing(words: list[str]) -> None:
    text = " ".join(words) + " ."
    for found in citations(text):
        assert 0 <= found.start < found.end <= len(text)
        for part in (found.number, found.year, found.issued, found.gazette):
            assert part is None or text[part[1] : part[2]].strip()
        assert found.title is None or text[slice(*found.title)].strip()


@pytest.mark.parametrize(
    "piece",
    ["Law ", "Law 1 of ", "Law of the Data ", "Law No. 12, Title ", "1, 2, ", "(No. "],
)
def test_the_work_grows_with_the_length_alone(piece: str) -> None:
    assert calls_for(piece, 8_000) < 12 * calls_for(piece, 1_000)


def calls_for(piece: str, length: int) -> int:
    """How many functions are called to find the citations of so many characters of a piece: work without a clock."""
    text = "Law " + piece * (length // len(piece))
    one = passage(text)
    assert one.analysis.sentences
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_citations(one, 0, len(text))
    finally:
        sys.setprofile(before)
    return calls
