"""What a document says of itself: its country, its date, its edition, its languages."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from egov_kg.extract.addresses import find_addresses
from egov_kg.extract.dates import find_dates
from egov_kg.extract.home import find_home
from egov_kg.model import SegmentedDocument, Span, Stated
from egov_kg.records import CountryRef
from egov_kg.registry import NameKind, Registry

COUNTRY_RULE = "country-of-document"
COUNTRY_NAMED_RULE = "country-named-most"
COUNTRY_DOMAIN_RULE = "country-of-addresses"
DATE_RULE = "date-of-document"
DATELINE_RULE = "date-of-dateline"
EDITION_RULE = "edition-of-form"
SHARE = 0.6
"""How much of what names a country must name the same one before a document is taken to be its."""
HEAD = 4_000
"""Characters at the beginning of a document in which a cover and a preface stand."""
SEARCHED = 500_000
"""Characters at its beginning in which a document names its country, if it does."""


DATELINES = 1_500
"""Characters at a document's beginning in which it prints its own date."""
_CLOSED = re.compile(r"[\s*_]*(?:\([^()\n]{1,30}\))?[\s*_]*(?:[-–—:.|)]|\Z)")
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:segunda|ter[cç]a|quarta|quinta|sexta)(?:-feira)?)"
)
_PLACE = re.compile(
    rf"[\s*_#>(-]*[A-ZÀ-Ý][\w.'’-]*"
    rf"(?:,?\s+(?:(?:de|del|la|las|los|el|da|do|of|the|d['’])\s*)*[A-ZÀ-Ý][\w.'’-]*){{0,4}}"
    rf"\s*(?:\([^()\n]{{1,30}}\)\s*)?[,(:;|–—-]\s*(?:{_WEEKDAY},?\s+)?(?:el\s+|le\s+|em\s+|a\s+|on\s+)?"
)
"""A place in capitals and what joins it to its date."""
_LABEL = re.compile(
    rf"[\s*_#>(-]*(?:(?:date|dated|published|published on|posted|posted on|date of publication|release date|fecha|"
    rf"fecha de publicaci[oó]n|publicado|publicado el|date de publication|publi[eé] le|data|data de publica[cç][aã]o|"
    rf"publicado em)[\s*_]*:?[\s*_]*)?"
    rf"(?:{_WEEKDAY},?\s+)?",
    re.IGNORECASE,
)
"""What may stand before a date on a line of its own."""


def find_country(segmented: SegmentedDocument, registry: Registry) -> Stated[CountryRef] | None:
    """The country a document is from: as its form prints it, else as it names it most, else by its addresses."""
    text = segmented.document.plain
    if segmented.country:
        iso3 = registry.find_country(" ".join(text[slice(*segmented.country)].split()))
        if iso3:
            return Stated(value=CountryRef(iso3), spans=(segmented.country,), rule=COUNTRY_RULE)
    if segmented.form is None:
        return find_home(text, registry)
    return _named_most(text, registry) or _by_addresses(text, registry)


def _named_most(text: str, registry: Registry) -> Stated[CountryRef] | None:
    """The country whose names stand most often; what stands in the document's head counts three times."""
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for name in registry.printed.find(text, min(len(text), SEARCHED)):
        if name.kind is NameKind.COUNTRY and not name.ambiguous:
            counts[name.iso3] += 3 if name.start < HEAD else 1
            first.setdefault(name.iso3, Span(name.start, name.end))
    return _winner(counts, first, COUNTRY_NAMED_RULE)


def _by_addresses(text: str, registry: Registry) -> Stated[CountryRef] | None:
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for address in find_addresses(text, 0, len(text)):
        iso3 = registry.country_of_host(address.host)
        if iso3:
            counts[iso3] += 1
            first.setdefault(iso3, Span(address.start, address.end))
    return _winner(counts, first, COUNTRY_DOMAIN_RULE)


def _winner(counts: Counter[str], first: dict[str, Span], rule: str) -> Stated[CountryRef] | None:
    if not counts:
        return None
    iso3, number = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if number < SHARE * sum(counts.values()) or number < 3:
        return None
    return Stated(value=CountryRef(iso3), spans=(first[iso3],), rule=rule)


def find_issued(segmented: SegmentedDocument) -> Stated[datetime.date] | None:
    """The day that the form says it was submitted (day first where that can be), or that a document is dated."""
    if segmented.issued is None:
        return None if segmented.form else _dateline(segmented.document.plain)
    dates = find_dates(segmented.document.plain, *segmented.issued)
    if not dates or dates[0].day is None:
        return None
    return Stated(value=dates[0].day, spans=(segmented.issued,), rule=DATE_RULE)


def _dateline(text: str) -> Stated[datetime.date] | None:
    """The day at the head of a page: behind a place (``Bogotá, 12 de marzo de 2021 –``) or on a line of its own."""
    for date in find_dates(text, 0, min(len(text), DATELINES)):
        if date.day is None:
            continue
        low = text.rfind("\n", 0, date.start) + 1
        end = text.find("\n", date.end)
        before, behind = text[low : date.start], text[date.end : end if end >= 0 else len(text)]
        if not _CLOSED.match(behind):
            continue
        if _PLACE.fullmatch(before) or (_LABEL.fullmatch(before) and not behind.strip(" .|)*_")):
            return Stated(value=date.day, spans=(Span(date.start, date.end),), rule=DATELINE_RULE)
    return None


def find_edition(segmented: SegmentedDocument) -> Stated[int] | None:
    """The edition that the form's title prints."""
    title, edition = segmented.title, segmented.edition
    if title is None or edition is None or str(edition) not in segmented.document.plain[slice(*title)]:
        return None
    return Stated(value=edition, spans=(title,), rule=EDITION_RULE)
