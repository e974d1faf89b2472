"""Lists of names with addresses, in whatever order they are printed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.extract.entries import head_language, is_sentence, read_entries
from support import passage

Listed = tuple[tuple[str, ...], str | None, tuple[str, ...]]
"""Names, acronym, addresses without their scheme."""
HEALTH: Listed = (("Ministry of Health",), None, ("h.example.org",))
WORKS: Listed = (("Ministry of Works",), None, ("w.example.org",))


def entries(text: str, language: str = "en") -> list[Listed]:
    return [
        (
            tuple(text[slice(*name)] for name in one.names),
            text[slice(*one.acronym)] if one.acronym else None,
            tuple(address.url.partition("://")[2] for address in one.addresses),
        )
        for one in read_entries(passage(text, language=language))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Health - http://h.example.org, Ministry of Works - http://w.example.org",
        "Ministry of Health: http://h.example.org\nMinistry of Works: http://w.example.org",
        "Ministry of Health\nhttp://h.example.org\nMinistry of Works\nhttp://w.example.org",
        "Ministry of Health\nhttp://h.example.org\n\nMinistry of Works\nhttp://w.example.org",
        "1. Ministry of Health http://h.example.org\n2. Ministry of Works http://w.example.org",
        "• Ministry of Health (http://h.example.org)\n• Ministry of Works (http://w.example.org)",
        "Ministry of Health <http://h.example.org> Ministry of Works <http://w.example.org>",
        "Ministry of Health\thttp://h.example.org\nMinistry of Works\thttp://w.example.org",
        "Ministry of Health | http://h.example.org | Ministry of Works | http://w.example.org",
        "Ministry of Health; http://h.example.org; Ministry of Works; http://w.example.org",
        "Name: Ministry of Health\nLink: http://h.example.org\nName: Ministry of Works\nLink: http://w.example.org",
        "Ministry of Health. http://h.example.org. Ministry of Works. http://w.example.org.",
        "http://h.example.org Ministry of Health\nhttp://w.example.org Ministry of Works",
        "http://h.example.org - Ministry of Health, http://w.example.org - Ministry of Works",
        "http://h.example.org\nMinistry of Health\n\nhttp://w.example.org\nMinistry of Works",
    ],
)
def test_names_with_their_own_addresses(text: str) -> None:
    assert entries(text) == [HEALTH, WORKS]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Ministry of Health (MOH), https://moh.example.org",
            "en",
            [(("Ministry of Health",), "MOH", ("moh.example.org",))],
        ),
        ("Ministry of Health MH", "en", [(("Ministry of Health",), "MH", ())]),
        ("Ministry of Health - MOH", "en", [(("Ministry of Health",), "MOH", ())]),
        (
            "Ministry of Health: https://a.example.org and https://b.example.org",
            "en",
            [(("Ministry of Health",), None, ("a.example.org", "b.example.org"))],
        ),
        (
            "Ministry of Health / Ministerio de Salud https://a.example.org",
            "en",
            [(("Ministry of Health", "Ministerio de Salud"), None, ("a.example.org",))],
        ),
        (
            "Ministry of Health, Ministry of Works; Data Agency",
            "en",
            [(("Ministry of Health",), None, ()), (("Ministry of Works",), None, ()), (("Data Agency",), None, ())],
        ),
        (
            "Ministry of Health and the Ministry of Works",
            "en",
            [(("Ministry of Health",), None, ()), (("Ministry of Works",), None, ())],
        ),
        (
            "Ministerio de Salud y el Ministerio de Obras",
            "es",
            [(("Ministerio de Salud",), None, ()), (("Ministerio de Obras",), None, ())],
        ),
        ("https://a.example.org", "en", [((), None, ("a.example.org",))]),
        (
            "Ministry of Works, Roads and Housing: https://a.example.org",
            "en",
            [(("Ministry of Works, Roads and Housing",), None, ("a.example.org",))],
        ),
        ("Ministry of Health @health_example", "en", [(("Ministry of Health",), None, ())]),
        ("Yes", "en", []),
        ("Link: ", "en", []),
        ("-", "en", []),
        (
            "Ministerio de Salud: www.s.example.org y Ministerio de Obras: www.o.example.org",
            "es",
            [
                (("Ministerio de Salud",), None, ("www.s.example.org",)),
                (("Ministerio de Obras",), None, ("www.o.example.org",)),
            ],
        ),
        (
            "Ministry of Health (MoH)/Ministry of Works (MoW)",
            "en",
            [(("Ministry of Health",), "MoH", ()), (("Ministry of Works",), "MoW", ())],
        ),
    ],
)
def test_the_parts_of_an_entry(text: str, language: str, expected: list[Listed]) -> None:
    assert entries(text, language) == expected


def test_a_unit_printed_behind_its_body_is_under_it() -> None:
    text = "Ministry of Health – Directorate of Data https://a.example.org https://b.example.org"
    ministry, directorate = read_entries(passage(text))
    assert ministry.parent is None
    assert directorate.parent == 0
    assert [one.url for one in ministry.addresses] == ["https://a.example.org"]
    assert [one.url for one in directorate.addresses] == ["https://b.example.org"]


def test_the_unit_of_a_later_entry_points_to_its_own_body() -> None:
    text = "Data Agency\nMinistry of Health – Directorate of Data"
    found = read_entries(passage(text))
    assert [one.parent for one in found] == [None, None, 1]


def test_two_bodies_with_a_stroke_between_them_are_not_one_under_the_other() -> None:
    found = read_entries(passage("Ministry of Health / Ministry of Works"))
    assert [one.parent for one in found] == [None, None]


@pytest.mark.parametrize(
    ("name", "language"), [("Ministry of Health", "en"), ("Ministerio de Salud", "es"), ("Aurora", None)]
)
def test_the_language_of_a_head_word(name: str, language: str | None) -> None:
    assert head_language(name) == language


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Ministry of Health", False),
        ("The portal is run by the Ministry of Health", True),
        ("word " * 19, True),
        ("Ministry of Works, Roads, Housing and the Environment", False),
    ],
)
def test_a_sentence_is_no_name(text: str, *, sentence: bool) -> None:
    assert is_sentence(passage(text), 0, len(text)) is sentence


NAMES = ["Ministry of Health", "Data Agency", "Council for Roads", "National Statistics Office", "Ministry of Works"]
BETWEEN = [" ", ": ", " - ", " – ", "\n", "\t", ", ", " (", " <"]


@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(BETWEEN)),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one[0],
    ),
    st.sampled_from(["\n", "\n\n", "; ", "\n- ", " | "]),
)
def test_every_name_keeps_the_address_behind_it(pairs: list[tuple[str, str]], ends: str) -> None:
    closing = {" (": ")", " <": ">"}
    text = ends.join(
        f"{name}{between}https://a{index}.example.org{closing.get(between, '')}"
        for index, (name, between) in enumerate(pairs)
    )
    assert entries(text) == [((name,), None, (f"a{index}.example.org",)) for index, (name, _) in enumerate(pairs)]


@given(st.text(st.sampled_from("AMof ()/-,;|@\nw.éx:"), max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    if not text.strip():
        return
    for one in read_entries(passage(text)):
        assert one.names or one.addresses
        assert all(text[slice(*name)].strip() for name in one.names)


@pytest.mark.parametrize(
    "piece", ["Ministry of Health, ", "a@b ", "; ", "http://a.example.org ", "\nx", "(A) ", " / Agency"]
)
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    text = "Agency " + piece * (8_000 // len(piece))
    one = passage(text)
    assert one.analysis.blocks
    start = time.perf_counter()
    read_entries(one)
    assert time.perf_counter() - start < 2
