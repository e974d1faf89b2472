"""Options of the commands that ask a server: who asks, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from egov_kg.cli.group import Failure

if TYPE_CHECKING:
    from egov_kg.remote import Credentials

_OPTIONS: Final = (
    click.option("--user", metavar="NAME", help="Who asks the server; with --password-file."),
    click.option(
        "--password-file", type=click.Path(path_type=Path), metavar="FILE",
        help="The file whose first line is the password.",
    ),
    click.option(
        "--token-file", type=click.Path(path_type=Path), metavar="FILE",
        help="The file whose first line is a token (Bearer).",
    ),
    click.option(
        "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
        help="How long to wait for the server's answer.",
    ),
)  # fmt: skip


def remote_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command: ``user``, ``password_file``, ``token_file``, ``timeout``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def credentials(
    url: str, user: str | None, password_file: Path | None, token_file: Path | None, token: str = ""
) -> Credentials | None:
    """Who asks, where that is said; what stands on the command line goes before ``token``, which the environment has.

    Says on stderr where others could read them on the way. Raises click's errors for options that do not fit.
    """
    from egov_kg.remote import Credentials, exposed  # noqa: PLC0415  # httpx is loaded for work, not for --help

    if (user is None) != (password_file is None):
        raise Failure("--user and --password-file are given together")
    if user is not None and token_file is not None:
        raise Failure("--user or --token-file: give one of them")
    found = None
    if user is not None and password_file is not None:
        found = Credentials(user=user, password=_first_line(password_file))
    elif token_file is not None or token:
        secret = _first_line(token_file) if token_file else _checked(token, "EGOV_KG_TOKEN")
        if not secret.isascii():
            raise Failure("a token consists of ASCII characters; this one holds others")
        found = Credentials(token=secret)
    if found and exposed(url):
        click.echo("warning: without https others on the way can read the password or token", err=True)
    return found


def _first_line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Failure(f"{path} is not text in UTF-8") from error
    return _checked(text.partition("\n")[0].removesuffix("\r"), str(path))


def _checked(secret: str, where: str) -> str:
    """A secret fits into one line of a request; it is never part of a message."""
    if not secret or not secret.isprintable():
        raise Failure(f"{where} holds no password or token in its first line")
    return secret


__all__ = ["credentials", "remote_options"]
