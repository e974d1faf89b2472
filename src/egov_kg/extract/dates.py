"""Dates, years and periods as documents print them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from egov_kg.language.lexicon import LANGUAGES, folded, load_lexicon

EARLIEST, LATEST = 1800, 2100
"""Years outside these are numbers of something else."""


class DateHit(NamedTuple):
    """A date found: the day where it is printed, the year always."""

    start: int
    end: int
    day: datetime.date | None
    year: int


class Period(NamedTuple):
    """A period or horizon: one of the two years may be missing."""

    start: int
    end: int
    first: int | None
    last: int | None


@lru_cache(maxsize=1)
def _months() -> Mapping[str, int]:
    """Month names of every language with a lexicon."""
    return {name: number for language in LANGUAGES for name, number in load_lexicon(language).months.items()}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, _months()), key=lambda name: (-len(name), name)))
    link = r"(?:,?\s*(?:de\s+l[ao]?\s*|del?\s+|do\s+|of\s+|the\s+)*(?:year\s+|a(?:n|ñ)o\s+)?)"
    day_first = (
        rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|ro|\.?[º°]|\))?\s+"
        rf"(?:day\s+|dias\s+(?:del\s+mes\s+)?)?{link}(?P<m1>{names})\b\.?{link}(?P<y1>\d{{4}})\b"
    )
    month_first = rf"\b(?P<m2>{names})\b\.?\s*(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b)?{link}(?P<y2>\d{{4}})\b"
    numeric = (
        r"(?<![\d/.-])(?:(?P<d3>\d{1,2})(?P<s>[/.-])(?P<m3>\d{1,2})(?P=s)(?P<y3>\d{4})"
        r"|(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2}))(?![\d/-])"
    )
    return re.compile(f"{day_first}|{month_first}", re.I), re.compile(numeric)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _numeric(match: re.Match[str]) -> DateHit | None:
    year, month, day = (int(match[f"{part}3"] or match[f"{part}4"]) for part in "ymd")
    if match["d3"] and month > 12 >= day:  # month printed first: no other reading is a date
        month, day = day, month
    value = _day(year, month, day)
    return DateHit(match.start(), match.end(), value, year) if value and EARLIEST <= year <= LATEST else None


def _worded(match: re.Match[str]) -> DateHit | None:
    year = match["y1"] or match["y2"]
    month = _months().get(folded(match["m1"] or match["m2"]))
    if year is None or month is None or not EARLIEST <= int(year) <= LATEST:
        return None
    day = match["d1"] or match["d2"]
    value = _day(int(year), month, int(day)) if day else None
    return DateHit(match.start(), match.end(), value, int(year))


def find_dates(text: str, start: int, end: int) -> list[DateHit]:
    """Every date in a stretch of text; numeric dates day first, unless that makes none.

    >>> find_dates("on 3 May 2019", 0, 13)[0].day
    datetime.date(2019, 5, 3)
    """
    worded, numeric = _patterns()
    plain = folded(text[start:end])
    found = [_worded(match) for match in worded.finditer(plain)]
    found += [_numeric(match) for match in numeric.finditer(plain)]
    hits = [hit._replace(start=hit.start + start, end=hit.end + start) for hit in found if hit]
    return sorted(hits)


_YEAR = r"(?:19|20)\d\d"
_ACCENTED: Final = {"a": "[aá]", "c": "[cç]", "e": "[eé]", "u": "[uúû]"}


@lru_cache(maxsize=1)
def _range() -> re.Pattern[str]:
    """Two years with what joins them; the month of the second (``July 2020 – June 2025``) may stand before it."""
    names = ("".join(_ACCENTED.get(char, re.escape(char)) for char in name) for name in _months())
    month = rf"(?:(?:{'|'.join(sorted(names, key=lambda name: (-len(name), name)))})\b\.?\s*(?:de\s+|,\s*)?)?"
    return re.compile(
        rf"(?<![\w/.%=&-])(?:"
        rf"(?:(?:from|desde|de|du)\s+(?:el\s+)?)?({_YEAR})\s*"
        rf"(?:[-–—/]|\b(?:to|al?|hasta(?: el)?|à|au|até|until|through)\b)\s*{month}"
        rf"|\b(?:between|entre)\s+(?:el\s+)?({_YEAR})\s+(?:and|y|et|e)\s+)({_YEAR}|\d\d)(?![\d/])",
        re.I,
    )


_HORIZON = re.compile(
    rf"(?<!according )(?<!due )\b"
    rf"(?:to|by|until|towards|hacia|para|al|hasta(?: el)?|horizon|horizonte|até|vers|jusqu'en|à)"
    rf"\s+(?:the\s+year\s+|(?:el\s+)?a(?:ñ|n)o\s+|el\s+|l'an\s+)?({_YEAR})\b",
    re.I,
)
_BARE = re.compile(rf"(?<![\w/.,%=&-])({_YEAR})(?![\w/]|[.,]\d|-\d)")


def find_periods(text: str, start: int, end: int) -> list[Period]:
    """Ranges of years (``2014 - 2019``, ``2014-19``) in a stretch of text; the second later than the first.

    >>> [(found.first, found.last) for found in find_periods("July 2020 – June 2025; de 2018 a marzo de 2022", 0, 46)]
    [(2020, 2025), (2018, 2022)]
    """
    found = []
    for match in _range().finditer(text, start, end):
        first, last = int(match[1] or match[2]), int(match[3])
        if last < 100:  # two digits continue the century of the first
            last += first // 100 * 100
        if first < last <= first + 60:
            found.append(Period(match.start(), match.end(), first, last))
    return found


def find_horizons(text: str, start: int, end: int) -> list[Period]:
    """Years that something runs to (``by 2030``)."""
    return [Period(m.start(), m.end(), None, int(m[1])) for m in _HORIZON.finditer(text, start, end)]


def find_years(text: str, start: int, end: int) -> list[DateHit]:
    """Years that stand alone or in a date; those that are part of a range or an address are left out."""
    ranges = [(p.start, p.end) for p in find_periods(text, start, end)]
    return [
        DateHit(m.start(), m.end(), None, int(m[1]))
        for m in _BARE.finditer(text, start, end)
        if not any(low <= m.start() < high for low, high in ranges)
    ]
