"""Ties that a document on one country tells without naming it, and sentences of such documents that tell none."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from egov_kg import registry
from egov_kg.config import Limits
from egov_kg.extract import read_document
from egov_kg.forms.outline import divide
from egov_kg.model import Document
from egov_kg.pipeline import analyzer
from egov_kg.records import CooperationTie, CountryRef, InternationalRef, OrganizationMention, Party

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "prose" / "one_country.yaml").read_text(encoding="utf-8")
)
OPENING = {
    "en": "This text is about {0}. {0} has a coast. The rivers of {0} are long. Most people in {0} own a telephone.",
    "es": "Este texto trata de {0}. {0} tiene costa. Los ríos de {0} son largos. Muchos en {0} tienen teléfono.",
    "fr": "Ce texte parle du {0}. Le {0} a une côte. Les rivières du {0} sont longues. On aime le {0} pour elles.",
    "pt": "Este texto trata de {0}. {0} tem costa. Os rios de {0} são longos. Muitos em {0} têm telefone.",
}


@cache
def ties(home: str, language: str, text: str) -> tuple[CooperationTie, ...]:
    whole = f"{OPENING[language].format(home)}\n\n{text}\n"
    document = Document(file_name="t.txt", path=Path("t.txt"), sha256="0" * 64, text=whole, plain=whole)
    found = read_document(divide(document), registry=registry.load(), analyzer=analyzer, limits=Limits())
    return tuple(record for record in found.records if isinstance(record, CooperationTie))


def key(party: Party) -> str:
    if isinstance(party, CountryRef):
        return party.iso3
    return party.identifier if isinstance(party, InternationalRef) else "?"


def said(tie: CooperationTie, home: str) -> str:
    others = [key(party.value) for party in tie.parties if key(party.value) != home]
    parts = ["+".join(sorted(others)), tie.kind.value]
    parts += [tie.status.value] if tie.status else []
    return " ".join([*parts, *([str(tie.year.value)] if tie.year else [])])


def printed(mention: OrganizationMention) -> str:
    return mention.acronym.value if mention.acronym else mention.names[0].value.value


@pytest.mark.parametrize("case", CASES["said"], ids=lambda case: case["text"][:40])
def test_a_tie_whose_one_side_is_unsaid(case: dict[str, Any]) -> None:
    home = registry.load().find_country(case["home"])
    assert home is not None
    found = ties(case["home"], case["language"], case["text"])
    assert all(CountryRef(home) in {party.value for party in tie.parties} for tie in found)
    assert {said(tie, home) for tie in found} == set(case["ties"])
    if "about" in case:
        assert {topic.value for tie in found for topic in tie.topics} == set(case["about"])
    if "through" in case:
        assert {printed(body.value) for tie in found for body in tie.through} == set(case["through"])


@pytest.mark.parametrize("case", CASES["not-said"], ids=lambda case: case["text"][:40])
def test_no_tie_of_the_documents_country(case: dict[str, Any]) -> None:
    home = registry.load().find_country(case["home"])
    assert home is not None
    found = ties(case["home"], case["language"], case["text"])
    assert [said(tie, home) for tie in found if CountryRef(home) in {party.value for party in tie.parties}] == []
