"""How the time of one pass over a text grows with hostile units: about 8 for eight times as much text, 64 where square.

    python benchmarks/hostile_text_bench.py
"""

from __future__ import annotations

import sys
import time

from egov_kg.language import load_analyzer

UNITS = (
    "\n", "\t", " ", "\u00a0", "•\n", "- a\n", ". ", "A. b ", "Abc\n", "abc\n", "a\tb\n", "www.a ", "N° 1, ",
    "x", "(", "1.1.", ".", "漢字", "a.b", "law ", "_", "www.",
)  # fmt: skip
SMALL = 8_000


def main() -> None:
    """Print a row a unit: seconds for SMALL characters, for eight times as many, and their ratio."""
    analyzer = load_analyzer("en")
    analyzer.analyse("A first pass.", 0, 13)
    for unit in UNITS:
        seconds = []
        for size in (SMALL, 8 * SMALL):
            text = unit * (size // len(unit))
            start = time.process_time()
            analyzer.analyse(text, 0, len(text))
            seconds.append(time.process_time() - start)
        sys.stdout.write(f"{unit!r:10} {seconds[0]:8.4f} {seconds[1]:8.4f} {seconds[1] / max(seconds[0], 1e-3):6.1f}\n")


if __name__ == "__main__":
    main()
