"""The same answers in every format give the same facts."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import RdfFormat, Store

from egov_kg.pipeline import build
from formats import FORMATS, NEEDS_OFFICE, SOFFICE, linked, plain_example

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
SAME: Final = 0.98
_STATE: Final = "#selectionState> "


def facts(path: Path, output: Path) -> set[str]:
    """What a graph says of things, without what differs from file to file: its name, its key, where lines break."""
    report = build([path], output)
    assert report.exit_status == 0
    key = hashlib.sha256(path.read_bytes()).hexdigest()
    store = Store()
    store.load(path=str(output / "egov-kg.ttl"), format=RdfFormat.TURTLE)
    found = set()
    for quad in store:
        if "/id/" not in str(quad.subject) or str(quad.predicate).endswith(("#fileName>", "#sha256>")):
            continue
        line = f"{quad.subject} {quad.predicate} {quad.object}".replace(key[:16], "KEY")
        found.add(" ".join(re.sub(r"\\[nt]| \| ", " ", line).split()))
    return found


@pytest.fixture(scope="module", params=["finland-msq-2020", "uruguay-msq-2020"])
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    """The plain text of an example, and its facts."""
    folder = tmp_path_factory.mktemp("text")
    text = plain_example(EXAMPLES / f"{request.param}.txt")
    if request.param.startswith("finland"):  # its addresses stand behind words
        text = linked(text)
        assert text.count(" <https://") >= 20
    FORMATS["txt"](text, folder / "answers.txt")
    return text, facts(folder / "answers.txt", folder / "output")


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "txt"])
def test_the_same_answers_give_the_same_facts(example: tuple[str, set[str]], suffix: str, tmp_path: Path) -> None:
    if suffix in NEEDS_OFFICE and SOFFICE is None:
        pytest.skip("no LibreOffice")
    text, expected = example
    path = tmp_path / f"answers.{suffix}"
    FORMATS[suffix](text, path)
    found = facts(path, tmp_path / "output")
    same = len(found & expected)
    assert 2 * same / (len(found) + len(expected)) >= SAME, sorted(found ^ expected)[:20]
    boxes = {fact for fact in expected if _STATE in fact}
    assert {fact for fact in found if _STATE in fact} == boxes
    assert any("selection-state/selected" in fact for fact in boxes) == ("☒" in text)


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
def test_evidence_from_a_pdf_tells_the_page(tmp_path: Path) -> None:
    path = tmp_path / "answers.pdf"
    FORMATS["pdf"](plain_example(EXAMPLES / "finland-msq-2020.txt"), path)
    report = build([path], tmp_path / "output")
    evidence = (report.output / "egov-kg.evidence.ttl").read_text(encoding="utf-8")
    pages = [int(page) for page in re.findall(r"egov:page (\d+)", evidence)]
    assert {1, 2, 3} <= set(pages)
    assert len(pages) == evidence.count("a egov:Evidence")
