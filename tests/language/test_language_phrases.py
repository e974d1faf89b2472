"""Phrases: found whole, with exact offsets, whatever accents and capitals are printed; the longest wins."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from languages import FOLDERS, SEARCHED_WORDS, analyse, analyzer, data, searched

from egov_kg.language import Hit, folded, load_analyzer, unaccented
from egov_kg.language.analysis import Name

PHRASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(data("phrases.yaml"))
OPEN_DATA = {"en": "open data", "es": "datos abiertos", "fr": "données ouvertes", "pt": "dados abertos"}
LISTED = [pytest.param(name, case, id=f"{name}-{case['text'][:24]}") for name in PHRASES for case in PHRASES[name]]


def words_by_value(language: str, text: str, group: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for hit in analyse(language, text).hits:
        if hit.group == group:
            found.setdefault(hit.value, []).append(text[hit.start : hit.end])
    return found


def test_sentences_are_written_for_every_language() -> None:
    assert sorted(PHRASES) == list(FOLDERS)


@pytest.mark.parametrize(("language", "case"), LISTED)
def test_phrases_of_a_sentence(language: str, case: dict[str, Any]) -> None:
    for group in case.keys() - {"text"}:
        assert words_by_value(language, case["text"], group) == case[group], group


@pytest.mark.parametrize("language", FOLDERS)
def test_the_longest_phrase_of_a_group_wins(language: str) -> None:
    longest = {"en": "draft law", "es": "proyecto de ley", "fr": "projet de loi", "pt": "projeto de lei"}[language]
    for text in (longest, longest.upper(), longest.capitalize()):
        assert words_by_value(language, f"x {text}, y", "instrument-type") == {"bill": [text]}


@pytest.mark.parametrize(
    ("language", "printed"),
    [("es", "decisión y Constitución"), ("fr", "la constitution — Décret"), ("pt", "a Constituição")],
)
def test_accents_and_capitals_do_not_matter(language: str, printed: str) -> None:
    def found(text: str) -> list[tuple[str, str, int, int]]:
        return [tuple(hit) for hit in analyse(language, text).hits]  # type: ignore[misc]

    assert found(printed)
    assert found(printed) == found(unaccented(printed)) == found(printed.upper()) == found(printed.lower())


def test_a_phrase_is_found_as_words_only() -> None:
    assert words_by_value("en", "The outlaw and the lawyer", "instrument-type") == {}
    assert words_by_value("pt", "leitura e decretou", "instrument-type") == {}
    assert words_by_value("fr", "les lois", "instrument-type") == {"law": ["lois"]}


def test_words_inside_addresses_are_no_words() -> None:
    text = "See https://law.example.org/decree/act.html and law@decree.example.org, www.law.example.org; the act"
    assert words_by_value("en", text, "instrument-type") == {"law": ["act"]}


@pytest.mark.parametrize("language", FOLDERS)
def test_a_typographic_apostrophe_and_a_fixed_space_are_plain_ones(language: str) -> None:
    for group, value, phrase in searched(language):
        if "'" in phrase and group == "tie-kind":
            text = f"x {phrase.replace(chr(39), chr(0x2019)).replace(' ', chr(0xA0))} y"
            assert Hit(group, value, 2, 2 + len(phrase)) in analyse(language, text).hits


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize(
    "gap", ["\n", *(pytest.param(gap) for gap in ("\r\n", "  ", "\n  ", "\u202f", "\u2009"))]
)
def test_a_phrase_broken_by_a_line_end_or_wider_space_is_found(language: str, gap: str) -> None:
    printed = OPEN_DATA[language].replace(" ", gap)
    assert words_by_value(language, f"xyz {printed} zyx", "topic") == {"open-data": [printed]}


@pytest.mark.parametrize("language", FOLDERS)
def test_no_phrase_goes_from_one_block_or_cell_into_the_next(language: str) -> None:
    first, second = OPEN_DATA[language].split()
    for gap in ("\n\n", "\n- ", "\t", ".\n"):
        text = f"Abc {first}{gap}{second.capitalize()} xyz"
        assert "open-data" not in words_by_value(language, text, "topic"), repr(gap)


@pytest.mark.parametrize("printed", ["Digital ID", "DIGITAL ID", "digital ID"])
def test_an_acronym_at_the_end_of_a_phrase_is_found(printed: str) -> None:
    assert words_by_value("en", f"The {printed}.", "topic") == {"digital-identity": [printed]}


def test_capitals_are_checked_where_a_name_asks() -> None:
    def capital(words: str) -> bool:
        return words[0].isupper()

    names = [Name("country", "TCD", "Tchad", capital), Name("demonym", "TCD", "tchadien")]
    names += [Name("country", "GIN", "Guinée", capital), Name("country", "GNQ", "Guinée équatoriale", capital)]
    names += [Name("acronym", "WHO", "WHO", str.isupper), Name("demonym", "GIN", "guinéenne")]
    found = load_analyzer("fr", names)
    text = "Le Tchad, le tchad, la WHO, who, Who, la Guinée équatoriale, la GUINÉE, l'agence guinéenne et Tchadien"
    hits = [hit for hit in found.analyse(text, 0, len(text)).hits if hit.group in ("country", "acronym", "demonym")]
    assert [(hit.value, text[hit.start : hit.end]) for hit in hits] == [
        ("TCD", "Tchad"),
        ("WHO", "WHO"),
        ("GNQ", "Guinée équatoriale"),
        ("GIN", "GUINÉE"),
        ("GIN", "guinéenne"),
        ("TCD", "Tchadien"),
    ]


def test_one_phrase_may_stand_for_two_things() -> None:
    found = load_analyzer("en", [Name("acronym", "first", "ABC"), Name("acronym", "second", "ABC")])
    assert [hit.value for hit in found.analyse("the ABC", 0, 7).hits] == ["first", "second"]


@pytest.mark.parametrize("language", FOLDERS)
def test_offsets_are_those_of_the_whole_text(language: str) -> None:
    text = "Blockchain before.\n\nThe blockchain, and\n\nblockchain behind."
    start, end = text.index("The"), text.index("\n\n", 30)
    analysis = analyzer(language).analyse(text, start, end)
    hit = Hit("technology", "blockchain", start + 4, start + 14)
    assert [one for one in analysis.hits if one.group == "technology"] == [hit]
    assert analysis.within(hit.start, hit.end, "technology") == [hit]
    assert analysis.within(hit.start + 1, end, "technology") == []
    assert analysis.within(start, hit.end - 1, "technology") == []
    assert {one.group for one in analysis.within(start, end)} == {"technology", "topic", "strategy-kind"}
    assert analysis.within(start, end, "country") == []


@cache
def _spelled(language: str) -> dict[tuple[str, str], set[str]]:
    """The phrases of each value, as they may be printed."""
    found: dict[tuple[str, str], set[str]] = {}
    for group, value, phrase in searched(language):
        found.setdefault((group, value), set()).update({phrase, f"{phrase}."})
    return found


@st.composite
def _sentences(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and phrases of its lexicon with other words and marks between them."""
    language = draw(st.sampled_from(FOLDERS))
    phrases = st.sampled_from([phrase for _, _, phrase in searched(language)])
    printed = phrases | phrases.map(str.upper) | phrases.map(str.title)
    others = st.sampled_from(["É", "İ", "ß", "x", ",", ".", "(", ")", "\n", "\n\n", "- ", "’", "e\u0301", "a@b.org"])
    pieces = draw(st.lists(st.tuples(printed | others, st.sampled_from([" ", " ", "", "\u00a0"])), max_size=20))
    return language, "".join(word + gap for word, gap in pieces)


@settings(max_examples=150, deadline=None)
@given(_sentences())
def test_a_hit_stands_for_the_words_at_its_place(drawn: tuple[str, str]) -> None:
    language, text = drawn
    analysis = analyse(language, text)
    for hit in analysis.hits:
        assert " ".join(folded(text[hit.start : hit.end]).split()) in _spelled(language)[hit.group, hit.value]
    assert list(analysis.hits) == sorted(analysis.hits, key=lambda hit: (hit.start, hit.end, hit.group, hit.value))
    assert len(set(analysis.hits)) == len(analysis.hits)


@settings(max_examples=100, deadline=None)
@given(_sentences())
def test_no_hit_stands_inside_a_longer_one_of_its_group(drawn: tuple[str, str]) -> None:
    language, text = drawn
    hits = analyse(language, text).hits
    for hit in hits:
        around = [one for one in hits if one.group == hit.group and one.start <= hit.start and hit.end <= one.end]
        assert {one[2:] for one in around} == {hit[2:]}


def test_lists_that_are_searched_for_are_those_of_the_analyzer() -> None:
    for group in SEARCHED_WORDS:
        word = min(analyzer("en").lexicon.words[group])
        assert group in {hit.group for hit in analyse("en", f"xyz {word} zyx").hits}
