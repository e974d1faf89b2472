"""Reading the registry's tables: tab-separated, a header row, ``#`` comment lines above it, no quoting."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from egov_kg.errors import KnowledgeError

FOLDER: Final = Path(__file__).resolve().parent


def read_table(file: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows of a table, each cut to the named columns in their order; raises KnowledgeError."""
    lines = (FOLDER / file).read_text("utf-8").splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if start == len(lines):
        raise KnowledgeError(file, "whole file", "it has no header row")
    header = lines[start].split("\t")
    missing = [column for column in columns if column not in header]
    if missing:
        raise KnowledgeError(file, f"line {start + 1}", f"columns are missing: {', '.join(missing)}")
    wanted = [header.index(column) for column in columns]
    rows = []
    for number, line in enumerate(lines[start + 1 :], start + 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise KnowledgeError(file, f"line {number}", f"{len(cells)} cells, the header has {len(header)}")
        rows.append(tuple([cells[index] for index in wanted]))
    return rows


def split_cell(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values of a cell separated by ``"; "``, and those of them that are marked as ambiguous by a ``?``.

    >>> split_cell("Chad?; Tchad")
    (('Chad', 'Tchad'), ('Chad',))
    """
    if not cell:
        return (), ()
    marked = cell.split("; ")
    values = tuple([value.removesuffix("?") for value in marked])
    return values, tuple([value[:-1] for value in marked if value.endswith("?")])
