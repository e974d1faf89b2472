"""Partners of public-private and multistakeholder work."""

from __future__ import annotations

from egov_kg.graph.rows import Table, country, prop, reference
from egov_kg.graph.scribe import Scribe
from egov_kg.graph.terms import local
from egov_kg.records import Partnership


def _subject(scribe: Scribe, partnership: Partnership) -> str:
    partner = local(reference(scribe, partnership.partner.value))
    return scribe.thing("Partnership", partnership.country.value.iso3, scribe.work, partner)


TABLE = Table(
    record=Partnership,
    subject=_subject,
    rows=(
        prop("country", "egov:country", country),
        prop("partner", "egov:partner", reference),
    ),
)
