"""The named queries: their headers, their parameters, and what they answer of the sample build."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from egov_kg import queries
from egov_kg.errors import BuildNotFound, QueryError, UnknownQuery
from egov_kg.queries import NamedQuery, named_queries, parse, run
from egov_kg.store import Result, Solutions, Store, Term, TermKind, Triples, from_text, open_build
from sample_build import SAMPLE, files

ALL = named_queries()
LINKED = SAMPLE.parent / "linked.ttl"
"""What egov-kg link writes of the sample and a catalogue with four data sets."""
PARAMETERS = [(query.name, parameter.name) for query in ALL for parameter in query.parameters]
MATCHES_NOTHING = {
    "iso3": "ZZZ", "code": "no-such-code", "integer": "2050", "decimal": "0", "text": "no such words",
    "iri": "agency:ZZZ-none",
}  # fmt: skip
ISL, CRI = {"Iceland"}, {"Costa Rica"}
MIP, COMMISSION = "Ministry of Public Innovation", "Comisión de Datos Públicos"

# Query, parameter, value, column, and what the column then holds (as a set) in the sample.
NARROWED: tuple[tuple[str, str, str, str, set[str]], ...] = (
    ("agencies", "country", "ISL", "country", ISL),
    ("agency-structure", "country", "CRI", "country", CRI),
    ("agency-structure", "name", "ministry of public", "agency", {COMMISSION}),
    ("answers", "country", "CRI", "country", CRI),
    ("answers", "question", "msq-2020-9", "question", {"msq-2020-9"}),
    ("answers", "words", "decree", "country", CRI),
    ("cooperation-between-regions", "kind", "knowledge-exchange", "region", {"Africa"}),
    ("cooperation-between-regions", "topic", "digital-signature", "region", {"Americas"}),
    ("cooperation", "country", "KEN", "partner", {"Kenya"}),
    ("cooperation", "kind", "technical-assistance", "through", {"Digital Office of Iceland"}),
    ("cooperation", "status", "planned", "kind", {"technical-assistance"}),
    ("cooperation", "topic", "blockchain", "topics", {"blockchain, open-data"}),
    ("cooperation", "year", "2015", "kind", {"knowledge-exchange"}),
    ("cooperation-partners", "kind", "knowledge-exchange", "party", {"Iceland", "Kenya"}),
    ("cooperation-partners", "topic", "digital-signature", "party", {"Iceland", "Costa Rica"}),
    ("cooperation-topics", "country", "KEN", "topic", {"open-data"}),
    ("cooperation-topics", "kind", "technical-assistance", "topic", {"digital-signature"}),
    ("counts", "country", "CRI", "country", CRI),
    ("datasets", "country", "ISL", "title", {"Schools", "Pupils", "Letters"}),
    ("datasets", "agency", "DOI", "title", {"Letters"}),
    ("datasets", "topic", "open data", "page", {""}),
    ("datasets-per-agency", "country", "ISL", "datasets", {"1", "2"}),
    ("decisions", "verdict", "rejected", "value", {"health"}),
    ("decisions", "by", "Jon Example", "source", {"https://www.doi.example.is/about"}),
    ("decisions", "thing", "agency:ISL-doi", "verdict", {"added", "rejected"}),
    ("documents", "country", "ISL", "file", {"iceland-msq-2020.txt"}),
    ("evidence", "thing", "agency:ISL-doi", "quote", {"Digital Office of Iceland (DOI) https://www.doi.example.is"}),
    ("evidence", "name", "AURORA", "quote", {"The Aurora Data Cooperative is our partner for open data."}),
    ("evidence", "property", "followers", "value", {"12500"}),
    ("evidence", "question", "msq-2020-17", "subject", {"Satisfaction, Iceland", "Satisfaction, Costa Rica"}),
    ("indicators", "country", "ISL", "satisfaction", {"81.5"}),
    ("indicators", "edition", "2020", "country", ISL | CRI),
    ("laws", "country", "CRI", "country", CRI),
    ("laws", "topic", "data-protection", "issued", {"2018-06-27"}),
    ("laws", "type", "decree", "numbers", {"41000"}),
    ("laws-by-year", "country", "ISL", "year", {"2012", "2018"}),
    ("laws-by-year", "topic", "open-data", "year", {"2019"}),
    ("laws-by-year", "type", "decree", "year", {"2019"}),
    ("leaders", "country", "ISL", "cio", {"Jón Prufuson"}),
    ("low-confidence", "below", "0.7", "subject", {"Iceland 2030"}),
    ("low-confidence", "rule", "by-hand", "rule", {"by-hand"}),
    ("mandates", "country", "CRI", "mandate", {"e-government-lead", "health"}),
    ("mandates", "mandate", "education", "agency", {"Ministry of Learning"}),
    ("missing-laws", "country", "ISL", "country", ISL),
    ("missing-laws", "topic", "open-data", "country", ISL),
    ("names", "name", "innovación", "name", {MIP, "Ministerio de Innovación Pública", "MIP"}),
    ("names", "thing", "person:ISL-jon-prufuson", "use", {"label", "name"}),
    ("network-members", "network", "itu", "member", ISL | CRI),
    ("network-members", "country", "CRI", "member", CRI | {"Ministry of Wellbeing"}),
    ("observations", "country", "ISL", "value", {"81.5", "96"}),
    ("observations", "indicator", "ict-investment", "unit", {"percent-of-gdp"}),
    ("one-sided-ties", "country", "ISL", "not_by", {"Costa Rica", "Kenya"}),
    ("one-sided-ties", "silent", "KEN", "other_was_read", {"no"}),
    ("one-sided-ties", "kind", "technical-assistance", "other_was_read", {"yes"}),
    ("only-spoken-of", "kind", "knowledge-exchange", "country", {"Kenya"}),
    ("only-spoken-of", "by", "ISL", "country", {"Kenya"}),
    ("organisations-across-documents", "at_least", "2", "documents", {"2"}),
    ("organisations-across-documents", "name", "itu", "organisation", {"International Telecommunication Union"}),
    ("partnerships", "country", "ISL", "partner", {"Aurora Data Cooperative"}),
    ("plan-roles", "country", "CRI", "role", {"responsible", "coordinating"}),
    ("plan-roles", "agency", "mip", "line", {"Trámites en línea"}),
    ("plan-targets", "country", "CRI", "unit", {"percent", "count", ""}),
    ("plan-targets", "year", "2021", "target", {"una ventanilla única hasta 2021"}),
    ("portals", "country", "CRI", "type", {"national", "open-data"}),
    ("portals", "type", "e-participation", "url", {"https://samrad.example.is/opin/mal"}),
    ("possible-matches", "country", "ISL", "second", {"Digital Office of Iceland"}),
    ("shared-hosts", "country", "ISL", "host", {"doi.example.is", "island.example.is"}),
    ("shared-networks", "country", "CRI", "other", ISL),
    ("shared-networks", "network", "itu", "network", {"International Telecommunication Union"}),
    ("social-media", "country", "ISL", "platform", {"facebook", "twitter"}),
    ("social-media", "platform", "twitter", "followers", {"12500"}),
    ("strategies", "country", "CRI", "start", {"2018", "2019"}),
    ("strategies", "kind", "development", "strategy", {"Iceland 2030"}),
    (
        "strategies-in-force",
        "year",
        "2023",
        "strategy",
        {"Iceland 2030", "Plan Nacional de Gobierno Digital 2019-2023"},
    ),
    ("strategies-in-force", "country", "ISL", "country", ISL),
    ("strategies-in-force", "kind", "development", "end", {"2030"}),
    ("support", "provider", "ISL", "recipient", CRI),
    ("support", "recipient", "CRI", "provider", ISL),
    ("technologies", "country", "ISL", "technology", {"artificial-intelligence"}),
    ("technologies", "technology", "big-data", "description", {"health records are analysed"}),
    ("tick-boxes", "country", "CRI", "state", {"unknown"}),
    ("tick-boxes", "question", "msq-2020-9", "question", {"msq-2020-9"}),
    ("tick-boxes", "state", "selected", "option_text", {"open government data"}),
    ("unanswered", "country", "CRI", "question", {"msq-2020-4", "msq-2020-19"}),
    ("unanswered", "question", "msq-2020-18", "country", ISL),
)


@cache
def sample() -> Store:
    """The sample build with the links of a small catalogue, loaded once."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(SAMPLE, Path(place) / "sample"))
        (folder / "links").mkdir()
        shutil.copyfile(LINKED, folder / "links" / "links.ttl")
        return open_build(folder)


