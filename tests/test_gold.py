"""Every gold fact of the examples stands in its document, and uses codes that exist."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from egov_kg.forms import load_forms

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
GOLD = sorted((ROOT / "tests" / "gold").glob("*.yaml"))

# What the documents call the parties that gold names by a code or an acronym.
PARTIES = {
    "CRI": ("costa rica",), "DOM": ("república dominicana",), "ECU": ("ecuador",), "EST": ("estonia",),
    "FIN": ("finland",), "KEN": ("kenya",), "KOR": ("corea",), "LUX": ("luxembourg",), "MWI": ("malawi",),
    "SSD": ("south sudan",), "SWE": ("sweden",), "UGA": ("uganda",), "UKR": ("ukraine",), "URY": ("uruguay",),
    "OGP": ("open government partnership", "alianza para el gobierno abierto"), "IDB": ("(bid)",), "OECD": ("oecd",),
    "EU": ("european union",), "NIIS": ("niis",), "RedGEALC": ("red gealc", "redgealc"),
}  # fmt: skip
SCHEMES = {
    "portals": {"type": "portal-type"},
    "strategies": {"kind": "strategy-kind"},
    "laws": {"type": "instrument-type"},
    "social_accounts": {"platform": "platform"},
    "indicators": {"indicator": "indicator"},
    "ties": {"kind": "tie-kind", "status": "tie-status"},
}


def load(path: Path) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def words_of(text: str) -> str:
    """The text as one line in lower case, without emphasis and quotation marks."""
    plain = re.sub(r"[*\"]", "", unicodedata.normalize("NFC", text))
    return " ".join(plain.split()).casefold()


def alternatives(value: object) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def facts(gold: dict[str, Any], *kinds: str) -> Iterator[dict[str, Any]]:
    """The facts of the kinds that the document itself must state: optional ones may be another document's."""
    for kind in kinds:
        yield from (fact for fact in gold.get(kind) or [] if isinstance(fact, dict) and not fact.get("optional"))


def stated(gold: dict[str, Any], kinds: tuple[str, ...], columns: tuple[str, ...]) -> list[Any]:
    """What the facts of these kinds say in these columns."""
    return [fact[column] for fact in facts(gold, *kinds) for column in columns if column in fact]


def codes(scheme: str) -> set[str]:
    turtle = (ROOT / "ontology" / "codes" / f"{scheme}.ttl").read_text(encoding="utf-8")
    return set(re.findall(rf"^{scheme}:([a-z0-9-]+)", turtle, re.MULTILINE))


def in_text(text: str, candidates: list[Any]) -> bool:
    return any(words_of(str(candidate)) in text for candidate in candidates)


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    return load(request.param)


@pytest.fixture
def text(gold: dict[str, Any]) -> str:
    return words_of((EXAMPLES / gold["document"]).read_text(encoding="utf-8"))


def test_every_example_has_gold_facts() -> None:
    assert {load(path)["document"] for path in GOLD} == {path.name for path in EXAMPLES.glob("*.txt")}
    assert len(GOLD) >= 6


def test_names_stand_in_the_document(gold: dict[str, Any], text: str) -> None:
    named = stated(
        gold, ("agencies", "posts", "strategies", "laws", "axes", "lines"), ("name", "acronym", "title", "org")
    )
    named += stated(gold, ("social_accounts",), ("of",))
    named += [agency for tie in facts(gold, "ties") for agency in tie.get("agencies", [])]
    named += [*gold.get("partners", []), *gold.get("acronyms", {}), *gold.get("acronyms", {}).values()]
    named += [body for line in facts(gold, "lines") for role in ("responsible", "coordination") for body in line[role]]
    sides = stated(gold, ("structure",), ("subject", "object"))
    named += [side for side in sides if not side[-1].isdigit()]
    assert len(named) > 10
    assert [name for name in named if not in_text(text, alternatives(name)[:1])] == []


