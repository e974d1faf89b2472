"""The words of names of public bodies as meanings, so that a name can be compared with its translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from egov_kg import registry
from egov_kg.errors import KnowledgeError
from egov_kg.identifiers import fold

FILE: Final = Path(__file__).resolve().parent / "words.tsv"
KINDS: Final = ("link", "scope", "body", "field", "country", "")
"""What a word is; the last is a word that no table knows."""
_SHORTEST_TYPO: Final = 6
_LONG: Final = 10
"""Words from these lengths on may have one wrong letter, or two."""


@dataclass(frozen=True, slots=True)
class Word:
    """One or several words of a name with what they mean; ``mended`` where a letter was wrong."""

    kind: str
    meanings: tuple[str, ...]
    mended: bool = False


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A folded word in one spelling of several: without the s of the plural.

    >>> stem("communications"), stem("business")
    ('communication', 'business')
    """
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of stems, found by their first stem, the longest first."""

    by_first: Mapping[str, Sequence[tuple[tuple[str, ...], Word]]]
    singles: tuple[str, ...]

    def at(self, stems: Sequence[str], place: int) -> tuple[int, Word] | None:
        """The longest phrase that begins at a place, with the number of its words."""
        for phrase, word in self.by_first.get(stems[place], ()):
            if tuple(stems[place : place + len(phrase)]) == phrase:
                return len(phrase), word
        return None


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The phrases of the table and the names of countries; raises KnowledgeError for a row that is wrong."""
    found: dict[tuple[str, ...], Word] = {}
    for phrase, word in (*_countries(), *_table()):
        found[phrase] = word
    by_first: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for phrase, word in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        by_first.setdefault(phrase[0], []).append((phrase, word))
    singles = sorted(one[0] for one, word in found.items() if len(one) == 1 and word.kind in ("scope", "body", "field"))
    return Phrases(by_first=MappingProxyType(by_first), singles=tuple(singles))


def _table() -> Iterator[tuple[tuple[str, ...], Word]]:
    lines = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != 3 or cells[0] not in KINDS:
            raise KnowledgeError(FILE.name, f"row {number}", "it needs a kind, a meaning and its forms")
        kind, meaning, forms = cells
        word = Word(kind, tuple(meaning.split("+")) if meaning else ())
        yield from ((_stems(form), word) for form in forms.split("; ") if fold(form))


def _countries() -> Iterator[tuple[tuple[str, ...], Word]]:
    """Names and adjectives; one that means two countries is a word like others."""
    meant: dict[tuple[str, ...], set[str]] = {}
    for country in registry.load().countries.values():
        named = [name for names in country.names.values() for name in names if not _is_code(name)]
        named += [form for forms in country.demonyms.values() for form in forms if form not in country.ambiguous]
        for name in named:
            meant.setdefault(_stems(name), set()).add(country.iso3)
    for phrase, targets in meant.items():
        if len(targets) == 1 and phrase != ("",):
            yield phrase, Word("country", (next(iter(targets)),))


def _is_code(name: str) -> bool:
    return name.isupper() and len(name) <= 4


def _stems(text: str) -> tuple[str, ...]:
    return tuple([stem(word) for word in fold(text).split("-")])


@lru_cache(maxsize=65_536)
def mended(word: str) -> str | None:
    """The one known word from which a stem differs by a slip of the pen; None for short words and where two would do.

    >>> mended("agricuture"), mended("works")
    ('agriculture', None)
    """
    if len(word) < _SHORTEST_TYPO or not word.isalpha():
        return None
    allowed = 2 if len(word) >= _LONG else 1
    near = process.extract(word, phrases().singles, scorer=OSA.distance, score_cutoff=allowed, limit=3)
    found = sorted((distance, known) for known, distance, _ in near if known[0] == word[0])
    meant = {phrases().at([known], 0) for distance, known in found if distance == found[0][0]}
    return found[0][1] if len(meant) == 1 else None


def read_words(folded: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Word]]:
    """The words of a folded name in their order, each with what it means."""
    stems = [stem(word) for word in folded]
    known, place = phrases(), 0
    while place < len(stems):
        found = known.at(stems, place)
        if found is not None:
            length, word = found
            yield tuple(stems[place : place + length]), word
            place += length
            continue
        right = mended(stems[place])
        entry = known.at([right], 0) if right else None
        if entry is not None:
            yield (stems[place],), Word(entry[1].kind, entry[1].meanings, mended=True)
        else:
            yield (stems[place],), Word("", (stems[place],))
        place += 1
