"""The evidence of the sample build in tests/data/sample, made from its facts, its sources and the table below.

``python tests/sample_build.py`` rewrites the generated files; a test compares them with what is committed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from egov_kg.vocabulary import CODES_GRAPH, DECISIONS_GRAPH, PREFIXES, REGISTRY_GRAPH

SAMPLE: Final = Path(__file__).parent / "data" / "sample"
SOURCES: Final = SAMPLE / "sources"
PRIVATE: Final = "jon.prufuson@example.is"
"""The private contact in a source; the published text masks it."""

ISL, CRI, PLAN = "iceland-msq-2020.txt", "costa-rica-msq-2020.txt", "costa-rica-plan-2019.txt"
_HEX: Final = {name: hashlib.sha256((SOURCES / name).read_bytes()).hexdigest() for name in (ISL, CRI, PLAN)}
I, C, P = (_HEX[name][:16] for name in (ISL, CRI, PLAN))  # noqa: E741
_PLAN: Final = "CRI-plan-nacional-de-gobierno-digital-2019-2023"

Quoted = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""A quotation: its document, its words, the subjects that it is evidence for, and their predicates (none: all)."""

QUOTED: Final[tuple[Quoted, ...]] = (
    (ISL, "<https://www.island.example.is>", ("portal:ISL-www-island-example-is", f"answer:{I}-msq-2020-1"), ()),
    (ISL, "https://samrad.example.is/opin/mal", ("portal:ISL-samrad-example-is-opin-mal",), ()),
    (ISL, "https://www.island.example.is/skattur", ("portal:ISL-www-island-example-is-skattur",), ()),
    (ISL, "Digital Office of Iceland (DOI) https://www.doi.example.is", ("agency:ISL-doi",), ()),
    (ISL, "Jón Prufuson", ("person:ISL-jon-prufuson",), ()),
    (ISL, "Jón Prufuson", ("post:ISL-chief-information-officer-doi",), ("egov:heldBy",)),
    (ISL, "Director of Digital Affairs", ("post:ISL-chief-information-officer-doi",), ("rdfs:label", "egov:postType")),
    (ISL, "Organization: Digital Office of Iceland (DOI)", ("post:ISL-chief-information-officer-doi",),
     ("egov:postIn", "egov:country")),
    (ISL, "Ministry of Learning https://www.doi.example.is/learning", ("agency:ISL-ministry-of-learning",),
     ("rdfs:label", "egov:country", "egov:mandate", "egov:url")),
    (ISL, "Yes, Iceland 2030, the national development plan, was agreed in 2017.", ("strategy:ISL-iceland-2030",), ()),
    (ISL, "The National Digital Strategy 2018-2022 was published by the Digital Office of Iceland.",
     ("strategy:ISL-national-digital-strategy-2018-2022",), ()),
    (ISL, "Act No. 90/2018 on Data Protection, date 27/06/2018 https://laws.example.is/90-2018",
     ("legal-instrument:ISL-law-90-2018", f"answer:{I}-msq-2020-9"), ()),
    (ISL, "Act No. 140 of 2012 on Public Information covers access to information.",
     ("legal-instrument:ISL-law-140-2012",), ()),
    (ISL, "@StafraentIsland, 12.500 followers", ("account:twitter-stafraentisland",), ()),
    (ISL, "https://www.facebook.com/stafraentisland", ("account:facebook-stafraentisland",), ()),
    (ISL, "Artificial intelligence: letters to taxpayers are sorted by a pilot.",
     (f"technology-initiative:ISL-artificial-intelligence-{I}",), ()),
    (ISL, "81.5 (survey of 2018)", (f"observation:ISL-satisfaction-{I}",), ()),
    (ISL, "Percentage: 96", (f"observation:ISL-ict-use-{I}",), ()),
    (ISL, "Iceland is a member of the International Telecommunication Union and takes part in its work on"
     " interoperability.", (f"tie:ISL-itu-membership-{I}", f"tie:ISL-itu-participation-{I}"), ()),
    (ISL, "Since 2015 Iceland maintains exchanges of experience with Kenya on open data.",
     (f"tie:ISL-KEN-knowledge-exchange-2015-{I}",), ()),
    (ISL, "Iceland is planning to give technical assistance to Costa Rica on digital signature through the Digital"
     " Office of Iceland.", (f"tie:ISL-CRI-technical-assistance-{I}",), ()),
    (ISL, "In 2018 Iceland and Costa Rica signed a memorandum of understanding on open data and blockchain.",
     (f"tie:ISL-CRI-memorandum-of-understanding-2018-{I}",), ()),
    (ISL, "The Aurora Data Cooperative is our partner for open data.",
     ("organization:aurora-data-cooperative", f"partnership:ISL-aurora-data-cooperative-{I}"), ()),
    (CRI, "http://www.tramites.example.cr", ("portal:CRI-www-tramites-example-cr", f"answer:{C}-msq-2020-1"), ()),
    (CRI, "https://datos.example.cr/catalogo", ("portal:CRI-datos-example-cr-catalogo",), ()),
    (CRI, "Ministry of Public Innovation (MIP), https://www.mip.example.cr", ("agency:CRI-mip",),
     ("rdfs:label", "egov:acronym", "egov:country", "egov:mandate", "egov:url")),
    (CRI, "Ministry of Wellbeing, https://www.bienestar.example.cr", ("agency:CRI-ministry-of-wellbeing",),
     ("rdfs:label", "egov:country", "egov:mandate", "egov:url")),
    (CRI, "The Digital Transformation Strategy 2018-2022.",
     ("strategy:CRI-digital-transformation-strategy-2018-2022",), ()),
    (CRI, "Law No. 9000 of 2015 on Digital Signature.",
     ("legal-instrument:CRI-law-9000-2015", f"answer:{C}-msq-2020-9"), ()),
    (CRI, "Executive Decree No. 41000 of 2019 on open data.",
     ("legal-instrument:CRI-decree-41000-2019", f"answer:{C}-msq-2020-9"), ()),
    (CRI, "Blockchain: a register of land titles is being tested.", (f"technology-initiative:CRI-blockchain-{C}",), ()),
    (CRI, "Big data: health records are analysed.", (f"technology-initiative:CRI-big-data-{C}",), ()),
    (CRI, "Percentage: 64.2", (f"observation:CRI-satisfaction-{C}",), ()),
    (CRI, "1.4 percent of GDP", (f"observation:CRI-ict-investment-{C}",), ()),
    (CRI, "Percentage: 88", (f"observation:CRI-internet-use-{C}",), ()),
    (CRI, "Costa Rica is part of the International Telecommunication Union.", (f"tie:CRI-itu-membership-{C}",), ()),
    (CRI, "A memorandum of understanding on open data was signed with Iceland in 2018.",
     (f"tie:CRI-ISL-memorandum-of-understanding-2018-{C}",), ()),
    (PLAN, "El Ministerio de Innovación Pública (MIP) publica este plan.", ("agency:CRI-mip",),
     ("skos:altLabel", "egov:acronym", "egov:country")),
    (PLAN, "El Ministerio de Innovación Pública (MIP) publica este plan.", (f"strategy:{_PLAN}",), ("egov:publisher",)),
    (PLAN, "Plan Nacional de Gobierno Digital 2019-2023", (f"strategy:{_PLAN}",),
     ("rdfs:label", "egov:country", "egov:startYear", "egov:endYear", "egov:strategyKind")),
    (PLAN, "La Comisión de Datos Públicos depende del Ministerio de Innovación Pública y fue creada por el Decreto"
     " Ejecutivo N.º 41000 de 2019.", ("agency:CRI-comision-de-datos-publicos",), ()),
    (PLAN, "El Ministerio de Bienestar es miembro de la Comisión de Datos Públicos.",
     ("agency:CRI-ministry-of-wellbeing",), ("skos:altLabel", "egov:memberOf", "egov:country")),
    (PLAN, "Eje 1. Servicios sencillos", (f"axis:{_PLAN}-1",), ()),
    (PLAN, "Eje 2. Datos para todos", (f"axis:{_PLAN}-2",), ()),
    (PLAN, "Línea 1. Trámites en línea", (f"line:{_PLAN}-1",), ("rdfs:label", "egov:position", "egov:partOf")),
    (PLAN, "Responsable: Ministerio de Innovación Pública.", (f"line:{_PLAN}-1",), ("egov:responsibleAgency",)),
    (PLAN, "Coordinación: Comisión de Datos Públicos.", (f"line:{_PLAN}-1",), ("egov:coordinatingAgency",)),
    (PLAN, "Línea 2. Datos abiertos", (f"line:{_PLAN}-2",), ("rdfs:label", "egov:position", "egov:partOf")),
    (PLAN, "Responsable: Comisión de Datos Públicos.", (f"line:{_PLAN}-2",), ("egov:responsibleAgency",)),
    (PLAN, "Meta 1: el 80 % de los trámites en línea hasta 2023.", (f"target:{_PLAN}-1-1",), ()),
    (PLAN, "Meta 2: una ventanilla única hasta 2021.", (f"target:{_PLAN}-1-2",), ()),
    (PLAN, "Meta 1: 500 conjuntos de datos publicados.", (f"target:{_PLAN}-2-1",), ()),
)  # fmt: skip

