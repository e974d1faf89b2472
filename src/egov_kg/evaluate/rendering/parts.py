"""Which parts of an evaluation are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from egov_kg.evaluate.evaluation import Surplus
from egov_kg.evaluate.passages import Excerpt, one_line
from egov_kg.evaluate.rendering.tables import TABLES

NOTHING_JUDGED: Final = "no fact of the build could be judged"

_LONGEST: Final = 200
_HEAD, _TAIL = 130, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What to count by, by the names of TABLES; whether to tell what was missed and what was too much."""

    by: tuple[str, ...] = tuple(TABLES)
    misses: bool = True


def shortened(text: str) -> str:
    """A text in one line, without the middle of a long one."""
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_HEAD].rstrip()} … {line[-_TAIL:].lstrip()}"


def place(excerpt: Excerpt) -> str:
    """Where an excerpt stands."""
    return f"{excerpt.file} {excerpt.start}-{excerpt.end}"


def read_by(surplus: Surplus) -> str:
    """The rules that read a fact, in brackets; nothing where none is known."""
    return f" ({', '.join(surplus.rules)})" if surplus.rules else ""
