"""``egov-kg site``: the pages of a build as files."""

from __future__ import annotations

from pathlib import Path

import click

from egov_kg.cli.progress import show_progress
from egov_kg.wording import counted


@click.command("site")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("output"))
@click.option(
    "--output", "-o", "place", type=click.Path(path_type=Path), required=True, metavar="FOLDER",
    help="The folder of the pages. Pages written there before are replaced in one step.",
)  # fmt: skip
@click.option("--base", metavar="URL", help="The public address of the site, for its site map.")
def command(folder: Path, place: Path, base: str | None) -> None:
    """Write the pages of a build as files that any web host serves.

    DIR is the folder of a build, output without one. The pages are those of egov-kg serve, in English and Spanish,
    without search and queries, which need a server. They may stand at any path and work without a network. Exit
    status: 0 done, 2 there is no build, or the folder cannot be written.

    \b
    egov-kg site output -o site
    egov-kg site output -o site --base https://kg.example.org/
    """
    from egov_kg.site import write_site  # noqa: PLC0415  # the engine is loaded for work, not for --help

    if base and not base.startswith(("https://", "http://")):
        raise click.BadParameter("it begins with https:// or http://", param_hint="--base")
    address = base if base is None or base.endswith("/") else base + "/"
    with show_progress() as progress:
        report = write_site(folder, place, base=address, progress=progress)
    click.echo(f"{counted(report.pages, 'page')} in {place}: open {place / 'index.html'}")
