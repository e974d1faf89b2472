"""``egov-kg validate``: a build against the shapes."""

from __future__ import annotations

from pathlib import Path

import click

from egov_kg.cli.group import Failure, put

FORMATS = ("text", "turtle")


@click.command("validate")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.option(
    "--format",
    "-f",
    "format_name",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="The report for a person, or as a SHACL validation report.",
)
@click.option(
    "--language", type=click.Choice(("en", "es")), default="en", show_default=True, help="The language of the text."
)
@click.pass_context
def command(ctx: click.Context, folder: Path, format_name: str, language: str) -> None:
    """Check a build against its shapes (SHACL).

    DIR is the folder of a build, output without one. Exit status: 0 it conforms, 1 it does not, 2 there is no build.
    """
    from egov_kg.validate import validate  # noqa: PLC0415  # SHACL is loaded for work, not for --help

    try:
        report = validate(folder)
    except ValueError as error:
        raise Failure(f"{folder} holds Turtle that is not well formed: {error}") from error
    put(report.to_turtle() if format_name == "turtle" else report.to_text(language))
    ctx.exit(0 if report.conforms else 1)
