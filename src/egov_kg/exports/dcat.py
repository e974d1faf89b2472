"""A build as a catalogue of data by DCAT-AP 3: its data sets and files, licence, sources, coverage and quality."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from egov_kg.graph.terms import TYPE, iri, string, text
from egov_kg.linking.describing import Triple
from egov_kg.linking.writing import turtle
from egov_kg.store import Solutions, Store
from egov_kg.vocabulary import BASE, ONTOLOGY

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_SPDX: Final = "http://spdx.org/rdf/terms#"
_DQV: Final = "http://www.w3.org/ns/dqv#"
_SETS: Final = {
    "facts": (
        "E-government facts", "Datos de gobierno electrónico",
        "Agencies, portals, law, strategies, figures and ties of cooperation, read from documents of governments.",
        "Organismos, portales, normas, estrategias, cifras y vínculos de cooperación, leídos de documentos oficiales.",
    ),
    "evidence": (
        "Evidence of the facts", "Evidencias de los datos",
        "Every statement with the words that say it, their place in their document, and what people decided.",
        "Cada enunciado con las palabras que lo dicen, su lugar en el documento, y lo que decidieron las personas.",
    ),
}  # fmt: skip
_FILES: Final = (
    ("egov-kg.ttl", "facts", "text/turtle", "RDF_TURTLE", "Facts as Turtle"),
    ("identifiers.tsv", "facts", "text/tab-separated-values", "TSV", "Every address with its names"),
    ("egov-kg.evidence.ttl", "evidence", "text/turtle", "RDF_TURTLE", "Claims and quotations as Turtle"),
    ("egov-kg.nq", "evidence", "application/n-quads", "RDF_N_QUADS", "All of it in named graphs"),
    ("egov-kg.jsonld", "evidence", "application/ld+json", "JSON_LD", "All of it as JSON-LD"),
)
"""The files of a build that are described, each with the data set whose it is."""
_COUNTRIES: Final = "SELECT DISTINCT ?c { ?document a egov:SourceDocument ; egov:country ?c } ORDER BY ?c"
_DOCUMENTS: Final = "SELECT ?d { ?d a egov:SourceDocument FILTER NOT EXISTS { ?part dcterms:isPartOf ?d } } ORDER BY ?d"
_YEARS: Final = """SELECT (MIN(?y) AS ?first) (MAX(?y) AS ?last) {
  { ?d a egov:SourceDocument ; egov:edition ?y } UNION
  { ?d a egov:SourceDocument ; dcterms:issued ?day BIND(YEAR(?day) AS ?y) }
}"""
_COUNTS: Final = {
    "claims": ("Statements with their sources", "SELECT (COUNT(?c) AS ?n) { ?c a egov:Claim }"),
    "quotations": ("Quotations", "SELECT (COUNT(?e) AS ?n) { ?e a egov:Evidence }"),
    "without-quotation": (
        "Statements of documents without a quotation",
        "SELECT (COUNT(?c) AS ?n) { ?c a egov:Claim FILTER NOT EXISTS { ?c prov:wasDerivedFrom ?e } "
        "FILTER NOT EXISTS { ?c prov:wasGeneratedBy ?d } }",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a person says of a publication: where its files will stand (with a slash at its end), and who publishes."""

    base: str
    publisher: str
    contact: str = ""
    titles: str = "E-government knowledge graph"


def dcat(folder: Path, store: Store, said: Description) -> bytes:
    """The catalogue of a build as Turtle; raises InvalidIdentifier for a base that is no address."""
    return turtle(_Catalogue(folder, store, said).triples())


