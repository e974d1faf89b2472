"""Catalogues and tables against a build of many agencies: seconds and memory of ``egov-kg link`` and ``egov-kg match``.

    python benchmarks/matching_bench.py [--agencies 2000] [--datasets 15000] [--names 50000]

Makes an invented build, an invented catalogue and an invented table, and prints the seconds and the peak memory of each
command, of a second run of link without changes, and of half the agencies, so that the growth shows. The peer of that
run is every name compared with every body by rapidfuzz's token_sort_ratio, as a spreadsheet's fuzzy look-up does.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

from egov_kg import registry
from egov_kg.identifiers import entity_iri, fold

_HEADS: Final = ("Ministry", "Department", "Agency", "Directorate", "Institute", "Council", "Commission", "Authority")
_FIELDS: Final = (
    "Finance", "Health", "Education", "Justice", "Transport", "Energy", "Water", "Tourism", "Trade", "Industry",
    "Culture", "Sport", "Youth", "Planning", "Housing", "Statistics", "Taxes", "Customs", "Procurement", "Elections",
    "Migration", "Agriculture", "Environment", "Labour", "Defence", "Security",
)  # fmt: skip
_HEADER: Final = """@prefix egov: <https://w3id.org/egov-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def bodies(count: int) -> list[tuple[str, str]]:
    """Invented agencies: a country and a name, no name twice in a country."""
    names = [f"{head} of {one}" for head, one in product(_HEADS, _FIELDS)]
    pairs = [f"{one} and {other}" for one, other in product(_FIELDS, _FIELDS) if one < other]
    names += [f"{head} of {pair}" for head, pair in product(_HEADS, pairs)]
    countries = sorted(registry.load().countries)[:100]
    chosen = random.Random(1)  # noqa: S311  # data of a measurement
    every = [(country, name) for country in countries for name in chosen.sample(names, count // len(countries) + 1)]
    return every[:count]


def write_build(folder: Path, known: list[tuple[str, str]]) -> None:
    """A build of agencies alone."""
    lines = [_HEADER]
    for country in sorted({country for country, _ in known}):
        lines.append(f'<{entity_iri("Country", country)}> a egov:Country ; egov:iso3 "{country}" .\n')
    for country, name in known:
        lines.append(
            f"<{entity_iri('Agency', country, fold(name))}> a egov:Agency , egov:Organization ; "
            f'rdfs:label "{name}"@en ; '
            f"egov:country <{entity_iri('Country', country)}> .\n"
        )
    folder.mkdir(parents=True)
    (folder / "egov-kg.ttl").write_text("".join(lines), encoding="utf-8")


def mention(chosen: random.Random, known: list[tuple[str, str]]) -> tuple[str, str]:
    """A country and a name as somebody writes it: half of them are those of an agency."""
    country, name = chosen.choice(known)
    form = chosen.randrange(6)
    if form == 0:
        return country, name.upper()
    if form == 1:
        return country, f"{name} ({chosen.choice(_FIELDS)} Unit)"
    if form == 2:
        return chosen.choice(known)[0], name
    return country, name if form < 5 else f"{name} no. {chosen.randrange(10_000)}"


def write_inputs(folder: Path, known: list[tuple[str, str]], datasets: int, names: int) -> None:
    """A data.json and a table of names."""
    chosen = random.Random(2)  # noqa: S311  # data of a measurement
    sets = []
    for number in range(datasets):
        country, name = mention(chosen, known)
        label = registry.load().countries[country].labels["en"]
        sets.append({
            "identifier": f"d{number}", "title": f"Records {number}", "description": "Decree 12 of 2012 " * 10,
            "publisher": {"name": f"{name} of {label}"}, "keyword": [chosen.choice(_FIELDS), "open data"],
            "distribution": [{"downloadURL": f"https://data.example.org/{number}.csv"}],
        })  # fmt: skip
    (folder / "data.json").write_text(json.dumps({"title": "Data", "dataset": sets}), encoding="utf-8")
    rows = ["organisation,country\n"]
    for _ in range(names):
        country, name = mention(chosen, known)
        rows.append(f'"{name}",{country}\n')
    (folder / "names.csv").write_text("".join(rows), encoding="utf-8")


def run(*arguments: str | Path) -> str:
    """The seconds and the peak memory of a command."""
    before = time.perf_counter()
    command = [sys.executable, "-m", "egov_kg", *map(str, arguments)]
    program = (
        "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return f"{time.perf_counter() - before:6.2f} s  {int(done.stdout) / 1024:5.0f} MB"


def compared(names: Path, known: list[tuple[str, str]], share: int) -> float:
    """Seconds in which every name is compared with every body, worked out from a share of the names."""
    rows = names.read_text("utf-8").splitlines()[1::share]
    labels = [name for _, name in known]
    before = time.perf_counter()
    for row in rows:
        process.extractOne(row.rpartition(",")[0].strip('"'), labels, scorer=fuzz.token_sort_ratio)
    return (time.perf_counter() - before) * share


def main() -> None:
    """Measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agencies", type=int, default=2_000)
    parser.add_argument("--datasets", type=int, default=15_000)
    parser.add_argument("--names", type=int, default=50_000)
    chosen = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    table = ("--column", "organisation")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (chosen.agencies // 2, chosen.agencies):
            known, build = bodies(count), folder / f"build-{count}"
            write_build(build, known)
            write_inputs(folder, known, chosen.datasets, chosen.names)
            print(f"{count} agencies")  # noqa: T201
            for title, arguments in (
                ("link", ("link", build, "--catalogue", folder / "data.json")),
                ("link again", ("link", build)),
                ("match", ("match", folder / "names.csv", *table, "--in", build, "-o", folder / "matched.csv")),
            ):
                print(f"  {title:12} {run(*arguments)}")  # noqa: T201
            print(f"  every pair   {compared(folder / 'names.csv', known, 25):6.2f} s  (rapidfuzz, one thread)")  # noqa: T201


if __name__ == "__main__":
    main()
