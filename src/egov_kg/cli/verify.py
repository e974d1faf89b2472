"""``egov-kg verify``: every quotation of a build, read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from egov_kg.cli.group import put
from egov_kg.verify import verify


@click.command("verify")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.argument("sources", metavar="[SOURCES]...", nargs=-1, type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, folder: Path, sources: Sequence[Path]) -> None:
    """Read every quotation of a build again, at its place.

    DIR is the folder of a build, output without one. The quotations are read in the texts that the build carries
    and, where SOURCES (files or folders) are named, in the documents themselves, which are recognised by their
    SHA-256. Exit status: 0 everything holds, 1 something does not, 2 there is no build.

    \b
    egov-kg verify output documents/
    """
    report = verify(folder, sources)
    put(report.to_text())
    ctx.exit(0 if report.holds else 1)
