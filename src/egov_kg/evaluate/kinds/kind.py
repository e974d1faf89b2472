"""What a kind of fact is made of, and the words in which kinds tell what was missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from egov_kg.evaluate.gold import GoldDocument
from egov_kg.evaluate.graph import BuildGraph
from egov_kg.evaluate.matching import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Facts that are compared together; ``names`` are the kinds that ``compare`` may give, in the order of a report."""

    names: tuple[str, ...]
    compare: Callable[[GoldDocument, BuildGraph], Iterator[Comparison]]


def in_words(*parts: object) -> str:
    """The parts that are there, with a blank between them."""
    return " ".join(str(part) for part in parts if part not in (None, "", ()))
