"""A group of commands that loads each on demand and turns errors into a line and an exit status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from difflib import get_close_matches
from importlib import import_module
from types import MappingProxyType
from typing import Final, TypeVar

import click

from egov_kg.errors import EgovKgError

T = TypeVar("T")

COMMANDS: Final = MappingProxyType({
    "build": "egov_kg.cli.build",
    "query": "egov_kg.cli.query",
    "validate": "egov_kg.cli.validate",
    "verify": "egov_kg.cli.verify",
    "summary": "egov_kg.cli.summary",
    "decide": "egov_kg.cli.decide",
    "network": "egov_kg.cli.network",
    "text": "egov_kg.cli.text",
    "form": "egov_kg.cli.form",
    "gaps": "egov_kg.cli.gaps",
    "evaluate": "egov_kg.cli.evaluate",
    "load": "egov_kg.cli.load",
    "publish": "egov_kg.cli.publish",
    "serve": "egov_kg.cli.serve",
    "match": "egov_kg.cli.match",
    "link": "egov_kg.cli.link",
    "review": "egov_kg.cli.review",
    "export": "egov_kg.cli.export",
    "site": "egov_kg.cli.site",
})  # fmt: skip
"""The commands, each with the module whose ``command`` it is."""

UNUSABLE: Final = 2
"""The exit status for arguments that cannot be used, and where there is nothing to work on."""
INTERRUPTED: Final = 128 + 2
BROKEN_PIPE: Final = 128 + 13
"""What shells report for a program that SIGINT or SIGPIPE ended."""

_PIECE: Final = 2**15


class Failure(click.ClickException):
    """A message on stderr and the exit status for unusable arguments."""

    exit_code = UNUSABLE


class CommandGroup(click.Group):
    """The commands of COMMANDS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of their table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)  # noqa: S101  # a module of ours
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; the nearest name is offered for a wrong one."""
        near = [] if args[0] in COMMANDS else get_close_matches(args[0], COMMANDS, n=1)
        if near:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; an error of ours, a file that cannot be used and Ctrl-C end it without a traceback."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except EgovKgError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                _close_stdout()
                ctx.exit(BROKEN_PIPE)
            where = f"{error.filename}: " if error.filename else ""
            raise Failure(f"{where}{error.strerror or error}") from error
        return result


def _close_stdout() -> None:
    """Sends what is still buffered nowhere: whoever read stdout is gone, and Python flushes once more at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def put(text: str) -> None:
    """Writes data to stdout, piece by piece: an unbuffered stream takes a long text in part and says nothing."""
    for start in range(0, len(text), _PIECE):
        click.echo(text[start : start + _PIECE], nl=False)


def interruptible(call: Callable[[], T]) -> T:
    """Runs a call that does not return to Python until it is done, in such a way that Ctrl-C ends the program."""
    answer = ThreadPoolExecutor(max_workers=1).submit(call)
    try:
        return answer.result()
    except KeyboardInterrupt:
        # The call cannot be stopped, and an orderly end would wait for it.
        click.echo("interrupted", err=True)
        os._exit(INTERRUPTED)


__all__ = ["BROKEN_PIPE", "COMMANDS", "INTERRUPTED", "UNUSABLE", "CommandGroup", "Failure", "interruptible", "put"]
