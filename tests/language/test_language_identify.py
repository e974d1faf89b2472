"""The language of a passage: the four we read, others by their own code, short ones by the default."""

from __future__ import annotations

import pytest

from egov_kg.language import LANGUAGES, identify
from egov_kg.language.identify import SHORTEST

PASSAGES = {
    "en": [
        "The agency publishes a list of all public services every year and keeps it up to date.",
        "Every ministry must answer requests for information within twenty days of receiving them.",
    ],
    "es": [
        "La agencia publica cada año una lista de todos los servicios públicos y la mantiene al día.",
        "Cada ministerio debe responder a las solicitudes de información dentro de los veinte días.",
    ],
    "fr": [
        "L'agence publie chaque année une liste de tous les services publics et la tient à jour.",
        "Chaque ministère doit répondre aux demandes d'information dans les vingt jours qui suivent.",
    ],
    "pt": [
        "A agência publica todos os anos uma lista de todos os serviços públicos e mantém-na atualizada.",
        "Cada ministério deve responder aos pedidos de informação no prazo de vinte dias após a sua receção.",
    ],
}
OTHERS = {
    "de": "Die Behörde veröffentlicht jedes Jahr eine Liste aller öffentlichen Dienstleistungen und hält sie aktuell. ",
    "it": "L'agenzia pubblica ogni anno un elenco di tutti i servizi pubblici e lo mantiene sempre aggiornato. ",
    "ru": "Агентство ежегодно публикует перечень всех государственных услуг и постоянно его обновляет. ",
    "ar": "تنشر الوكالة كل عام قائمة بجميع الخدمات العامة وتحافظ على تحديثها باستمرار لفائدة المواطنين. ",
}
SPOKEN = [(language, text) for language in LANGUAGES for text in PASSAGES[language]]


@pytest.mark.parametrize(("language", "text"), SPOKEN)
def test_a_sentence_is_in_its_language(language: str, text: str) -> None:
    assert identify(text) == language
    assert identify(text, "xx") == language


@pytest.mark.parametrize("language", PASSAGES)
def test_a_long_passage_is_in_its_language_listed_or_not(language: str) -> None:
    assert identify(" ".join(PASSAGES[language] * 4)) == language


@pytest.mark.parametrize("language", OTHERS)
def test_a_long_passage_in_another_language_gives_its_own_code(language: str) -> None:
    assert identify(OTHERS[language] * 6) == language


SHORT = ["", "Portal", "12/05/2019 – 3.456,78 (100 %)", "Ministerio de Caminos", "x" * (SHORTEST - 1)]


@pytest.mark.parametrize("text", SHORT)
def test_short_texts_give_the_default(text: str) -> None:
    assert identify(text) is None
    assert identify(text, "es") == "es"


def test_addresses_and_numbers_do_not_count_as_words() -> None:
    addresses = "https://www.example.org/the-list-of-all-the-services www.example.com/the/list office@example.org " * 4
    assert identify(addresses, "pt") == "pt"
    assert identify(f"{addresses} {PASSAGES['es'][0]}", "en") == "es"


def test_a_short_passage_is_never_in_a_language_that_we_cannot_read() -> None:
    assert identify(OTHERS["it"].strip()) in LANGUAGES
