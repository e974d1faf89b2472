"""What the network page's script does, in a file opened from the disk: drawing, map, filters, evidence, address."""

from __future__ import annotations

import csv
import io
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import PHONE, TABLET, WIDE, Theme, Watched, browsing, overflow, violations, window
from network_interactive_data import EST, FIN, HOSTILE, KEN, LABELS, OGP, URY, network_data, network_html
from serving import until

DATA: Final = network_data()
STAGE: Final = ".stage"
PANEL: Final = ".panel"
TIES: Final = "table[data-table=ties] tbody tr"
NODES: Final = "table[data-table=nodes] tbody tr"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page in both languages."""
    found = tmp_path_factory.mktemp("network")
    for language in ("en", "es"):
        (found / f"{language}.html").write_text(network_html(DATA, language), encoding="utf-8")
    return found


@contextmanager
def opened(  # noqa: PLR0913  # what a person opens it with
    browser: Browser,
    folder: Path,
    hash_: str = "",
    *,
    language: str = "en",
    size: tuple[int, int] = WIDE,
    theme: Theme = "light",
) -> Iterator[Watched]:
    """The page in a window without a network."""
    address = (folder / f"{language}.html").as_uri()
    with window(browser, size=size, theme=theme, offline=True) as one:
        one.page.goto(address + hash_)
        expect(one.page.locator(".drawn")).not_to_be_empty()
        until(lambda: one.page.evaluate("document.querySelector('.stage canvas').width > 300"))
        yield one
        assert {asked.partition("#")[0] for asked in one.asked if not asked.startswith(("data:", "blob:"))} == {address}


def place(page: Page, node: str) -> tuple[float, float]:
    """Where a node stands in the window: the drawing is fitted into the stage with a margin."""
    nodes = {one["id"]: one for one in DATA["nodes"]}
    xs, ys = [one["x"] for one in nodes.values()], [-one["y"] for one in nodes.values()]
    box = page.locator(STAGE).bounding_box()
    assert box is not None
    margin = min(46, 0.06 * box["width"])
    fit = min((box["width"] - 2 * margin) / (max(xs) - min(xs)), (box["height"] - 2 * margin) / (max(ys) - min(ys)))
    left = box["x"] + (box["width"] - fit * (max(xs) - min(xs))) / 2
    top = box["y"] + (box["height"] - fit * (max(ys) - min(ys))) / 2
    return left + fit * (nodes[node]["x"] - min(xs)), top + fit * (-nodes[node]["y"] - min(ys))


def between(page: Page, one: str, other: str, share: float = 0.5) -> tuple[float, float]:
    (x, y), (to_x, to_y) = place(page, one), place(page, other)
    return x + (to_x - x) * share, y + (to_y - y) * share


def edges(**wanted: object) -> list[Mapping[str, Any]]:
    """The edges with these values, a set where one of several will do."""

    def fits(edge: Mapping[str, Any], name: str, value: object) -> bool:
        found = edge.get(name)
        return found in value if isinstance(value, set) else found == value

    return [edge for edge in DATA["edges"] if all(fits(edge, name, value) for name, value in wanted.items())]


def twin(page: Page) -> list[tuple[str, str, str, str]]:
    """The rows of ties in the table twin: ends, kind, year."""
    if not page.evaluate("document.querySelector('.twin').open"):
        page.click(".twin > summary")
    page.wait_for_selector("table[data-table=ties]", state="attached")
    rows: Sequence[Sequence[str]] = page.eval_on_selector_all(
        TIES, "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return sorted((row[0], row[1].removeprefix("→ "), row[2].lower(), row[4]) for row in rows)


def expected(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str, str]]:
    kinds = DATA["codes"]["kind"]
    return sorted(
        (LABELS[edge["source"]][0], LABELS[edge["target"]][0], kinds[edge["kind"]]["en"], str(edge.get("year", "")))
        for edge in found
    )


def drawn(page: Page, layer: int = 1) -> int:
    """How many pixels of a canvas are not empty."""
    number: int = page.evaluate(
        """layer => {
            const canvas = document.querySelectorAll('.stage canvas')[layer];
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let place = 3; place < data.length; place += 4) if (data[place]) count += 1;
            return count;
        }""",
        layer,
    )
    return number


# ---- what is drawn ----


def test_the_file_holds_everything_and_nothing_in_it_is_taken_for_markup(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        assert one.page.inner_text(".drawn") == "7 of 7 countries and bodies, 10 of 10 stated ties"
        label = one.page.get_attribute(STAGE, "aria-label")
        assert label == "Network of 7 countries and bodies with 10 ties. The table below says the same in words."
        assert drawn(one.page) > 3000
        one.page.mouse.click(*between(one.page, KEN, URY))
        assert one.page.inner_text(f"{PANEL} blockquote") == HOSTILE
        assert one.page.locator(f"{PANEL} img").count() == 0


def test_a_line_leads_to_every_sentence_behind_it(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        one.page.mouse.click(*between(one.page, EST, KEN))
        assert one.page.inner_text("#panel-title") == "Estonia → Kenya"
        assert one.page.inner_text(f"{PANEL} .kind") == "Technical assistance"
        chips = one.page.locator(f"{PANEL} .chip").all_inner_texts()
        assert chips == ["planned", "2020", "digital identity", "edition 2020"]
        assert one.page.inner_text(f"{PANEL} mark") == "Estonia and Kenya: technical-assistance (help)."
        assert one.page.inner_text(f"{PANEL} figcaption") == "estonia.txt, page 7, characters 100 to 147"
        link = one.page.get_attribute(f"{PANEL} figcaption a", "href")
        assert link == "document/ee00000000000001#q-100"
        one.page.keyboard.press("Escape")
        expect(one.page.locator(PANEL)).to_be_hidden()


def test_ties_that_several_countries_report_are_one_line_with_each_report(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, f"#selected={EST}+{FIN}+knowledge-exchange") as one:
        assert one.page.locator(f"{PANEL} .tie h3").all_inner_texts() == ["Estonia", "Finland"]
        quotes = one.page.locator(f"{PANEL} blockquote").all_inner_texts()
        assert quotes == [f"Estonia and Finland: knowledge-exchange ({name})." for name in ("exchange-1", "exchange-2")]


def test_the_pointer_over_a_node_shows_its_neighbours(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        assert drawn(one.page, 2) == 0
        one.page.mouse.move(*place(one.page, KEN))
        expect(one.page.locator(".tip")).to_have_text("Kenya · 2 lines")
        assert 0 < drawn(one.page, 2) < drawn(one.page, 1)
        assert one.page.evaluate("getComputedStyle(document.querySelectorAll('.stage canvas')[1]).opacity") == "0.22"
        box = one.page.locator(STAGE).bounding_box()
        assert box is not None
        one.page.mouse.move(box["x"] + 4, box["y"] + 4)
        expect(one.page.locator(".tip")).to_be_hidden()
        assert drawn(one.page, 2) == 0


def test_what_follows_is_drawn_apart_and_says_through_what(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        one.page.check("text=Draw what follows from memberships")
        assert one.page.inner_text(".drawn").endswith("10 of 10 stated ties, and 3 lines that follow")
        assert "Members of the same organisation" in one.page.inner_text(".legend")
        one.page.mouse.click(*between(one.page, EST, URY))
        assert one.page.inner_text("#panel-title") == "Estonia – Uruguay"
        assert "No document states this line" in one.page.inner_text(PANEL)
        one.page.click(f"{PANEL} summary")
        assert one.page.locator(f"{PANEL} mark").all_inner_texts() == [
            "Estonia and Open Government Partnership: membership (member-est).",
            "Open Government Partnership and Uruguay: membership (member-ury).",
        ]


# ---- choosing, and the address ----


@pytest.mark.parametrize(
    ("choices", "wanted"),
    [
        (["Membership"], {"kind": "membership"}),
        (["Membership", "Funding"], {"kind": {"membership", "funding"}}),
        (["Status", "planned", "signed"], {"status": {"planned", "signed"}}),
        (["Status", "not said"], {"status": None}),
        (["Topic", "interoperability"], {"topics": ["interoperability"]}),
        (["Topic", "no topic said"], {"topics": []}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_the_table_twin_is_what_is_drawn_and_the_address_brings_it_back(
    browser: Browser, folder: Path, choices: list[str], wanted: dict[str, Any]
) -> None:
    with opened(browser, folder) as one:
        for choice in choices:
            one.page.click(f".filters >> text='{choice}'")
        found = expected(edges(**wanted))
        assert twin(one.page) == found
        assert f"{len(found)} of 10 stated ties" in one.page.inner_text(".drawn")
        pixels = drawn(one.page)
        address = one.page.url
    with opened(browser, folder, "#" + address.partition("#")[2]) as again:
        assert again.page.url == address
        assert twin(again.page) == found
        assert drawn(again.page) == pixels


def test_years_and_regions_narrow_and_everything_comes_back(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        one.page.fill(".years input >> nth=0", "2013")
        one.page.fill(".years input >> nth=1", "2019")
        one.page.keyboard.press("Tab")
        years = set(range(2013, 2020))
        assert twin(one.page) == expected(edges(year=years))
        one.page.click(".filters >> text='Region'")
        one.page.check(".filters >> text='Africa'")
        with_africa = [edge for edge in edges(year=years) if KEN in {edge["source"], edge["target"]}]
        assert twin(one.page) == expected(with_africa)
        assert one.page.url.endswith("#region=Africa&from=2013&to=2019")
        one.page.fill(".years input >> nth=0", "2030")
        one.page.keyboard.press("Tab")
        assert one.page.inner_text(".drawn").endswith("Nothing fits these filters.")
        one.page.click("text=Show everything")
        assert twin(one.page) == expected(DATA["edges"])
        assert "#" not in one.page.url


def test_a_name_is_found_in_any_language_without_accents(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        one.page.fill("#find", "informacion")
        expect(one.page.locator(".find .hint")).to_have_text("1 found")
        one.page.keyboard.press("Enter")
        assert one.page.inner_text("#panel-title") == "Information System Authority"
        assert one.page.locator(".lines li").all_inner_texts() == ["– Finland: Knowledge exchange"]
        one.page.click(".lines button")
        assert one.page.inner_text("#panel-title") == "Information System Authority – Finland"


def test_the_map_has_land_and_everyone_on_it(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        assert drawn(one.page, 0) == 0
        one.page.click("text=Map")
        assert drawn(one.page, 0) > 20_000
        assert one.page.get_attribute("button:text('Map')", "aria-pressed") == "true"
        assert twin(one.page) == expected(DATA["edges"])
        assert one.page.url.endswith("#view=map")
        one.page.click("text=Drawing")
        assert drawn(one.page, 0) == 0


def test_zoom_by_buttons_and_dragging_stays_in_the_address(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        before = drawn(one.page)
        one.page.click("[aria-label='Zoom in']")
        one.page.wait_for_url(re.compile(r"#zoom=1\.5,"))
        box = one.page.locator(STAGE).bounding_box()
        assert box is not None
        x, y = box["x"] + 20, box["y"] + box["height"] - 20
        one.page.mouse.move(x, y)
        one.page.mouse.down()
        one.page.mouse.move(x + 80, y - 40, steps=5)
        one.page.mouse.up()
        one.page.wait_for_url(re.compile(r"#zoom=1\.5,-?0\.1\d+"))
        moved = one.page.url
        one.page.click("[aria-label='Show the whole']")
        one.page.wait_for_url(re.compile(r"html$"))
        assert drawn(one.page) == before
    with opened(browser, folder, "#" + moved.partition("#")[2]) as again:
        again.page.wait_for_timeout(400)
        assert again.page.url == moved


# ---- files ----


def test_the_view_is_saved_as_picture_and_table(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "#kind=funding,agreement") as one:
        with one.page.expect_download() as saved:
            one.page.click("text=Picture (PNG)")
        picture = saved.value.path().read_bytes()
        box = one.page.locator(STAGE).bounding_box()
        assert box is not None
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", picture[16:24]) == (round(box["width"]), round(box["height"]))
        with one.page.expect_download() as saved:
            one.page.click("text=Ties (CSV)")
        rows = list(csv.DictReader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig"))))
        assert [row["quote"] for row in rows] == [
            HOSTILE, "Inter-American Development Bank and Uruguay: funding (loan).", "The Bank lends.",
        ]  # fmt: skip
        assert {(row["source"], row["target"], row["directed"], row["kind"]) for row in rows} == {
            (KEN, URY, "no", "agreement"), ("organization:idb", URY, "yes", "funding"),
        }  # fmt: skip
        assert {row["basis"] for row in rows} == {"stated"}


# ---- for everyone ----


def test_the_keyboard_alone_reads_a_sentence(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as one:
        one.page.focus(".twin > summary")
        one.page.keyboard.press("Enter")
        one.page.wait_for_selector(TIES)
        one.page.focus(f"{TIES}:nth-child(2) button")
        one.page.keyboard.press("Enter")
        expect(one.page.locator(PANEL)).to_be_visible()
        assert one.page.evaluate("document.activeElement.id") == "panel-title"
        title = one.page.inner_text(f"{TIES}:nth-child(2) th")
        assert one.page.inner_text("#panel-title").startswith(title)
        one.page.focus("table[data-table=nodes] thead th:nth-child(1) button")
        one.page.keyboard.press("Enter")
        names = one.page.locator(f"{NODES} th").all_inner_texts()
        assert names == sorted(names)
        assert len(names) == 7
        assert OGP in one.page.locator(NODES).evaluate_all("rows => rows.map(row => row.dataset.node)")


@pytest.mark.parametrize(
    ("size", "theme"), [(WIDE, "light"), (WIDE, "dark"), (TABLET, "light"), (PHONE, "dark")], ids=str
)
def test_nobody_is_shut_out(browser: Browser, folder: Path, size: tuple[int, int], theme: Theme) -> None:
    chosen = f"#shared=1&selected={EST}+{FIN}+knowledge-exchange"
    with opened(browser, folder, chosen, language="es", size=size, theme=theme) as one:
        assert one.page.inner_text(f"{PANEL} .kind") == "Intercambio de conocimientos"
        one.page.click(".twin > summary")
        if not one.page.evaluate("document.querySelector('.side').open"):
            one.page.click(".side > summary")
        assert violations(one.page) == []
        assert overflow(one.page) == 0


def test_the_drawing_takes_the_colours_of_screen_and_paper(browser: Browser, folder: Path) -> None:
    pixel = """() => {
        const canvas = document.querySelectorAll('.stage canvas')[1];
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Map();
        for (let place = 0; place < data.length; place += 4) {
            if (data[place + 3] !== 255) continue;
            const colour = [...data.slice(place, place + 3)].join(',');
            seen.set(colour, (seen.get(colour) ?? 0) + 1);
        }
        return [...seen].sort((one, other) => other[1] - one[1]).slice(0, 12).map(([colour]) => colour);
    }"""
    with opened(browser, folder) as one:
        assert "10,88,120" in one.page.evaluate(pixel)
        one.page.emulate_media(color_scheme="dark")
        one.page.wait_for_timeout(100)
        assert "124,197,228" in one.page.evaluate(pixel)
        one.page.emulate_media(color_scheme="dark", media="print")
        one.page.wait_for_timeout(100)
        assert "7,63,87" in one.page.evaluate(pixel)


def test_data_of_another_shape_are_refused_in_words(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "new.html").write_text(network_html({"version": 2}, "en"), encoding="utf-8")
    with window(browser, offline=True) as one:
        one.page.goto((tmp_path / "new.html").as_uri())
        expect(one.page.locator("#network")).to_have_text("This page cannot read its data: they have version 2.")
