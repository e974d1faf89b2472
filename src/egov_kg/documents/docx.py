"""Word documents (DOCX): the body in reading order, headers, footers and notes set aside."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element  # parts are parsed by package.py

from egov_kg.documents.composing import Composer, flat_row
from egov_kg.documents.docx_styles import PLAIN, Lists, Style, list_of, outline_level, read_lists, read_styles
from egov_kg.documents.docx_text import TextReader, checkbox
from egov_kg.documents.package import Package, attribute, child, local, read_package
from egov_kg.documents.reader import Reader, Reading
from egov_kg.documents.words import Words

_MAIN: Final = "word/document.xml"
_TRANSPARENT: Final = frozenset({"ins", "moveTo", "customXml", "smartTag", "sdtContent"})
_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_ASIDE: Final = ("footnotes", "endnotes", "header", "footer")
"""The ends of the relations' types whose parts are set aside, in the order in which they are."""


def read_docx(path: Path, data: bytes) -> Reading:
    """The text of a Word document as its last reader sees it: insertions are in, deletions are out."""
    return read_package(path, data, _read)


def _read(package: Package) -> Reading:
    main = _main_part(package)
    parts, targets = _relations(package, main)
    styles = read_styles(package, parts["styles"][0]) if "styles" in parts else {}
    lists = read_lists(package, parts["numbering"][0]) if "numbering" in parts else Lists()
    if main not in package.names:
        raise package.damaged(main)
    composer = Composer()
    body = _Body(composer, TextReader(styles, targets), styles, lists)
    body.blocks(package.elements(main, within="body"))
    body.flush()
    for kind in _ASIDE:
        for name in parts.get(kind, ()):
            for note in package.elements(name, within=None):
                _set_aside(note, composer, TextReader(styles, {}))
    return composer.reading()


class _Body:
    """Reads blocks one after the other into a composer."""

    def __init__(self, composer: Composer, reader: TextReader, styles: dict[str, Style], lists: Lists) -> None:
        self.composer = composer
        self.reader = reader
        self.styles = styles
        self.lists = lists
        self._open: Words | None = None

    def blocks(self, elements: Iterable[Element]) -> None:
        """Paragraphs and tables in their order."""
        for one in elements:
            name = local(one.tag)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                self.flush()
                self.composer.table(list(self._rows(one)), header=_has_header(one))
                self._text_boxes()
            elif name == "sdt":
                self._control(one)
            elif name in _TRANSPARENT:
                self.blocks(one)

    def flush(self) -> None:
        """Write the paragraph whose mark was deleted and that nothing follows."""
        if self._open is not None:
            self.composer.paragraph(self._open)
            self._open = None

    def _control(self, control: Element) -> None:
        state, content = checkbox(control), child(control, "sdtContent")
        if state is not None:
            words = Words()
            words.tick(selected=state)
            self.composer.paragraph(words)
        elif content is not None:
            self.blocks(content)

    def _paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        style, heading, mark, level = self._layout(properties)
        words, bold = self.reader.read(paragraph, style)
        if self._open is not None:
            self._open.extend(words)
            words, self._open = self._open, None
        if _mark_is_deleted(properties):
            self._open = words
            return
        if words:
            if heading is not None:
                self.composer.heading(_marked(mark, words), heading)
            else:
                boxes = self.lists.has_tick_bullets
                self.composer.office_paragraph(words, bold=bold, mark=mark, level=level, tick_bullets=boxes)
        self._text_boxes()

    def _layout(self, properties: Element | None) -> tuple[Style, int | None, str | None, int]:
        """A paragraph's style, its level as a heading, the mark printed before it, and how deep its list is."""
        if properties is None:
            return PLAIN, None, None, 0
        named, heading, numbered = PLAIN, None, None
        for one in properties:
            name = local(one.tag)
            if name == "pStyle":
                named = self.styles.get(attribute(one, "val") or "", PLAIN)
            elif name == "outlineLvl":
                heading = outline_level(one)
            elif name == "numPr":
                numbered = one
        list_id, level = named.list_id, named.list_level
        if numbered is not None:
            own_id, own_level = list_of(numbered)
            list_id, level = own_id or list_id, level if own_level is None else own_level
        level = min(level, 8)
        mark = self.lists.mark(list_id, level) if list_id else None
        return named, heading or named.heading, mark, level

    def _text_boxes(self) -> None:
        boxes, self.reader.boxes = self.reader.boxes, []
        for box in boxes:
            self.blocks(box)

    def _rows(self, table: Element) -> Iterator[list[list[Words]]]:
        for row in _inside(table, "tr"):
            properties = child(row, "trPr")
            if properties is not None and child(properties, "del") is not None:
                continue
            cells: list[list[Words]] = []
            for cell in _inside(row, "tc"):
                span, goes_on = _merged(child(cell, "tcPr"))
                cells.append([] if goes_on else list(self._cell(cell)))
                cells += [[] for _ in range(span - 1)]
            yield cells

    def _cell(self, elements: Iterable[Element]) -> Iterator[Words]:
        """The paragraphs of a cell; a table within it becomes a line a row."""
        for one in elements:
            name = local(one.tag)
            if name == "p":
                style, _, mark, _ = self._layout(child(one, "pPr"))
                yield _marked(mark if mark not in ("☑", "☒", "☐") else None, self.reader.read(one, style)[0])
            elif name == "tbl":
                for row in self._rows(one):
                    yield flat_row(row)
            elif name == "sdt":
                state, content = checkbox(one), child(one, "sdtContent")
                if state is not None:
                    words = Words()
                    words.tick(selected=state)
                    yield words
                elif content is not None:
                    yield from self._cell(content)
            elif name in _TRANSPARENT or name == "tc":
                yield from self._cell(one)


