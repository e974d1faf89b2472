"""What is seen and not understood is listed with its words, and what is understood is not."""

from __future__ import annotations

import pytest
from reading_facts import USUAL, printed, read_text

from egov_kg.model import GapKind
from egov_kg.records import DocumentRecords

PRESS = """Digital week in Malta

Malta wants more of its neighbours. Malta and Italy signed a memorandum of understanding on open data in 2019.
In May its minister said that cooperation is what Iceland does best.
"""


def gaps(read: DocumentRecords, kind: GapKind) -> list[tuple[str, str | None]]:
    """The words at each gap of a kind, as the text holds them, with the question."""
    own = [gap for gap in read.gaps if gap.kind is kind]
    assert all(gap.document == read.source.file_name for gap in own)
    return [(" ".join(read.source.text[slice(*gap.span)].split()) if gap.span else "", gap.question) for gap in own]


def answered(key: str, answer: str) -> DocumentRecords:
    return read_text(printed({key: answer, "21": USUAL["en"]}, country="Malta"))


def test_a_country_named_without_a_tie() -> None:
    read = answered("22", "Malta is a member of the OGP network. The experience of Iceland inspired us.")
    assert gaps(read, GapKind.PARTY_WITHOUT_TIE) == [("The experience of Iceland inspired us.", "msq-2020-22")]
    (gap,) = [one for one in read.gaps if one.kind is GapKind.PARTY_WITHOUT_TIE]
    assert gap.words == "Iceland: The experience of Iceland inspired us."


@pytest.mark.parametrize(
    "answer",
    [
        "Malta signed a memorandum of understanding with Iceland in 2018.",
        "Malta has no agreement with Iceland.",
        "Malta is a member of the Open Government Partnership.",
    ],
)
def test_what_is_understood_is_no_gap(answer: str) -> None:
    assert gaps(answered("22", answer), GapKind.PARTY_WITHOUT_TIE) == []


@pytest.mark.parametrize(
    "answer",
    [
        "A law protects the personal data of everyone, and it is old.",
        "There are several regulations on digital signature in force.",
        "The Decree No. on open data is being published.",
    ],
)
def test_a_law_that_cannot_be_known(answer: str) -> None:
    assert gaps(answered("9", answer), GapKind.LAW_NOT_IDENTIFIED) == [(answer, "msq-2020-9")]


@pytest.mark.parametrize(
    "answer",
    [
        "Act No. 12 of 2015 protects personal data.",
        "There is no law on open data.",
        "Act No. 12 of 2015 protects personal data. This act also covers open data.",
    ],
)
def test_a_law_that_is_known_is_no_gap(answer: str) -> None:
    assert gaps(answered("9", answer), GapKind.LAW_NOT_IDENTIFIED) == []


def test_an_answer_from_which_nothing_was_read() -> None:
    words = "It is being thought about in many places at once."
    assert gaps(answered("5b", words), GapKind.ANSWER_NOT_UNDERSTOOD) == [(words, "msq-2020-5b")]


@pytest.mark.parametrize("words", ["Yes", "No.", "Not available", "N/A", "Ministry of Education https://edu.example.mt"])
def test_an_answer_that_says_nothing_or_a_fact_is_no_gap(words: str) -> None:
    assert gaps(answered("5b", words), GapKind.ANSWER_NOT_UNDERSTOOD) == []


def test_options_without_tick_marks() -> None:
    read = answered("21", USUAL["en"])
    lost = {gap.question: gap.words for gap in read.gaps if gap.kind is GapKind.TICK_MARKS_LOST}
    assert lost["msq-2020-9"] == "9 of 9 printed options"
    assert lost["msq-2020-15"] == "10 of 10 printed options"


def test_an_answer_in_a_language_without_a_lexicon() -> None:
    words = " ".join([
        "Rząd prowadzi wiele projektów cyfrowych i rozwija usługi publiczne dla wszystkich obywateli naszego kraju.",
        "Ministerstwo odpowiada za strategię, a urząd nadzoruje ochronę danych osobowych i podpis elektroniczny.",
        "Każdy obywatel może załatwić większość spraw przez internet, nie wychodząc z domu, o każdej porze dnia.",
        "W przyszłym roku rząd chce połączyć rejestry państwowe i udostępnić więcej otwartych danych publicznych.",
    ])
    assert gaps(answered("7", words), GapKind.LANGUAGE_NOT_KNOWN) == [(words, "msq-2020-7")]


def test_a_party_in_prose() -> None:
    found = gaps(read_text(PRESS), GapKind.PARTY_WITHOUT_TIE)
    assert found == [("In May its minister said that cooperation is what Iceland does best.", None)]


def test_a_body_of_nobody_in_prose() -> None:
    read = read_text("The Ministry of Health opened a portal for every patient. It has been long in the making.\n")
    assert gaps(read, GapKind.COUNTRY_NOT_SAID) == [("Ministry of Health", None)]
