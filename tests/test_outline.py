"""The outline of documents that follow no form, and the tables in their text."""

from __future__ import annotations

import hashlib
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.documents.markup import blank_markup
from egov_kg.forms.outline import MOST_LINES, divide, outline
from egov_kg.forms.tables import tables
from egov_kg.model import Cell, Document, Section, Table

PIECES = st.sampled_from([
    "Pillar 1: ", "Action line 1.1 ", "EJE 2. ", "II. ", "3.1 ", "1. ", "- ", "# ", "### ", "**", "\n", "\n\n", "\r\n",
    "\t", "\t\t", " | ", "|---|---|", "Contents", "Chapter ", "open data", "of", "Ministry", "90%", ".", "...... 12",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=120)


def document(text: str) -> Document:
    sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Document(file_name="plan.md", path=Path("plan.md"), sha256=sha256, text=text, plain=blank_markup(text)[0])


def headings(text: str) -> list[tuple[int, str | None, str]]:
    doc = document(text)
    return [
        (section.heading.level, section.heading.number, " ".join(doc.plain[slice(*section.heading.span)].split()))
        for section in outline(doc) if section.heading is not None
    ]  # fmt: skip


def cells(text: str) -> list[list[list[str]]]:
    """The tables of a text: rows (the header first, if any) of cells, a broken cell's pieces joined with a slash."""
    doc = document(text)

    def words(cell: Cell) -> str:
        return " / ".join(" ".join(doc.plain[start:end].split()) for start, end in cell.spans)

    def rows(table: Table) -> list[list[str]]:
        return [[words(cell) for cell in row] for row in (*([table.header] if table.header else []), *table.rows)]

    return [rows(table) for table in tables(doc)]


def test_numbers_and_words_decide_before_wrong_markup() -> None:
    text = """
## II. STRATEGY

### PILLAR 1. Roads

#### Action line 1. Bridges

##### Objective

Text.

## Results

Text.

## Action line 2. Ferries

### Objective

Text.

## PILLAR 2. Rails

#### Action line 3. Tracks

## Results

Text.

#### III. MONITORING

Text.
"""
    assert headings(text) == [
        (1, "II", "II. STRATEGY"),
        (2, "1", "PILLAR 1. Roads"),
        (3, "1", "Action line 1. Bridges"),
        (4, None, "Objective"),
        (4, None, "Results"),
        (3, "2", "Action line 2. Ferries"),
        (4, None, "Objective"),
        (2, "2", "PILLAR 2. Rails"),
        (3, "3", "Action line 3. Tracks"),
        (4, None, "Results"),
        (1, "III", "III. MONITORING"),
    ]


def test_a_number_stands_under_the_number_it_begins_with() -> None:
    titles = ["# 1. Ground", "# 1.1. Soil", "# Line 9. Trees", "# 9.1. Oaks", "# Line 10. Shrubs"]
    text = "\n\nText.\n\n".join(titles)
    assert [level for level, _, _ in headings(text)] == [1, 2, 3, 4, 3]


def test_chapters_with_a_bare_number_and_words_such_as_egovernment_are_headings() -> None:
    text = """5 Governance

5.1 eProcurement infrastructure
Tenders are run on a tool.

eSignatures Legislation

Text under it.

12 people were asked.

3
"""
    assert headings(text) == [
        (1, "5", "5 Governance"),
        (2, "5.1", "5.1 eProcurement infrastructure"),
        (3, None, "eSignatures Legislation"),
    ]


def test_a_text_without_markup_is_nested_by_its_numbers() -> None:
    text = """OUR PLAN

EJE I. Gobierno abierto

Texto.

Lineamiento 1. Datos que se publican cada mes y sin
demora

Texto.

Lineamiento 2. Consultas

Texto.

EJE II. Gobierno simple

Lineamiento 3. Trámites

Texto.

ANEXOS

Texto.
"""
    assert headings(text) == [
        (1, None, "OUR PLAN"),
        (1, "I", "EJE I. Gobierno abierto"),
        (2, "1", "Lineamiento 1. Datos que se publican cada mes y sin demora"),
        (2, "2", "Lineamiento 2. Consultas"),
        (1, "II", "EJE II. Gobierno simple"),
        (2, "3", "Lineamiento 3. Trámites"),
        (1, None, "ANEXOS"),
    ]


@pytest.mark.parametrize("entry", ["{} ........ {}", "{}\t{}", "{}"])
def test_a_table_of_contents_makes_no_sections(entry: str) -> None:
    titles = ["Foreword", "1. Introduction", "2. Pillars", "Pillar 1: Roads", "Pillar 2: Rails", "3. Money"]
    contents = "\n\n".join(entry.format(title, page) for page, title in enumerate(titles, 3))
    body = "\n\n".join(f"## {title}\n\nThis is what we have to say on it." for title in titles)
    found = headings(f"# CONTENTS\n\n{contents}\n\n{body}\n")
    assert [words for _, _, words in found] == titles


def test_the_heading_behind_the_contents_keeps_its_text() -> None:
    text = "## Contents\n\n1. Aims\n\n2. Means\n\n## Acronyms\n\nABC\tAgency for Better Code\n\n## 1. Aims\n\nText.\n"
    sections = outline(document(text))
    assert [section.heading and text[slice(*section.heading.span)] for section in sections] == ["Acronyms", "1. Aims"]
    assert [text[slice(*span)] for span in sections[0].spans] == ["ABC\tAgency for Better Code"]


def test_headings_repeated_later_are_contents_without_a_title() -> None:
    titles = ["1. Aims", "2. Means", "3. Steps", "4. Money"]
    body = "\n\n".join(f"## {title}\n\nText on it." for title in titles)
    text = "\n\n".join(f"## {title}" for title in titles) + "\n\n" + body
    assert [words for _, _, words in headings(text)] == titles


def test_lists_captions_and_rows_are_no_headings() -> None:
    text = """## 1. Aims

We want three things:

1. Roads that last

2. Rails that last

3. Ports that last

**Table No. 2 Roads and rails**

Road\tRail
\t14. Long rail

Figure 3. Ports

I) A first thing, in a sentence that ends with a stop.
"""
    assert [words for _, _, words in headings(text)] == ["1. Aims"]


def test_paragraphs_are_the_stretches_under_a_heading() -> None:
    text = "Before.\n\n# A heading\n\nOne line\nand another.\n\n\nA second one.\n"
    sections = outline(document(text))
    assert [[text[slice(*span)] for span in section.spans] for section in sections] == [
        ["Before."], ["One line\nand another.", "A second one."],
    ]  # fmt: skip


def test_rows_cells_and_header_of_a_table_with_tabs() -> None:
    text = "Table 1\n\nNo.\tLine\tLead\n1\tRoads\tABC\n2\tRails\t\n\nSource: us\n"
    assert cells(text) == [[["No.", "Line", "Lead"], ["1", "Roads", "ABC"], ["2", "Rails", ""]]]


def test_wrapped_cells_and_page_breaks() -> None:
    text = (
        "Pillar\tLine\tTarget\n"
        "Land\t1. Roads\tNine roads out of\n"
        "ten are safe.\n"
        "\t\tEvery bridge is\n"
        "\n"
        "\t\tinspected.\n"
        "\t2. Rails\tTrains run.\n"
        "\n\n\n"
        "\t\tStations are open.\n"
        "Sea\t3. Ministry of\n"
        "ports\tShips sail.\n"
    )
    assert cells(text) == [[
        ["Pillar", "Line", "Target"],
        ["Land", "1. Roads", "Nine roads out of / ten are safe."],
        ["", "", "Every bridge is / inspected."],
        ["", "2. Rails", "Trains run."],
        ["", "", "Stations are open."],
        ["Sea", "3. Ministry of / ports", "Ships sail."],
    ]]  # fmt: skip


def test_a_header_printed_again_on_the_next_page_is_no_row() -> None:
    text = "Line\tLead\nRoads\tABC\n\n\nLine\tLead\nRails\tDEF\n"
    assert cells(text) == [[["Line", "Lead"], ["Roads", "ABC"], ["Rails", "DEF"]]]


def test_text_behind_a_table_is_no_cell() -> None:
    text = "Line\tLead\nRoads\tABC\nSource: own work\nRails will come later.\n"
    assert cells(text) == [[["Line", "Lead"], ["Roads", "ABC"]]]


def test_pipe_tables() -> None:
    text = "| **Line** | Lead |\n|:---|---:|\n| Roads | ABC |\n|  | DEF |\n\n| Other | Table |\n|---|---|\n| x | y |\n"
    assert cells(text) == [
        [["Line", "Lead"], ["Roads", "ABC"], ["", "DEF"]],
        [["Other", "Table"], ["x", "y"]],
    ]


def test_a_list_of_acronyms_has_no_header() -> None:
    doc = document("ABC\tAgency for Better Code\nDEF\tDepartment of Excellent Forms\n")
    assert [(len(table.header), len(table.rows)) for table in tables(doc)] == [(0, 2)]


def test_the_caption_is_the_line_above() -> None:
    text = "# Targets\n\n**Table 3. Targets to 2030**\n\nLine\tTarget\nRoads\tSafe\n"
    (table,) = tables(document(text))
    assert table.caption is not None
    assert text[slice(*table.caption)].strip("*") == "Table 3. Targets to 2030"


@given(TEXTS)
def test_tables_of_any_text(text: str) -> None:
    doc = document(text)
    for table in tables(doc):
        width = len(table.rows[0])
        assert width >= 2
        assert {len(row) for row in (*([table.header] if table.header else []), *table.rows)} == {width}
        spans = [span for row in (table.header, *table.rows) for cell in row for span in cell.spans]
        for start, end in spans:
            assert doc.plain[start:end] == doc.plain[start:end].strip() != ""
            assert "\t" not in doc.plain[start:end]
            assert len(doc.plain[start:end].splitlines()) == 1
        assert len(set(spans)) == len(spans)


@given(st.lists(st.lists(st.sampled_from(["Roads", "9 of 10.", "ABC", ""]), min_size=3, max_size=3), min_size=2))
def test_what_is_written_with_tabs_is_read_again(rows: list[list[str]]) -> None:
    rows = [["Aims", "Means", "Ends"], *([first or "Sea", *rest] for first, *rest in rows)]
    text = "\n".join("\t".join(row) for row in rows)
    assert cells(text) == [rows]


def _in_order(sections: tuple[Section, ...]) -> list[int]:
    spans = []
    for section in sections:
        spans += [section.heading.span] if section.heading else []
        spans += section.spans
    return [offset for span in spans for offset in span]


@given(TEXTS)
def test_outline_of_any_text(text: str) -> None:
    doc = document(text)
    sections = outline(doc)
    offsets = _in_order(sections)
    assert offsets == sorted(offsets)
    assert all(section.heading is not None for section in sections[1:])
    level = 0
    for section in sections:
        if section.heading is not None:
            assert 1 <= section.heading.level <= level + 1
            assert doc.plain[slice(*section.heading.span)].strip()
            level = section.heading.level


def test_garbage_takes_no_time() -> None:
    letters = random.Random(7).choices("abcde fghij KLMNO 0123456789.\t\n|#*-:;" + " xyz" * 20, k=5_000_000)  # noqa: S311
    text = "".join(letters)
    doc = Document(file_name="x", path=Path("x"), sha256="", text=text, plain=text)
    rows = "\n".join(f"{i % 90}. Row {i}\tof a table\t{i} %" for i in range(MOST_LINES - 1))
    table = Document(file_name="x", path=Path("x"), sha256="", text=rows, plain=rows)
    start = time.process_time()
    divide(doc)
    divide(table)
    assert time.process_time() - start < 6
