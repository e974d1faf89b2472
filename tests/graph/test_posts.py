"""Posts whose document names no organisation: of what a country has many, each title is a post of its own."""

from __future__ import annotations

from pathlib import Path

import egov_kg
from egov_kg.store import Solutions

NOTE = """Jamaica: digital government in 2021

The Government of Jamaica published its digital strategy. The Minister of Finance is Nigel Clarke. The Minister of
Health is Christopher Tufton.
"""


def test_two_ministers_hold_two_posts(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    egov_kg.build([tmp_path / "note.txt"], tmp_path / "out")
    found = egov_kg.query(tmp_path / "out", "SELECT ?post ?name { ?post egov:heldBy/foaf:name ?name } ORDER BY ?name")
    assert isinstance(found, Solutions)
    posts = {name.value: post.value.rpartition("/")[2] for post, name in found.rows if post and name}
    assert posts == {
        "Christopher Tufton": "JAM-minister-minister-of-health", "Nigel Clarke": "JAM-minister-minister-of-finance",
    }  # fmt: skip
