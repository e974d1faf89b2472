"""``egov-kg match``: a table in, the same table with identifiers out."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from egov_kg.errors import TableUnusable
from egov_kg.matching.tables import columns_of, read_table
from running import egov_kg
from sample_build import SAMPLE


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_a_table_comes_back_with_identifiers(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text(
        "id,organisation,country\n1,Ministry of Learning,Iceland\n2,MINISTRY OF LEARNING,ISL\n"
        "3,Ministry of Learning,Norway\n4,,\n5,Ministry of Learning,Atlantis\n",
        encoding="utf-8",
    )
    done = egov_kg("match", table, "--column", "organisation", "--in", SAMPLE, "-o", tmp_path / "matched.csv")
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert "1 row names a country that nobody knows; that is left to a person: Atlantis\n" in done.stderr
    found = rows((tmp_path / "matched.csv").read_text("utf-8"))
    assert [one["id"] for one in found] == ["1", "2", "3", "4", "5"]
    assert found[0]["match"].endswith("/agency/ISL-ministry-of-learning")
    assert found[1]["match"] == found[0]["match"]
    assert [one["match_verdict"] for one in found] == ["accepted", "accepted", "none", "none", "review"]
    assert found[4]["match"] == ""
    assert found[4]["match_candidates"].split()[0] == found[0]["match"]
    assert "country ISL" in found[0]["match_reasons"]
    assert "5 rows: 2 accepted, 1 review, 2 none" in done.stderr


def test_semicolons_other_encodings_and_stdin(tmp_path: Path) -> None:
    data = "organización;país\nMinistry of Learning;Islandia\nMinistry of Learning\n".encode("cp1252")
    command = [sys.executable, "-m", "egov_kg", "match", "-", "--column", "organización", "--in", str(SAMPLE)]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 1, "a row is too short"
    found = rows(done.stdout.decode(), ";")
    assert [one["match_verdict"] for one in found] == ["accepted", "review"]
    given = egov_kg("match", "-", "--column", "x", "--country", "Nowhere", "--in", SAMPLE)
    assert (given.returncode, given.stdout) == (2, "")
    assert "is no country" in given.stderr


def test_what_cannot_be_used_is_said_in_a_sentence(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_bytes(b"")
    assert "no header" in egov_kg("match", table, "--column", "a", "--in", SAMPLE).stderr
    table.write_bytes(b"name\nx\n")
    wrong = egov_kg("match", table, "--column", "organisation", "--in", SAMPLE)
    assert wrong.returncode == 2
    assert "no column 'organisation'. Its columns: name" in wrong.stderr
    assert egov_kg("match", tmp_path / "none.csv", "--column", "a", "--in", SAMPLE).returncode == 2
    assert egov_kg("match", table, "--column", "name", "--in", tmp_path).returncode == 2
    assert not (tmp_path / "matched.csv").exists()


HEADED = "Organisation ;País\nMinistry of Learning;Islandia\n"


@pytest.mark.parametrize(
    "data",
    [
        HEADED.encode("utf-16"), HEADED.encode("utf-16-le"), HEADED.encode("utf-16-be"), HEADED.encode("utf-8-sig"),
        ("sep=;\r\n" + HEADED).encode(), HEADED.replace("\n", "\r").encode(),
    ],
)  # fmt: skip
def test_what_programs_write_as_a_table_is_read(data: bytes) -> None:
    table = read_table("t.csv", data)
    columns = columns_of("t.csv", table, "organisation", None, None)
    assert (columns.name, columns.country, table.delimiter) == ("Organisation ", "País", ";")
    assert list(table.rows) == [["Ministry of Learning", "Islandia"]]


def spreadsheet() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (spreadsheet(), "it is a spreadsheet or another zip archive. Save the table as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is a spreadsheet of old Excel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is no text. Save the table as CSV"),
        (("a\x1b[31m," * 40 + "b\n1,2\n").encode() + b"x" * 4_000, "Its columns: a?[31m, a?[31m"),
    ],
)
def test_what_is_no_table_is_told_without_printing_it(data: bytes, said: str) -> None:
    with pytest.raises(TableUnusable) as caught:
        columns_of("t.csv", read_table("t.csv", data), "name", None, None)
    assert said in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


def test_a_store_on_disk_does_as_well(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "build")
    assert egov_kg("load", tmp_path / "build", "--store", tmp_path / "store").returncode == 0
    (tmp_path / "names.csv").write_text("name,country\nMinistry of Learning,IS\n", encoding="utf-8")
    arguments = ("match", tmp_path / "names.csv", "--column", "name", "--in")
    assert egov_kg(*arguments, tmp_path / "build").stdout == egov_kg(*arguments, tmp_path / "store").stdout
