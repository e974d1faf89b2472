"""The pages in a real browser: anyone can use them, at any width, in both languages, and follow a fact to its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from browsing import PHONE, TABLET, WIDE, Theme, browsing, overflow, violations, window
from serving import Server, serving, until

BUILD: Final = Path(__file__).resolve().parents[1] / "output"
"""The committed build of the examples."""
PAGES: Final = (
    "", "countries", "country/URY", "country/DOM", "country/KEN/statements", "compare", "compare/KEN+URY",
    "document/f3da993fa6cd29ba", "documents", "laws", "organisations", "topics", "quality", "about", "ontology",
    "agency/KEN-icta", "code/mandate/health", "code/mandate", "search?q=ministerio", "search", "nothing/here",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as running:
        yield running


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(BUILD) as running:
        until(lambda: running.get("/api/search?q=x").status == 200)
        yield running


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_anyone_can_use_every_page(server: Server, browser: Browser, language: str, theme: Theme) -> None:
    with window(browser, theme=theme) as watched:
        wrong = {}
        for path in PAGES:
            watched.page.goto(f"{server.address}{language}/{path}")
            wrong[path] = violations(watched.page)
        assert {path: found for path, found in wrong.items() if found} == {}
        assert watched.stays_at(server.address)


@pytest.mark.parametrize("size", [WIDE, TABLET, PHONE], ids=["wide", "tablet", "phone"])
def test_no_page_is_wider_than_its_window(server: Server, browser: Browser, size: tuple[int, int]) -> None:
    with window(browser, size=size) as watched:
        wider = {}
        for path in PAGES:
            watched.page.goto(f"{server.address}es/{path}")
            wider[path] = overflow(watched.page)
        assert {path: pixels for path, pixels in wider.items() if pixels > 0} == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_fact_is_followed_to_its_words(server: Server, browser: Browser, scripts: bool) -> None:
    with window(browser, scripts=scripts) as watched:
        page = watched.page
        page.goto(server.address + "en/")
        page.get_by_role("link", name="Uruguay").first.click()
        page.get_by_role("row", name="Dominican Republic").get_by_text("Words").click()
        row = page.get_by_role("row", name="Dominican Republic")
        row.get_by_role("link", name="uruguay-msq-2020.txt").first.click()
        expect(page).to_have_url(re.compile("#q-8921-9001$"))
        shown = page.locator(".source mark.is-shown" if scripts else ".source .anchor:target + mark")
        expect(shown).to_have_text("República Dominicana: se planea ofrecer asesoramiento en ciberseguridad en 2020.")
        expect(shown).to_be_in_viewport()
        shown.get_by_role("link").click()
        passage = page.locator(".passage:target")
        expect(passage).to_contain_text("technical assistance")
        passage.locator("a.place").click()
        expect(page).to_have_url(re.compile("#q-8921-9001$"))


def test_the_keyboard_alone_reaches_a_sentence(server: Server, browser: Browser) -> None:
    with window(browser) as watched:
        page = watched.page
        page.goto(server.address + "en/agency/KEN-icta")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "SUMMARY":
                break
        page.keyboard.press("Enter")
        expect(page.locator("details.evidence[open] blockquote").first).to_contain_text("ICT Authority")


def test_a_list_sorts_and_says_so(server: Server, browser: Browser) -> None:
    with window(browser) as watched:
        page = watched.page
        page.goto(server.address + "en/laws")
        page.get_by_role("button", name="Year").click()
        head = page.get_by_role("columnheader", name="Year")
        expect(head).to_have_attribute("aria-sort", "ascending")
        years = [int(text) for text in page.locator("tbody td:nth-child(5)").all_inner_texts() if text.strip()]
        assert len(years) > 10
        assert years == sorted(years)


def test_countries_are_chosen_and_compared(server: Server, browser: Browser) -> None:
    with window(browser, size=PHONE) as watched:
        page = watched.page
        page.goto(server.address + "es/compare")
        page.get_by_label("Kenya").check()
        page.get_by_label("Estonia").check()
        page.get_by_role("button", name="Comparar").click()
        expect(page.get_by_role("columnheader", name="Estonia")).to_be_visible()
        expect(page.get_by_text("no recuperable de la fuente").first).to_be_attached()


def test_the_language_changes_and_the_page_stays(server: Server, browser: Browser) -> None:
    with window(browser) as watched:
        page = watched.page
        page.goto(server.address + "en/country/KEN")
        page.get_by_role("link", name="Español").click()
        assert page.url == server.address + "es/country/KEN"
        expect(page.get_by_role("heading", name="Instituciones")).to_be_visible()
