"""Measures egov-kg network at the size of the world: 193 countries, 60 organisations, 2,500 ties.

    python benchmarks/network_bench.py [--countries 193 --organisations 60 --ties 2500] [--rounds 3]

Beside it stands networkx's spring layout of the same graph, with as many steps as our layout has. Where Chromium is
installed the page is opened offline: the time until it can be used, and the frames a second while it is dragged.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import networkx as nx

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browsing import CHROMIUM, browsing, window  # of the tests, whose folder is named above
from egov_kg.errors import FrontEndMissing
from egov_kg.network import Choice, make_network, read_ties
from egov_kg.network.exports import EXPORTS
from egov_kg.network.layout import STEPS, lay_out
from egov_kg.network.measures import measure
from egov_kg.network.presenting import present
from egov_kg.store import open_build
from network_world import World, write_world

MOVES: Final = 120
FRAMES: Final = """
() => { window.frames_ = []; const tick = (now) => { window.frames_.push(now); requestAnimationFrame(tick) };
        requestAnimationFrame(tick) }
"""


def seconds(call: Callable[[], object], rounds: int) -> float:
    """The middle of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure_python(folder: Path, rounds: int) -> Iterator[str]:
    """The lines on what happens before a file is there."""
    store = open_build(folder)
    ties = read_ties(store)
    network = make_network(ties, follows=True)
    stated = make_network(ties)
    graph = nx.Graph((edge.source, edge.target) for edge in stated.edges)
    yield f"ties read from the store: {seconds(lambda: read_ties(store), rounds):.2f} s"
    yield f"measures: {seconds(lambda: measure(stated), rounds):.2f} s"
    own = seconds(lambda: lay_out(stated), rounds)
    other = seconds(lambda: nx.spring_layout(graph, seed=0, iterations=STEPS), rounds)
    yield f"places: {own:.2f} s, networkx's spring layout {other:.2f} s, ratio {own / other:.2f}"
    yield f"what follows: {seconds(network.shared_pairs, rounds):.3f} s for {len(network.shared_pairs())} pairs"
    presentation = present(ties, stated, Choice())
    for suffix, export in EXPORTS.items():
        try:
            size = len(export.write(presentation))
        except FrontEndMissing as error:
            yield f"{suffix}: {error}"
            continue
        spent = seconds(lambda export=export: export.write(presentation), rounds)  # type: ignore[misc]
        yield f"{suffix}: {spent:.2f} s, {size / 1e6:.2f} MB"


@contextmanager
def page_file(folder: Path) -> Iterator[Path]:
    """The page of the network, written for the time of the measurement."""
    ties = read_ties(open_build(folder))
    path = folder / "network.html"
    path.write_bytes(EXPORTS[".html"].write(present(ties, make_network(ties), Choice())))
    yield path
    path.unlink()


def measure_page(folder: Path) -> Iterator[str]:
    """The lines on the page in a browser."""
    with page_file(folder) as path, browsing() as browser, window(browser, offline=True) as watched:
        page = watched.page
        start = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_function("document.querySelector('#network .drawn')?.textContent")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        yield f"the page can be used {time.perf_counter() - start:.2f} s after it was opened"
        box = page.locator(".stage").bounding_box()
        if box is None:
            return
        x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 500) / 2
        page.mouse.move(x + 40, y + 40)
        page.evaluate(FRAMES)
        page.mouse.down()
        for step in range(MOVES):
            page.mouse.move(x + 40 + step, y + 40 + step % 20)
        page.mouse.up()
        frames: list[float] = page.evaluate("window.frames_")
        yield f"while it is dragged: {1000 * (len(frames) - 1) / (frames[-1] - frames[0]):.0f} frames a second"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--countries", type=int, default=193)
    parser.add_argument("--organisations", type=int, default=60)
    parser.add_argument("--ties", type=int, default=2_500)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_world(folder, World(given.countries, given.organisations, given.ties))
        for line in measure_python(folder, given.rounds):
            print(line, flush=True)  # noqa: T201  # what it is for
        try:
            for line in measure_page(folder) if CHROMIUM else ("Chromium is not installed: the page is not opened",):
                print(line, flush=True)  # noqa: T201  # as above
        except FrontEndMissing as error:
            print(error)  # noqa: T201  # as above


if __name__ == "__main__":
    main()
