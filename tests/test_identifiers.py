"""Keys and IRIs: folded names, short keys, local names that Turtle takes without an escape."""

from __future__ import annotations

import re
import unicodedata

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from egov_kg.errors import InvalidIdentifier
from egov_kg.identifiers import LONGEST_KEY, document_key, entity_iri, fold, local_name, shorten
from egov_kg.vocabulary import ENTITY_PREFIXES, entity_namespace

# PN_CHARS of the Turtle 1.1 grammar, which a local name may hold without an escape; the first may be no mark.
_CHARS = (
    "A-Za-z0-9_\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d\u203f-\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
TURTLE = re.compile(rf"[{_CHARS}](?:[{_CHARS}-]*[{_CHARS}])?\Z")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ministerio de Educación", "ministerio-de-educacion"),
        ("  The  Office — of Data ", "the-office-of-data"),
        ("I+D+i (2019/20)", "i-d-i-2019-20"),
        ("Straße", "straße"),
        ("Ελληνική Υπηρεσία", "ελληνικη-υπηρεσια"),
        pytest.param("Министерство № 1", "министерство-no-1"),
        ("数字 办公室", "数字-办公室"),
        ("ﬁnance ²", "finance-2"),
        ("snake_case", "snake-case"),
        ("—", ""),
        ("", ""),
    ],
)
def test_fold_keeps_letters_and_digits_alone(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize("printed", ["Law №5", "Portal™", "ℋealth", "⓫ offices"])
def test_fold_is_lower_case_and_fit_for_turtle_whatever_the_letters_decompose_into(printed: str) -> None:
    key = fold(printed)
    assert key == key.lower()
    assert fold(key) == key
    assert TURTLE.match(key)


def test_vowel_signs_break_no_word() -> None:
    assert fold("हिन्दी").count("-") == 0


@given(st.text(max_size=60))
def test_fold_leaves_no_mark_space_or_double_hyphen(text: str) -> None:
    key = fold(text)
    assert "--" not in key
    assert key == key.strip("-")
    assert not any(unicodedata.combining(char) or char.isspace() for char in key)
    assert all(char.isalnum() or char == "-" for char in key)


@given(st.text(st.characters(codec="latin-1"), max_size=60))
def test_fold_changes_nothing_twice(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text) == fold(unicodedata.normalize("NFD", text))


def test_a_short_key_stays_and_a_long_one_is_cut_at_a_hyphen_with_a_hash() -> None:
    key = "-".join(["word"] * 16)  # 79 characters
    assert shorten(key) == key
    assert re.fullmatch(r"(?:word-){14}[0-9a-f]{8}", shorten(key + "-more"))
    assert shorten("a" * 81).startswith("a" * 71 + "-")


@given(st.text("ab-", min_size=LONGEST_KEY - 3, max_size=300).map(fold))
def test_shorten_is_short_stable_and_tells_long_keys_apart(key: str) -> None:
    short = shorten(key)
    assert len(short) <= LONGEST_KEY
    assert shorten(short) == short
    if len(key) > LONGEST_KEY:
        assert shorten(key + "a") != short


def test_shorten_is_the_same_in_every_release() -> None:
    assert (
        shorten("office-of-" + "data-" * 20 + "and-more")
        == "office-of-data-data-data-data-data-data-data-data-data-data-data-data-39b6b928"
    )


def test_local_name_leaves_out_empty_parts_and_keeps_the_country() -> None:
    assert local_name("COL", "mintic") == "COL-mintic"
    assert local_name("", "a", "", "b") == "a-b"
    assert len(local_name("COL", "x" * 500)) == 84


@pytest.mark.parametrize(
    "parts", [(), ("",), ("a b",), ("a/b",), ("-a",), ("a-",), ("a.b",), ("a\n",), ("é\u0301 ",), ("%20",)]
)
def test_what_makes_no_local_name_is_refused_with_its_value(parts: tuple[str, ...]) -> None:
    with pytest.raises(InvalidIdentifier) as raised:
        local_name(*parts)
    assert raised.value.value == "-".join(parts)


def test_two_hyphens_are_refused_as_the_message_says() -> None:
    with pytest.raises(InvalidIdentifier):
        local_name("a--b")


# Numbers in circles (category No) stand in a case of their own above.
LETTERS = st.text(st.characters(exclude_categories=("No", "Cs")), max_size=30)


@given(st.lists(LETTERS, min_size=1, max_size=4))
@example(["0"])
@example(["٣"])
def test_folded_parts_make_a_turtle_name_or_none(names: list[str]) -> None:
    parts = [fold(name) for name in names]
    if not any(parts):
        with pytest.raises(InvalidIdentifier):
            local_name(*parts)
        return
    name = local_name(*parts)
    assert name == local_name(*parts)
    assert TURTLE.match(name)
    (quad,) = ox.parse(f"@prefix x: <http://example.org/> . x:{name} a x:T .", format=ox.RdfFormat.TURTLE)
    assert quad.subject == ox.NamedNode(f"http://example.org/{name}")


@pytest.mark.parametrize("class_name", sorted(ENTITY_PREFIXES))
def test_an_iri_is_the_namespace_of_its_class_and_the_local_name(class_name: str) -> None:
    assert entity_iri(class_name, "MLT", "x") == f"https://w3id.org/egov-kg/id/{ENTITY_PREFIXES[class_name]}/MLT-x"
    assert entity_namespace(class_name).endswith("/")


def test_a_document_is_known_by_sixteen_digits() -> None:
    assert document_key("0123456789abcdef" * 4) == "0123456789abcdef"
