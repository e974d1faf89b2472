"""Each record type gives exactly the statements of contract.md: types, keys, properties."""

from __future__ import annotations

import graph_sample as sample
import pytest

from egov_kg.graph import GraphBuild
from egov_kg.graph.statements import Properties, facts, source_documents
from egov_kg.vocabulary import ENTITY_PREFIXES


@pytest.fixture(scope="module")
def built() -> GraphBuild:
    return sample.build()


@pytest.fixture(scope="module")
def things(built: GraphBuild) -> dict[str, Properties]:
    return facts(built)


SURVEY_KEY = sample.survey()[0].source.sha256[:16]
PLAN = "PER-plan-peru-simple-2018-2022"
EXPECTED: dict[str, dict[str, set[str]]] = {
    "agency:PER-dd": {
        "a": {"egov:Agency", "egov:Organization", "org:Organization", "cv:PublicOrganisation"},
        "rdfs:label": {'"Escritorio Digital"@es'},
        "skos:altLabel": {'"Digital Desk"@en', '"ED"@es'},
        "egov:acronym": {'"DD"'},
        "egov:country": {"country:PER"},
        "egov:mandate": {"mandate:e-government-lead"},
        "egov:under": {"agency:PER-ministry-of-plain-words"},
        "egov:createdBy": {"legal-instrument:PER-decree-77-2016"},
    },
    "agency:PER-comision-de-datos": {
        "a": {"egov:Agency", "egov:Organization", "org:Organization", "cv:PublicOrganisation"},
        "rdfs:label": {'"Comisión de Datos"@es'},
        "egov:country": {"country:PER"},
        "egov:memberOf": {"international-organization:itu", "agency:PER-dd"},
    },
    "organization:harbour-cooperative": {
        "a": {"egov:Organization", "org:Organization"},
        "rdfs:label": {'"Harbour Cooperative"@en'},
    },
    "international-organization:itu": {
        "a": {"egov:InternationalOrganization", "egov:Organization", "org:Organization"},
        "rdfs:label": {'"International Telecommunication Union"@en'},
        "skos:altLabel": {'"Unión de Telecomunicaciones"@es', '"UIT"@es'},
        "egov:acronym": {'"ITU"'},
        "egov:url": {"<https://www.itu.int/>"},
        "owl:sameAs": {"wd:Q376150"},
    },
    "country:PER": {
        "a": {"egov:Country", "schema:Country"},
        "rdfs:label": {'"Peru"@en', '"Perú"@es'},
        "skos:altLabel": {'"Pérou"@fr'},
        "egov:iso3": {'"PER"'},
        "egov:region": {'"Americas"'},
        "owl:sameAs": {"wd:Q419"},
    },
    "portal:PER-portal-example-pe-inicio": {
        "a": {"egov:Portal", "schema:WebSite"},
        "rdfs:label": {'"portal.example.pe/Inicio"@und'},
        "egov:country": {"country:PER"},
        "egov:portalType": {"portal-type:national", "portal-type:e-services"},
        "egov:url": {"<http://www.portal.example.pe/Inicio/>"},
    },
    "legal-instrument:PER-decree-77-2016": {
        "a": {"egov:LegalInstrument", "eli:LegalResource"},
        "rdfs:label": {'"On \\\\ the Desk"@en'},
        "egov:country": {"country:PER"},
        "egov:instrumentType": {"instrument-type:decree"},
        "egov:number": {'"77"'},
        "egov:year": {"2016"},
        "dcterms:issued": {'"2016-06-01"^^xsd:date'},
        "egov:gazetteNumber": {'"901"'},
        "egov:topic": {"legal-topic:open-data"},
    },
    "legal-instrument:PER-law-80": {
        "a": {"egov:LegalInstrument", "eli:LegalResource"},
        "rdfs:label": {'"Ley 80"@es'},
        "egov:country": {"country:PER"},
        "egov:instrumentType": {"instrument-type:law"},
        "egov:number": {'"80"'},
    },
    f"strategy:{PLAN}": {
        "a": {"egov:Strategy", "schema:CreativeWork", "prov:Plan"},
        "rdfs:label": {'"Plan Perú Simple"@es'},
        "egov:country": {"country:PER"},
        "egov:strategyKind": {"strategy-kind:e-government"},
        "egov:startYear": {"2018"},
        "egov:endYear": {"2022"},
        "egov:publisher": {"agency:PER-dd"},
    },
    f"axis:{PLAN}-1": {
        "a": {"egov:StrategicAxis"},
        "rdfs:label": {'"Trámites"@es'},
        "egov:partOf": {f"strategy:{PLAN}"},
        "egov:position": {"1"},
    },
    f"line:{PLAN}-3": {
        "a": {"egov:StrategicLine"},
        "rdfs:label": {'"Ventanilla única"@es'},
        "egov:partOf": {f"axis:{PLAN}-1"},
        "egov:position": {"3"},
        "egov:responsibleAgency": {"agency:PER-dd"},
        "egov:coordinatingAgency": {"agency:PER-comision-de-datos"},
    },
    f"target:{PLAN}-3-1": {
        "a": {"egov:Target"},
        "egov:targetOf": {f"line:{PLAN}-3"},
        "dcterms:description": {'"Meta: 80,5 % de los trámites hasta 2022."@es'},
        "egov:targetYear": {"2022"},
        "egov:value": {"80.5"},
        "egov:unit": {"unit:percent"},
    },
    f"observation:PER-satisfaction-{SURVEY_KEY}": {
        "a": {"egov:IndicatorObservation", "schema:Observation"},
        "egov:country": {"country:PER"},
        "egov:indicator": {"indicator:satisfaction"},
        "egov:value": {"81.5"},
        "egov:unit": {"unit:percent"},
        "egov:year": {"2018"},
        "dcterms:description": {'"Satisfaction: 81.5 per cent in 2018"@en'},
    },
    f"tie:KEN--PER--technical-assistance--from-PER--to-KEN--{SURVEY_KEY}": {
        "a": {"egov:CooperationTie"},
        "egov:party": {"country:PER", "country:KEN"},
        "egov:reportedBy": {"country:PER"},
        "egov:tieKind": {"tie-kind:technical-assistance"},
        "egov:tieStatus": {"tie-status:planned"},
        "egov:topic": {"topic:open-data"},
        "egov:throughAgency": {"agency:PER-dd"},
        "egov:provider": {"country:PER"},
        "egov:recipient": {"country:KEN"},
    },
    f"tie:PER--itu--membership--{SURVEY_KEY}": {
        "a": {"egov:CooperationTie"},
        "egov:party": {"country:PER", "international-organization:itu"},
        "egov:tieKind": {"tie-kind:membership"},
        "egov:topic": {"legal-topic:digital-identity"},
    },
    "post:PER-chief-information-officer-dd": {
        "a": {"egov:Post", "org:Post"},
        "rdfs:label": {'"Director of the Desk"@en'},
        "egov:country": {"country:PER"},
        "egov:postType": {"post-type:chief-information-officer"},
        "egov:postIn": {"agency:PER-dd"},
        "egov:heldBy": {"person:PER-ana-rio"},
    },
    "person:PER-ana-rio": {"a": {"egov:Person", "foaf:Person"}, "foaf:name": {'"Ana Río"'}},
    "account:twitter-desk-pe": {
        "a": {"egov:SocialMediaAccount", "foaf:OnlineAccount"},
        "egov:country": {"country:PER"},
        "egov:platform": {"platform:twitter"},
        "egov:handle": {'"Desk_PE"'},
        "egov:accountOf": {"agency:PER-dd"},
        "egov:followers": {"12400"},
    },
    f"technology-initiative:PER-blockchain-{SURVEY_KEY}": {
        "a": {"egov:TechnologyInitiative"},
        "egov:country": {"country:PER"},
        "egov:technology": {"technology:blockchain"},
        "dcterms:description": {'"Blockchain: a register of deeds is tested."@en'},
    },
    f"partnership:PER-{SURVEY_KEY}-harbour-cooperative": {
        "a": {"egov:Partnership"},
        "egov:country": {"country:PER"},
        "egov:partner": {"organization:harbour-cooperative"},
    },
    f"answer:{SURVEY_KEY}-msq-2020-1": {
        "a": {"egov:Answer"},
        "egov:country": {"country:PER"},
        "egov:question": {"question:msq-2020-1"},
        "egov:responseState": {"response-state:answered"},
        "egov:responseText": {'"Write to ana@example.pe or desk."'},
        "egov:selection": {f"selection:{SURVEY_KEY}-msq-2020-1-yes", f"selection:{SURVEY_KEY}-msq-2020-1-no"},
    },
    f"answer:{SURVEY_KEY}-msq-2020-2": {
        "a": {"egov:Answer"},
        "egov:question": {"question:msq-2020-2"},
        "egov:responseState": {"response-state:empty"},
    },
    f"selection:{SURVEY_KEY}-msq-2020-1-yes": {
        "a": {"egov:Selection"},
        "egov:option": {"option:msq-2020-1-yes"},
        "egov:selectionState": {"selection-state:selected"},
    },
    f"selection:{SURVEY_KEY}-msq-2020-1-no": {
        "a": {"egov:Selection"},
        "egov:option": {"option:msq-2020-1-no"},
        "egov:selectionState": {"selection-state:unknown"},
    },
    "agency:PER-escritorio-digital": {"dcterms:isReplacedBy": {"agency:PER-dd"}},
}


