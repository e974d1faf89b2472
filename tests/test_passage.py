"""The text of an answer, and what is quoted for words in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.config import Limits
from egov_kg.extract.passage import merged_spans, only
from egov_kg.model import Span, Stated
from support import passage, source, stated

TEXT = "1. Which laws?\nThe Data Act of 2012 rules.\nPage 7\nIt was changed in 2019. The end.\n2. And then?"
ANSWER = ((15, 42), (50, 83))
"""The answer's two stretches: a page's foot stands between them."""


def quoted(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[slice(*span)] for span in spans]


def test_what_is_outside_the_spans_is_blank_and_offsets_stay() -> None:
    one = passage(TEXT, spans=ANSWER)
    assert one.text[15:42] == TEXT[15:42]
    assert one.text[50:83] == TEXT[50:83]
    assert one.text[:15].strip() == ""
    assert one.text[42:50] == "\n" + " " * 6 + "\n"
    assert (one.start, one.end) == (15, 83)


@given(st.text("ab \n\r", min_size=1, max_size=40), st.data())
def test_only_keeps_lengths_and_lines(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    spans = [Span(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=False)]
    kept = only(text, spans)
    assert len(kept) == spans[-1].end
    assert all(kept[slice(*span)] == text[slice(*span)] for span in spans)
    outside = [index for index in range(len(kept)) if not any(span.start <= index < span.end for span in spans)]
    assert all(kept[index] in " \n\r" for index in outside)
    assert [char for char in kept[spans[0].start :] if char in "\n\r"] == [
        char for char in text[spans[0].start : spans[-1].end] if char in "\n\r"
    ]


def test_a_quotation_is_the_sentence_that_holds_the_words() -> None:
    one = passage(TEXT, spans=ANSWER)
    year = TEXT.index("2019")
    assert quoted(TEXT, one.cite(year, year + 4)) == ["It was changed in 2019."]
    year = TEXT.index("2012")
    assert quoted(TEXT, one.cite(year, year + 4)) == ["The Data Act of 2012 rules."]


def test_a_quotation_never_holds_what_stands_between_the_answers_pieces() -> None:
    one = passage(TEXT, spans=ANSWER)
    spans = one.cite(TEXT.index("2012"), TEXT.index("2019") + 4)
    assert quoted(TEXT, spans) == ["The Data Act of 2012 rules.", "It was changed in 2019."]


def test_a_sentence_that_is_too_long_is_quoted_around_its_words_in_whole_words() -> None:
    text = "We wrote " + "many words " * 40 + "about Data Agency and " + "other things " * 40 + "too."
    one = passage(text, limits=Limits(quotation_characters=100))
    start = text.index("Data Agency")
    (quote,) = quoted(text, one.cite(start, start + 11))
    assert "Data Agency" in quote
    assert len(quote) <= 100
    assert len(quote) > 60
    assert f" {quote} " in text


@given(
    st.lists(
        st.sampled_from(["one", "Two", "three.", "Four,", "\n", "five!", "\n\n", "- six"]), min_size=3, max_size=30
    ),
    st.data(),
)
def test_every_quotation_holds_its_words_and_no_more_than_its_limit(words: list[str], data: st.DataObject) -> None:
    text = f"Start {' '.join(words)} stop"
    one = passage(text, limits=Limits(quotation_characters=40))
    word = data.draw(st.sampled_from(one.analysis.sentences))
    start = word.start
    end = start + len(text[start : word.end].split(maxsplit=1)[0])
    spans = one.cite(start, end)
    assert any(span.start <= start and end <= span.end for span in spans)
    for span in spans:
        assert span.end - span.start <= 40
        assert text[slice(*span)] == text[slice(*span)].strip()


def test_a_statement_quotes_its_words_and_those_of_its_context_once() -> None:
    one = passage(TEXT, spans=ANSWER)
    first, second = TEXT.index("Data Act"), TEXT.index("2019")
    made = one.state("x", first, first + 8, "rule", (second, second + 4), (second, second + 4))
    assert made.value == "x"
    assert made.rule == "rule"
    assert quoted(TEXT, made.spans) == ["The Data Act of 2012 rules.", "It was changed in 2019."]


def test_words_stand_on_one_line_with_their_language() -> None:
    text = "El Ministerio\n  de   Salud"
    one = passage(text, language="es")
    name = one.named(3, len(text), "rule")
    assert (name.value.value, name.value.language) == ("Ministerio de Salud", "es")
    assert one.named(3, len(text), "rule", language="en").value.language == "en"


def test_pieces_are_trimmed_and_empty_ones_left_out() -> None:
    text = "ab   cd   "
    one = passage(text, spans=((0, 4), (4, 5), (5, 10)))
    assert one.pieces(0, 10) == (Span(0, 2), Span(5, 7))
    assert one.pieces(2, 5) == ()


def test_a_piece_is_found_where_it_stands_even_when_its_words_stand_before_too() -> None:
    text = "no. Yes no. "
    one = passage(text, spans=((0, 12),))
    assert one.pieces(7, 12) == (Span(8, 11),)


@pytest.mark.parametrize(
    ("start", "end", "words"), [(4, 6, "(Fiji,"), (0, 1, "In"), (3, 9, "(Fiji,"), (5, 12, "(Fiji, 2019)")]
)
def test_a_line_is_quoted_up_to_the_spaces_around_it(start: int, end: int, words: str) -> None:
    text = "In (Fiji, 2019) it"
    span = source(text).quoted_line(start, end)
    assert text[slice(*span)] == words


def test_what_is_skipped_names_the_document() -> None:
    one = source("text")
    one.skip("a law", "no number", Span(0, 2))
    (skipped,) = one.skipped
    assert (skipped.document, skipped.what, skipped.reason, skipped.span) == (
        "invented.txt",
        "a law",
        "no number",
        Span(0, 2),
    )


def test_spans_of_several_statements_stand_once_in_order() -> None:
    spans = [(Span(5, 9),), (Span(0, 3), Span(5, 9))]
    assert merged_spans([Stated(value=1, spans=one, rule="r") for one in spans]) == (Span(0, 3), Span(5, 9))
    assert merged_spans([stated(1)]) == (Span(0, 1),)
