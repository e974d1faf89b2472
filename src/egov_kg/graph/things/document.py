"""The source documents themselves."""

from __future__ import annotations

from egov_kg.graph.rows import Table, country, date, integer, name, prop
from egov_kg.graph.scribe import Scribe
from egov_kg.graph.terms import string
from egov_kg.records import DocumentDescription


def _subject(scribe: Scribe, _: DocumentDescription) -> str:
    return scribe.document


def _also(scribe: Scribe, subject: str, description: DocumentDescription) -> None:
    scribe.fact(subject, "egov:fileName", string(scribe.source.source.file_name))
    scribe.fact(subject, "egov:sha256", string(scribe.source.source.sha256))
    for language in description.languages:
        scribe.fact(subject, "dcterms:language", string(language))
    if description.form is not None:
        scribe.fact(subject, "egov:form", scribe.code(("form",), description.form))


TABLE = Table(
    record=DocumentDescription,
    subject=_subject,
    rows=(
        name("titles"),
        prop("country", "egov:country", country),
        prop("edition", "egov:edition", integer),
        prop("issued", "dcterms:issued", date),
    ),
    also=_also,
)
