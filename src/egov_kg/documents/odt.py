"""OpenDocument texts (ODT): the body in reading order, headers, footers and notes set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element  # parts are parsed by package.py

from egov_kg.documents.composing import Composer, flat_row
from egov_kg.documents.odt_styles import OdtLists, OdtStyles
from egov_kg.documents.odt_text import OdtText
from egov_kg.documents.package import Package, attribute, child, local, read_package
from egov_kg.documents.reader import Reader, Reading
from egov_kg.documents.words import Words
from egov_kg.errors import UnreadableDocument

_CONTENT: Final = "content.xml"
_STYLES: Final = "styles.xml"
_TRANSPARENT: Final = frozenset({
    "section", "index-body", "table-of-content", "illustration-index", "table-index", "alphabetical-index",
    "bibliography", "index-title", "user-index", "object-index",
})  # fmt: skip
_MOST_REPEATED: Final = 64
"""Empty columns that a row may stand for; hostile files repeat a cell a million times."""


def read_odt(path: Path, data: bytes) -> Reading:
    """The text of an OpenDocument text as its last reader sees it: insertions are in, deletions are out."""
    return read_package(path, data, _read)


def _read(package: Package) -> Reading:
    _refuse_encrypted(package)
    styles = OdtStyles()
    headers = _read_styles(package, styles)
    controls: dict[str, Element] = {}
    for one in package.elements(_CONTENT, within="document-content"):
        name = local(one.tag)
        if name == "font-face-decls":
            styles.add_fonts(one)
        elif name == "automatic-styles":
            styles.add(one)
            break
    composer = Composer()
    text = OdtText(styles, controls)
    body = _Body(composer, text, styles)
    body.blocks(package.elements(_CONTENT, within="text"))
    for note in text.notes:
        composer.aside(note)
    for header in headers:
        composer.aside(_as_one(header, OdtText(styles, {})))
    return composer.reading()


def _refuse_encrypted(package: Package) -> None:
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        advice = "Open it with its password and save it without one"
        raise UnreadableDocument(package.path, "it is encrypted", advice)
    if _CONTENT not in package.names:
        raise package.damaged(_CONTENT)


def _read_styles(package: Package, styles: OdtStyles) -> list[Element]:
    """Takes in the shared styles; gives the headers and footers."""
    root = package.tree(_STYLES)
    headers: list[Element] = []
    for part in root if root is not None else ():
        name = local(part.tag)
        if name == "font-face-decls":
            styles.add_fonts(part)
        elif name in ("styles", "automatic-styles"):
            styles.add(part)
        elif name == "master-styles":
            headers += [one for page in part for one in page if local(one.tag) in ("header", "footer")]
    return headers


def _as_one(element: Element, text: OdtText) -> Words:
    words = Words()
    for paragraph in element.iter():
        if local(paragraph.tag) in ("p", "h"):
            words.extend(text.read(paragraph)[0])
            words.add("\n")
    return words


class _Body:
    """Reads blocks one after the other into a composer."""

    def __init__(self, composer: Composer, text: OdtText, styles: OdtStyles) -> None:
        self.composer = composer
        self.text = text
        self.styles = styles
        self.lists = OdtLists(styles)

    def blocks(self, elements: Iterable[Element]) -> None:
        """Paragraphs, lists and tables in their order."""
        for one in elements:
            name = local(one.tag)
            if name == "p":
                self._paragraph(one)
            elif name == "h":
                self._heading(one)
            elif name == "list":
                self._list(one, attribute(one, "style-name") or "", 1)
            elif name == "table":
                rows, header = self._table(one)
                self.composer.table(rows, header=header)
                self._text_boxes()
            elif name == "forms":
                self.text.controls |= dict(_controls(one))
            elif name == "frame":
                self.text.take_frame(one)
                self._text_boxes()
            elif name in _TRANSPARENT:
                self.blocks(one)

    def _paragraph(self, paragraph: Element, mark: str | None = None, depth: int = 0) -> None:
        words, bold = self.text.read(paragraph)
        if words:
            boxes = self.lists.has_tick_bullets
            self.composer.office_paragraph(words, bold=bold, mark=mark, level=depth - 1, tick_bullets=boxes)
        self._text_boxes()

    def _heading(self, heading: Element, mark: str | None = None) -> None:
        words, _ = self.text.read(heading)
        level = attribute(heading, "outline-level") or "1"
        depth = int(level) if level.isdecimal() else 1
        if mark is None and attribute(heading, "is-list-header") != "true":
            mark = self.lists.mark("", depth)
        marked = Words(f"{mark} " if mark else "")
        marked.extend(words)
        self.composer.heading(marked if words else words, depth)
        self._text_boxes()

    def _list(self, element: Element, style: str, depth: int) -> None:
        if depth == 1:
            goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
            self.lists.begin(style, goes_on=bool(goes_on))
        for item in element:
            first = local(item.tag) == "list-item"
            for one in item:
                name = local(one.tag)
                if name == "list":
                    self._list(one, attribute(one, "style-name") or style, depth + 1)
                elif name == "h":
                    self._heading(one, self.lists.mark(style, depth) if first else None)
                    first = False
                elif name == "p":
                    self._paragraph(one, self.lists.mark(style, depth) if first else None, depth)
                    first = False
                else:
                    self.blocks([one])

    def _text_boxes(self) -> None:
        boxes, self.text.boxes = self.text.boxes, []
        for box in boxes:
            self.blocks(box)

    def _table(self, table: Element) -> tuple[list[list[list[Words]]], bool]:
        header = child(table, "table-header-rows") is not None
        return [self._row(row) for row in _rows(table)], header

    def _row(self, row: Element) -> list[list[Words]]:
        cells: list[list[Words]] = []
        for cell in row:
            name = local(cell.tag)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            repeated = attribute(cell, "number-columns-repeated") or "1"
            times = min(int(repeated), _MOST_REPEATED) if repeated.isdecimal() else 1
            content = list(self._cell(cell)) if name == "table-cell" else []
            cells += [content if place == 0 else [] for place in range(times)]
        return cells

    def _cell(self, elements: Iterable[Element]) -> Iterator[Words]:
        """The paragraphs of a cell; a table within it becomes a line a row."""
        for one in elements:
            name = local(one.tag)
            if name in ("p", "h"):
                yield self.text.read(one)[0]
            elif name == "table":
                for row in self._table(one)[0]:
                    yield flat_row(row)
            elif name in _TRANSPARENT or name in ("list", "list-item", "list-header"):
                yield from self._cell(one)


def _rows(table: Element) -> Iterator[Element]:
    for one in table:
        name = local(one.tag)
        if name == "table-row":
            yield one
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(one)


def _controls(forms: Element) -> Iterator[tuple[str, Element]]:
    """The controls of a document's forms by the names under which the text shows them."""
    for one in forms.iter():
        key = attribute(one, "id")
        if key:
            yield key, one


MIME_TYPE: Final = "application/vnd.oasis.opendocument.text"
READER = Reader(name="odt", suffixes=(".odt", ".ott"), media_type=MIME_TYPE, read=read_odt, content="odt")

