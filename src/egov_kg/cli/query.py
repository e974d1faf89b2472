"""``egov-kg query``: a named query, a file or a text of SPARQL, asked of a build."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from egov_kg import queries
from egov_kg.cli.formats import FORMATS, render
from egov_kg.cli.group import Failure, interruptible, put
from egov_kg.cli.remote_options import credentials, remote_options
from egov_kg.store import Result, Solutions, Term, TermKind

if TYPE_CHECKING:
    from egov_kg.remote import Credentials

LANGUAGES = ("en", "es")
"""The languages of the named queries' titles."""


@click.command("query")
@click.argument("query", metavar="[NAME|FILE|SPARQL|-]", required=False)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help="The folder of a build, or a store made by egov-kg load.",
)
@click.option("--endpoint", metavar="URL", help="A SPARQL endpoint to ask instead of a build.")
@click.option(
    "--default-graph", "graphs", multiple=True, metavar="IRI",
    help="A graph that the endpoint is to read, as often as needed; without it those that egov-kg publish noted there, "
    "or what the endpoint reads by itself.",
)
@click.option(
    "--max-bytes", type=click.IntRange(min=1), metavar="NUMBER",
    help="The longest answer to take from an endpoint; 256 MiB without it.",
)
@remote_options
@click.option(
    "--param",
    "-p",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the query, as often as needed; several values are separated by commas.",
)
@click.option(
    "--format",
    "-f",
    "format_name",
    type=click.Choice(tuple(FORMATS)),
    help="How to write the answer. Without it: a table on a terminal, CSV elsewhere, Turtle for triples.",
)
@click.option("--list", "listing", is_flag=True, help="List the named queries with their parameters, and stop.")
@click.option("--show", is_flag=True, help="Print the SPARQL with the parameters in it instead of asking it.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="The language of the titles that --list prints.",
)
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    ctx: click.Context,
    query: str | None,
    data: Path,
    endpoint: str | None,
    graphs: Sequence[str],
    max_bytes: int | None,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    timeout: float | None,
    parameters: Sequence[str],
    format_name: str | None,
    listing: bool,
    show: bool,
    language: str,
) -> None:
    """Ask a build, or a SPARQL endpoint, a question.

    The question is the NAME of a named query (see --list), a FILE with SPARQL, a text of SPARQL, or - for SPARQL on
    stdin. The prefixes of the graph need no declaration.

    \b
    egov-kg query portals --param country=KEN,ISL --param type=open-data
    egov-kg query 'SELECT ?agency { ?agency a egov:Agency }' --format json
    egov-kg query evidence --param name=ministry --format csv > evidence.csv
    egov-kg query leaders --endpoint http://localhost:7878/query
    """
    if listing:
        put(render(_listing(language), format_name))
        return
    if query is None:
        raise click.UsageError("Name a query, a file or a text of SPARQL; --list lists the named queries.", ctx)
    asked = queries.resolve(sys.stdin.read()) if query == "-" else queries.resolve(query)
    values = _values(parameters)
    if show:
        click.echo(asked.bind(values), nl=not asked.text.endswith("\n"))
        return
    if endpoint is None:
        if graphs or max_bytes or user or password_file or token_file or timeout:
            raise Failure("the options of a server are given with --endpoint")
        # A query can take long, and the store answers to nobody meanwhile.
        result = interruptible(lambda: queries.run(data, asked, values))
    else:
        if ctx.get_parameter_source("data") is not click.core.ParameterSource.DEFAULT:
            raise Failure("--data or --endpoint: a query asks one of them")
        limits = {"timeout": timeout, "answer_bytes": max_bytes}
        who = credentials(endpoint, user, password_file, token_file)
        result = _ask(endpoint, asked.bind(values), graphs, limits, who)
    put(render(result, format_name))


def _ask(
    url: str, sparql: str, graphs: Sequence[str], limits: Mapping[str, float | None], who: Credentials | None
) -> Result:
    """The answer of a server; which graphs it reads is asked first where nobody says."""
    from egov_kg.remote import Dataset, Endpoint, Limits, Transport, published_dataset  # noqa: PLC0415

    given: dict[str, Any] = {name: value for name, value in limits.items() if value is not None}
    with Transport(limits=replace(Limits(), **given), credentials=who) as transport:
        endpoint = Endpoint(url, transport, Dataset(default=tuple(graphs)))
        if not graphs:
            endpoint.dataset = published_dataset(endpoint)
        return endpoint.query(sparql)


def _values(given: Sequence[str]) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for parameter in given:
        name, separator, value = parameter.partition("=")
        if not separator:
            raise Failure(f"--param {parameter}: a parameter is given as NAME=VALUE, for example country=KEN")
        if name in values:
            raise Failure(f"--param {name} is given twice; separate several values with commas")
        values[name.strip()] = value
    return values


def _listing(language: str) -> Solutions:
    rows = []
    for query in queries.named_queries():
        parameters = ", ".join(
            parameter.name if parameter.default is None else f"{parameter.name} ({parameter.default})"
            for parameter in query.parameters
        )
        cells = (query.name, query.titles.get(language, query.title), query.answers.get(language, ""), parameters)
        rows.append(tuple(Term(TermKind.LITERAL, cell) for cell in cells))
    return Solutions(("name", "title", "answers", "parameters"), tuple(rows))
