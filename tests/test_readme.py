"""Every example of the README is run.

In a ``console`` block a line with ``$`` is a command, one with ``>`` goes on with it, the others are what it prints;
``…`` alone in a line stands for any lines. A ``python`` block is a session at the prompt. A ``sh`` block names commands
that .ci/run runs or the test of the wheel. ``EGOV_KG_REWRITE=1`` rewrites what console blocks without ``…`` print.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import click
import pytest

from egov_kg.cli import main

ROOT: Final = Path(__file__).resolve().parents[1]
README: Final = ROOT / "README.md"
REWRITE: Final = os.environ.get("EGOV_KG_REWRITE") == "1"
ANY_LINES: Final = "…"
_BLOCK: Final = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ELSEWHERE: Final = re.compile(
    r"make( \w+)?|\S*python3? -m (venv|pip install) .*|\S*pip install .*|git clone .*|cd .*|curl .*"
    r"|egov-kg (serve|site) .*"
)


class Example(NamedTuple):
    """A command as it is shown, with what it prints."""

    shown: str
    printed: str

    @property
    def command(self) -> str:
        """The command without the signs of the prompt."""
        return re.sub(r"^[$>] ", "", self.shown, flags=re.MULTILINE)


def blocks(kind: str) -> list[str]:
    return [found["body"] for found in _BLOCK.finditer(README.read_text(encoding="utf-8")) if found["kind"] == kind]


def examples(block: str) -> list[Example]:
    """The commands of a console block."""
    found = re.finditer(r"(?P<shown>^\$ .*\n(?:^> .*\n)*)(?P<printed>(?:^(?!\$ ).*\n)*)", block, re.MULTILINE)
    return [Example(one["shown"], one["printed"]) for one in found]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what a reader of the README has: the examples, and the facts a person read in them."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("examples", "tests/gold"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run(command: str, folder: Path) -> str:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "LC_ALL": "C.UTF-8", "COLUMNS": "120"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],  # noqa: S607  # the shell of the person who reads
        cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def matches(expected: str, printed: str) -> bool:
    parts = re.split(rf"^{ANY_LINES}\n", expected, flags=re.MULTILINE)
    return re.fullmatch("(?:.*\n)*".join(map(re.escape, parts)), printed) is not None


def test_the_consoles_print_what_the_readme_shows(workplace: Path) -> None:
    for block in blocks("console"):
        for example in examples(block):
            printed = run(example.command, workplace)
            if REWRITE and ANY_LINES not in example.printed:
                text = README.read_text(encoding="utf-8")
                README.write_text(text.replace("".join(example), example.shown + printed), encoding="utf-8")
            else:
                assert matches(example.printed, printed), f"{example.shown}{printed}"


def test_the_commands_that_need_a_server_have_the_options_that_are_shown() -> None:
    lines = [line.partition("  #")[0] for block in blocks("text") for line in block.splitlines()]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("egov-kg ")]
    assert {name for name, *_ in commands} >= {"publish", "query", "review"}
    context = click.Context(main)
    for name, *arguments in commands:
        command = main.get_command(context, name)
        assert command is not None
        assert command.make_context(name, arguments).params  # raises UsageError


def test_the_sessions_of_python_give_what_the_readme_shows(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    sessions = "\n".join(blocks("python"))
    test = doctest.DocTestParser().get_doctest(sessions, {}, "README.md", str(README), 0)
    assert len(test.examples) > 1
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    said: list[str] = []
    runner.run(test, out=said.append)
    assert runner.failures == 0, "".join(said)


def test_what_is_not_run_here_is_run_elsewhere() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    lines = [line.partition("#")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    for line in filter(None, lines):
        assert _ELSEWHERE.fullmatch(line), line
        if line.startswith("make "):
            assert line.split()[1] in targets
    assert {found["kind"] for found in _BLOCK.finditer(README.read_text(encoding="utf-8"))} <= {
        "console", "python", "sh", "turtle", "text",
    }  # fmt: skip


def test_the_first_lines_show_what_it_does() -> None:
    head = "".join(README.read_text(encoding="utf-8").splitlines(keepends=True)[:40])
    assert head.count("$ egov-kg ") >= 3
    assert head.count("everything holds") == 1


def test_named_files_exist() -> None:
    named = re.findall(r"\]\(([\w./-]+)\)", README.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert "LICENSE" in named
