"""The JSON-LD context against the vocabulary and the ontology, and what a JSON-LD reader makes of it."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.term import Node

from egov_kg import vocabulary
from egov_kg.config import data_folder


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    text = (data_folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    found = json.loads(text)["@context"]
    assert isinstance(found, dict)
    return found


def names(terms: Iterable[Node]) -> set[str]:
    """Our terms among some, with their prefix."""
    ours = {str(term) for term in terms if str(term).startswith(vocabulary.ONTOLOGY)}
    return {"egov:" + term.removeprefix(vocabulary.ONTOLOGY) for term in ours}


def test_context_types_every_property_as_the_ontology_does(context: dict[str, object]) -> None:
    ontology = Graph().parse(data_folder("ontology") / "egov.ttl", format="turtle")
    kinds = dict.fromkeys(names(ontology.subjects(RDF.type, OWL.ObjectProperty)), "@id")
    for kind in ("integer", "decimal"):
        kinds |= dict.fromkeys(names(ontology.subjects(RDFS.range, XSD[kind])), f"xsd:{kind}")
    found = {key: value for key, value in context.items() if key.startswith("egov:")}
    assert found == {name: {"@type": kind} for name, kind in kinds.items()}
    assert len(found) > 50


def test_context_declares_the_prefixes_of_the_vocabulary(context: dict[str, object]) -> None:
    assert {k: v for k, v in context.items() if isinstance(v, str)} == dict(vocabulary.PREFIXES)
    assert context["@version"] == 1.1


def test_context_expands_a_description(context: dict[str, object]) -> None:
    described = {
        "@context": context,
        "@graph": [
            {
                "@id": "agency:COL-min",
                "@type": ["egov:Agency", "cv:PublicOrganisation"],
                "rdfs:label": {"en": "Ministry", "es": "Ministerio"},
                "skos:altLabel": {"en": ["Department", "Office"], "@none": "MIN"},
                "egov:acronym": "MIN",
                "egov:country": "country:COL",
                "egov:mandate": ["mandate:health", "mandate:employment"],
                "egov:url": "https://min.example.org/",
            },
            {"@id": "observation:one", "egov:value": "0.09", "egov:year": 2018, "egov:unit": "unit:percent"},
            {"@id": "document:0123", "dcterms:issued": "2019-03-31"},
            {"@id": "claim:one", "rdf:subject": "agency:COL-min", "rdf:object": "MIN"},
        ],
    }
    expected = Graph().parse(
        format="turtle",
        data="".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in vocabulary.PREFIXES.items())
        + """
        agency:COL-min a egov:Agency , cv:PublicOrganisation ;
            rdfs:label "Ministry"@en , "Ministerio"@es ;
            skos:altLabel "Department"@en , "Office"@en , "MIN" ;
            egov:acronym "MIN" ; egov:country country:COL ; egov:mandate mandate:health , mandate:employment ;
            egov:url <https://min.example.org/> .
        observation:one egov:value 0.09 ; egov:year 2018 ; egov:unit unit:percent .
        document:0123 dcterms:issued "2019-03-31"^^xsd:date .
        claim:one rdf:subject agency:COL-min ; rdf:object "MIN" .
        """,
    )
    # A store that knows no contexts, because rdflib's parser warns of its own internals otherwise.
    found = Graph(store="SimpleMemory")
    to_rdf(described, found)
    assert set(found) == set(expected)
