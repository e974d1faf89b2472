"""Word documents: what a reader sees on the page, in the order in which it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_kg.documents import read
from egov_kg.errors import UnreadableDocument
from egov_kg.model import Document
from office import box, docx_file, links, p, read_bytes, row, table, ticks, zipped


def docx(folder: Path, body: str, **parts: str) -> Document:
    return read_bytes(folder, docx_file(body, **parts), "answers.docx")  # type: ignore[arg-type]


def refusal(folder: Path, data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(folder, data, "answers.docx")
    return caught.value


HEADING = '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
BASED = '<w:style w:styleId="Mine"><w:name w:val="mine"/><w:basedOn w:val="H2"/><w:rPr><w:b/></w:rPr></w:style>'


def test_paragraphs_headings_and_breaks(tmp_path: Path) -> None:
    document = docx(
        tmp_path,
        p("Title", properties='<w:pStyle w:val="Mine"/>')
        + p("one", "<w:r><w:br/></w:r>", "two", "<w:r><w:tab/></w:r>", "three")
        + p()
        + p("last", "<w:r><w:noBreakHyphen/></w:r>", "word"),
        styles=HEADING + BASED,
    )
    assert document.text == "## Title\n\none\ntwo\tthree\n\nlast-word\n"
    assert document.plain == "   Title\n\none\ntwo\tthree\n\nlast-word\n"


def test_content_controls_decide_by_their_state(tmp_path: Path) -> None:
    body = p(box("1"), "Yes ", box("0"), "No") + p(box("true"), "has a plan") + p("no box")
    document = docx(tmp_path, body)
    assert document.text == "☒ Yes ☐ No\n\n☒ has a plan\n\nno box\n"
    assert ticks(document) == [("Yes", True), ("No", False), ("has a plan", True)]
    assert "☒" not in document.plain
    assert len(document.plain) == len(document.text)


def test_content_controls_around_paragraphs_and_cells(tmp_path: Path) -> None:
    around = box("1").replace("<w:r>", "<w:p><w:r>").replace("</w:r>", "</w:r></w:p>")
    cell = box("0").replace("<w:r>", "<w:tc><w:p><w:r>").replace("</w:r>", "</w:r></w:p></w:tc>")
    document = docx(tmp_path, around + f"<w:tbl><w:tr>{cell}<w:tc>{p('Robotics')}</w:tc></w:tr></w:tbl>")
    assert ticks(document) == [("", True), ("Robotics", False)]


def field(form: str, result: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{form}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}"
        f"<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def test_form_fields_of_the_old_kind(tmp_path: Path) -> None:
    ticked = field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    untouched = field('<w:checkBox><w:default w:val="1"/></w:checkBox>')
    cleared = field('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>')
    chosen = field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/><w:listEntry w:val="Yes"/></w:ddList>')
    document = docx(tmp_path, p(ticked, "A") + p(untouched, "B") + p(cleared, "C") + p(chosen))
    assert ticks(document) == [("A", True), ("B", True), ("C", False)]
    assert document.text.endswith("\n\nYes\n")


def test_symbol_fonts(tmp_path: Path) -> None:
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    document = docx(
        tmp_path,
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " A")
        + p(f"<w:r>{wingdings}<w:t>\uf0a8</w:t></w:r>", " B")
        + p(f"<w:r>{wingdings}<w:t>\xfd</w:t></w:r>", " C")
        + p("\uf0fe D")
        + p('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', " E"),
    )
    assert ticks(document) == [("A", True), ("B", False), ("C", True), ("D", True), ("E", True)]


def bullets(*glyphs: str) -> str:
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{glyph}"/>'
        f'<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>'
        for n, glyph in enumerate(glyphs)
    )
    numbers = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(glyphs)))
    return levels + numbers


def item(text: str, number: int, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_bullets_that_are_boxes_say_something_only_where_some_are_ticked(tmp_path: Path) -> None:
    decoration = docx(tmp_path, item("A", 1) + item("B", 1), numbering=bullets("\uf0a8"))
    assert (decoration.text, decoration.ticks) == ("- A\n- B\n", ())
    answered = docx(tmp_path, item("A", 1) + item("B", 2), numbering=bullets("\uf0a8", "\uf0fe"))
    assert ticks(answered) == [("A", False), ("B", True)]


def test_numbers_of_lists(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    body = item("four", 3) + item("a", 3, 1) + item("b", 3, 1) + p("between") + item("five", 3) + item("a again", 3, 1)
    document = docx(tmp_path, body, numbering=numbering)
    assert document.text == "4. four\n  4.a) a\n  4.b) b\n\nbetween\n\n5. five\n  5.a) a again\n"


def test_tables_are_rows_with_cells_apart(tmp_path: Path) -> None:
    merged = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("wide") + "</w:tc>"
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("hidden") + "</w:tc>"
    document = docx(
        tmp_path,
        table(
            row("Agency", "Task", properties="<w:trPr><w:tblHeader/></w:trPr>"),
            row("A | B", p("one") + p("two")),
            f"<w:tr>{merged}</w:tr>",
            f"<w:tr>{below}<w:tc>{p('x')}</w:tc></w:tr>",
        ),
    )
    assert document.text.split("\n") == [
        "| Agency | Task |", "|---|---|", "| A ¦ B | one<br>two |", "| wide |  |", "|  | x |", "",
    ]  # fmt: skip
    assert document.plain.split("\n")[0].strip() == "Agency \t Task"
    assert "<br>" not in document.plain
    assert "-" not in document.plain


def test_a_form_laid_out_as_a_table_keeps_its_lines(tmp_path: Path) -> None:
    options = p(box("1"), "an implementation plan") + p(box("0"), "an emphasis on mobile")
    document = docx(tmp_path, table(row("8.", p("Please check whichever applies?"), options)))
    assert (
        document.text
        == "8.\n\nPlease check whichever applies?\n\n☒ an implementation plan\n\n☐ an emphasis on mobile\n"
    )
    assert ticks(document) == [("an implementation plan", True), ("an emphasis on mobile", False)]


def test_tables_within_cells_become_lines(tmp_path: Path) -> None:
    document = docx(
        tmp_path, table(row("A", p("before") + table(row("x", box("1").join(["<w:p>", "</w:p>"])))), row("B", "C"))
    )
    assert "| x | ☒ |" in document.text.replace("¦", "|")
    assert [tick.selected for tick in document.ticks] == [True]


def test_tracked_changes_insertions_are_in_deletions_are_out(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
    new = "<w:ins><w:r><w:t>new </w:t></w:r></w:ins>"
    mark = "<w:rPr><w:del/></w:rPr>"
    document = docx(
        tmp_path,
        p("the ", gone, new, "law")
        + p("first half, ", properties=mark)
        + p("second half")
        + "<w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom>"
        + table(row("kept", "cell"), row("deleted", "cell", properties="<w:trPr><w:del/></w:trPr>")),
    )
    assert document.text == "the new law\n\nfirst half, second half\n\n| kept | cell |\n"


def test_notes_and_headers_are_set_aside(tmp_path: Path) -> None:
    line = f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
    notes = f'{line}<w:footnote w:id="1">{p("A note.")}</w:footnote>'
    document = docx(
        tmp_path,
        p("Law", '<w:r><w:footnoteReference w:id="1"/></w:r>', " 27"),
        footnotes=notes, header=p("Ministry of Headers"),
    )  # fmt: skip
    assert document.text == "Law 27\n\nA note.\n\nMinistry of Headers\n"
    assert document.plain.strip() == "Law 27"


def test_raised_figures_are_footnote_marks(tmp_path: Path) -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r>'
    assert docx(tmp_path, p("E-services", raised, ":")).text == "E-services⁴:\n"


def test_links_with_their_targets(tmp_path: Path) -> None:
    code = '<w:r><w:instrText> HYPERLINK "https://b.example.org/" \\o "tip" </w:instrText></w:r>'
    second = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>the other</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = read_bytes(
        tmp_path,
        docx_file(
            p("See ", '<w:hyperlink r:id="l1"><w:r><w:t>the portal</w:t></w:r></w:hyperlink>', " and ", second)
            + p('<w:hyperlink w:anchor="here"><w:r><w:t>inside</w:t></w:r></w:hyperlink>'),
            links={"l1": "https://a.example.org/x"},
        ),
        "links.docx",
    )
    assert links(document) == [("the portal", "https://a.example.org/x"), ("the other", "https://b.example.org")]
    assert document.text == (
        "See the portal <https://a.example.org/x> and the other <https://b.example.org>\n\ninside\n"
    )
    assert " ".join(document.plain.split()) == "See the portal and the other inside"


def test_text_boxes_are_read_once_behind_their_paragraph(tmp_path: Path) -> None:
    inside = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert docx(tmp_path, p("before", drawn, " after") + p("next")).text == "before after\n\nboxed\n\nnext\n"


def test_placeholders_and_hidden_words_are_no_answers(tmp_path: Path) -> None:
    shown = "<w:sdtContent><w:r><w:t>Click here.</w:t></w:r></w:sdtContent>"
    placeholder = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{shown}</w:sdt>"
    document = docx(tmp_path, p("Name: ", placeholder, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"))
    assert document.text == "Name: Click here.\n"
    assert document.plain == "Name:            \n"


def test_words_from_right_to_left_stay_in_reading_order(tmp_path: Path) -> None:
    words = "الحكومة الرقمية 2030"
    assert docx(tmp_path, p(words, properties="<w:bidi/>")).text == f"{words}\n"


def test_strict_documents_are_read_too(tmp_path: Path) -> None:
    data = docx_file(p("strict", "<w:r><w:br/></w:r>", "words"))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    main = f'<w:document xmlns:w="{strict}"><w:body>{p("strict words")}</w:body></w:document>'
    parts = {"_rels/.rels": "<Relationships/>", "word/document.xml": main, "[Content_Types].xml": "<Types/>"}
    assert read_bytes(tmp_path, zipped(parts), "strict.docx").text == "strict words\n"
    assert read_bytes(tmp_path, data, "transitional.docx").text == "strict\nwords\n"


# What no honest document holds


def test_entities_are_refused_before_they_are_read(tmp_path: Path) -> None:
    laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><w:document>&b;</w:document>"
    for main in (laughs, laughs.encode("utf-16"), "<!-- " + "x" * 9000 + " -->" + laughs):
        error = refusal(tmp_path, zipped({"word/document.xml": main}))
        assert "declares a document type" in error.reason
    outside = "<!DOCTYPE d SYSTEM 'http://127.0.0.1:9/never'><w:document/>"
    assert "declares a document type" in refusal(tmp_path, zipped({"word/document.xml": outside})).reason


def test_zip_bombs_end_in_a_sentence(tmp_path: Path) -> None:
    bomb = docx_file("<w:p/>", parts={"word/document.xml": b"<a>" + b" " * (140 * 2**20)})
    assert len(bomb) < 2**20
    assert "zip bomb" in refusal(tmp_path, bomb).reason
    deep = docx_file("<w:ins>" * 5_000 + "</w:ins>" * 5_000)
    assert "deeper" in refusal(tmp_path, deep).reason


def test_parts_that_point_out_of_the_archive_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<w:document><w:body><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:body></w:document>")
    rels = f'<Relationships><Relationship Type="x/officeDocument" Target="../../../../..{secret}"/></Relationships>'
    error = refusal(tmp_path, zipped({"_rels/.rels": rels, "word/other.xml": "<x/>"}))
    assert error.reason.startswith("it is damaged")


def test_truncated_and_damaged_documents_are_named(tmp_path: Path) -> None:
    data = docx_file(p("words " * 200))
    assert "damaged" in refusal(tmp_path, data[: len(data) // 2]).reason
    broken = docx_file("<w:p><w:r><w:t>never closed")
    assert refusal(tmp_path, broken).reason == "it is damaged, first in its part word/document.xml"


SAMPLE = docx_file(
    p("1. What is the portal?") + p(box("1"), "Yes") + table(row("a", "b"), row("c", "d")) + item("x", 1),
    numbering=bullets("\uf0a8"), styles=HEADING,
)  # fmt: skip


@settings(deadline=10_000)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(0, 400),
)
def test_damaged_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray(SAMPLE)
    for place, value in flips:
        data[place] = value
    path = tmp_path_factory.getbasetemp() / "flipped.docx"
    path.write_bytes(bytes(data[: len(data) - cut]))
    try:
        document = read(path)
    except UnreadableDocument:
        return
    assert len(document.text) == len(document.plain)


_TAGS = st.sampled_from(
    ["p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "fldChar", "pPr", "numPr"]
)
_TREES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    ),
    lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=4)).map(
        lambda pair: f'<w:{pair[0]} w:val="1" w:fldCharType="begin">{"".join(pair[1])}</w:{pair[0]}>'
    ),
    max_leaves=30,
)


@given(st.lists(_TREES, max_size=6))
def test_elements_in_any_order_are_read(tmp_path_factory: pytest.TempPathFactory, trees: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "trees.docx"
    path.write_bytes(docx_file(p("here") + "".join(trees)))
    document = read(path)
    assert document.text.startswith("here")
    assert len(document.text) == len(document.plain)
    assert all(0 <= tick.span.start < tick.span.end <= len(document.text) for tick in document.ticks)