@cache
def sample_in_rdflib() -> rdflib.Graph:
    """The same statements for the other engine."""
    graph = rdflib.Graph()
    graph.parse(SAMPLE / "egov-kg.ttl")
    graph.parse(SAMPLE / "egov-kg.evidence.ttl")
    graph.parse(LINKED)
    return graph


def rows(result: Result) -> Solutions:
    assert isinstance(result, Solutions)
    return result


def column(solutions: Solutions, name: str) -> list[str]:
    place = solutions.variables.index(name)
    return [_text(row[place]) for row in solutions.rows]


def _text(term: Term | None) -> str:
    return term.value if term else ""


def test_the_sample_is_what_its_tables_make() -> None:
    for path, content in files().items():
        assert path.read_bytes().decode() == content, f"run tests/sample_build.py to write {path.name} again"


def test_there_are_queries_for_the_questions_of_an_analyst() -> None:
    assert len(ALL) >= 18
    assert [query.name for query in ALL] == sorted(query.name for query in ALL)
    assert {"cooperation", "leaders", "laws", "portals", "unanswered", "evidence"} <= {query.name for query in ALL}


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_query_answers_the_sample(query: NamedQuery) -> None:
    found = rows(run(sample(), query))
    assert found.rows
    assert all(any(cell is not None for cell in row) for row in found.rows)
    assert len(set(found.rows)) == len(found.rows)


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_query_says_what_it_answers_in_two_languages(query: NamedQuery) -> None:
    assert set(query.titles) == set(query.answers) == {"en", "es"}
    assert "?" in query.answers["en"]
    assert query.answers["es"].startswith("¿")
    assert "ORDER BY" in query.text


