"""A questionnaire whose boxes are printed as people print them: marks of every kind, in layouts of every kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_OPTION: Final = re.compile(r"([☒☐]) ([^☒☐]+)")


class Mark(NamedTuple):
    """What stands for a ticked and for an empty box, in which font; ``symbol`` as Word inserts a symbol."""

    name: str
    ticked: str
    empty: str
    font: str = ""
    symbol: bool = False


MARKS: Final = (
    Mark("crossed", "☒", "☐"), Mark("checked", "☑", "☐"), Mark("check", "✓", "☐"), Mark("heavy check", "✔", "☐"),
    Mark("cross", "✗", "☐"), Mark("heavy cross", "✘", "☐"), Mark("squares", "■", "□"), Mark("inner square", "▣", "□"),
    Mark("times", "⊠", "□"), Mark("check, square", "✓", "□"), Mark("crossed, square", "☒", "□"),
    Mark("emoji", "✅", "⬜"), Mark("medium", "◼", "◻"),
    Mark("fisheye", "◉", "○"), Mark("Segoe", "☒", "☐", "Segoe UI Symbol"), Mark("Gothic", "☒", "☐", "MS Gothic"),
    Mark("DejaVu", "☑", "☐", "DejaVu Sans"), Mark("OpenSymbol", "☒", "☐", "OpenSymbol"),
    Mark("Wingdings", "\uf0fe", "\uf0a8", "Wingdings"), Mark("Wingdings x", "\uf0fd", "\uf06f", "Wingdings"),
    Mark("Wingdings 2", "\uf052", "\uf0a3", "Wingdings 2"), Mark("Wingdings 2 x", "\uf053", "\uf0a3", "Wingdings 2"),
    Mark("Wingdings sym", "F0FE", "F0A8", "Wingdings", True),
    Mark("Wingdings 2 sym", "F052", "F0A3", "Wingdings 2", True), Mark("brackets", "[x]", "[ ]"),
    Mark("round", "(x)", "( )"),
    Mark("cross alone", "X", ""), Mark("check alone", "✓", ""),
)  # fmt: skip

Options = Sequence[tuple[bool, str]]


def _before(document: Document, mark: Mark, options: Options) -> None:
    for ticked, label in options:
        paragraph = document.add_paragraph()
        _add_mark(paragraph, mark, ticked)
        paragraph.add_run(f" {label}")


def _behind(document: Document, mark: Mark, options: Options) -> None:
    for ticked, label in options:
        paragraph = document.add_paragraph(f"{label} ")
        _add_mark(paragraph, mark, ticked)


def _in_line(document: Document, mark: Mark, options: Options) -> None:
    short = [one for one in options if len(one[1]) <= 30]
    for start in range(0, len(short), 3):
        paragraph = document.add_paragraph()
        for ticked, label in short[start : start + 3]:
            _add_mark(paragraph, mark, ticked)
            paragraph.add_run(f" {label}   ")
    _before(document, mark, [one for one in options if len(one[1]) > 30])


def _in_cells(document: Document, mark: Mark, options: Options, columns: str = "ml") -> None:
    from docx.shared import Pt  # noqa: PLC0415

    each = columns.count("l")
    table = document.add_table(-(-len(options) // each), len(columns))
    table.style, table.autofit = "Table Grid", False
    for column, kind in zip(table.columns, columns, strict=True):
        column.width = Pt(25 if kind == "m" else (400 - 25 * each) / each)
    for place, (ticked, label) in enumerate(options):
        cells = table.rows[place // each].cells
        at = place % each * (len(columns) // each)
        for offset, kind in enumerate(columns[: len(columns) // each]):
            paragraph = cells[at + offset].paragraphs[0]
            if kind == "l":
                paragraph.add_run(label)
            else:
                _add_mark(paragraph, mark, ticked)


def _cells_behind(document: Document, mark: Mark, options: Options) -> None:
    _in_cells(document, mark, options, "lm")


def _two_columns(document: Document, mark: Mark, options: Options) -> None:
    _in_cells(document, mark, options, "mlml")


def _add_mark(paragraph: Paragraph, mark: Mark, ticked: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    shown = mark.ticked if ticked else mark.empty
    run = paragraph.add_run("" if mark.symbol else shown)
    if mark.symbol:
        symbol = OxmlElement("w:sym")
        symbol.set(qn("w:font"), mark.font)
        symbol.set(qn("w:char"), shown)
        run._r.append(symbol)
    elif mark.font:
        run.font.name = mark.font
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for which in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(which), mark.font)


LAYOUTS: Final[dict[str, Callable[[Document, Mark, Options], None]]] = {
    "before": _before, "behind": _behind, "in line": _in_line, "cells": _in_cells, "cells behind": _cells_behind,
    "two columns": _two_columns,
}  # fmt: skip
IN_CELLS: Final = frozenset({"cells", "cells behind", "two columns"})


def _blocks(text: str) -> Iterator[str | list[tuple[bool, str]]]:
    """The lines of a questionnaire; of consecutive lines of options, the options."""
    options: list[tuple[bool, str]] = []
    for line in text.splitlines():
        found = [(mark == "☒", label.strip()) for mark, label in _OPTION.findall(line)]
        if not found and options:
            yield options
            options = []
        if found:
            options += found
        else:
            yield line
    if options:
        yield options


def made(text: str, path: Path, *ways: tuple[Mark, str]) -> None:
    """The questionnaire as a Word document; marks and layouts take turns from question to question."""
    import docx  # noqa: PLC0415

    document, turns = docx.Document(), cycle(ways)
    for block in _blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            mark, layout = next(turns)
            LAYOUTS[layout](document, mark, block)
    document.save(str(path))
