"""What cannot end well is said before the work, by the name that the person gave; what gave nothing says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from egov_kg.cli import main
from egov_kg.folders import replace_file

SHEET = "Namibia\n\nThe Namibian Ministry of Water keeps the wells of Namibia.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.txt"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_identifiers_are_looked_for_before_documents_are_read(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7 nothing")
    result = run("build", damaged, "-o", tmp_path / "out", "--identifiers", tmp_path / "nosuch.tsv")
    assert (result.exit_code, "nosuch.tsv" in result.output) == (2, True)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no file system that takes no files")
def test_a_folder_that_takes_no_files_is_refused_before_documents_are_read(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7 nothing")
    result = run("build", damaged, "-o", "/proc/egov-kg-out")
    assert (result.exit_code, "/proc/egov-kg-out" in result.output) == (2, True)


def test_a_build_without_facts_says_so(tmp_path: Path, sheet: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("Nothing is said here of anything at all.\n", encoding="utf-8")
    assert "no facts: " in run("build", empty, "-o", tmp_path / "one").output
    assert "no facts: " not in run("build", sheet, "-o", tmp_path / "two").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--start", "5000"), "5000 is behind the end"),
        (("--end", "5000"), "5000 is behind the end"),
        (("--start", "9", "--end", "3"), "3 stands before --start 9"),
    ],
)
def test_offsets_out_of_range_are_refused(sheet: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("text", sheet, *arguments)
    assert (result.exit_code, said in result.output) == (2, True)


def test_offsets_up_to_the_end_are_printed(sheet: Path) -> None:
    result = run("text", sheet, "--start", "0", "--end", str(len(SHEET)))
    assert (result.exit_code, result.output) == (0, SHEET)


def test_nothing_is_taken_back_where_nothing_was_decided(tmp_path: Path) -> None:
    result = run("decide", "undo", tmp_path, "1", "--file", tmp_path / "nosuch.yaml")
    assert result.exit_code == 2
    assert "nosuch.yaml: there is no such file, so there is nothing to take back" in result.output


def test_a_file_that_cannot_be_written_is_named_as_it_was_given(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"table\.csv") as caught:
        replace_file(tmp_path / "none" / "table.csv", b"")
    assert caught.value.filename == str(tmp_path / "none" / "table.csv")
