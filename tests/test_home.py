"""Which country a page is about: what says it clearly, and what leaves it open."""

from __future__ import annotations

import pytest

from egov_kg import registry
from egov_kg.extract.home import find_home


def home(text: str) -> tuple[str, str] | None:
    """The country of a text, and the words that say it."""
    found = find_home(text, registry.load())
    return (found.value.iso3, text[slice(*found.spans[0])]) if found else None


FILLER = "Work goes on in every office of the state, and people are pleased. " * 6


@pytest.mark.parametrize(
    ("text", "iso3", "words"),
    [
        ("Malta opens a portal\n\nMalta has a new portal. The Maltese agency runs it.", "MLT", "Malta"),
        # Adjectives alone: one name is enough to quote.
        (f"{FILLER}\nThe Icelandic agency. The Icelandic minister. Iceland. The Icelandic press.", "ISL", "Iceland"),
        # A partner named as often: the addresses are the country's own.
        (
            f"{FILLER}Malta and Iceland met. Malta and Iceland agreed. Malta, Iceland.\nhttps://a.gov.mt https://b.gov.mt",
            "MLT",
            "Malta",
        ),
        # A name that is a state's and a country's: the addresses say which.
        (f"{FILLER}Georgia has a portal: https://my.gov.ge. Georgia: https://dga.gov.ge", "GEO", "Georgia"),
        # A cover in capitals, and the name no more.
        (f"REPÚBLICA DE COSTA RICA\nPlan\n{FILLER}", "CRI", "REPÚBLICA DE COSTA RICA"),
        ("Moçambique cria um portal\n\nO portal de Moçambique abriu. O governo moçambicano.", "MOZ", "Moçambique"),
    ],
)  # fmt: skip
def test_a_country_that_is_said_clearly(text: str, iso3: str, words: str) -> None:
    assert home(text) == (iso3, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Malta",
        f"{FILLER}Malta and Iceland met. Malta and Iceland agreed. Malta, Iceland, Malta, Iceland.",
        f"{FILLER}Georgia has a portal. The agency of Georgia runs it. Georgia is glad. Georgia is big.",
        f"{FILLER}https://a.gov.mt https://b.gov.mt",
        f"{FILLER}Malta, Iceland, Fiji, Kenya, Peru and Chad sent people to the meeting.",
        f"{FILLER}Iceland Iceland Iceland. Malta Malta. https://a.gov.is https://b.gov.mt https://c.gov.mt",
    ],
)
def test_a_country_that_is_not_said(text: str) -> None:
    assert home(text) is None


def test_the_longest_name_counts_and_no_other() -> None:
    assert home("Guinea-Bissau. Guinea-Bissau. Guinea-Bissau. Guinea-Bissau.") == ("GNB", "Guinea-Bissau")
