"""The same documents give the same bytes, whatever the order, the place and the process."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from running import egov_kg, shared_folder

CASES: Final = Path(__file__).parent / "cases"
OWN: Final = """Member States Questionnaire (MSQ) for the United Nations E-Government Survey 2020

Malta

1.

What is the official e-government portal at the national level? If more than one, please list all.

https://www.island.example.mt and https://start.example.mt

3.

Please provide name(s) and URL(s) of the government agency/department/ministry at the national level in charge of\
 e-government.

Island Office of Forms (IOF), https://www.forms.example.mt

22.

Is your government part of any sub-regional, regional or international cooperation on e-government?

Malta is a member of the Commonwealth, the European Union and the World Bank. Malta works with Bhutan on portals.
"""


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a build but the report, which holds times."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "report.json")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def build_twice(documents: Sequence[Path], folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The files' hashes of a build of documents, and of one from elsewhere, in another order and another process."""
    first = egov_kg("build", *documents, "-o", folder / "first", "-f", "jsonld", env={"PYTHONHASHSEED": "1"})
    elsewhere = folder / "else where"
    elsewhere.mkdir()
    for document in documents:
        shutil.copyfile(document, elsewhere / document.name)
    names = [document.name for document in reversed(documents)]
    environment = {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    second = egov_kg("build", *names, "-o", "second", "-f", "jsonld", cwd=elsewhere, env=environment)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    return hashes(folder / "first"), hashes(elsewhere / "second")


def test_small_documents_give_the_same_bytes(tmp_path: Path) -> None:
    documents = []
    for name, text in [
        ("b.txt", OWN),
        ("a.txt", (CASES / "bhutan-questionnaire" / "input.txt").read_text(encoding="utf-8")),
        ("c.md", (CASES / "panama-plan" / "input.txt").read_text(encoding="utf-8")),
    ]:
        documents.append(tmp_path / name)
        documents[-1].write_text(text, encoding="utf-8")
    first, second = build_twice(documents, tmp_path)
    assert {"egov-kg.ttl", "egov-kg.evidence.ttl", "egov-kg.nq", "egov-kg.jsonld", "identifiers.tsv"} <= first.keys()
    assert sum(name.startswith("texts/") for name in first) == len(documents)
    assert second == first


def test_the_source_documents_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = build_twice(sorted((shared_folder() / "seeds").iterdir()), tmp_path)
    assert second == first
