"""``egov-kg network``: who cooperates with whom, as figures, a table, or a file for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from egov_kg.cli.group import Failure, put
from egov_kg.network import Choice, Level, make_network, read_ties
from egov_kg.network.meanings import MEASURES

if TYPE_CHECKING:
    from egov_kg.network import Network, Ties

TABLES = ("table", "csv", "json", "markdown")
_EPILOG = "\n\n".join(
    ["\b\nMeasures of --measures, of what is stated alone:"]
    + [f"{measure.name}: {measure.explanation['en']}" for measure in MEASURES]
)


def _several(_: click.Context, __: click.Parameter, given: Sequence[str]) -> frozenset[str]:
    """Values that may be given one by one or separated by commas."""
    return frozenset(part.strip() for value in given for part in value.split(",") if part.strip())


def _years(ctx: click.Context, parameter: click.Parameter, given: Sequence[str]) -> frozenset[int]:
    """Years, and spans of years such as 2015-2018."""
    years: set[int] = set()
    for value in _several(ctx, parameter, given):
        first, _, last = value.partition("-")
        if not (first.isdecimal() and (last or first).isdecimal() and len(first) == len(last or first) == 4):
            raise click.BadParameter(f"{value!r} is no year such as 2018 and no span such as 2015-2018")
        years.update(range(int(first), int(last or first) + 1))
    return frozenset(years)


def _choices(command: Callable[..., None]) -> Callable[..., None]:
    """The options that choose ties; each may be given several times, or with values separated by commas."""
    options = (
        ("kind", _several, "CODE", "Ties of this kind, such as knowledge-exchange."),
        ("topic", _several, "CODE", "Ties on this topic, such as open-data."),
        ("status", _several, "CODE", "Ties of this status: planned, ongoing, signed, completed."),
        ("edition", _years, "YEAR", "Ties told in documents of this edition of the survey."),
        ("year", _years, "YEAR", "Ties of which the text states this year, or a year of a span such as 2015-2018."),
        ("region", _several, "NAME", "Ties with a country of this region: Africa, Americas, Asia, Europe, Oceania."),
        ("country", _several, "ISO3", "Ties of this country, by its ISO 3166-1 alpha-3 code."),
    )
    for name, callback, metavar, text in reversed(options):
        command = click.option(f"--{name}", multiple=True, callback=callback, metavar=metavar, help=text)(command)
    return command


@click.command("network", epilog=_EPILOG)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), default=Level.ORGANISATION.value, show_default=True,
    help="Who the nodes are: countries alone; countries and organisations; agencies in their country's place where a "
    "tie says through which agency it is.",
)  # fmt: skip
@_choices
@click.option(
    "--follows", is_flag=True,
    help="Add, marked as such, what follows and nobody states: two members of one network are linked through it.",
)  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the network to a file, whose suffix says what: an interactive page (.html), a drawing (.svg, .png, "
    ".pdf), or data (.graphml, .gexf, .csv with the nodes beside it in NAME.nodes.csv, .json).",
)  # fmt: skip
@click.option(
    "--view", type=click.Choice(("ties", "map")), default="ties", show_default=True,
    help="Where nodes stand in a drawing: by their ties, or where countries are.",
)  # fmt: skip
@click.option(
    "--theme", type=click.Choice(("light", "dark")), default="light", show_default=True,
    help="The colours of a drawing.",
)  # fmt: skip
@click.option("--title", metavar="WORDS", help="The heading of what is written, instead of ours.")
@click.option("--measures", is_flag=True, help="Print a table of the nodes with their measures.")
@click.option(
    "--format", "-f", "format_name", type=click.Choice(TABLES), default=TABLES[0], show_default=True,
    help="How --measures writes.",
)  # fmt: skip
@click.option(
    "--language", type=click.Choice(("en", "es")), default="en", show_default=True,
    help="The language of names and explanations.",
)  # fmt: skip
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    folder: Path,
    level: str,
    kind: frozenset[str],
    topic: frozenset[str],
    status: frozenset[str],
    edition: frozenset[int],
    year: frozenset[int],
    region: frozenset[str],
    country: frozenset[str],
    follows: bool,
    output: Path | None,
    view: str,
    theme: str,
    title: str | None,
    measures: bool,
    format_name: str,
    language: str,
) -> None:
    """Who cooperates with whom, by the ties that a build states.

    DIR is the folder of a build, or a store made by egov-kg load; output without one. Without --measures and --output
    a few lines say what the network is like. Exit status: 0; 2 where there is no build, or no tie has what is asked.

    \b
    egov-kg network output --level country --kind knowledge-exchange
    egov-kg network output --measures --format csv > measures.csv
    egov-kg network output -o network.html
    egov-kg network output -o network.pdf
    egov-kg network output -o network.gexf
    """
    choice = Choice(
        kind=kind, topic=topic, status=status, edition=edition, year=year,
        region=frozenset(one.capitalize() for one in region), country=frozenset(one.upper() for one in country),
    )  # fmt: skip
    ties = _ties(folder)
    network = make_network(ties, level=Level(level), choice=choice, follows=follows)
    if not network.actors:
        raise Failure(f"{folder}: no tie is left at this level. Ask for less, or for another --level")
    if output is not None:
        from egov_kg.network.exports import write_network  # noqa: PLC0415  # networkx is heavy
        from egov_kg.network.presenting import Look, View, present  # noqa: PLC0415

        look = Look(language=language, theme=theme, view=View(view), title=title)
        written = write_network(output, lambda: present(ties, network, choice, look))
        click.echo(f"written: {', '.join(map(str, written))}", err=True)
    if measures or output is None:
        put(_measures(network, format_name if measures else None, language))


def _ties(folder: Path) -> Ties:
    from egov_kg.store import open_build  # noqa: PLC0415  # pyoxigraph is heavy

    return read_ties(open_build(folder))


def _measures(network: Network, format_name: str | None, language: str) -> str:
    """The table of measures in a format; without one, the lines that say what the network is like."""
    from egov_kg.network import tables  # noqa: PLC0415  # networkx is heavy
    from egov_kg.network.measures import measure  # noqa: PLC0415

    measured = measure(network)
    if format_name is None:
        return tables.sentences(network, measured.figures)
    if format_name == "json":
        return tables.measures_json(network, measured, language)
    from egov_kg.cli.formats import render  # noqa: PLC0415

    return render(tables.measures_table(network, measured, language), format_name)
