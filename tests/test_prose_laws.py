"""Instruments and plans that prose names: every one said, in many manners, and none that is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from egov_kg.errors import KnowledgeError
from egov_kg.extract import strategy_words
from egov_kg.extract.laws import without_repeats
from egov_kg.extract.prose import read_prose
from egov_kg.forms.outline import divide
from egov_kg.records import LegalInstrument, Record, Strategy
from support import source

FOLDER = Path(__file__).parent / "prose"
HOME = "MLT"
Case = dict[str, Any]


def _cases(name: str) -> dict[str, list[Case]]:
    content: dict[str, list[Case]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


LAWS, PLANS = _cases("laws"), _cases("strategies")


@cache
def read(language: str, text: str) -> tuple[Record, ...]:
    """What the reading of prose finds in a text of Malta."""
    reading = source(f"{text}\n", country=HOME, language=language)
    return tuple(read_prose(reading, divide(reading.document))[0])


def laws(case: Case) -> dict[str, LegalInstrument]:
    """The instruments by ``COUNTRY type number year date``; what is Malta's or not said is left out."""
    found = {}
    for law in read(case["language"], case["text"]):
        if isinstance(law, LegalInstrument):
            iso3 = law.country.value.iso3
            number = law.number.value if law.number else f"'{law.titles[0].value.value}'"
            number = f"'{number}'" if " " in number and law.number else number
            parts = [iso3 if iso3 != HOME else "", law.instrument_type.value, number]
            parts += [str(stated.value) for stated in (law.year, law.issued) if stated]
            found[" ".join(part for part in parts if part)] = law
    return found


def plans(case: Case) -> list[str]:
    """The plans as ``kind start end name``, each once."""
    found = []
    for plan in read(case["language"], case["text"]):
        if isinstance(plan, Strategy):
            years = (str(year.value) if year else "-" for year in (plan.start_year, plan.end_year))
            found.append(" ".join([plan.kind.value, *years, plan.names[0].value.value]))
    return sorted(set(found))


def _name(case: Case) -> str:
    return str(case["text"])[:40]


@pytest.mark.parametrize("case", [*LAWS["cited"], *LAWS["entries"]], ids=_name)
def test_the_instruments_of_a_text(case: Case) -> None:
    assert sorted(laws(case)) == sorted(case["laws"])


@pytest.mark.parametrize("case", [case for case in LAWS["cited"] if "titles" in case], ids=_name)
def test_the_title_of_an_instrument(case: Case) -> None:
    assert [law.titles[0].value.value for law in laws(case).values()] == case["titles"]


@pytest.mark.parametrize("case", [case for case in [*LAWS["cited"], *LAWS["entries"]] if "topics" in case], ids=_name)
def test_the_topics_of_an_instrument(case: Case) -> None:
    found = laws(case)
    assert {name: [topic.value for topic in found[name].topics] for name in case["topics"]} == case["topics"]


@pytest.mark.parametrize("case", [*PLANS["said"], *PLANS["lines"]], ids=_name)
def test_the_plans_of_a_text(case: Case) -> None:
    assert plans(case) == sorted(case["plans"])


@pytest.mark.parametrize("case", PLANS["not-said"], ids=_name)
def test_no_plan_is_said(case: Case) -> None:
    assert plans(case) == []


@pytest.mark.parametrize("case", [*LAWS["cited"], *LAWS["entries"], *PLANS["said"], *PLANS["lines"]], ids=_name)
def test_every_quotation_stands_in_the_text(case: Case) -> None:
    for record in read(case["language"], case["text"]):
        for name in record.__slots__:
            one = getattr(record, name)
            for stated in one if isinstance(one, tuple) else (one,):
                for span in getattr(stated, "spans", ()):
                    assert 0 <= span.start < span.end <= len(case["text"])


def test_a_law_named_again_by_the_title_that_a_decree_approved_is_that_one() -> None:
    title = "La Ley de Archivos Portuarios"
    found = read("es", f"{title}, aprobada por el Decreto Legislativo N° 702, rige. {title} ordena.")
    assert sum(isinstance(one, LegalInstrument) for one in found) == 2
    (kept,) = (one for one in without_repeats(found) if isinstance(one, LegalInstrument))
    assert kept.number is not None
    assert kept.number.value == "702"


def test_a_file_of_words_that_lacks_a_group_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "strategies.yaml"
    path.write_text("called: [named]\n", encoding="utf-8")
    monkeypatch.setattr(strategy_words, "_FILE", path)
    strategy_words._words.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="drafted-before"):
            strategy_words.words("called")
    finally:
        strategy_words._words.cache_clear()
