"""Tables of accounts with a column for each platform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from egov_kg.extract.addresses import find_addresses, find_handles
from egov_kg.extract.followers import Count
from egov_kg.extract.profiles import Seen, cell_account, named_platforms

_FOLLOWERS = re.compile(r"followers|subscribers|fans|seguidores|suscriptores|abonn[ée]s|inscritos|assinantes", re.I)
_NUMBER = re.compile(r"\s*(\d{1,3}(?:[.,  ]\d{3})+|\d{1,9})\s*\Z")
_RULE = re.compile(r"[\s|:+-]+\Z")
_LONGEST_HEADER = 4
"""Words of a column's heading (``Twitter account (official)``)."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An account in a cell: its row, the cell of its owner, its followers where a column counts them."""

    seen: Seen
    row: Stretch
    owner: Stretch | None
    followers: Count | None


@dataclass(frozen=True, slots=True)
class _Column:
    platform: str | None
    followers: bool


def accounts_of_tables(text: str, start: int, end: int) -> tuple[list[Listed], list[Stretch]]:
    """The accounts of every table with platforms' columns, and the rows, headings included, that belong to one."""
    found: list[Listed] = []
    rows: list[Stretch] = []
    columns: list[_Column] = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        row = (start + match.start(), start + match.end())
        cells = _cells(text, *row)
        header = _header(text, cells)
        if header:
            columns = header
            rows.append(row)
        elif columns and _RULE.match(text, *row):
            rows.append(row)
        elif columns and len(cells) == len(columns):
            rows.append(row)
            found += _accounts(text, cells, columns, row)
        elif text[slice(*row)].strip():
            columns = []
    return found, rows


def _cells(text: str, start: int, end: int) -> list[Stretch]:
    """The cells of a line with tabs or strokes between them; none where it has neither."""
    mark = "\t" if "\t" in text[start:end] else "|"
    line = text[start:end].rstrip(" \t" if mark == "|" else " ").removesuffix("|" if mark == "|" else "")
    low = start + (len(line) - len(line.lstrip(" |")) if mark == "|" else 0)
    high = start + len(line)
    if mark not in text[low:high]:
        return []
    places = [low - 1, *(low + m.start() for m in re.finditer(re.escape(mark), text[low:high])), high]
    return [(left + 1, right) for left, right in pairwise(places)]


def _header(text: str, cells: list[Stretch]) -> list[_Column]:
    """What each column is, of a row that names platforms and prints no account; empty where it is no heading."""
    if not cells or find_handles(text, cells[0][0], cells[-1][1]) or find_addresses(text, cells[0][0], cells[-1][1]):
        return []
    columns = [_column(text, *cell) for cell in cells]
    return columns if any(column.platform for column in columns) and not columns[0].platform else []


def _column(text: str, start: int, end: int) -> _Column:
    named = named_platforms(text, start, end)
    short = len(text[start:end].split()) <= _LONGEST_HEADER
    counted = bool(_FOLLOWERS.search(text, start, end))
    return _Column(named[0].code if len(named) == 1 and short and not counted else None, counted)


def _accounts(text: str, cells: list[Stretch], columns: list[_Column], row: Stretch) -> list[Listed]:
    found: list[Listed] = []
    owner = None if columns[0].platform else cells[0]
    for index, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        seen = cell_account(text, *cell, column.platform) if column.platform else None
        if seen:
            following = columns[index + 1 : index + 2]
            number = _NUMBER.match(text, *cells[index + 1]) if following and following[0].followers else None
            count = Count(int(re.sub(r"\D", "", number[1])), *number.span(1)) if number else None
            found.append(Listed(seen=seen, row=row, owner=owner, followers=count))
    return found
