"""Names of organisations in running text, and acronyms."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.extract.names import (
    content_words,
    initials_match,
    is_generic,
    looks_like_acronym,
    organization_names,
    stands_for,
)
from egov_kg.language import load_lexicon
from support import KNOWN, passage

Named = tuple[str, str | None]
EN, ES = load_lexicon("en"), load_lexicon("es")


def named(text: str, language: str = "en") -> list[Named]:
    """The names found, with their acronyms."""
    return [
        (text[hit.start : hit.end], text[slice(*hit.acronym)] if hit.acronym else None)
        for hit in organization_names(passage(text, language=language), 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry of Digital Affairs (MDA) leads.", ("Ministry of Digital Affairs", "MDA")),
        ("Ministry of Health (MoH)", ("Ministry of Health", "MoH")),
        ("Ministry of Health - MOH", ("Ministry of Health", "MOH")),
        ("the Ministry of Health, MOH, leads", ("Ministry of Health", "MOH")),
        ("Centre for digital affairs (CDA)", ("Centre for digital affairs", "CDA")),
        ("In the Digital Agency", ("Digital Agency", None)),
        ("and Cabinet Office", ("Cabinet Office", None)),
        ("Ministry of Works, Services and Housing", ("Ministry of Works, Services and Housing", None)),
        (
            "Ministry of Schools, Science, Culture and Sports (MSSCS)",
            ("Ministry of Schools, Science, Culture and Sports", "MSSCS"),
        ),
        ("Prime Minister's Office", ("Prime Minister's Office", None)),
        ("Ministry of Women's Affairs", ("Ministry of Women's Affairs", None)),
        ("Office of the Prime Minister", ("Office of the Prime Minister", None)),
        ("Ministry of Economy & Finance", ("Ministry of Economy & Finance", None)),
        ("Ministry for Home Affairs\nand Security", ("Ministry for Home Affairs\nand Security", None)),
        ("the Agency for Digital Norland is", ("Agency for Digital Norland", None)),
        ("National Commission on Data (NCD)", ("National Commission on Data", "NCD")),
        ("The Data Office that leads", ("Data Office", None)),
        ("The Data Office under discussion", ("Data Office", None)),
        ("E-Government Agency", ("E-Government Agency", None)),
        ("the e-Government Agency", ("e-Government Agency", None)),
        ("Agency for e-Government", ("Agency for e-Government", None)),
        ("Data Agency's portal", ("Data Agency", None)),
        ('Ministry of Health "MOH"', ("Ministry of Health", "MOH")),
    ],
)
def test_one_name_in_english(text: str, expected: Named) -> None:
    assert named(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El Ministerio de Innovación Cívica (MIC) publica", ("Ministerio de Innovación Cívica", "MIC")),
        (
            "la Agencia de Datos y Tecnologías de Información (ADTI)",
            ("Agencia de Datos y Tecnologías de Información", "ADTI"),
        ),
        ("Ministerio de Salud y Deportes", ("Ministerio de Salud y Deportes", None)),
        ("Ministerio de Obras, Servicios y Vivienda", ("Ministerio de Obras, Servicios y Vivienda", None)),
        ("Instituto Nacional de Datos – IND", ("Instituto Nacional de Datos", "IND")),
        ("Instituto Nacional de Datos, IND, publica", ("Instituto Nacional de Datos", "IND")),
        ("Presidencia de la República", ("Presidencia de la República", None)),
        ("MINISTERIO DE SALUD (MINSA)", ("MINISTERIO DE SALUD", "MINSA")),
        ("Ministerio de Educación que lidera", ("Ministerio de Educación", None)),
        ("Secretaría Nacional de Datos", ("Secretaría Nacional de Datos", None)),
    ],
)
def test_one_name_in_spanish(text: str, expected: Named) -> None:
    assert named(text, "es") == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Ministry of Health and Ministry of Works", "en", ["Ministry of Health", "Ministry of Works"]),
        ("Ministry of Health. Ministry of Works", "en", ["Ministry of Health", "Ministry of Works"]),
        ("Ministry of Health; Ministry of Works", "en", ["Ministry of Health", "Ministry of Works"]),
        (
            "Ministry of Works, Roads and Housing and the Ministry of Health",
            "en",
            ["Ministry of Works, Roads and Housing", "Ministry of Health"],
        ),
        (
            "Health Department, Roads Department and Data Agency",
            "en",
            ["Health Department", "Roads Department", "Data Agency"],
        ),
        ("Supreme Court and National Assembly", "en", ["Supreme Court", "National Assembly"]),
        ("Directorate of Data of the Ministry of Finance", "en", ["Directorate of Data", "Ministry of Finance"]),
        ("Department of Data, Ministry of Finance", "en", ["Department of Data", "Ministry of Finance"]),
        ("Ministerio de Salud y Ministerio de Obras", "es", ["Ministerio de Salud", "Ministerio de Obras"]),
        ("Dirección de Datos del Ministerio de Hacienda", "es", ["Dirección de Datos", "Ministerio de Hacienda"]),
        ("Banco Central y Ministerio de Economía", "es", ["Banco Central", "Ministerio de Economía"]),
        (
            "the National Data Office and the Central Bank of Norland",
            "en",
            ["National Data Office", "Central Bank of Norland"],
        ),
        pytest.param(
            "Ministry of Health/Ministry of Works", "en", ["Ministry of Health", "Ministry of Works"], marks=KNOWN
        ),
    ],
)
def test_several_names(text: str, language: str, expected: list[str]) -> None:
    assert [name for name, _ in named(text, language)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "the ministry of digital affairs leads",
        "The Ministry",
        "Public institutions",
        "This Agency publishes",
        "ministries",
        "",
        "Every Public Service",
        "The Government",
        "Civil Society",
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert named(text) == []


def test_a_head_word_in_lower_case_names_nobody_in_spanish() -> None:
    assert named("el ministerio de salud y las instituciones", "es") == []


def test_the_end_of_a_name_includes_its_acronym() -> None:
    text = "The Data Office (DO), and"
    (hit,) = organization_names(passage(text), 0, len(text))
    assert text[hit.start : hit.whole_end] == "Data Office (DO)"
    text = "The Data Office and"
    (hit,) = organization_names(passage(text), 0, len(text))
    assert text[hit.start : hit.whole_end] == "Data Office"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ABC", True),
        ("MoH", True),
        ("A1", False),
        ("12", False),
        ("Ab", False),
        ("abc", False),
        ("R&D", True),
        ("DATA-X", True),
        ("Word", False),
        ("A", False),
    ],
)
def test_what_looks_like_an_acronym(text: str, *, is_one: bool) -> None:
    assert looks_like_acronym(text) is is_one


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("MOH", "Ministry of Health", True),
        ("MINSA", "Ministerio de Salud", True),
        ("MH", "Ministry of Health", True),
        ("XYZ", "Ministry of Health", False),
        ("HM", "Ministry of Health", False),
        ("ÁD", "Agencia Digital", True),
    ],
)
def test_letters_stand_for_a_name_in_order(acronym: str, name: str, *, fits: bool) -> None:
    assert stands_for(acronym, name) is fits


def test_initials_match_in_any_order_without_linking_words() -> None:
    assert initials_match("MH", "Ministry of Health", EN)
    assert initials_match("HM", "Ministry of Health", EN)
    assert not initials_match("MOH", "Ministry of Health", EN)
    assert initials_match("IND", "Instituto Nacional de Datos", ES)


def test_content_words_forget_order_number_accents_and_links() -> None:
    assert content_words("Ministry of Works and Roads", EN) == content_words("Roads and Work Ministry", EN)
    assert content_words("Dirección de los Datos", ES) == ("dato", "direccion")


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("the ministries", True),
        ("Each Agency", True),
        ("public institutions", True),
        ("Data Agency", False),
        ("", True),
        ("the", True),
    ],
)
def test_generic_names(name: str, *, generic: bool) -> None:
    assert is_generic(name, EN) is generic


WORDS = [
    "Ministry",
    "of",
    "the",
    "Health",
    "and",
    "Data",
    "Agency",
    "(DA)",
    ",",
    "-",
    "for",
    "roads",
    "Bank",
    "/",
    "’s",
    "\n",
    "ABC",
    ".",
    "“",
    "”",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([" ", ""]))
def test_names_never_overlap_and_begin_and_end_with_words(words: list[str], between: str) -> None:
    text = f"In{between} {between.join(words)} it"
    found = organization_names(passage(text), 0, len(text))
    assert all(left.whole_end <= right.start for left, right in pairwise(found))
    for hit in found:
        assert text[hit.start].isalnum()
        assert text[hit.end - 1].isalnum()
        assert hit.acronym is None or hit.end <= hit.acronym[0] < hit.acronym[1] <= len(text)


@pytest.mark.parametrize(
    "piece", ["Ministry of ", "Data ", "Ministry, ", "and the ", "A&", "Data Agency (", "Ministry of Works, Roads, "]
)
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    text = "The " + piece * (8_000 // len(piece))
    one = passage(text)
    assert one.analysis.blocks
    start = time.perf_counter()
    organization_names(one, 0, len(text))
    assert time.perf_counter() - start < 2
