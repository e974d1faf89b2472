"""Words with the words around them: where a name, a number or an address stands in a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.evaluate.normal import joined
from egov_kg.evaluate.passages import AROUND, read_text, text_of


def found(content: str, *terms: str) -> list[str]:
    return [content[place.start : place.end] for place in text_of("a.txt", content).find(terms)]


@pytest.mark.parametrize(
    ("content", "term", "stands"),
    [
        ("La Agencia\n  Electrónica.", "agencia electronica", "Agencia\n  Electrónica"),
        ("see https://www.gob.ec/tramites/ now", "gob.ec/tramites", "gob.ec/tramites"),
        ("12,500 followers", "12500", "12,500"),
        ("Ley N° 17.930", "17930", "17.930"),
        ("Ley 17930", "17.930", "17930"),
        ("68,4 por ciento", "68.4", "68,4"),
        ("@Estado_Digital", "estado_digital", "Estado_Digital"),
        ("Educacio\u0301n", "Educación", "Educacio\u0301n"),
        ("Straße", "STRASSE", "Straße"),
        ("🙂 Kenya", "Kenya", "Kenya"),
    ],
)  # fmt: skip
def test_a_term_is_found_however_it_is_printed(content: str, term: str, stands: str) -> None:
    assert found(content, term) == [stands]


@pytest.mark.parametrize(
    ("content", "term"),
    [
        ("We can do it.", "CAN"),
        ("Kenyatta", "Kenya"),
        ("In 2018.", "18"),
        ("117930", "17930"),
        ("nothing", ""),
        ("nothing", "…"),
    ],
)
def test_a_part_of_a_word_is_no_place(content: str, term: str) -> None:
    assert found(content, term) == []


def test_the_first_term_that_stands_gives_all_its_places() -> None:
    content = "MIP: Ministry of Innovation. The MIP acts."
    assert found(content, "Ministerio", "MIP", "Ministry of Innovation") == ["MIP", "MIP"]


def test_an_excerpt_has_the_words_around_cut_between_words() -> None:
    content = f"{'one two ' * 20}\n\nWORDS\there\n{' three four' * 20}"
    (place,) = text_of("a.txt", content).find(["words here"])
    assert (place.file, place.words) == ("a.txt", "WORDS here")
    assert place.before.startswith(("…one ", "…two "))
    assert place.before.endswith("one two ")
    assert place.after.startswith(" three four")
    assert place.after.endswith("…")
    assert max(len(place.before), len(place.after)) <= AROUND + 1


def test_an_excerpt_at_the_ends_of_a_text_is_not_cut() -> None:
    (place,) = text_of("a.txt", "  Only this.\n").find(["only this"])
    assert (place.before, place.words, place.after) == ("", "Only this", ".")


def test_control_characters_do_not_reach_the_terminal() -> None:
    place = text_of("a.txt", "a\x1b[31m word \x07b").excerpt(0, 14)
    assert "\x1b" not in place.words
    assert "\x07" not in place.words


@given(st.lists(st.text("abcXYé1 .,\n", min_size=1), min_size=1), st.data())
def test_words_of_a_text_are_found_where_they_stand(parts: list[str], data: st.DataObject) -> None:
    content = " ".join(parts)
    words = [word for word in content.replace(".", " ").replace(",", " ").split() if len(word) > 1]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    places = text_of("a.txt", content).find([word])
    assert places
    for place in places:
        assert joined(content[place.start : place.end]) == joined(word)
    start = content.index(word)
    whole = not content[:start][-1:].isalnum() and not content[start + len(word) :][:1].isalnum()
    assert not whole or any(place.start <= start < place.end for place in places)


@given(st.text(), st.text())
def test_any_term_can_be_looked_for_in_any_text(content: str, term: str) -> None:
    for place in text_of("a.txt", content).find([term]):
        assert 0 <= place.start < place.end <= len(content)


def test_a_text_is_read_with_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "0123456789abcdef.txt").write_bytes(b"a\r\nKenya")
    text = read_text(tmp_path, "https://w3id.org/egov-kg/id/document/0123456789abcdef", "a.txt")
    assert text is not None
    assert [place.start for place in text.find(["Kenya"])] == [3]


@pytest.mark.parametrize("document", ["https://w3id.org/egov-kg/id/document/0123456789abcdef", "https://example.org/"])
def test_a_text_that_is_not_there_is_none(tmp_path: Path, document: str) -> None:
    assert read_text(tmp_path, document, "a.txt") is None


def test_bytes_that_are_no_text_are_none(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "0123456789abcdef.txt").write_bytes(b"\xff")
    assert read_text(tmp_path, "https://w3id.org/egov-kg/id/document/0123456789abcdef", "a.txt") is None
