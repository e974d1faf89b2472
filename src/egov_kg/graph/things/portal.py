"""Portals: public web sites by host and path."""

from __future__ import annotations

from egov_kg.graph.addresses import host_and_path
from egov_kg.graph.rows import Table, chosen, code, country, prop, shared, web_address, words
from egov_kg.graph.scribe import Scribe
from egov_kg.identifiers import fold
from egov_kg.model import Stated
from egov_kg.records import Portal, Text


def _subject(scribe: Scribe, portal: Portal) -> str:
    return scribe.thing("Portal", portal.country.value.iso3, fold(host_and_path(portal.url.value)))


def _label(portal: Portal) -> Stated[Text]:
    return shared(Text(host_and_path(portal.url.value), "und"), portal.url)


TABLE = Table(
    record=Portal,
    subject=_subject,
    rows=(
        chosen(_label, "rdfs:label", words),
        chosen("url", "egov:url", web_address),
        prop("country", "egov:country", country),
        prop("portal_types", "egov:portalType", code("portal-type")),
    ),
)
