"""Printed options, tick boxes, labelled fields, the closing part."""

from __future__ import annotations

import pytest
from printed_form import answer_to, fields, pieces, printed, read, replaced, states, wording

from egov_kg.model import Span, Tick

LAWS = ["access-to-information", "data-protection", "open-data", "digital-identity", "digital-signature",
        "e-procurement", "expenditure-publication", "interoperability", "digital-government-right"]  # fmt: skip
TECHNOLOGIES = "\n\n".join(
    f"- {text}" for text in (
        "Artificial Intelligence (AI)", "Blockchain", "Big data", "Smart cities", "Robotics",
        "Internet of Things (IOT)", "Quantum computing", "Virtual reality", "Augmented reality", "Other:",
    )
)  # fmt: skip


def technologies(block: str, answer: str = "") -> str:
    return replaced(printed({"15": answer}), TECHNOLOGIES, block)


def test_every_printed_option_without_a_tick_is_unknown() -> None:
    found = read(printed({"9": "Act 3."}))
    assert states(found, "9") == dict.fromkeys(LAWS, "unknown")
    text = found.document.text
    assert [text[slice(*mark.span)] for mark in answer_to(found, "10").options] == ["Yes", "No"]
    assert text[slice(*answer_to(found, "9").options[3].span)] == "digital identity"


def test_options_in_lines_with_several() -> None:
    block = (
        "- Artificial Intelligence (AI) Blockchain Big data Smart cities\n Robotics    Internet of Things (IOT)"
        "    Quantum computing    Virtual reality\n Augmented reality Other: Drones\n\nFirst steps."
    )
    found = read(technologies(block))
    assert list(states(found, "15")) == [
        "artificial-intelligence", "blockchain", "big-data", "smart-cities", "robotics", "internet-of-things",
        "quantum-computing", "virtual-reality", "augmented-reality", "other",
    ]  # fmt: skip
    assert pieces(found, "15") == ["Drones", "First steps."]


def test_ticks_before_options_of_one_line() -> None:
    found = read(
        technologies(
            "☐ Artificial Intelligence (AI) ☒ Blockchain ☐ Big data Smart cities\n☑ Robotics\n[x] Other: Drones"
        )
    )
    assert states(found, "15") == {
        "artificial-intelligence": "not-selected", "blockchain": "selected", "big-data": "not-selected",
        "smart-cities": "unknown", "robotics": "selected", "other": "selected",
    }  # fmt: skip
    assert pieces(found, "15") == ["Drones"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("☒ Yes ☐ No", {"yes": "selected", "no": "not-selected"}),
        ("Yes ☐ No ☒", {"yes": "not-selected", "no": "selected"}),
        ("[ ] Yes\n[x] No", {"yes": "not-selected", "no": "selected"}),
        ("☒ Yes", {"yes": "selected"}),
        ("Yes\nNo", {"yes": "unknown", "no": "unknown"}),
        ("Yes / No", {"yes": "unknown", "no": "unknown"}),
        ("✓ Yes   No", {"yes": "selected", "no": "unknown"}),
    ],
)
def test_yes_and_no(line: str, expected: dict[str, str]) -> None:
    found = read(printed().replace("Yes     No", line, 1))
    assert states(found, "10") == expected
    assert pieces(found, "10") == []


@pytest.mark.parametrize("line", ["Yes", "No", "Yes, every month", "No, but soon"])
def test_a_lone_yes_is_an_answer(line: str) -> None:
    found = read(printed().replace("Yes     No", line, 1))
    assert states(found, "10") == {}
    assert pieces(found, "10") == [line]


def test_ticks_that_the_reader_found() -> None:
    text = printed({"9": "Act 3."})
    place = text.index("digital identity")
    line = text.index("     No")
    ticks = [Tick(Span(place - 2, place - 1), True), Tick(Span(line + 4, line + 5), False)]
    found = read(text, ticks=ticks)
    assert states(found, "9") == {**dict.fromkeys(LAWS, "unknown"), "digital-identity": "selected"}
    assert states(found, "10") == {"yes": "unknown", "no": "not-selected"}


def test_an_option_broken_over_lines_and_by_a_footnote() -> None:
    text = replaced(printed({"8": "All of it."}), "or other specific measures", "or other\n  specific measures")
    text = replaced(
        text, "most vulnerable groups", "most\n\n⁷ Also referring to emerging technologies\n\nvulnerable groups⁶"
    )
    found = read(text)
    assert len(states(found, "8")) == 11
    assert pieces(found, "8") == ["All of it."]


def test_answers_between_options() -> None:
    text = replaced(printed(), "- digital identity", "- digital identity\n\nAct 7 of 2012.")
    text = replaced(text, "- e-procurement", "☒ e-procurement: Act 9 of 2001")
    found = read(text)
    assert pieces(found, "9") == ["Act 7 of 2012.", "Act 9 of 2001"]
    assert states(found, "9")["e-procurement"] == "selected"
    assert len(states(found, "9")) == 9


