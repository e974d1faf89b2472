"""The questionnaire as data."""

from __future__ import annotations

from pathlib import Path

import pytest
from printed_form import form

from egov_kg.errors import KnowledgeError
from egov_kg.forms.loading import read_form

MANDATES = [
    "planning", "education", "health", "social-protection", "employment", "environment", "energy-water", "finance",
    "industry-trade",
]  # fmt: skip


def test_questions_stand_in_printed_order() -> None:
    names = [question.name.removeprefix("msq-2020-") for question in form().questions()]
    assert names == [
        "1", "2", "2a", "2b", "2c", "2d", "2e", "3", "4", "5", *(f"5{part}" for part in "abcdefghi"),
        *(str(number) for number in range(6, 25)), "contact", "x1", "x2",
    ]  # fmt: skip
    assert [section.number for section in form().sections] == [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
    ]  # fmt: skip


def test_questions_carry_the_codes_of_their_answers() -> None:
    by_name = {question.name: question for question in form().questions()}
    assert [by_name[f"msq-2020-5{part}"].code for part in "abcdefghi"] == MANDATES
    assert [by_name[f"msq-2020-{number}"].code for number in range(17, 21)] == [
        "satisfaction", "ict-investment", "ict-use", "internet-use",
    ]  # fmt: skip
    assert [by_name[f"msq-2020-{number}"].code for number in (1, 3, 6, 7, 8, 16)] == [
        "national", "e-government-lead", "development", "e-government", "e-government", "new-technologies",
    ]  # fmt: skip
    assert {option.code for option in by_name["msq-2020-9"].options} == {
        "access-to-information", "data-protection", "open-data", "digital-identity", "digital-signature",
        "e-procurement", "expenditure-publication", "interoperability", "digital-government-right",
    }  # fmt: skip
    assert len(by_name["msq-2020-15"].options) == 10
    assert by_name["msq-2020-8"].options[0].name == "msq-2020-8-implementation-plan"


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_everything_has_a_label_in_each_language(language: str) -> None:
    for question in form().questions():
        assert question.labels[language]
        assert question.wordings[language][0]
        for option in question.options:
            assert option.labels[language][-1] not in ":."
    names = [option.name for question in form().questions() for option in question.options]
    assert len(names) == len(set(names))
    assert set(form().footnotes) == {str(number) for number in range(1, 12)}


def test_a_translation_of_an_unknown_question_is_an_error(tmp_path: Path) -> None:
    own = tmp_path / "f.yaml"
    own.write_text(
        "{id: f, edition: 2020, language: en, title: A form, sections: "
        "[{number: I, title: One, questions: [{id: 1, label: First, wording: 'What?', kind: text}]}]}"
    )
    other = tmp_path / "f.fr.yaml"
    other.write_text("{language: fr, questions: {7: {wording: 'Quoi ?'}}}")
    with pytest.raises(KnowledgeError, match=r"f\.fr\.yaml, questions: no such questions in the form: \['7'\]"):
        read_form(own, [other])


def test_a_question_without_wording_is_an_error(tmp_path: Path) -> None:
    own = tmp_path / "f.yaml"
    own.write_text(
        "{id: f, edition: 2020, language: en, title: A form, sections: "
        "[{number: I, title: One, questions: [{id: 1, label: First, kind: text}]}]}"
    )
    with pytest.raises(KnowledgeError, match="'wording' is missing"):
        read_form(own)
