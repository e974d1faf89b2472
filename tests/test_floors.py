"""How well the examples are read never falls: an F1 may not be under its floor, nor far above it.

``make floors`` (``EGOV_KG_REWRITE=1``) raises tests/floors.yaml to what is measured; it lowers and removes none. Where
a gold fact was wrong, and a figure falls for a good reason, change the floor by hand and say why in the commit.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
import yaml

from egov_kg.evaluate import evaluate
from egov_kg.pipeline import build

ROOT: Final = Path(__file__).resolve().parents[1]
FLOORS: Final = ROOT / "tests" / "floors.yaml"
REWRITE: Final = os.environ.get("EGOV_KG_REWRITE") == "1"
SETS: Final = (
    (ROOT / "examples", ROOT / "tests" / "gold"),
    *((folder.parent, folder) for folder in sorted((ROOT / "tests" / "documents").glob("*/gold"))),
)
"""Documents that are read as one build, each with the folder of their gold facts."""
ABOVE: Final = 0.01
"""How far a figure may stand above its floor."""
HEAD: Final = """\
# The least F1 of every document and every kind of fact: examples/ by tests/gold, tests/documents by their own gold.
# Written by `make floors`, which raises floors and never lowers one; tests/test_floors.py holds them.
"""

Floors = Mapping[str, Mapping[str, float]]


def read_floors(text: str) -> Floors:
    content = yaml.safe_load(text) or {}
    assert isinstance(content, dict)
    return content


def floor(f1: float) -> float:
    """An F1 with three decimals, never above it."""
    return math.floor(f1 * 1_000 + 1e-9) / 1_000


def fallen(floors: Floors, measured: Floors) -> list[str]:
    """The floors that are not reached, in words; one that nothing measures any more is among them."""
    return [
        f"{label}, {kind}: F1 {'not measured' if found is None else f'{found:.3f}'}, floor {least:.3f}"
        for label, kinds in floors.items()
        for kind, least in kinds.items()
        if (found := measured.get(label, {}).get(kind)) is None or floor(found) < least
    ]


def risen(floors: Floors, measured: Floors) -> list[str]:
    """The figures that stand above their floor, or have none, in words."""
    return [
        f"{label}, {kind}: F1 {found:.3f}, {'no floor' if least is None else f'floor {least:.3f}'}"
        for label, kinds in measured.items()
        for kind, found in kinds.items()
        if (least := floors.get(label, {}).get(kind)) is None or found > least + ABOVE
    ]


def raised(floors: Floors, measured: Floors) -> str:
    """The floors raised to what is measured, as the file holds them; none of them may have fallen."""
    assert fallen(floors, measured) == [], "make floors lowers no floor"
    new = {
        label: {kind: max(floor(found), floors.get(label, {}).get(kind, 0.0)) for kind, found in kinds.items()}
        for label, kinds in measured.items()
    }
    return HEAD + yaml.safe_dump(new, allow_unicode=True, sort_keys=False)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Floors:
    """The F1 of every document and kind, in a new build of the examples and of each folder of documents."""
    found: dict[str, dict[str, float]] = {}
    for documents, gold in SETS:
        files = sorted(path for path in documents.iterdir() if path.suffix in {".md", ".txt"})
        output = build(files, tmp_path_factory.mktemp(documents.name)).output
        for document, one in evaluate(output, gold).rows:
            kinds = found.setdefault(document.gold.label, {})
            assert kinds.setdefault(one.kind, one.figures.f1) == one.figures.f1, "two documents have one label"
    return found


def test_no_figure_is_under_its_floor(measured: Floors) -> None:
    assert fallen(read_floors(FLOORS.read_text(encoding="utf-8")), measured) == []


def test_floors_follow_upwards(measured: Floors) -> None:
    floors = read_floors(FLOORS.read_text(encoding="utf-8"))
    if REWRITE:
        FLOORS.write_text(raised(floors, measured), encoding="utf-8")
        floors = read_floors(FLOORS.read_text(encoding="utf-8"))
    assert risen(floors, measured) == [], "it reads better than its floors say: make floors"


def test_every_document_has_floors() -> None:
    floors = read_floors(FLOORS.read_text(encoding="utf-8"))
    assert len(floors) == sum(len(list(gold.glob("*.yaml"))) for _, gold in SETS) > 0
    assert all(0 <= least <= 1 for kinds in floors.values() for least in kinds.values())


# ---- what holds the floors ----

SOME: Final[Floors] = {"A": {"portal": 0.9, "law": 0.5}, "B": {"portal": 1.0}}


def test_a_fall_is_named() -> None:
    assert fallen(SOME, SOME) == []
    assert fallen(SOME, {"A": {"portal": 0.899, "law": 0.5}, "B": {}}) == [
        "A, portal: F1 0.899, floor 0.900", "B, portal: F1 not measured, floor 1.000",
    ]  # fmt: skip


def test_a_figure_that_binary_fractions_cannot_hold_is_on_its_floor() -> None:
    assert fallen({"A": {"law": 0.75}}, {"A": {"law": 0.7499999999999999}}) == []
    assert fallen({"A": {"law": 0.75}}, {"A": {"law": 0.749}}) != []


def test_a_rise_is_named() -> None:
    assert risen(SOME, {"A": {"portal": 0.91, "law": 0.5}, "B": {"portal": 1.0}}) == []
    assert risen(SOME, {"A": {"portal": 0.911, "law": 0.5}, "C": {"law": 0.0}}) == [
        "A, portal: F1 0.911, floor 0.900", "C, law: F1 0.000, no floor",
    ]  # fmt: skip


def test_floors_are_raised_and_never_lowered() -> None:
    text = raised(SOME, {"A": {"portal": 2 / 3 + 0.25, "law": 0.5}, "B": {"portal": 1.0}, "C": {"law": 2 / 3}})
    assert text.startswith("# The least F1 ")
    assert read_floors(text) == {"A": {"portal": 0.916, "law": 0.5}, "B": {"portal": 1.0}, "C": {"law": 0.666}}
    for lower in ({"portal": 0.8, "law": 0.5}, {"law": 0.5}):
        with pytest.raises(AssertionError, match="make floors lowers no floor"):
            raised(SOME, {**SOME, "A": lower})
    assert floor(0.29) == 0.29
