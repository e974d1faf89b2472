"""What tests of several documents in a file, and of one in several, need."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pyoxigraph import Literal, QuerySolutions, RdfFormat, Store

from egov_kg.pipeline import build
from egov_kg.report import BuildReport
from formats import plain_example

EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
FINLAND: Final = plain_example(EXAMPLES / "finland-msq-2020.txt")
KENYA: Final = plain_example(EXAMPLES / "kenya-msq-2020.txt")
PLAN: Final = plain_example(EXAMPLES / "uruguay-plan-2021.txt")
PREFIXES: Final = """PREFIX egov: <https://w3id.org/egov-kg/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX country: <https://w3id.org/egov-kg/id/country/>
"""


def built(folder: Path, texts: dict[str, str], name: str = "out") -> BuildReport:
    """A build of some texts, by the names of their files."""
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    return build([folder / file for file in texts], folder / name)


def rows(report: BuildReport, query: str) -> list[tuple[str, ...]]:
    """What a build answers."""
    store = Store()
    for name in ("egov-kg.ttl", "egov-kg.evidence.ttl"):
        store.load(path=str(report.output / name), format=RdfFormat.TURTLE)
    found = store.query(PREFIXES + query)
    assert isinstance(found, QuerySolutions)
    return [tuple(map(shown, row)) for row in found]


def shown(term: object) -> str:
    """A literal as it is, of an IRI the last part, nothing for what is unbound."""
    return term.value if isinstance(term, Literal) else str(getattr(term, "value", "")).rpartition("/")[2]
