"""Whose a law is that prose cites: of the country its sentence says, of none, or of a union of states."""

from __future__ import annotations

import re

from egov_kg.extract.citation_dates import says_made
from egov_kg.extract.citation_parts import Citation
from egov_kg.extract.prose_reading import Reading, said_owner
from egov_kg.language import Sentence
from egov_kg.records import CountryRef

_SUPRANATIONAL = re.compile(r"\((?:EU|EC|UE|CE|EEC)\)|/(?:EU|EC|UE|CE|EEC)\b")
_OF_A_STATE = re.compile(r"(?:European\s+(?:Union|Communities))\s+\(")
"""Acts of a member state named after the union they carry out acts of (``European Union (Harbours) Regulations``)."""
_CLAUSE = re.compile(r"[;:]\s")
_POSSESSIVE = re.compile(r"\b(?:its|their|his|her|su|sus|son|sa|ses|leur|leurs|seu|sua|seus|suas)\s+\Z")


def owner_of_law(reading: Reading, citation: Citation, sentence: Sentence) -> CountryRef | None:
    """The country a citation's sentence gives it, else the document's; None where its clause is about another one."""
    said = said_owner(reading, sentence, citation.start, citation.end)
    if said:
        return said[0]
    own = reading.country.value if reading.country else None
    subject = _subject(reading, citation, sentence)
    if subject is None or (own and subject == own.iso3):
        return own
    before = reading.plain[sentence.start : citation.start]
    its_own = _POSSESSIVE.search(before) or says_made(before)
    return CountryRef(subject) if its_own else None


def _subject(reading: Reading, citation: Citation, sentence: Sentence) -> str | None:
    """The one country that a clause with a citation opens with, where the document's own is not named before it."""
    clauses = [match.end() for match in _CLAUSE.finditer(reading.plain, sentence.start, citation.start)]
    start = max([sentence.start, *clauses])
    hits = reading.passage.analysis.within(start, citation.start, "country")
    if not hits or {hit.value for hit in hits} & {reading.country.value.iso3 if reading.country else ""}:
        return None
    before = set(re.findall(r"[\w']+", reading.plain[start : hits[0].start].replace("l'", "l ")))
    possessive = re.match(r"['’]s?\b", reading.plain[hits[0].end : hits[0].end + 2])
    opening = reading.words.words["article"] | reading.words.words["while"] | {"l"}
    return None if before - opening or possessive or len({hit.value for hit in hits}) > 1 else hits[0].value


def is_supranational(reading: Reading, citation: Citation, sentence: Sentence) -> bool:
    """Whether an instrument is one of an international organisation (a directive of the Union)."""
    text = reading.passage.text
    if _OF_A_STATE.match(text, citation.start):
        return False
    behind = text[citation.end : citation.end + 12].lstrip()
    if _SUPRANATIONAL.search(text, citation.start, citation.end) or _SUPRANATIONAL.match(behind):
        return True
    if citation.number and citation.instrument_type in ("law", "decree", "decree-law", "bill", "constitution"):
        return False
    return _beside_organisation(reading, citation, sentence) or _said_supranational(reading, citation, sentence)


def _beside_organisation(reading: Reading, citation: Citation, sentence: Sentence) -> bool:
    """Whether an organisation of the registry stands in a citation, right before it, or behind it with ``of``."""
    low, high = max(sentence.start, citation.start - 40), min(sentence.end, citation.reach + 40)
    link = reading.words.pattern("of", "article")
    for start, end, _ in reading.international_in(low, high):
        before = end <= citation.start and not re.sub(r"['’]s?", "", reading.plain[end : citation.start]).strip()
        between = reading.plain[citation.end : start] if start >= citation.end else "x"
        of = between.strip(" (") == "" or (link.match(between.strip()) and not link.sub("", between).strip(" ('"))
        before_of = end <= citation.start and re.fullmatch(r"\s*\W?\s*", reading.plain[end : citation.start])
        if (start < citation.end and citation.start < end) or before or of or before_of:
            return True
    return False


def _said_supranational(reading: Reading, citation: Citation, sentence: Sentence) -> bool:
    low, high = max(sentence.start, citation.start - 30), min(sentence.end, citation.end + 60)
    pattern = reading.words.pattern("supranational")
    if re.search(rf"(?:{pattern.pattern})\s+\Z", reading.plain[low : citation.start]):
        return True
    if pattern.search(reading.plain, citation.start, citation.end):
        return True
    behind = pattern.search(reading.plain, citation.end, high)
    return behind is not None and not reading.plain[citation.end : behind.start()].strip(" ofdelathu")
