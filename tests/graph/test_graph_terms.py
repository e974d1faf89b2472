"""Terms: what goes in comes out of two independent parsers, and what has no lexical form is refused."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.errors import InvalidIdentifier, InvalidLiteral
from egov_kg.graph import terms
from egov_kg.graph.addresses import address, canonical, host_and_path
from egov_kg.vocabulary import PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
WRITABLE = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not terms.UNWRITABLE.search(text))
XSD = PREFIXES["xsd"]


def read(term: str) -> tuple[ox.NamedNode | ox.Literal, rdflib.term.Node]:
    """A term as pyoxigraph and as rdflib read it, in Turtle and in N-Triples."""
    turtle, triples = f"{HEAD}egov:s egov:p {term} .", f"<urn:s> <urn:p> {terms.expand(term)} ."
    (one,) = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    (other,) = ox.parse(triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert one.object == other.object
    (value,) = rdflib.Graph().parse(data=turtle, format="turtle").objects()
    (again,) = rdflib.Graph().parse(data=triples, format="nt").objects()
    assert value == again
    assert isinstance(one.object, ox.NamedNode | ox.Literal)
    return one.object, value


@given(WRITABLE)
def test_a_string_comes_back_and_has_no_datatype(words: str) -> None:
    term = terms.string(words)
    oxigraph, other = read(term)
    assert oxigraph == ox.Literal(words)
    assert other == rdflib.Literal(words)
    assert "^^" not in term.rpartition('"')[2]
    assert terms.unquoted(term) == words


@given(WRITABLE, st.sampled_from(["en", "es", "pt-BR", "und", "zh-Hans-CN"]))
def test_words_keep_their_language_in_lower_case(words: str, language: str) -> None:
    oxigraph, other = read(terms.text(words, language))
    assert oxigraph == ox.Literal(words, language=language.lower())
    assert isinstance(other, rdflib.Literal)
    assert (str(other), other.language) == (words, language.lower())


@given(WRITABLE)
def test_a_string_is_one_line_for_every_program(words: str) -> None:
    assert len(terms.string(words).splitlines()) == 1


@pytest.mark.parametrize("words", ["a\x00b", "form\x0cfeed", "\x1b[0m", "\ud800", "\uffff"])
def test_what_no_syntax_can_carry_is_refused(words: str) -> None:
    with pytest.raises(InvalidLiteral):
        terms.string(words)


@pytest.mark.parametrize("language", ["", "e n", "español", "en_US", "toolonglanguage", "en-"])
def test_a_language_tag_has_its_form(language: str) -> None:
    with pytest.raises(InvalidLiteral, match="language tag"):
        terms.text("words", language)


@given(st.integers())
def test_an_integer_comes_back(number: int) -> None:
    oxigraph, other = read(terms.integer(number))
    assert oxigraph == ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))
    assert other == rdflib.Literal(str(number), datatype=rdflib.XSD.integer)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_decimal_comes_back_canonical(number: Decimal) -> None:
    term = terms.decimal(number)
    oxigraph, other = read(term)
    assert oxigraph == ox.Literal(term, datatype=ox.NamedNode(XSD + "decimal"))
    assert isinstance(other, rdflib.Literal)
    assert other.value == number
    assert not term.endswith("0") or term.endswith(".0")
    assert term == terms.decimal(Decimal(term))


def test_numbers_have_one_form() -> None:
    assert terms.decimal(Decimal("1E+3")) == terms.decimal(Decimal("1000.00")) == "1000.0"
    assert terms.decimal(Decimal("-0.000")) == "0.0"
    assert terms.decimal(Decimal("0.950")) == "0.95"


@pytest.mark.parametrize("value", [True, "7", 7.0])
def test_only_an_int_is_an_integer(value: object) -> None:
    with pytest.raises(InvalidLiteral, match="xsd:integer"):
        terms.integer(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), 1, 0.5])
def test_only_a_finite_decimal_is_a_decimal(value: object) -> None:
    terms.decimal(Decimal(1))  # an equal int must not come out of a cache
    with pytest.raises(InvalidLiteral, match="xsd:decimal"):
        terms.decimal(value)


@given(st.dates())
def test_a_date_comes_back(day: datetime.date) -> None:
    oxigraph, other = read(terms.date(day))
    assert oxigraph == ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD + "date"))
    assert isinstance(other, rdflib.Literal)
    assert other.value == day


def test_a_moment_is_no_date() -> None:
    with pytest.raises(InvalidLiteral, match="xsd:date"):
        terms.date(datetime.datetime(2019, 5, 3))  # noqa: DTZ001


@given(st.text(min_size=1))
def test_an_iri_is_what_oxigraph_takes_for_one(rest: str) -> None:
    value = f"https://example.org/{rest}"
    try:
        term = terms.iri(value)
    except InvalidIdentifier:
        return
    assert ox.NamedNode(value) == read(term)[0]


@given(st.text(min_size=1))
def test_a_thing_of_ours_is_written_with_its_prefix_only_where_turtle_allows(key: str) -> None:
    value = f"{PREFIXES['agency']}{key}"
    try:
        term = terms.iri(value)
    except InvalidIdentifier:
        return
    oxigraph, other = read(term)
    assert oxigraph == ox.NamedNode(value)
    assert other == rdflib.URIRef(value)


@pytest.mark.parametrize("value", ["", "x", "https://a b", "https://a/<b>", "https://a/\xa0", "x:%zz", "x:a#b#c"])
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(InvalidIdentifier):
        terms.iri(value)


def test_a_key_needs_all_its_parts() -> None:
    assert terms.thing("Agency", "PER", "dd") == "agency:PER-dd"
    with pytest.raises(InvalidIdentifier, match="lacks a part"):
        terms.thing("SocialMediaAccount", "twitter", "")


def test_a_code_belongs_to_a_scheme_of_the_contract() -> None:
    assert terms.code("portal-type", "e-services") == "portal-type:e-services"
    with pytest.raises(InvalidIdentifier, match="no code scheme"):
        terms.code("colour", "blue")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("www.Example.org", "http://www.example.org"),
        ("HTTPS://Example.org/Caf\u00e9?q=\u00f1#top", "https://example.org/Caf\u00e9?q=\u00f1#top"),
        (" example.org:8080/a|b ", "http://example.org:8080/a%7Cb"),
        ("ministerio-ñandú.example", "http://ministerio-ñandú.example"),
        ("example.org/100%", "http://example.org/100%25"),
        ("example.org/%C3%B3", "http://example.org/%C3%B3"),
        ("example.org/a#b#c", "http://example.org/a#b%23c"),
        ("example.org?x=[1]", "http://example.org?x=%5B1%5D"),
        ("example.org.", "http://example.org"),
    ],
)
def test_addresses_become_iris(printed: str, expected: str) -> None:
    assert canonical(printed) == expected
    assert read(address(printed))[0] == ox.NamedNode(expected)


@pytest.mark.parametrize(
    "printed",
    ["", "portal", "see the portal", "ana@example.org", "ftp://example.org", "http://", "http://a@example.org/",
     "example.org/a b", "http://-example.org", "http://example..org", "http://127.0.0.1/", "javascript:alert(1)",
     "example.org/\x00", "//example.org"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(printed: str) -> None:
    with pytest.raises(InvalidIdentifier):
        address(printed)


@given(st.text())
def test_any_address_that_is_accepted_is_an_iri_and_stays_as_it_is(rest: str) -> None:
    try:
        made = canonical(f"example.org/{rest}")
    except InvalidIdentifier:
        return
    assert ox.NamedNode(made).value == made
    assert canonical(made) == made


def test_spellings_of_one_portal_share_host_and_path() -> None:
    spellings = ["www.example.org/a/", "HTTP://example.org/a", "https://www.example.org/a?lang=es#top"]
    assert {host_and_path(spelling) for spelling in spellings} == {"example.org/a"}
