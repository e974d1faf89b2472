"""Quotations: always the text at their offsets, never over a mask, never too long."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.errors import SourceMismatch
from egov_kg.graph.evidence import Quoter
from egov_kg.model import Document, Span
from egov_kg.records import DocumentDescription, DocumentRecords

PIECES = st.lists(
    st.sampled_from(["word", " ", "\n", ". ", "ñ😀", "\x0c", "·", "mail@example.org", "a" * 30]), max_size=40
)


def quoter(
    text: str,
    *,
    private: tuple[Span, ...] = (),
    longest: int = 50,
    questions: tuple[tuple[Span, str], ...] = (),
    pages: tuple[int, ...] = (),
) -> Quoter:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(
        file_name="a.txt", path=Path("a.txt"), sha256=digest, text=text, plain=text, private=private, page_starts=pages
    )
    description = DocumentDescription(languages=("en",))
    source = DocumentRecords(source=document, description=description, records=(), questions=questions)
    return Quoter(source, longest=longest)


@given(PIECES, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=1, max_size=4), st.data())
def test_quotations_are_the_text_at_their_offsets(
    pieces: list[str], bounds: list[tuple[int, int]], data: st.DataObject
) -> None:
    text = "".join(pieces)
    cut = [sorted((min(a, len(text)), min(b, len(text)))) for a, b in bounds]
    spans = [Span(start, end) for start, end in cut]
    masks = data.draw(st.lists(st.sampled_from(spans), max_size=2))
    found = quoter(text, private=tuple(masks), longest=25).quotations(spans)
    for one in found:
        assert text[one.start : one.end] == one.quote == one.quote.strip() != ""
        assert len(one.quote) <= 25
        assert any(span.start <= one.start and one.end <= span.end for span in spans)
        assert not any(mask.start < one.end and mask.end > one.start for mask in masks if mask.start < mask.end)
        assert "\x0c" not in one.quote
        assert one.iri.endswith(f"-{one.start}-{one.end}")
    assert list(found) == sorted(set(found))


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@given(PIECES)
def test_no_word_is_lost_where_nothing_is_private(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = quoter(text, longest=30).quotations([Span(0, len(text))])
    assert letters("".join(one.quote for one in found)) == letters(text)


def test_a_mask_splits_a_quotation_and_leaves_no_crumbs() -> None:
    text = "Ask ana@example.org, or call us."
    mask = Span(4, 19)
    found = quoter(text, private=(mask,)).quotations([Span(0, len(text)), Span(4, 20)])
    assert [one.quote for one in found] == ["Ask", ", or call us."]


def test_a_sign_alone_can_be_a_quotation() -> None:
    assert [one.quote for one in quoter("80 %").quotations([Span(3, 4)])] == ["%"]


def test_a_long_stretch_is_cut_at_lines_then_sentences_then_spaces() -> None:
    lines = "a first line\n" * 4
    assert {one.quote for one in quoter(lines, longest=30).quotations([Span(0, len(lines))])} == {
        "a first line\na first line"
    }
    sentences = "One is here. Two is there. Three."
    cut = [one.quote for one in quoter(sentences, longest=27).quotations([Span(0, len(sentences))])]
    assert cut == ["One is here. Two is there.", "Three."]


def test_a_quotation_knows_its_question_and_its_page() -> None:
    text = "1. First?\nyes\n2. Second?\nno\n"
    questions = ((Span(14, 28), "q-2"), (Span(0, 14), "q-1"))
    made = quoter(text, questions=questions, pages=(0, 20))
    yes, no = made.quotations([Span(10, 13), Span(25, 27)])
    assert (yes.question, yes.page, no.question, no.page) == ("q-1", 1, "q-2", 2)
    assert quoter(text).quotations([Span(10, 13)])[0].question is None


@pytest.mark.parametrize("span", [Span(-1, 3), Span(2, 99), Span(3, 2)])
def test_a_stretch_outside_the_text_stops_the_run(span: Span) -> None:
    with pytest.raises(SourceMismatch, match="code points") as caught:
        quoter("short").quotations([span])
    assert (caught.value.start, caught.value.end) == span
