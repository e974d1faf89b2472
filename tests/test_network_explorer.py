"""The network page of the explorer: its data, and the way from a line to the highlighted sentence in its document."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, expect

from browsing import PHONE, WIDE, Theme, browsing, overflow, violations, window
from egov_kg import frontend
from serving import Server, serving

BUILD: Final = Path(__file__).resolve().parents[1] / "output"
"""The committed build of the examples."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(BUILD) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="network-data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_page_holds_every_tie_that_the_graph_states(server: Server) -> None:
    data = data_of(server.get("/en/network/agency").text)
    ties = server.query("SELECT DISTINCT ?tie { ?tie a egov:CooperationTie }").values("tie")
    named = {edge["id"].partition(" ")[0] for edge in data["edges"]}
    assert named >= {":".join(tie.rsplit("/", 2)[-2:]) for tie in ties}
    assert {edge["source"] for edge in data["edges"]} <= {node["id"] for node in data["nodes"]}
    assert all(edge["sentences"] for edge in data["edges"])
    kinds = {level: {node["kind"] for node in data_of(server.get(f"/es/network{path}").text)["nodes"]}
             for level, path in (("country", "/country"), ("organisation", ""))}  # fmt: skip
    assert kinds == {"country": {"country"}, "organisation": {"country", "organisation"}}
    assert server.get("/en/network/planet").status == 404


def test_a_line_leads_to_the_highlighted_sentence_in_its_document(server: Server, browser: Browser) -> None:
    with window(browser) as one:
        one.page.goto(f"{server.address}en/network")
        one.page.click(".twin > summary")
        one.page.click("table[data-table=ties] tbody tr:has-text('Technical assistance') button >> nth=0")
        quote = one.page.inner_text(".panel mark >> nth=0")
        one.page.click(".panel figcaption a >> nth=0")
        expect(one.page.locator("h1")).to_contain_text("msq-2020")
        marked = one.page.locator("mark.is-target")
        expect(marked.first).to_be_in_viewport()
        assert "".join(marked.all_inner_texts()) == quote
        assert one.stays_at(server.address)


@pytest.mark.parametrize(("size", "theme", "language"), [(WIDE, "light", "en"), (PHONE, "dark", "es")], ids=str)
def test_nobody_is_shut_out(
    server: Server, browser: Browser, size: tuple[int, int], theme: Theme, language: str
) -> None:
    with window(browser, size=size, theme=theme) as one:
        one.page.goto(f"{server.address}{language}/network#selected=country:EST")
        expect(one.page.locator(".panel")).to_be_visible()
        assert violations(one.page) == []
        assert overflow(one.page) == 0


def test_without_scripts_the_ties_are_a_table(server: Server, browser: Browser) -> None:
    with window(browser, scripts=False) as one:
        one.page.goto(f"{server.address}es/network")
        assert one.page.locator("#network tbody tr").count() == len(data_of(one.page.content())["edges"])
        one.page.click("#network tbody a >> nth=0")
        assert "/es/tie/" in one.page.url


def test_the_page_is_a_file_of_the_site(browser: Browser, tmp_path: Path) -> None:
    # In a process of its own: the browser's driver runs in the event loop of this one.
    command = [sys.executable, "-m", "egov_kg", "site", str(BUILD), "-o", str(tmp_path / "site")]
    subprocess.run(command, check=True, capture_output=True)
    with window(browser, offline=True) as one:
        one.page.goto((tmp_path / "site" / "es" / "network.html").as_uri())
        expect(one.page.locator(".drawn")).to_contain_text("vínculos afirmados")
        one.page.click(".twin > summary")
        one.page.click("table[data-table=ties] tbody button >> nth=0")
        one.page.click(".panel figcaption a >> nth=0")
        expect(one.page.locator("mark.is-target").first).to_be_in_viewport()


def test_a_page_of_a_thing_gets_little_script(server: Server, browser: Browser) -> None:
    scripts: dict[str, int] = {}
    with window(browser) as one:
        one.page.on("response", lambda answer: scripts.update({answer.url: answer.request.sizes()["responseBodySize"]})
                    if answer.url.endswith(".js") else None)  # fmt: skip
        one.page.goto(f"{server.address}en/country/URY")
        one.page.wait_for_load_state("networkidle")
    assert list(scripts) == [f"{server.address}assets/{frontend.asset('site.js').name}"]
    assert sum(scripts.values()) <= 150_000
    assert len(frontend.asset("network.js").read("gzip")) <= 150_000
    assert len(frontend.asset("query.js").read("gzip")) <= 150_000
