"""Documents as people have them: columns, merged cells, turned pages, words from right to left, 500 pages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from egov_kg.documents import read
from formats import SOFFICE, converted
from pdfs import Page, column, pdf

ARABIC: Final = "البوابة الوطنية للحكومة الرقمية"
LEFT: Final = "The ministry leads the programme of the government and all agencies of the state take part in it. " * 6
RIGHT: Final = "Every citizen finds the services of the portal in one place, with answers to what is asked often. " * 6


def dirty(path: Path) -> None:
    """A Word document with two columns, merged cells, a form as a table, a turned page, words from right to left."""
    import docx  # noqa: PLC0415
    from docx.enum.section import WD_ORIENT, WD_SECTION  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    document = docx.Document()
    document.add_paragraph("A plan of the whole government")
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "500")
    section._sectPr.append(columns)
    document.add_paragraph(LEFT)
    document.add_paragraph(RIGHT)
    last = document.add_section(WD_SECTION.NEW_PAGE)
    last.orientation, last.page_width, last.page_height = WD_ORIENT.LANDSCAPE, last.page_height, last.page_width
    for one in last._sectPr.findall(qn("w:cols")):
        one.set(qn("w:num"), "1")
    table = document.add_table(3, 3)
    table.style = "Table Grid"
    rows = (("Agency", "Portal", "Year"), ("Ministry of Health", "https://h.example.org", "2015"), ("All", "", "2016"))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(2, 0).merge(table.cell(2, 1))
    form = document.add_table(2, 2)
    form.style = "Table Grid"
    answers = "9. Is there a law?", "Yes, since 2014.", "10. Is it used?", "No."
    for cell, word in zip((cell for row in form.rows for cell in row.cells), answers, strict=True):
        cell.text = word
    paragraph = document.add_paragraph()
    properties = paragraph._p.get_or_add_pPr()
    properties.append(OxmlElement("w:bidi"))
    run = paragraph.add_run(ARABIC)
    run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    document.save(str(path))


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_dirt_is_read_in_order(tmp_path: Path, suffix: str) -> None:
    if suffix == "pdf" and SOFFICE is None:
        pytest.skip("no LibreOffice")
    path = tmp_path / "plan.docx"
    dirty(path)
    document = read(path if suffix == "docx" else converted(path, suffix))
    text = " ".join(document.plain.split())
    assert text.index("whole government") < text.index(LEFT.strip()) < text.index(RIGHT.strip())
    cells = [re.split(r"\s*\t\s*", line.strip()) for line in document.plain.splitlines()]
    assert ["Ministry of Health", "https://h.example.org", "2015"] in cells
    assert next(line for line in cells if line[0] == "All")[-1] == "2016"
    assert re.search(r"9\. Is there a law\?\s+Yes, since 2014\.\s+10\. Is it used\?\s+No\.", text)
    assert ARABIC in text
    if suffix == "pdf":
        assert document.page_at(document.text.index("Ministry of Health")) == 2


_MEMORY: Final = """
import re, sys
from pathlib import Path
import pypdfium2, egov_kg.documents.pdf
from egov_kg.documents import read
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = peak()
document = read(Path(sys.argv[1]))
at = [document.page_at(document.text.index(f"Line 0 of page {page} ")) for page in (1, 2, 250, 500)]
print((peak() - before) // 1024, len(document.page_starts), *at)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")
def test_500_pages_take_little_memory(tmp_path: Path) -> None:
    pages = [
        Page(texts=column(60, 600, [f"Line {line} of page {page} says what the state does." for line in range(12)]))
        for page in range(1, 501)
    ]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf(pages))
    done = subprocess.run([sys.executable, "-c", _MEMORY, str(path)], capture_output=True, text=True, check=True)
    megabytes, *places = map(int, done.stdout.split())
    assert places == [500, 1, 2, 250, 500]
    assert megabytes < 300
