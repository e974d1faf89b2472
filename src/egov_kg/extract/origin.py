"""What a document says of itself: its country, its date, its edition, its languages."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from egov_kg.extract.addresses import find_addresses
from egov_kg.extract.dates import find_dates
from egov_kg.model import SegmentedDocument, Span, Stated
from egov_kg.records import CountryRef
from egov_kg.registry import Registry

COUNTRY_RULE = "country-of-document"
COUNTRY_NAMED_RULE = "country-named-most"
COUNTRY_DOMAIN_RULE = "country-of-addresses"
DATE_RULE = "date-of-document"
EDITION_RULE = "edition-of-form"
SHARE = 0.6
"""How much of what names a country must name the same one before a document is taken to be its."""
HEAD = 4_000
"""Characters at the beginning of a document in which a cover and a preface stand."""
SEARCHED = 500_000
"""Characters at its beginning in which a document names its country, if it does."""
_SHORTEST = 4
"""Characters; a shorter name is a word of something else too often."""


def find_country(segmented: SegmentedDocument, registry: Registry) -> Stated[CountryRef] | None:
    """The country a document is from: as its form prints it, else as it names it most, else by its addresses."""
    text = segmented.document.plain
    if segmented.country:
        iso3 = registry.find_country(" ".join(text[slice(*segmented.country)].split()))
        if iso3:
            return Stated(value=CountryRef(iso3), spans=(segmented.country,), rule=COUNTRY_RULE)
    return _named_most(text, registry) or _by_addresses(text, registry)


def _named_most(text: str, registry: Registry) -> Stated[CountryRef] | None:
    """The country whose names stand most often; what stands in the document's head counts three times."""
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    words = set(re.findall(r"\w+", text[:SEARCHED]))
    for name, first_word, iso3 in registry.country_names:
        if len(name) < _SHORTEST or first_word not in words:
            continue
        start = text.find(name, 0, SEARCHED)
        while start >= 0:
            end = start + len(name)
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                counts[iso3] += 3 if start < HEAD else 1
                first[iso3] = min(first.get(iso3, Span(start, end)), Span(start, end))
            start = text.find(name, end, SEARCHED)
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
    """The day that the form says it was submitted; day first where that can be."""
    if segmented.issued is None:
        return None
    dates = find_dates(segmented.document.plain, *segmented.issued)
    if not dates or dates[0].day is None:
        return None
    return Stated(value=dates[0].day, spans=(segmented.issued,), rule=DATE_RULE)


def find_edition(segmented: SegmentedDocument) -> Stated[int] | None:
    """The edition that the form's title prints."""
    title, edition = segmented.title, segmented.edition
    if title is None or edition is None or str(edition) not in segmented.document.plain[slice(*title)]:
        return None
    return Stated(value=edition, spans=(title,), rule=EDITION_RULE)
