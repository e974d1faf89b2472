"""The source documents themselves."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from egov_kg.graph.rows import Table, country, date, integer, name, prop
from egov_kg.graph.scribe import Scribe
from egov_kg.graph.terms import integer as integer_term
from egov_kg.graph.terms import string, text, thing
from egov_kg.identifiers import document_key
from egov_kg.records import DocumentDescription

_PART: Final = MappingProxyType({"en": "part", "es": "parte"})


def _subject(scribe: Scribe, _: DocumentDescription) -> str:
    return scribe.document


def _also(scribe: Scribe, subject: str, description: DocumentDescription) -> None:
    source = scribe.source.source
    scribe.fact(subject, "egov:fileName", string(source.file_name))
    scribe.fact(subject, "egov:sha256", string(source.sha256))
    if scribe.source.copy_of:
        scribe.fact(subject, "dcterms:isFormatOf", thing("SourceDocument", scribe.source.copy_of))
    if scribe.source.rest_of:
        scribe.fact(subject, "dcterms:relation", thing("SourceDocument", scribe.source.rest_of))
    if source.part and source.extent is not None:
        scribe.fact(subject, "dcterms:isPartOf", thing("SourceDocument", document_key(source.sha256)))
        scribe.fact(subject, "egov:start", integer_term(source.extent.start))
        scribe.fact(subject, "egov:end", integer_term(source.extent.end))
        for language, word in _PART.items():
            scribe.fact(subject, "rdfs:label", text(f"{source.file_name}, {word} {source.part}", language))
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