def _of_rdflib(term: object) -> object:
    if isinstance(term, rdflib.Literal) and term.datatype in (rdflib.XSD.integer, rdflib.XSD.decimal):
        return Decimal(str(term))
    return (str(term), getattr(term, "language", None)) if term is not None else None


def _of_store(term: Term | None) -> object:
    if term is not None and term.datatype in (str(rdflib.XSD.integer), str(rdflib.XSD.decimal)):
        return Decimal(term.value)
    return (term.value, term.language) if term is not None else None


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_two_engines_give_the_same_rows(query: NamedQuery) -> None:
    sparql = query.bind({})
    ours = Counter(tuple(map(_of_store, row)) for row in rows(sample().query(sparql)).rows)
    found = sample_in_rdflib().query(sparql)
    theirs = Counter(tuple(map(_of_rdflib, row)) for row in found if isinstance(row, tuple))
    assert ours == theirs


def test_rows_come_in_the_same_order_whatever_the_order_of_the_statements() -> None:
    text = "".join(f"{' '.join(map(str, _triple(row)))} .\n" for row in reversed(_statements()))
    turned = from_text(text, media_type="application/n-triples")
    for query in ALL:
        assert run(turned, query) == run(sample(), query), query.name


def _statements() -> tuple[tuple[Term, Term, Term], ...]:
    found = sample().query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(found, Triples)
    return tuple(sorted(found.rows, key=str))


