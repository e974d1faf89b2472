"""The network as one HTML file, in a browser that is offline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from browsing import PHONE, WIDE, Theme, browsing, overflow, violations, window
from egov_kg import frontend
from egov_kg.cli import main
from egov_kg.errors import FrontEndMissing
from network_sample import ODD, WORDS, turtle
from network_world import write_world

EVIL: Final = "</script><script>document.title = 'taken'</script><!-- We help."
LARGEST: Final = 2_500_000


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    try:
        frontend.asset("network.js")
    except FrontEndMissing as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    text = turtle(ODD + WORDS.replace("We help.", EVIL))
    (folder / "egov-kg.ttl").write_text(text, encoding="utf-8")
    return folder


def page_of(build: Path, name: str, *options: str) -> Path:
    path = build / name
    result = CliRunner().invoke(main, ["network", str(build), "-o", str(path), *options])
    assert result.exit_code == 0, result.stderr
    return path


@pytest.fixture(scope="module")
def file(build: Path) -> Path:
    return page_of(build, "n.html")


def opened(page: Page, file: Path, view: str = "") -> None:
    page.goto(f"file://{file}{view}")
    page.wait_for_selector("#network .stage")


def quotes(page: Page) -> list[str]:
    return page.locator(".quote blockquote").all_inner_texts()


def test_a_line_of_the_drawing_opens_every_sentence_behind_it(browser: Browser, file: Path) -> None:
    with window(browser, offline=True) as watched:
        page = watched.page
        opened(page, file)
        stage = page.locator(".stage")
        box = stage.bounding_box()
        assert box is not None
        # The pointer is led over the drawing until it rests on the line.
        for step in range(40 * 40):
            x, y = box["width"] * (step % 40 + 0.5) / 40, box["height"] * (step // 40 + 0.5) / 40
            page.mouse.move(box["x"] + x, box["y"] + y)
            if "Iceland → Kenya" in page.locator(".tip").inner_text():
                page.mouse.down()
                page.mouse.up()
                break
        assert sorted(quotes(page)) == [EVIL, "Iceland will fund Kenya’s Data Office in 2021."]
        assert page.title() != "taken"
        assert [one for one in watched.asked if not one.startswith(("data:", "blob:"))] == [f"file://{file}"]


def test_the_table_has_every_tie_and_opens_its_sentences(browser: Browser, file: Path) -> None:
    with window(browser, offline=True) as watched:
        page = watched.page
        opened(page, file)
        page.click("details.twin summary")
        rows = page.locator('[data-table="ties"] tbody tr')
        expect(rows).to_have_count(9)
        expect(page.locator('[data-table="nodes"] tbody tr')).to_have_count(7)
        row = rows.filter(has_text="The <Ring> & Co.").filter(has_text="Kenya – The <Ring> & Co.")
        row.locator("button").press("Enter")
        assert quotes(page) == ["Kenya is in the Ring."]


def test_what_follows_is_off_until_it_is_asked_for(browser: Browser, file: Path) -> None:
    with window(browser, offline=True) as watched:
        page = watched.page
        opened(page, file)
        stated = page.locator(".drawn").inner_text()
        page.locator(".follows input").check()
        expect(page.locator(".drawn")).not_to_have_text(stated)
        page.reload()
        page.wait_for_selector("#network .stage")
        expect(page.locator(".follows input")).to_be_checked()


def test_what_follows_shows_the_memberships_that_are_not_drawn(browser: Browser, build: Path) -> None:
    file = page_of(build, "countries.html", "--level", "country", "--follows")
    with window(browser, offline=True) as watched:
        page = watched.page
        opened(page, file, "#shared=1")
        page.click("details.twin summary")
        row = page.locator('[data-table="ties"] tbody tr').filter(has_text="The <Ring> & Co.")
        row.locator("button").press("Enter")
        page.locator(".panel details.evidence summary").click()
        assert quotes(page) == ["Kenya is in the Ring."]


@pytest.mark.parametrize(("size", "theme", "language"), [(WIDE, "light", "en"), (PHONE, "dark", "es")])
def test_the_page_is_accessible_and_fits(
    browser: Browser, build: Path, size: tuple[int, int], theme: Theme, language: str
) -> None:
    file = page_of(build, f"{language}.html", "--language", language, "--title", "A & <B>")
    with window(browser, size=size, theme=theme, offline=True) as watched:
        opened(watched.page, file)
        assert watched.page.locator("h1").inner_text() == "A & <B>"
        assert watched.page.title() == "A & <B>"
        assert watched.page.locator("html").get_attribute("lang") == language
        assert violations(watched.page) == []
        assert overflow(watched.page) <= 0


def test_nothing_leaves_the_file_even_if_a_script_tries(browser: Browser, file: Path) -> None:
    with window(browser) as watched:
        opened(watched.page, file)
        answer = watched.page.evaluate("fetch('data:text/plain,a').then(() => 'went', () => 'refused')")
        assert answer == "refused"
        watched.errors.clear()  # the browser tells the console of the refusal


def test_without_scripts_the_page_says_what_to_do(browser: Browser, file: Path) -> None:
    with window(browser, scripts=False, offline=True) as watched:
        watched.page.goto(f"file://{file}")
        assert "-o network.pdf" in watched.page.locator("noscript").inner_text()


def test_the_world_fits_into_a_file_that_can_be_mailed(browser: Browser, tmp_path: Path) -> None:
    write_world(tmp_path)
    file = page_of(tmp_path, "world.html")
    assert file.stat().st_size <= LARGEST
    text = file.read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="network-data">(.*?)</script>', text)
    assert len(json.loads(data)["edges"]) == 2_500
    with window(browser, offline=True) as watched:
        opened(watched.page, file)
        expect(watched.page.locator(".drawn")).to_contain_text(re.compile("253|2,500"))


def test_the_same_network_gives_the_same_page(build: Path, file: Path) -> None:
    assert page_of(build, "again.html").read_bytes() == file.read_bytes()


def test_the_licences_of_the_scripts_go_with_them(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    (licences,) = re.findall(r'<script type="text/plain" id="licences">(.*?)</script>', text, re.DOTALL)
    assert "d3" in licences
    assert "Copyright" in licences


def test_a_front_end_that_was_not_built_is_said_in_a_line(
    build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontend, "FOLDER", tmp_path)
    result = CliRunner().invoke(main, ["network", str(build), "-o", str(tmp_path / "n.html")])
    assert result.exit_code == 2
    assert "make web" in result.stderr
    assert not (tmp_path / "n.html").exists()
