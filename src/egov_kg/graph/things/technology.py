"""What countries do with technologies."""

from __future__ import annotations

from egov_kg.graph.rows import Table, code, country, passage, prop
from egov_kg.graph.scribe import Scribe
from egov_kg.records import TechnologyInitiative


def _subject(scribe: Scribe, initiative: TechnologyInitiative) -> str:
    parts = initiative.country.value.iso3, initiative.technology.value, scribe.work
    return scribe.thing("TechnologyInitiative", *parts)


TABLE = Table(
    record=TechnologyInitiative,
    subject=_subject,
    rows=(
        prop("country", "egov:country", country),
        prop("technology", "egov:technology", code("technology")),
        prop("description", "dcterms:description", passage),
    ),
)
