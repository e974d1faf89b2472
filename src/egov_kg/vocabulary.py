"""Namespaces, prefixes and terms: the only place that spells an address of the vocabulary."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

BASE: Final = "https://w3id.org/egov-kg/"
ONTOLOGY: Final = BASE + "ontology#"

CODE_SCHEMES: Final = (
    "portal-type", "mandate", "instrument-type", "legal-topic", "strategy-kind", "tie-kind", "tie-status", "topic",
    "technology", "indicator", "unit", "post-type", "platform", "response-state", "selection-state",
    "question", "option", "form",
)  # fmt: skip
"""Each has a prefix of its own name and stands at ``…/code/NAME/`` (contract.md, code schemes)."""

ENTITY_PREFIXES: Final = MappingProxyType({
    "Country": "country",
    "Organization": "organization",
    "Agency": "agency",
    "InternationalOrganization": "international-organization",
    "Portal": "portal",
    "LegalInstrument": "legal-instrument",
    "Strategy": "strategy",
    "StrategicAxis": "axis",
    "StrategicLine": "line",
    "Target": "target",
    "IndicatorObservation": "observation",
    "CooperationTie": "tie",
    "Post": "post",
    "Person": "person",
    "SocialMediaAccount": "account",
    "TechnologyInitiative": "technology-initiative",
    "Partnership": "partnership",
    "Answer": "answer",
    "Selection": "selection",
    "SourceDocument": "document",
    "Evidence": "evidence",
    "Claim": "claim",
    "Decision": "decision",
    "Link": "link",
})  # fmt: skip
"""The prefix of each class of things; it stands at ``…/id/NAME/``. (``technology`` is a code scheme.)"""

LINKED_PREFIXES: Final = ("catalogue", "dataset", "publisher", "snapshot")
"""Things of other sources under addresses of ours; each prefix stands at ``…/id/NAME/``. Their classes are DCAT's."""

STANDARD_PREFIXES: Final = MappingProxyType({
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
})  # fmt: skip

GRAPH: Final = BASE + "graph/"
REGISTRY_GRAPH: Final = GRAPH + "registry"
CODES_GRAPH: Final = GRAPH + "codes"
DECISIONS_GRAPH: Final = GRAPH + "decisions"
WHOLE_GRAPH: Final = GRAPH + "all"
"""Holds every statement once in a store elsewhere whose default graph cannot (README, "In a store of your own")."""
LINKS_GRAPH: Final = GRAPH + "links"
"""How the graphs begin that say what other sources say: one a catalogue or service."""
PUBLISHED_GRAPH: Final = GRAPH + "published"
"""Says in a store elsewhere what was published there: each graph with its number of statements and its hash."""

VOID: Final = "http://rdfs.org/ns/void#"
SERVICE_DESCRIPTION: Final = "http://www.w3.org/ns/sparql-service-description#"
"""Vocabularies that describe what was published; no export of a build uses them."""


def code_namespace(scheme: str) -> str:
    """The namespace of a code scheme, by its name in CODE_SCHEMES."""
    return f"{BASE}code/{scheme}/"


def entity_namespace(class_name: str) -> str:
    """The namespace of the things of a class, by the class's local name."""
    return f"{BASE}id/{ENTITY_PREFIXES[class_name]}/"


def linked_namespace(prefix: str) -> str:
    """The namespace of things of other sources, by its prefix in LINKED_PREFIXES."""
    return f"{BASE}id/{prefix}/"


PREFIXES: Final = MappingProxyType(
    {
        "egov": ONTOLOGY,
        "graph": GRAPH,
        **{scheme: code_namespace(scheme) for scheme in CODE_SCHEMES},
        **{prefix: entity_namespace(name) for name, prefix in ENTITY_PREFIXES.items()},
        **{prefix: linked_namespace(prefix) for prefix in LINKED_PREFIXES},
        **STANDARD_PREFIXES,
    }
)
"""Every prefix that an export may declare."""

ALIGNED_TYPES: Final = MappingProxyType({
    "Country": (STANDARD_PREFIXES["schema"] + "Country",),
    "Organization": (STANDARD_PREFIXES["org"] + "Organization",),
    "Agency": (STANDARD_PREFIXES["org"] + "Organization", STANDARD_PREFIXES["cv"] + "PublicOrganisation"),
    "InternationalOrganization": (STANDARD_PREFIXES["org"] + "Organization",),
    "Portal": (STANDARD_PREFIXES["schema"] + "WebSite",),
    "LegalInstrument": (STANDARD_PREFIXES["eli"] + "LegalResource",),
    "Strategy": (STANDARD_PREFIXES["schema"] + "CreativeWork", STANDARD_PREFIXES["prov"] + "Plan"),
    "IndicatorObservation": (STANDARD_PREFIXES["schema"] + "Observation",),
    "Post": (STANDARD_PREFIXES["org"] + "Post",),
    "Person": (STANDARD_PREFIXES["foaf"] + "Person",),
    "SocialMediaAccount": (STANDARD_PREFIXES["foaf"] + "OnlineAccount",),
    "SourceDocument": (STANDARD_PREFIXES["foaf"] + "Document", STANDARD_PREFIXES["prov"] + "Entity"),
    "Evidence": (STANDARD_PREFIXES["prov"] + "Entity",),
    "Claim": (STANDARD_PREFIXES["rdf"] + "Statement", STANDARD_PREFIXES["prov"] + "Entity"),
    "Decision": (STANDARD_PREFIXES["prov"] + "Activity",),
    "Link": (STANDARD_PREFIXES["rdf"] + "Statement", STANDARD_PREFIXES["prov"] + "Entity"),
})  # fmt: skip
"""The types of other vocabularies that an export writes beside ours (contract.md, first table)."""

SUPERCLASSES: Final = MappingProxyType({
    "Agency": ("Organization",),
    "InternationalOrganization": ("Organization",),
})  # fmt: skip
"""The classes of ours that an export states beside the most specific one, so that plain SPARQL finds them."""
