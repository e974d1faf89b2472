"""``egov-kg evaluate``: a build, compared with what a careful reader found in its documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from egov_kg.cli.group import Failure, put

FORMATS = ("table", "json", "markdown")
COUNTED_BY = ("kind", "language", "document")


@click.command("evaluate")
@click.argument("build", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "-f",
    "format_name",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="How to write the answer.",
)
@click.option(
    "--by",
    type=click.Choice(COUNTED_BY),
    multiple=True,
    help="What to count by, as often as needed. Without it: by all of them.",
)
@click.option(
    "--misses/--no-misses",
    default=True,
    show_default=True,
    help="Tell every gold fact that was missed and every fact too much, with the words around it.",
)
@click.option(
    "--calibration",
    is_flag=True,
    help="Compare how sure the rules say they are with how often they are right, instead of the figures.",
)
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    build: Path,
    gold: Path,
    format_name: str,
    by: Sequence[str],
    misses: bool,
    calibration: bool,
) -> None:
    """Measure a build against gold facts: precision, recall and F1.

    BUILD is the folder of a build, GOLD a YAML file of the facts that a person read in a document, or a folder of
    such files. Exit status: 0 measured, 2 there is no build, or no gold facts that can be used.

    \b
    egov-kg evaluate output tests/gold --by kind --no-misses
    """
    # Reading gold files and asking a build are loaded for work, not for --help.
    from egov_kg.evaluate import calibrate, evaluate, rendering  # noqa: PLC0415

    if calibration and by:
        raise Failure("--calibration counts by rule and document; leave --by out")
    found = evaluate(build, gold)
    chosen = rendering.FORMATS[format_name]
    if calibration:
        put(chosen.calibration(calibrate(found.claims)))
    else:
        put(chosen.evaluation(found, rendering.Parts(by=tuple(dict.fromkeys(by)) or COUNTED_BY, misses=misses)))
