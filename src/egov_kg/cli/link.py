"""``egov-kg link``: a build joined with catalogues of open data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from egov_kg.cli.group import Failure, put
from egov_kg.wording import counted

if TYPE_CHECKING:
    from egov_kg.linking import LinkReport, Options, Outcome, Wanted


@click.command("link")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=Path("output"))
@click.option(
    "--catalogue", "catalogues", multiple=True, metavar="[KIND:]ADDRESS|FILE",
    help="A catalogue; its kind (ckan, dcat, datajson, socrata, udata) is recognised from its answer without one.",
)  # fmt: skip
@click.option("--reconcile", "services", multiple=True, metavar="URL",
              help="A service of the Reconciliation API, such as Wikidata's.")  # fmt: skip
@click.option("--type", "kind", metavar="ID", help="The type of things to ask those services for, such as Q327333.")
@click.option("--property", "properties", multiple=True, metavar="WHAT=ID",
              help="Their property for country or url: sent with names, asked of what is found.")  # fmt: skip
@click.option("--items", "files", multiple=True, metavar="FILE", help="Things of Wikidata, as JSON or CSV.")
@click.option("--country", metavar="NAME", help="The country of the catalogues that are named; its host's without it.")
@click.option("--refresh", is_flag=True, help="Ask every catalogue again, and say what changed.")
@click.option("--forget", multiple=True, metavar="ADDRESS|FILE",
              help="Do without a catalogue or service of earlier runs, and remove what is kept of it.")  # fmt: skip
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="What people decided; decisions.yaml in the folder of the build without it.",
)  # fmt: skip
@click.option("--ignore-robots", is_flag=True, help="Ask also where robots.txt asks programs to stay away.")
@click.option("--timeout", type=click.FloatRange(1), default=60.0, show_default=True, help="Seconds for an answer.")
@click.option("--max-pages", type=click.IntRange(1), default=2_000, show_default=True, help="Pages of a catalogue.")
@click.option("--pause", type=click.FloatRange(0), default=0.2, show_default=True, help="Seconds between two requests.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    ctx: click.Context,
    folder: Path,
    catalogues: tuple[str, ...],
    services: tuple[str, ...],
    kind: str | None,
    properties: tuple[str, ...],
    files: tuple[str, ...],
    country: str | None,
    refresh: bool,
    forget: tuple[str, ...],
    decisions: Path | None,
    ignore_robots: bool,
    timeout: float,
    max_pages: int,
    pause: float,
) -> None:
    """Link a build with catalogues of open data, with Wikidata and other services.

    DIR is the folder of a build; output without one. Which dataset is published by which organisation, what it is
    about and which laws it cites goes into DIR/links, which query and serve read too. What a catalogue answered is
    kept in DIR/links/snapshots: a later run asks nobody, and links the catalogues of earlier runs again. Exit status:
    0 done, 1 done but something could not be read or decisions contradict each other, 2 nothing could be read.

    \b
    egov-kg link out --catalogue https://data.example.gov/data.json --catalogue ckan:https://ckan.example.org/
    """
    from egov_kg.catalogues import FetchLimits  # noqa: PLC0415  # loaded for work, not for --help
    from egov_kg.linking import Options, Wanted, standing  # noqa: PLC0415

    iso3 = _iso3(country) if country else None
    options = Options(
        limits=FetchLimits(timeout=timeout, pages=max_pages, pause=pause), refresh=refresh, robots=not ignore_robots,
        decisions=decisions, forget=forget, say=lambda line: click.echo(line, err=True),
    )  # fmt: skip
    wanted = [Wanted(named=one, country=iso3) for one in catalogues]
    more = "".join(f" {one}" for one in ([f"type={kind}"] if kind else []) + sorted(map(_property, properties)))
    wanted += [Wanted(named=f"reconcile:{one}{more}") for one in services]
    wanted += [Wanted(named=f"items:{one}") for one in files]
    report = standing(folder, wanted, options) or _run(folder, wanted, options)
    put("".join(f"{line}\n" for line in _lines(report, folder)))
    for one in report.contradictions:
        click.echo(one, err=True)
    ctx.exit(report.exit_status)


def _property(given: str) -> str:
    if not re.fullmatch(r"(?:country|url)=[^\s=]+", given):
        raise Failure(f"--property {given!r} names no property. Write country=ID or url=ID, such as country=P17")
    return given


def _iso3(country: str) -> str:
    from egov_kg import registry  # noqa: PLC0415  # loaded for work, not for --help

    found = registry.load().find_country(country)
    if found is None:
        raise Failure(f"--country {country!r} is no country. Name one, or its three letters")
    return found


def _run(folder: Path, wanted: Sequence[Wanted], options: Options) -> LinkReport:
    from egov_kg.linking.run import run  # noqa: PLC0415  # slow to load, and not needed where nothing has changed

    return run(folder, wanted, options)


def _lines(report: LinkReport, folder: Path) -> Iterator[str]:
    for one in report.outcomes:
        yield from _outcome(one)
    if report.unchanged:
        yield "nothing has changed since the last run"
    if report.to_review:
        yield f"{report.to_review} uncertain: egov-kg review {folder}"


def _outcome(one: Outcome) -> Iterator[str]:
    if one.kind:
        count = f"{counted(one.datasets, 'dataset')}, {one.with_body} of organisations here"
        if one.kind in ("reconcile", "items"):
            count = counted(one.things, "thing")
        yield f"{one.title or one.named.removeprefix(f'{one.kind}:')} ({one.kind}): {count}"
        for name, number in one.links.items():
            yield f"  {name}: {number}"
    for trouble in one.troubles:
        yield f"  not read: {trouble}"
    for change in one.changes:
        yield f"  {change}"
    if one.problem:
        yield f"  {one.named}: {one.problem}"
        if one.kind:
            address = one.named.removeprefix("reconcile:").partition(" ")[0]
            yield f"  what was read before is linked; to do without it: --forget {address}"
        else:
            yield "  nothing was ever read of it: later runs do without it"
