"""The network page in headless Chromium, beside Cytoscape.js and sigma.js with the same nodes and edges.

    python benchmarks/network_page_bench.py [--rounds 3] [--seconds 3]

The world of tests/network_world.py (193 countries, 60 organisations, 2,500 ties), and four times its nodes with twice
its ties. Milliseconds from the start of loading until two frames have been shown, the size of the file, and frames a
second while the drawing is pushed by the mouse. There is no graphics card: what draws by WebGL does so in software, as
on a remote desktop. The others draw neither shapes nor arrows nor dashes. Medians of alternating rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from egov_kg import frontend

ROOT: Final = Path(__file__).resolve().parents[1]
CHROMIUM: Final = "/usr/bin/chromium"
PEERS: Final = ("cytoscape", "sigma")
COUNT: Final = "window.seen = 0; (function step() { seen += 1; requestAnimationFrame(step); })()"
SHOWN: Final = "new Promise(go => requestAnimationFrame(() => requestAnimationFrame(() => go(performance.now()))))"
PAGE: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Network</title><style>{style}</style>
</head><body><div id="network"></div><script type="application/json" id="network-data">{data}</script>
<script>{script}</script></body></html>"""


class Case(NamedTuple):
    """A page: how many nodes and edges, who draws, and its file."""

    size: str
    who: str
    file: Path


class Seen(NamedTuple):
    """What a visit measured: milliseconds until the drawing is there, frames a second while it is pushed."""

    shown: float
    frames: float


def cases(folder: Path) -> Iterator[Case]:
    subprocess.run([sys.executable, str(ROOT / "tests" / "network_world.py"), str(folder / "world")], check=True)
    for name in ("world.html", "world.json"):
        command = [sys.executable, "-m", "egov_kg", "network", str(folder / "world"), "-o", str(folder / name)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    peers = [f"bench/{name}.ts" for name in PEERS]
    subprocess.run(["node", "build.mjs", str(folder / "peers"), *peers], check=True, cwd=ROOT / "web")  # noqa: S607
    manifest = json.loads((folder / "peers" / "manifest.json").read_bytes())
    scripts = {name: (folder / "peers" / manifest[f"{name}.js"]).read_text("utf-8") for name in PEERS}
    scripts["ours"] = frontend.inline("network.js")
    data = json.loads((folder / "world.json").read_bytes())
    for found in (data, larger(data)):
        written = json.dumps(found).replace("<", "\\u003c")
        size = f"{len(found['nodes']):,} nodes, {len(found['edges']):,} edges"
        for who, script in scripts.items():
            style = "#network { width: 1100px; height: 640px; }"
            if who == "ours":
                style = frontend.inline("style.css") + frontend.inline("network.css")
            html = PAGE.format(style=style, data=written, script=script.replace("</script", "<\\/script"))
            file = folder / f"{who}-{len(found['nodes'])}.html"
            file.write_text(html, encoding="utf-8")
            yield Case(size, who, file)


def larger(data: dict[str, Any]) -> dict[str, Any]:
    """Four networks beside each other, with half the edges of each."""
    nodes, edges = [], []
    for copy in range(4):
        x, y = 3_000 * (copy % 2), 3_000 * (copy // 2)
        for node in data["nodes"]:
            nodes.append({**node, "id": f"{node['id']}-{copy}", "x": node["x"] + x, "y": node["y"] + y})
        for edge in data["edges"][copy % 2 :: 2]:
            ends = {end: f"{edge[end]}-{copy}" for end in ("source", "target")}
            edges.append({**edge, **ends, "id": f"{edge['id']}-{copy}"})
    return {**data, "nodes": nodes, "edges": edges, "shared": []}


def visit(browser: Browser, file: Path, seconds: float) -> Seen:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    try:
        page.goto(file.as_uri())
        shown: float = page.evaluate(SHOWN)
        box = page.locator("canvas").first.bounding_box()
        assert box is not None  # noqa: S101  # every one of them draws on a canvas
        x, y = box["x"] + 30, box["y"] + 30
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate(COUNT)
        begun = time.perf_counter()
        step = 0
        while time.perf_counter() - begun < seconds:
            step += 1
            page.mouse.move(x + step % 200, y + step % 90)
        frames = page.evaluate("seen") / (time.perf_counter() - begun)
        page.mouse.up()
        return Seen(shown, frames)
    finally:
        page.close()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        found = list(cases(Path(name)))
        print(f"egov-kg network -o world.html: {(Path(name) / 'world.html').stat().st_size / 1e6:.2f} MB")  # noqa: T201
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        seen: dict[Case, list[Seen]] = defaultdict(list)
        for _ in range(chosen.rounds):
            for case in found:
                seen[case].append(visit(browser, case.file, chosen.seconds))
        browser.close()
        for case, visits in seen.items():
            shown = statistics.median(one.shown for one in visits)
            frames = statistics.median(one.frames for one in visits)
            print(  # noqa: T201
                f"{case.size}, {case.who}: drawn after {shown:,.0f} ms, {frames:.0f} frames/s while pushed, "
                f"{case.file.stat().st_size / 1e6:.2f} MB"
            )


if __name__ == "__main__":
    main()
