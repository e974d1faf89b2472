"""From a blank questionnaire to facts: a draft of its form, edited, by which filled ones are read; forms' languages."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import pytest
import yaml

from egov_kg.documents import read
from egov_kg.forms import check, load_forms, segment
from running import egov_kg
from several import EXAMPLES, FINLAND, built, rows

BLANK: Final = """National Digital Government Survey 2022

Country:

A. Institutions

1. Which ministry or agency is responsible for digital government in your country?

2. Which web portal do citizens use for the open data of your government?

B. Rules

3. Which rules on the protection of personal data are in force in your country?

4. Which share of your staff uses the Internet in their daily work?

5. What else do you want to tell about your work?
"""
ANSWERS: Final = (
    "Ministry of Digital Affairs (MDA), https://mda.gov.gh",
    "https://data.gov.gh",
    "The Data Protection Act, Act No. 843 of 2012",
    "64%",
    "We are a small team.",
)


def filled() -> str:
    text = BLANK.replace("Country:", "Country: Ghana")
    for number, answer in enumerate(ANSWERS, 1):
        start = text.index(f"\n{number}. ")
        end = text.index("?", start) + 1
        text = f"{text[:end]}\n{answer}\n{text[end:]}"
    return text


def drafted(folder: Path, text: str = BLANK, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "blank.txt").write_text(text, encoding="utf-8")
    return egov_kg("form", "draft", "blank.txt", "--id", "ndgs-2022", *options, cwd=folder)


def edited(folder: Path) -> Path:
    """The draft with what a person corrects in it."""
    draft = yaml.safe_load(drafted(folder).stdout)
    questions = {one["id"]: one for section in draft["sections"] for one in section["questions"]}
    assert {key: one["kind"] for key, one in questions.items()}["5"] == "unknown"
    for key, kind, code in (
        ("1", "agencies", "e-government-lead"), ("2", "portals", "open-data"), ("3", "laws", None),
        ("4", "indicator", "internet-use"), ("5", "text", None),
    ):  # fmt: skip
        questions[key] |= {"kind": kind, "code": code}
    draft["country_labels"] = ["Country"]
    path = folder / "edited.yaml"
    path.write_text(yaml.safe_dump(draft, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def test_from_a_blank_form_to_the_facts_of_a_filled_one(tmp_path: Path) -> None:
    form = edited(tmp_path)
    (tmp_path / "ghana.txt").write_text(filled(), encoding="utf-8")
    done = egov_kg("build", "ghana.txt", EXAMPLES / "finland-msq-2020.txt", "--form", form, cwd=tmp_path)
    assert done.returncode == 0, done.stderr + done.stdout
    facts = (tmp_path / "output" / "egov-kg.ttl").read_text(encoding="utf-8")
    for thing in ("agency:GHA-mda\n", "portal:GHA-data-gov-gh\n", "legal-instrument:GHA-law-843-2012\n"):
        assert thing in facts
    assert "egov:portalType portal-type:open-data" in facts
    assert "egov:mandate mandate:e-government-lead" in facts
    assert "egov:indicator indicator:internet-use" in facts
    assert "egov:value 64" in facts
    assert 'egov:responseText "We are a small team."' in facts
    assert 'skos:prefLabel "Which web portal do citizens use for the open data of your government"@en' in facts
    evidence = (tmp_path / "output" / "egov-kg.evidence.ttl").read_text(encoding="utf-8")
    assert "egov:form form:ndgs-2022" in evidence
    assert "egov:form form:msq-2020" in evidence
    assert "egov:edition 2022" in evidence
    assert egov_kg("verify", "output", "ghana.txt", EXAMPLES / "finland-msq-2020.txt", cwd=tmp_path).returncode == 0
    without = egov_kg("build", "ghana.txt", "-o", "without", cwd=tmp_path)
    assert "ghana.txt follows no form that is described: 5 numbered questions" in without.stdout


def test_a_draft_has_the_title_and_edition_that_are_printed(tmp_path: Path) -> None:
    draft = yaml.safe_load(drafted(tmp_path, "Ministry of Plans\n\n" + BLANK).stdout)
    assert (draft["title"], draft["edition"]) == ("National Digital Government Survey 2022", 2022)
    other = drafted(tmp_path, BLANK, "--edition", "2024")
    assert yaml.safe_load(other.stdout)["edition"] == 2024
    assert "its title says 2022, and the draft says 2024" in other.stderr
    unsaid = drafted(tmp_path, BLANK.replace(" 2022", ""))
    assert (unsaid.returncode, unsaid.stdout) == (2, "")
    assert "give the edition with --edition" in unsaid.stderr


def test_of_a_press_release_no_draft_is_made(tmp_path: Path) -> None:
    text = "Ministry opens a portal\n\nThe minister opened it in 2022. Why now? Because it was ready.\n\nIt is open.\n"
    done = drafted(tmp_path, text)
    assert (done.returncode, done.stdout) == (1, "")
    assert "blank.txt is no questionnaire: no questions were found" in done.stderr


@pytest.mark.parametrize("numbers", [("1.1", "1.2", "1.3"), ("Q1", "Q2", "Q3"), ("(a)", "(b)", "(c)")])
def test_a_draft_of_other_numberings(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    asked = ("Which portal do you have?", "Which laws are in force?", "Which body is responsible?", "Is it open?")
    pairs = zip((*numbers, "9.9"), asked, strict=True)
    text = "Survey of Portals 2022\n\n" + "\n\n".join(f"{number} {words}\n" for number, words in pairs)
    draft = yaml.safe_load(drafted(tmp_path, text).stdout)
    assert [one["wording"] for one in draft["sections"][0]["questions"]] == list(asked)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("id: ndgs-2022", "id: msq-2020"), "there is a form 'msq-2020' already"),
        (("kind: agencies", "kind: agency"), "no answer is read for the kind 'agency'"),
        (("edition: 2022", "edition: soon"), "'edition' is a year"),
        (("sections:", "parts:"), "it holds no question"),
    ],
)
def test_a_form_that_cannot_be_used_is_told_and_nothing_written(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    form = edited(tmp_path)
    text = form.read_text(encoding="utf-8")
    assert change[0] in text
    form.write_text(text.replace(*change, 1), encoding="utf-8")
    (tmp_path / "ghana.txt").write_text(filled(), encoding="utf-8")
    done = egov_kg("build", "ghana.txt", "--form", form, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


def test_every_language_of_a_form_is_found_and_languages_may_be_mixed(tmp_path: Path) -> None:
    """The form's questions in four languages in turn, the answers in others."""
    form = load_forms()["msq-2020"]
    said = {"1": "https://www.gov.example", "6": "Oui, le plan national.", "16": "Sí, el laboratorio.", "24": "No."}
    turns = ("en", "es", "fr", "pt")
    lines = [form.title["fr"][0], "Finland"]
    for place, question in enumerate(form.questions()):
        language = turns[place % len(turns)]
        words = question.wordings.get(language) or question.wordings["en"]
        lines += [f"{question.number}. {words[0]}", said.get(question.name.rpartition("-")[2], "")]
    path = tmp_path / "mixed.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    segmented = segment(read(path))
    assert segmented.form == "msq-2020"
    (checked,) = check(read(path))
    assert checked.found >= len(checked.questions) - 2
    found = {answer.question: answer for answer in segmented.answers}
    for key, answer in said.items():
        spans = found[f"msq-2020-{key}"].spans
        assert " ".join(segmented.document.text[slice(*span)] for span in spans) == answer
    for language in turns:
        whole = [form.title[language][0], "Finland"]
        whole += [f"{one.number}. {one.wordings.get(language, one.wordings['en'])[0]}" for one in form.questions()]
        path.write_text("\n\n".join(whole), encoding="utf-8")
        (one,) = check(read(path))
        assert one.found == len(one.questions), language


def test_an_answer_in_another_language_than_its_form(tmp_path: Path) -> None:
    english = "Ministry of Finance, Public Sector ICT Department, https://vm.fi"
    text = FINLAND.replace(english, "El Ministerio de Hacienda (MH), https://vm.fi, dirige el gobierno electrónico.")
    assert text != FINLAND
    report = built(tmp_path, {"mixed.txt": text})
    labels = 'SELECT ?l { ?a a egov:Agency ; rdfs:label ?l FILTER(LANG(?l) = "es") }'
    assert ("Ministerio de Hacienda",) in rows(report, labels)
    assert set(rows(report, "SELECT ?l { ?d dcterms:language ?l }")) >= {("en",), ("es",)}
