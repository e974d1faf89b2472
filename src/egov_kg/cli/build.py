"""``egov-kg build``: documents in, a graph out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import click

from egov_kg.cli.progress import show_progress
from egov_kg.cli.sources import Source, ocr, private_networks
from egov_kg.config import Settings

FORMATS = ("turtle", "jsonld")
"""The syntaxes of a build; Turtle is always written."""


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...", type=Source())
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help="The folder to write into.",
)
@click.option(
    "--personal-data",
    is_flag=True,
    help="Keep e-mail addresses and telephone numbers of persons, which are left out otherwise.",
)
@click.option(
    "--format",
    "-f",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="A further syntax to write, as often as needed; Turtle is always written.",
)
@click.option(
    "--identifiers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The identifiers.tsv of an earlier build, whose IRIs are kept.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What people decided (see egov-kg decide). Without it, a decisions.yaml in the output folder is obeyed.",
)
@click.option(
    "--minimum-confidence",
    type=click.FloatRange(0, 1),
    default=0,
    metavar="NUMBER",
    help="Leave out facts whose rule is less sure than this, from 0 to 1; each is listed in report.json.",
)
@click.option(
    "--form",
    "forms",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A form file (see egov-kg form draft) to read documents by, as often as needed, beside the forms we know.",
)
@private_networks
@ocr
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    ctx: click.Context,
    paths: Sequence[Path | str],
    output: Path,
    personal_data: bool,
    formats: Sequence[str],
    identifiers: Path | None,
    decisions: Path | None,
    minimum_confidence: float,
    forms: Sequence[Path],
    private_networks: bool,
    ocr: bool,
) -> None:
    """Read documents into a knowledge graph.

    PATHS are files, folders and zip archives (searched to the bottom) of questionnaires and plans, web addresses, or -
    for the standard input. Exit status: 0 all read and
    conforming, 1 written but a file could not be read or a shape fails, 2 nothing to read.

    \b
    egov-kg build documents/ --output output
    """
    from egov_kg.pipeline import build  # noqa: PLC0415  # the stages are loaded for work, not for --help

    with show_progress() as progress:
        report = build(
            paths,
            output,
            settings=Settings(
                personal_data=personal_data,
                minimum_confidence=Decimal(str(minimum_confidence)),
                private_networks=private_networks,
                ocr=ocr,
                forms=tuple(forms),
            ),
            formats=formats,
            identifiers=identifiers,
            decisions=decisions,
            progress=progress,
        )
    for line in report.summary_lines():
        click.echo(line)
    ctx.exit(report.exit_status)
