"""How far a long command is: a bar on a terminal, plain lines elsewhere, always on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from egov_kg.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class PlainProgress:
    """One line a stage, one line a named step: what a log file keeps."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._total: int | None = None
        self._done = 0

    def stage(self, name: str, total: int | None = None) -> None:
        """Print the stage's name with the number of its steps."""
        self._total, self._done = total, 0
        self._print(name if total is None else f"{name} ({total})")

    def advance(self, label: str = "") -> None:
        """Print the step with its number, if it has a label."""
        self._done += 1
        if label:
            self._print(f"  {self._done}{'' if self._total is None else f'/{self._total}'} {label}")

    def _print(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()


class BarProgress:
    """A bar a stage, drawn by rich."""

    def __init__(self, bars: RichProgress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def stage(self, name: str, total: int | None = None) -> None:
        """Fill the bar of the stage before and begin a new one."""
        self.finish()
        self._task = self._bars.add_task(name, total=total, label="")

    def advance(self, label: str = "") -> None:
        """Move the bar one step on."""
        if self._task is not None:
            self._bars.update(self._task, advance=1, label=label)

    def finish(self) -> None:
        """Fill the running stage's bar."""
        if self._task is not None:
            done = self._bars.tasks[self._bars.task_ids.index(self._task)].completed
            self._bars.update(self._task, total=max(done, 1), completed=max(done, 1), label="")


@contextmanager
def show_progress() -> Iterator[Progress]:
    """The progress that fits stderr: bars on a terminal, lines elsewhere."""
    if not sys.stderr.isatty():
        yield PlainProgress()
        return
    # rich is loaded where a terminal shows what it draws.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as RichProgress  # noqa: PLC0415

    # No markup: a file's name may hold square brackets.
    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("{task.fields[label]}", markup=False),
    )  # fmt: skip
    with RichProgress(*columns, console=Console(stderr=True)) as bars:
        progress = BarProgress(bars)
        yield progress
        progress.finish()


__all__ = ["BarProgress", "PlainProgress", "Progress", "show_progress"]
