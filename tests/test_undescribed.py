"""A questionnaire that nobody described: its questions with their raw answers, and less sure facts in them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.config import Settings
from egov_kg.documents import read
from egov_kg.forms import segment, undescribed_factor
from egov_kg.forms.undescribed import printed_answers
from egov_kg.model import Document
from egov_kg.pipeline import build
from egov_kg.reference import confidences
from egov_kg.verify import verify
from several import FINLAND, PLAN, built, rows

SURVEY: Final = """National Survey of Digital Government, Iceland

A. Institutions

Which body leads digital government in your country? 1
The Ministry of Finance and Economic Affairs of Iceland leads digital government. It signed a memorandum of
understanding with Estonia in 2021.

Which national portal do citizens use? 2
Iceland's national portal is https://island.is.

B. Rules

Is there a law on data protection? 3
Yes. Act No. 90/2018 on Data Protection and the Processing of Personal Data.

Does the country plan a law on open data? 4

Which systems exchange data? 5
Straumurinn, the data exchange layer.

C. The respondent

Please give your name and e-mail: 6
Jón Dæmi, jon@example.org
"""
NUMBERINGS: Final = {
    "decimals": ("1.1", "1.2", "2.1", "2.2", "3.1"),
    "letters": ("(a)", "(b)", "(c)", "(d)", "(e)"),
    "romans": ("i.", "ii.", "iii.", "iv.", "v."),
    "Q": ("Q1", "Q2", "Q3", "Q4", "Q5"),
    "sections": ("A1.", "A2.", "B1.", "B2.", "C1."),
    "plain": ("1)", "2)", "3)", "4)", "5)"),
    "markdown": ("**1.**", "**2.**", "**3.**", "**4.**", "**5.**"),
}
ASKED: Final = (
    ("Which body leads digital government in your country?", "The Office of Bits of Iceland."),
    ("Which national portal do citizens use?", "It is https://island.is."),
    ("Is there a law on data protection?", "Yes. Act No. 90/2018 on Data Protection."),
    ("Does the country plan a law on open data?", ""),
    ("Please list the systems that exchange data:", "Straumurinn."),
)


def document(text: str) -> Document:
    return Document(file_name="x.txt", path=Path("x.txt"), sha256="0" * 64, text=text, plain=text)


@pytest.mark.parametrize("numbers", NUMBERINGS.values(), ids=NUMBERINGS)
def test_questions_are_found_whatever_their_numbering(numbers: tuple[str, ...]) -> None:
    pairs = zip(numbers, ASKED, strict=True)
    text = "A survey of Iceland\n\n" + "\n\n".join(f"{number} {ask}\n{said}" for number, (ask, said) in pairs)
    printed = segment(document(text)).printed
    assert [text[slice(*one.wording[0])] for one in printed] == [ask for ask, _ in ASKED]
    assert [" ".join(text[slice(*span)] for span in one.spans) for one in printed] == [said for _, said in ASKED]
    assert [text[slice(*one.number)].strip("()") for one in printed] == [number.strip("()*.") for number in numbers]
    assert len({one.key for one in printed}) == 5


def test_raw_answers_stand_in_the_graph_with_their_questions(tmp_path: Path) -> None:
    report = built(tmp_path, {"survey.txt": SURVEY})
    assert report.exit_status == 0, report.validation.to_text()
    found = rows(
        report,
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?number ?wording ?state ?text ?country {
        ?a egov:question ?q ; egov:responseState ?state . ?q skos:notation ?number ; skos:prefLabel ?wording .
        OPTIONAL { ?a egov:responseText ?text ; egov:country ?country } } ORDER BY ?number""",
    )
    assert [row[:3] for row in found] == [
        ("1", "Which body leads digital government in your country?", "answered"),
        ("2", "Which national portal do citizens use?", "answered"),
        ("3", "Is there a law on data protection?", "answered"),
        ("4", "Does the country plan a law on open data?", "empty"),
        ("5", "Which systems exchange data?", "answered"),
        ("6", "Please give your name and e-mail:", "empty"),
    ]
    assert found[1][3:] == ("Iceland's national portal is https://island.is.", "ISL")
    assert rows(report, "SELECT ?form { ?d egov:form ?form }") == [("undescribed",)]
    assert verify(report.output, [tmp_path / "survey.txt"]).holds
    everything = b"".join(path.read_bytes() for path in report.output.rglob("*") if path.is_file()).decode()
    assert "Jón Dæmi" not in everything
    (line,) = [line for line in report.summary_lines() if line.startswith("survey.txt")]
    assert line == "survey.txt follows no form that is described: 6 numbered questions with their raw answers"


