"""The files that a network is written to: a table from suffix to what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from egov_kg.errors import OutputUnusable
from egov_kg.network.exports.data import as_json
from egov_kg.network.exports.graphs import gexf, graphml
from egov_kg.network.exports.page import html
from egov_kg.network.exports.pictures import pdf, png, svg
from egov_kg.network.exports.tables import edge_table, node_table
from egov_kg.network.exports.writing import write_files
from egov_kg.network.presenting import Presentation

Write = Callable[[Presentation], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A kind of file by its suffix, with what opens it; ``beside`` are further files, by their suffixes."""

    suffix: str
    opens: str
    write: Write
    beside: tuple[tuple[str, Write], ...] = ()


EXPORTS: Final[Mapping[str, Export]] = MappingProxyType({
    one.suffix: one
    for one in (
        Export(suffix=".html", opens="any browser: an interactive page that works offline", write=html),
        Export(suffix=".svg", opens="browsers, Inkscape, Illustrator: a drawing whose words are text", write=svg),
        Export(suffix=".png", opens="documents and slides: the drawing as a picture", write=png),
        Export(suffix=".pdf", opens="printers: the drawing on a page of A4, A3 or A2", write=pdf),
        Export(suffix=".graphml", opens="Cytoscape, Gephi, networkx, igraph", write=graphml),
        Export(suffix=".gexf", opens="Gephi, with places and colours", write=gexf),
        Export(
            suffix=".csv", opens="spreadsheets: the edges, and beside them NAME.nodes.csv with the nodes",
            write=edge_table, beside=((".nodes.csv", node_table),),
        ),
        Export(suffix=".json", opens="programs: all of it, with the sentences and their places", write=as_json),
    )
})  # fmt: skip
"""Every kind of file, by its suffix."""


def write_network(path: Path, make: Callable[[], Presentation]) -> tuple[Path, ...]:
    """Writes a network to a file of the kind that its suffix says; returns the files written.

    ``make`` is called once the name is known to be usable. Raises OutputUnusable for an unknown suffix, and OSError.
    """
    export = EXPORTS.get(path.suffix.lower())
    if export is None:
        known = ", ".join(EXPORTS)
        raise OutputUnusable(path, f"its suffix says nothing about what to write. Known: {known}")
    presentation = make()
    return write_files({
        path: export.write(presentation),
        **{path.with_suffix(suffix): write(presentation) for suffix, write in export.beside},
    })  # fmt: skip


__all__ = ["EXPORTS", "Export", "write_network"]
