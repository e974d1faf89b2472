"""Sentences that tell of accounts, figures, technologies and partners, and sentences that only look as if they did."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from egov_kg import registry
from egov_kg.config import Limits
from egov_kg.errors import KnowledgeError
from egov_kg.extract import read_document
from egov_kg.extract.prose_fact_words import FACT_GROUPS, load_fact_words
from egov_kg.forms.outline import divide
from egov_kg.language import LANGUAGES
from egov_kg.model import Document, Stated
from egov_kg.pipeline import analyzer
from egov_kg.records import (
    DocumentRecords,
    IndicatorObservation,
    OrganizationMention,
    Partnership,
    SocialMediaAccount,
    TechnologyInitiative,
)

HOME = {
    "en": "Namibia wrote this text to be read. Namibia is a country, Namibia says so, and Namibia will say it again.",
    "es": "Paraguay escribió este texto. Paraguay es un país, Paraguay lo dice y Paraguay lo va a decir de nuevo hoy.",
    "fr": "Le Maroc a écrit ce texte. Le Maroc est un pays, le Maroc le dit, et le Maroc le dira encore une fois ici.",
    "pt": "Angola escreveu este texto. Angola é um país, Angola diz isso, e Angola vai dizer isso de novo aqui, hoje.",
}
COUNTRY = {"en": "NAM", "es": "PRY", "fr": "MAR", "pt": "AGO"}


@cache
def read(language: str, words: str) -> DocumentRecords:
    text = f"{HOME[language]}\n\n{words}\n"
    document = Document(file_name="t.txt", path=Path("t.txt"), sha256="0" * 64, text=text, plain=text)
    found = read_document(divide(document), registry=registry.load(), analyzer=analyzer, limits=Limits())
    assert_quoted(text, found)
    return found


def assert_quoted(text: str, found: DocumentRecords) -> None:
    """The quotations of what is told hold its digits and handles."""
    for record in found.records:
        values = [getattr(record, name, None) for name in ("followers", "handle", "value", "year")]
        for stated in (one for one in values if isinstance(one, Stated) and isinstance(one.value, int | str)):
            quoted = "".join("".join(text[slice(*span)].split()) for span in stated.spans).casefold()
            assert str(stated.value).casefold() in quoted or str(stated.value) in re.sub("[.,]", "", quoted)


def cases(kind: str, part: str) -> list[Any]:
    path = Path(__file__).parent / "prose" / f"{kind}.yaml"
    return [pytest.param(case, id=case["sentence"][:50]) for case in yaml.safe_load(path.read_text("utf-8"))[part]]


def name(mention: OrganizationMention) -> str:
    return mention.names[0].value.value if mention.names else mention.acronym.value if mention.acronym else ""


def accounts(case: dict[str, Any]) -> set[str]:
    found = [one for one in read(case["language"], case["sentence"]).records if isinstance(one, SocialMediaAccount)]
    assert {one.country.value.iso3 for one in found} <= {COUNTRY[case["language"]]}
    return {
        f"{one.platform.value} {one.handle.value}"
        + (f" {one.followers.value}" if one.followers else "")
        + (f" of {name(one.account_of.value)}" if one.account_of else "")
        for one in found
    }


def figures(case: dict[str, Any]) -> set[str]:
    found = [one for one in read(case["language"], case["sentence"]).records if isinstance(one, IndicatorObservation)]
    assert {one.country.value.iso3 for one in found} <= {COUNTRY[case["language"]]}
    assert {one.unit.value for one in found} <= {"percent", "percent-of-gdp"}
    return {
        f"{one.indicator.value} {one.value.value}" + (f" {one.year.value}" if one.year else "") for one in found
    }


def technologies(case: dict[str, Any]) -> set[str]:
    found = [one for one in read(case["language"], case["sentence"]).records if isinstance(one, TechnologyInitiative)]
    assert {one.country.value.iso3 for one in found} <= {COUNTRY[case["language"]]}
    assert all(one.description.value.value for one in found)
    return {one.technology.value for one in found}


def partners(case: dict[str, Any]) -> set[str]:
    found = [one for one in read(case["language"], case["sentence"]).records if isinstance(one, Partnership)]
    assert {one.country.value.iso3 for one in found} <= {COUNTRY[case["language"]]}
    assert not any(one.partner.value.public_body for one in found)
    return {name(one.partner.value) for one in found}


@pytest.mark.parametrize("case", cases("accounts", "said"))
def test_an_account_that_is_said(case: dict[str, Any]) -> None:
    assert accounts(case) == set(case["accounts"])


@pytest.mark.parametrize("case", cases("accounts", "not-said"))
def test_no_account_is_said(case: dict[str, Any]) -> None:
    assert accounts(case) == set()


@pytest.mark.parametrize("case", cases("figures", "said"))
def test_a_figure_that_is_said(case: dict[str, Any]) -> None:
    assert figures(case) == set(case["figures"])


@pytest.mark.parametrize("case", cases("figures", "not-said"))
def test_no_figure_is_said(case: dict[str, Any]) -> None:
    assert figures(case) == set()


@pytest.mark.parametrize("case", cases("technologies", "said"))
def test_a_technology_that_is_used(case: dict[str, Any]) -> None:
    assert technologies(case) == set(case["technologies"])


@pytest.mark.parametrize("case", cases("technologies", "not-said"))
def test_no_technology_is_used(case: dict[str, Any]) -> None:
    assert technologies(case) == set()


@pytest.mark.parametrize("case", cases("partners", "said"))
def test_a_partner_that_is_named(case: dict[str, Any]) -> None:
    assert partners(case) == set(case["partners"])


@pytest.mark.parametrize("case", cases("partners", "not-said"))
def test_no_partner_is_named(case: dict[str, Any]) -> None:
    assert partners(case) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_group_of_words(language: str) -> None:
    words = load_fact_words(language)
    assert set(words.words) == FACT_GROUPS
    assert all(words.words.values())


def test_a_language_without_words_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="there is no such file of words"):
        load_fact_words("xx")
