"""The command ``egov-kg``: one file a command, each loaded when it is needed.

stdout carries data, stderr carries messages and progress. Exit status: 0 done, 1 done but something does not hold,
2 unusable arguments or nothing to work on, 130 interrupted.
"""

from __future__ import annotations

import click

from egov_kg.cli.group import COMMANDS, CommandGroup


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="egov-kg")
def main() -> None:
    """Reads e-government questionnaires and plans into a knowledge graph whose every fact shows its words."""


__all__ = ["COMMANDS", "main"]
