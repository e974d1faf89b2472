"""`identifiers.tsv`: every IRI of a thing with its class and names, for the next build to keep."""

from __future__ import annotations

from egov_kg.graph.build import GraphBuild
from egov_kg.graph.statements import facts, names, source_documents
from egov_kg.graph.terms import expand, unquoted

COLUMNS = ("iri", "class", "names", "replacedBy")
BETWEEN_NAMES = " | "


def identifiers(build: GraphBuild) -> str:
    """Tab-separated lines under a line of column names, sorted by IRI.

    Answers, selections, claims and quotations are left out: their IRIs follow from their documents alone.
    """
    left_out = ("Answer", "Selection")
    described = facts(build) | source_documents(build)
    rows = [
        (_bare(term), class_name, _names(described.get(term, {})), "")
        for term, class_name in build.classes.items()
        if class_name not in left_out
    ]
    rows += [(_bare(old), build.classes.get(new, ""), "", _bare(new)) for old, new in build.replaced.items()]
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *sorted(rows)))


def _bare(term: str) -> str:
    return expand(term)[1:-1]


def _names(properties: dict[str, set[str]]) -> str:
    return BETWEEN_NAMES.join(dict.fromkeys(map(_words, names(properties))))


def _words(term: str) -> str:
    return " ".join(unquoted(term).split()).replace(BETWEEN_NAMES, " / ")