_DESCRIPTIONS: Final = {
    ISL: ("country:ISL", "en", '"2019-04-12"^^xsd:date', "Iceland, questionnaire 2020", True),
    CRI: ("country:CRI", "en", '"2019-04-30"^^xsd:date', "Costa Rica, questionnaire 2020", True),
    PLAN: ("country:CRI", "es", '"2019-04-01"^^xsd:date', "Plan Nacional de Gobierno Digital 2019-2023", False),
}  # fmt: skip


class Claim(NamedTuple):
    """A statement with the quotations that say it, all of one document."""

    document: str
    statement: ox.Triple
    quotes: tuple[str, ...]


def prefixed(name: str) -> ox.NamedNode:
    """The IRI that a prefixed name stands for."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def facts() -> tuple[ox.Triple, ...]:
    """The statements of the hand-written facts."""
    return tuple(quad.triple for quad in ox.parse(path=str(SAMPLE / "egov-kg.ttl"), format=ox.RdfFormat.TURTLE))


def claims() -> Iterator[Claim]:
    """Every claim that the table above makes."""
    found: dict[tuple[str, ox.Triple], list[str]] = {}
    for document, quote, subjects, predicates in QUOTED:
        nodes, wanted = {prefixed(name) for name in subjects}, {prefixed(name) for name in predicates}
        for triple in facts():
            typed = triple.predicate.value == PREFIXES["rdf"] + "type"
            if triple.subject in nodes and not typed and (not wanted or triple.predicate in wanted):
                found.setdefault((document, triple), []).append(quote)
    for (document, triple), quotes in found.items():
        yield Claim(document, triple, tuple(quotes))


def published(name: str) -> str:
    """The cited text of a source with its private contact masked."""
    return (SOURCES / name).read_bytes().decode().replace(PRIVATE, "█" * len(PRIVATE))


def _document(name: str) -> str:
    country, language, issued, title, form = _DESCRIPTIONS[name]
    lines = [
        f"document:{_HEX[name][:16]} a egov:SourceDocument, prov:Entity, foaf:Document",
        f'rdfs:label "{title}"@{language}', f'dcterms:language "{language}"', f"dcterms:issued {issued}",
        f"egov:country {country}", f'egov:fileName "{name}"', f'egov:sha256 "{_HEX[name]}"',
        *(["egov:edition 2020", "egov:form form:msq-2020"] if form else []),
    ]  # fmt: skip
    return " ;\n    ".join(lines) + " .\n"


def _evidence(document: str, quote: str) -> tuple[str, str]:
    text = published(document)
    start = text.index(quote)
    number = re.findall(r"^([0-9]+)\. (?:([a-z])\. )?", text[: start + 1], re.MULTILINE) if document != PLAN else []
    name = f"evidence:{_HEX[document][:16]}-{start}-{start + len(quote)}"
    lines = [
        f"{name} a egov:Evidence, prov:Entity", f"egov:document document:{_HEX[document][:16]}",
        f"egov:end {start + len(quote)}", *(f"egov:question question:msq-2020-{''.join(last)}" for last in number[-1:]),
        f"egov:quote {ox.Literal(quote)}", f"egov:start {start}",
    ]  # fmt: skip
    return name, " ;\n    ".join(lines) + " .\n"


def _claim(claim: Claim) -> str:
    triple = claim.statement
    key = hashlib.sha256(f"{triple} {claim.document}".encode()).hexdigest()[:16]
    # One unsure reading, so that the query for such readings finds something.
    confidence = "0.6" if "2030" in str(triple.subject) else "0.95"
    lines = [
        f"claim:{key} a egov:Claim, prov:Entity, rdf:Statement",
        *(f"prov:wasDerivedFrom {_evidence(claim.document, quote)[0]}" for quote in claim.quotes),
        f"rdf:object {triple.object}", f"rdf:predicate {triple.predicate}", f"rdf:subject {triple.subject}",
        f"egov:confidence {confidence}", 'egov:rule "by-hand"',
    ]  # fmt: skip
    return " ;\n    ".join(lines) + " .\n"


DECISIONS: Final = """
decision:5a5a5a5a5a5a5a5a a egov:Decision, prov:Activity ;
    dcterms:date "2024-05-31"^^xsd:date ;
    egov:decidedBy "Eva Editora" ;
    egov:reason "the sentence speaks of another office" .
