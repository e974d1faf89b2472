"""``egov-kg review``: questions with both sides, answers in decisions.yaml, the way through a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from egov_kg.linking import Options, Wanted
from egov_kg.linking.run import run
from egov_kg.resolve import read_decisions
from running import egov_kg
from sample_build import SAMPLE

PUBLISHERS = ("Ministry of Learning - Exams Department", "Learning Ministry Council", "=Ministry of Learning Press")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build whose links leave three questions."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "build"))
    file = tmp_path / "data.json"
    sets = [
        {"identifier": str(number), "title": f"Set {number}", "publisher": {"name": name}}
        for number, name in enumerate(PUBLISHERS)
    ]
    file.write_text(json.dumps({"title": "Open data", "dataset": sets}), encoding="utf-8")
    report = run(folder, [Wanted(named=str(file), country="ISL")], Options())
    assert report.to_review == len(PUBLISHERS)
    return folder


def review(build: Path, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "egov_kg", "review", str(build), *arguments]
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=False)


def test_both_sides_are_shown_and_answers_are_written_at_once(build: Path) -> None:
    done = review(build, "s\nits own press\nd\n\n", "--by", "Ana")
    assert done.returncode == 0, done.stderr
    for shown in ("there: ", "here:  Ministry of Learning", "country: ISL", "publishes: Set", "in: Open data", "1/3"):
        assert shown in done.stderr
    assert "2 decisions written" in done.stdout
    first, second = read_decisions(build / "decisions.yaml").entries
    assert (first.kind, first.by, first.why) == ("same", "Ana", "its own press")
    assert (second.kind, second.why) == ("different", "looked at both")
    again = review(build, "q\n", "--by", "Ana")
    assert "1/1" in again.stderr
    assert "0 decisions written" in again.stdout
    assert run(build, [], Options()).to_review == 1


def test_a_spreadsheet_there_and_back(build: Path, tmp_path: Path) -> None:
    table = tmp_path / "questions.csv"
    assert review(build, "", "--csv", str(table)).stdout.startswith("3 questions in ")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert sorted(row["about"] for row in rows) == sorted(["'" + PUBLISHERS[2][0:], *PUBLISHERS[:2]])
    rows[0]["decision"], rows[0]["why"] = "Different", "another one"
    rows[1]["decision"] = "same"
    rows[2]["decision"] = "perhaps"
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    table.write_bytes(text.getvalue().encode("cp1252"))
    done = review(build, "", "--from", str(table), "--by", "Ana")
    assert (done.returncode, "2 decisions written" in done.stdout) == (1, True)
    assert "line 4: 'perhaps' is no decision" in done.stderr
    first, second = read_decisions(build / "decisions.yaml").entries
    assert (first.kind, first.why) == ("different", "another one")
    assert (second.kind, second.why) == ("same", "decided in questions.csv")
    assert "0 decisions written" in review(build, "", "--from", str(table), "--by", "Ana").stdout


def test_where_there_is_nothing_to_review(tmp_path: Path) -> None:
    none = egov_kg("review", tmp_path)
    assert none.returncode == 2
    assert "Link first" in none.stderr
    (tmp_path / "x.csv").write_text("a,b\n", encoding="utf-8")
    shutil.copytree(SAMPLE, tmp_path / "build")
    (tmp_path / "d.json").write_text('{"dataset": [{"title": "T", "publisher": "Nobody"}]}', encoding="utf-8")
    assert egov_kg("link", tmp_path / "build", "--catalogue", tmp_path / "d.json").returncode == 0
    assert egov_kg("review", tmp_path / "build").stdout == "nothing is uncertain\n"
    wrong = egov_kg("review", tmp_path / "build", "--from", tmp_path / "x.csv", "--by", "Ana")
    assert (wrong.returncode, "lacks the columns" in wrong.stderr) == (2, True)
