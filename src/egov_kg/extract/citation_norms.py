"""Technical norms of a country, cited by their code: ``norma NXT A3:2014``, ``NOM-151-SCFI-2016``."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.citation_parts import Citation, Part
from egov_kg.extract.citation_titles import LONGEST
from egov_kg.extract.citation_words import pattern, words
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import folded

_YEAR = r"(?P<year>(?:19|20)\d\d)\b(?![-/]\w)"
_FAMILY = r"(?<![\w/:-])(?P<family>[A-Z][A-Za-z]{1,7}(?:[ /-][A-Z]{2,6}){0,2})"
_CODE = re.compile(
    rf"{_FAMILY}[ -](?P<number>[A-Z]?\d{{1,6}}(?:[-.]\d{{1,4}})*):{_YEAR}"
    rf"|(?<![\w/:-])(?P<whole>[A-Z]{{2,5}}-\d{{1,4}}-[A-Z]{{2,8}}\d{{0,2}})-(?P<then>(?:19|20)\d\d)\b"
)
_UNDATED = re.compile(rf"{_FAMILY}[ -](?P<number>[A-Z]\d{{1,4}})\b(?![:./-]\w)")
_BEFORE = 60


def norms_in(passage: Passage, start: int, end: int) -> list[Citation]:
    """The norms cited in a stretch; those of international bodies are no country's."""
    found: list[Citation] = []
    if ":" in passage.text[start:end] or "-" in passage.text[start:end]:
        coded = _CODE.finditer(passage.text, start, end)
        found = [_dated(passage, start, match) for match in coded if _national(match)]
    known = {(one.number or ("", 0, 0))[1] for one in found}
    for match in _UNDATED.finditer(passage.text, start, end):
        if match.start() not in known and _national(match) and _called_norm(passage, start, match.start()):
            found.append(_cited(passage, start, match.span()))
    return sorted(found, key=lambda one: one.start)


def _national(match: re.Match[str]) -> bool:
    family = match["family"] or ""
    return folded(family.split(" ")[0].split("-")[0].split("/")[0]) not in words("norm-international")


def _dated(passage: Passage, first: int, match: re.Match[str]) -> Citation:
    group, year = ("number", "year") if match["number"] else ("whole", "then")
    cited = _cited(passage, first, (match.start(), match.end(group)))
    return replace(cited, end=match.end(), year=(int(match[year]), *match.span(year)))


def _cited(passage: Passage, first: int, code: Part) -> Citation:
    number = (passage.words(*code), *code)
    title = _title_before(passage, first, code[0])
    return Citation(instrument_type="regulation", start=code[0], end=code[1], number=number, title=title)


def _called_norm(passage: Passage, first: int, start: int) -> bool:
    before = folded(passage.text[max(first, start - _BEFORE) : start])
    return pattern(r"\b", "norm", r"\s+\Z").search(before) is not None


def _title_before(passage: Passage, first: int, start: int) -> Part | None:
    """The title of the norm whose code stands in brackets behind it (``Norma sobre X (NXT 3:2014)``)."""
    opening = re.compile(r"\s*\(\s*\Z").search(passage.text, max(first, start - 4), start)
    if opening is None:
        return None
    low = max(first, opening.start() - LONGEST)
    sentence = passage.analysis.sentence_at(start)
    low = max(low, sentence.start) if sentence else low
    heads = list(pattern(r"\b", "norm", r"\s").finditer(folded(passage.text[low : opening.start()])))
    if not heads or not passage.text[low + heads[-1].start()].isupper():
        return None
    begin = low + heads[-1].start()
    plain = not re.search(r"[.;:()]", passage.text[begin : opening.start()])
    return (begin, opening.start()) if plain and len(words_of(passage.text, begin, opening.start())) > 2 else None
