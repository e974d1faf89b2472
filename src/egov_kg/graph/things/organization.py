"""Organisations: public bodies of a country, international organisations, all others."""

from __future__ import annotations

from egov_kg.graph.rows import Table, acronym, code, country, name, party, prop, reference, web_address
from egov_kg.graph.scribe import Scribe
from egov_kg.records import OrganizationMention

_NATIONAL = ("Agency", "Organization")
_PUBLIC = ("Agency",)


def _subject(scribe: Scribe, mention: OrganizationMention) -> str:
    names = [stated.value.value for stated in mention.names] or [mention.acronym.value if mention.acronym else ""]
    return scribe.entity(mention, names[0])


TABLE = Table(
    record=OrganizationMention,
    subject=_subject,
    rows=(
        name("names"),
        acronym("acronym"),
        prop("urls", "egov:url", web_address),
        prop("country", "egov:country", country, only=_NATIONAL),
        prop("mandates", "egov:mandate", code("mandate"), only=_PUBLIC),
        prop("under", "egov:under", reference, only=_PUBLIC),
        prop("member_of", "egov:memberOf", party, only=_PUBLIC),
        prop("created_by", "egov:createdBy", reference, only=_PUBLIC),
    ),
)

