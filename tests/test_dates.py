"""Dates, years and periods in every manner that documents print."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.extract.dates import find_dates, find_horizons, find_periods, find_years

THIRD = datetime.date(2019, 5, 3)
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]


def days(text: str) -> list[datetime.date | int]:
    """The dates found: the day, or the year where no day is known."""
    return [hit.day or hit.year for hit in find_dates(text, 0, len(text))]


def periods(text: str) -> list[tuple[int | None, int | None]]:
    return [(period.first, period.last) for period in find_periods(text, 0, len(text))]


def years(text: str) -> list[int]:
    return [hit.year for hit in find_years(text, 0, len(text))]


def horizons(text: str) -> list[int | None]:
    return [period.last for period in find_horizons(text, 0, len(text))]


@pytest.mark.parametrize(
    "printed",
    [
        "3 May 2019", "03 MAY 2019", "3rd May 2019", "3rd of May, 2019", "the 3rd of May of 2019", "May 3, 2019",
        "May 3rd, 2019", "May 3rd 2019", "3 may. 2019", "Friday 3 of May 2019",
        "3 de mayo de 2019", "3 de mayo del 2019", "3 de mayo del año 2019", "3 de mayo, 2019", "3 DE MAYO DE 2019",
        "viernes 3 de mayo de 2019", "3º de mayo de 2019", "3° de mayo de 2019",
        "03/05/2019", "3/5/2019", "3-5-2019", "3.5.2019", "03.05.2019.", "2019-05-03",
        pytest.param("3.º de mayo de 2019"), pytest.param("3ro de mayo de 2019"),
        pytest.param("the 3rd of May of the year 2019"),
    ],
)  # fmt: skip
def test_a_day_in_every_manner(printed: str) -> None:
    assert days(f"({printed})") == [THIRD]


def test_the_day_stands_first_unless_that_makes_no_date() -> None:
    assert days("4/5/2019") == [datetime.date(2019, 5, 4)]
    assert days("12/11/2019") == [datetime.date(2019, 11, 12)]
    assert days("5/13/2019") == [datetime.date(2019, 5, 13)]


@pytest.mark.parametrize(
    "printed", ["31/02/2019", "29.02.2019", "13/13/2019", "0/5/2019", "2019-13-01", "3/5/1723", "1.2.3.2019"]
)
def test_numbers_that_are_no_day_are_no_date(printed: str) -> None:
    assert days(printed) == []


def test_an_impossible_day_of_a_month_leaves_the_year() -> None:
    assert days("30 February 2019") == [2019]
    assert days("31 de junio de 2019") == [2019]
    assert days("29 February 2020") == [datetime.date(2020, 2, 29)]


@pytest.mark.parametrize(
    "printed",
    ["May 2019", "May, 2019", "in May of 2019", "mayo de 2019", "mayo del 2019", "Setiembre 2019", "Dec. 2019"],
)
def test_a_month_without_a_day_gives_the_year(printed: str) -> None:
    assert days(printed) == [2019]


@pytest.mark.parametrize("text", ["they may use 2019 forms", "marzo", "May 19", "version 3.05.20191", "3 May 20190"])
def test_words_that_only_look_like_dates(text: str) -> None:
    assert days(text) == []


def test_offsets_stand_in_the_whole_text() -> None:
    text = "Signed on 3 May 2019 and on 04/06/2020."
    found = find_dates(text, 0, len(text))
    assert [text[hit.start : hit.end] for hit in found] == ["3 May 2019", "04/06/2020"]
    assert find_dates(text, 22, len(text)) == found[1:]


@pytest.mark.parametrize(
    "text",
    ["APRİL 2019", *(pytest.param(text) for text in ("ſeptember 2019", "aprıl 2019", "3 dıcıembre 2019"))],
)
def test_letters_that_look_like_others_never_stop_the_reading(text: str) -> None:
    assert set(days(text)) <= {2019}


RENDERINGS: dict[str, Callable[[datetime.date], str]] = {
    "day month year": lambda d: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "month day, year": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "day of month": lambda d: f"the {d.day}th of {ENGLISH[d.month - 1].lower()}, {d.year}",
    "día de mes de año": lambda d: f"{d.day:02} de {SPANISH[d.month - 1]} de {d.year}",
    "día de MES del año": lambda d: f"{d.day} de {SPANISH[d.month - 1].upper()} del año {d.year}",
    "slashes": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "stops": lambda d: f"{d.day}.{d.month}.{d.year}",
    "hyphens": lambda d: f"{d.day}-{d.month}-{d.year}",
    "iso": lambda d: d.isoformat(),
}


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31)), st.sampled_from(sorted(RENDERINGS)))
def test_a_date_printed_in_any_manner_is_read_back(day: datetime.date, manner: str) -> None:
    text = f"On {RENDERINGS[manner](day)}, it began."
    (hit,) = find_dates(text, 0, len(text))
    assert hit.day == day
    assert hit.year == day.year
    assert text[hit.start : hit.end] in RENDERINGS[manner](day)


@given(st.text(st.sampled_from("0123456789/-.– deamyo\n,º"), max_size=60))
def test_any_digits_and_words_are_read_without_failing(text: str) -> None:
    for hit in find_dates(text, 0, len(text)):
        assert hit.day is None or hit.day.year == hit.year
        assert str(hit.year) in text[hit.start : hit.end]
    for period in find_periods(text, 0, len(text)):
        assert period.first is not None
        assert period.last is not None
        assert period.first < period.last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-2019", (2014, 2019)), ("2014 – 2019", (2014, 2019)), ("2014/2019", (2014, 2019)),
        ("2014-19", (2014, 2019)), ("2014/15", (2014, 2015)), ("1998-2003", (1998, 2003)),
        ("from 2014 to 2019", (2014, 2019)), ("between 2014 and 2019", (2014, 2019)), ("2014 until 2019", (2014, 2019)),
        ("de 2014 a 2019", (2014, 2019)), ("del 2014 al 2019", (2014, 2019)), ("entre 2014 y 2019", (2014, 2019)),
        ("desde el 2014 hasta el 2019", (2014, 2019)),
    ],
)  # fmt: skip
def test_periods(text: str, expected: tuple[int, int]) -> None:
    assert periods(f"It runs {text}.") == [expected]


@pytest.mark.parametrize(
    "text", ["2019-2014", "2014-14", "2014-03", "1950-2049", "Law 2014-2019/3", "12014-2019", "x/2014-2019"]
)
def test_what_is_no_period(text: str) -> None:
    assert periods(text) == []


@pytest.mark.parametrize("text", ["in 2012 and 2014", "surveys of 2010, 2012 and 2014", "en 2012 y 2014"])
def test_two_years_in_a_list_are_no_period(text: str) -> None:
    assert periods(text) == []
    assert years(text)[-1] == 2014


@pytest.mark.parametrize(
    "text",
    [
        "by 2030", "to 2030", "towards 2030", "until 2030", "hacia 2030", "para el 2030", "al 2030", "hasta el 2030",
        pytest.param("by the year 2030"), pytest.param("al año 2030"),
        pytest.param("para el año 2030"),
    ],
)  # fmt: skip
def test_horizons(text: str) -> None:
    assert horizons(f"Digital {text}") == [2030]


def test_a_year_of_something_is_no_horizon() -> None:
    assert horizons("in 2018, since 2018, of 2018") == []


def test_a_word_that_ends_in_to_is_no_horizon() -> None:
    assert horizons("according to 2018 data") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2018.", [2018]), ("(2018)", [2018]), ("2018, 2019", [2018, 2019]), ("3 May 2018", [2018]),
        ("2014-2019 and 2021", [2021]), ("2,019 users", []), ("2019 %", [2019]), ("12018", []), ("1.2019", []),
        ("in 1823", []), ("Decree 1008/2018", []), ("file-2019", []), ("https://example.org/2019/05", []),
        ("https://example.org/plan_2019.pdf", []), ("2019.5", []),
        pytest.param("https://example.org/?year=2019", []),
    ],
)  # fmt: skip
def test_years(text: str, expected: list[int]) -> None:
    assert years(text) == expected


@pytest.mark.parametrize("piece", ["2014-", "1 de ", "3 de de la ", "1/", "May de la ", "between ", " ", "\n"])
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.perf_counter()
    find_dates(text, 0, len(text))
    find_years(text, 0, len(text))
    find_horizons(text, 0, len(text))
    assert time.perf_counter() - start < 2