def _triple(row: tuple[Term, Term, Term]) -> list[str]:
    return [Triples((row,)).serialize("application/n-triples").removesuffix(" .\n")]


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_every_parameter_is_told_in_spanish(query: NamedQuery) -> None:
    for parameter in query.parameters:
        assert parameter.descriptions["es"] != parameter.description, parameter.name


def test_a_translation_of_no_parameter_is_refused() -> None:
    with pytest.raises(ValueError, match="no parameter 'land' stands before its translation"):
        parse("odd", "# param@es land: el país\nSELECT * {}")


def test_every_parameter_is_tried() -> None:
    assert {(query, parameter) for query, parameter, *_ in NARROWED} == set(PARAMETERS)


@pytest.mark.parametrize(("name", "parameter", "value", "shown", "expected"), NARROWED)
def test_a_parameter_narrows(name: str, parameter: str, value: str, shown: str, expected: set[str]) -> None:
    assert set(column(rows(run(sample(), name, {parameter: value})), shown)) == expected


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_a_parameter_that_matches_nothing_leaves_nothing(name: str, parameter: str) -> None:
    kind = next(one.kind for one in queries.find(name).parameters if one.name == parameter)
    value = "99" if parameter == "at_least" else MATCHES_NOTHING[kind]
    assert not rows(run(sample(), name, {parameter: value})).rows


@pytest.mark.parametrize("query", [query for query in ALL if query.parameters], ids=lambda query: query.name)
def test_all_parameters_at_once_are_one_query(query: NamedQuery) -> None:
    values = {parameter.name: MATCHES_NOTHING[parameter.kind] for parameter in query.parameters}
    assert not rows(run(sample(), query, values)).rows


def test_several_values_are_separated_by_commas() -> None:
    found = rows(run(sample(), "portals", {"country": "isl, CRI", "type": "national,other"}))
    assert column(found, "country") == ["Costa Rica", "Iceland", "Iceland"]
    assert set(column(found, "type")) == {"national", "other"}


def test_a_comma_in_words_separates_nothing() -> None:
    assert column(rows(run(sample(), "names", {"name": "Satisfaction, Ice"})), "name") == ["Satisfaction, Iceland"]


def test_one_value_where_the_query_compares() -> None:
    with pytest.raises(QueryError, match="'year' takes a whole number, not '2020,2021'"):
        run(sample(), "strategies-in-force", {"year": "2020,2021"})


def test_a_default_holds_until_another_value_is_given() -> None:
    named = "strategies-in-force"
    assert run(sample(), named) == run(sample(), named, {"year": "2020"}) != run(sample(), named, {"year": "2023"})


def test_cooperation_shows_each_tie_with_its_partner() -> None:
    found = rows(run(sample(), "cooperation"))
    assert found.variables == (
        "country", "partner", "kind", "status", "topics", "year", "through", "reported_by", "tie",
    )  # fmt: skip
    assert [tuple(map(_text, row))[:8] for row in found.rows][:4] == [
        ("Costa Rica", "Iceland", "memorandum-of-understanding", "signed", "open-data", "2018", "", "Costa Rica"),
        ("Costa Rica", "International Telecommunication Union", "membership", "", "", "", "", "Costa Rica"),
        ("Iceland", "Costa Rica", "memorandum-of-understanding", "signed", "blockchain, open-data", "2018", "",
         "Iceland"),
        ("Iceland", "Costa Rica", "technical-assistance", "planned", "digital-signature", "",
         "Digital Office of Iceland", "Iceland"),
    ]  # fmt: skip


def test_a_tie_that_both_report_is_not_one_sided() -> None:
    found = rows(run(sample(), "one-sided-ties"))
    assert sorted(zip(column(found, "kind"), column(found, "not_by"), strict=True)) == [
        ("knowledge-exchange", "Kenya"),
        ("technical-assistance", "Costa Rica"),
    ]


