"""Where long work tells how far it is; the command line shows it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What is told of progress."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins; ``total`` counts its steps, None where they are not known."""

    def advance(self, label: str = "") -> None:
        """One step of the stage is done; ``label`` says which."""


__all__ = ["Progress"]
