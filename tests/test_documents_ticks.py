"""Tick boxes printed as glyphs: in PDFs by LibreOffice, in every layout; crosses in cells; what says nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from egov_kg.documents import read
from egov_kg.documents.ticks import find_ticks
from egov_kg.forms import segment
from egov_kg.model import SelectionState
from formats import SOFFICE, converted
from office import docx_file, read_bytes, row, table
from ticked import MARKS, made

EXAMPLE: Final = Path(__file__).resolve().parents[1] / "examples" / "finland-msq-2020.txt"


def states(path: Path) -> dict[tuple[str, str], SelectionState]:
    """The state of each option of each question."""
    segmented = segment(read(path))
    return {(answer.question, mark.option): mark.state for answer in segmented.answers for mark in answer.options}


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice")
def test_printed_boxes_are_read_in_every_layout(tmp_path: Path) -> None:
    marks = {mark.name: mark for mark in MARKS}
    ways = [
        (marks["Wingdings 2 sym"], "cells"), (marks["crossed, square"], "cells behind"), (marks["fisheye"], "in line"),
        (marks["round"], "before"), (marks["Wingdings x"], "in line"), (marks["medium"], "behind"),
        (marks["checked"], "two columns"),
    ]  # fmt: skip
    path = tmp_path / "answers.docx"
    made(EXAMPLE.read_text(encoding="utf-8").replace("\f", ""), path, *ways)
    expected = states(EXAMPLE)
    assert set(expected.values()) == {SelectionState.SELECTED, SelectionState.NOT_SELECTED}
    found = states(converted(path, "pdf"))
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("▣ Yes\n□ No", [True, False]), ("⊠ Yes\n□ No", [True, False]), ("◼ Yes\n◻ No", [True, False]),
        ("◉ Yes\n○ No", [True, False]), ("● one\n○ two", []), ("○ one", []), ("▣ one", []), ("⬜ one", []),
        ("✅ Yes\n⬜ No", [True, False]), ("❌ Yes\n✅ No", [False, True]),
        ("(x) Yes ( ) No", [True, False]), ("f (x) is", []), ("(x) one\n(y) two", []), ("( ) one ( ) two", []),
        ("(✓) Yes\n( ) No", [True, False]), ("Yes ( )\nNo (X)", [False, True]),
    ],
)  # fmt: skip
def test_marks_in_pairs(text: str, expected: list[bool]) -> None:
    ticks, boxes = find_ticks(text)
    assert [tick.selected for tick in ticks] == expected
    assert all(text[slice(*box)].strip() for box in boxes)


def rows_of(folder: Path, *rows: tuple[str, ...]) -> list[tuple[str, bool]]:
    """The cells of a Word table that are ticks, with the words of their row."""
    document = read_bytes(folder, docx_file(table(*(row(*cells) for cells in rows))), "table.docx")
    found = []
    for tick in document.ticks:
        start = document.text.rfind("\n", 0, tick.span.start) + 1
        line = document.text[start : document.text.index("\n", start)]
        assert not document.plain[slice(*tick.span)].strip()
        found.append((line.strip("| Xx"), tick.selected))
    return found


@pytest.mark.parametrize(
    "rows",
    [
        [("X", "plan"), ("", "strategy"), ("x", "law")],
        [("plan", "X"), ("strategy", ""), ("law", "x")],
        [("Option", "Yes"), ("plan", "X"), ("strategy", ""), ("law", "X")],
    ],
)
def test_a_cross_in_a_cell_ticks_the_option_beside_it(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    assert rows_of(tmp_path, *rows) == [("plan", True), ("strategy", False), ("law", True)]


@pytest.mark.parametrize(
    "rows",
    [
        [("", "plan"), ("", "strategy"), ("", "law")],  # nobody ticked anything
        [("plan", "X", ""), ("strategy", "", "X"), ("law", "X", "")],  # which column says yes is in their heads
        [("Option", "Yes", "No"), ("plan", "", "X"), ("strategy", "", "X"), ("law", "", "X")],
        [("A", "B"), ("x", "plan"), ("", "strategy")],
        [("X", "plan"), ("Y", "strategy"), ("X", "law")],
    ],
)
def test_a_cross_whose_meaning_cannot_be_told_says_nothing(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    assert rows_of(tmp_path, *rows) == []
