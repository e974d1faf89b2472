"""How plans are read, rule by rule: figures, organisations, acronyms, structure, roles, targets, covers."""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.documents import read
from egov_kg.documents.markup import blank_markup
from egov_kg.extract.plan import PlanReading, read_plan
from egov_kg.extract.plan.parts import label_of
from egov_kg.extract.plan.reading import number_value
from egov_kg.extract.plan.values import figure_in, year_in
from egov_kg.extract.plan.words import plan_words, rule_names
from egov_kg.forms.outline import divide
from egov_kg.model import Document, Span, Stated
from egov_kg.records import CountryRef, OrganizationMention, StrategicAxis, StrategicLine, Target

COUNTRY = Stated(value=CountryRef("MLT"), spans=(Span(0, 1),), rule="test")
SHARED = os.environ.get("EGOV_KG_SHARED")


def document(text: str) -> Document:
    sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Document(file_name="plan.md", path=Path("plan.md"), sha256=sha256, text=text, plain=blank_markup(text)[0])


def plan_of(text: str, language: str = "en") -> PlanReading:
    return read_plan(divide(document(text)), country=COUNTRY, language=language)


def name(mention: OrganizationMention) -> str:
    full = mention.names[0].value.value if mention.names else ""
    acronym = mention.acronym.value if mention.acronym else ""
    return f"{full} ({acronym})" if full and acronym else full or acronym


def lines(plan: PlanReading) -> dict[int, tuple[str, list[str], list[str]]]:
    """The lines by position: name, responsible, coordinating."""
    return {
        record.position.value: (
            record.name.value.value, [name(s.value) for s in record.responsible],
            [name(s.value) for s in record.coordinating],
        )
        for record in plan.records if isinstance(record, StrategicLine)
    }  # fmt: skip


def axes(plan: PlanReading) -> dict[int, str]:
    return {r.position.value: r.name.value.value for r in plan.records if isinstance(r, StrategicAxis)}


def targets(plan: PlanReading) -> list[tuple[int, str, int | None, str | None]]:
    """Line, words, year, value with its unit."""
    return [
        (
            record.target_of.position.value, record.description.value.value,
            record.target_year.value if record.target_year else None,
            f"{record.value.value} {record.unit.value}" if record.value and record.unit else None,
        )
        for record in plan.records if isinstance(record, Target)
    ]  # fmt: skip


COVER = "# Digital Government Plan 2030\n\n"


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("90% of all offices are connected.", "90", "percent"),
        ("La información del 75 por ciento de los trámites se publica.", "75", "percent"),
        ("From 40% in 2021 to 80.5 % by 2026", "80.5", "percent"),
        ("100% of towns with more than 50 inhabitants", "100", "percent"),
        ("Cada año se han creado 2 programas de estudio.", "2", "count"),
        ("1.200 escuelas conectadas", "1200", "count"),
        ("At least 12,500 public servants trained by 2027", "12500", "count"),
        ("Pilot in 3 districts", "3", "count"),
    ],
)
def test_the_figure_of_a_target(sentence: str, value: str, unit: str) -> None:
    figure = figure_in(plan_words(), sentence)
    assert figure is not None
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "Una plataforma para todas las entidades",
        "One shared network is running by 2027",
        "Towns with a population greater than 50 inhabitants are covered",
        "Se cumple la Ley 25 en todas las oficinas",
        "Answers within 24 hours",
        "Las páginas cargan en 3 segundos",
        "In 2027 every school is connected",
        "5G in every city",
        "Goal 16 is reached",
        "Two million people use it: 2 million",
    ],
)
def test_a_number_that_is_no_figure_of_a_target(sentence: str) -> None:
    assert figure_in(plan_words(), sentence) is None


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("50 towns by 2027", 2027),
        ("Metas al 2029", 2029),
        ("De 10% en 2021 a 40% en 2026", 2026),
        ("the 2019 law is repealed", None),
    ],
)
def test_the_year_of_a_target(sentence: str, year: int | None) -> None:
    assert year_in(plan_words(), sentence) == year


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("5. Seguridad de la red", ("", (5,), "Seguridad de la red")),
        ("Línea estratégica 3: Datos", ("linea-estrategica", (3,), "Datos")),
        ("2.1 Open data", ("", (2, 1), "Open data")),
        ("Pillar IV. Trust", ("pillar", (4,), "Trust")),
        ("Internet for all", ("", (), "Internet for all")),
        ("Ventanilla 24 horas", ("", (), "Ventanilla 24 horas")),
    ],
)
def test_labels_of_lines(printed: str, label: tuple[str, tuple[int, ...], str]) -> None:
    assert label_of(printed) == label


