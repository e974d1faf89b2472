"""The search of egov-kg serve over a million names, beside SQLite's full-text search on the same names.

    python benchmarks/search_bench.py [--names 1000000] [--seconds 10]

Names are put together from words as frequent as words are, in two languages; what is typed is a beginning of a name, a
whole name, two words of one, an acronym, or a name with a mistake in it. Milliseconds of the answers over HTTP, with 1
and with 8 clients; SQLite (FTS5, each word as a beginning, ranked by BM25, no mistakes) answers in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from server_bench import Server, burst, free_port, get, processor_time, say

from egov_kg.search.folding import folded
from egov_kg.vocabulary import ENTITY_PREFIXES, PREFIXES

WORDS: Final = (
    "Ministry", "of", "Health", "Education", "Finance", "Digital", "Agency", "National", "Office", "for",
    "Information", "and", "Technology", "Ministerio", "de", "Salud", "Educación", "Hacienda", "Agencia",
    "Dirección", "General", "Transformación", "Servicio", "Secretaría", "del", "Portal", "Ley", "sobre", "Plan",
    "Strategy", "Government", "Gobierno", "Electrónico", "Estrategia", "Nacional", "Datos", "Abiertos",
)  # fmt: skip
SYLLABLES: Final = (
    "ka", "mi", "no", "tra", "go", "ber", "na", "ción", "des", "tec", "sa", "lu", "per", "fo", "min", "ris", "ga",
    "lo", "dri", "ven", "ti", "ad", "ma",
)  # fmt: skip
CLASSES: Final = ("Agency", "Organization", "Portal", "LegalInstrument", "Strategy", "Post", "Person", "StrategicLine")
QUERIES: Final = 2_000


class Names:
    """Names as a graph of many countries holds them; the same ones in every run."""

    def __init__(self) -> None:
        self._random = random.Random(1)  # noqa: S311  # no secret
        self._rare = ["".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4))) for _ in range(100_000)]
        self.countries = ["".join(self._random.choices(string.ascii_uppercase, k=3)) for _ in range(200)]

    def name(self) -> str:
        return " ".join(self._word() for _ in range(self._random.randint(2, 7)))

    def _word(self) -> str:
        if self._random.random() < 0.5:
            return self._random.choice(WORDS)
        return self._rare[min(int(self._random.paretovariate(0.6)), len(self._rare) - 1)]

    def things(self, names: int) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
        """IRI, country, and what is said with which property, until there are as many names as wanted."""
        made = 0
        while made < names:
            country, prefix = self._random.choice(self.countries), ENTITY_PREFIXES[self._random.choice(CLASSES)]
            languages = self._random.choice(("e", "s", "es"))
            said = [("rdfs:label", self.name() + "\x00" + language) for language in languages]
            said += [("skos:altLabel", self.name() + "\x00s")] * (self._random.random() < 0.4)
            made += len(said)
            if self._random.random() < 0.3:
                said.append(("egov:acronym", "".join(self._random.choices(string.ascii_uppercase, k=5))))
            yield f"{PREFIXES[prefix]}{country}-{made}", country, said

    def typed(self, known: list[str]) -> list[str]:
        """What people type, of names that there are."""
        return [self._typed(self._random.choice(known)) for _ in range(QUERIES)]

    def _typed(self, name: str) -> str:
        words, how = name.split(), self._random.randrange(5)
        if how == 0:
            return name[: self._random.randint(2, 12)]
        if how == 1:
            return name
        if how == 2:
            return " ".join(self._random.sample(words, min(2, len(words))))
        if how == 3:
            return "".join(word[0] for word in words)
        place = self._random.randrange(len(name) - 1)
        return name[:place] + name[place + 1 :]


def write_build(names: Names, count: int, folder: Path) -> list[str]:
    """Writes the facts of a build; returns its names."""
    known: list[str] = []
    tags = {"e": "@en", "s": "@es", "": ""}
    with (folder / "egov-kg.ttl").open("w", encoding="utf-8") as output:
        output.writelines(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
        for iri, country, said in names.things(count):
            pairs = [f"egov:country country:{country}"]
            for predicate, value in said:
                text, _, language = value.partition("\x00")
                known += [text] if language else []
                pairs.append(f'{predicate} "{text}"{tags[language]}')
            output.write(f"<{iri}> {' ; '.join(pairs)} .\n")
    return known


def measure_ours(build: Path, queries: list[str], seconds: float) -> None:
    port = free_port()
    command = [sys.executable, "-m", "egov_kg", "serve", str(build), "--port", str(port), "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        began = time.perf_counter()
        path = "/api/search"
        while (answer := get(port, f"{path}?q=a")) is None or answer[0] != 200:
            if process.poll() is not None:
                raise SystemExit("egov-kg serve does not start")
            time.sleep(0.2)
        known = json.loads(get(port, "/health")[1])["searchable_things"]  # type: ignore[index]  # it answered above
        say(f"names known after {time.perf_counter() - began:.0f} s", f"{known:,} things")
        server = Server("egov-kg serve", port, path, 0.0)
        say(f"search, load {os.getloadavg()[0]:.1f}", "requests/s", "median ms", "p95 ms", "cpu ms")
        for clients in (1, 8):
            burst(server, queries, clients=clients, seconds=1, parameter="q")
            used = processor_time(process.pid)
            rate, middle, p95 = burst(server, queries, clients=clients, seconds=seconds, parameter="q")
            cpu = processor_time(process.pid).since(used) / (rate * seconds) * 1_000
            say(f"  /api/search, {clients} clients", f"{rate:,.0f}", f"{middle:.1f}", f"{p95:.1f}", f"{cpu:.2f}")
    finally:
        process.terminate()
        process.wait()


def measure_sqlite(known: list[str], queries: list[str], seconds: float, file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("CREATE VIRTUAL TABLE names USING fts5(name, prefix = '1 2 3')")
    database.executemany("INSERT INTO names VALUES (?)", ([folded(name)] for name in known))
    database.commit()
    times: list[float] = []
    cpu = 0.0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        text = " ".join(f'"{word}"*' for word in folded(queries[len(times) % len(queries)]).split())
        began = time.perf_counter()
        used = time.process_time()
        database.execute("SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT 20", [text]).fetchall()
        times.append(time.perf_counter() - began)
        cpu += time.process_time() - used
    database.close()
    middle, p95 = (sorted(times)[int(len(times) * share)] * 1_000 for share in (0.5, 0.95))
    say("  SQLite FTS5, in this process", f"{len(times) / sum(times):,.0f}", f"{middle:.1f}", f"{p95:.1f}",
        f"{cpu / len(times) * 1_000:.2f}")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=10.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        names = Names()
        known = write_build(names, given.names, Path(scratch))
        queries = names.typed(known)
        measure_ours(Path(scratch), queries, given.seconds)
        measure_sqlite(known, queries, given.seconds, Path(scratch) / "names.sqlite")
    return 0


if __name__ == "__main__":
    sys.exit(main())
