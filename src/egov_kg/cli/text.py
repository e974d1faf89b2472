"""``egov-kg text``: the text that offsets count."""

from __future__ import annotations

from pathlib import Path

import click

from egov_kg.cli.group import put
from egov_kg.cli.sources import Source, ocr, private_networks


@click.command("text")
@click.argument("file", type=Source())
@click.option("--start", type=click.IntRange(min=0), metavar="N", help="Print from this offset on.")
@click.option("--end", type=click.IntRange(min=0), metavar="N", help="Print up to this offset, which is not printed.")
@click.option("--personal-data", is_flag=True, help="Show private contacts, which are masked otherwise.")
@private_networks
@ocr
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    file: Path | str, start: int | None, end: int | None, personal_data: bool, private_networks: bool, ocr: bool
) -> None:
    """Print the text that is read in a document.

    FILE is a document, one in a zip archive (answers.zip/chile.docx), a web address, or - for the standard input. It is
    the cited text, character by character: the offsets of evidence count in it. Private contacts are masked by as many
    signs. Exit status: 0; 2 where the document cannot be read.

    \b
    egov-kg text answers.docx --start 2210 --end 2260
    """
    from egov_kg import documents  # noqa: PLC0415  # the readers are loaded for work, not for --help

    document = documents.read(file, personal_data=personal_data, private_networks=private_networks, ocr=ocr)
    text = documents.masked(document)
    for name, offset in (("--start", start), ("--end", end)):
        if offset is not None and offset > len(text):
            said = f"{offset} is behind the end: the text has {len(text)} characters"
            raise click.BadParameter(said, param_hint=name)
    if start is not None and end is not None and start > end:
        raise click.BadParameter(f"{end} stands before --start {start}", param_hint="--end")
    put(text[start:end])
