"""The registry: names of countries and organisations, hard cases, collisions, hosts, what a matcher is given."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.errors import KnowledgeError
from egov_kg.identifiers import local_name
from egov_kg.registry import LANGUAGES, NameKind, RegistryName, load, tables
from egov_kg.registry.index import NameIndex
from egov_kg.registry.registry import load_registry

REGISTRY = load()
NAMES = tuple(REGISTRY.names())

# Membership of the United Nations, general knowledge; countries.tsv leaves the UN's short name of two members empty.
OBSERVERS = {"VAT", "PSE"}
NOT_MEMBERS = OBSERVERS | {"COK", "NIU"}
MEMBERS_WITHOUT_UN_NAME = {"TUR", "CIV"}


def united_nations_members() -> set[str]:
    rows = tables.read_table("countries.tsv", ("iso3", "name_en"))
    return {iso3 for iso3, name in rows if name or iso3 in MEMBERS_WITHOUT_UN_NAME} - NOT_MEMBERS


def named(kind: NameKind, target: str) -> set[str]:
    return {name.text for name in NAMES if name.kind is kind and name.target == target}


def entry(text: str, target: str) -> RegistryName:
    return next(name for name in NAMES if name.text == text and name.target == target)


def longest(text: str) -> str:
    """The target of the longest registry name in a text, as a phrase matcher would take it."""
    found = [name for name in NAMES if name.text in text]
    return max(found, key=lambda name: len(name.text)).target


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("South Korea", "KOR"), ("Corea del Sur", "KOR"), ("Republic of Korea", "KOR"), ("Korea", "KOR"),
        ("Korea, Republic of", "KOR"), ("Coreia do Sul", "KOR"), ("Corée du Sud", "KOR"), ("Corea", "KOR"),
        ("Democratic People's Republic of Korea", "PRK"), ("Corea del Norte", "PRK"), ("North Korea", "PRK"),
        ("UK", "GBR"), ("U.K.", "GBR"), ("Reino Unido", "GBR"), ("Gran Bretaña", "GBR"), ("Great Britain", "GBR"),
        ("USA", "USA"), ("U.S.", "USA"), ("EE.UU.", "USA"), ("EE. UU.", "USA"), ("EUA", "USA"),
        ("Estados Unidos", "USA"), ("États-Unis", "USA"), ("United States of America", "USA"),
        ("Russia", "RUS"), ("Federación Rusa", "RUS"), ("Russian Federation", "RUS"),
        ("Bolivia", "BOL"), ("Plurinational State of Bolivia", "BOL"), ("Bolivia (Plurinational State of)", "BOL"),
        ("Venezuela", "VEN"), ("República Bolivariana de Venezuela", "VEN"),
        ("Iran (Islamic Republic of)", "IRN"), ("Irán (República Islámica del)", "IRN"),
        ("Czechia", "CZE"), ("Czech Republic", "CZE"), ("República Checa", "CZE"), ("República Tcheca", "CZE"),
        ("Ivory Coast", "CIV"), ("Côte d'Ivoire", "CIV"), ("Côte d’Ivoire", "CIV"), ("Costa do Marfim", "CIV"),
        ("Cape Verde", "CPV"), ("Cabo Verde", "CPV"), ("Cap-Vert", "CPV"),
        ("Swaziland", "SWZ"), ("Eswatini", "SWZ"), ("Suazilandia", "SWZ"),
        ("Turkey", "TUR"), ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("Turquía", "TUR"), ("Turquie", "TUR"),
        ("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ"), ("Papua New Guinea", "PNG"),
        ("Guinea Ecuatorial", "GNQ"), ("Papúa Nueva Guinea", "PNG"), ("Guiné-Bissau", "GNB"),
        ("Dominica", "DMA"), ("Dominican Republic", "DOM"), ("República Dominicana", "DOM"), ("Dominique", "DMA"),
        ("Congo", "COG"), ("Republic of the Congo", "COG"), ("Democratic Republic of the Congo", "COD"),
        ("Democratic Republic of Congo", "COD"), ("RDC", "COD"), ("República Democrática del Congo", "COD"),
        ("Niger", "NER"), ("Níger", "NER"), ("Nigeria", "NGA"), ("Nigéria", "NGA"),
        ("Georgia", "GEO"), ("Jordan", "JOR"), ("Jordania", "JOR"), ("Chad", "TCD"), ("Tchad", "TCD"),
        ("Alemania", "DEU"), ("Albania", "ALB"), ("Suiza", "CHE"), ("Holanda", "NLD"), ("Países Bajos", "NLD"),
        ("Burma", "MMR"), ("Myanmar", "MMR"), ("Laos", "LAO"), ("Viet Nam", "VNM"), ("Vietnam", "VNM"),
        ("Macedonia", "MKD"), ("North Macedonia", "MKD"), ("Samoa", "WSM"), ("American Samoa", "ASM"),
        ("Trinidad y Tobago", "TTO"), ("Trinidad & Tobago", "TTO"), ("San Cristóbal y Nieves", "KNA"),
        ("St. Lucia", "LCA"), ("Saint Vincent and the Grenadines", "VCT"), ("El Salvador", "SLV"),
        ("Sudán", "SDN"), ("South Sudan", "SSD"), ("Sint Maarten", "SXM"), ("Saint Martin (French Part)", "MAF"),
        ("República de China", "TWN"), ("República Popular China", "CHN"), ("Isla de Man", "IMN"),
    ],
)  # fmt: skip
def test_a_country_is_found_by_its_names(name: str, iso3: str) -> None:
    assert REGISTRY.find_country(name) == iso3


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Paraguay (el)", None),  # the article in parentheses is the table's, nobody's name
        ("Republic of Uruguay", "URY"), ("the Bahamas", "BHS"), ("Government of the Republic of Colombia", "COL"),
        ("Gobierno del Ecuador", "ECU"), ("el Gobierno de la República Argentina", "ARG"),
        ("GOBIERNO DE COSTA RICA", "CRI"), ("Gouvernement de l'Uruguay", "URY"), ("Governo do Brasil", "BRA"),
        ("Government of the UK", "GBR"), ("America", None), ("Republic of", None), ("the", None), ("", None),
        ("Estado de México", None),  # a state of Mexico
    ],
)  # fmt: skip
def test_words_before_a_country_are_left_aside(name: str, iso3: str | None) -> None:
    assert REGISTRY.find_country(name) == iso3


def test_codes_count_in_capitals_only() -> None:
    assert REGISTRY.find_country("COL") == "COL"
    assert REGISTRY.find_country("CO") == "COL"
    for word in ("col", "per", "us", "Us", "uk", "is", "and", "can"):
        assert REGISTRY.find_country(word) is None, word


def test_a_language_narrows_the_names() -> None:
    assert REGISTRY.find_country("Alemania", language="es") == "DEU"
    assert REGISTRY.find_country("Alemania", language="en") is None
    assert REGISTRY.find_country("Gobierno de Alemania", language="es") == "DEU"
    assert REGISTRY.find_demonym("colombiens", language="fr") == "COL"
    assert REGISTRY.find_demonym("colombiens", language="es") is None


@pytest.mark.parametrize(
    ("word", "iso3"),
    [
        ("Colombian", "COL"), ("colombiano", "COL"), ("colombianas", "COL"), ("colombienne", "COL"),
        ("Salvadoran", "SLV"), ("salvadoreños", "SLV"), ("salvadorenha", "SLV"), ("British", "GBR"),
        ("británicas", "GBR"), ("uruguaya", "URY"), ("uruguaio", "URY"), ("costarricense", "CRI"),
        ("Korean", "KOR"), ("coreana", "KOR"), ("surcoreano", "KOR"), ("norcoreano", "PRK"),
        ("Nigerien", "NER"), ("nigérien", "NER"), ("Nigerian", "NGA"), ("nigérian", "NGA"), ("nigeriano", "NGA"),
        ("ecuatoguineano", "GNQ"), ("guineano", "GIN"), ("Papua New Guinean", "PNG"), ("dominicana", "DOM"),
        ("dominiquesa", "DMA"), ("alemanes", "DEU"), ("alemães", "DEU"), ("japonesa", "JPN"), ("iraníes", "IRN"),
        ("espanhóis", "ESP"), ("grecques", "GRC"), ("letonas", "LVA"), ("mauriciano", "MUS"), ("mauritano", "MRT"),
        ("estadounidense", "USA"), ("American", None), ("congoleño", None), ("African", None), ("English", None),
    ],
)  # fmt: skip
def test_a_country_is_found_by_its_demonyms(word: str, iso3: str | None) -> None:
    assert REGISTRY.find_demonym(word) == iso3


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("an agreement with Equatorial Guinea", "GNQ"),
        ("an agreement with Papua New Guinea", "PNG"),
        ("an agreement with Guinea-Bissau", "GNB"),
        ("un acuerdo con Guinea Ecuatorial", "GNQ"),
        ("a loan to the Dominican Republic", "DOM"),
        ("the Democratic Republic of the Congo", "COD"),
        ("a visit to South Sudan", "SSD"),
        ("a visit to Nigeria", "NGA"),
        ("la República Popular Democrática de Corea", "PRK"),
        ("Economic Commission for Latin America and the Caribbean", "eclac"),
        ("Development Bank of Latin America and the Caribbean", "caf"),
        ("Electronic Government Network of Latin America and the Caribbean", "redgealc"),
        ("Korea International Cooperation Agency", "koica"),
        ("Deutsche Gesellschaft für Internationale Zusammenarbeit", "giz"),
        ("Inter-American Development Bank", "idb"),
    ],
)
def test_the_longest_name_is_the_right_one(text: str, target: str) -> None:
    assert longest(text) == target


def test_every_country_has_its_codes_and_no_article_in_its_names() -> None:
    assert len(REGISTRY.countries) == 249
    paraguay = REGISTRY.countries["PRY"]
    assert paraguay.labels == {"en": "Paraguay", "es": "Paraguay", "fr": "Paraguay", "pt": "Paraguai"}
    assert (paraguay.iso2, paraguay.tld, paraguay.region, paraguay.wikidata) == ("PY", ".py", "Americas", "Q733")
    assert "República del Paraguay" in paraguay.names["es"]
    assert {"Bolivia", "Bolivia (Plurinational State of)"} <= set(REGISTRY.countries["BOL"].names["en"])
    assert "Islas Cook" in REGISTRY.countries["COK"].names["es"]
    assert "Afghanistan" in REGISTRY.countries["AFG"].names["fr"]
    for country in REGISTRY.countries.values():
        for names in country.names.values():
            for name in names:
                assert name == name.strip()
                assert not name.endswith(("(the)", "(el)", "(la)", "(los)", "(l')", "*", "?"))
                assert "’" not in name
                assert not name.startswith(("l'", "les ", "los "))


def test_every_member_of_the_united_nations_is_named_in_four_languages() -> None:
    members = united_nations_members()
    assert len(members) == 193
    for iso3 in members:
        country = REGISTRY.countries[iso3]
        assert set(country.labels) == set(LANGUAGES)
        assert all(country.labels[language] == country.names[language][0] for language in LANGUAGES)
        assert country.region
        assert country.tld


def test_members_without_demonyms_are_those_whose_demonym_is_anothers_too() -> None:
    members = united_nations_members()
    without = {iso3 for iso3 in members if not REGISTRY.countries[iso3].demonyms["es"]}
    assert without == {"COD", "COG"}


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("IDB", "idb"), ("IADB", "idb"), ("BID", "idb"), ("Inter-American Development Bank", "idb"),
        ("Interamerican Development Bank", "idb"), ("Banco Interamericano de Desarrollo", "idb"),
        ("OECD", "oecd"), ("OCDE", "oecd"), ("Organisation for Economic Co-operation and Development", "oecd"),
        ("Organization for Economic Cooperation and Development", "oecd"),
        ("Organización para la Cooperación y el Desarrollo Económicos", "oecd"),
        ("KOICA", "koica"), ("KOIKA", "koica"), ("Koica", "koica"),
        ("Red Gealc", "redgealc"), ("Red GEALC", "redgealc"), ("RedGealc", "redgealc"), ("RedGEALC", "redgealc"),
        ("Network of e-Government of Latin America and the Caribbean", "redgealc"),
        ("Latin America and the Caribbean e-Government Network", "redgealc"),
        ("Red de Gobierno Electrónico de América Latina y el Caribe", "redgealc"),
        ("Open Government Partnership", "ogp"), ("Alianza para el Gobierno Abierto", "ogp"),
        ("Alliance for Open Government", "ogp"), ("AOG", "ogp"), ("AGA", "ogp"), ("OGP", "ogp"),
        ("Andean Development Corporation", "caf"), ("Corporación Andina de Fomento", "caf"), ("CAF", "caf"),
        ("Digital 9", "digital-nations"), ("D5", "digital-nations"), ("Digital Nations", "digital-nations"),
        ("Organization of African Unity", "african-union"), ("GTZ", "giz"), ("Pacto Andino", "andean-community"),
        ("Cepal", "eclac"), ("ECLAC", "eclac"), ("la CEPAL", "eclac"), ("Unesco", "unesco"),
        ("United Nations", "un"), ("ONU", "un"), ("the United Nations", "un"), ("UNDESA", "un-desa"),
        ("PNUD", "undp"), ("United Nations Development Program", "undp"), ("UIT", "itu"), ("MERCOSUL", "mercosur"),
        ("OEA", "oas"), ("Organization of American States", "oas"), ("Banco Mundial", "world-bank"),
        ("BCIE", "cabei"), ("CAN", "andean-community"), ("WHO", "who"), ("FIRST", "first"), ("OD4D", "od4d"),
        ("World Economic Forum", "wef"), ("UNU-EGOV", "unu-egov"), ("ISO", "iso"), ("CEDEAO", "ecowas"),
        ("Agência Brasileira de Cooperação", "abc"), ("Banque mondiale", "world-bank"),
    ],
)  # fmt: skip
def test_an_organisation_is_found_by_its_names(name: str, identifier: str) -> None:
    assert REGISTRY.find_organization(name) == identifier


@pytest.mark.parametrize("word", ["can", "who", "Who", "first", "First", "eu", "un", "bid", "alba", "abc", "the", ""])
def test_an_acronym_that_is_a_word_counts_in_capitals_only(word: str) -> None:
    assert REGISTRY.find_organization(word) is None


def test_organisations_hold_what_they_must() -> None:
    assert len(REGISTRY.organizations) >= 100
    for identifier, organization in REGISTRY.organizations.items():
        assert identifier == organization.identifier == local_name(identifier)
        assert organization.labels["en"], identifier
        assert organization.labels["es"], identifier
        assert not set(organization.labels.values()) & (organization.former | organization.misspelt), identifier
        assert (organization.kind == "bilateral") == (organization.country is not None), identifier
        assert organization.country is None or organization.country in REGISTRY.countries, identifier
        assert organization.url is None or organization.url.startswith(("https://", "http://")), identifier
        known = {*organization.acronyms, *(name for names in organization.names.values() for name in names)}
        assert organization.ambiguous <= known, identifier
    kinds = Counter(organization.kind for organization in REGISTRY.organizations.values())
    assert set(kinds) == {"united-nations", "development-bank", "regional", "network", "bilateral", "other"}


def test_an_organisation_says_which_names_not_to_show() -> None:
    assert "Andean Development Corporation" in REGISTRY.organizations["caf"].former
    koica = REGISTRY.organizations["koica"]
    assert (koica.acronym, koica.country, koica.misspelt) == ("KOICA", "KOR", frozenset({"KOIKA"}))
    assert REGISTRY.organizations["oecd"].acronyms == ("OECD", "OCDE")
    assert REGISTRY.organizations["european-commission"].acronym is None


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("CAN", "andean-community"), ("CAF", "caf"), ("ABC", "abc"), ("WHO", "who"), ("CIS", "cis"),
        ("FIRST", "first"), ("ADB", "adb"), ("AOG", "ogp"), ("CLAD", "clad"), ("EAC", "eac"), ("SIDA", "sida"),
        ("Georgia", "GEO"), ("Jordan", "JOR"), ("Chad", "TCD"), ("Reunión", "REU"), ("Granada", "GRD"),
        ("French", "FRA"), ("Dominican", "DOM"), ("US", "USA"),
    ],
)  # fmt: skip
def test_what_means_something_else_too_is_marked(text: str, target: str) -> None:
    assert entry(text, target).ambiguous


def test_what_means_one_thing_is_not_marked() -> None:
    for text, target in (("ITU", "itu"), ("SICA", "sica"), ("OECD", "oecd"), ("BID", "idb"), ("Peru", "PER")):
        assert not entry(text, target).ambiguous


@pytest.mark.parametrize(
    ("text", "target", "printed", "accepted"),
    [
        ("Chad", "TCD", "Chad", True), ("Chad", "TCD", "CHAD", True), ("Chad", "TCD", "chad", False),
        ("Turkey", "TUR", "turkey", False), ("Turkey", "TUR", "Turkey", True),
        ("Estados Unidos", "USA", "Estados unidos", True), ("Polish", "POL", "polish", False),
        ("colombiano", "COL", "colombiano", True), ("colombiano", "COL", "Colombiano", True),
        ("WHO", "who", "Who", False), ("WHO", "who", "WHO", True), ("EE.UU.", "USA", "EE. UU.", True),
        ("RedGEALC", "redgealc", "redgealc", False), ("RedGealc", "redgealc", "RedGealc", True),
        ("World Bank", "world-bank", "World bank", True), ("World Bank", "world-bank", "world bank", False),
        ("Unesco", "unesco", "Unesco", True), ("UNESCO", "unesco", "UNESCO", True), ("US", "USA", "us", False),
        ("Finn", "FIN", "Finn", True), ("Finn", "FIN", "FINN", False), ("ruso", "RUS", "RUSO", False),
        ("Finland", "FIN", "FINLAND", True), ("colombiano", "COL", "COLOMBIANO", True),
    ],
)  # fmt: skip
def test_capitals_decide_whether_a_match_counts(text: str, target: str, printed: str, accepted: bool) -> None:
    assert entry(text, target).accepts(printed) is accepted


def test_the_matcher_is_given_every_kind_of_name() -> None:
    assert {"Colombia", "Republic of Colombia", "Colombie", "Colômbia"} <= named(NameKind.COUNTRY, "COL")
    assert {"Colombian", "colombiana", "colombiens"} <= named(NameKind.DEMONYM, "COL")
    assert {"Open Government Partnership", "Alianza para el Gobierno Abierto"} <= named(NameKind.ORGANIZATION, "ogp")
    assert named(NameKind.ACRONYM, "eclac") == {"ECLAC", "CEPAL", "CEPALC", "Eclac", "Cepal", "Cepalc"}
    assert named(NameKind.ACRONYM, "andean-community") == {"CAN"}
    for name in NAMES:
        assert name.text
        assert name.text == name.text.strip()
        assert not name.text.endswith("?")
        assert name.accepts(name.text), name
        assert (name.language is None) == (name.kind is NameKind.ACRONYM)
        assert name.kind is NameKind.DEMONYM or name.case_sensitive


def unaccented(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def spellings(text: str) -> Iterable[str]:
    return text, unaccented(text), text.upper(), unicodedata.normalize("NFD", text), f" {text}. "


def test_every_name_of_the_matcher_is_found_whatever_its_accents_and_capitals() -> None:
    find: dict[NameKind, Callable[[str], str | None]] = {
        NameKind.COUNTRY: REGISTRY.find_country,
        NameKind.DEMONYM: REGISTRY.find_demonym,
        NameKind.ORGANIZATION: REGISTRY.find_organization,
        NameKind.ACRONYM: REGISTRY.find_organization,
    }
    for name in NAMES:
        for spelling in spellings(name.text) if name.kind is not NameKind.ACRONYM else (name.text,):
            assert find[name.kind](spelling) == name.target, (spelling, name)


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(text: str) -> None:
    assert REGISTRY.find_country(text) in {None, *REGISTRY.countries}
    assert REGISTRY.find_organization(text) in {None, *REGISTRY.organizations}
    assert REGISTRY.country_of_host(text) in {None, *REGISTRY.countries}


@pytest.mark.parametrize(
    ("host", "iso3"),
    [
        ("www.example.gob.pe", "PER"), ("example.com.py", "PRY"), ("WWW.EXAMPLE.GUB.UY", "URY"), ("gov.uk", "GBR"),
        ("example.gob.mx:8080", "MEX"), ("example.gov.br.", "BRA"), ("gov.co", "COL"), ("www.example.gov.co", "COL"),
        ("example.edu.co", "COL"), ("example.org.co", "COL"), ("example.co", None), ("example.com.co", None),
        ("example.io", None), ("example.tv", None), ("example.gov.tv", "TUV"), ("example.me", None),
        ("example.gov.me", "MNE"), ("example.ai", None), ("gov.ai", "AIA"), ("co", None), ("tv", None),
        ("example.gov", "USA"), ("example.com", None), ("example.org", None), ("example.int", None),
        ("example.eu", None), ("example.gp", "GLP"), ("youtu.be", None), ("example.be", "BEL"),
        ("localhost", None), ("", None), ("192.0.2.1", None), ("example", None),
    ],
)  # fmt: skip
def test_a_host_says_its_country(host: str, iso3: str | None) -> None:
    assert REGISTRY.country_of_host(host) == iso3


def test_a_name_of_two_things_is_an_error() -> None:
    index = NameIndex(file="country_names.tsv")
    index.add("Guinea", "GIN")
    index.add("guinea", "GIN")
    with pytest.raises(KnowledgeError, match="GIN and GNQ") as raised:
        index.add("Guinea", "GNQ")
    assert raised.value.file == "country_names.tsv"
    index.add_code("CAN", "andean-community")
    with pytest.raises(KnowledgeError, match="andean-community and CAN"):
        index.add_code("C.A.N.", "CAN")


def copy_with(folder: Path, file: str, old: str, new: str) -> None:
    for table in tables.FOLDER.glob("*.tsv"):
        text = table.read_text("utf-8")
        if table.name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / table.name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("country_names.tsv", "\nCUB\tCuba", "\nCUB\tColombia"), "it names both"),
        (("country_names.tsv", "\nCUB\tCuba", "\nXXX\tCuba"), "no name in en"),
        (("country_names.tsv", "\nCUB\t", "\nCOL\t"), "the code stands twice"),
        (("demonyms.tsv", "\nCUB\t", "\nXXX\t"), "does not have the code"),
        (("organizations.tsv", "\nimf\t", "\nidb\t"), "the id stands twice"),
        (("organizations.tsv", "\tnetwork\n", "\tclub\n"), "kind 'club'"),
        (("organizations.tsv", "OECD; OCDE", "OECD; OCDE; IDB"), "it stands for both"),
        (("organization_names.tsv", "\noecd\ten\tlabel", "\noecd\tde\tlabel"), "language 'de'"),
        (("organization_names.tsv", "\noecd\tes\tlabel", "\noecd\tes\talias"), "a label in en and in es"),
        (("organization_names.tsv", "\noecd\tes\tlabel", "\nnobody\tes\tlabel"), "a label in en and in es"),
        (("domains.tsv", "sold\t\ttv", "sold\tTUV\ttv"), "use 'sold'"),
        (("domains.tsv", "sold\t\ttv", "sold\ttv"), "2 cells"),
        (("countries.tsv", "iso3\tiso2", "code\tiso2"), "columns are missing: iso3"),
    ],
)
def test_a_wrong_table_is_an_error_that_names_it(
    change: tuple[str, str, str], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_with(tmp_path, *change)
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(KnowledgeError, match=reason) as raised:
        load_registry()
    assert str(raised.value.file).endswith(".tsv")
