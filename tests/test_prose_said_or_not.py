"""Accounts, figures, partners and technologies that prose says, and sentences that only look as if they did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from egov_kg.records import IndicatorObservation, Partnership, SocialMediaAccount, TechnologyInitiative
from test_prose_facts import name, read

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "prose" / "said_or_not.yaml").read_text(encoding="utf-8")
)


def facts(case: dict[str, Any]) -> set[str]:
    found = set()
    for one in read(case["language"], case["text"]).records:
        if isinstance(one, SocialMediaAccount):
            followers = f" {one.followers.value}" if one.followers else ""
            found.add(f"account {one.platform.value} {one.handle.value}{followers}")
        elif isinstance(one, IndicatorObservation):
            year = f" {one.year.value}" if one.year else ""
            found.add(f"{one.indicator.value} {one.value.value}{year}")
        elif isinstance(one, TechnologyInitiative):
            found.add(f"technology {one.technology.value}")
        elif isinstance(one, Partnership):
            found.add(f"partner {name(one.partner.value)}")
    return found


@pytest.mark.parametrize("case", CASES["said"], ids=lambda case: case["text"][:40])
def test_what_is_said(case: dict[str, Any]) -> None:
    assert facts(case) == set(case["facts"])


@pytest.mark.parametrize("case", CASES["not-said"], ids=lambda case: case["text"][:40])
def test_what_is_not_said(case: dict[str, Any]) -> None:
    assert facts(case) == set()


def test_an_indicator_is_told_once() -> None:
    first = "User satisfaction with online services reached 85 % in 2018."
    found = read("en", f"{first} Satisfaction with online services was 70 % in 2017.").records
    assert [str(one.value.value) for one in found if isinstance(one, IndicatorObservation)] == ["85"]
