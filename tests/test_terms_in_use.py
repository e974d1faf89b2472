"""Shapes, queries and program speak of terms that the ontology declares, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import RDFS, Graph

from egov_kg import vocabulary
from egov_kg.config import data_folder

ROOT = Path(__file__).resolve().parents[1]


def mentioned(text: str) -> set[str]:
    """The local names of our terms in Turtle, SPARQL or Python: ``egov:name``, ``<…#name>``, ``ONTOLOGY + "name"``."""
    patterns = (
        r"(?<![\w-])egov:(\w+)",
        re.escape(vocabulary.ONTOLOGY) + r"(\w+)",
        r"ONTOLOGY\s*\+\s*[\"'](\w+)",
        r"\{(?:vocabulary\.)?ONTOLOGY\}(\w+)",
        r"\bEGOV(?:\.|\[[\"'])(\w+)",
        r"\b_?egov\([\"'](\w+)",
    )
    return {name for pattern in patterns for name in re.findall(pattern, text)}


def sources() -> list[Path]:
    data = [*data_folder("shapes").rglob("*.ttl"), *data_folder("queries").rglob("*.rq")]
    return sorted(data + list(ROOT.glob("src/egov_kg/**/*.py")))


def test_every_term_in_use_is_declared() -> None:
    ontology = Graph().parse(data_folder("ontology") / "egov.ttl", format="turtle")
    known = {str(term).removeprefix(vocabulary.ONTOLOGY) for term in ontology.subjects(RDFS.isDefinedBy)}
    unknown = {str(path): mentioned(path.read_text(encoding="utf-8")) - known for path in sources()}
    assert {name: terms for name, terms in unknown.items() if terms} == {}


def test_the_scan_sees_every_way_of_writing_a_term() -> None:
    text = f"""?x egov:one <{vocabulary.ONTOLOGY}two> ; not-egov:no ONTOLOGY + "three" f"{{ONTOLOGY}}four" EGOV.five
        EGOV["six"] egov("seven") egov-kg:no"""
    assert mentioned(text) == {"one", "two", "three", "four", "five", "six", "seven"}
