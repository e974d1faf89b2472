"""``egov-kg gaps`` and ``build --minimum-confidence``, as a person runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from egov_kg.cli import main
from egov_kg.pipeline import build
from egov_kg.store import Solutions, open_build

TEXT = """Digital cooperation of Malta

Malta and Italy signed a memorandum of understanding on open data in 2019. In May its minister said
that cooperation is what Iceland | Greenland do best. The Malta Digital Office <https://mdo.example.mt> leads the work.
"""
SENTENCE = "In May its minister said that cooperation is what Iceland | Greenland do best."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gaps")
    (folder / "news.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "news.txt"], folder / "out")
    return folder / "out"


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_json_names_the_place_of_the_words(built: Path) -> None:
    rows = json.loads(invoke("gaps", built, "--format", "json").stdout)
    iceland = next(row for row in rows if row["words"].startswith("Iceland: "))
    assert iceland["kind"] == "party-without-tie"
    assert (iceland["document"], iceland["question"]) == ("news.txt", None)
    assert " ".join(TEXT[iceland["start"] : iceland["end"]].split()) == SENTENCE


def test_text_says_what_a_kind_means(built: Path) -> None:
    lines = invoke("gaps", built).stdout.splitlines()
    assert lines[0].startswith("party-without-tie (")
    assert "no tie was read" in lines[0]
    assert any(line.endswith(f"Iceland: {SENTENCE}") for line in lines)


def test_csv_and_markdown_hold_the_same_rows(built: Path) -> None:
    rows = json.loads(invoke("gaps", built, "-f", "json").stdout)
    table = list(csv.DictReader(io.StringIO(invoke("gaps", built, "-f", "csv").stdout)))
    assert [row["words"] for row in table] == [row["words"] for row in rows]
    markdown = invoke("gaps", built, "-f", "markdown").stdout.splitlines()
    assert len(markdown) == len(rows) + 2
    assert r"Iceland \| Greenland" in "".join(markdown)


def test_kinds_and_documents_are_chosen(built: Path) -> None:
    assert invoke("gaps", built, "--kind", "tick-marks-lost").stdout == "No gaps.\n"
    assert invoke("gaps", built, "--document", "other").stdout == "No gaps.\n"
    chosen = invoke("gaps", built, "--kind", "party-without-tie", "--document", "NEWS").stdout
    assert SENTENCE in chosen


def test_a_folder_without_a_build(tmp_path: Path) -> None:
    result = invoke("gaps", tmp_path)
    assert result.exit_code == 2
    assert "holds no build" in result.stderr


@pytest.mark.parametrize("report", [None, b"", b"[]", b'{"gaps": [{"kind": "unheard-of"}]}', b"{}"])
def test_a_report_that_lists_no_gaps(built: Path, tmp_path: Path, report: bytes | None) -> None:
    (tmp_path / "egov-kg.ttl").write_bytes((built / "egov-kg.ttl").read_bytes())
    if report is not None:
        (tmp_path / "report.json").write_bytes(report)
    result = invoke("gaps", tmp_path)
    assert result.exit_code == 2
    assert f"egov-kg build FILES --output {tmp_path}" in result.stderr


def test_the_summary_of_a_build_counts_gaps(built: Path, tmp_path: Path) -> None:
    rows = json.loads(invoke("gaps", built, "-f", "json").stdout)
    printed = invoke("build", built.parent / "news.txt", "--output", tmp_path / "again").stdout
    assert f"{len(rows)} gaps, seen and not understood: egov-kg gaps {tmp_path / 'again'}" in printed


def confidences(folder: Path) -> list[float]:
    found = open_build(folder).query("SELECT ?claim ?confidence { ?claim a egov:Claim ; egov:confidence ?confidence }")
    assert isinstance(found, Solutions)
    return sorted(float(row[1].value) for row in found.rows if row[1])


def test_minimum_confidence_leaves_unsure_facts_out(built: Path, tmp_path: Path) -> None:
    _, asked, *_ = sorted(set(confidences(built)))
    result = invoke("build", built.parent / "news.txt", "-o", tmp_path / "sure", "--minimum-confidence", str(asked))
    assert result.exit_code == 0
    kept = confidences(tmp_path / "sure")
    assert kept
    assert kept[0] >= asked
    left_out = json.loads((tmp_path / "sure" / "report.json").read_bytes())["left out"]
    assert any(f"{asked} is asked for" in one["reason"] for one in left_out)
    assert invoke("verify", tmp_path / "sure").exit_code == 0


@pytest.mark.parametrize("value", ["1.5", "-1", "high"])
def test_minimum_confidence_is_a_share(built: Path, tmp_path: Path, value: str) -> None:
    result = invoke("build", built.parent / "news.txt", "-o", tmp_path / "out", "--minimum-confidence", value)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()