def test_numbers() -> None:
    assert [number_value(n) for n in ("7", "10.2", "IX", "A", "")] == [(7,), (10, 2), (9,), (), ()]


ROLES = [
    ("ABC DEF", ["ABC", "DEF"]),
    ("MOPyS MinTrab", ["MOPyS", "MinTrab"]),
    ("ABC Ministerio de Salud Entidades Públicas", ["ABC", "Ministerio de Salud"]),
    ("ABC y otras entidades públicas competentes", ["ABC"]),
    ("Ministerio de Obras, Puertos y Vivienda. DEF", ["Ministerio de Obras, Puertos y Vivienda", "DEF"]),
    ("Instituto de la Mujer; Agencia Espacial / DEF", ["Instituto de la Mujer", "Agencia Espacial", "DEF"]),
    ("Secretaría General del Consejo de Ministros", ["Secretaría General del Consejo de Ministros"]),
    ("Ministry of Health, National Space Agency and ABC", ["Ministry of Health", "National Space Agency", "ABC"]),
    ("Ministry of Trade and Industry (MTI), all ministries", ["Ministry of Trade and Industry (MTI)"]),
    ("Central Bank of Malta – CBM", ["Central Bank of Malta (CBM)"]),
    ("Ministry of ICT and Post", ["Ministry of ICT and Post"]),
    ("Public Service Commission", ["Public Service Commission"]),
    ("the Office of the Prime Minister and the Department of Statistics",
     ["Office of the Prime Minister", "Department of Statistics"]),
    ("MINISTERIO DE HACIENDA", ["MINISTERIO DE HACIENDA"]),
    ("Entidades públicas", []),
    ("Todos los ministerios y municipalidades", []),
    ("Local governments, public entities and citizens", []),
    ("LGU", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), ROLES)
def test_the_organisations_of_a_cell(cell: str, expected: list[str]) -> None:
    text = (
        f"{COVER}## Acronyms\n\nLGU: Entities of local government\nABC: Agency of Bold Cities\n\n"
        f"## Roles\n\nNo.\tAction line\tLead\tSupport\n1\tRoads\t{cell}\t\n2\tRails\tABC\t\n"
    )
    found = lines(plan_of(text))
    assert found[1] == ("Roads", expected, [])
    assert found[2] == ("Rails", ["ABC"], [])


def test_a_role_word_inside_a_cell_changes_the_role() -> None:
    text = f"{COVER}N°\tLíneas\tResponsable\tApoyo\n1\tCaminos\tABC DEF Coordinación GHI\tJKL\n2\tPuertos\tABC\t\n"
    assert lines(plan_of(text, "es"))[1] == ("Caminos", ["ABC", "DEF"], ["GHI", "JKL"])


def test_an_acronym_with_another_connecting_letter_gets_the_listed_name() -> None:
    text = (
        f"{COVER}## Siglas\n\nMOPV\tMinisterio de Obras Públicas y Vivienda.\nXYZ\tExamen de zonas.\n\n"
        "## Roles\n\nN°\tLíneas\tResponsable\n1\tCaminos\tMOPyV\n2\tPuertos\tMOPV\n"
    )
    plan = plan_of(text, "es")
    assert lines(plan) == {
        1: ("Caminos", ["Ministerio de Obras Públicas y Vivienda (MOPyV)"], []), 2: ("Puertos", ["MOPV"], []),
    }  # fmt: skip
    organisations = [name(r) for r in plan.records if isinstance(r, OrganizationMention)]
    assert organisations == ["Ministerio de Obras Públicas y Vivienda (MOPV)"]
    assert plan.acronyms["XYZ"].value.value == "Examen de zonas"


def test_international_and_private_organisations_are_no_public_bodies() -> None:
    text = (
        f"{COVER}## Acronyms\n\nWDB\tWorld Digital Bank\nCCI\tChamber of Commerce and Industry\nTRA\tTram Authority\n"
    )
    found = [record for record in plan_of(text).records if isinstance(record, OrganizationMention)]
    assert [(name(m)[-4:-1], m.public_body, m.country is not None) for m in found] == [
        ("WDB", False, False), ("CCI", False, True), ("TRA", True, True),
    ]  # fmt: skip


