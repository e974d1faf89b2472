"""``egov-kg match``: a table in, the same table with identifiers out."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

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
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
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


def test_a_store_on_disk_does_as_well(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "build")
    assert egov_kg("load", tmp_path / "build", "--store", tmp_path / "store").returncode == 0
    (tmp_path / "names.csv").write_text("name,country\nMinistry of Learning,IS\n", encoding="utf-8")
    arguments = ("match", tmp_path / "names.csv", "--column", "name", "--in")
    assert egov_kg(*arguments, tmp_path / "build").stdout == egov_kg(*arguments, tmp_path / "store").stdout
