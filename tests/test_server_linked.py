"""Linked data on the server: addresses of things lead to pages and to RDF, and each says where the other is."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest

from egov_kg.vocabulary import BASE, ONTOLOGY
from sample_build import SAMPLE
from serving import Response, Server, serving, until

BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DOI: Final = "/id/agency/ISL-doi"
SYNTAXES: Final = {
    "text/turtle": ("ttl", ox.RdfFormat.TURTLE), "application/ld+json": ("jsonld", ox.RdfFormat.JSON_LD),
    "application/n-triples": ("nt", ox.RdfFormat.N_TRIPLES), "application/rdf+xml": ("rdf", ox.RdfFormat.RDF_XML),
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE) as running:
        yield running


def followed(server: Server, path: str, **headers: str) -> Response:
    answer = server.get(path, **headers)
    assert answer.status == 303, answer.text
    return server.get(urljoin(path, answer.headers["location"]), **headers)


@pytest.mark.parametrize(("accept", "language"), [(BROWSER, "en"), (BROWSER, "es"), ("text/html", "es")])
def test_people_are_sent_to_a_page_in_their_language(server: Server, accept: str, language: str) -> None:
    page = followed(server, DOI, accept=accept, accept_language=language)
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<html lang="{language}">' in page.text
    assert "Digital Office of Iceland" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("media_type", SYNTAXES)
def test_machines_are_sent_to_rdf_with_the_words(server: Server, media_type: str) -> None:
    answer = followed(server, DOI, accept=media_type)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(media_type)
    triples = {(t.subject, t.predicate.value, t.object) for t in ox.parse(answer.body, format=SYNTAXES[media_type][1])}
    doi = ox.NamedNode(BASE + DOI.lstrip("/"))
    assert (doi, ONTOLOGY + "acronym", ox.Literal("DOI")) in triples
    quotes = {thing.value for _, predicate, thing in triples if predicate == ONTOLOGY + "quote"}
    assert "Digital Office of Iceland (DOI) https://www.doi.example.is" in quotes
    assert any(predicate == ONTOLOGY + "postIn" and thing == doi for _, predicate, thing in triples)


def test_a_thing_says_where_its_data_are(server: Server) -> None:
    link = server.get(DOI, accept="text/html").headers["link"]
    for media_type, (suffix, _) in SYNTAXES.items():
        assert f'<../../data/agency/ISL-doi.{suffix}>; rel="alternate"; type="{media_type}"' in link
        assert server.get(f"/data/agency/ISL-doi.{suffix}").headers["content-type"].startswith(media_type)
    page = followed(server, DOI, accept="text/html").text
    assert '<link rel="alternate" type="text/turtle" href="../../data/agency/ISL-doi.ttl">' in page


def test_a_caller_that_takes_nothing_of_ours_is_told(server: Server) -> None:
    assert server.get(DOI, accept="image/png").status == 406


@pytest.mark.parametrize(
    "path",
    ["/id/agency/ISL-nothing", "/id/nothing/x", "/id/agency/a%3Eb", "/id/agency/a%22b", "/code/mandate/nothing",
     "/data/agency/ISL-doi.exe", "/data/agency/ISL-nothing.ttl", "/en/agency/ISL-nothing", "/en/country/XXX",
     "/en/document/..%2F..%2Fsources", "/es/nothing"],
)  # fmt: skip
def test_what_is_not_there_is_404_for_people_and_machines(server: Server, path: str) -> None:
    machine = server.get(path)
    assert machine.status == 404
    assert machine.headers["content-type"].startswith("text/plain")
    person = server.get(path, accept=BROWSER)
    assert person.status == 404
    assert "<h1>404 Not Found</h1>" in person.text


def test_codes_and_the_ontology_answer_too(server: Server) -> None:
    code = followed(server, "/code/mandate/e-government-lead", accept="text/turtle")
    triples = {(str(t.subject), t.predicate.value) for t in ox.parse(code.body, format=ox.RdfFormat.TURTLE)}
    assert (f"<{BASE}id/agency/ISL-doi>", ONTOLOGY + "mandate") in triples
    assert "ISL-doi" in followed(server, "/code/mandate/e-government-lead", accept=BROWSER).text
    ontology = server.get("/ontology", accept="text/turtle")
    subjects = {str(triple.subject) for triple in ox.parse(ontology.body, format=ox.RdfFormat.TURTLE)}
    assert f"<{ONTOLOGY}Agency>" in subjects
    assert 'id="Agency"' in followed(server, "/ontology", accept=BROWSER).text


def test_the_root_leads_to_the_start_page(server: Server) -> None:
    answer = server.get("/", accept_language="es")
    assert (answer.status, answer.headers["location"]) == (302, "es/")
    assert "Grafo de conocimiento" in server.get("/es/").text


@pytest.mark.parametrize("language", ["en", "es"])
def test_search_finds_and_narrows(server: Server, language: str) -> None:
    until(lambda: server.get("/api/search?q=x").status == 200)
    found = server.get(f"/{language}/search?q=digital+office")
    assert found.status == 200
    assert 'href="../' in found.text
    assert f"../{language}/agency/ISL-doi" in found.text
    assert f"../{language}/agency/ISL-doi" not in server.get(f"/{language}/search?q=digital+office&class=Portal").text
    assert server.get(f"/{language}/search").status == 200
    hostile = server.get(f"/{language}/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in hostile
    assert "&lt;script&gt;alert(1)" in hostile


@pytest.mark.parametrize("path", ["/en/compare?c=ISL&c=CRI", "/en/compare/ISL+CRI", "/en/compare?c=%22&c=ISL&c=CRI"])
def test_countries_are_compared(server: Server, path: str) -> None:
    page = server.get(path).text
    assert "../en/country/ISL" in page or "../../en/country/ISL" in page
    assert page.count("<th scope=\"col\"><a href=") == 2


def test_a_page_is_compressed_for_who_takes_it(server: Server) -> None:
    plain = server.get("/en/country/ISL")
    small = server.get("/en/country/ISL", accept_encoding="gzip, deflate")
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in small.headers["vary"]
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 2


@pytest.mark.parametrize("path", ["/en/compare?" + "c=ISL&" * 5_000, "/en/?%ff=1"])
def test_a_form_that_cannot_be_read_is_refused_in_words(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 400
    assert "fields" in answer.text or "UTF-8" in answer.text
