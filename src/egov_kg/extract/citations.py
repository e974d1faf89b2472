"""Citations of laws and other instruments, in the manners of several systems.

Manners read: ``Law 1712 of 2014``, ``Decreto N° 2.794 del 16 de diciembre del 2014``, ``Decree 1008/2018``, ``Ley N° 31,
Title, de 19 de julio de 2010``, ``Title Act, No. 31 of 2016``, ``Title Act (621/1999)``, ``Title Act, 2012 (Act 843)``,
``Title Act of 15 November 2000``, ``Title Law, O.G. N° 40.274, date 17/10/2013``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from egov_kg.extract.citation_parts import (
    DIGITS,
    NOT_BEHIND,
    SIGN,
    YEAR,
    YEAR_OF,
    Citation,
    date_at,
    numbered,
    plain_number,
    title_end,
    title_start,
    with_date,
    with_gazette,
    with_what_follows,
)
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, folded

_NUMBERED = re.compile(rf"[\s,]*(?P<sign>{SIGN})?{DIGITS}{NOT_BEHIND}(?:{YEAR_OF})?")
_NUMBER_BEHIND_TITLE = re.compile(
    rf"[\s,(]*(?:{YEAR}[\s,(]+)?(?:(?P<type>Act|Law|Ley|Lei|Loi)\s+)?(?P<sign>{SIGN})?{DIGITS}{NOT_BEHIND}(?:{YEAR_OF})?\)?"
)
_NEXT_NUMBER = re.compile(rf"\s*(?:,|;|,?\s+(?:and|y|e|et)\b)\s*(?:{SIGN})?{DIGITS}(?:{YEAR_OF})")
_YEAR_BEHIND = re.compile(rf"[\s,(]*(?:(?:of|de|del|du|do)\s+)?(?P<year>{YEAR})\b(?!\s*[-–/]\s*\d)\)?")
_YEAR_ONLY = re.compile(rf"{YEAR}\Z")
UNNUMBERED = ("constitution", "law", "decree-law", "decree", "regulation", "bill")
"""Types that are also cited by title alone."""

__all__ = ["UNNUMBERED", "Citation", "find_citations", "plain_number", "title_start"]


def find_citations(passage: Passage, start: int, end: int, *, by_title: bool = False) -> list[Citation]:
    """The instruments cited in a stretch, in order: by number, by gazette, by title and date.

    With ``by_title`` those named by title alone too, as in an answer that asks for laws.
    """
    found: list[Citation] = []
    hits = _types(passage, start, end)
    for index, hit in enumerate(hits):
        if found and hit.start < found[-1].end:
            continue
        limit = hits[index + 1].start if index + 1 < len(hits) else end
        found += _at(passage, hit, end, limit, by_title=by_title)
    return found


def _types(passage: Passage, start: int, end: int) -> list[Hit]:
    """Words for types of instruments, one where they overlap (``proyecto de Ley Orgánica``)."""
    kept: list[Hit] = []
    for hit in passage.analysis.within(start, end, "instrument-type"):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _at(passage: Passage, hit: Hit, end: int, limit: int, *, by_title: bool) -> list[Citation]:
    match = _NUMBERED.match(passage.text, hit.end, end)
    behind_comma = match is not None and "," in passage.text[hit.end : match.start("number")]
    titled = behind_comma and passage.text[hit.start].isupper() and title_start(passage, hit) < hit.start
    if match and not titled and _is_number(passage, match, hit):
        first = with_what_follows(passage, numbered(hit, match), end)
        return [first, *_further_numbers(passage, hit, first, end)]
    if hit.value not in UNNUMBERED or _pointed_at(passage, hit):
        return []
    found = _by_title(passage, hit, end, by_title=by_title) or _by_gazette(passage, hit, end, limit)
    return [found] if found else []


def _is_number(passage: Passage, match: re.Match[str], hit: Hit) -> bool:
    """Whether digits behind a type are its number: four digits that are a year, with no sign, are the year.

    A number that follows a comma without a sign belongs to something else.
    """
    bare_year = _YEAR_ONLY.match(match["number"]) and not match["sign"] and not (match["slash"] or match["of"])
    if bare_year and hit.value != "conpes":
        return False
    return bool(match["sign"]) or "," not in passage.text[hit.end : match.start("number")]


def _further_numbers(passage: Passage, hit: Hit, first: Citation, end: int) -> list[Citation]:
    """The further numbers of ``Laws 12 of 2010 and 13 of 2011``."""
    found: list[Citation] = []
    position = first.end
    while match := _NEXT_NUMBER.match(passage.text, position, end):
        found.append(replace(numbered(hit, match), start=match.start("number")))
        position = match.end()
    return found


def _by_title(passage: Passage, hit: Hit, end: int, *, by_title: bool) -> Citation | None:
    """A title with its type, then a number, a date, a year or a gazette; alone where that is enough."""
    text = passage.text
    if not text[hit.start].isupper() and hit.value != "bill":
        return None
    start, stop = title_start(passage, hit), title_end(passage, hit.end, end)
    if stop == hit.end and start == hit.start:
        stop = title_end(passage, hit.end, end, small=True) if passage.language != "en" else stop
        if stop == hit.end or not _closed(text, stop, end):
            return None
    found = Citation(instrument_type=hit.value, start=start, end=stop, title=(start, stop), titled_first=True)
    behind = _behind_title(passage, found, end)
    if behind is not None:
        return behind
    if hit.value == "constitution" or (by_title and _is_title(passage, start, stop, hit)):
        return found
    return None


def _closed(text: str, stop: int, end: int) -> bool:
    """Whether a title in small letters ends at punctuation or an address, not in the middle of a sentence."""
    return stop >= end or bool(re.match(r"\s*(?:[:,;.(]|https?:|www\.|\n|\Z)", text[stop:end]))


def _is_title(passage: Passage, start: int, stop: int, hit: Hit) -> bool:
    """Whether words are a title by themselves: at least two besides the type, one of them with a capital."""
    words = [*words_of(passage.text, start, hit.start), *words_of(passage.text, hit.end, stop)]
    links = passage.analysis.lexicon.words["connector"]
    said = [word for word in words if folded(word.text) not in links]
    return len(said) >= 2 or (len(said) == 1 and passage.text[stop : stop + 2].lstrip()[:1] in (":", "("))


def _behind_title(passage: Passage, found: Citation, end: int) -> Citation | None:
    """The citation with the number, date, year or gazette right behind its title; None where there is none."""
    text, stop = passage.text, _behind_acronym(passage.text, found.end)
    match = _NUMBER_BEHIND_TITLE.match(text, stop, end)
    if match and (match["sign"] or match["slash"] or match["type"] or match["of"]) and not _is_date(passage, match, end):
        year = match["slash"] or match["of"]
        group = "slash" if match["slash"] else "of"
        cited = replace(
            found,
            end=match.end(),
            number=(plain_number(match["number"]), *match.span("number")),
            year=(int(year), *match.span(group)) if year else _year_between(text, stop, match),
        )
        return with_gazette(passage, cited, end)
    date = date_at(passage, stop, end)
    if date:
        return with_gazette(passage, with_date(found, date), end)
    year_match = _YEAR_BEHIND.match(text, stop, end)
    if year_match:
        stated = (int(year_match["year"]), *year_match.span("year"))
        return with_gazette(passage, replace(found, end=year_match.end(), year=stated), end)
    cited = with_gazette(passage, replace(found, end=stop), end)
    return cited if cited.gazette else None


def _behind_acronym(text: str, stop: int) -> int:
    match = re.compile(r"\s*\([A-ZÀ-Ý][A-ZÀ-Ý0-9-]{1,11}\)").match(text, stop)
    return match.end() if match else stop


def _is_date(passage: Passage, match: re.Match[str], end: int) -> bool:
    """Whether the digits are the day of a date (``Act of 15 November 2000``)."""
    date = date_at(passage, match.start(), end)
    return date is not None and date.start <= match.start("number") < date.end


def _year_between(text: str, stop: int, match: re.Match[str]) -> tuple[int, int, int] | None:
    """The year between a title and its number (``Title Act, 2012 (Act 843)``)."""
    year = re.compile(rf"[\s,(]*({YEAR})\b").match(text, stop, match.start("number"))
    return (int(year[1]), *year.span(1)) if year else None


def _by_gazette(passage: Passage, hit: Hit, end: int, limit: int) -> Citation | None:
    """An instrument cited by title and gazette: everything from its type (or the title before it) to the gazette."""
    if not passage.text[hit.start].isupper():
        return None
    for gazette in passage.analysis.within(hit.end, end, "gazette"):
        stop = _trim_right(passage.text, hit.end, gazette.start)
        if gazette.start - hit.end > 220 or "\n\n" in passage.text[hit.end : gazette.start] or limit < stop:
            return None
        start = title_start(passage, hit)
        found = Citation(
            instrument_type=hit.value, start=start, end=stop, title=(start, stop), titled_first=True
        )
        cited = with_gazette(passage, found, end)
        return cited if cited.gazette else None
    return None


def _trim_right(text: str, start: int, end: int) -> int:
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")\"”»"):
        end -= 1
    return end


_POINTING = frozenset([
    "this", "these", "that", "those", "said", "such", "same", "esta", "este", "estas", "estos", "dicha", "dicho",
    "mencionada", "mencionado", "presente", "cette", "ce", "ces", "essa", "esse", "any", "each", "every", "another",
])  # fmt: skip


def _pointed_at(passage: Passage, hit: Hit) -> bool:
    """Whether the words speak of an instrument named before (``This Law``, ``dicha ley``)."""
    before: Sequence[object] = words_of(passage.text, max(passage.start, hit.start - 20), hit.start)[-1:]
    return any(folded(word.text) in _POINTING for word in before)  # type: ignore[attr-defined]
