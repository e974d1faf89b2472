"""``egov-kg form``: how a document follows a form, and drafts of forms that nobody described."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import yaml

from egov_kg.documents import read
from egov_kg.forms import check, read_form
from egov_kg.forms.draft import printed_questions
from running import egov_kg

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
OTHER: Final = """National Survey of Portals 2022
A. Institutions
Which body leads digital government in your country? 1
The Office of Bits.
Please list its portals: 2
https://bits.example.org
B. Services
3. Which of these do you offer?
☒ open data
☐ signatures
4. Who runs them?
a. Health
Ministry of Health
b. Education
"""


def test_check_shows_each_question_with_its_words_and_answer() -> None:
    done = egov_kg("form", "check", EXAMPLES / "finland-msq-2020.txt")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("finland-msq-2020.txt follows msq-2020: 41 of 41 questions found, evidence 41.0")
    row = next(line for line in lines if line.startswith("     6 "))
    document = read(EXAMPLES / "finland-msq-2020.txt")
    start, end = (int(place) for place in row.partition("[")[2].partition("]")[0].split(":"))
    assert document.text[start:end].startswith("6. Is there a national development strategy")
    assert row.split()[1] == "100"
    assert '= Yes. "The Finland we want by 2050"' in row
    assert any("[6 of 9 ticked]" in line for line in lines)
    assert "Matti" not in done.stdout
    assert "private" in next(line for line in lines if line.startswith("  contact"))


def test_check_tells_what_is_missing_and_how_much_alike_words_are(tmp_path: Path) -> None:
    text = (EXAMPLES / "finland-msq-2020.txt").read_text(encoding="utf-8")
    noisy = text.replace("Is there a national development strategy", "Is there any natonal developmnt strategy")
    gone = noisy[: noisy.index("9. Is there")] + noisy[noisy.index("10. Do you") :]
    path = tmp_path / "noisy.txt"
    path.write_text(gone, encoding="utf-8")
    (found,) = check(read(path))
    rows = {question.question: question for question in found.questions}
    assert 80 < rows["msq-2020-6"].score < 100
    assert rows["msq-2020-9"].printed is None
    assert found.found == len(found.questions) - 1
    assert "     9    -  Legal framework\n" in egov_kg("form", "check", path).stdout


def test_check_says_so_where_no_form_is_followed(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    done = egov_kg("form", "check", "other.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "follows no form that is known. A draft of its own: egov-kg form draft other.txt" in done.stdout
    wrong = egov_kg("form", "check", "other.txt", "--form", "msq-1999", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "Known forms: msq-2020" in wrong.stderr


def test_a_draft_holds_sections_questions_parts_and_options(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    done = egov_kg("form", "draft", "other.txt", "--id", "nsp-2022", "--edition", "2022", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    data = yaml.safe_load(done.stdout)
    assert (data["id"], data["edition"], data["title"]) == ("nsp-2022", 2022, "National Survey of Portals 2022")
    assert [(one["number"], one["title"]) for one in data["sections"]] == [("A", "Institutions"), ("B", "Services")]
    first, second = data["sections"][0]["questions"]
    assert (first["id"], first["wording"]) == ("1", "Which body leads digital government in your country?")
    assert (second["id"], second["kind"]) == ("2", "portals")
    third, fourth = data["sections"][1]["questions"]
    assert [one["wording"] for one in third["options"]] == ["open data", "signatures"]
    assert [one["wording"] for one in fourth["parts"]] == ["Health", "Education"]
    document = read(tmp_path / "other.txt")
    answers = [document.text[slice(*span)] for span in printed_questions(document)[0].questions[0].answers]
    assert answers == ["The Office of Bits."]


def test_documents_follow_the_draft_that_was_made_of_one_of_them(tmp_path: Path) -> None:
    draft = egov_kg("form", "draft", EXAMPLES / "finland-msq-2020.txt", "--id", "drafted").stdout
    (tmp_path / "drafted.yaml").write_text(draft, encoding="utf-8")
    (found,) = check(read(EXAMPLES / "kenya-msq-2020.txt"), read_form(tmp_path / "drafted.yaml"))
    assert found.form == "drafted"
    assert found.found >= 0.95 * len(found.questions)
    portal = next(question for question in found.questions if question.question == "drafted-2c")
    assert portal.answer is not None
    text = read(EXAMPLES / "kenya-msq-2020.txt").text
    assert [text[slice(*span)] for span in portal.answer.spans] == ["https://www.opendata.go.ke"]


UNKNOWN: Final = """National Digital Government Survey 2022
Country: Kenya
A. Institutions
Which body leads digital government in your country? 1
The ICT Authority (ICTA) leads digital government. Its portal is https://icta.go.ke.
Please list the national portals: 2
The national portal is https://www.ecitizen.go.ke.
B. Law
Is there a law on data protection? 3
Yes. The Data Protection Act, No. 24 of 2019, protects personal data.
C. Cooperation
With which countries do you cooperate? 4
In 2018 Kenya signed a memorandum of understanding with Estonia on digital identity.
"""


def test_a_questionnaire_that_nobody_described_is_read_by_the_rules_for_prose(tmp_path: Path) -> None:
    (tmp_path / "unknown.txt").write_text(UNKNOWN, encoding="utf-8")
    done = egov_kg("build", "unknown.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    facts = (tmp_path / "output" / "egov-kg.ttl").read_text(encoding="utf-8")
    for thing in ("agency:KEN-icta\n", "portal:KEN-ecitizen-go-ke\n", "legal-instrument:KEN-law-24-2019\n"):
        assert thing in facts
    assert "tieKind tie-kind:memorandum-of-understanding" in facts
    evidence = (tmp_path / "output" / "egov-kg.evidence.ttl").read_text(encoding="utf-8")
    rules = set(re.findall(r'egov:rule "([^"]+)"', evidence))
    assert any(rule.startswith("prose") for rule in rules)
    assert "egov:form form:undescribed" in evidence
