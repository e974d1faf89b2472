"""Our figures are those of the project's outside scorer, row by row."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from egov_kg.evaluate import evaluate
from egov_kg.pipeline import build
from egov_kg.vocabulary import PREFIXES
from running import shared_folder

ROOT: Final = Path(__file__).resolve().parents[1]
ACRONYMS: Final = frozenset({PREFIXES["egov"] + "acronym", PREFIXES["skos"] + "altLabel"})
Row = tuple[str, str, int, int | None, int]


@pytest.fixture(scope="module")
def shared() -> Path:
    return shared_folder()


@pytest.fixture(scope="module")
def sources(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build([shared / "seeds"], tmp_path_factory.mktemp("sources")).output


def outside(shared: Path, folder: Path, gold: Path) -> tuple[list[Row], float]:
    command = [sys.executable, str(shared / "tools" / "score.py"), "--graph", str(folder / "egov-kg.ttl")]
    done = subprocess.run([*command, "--gold", str(gold), "--json"], capture_output=True, text=True, check=True)
    score = json.loads(done.stdout)
    return [(row["document"], row["kind"], row["gold"], row["found"], row["hits"]) for row in score["rows"]], score[
        "macro_f1"
    ]


def ours(folder: Path, gold: Path) -> tuple[list[Row], float]:
    found = evaluate(folder, gold)
    return [
        (document.gold.label, one.kind, one.figures.gold, one.figures.found, one.figures.hits)
        for document, one in found.rows
    ], found.macro_f1


def test_the_source_documents(shared: Path, sources: Path) -> None:
    rows, macro_f1 = ours(sources, shared / "gold")
    expected, expected_f1 = outside(shared, sources, shared / "gold")
    assert rows == expected
    assert macro_f1 == pytest.approx(expected_f1)
    assert len(rows) > 40


def test_the_examples(shared: Path) -> None:
    gold = ROOT / "tests" / "gold"
    rows, macro_f1 = ours(ROOT / "output", gold)
    expected, expected_f1 = outside(shared, ROOT / "output", gold)
    assert rows == expected
    assert macro_f1 == pytest.approx(expected_f1)
    assert len({document for document, *_ in rows}) == 6


@pytest.mark.parametrize("seed", range(2))
def test_a_graph_with_holes_and_wrong_values(shared: Path, tmp_path: Path, seed: int) -> None:
    """Where much is missed and much is wrong, too: a sixth of the facts is gone, a tenth has another's value."""
    drawn = random.Random(seed)  # noqa: S311  # no secret
    facts = ox.parse(path=str(ROOT / "output" / "egov-kg.ttl"), format=ox.RdfFormat.TURTLE)
    kept = [quad.triple for quad in facts]
    values: dict[ox.NamedNode, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]] = {}
    for triple in kept:
        values.setdefault(triple.predicate, []).append(triple.object)
    changed: dict[ox.Triple, None] = {}
    for triple in kept:
        needed = triple.predicate.value.endswith(("iso3", "#type", "country", "reportedBy", "partOf", "position"))
        if needed or drawn.random() > 1 / 6:
            # Of two bodies with one acronym the scorer keeps the one it reads last, we both.
            swap = not needed and triple.predicate.value not in ACRONYMS and drawn.random() < 1 / 10
            value = drawn.choice(values[triple.predicate]) if swap else triple.object
            changed[ox.Triple(triple.subject, triple.predicate, value)] = None
    (tmp_path / "egov-kg.ttl").write_bytes(ox.serialize(changed, format=ox.RdfFormat.TURTLE) or b"")
    # Which documents were read stands beside the claims.
    evidence = (ROOT / "output" / "egov-kg.evidence.ttl").read_bytes()
    (tmp_path / "egov-kg.evidence.ttl").write_bytes(evidence)
    gold = ROOT / "tests" / "gold"
    rows, _ = ours(tmp_path, gold)
    assert rows == outside(shared, tmp_path, gold)[0]
    assert sum(hits for *_, hits in rows) < sum(wanted for _, _, wanted, _, _ in rows) * 0.9
