"""Half a form, several forms in one file, texts that only quote the form."""

from __future__ import annotations

import pytest
from printed_form import answer_to, document, form, name, pieces, printed, read, wording

from egov_kg.forms import missing, segment, segment_all

ANSWERS = {
    "1": "www.lakes.example", "3": "Office of Lakes", "6": "Yes, the plan.", "7": "Yes, the path.",
    "16": "The Laboratory.", "22": "The Network of Lakes.", "24": "No.",
}  # fmt: skip


def test_the_first_half_of_a_form() -> None:
    text = printed(ANSWERS)
    found = read(text[: text.index("10. Do you")])
    assert [pieces(found, key) for key in ("1", "3", "6", "7")] == [[ANSWERS[key]] for key in ("1", "3", "6", "7")]
    assert name("9") not in missing(form(), found)
    assert missing(form(), found)[0] == name("10")


def test_the_second_half_of_a_form() -> None:
    text = printed(ANSWERS)
    found = read(text[text.index("17. What is") :])
    assert [pieces(found, key) for key in ("22", "24")] == [["The Network of Lakes."], ["No."]]
    assert name("16") in missing(form(), found)
    assert name("17") not in missing(form(), found)
    assert found.title is None
    assert found.country is None


def test_a_form_cut_in_the_middle_of_a_question() -> None:
    text = printed(ANSWERS)
    found = read(text[: text.index("at the national level working specifically")])
    assert [answer.question for answer in found.answers][-1] == name("16")
    assert pieces(found, "16") == []


def test_two_forms_in_one_file() -> None:
    second = {key: f"Second {text}" for key, text in ANSWERS.items()}
    text = printed(ANSWERS) + "\n\n" + printed(second).replace("Chile", "Kenya").replace("02/04", "05/06")
    both = segment_all(document(text))
    assert len(both) == 2
    for found, answers, country in zip(both, (ANSWERS, second), ("Chile", "Kenya"), strict=True):
        assert {key: pieces(found, key) for key in answers} == {key: [value] for key, value in answers.items()}
        assert found.country
        assert text[slice(*found.country)] == country
        assert pieces(found, "x2") == []
    assert segment(document(text)).answers == both[0].answers


def test_two_forms_without_titles() -> None:
    one = printed(ANSWERS)
    one = one[one.index("I. Institutional") :]
    both = segment_all(document(one + "\n\n" + one))
    assert [pieces(found, "24") for found in both] == [["No."], ["No."]]
    assert [pieces(found, "x2") for found in both] == [[], []]


def test_questions_quoted_in_an_answer_start_no_new_form() -> None:
    answer = f"See above:\n1. {wording('1')}\nwww.lakes.example"
    found = segment_all(document(printed({**ANSWERS, "24": answer})))
    assert len(found) == 1
    assert "See above:" in " ".join(pieces(found[0], "24"))


@pytest.mark.parametrize("quoted", [("6",), ("6", "7"), ("1", "24")])
def test_a_text_that_quotes_a_question_or_two(quoted: tuple[str, ...]) -> None:
    title = form().title["en"][0]
    quotes = "\n\n".join(f"{wording(key)}\n\nMost said yes." for key in quoted)
    text = f"What countries said\n\n{title}\n\nThe survey asked:\n\n{quotes}\n\nThis is remarkable."
    assert segment(document(text)).form is None


def test_an_empty_form_aligns() -> None:
    found = read(printed())
    assert not any(answer.spans for answer in found.answers)
    assert len(answer_to(found, "15").options) == 10
