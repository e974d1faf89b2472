"""The pages of egov-kg serve: how long each takes, how large it is, and how much script it loads.

    python benchmarks/pages_bench.py [BUILD] [--rounds 10] [--country URY]

Milliseconds over HTTP with one client, of the first answer and the median of the rest, beside the smallest query over
the same way; a page's bytes as sent, a script's compressed.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from typing import Final

from server_bench import free_port, get, running, say

from egov_kg.frontend import asset

LISTS: Final = ("countries", "documents", "laws", "organisations", "topics", "quality")
SMALLEST: Final = "/sparql?query=ASK%20%7B%7D"


def timed(port: int, path: str) -> tuple[float, int]:
    """Milliseconds and bytes of one answer; ends the program where there is none."""
    began = time.perf_counter()
    answer = get(port, path)
    if answer is None or answer[0] != 200:
        raise SystemExit(f"no answer: {path}: {answer}")
    return (time.perf_counter() - began) * 1_000, len(answer[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?", type=Path, default=Path("output"))
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--country", default="URY")
    given = parser.parse_args()
    port = free_port()
    command = [sys.executable, "-m", "egov_kg", "serve", str(given.build), "--port", str(port), "--quiet"]
    with running("egov-kg serve", command, port, "/sparql"):
        names = ("", f"country/{given.country}", f"country/{given.country}/statements", *LISTS)
        for path in (SMALLEST, *(f"/en/{name}" for name in names)):
            first, size = timed(port, path)
            rest = median(timed(port, path)[0] for _ in range(given.rounds))
            say(f"{path:32} first {first:8.1f} ms, then {rest:8.1f} ms, {size / 1_000:8.1f} kB")
    say(f"script of a page without editor or network: {len(asset('site.js').read('br')) / 1_000:.1f} kB compressed")


if __name__ == "__main__":
    main()