def _marked(mark: str | None, words: Words) -> Words:
    if mark is None or not words:
        return words
    marked = Words(f"{mark} ")
    marked.extend(words)
    return marked


def _mark_is_deleted(properties: Element | None) -> bool:
    """Whether a tracked change removed the end of a paragraph, which then goes on in the next."""
    run = child(properties, "rPr") if properties is not None else None
    return run is not None and child(run, "del") is not None


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, those in content controls and insertions too."""
    for one in element:
        found = local(one.tag)
        if found == name:
            properties = child(one, "tcPr") if name == "tc" else None
            if properties is None or child(properties, "cellDel") is None:
                yield one
        elif found in ("sdt", "sdtContent", "customXml", "ins"):
            state = checkbox(one) if found == "sdt" and name == "tc" else None
            if state is None:
                yield from _inside(one, name)
            else:  # a cell that is a tick box as a whole: the control is read like a cell's content
                cell = Element("tc")
                cell.append(one)
                yield cell


def _merged(properties: Element | None) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it is the rest of the one above."""
    if properties is None:
        return 1, False
    span, above = child(properties, "gridSpan"), child(properties, "vMerge")
    width = (attribute(span, "val") or "") if span is not None else ""
    goes_on = above is not None and (attribute(above, "val") or "continue") == "continue"
    return (min(int(width), 64) if width.isdecimal() and int(width) else 1), goes_on


def _has_header(table: Element) -> bool:
    first = next((one for one in table if local(one.tag) == "tr"), None)
    properties = child(first, "trPr") if first is not None else None
    return properties is not None and child(properties, "tblHeader") is not None


def _set_aside(part: Element, composer: Composer, reader: TextReader) -> None:
    """Each note, or the whole of a header, as one paragraph."""
    notes = [one for one in part if local(one.tag) in ("footnote", "endnote")]
    for note in notes or [part]:
        if attribute(note, "type") in _SEPARATORS:
            continue
        words = Words()
        for paragraph in note.iter():
            if local(paragraph.tag) == "p":
                words.extend(reader.read(paragraph, PLAIN)[0])
                words.add("\n")
        composer.aside(words)


def _main_part(package: Package) -> str:
    parts, _ = _relations(package, "")
    return parts.get("officeDocument", (_MAIN,))[0]


def _relations(package: Package, part: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The parts that a part names, by the last word of their relation's type, and the addresses outside, by id."""
    folder, name = posixpath.split(part)
    parts: dict[str, list[str]] = {}
    targets: dict[str, str] = {}
    root = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    for one in root if root is not None else ():
        target, key = attribute(one, "Target") or "", attribute(one, "Id") or ""
        if attribute(one, "TargetMode") == "External":
            targets[key] = target
            continue
        kind = (attribute(one, "Type") or "").rpartition("/")[2]
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        parts.setdefault(kind, []).append(inside)
    return parts, targets


READER = Reader(
    name="docx",
    suffixes=(".docx", ".docm", ".dotx"),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    read=read_docx,
    content="docx",
)
