"""Sentences that name posts, portals and bodies, and sentences that only look as if they did."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from egov_kg import registry
from egov_kg.config import Limits
from egov_kg.extract import read_document
from egov_kg.extract.addresses import find_addresses
from egov_kg.forms.outline import divide
from egov_kg.model import Document
from egov_kg.pipeline import analyzer
from egov_kg.records import CooperationTie, DocumentRecords, OrganizationMention, Portal, Post

HOME = {
    "en": "Namibia wrote this text to be read. Namibia is a country, Namibia says so, and Namibia will say it again.",
    "es": "Paraguay escribió este texto. Paraguay es un país, Paraguay lo dice y Paraguay lo va a decir de nuevo hoy.",
    "fr": "Le Maroc a écrit ce texte. Le Maroc est un pays, le Maroc le dit, et le Maroc le dira encore une fois ici.",
    "pt": "Angola escreveu este texto. Angola é um país, Angola diz isso, e Angola vai dizer isso de novo aqui, hoje.",
}


@cache
def read(language: str, words: str, head: str = "") -> DocumentRecords:
    text = f"{head}{HOME[language]}\n\n{words}\n"
    document = Document(file_name="t.txt", path=Path("t.txt"), sha256="0" * 64, text=text, plain=text)
    return read_document(divide(document), registry=registry.load(), analyzer=analyzer, limits=Limits())


def cases(kind: str, part: str) -> list[Any]:
    path = Path(__file__).parent / "prose" / f"{kind}.yaml"
    return [pytest.param(case, id=case["sentence"][:50]) for case in yaml.safe_load(path.read_text("utf-8"))[part]]


def name(mention: OrganizationMention) -> str:
    return mention.names[0].value.value if mention.names else ""


def posts(case: dict[str, Any]) -> set[str]:
    found = [one for one in read(case["language"], case["sentence"]).records if isinstance(one, Post)]
    return {
        " ".join([one.country.value.iso3, one.post_type.value, holder.value])
        + (f" in {name(one.post_in.value)}" if one.post_in else "")
        for one in found
        for holder in one.holders
    }


def portals(case: dict[str, Any]) -> set[str]:
    found = [one for one in read(case["language"], case["sentence"]).records if isinstance(one, Portal)]
    hosts = {one.url.value: find_addresses(one.url.value, 0, len(one.url.value))[0].host for one in found}
    return {f"{kind.value} {hosts[one.url.value]}" for one in found for kind in one.portal_types}


def bodies(case: dict[str, Any]) -> set[str]:
    found = [one for one in read(case["language"], case["sentence"]).records if isinstance(one, OrganizationMention)]
    return {f"{one.country.value.iso3} {name(one)}" for one in found if one.country and one.public_body}


@pytest.mark.parametrize("case", cases("posts", "said"))
def test_a_post_that_is_said(case: dict[str, Any]) -> None:
    assert posts(case) == set(case["posts"])


@pytest.mark.parametrize("case", cases("posts", "not-said"))
def test_no_post_is_said(case: dict[str, Any]) -> None:
    assert posts(case) == set()


@pytest.mark.parametrize("case", cases("portals", "said"))
def test_a_portal_that_is_named(case: dict[str, Any]) -> None:
    assert portals(case) == set(case["portals"])


@pytest.mark.parametrize("case", cases("portals", "not-said"))
def test_no_portal_is_named(case: dict[str, Any]) -> None:
    assert portals(case) == set()


@pytest.mark.parametrize("case", cases("bodies", "said"))
def test_a_body_that_is_named(case: dict[str, Any]) -> None:
    assert bodies(case) == set(case["bodies"])


@pytest.mark.parametrize("case", cases("bodies", "not-said"))
def test_no_body_is_named(case: dict[str, Any]) -> None:
    assert bodies(case) == set()


def test_a_titleless_post_states_the_words_that_say_it() -> None:
    found = read("en", "The Road Data Agency met. Jane Testman leads the agency.")
    (post,) = (one for one in found.records if isinstance(one, Post))
    assert post.title is None
    quoted = {found.source.text[slice(*span)] for span in post.post_type.spans}
    assert quoted == {"Jane Testman leads the agency."}


def leaders(case: dict[str, Any]) -> set[str]:
    found = [one for one in read(case["language"], case["text"]).records if isinstance(one, OrganizationMention)]
    return {name(one) for one in found for mandate in one.mandates if mandate.value == "e-government-lead"}


LEADERS = yaml.safe_load((Path(__file__).parent / "prose" / "leaders.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", LEADERS["said"], ids=lambda case: case["text"][:40])
def test_who_is_said_to_lead(case: dict[str, Any]) -> None:
    assert leaders(case) == set(case["leads"])


@pytest.mark.parametrize("case", LEADERS["not-said"], ids=lambda case: case["text"][:40])
def test_nobody_is_said_to_lead(case: dict[str, Any]) -> None:
    assert leaders(case) == set()


@pytest.mark.parametrize(
    ("language", "sentence", "reported"),
    [
        ("en", "Namibia signed an agreement with Latvia in 2019.", True),
        ("en", "Critics say that Namibia signed an agreement with Latvia in 2019.", False),
        ("en", "According to Dune Rights Watch, Namibia signed an agreement with Latvia in 2019.", False),
        ("es", "Paraguay firmó un convenio con Letonia en 2019.", True),
        ("es", "Según la ONG Luz, Paraguay firmó un convenio con Letonia en 2019.", False),
        ("fr", "Le Maroc a signé un accord avec la Lettonie en 2019.", True),
        ("fr", "Selon les ONG, le Maroc a signé un accord avec la Lettonie en 2019.", False),
        ("pt", "Segundo os críticos, Angola assinou um acordo com a Letónia em 2019.", False),
    ],
)
def test_what_others_tell_is_not_reported_by_the_country(language: str, sentence: str, reported: bool) -> None:
    (tie,) = (one for one in read(language, sentence).records if isinstance(one, CooperationTie))
    assert (tie.reported_by is not None) == reported


def test_a_report_by_others_is_not_reported_by_the_country() -> None:
    found = read("en", "Namibia signed an agreement with Latvia in 2019.", "A report by Dune Rights Watch\n\n").records
    assert [one.reported_by for one in found if isinstance(one, CooperationTie)] == [None]
