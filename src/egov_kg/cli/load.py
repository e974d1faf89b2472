"""``egov-kg load``: a build as a store on disk."""

from __future__ import annotations

from pathlib import Path

import click

from egov_kg.cli.progress import show_progress
from egov_kg.wording import counted


@click.command("load")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.option(
    "--store", "place", type=click.Path(path_type=Path), required=True, metavar="PATH",
    help="The folder of the store. An earlier store there is replaced in one step.",
)  # fmt: skip
def command(folder: Path, place: Path) -> None:
    """Load a build into a store on disk.

    DIR is the folder of a build, output without one. The store (Oxigraph on RocksDB) answers the same queries with
    the same rows, opens at once, and may be larger than the memory. Exit status: 0 done, 2 there is no build, or the
    store cannot be written.

    \b
    egov-kg load output --store output/store
    egov-kg query portals --data output/store
    """
    from egov_kg.store_on_disk import load  # noqa: PLC0415  # the engine is loaded for work, not for --help

    with show_progress() as progress:
        report = load(folder, place, progress=progress)
    click.echo(
        f"{counted(report.statements, 'statement')} in {place}, and those of {counted(report.graphs, 'named graph')} "
        f"({report.statements_in_graphs})"
    )
