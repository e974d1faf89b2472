"""How pages ask the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from egov_kg.store import Row, Solutions, Store

_IRI: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


class Ask(Protocol):
    """Answers a SELECT of ours."""

    async def __call__(self, sparql: str) -> Sequence[Row]:
        """The rows, a term or None for each variable in the query's order."""


class AskStore:
    """Asks a store of this process."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, sparql: str) -> Sequence[Row]:
        found = self._store.query(sparql)
        if not isinstance(found, Solutions):
            raise TypeError("pages ask SELECT alone")
        return found.rows


def is_iri(text: str) -> bool:
    """Whether a text can stand between the angle brackets of a query."""
    return _IRI.fullmatch(text) is not None


def listed(iris: Iterable[str]) -> str:
    """IRIs as the terms of a VALUES clause, sorted, each once; what is no IRI is left out."""
    return " ".join(f"<{iri}>" for iri in sorted(set(iris)) if is_iri(iri))


def value(row: Row, column: int) -> str:
    """The text of a term of a row; empty where the variable is unbound."""
    term = row[column]
    return "" if term is None else term.value


__all__ = ["Ask", "AskStore", "is_iri", "listed", "value"]
