"""``egov-kg publish``: a build into a store elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from egov_kg.cli.group import put
from egov_kg.cli.progress import show_progress
from egov_kg.cli.remote_options import credentials, remote_options
from egov_kg.vocabulary import WHOLE_GRAPH
from egov_kg.wording import counted

if TYPE_CHECKING:
    from egov_kg.remote import PublishReport

WHOLE: Final = ("auto", "replace", "named")
TIMEOUT: Final = 600.0
"""Seconds: a store may take long over a large graph."""


@click.command("publish")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--to", "store", required=True, metavar="URL", help="The address of the store or of its data set.")
@click.option("--graph-store", metavar="URL", help="Where it takes graphs (Graph Store Protocol); then that is used.")
@click.option("--update", metavar="URL", help="Where it takes SPARQL Update; then that is used.")
@click.option("--query", metavar="URL", help="Where it takes queries.")
@click.option(
    "--whole-graph", "whole", type=click.Choice(WHOLE), default=WHOLE[0], show_default=True,
    help="Where every statement stands once: auto is the default graph where it is free or ours, and a named graph "
    "where the default graph shows all graphs at once; replace whatever the default graph holds; named.",
)  # fmt: skip
@click.option("--prune", is_flag=True, help="Remove graphs of an earlier build that this one has no more.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent and removed, and write nothing.")
@remote_options
@click.pass_context
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    ctx: click.Context,
    folder: Path,
    store: str,
    graph_store: str | None,
    update: str | None,
    query: str | None,
    whole: str,
    prune: bool,
    dry_run: bool,
    user: str | None,
    password_file: Path | None,
    token_file: Path | None,
    timeout: float | None,
) -> None:
    """Publish a build into a SPARQL store.

    DIR is the folder of a build, or a store made by egov-kg load; output without one. Each graph is replaced as a
    whole, by the Graph Store Protocol or else by SPARQL Update, and only where it differs: after an interruption the
    same command goes on. A token may also stand in the environment variable EGOV_KG_TOKEN. Exit status: 0 the store
    holds what the build does, 1 it does not, 2 it could not be published.

    \b
    egov-kg publish output --to http://localhost:7878
    egov-kg publish output --to http://localhost:8890/sparql --user dba --password-file password.txt --prune
    """
    from egov_kg.remote import Addresses, Limits, Transport, WholeGraph, publish  # noqa: PLC0415  # not for --help

    who = credentials(store, user, password_file, token_file, os.environ.get("EGOV_KG_TOKEN", ""))
    limits = Limits(timeout=timeout or TIMEOUT)
    with Transport(limits=limits, credentials=who) as transport, show_progress() as progress:
        report = publish(
            folder,
            Addresses(store=store, query=query, graph_store=graph_store, update=update),
            transport,
            whole=WholeGraph(whole),
            prune=prune,
            dry_run=dry_run,
            progress=progress,
        )
    put("".join(f"{line}\n" for line in (_planned(report) if dry_run else _done(report))))
    ctx.exit(0 if report.holds else 1)


def _planned(report: PublishReport) -> Iterator[str]:
    for one in report.sent:
        yield f"would send {one.iri} ({counted(one.triples, 'statement')})"
    for iri in report.removed:
        yield f"would remove {iri}"
    yield f"{len(report.sent)} graphs to send, {len(report.unchanged)} unchanged, {len(report.removed)} to remove"
    yield from _left(report)


def _done(report: PublishReport) -> Iterator[str]:
    how = f" ({report.writer})" if report.writer else ""
    yield (
        f"{len(report.sent)} graphs sent, {len(report.unchanged)} unchanged, {len(report.removed)} removed{how}"
    )
    yield from _left(report)
    if report.whole_is_named:
        yield (
            f"every statement once: <{WHOLE_GRAPH}>, for other clients default-graph-uri={WHOLE_GRAPH}, "
            "as this store's default graph shows all graphs at once"
        )
    for one in report.mismatches:
        yield f"{one.iri}: the store holds {counted(one.found, 'statement')}, the build {one.expected}"
    total = sum(one.triples for one in (*report.sent, *report.unchanged))
    graphs = len(report.sent) + len(report.unchanged)
    if report.holds:
        yield f"counted: {counted(total, 'statement')} in {counted(graphs, 'graph')}, as in the build"


def _left(report: PublishReport) -> Iterator[str]:
    if report.left:
        yield f"{len(report.left)} graphs of an earlier build stay (--prune removes them): {', '.join(report.left)}"
