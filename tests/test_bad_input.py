"""What cannot be read is refused in a sentence that names the file and what to do; everything else is still built."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from egov_kg.config import Limits, Settings
from egov_kg.errors import NothingToRead
from egov_kg.model import GapKind
from egov_kg.pipeline import build
from egov_kg.report import BuildReport
from office import zipped
from pdfs import Page, Text, pdf
from publish_driver import hashes
from running import egov_kg

GOOD: Final = (Path(__file__).parent / "cases" / "bhutan-questionnaire" / "input.txt").read_text(encoding="utf-8")
UTF8: Final = "save it with the encoding UTF-8"
SAVE_AS_TEXT: Final = "plain text"


def encrypted_zip() -> bytes:
    """A zip archive whose entry says that it is encrypted (bit 0 of its flags, in both of its headers)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("answers.txt", GOOD)
    data = bytearray(packed.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


UNREADABLE: Final[Mapping[str, tuple[bytes, str, str]]] = {
    "empty.txt": (b"", "it is empty", "saved or downloaded completely"),
    "blank.md": (b" \r\n\t\xef\xbb\xbf\n", "white space", "saved with its text"),
    "binary.txt": (bytes(range(256)) * 40, "binary", "text or Markdown"),
    "a-zero.txt": (GOOD.replace("71.5%", "71.5%\0").encode(), "binary", "text or Markdown"),
    "zeros.txt": (bytes(4096), "binary", "text or Markdown"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG", "text recognised"),
    "cut-off.txt": ("Año tras año, niñez e información: ñ".encode()[:-1], "cut off", "Fetch it anew"),
    "damaged.txt": ("información, año, niñez, señal\n".encode() * 9 + b"a\xff\xfeb", "damaged", UTF8),
    "utf-16.txt": ("Bhutan".encode("utf-16") + b"\x00\xd8", "damaged", "UTF-8"),
    "huge.txt": (b"Bhutan " * 4_000, "larger than the limit", "smaller files"),
    "letter.pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "a damaged PDF document", "fetch it anew"),
    "secret.pdf": (pdf([Page(texts=[Text(60, 700, "x")])], password=UTF8), "an encrypted PDF", "with its password"),
    "secret.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted Office document", SAVE_AS_TEXT),
    "secret.zip": (encrypted_zip(), "an encrypted zip", "with its password"),
    "damaged.zip": (encrypted_zip()[:60], "damaged zip", "Fetch it anew"),
    "scan.pdf": (pdf([Page(picture=True)]), "a scanned PDF", "text recognised"),
    "letter.docx": (zipped({"word/document.xml": "<w"}), "it is damaged", "save it again"),
    "page.html": (b"<!DOCTYPE html><html><p> </p></html>", "white space", "saved with its text"),
}
"""Files by name: their bytes, words of the reason, words of the advice."""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """A build of all that cannot be read, beside one document that can."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    for name, (data, _, _) in UNREADABLE.items():
        (folder / name).write_bytes(data)
    files = [folder / name for name in ("good.txt", *UNREADABLE)]
    settings = Settings(limits=Limits(document_bytes=20_000))
    return folder, build(files, folder / "output", settings=settings)


def built(tmp_path: Path, files: Mapping[str, str | bytes]) -> BuildReport:
    for name, data in files.items():
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return build([tmp_path / name for name in files], tmp_path / "output")


def left_out(report: BuildReport) -> str:
    return "\n".join(f"{one.document}: {one.what}: {one.reason}" for one in report.skipped)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_named_with_what_to_do(name: str, mixed: tuple[Path, BuildReport]) -> None:
    folder, report = mixed
    _, reason, advice = UNREADABLE[name]
    (problem,) = [one for one in report.unreadable if Path(one.path).name == name]
    assert reason in problem.reason
    assert advice in problem.advice
    assert len(problem.advice) > len("Check it")
    assert any(str(folder / name) in line and advice in line for line in report.summary_lines())


def test_what_can_be_read_is_built_all_the_same(mixed: tuple[Path, BuildReport], tmp_path: Path) -> None:
    _, report = mixed
    alone = built(tmp_path, {"good.txt": GOOD})
    assert (alone.exit_status, report.exit_status) == (0, 1)
    for name in ("egov-kg.ttl", "egov-kg.evidence.ttl", "egov-kg.nq", "identifiers.tsv"):
        assert (report.output / name).read_bytes() == (alone.output / name).read_bytes()
    listed = json.loads((report.output / "report.json").read_bytes())["not read"]
    assert {Path(one["file"]).name for one in listed} == set(UNREADABLE)


def test_half_a_questionnaire_gives_half_the_answers(tmp_path: Path) -> None:
    half = GOOD[: GOOD.index("7.\n")]
    (tmp_path / "whole").mkdir()
    report, whole = built(tmp_path, {"half.txt": half}), built(tmp_path / "whole", {"whole.txt": GOOD})
    assert report.exit_status == 0
    assert report.counts["Answer"] == whole.counts["Answer"]
    absent = "responseState response-state:not-in-form"
    halves, wholes = ((one.output / "egov-kg.ttl").read_text("utf-8").count(absent) for one in (report, whole))
    assert halves > wholes
    skipped = json.loads((report.output / "report.json").read_bytes())["left out"]
    assert any(one["what"] == "the questionnaire" and "msq-2020-9" in one["reason"] for one in skipped)
    assert report.counts["Agency"] == whole.counts["Agency"]
    assert report.counts["Portal"] == whole.counts["Portal"]
    assert report.counts.get("LegalInstrument", 0) == 0


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings_give_the_same_facts(encoding: str, tmp_path: Path) -> None:
    text = GOOD.replace("Office of Digital Letters", "Office for Señal, Niñez and Información")
    report = built(tmp_path, {"answers.txt": text.encode(encoding)})
    assert report.exit_status == 0
    facts = (report.output / "egov-kg.ttl").read_text(encoding="utf-8")
    assert 'rdfs:label "Office for Señal, Niñez and Información"@en' in facts


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Kyllä. Maan julkiset palvelut ovat verkossa, ja hallitus on laatinut niille uuden suunnitelman. "),
        ("tr", "Evet. Ülkemizde kamu hizmetleri internette sunulmakta, bakanlık her yıl bir rapor yayımlamaktadır. "),
    ],
)
def test_an_answer_in_a_language_without_a_lexicon_is_kept_as_it_stands(
    language: str, words: str, tmp_path: Path
) -> None:
    text = GOOD.replace("Yes, the Mountain Development Plan 2019-2023.", words * 8)
    report = built(tmp_path, {"answers.txt": text})
    assert report.exit_status == 0
    assert words.strip() in (report.output / "egov-kg.ttl").read_text(encoding="utf-8")
    unknown = {one.question: one for one in report.gaps if one.kind is GapKind.LANGUAGE_NOT_KNOWN}
    gap = unknown["msq-2020-6"]
    assert gap.words.startswith(f"{language}: {words[:20]}")
    assert report.counts["Portal"] == 4


def test_of_two_questionnaires_in_a_file_none_speaks_for_the_others_country(tmp_path: Path) -> None:
    other = GOOD.replace("Bhutan", "Samoa").replace("(ODL)", "(OLD)").replace("DigitalLettersBT", "DigitalLettersWS")
    report = built(tmp_path, {"two.txt": GOOD + "\n\n" + other})
    assert report.exit_status == 0
    assert report.unreadable == ()
    facts = (report.output / "egov-kg.ttl").read_text(encoding="utf-8")
    assert "agency:BTN-odl" in facts
    assert "agency:WSM-old" in facts
    assert "agency:BTN-old" not in facts
    assert "agency:WSM-odl" not in facts


HOSTILE: Final[Mapping[str, str]] = {
    "a line of 20 MB": GOOD + "\n" + "a" * 20_000_000,
    "blanks": GOOD.replace("71.5%", "71.5%" + " " * 2_000_000),
    "brackets": GOOD.replace("71.5%", "71.5% " + "(" * 100_000 + "[" * 100_000 + "<" * 100_000),
    "tabs": GOOD + "\n" + "\t" * 500_000 + "\n" + "a\tb\n" * 10_000,
    "control characters": GOOD.replace("71.5%", "71.5% \x01\x02\x1b[31m\x7f \u202e\u2028\u2029\ufeff\ufffe"),
    "markup": "#" * 50_000 + "\n" + "*" * 50_000 + "\n" + "|" * 50_000 + "\n" + "`" * 50_000 + "\n\n" + GOOD,
    "numbers": GOOD + "\n".join(f"{number}." for number in range(1, 25)) * 1_000,
    "quotation marks": GOOD.replace("Office of Digital Letters", 'Office of "Digital\\ Letters" \'\'\' """'),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_harms_nothing(kind: str, tmp_path: Path) -> None:
    start = time.perf_counter()
    report = built(tmp_path, {"hostile.txt": HOSTILE[kind]})
    assert time.perf_counter() - start < 60
    assert report.exit_status == 0
    assert report.counts["Portal"] == 4
    assert report.counts["Agency"] == 4
    assert report.validation.conforms


def test_a_single_line_of_one_letter_is_no_questionnaire(tmp_path: Path) -> None:
    report = built(tmp_path, {"line.txt": "a" * 1_000_000})
    assert (report.exit_status, report.counts.get("Answer", 0)) == (0, 0)
    assert "line.txt: the document:" in left_out(report)


def test_file_names_lead_nowhere(tmp_path: Path) -> None:
    name = "..%2f..\\etc\n\x1b[31m<egov:Country> \" ' .txt"
    report = built(tmp_path, {name: GOOD})
    assert report.exit_status == 0
    written = {path.relative_to(tmp_path / "output").parts[0] for path in (tmp_path / "output").rglob("*")}
    assert written <= {"texts", *(path.name for path in report.output.iterdir())}
    assert {path.name for path in tmp_path.iterdir()} == {name, "output"}
    for path in report.output.rglob("*.t*"):
        assert b"\x1b" not in path.read_bytes()


def test_a_folder_without_a_readable_file_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "table.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "in" / "empty.txt").touch()
    with pytest.raises(NothingToRead, match=r"empty\.txt: it is empty"):
        build([tmp_path / "in"], tmp_path / "output")
    assert not (tmp_path / "output").exists()


# ---- the command ----


def test_the_command_says_what_it_could_not_read_and_builds_the_rest(tmp_path: Path) -> None:
    for name in ("good.txt", "secret.pdf", "empty.txt"):
        (tmp_path / name).write_bytes(UNREADABLE[name][0] if name in UNREADABLE else GOOD.encode())
    done = egov_kg("build", "good.txt", "secret.pdf", "empty.txt", "missing.txt", cwd=tmp_path)
    assert done.returncode == 1
    for words in ("secret.pdf: it is an encrypted PDF", "empty.txt: it is empty", "missing.txt: there is no such file"):
        assert f"not read: {words}" in done.stdout
    assert "Traceback" not in done.stderr
    assert "agency:BTN-odl" in (tmp_path / "output" / "egov-kg.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["empty"], ["missing"], ["good.txt", "-o", "good.txt"], [], ["--wrong", "x"]])
def test_the_command_ends_with_status_2_where_nothing_can_be_done(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    before = hashes(tmp_path)
    done = egov_kg("build", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert arguments[-1:] == [] or arguments[-1] in done.stderr or arguments[0] in done.stderr
    assert hashes(tmp_path) == before


def test_a_folder_that_may_not_be_written_is_refused_before_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK and may(path, mode))
    with pytest.raises(PermissionError, match="nothing may be written there") as caught:
        build([tmp_path / "good.txt"], tmp_path / "output")
    assert caught.value.filename == str(tmp_path / "output")


# ---- a run that is ended ----

DRIVER: Final = """
import os, signal, sys
from egov_kg import pipeline
from egov_kg.cli import main

def end(*arguments, **named):
    os.kill(os.getpid(), getattr(signal, sys.argv.pop()))
    return publish(*arguments, **named)

publish, pipeline.publish = pipeline.publish, end
main()
"""


@pytest.mark.parametrize(("name", "status"), [("SIGKILL", -9), ("SIGTERM", -15), ("SIGINT", 130)])
def test_a_build_that_is_ended_leaves_the_earlier_one(name: str, status: int, tmp_path: Path) -> None:
    built(tmp_path, {"good.txt": GOOD})
    (tmp_path / "good.txt").write_text(GOOD.replace("Bhutan", "Samoa"), encoding="utf-8")
    before = hashes(tmp_path)
    assert signal.Signals[name]
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, "build", "good.txt", name],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert hashes(tmp_path) == before
