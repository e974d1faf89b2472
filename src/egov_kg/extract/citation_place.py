"""Where a citation may stand: a word for a type of instrument and the stretch around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from egov_kg.extract.citation_parts import YEAR, Numbering, date_at, number_at
from egov_kg.extract.citation_words import pattern, words
from egov_kg.extract.dates import EARLIEST
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, folded

_GAP = re.compile(r"[\s,]*\(?\s*")
NEXT = re.compile(r"\s*(?:,|;|,?\s+(?:and|y|e|et)\b)\s*")
YEAR_BEHIND = re.compile(rf"[\s,(]*(?:(?:of|de|del|du|do)\s+)?(?P<year>{YEAR})\b(?!\s*[-–/]\s*\d)\)?")
_FIRST_WORD = re.compile(r"\s+([^\W\d]+)")
_COUNTED = re.compile(
    r"\s+(?:years?|months?|weeks?|days?|hours?|per\s?cent|anos?|meses|dias|horas|por\s+ciento|jours|annees|dpi|pixels)\b"
)
_OF_THE_UNION = r"(?:EU|EC|UE|CE|EEC|CEE|JHA|Euratom)"
_SUPRANATIONAL = re.compile(
    rf"\s*\(\s*{_OF_THE_UNION}\s*\)\s*(?:[Nn][o°º]\.?\s*)?[\d/]*|\s*(?:[Nn][o°º]\.?\s*)?[\d/-]+/{_OF_THE_UNION}\b"
    rf"|\s*(?:[Nn][o°º]\.?\s*)?[\d/]+\s+(?:\([\d]{{4}}\)\s+)?(?:(?:of\s+the|del?|de\s+la|du|da|de\s+l['’])\s*)?"
    rf"(?:European|Parlamento\s+Europeo|Parlement\s+européen|(?:UN|United\s+Nations)\b|(?:UN\s+)?General\s+Assembly"
    rf"|(?:UN\s+)?Security\s+Council|Asamblea\s+General|Assemblée\s+générale|Assembleia\s+Geral|Consejo\s+de\s+Seguridad"
    rf"|Conseil\s+de\s+sécurité)"
)
_UNION_BEFORE = re.compile(
    rf"\b(?:{_OF_THE_UNION}|European(?:\s+Union)?|UN|United\s+Nations|General\s+Assembly|Security(?:\s+Council)?)\s+"
    r"(?:[A-Z][\w-]*\s+){0,4}\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A word for a type of instrument, and the stretch in which its citation may stand."""

    passage: Passage
    hit: Hit
    first: int
    end: int
    listed: bool
    """Whether it follows, in a list, an instrument named by its title alone."""

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def capital(self) -> bool:
        return self.text[self.hit.start].isupper()

    @property
    def abbreviated(self) -> bool:
        """Whether the type is an abbreviation (``R.A.``), which is cited by number alone."""
        printed = self.text[self.hit.start : self.hit.end]
        return "." in printed or len(printed) < 3


def types_in(passage: Passage, start: int, end: int) -> list[Hit]:
    """Words for types of instruments, one where they overlap (``proyecto de Ley Orgánica``)."""
    kept: list[Hit] = []
    for hit in passage.analysis.within(start, end, "instrument-type"):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def with_kind(passage: Passage, hit: Hit, end: int) -> Hit:
    """The word for a type with the words behind it that say its kind, where a number with a year follows.

    ``Circular Externa 002 de 2018``, ``Decreto Reglamentario 5/2010``.
    """
    stop = hit.end
    first = _FIRST_WORD.match(passage.text, stop, end)
    if first is None or folded(first[1]) not in words("kind"):
        return hit
    for word in words_of(passage.text, hit.end, min(end, hit.end + 40)):
        if passage.text[stop : word.start].strip() or folded(word.text) not in words("kind"):
            break
        stop = word.end
    number = number_at(passage.text, gap_end(passage.text, stop), end) if stop > hit.end else None
    return hit._replace(end=stop) if number and not number.bare else hit


def next_type(place: Place, position: int) -> Hit | None:
    """The first word for a type of instrument behind a place, not far."""
    stop = min(place.end, position + 160)
    return next(iter(place.passage.analysis.within(position, stop, "instrument-type")), None)


def gap_end(text: str, position: int) -> int:
    match = _GAP.match(text, position)
    return match.end() if match else position


def agree(numbered: str, titled: str) -> bool:
    return numbered == titled or (numbered == "decree-law" and titled == "law")


def behind_bracket(text: str, start: int, end: int) -> int:
    """Behind the bracket that a number stands in."""
    return end + 1 if "(" in text[start:end] and text[end : end + 1] == ")" else end


def _too_short(place: Place, number: Numbering, printed: str) -> bool:
    """Whether digits alone are too little behind a word of common speech (``Order 66``, ``la ley 1 de``)."""
    common = printed.partition(" ")[0] in words("capital-only")
    return common or (not place.capital and len(number.number[0]) < 2)


def is_number(place: Place, number: Numbering) -> bool:
    """Whether digits behind a type are its number: neither a year nor a count (``a law 5 years ago``).

    A number that follows a comma without a sign belongs to something else.
    """
    gap = place.text[place.hit.end : number.start]
    printed = folded(place.text[place.hit.start : place.hit.end])
    if number.signed or (number.bare and _too_short(place, number, printed)):
        return number.signed
    if "," in gap or number.number[0] in ("24/7",) or ("(" in gap and number.bare):
        return False
    if not number.bare:
        return True
    if re.fullmatch(YEAR, number.number[0]) and place.hit.value != "conpes":
        return False
    if _COUNTED.match(folded(place.text[number.end : number.end + 20])) or (printed == "act" and not place.capital):
        return False
    date = date_at(place.passage, number.start, place.end, year=EARLIEST)
    return date is None or date.day is None or date.start > number.start or place.passage.language == "en"


def pointed_at(passage: Passage, position: int) -> bool:
    """Whether the word before a place speaks of an instrument named before (``This Law``, ``dicha ley``)."""
    before = words_of(passage.text, max(passage.start, position - 20), position)[-1:]
    joined = bool(before) and not passage.text[before[0].end : position].strip()
    return joined and folded(before[0].text) in words("pointing")


def _known_above(place: Place) -> int:
    """Where the name of an act above the states ends that holds the type (``General Data Protection Regulation``)."""
    low, high = max(place.first, place.hit.start - 60), min(place.end, place.hit.end + 60)
    if place.hit.value not in ("law", "regulation", "directive", "other"):
        return 0
    for match in pattern(r"\b", "supranational-title", r"\b").finditer(folded(place.text[low:high])):
        if low + match.start() < place.hit.end and place.hit.start < low + match.end():
            return low + match.end()
    return 0


def supranational(place: Place) -> int:
    """Where the citation of an act of the European Union or the United Nations ends, which is no country's; else 0."""
    behind = _SUPRANATIONAL.match(place.text, place.hit.end, place.end)
    if behind:
        return behind.end()
    known = _known_above(place)
    if known:
        return known
    low = max(place.first, place.hit.start - 60)
    common = place.hit.value in ("regulation", "directive", "resolution")
    union = common and _UNION_BEFORE.search(place.text, low, place.hit.start)
    number = number_at(place.text, gap_end(place.text, place.hit.end), place.end) if union else None
    return number.end if number else place.hit.end if union else 0