def test_a_tie_without_a_reporter_stands_once() -> None:
    store = from_text("""
        @prefix egov: <https://w3id.org/egov-kg/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <urn:x:a> rdfs:label "Aland"@en, "Alandia"@es . <urn:x:b> rdfs:label "Benland"@en .
        <urn:x:t> a egov:CooperationTie ; egov:party <urn:x:a>, <urn:x:b> ; egov:tieKind <urn:code/agreement> .
    """)
    found = rows(run(store, "cooperation"))
    assert [(column(found, "country"), column(found, "partner"), column(found, "kind"))] == [
        (["Aland"], ["Benland"], ["agreement"])
    ]


def test_an_unanswered_question_without_a_country_has_that_of_its_document() -> None:
    found = rows(run(sample(), "unanswered", {"question": "msq-2020-19"}))
    assert column(found, "country") == ["Costa Rica"]


def test_shared_hosts_name_what_shares_them() -> None:
    found = rows(run(sample(), "shared-hosts"))
    assert (column(found, "host")[0], column(found, "things")[0], column(found, "names")[0]) == (
        "doi.example.is", "2", "Digital Office of Iceland (agency); Ministry of Learning (agency)",
    )  # fmt: skip


def test_a_document_without_a_country_is_of_no_country() -> None:
    store = from_text("""
        @prefix egov: <https://w3id.org/egov-kg/ontology#> .
        <urn:x:d> a egov:SourceDocument ; egov:fileName "d.txt" ; egov:sha256 "0" .
        <urn:x:c> egov:iso3 "KEN" .
    """)
    assert column(rows(run(store, "documents")), "file") == ["d.txt"]
    assert not rows(run(store, "documents", {"country": "KEN"})).rows


# ---- headers ----

HEADER = "# title: Things\n# answers: Which things are there?\n"
BODY = "SELECT ?s { ?s ?p ?o\n  #? name: FILTER(STR(?o) = $name)\n}"


def test_a_header_is_read() -> None:
    text = HEADER + "#   Only some.\n# title@es: Cosas\n# param name (text): its name (default x)\n\n" + BODY
    query = queries.parse("things", text)
    assert query.titles == {"en": "Things", "es": "Cosas"}
    assert query.answers == {"en": "Which things are there? Only some."}
    (parameter,) = query.parameters
    assert (parameter.name, parameter.kind, parameter.description, parameter.default) == (
        "name",
        "text",
        "its name",
        "x",
    )
    assert '  FILTER(STR(?o) = "x")\n' in query.bind({})


@pytest.mark.parametrize(
    ("header", "body", "reason"),
    [
        ("# param name: its name\n", BODY, "not of the form"),
        ("# param name (colour): its name (default any)\n", BODY, "unknown kind 'colour'"),
        ("# param name (code): its name (default any)\n", BODY, "names its schemes"),
        ("# param name (code no-scheme): its name (default any)\n", BODY, "names its schemes"),
        ("# param name (text): a (default any)\n# param name (text): b (default any)\n", BODY, "stands twice"),
        ("", BODY, "not so: name"),
        ("# param name (text): its name (default any)\n", "ASK {}", "not so: name"),
    ],
)
def test_a_wrong_header_is_refused(header: str, body: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        queries.parse("things", HEADER + header + "\n" + body)


# ---- values ----


@given(
    st.text(alphabet=st.characters(exclude_characters="\\", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)
)
def test_words_arrive_as_they_are_in_both_engines(words: str) -> None:
    query = queries.parse(
        "echo", "# param said (text): words (default any)\nSELECT ?x {\n#? said: BIND($said AS ?x)\n}"
    )
    assert column(rows(run(from_text(""), query, {"said": words})), "x") == [words]
    (row,) = list(rdflib.Graph().query(query.bind({"said": words})))
    assert isinstance(row, tuple)
    assert str(row[0]) == words


@given(st.text(max_size=40), st.sampled_from(["iso3", "code mandate", "integer", "decimal", "iri", "text"]))
def test_a_value_is_one_term_or_refused(value: str, kind: str) -> None:
    query = queries.parse(
        "echo", "# param x (kind): y (default any)\nASK {\n#? x: VALUES ?x { $x }\n}".replace("kind", kind)
    )
    try:
        sparql = query.bind({"x": value})
    except QueryError:
        return
    terms = 1 if kind in ("iri", "text") else value.count(",") + 1
    found = rows(from_text("").query(sparql.replace("ASK", "SELECT ?x")))
    assert len(found.rows) == terms
    assert [sparql.count(end) for end in "\r\n"] == [query.text.count(end) for end in "\r\n"]


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("portals", {"land": "KEN"}, "portals has no parameter 'land'. Known: country, type"),
        ("portals", {"country": "Kenya"}, "'country' takes an ISO 3166-1 alpha-3 code such as KEN, not 'Kenya'"),
        ("portals", {"country": 'KEN" } #'}, "takes an ISO 3166-1"),
        ("portals", {"type": "open data"}, "'type' takes a code such as open-data, not 'open data'"),
        ("cooperation", {"year": "2015 || true"}, "'year' takes a whole number"),
        ("evidence", {"name": "a\\u0022"}, "takes words without a backslash"),
        ("evidence", {"name": "a\nb"}, "takes words without a backslash"),
        ("evidence", {"thing": "agency:x> ?y"}, "takes an address"),
        ("evidence", {"thing": "nothing:x"}, "no prefix 'nothing'"),
    ],
)
def test_a_wrong_value_says_what_is_wanted(name: str, values: dict[str, str], reason: str) -> None:
    with pytest.raises(QueryError, match=re.escape(reason)):
        run(sample(), name, values)


