"""A network as two tables in CSV, as Gephi, Cytoscape and spreadsheets read them: edges and nodes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from egov_kg.network.exports.attributes import Attributes, edge_attributes, node_attributes, shared_attributes
from egov_kg.network.presenting import Presentation


def edge_table(presentation: Presentation) -> bytes:
    """A row an edge; ``Type`` says which are directed, ``layer`` which are stated and which follow."""
    network = presentation.network
    rows: list[Attributes] = [
        {
            "Source": edge.source, "Target": edge.target, "Type": "Directed" if edge.directed else "Undirected",
            "Id": edge.identifier, **edge_attributes(presentation, edge),
        }
        for edge in network.edges
    ]  # fmt: skip
    rows += [
        {
            "Source": pair.source, "Target": pair.target, "Type": "Undirected",
            "Id": f"shared {pair.source} {pair.target}", **shared_attributes(presentation, pair),
        }
        for pair in network.shared_pairs()
    ]  # fmt: skip
    columns = (
        "Source", "Target", "Type", "Id", "label", "layer", "weight", "kind", "status", "topics", "year", "edition",
        "directed", "provider", "recipient", "through", "reported_by", "sentences", "quotes", "documents",
    )  # fmt: skip
    return _csv(columns, rows)


def node_table(presentation: Presentation) -> bytes:
    """A row a node, with its measures and its place."""
    rows: list[Attributes] = [
        {"Id": actor.key, **node_attributes(presentation, actor)} for actor in presentation.network.actors
    ]
    measures = next(iter(presentation.measured.nodes.values()), {})
    return _csv(("Id", "label", "kind", "iso3", "region", "acronym", "iri", *measures, "x", "y"), rows)


def _csv(columns: Sequence[str], rows: Sequence[Attributes]) -> bytes:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return lines.getvalue().encode()


def _cell(value: str | int | float | bool) -> str | int | float:
    return str(value).lower() if isinstance(value, bool) else value


__all__ = ["edge_table", "node_table"]
