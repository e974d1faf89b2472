"""Lists of acronyms: what each stands for, and whether that is an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from egov_kg.extract.plan.reading import Place, Reading
from egov_kg.extract.plan.words import PlanWords, holds
from egov_kg.identifiers import fold
from egov_kg.model import Cell, Span

_WORD = re.compile(r"[^\W_](?:[^\W_]|[.&'/+-](?=[^\W_]))*\Z")
_SMALL = re.compile(r"[a-z](?:\d[a-z]|[A-Z]{2,5})\Z")
"""Small letters and a figure between them (a2i), or one before capitals (eGA)."""
_INNER_CAPITAL = re.compile(r"[a-zà-ÿ][A-ZÀ-Ý]")
_ENTRY = re.compile(
    r"(?:[-*•▪●]\s+)?(?P<acronym>[^\s:=]{2,16})(?:\t|\s*[:=]\s*|\s+[–—-]+\s*)\s*(?P<name>\S.*)", re.DOTALL
)
LONGEST_ACRONYM: Final = 16
LONGEST_NAME: Final = 200
MOST_ENTRIES: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An acronym with its full name as printed and the stretches of its row."""

    acronym: str
    name: str
    spans: tuple[Span, ...]
    is_organisation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Acronyms:
    """The acronym lists of a document: the entries by acronym, and by what is left of it without small letters.

    ``names`` are the full names of organisations, each as its folded words, by the first of these; the longest first.
    """

    entries: Mapping[str, Entry]
    by_bare: Mapping[str, Entry]
    names: Mapping[str, Sequence[tuple[str, ...]]]

    def __contains__(self, acronym: str) -> bool:
        return acronym in self.entries

    def near(self, acronym: str) -> Entry | None:
        """The entry of an acronym that differs in small letters alone (a connecting y or of)."""
        return self.by_bare.get(bare(acronym))


def is_acronym(word: str) -> bool:
    """Whether a word has the shape of an acronym: two capitals, half of its letters or one behind a small letter.

    >>> [is_acronym(word) for word in ("MoF", "MinTrab", "CTIC-EPB", "Ministry", "Anglo-Dutch", "e-ID", "A")]
    [True, True, True, False, False, False, False]
    >>> [is_acronym(word) for word in ("a2i", "eGA", "2nd", "h2", "iPad")]
    [True, True, False, False, False]
    """
    if _SMALL.match(word):
        return True
    if not 2 <= len(word) <= LONGEST_ACRONYM or not word[0].isupper() or not _WORD.match(word):
        return False
    letters = [char for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return capitals >= 2 and (capitals * 2 >= len(letters) or _INNER_CAPITAL.search(word) is not None)


def bare(acronym: str) -> str:
    """An acronym without its small letters and marks: what is left when only connecting words differ.

    >>> bare("MOPSyV"), bare("MOP-SV")
    ('MOPSV', 'MOPSV')
    """
    return "".join(char for char in acronym if char.isupper() or char.isdigit())


def has_head(folded: Sequence[str], words: PlanWords) -> bool:
    """Whether an organisation's head word stands before the first preposition of a name's folded words."""
    for before, word in pairwise(["", *folded]):
        if word in words.preposition:
            return False
        if word in words.organisation and f"{before}-{word}" not in words.compound:
            return True
    return False


def names_organisation(name: str, words: PlanWords) -> bool:
    """Whether a name is that of an organisation, by its head."""
    return has_head(fold(name).split("-"), words)


def read_acronyms(reading: Reading) -> Acronyms:
    """The acronym lists of a document, by acronym; the first explanation of an acronym holds."""
    entries: dict[str, Entry] = {}
    for place in reading.places:
        if place.heading is not None and holds(fold(place.title), reading.words.acronyms) and len(place.title) < 80:
            for entry in islice(_entries(reading, place), MOST_ENTRIES - len(entries)):
                entries.setdefault(entry.acronym, entry)
    by_bare: dict[str, Entry] = {}
    for entry in entries.values():
        by_bare.setdefault(bare(entry.acronym), entry)
    names: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries.values():
        if entry.is_organisation:
            words = tuple(fold(entry.name).split("-"))
            names.setdefault(words[0], []).append(words)
    for alike in names.values():
        alike.sort(key=lambda words: (-len(words), words))
    return Acronyms(entries=entries, by_bare=by_bare, names=names)


def _entries(reading: Reading, place: Place) -> Iterator[Entry]:
    for table in reading.tables_in(place):
        for row in (table.header, *table.rows):
            yield from _row_entries(reading, row)
    yield from _line_entries(reading, place)


def _row_entries(reading: Reading, row: tuple[Cell, ...]) -> Iterator[Entry]:
    """The entries of a row: an acronym, and its name in the next cell; a row may hold several."""
    used = False
    for left, right in pairwise(row):
        acronym, name = reading.cell(left).strip(" .:"), reading.cell(right).strip()
        if used or not is_acronym(acronym) or not any(map(str.isalpha, name)):
            used = False
            continue
        used = True
        yield _entry(reading, acronym, name, reading.row((left, right)))


def _line_entries(reading: Reading, place: Place) -> Iterator[Entry]:
    """The entries that stand as lines; a line in small letters goes on with the name above it."""
    pending: tuple[str, list[Span], list[Span]] | None = None
    for line in reading.lines(place):
        if reading.is_in_table(line.start):
            continue
        found = _ENTRY.match(reading.plain, line.start, line.end)
        if pending is not None and found is None and reading.plain[line.start].islower():
            pending[1].append(line)
            pending[2].append(line)
            continue
        if pending is not None:
            yield _entry(reading, pending[0], reading.says(*pending[1]), pending[2])
            pending = None
        if found is not None and is_acronym(found["acronym"]):
            pending = found["acronym"], [Span(found.start("name"), line.end)], [line]
    if pending is not None:
        yield _entry(reading, pending[0], reading.says(*pending[1]), pending[2])


def _entry(reading: Reading, acronym: str, name: str, spans: Sequence[Span]) -> Entry:
    full = name[:LONGEST_NAME].rstrip(" .;,")
    return Entry(
        acronym=acronym, name=full, spans=reading.quotable(spans),
        is_organisation=names_organisation(full, reading.words),
    )  # fmt: skip
