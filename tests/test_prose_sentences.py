"""Sentences that say a tie, and sentences that only look as if they did."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
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
from egov_kg.records import CooperationTie, CountryRef, DocumentRecords, InternationalRef, OrganizationMention, Party, Post


def read(text: str) -> DocumentRecords:
    document = Document(file_name="t.txt", path=Path("t.txt"), sha256="0" * 64, text=text, plain=text)
    return read_document(divide(document), registry=registry.load(), analyzer=analyzer, limits=Limits())


def key(party: Party) -> str:
    return party.iso3 if isinstance(party, CountryRef) else party.identifier if isinstance(party, InternationalRef) else "?"


FILLER = {
    "en": "This text was written to be read by a machine, and it says nothing of any country until its last line.",
    "es": "Este texto se escribió para que lo lea una máquina y no dice nada de ningún país hasta su última línea, que sigue.",
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


SAID = [
    ("en", "Finland and Sweden signed a memorandum of understanding on data exchange in 2017.", {"FIN+SWE memorandum-of-understanding signed 2017"}),
    ("en", "Canada joined the Digital Nations in 2018.", {"CAN+digital-nations membership 2018"}),
    ("en", "The members of the Digital Nations are Canada, Denmark and Israel.", {"CAN+digital-nations membership", "DNK+digital-nations membership", "ISR+digital-nations membership"}),
    ("en", "The World Bank approved a $200 million loan for Kenya's digital economy.", {"KEN+world-bank funding"}),
    ("en", "Chile's Ministry of Finance and the e-government agency of Estonia agreed to exchange experiences.", {"CHL+EST knowledge-exchange"}),
    ("en", "With the support of the Inter-American Development Bank, Peru and Ecuador built a platform.", {"PER+idb technical-assistance", "ECU+idb technical-assistance"}),
    ("en", "Portugal and its neighbour Spain met in Lisbon in 2020.", {"ESP+PRT knowledge-exchange 2020"}),
    ("en", "Denmark is a member of the European Union and participates in the OECD working group.", {"DNK+eu membership", "DNK+oecd participation"}),
    ("en", "Norway joined NATO in 1949 and the OECD in 1961.", {"NOR+nato membership 1949", "NOR+oecd membership 1961"}),
    ("en", "Estonia, which joined the European Union in 2004, signed an agreement with Ukraine on X-Road in 2016.", {"EST+eu membership 2004", "EST+UKR agreement signed 2016"}),
    ("en", "Korea signed a letter of intent with Senegal, while Japan and Ghana signed an agreement.", {"GHA+JPN agreement signed"} | {"KOR+SEN memorandum-of-understanding signed"}),
    ("en", "India signed agreements with Estonia, Singapore and Japan.", {"EST+IND+JPN+SGP agreement signed"}),
    ("en", "A memorandum of understanding was signed by Tunisia and Morocco.", {"MAR+TUN memorandum-of-understanding signed"}),
    ("en", "The agreement between India and Japan was signed in 2015.", {"IND+JPN agreement signed 2015"}),
    ("en", "Officials from Namibia and Botswana met to discuss digital identity.", {"BWA+NAM knowledge-exchange"}),
    ("en", "Experts of the United Nations Development Programme trained officials in Moldova.", {"MDA+undp technical-assistance"}),
    ("en", "Tunisia plans to join the Open Government Partnership in 2025.", {"TUN+ogp membership planned 2025"}),
    ("en", "Italy and France, with support from the OECD, launched a joint project.", {"FRA+ITA joint-project", "FRA+oecd technical-assistance", "ITA+oecd technical-assistance"}),
    ("en", "Georgia's Data Exchange Agency and the Ministry of Transport of Azerbaijan signed a memorandum.", {"AZE+GEO memorandum-of-understanding signed"}),
    ("en", "The Finnish government and the Estonian government signed an agreement.", {"EST+FIN agreement signed"}),
    ("es", "Chile y Perú firmaron un memorando de entendimiento en 2019.", {"CHL+PER memorandum-of-understanding signed 2019"}),
    ("es", "Los miembros de la Alianza del Pacífico son Chile, Colombia y Perú.", {"CHL+pacific-alliance membership", "COL+pacific-alliance membership", "PER+pacific-alliance membership"}),
    ("es", "El BID concedió un crédito de 20 millones de dólares a Honduras.", {"HND+idb funding"}),
    ("es", "Honduras recibió asistencia técnica de la OEA.", {"HND+oas technical-assistance"}),
    ("es", "Uruguay brindó asistencia técnica a Paraguay.", {"PRY+URY technical-assistance"}),
    ("es", "El gobierno chileno firmó un acuerdo con el gobierno japonés.", {"CHL+JPN agreement signed"}),
    ("es", "La Agencia Digital de Chile y el Ministerio de Economía de Estonia suscribieron un convenio.", {"CHL+EST agreement signed"}),
    ("es", "Una delegación peruana visitó Estonia.", {"EST+PER knowledge-exchange"}),
    ("es", "Costa Rica forma parte de la OCDE desde 2021.", {"CRI+oecd membership ongoing 2021"}),
    ("es", "El convenio entre Cuba y Venezuela fue firmado en 2003.", {"CUB+VEN agreement signed 2003"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "wanted"), SAID)
def test_a_tie_that_is_said(language: str, sentence: str, wanted: set[str]) -> None:
    assert said(language, sentence) == wanted


NOT_SAID = [
    ("en", "Rwanda could join the Open Government Partnership."),
    ("en", "Rwanda should sign an agreement with Kenya."),
    ("en", "If Rwanda joined the Open Government Partnership, Kenya would sign an agreement with Uganda."),
    ("en", "The report was published by the World Bank and Malaysia."),
    ("en", "Norway ranked third in the United Nations E-Government Survey."),
    ("en", "Norway is not a member of the European Union."),
    ("en", "Neither Norway nor Iceland signed the agreement with France."),
    ("en", "Countries such as Estonia and Singapore have signed agreements with India."),
    ("en", "Estonia's company Ficta signed an agreement with Ukraine."),
    ("en", "Albania applied for membership of the European Union."),
    ("en", "Some countries, including Jamaica and Belize, have yet to join the Open Government Partnership."),
    ("en", "In Brazil, Argentina opened an embassy and signed an agreement."),
    ("en", "Panama does not cooperate with Nicaragua."),
    ("en", "Austria transposed the EU Directive with a law of 2021."),
    ("en", "The X-Road is used in Estonia and Finland."),
    ("en", "Ghana presented a project promoted by the World Bank."),
    ("es", "Bolivia podría firmar un acuerdo con Brasil."),
    ("es", "México no es miembro de la Unión Europea."),
    ("es", "Países como Chile firmaron un acuerdo con Japón."),
    ("es", "Según el informe de la OCDE, Chile lidera la región."),
]


@pytest.mark.parametrize(("language", "sentence"), NOT_SAID)
def test_no_tie_is_said(language: str, sentence: str) -> None:
    assert said(language, sentence) == set()


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
    assert "Ministry of Fog Matters" in {skipped.what for skipped in found.skipped}


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
    with pytest.raises(KnowledgeError, match="no words for prose"):
        load_prose_words("xx")


FRAGMENTS = [
    "Kenya", "the World Bank", "Estonia's Data Agency (DA)", " and ", ", ", " signed an agreement with ", "joined ", "\n", "\n\n",
    "Website: https://example.org", "Minister: Jane Doe", "Name:", "Job title: Director of the Data Agency", " in 2019", ". ",
    "Digital Strategy 2020-2025", "Law on Data (2010)", "The members of the OECD are ", ":", "- ", "(", ")", "; ", "“", "DA ",
    "with the support of ", "loan to ", "'s ", "Ministry of Finance", " while ", "https://data.example.org", "# ", "We ", "It ",
]  # fmt: skip


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