def test_facts_are_read_inside_and_their_confidence_is_lower_by_the_factor(tmp_path: Path) -> None:
    report = built(tmp_path, {"survey.txt": SURVEY})
    assert rows(report, "SELECT ?url { ?p a egov:Portal ; egov:url ?url }") != []
    assert report.counts["LegalInstrument"] == 1
    assert report.counts["CooperationTie"] == 1
    claims = rows(report, "SELECT ?rule ?confidence { ?c egov:rule ?rule ; egov:confidence ?confidence }")
    factor = undescribed_factor()
    assert Decimal(0) < factor < 1
    assert len(claims) > 20
    for rule, confidence in claims:
        assert Decimal(confidence) == confidences()[rule] * factor, rule
    # What is asked is not said: no law of question 4.
    settings = Settings(minimum_confidence=Decimal("0.82"))
    strict = build([tmp_path / "survey.txt"], tmp_path / "strict", settings=settings)
    assert len(strict.skipped) > 0
    read = """SELECT ?confidence { ?c rdf:subject ?s ; egov:confidence ?confidence
        FILTER(!REGEX(STR(?s), "/(answer|question)/")) }"""
    assert all(Decimal(confidence) >= settings.minimum_confidence for (confidence,) in rows(strict, read))
    assert any(Decimal(confidence) < settings.minimum_confidence for (confidence,) in rows(report, read))
    described = built(tmp_path, {"finland.txt": FINLAND}, "described")
    sure = rows(described, "SELECT ?rule ?confidence { ?c egov:rule ?rule ; egov:confidence ?confidence }")
    assert all(rule == "tick-box" or Decimal(confidence) == confidences()[rule] for rule, confidence in sure)


def test_plans_and_prose_are_no_questionnaires() -> None:
    assert segment(document(PLAN)).printed == ()
    release = "The minister said:\n\n1. Ports\nNew.\n\n2. Roads\nOld.\n\nWhy now? Because.\n\n3. Rails\n4. Air\n"
    assert segment(document(release)).printed == ()
    actions = "\n\n".join(f"{n}. Provide service number {n} to all schools by 2025." for n in range(1, 12))
    assert segment(document(actions)).printed == ()


def test_the_same_survey_in_two_formats_states_its_answers_once(tmp_path: Path) -> None:
    alone = built(tmp_path, {"a.txt": SURVEY}, "alone")
    both = built(tmp_path, {"a.txt": SURVEY, "b.md": SURVEY.replace("\n\n", "\n\n\n")}, "both")
    names = ("Answer", "CooperationTie", "LegalInstrument", "Portal")
    assert {name: both.counts.get(name) for name in names} == {name: alone.counts.get(name) for name in names}


@given(st.text(alphabet="aA1.?:() \n(QIivx*", max_size=300))
def test_every_stretch_is_one_of_the_text_and_none_overlaps(text: str) -> None:
    printed = segment(document(text + "\n1. Is it so?\n2. Is it?\n3. Is it not?\n4. Is it?\n")).printed
    spans = [span for one in printed for span in (one.number, *one.wording, *one.spans)]
    assert all(0 <= start < end <= len(text) + 60 for start, end in spans)
    answers = [span for one in printed for span in one.spans]
    assert all(before.end <= after.start for before, after in pairwise(answers))


def test_the_lettered_heading_of_a_section_is_no_question(tmp_path: Path) -> None:
    asked = ("Who leads digital government?", "Which portals exist?", "Is there a law on data?", "Whom do you help?")
    text = "Survey of Digital Government\nCountry: Kenya\n"
    for letter, number in zip("ABCD", range(1, 5), strict=True):
        behind = number % 2 == 0
        question = f"{asked[number - 1]} {number}" if behind else f"{number}. {asked[number - 1]}"
        text += f"{letter}. Section of letters\n{question}\nThe answer to it is given here.\n"
    path = tmp_path / "survey.txt"
    path.write_text(text, encoding="utf-8")
    printed = printed_answers(read(path))
    assert [one.key for one in printed] == ["1", "2", "3", "4"]