class _Catalogue:
    def __init__(self, folder: Path, store: Store, said: Description) -> None:
        self._folder = folder
        self._store = store
        self._said = said

    def _at(self, name: str) -> str:
        return iri(f"{self._said.base}catalog#{name}")

    def triples(self) -> Iterator[Triple]:
        """The catalogue, its data sets and their files."""
        here, publisher = iri(f"{self._said.base}catalog"), self._at("publisher")
        yield here, TYPE, "dcat:Catalog"
        yield here, "dcterms:title", text(self._said.titles, "en")
        yield here, "dcterms:description", text("What governments say of their e-government, with sources.", "en")
        yield here, "dcterms:publisher", publisher
        yield here, "dcterms:license", f"<{LICENCE}>"
        yield here, "foaf:homepage", iri(self._said.base)
        yield iri(self._said.base), TYPE, "foaf:Document"
        yield here, "dcat:themeTaxonomy", iri(f"{_AUTHORITY}data-theme")
        yield iri(f"{_AUTHORITY}data-theme"), TYPE, "skos:ConceptScheme"
        yield iri(f"{_AUTHORITY}data-theme"), "dcterms:title", text("Data theme", "en")
        yield publisher, TYPE, "foaf:Agent"
        yield publisher, "foaf:name", text(self._said.publisher, "en")
        yield f"<{LICENCE}>", TYPE, "dcterms:LicenseDocument"
        for language in ("ENG", "SPA"):
            yield here, "dcterms:language", iri(f"{_AUTHORITY}language/{language}")
            yield iri(f"{_AUTHORITY}language/{language}"), TYPE, "dcterms:LinguisticSystem"
        for country in self._values(_COUNTRIES):
            yield here, "dcterms:spatial", iri(country)
        for name in _SETS:
            yield here, "dcat:dataset", self._at(name)
            yield from self._dataset(name)

    def _dataset(self, name: str) -> Iterator[Triple]:
        here, (title, titulo, about, acerca) = self._at(name), _SETS[name]
        yield here, TYPE, "dcat:Dataset"
        yield here, "dcterms:identifier", string(f"{BASE}{name}")
        for predicate, english, spanish in (("dcterms:title", title, titulo), ("dcterms:description", about, acerca)):
            yield here, predicate, text(english, "en")
            yield here, predicate, text(spanish, "es")
        for word, language in (("e-government", "en"), ("gobierno electrónico", "es"), ("open government", "en")):
            yield here, "dcat:keyword", text(word, language)
        yield here, "dcat:theme", iri(f"{_AUTHORITY}data-theme/GOVE")
        yield iri(f"{_AUTHORITY}data-theme/GOVE"), TYPE, "skos:Concept"
        yield iri(f"{_AUTHORITY}data-theme/GOVE"), "skos:prefLabel", text("Government and public sector", "en")
        yield here, "dcterms:publisher", self._at("publisher")
        yield here, "dcterms:conformsTo", iri(ONTOLOGY.rstrip("#"))
        yield iri(ONTOLOGY.rstrip("#")), TYPE, "dcterms:Standard"
        yield here, "dcterms:accessRights", iri(f"{_AUTHORITY}access-right/PUBLIC")
        yield iri(f"{_AUTHORITY}access-right/PUBLIC"), TYPE, "dcterms:RightsStatement"
        if self._said.contact:
            yield here, "dcat:contactPoint", self._at("contact")
            yield self._at("contact"), TYPE, "<http://www.w3.org/2006/vcard/ns#Organization>"
            yield self._at("contact"), "<http://www.w3.org/2006/vcard/ns#hasURL>", iri(self._said.contact)
        yield here, "dcterms:provenance", self._at("provenance")
        yield self._at("provenance"), TYPE, "dcterms:ProvenanceStatement"
        yield self._at("provenance"), "dcterms:description", text("Read from the documents that are its sources.", "en")
        for document in self._values(_DOCUMENTS):
            yield here, "prov:wasDerivedFrom", iri(document)
        for country in self._values(_COUNTRIES):
            yield here, "dcterms:spatial", iri(country)
            yield iri(country), TYPE, "dcterms:Location"
        yield from self._coverage(here)
        yield from self._quality(here, name)
        for file, owner, media, kind, words in _FILES:
            if owner == name and (self._folder / file).is_file():
                yield from self._distribution(here, file, (media, kind, words))

    def _coverage(self, here: str) -> Iterator[Triple]:
        years = self._rows(_YEARS)
        first, last = years[0] if years else ("", "")
        if first and last:
            period = self._at("period")
            yield here, "dcterms:temporal", period
            yield period, TYPE, "dcterms:PeriodOfTime"
            yield period, "dcat:startDate", f'"{int(first):04}-01-01"^^xsd:date'
            yield period, "dcat:endDate", f'"{int(last):04}-12-31"^^xsd:date'

    def _quality(self, here: str, name: str) -> Iterator[Triple]:
        """Figures of the evidence: how much is said, with how many quotations, and how much without."""
        if name != "evidence":
            return
        for key, (label, sparql) in _COUNTS.items():
            measured, metric = self._at(f"quality-{key}"), self._at(f"metric-{key}")
            yield here, f"<{_DQV}hasQualityMeasurement>", measured
            yield measured, TYPE, f"<{_DQV}QualityMeasurement>"
            yield measured, f"<{_DQV}computedOn>", here
            yield measured, f"<{_DQV}isMeasurementOf>", metric
            yield measured, f"<{_DQV}value>", self._rows(sparql)[0][0]
            yield metric, TYPE, f"<{_DQV}Metric>"
            yield metric, "skos:definition", text(label, "en")
            yield metric, f"<{_DQV}expectedDataType>", "xsd:integer"

    def _distribution(self, dataset: str, file: str, about: tuple[str, str, str]) -> Iterator[Triple]:
        media, kind, words = about
        data = (self._folder / file).read_bytes()
        here, address, checksum = self._at(file), iri(self._said.base + file), self._at(f"{file}-sha256")
        yield dataset, "dcat:distribution", here
        yield here, TYPE, "dcat:Distribution"
        yield here, "dcterms:title", text(words, "en")
        yield here, "dcat:accessURL", address
        yield here, "dcat:downloadURL", address
        yield here, "dcat:mediaType", iri(_MEDIA + media)
        yield iri(_MEDIA + media), TYPE, "dcterms:MediaType"
        yield here, "dcterms:format", iri(f"{_AUTHORITY}file-type/{kind}")
        yield iri(f"{_AUTHORITY}file-type/{kind}"), TYPE, "dcterms:MediaTypeOrExtent"
        yield here, "dcterms:license", f"<{LICENCE}>"
        yield here, "dcat:byteSize", f'"{len(data)}"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
        yield here, f"<{_SPDX}checksum>", checksum
        yield checksum, TYPE, f"<{_SPDX}Checksum>"
        yield checksum, f"<{_SPDX}algorithm>", f"<{_SPDX}checksumAlgorithm_sha256>"
        yield f"<{_SPDX}checksumAlgorithm_sha256>", TYPE, f"<{_SPDX}ChecksumAlgorithm>"
        digest = hashlib.sha256(data).hexdigest()
        yield checksum, f"<{_SPDX}checksumValue>", f'"{digest}"^^<http://www.w3.org/2001/XMLSchema#hexBinary>'

    def _rows(self, sparql: str) -> list[tuple[str, ...]]:
        found = self._store.query(sparql)
        assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
        return [tuple(term.value if term else "" for term in row) for row in found.rows]

    def _values(self, sparql: str) -> list[str]:
        return [value for (value,) in self._rows(sparql)]
