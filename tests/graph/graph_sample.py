"""Invented documents with records of every type, for the tests of the graph."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from egov_kg.graph import CodeFacts, CountryFacts, GraphBuild, OrganizationFacts, Reference, build_graph
from egov_kg.graph.reference import read_code_lists
from egov_kg.model import Document, ResponseState, SelectionState, Span, Stated
from egov_kg.records import (
    AnswerRecord,
    CooperationTie,
    CountryRef,
    DocumentDescription,
    DocumentRecords,
    Entity,
    EntityKey,
    IndicatorObservation,
    InternationalRef,
    LegalInstrument,
    OrganizationMention,
    Partnership,
    Portal,
    Post,
    Record,
    Resolution,
    Selection,
    SocialMediaAccount,
    StrategicAxis,
    StrategicLine,
    Strategy,
    Target,
    TechnologyInitiative,
    Text,
)

T = TypeVar("T")

SURVEY = """Country: Peru
Date: 3 May 2019

1. National portal: WWW.Portal.example.pe/Inicio/ and https://portal.example.pe/inicio
2. The Digital Desk (DD) leads digital government under the Ministry of Plain Words. Write to ana@example.pe or desk.
The Digital Desk was set up by Decree 77/2016, "On \\ the Desk", of 1 June 2016, gazette 901.
3. Director of the Desk: Ana Río
4. Twitter: @Desk_PE, 12,400 followers
5. Plan Perú Simple 2018-2022 of the Digital Desk.
6. Satisfaction: 81.5 per cent in 2018
7. Blockchain: a register of deeds is tested.
8. Peru is planning to help Kenya through the Digital Desk on open data.
9. Peru is a member of the ITU. The Harbour Cooperative is our partner.
[x] Yes [ ] No
"""
PLAN = """Plan Perú Simple 2018-2022
Eje 1. Trámites
Línea 3. Ventanilla única. Responsable: Escritorio Digital. Coordina: Comisión de Datos.
Meta: 80,5 % de los trámites hasta 2022.
La Comisión de Datos es miembro de la UIT y del Escritorio Digital (ED). DD
"""
RULES = {"labelled-line": Decimal("0.95"), "sentence": Decimal("0.8"), "heading": Decimal("0.9")}
PERU = CountryRef("PER")


class Page:
    """A document that is being read: finds words and makes stated values of them."""

    def __init__(self, file_name: str, text: str, *private: str) -> None:
        self.text = text
        self.document = Document(
            file_name=file_name, path=Path(file_name), sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text, plain=text, private=tuple(self.span(words) for words in private), page_starts=(0, 120),
        )  # fmt: skip

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def said(self, value: T, *words: str, rule: str = "labelled-line") -> Stated[T]:
        return Stated(value=value, spans=tuple(map(self.span, words or (str(value),))), rule=rule)

    def name(self, words: str, language: str = "en") -> Stated[Text]:
        return self.said(Text(words, language), words)


def survey() -> tuple[DocumentRecords, dict[Entity, EntityKey]]:
    page = Page("survey.txt", SURVEY, "ana@example.pe")
    peru = page.said(PERU, "Peru")
    ministry = OrganizationMention(names=(page.name("Ministry of Plain Words"),), country=peru)
    decree = LegalInstrument(
        country=peru, instrument_type=page.said("decree", "Decree"), number=page.said("77"), year=page.said(2016),
        issued=page.said(datetime.date(2016, 6, 1), "1 June 2016"), gazette_number=page.said("901"),
        titles=(page.name('On \\ the Desk'),), topics=(page.said("open-data", "open data"),),
    )  # fmt: skip
    desk = OrganizationMention(
        names=(page.said(Text("Digital Desk", "en"), "Digital Desk"),), acronym=page.said("DD"), country=peru,
        mandates=(page.said("e-government-lead", "leads digital government"),), under=page.said(ministry, "under the"),
        created_by=page.said(decree, "set up by Decree 77/2016"),
    )  # fmt: skip
    plan = Strategy(
        country=peru, names=(page.name("Plan Perú Simple", "es"),), kind=page.said("e-government", "Plan"),
        start_year=page.said(2018), end_year=page.said(2022), publishers=(page.said(desk, "of the Digital Desk"),),
    )  # fmt: skip
    harbour = OrganizationMention(names=(page.name("Harbour Cooperative"),), public_body=False)
    records: tuple[Record, ...] = (
        Portal(
            country=peru, url=page.said("WWW.Portal.example.pe/Inicio/"),
            portal_types=(page.said("national", "National portal"),),
        ),
        Portal(
            country=peru, url=page.said("https://portal.example.pe/inicio"),
            portal_types=(page.said("e-services", "National portal"),),
        ),
        desk, decree, plan,
        Post(
            country=peru, post_type=page.said("chief-information-officer", "Director"),
            title=page.name("Director of the Desk"), post_in=page.said(desk, "Desk"), holders=(page.said("Ana Río"),),
        ),
        SocialMediaAccount(
            country=peru, platform=page.said("twitter", "Twitter"), handle=page.said("Desk_PE"),
            account_of=page.said(desk, "@Desk_PE"), followers=page.said(12400, "12,400 followers"),
            url=page.said("not an address", "Twitter"),
        ),
        IndicatorObservation(
            country=peru, indicator=page.said("satisfaction", "Satisfaction"),
            value=page.said(Decimal("81.50"), "81.5"), unit=page.said("percent", "per cent"),
            year=page.said(2018, "in 2018"), description=page.name("Satisfaction: 81.5 per cent in 2018"),
        ),
        TechnologyInitiative(
            country=peru, technology=page.said("blockchain", "Blockchain"),
            description=page.name("Blockchain: a register of deeds is tested."),
        ),
        CooperationTie(
            parties=(page.said(PERU, "Peru"), page.said(CountryRef("KEN"), "Kenya")),
            kind=page.said("technical-assistance", "help"), reported_by=peru,
            status=page.said("planned", "is planning"),
            topics=(page.said("open-data", "open data"),), through=(page.said(desk, "through the Digital Desk"),),
            provider=page.said(PERU, "Peru"), recipient=page.said(CountryRef("KEN"), "Kenya"),
        ),
        CooperationTie(
            parties=(page.said(InternationalRef("itu"), "ITU"), page.said(PERU, "Peru is a member")),
            kind=page.said("membership", "member"), topics=(page.said("digital-identity", "member"),),
        ),
        Partnership(country=peru, partner=page.said(harbour, "Harbour Cooperative")),
        AnswerRecord(
            country=peru, question="msq-2020-1", state=ResponseState.ANSWERED,
            text=page.said(Text("Write to ana@example.pe or desk.", "en"), "Write to ana@example.pe or desk."),
            selections=(
                Selection(option="msq-2020-1-yes", state=SelectionState.SELECTED, spans=(page.span("[x] Yes"),)),
                Selection(option="msq-2020-1-no", state=SelectionState.UNKNOWN),
            ),
        ),
        AnswerRecord(country=None, question="msq-2020-2", state=ResponseState.EMPTY),
    )  # fmt: skip
    keys: dict[Entity, EntityKey] = {
        ministry: EntityKey("Agency", ("PER", "ministry-of-plain-words")),
        desk: EntityKey("Agency", ("PER", "dd")),
        decree: EntityKey("LegalInstrument", ("PER", "decree", "77", "2016")),
        plan: EntityKey("Strategy", ("PER", "plan-peru-simple", "2018-2022")),
        harbour: EntityKey("Organization", ("harbour-cooperative",)),
    }
    description = DocumentDescription(
        languages=("en",), country=peru, form="msq-2020", edition=page.said(2020, "2018"),
        issued=page.said(datetime.date(2019, 5, 3), "3 May 2019"), titles=(page.name("Country: Peru"),),
    )  # fmt: skip
    questions = ((Span(page.text.index("1. "), page.text.index("2. The")), "msq-2020-1"),)
    return DocumentRecords(
        source=page.document, description=description, records=records, questions=questions
    ), keys


def plan() -> tuple[DocumentRecords, dict[Entity, EntityKey]]:
    page = Page("plan.txt", PLAN)
    named = page.name("Plan Perú Simple", "es")
    desk = OrganizationMention(names=(page.name("Escritorio Digital", "es"),), acronym=page.said("ED"))
    desk_again = OrganizationMention(acronym=page.said("DD"))
    union = OrganizationMention(names=(page.name("UIT", "es"),), country=page.said(PERU, "Perú"))
    commission = OrganizationMention(
        names=(page.name("Comisión de Datos", "es"),), country=page.said(PERU, "Perú"),
        member_of=(page.said(union, "miembro de la UIT"), page.said(desk, "del Escritorio Digital")),
    )  # fmt: skip
    strategy = Strategy(country=page.said(PERU, "Perú"), names=(named,), kind=page.said("e-government", "Plan"))
    axis = StrategicAxis(part_of=strategy, position=page.said(1, "Eje 1"), name=page.name("Trámites", "es"))
    line = StrategicLine(
        part_of=axis, position=page.said(3, "Línea 3"), name=page.name("Ventanilla única", "es"),
        responsible=(page.said(desk, "Responsable: Escritorio Digital", rule="sentence"),),
        coordinating=(page.said(commission, "Coordina: Comisión de Datos", rule="sentence"),),
    )  # fmt: skip
    target = Target(
        target_of=line, position=1, description=page.name("Meta: 80,5 % de los trámites hasta 2022.", "es"),
        target_year=page.said(2022), value=page.said(Decimal("80.5"), "80,5"), unit=page.said("percent", "%"),
    )  # fmt: skip
    law = LegalInstrument(
        country=page.said(PERU, "Perú"), instrument_type=page.said("law", "Plan"), number=page.said("80", "80")
    )
    keys: dict[Entity, EntityKey] = {
        desk: EntityKey("Agency", ("PER", "dd")),
        desk_again: EntityKey("Agency", ("PER", "dd")),
        union: EntityKey("InternationalOrganization", ("itu",)),
        commission: EntityKey("Agency", ("PER", "comision-de-datos")),
        strategy: EntityKey("Strategy", ("PER", "plan-peru-simple", "2018-2022")),
        law: EntityKey("LegalInstrument", ("PER", "law", "80")),
    }
    description = DocumentDescription(languages=("es",), country=page.said(PERU, "Perú"))
    return DocumentRecords(source=page.document, description=description, records=(target, desk_again, law)), keys


def reference() -> Reference:
    """The registry entries and codes that the documents refer to, and some that they do not."""
    forms = [
        CodeFacts(scheme=scheme, code=code, labels={"en": code})
        for scheme, code in (
            ("form", "msq-2020"), ("question", "msq-2020-1"), ("question", "msq-2020-2"), ("question", "msq-2020-3"),
            ("option", "msq-2020-1-yes"), ("option", "msq-2020-1-no"),
        )
    ]  # fmt: skip
    return Reference(
        countries={
            iso3: CountryFacts(iso3=iso3, labels=labels, region=region, wikidata=item)
            for iso3, labels, region, item in (
                ("PER", {"en": "Peru", "es": "Perú", "fr": "Pérou"}, "Americas", "Q419"),
                ("KEN", {"en": "Kenya", "es": "Kenia"}, "Africa", "Q114"),
                ("ISL", {"en": "Iceland", "es": "Islandia"}, "Europe", None),
            )
        },
        organizations={
            "itu": OrganizationFacts(
                identifier="itu", acronym="ITU", wikidata="Q376150", url="https://www.itu.int/",
                labels={"es": "Unión de Telecomunicaciones", "en": "International Telecommunication Union"},
            )
        },
        codes=(*read_code_lists(), *forms),
        confidences=RULES,
    )  # fmt: skip


def build(documents: Sequence[tuple[DocumentRecords, dict[Entity, EntityKey]]] | None = None) -> GraphBuild:
    """The graph of some documents, by default of both."""
    chosen = documents or (survey(), plan())
    keys = {mention: key for _, found in chosen for mention, key in found.items()}
    old, new = EntityKey("Agency", ("PER", "escritorio-digital")), EntityKey("Agency", ("PER", "dd"))
    resolution = Resolution(keys=keys, replaced={old: new})
    return build_graph([records for records, _ in chosen], resolution, reference())
