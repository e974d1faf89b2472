"""``egov-kg evaluate``: a build, compared with what a careful reader found in its documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from egov_kg.cli.group import Failure, put
from egov_kg.evaluate import calibrate, evaluate
from egov_kg.evaluate.rendering import FORMATS, TABLES, Parts


@click.command("evaluate")
@click.argument("build", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "-f",
    "format_name",
    type=click.Choice(tuple(FORMATS)),
    default=next(iter(FORMATS)),
    show_default=True,
    help="How to write the answer.",
)
@click.option(
    "--by",
    type=click.Choice(tuple(TABLES)),
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
    if calibration and by:
        raise Failure("--calibration counts by rule and document; leave --by out")
    found = evaluate(build, gold)
    chosen = FORMATS[format_name]
    if calibration:
        put(chosen.calibration(calibrate(found.claims)))
    else:
        put(chosen.evaluation(found, Parts(by=tuple(dict.fromkeys(by)) or tuple(TABLES), misses=misses)))