EJES = """**AGENDA DE GOBIERNO DIGITAL 2021-2024**

**Comisión de Informática Pública**

**Valletta, agosto 2021**

**1. Introducción**

La Agenda de Gobierno Digital vale para todos.

**2. Ejes**

**Eje 1: Redes**

**Lineamiento 1: Llegar a las islas**

Responsables: CIP, municipios y DGX

Metas:

- Alcanzar el 92% de los hogares hasta 2023.
- Contar con 20 puntos de acceso

**Lineamiento 2: Cuidar los datos**

Institución responsable:

- CIP
- Archivo Nacional (AN)

En coordinación con: Secretaría Nacional de Estadística

Meta al 2022: 60 % de las instituciones publican datos

Habrá 5 talleres al año.

**Eje 2: Personas**

**Lineamiento 3: Aprender**

Indicadores y metas 2024

1) 3.500 docentes formados
2) Reducir de 20% a 8% la brecha
"""


def test_bold_headings_labels_and_lists() -> None:
    plan = plan_of(EJES, "es")
    assert plan.plan is not None
    assert plan.plan.names[0].value.value == "Agenda de Gobierno Digital"
    assert [name(publisher.value) for publisher in plan.plan.publishers] == ["Comisión de Informática Pública"]
    assert axes(plan) == {1: "Redes", 2: "Personas"}
    assert lines(plan) == {
        1: ("Llegar a las islas", ["CIP", "DGX"], []),
        2: ("Cuidar los datos", ["CIP", "Archivo Nacional (AN)"], ["Secretaría Nacional de Estadística"]),
        3: ("Aprender", [], []),
    }
    assert targets(plan) == [
        (1, "Alcanzar el 92% de los hogares hasta 2023.", 2023, "92 percent"),
        (1, "Contar con 20 puntos de acceso", None, "20 count"),
        (2, "60 % de las instituciones publican datos", 2022, "60 percent"),
        (3, "3.500 docentes formados", 2024, "3500 count"),
        (3, "Reducir de 20% a 8% la brecha", 2024, "8 percent"),
    ]


GOALS = """# National Digital Agenda 2030 of Malta

Prepared by the Digital Agency and the Ministry of Economy

## 1. Introduction

Text.

## 2. Strategic goals

### Goal 1. Simple services

#### Objective 1.1. Once only

##### Indicators

| No. | Indicator | Baseline 2022 | Target 2030 | Responsible | Partners |
|---|---|---|---|---|---|
| 1 | Share of services that ask once | 12% | 90% | Digital Agency<br>Land Registry | Tax Office, all ministries |
| 2 | Registers connected | 4 | 25 | DA / MoJ | |

#### Objective 1.2. Life events

Targets by 2027:

a) 12 life events online
b) Every birth is registered without a form

### Goal 2. Trust

#### Objective 2.1. Security

Text.
"""


def test_goals_above_objectives_are_axes_and_lines() -> None:
    plan = plan_of(GOALS)
    assert plan.plan is not None
    assert (plan.plan.start_year, plan.plan.end_year and plan.plan.end_year.value) == (None, 2030)
    assert [name(p.value) for p in plan.plan.publishers] == ["Digital Agency", "Ministry of Economy"]
    assert axes(plan) == {1: "Simple services", 2: "Trust"}
    assert lines(plan) == {
        1: ("Once only", ["Digital Agency", "Land Registry", "DA", "MoJ"], ["Tax Office"]),
        2: ("Life events", [], []),
        3: ("Security", [], []),
    }
    assert targets(plan) == [
        (1, "Share of services that ask once", 2030, "90 percent"),
        (1, "Registers connected", 2030, "25 count"),
        (2, "12 life events online", 2027, "12 count"),
        (2, "Every birth is registered without a form", 2027, None),
    ]


def test_all_of_it_in_one_table() -> None:
    text = """ESTRATEGIA NACIONAL DE INTELIGENCIA ARTIFICIAL
DE LA ISLA GRANDE
2024-2030

II. PILARES Y LÍNEAS DE ACCIÓN

Pilares\tLíneas de acción\tResponsables\tApoyo\tMetas 2030
1. Gobierno\t1.1 Servicios\tOTX\tMAP\t30 servicios la usan
\t1.2 Datos\tONX\tOTX Archivo General de la Isla\t80% de los registros
\t\t\t\tUn catálogo
2. Talento\t2.1 Formación\tINF, MEC\tUniversidades\t10,000 personas formadas cada año
III. SEGUIMIENTO

Texto.
"""
    plan = plan_of(text, "es")
    assert plan.plan is not None
    assert plan.plan.kind.value == "technology"
    assert axes(plan) == {1: "Gobierno", 2: "Talento"}
    assert lines(plan) == {
        1: ("Servicios", ["OTX"], ["MAP"]),
        2: ("Datos", ["ONX"], ["OTX", "Archivo General de la Isla"]),
        3: ("Formación", ["INF", "MEC"], []),
    }
    assert targets(plan) == [
        (1, "30 servicios la usan", 2030, "30 count"),
        (2, "80% de los registros", 2030, "80 percent"),
        (2, "Un catálogo", 2030, None),
        (3, "10,000 personas formadas cada año", 2030, "10000 count"),
    ]


