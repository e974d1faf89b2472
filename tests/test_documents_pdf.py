"""PDF documents: reading order, pages, links, form fields, what repeats, and what cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_kg.documents import read
from egov_kg.errors import UnreadableDocument
from egov_kg.model import Document
from office import links, read_bytes, ticks
from pdfs import HEIGHT, WIDTH, Box, Field, Page, Text, column, pdf

LEFT = (
    "The ministry leads the programme and", "all agencies take part in it. Every year",
    "the council of ministers looks at what", "was done and decides what comes next.",
)  # fmt: skip
RIGHT = (
    "The portal of the state has been open", "since 2015; it offers all services of the",
    "agencies, and a citizen finds there the", "answers to questions that are asked often.",
)  # fmt: skip
AGENCIES = (
    ("Agency", "Followers", "Link"), ("Ministry of Health", "31250", "https://h.example.org"),
    ("Ministry of Education and", "104700", "https://e.example.org"), ("Research", "", ""),
    ("Treasury", "12", "https://t.example.org"),
)  # fmt: skip


def read_pdf(folder: Path, *pages: Page, password: str = "", script: str = "") -> Document:
    return read_bytes(folder, pdf(pages, password=password, script=script), "answers.pdf")


def cells(rows: tuple[tuple[str, ...], ...]) -> list[Text]:
    return [
        Text(x, 700 - 14 * place, word)
        for place, row in enumerate(rows)
        for x, word in zip((60, 205, 300), row, strict=True)
        if word
    ]


PROSE = (
    "The ministry leads the programme, and all of the agencies of the state take part in it as", "they can.",
    "Treasury: https://t.example.org",
    "The second sentence speaks of the agencies that answer for each of the many lines of the",
    "plan, and of the council.",
    "The third one is about the people who will see what was done and what was not done yet", "in every year.",
    "The fourth has words enough to reach the right-hand margin of the page like the others do", "before.",
)  # fmt: skip


def test_wrapped_lines_are_one_paragraph_and_others_are_not(tmp_path: Path) -> None:
    texts = [Text(60, 780, "A Plan", 18), *column(60, 740, PROSE), Text(60, 590, "A paragraph of its own.")]
    document = read_pdf(tmp_path, Page(texts=[*texts, Text(60, 560, "Bold words", 11, "F2")]))
    joined = "\n".join(f"{PROSE[at]} {PROSE[at + 1]}" for at in (3, 5, 7))
    assert document.text == (
        f"# A Plan\n\n{PROSE[0]} {PROSE[1]}\n{PROSE[2]}\n{joined}\n\nA paragraph of its own.\n\n**Bold words**\n"
    )


@pytest.mark.parametrize("order", ["column by column", "line by line"])
def test_columns_are_read_one_after_the_other(tmp_path: Path, order: str) -> None:
    pair = column(60, 740, LEFT), column(320, 740, RIGHT)
    texts = (
        [*pair[0], *pair[1]]
        if order == "column by column"
        else [one for both in zip(*pair, strict=True) for one in both]
    )
    document = read_pdf(tmp_path, Page(texts=[Text(60, 800, "A Plan of the Whole Government", 18), *texts]))
    assert document.text.split("\n\n") == [
        "# A Plan of the Whole Government", " ".join(LEFT), " ".join(RIGHT) + "\n",
    ]  # fmt: skip


def test_tables_with_lines_are_read_row_by_row(tmp_path: Path) -> None:
    lines = [(58, 712 - 14 * place, 540, 712 - 14 * place) for place in (0, 1, 2, 4, 5)]
    document = read_pdf(tmp_path, Page(texts=cells(AGENCIES), lines=lines))
    assert document.text == (
        "| Agency | Followers | Link |\n| Ministry of Health | 31250 | https://h.example.org |\n"
        "| Ministry of Education and Research | 104700 | https://e.example.org |\n"
        "| Treasury | 12 | https://t.example.org |\n"
    )


def test_tables_without_lines_are_read_row_by_row(tmp_path: Path) -> None:
    rows = (*AGENCIES[:2], ("Treasury", "12", ""))
    document = read_pdf(tmp_path, Page(texts=[Text(60, 740, "Accounts of agencies:"), *cells(rows)]))
    assert document.text == (
        "Accounts of agencies:\n\n| Agency | Followers | Link |\n"
        "| Ministry of Health | 31250 | https://h.example.org |\n| Treasury | 12 |  |\n"
    )


def furnished(number: int) -> Page:
    own = ["first", "second", "third", "fourth"][number]
    body = column(
        60, 740,
        [f"The {own} page begins here and goes on for a while until it ends at the right mar-",
         f"gin; its {own} sentence is about the state and everything that the government of it",
         f"has in mind for the {own} year."],
    )  # fmt: skip
    note = [Text(60, 80, "1 A footnote about a law.", 8)] if number == 1 else []
    return Page(texts=[Text(60, 810, "Ministry of Headers"), *body, *note, Text(290, 40, f"Page {number + 1} of 4", 9)])


def test_heads_feet_page_numbers_and_notes_are_set_aside(tmp_path: Path) -> None:
    document = read_pdf(tmp_path, *(furnished(number) for number in range(4)))
    body = document.plain.rstrip()
    assert body.count("right margin; its") == 4
    for word in ("Headers", "of 4", "footnote"):
        assert word not in body
    assert document.text.count("Ministry of Headers") == 1
    assert document.text.endswith("1 A footnote about a law.\n")
    assert [document.page_at(document.text.index(f"The {own} page")) for own in ("first", "second", "fourth")] == [
        1,
        2,
        4,
    ]


def test_a_sentence_goes_on_over_a_page(tmp_path: Path) -> None:
    first = column(60, 120, ["The law of the state says", "that nobody"], leading=14)
    document = read_pdf(tmp_path, Page(texts=first), Page(texts=[Text(60, 780, "may be left out.")]))
    assert document.text.endswith("that nobody\nmay be left out.\n")
    assert document.page_at(document.text.index("may be")) == 2


def test_broken_words_are_joined_and_compounds_keep_their_hyphen(tmp_path: Path) -> None:
    texts = column(
        60, 740,
        ["All e-government services of the state and of all its agencies are described in the e-",
         "government plan, which speaks of the inter-",
         "national obligations of the state, and it says more in its second chapter on digitali-",
         "zation; on 3 May 2019-", "the law: 2014"],
    )  # fmt: skip
    text = read_pdf(tmp_path, Page(texts=texts)).text
    assert "the e-government plan" in text
    assert "on digitalization; on" in text
    assert "inter-\n" in text  # a line that ends early was not broken there


NARROW: Final = (
    "The agencies of the state", "offer services that are de-", "scribed in the national e-govern-",
    "ment plan, which speaks of in-", "teroperability of agencies.",
)  # fmt: skip


def test_broken_words_of_a_narrow_column_are_joined(tmp_path: Path) -> None:
    foot = Text(330, 40, "https://plan.example.org/of-the-state 1/1 of the whole document")
    text = read_pdf(tmp_path, Page(texts=[*column(60, 740, NARROW), foot])).text
    assert "that are described in the national e-government plan, which speaks of interoperability of" in text


def stretched(x: float, y: float, words: str, right: float) -> list[Text]:
    """The words of a line, equally far apart up to the right margin; one letter is about half its size wide."""
    found = words.split()
    widths = [WIDTHS[word] for word in found]
    gap = (right - x - sum(widths)) / max(1, len(found) - 1)
    return [Text(x + sum(widths[:at]) + gap * at, y, word) for at, word in enumerate(found)]


WIDTHS: Final = {
    "which": 26.9, "speaks": 34.9, "of": 9.2, "interoperability": 74.6, "of the": 26.9, "telecommunications": 91.1,
    "infrastructure": 67.9, "and": 18.3,
}  # fmt: skip
"""Points that words of 11 points take in Helvetica."""


def test_a_line_that_was_stretched_to_its_margins_is_no_row(tmp_path: Path) -> None:
    lines = ["which speaks of", "interoperability and", "telecommunications", "infrastructure and", "which of"]
    texts = [one for at, line in enumerate(lines[:4]) for one in stretched(60, 700 - 14 * at, line, 180)]
    document = read_pdf(tmp_path, Page(texts=[*texts, Text(60, 644, "which of all")]))
    words = document.plain.replace("\n", " ").strip()
    assert words == "which speaks of interoperability and telecommunications infrastructure and which of all"


def test_text_between_two_tables_is_no_row_of_theirs(tmp_path: Path) -> None:
    texts, lines = [], []
    for top, agency in ((700, "Ministry"), (600, "Treasury")):
        texts += [Text(60, top - 14, agency), Text(300, top - 14, "12"), Text(60, top - 34, "Council"),
                  Text(300, top - 34, "13")]  # fmt: skip
        lines += [(55, y, 500, y) for y in (top, top - 20, top - 40)]
        lines += [(x, top, x, top - 40) for x in (55, 290, 500)]
    document = read_pdf(tmp_path, Page(texts=[*texts, Text(60, 630, "9. Is there a law?")], lines=lines))
    assert document.text == (
        "| Ministry | 12 |\n| Council | 13 |\n\n9. Is there a law?\n\n| Treasury | 12 |\n| Council | 13 |\n"
    )


def test_form_fields(tmp_path: Path) -> None:
    document = read_pdf(
        tmp_path,
        Page(
            texts=[Text(60, 730, "10. Do you collect usage statistics?"), Text(80, 700, "Yes"), Text(160, 700, "No"),
                   Text(60, 660, "Name:"), Text(80, 640, "has a plan"), Text(80, 620, "is aligned")],
            boxes=[Box(66, 700, "a", True, True), Box(146, 700, "b", False, True), Box(66, 640, "c", True),
                   Box(66, 620, "d", False)],
            fields=[Field(100, 660, "n", "Mfano Jina")],
        ),
    )  # fmt: skip
    assert ticks(document) == [("Yes", True), ("No", False), ("has a plan", True), ("is aligned", False)]
    assert "Name: Mfano Jina\n" in document.text


def test_glyphs_of_symbol_fonts(tmp_path: Path) -> None:
    texts = [Text(60, 700, "4", 11, "F3"), Text(80, 700, "Yes"), Text(60, 680, "o", 11, "F3"), Text(80, 680, "No")]
    document = read_pdf(tmp_path, Page(texts=texts))
    assert [selected for _, selected in document.ticks] == [True, False]


def test_links(tmp_path: Path) -> None:
    texts = [Text(60, 700, "See the open data portal and the law.")]
    document = read_pdf(tmp_path, Page(texts=texts, links=[((85, 695, 190, 712), "https://data.example.org/x")]))
    assert links(document) == [("the open data portal", "https://data.example.org/x")]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_pages(tmp_path: Path, turned: int) -> None:
    words = ["The first line of the page.", "Second line, turned.", "Third line."]

    def place(x: float, y: float) -> tuple[float, float]:
        return {90: (HEIGHT - y, x), 180: (WIDTH - x, HEIGHT - y), 270: (y - 300, HEIGHT - x)}[turned]

    texts = [Text(*place(60, 760 - 14 * number), line) for number, line in enumerate(words)]
    document = read_pdf(tmp_path, Page(texts=texts, turned=turned, rotate=turned))
    assert document.text == "\n".join(words) + "\n"


def test_scanned_documents_are_recognised(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_pdf(tmp_path, *[Page(picture=True)] * 3)
    assert caught.value.reason == "it is a scanned PDF: its 3 pages are pictures without text"
    assert "recognised" in caught.value.advice


def test_encrypted_and_damaged_documents_are_named(tmp_path: Path) -> None:
    page = Page(texts=[Text(60, 700, "words")])
    with pytest.raises(UnreadableDocument, match=r"encrypted PDF document\. Open it with its password"):
        read_pdf(tmp_path, page, password=tmp_path.name)
    data = pdf([page])
    with pytest.raises(UnreadableDocument, match="damaged PDF"):
        read_bytes(tmp_path, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "half.pdf")
    assert read_bytes(tmp_path, data[:-20], "cut.pdf").text == "words\n"  # the objects are whole, their table is not


def test_scripts_are_not_run(tmp_path: Path) -> None:
    script = f"this.saveAs('{tmp_path / 'made.pdf'}'); app.launchURL('http://127.0.0.1:9/')"
    document = read_pdf(tmp_path, Page(texts=[Text(60, 700, "words")], boxes=[Box(60, 600, "a", True)]), script=script)
    assert document.text.startswith("words\n")
    assert not (tmp_path / "made.pdf").exists()


SAMPLE = pdf(
    [
        Page(
            texts=[Text(60, 800, "A Plan", 18), *column(60, 740, LEFT), *column(320, 740, RIGHT)],
            links=[((60, 730, 120, 750), "https://a.example.org")], boxes=[Box(60, 500, "a", True)],
            fields=[Field(60, 460, "n", "x")], lines=[(50, 600, 500, 600)],
        )
    ]
)  # fmt: skip


@settings(deadline=10_000)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(SAMPLE))
)
def test_damaged_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray(SAMPLE)
    for place, value in flips:
        data[place] = value
    path = tmp_path_factory.getbasetemp() / "flipped.pdf"
    path.write_bytes(bytes(data[: len(data) - cut] if cut % 2 else data) or b"%PDF-")
    try:
        document = read(path)
    except UnreadableDocument:
        return
    assert len(document.text) == len(document.plain)