@pytest.mark.parametrize("subject", EXPECTED)
def test_a_thing_has_exactly_what_the_documents_say(things: dict[str, Properties], subject: str) -> None:
    assert things[subject] == EXPECTED[subject]


def test_the_sample_names_every_class_of_the_contract(built: GraphBuild) -> None:
    assert set(built.classes.values()) == ENTITY_PREFIXES.keys() - {"Evidence", "Claim", "Decision", "Link"}


def test_a_source_document_is_described(built: GraphBuild) -> None:
    digest = sample.survey()[0].source.sha256
    assert source_documents(built)[f"document:{SURVEY_KEY}"] == {
        "a": {"egov:SourceDocument", "foaf:Document", "prov:Entity"},
        "rdfs:label": {'"Country: Peru"@en'},
        "egov:fileName": {'"survey.txt"'},
        "egov:sha256": {f'"{digest}"'},
        "dcterms:language": {'"en"'},
        "dcterms:issued": {'"2019-05-03"^^xsd:date'},
        "egov:country": {"country:PER"},
        "egov:edition": {"2020"},
        "egov:form": {"form:msq-2020"},
    }


def test_only_what_is_referred_to_is_exported(things: dict[str, Properties]) -> None:
    assert "country:ISL" not in things
    assert "question:msq-2020-3" not in things
    assert things["mandate:e-government-lead"]["skos:notation"] == {'"e-government-lead"'}
    assert things["mandate:e-government-lead"]["skos:inScheme"] == {"<https://w3id.org/egov-kg/code/mandate>"}
    assert '"e-government lead"@en' in things["mandate:e-government-lead"]["skos:prefLabel"]
