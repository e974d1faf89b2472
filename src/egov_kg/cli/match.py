"""``egov-kg match``: the identifiers of the graph for a column of names."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from egov_kg.cli.group import Failure, put
from egov_kg.folders import replace_file
from egov_kg.wording import counted


@click.command("match")
@click.argument("names", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--column", required=True, metavar="NAME", help="The column that holds names of organisations.")
@click.option("--country-column", metavar="NAME", help="The column with their countries; one called country without.")
@click.option("--url-column", metavar="NAME", help="The column with their web addresses; one called url without it.")
@click.option("--country", metavar="NAME", help="The country of rows that name none.")
@click.option(
    "--in", "folder", metavar="DIR", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
    help="The folder of a build, or a store made by egov-kg load.",
)  # fmt: skip
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Where to write; stdout without it.")  # fmt: skip
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    ctx: click.Context,
    names: Path,
    column: str,
    country_column: str | None,
    url_column: str | None,
    country: str | None,
    folder: Path,
    output: Path | None,
) -> None:
    """Find the organisations of a table in the graph.

    FILE is a table with a header (comma, semicolon or tab; - for stdin). Each row comes back with the address of its
    organisation in the column match where that is sure, else with the ones that a person may choose from in
    match_candidates, and with the reasons. A name is never taken across two countries, nor a part for the whole.
    Exit status: 0 done, 1 done but rows had too few or too many cells or a country that nobody knows, 2 the table
    cannot be used.

    \b
    egov-kg match names.csv --column organisation --in out -o matched.csv
    """
    from egov_kg import registry  # noqa: PLC0415  # loaded for work, not for --help
    from egov_kg.matching import Index  # noqa: PLC0415
    from egov_kg.matching.bodies import read_bodies  # noqa: PLC0415
    from egov_kg.matching.tables import COLUMNS, Tally, columns_of, matched, read_table, shown  # noqa: PLC0415
    from egov_kg.store import open_build  # noqa: PLC0415

    everywhere = registry.load().find_country(country) if country else None
    if country and everywhere is None:
        raise Failure(f"--country {country!r} is no country. Name one, or its three letters")
    data = sys.stdin.buffer.read() if str(names) == "-" else names.read_bytes()
    table = read_table(str(names), data)
    columns = columns_of(str(names), table, column, country_column, url_column)
    index, tally = Index(read_bodies(open_build(folder))), Tally()

    def lines() -> Iterator[str]:
        yield _line([*table.header, *COLUMNS], table.delimiter)
        for row in matched(table, columns, index, country=everywhere, tally=tally):
            yield _line(row, table.delimiter)

    text = "".join(lines())
    if output is None:
        put(text)
    else:
        replace_file(output, text.encode())
    found = ", ".join(f"{tally.verdicts[name]} {name}" for name in ("accepted", "review", "none"))
    click.echo(f"{counted(tally.rows, 'row')}: {found}", err=True)
    if tally.short:
        click.echo(f"{counted(tally.short, 'row has', 'rows have')} another number of cells than the header", err=True)
    if tally.countries:
        known = shown(name for name, _ in tally.countries.most_common())
        count = tally.countries.total()
        rows = counted(count, "row names", "rows name")
        click.echo(f"{rows} a country that nobody knows; that is left to a person: {known}", err=True)
    ctx.exit(1 if tally.short or tally.countries else 0)


def _line(cells: list[str], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return text.getvalue()
