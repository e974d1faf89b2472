"""Markup is blanked, never moved: what stays, what goes, which links and tick marks are found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.documents.blanks import LINE_ENDS, merged
from egov_kg.documents.markup import blank_markup
from egov_kg.documents.ticks import find_ticks
from egov_kg.model import Link, Span

MARKUP_PIECES = st.sampled_from([
    "**", "*", "_", "__", "[", "]", "](", ")", "(#)", "<", ">", "<b>", "</td>", "<sup>4</sup>", "<!--", "-->", "#",
    "## ", "\n", "\r\n", "\r", "\f", "\u2028", " ", "\t", "- ", "* ", "1. ", "---", "|", "`", "```", "\\", "\\_",
    "\\*", "¹", "¹⁰", "☐", "☒", "[x]", "[ ]", "✓", "✗", "http://example.org/a_b", "www.example.org", "@ana_b",
    "ana@example.org", "word", "2020", "&amp;", "> ", "~~~", "é", "\ufeff", "😀",
])  # fmt: skip
MARKED_TEXTS = st.lists(MARKUP_PIECES, max_size=40).map("".join) | st.text(max_size=80)


def words(text: str) -> str:
    """The plain text of a text with runs of spaces as one, for the eye."""
    return " ".join(blank_markup(text)[0].split())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Name:** Ana", "  Name:   Ana"),
        ("***Both*** here", "   Both    here"),
        ("a **bold\nover two lines** b", "a   bold\nover two lines   b"),
        ("the *quiet* word", "the  quiet  word"),
        ("the _quiet_ word, __loud__", "the  quiet  word,   loud  "),
        ("*Survey of 2020 - Questionnaire (MSQ)*", " Survey of 2020 - Questionnaire (MSQ) "),
        ("# Title", "  Title"),
        ("### **II. Title** ###", "      II. Title      "),
        ("Is there **e-government²** at all?", "Is there   e-government    at all?"),
        ("Officer **(CIO)**⁵ of", "Officer   (CIO)    of"),
        ("E-services³:", "E-services :"),
        ("strategy<sup>12</sup> or", "strategy              or"),
        ("<b>Axis</b>\t<b>Line</b>", "   Axis    \t   Line    "),
        ("one<br/>two</td>", "one     two     "),
        ("a <!-- hidden\n word --> b", "a            \n          b"),
        ("<http://example.org/a_b_c>", " http://example.org/a_b_c "),
        ("<ana@example.org>,", " ana@example.org ,"),
        ("one\n---\ntwo\n* * *\nthree\n", "one\n   \ntwo\n     \nthree\n"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "  a \t b  \n         \n  1 \t 2  "),
        ("a | b\n---|---\n1 | 2\r\n\nc | d", "a \t b\n       \n1 \t 2\r\n\nc | d"),
        ("| a | b |\n| --- | --- |\n| c \\| d | |\n|\nx", "  a \t b  \n             \n  c  | d \t  \n \nx"),
        ("| a | b |\n| 1 | 2 |", "| a | b |\n| 1 | 2 |"),
        ("> quoted\n> > twice", "  quoted\n    twice"),
        ("use `grep -r` here", "use  grep -r  here"),
        ("```python\nx = 1\n```\n", "         \nx = 1\n   \n"),
        (r"Goals \(SDGs\) and 5 \* 3", "Goals  (SDGs ) and 5  * 3"),
        ("broken \\\nline", "broken  \nline"),
        ("\ufeff# Title", "   Title"),
        ("a ![flag](flag.png) b!", "a   flag            b!"),
    ],
)
def test_markup_becomes_blanks(text: str, plain: str) -> None:
    assert blank_markup(text)[0] == plain


@pytest.mark.parametrize(
    "text",
    [
        "* a list item\n* another",
        "- a list item\n+ another\n1. a third",
        "@ana_maria_b and @_ana_",
        "a_file_name.pdf, CNTI_XX, snake_case_word",
        "https://example.org/_one_/two_three_/*four*/",
        "www.example.org/a_b_c",
        "2*3*4 and 2**10",
        "5 * 3 * 2",
        "¹ This is a footnote.",
        "  ¹⁰ Another footnote.",
        "**² Bold footnote".replace("**", ""),
        "an area of 120 km² or 10⁶ cells",
        "a < b and c > d, x <y or <your name>",
        "| a | b |",
        "R&amp;D &nbsp; &lt;b&gt;",
        "#hashtag and C# and No. #5",
        "> 50% of all",
        "[see there] (not a link), [1], [Law](12/2019)",
        "Name: ____________",
        r"a bare address http://example.org/a\_b stays whole",
        r"and so does an identifier ANA\_B",
        "A + B -- C – D — E",
        "call me -- or not\n-- at all",
        "an <!-- open comment",
        "1st, 2nd ** footnote",
    ],
)
def test_words_are_left_alone(text: str) -> None:
    assert blank_markup(text) == (text, ())


def test_digits_of_a_tagged_mark_stay_where_a_footnote_begins() -> None:
    assert words("<sup>7</sup> Also called so") == "7 Also called so"
    assert words("an area of 5 km<sup>2</sup>") == "an area of 5 km 2"


def test_link_keeps_its_label() -> None:
    text = "see [the *new* portal](https://portal.example.org/a_b \"Title\") now"
    plain, links = blank_markup(text)
    assert " ".join(plain.split()) == "see the new portal now"
    assert links == (Link(Span(5, 21), "https://portal.example.org/a_b"),)
    assert text[slice(*links[0].span)] == "the *new* portal"


@pytest.mark.parametrize("target", ["#", "#section-2", "", "page.html", "../page.html"])
def test_link_to_nowhere_is_its_label(target: str) -> None:
    plain, links = blank_markup(rf"the [Goals \(SDGs\)]({target})?")
    assert " ".join(plain.split()) == "the Goals (SDGs ) ?"
    assert links == ()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (r"[http://example.org/a\_b\_1.pdf](http://example.org/a_b_1.pdf)", "http://example.org/a_b_1.pdf"),
        (r"[http://example.org/a\\_b.pdf](http://example.org/a_b.pdf)", "http://example.org/a_b.pdf"),
        ("[www.example.org](http://www.example.org)", "http://www.example.org"),
        ("[example.org](https://example.org/)", "https://example.org/"),
        ("[ana@example.org](mailto:ana@example.org)", "mailto:ana@example.org"),
    ],
)
def test_address_as_label_gives_way_to_the_target(text: str, address: str) -> None:
    plain, links = blank_markup(f"at: {text}.")
    assert plain.split() == ["at:", address, "."]
    assert [link.target for link in links] == [address]
    assert plain[slice(*links[0].span)] == address


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("www.example.org", "https://redirect.example.net/?to=1"),
        ("https://example.org/indicators/Global%20List%20of%202020.pdf", "https://example.org/indicators/Global"),
    ],
)
def test_printed_address_stays_where_the_target_is_another_or_cut_off(label: str, target: str) -> None:
    plain, links = blank_markup(f"[{label}]({target})")
    assert plain.split() == [label]
    assert links == (Link(Span(1, 1 + len(label)), target),)


@given(MARKED_TEXTS)
def test_plain_differs_from_text_only_by_blanks(text: str) -> None:
    ticks, boxes = find_ticks(text)
    plain, links = blank_markup(text, boxes)
    assert len(plain) == len(text)
    pairs = [(old, new) for old, new in zip(text, plain, strict=True) if new != old]
    assert all((new == " " and old not in LINE_ENDS) or (new, old) == ("\t", "|") for old, new in pairs)
    assert plain.count("\r\n") == text.count("\r\n")
    assert all(0 <= start < end <= len(text) for start, end in (link.span for link in links))
    assert all(0 <= start < end <= len(text) for start, end in (tick.span for tick in ticks))
    assert list(ticks) == sorted(ticks)


@given(st.text(alphabet="abc é,.;:\n0123456789", max_size=200))
def test_text_without_markup_is_its_own_plain(text: str) -> None:
    assert blank_markup(text) == (text, ())


@pytest.mark.parametrize(
    "unit",
    ["[", "*", "**", "<", "_", "`", "a*", "_a ", "[a](", "[](a<", "![", "<a ", "<!--", "<b", "](", "(", "#", "# ", "> ",
     "-", "- ", "| ", " ", "\t", "* ", "~~~", "\n* ", "\n```", "<sup>1", "http://a\\_"],
)  # fmt: skip
def test_hostile_lines_take_linear_time(unit: str) -> None:
    text = "x " + unit * (1_000_000 // len(unit))
    started = time.process_time()
    _, boxes = find_ticks(text)
    assert len(blank_markup(text, boxes)[0]) == len(text)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("☒ Yes ☐ No", [True, False]),
        ("☑ Yes\n☐ No", [True, False]),
        ("- [x] Yes\n- [ ] No\n- [X] Both", [True, False, True]),
        ("[x] Yes   [ ] No", [True, False]),
        ("| [x] | Yes |", [True]),
        (r"- \[x\] Yes" "\n" r"- \[ \] No", [True, False]),
        ("✓ Yes", [True]),
        ("✔ Yes", [True]),
        ("✓ Yes ✗ No", [True, False]),
        ("☐ Yes ✗ No", [False, True]),
        ("✘ Yes", []),
        ("see [x] for this", []),
        ("a[x] = 1", []),
        ("[x](https://example.org)", []),
        ("[ ](https://example.org)", []),
        ("- Yes No", []),
    ],
)
def test_tick_marks(text: str, states: list[bool]) -> None:
    assert [tick.selected for tick in find_ticks(text)[0]] == states


def test_tick_marks_have_their_place_and_boxes_are_no_words() -> None:
    text = "- ☒ has a plan ✓\n- [ ] is aligned"
    ticks, boxes = find_ticks(text)
    assert [text[start:end] for (start, end), _ in ticks] == ["☒", "✓", "[ ]"]
    assert [text[start:end] for start, end in boxes] == ["☒", "[ ]"]
    assert blank_markup(text, boxes)[0] == "-   has a plan ✓\n-     is aligned"


def test_merged_spans() -> None:
    assert merged([Span(5, 9), Span(1, 2), Span(2, 4), Span(8, 20), Span(3, 3), Span(-4, 0)], 12) == (
        Span(1, 4),
        Span(5, 12),
    )
