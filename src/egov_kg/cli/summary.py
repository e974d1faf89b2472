"""``egov-kg summary``: what a build holds of each country."""

from __future__ import annotations

from pathlib import Path

import click

from egov_kg.cli.group import Failure, put
from egov_kg.summary import summarise


@click.command("summary")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--country", metavar="ISO3", help="One country alone, by its ISO 3166-1 alpha-3 code.")
def command(folder: Path, country: str | None) -> None:
    """Say what a build holds of each country, and what was left unanswered.

    DIR is the folder of a build, output without one.
    """
    summaries = summarise(folder)
    if country is not None:
        known = ", ".join(summary.iso3 for summary in summaries) or "none"
        summaries = tuple(summary for summary in summaries if summary.iso3 == country.upper())
        if not summaries:
            raise Failure(f"{folder} says nothing of a country {country!r}. Known: {known}")
    put("\n".join(summary.to_text() for summary in summaries))
