"""Web pages: what a browser shows, in the order in which it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.documents import read
from egov_kg.documents.html import read_html
from egov_kg.errors import UnreadableDocument
from egov_kg.model import Document
from office import links, read_bytes, ticks


def page(folder: Path, body: str, *, head: str = "") -> Document:
    return read_bytes(folder, f"<!doctype html><html><head>{head}</head><body>{body}".encode(), "answers.html")


def test_paragraphs_headings_lists_and_breaks(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<h1>Big <i>title</i></h1>loose words<p>one\n  two<br>three&nbsp;&amp;<b> four</b></p><p><b>All bold</b></p>"
        "<ul><li>x<ul><li>deep</ul><li>y</ul><ol start=3><li>three<li value=7>seven</ol><ol type=a><li>first</ol>",
    )
    assert document.text == (
        "# Big title\n\nloose words\n\none two\nthree & four\n\n**All bold**\n\n"
        "- x\n  - deep\n- y\n3. three\n7. seven\na. first\n"
    )
    assert document.plain.startswith("  Big title\n")


def test_inputs_are_tick_boxes(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p><label><input type=checkbox checked> plan</label><p><label><input type=checkbox>link</label>"
        "<p><input type=radio name=a>Yes <input type=radio name=a checked>No"
        "<p><span role=checkbox aria-checked=true>aria</span>"
        "<p><input type=checkbox aria-checked=mixed>nobody knows"
        "<select><option>one<option selected>two</select><select><option>three</select>",
    )
    assert ticks(document) == [
        ("plan", True), ("link", False), ("Yes", False), ("No", True), ("aria", True), ("one", False), ("two", True),
    ]  # fmt: skip
    assert "\nthree" in document.text


def test_fields_hold_what_was_filled_in(tmp_path: Path) -> None:
    document = page(
        tmp_path, "<p>Name: <input value='Mfano Jina'> <input type=hidden value=token><textarea>\na b </textarea>"
    )
    assert document.text == "Name: Mfano Jina a b\n"


def test_tables(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<table><caption>Accounts</caption><tr><th>A<th>B<th>C<tr><td rowspan=2>x<td colspan=2>y"
        "<tr><td>z<td><p>one<p>two</table>",
    )
    assert document.text == "Accounts\n\n| A | B | C |\n|---|---|---|\n| x | y |  |\n|  | z | one<br>two |\n"


def test_a_page_laid_out_by_tables_is_read_cell_by_cell(tmp_path: Path) -> None:
    document = page(tmp_path, "<table><tr><td>menu<td><table><tr><td>a<td>b<tr><td>c<td>d</table><p>words</table>")
    assert document.text == "menu\n\n| a | b |\n| c | d |\n\nwords\n"


def test_what_is_not_shown_is_not_read(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<script>alert('x')</script><style>p{}</style><p hidden>hidden<p style='display: none'>none</p>"
        "<p>shown<!-- no -->"
        "<noscript>no</noscript><template>no</template><del>old</del>",
        head="<title>Title</title>",
    )
    assert document.text == "shown\n"


def test_navigation_and_feet_are_set_aside(tmp_path: Path) -> None:
    document = page(tmp_path, "<nav><a href=/>Home</a></nav><main><p>words</main><div role=contentinfo>© us</div>")
    assert document.text == "words\n\nHome\n\n© us\n"
    assert document.plain.strip() == "words"


def test_links_and_raised_figures(tmp_path: Path) -> None:
    document = page(
        tmp_path,
        "<p>See <a href='https://a.example.org/x'>the <b>portal</b></a><sup>4</sup>, <a href=/inside>here</a>, "
        "m<sup>2</sup>",
    )
    assert links(document) == [("the portal", "https://a.example.org/x")]
    assert document.text == "See the portal⁴ <https://a.example.org/x>, here, m²\n"


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("cp1252", "<meta charset=iso-8859-1>"),
        ("iso8859-7", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-7">'),
        ("utf-8", ""),
        ("utf-16", ""),
        ("utf-8", "<meta charset=rot13>"),
        ("utf-8", "<meta charset=no-such-thing>"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, head: str) -> None:
    words = "Η κυβέρνηση" if encoding == "iso8859-7" else "información pública"
    data = f"<!doctype html><html><head>{head}</head><body><p>{words}</p>".encode(encoding)
    assert read_bytes(tmp_path, data, "answers.html").text == f"{words}\n"


def test_the_suffix_is_enough_where_the_page_does_not_say_so(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"<p>one<p>two", "answers.htm").text == "one\n\ntwo\n"
    assert read_bytes(tmp_path, b"<!DOCTYPE html><p>one<p>two", "answers.txt").text == "one\n\ntwo\n"


def test_tables_wider_than_any_page_end(tmp_path: Path) -> None:
    rows = "<tr><td>a<td rowspan=64 colspan=9999>b" * 3_000
    document = page(tmp_path, f"<table>{rows}</table>")
    assert document.text.count("\n") == 3_000
    assert max(map(len, document.text.split("\n"))) < 300


def test_elements_within_elements_without_end_are_read(tmp_path: Path) -> None:
    for tag in ("div", "b", "ul><li", "table><tr><td", "blockquote"):
        assert page(tmp_path, f"<{tag}>" * 900 + "words").text.strip(" -|*\n") == "words"
    with pytest.raises(UnreadableDocument, match="are not closed"):
        page(tmp_path, "<b><i>x</b>" * 200_000)


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "<input type=checkbox checked>",
        "<a href=x>",
        "</a>",
        "<h2>",
        "<select>",
        "<option selected>",
        "<pre>",
        "<nav>",
        "<br>",
        "<sup>",
        "x",
        " ",
        "é",
        "|",
        "1",
    ]
)


@given(st.lists(_PIECES | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5), max_size=40))
def test_any_page_is_read(pieces: list[str]) -> None:
    reading = read_html(Path("a.html"), ("<!doctype html><html>" + "".join(pieces)).encode("utf-8", "replace"))
    assert len(reading.text) == len(reading.plain)
    assert all(reading.text[slice(*tick.span)] in "☒☐" for tick in reading.ticks)


def test_document_types_with_entities_expand_nothing(tmp_path: Path) -> None:
    data = b"<!DOCTYPE html [<!ENTITY a 'haha'><!ENTITY b '&a;&a;'>]><html><p>&b; words"
    path = tmp_path / "laughs.html"
    path.write_bytes(data)
    assert "haha" not in read(path).plain.replace("'haha'", "")
