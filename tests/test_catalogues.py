"""Readers of catalogues: one record type from every format, and what cannot be read is counted and named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue_documents import (
    CKAN_ORGANIZATIONS,
    DATA_JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    SOCRATA,
    TURTLE,
    ckan_package,
    ckan_search,
    udata,
)
from egov_kg.catalogues import Page, Reading, Troubles
from egov_kg.catalogues.reader import Answer
from egov_kg.catalogues.readers import READERS, reader_of
from egov_kg.catalogues.values import day, language_of, plain
from egov_kg.errors import CatalogueUnusable

PLACE = "https://data.example.is/x"


def read(*bodies: bytes, url: str = PLACE) -> tuple[str, Reading]:
    """The kind that is recognised, and what is read."""
    answers = [Answer.of(Page(url=url, body=body)) for body in bodies]
    reader = reader_of(answers[0], url)
    return reader.name, reader.read(answers, url)


def publishers(reading: Reading) -> dict[str, str]:
    return {one.title: one.publisher.name if one.publisher else "" for one in reading.datasets}


def test_turtle_is_read_on_behind_what_is_broken() -> None:
    kind, found = read(TURTLE)
    assert kind == "dcat"
    assert publishers(found) == {
        "School budgets & staff": "Ministry of Learning", "No publisher": "",
        "Behind what is broken": "Directorate of Ice",
    }  # fmt: skip
    first = found.datasets[0]
    assert first.iri == "https://data.example.is/d/1"
    assert first.publisher is not None
    assert first.publisher.url == "https://www.learning.example.is/"
    assert first.publisher.iri == "https://data.example.is/org/mol"
    assert (first.issued, first.modified, first.languages) == ("", "2021-03-04", ("en",))
    assert [text.words for text in first.keywords] == ["budget", "schools"]
    assert first.themes[0].words.endswith("/EDUC")
    assert first.distributions[0].url == "https://data.example.is/d/1.csv"
    assert first.distributions[0].format == "CSV"
    assert found.catalogue.titles[0].words == "Open data"
    assert found.catalogue.homepage == "https://data.example.is/"
    assert found.troubles.counts["dates that are none"] == 1
    assert found.troubles.counts["datasets without a publisher"] == 1
    assert found.troubles.counts["datasets of which only the address is known"] == 1
    assert found.troubles.counts["places where the RDF is broken"] >= 1


@pytest.mark.parametrize(
    ("body", "title", "publisher"),
    [
        (JSON_LD, "Ice", "Directorate of Ice"),
        (RDF_XML, "Fish", "Institute of Fish"),
        (N_TRIPLES, "Sheep", "Ministry of Learning"),
    ],
)
def test_every_syntax_of_rdf(body: bytes, title: str, publisher: str) -> None:
    kind, found = read(body)
    assert (kind, publishers(found)) == ("dcat", {title: publisher})


def test_blank_nodes_of_two_pages_are_not_one() -> None:
    page = b'<urn:x%d> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "T%d" ; \
        <http://purl.org/dc/terms/publisher> _:p . _:p <http://xmlns.com/foaf/0.1/name> "P%d" .'
    head = b"@prefix x: <urn:x> .\n"
    _, found = read(head + page % (1, 1, 1), head + page % (2, 2, 2))
    assert publishers(found) == {"T1": "P1", "T2": "P2"}


def test_data_json() -> None:
    kind, found = read(DATA_JSON)
    assert kind == "datajson"
    assert publishers(found) == {"Exams": "Ministry of Learning", "Teachers": "Ministry of Learning"}
    exams = found.datasets[0]
    assert (exams.issued, exams.modified) == ("2019", "")
    assert [one.url for one in exams.distributions] == ["https://data.example.is/exams.csv"]
    assert dict(found.troubles.counts) == {
        "records that are no datasets": 1, "dates that are none": 1, "datasets without a title": 1,
        "datasets that stand twice": 1,
    }  # fmt: skip


def test_ckan_with_its_organisations() -> None:
    url = "https://ckan.example.is/api/3/action/package_search?rows=2&start=0"
    kind, found = read(ckan_search(0, 2, 2), CKAN_ORGANIZATIONS, url=url)
    assert (kind, len(found.datasets)) == ("ckan", 2)
    first = found.datasets[0]
    assert first.iri == "https://ckan.example.is/dataset/set-0"
    assert first.publisher is not None
    assert first.publisher.name == "Ministry of Learning"
    assert first.publisher.url == "https://www.learning.example.is"
    assert first.publisher.iri == "https://ckan.example.is/organization/ministry-of-learning"
    assert [text.words for text in (*first.themes, *first.keywords)] == ["Education", "school"]
    assert (first.issued, first.licence) == ("2020-01-02", "CC BY")


def test_a_dump_of_ckan_as_lines() -> None:
    lines = b"\n".join(json.dumps(ckan_package(number)).encode() for number in range(3)) + b"\n{broken\n"
    kind, found = read(lines, url="file:dump.jsonl")
    assert (kind, len(found.datasets)) == ("ckan", 3)
    assert found.troubles.counts["lines that are no JSON"] == 1


def test_socrata() -> None:
    kind, found = read(SOCRATA)
    assert (kind, publishers(found)) == ("socrata", {"Boats": "Ministry of Learning", "Nets": "Institute of Fish"})
    assert [text.words for text in found.datasets[0].themes] == ["Transport"]


def test_udata() -> None:
    kind, found = read(udata(1, "/p2"), udata(2, None))
    assert (kind, publishers(found)) == (
        "udata",
        {"Roads 1": "Ministry of Learning", "Roads 2": "Ministry of Learning"},
    )


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"<html><body>Portal</body></html>", b"\x00\xff", b'{"a": 1}', b"[" * 100_000, b"plain"]
)
def test_what_is_no_catalogue_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(CatalogueUnusable, match="Name a catalogue's file or address"):
        read(body)


def test_values_as_they_come() -> None:
    troubles = Troubles()
    given = ("2020-1-2", "2020-01", "2020", "31/12/2020", "2020-13-01", "soon", 2020, True, None, ["2020"])
    assert [day(one, troubles) for one in given] == [
        "2020-01-02", "2020-01", "2020", "2020-12-31", "", "", "2020", "", "", "",
    ]  # fmt: skip
    assert troubles.counts["dates that are none"] == 2
    assert plain("<script>x</script>A&nbsp;<i>b</i>") == "A b"
    assert [language_of(one) for one in ("ES", "pt_BR", "eng", "Klingon language", None)] == [
        "es",
        "pt-br",
        "en",
        "",
        "",
    ]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["dataset", "result", "results", "data", "title", "name", "publisher", "resources", "organization", "tags",
             "resource", "extras", "distribution", "@id", "@type", "@graph", "keyword", "id", "groups", "issued", "url"]
        ),
        inner, max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@given(_JSON, st.sampled_from([one.name for one in READERS]))
def test_no_json_breaks_a_reader(value: object, name: str) -> None:
    answer = Answer.of(Page(url=PLACE, body=json.dumps(value).encode()))
    reader = next(one for one in READERS if one.name == name)
    if reader.recognises(answer):
        found = reader.read([answer], PLACE)
        assert all(one.titles for one in found.datasets)
        reader.following([answer])


@given(st.binary(max_size=300), st.sampled_from([TURTLE, RDF_XML, N_TRIPLES]), st.integers(0, 400))
def test_no_bytes_break_the_reader_of_rdf(junk: bytes, whole: bytes, place: int) -> None:
    body = whole[:place] + junk + whole[place:]
    try:
        _, found = read(body)
    except CatalogueUnusable:
        return
    assert all(one.titles for one in found.datasets)


LANDS = {
    "@context": "https://schema.org/docs/jsonldcontext.jsonld", "@type": "DataCatalog", "@id": "https://d.example/",
    "name": "Maps", "provider": {"@type": "Organization", "name": "Land Office", "url": "https://land.example"},
    "dataset": [{
        "@type": "Dataset", "@id": "https://d.example/roads", "name": "Roads", "datePublished": "2020-05-31",
        "publisher": {"@type": "Organization", "name": "Road Office", "url": "https://roads.example"},
        "distribution": [{"@type": "DataDownload", "contentUrl": "https://d.example/roads.csv",
                          "encodingFormat": "text/csv"}],
    }],
}  # fmt: skip
PROFILE = {
    "@context": ["https://semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld", {"x": "https://x.example/"}],
    "@graph": [
        {"id": "https://d.example/c", "type": "Catalog", "title": {"en": "Maps", "es": "Mapas"},
         "dataset": ["https://d.example/roads"]},
        {"id": "https://d.example/roads", "type": "Dataset", "dct:title": {"en": ["Roads"], "es": "Caminos"},
         "publisher": {"type": "Agent", "name": {"en": "Road Office"}}, "issued": "2020-05-31",
         "distribution": {"type": "Distribution", "downloadURL": "https://d.example/roads.csv", "format": "CSV"}},
    ],
}  # fmt: skip


@pytest.mark.parametrize("said", [LANDS, PROFILE], ids=["schema.org", "DCAT-AP"])
def test_json_ld_whose_context_stands_elsewhere_is_read_without_fetching_it(said: dict[str, object]) -> None:
    kind, found = read(json.dumps(said).encode())
    assert (kind, len(found.datasets)) == ("dcat", 1)
    assert found.catalogue.titles[0].words == "Maps"
    (one,) = found.datasets
    assert (one.key, one.title, one.issued) == ("https://d.example/roads", "Roads", "2020-05-31")
    assert one.publisher is not None
    assert one.publisher.name == "Road Office"
    assert [(file.url, file.format.lower()) for file in one.distributions] == [("https://d.example/roads.csv", "csv")]
    assert found.troubles.lines() == []


def test_a_context_that_nobody_knows_is_named_and_the_rest_is_read() -> None:
    said = {"@context": "https://portal.example/own.json", "@id": "https://d.example/a", "@type": "Dataset",
            "title": "Roads", "publisher": "Road Office"}  # fmt: skip
    _, found = read(json.dumps(said).encode())
    assert [(one.title, one.publisher.name if one.publisher else "") for one in found.datasets] == [
        ("Roads", "Road Office")
    ]
    (trouble,) = found.troubles.lines()
    assert trouble.startswith("contexts of JSON-LD that stand elsewhere, read by the names of their terms alone: 1")
    assert "https://portal.example/own.json; where names are missing, save the file with its context inside" in trouble
