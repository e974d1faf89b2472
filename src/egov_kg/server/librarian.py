"""The librarian: a process that holds the index of names and answers searches, some at a time.

A search is a line of JSON with its number and the fields of a SearchQuery; the answer is a line with the number and
the fields of a SearchResult, or null where something went wrong. It ends when the connection closes.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from egov_kg.search import FacetCount, Found, Match, Name, NameIndex, SearchQuery, SearchResult
from egov_kg.server.child import end_with_parent, leave_signals

_REMEMBERED: Final = 500
"""Answers that are kept: whoever types a name asks for the same beginnings as others."""


def main() -> None:
    """Runs as a program: the number of the socket, the folder of the index, how many searches at a time."""
    number, folder, threads = sys.argv[1:]
    leave_signals()
    end_with_parent()
    index = NameIndex(Path(folder))
    with socket.socket(fileno=int(number)) as connection, ThreadPoolExecutor(int(threads)) as pool:
        writing = threading.Lock()

        def tell(said: object) -> None:
            data = json.dumps(said, ensure_ascii=False).encode() + b"\n"
            try:
                with writing:
                    connection.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                return  # the server wants no more answers

        @lru_cache(maxsize=_REMEMBERED)
        def search(query: SearchQuery) -> dict[str, object]:
            return asdict(index.search(query))

        def answer(line: bytes) -> None:
            asked, fields = json.loads(line)
            result = None
            try:
                result = search(SearchQuery(**fields))
            finally:
                tell([asked, result])

        tell(["ready", len(index)])
        with connection.makefile("rb") as lines:
            for line in lines:
                pool.submit(answer, line)


def decode(fields: dict[str, Any]) -> SearchResult:
    """The result that a librarian has told."""
    return SearchResult(
        total=fields["total"],
        found=tuple(
            Found(**{**one, "label": Name(**one["label"]), "name": Name(**one["name"]), "match": Match(one["match"]),
                     "acronyms": tuple(one["acronyms"])})
            for one in fields["found"]
        ),
        classes=tuple(FacetCount(**one) for one in fields["classes"]),
        countries=tuple(FacetCount(**one) for one in fields["countries"]),
    )  # fmt: skip


if __name__ == "__main__":
    main()
