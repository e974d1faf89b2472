"""The map of the start page: the countries whose documents were read, and those that others speak of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from browsing import PHONE, WIDE, Theme, browsing, overflow, violations, window
from serving import Server, serving

BUILD: Final = Path(__file__).resolve().parents[1] / "output"
"""The committed build of the examples."""
MAP: Final = ".world-map"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(BUILD) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


def test_every_country_of_the_lists_is_on_the_map_and_leads_to_its_page(server: Server, browser: Browser) -> None:
    read = set(server.query("SELECT DISTINCT ?i { ?d a egov:SourceDocument ; egov:country/egov:iso3 ?i }").values("i"))
    with window(browser) as one:
        one.page.goto(f"{server.address}en/")
        assert one.page.locator(f"{MAP} svg .read").count() == len(read)
        spoken = one.page.get_attribute(MAP, "data-spoken")
        assert spoken is not None
        assert one.page.locator(f"{MAP} svg .spoken").count() == len(spoken.split())
        titles = one.page.locator(f"{MAP} svg title").all_text_contents()
        assert "Uruguay: documents read" in titles
        assert "Sweden: spoken of by others" in titles
        assert one.page.locator(f"{MAP} svg circle").count() == 1  # Luxembourg, too small for an outline
        one.page.locator(f"{MAP} a", has=one.page.locator("title", has_text="Kenya")).click()
        expect(one.page.locator("h1")).to_have_text("Kenya")
        assert one.stays_at(server.address)


def test_without_scripts_the_lists_say_it(server: Server, browser: Browser) -> None:
    with window(browser, scripts=False) as one:
        one.page.goto(f"{server.address}en/")
        expect(one.page.locator(MAP)).to_be_hidden()
        expect(one.page.locator("main a >> text=Uruguay").first).to_be_visible()


@pytest.mark.parametrize(("size", "theme"), [(WIDE, "dark"), (PHONE, "light")], ids=str)
def test_nobody_is_shut_out(server: Server, browser: Browser, size: tuple[int, int], theme: Theme) -> None:
    with window(browser, size=size, theme=theme) as one:
        one.page.goto(f"{server.address}es/")
        expect(one.page.locator(f"{MAP} svg")).to_be_visible()
        assert "documentos leídos" in one.page.inner_text(f"{MAP} .legend")
        assert violations(one.page) == []
        assert overflow(one.page) == 0
