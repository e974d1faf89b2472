"""How commands name documents: paths, web addresses, - for the standard input."""

from __future__ import annotations

from pathlib import Path

import click


class Source(click.ParamType[Path | str]):
    """A path, or the text of a web address, in which a path would lose a stroke."""

    name = "source"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """The path or the address that an argument names."""
        text = str(value)
        return text if text.lower().startswith(("http://", "https://")) else Path(text)


private_networks = click.option(
    "--private-networks", is_flag=True, help="Fetch documents also from addresses in private networks."
)


ocr = click.option("--ocr", is_flag=True, help="Recognise the text of scanned pages (needs Tesseract).")


__all__ = ["Source", "ocr", "private_networks"]
