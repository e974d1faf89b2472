"""Sentences that say a tie, and sentences that only look as if they did."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egov_kg import registry
from egov_kg.config import Limits
from egov_kg.errors import KnowledgeError
from egov_kg.extract import read_document
from egov_kg.extract.prose_words import GROUPS, load_prose_words
from egov_kg.forms.outline import divide
from egov_kg.language import LANGUAGES
from egov_kg.model import Document
from egov_kg.pipeline import analyzer
from egov_kg.records import (
    CooperationTie,
    CountryRef,
    DocumentRecords,
    InternationalRef,
    OrganizationMention,
    Party,
    Post,
)


def read(text: str) -> DocumentRecords:
    document = Document(file_name="t.txt", path=Path("t.txt"), sha256="0" * 64, text=text, plain=text)
    return read_document(divide(document), registry=registry.load(), analyzer=analyzer, limits=Limits())


def key(party: Party) -> str:
    if isinstance(party, CountryRef):
        return party.iso3
    return party.identifier if isinstance(party, InternationalRef) else "?"


FILLER = {
    "en": "This text was written to be read, and it says nothing of any country until its last line.",
    "es": "Este texto se escribió para ser leído y no dice nada de ningún país hasta su última línea, que sigue.",
}


@cache
def ties(language: str, sentence: str) -> tuple[CooperationTie, ...]:
    found = read(f"{FILLER[language]}\n\n{sentence}\n").records
    return tuple(record for record in found if isinstance(record, CooperationTie))


def said(language: str, sentence: str) -> set[str]:
    """Each tie as ``A+B kind status year``, parties in order, what is not said left out."""
    found = set()
    for tie in ties(language, sentence):
        parts = ["+".join(sorted(key(party.value) for party in tie.parties)), tie.kind.value]
        parts += [tie.status.value] if tie.status else []
        parts += [str(tie.year.value)] if tie.year else []
        found.add(" ".join(parts))
    return found


SENTENCES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "prose" / "sentences.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", SENTENCES["said"], ids=lambda case: case["sentence"][:40])
def test_a_tie_that_is_said(case: dict[str, Any]) -> None:
    assert said(case["language"], case["sentence"]) == set(case["ties"])


@pytest.mark.parametrize("case", SENTENCES["not-said"], ids=lambda case: case["sentence"][:40])
def test_no_tie_is_said(case: dict[str, Any]) -> None:
    assert said(case["language"], case["sentence"]) == set()


@pytest.mark.parametrize(
    ("sentence", "provider", "recipient"),
    [
        ("Senegal received a grant from Japan in 2016.", "JPN", "SEN"),
        ("Japan helped Senegal to build a data centre.", "JPN", "SEN"),
        ("Moldova is supported by the World Bank.", "world-bank", "MDA"),
        ("The project, funded by the European Union, was implemented in Serbia.", "eu", "SRB"),
    ],
)
def test_who_helps_whom(sentence: str, provider: str, recipient: str) -> None:
    (tie,) = ties("en", sentence)
    assert tie.provider is not None
    assert tie.recipient is not None
    assert (key(tie.provider.value), key(tie.recipient.value)) == (provider, recipient)


def owners(text: str) -> set[tuple[str, str]]:
    found = [one for one in read(text).records if isinstance(one, OrganizationMention)]
    return {(one.names[0].value.value, one.country.value.iso3) for one in found if one.country and one.names}


@pytest.mark.parametrize(
    ("sentence", "name", "country"),
    [
        ("Experts praised the Finnish Ministry of Transport yesterday.", "Ministry of Transport", "FIN"),
        ("Experts praised Latvia's Road Data Agency yesterday.", "Road Data Agency", "LVA"),
        ("Experts praised the Ministry of Tax and Data of the Republic of Latvia.", "Ministry of Tax and Data", "LVA"),
        ("In Ghana, the Ministry of Transport was praised.", "Ministry of Transport", "GHA"),
    ],
)
def test_whose_body_it_is(sentence: str, name: str, country: str) -> None:
    assert owners(f"{FILLER['en']}\n\n{sentence}\n") == {(name, country)}


def test_a_body_of_nobody_is_no_fact_and_is_reported() -> None:
    found = read(f"{FILLER['en']}\n\nThe Ministry of Fog Matters was praised.\n")
    assert not [one for one in found.records if isinstance(one, OrganizationMention)]
    assert "Ministry of Fog Matters" in {gap.words for gap in found.gaps}


HOLDERS = [
    ("Kenya's Minister of Water, Jane Achieng Test, spoke.", {("KEN", "minister", "Jane Achieng Test")}),
    ("Ana Ficta, Director of the Road Data Agency of Latvia, spoke.", {("LVA", "director", "Ana Ficta")}),
    ("The Chief Information Officer of Ghana, Mr John Roe, spoke.", {("GHA", "chief-information-officer", "John Roe")}),
    ("The former Minister of Water of Kenya, Jane Test, spoke.", set()),
    ("The Director of the World Bank in Kenya, Jane Test, spoke.", set()),
    ("Kenya's Minister of Water, Foreign Affairs and Trade spoke.", set()),
    ("The director of Acme, Jane Test, spoke in Kenya.", set()),
]


@pytest.mark.parametrize(("sentence", "wanted"), HOLDERS)
def test_holders_of_posts(sentence: str, wanted: set[tuple[str, str, str]]) -> None:
    posts = [one for one in read(f"{FILLER['en']}\n\n{sentence}\n").records if isinstance(one, Post)]
    assert {(p.country.value.iso3, p.post_type.value, h.value) for p in posts for h in p.holders} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_group_of_words(language: str) -> None:
    words = load_prose_words(language)
    assert set(words.words) == GROUPS
    assert all(words.words.values())
    assert words.title.search("x") is None


def test_a_language_without_words_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="there is no such file of words"):
        load_prose_words("xx")


FRAGMENTS = [
    "Kenya",
    "the World Bank",
    "Estonia's Data Agency (DA)",
    " and ",
    ", ",
    " signed an agreement with ",
    "joined ",
    "\n",
    "\n\n",
    "Website: https://example.org",
    "Minister: Jane Doe",
    "Name:",
    "Job title: Director of the Data Agency",
    " in 2019",
    ". ",
    "Digital Strategy 2020-2025",
    "Law on Data (2010)",
    "The members of the OECD are ",
    ":",
    "- ",
    "(",
    ")",
    "; ",
    "“",
    "DA ",
    "with the support of ",
    "loan to ",
    "'s ",
    "Ministry of Finance",
    " while ",
    "https://data.example.org",
    "# ",
    "We ",
    "It ",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_any_text_is_read_and_every_quotation_is_within_it(fragments: list[str]) -> None:
    text = "".join(fragments)
    for record in read(text).records:
        for name in record.__slots__:
            one = getattr(record, name)
            for stated in one if isinstance(one, tuple) else (one,):
                for span in getattr(stated, "spans", ()):
                    assert 0 <= span.start < span.end <= len(text)
