"""A query on its way to a worker, and the frames in which its answer comes back."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Final

LENGTH: Final = struct.Struct(">I")
"""Before a question: the number of its bytes."""

FRAME: Final = struct.Struct(">cBII")
"""Before a frame of an answer: what it is, its flags, the rows so far, the number of its bytes."""

_WRITER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False)

READY: Final = b"R"
PIECE: Final = b"P"
END: Final = b"E"
ERROR: Final = b"X"

IS_GRAPH: Final = 1
RETIRES: Final = 2
"""Flags: the answer is a graph; the worker ends with this answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query, the syntaxes wanted for its answer (None: the client takes none of ours), its dataset and limits.

    ``default_graphs`` and ``named_graphs`` are those of the protocol, None where the request names neither;
    ``services`` are the addresses that the query may call.
    """

    text: str
    base: str
    results: str | None = "JSON"
    graph: str | None = "TURTLE"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    services: tuple[str, ...] = ()
    rows: int
    size: int

    def encode(self) -> bytes:
        """The bytes that a worker reads; raises UnicodeEncodeError for half a pair of surrogates."""
        fields = [
            self.text, self.base, self.results, self.graph, self.default_graphs, self.named_graphs, self.services,
            self.rows, self.size,
        ]  # fmt: skip
        data = _WRITER.encode(fields).encode()
        return LENGTH.pack(len(data)) + data


def decode(data: bytes) -> Question:
    """The question that a worker was sent, without its length."""
    text, base, results, graph, default_graphs, named_graphs, services, rows, size = json.loads(data)
    return Question(
        text=text, base=base, results=results, graph=graph, default_graphs=default_graphs, named_graphs=named_graphs,
        services=services, rows=rows, size=size,
    )  # fmt: skip
