"""Documents of catalogues that we wrote, one a kind, each with the dirt that real ones have."""

from __future__ import annotations

import json
from typing import Final

TURTLE: Final = b"""
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://data.example.is/> a dcat:Catalog ; dct:title "Open data"@en, "Opin g\xc3\xb6gn"@is ;
    foaf:homepage <https://data.example.is/> ;
    dcat:dataset <https://data.example.is/d/1>, <https://data.example.is/d/9> .
<https://data.example.is/d/1> a dcat:Dataset ; dct:title "<b>School</b> budgets &amp; staff"@en ;
    dct:publisher <https://data.example.is/org/mol> ; dcat:keyword "budget"@en, "schools"@en ;
    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/EDUC> ; dct:issued "2020-02-31" ;
    dct:modified "2021-03-04T10:00:00Z" ; dct:language <http://publications.europa.eu/resource/authority/language/ENG> ;
    dcat:distribution [ dcat:accessURL <https://data.example.is/d/1.csv> ; dct:format "CSV" ;
        dct:license <https://creativecommons.org/licenses/by/4.0/> ] .
<https://data.example.is/org/mol> a foaf:Organization ; foaf:name "Ministry of Learning"@en ;
    foaf:homepage <https://www.learning.example.is/> .
<https://data.example.is/d/2> a dcat:dataset ; dct:Title "No publisher" .
<https://data.example.is/d/3> a dcat:Dataset ; dct:title ] .
<https://data.example.is/d/4> a dcat:Dataset ; dct:title "Behind what is broken" ; dct:publisher "Directorate of Ice" .
"""
JSON_LD: Final = json.dumps({
    "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                 "foaf": "http://xmlns.com/foaf/0.1/"},
    "@graph": [
        {"@id": "https://data.example.is/d/5", "@type": "dcat:Dataset", "dct:title": "Ice",
         "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "Directorate of Ice"}},
    ],
}).encode()  # fmt: skip
RDF_XML: Final = b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
  xmlns:dct="http://purl.org/dc/terms/"><dcat:Dataset rdf:about="https://data.example.is/d/6">
  <dct:title>Fish</dct:title><dct:publisher>Institute of Fish</dct:publisher></dcat:Dataset></rdf:RDF>"""
N_TRIPLES: Final = b"""# a dump
<https://data.example.is/d/7> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
<https://data.example.is/d/7> <http://purl.org/dc/terms/title> "Sheep"@en .
this is no triple
<https://data.example.is/d/7> <http://purl.org/dc/terms/publisher> "Ministry of Learning" .
"""
DATA_JSON: Final = json.dumps({
    "conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "title": "Open data",
    "dataset": [
        {"identifier": "a-1", "title": "Exams<br>", "publisher": {"name": "Ministry of Learning"},
         "keyword": ["exams", "schools"], "theme": "Education", "accessLevel": "public", "issued": "2019",
         "modified": "R/P1Y", "license": "https://creativecommons.org/licenses/by/4.0/",
         "distribution": [{"downloadURL": "https://data.example.is/exams.csv", "mediaType": "text/csv"}, "junk", None]},
        {"identifier": "a-2", "title": "", "publisher": {"name": "Nobody"}},
        {"identifier": "a-1", "title": "Exams again"},
        "not a dataset",
        {"identifier": "a-3", "title": "Teachers", "publisher": "Ministry of Learning", "issued": "yesterday"},
    ],
}).encode()  # fmt: skip


def ckan_package(number: int, organization: object = "ministry-of-learning") -> dict[str, object]:
    """A package of CKAN."""
    return {
        "id": f"id-{number}", "name": f"set-{number}", "title": f"Set {number}", "notes": "Text", "owner_org": "o1",
        "organization": {"id": "o1", "name": organization, "title": "Ministry of Learning"},
        "groups": [{"title": "Education", "name": "edu"}], "tags": [{"display_name": "school", "name": "school"}],
        "license_title": "CC BY", "metadata_created": "2020-01-02T03:04:05.6", "extras": [],
        "resources": [{"url": "https://ckan.example.is/f.csv", "format": "CSV", "name": "f"}, {"url": ""}],
    }  # fmt: skip


def ckan_search(start: int, count: int, rows: int) -> bytes:
    """An answer of package_search."""
    results = [ckan_package(number) for number in range(start, min(start + rows, count))]
    return json.dumps({"success": True, "result": {"count": count, "results": results}}).encode()


CKAN_ORGANIZATIONS: Final = json.dumps({
    "success": True,
    "result": [{"id": "o1", "name": "ministry-of-learning", "title": "Ministry of Learning", "package_count": 3,
                "extras": [{"key": "Website", "value": "https://www.learning.example.is"}]}],
}).encode()  # fmt: skip
SOCRATA: Final = json.dumps({
    "resultSetSize": 2,
    "results": [
        {"resource": {"id": "ab-1", "name": "Boats", "attribution": "Ministry of Learning", "type": "dataset",
                      "createdAt": "2018-05-06T00:00:00.000Z"},
         "classification": {"domain_category": "Transport", "domain_tags": ["boats"], "categories": []},
         "permalink": "https://data.example.is/d/ab-1", "metadata": {"domain": "data.example.is"}},
        {"resource": None},
        {"resource": {"id": "ab-2", "name": "Nets", "attribution": None},
         "classification": {"domain_metadata": [{"key": "Info_Publisher", "value": "Institute of Fish"}]}},
    ],
}).encode()  # fmt: skip


def udata(page: int, following: str | None) -> bytes:
    """A page of udata."""
    one = {
        "id": f"u{page}", "title": f"Roads {page}", "tags": ["roads"], "license": "odc-odbl",
        "organization": {"name": "Ministry of Learning", "uri": "https://u.example.is/org/1"},
        "created_at": "2020-01-01", "resources": [{"url": "https://u.example.is/r.csv", "format": "csv"}],
    }  # fmt: skip
    return json.dumps({"data": [one], "next_page": following, "total": 2}).encode()
