"""A table of names, row by row, with what each name is in the graph."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from egov_kg import registry
from egov_kg.errors import TableUnusable
from egov_kg.matching.index import Index
from egov_kg.matching.model import ACCEPT, Match, Mention, Verdict

COLUMNS: Final = ("match", "match_label", "match_score", "match_verdict", "match_method", "match_reasons",
                  "match_candidates")  # fmt: skip
"""What is written behind the columns of the table."""
_COUNTRY: Final = ("country", "pais", "país", "pays", "iso3", "country_code", "countrycode")
_URL: Final = ("url", "website", "web", "homepage", "sitio", "site")
_DELIMITERS: Final = ",;\t|"
_LONGEST_CELL: Final = 2**20
_SPREADSHEETS: Final = (
    (b"PK\x03\x04", "a spreadsheet or another zip archive"), (b"\xd0\xcf\x11\xe0", "a spreadsheet of old Excel"),
    (b"%PDF", "a PDF document"),
)  # fmt: skip
_LOOKED_AT: Final = 4_096
_SEPARATOR: Final = re.compile(r"sep=(.)\r?\n")
"""The line in which Excel names the separator."""
_NAMED: Final = 20
"""Columns, or countries that nobody knows, that a message names; each by so many characters, twice over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of the columns that are read; ``country`` and ``url`` may be missing."""

    name: str
    country: str | None = None
    url: str | None = None


@dataclass(slots=True, kw_only=True)
class Tally:
    """How many rows there were, by what came of them."""

    rows: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    short: int = 0
    """Rows with fewer or more cells than the header."""
    countries: Counter[str] = field(default_factory=Counter)
    """What stands where a country should, and is none, with the number of its rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that was read: its header, its delimiter and its rows as they come."""

    header: tuple[str, ...]
    delimiter: str
    rows: Iterable[Sequence[str]]


def read_table(path: str, data: bytes) -> Table:
    """A table of comma-, semicolon- or tab-separated values with a header; raises TableUnusable."""
    text = _text(path, data)
    named = _SEPARATOR.match(text)
    text = text[named.end() :] if named else text
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    delimiter = named[1] if named else max(_DELIMITERS, key=first.count)  # the comma where none of them is there
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = next(rows, None)
    except csv.Error as error:
        raise TableUnusable(path, f"its first line cannot be read ({error})") from error
    if not header or not any(cell.strip() for cell in header):
        raise TableUnusable(path, "it has no header line. Name the columns in its first line")
    return Table(header=tuple(header), delimiter=delimiter, rows=_rows(path, rows))


def _rows(path: str, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableUnusable(path, f"a line cannot be read ({error})") from error
        if row:
            yield row


def _text(path: str, data: bytes) -> str:
    """UTF-8 where it is, UTF-16 with its mark or by its zeros, else what Western spreadsheets write."""
    what = next((what for start, what in _SPREADSHEETS if data.startswith(start)), None)
    if what is not None:
        raise TableUnusable(path, f"it is {what}. Save the table as CSV (UTF-8), and name that file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    head = data[:_LOOKED_AT]
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 1 and head[place::2].count(0) * 10 > len(head[place::2]) * 9:
            return data.decode(encoding, "replace")
    if sum(byte < 32 and byte not in b"\t\r\n\f" for byte in head) * 100 > len(head):
        raise TableUnusable(path, "it is no text. Save the table as CSV (UTF-8), and name that file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def shown(names: Iterable[str]) -> str:
    """Names for a message: cut, without what no terminal should print."""
    every = list(names)
    plain = ["".join(char if char.isprintable() else "?" for char in name[: 2 * _NAMED]) for name in every[:_NAMED]]
    return ", ".join(plain) + (", …" if len(every) > _NAMED else "")


def columns_of(path: str, table: Table, name: str, country: str | None, url: str | None) -> Columns:
    """The columns of a table by the names that a person gives, else by usual ones; raises TableUnusable."""
    name = _column(path, table, name)
    usual = {cell.strip().lower(): cell for cell in table.header if cell != name}
    return Columns(
        name=name,
        country=_column(path, table, country) if country else _first(usual, _COUNTRY),
        url=_column(path, table, url) if url else _first(usual, _URL),
    )


def _column(path: str, table: Table, wanted: str) -> str:
    """The column of a name; blanks around it and capitals do not matter where one column alone fits."""
    found = [cell for cell in table.header if cell.strip().lower() == wanted.strip().lower()]
    if wanted in table.header or len(found) == 1:
        return wanted if wanted in table.header else found[0]
    raise TableUnusable(path, f"it has no column {wanted!r}. Its columns: {shown(table.header)}")


def _first(usual: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((usual[one] for one in names if one in usual), None)


def matched(
    table: Table, columns: Columns, index: Index, *, country: str | None = None, tally: Tally
) -> Iterator[list[str]]:
    """The rows of a table with what was found for each; ``country`` holds for rows that name none."""
    places = {name: table.header.index(name) for name in filter(None, (columns.name, columns.country, columns.url))}
    width = len(table.header)
    for row in table.rows:
        tally.rows += 1
        tally.short += len(row) != width
        cells = [*row, *[""] * (width - len(row))]
        mention, readable = _mention(cells, columns, places, country)
        found = index.match(mention)
        if not readable:
            tally.countries[cells[places[columns.country or ""]].strip()] += 1
            found = tuple(map(_unsure, found))
        cells = cells[:width] if len(row) <= width else cells
        written = _cells(found)
        tally.verdicts[written[3]] += 1
        yield [*cells, *written]


def _mention(
    cells: Sequence[str], columns: Columns, places: Mapping[str, int], country: str | None
) -> tuple[Mention, bool]:
    """A row as a mention, and whether its country could be read."""
    said = cells[places[columns.country]].strip() if columns.country else ""
    known = registry.load().find_country(said) or registry.load().find_country(said.upper()) if said else country
    url = cells[places[columns.url]].strip() if columns.url else ""
    return Mention(name=cells[places[columns.name]], country=known, url=url), not said or known is not None


def _unsure(match: Match) -> Match:
    """A match of a row whose country nobody knows: for a person, unless the body is of no country."""
    if match.body.worldwide or match.verdict is not Verdict.ACCEPTED:
        return match
    return replace(match, score=ACCEPT - 0.02, reasons=(*match.reasons, "the country cannot be read"))


def _cells(found: Sequence[Match]) -> list[str]:
    best = found[0] if found else None
    if best is None or best.verdict is Verdict.DROPPED:
        return ["", "", "", "none", "", "", ""]
    candidates = [one.body.iri for one in found if one.verdict is Verdict.REVIEW]
    accepted = best.verdict is Verdict.ACCEPTED
    return [
        best.body.iri if accepted else "",
        best.body.names[0] if best.body.names else "",
        f"{best.score:.2f}",
        str(best.verdict),
        best.method,
        "; ".join(best.reasons),
        " ".join(candidates),
    ]
