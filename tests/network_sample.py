"""Graphs of cooperation for tests: a small one by hand, with what is odd, and one of the whole world."""

from __future__ import annotations

from typing import Final

from egov_kg.network import Ties, read_ties
from egov_kg.store import from_text
from egov_kg.vocabulary import PREFIXES

ODD: Final = """
country:KEN a egov:Country ; rdfs:label "Kenya"@en, "Kenia"@es ; egov:iso3 "KEN" ; egov:region "Africa" .
country:ISL a egov:Country ; rdfs:label "Iceland"@en, "Islandia"@es ; egov:iso3 "ISL" ; egov:region "Europe" .
country:MLT a egov:Country ; rdfs:label "Malta"@en ; egov:iso3 "MLT" ; egov:region "Europe" .
country:URY a egov:Country ; rdfs:label "Uruguay"@en ; egov:iso3 "URY" ; egov:region "Americas" .
country:BTN a egov:Country ; rdfs:label "Bhutan"@en ; egov:iso3 "BTN" ; egov:region "Asia" .
agency:KEN-cabinet a egov:Agency, egov:Organization ; rdfs:label "Cabinet Office"@en ; egov:country country:KEN .
agency:KEN-datos a egov:Agency, egov:Organization ; rdfs:label "Data Office"@en ; egov:country country:KEN ;
  egov:memberOf agency:KEN-cabinet .
organization:ring a egov:Organization ; rdfs:label "The <Ring> & Co."@en ; egov:acronym "RING" .
organization:band a egov:Organization ; rdfs:label "La Banda"@es .

document:aaaaaaaaaaaaaaaa a egov:SourceDocument ; egov:fileName "kenya.txt" ; egov:country country:KEN ;
  egov:edition 2020 ; dcterms:language "en" .
document:bbbbbbbbbbbbbbbb a egov:SourceDocument ; egov:fileName "iceland.txt" ; egov:country country:ISL ;
  egov:edition 2022 .

tie:three a egov:CooperationTie ; egov:party country:ISL, country:KEN, country:MLT ; egov:reportedBy country:KEN ;
  egov:tieKind tie-kind:joint-project ; egov:topic topic:portals, topic:open-data ; egov:year 2019 .
tie:help a egov:CooperationTie ; egov:party country:ISL, country:KEN ; egov:provider country:ISL ;
  egov:recipient country:KEN ; egov:reportedBy country:ISL ; egov:tieKind tie-kind:funding ;
  egov:tieStatus tie-status:planned ; egov:throughAgency agency:KEN-datos ; egov:year 2021 .
tie:ring-ken a egov:CooperationTie ; egov:party country:KEN, organization:ring ; egov:reportedBy country:KEN ;
  egov:tieKind tie-kind:membership .
tie:ring-isl a egov:CooperationTie ; egov:party country:ISL, organization:ring ; egov:reportedBy country:ISL ;
  egov:tieKind tie-kind:membership ; egov:tieStatus tie-status:ongoing .
tie:ring-ury a egov:CooperationTie ; egov:party country:URY, organization:ring ; egov:reportedBy country:KEN ;
  egov:tieKind tie-kind:membership ; egov:tieStatus tie-status:planned .
tie:ring-mlt a egov:CooperationTie ; egov:party country:MLT, organization:ring ;
  egov:tieKind tie-kind:participation .
tie:bodies a egov:CooperationTie ; egov:party organization:band, organization:ring ;
  egov:tieKind tie-kind:membership .
tie:office a egov:CooperationTie ; egov:party agency:KEN-datos, country:BTN ; egov:reportedBy country:KEN ;
  egov:tieKind tie-kind:agreement .
tie:alone a egov:CooperationTie ; egov:party country:BTN ; egov:tieKind tie-kind:agreement .
"""
"""Ties of three parties, of agencies, of organisations with each other, with one party alone."""


def _claim(number: int, subject: str, predicate: str, value: str, *words: str) -> str:
    derived = ", ".join(f"evidence:{one}" for one in words)
    return (
        f"claim:{number} a egov:Claim ; rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ; "
        f"prov:wasDerivedFrom {derived} .\n"
    )


def _words(name: str, document: str, start: int, quote: str, extra: str = "") -> str:
    return (
        f'evidence:{name} a egov:Evidence ; egov:document document:{document * 16} ; egov:start {start} ; '
        f'egov:end {start + len(quote)} ; egov:quote "{quote}" {extra} .\n'
    )


WORDS: Final = (
    _words("a1", "a", 10, "With Iceland and Malta: a <portal> on open data.", "; egov:page 3 ")
    + _words("a2", "a", 15, "Iceland")
    + _words("a3", "a", 100, "Kenya is in the Ring.", "; egov:question question:msq-2020-22 ")
    + _words("a4", "a", 200, "The Data Office sits in the Cabinet Office.")
    + _words("a5", "a", 300, "Taken back.")
    + _words("b1", "b", 5, "Iceland will fund Kenya’s Data Office in 2021.")
    + _words("b2", "b", 80, "We help.")
    + _claim(1, "tie:three", "egov:party", "country:ISL", "a1", "a2")
    + _claim(2, "tie:three", "egov:year", "2019", "a1")
    + _claim(3, "tie:ring-ken", "egov:party", "organization:ring", "a3")
    + _claim(4, "agency:KEN-datos", "egov:memberOf", "agency:KEN-cabinet", "a4")
    + _claim(5, "tie:help", "egov:provider", "country:ISL", "b1", "b2")
    + _claim(6, "tie:help", "egov:topic", "topic:portals", "a5")
    + "claim:6 prov:wasInvalidatedBy <https://w3id.org/egov-kg/id/decision/1> .\n"
)


def turtle(text: str) -> str:
    """Turtle with the graph's prefixes declared."""
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items()) + text


def odd_ties() -> Ties:
    """The ties of ODD, with their words."""
    return read_ties(from_text(turtle(ODD + WORDS)))
