"""The librarian: a process that holds the index of names and answers searches, some at a time.

A search is a line of JSON with its number and the fields of a SearchQuery; the answer is a line with the number, how
many things it lists, and the JSON that is sent for it, and nothing after the number where something went wrong. It ends
when the connection closes.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Final

from egov_kg.search import NameIndex, SearchQuery
from egov_kg.server.child import end_with_parent, leave_signals
from egov_kg.server.found import write

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

        def tell(data: bytes) -> None:
            try:
                with writing:
                    connection.sendall(data + b"\n")
            except (BrokenPipeError, ConnectionResetError):
                return  # the server wants no more answers

        @lru_cache(maxsize=_REMEMBERED)
        def search(query: SearchQuery) -> bytes:
            answered = write(query, index.search(query))
            return b" %d %b" % (answered.rows, answered.data)

        def answer(line: bytes) -> None:
            asked, fields = json.loads(line)
            found = b""
            try:
                found = search(SearchQuery(**fields))
            finally:
                tell(b"%d" % asked + found)

        tell(b"%d" % len(index))
        with connection.makefile("rb") as lines:
            for line in lines:
                pool.submit(answer, line)


if __name__ == "__main__":
    main()