@pytest.mark.parametrize(
    "thing",
    ["agency:ISL-doi", "https://w3id.org/egov-kg/id/agency/ISL-doi", "<https://w3id.org/egov-kg/id/agency/ISL-doi>"],
)
def test_a_thing_by_its_prefixed_name_or_its_address(thing: str) -> None:
    found = rows(run(sample(), "names", {"thing": thing}))
    assert column(found, "name") == ["Digital Office of Iceland", "DOI"]


# ---- what can be asked ----


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(UnknownQuery) as raised:
        run(sample(), "portal")
    assert raised.value.known[0] == "portals"
    assert set(raised.value.known) == {query.name for query in ALL}


def test_a_folder_a_file_and_a_text_are_asked_alike(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(queries.find("portals").text, encoding="utf-8")
    expected = run(sample(), "portals", {"country": "ISL"})
    assert run(SAMPLE, file, {"country": "ISL"}) == run(str(SAMPLE), str(file), {"country": "ISL"}) == expected


def test_text_needs_no_prefixes() -> None:
    assert run(sample(), "ASK { agency:ISL-doi egov:mandate mandate:e-government-lead }") is True
    assert column(rows(run(sample(), "SELECT ?x { ?x egov:followers 12500 }")), "x") == [
        "https://w3id.org/egov-kg/id/account/twitter-stafraentisland"
    ]


def test_a_construct_gives_triples() -> None:
    found = run(sample(), "CONSTRUCT { ?x egov:iso3 ?y } WHERE { ?x egov:iso3 ?y . FILTER(?y = 'KEN') }")
    assert isinstance(found, Triples)
    assert found.rows[0][2] == Term(TermKind.LITERAL, "KEN")


@pytest.mark.parametrize("broken", ["SELECT WHERE {", "nonsense { }", "# param x: y\nASK {}"])
def test_broken_sparql_is_a_query_error(broken: str) -> None:
    with pytest.raises(QueryError):
        run(sample(), broken)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"none\.rq cannot be read: No such file"):
        run(sample(), str(tmp_path / "none.rq"))
    (tmp_path / "latin.rq").write_bytes(b"# \xe9\nASK {}")
    with pytest.raises(QueryError, match="not text in UTF-8"):
        run(sample(), tmp_path / "latin.rq")


def test_a_folder_without_a_build(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound):
        run(tmp_path, "portals")
