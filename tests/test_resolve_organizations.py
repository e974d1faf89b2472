"""Which mentions of organisations are one organisation, and its key (contract.md, "Classes, keys")."""

from __future__ import annotations

import pytest

from egov_kg import registry
from egov_kg.records import EntityKey, OrganizationMention
from egov_kg.resolve import resolve
from egov_kg.resolve.names import acronym_key, as_short, content, extends, initials, key_of_name, same_keys, short_keys
from support import body, records


def same_organization(left: str, right: str) -> bool:
    """Whether two names share a key, or one of them is the other with initials at its end."""
    shorter = as_short(left) in set(short_keys(right)) or as_short(right) in set(short_keys(left))
    return shorter or bool(set(same_keys(left)) & set(same_keys(right)))


def agency(*parts: str) -> EntityKey:
    return EntityKey("Agency", parts)


def keys(*documents: list[OrganizationMention]) -> list[EntityKey]:
    """The keys of all mentions, document after document."""
    read = [records(*found, name=f"{index}.txt") for index, found in enumerate(documents)]
    made = resolve(read, registry.load()).keys
    return [made[one] for found in documents for one in found]


def one_key(*documents: list[OrganizationMention]) -> EntityKey:
    (key,) = set(keys(*documents))
    return key


def test_equal_names_are_one_in_every_document() -> None:
    assert len(set(keys([body("Ministry of Data")], [body("THE MINISTRY OF DATA")], [body("Ministry  of data")]))) == 1


def test_an_article_before_a_name_is_no_part_of_its_key() -> None:
    assert one_key([body("Ministry of Data")], [body("The Ministry of Data")]) == agency("MLT", "ministry-of-data")


def test_the_acronym_is_the_key_where_there_is_one() -> None:
    assert one_key([body("Ministry of Data", acronym="MoD")], [body("Ministry of Data")]) == agency("MLT", "mod")
    assert one_key(
        [body("National Data Office", acronym="NDO")], [body(acronym="NDO")], [body(acronym="N.D.O.")]
    ) == agency("MLT", "ndo")


def test_without_an_acronym_the_name_printed_most_then_the_longest_is_the_key() -> None:
    found = [body("Data Office", "Oficina de Datos"), body("Data Office")]
    assert one_key(found) == agency("MLT", "data-office")
    assert one_key([body("Data Office", "Oficina de Datos")]) == agency("MLT", "oficina-de-datos")


def test_the_same_letters_in_two_countries_are_two_bodies() -> None:
    found = [body("Data Office", acronym="DO"), body("Data Office", acronym="DO", country="FJI")]
    assert keys(found) == [agency("MLT", "do"), agency("FJI", "do")]


def test_the_same_letters_of_two_names_in_one_country_are_two_bodies() -> None:
    assert len(set(keys([body("Ministry of Data", acronym="MD")], [body("Ministry of Defence", acronym="MD")]))) == 2


def test_two_ministries_with_one_web_address_stay_two() -> None:
    address = ["http://www.example.org"]
    assert len(set(keys([body("Ministry of Health", urls=address), body("Ministry of Works", urls=address)]))) == 2


def test_a_bare_address_is_the_one_body_with_it_in_its_document() -> None:
    host = body("h.example.org", language="und", urls=["http://h.example.org/x"])
    assert one_key([body("Ministry of Health", urls=["http://www.h.example.org"]), host]) == agency(
        "MLT", "ministry-of-health"
    )
    other = body("h.example.org", language="und", urls=["http://h.example.org"])
    two = [
        body("Ministry of Health", urls=["http://h.example.org"]),
        body("Ministry of Works", urls=["http://h.example.org"]),
    ]
    assert keys([*two, other])[2] == agency("MLT", "h-example-org")


def test_a_bare_address_named_like_an_acronym_is_that_body() -> None:
    host = body("ndo.example.org", language="und", urls=["http://ndo.example.org"])
    assert one_key([body("National Data Office", acronym="NDO")], [host]) == agency("MLT", "ndo")


def test_a_bare_address_alone_is_called_by_its_host() -> None:
    assert keys([body("h.example.org", language="und", urls=["http://h.example.org"])]) == [
        agency("MLT", "h-example-org")
    ]


def test_a_body_whose_country_is_not_told_is_the_only_one_of_that_name() -> None:
    nowhere = body("Data Office", acronym="DO", country="")
    assert keys([nowhere], [body("Data Office", acronym="DO")])[0] == agency("MLT", "do")
    nowhere = body("Data Office", acronym="DO", country="")
    found = keys([nowhere], [body("Data Office", acronym="DO")], [body("Data Office", acronym="DO", country="FJI")])
    assert found[0] == EntityKey("Organization", ("do",))


def test_a_private_organisation_is_no_agency_and_keeps_its_country() -> None:
    assert keys([body("Aurora Fund", public=False)]) == [EntityKey("Organization", ("MLT", "aurora-fund"))]
    assert keys([body("Aurora Fund", public=False, country="")]) == [EntityKey("Organization", ("aurora-fund",))]
    assert one_key([body("Aurora Fund", public=False)], [body("Aurora Fund")]) == agency("MLT", "aurora-fund")