def test_lines_without_axes_and_targets_under_headings_repeated_later() -> None:
    text = (
        f"{COVER}## Strategic line 1: Roads\n\nText.\n\n## Strategic line 2: Rails\n\nText.\n\n## Targets for 2028\n\n"
        "### Strategic line 1: Roads\n\n- 30 roads repaired\n\n### Strategic line 2: Rails\n\n- 40% of rails renewed\n"
    )
    plan = plan_of(text)
    assert {p: line[0] for p, line in lines(plan).items()} == {1: "Roads", 2: "Rails"}
    assert all(r.part_of is plan.plan for r in plan.records if isinstance(r, StrategicLine))
    assert targets(plan) == [
        (1, "30 roads repaired", 2028, "30 count"), (2, "40% of rails renewed", 2028, "40 percent"),
    ]  # fmt: skip


def test_numbers_in_words_and_names_under_the_number() -> None:
    text = (
        f"{COVER}## Pillar One: Land\n\n### 1.1 Roads\n\nText.\n\n### 1.2 Rails\n\nText.\n\n## Pillar Two\n\n"
        "### Water\n\nText on it, at some length, which is no name of anything.\n\n### 2.1 Ports\n\nText.\n"
    )
    assert axes(plan_of(text)) == {1: "Land", 2: "Water"}
    text = f"{COVER}## PRIMER EJE: TIERRA\n\n### Línea 1: Vía\n\nTexto.\n\n## SEGUNDO EJE: AGUA\n\n### Línea 2: Mar\n"
    plan = plan_of(text, "es")
    assert axes(plan) == {1: "TIERRA", 2: "AGUA"}
    assert [r.part_of for r in plan.records if isinstance(r, StrategicLine)] == [
        r for r in plan.records if isinstance(r, StrategicAxis)
    ]


def test_numbered_headings_under_axes_are_lines() -> None:
    text = (
        f"{COVER}## Pillar 1: Land\n\n### 1.1 Roads\n\nText.\n\n### 1.2 Rails\n\nText.\n\n## Pillar 2: Sea\n\n"
        "### 2.1 Ports\n\nText.\n\n#### 2.1.1 Piers\n\nText.\n\n## 3. Budget\n\n### 3.1 Sums\n\nText.\n"
    )
    plan = plan_of(text)
    assert {p: line[0] for p, line in lines(plan).items()} == {1: "Roads", 2: "Rails", 3: "Ports"}
    assert axes(plan) == {1: "Land", 2: "Sea"}


def test_numbers_that_begin_again_under_each_axis_are_counted_on() -> None:
    text = (
        f"{COVER}## Eje 1: Tierra\n\n### Línea 1: Caminos\n\nTexto.\n\n### Línea 2: Rieles\n\nTexto.\n\n"
        "## Eje 2: Mar\n\n### Línea 1: Puertos\n\nTexto.\n\n## Roles\n\nLíneas\tResponsable\n"
        "Línea 1: Caminos\tABC\nLínea 1: Puertos\tDEF\n"
    )
    assert lines(plan_of(text, "es")) == {
        1: ("Caminos", ["ABC"], []), 2: ("Rieles", [], []), 3: ("Puertos", ["DEF"], []),
    }  # fmt: skip


def test_a_row_of_an_unknown_line_gives_nothing() -> None:
    text = (
        f"{COVER}## Pillar 1: Land\n\n### Action line 1: Roads\n\nText.\n\n### Action line 2: Rails\n\nText.\n\n"
        "## Budget\n\nLine item\tResponsible\tTarget 2030\nSalaries of teachers\tMoE\t90% paid\nPaper\tMoE\t10% saved\n"
    )
    plan = plan_of(text)
    assert {p: line[0] for p, line in lines(plan).items()} == {1: "Roads", 2: "Rails"}
    assert all(line[1:] == ([], []) for line in lines(plan).values())
    assert targets(plan) == []