claim:5a5a5a5a5a5a5a5a-1 a egov:Claim, prov:Entity, rdf:Statement ;
    prov:wasDerivedFrom {evidence} ;
    prov:wasInvalidatedBy decision:5a5a5a5a5a5a5a5a ;
    rdf:object mandate:health ;
    rdf:predicate egov:mandate ;
    rdf:subject agency:ISL-doi ;
    egov:confidence 0.5 ;
    egov:rule "by-hand" .
decision:6b6b6b6b6b6b6b6b a egov:Decision, prov:Activity ;
    dcterms:date "2024-06-01"^^xsd:date ;
    egov:decidedBy "Jon Example" ;
    egov:reason "its own page says so" .
claim:6b6b6b6b6b6b6b6b-1 a egov:Claim, prov:Entity, rdf:Statement ;
    prov:hadPrimarySource <https://www.doi.example.is/about> ;
    prov:wasGeneratedBy decision:6b6b6b6b6b6b6b6b ;
    rdf:object mandate:new-technologies ;
    rdf:predicate egov:mandate ;
    rdf:subject agency:ISL-doi ;
    egov:confidence 1.0 ;
    egov:rule "person" .
"""
"""What people decided about the sample: a statement that is no fact, and one that no document makes."""
_DECIDED_QUOTE: Final = "Digital Office of Iceland (DOI) https://www.doi.example.is"


def decisions() -> str:
    """The decisions with their claims."""
    return DECISIONS.replace("{evidence}", _evidence(ISL, _DECIDED_QUOTE)[0])


def evidence_turtle() -> str:
    """What egov-kg.evidence.ttl holds."""
    blocks = {_document(name) for name in _DESCRIPTIONS}
    for claim in claims():
        blocks.add(_claim(claim))
        blocks.update(_evidence(claim.document, quote)[1] for quote in claim.quotes)
    return _prefixes() + "\n" + "\n".join(sorted(blocks)) + decisions()


def _prefixes() -> str:
    used = ("agency", "claim", "country", "dcterms", "decision", "document", "egov", "evidence", "foaf", "form",
            "mandate", "prov", "question", "rdf", "rdfs", "xsd")  # fmt: skip
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in used)


def quads() -> str:
    """What egov-kg.nq holds: every claim and its statement in its document's graph, the rest in registry and codes."""
    graphs: dict[str, set[str]] = {}
    of_document: dict[str, set[str]] = {}
    for claim in claims():
        key = _HEX[claim.document][:16]
        graphs.setdefault(str(claim.statement), set()).add(PREFIXES["document"] + key)
        of_document.setdefault(key, set()).add(_claim(claim))
        of_document[key].update(_evidence(claim.document, quote)[1] for quote in claim.quotes)
    for name in _DESCRIPTIONS:
        of_document[_HEX[name][:16]].add(_document(name))
    for key, blocks in of_document.items():
        for quad in ox.parse(_prefixes() + "\n".join(blocks), format=ox.RdfFormat.TURTLE):
            graphs.setdefault(str(quad.triple), set()).add(PREFIXES["document"] + key)
    for quad in ox.parse(_prefixes() + decisions(), format=ox.RdfFormat.TURTLE):
        rejected = quad.subject == prefixed("claim:5a5a5a5a5a5a5a5a-1")
        graphs.setdefault(str(quad.triple), set()).add(PREFIXES["document"] + I if rejected else DECISIONS_GRAPH)
    for triple in facts():
        other = CODES_GRAPH if "/code/" in str(triple.subject) else REGISTRY_GRAPH
        graphs.setdefault(str(triple), {other})
    return "".join(sorted(f"{triple} <{graph}> .\n" for triple, names in graphs.items() for graph in names))


def files() -> dict[Path, str]:
    """Every generated file of the sample, with its content."""
    texts = {SAMPLE / "texts" / f"{_HEX[name][:16]}.txt": published(name) for name in _HEX}
    return {SAMPLE / "egov-kg.evidence.ttl": evidence_turtle(), SAMPLE / "egov-kg.nq": quads(), **texts}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content.encode())