def test_addresses_and_handles_stand_in_the_document(gold: dict[str, Any], text: str) -> None:
    addresses = stated(gold, ("portals", "agencies", "laws", "strategies"), ("url",))
    accounts = list(facts(gold, "social_accounts"))
    assert addresses or gold.get("kind") == "plan"
    assert [url for url in addresses if not in_text(text, [url])] == []
    assert [fact for fact in accounts if not in_text(text, ["@" + fact["handle"]])] == []


def test_numbers_and_dates_stand_in_the_document(gold: dict[str, Any], text: str) -> None:
    wanted = [alternatives(number)[0] for number in stated(gold, ("laws",), ("number", "gazette"))]
    for date in stated(gold, ("laws",), ("date",)):
        assert isinstance(date, datetime.date)
        wanted += [date.year, date.day]
    wanted += stated(gold, ("laws", "strategies", "ties", "indicators"), ("year", "start", "end"))
    numbers = set(re.findall(r"\d+(?:[.,]\d+)*", text.replace(",", ".")))
    values = stated(gold, ("indicators", "targets"), ("value",))
    followers = [f"{count:,}".replace(",", ".") for count in stated(gold, ("social_accounts",), ("followers",))]
    assert len(wanted) > 5
    wholes = {item: rf"(?<!\d){re.escape(words_of(str(item)))}(?!\d)" for item in wanted}
    assert [item for item, whole in wholes.items() if not re.search(whole, text)] == []
    assert [item for item in [*values, *followers] if str(item) not in numbers] == []


def test_parties_stand_in_the_document(gold: dict[str, Any], text: str) -> None:
    for tie in facts(gold, "ties"):
        parties = alternatives(tie["party"])
        assert in_text(text, [name for party in parties for name in PARTIES.get(party, (party,))]), tie
        assert tie.get("provider") in (None, gold["country"], *parties), tie
        assert tie.get("recipient") in (None, gold["country"], *parties), tie


def test_codes_exist(gold: dict[str, Any]) -> None:
    topics = codes("topic") | codes("legal-topic") | codes("technology")
    for kind, columns in SCHEMES.items():
        for fact in gold.get(kind) or []:
            for column, scheme in columns.items():
                assert set(alternatives(fact.get(column))) <= codes(scheme), fact
            assert set(fact.get("topics", [])) <= topics, fact
    assert {fact["role"] for fact in gold["agencies"] if "role" in fact} <= codes("mandate")
    assert set(gold.get("technologies", [])) <= codes("technology")


def test_lines_belong_to_axes_and_targets_to_lines(gold: dict[str, Any]) -> None:
    lines = [line["number"] for line in gold.get("lines", [])]
    assert [number for axis in gold.get("axes", []) for number in axis["lines"]] == lines
    assert {target["line"] for target in gold.get("targets", [])} <= set(lines)


def test_tick_boxes_are_those_of_the_form(gold: dict[str, Any]) -> None:
    boxes = gold.get("checkboxes", "unknown")
    raw = (EXAMPLES / gold["document"]).read_text(encoding="utf-8")
    if boxes == "unknown":
        assert "☒" not in raw
        return
    for question, states in boxes.items():
        assert sorted(states["selected"] + states["not-selected"]) == sorted(printed_options()[question]), question
    assert raw.count("☒") == sum(len(states["selected"]) for states in boxes.values())
    assert raw.count("☐") == sum(len(states["not-selected"]) for states in boxes.values())


def test_empty_questions_are_questions_of_the_form(gold: dict[str, Any]) -> None:
    empty = set(gold.get("empty", []))
    assert bool(empty) == ("edition" in gold)
    assert empty <= set(printed_options())


def printed_options() -> dict[str, list[str]]:
    """The options that each question of the form prints, by the question's name."""
    printed = {}
    for question in load_forms()["msq-2020"].questions():
        options = [option.name.removeprefix(f"{question.name}-") for option in question.options]
        printed[question.name.removeprefix("msq-2020-")] = options
    return printed
