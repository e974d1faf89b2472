"""Accounts on social media that prose and pages print, of the country that the document is from."""

from __future__ import annotations

from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.social_media import read_accounts
from egov_kg.records import Record, SocialMediaAccount


def read_prose_accounts(reading: Reading) -> list[Record]:
    """The accounts of a section; none of a newspaper's "follow us", of another country or of an organisation."""
    source = reading.source.country
    if source is None or reading.country is None or reading.country.value != source.value:
        return []
    return [
        one
        for one in read_accounts(reading.passage)
        if isinstance(one, SocialMediaAccount) and not _is_of_another(reading, one)
    ]


def _is_of_another(reading: Reading, account: SocialMediaAccount) -> bool:
    """Whether the words around an account say that it is of another country, of an organisation, or of a newspaper."""
    if not account.handle.spans:
        return False
    low, high = account.handle.spans[0]
    own = account.country.value.iso3
    named = reading.passage.analysis.within(low, high, "country", "demonym")
    if any(hit.value != own for hit in named) or reading.international_in(low, high):
        return True
    return bool(reading.is_news_page)
