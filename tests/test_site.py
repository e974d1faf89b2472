"""The pages as files: every link leads to a file and an anchor that are there, and nothing comes from elsewhere."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from egov_kg.pages.language import LANGUAGES
from running import egov_kg

BUILD: Final = Path(__file__).resolve().parents[1] / "output"
"""The committed build of the examples."""
VOID_ELEMENTS: Final = frozenset({"meta", "link", "input", "br", "img", "hr", "line", "circle", "rect", "path"})
LOADING: Final = {"script": "src", "link": "href", "img": "src", "iframe": "src"}


@dataclass
class Page(HTMLParser):
    """What a test looks at in a page; raises ValueError where an element is closed that is not open."""

    text: str
    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    loads: list[str] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    styled: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._is_json = False
        self.feed(self.text)
        self.close()
        if self._open:
            raise ValueError(f"never closed: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID_ELEMENTS:
            self._open.append(tag)
        if "id" in given:
            if given["id"] in self.anchors:
                raise ValueError(f"the id {given['id']} stands twice")
            self.anchors.add(given["id"])
        if tag == "a" or (tag == "link" and given.get("rel") == "alternate"):
            self.links.append(given["href"])
        elif tag in LOADING and LOADING[tag] in given:
            self.loads.append(given[LOADING[tag]])
        if "style" in given or tag == "style" or any(name.startswith("on") for name in given):
            self.styled.append(tag)
        self._is_json = given.get("type") == "application/ld+json"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID_ELEMENTS:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise ValueError(f"</{tag}> closes nothing")
        self._is_json = False

    def handle_data(self, data: str) -> None:
        if self._is_json:
            self.json_ld.append(data)


@dataclass(frozen=True)
class Written:
    """A site on disk."""

    folder: Path

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        return {
            path.relative_to(self.folder).as_posix(): Page(path.read_text(encoding="utf-8"))
            for path in sorted(self.folder.rglob("*.html"))
        }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("site") / "pages"
    done = egov_kg("site", BUILD, "-o", folder, "--base", "https://kg.example.org")
    assert done.returncode == 0, done.stderr
    assert f"pages in {folder}" in done.stdout
    return Written(folder)


def test_every_link_leads_somewhere(site: Written) -> None:
    broken = []
    for name, page in site.pages.items():
        for link in page.links:
            if link.startswith(("http://", "https://")):
                continue
            path, anchor = urldefrag(link)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
            if target not in site.pages or (anchor and unquote(anchor) not in site.pages[target].anchors):
                broken.append((name, link))
    assert broken == []
    assert sum(len(page.links) for page in site.pages.values()) > 1_000


def test_nothing_is_loaded_from_elsewhere_and_nothing_needs_inline_style(site: Written) -> None:
    for name, page in site.pages.items():
        assert page.styled == [], name
        for address in page.loads:
            if not address.startswith("data:image/svg+xml,"):
                file = site.folder / posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
                assert file.is_file(), (name, address)


def test_every_language_has_every_page(site: Written) -> None:
    first = {name.removeprefix(f"{LANGUAGES[0]}/") for name in site.pages if name.startswith(f"{LANGUAGES[0]}/")}
    assert {"index.html", "country/KEN.html", "compare/KEN+URY.html", "ontology.html", "quality.html"} <= first
    for language in LANGUAGES[1:]:
        assert {name.removeprefix(f"{language}/") for name in site.pages if name.startswith(f"{language}/")} == first
        assert f'<html lang="{language}">' in site.pages[f"{language}/index.html"].text
    assert "Instituciones" in site.pages["es/country/KEN.html"].text


def test_the_data_in_a_page_is_json_ld_of_the_graph(site: Written) -> None:
    (text,) = site.pages["en/agency/KEN-icta.html"].json_ld
    quads = set(ox.parse(text, format=ox.RdfFormat.JSON_LD))
    said = {(quad.predicate.value, getattr(quad.object, "value", "")) for quad in quads}
    assert ("https://w3id.org/egov-kg/ontology#acronym", "ICTA") in said
    assert json.loads(text)["@id"] == "https://w3id.org/egov-kg/id/agency/KEN-icta"


def test_a_fact_leads_to_its_words_in_the_document(site: Written) -> None:
    page = site.pages["en/agency/KEN-icta.html"]
    path, anchor = urldefrag(next(link for link in page.links if "#q-" in link))
    document = site.pages[posixpath.normpath(posixpath.join("en/agency", path))]
    assert anchor in document.anchors
    after = document.text[document.text.index(f'id="{anchor}"') :]
    marked = after.split("<a href=", 1)[1].split(">", 1)[1]
    assert marked.startswith("ICT Authority (ICTA), established by")


def test_an_unknown_tick_box_is_neither_yes_nor_no(site: Written) -> None:
    text = site.pages["en/compare/KEN+URY.html"].text
    assert '<li class="unknown">' in text
    assert "not recoverable from the source" in text


def test_the_site_map_names_every_page(site: Written) -> None:
    root = ElementTree.parse(site.folder / "sitemap.xml").getroot()  # noqa: S314  # our own file
    named = {unquote(element.text or "") for element in root.iter() if element.tag.endswith("loc")}
    assert named == {f"https://kg.example.org/{name}" for name in site.pages if name != "index.html"}


def test_the_same_build_gives_the_same_bytes(site: Written, tmp_path: Path) -> None:
    egov_kg("site", BUILD, "-o", tmp_path / "again", "--base", "https://kg.example.org/")
    first, again = [
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (site.folder, tmp_path / "again")
    ]
    assert first == again


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear", encoding="utf-8")
    done = egov_kg("site", BUILD, "-o", mine)
    assert done.returncode == 2
    assert "holds files that egov-kg site did not write" in done.stderr
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_no_build_no_site(tmp_path: Path) -> None:
    done = egov_kg("site", tmp_path, "-o", tmp_path / "site")
    assert done.returncode == 2
    assert "holds no build" in done.stderr
    assert not (tmp_path / "site").exists()