@pytest.mark.parametrize(
    ("mention", "identifier"),
    [
        (body("United Nations", country=""), "un"),
        (body("Red Gealc"), "redgealc"),
        (body("RedGealc"), "redgealc"),
        (body("World Bank", country="FJI"), "world-bank"),
        (body(acronym="UNDP"), "undp"),
    ],
)
def test_an_organisation_of_the_registry_has_its_id(mention: OrganizationMention, identifier: str) -> None:
    assert keys([mention]) == [EntityKey("InternationalOrganization", (identifier,))]


def test_a_national_body_with_letters_of_an_international_one_stays_national() -> None:
    assert keys([body("National Office of Undersea Data Pipes", acronym="UNDP")]) == [agency("MLT", "undp")]


SAME = [
    ("Ministry of Data and Roads", "Ministry of Roads and Data"),
    ("Governmental Digital Office", "Government Digital Office"),
    ("Ministry of Information and Communication Technology", "Ministry of ICT"),
    ("National Data Offices", "National Data Office"),
    ("Ministère des Données Ouvertes", "Ministere des donnees ouvertes"),
    ("High Council for Data, Roads and Maps", "Presidential Council for Data, Roads and Maps"),
]
OTHER = [
    ("Ministry of Internal Affairs", "Ministry of External Affairs"),
    ("Ministry of International Trade", "Ministry of Internal Trade"),
    ("First Regional Data Office", "Second Regional Data Office"),
    ("Regional Data Office 1", "Regional Data Office 2"),
    ("Ministry of Health", "Ministry of Wealth"),
    ("Ministerio de Salud", "Ministry of Health"),
    ("Data Office", "Roads Office"),
    ("Office of Data", "Office of Data of Norland"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_names_of_one_body(left: str, right: str) -> None:
    assert same_organization(left, right)
    assert same_organization(right, left)
    assert len(set(keys([body(left)], [body(right)]))) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *OTHER,
        pytest.param(
            "National Council of Health Research and Data", "Regional Council of Health Research and Data"
        ),
        pytest.param(
            "Northern Office of Water, Land and Roads", "Southern Office of Water, Land and Roads"
        ),
        pytest.param("Ministry of Electronic Communications", "Ministry of Electric Communications"),
    ],
)
def test_names_of_two_bodies(left: str, right: str) -> None:
    assert not same_organization(left, right)
    assert not same_organization(right, left)
    assert len(set(keys([body(left)], [body(right)]))) == 2


def test_a_name_with_both_languages_joins_those_with_one() -> None:
    both = body("Ministry of Health", "Ministerio de Salud")
    assert len(set(keys([both], [body("Ministry of Health")], [body("Ministerio de Salud", language="es")]))) == 1


def test_in_one_document_a_name_is_the_one_longer_name_it_begins() -> None:
    assert one_key([body("Ministry of Roads"), body("Ministry of Roads and Water")]) == agency(
        "MLT", "ministry-of-roads-and-water"
    )
    assert len(set(keys([body("Ministry of Roads")], [body("Ministry of Roads and Water")]))) == 2
    three = [body("Ministry of Roads"), body("Ministry of Roads and Water"), body("Ministry of Roads and Air")]
    assert len(set(keys(three))) == 3


def test_a_longer_name_with_an_address_elsewhere_is_another_body() -> None:
    short = body("Ministry of Roads", urls=["http://www.roads.example.org"])
    long = body("Ministry of Roads, Rail and Ports", urls=["http://www.ports.example.org"])
    assert len(set(keys([short, long]))) == 2
    assert one_key([short, body("Ministry of Roads, Rail and Ports")])


def test_in_one_document_letters_are_the_one_name_they_begin() -> None:
    assert one_key([body("National Data Office"), body(acronym="NDO")]) == agency("MLT", "ndo")
    assert len(set(keys([body("National Data Office")], [body(acronym="NDO")]))) == 2
    assert len(set(keys([body("National Data Office"), body("Naval Defence Office"), body(acronym="NDO")]))) == 3


def test_a_name_without_letters_is_no_body_of_all_such_names() -> None:
    assert keys([body("Ω")]) == [agency("MLT", "ω")]


@pytest.mark.parametrize(
    ("printed", "key"), [("MOPSyV", "mopsv"), ("MoH", "mh"), ("N.D.O.", "ndo"), ("ndo", "ndo"), ("R&D", "rd")]
)
def test_acronym_key(printed: str, key: str) -> None:
    assert acronym_key(printed) == key


def test_words_of_a_name() -> None:
    assert key_of_name("The Office of Data") == "office-of-data"
    assert key_of_name("La Oficina de los Datos") == "oficina-de-los-datos"
    assert key_of_name("The") == "the"
    assert content("Agencies of the Cities") == ("agency", "city")
    assert initials("National Office of the Data") == "nod"


@pytest.mark.parametrize(
    ("long", "short", "so"),
    [
        ("Ministry of Roads and Water", "Ministry of Roads", True),
        ("Data Institute Norland", "Data Institute", True),
        ("Ministerio de Obras y Agua", "Ministerio de Obras", True),
        ("Secretariat of Data of the Ministry", "Secretariat of Data", False),
        ("Ministry of Roadside", "Ministry of Road", False),
        ("Ministry of Roads", "Ministry of Roads", False),
        ("Ministry of Roads", "Ministry", False),
    ],
)
def test_a_name_with_more_behind_it(long: str, short: str, *, so: bool) -> None:
    assert extends(long, short) is so
