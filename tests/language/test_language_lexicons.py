"""The lexicons: every language holds what English holds, with codes that exist and phrases that mean one thing."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from languages import FOLDERS, ROOT, analyse, searched

from egov_kg.config import data_folder
from egov_kg.errors import KnowledgeError
from egov_kg.language import LANGUAGES, Lexicon, lexicon, load_lexicon
from egov_kg.language.lexicon import PHRASE_GROUPS, WORD_GROUPS, folded

SCHEMES = {
    "tie-kind": ("tie-kind",),
    "tie-status": ("tie-status",),
    "topic": ("topic", "legal-topic", "technology"),
    "technology": ("technology",),
    "legal-topic": ("legal-topic",),
    "portal-type": ("portal-type",),
    "mandate": ("mandate",),
    "strategy-kind": ("strategy-kind",),
    "instrument-type": ("instrument-type",),
    "official": ("post-type",),
}
"""The code schemes that the values of a group come from; the other groups name one cue, which is their only value."""
ONLY_VALUE = {"tie-status-void": "void", "portal-replaced": "replaced"}
OWN = {"instrument-type": {"other"}}
"""Values that a language may have beyond English: names of norms that English texts do not use."""


def codes(scheme: str) -> set[str]:
    text = (data_folder("ontology") / "codes" / f"{scheme}.ttl").read_text(encoding="utf-8")
    return set(re.findall(rf"^{scheme}:([\w-]+) a ", text, re.M))


def groups(language: Lexicon) -> dict[str, set[str]]:
    """The groups of a language that hold something, with their values."""
    found = {group: {value for value, words in values.items() if words} for group, values in language.phrases.items()}
    return found | {group: set() for group, words in language.words.items() if words}


def test_the_languages_listed_have_folders() -> None:
    assert set(LANGUAGES) <= set(FOLDERS) >= {"en", "es", "fr", "pt"}


def test_every_folder_is_listed() -> None:
    assert sorted(LANGUAGES) == sorted(FOLDERS)


@pytest.mark.parametrize("language", FOLDERS)
def test_holds_what_english_holds(language: str) -> None:
    here, english = groups(load_lexicon(language)), groups(load_lexicon("en"))
    assert sorted(english.keys() - here.keys()) == []
    lacking = {group: sorted(english[group] - here[group]) for group in english if english[group] - here[group]}
    assert lacking == {}


@pytest.mark.parametrize("language", FOLDERS)
def test_holds_no_value_that_english_lacks(language: str) -> None:
    here, english = groups(load_lexicon(language)), groups(load_lexicon("en"))
    more = {group: here[group] - english.get(group, set()) - OWN.get(group, set()) for group in here}
    assert {group: sorted(values) for group, values in more.items() if values} == {}


def test_english_has_every_group() -> None:
    assert groups(load_lexicon("en")).keys() == {*PHRASE_GROUPS, *WORD_GROUPS}


@pytest.mark.parametrize("language", FOLDERS)
def test_values_are_codes_that_exist(language: str) -> None:
    unknown = []
    for group, values in load_lexicon(language).phrases.items():
        known = {code for scheme in SCHEMES.get(group, ()) for code in codes(scheme)} or {ONLY_VALUE.get(group, group)}
        unknown += [f"{group}: {value}" for value in values if value not in known]
    assert unknown == []


@pytest.mark.parametrize("language", FOLDERS)
def test_a_phrase_has_one_value_in_a_group_and_stands_there_once(language: str) -> None:
    for group, values in load_lexicon(language).phrases.items():
        counted = Counter(phrase for phrases in values.values() for phrase in phrases)
        assert [phrase for phrase, times in counted.items() if times > 1] == [], group


@pytest.mark.parametrize("language", FOLDERS)
def test_phrases_are_clean(language: str) -> None:
    found = load_lexicon(language)
    phrases = [phrase for _, _, phrase in found.entries()] + [word for words in found.words.values() for word in words]
    assert [p for p in phrases if not p or p != p.strip() or "  " in p or any(ord(char) < 32 for char in p)] == []
    signs = found.words["number-sign"]
    assert [p for p in phrases if p != folded(p) and p not in signs] == []


@pytest.mark.parametrize("language", FOLDERS)
def test_twelve_months_each_with_a_name(language: str) -> None:
    months = load_lexicon(language).months
    assert sorted(set(months.values())) == list(range(1, 13))
    assert {number for name, number in months.items() if len(name) >= 3 and name.isalpha()} == set(range(1, 13))


def test_a_month_name_is_one_month_in_every_language() -> None:
    # Dates are read with the names of all languages at once.
    numbers: dict[str, set[int]] = {}
    for language in FOLDERS:
        for name, number in load_lexicon(language).months.items():
            numbers.setdefault(name, set()).add(number)
    assert {name: of for name, of in numbers.items() if len(of) > 1} == {}


@pytest.mark.parametrize(
    ("language", "name", "number"),
    [("en", "sept", 9), ("es", "setiembre", 9), ("fr", "aout", 8), ("fr", "fevrier", 2), ("pt", "marco", 3)],
)
def test_months_are_found_without_accents(language: str, name: str, number: int) -> None:
    assert load_lexicon(language).months[name] == number


def _sentence_case(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


FORMS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "sentence": _sentence_case,
    "title": string.capwords,
    "capitals": str.upper,
}


def _missed(language: str, form: str) -> list[str]:
    """The phrases that are not found, whole and with their value, where a sentence prints them."""
    write = FORMS[form]
    missed = []
    for group, value, phrase in searched(language):
        text = f"xyz, {write(phrase)} zyx"
        wanted = (group, value, 5, 5 + len(phrase))
        if wanted not in {tuple(hit) for hit in analyse(language, text).hits}:
            missed.append(f"{group}: {value}: {phrase}")
    return missed


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("form", ["lower", "sentence", "title"])
def test_every_phrase_is_found_where_a_sentence_prints_it(language: str, form: str) -> None:
    assert _missed(language, form) == []


@pytest.mark.parametrize("language", FOLDERS)
def test_every_phrase_is_found_in_capitals(language: str) -> None:
    assert _missed(language, "capitals") == []


def test_an_unknown_group_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    english = (ROOT / "en" / "lexicon.yaml").read_text(encoding="utf-8")
    (folder / "lexicon.yaml").write_text(f"{english}\ncolour: [red]\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "__file__", str(tmp_path / "lexicon.py"))
    with pytest.raises(KnowledgeError) as caught:
        load_lexicon("xx")
    assert caught.value.place == "colour"
    assert caught.value.file == folder / "lexicon.yaml"


@pytest.mark.parametrize("language", FOLDERS)
def test_words_of_public_bodies_are_words_of_heads(language: str) -> None:
    words = load_lexicon(language).words
    assert words["public-body-head"] - words["organization-head"] <= {
        part for head in words["organization-head"] for part in head.split()
    }
