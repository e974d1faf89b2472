"""Invented answers of many governments, read by the real stages: every fact stated, and none too much.

A case marked ``open`` is not read right yet; it says so as soon as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from reading_facts import Fact, difference, read_facts

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An answer to a question, and everything that a careful reader finds in it."""

    name: str
    country: str
    language: str
    question: str
    text: str
    facts: tuple[Fact, ...]
    open: bool
    note: str

    def wrong(self) -> list[str]:
        """What is missed or read too much."""
        read = read_facts({self.question: self.text}, country=self.country, language=self.language)
        return difference(self.facts, read)


def _cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _of_file(path)]


def _of_file(path: Path) -> list[Case]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Case(
            name=f"{path.stem}-{position}-q{case['q']}",
            country=content["country"],
            language=content["language"],
            question=str(case["q"]),
            text=str(case["text"]),
            facts=tuple(case["facts"]),
            open=bool(case.get("open", False)),
            note=str(case.get("note", "")),
        )
        for position, case in enumerate(content["cases"], 1)
    ]


CASES = _cases()
CLOSED = [case for case in CASES if not case.open]
OPEN = [case for case in CASES if case.open]


@pytest.mark.parametrize("case", CLOSED, ids=lambda case: case.name)
def test_an_answer_is_read_as_a_careful_reader_would(case: Case) -> None:
    assert case.wrong() == [], case.text


@pytest.mark.parametrize("case", OPEN, ids=lambda case: case.name)
def test_an_open_case_is_still_open(case: Case) -> None:
    assert case.wrong(), f"{case.name} is read right now: take its `open` and `note` out of the case file"


def test_every_open_case_says_what_is_wrong() -> None:
    assert [case.name for case in OPEN if not case.note] == []


def test_an_empty_questionnaire_states_nothing() -> None:
    assert read_facts({}, country="Kenya") == []


def test_a_missed_and_an_invented_fact_are_told_apart() -> None:
    wanted: list[Fact] = [{"is": "law", "number": "5"}, {"is": "law", "number": "7", "may": True}]
    got: list[Fact] = [{"is": "law", "number": ["6"], "year": [2010]}]
    assert difference(wanted, got) == ["missed is=law, number=5", "too much is=law, number=['6'], year=[2010]"]


def test_a_fact_may_be_left_unread() -> None:
    assert difference([{"is": "law", "number": "7", "may": True}], []) == []


def test_an_empty_list_asks_for_nothing_stated() -> None:
    assert difference([{"is": "law", "year": []}], [{"is": "law", "year": [2010]}]) != []
    assert difference([{"is": "law", "year": []}], [{"is": "law", "year": []}]) == []
