"""OpenDocument texts: what a reader sees on the page, in the order in which it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from egov_kg.errors import UnreadableDocument
from egov_kg.model import Document
from office import links, odt_file, read_bytes, ticks


def odt(folder: Path, body: str, *, automatic: str = "", styles: str = "") -> Document:
    return read_bytes(folder, odt_file(body, automatic=automatic, styles=styles), "answers.odt")


def test_paragraphs_headings_spaces_and_breaks(tmp_path: Path) -> None:
    document = odt(
        tmp_path,
        '<text:h text:outline-level="2">Title</text:h><text:p>one\n   more<text:s text:c="3"/>x<text:line-break/>two'
        "<text:tab/>three</text:p><text:p/><text:p><text:span>last</text:span> word</text:p>",
    )
    assert document.text == "## Title\n\none more   x\ntwo\tthree\n\nlast word\n"
    assert document.plain.startswith("   Title\n")


def test_tick_boxes_of_every_kind(tmp_path: Path) -> None:
    forms = (
        '<office:forms><form:form><form:checkbox form:id="c1" form:current-state="checked"/>'
        '<form:checkbox form:id="c2"/><form:radio form:id="c3" form:current-selected="true"/>'
        '<form:text form:id="c4" form:current-value="filled in"/></form:form></office:forms>'
    )
    mark = (
        '<loext:fieldmark loext:type="vnd.oasis.opendocument.field.FORMCHECKBOX">'
        '<loext:param loext:name="Checkbox_Checked" loext:value="true"/></loext:fieldmark>'
    )
    control = '<loext:content-control loext:checkbox="true" loext:checked="{}">☐</loext:content-control>'
    document = odt(
        tmp_path,
        forms
        + "".join(f'<text:p><draw:control draw:control="c{n}"/>{name}</text:p>' for n, name in enumerate("ABC", 1))
        + '<text:p>Name: <draw:control draw:control="c4"/></text:p>'
        + f"<text:p>{mark}D</text:p><text:p>{control.format('true')}E</text:p>"
        + f"<text:p>{control.format('false')}F</text:p>",
    )
    assert ticks(document) == [("A", True), ("B", False), ("C", True), ("D", True), ("E", True), ("F", False)]
    assert "Name: filled in" in document.text


def test_symbol_fonts_bold_and_raised_figures(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="w" style:family="text"><style:text-properties style:font-name="Wingdings"/>'
        "</style:style>"
        '<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="s" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
        '<style:style style:name="h" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    document = odt(
        tmp_path,
        '<text:p><text:span text:style-name="w">\xfe</text:span>A</text:p><text:p>\uf0a8 B</text:p>'
        '<text:p><text:span text:style-name="b">All bold</text:span></text:p>'
        '<text:p>E-services<text:span text:style-name="s">4</text:span><text:span text:style-name="h">x</text:span>'
        "</text:p>",
        automatic=styles,
    )
    assert ticks(document) == [("A", True), ("B", False)]
    assert document.text.endswith("\n\n**All bold**\n\nE-services⁴\n")


def test_lists_with_numbers(tmp_path: Path) -> None:
    style = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"'
        ' style:num-suffix="." text:start-value="4"/><text:list-level-style-number text:level="2"'
        ' style:num-format="a" style:num-suffix=")"/></text:list-style><text:list-style style:name="B">'
        '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    )
    items = "".join(f"<text:list-item><text:p>{name}</text:p></text:list-item>" for name in "ab")
    inner = f"<text:list>{items}</text:list>"
    document = odt(
        tmp_path,
        f'<text:list text:style-name="L"><text:list-item><text:p>four</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>five</text:p><text:p>more</text:p></text:list-item></text:list>"
        '<text:list text:style-name="B"><text:list-item><text:p>point</text:p></text:list-item></text:list>',
        automatic=style,
    )
    assert document.text == "4. four\n  a) a\n  b) b\n5. five\n\nmore\n\n- point\n"


def test_tables_are_rows_with_cells_apart(tmp_path: Path) -> None:
    def cell(*words: str, span: str = "") -> str:
        return f"<table:table-cell{span}>{''.join(f'<text:p>{word}</text:p>' for word in words)}</table:table-cell>"

    document = odt(
        tmp_path,
        "<table:table><table:table-header-rows><table:table-row>" + cell("A") + cell("B") + "</table:table-row>"
        "</table:table-header-rows><table:table-row>" + cell("wide", span=' table:number-columns-spanned="2"')
        + "<table:covered-table-cell/></table:table-row><table:table-row>" + cell("c") + cell("d", "e")
        + '</table:table-row><table:table-row><table:table-cell table:number-columns-repeated="99999999"/>'
        "</table:table-row></table:table>",
    )  # fmt: skip
    assert document.text == "| A | B |\n|---|---|\n| wide |  |\n| c | d<br>e |\n"


def test_changes_notes_links_boxes_and_headers(tmp_path: Path) -> None:
    document = odt(
        tmp_path,
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>The <text:change-start/>new<text:change-end/> law<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note>, see "
        '<text:a xlink:href="https://a.example.org/x">the portal</text:a>'
        "<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>.</text:p>"
        "<office:annotation><text:p>comment</text:p></office:annotation><text:p>next</text:p>",
        styles="<office:master-styles><style:master-page><style:header><text:p>Ministry of Headers</text:p>"
        "</style:header></style:master-page></office:master-styles>",
    )
    assert document.text == (
        "The new law, see the portal <https://a.example.org/x>.\n\nboxed\n\nnext\n\nA note.\n\nMinistry of Headers\n"
    )
    assert document.plain.rstrip() == f"The new law, see the portal{' ' * 26}.\n\nboxed\n\nnext"
    assert links(document) == [("the portal", "https://a.example.org/x")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (odt_file("<text:p>x"), "it is damaged, first in its part content.xml"),
        (odt_file("", parts={"content.xml": "<!DOCTYPE x><a/>"}), "its part content.xml declares a document type"),
        (odt_file("", parts={"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "it is encrypted"),
        (odt_file("<text:p/>"), "it holds nothing but white space"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(tmp_path, data, "answers.odt")
    assert caught.value.reason.startswith(reason)
