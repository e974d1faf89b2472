"""What stands before the first question: title, country, date."""

from __future__ import annotations

import re
from collections.abc import Iterable

from egov_kg.forms.form import Form, Words
from egov_kg.forms.lines import letters
from egov_kg.forms.matching import rest_of_line
from egov_kg.forms.sheet import Sheet
from egov_kg.model import Span

_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th|º|°)?\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:del?\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}[-\s]{_MONTH}[-\s]\d{{2,4}})(?!\d)"
)
_COUNTRY = re.compile(r"[^\W\d_][^\d\n:;?!/<>@|]{1,70}")
_NAME = re.compile(r"[^\W\d_](?:.*[^\W\d_.,])?\)?", re.DOTALL)


def find_country_and_date(
    sheet: Sheet, form: Form, before: int, first: int = 0
) -> tuple[Span | None, Span | None]:
    """The stretches that name the country and the day, on the open lines from one line up to the first question."""
    country: Span | None = None
    issued: Span | None = None
    dates, countries = _keys(form.date_labels), _keys(form.country_labels)
    for at in range(first, before):
        if not sheet.is_open(at):
            continue
        start, end = sheet.opens[at], sheet.closes[at]
        found = _DATE.search(sheet.plain, start, end)
        if found and issued is None:
            issued = Span(*found.span())
        if found:
            end = found.start()
        start = _behind_label(sheet, at, start, countries)
        if country is None and not letters(sheet.plain[start:end]).startswith(dates):
            country = _name(sheet.plain, start, end)
    return country, issued


def _keys(words: Words) -> tuple[str, ...]:
    every: Iterable[str] = (letters(text) for texts in words.values() for text in texts)
    return tuple(sorted(every, key=len, reverse=True))


def _behind_label(sheet: Sheet, at: int, start: int, keys: tuple[str, ...]) -> int:
    line = sheet.lines[at]
    for key in keys:
        if line.full.startswith(key):
            rest = rest_of_line(sheet.plain, line, line.start, len(key))
            if rest and rest[1]:
                return max(start, rest[0])
    return start


def _name(plain: str, start: int, end: int) -> Span | None:
    text = plain[start:end]
    found = _NAME.search(text)
    if not found or not _COUNTRY.fullmatch(found[0]) or not found[0][0].isupper() or len(found[0].split()) > 9:
        return None
    return Span(start + found.start(), start + found.end())
