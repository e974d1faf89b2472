"""Makes a large build out of a small one: every thing of it once a copy, under an address of its own.

    python benchmarks/scaled_build.py output out/scaled --copies 20

Codes and what the ontology says stay as they are. The result is good for measuring and says nothing about any country.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from egov_kg.vocabulary import BASE

THINGS: Final = BASE + "id/"
FILES: Final = (
    ("egov-kg.ttl", ox.RdfFormat.TURTLE),
    ("egov-kg.evidence.ttl", ox.RdfFormat.TURTLE),
    ("egov-kg.nq", ox.RdfFormat.N_QUADS),
)
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph


def scale(source: Path, target: Path, copies: int) -> int:
    """Writes the files of a build, each so many times; returns the number of quads."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, syntax in FILES:
        quads = list(ox.parse(path=str(source / name), format=syntax))
        with (target / name).open("wb") as output:
            # N-Triples is Turtle too, and is read without looking for prefixes.
            written = ox.RdfFormat.N_QUADS if syntax == ox.RdfFormat.N_QUADS else ox.RdfFormat.N_TRIPLES
            for number in range(copies):
                ox.serialize(copied(quads, number), output, format=written)
                count += len(quads)
    return count


def copied(quads: list[ox.Quad], number: int) -> Iterator[ox.Quad]:
    for quad in quads:
        yield ox.Quad(*(renamed(term, number) for term in quad))  # type: ignore[arg-type]


def renamed(term: Term, number: int) -> Term:
    if number and isinstance(term, ox.NamedNode) and term.value.startswith(THINGS):
        return ox.NamedNode(f"{term.value}-{number}")
    return term


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--copies", type=int, default=20)
    given = parser.parse_args()
    sys.stdout.write(f"{scale(given.source, given.target, given.copies):,} quads in {given.target}\n")


if __name__ == "__main__":
    main()