FIELDS = "Name:\n\nTitle:\n\nOrganization:\n\nE-mail:\n\nPhone:"
HOLDER = {"name": "Ana Lago", "title": "Chief of Lakes", "organization": "Office of Lakes",
          "email": "ana@lakes.example", "phone": "+99 1 234"}  # fmt: skip


@pytest.mark.parametrize(
    "block",
    [
        "Name: {name}\n\nTitle: {title}\n\nOrganization: {organization}\nE-mail: {email}\nPhone: {phone}",
        "Name\n{name}\n\nTitle\n{title}\n\nOrganization\n{organization}\n\nEmail\n{email}\n\nPhone\n{phone}",
        "**Name:** {name}\n**Title:** {title}\n**Organisation**: {organization}\n**E-mail:** {email}\nTel.: {phone}",
        "{name}\n\nName:\n\nTitle:\n\n{title}\n\nOrganization: {organization}\n\nE-mail:\n\n{email}\n\nPhone:\n{phone}",
        "{name}\nName:\n{title}\nTitle:\n{organization}\nOrganization:\n{email}\nE-mail:\n{phone}\nPhone:",
        "Nombre: {name}\nCargo: {title}\nOrganización: {organization}\nCorreo electrónico: {email}\nTeléfono: {phone}",
        "- Name:\t{name}\n- Title:\t{title}\n- Organization:\t{organization}\n- E-mail:\t{email}\n- Phone:\t{phone}",
    ],
)
def test_fields_on_the_line_below_and_above(block: str) -> None:
    found = read(printed({"4": block.format(**HOLDER)}))
    assert fields(found, "4") == HOLDER
    assert sorted(pieces(found, "4")) == sorted(HOLDER.values())


def test_empty_fields_and_an_answer_before_them() -> None:
    found = read(printed({"4": f"Yes\n\n{FIELDS}"}))
    assert fields(found, "4") == {}
    assert pieces(found, "4") == ["Yes"]


def test_a_value_on_two_lines_and_an_explanation_behind() -> None:
    block = "Name: Ana Lago\n\nTitle: Chief of Lakes\nand Rivers\n\nPhone: 12\n\nThe post was made in 2011."
    found = read(printed({"4": block}))
    assert fields(found, "4") == {"name": "Ana Lago", "title": "Chief of Lakes\nand Rivers", "phone": "12"}
    assert pieces(found, "4")[-1].endswith("The post was made in 2011.")


CONTACT = "Name: Ben Roca\n\nTitle: Clerk\n\nEmail: ben@lakes.example\n\nOrganization: Office of Lakes"


@pytest.mark.parametrize(
    "heading", ["X. Contact and Additional Information", "X.\n\nContact and Additional Information", ""]
)
def test_contacts_never_fall_into_another_answer(heading: str) -> None:
    text = printed({"24": "No.", "contact": f"{CONTACT}\n\nor Cleo Mar"})
    found = read(replaced(text, "X. Contact and Additional Information", heading))
    assert fields(found, "contact")["name"] == "Ben Roca"
    assert "or Cleo Mar" in " ".join(pieces(found, "contact"))
    assert pieces(found, "24")[0] == "No."
    assert not any("Roca" in piece or "Cleo" in piece for piece in pieces(found, "24"))


def test_contacts_above_their_heading() -> None:
    text = printed({"24": f"No.\n\n{CONTACT}"})
    text = replaced(text, "Name:\nTitle:\nE-mail:\nOrganization:\nPhone:\n\n1. Please", "1. Please")
    found = read(text)
    assert pieces(found, "24") == ["No."]
    assert fields(found, "contact")["email"] == "ben@lakes.example"


def test_closing_questions_hold_all_that_stands_behind_them() -> None:
    text = printed({"x1": "I asked my office.", "x2": "From Dora Pino, dora@lakes.example"})
    found = read(f"{text}\n\nAnnex: write to Elio Vega.")
    assert pieces(found, "x1") == ["I asked my office."]
    assert pieces(found, "x2") == ["From Dora Pino, dora@lakes.example", "Annex: write to Elio Vega."]
    assert answer_to(found, "x2").kind == "closing"
    assert len(states(found, "x1")) == 5
    assert len(states(found, "x2")) == 6


def test_words_behind_other_in_a_closing_question() -> None:
    text = printed().replace("- Other:\n\n2. ", "☒ Other: I am the minister\n\n2. ")
    found = read(text)
    assert pieces(found, "x1") == ["I am the minister"]
    assert states(found, "x1")["other"] == "selected"


def test_the_question_keeps_its_lead() -> None:
    found = read(printed({"8": "We plan."}))
    assert wording("8").startswith("Please check whichever applies.")
    assert pieces(found, "8") == ["We plan."]
