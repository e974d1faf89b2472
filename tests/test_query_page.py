"""The query page in a browser, with scripts and without."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import PHONE, TABLET, WIDE, Theme, browsing, overflow, violations, window
from egov_kg.queries import named_queries
from egov_kg.vocabulary import PREFIXES
from sample_build import SAMPLE
from serving import Server, serving

TIES: Final = """\
SELECT ?tie ?kind ?year {
  ?tie a egov:CooperationTie ; egov:tieKind ?kind .
  OPTIONAL { ?tie egov:year ?year }
}"""
EDITOR: Final = "#editor .cm-content"
ROWS: Final = "#query-result tbody tr"
RUN: Final = "#query-buttons .is-main"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE, "--max-result", "3M") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


def address(server: Server, query: str = "", language: str = "en", **fields: str) -> str:
    asked = {**({"query": query} if query else {}), **fields}
    return f"{server.address}{language}/query?" + "&".join(f"{name}={quote(value)}" for name, value in asked.items())


def write(page: Page, text: str) -> None:
    page.click(EDITOR)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


# ---- what the server sends ----


def test_the_vocabulary_is_that_of_the_ontology(server: Server) -> None:
    response = server.get("/api/vocabulary")
    known = json.loads(response.body)
    assert known["prefixes"] == dict(PREFIXES)
    terms = {term["name"]: term for term in known["terms"]}
    assert terms["egov:tieKind"]["kind"] == "property"
    assert terms["egov:tieKind"]["label"] == {"en": "kind of tie", "es": "clase de vínculo"}
    assert terms["egov:tieKind"]["schemes"] == ["tie-kind"]
    assert terms["egov:CooperationTie"]["kind"] == "class"
    assert terms["tie-kind:membership"]["kind"] == "code"
    assert "member of" in terms["tie-kind:membership"]["comment"]["en"]
    assert "schemes" not in terms["egov:year"]
    again = server.get("/api/vocabulary", if_none_match=response.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert server.get("/api/vocabulary", accept_encoding="gzip").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_example_is_a_query_that_is_answered(server: Server, name: str) -> None:
    page = server.get(f"/es/query?example={name}").text
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    text = found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&#39;", "'")
    text = text.replace("&amp;", "&")
    assert "#?" not in text
    assert server.query(text).status == 200


def test_values_go_into_the_query_as_terms_and_never_as_text(server: Server) -> None:
    page = server.get("/en/query?example=cooperation&country=isl&kind=membership").text
    assert "VALUES ?iso3 { &#34;ISL&#34; }" in page
    assert "tie-kind/membership&gt;" in page
    assert '<option value="membership" selected>' in page
    bad = server.get("/en/query?example=cooperation&country=%22%7D%3Cscript%3E").text
    assert "an ISO 3166-1 alpha-3 code such as KEN, not" in bad
    assert "<script>" not in bad.partition('id="content"')[2]


def test_a_form_without_scripts_is_answered_with_a_page(server: Server, browser: Browser) -> None:
    with window(browser, scripts=False) as one:
        one.page.goto(address(server, example="portals"))
        one.page.fill("#query-text", "SELECT ?c { ?c a egov:Country ; egov:iso3 'ISL' }")
        one.page.click(RUN)
        assert one.page.locator(ROWS).count() == 1
        assert one.page.locator(f"{ROWS} a").get_attribute("href") == "../en/country/ISL"
        for query, said in (
            ("ASK { ?tie a egov:CooperationTie }", "Yes."),
            ("SELECT * { ?s ?p ?o", "the query cannot be read: line 1, column 20"),
            ("CONSTRUCT { ?c egov:iso3 ?i } WHERE { ?c egov:iso3 ?i }", 'country:ISL egov:iso3 "ISL"'),
        ):
            one.page.fill("#query-text", query)
            one.page.click(RUN)
            assert said in one.page.inner_text("#content")


# ---- in a browser ----


def test_an_example_runs_and_its_values_change_the_answer(server: Server, browser: Browser) -> None:
    with window(browser) as one:
        one.page.goto(address(server))
        one.page.click("text=Cooperation >> nth=0")
        expect(one.page.locator(ROWS).first).to_be_visible()
        every = one.page.locator(ROWS).count()
        one.page.select_option("#p-kind", label="membership")
        one.page.click("text=Put into the query")
        expect(one.page.locator(ROWS).first).to_be_visible()
        kinds = one.page.locator(f"{ROWS} td:nth-child(3)").all_inner_texts()
        assert set(kinds) == {"membership"}
        assert len(kinds) < every
        assert parse_qs(urlsplit(one.page.url).query) == {"example": ["cooperation"], "kind": ["membership"]}
        assert one.stays_at(server.address)


def test_a_query_typed_is_answered_sorted_and_found_again_by_its_address(server: Server, browser: Browser) -> None:
    with window(browser) as one:
        one.page.goto(address(server))
        write(one.page, TIES)
        one.page.keyboard.press("Control+Enter")
        expect(one.page.locator(ROWS).first).to_be_visible()
        expected = server.query(TIES)
        assert one.page.locator(ROWS).count() == len(expected.bindings)
        one.page.click("button.sort >> text=year")
        years = one.page.locator(f"{ROWS} td:nth-child(3)").all_inner_texts()
        given = sorted(row["year"]["value"] for row in expected.bindings if "year" in row)
        assert years == given + [""] * (len(years) - len(given))
        one.page.click("button.sort >> text=year")
        assert one.page.locator(f"{ROWS} td:nth-child(3)").first.inner_text() == given[-1]
        assert one.page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
        link = one.page.url
    with window(browser) as other:
        other.page.goto(link)
        expect(other.page.locator(ROWS)).to_have_count(len(expected.bindings))
        other.page.locator(f"{ROWS} a").first.click()
        expect(other.page.locator("h1")).not_to_have_text("Query")
        assert "/en/tie/" in other.page.url


def test_an_answer_is_saved_in_the_formats_of_the_endpoint(server: Server, browser: Browser) -> None:
    with window(browser) as one:
        one.page.goto(address(server, TIES))
        with one.page.expect_download() as saved:
            one.page.click("#query-result >> text=CSV")
        content = saved.value.path().read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(content)))
        assert saved.value.suggested_filename == "result.csv"
        assert rows[0] == ["tie", "kind", "year"]
        assert len(rows) == len(server.query(TIES).bindings) + 1
        with one.page.expect_download() as saved:
            one.page.click("#query-result >> text=JSON")
        assert json.loads(saved.value.path().read_bytes()) == json.loads(server.query(TIES).body)
        one.page.goto(address(server, "DESCRIBE country:ISL"))
        with one.page.expect_download() as saved:
            one.page.click("#query-result >> text=Turtle")
        assert "country:ISL" in saved.value.path().read_text(encoding="utf-8")
        assert "country:ISL" in one.page.inner_text("pre.turtle")


@pytest.mark.parametrize(
    ("query", "place", "marked"),
    [
        ("SELECT * {\n  ?a egov:party ?b .\n  ?a ?b\n}", "Line 4, column 1", "}"),
        ('SELECT * { ?a rdfs:label "𝄞é" . ?b nope:label ?c }', "Line 1, column 36", "nope:label"),
    ],
)
def test_an_error_is_shown_at_its_place(server: Server, browser: Browser, query: str, place: str, marked: str) -> None:
    with window(browser) as one:
        one.page.goto(address(server, query))
        expect(one.page.locator("[role=alert]")).to_contain_text("the query cannot be read")
        assert one.page.inner_text("[role=alert] button") == place
        assert one.page.inner_text(".cm-lintRange-error") == marked
        write(one.page, "ASK { ?s ?p ?o }")
        one.page.click(RUN)
        expect(one.page.locator("#query-status")).to_have_text("Yes.")
        expect(one.page.locator(".cm-lintRange-error")).to_have_count(0)


def test_a_refusal_and_an_answer_cut_off_are_said(server: Server, browser: Browser) -> None:
    with window(browser) as one:
        one.page.goto(address(server, "SELECT * { SERVICE <http://elsewhere.example/sparql> { ?s ?p ?o } }"))
        expect(one.page.locator("[role=alert]")).to_have_text("SERVICE is not answered: a query reads this graph alone")
        big = "SELECT * { ?a a ?x . ?b a ?y . ?c a egov:Country }"
        one.page.goto(address(server, big))
        expect(one.page.locator("[role=alert]")).to_contain_text("The answer was cut off after")
        said = one.page.inner_text("[role=alert]")
        number = int(re.sub(r"\D", "", said.partition("rows")[0]))
        assert number > 1000
        assert one.page.locator(ROWS).count() == 200
        expect(one.page.locator(".pager")).to_contain_text(f"Rows 1 to 200 of {number:,}")
        one.page.click("text=Next")
        expect(one.page.locator(".pager")).to_contain_text("Rows 201 to 400")
        # A download that is cut off leaves no file that looks whole.
        one.page.click("#query-result >> text=CSV")
        expect(one.page.locator("#query-status")).to_contain_text("The answer was cut off: it passed a limit")
        # The browser says too that the connection ended early.
        assert len(one.errors) == 2
        assert all("ERR_INCOMPLETE_CHUNKED_ENCODING" in error for error in one.errors)
        one.errors.clear()


def test_names_are_completed_from_the_ontology(server: Server, browser: Browser) -> None:
    with window(browser) as one:
        one.page.goto(address(server, language="es"))
        write(one.page, "SELECT * { ?tie ")
        one.page.keyboard.type("egov:tieK")
        option = one.page.locator(".cm-tooltip-autocomplete li[aria-selected]")
        expect(option).to_contain_text("egov:tieKind")
        expect(option).to_contain_text("clase de vínculo")
        one.page.wait_for_timeout(200)  # the editor takes no key for an option that has only just appeared
        one.page.keyboard.press("Enter")
        one.page.keyboard.type(" tie")
        expect(option).to_contain_text("tie-kind:agreement")
        listed = one.page.locator(".cm-tooltip-autocomplete li").all_inner_texts()
        assert any(line.startswith("tie-kind:membership") for line in listed)
        assert not any(line.startswith("topic:") for line in listed)
        one.page.keyboard.press("Escape")
        one.page.keyboard.type(" . ?ti")
        expect(option).to_contain_text("?tie")


def test_the_keyboard_alone_is_enough(server: Server, browser: Browser) -> None:
    with window(browser) as one:
        one.page.goto(address(server, TIES))
        expect(one.page.locator(ROWS).first).to_be_visible()
        one.page.click(EDITOR)
        one.page.keyboard.press("Escape")
        one.page.keyboard.press("Tab")
        assert one.page.evaluate("document.activeElement.textContent") == "Run"
        for _ in range(6):
            one.page.keyboard.press("Tab")
        focused = "document.activeElement.closest('th') && document.activeElement.textContent"
        assert one.page.evaluate(focused) == "tie"
        one.page.keyboard.press("Enter")
        assert one.page.locator("th[aria-sort=ascending]").inner_text() == "tie"


@pytest.mark.parametrize(
    ("size", "theme"), [(WIDE, "light"), (WIDE, "dark"), (TABLET, "light"), (PHONE, "dark")], ids=str
)
def test_nobody_is_shut_out(server: Server, browser: Browser, size: tuple[int, int], theme: Theme) -> None:
    with window(browser, size=size, theme=theme) as one:
        one.page.goto(address(server, language="es", example="cooperation"))
        expect(one.page.locator(ROWS).first).to_be_visible()
        assert violations(one.page) == []
        assert overflow(one.page) == 0
        one.page.goto(address(server, "SELECT * {"))
        expect(one.page.locator("[role=alert]")).to_be_visible()
        assert violations(one.page) == []
        assert one.stays_at(server.address)


def test_the_choice_of_light_or_dark_is_kept(server: Server, browser: Browser) -> None:
    background = "getComputedStyle(document.documentElement).backgroundColor"
    with window(browser, theme="light") as one:
        one.page.goto(address(server))
        assert one.page.evaluate(background) == "rgb(255, 255, 255)"
        one.page.click("button.theme")
        dark = one.page.evaluate(background)
        assert dark == "rgb(17, 22, 28)"
        assert one.page.get_attribute("button.theme", "aria-pressed") == "true"
        one.page.reload()
        assert one.page.evaluate(background) == dark
