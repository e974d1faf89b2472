"""Blocks and sentences: what a line break, a bullet, an abbreviation and a full stop mean."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from languages import FOLDERS, analyse, data, sentences

from egov_kg.language import Analysis
from egov_kg.language.blocks import BULLET, Block, blocks

SENTENCES: dict[str, list[list[str]]] = yaml.safe_load(data("sentences.yaml"))
BLOCKS: list[dict[str, Any]] = yaml.safe_load(data("blocks.yaml"))
LISTED = [pytest.param(name, case, id=f"{name}-{case[0][:24]}") for name in SENTENCES for case in SENTENCES[name]]


def test_sentences_are_written_for_every_language() -> None:
    assert sorted(SENTENCES) == list(FOLDERS)


@pytest.mark.parametrize(("language", "expected"), LISTED)
def test_a_paragraph_is_split_into_its_sentences(language: str, expected: list[str]) -> None:
    assert sentences(language, " ".join(expected)) == expected


@pytest.mark.parametrize("case", BLOCKS, ids=[case["what"] for case in BLOCKS])
def test_blocks(case: dict[str, Any]) -> None:
    text = case["text"]
    found = blocks(text, 0, len(text))
    marks = [("* " if block.bullet else "| " if block.row else "") for block in found]
    assert [mark + text[block.start : block.end] for mark, block in zip(marks, found, strict=True)] == case["blocks"]


def test_blocks_of_a_stretch_lie_inside_it() -> None:
    text = "Before it.\n- One item\n- Another item\nBehind it.\n"
    start, end = text.index("- One"), text.index("Behind")
    assert [text[block.start : block.end] for block in blocks(text, start, end)] == ["One item", "Another item"]
    assert [text[block.start : block.end] for block in blocks(text, start + 2, end - 6)] == ["One item", "Another"]


@pytest.mark.parametrize("language", FOLDERS)
def test_a_row_is_one_sentence_and_an_item_may_hold_several(language: str) -> None:
    text = "Portal. One\tOffice. Two\n- First part. Second part.\n"
    assert sentences(language, text) == ["Portal. One\tOffice. Two", "First part.", "Second part."]


@pytest.mark.parametrize("language", FOLDERS)
def test_a_number_at_the_start_of_a_sentence_ends_none(language: str) -> None:
    assert sentences(language, "Xyz ends.\n\n(12. Abc goes on here)\n")[0] == "Xyz ends."
    assert sentences(language, "12. Abc goes on") == ["Abc goes on"]


@pytest.mark.parametrize("language", FOLDERS)
def test_sentences_name_their_block_and_are_found_by_offset(language: str) -> None:
    text = "- Alpha beta. Gamma delta.\n- Epsilon zeta.\n"
    analysis = analyse(language, text)
    assert [sentence.block for sentence in analysis.sentences] == [0, 0, 1]
    for sentence in analysis.sentences:
        for offset in (sentence.start, sentence.end - 1):
            assert analysis.sentence_at(offset) == sentence
    assert analysis.sentence_at(0) is None


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n", "\u00a0"])
def test_nothing_makes_nothing(text: str) -> None:
    analysis = analyse("en", text)
    assert (analysis.blocks, analysis.sentences, analysis.hits) == ((), (), ())
    assert analysis.sentence_at(0) is None


@pytest.mark.parametrize("language", FOLDERS)
def test_an_address_at_the_end_of_a_sentence_keeps_its_stop_outside(language: str) -> None:
    expected = ["Abc www.example.org.", "Xyz https://example.org/a.", "Klm office@example.org.", "End."]
    assert sentences(language, " ".join(expected)) == expected


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("marks", ["()", "“”", "«»", "[]", '""'])
def test_a_sentence_may_open_with_a_mark(language: str, marks: str) -> None:
    expected = ["Alpha beta.", f"{marks[0]}Gamma delta.{marks[1]}", "Epsilon zeta."]
    assert sentences(language, " ".join(expected)) == expected


def test_a_spanish_question_opens_a_sentence() -> None:
    expected = ["El portal abrió.", "¿Está listo?", "¡Sí!", "Ya funciona."]
    assert sentences("es", " ".join(expected)) == expected


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        pytest.param("en", "It was signed on 3 Dec. 2019 in Oslo."),
        pytest.param("es", "Se firmó el 3 de ene. 2019 en Lima."),
        ("fr", "Il fut signé le 3 déc. 2019 à Dakar."),
        ("pt", "Foi assinado em 3 de fev. 2019 na Praia."),
    ],
)
def test_the_abbreviation_of_a_month_ends_no_sentence(language: str, sentence: str) -> None:
    assert sentences(language, sentence) == [sentence]


WORDS = ["Alpha", "beta", "Ltd.", "No.", "3.5", "12", "J.", "e.g.", "é", "Ñandú", "www.example.org", "a@b.org", "漢字"]
MARKS = [".", "!", "?", "…", ",", ";", ":", "(", ")", "“", "”", "'", "’", "-", "–", "•", "- ", "1. ", "a) ", "\u0301"]
GAPS = [" ", "  ", "\t", "\n", "\r\n", "\n\n", "\u00a0", "\u202f", "\f", "\x00"]
PIECES = st.sampled_from([*WORDS, *MARKS, *GAPS])
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80)


def _blank(text: str) -> bool:
    """Whether a stretch between blocks holds nothing but white space and bullets."""
    return all(not line.strip() or BULLET.fullmatch(f"{line.rstrip()} ") for line in text.split("\n"))


def _covered(text: str, found: tuple[Block, ...]) -> bool:
    edges = [0, *(edge for block in found for edge in (block.start, block.end)), len(text)]
    return all(_blank(text[edges[i] : edges[i + 1]]) for i in range(0, len(edges), 2))


def _check(text: str, analysis: Analysis) -> None:
    found, sentence_list = analysis.blocks, analysis.sentences
    assert all(block.start < block.end for block in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert _covered(text, found)
    assert all(left.end <= right.start for left, right in pairwise(sentence_list))
    for index, block in enumerate(found):
        inside = [sentence for sentence in sentence_list if sentence.block == index]
        assert inside
        said = "".join(text[sentence.start : sentence.end] for sentence in inside)
        assert "".join(said.split()) == "".join(text[block.start : block.end].split())
        for sentence in inside:
            assert block.start <= sentence.start < sentence.end <= block.end
            assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(FOLDERS))
def test_blocks_and_sentences_cover_the_text_and_never_overlap(text: str, language: str) -> None:
    _check(text, analyse(language, text))


@pytest.mark.parametrize("bullet", ["•", "-", "1.", "a)", "o"])
def test_a_tab_behind_a_bullet_makes_no_row(bullet: str) -> None:
    text = f"{bullet}\tAlpha beta. Gamma delta\nepsilon."
    assert [(text[block.start : block.end], block.row) for block in blocks(text, 0, len(text))] == [
        ("Alpha beta. Gamma delta\nepsilon.", False)
    ]


@pytest.mark.parametrize("text", ["A lei que cria\no Instituto das Estradas.", "Un ministerio\no una agencia."])
def test_a_line_that_begins_with_the_word_o_goes_on(text: str) -> None:
    assert [text[block.start : block.end] for block in blocks(text, 0, len(text))] == [text]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("pt", ["O guia explica-o.", "Outro atualiza-a.", "Fim."]), ("fr", ["Allons-y.", "Le reste suit."])],
)
def test_a_small_letter_at_the_end_is_no_initial(language: str, expected: list[str]) -> None:
    assert sentences(language, " ".join(expected)) == expected
