"""``egov-kg export``: a build as tables, and described as a catalogue of data."""

from __future__ import annotations

from pathlib import Path

import click

from egov_kg.cli.group import Failure, put
from egov_kg.folders import replace_file
from egov_kg.vocabulary import BASE


@click.command("export")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=Path("output"))
@click.option("--csv", "tables_in", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Write one CSV a class there, with their CSVW description.")  # fmt: skip
@click.option("--dcat", "described_in", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
              help="Write the description of the build by DCAT-AP 3 there, as Turtle (- for stdout).")  # fmt: skip
@click.option("--base", metavar="URL", default=BASE + "dumps/", show_default=True,
              help="Where the files of the build will be fetched.")  # fmt: skip
@click.option("--publisher", metavar="NAME", default="The egov-kg authors", show_default=True, help="Who publishes.")
@click.option("--contact", metavar="URL", default="", help="A page with whom to ask.")
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    folder: Path,
    tables_in: Path | None,
    described_in: Path | None,
    base: str,
    publisher: str,
    contact: str,
) -> None:
    """Write a build as tables, or its description for catalogues of data.

    DIR is the folder of a build; output without one. Exit status: 0 written, 2 not.

    \b
    egov-kg export out --csv tables
    egov-kg export out --dcat catalog.ttl --base https://data.example.org/egov/
    """
    from egov_kg.exports import Description, csv_files, dcat, tables  # noqa: PLC0415  # loaded for work, not for --help
    from egov_kg.store import open_build  # noqa: PLC0415

    if tables_in is None and described_in is None:
        raise Failure("name what to write: --csv DIR for tables, --dcat FILE for the description")
    store = open_build(folder)
    if tables_in is not None:
        files = csv_files(tables(store))
        tables_in.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            replace_file(tables_in / name, data)
        put(f"{len(files) - 1} tables in {tables_in}, described in csv-metadata.json\n")
    if described_in is not None:
        said = Description(base=base if base.endswith("/") else f"{base}/", publisher=publisher, contact=contact)
        text = dcat(folder, store, said)
        if str(described_in) == "-":
            put(text.decode())
        else:
            replace_file(described_in, text)
            put(f"description in {described_in}\n")
