"""Verification: what is changed in a build, or in a source, is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from egov_kg.errors import BuildNotFound, UnreadableDocument
from egov_kg.verify import VerificationReport, verify
from sample_build import CRI, ISL, PRIVATE, SAMPLE, SOURCES, I

QUOTE = "Ministry of Learning https://www.doi.example.is/learning"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "build"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def reasons(report: VerificationReport) -> list[str]:
    return [mismatch.reason for mismatch in report.mismatches]


def test_the_sample_holds() -> None:
    report = verify(SAMPLE)
    assert report.holds
    assert (report.documents, report.quotations, report.quotations_in_sources) == (3, 50, 0)
    assert report.to_text().endswith("everything holds\n")


def test_the_sample_holds_in_its_sources(tmp_path: Path) -> None:
    report = verify(SAMPLE, [SOURCES])
    assert report.holds
    assert report.quotations_in_sources == report.quotations == 50
    # Sources are known by their bytes, whatever their names and wherever they stand.
    (tmp_path / "deep").mkdir()
    for path in SOURCES.iterdir():
        shutil.copy(path, tmp_path / "deep" / f"renamed-{path.stem}.md")
    assert verify(SAMPLE, [tmp_path, tmp_path]).quotations_in_sources == 50


def test_offsets_count_code_points() -> None:
    """A character outside the Basic Multilingual Plane stands before most quotations of the sample."""
    text = (SAMPLE / "texts" / f"{I}.txt").read_bytes().decode()
    assert 0x1F642 in map(ord, text[: text.index(QUOTE)])


def test_a_changed_text_is_found(build: Path) -> None:
    change(build / "texts" / f"{I}.txt", "Ministry of Learning", "Ministry of Yearning")
    report = verify(build)
    assert not report.holds
    (mismatch,) = report.mismatches
    assert (mismatch.document, mismatch.end - mismatch.start) == (ISL, len(QUOTE))
    assert "Yearning" in mismatch.reason
    assert f"{ISL} [{mismatch.start}:{mismatch.end}]" in report.to_text()
    assert report.to_text().endswith("does not hold: 1 mismatches\n")


def test_a_changed_quotation_is_found(build: Path) -> None:
    change(build / "egov-kg.evidence.ttl", f'egov:quote "{QUOTE}"', 'egov:quote "Ministry of Teaching"')
    (reason,) = reasons(verify(build))
    assert "not 'Ministry of Teaching'" in reason


def test_shifted_line_ends_are_found(build: Path) -> None:
    path = build / "texts" / f"{I}.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(reasons(verify(build))) == 22


def test_a_text_that_is_not_its_source_is_found(build: Path) -> None:
    """Also where nothing is quoted: a build's text is its source with masks in it and nothing else."""
    change(build / "texts" / f"{I}.txt", "Date Submitted", "Date submitted")
    assert verify(build).holds
    (reason,) = reasons(verify(build, [SOURCES]))
    assert "differs from the source at offset" in reason
    change(build / "texts" / f"{I}.txt", "Percentage: 96\n", "Percentage: 96")
    assert any("code points, the source" in reason for reason in reasons(verify(build, [SOURCES])))


def test_a_quotation_over_a_mask_is_found(build: Path) -> None:
    mask = "█" * len(PRIVATE)
    change(build / "egov-kg.evidence.ttl", f'egov:quote "{QUOTE}"', f'egov:quote "{mask}"')
    change(build / "texts" / f"{I}.txt", QUOTE, mask)
    assert any("masked private contact" in reason or "reads" in reason for reason in reasons(verify(build)))
    text = (build / "texts" / f"{I}.txt").read_bytes().decode()
    start = text.index(mask)
    evidence = (
        f"\nevidence:x a egov:Evidence ; egov:document document:{I} ; egov:start {start} ;"
        f' egov:end {start + len(mask)} ; egov:quote "{mask}" .\n'
    )
    path = build / "egov-kg.evidence.ttl"
    path.write_bytes(path.read_bytes() + evidence.encode())
    assert "the quotation holds a masked private contact" in reasons(verify(build))


def test_an_evidence_without_offsets_is_found(build: Path) -> None:
    path = build / "egov-kg.evidence.ttl"
    path.write_bytes(path.read_bytes() + f"\nevidence:x a egov:Evidence ; egov:document document:{I} .\n".encode())
    (reason,) = reasons(verify(build))
    assert "lacks" in reason


def test_a_claim_without_evidence_is_found(build: Path) -> None:
    path = build / "egov-kg.evidence.ttl"
    path.write_bytes(path.read_bytes() + b"\nclaim:x a egov:Claim .\n")
    report = verify(build)
    assert report.unsupported == ("https://w3id.org/egov-kg/id/claim/x",)
    assert not report.holds
    assert "no evidence: https://w3id.org/egov-kg/id/claim/x" in report.to_text()


def test_a_missing_text_is_found(build: Path) -> None:
    (build / "texts" / f"{I}.txt").unlink()
    found = reasons(verify(build))
    assert "cannot be read" in found[0]
    assert len(found) == 1, "one finding for the text, none for each of its quotations"


def test_an_evidence_of_no_document_is_found(build: Path) -> None:
    change(build / "egov-kg.evidence.ttl", f"egov:document document:{I} ;", "egov:document document:0000000000000000 ;")
    assert set(reasons(verify(build))) == {"the build holds no document to read it in"}


def test_a_document_that_no_source_is(tmp_path: Path) -> None:
    shutil.copy(SOURCES / ISL, tmp_path)
    (tmp_path / CRI).write_bytes((SOURCES / CRI).read_bytes() + b"\n")
    report = verify(SAMPLE, [tmp_path])
    assert report.missing == (CRI, "costa-rica-plan-2019.txt")
    assert report.quotations_in_sources == 22
    assert not report.holds
    assert f"not among the sources: {CRI}" in report.to_text()


def test_a_build_without_evidence_shows_nothing(build: Path) -> None:
    (build / "egov-kg.evidence.ttl").unlink()
    report = verify(build)
    assert (report.quotations, report.holds) == (0, False)
    assert report.to_text().endswith("does not hold: no quotation at all\n")


def test_what_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound):
        verify(tmp_path)
    with pytest.raises(UnreadableDocument, match="no such file or folder"):
        verify(SAMPLE, [tmp_path / "nowhere"])
