"""Scanned documents: named without --ocr, read with it where Tesseract is installed, and the evidence says so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from egov_kg.config import Settings
from egov_kg.documents import read
from egov_kg.documents.recognition import recognise
from egov_kg.errors import UnreadableDocument
from egov_kg.pipeline import build
from pdfs import Page, Text, column, pdf, scanned

INSTALLED: Final = shutil.which("tesseract") is not None
needs_tesseract: Final = pytest.mark.skipif(not INSTALLED, reason="no Tesseract")
FORM: Final = (
    "Member States Questionnaire (MSQ) for the United Nations E-Government Survey 2020", "", "Kenya", "",
    "1. What is the official e-government portal at the national level? If more than one, please list all.",
    "https://www.ecitizen.go.ke", "", "6. Is there a national development strategy incorporating the Sustainable",
    "Development Goals (SDGs)?", "Yes. Kenya Vision 2030 is the plan of the country.", "",
    "7. Is there a national e-government strategy/digital readiness strategy or equivalent?",
    "The Digital Economy Blueprint was launched in 2019.", "",
    "11. If yes, do you publish results online and share those with the public institutions concerned?", "No.", "",
    "16. Does your government have any government body at the national level working specifically related to",
    "the new technologies?", "The ICT Authority does.",
)  # fmt: skip
WRITTEN: Final = Page(texts=[line for line in column(50, 780, FORM, leading=18) if line.words])


def test_without_ocr_scanned_pages_are_named(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(scanned(pdf([WRITTEN]))))
    with pytest.raises(UnreadableDocument, match="scanned PDF: its page is a picture") as caught:
        read(path)
    assert "--ocr" in caught.value.advice


def test_scanned_pages_among_others_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(pdf([WRITTEN, Page(picture=True), Page(picture=True)]))
    assert read(path).pictures == (2, 3)
    report = build([path], tmp_path / "output")
    assert [(one.what, one.reason) for one in report.skipped if "picture" in one.reason] == [
        ("pages 2, 3", "they are pictures; --ocr recognises their text")
    ]


@needs_tesseract
def test_recognised_text_gives_facts_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([*scanned(pdf([WRITTEN])), Page(texts=[Text(50, 700, "A page with text.")])]))
    document = read(path, ocr=True)
    assert "Kenya Vision 2030 is the plan of the country." in document.text
    assert document.recognised[0] is not None
    assert 0.5 < document.recognised[0] <= 1
    assert document.recognised_at(document.text.index("A page with text")) is None
    report = build([path], tmp_path / "output", settings=Settings(ocr=True))
    assert report.exit_status == 0
    facts = (report.output / "egov-kg.ttl").read_text(encoding="utf-8")
    assert "portal:KEN-ecitizen-go-ke" in facts
    sure = str(document.recognised[0])
    for name in ("egov-kg.evidence.ttl", "egov-kg.nq"):
        text = (report.output / name).read_text(encoding="utf-8")
        found = re.findall(r"recognitionConfidence>? \"?(0\.\d+|1\.0|1)", text)
        assert found
        assert {float(one) for one in found} == {float(sure)}


def test_without_tesseract_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([Page(picture=True)]))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableDocument, match=r"Tesseract is not installed\. Install Tesseract"):
        read(path, ocr=True)
    assert recognise.__doc__