@pytest.mark.parametrize(
    ("cover", "found", "period"),
    [
        ("DIGITAL GOVERNMENT STRATEGY\n2020 to 2024\n\nText of the Digital Government Strategy.\n",
         "Digital Government Strategy", (2020, 2024)),
        ("# Plan Nacional de Gobierno Abierto (2019-2023)\n", "Plan Nacional de Gobierno Abierto", (2019, 2023)),
        ("# e-Government Masterplan\n\n2025–2029\n", "e-Government Masterplan", (2025, 2029)),
        ("# Report on the Digital Government Strategy 2020-2024\n\nText.\n", None, None),
        ("# Organic farming plan 2020-2024\n\nText.\n", None, None),
        ("Text that speaks of a plan for digital government and ends with a stop.\n", None, None),
    ],
)  # fmt: skip
def test_covers(cover: str, found: str | None, period: tuple[int, int] | None) -> None:
    plan = plan_of(cover).plan
    assert (plan and plan.names[0].value.value) == found
    if plan is not None:
        assert (plan.start_year and plan.start_year.value, plan.end_year and plan.end_year.value) == period


def test_prose_on_an_organisation_is_no_publisher() -> None:
    text = "# Digital Government Plan 2030\n\nReviewed by the Ministry of Health and the ABC.\n\n## 1. Aims\n\nText.\n"
    plan = plan_of(text).plan
    assert plan is not None
    assert plan.publishers == ()


def test_every_rule_is_described_and_has_a_confidence() -> None:
    path = Path(__file__).parents[1] / "src/egov_kg/extract/plan/rules.yaml"
    rules: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert rule_names() == frozenset(rules)
    for rule in rules.values():
        assert rule["description"]
        assert 0 < Decimal(rule["confidence"]) <= 1


PIECES = st.sampled_from([
    "# ", "## ", "**", "\n", "\n\n", "\t", "|", "|---|---|\n", "Digital Government Plan 2020-2030", "Pillar 1: ",
    "Line 2. ", "Eje II. ", "Acronyms", "ABC: ", "Agency of ", "Ministry of Roads", "Responsible: ", "Lead\t",
    "Targets by 2030", "Line\t", "- ", "90% of ", "1.200 casas", "(", ")", ",", " y ", "MoF", "KPI\t", "Contents",
])  # fmt: skip


@given(st.lists(PIECES, max_size=80).map("".join) | st.text(max_size=80))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    doc = document(text)
    plan = read_plan(divide(doc), country=COUNTRY, language="en")
    for acronym, stated in plan.acronyms.items():
        assert acronym in "".join(doc.plain[start:end] for start, end in stated.spans)
    for record in plan.records:
        if isinstance(record, Target):
            assert record.description.spans
            assert record.position >= 1


def test_garbage_takes_no_time() -> None:
    letters = random.Random(3).choices("abc defgh IJKL 0123456789.\t\n|#*-:;%" + " xyz" * 20, k=5_000_000)  # noqa: S311
    segmented = divide(document(COVER + "## Line 1: A\n\n## Targets\n\n" + "- 80% of " * 300_000))
    noise = "".join(letters)
    start = time.process_time()
    read_plan(segmented, country=COUNTRY, language="en")
    raw = Document(file_name="x", path=Path("x"), sha256="", text=noise, plain=noise)
    read_plan(divide(raw), country=COUNTRY, language="en")
    assert time.process_time() - start < 4


@pytest.mark.skipif(SHARED is None, reason="needs the real documents (EGOV_KG_SHARED)")
def test_the_real_plan() -> None:
    shared = Path(SHARED or "")
    gold = next(
        data for path in sorted((shared / "gold").glob("*.yaml"))
        if (data := yaml.safe_load(path.read_text(encoding="utf-8")))["kind"] == "plan"
    )  # fmt: skip
    plan = read_plan(divide(read(shared / "seeds" / gold["document"])), country=COUNTRY, language=gold["language"])
    assert {a: s.value.value for a, s in plan.acronyms.items()} == gold["acronyms"]
    assert axes(plan) == {axis["number"]: axis["name"] for axis in gold["axes"]}
    assert len(lines(plan)) == len(gold["lines"])
    for wanted in gold["lines"]:
        _, responsible, coordinating = lines(plan)[wanted["number"]]
        assert len(responsible) == len(wanted["responsible"])
        assert len(coordinating) == len(wanted["coordination"])
    found = [(line, year, value and Decimal(value.split()[0])) for line, _, year, value in targets(plan)]
    assert found == [(t["line"], gold["plan"]["end"], t.get("value")) for t in gold["targets"]]
