"""Makes a large build of many countries and editions out of the example questionnaires.

    python benchmarks/many_countries.py out/world [--countries 200] [--editions 5] [--answers 0.2] [--documents FOLDER]

Each country gets one of the examples, once an edition: with its own name, hosts and numbers of laws, with other partner
countries, with the years of the edition, and with another choice of the answers. The documents are then read as any
others are. The result is good for measuring and says nothing about any country: no document of it was ever handed in.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from egov_kg import documents, forms, registry
from egov_kg.pipeline import build
from egov_kg.registry import Country
from egov_kg.report import BuildReport
from egov_kg.store import EVIDENCE_FILE, FACTS_FILE

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
WRITTEN_FOR: Final = 2020
"""The edition of the examples."""
YEARS_BETWEEN: Final = 2
_YEAR: Final = re.compile(r"\b20[0-4][0-9]\b")
_LAW: Final = re.compile(r"(?<=No\. )[0-9]{1,4}\b|(?<=N[oº°] )[0-9]{1,4}\b")
_SHARE: Final = re.compile(r"(?<![0-9,.])[0-9]{1,2}(?= ?%)")
_PUBLIC: Final = r"(?:\.(?:go|gob|gub|gov|com|org))?"
"""What may stand before the domain of a country."""


@dataclass(frozen=True)
class Example:
    """A questionnaire with where its answers stand and whose it is."""

    name: str
    text: str
    country: Country
    language: str
    answers: tuple[tuple[tuple[int, int], ...], ...]

    @cached_property
    def domain(self) -> re.Pattern[str]:
        """The domain of its country in an address."""
        return re.compile(rf"(?<=[a-z0-9]){_PUBLIC}{re.escape(self.country.tld or '')}\b")


def examples(folder: Path = EXAMPLES) -> list[Example]:
    """The questionnaires of a folder."""
    by_name = {country.labels["en"].lower(): country for country in registry.load().countries.values()}
    return [_example(path, by_name[path.name.partition("-")[0]]) for path in sorted(folder.glob("*-msq-*.txt"))]


def _example(path: Path, country: Country) -> Example:
    document = documents.read(path)
    segmented = forms.segment(document)
    answers = tuple(tuple((span[0], span[1]) for span in answer.spans) for answer in segmented.answers)
    return Example(path.stem, document.text, country, "es" if country.iso3 == "URY" else "en", answers)


class Rewriter:
    """Writes an example as another country's, of another edition."""

    def __init__(self, countries: Sequence[Country], *, answers: float) -> None:
        self._countries = countries
        self._answers = answers
        self._names: dict[str, str] = {}
        self._demonyms: dict[str, tuple[str, str, int]] = {}
        for country in registry.load().countries.values():
            for language in ("en", "es"):
                self._names |= dict.fromkeys(_plain(country.names.get(language, ())), country.iso3)
                for place, word in enumerate(_plain(country.demonyms.get(language, ()))):
                    self._demonyms[word] = country.iso3, language, place
        every = sorted({*self._names, *self._demonyms}, key=len, reverse=True)
        self._words = re.compile(rf"\b(?:{'|'.join(map(re.escape, every))})\b")

    def document(self, example: Example, country: Country, edition: int) -> str:
        """The text of the document; the same for the same example, country and edition."""
        chance = random.Random(f"{country.iso3} {edition}")  # noqa: S311  # nothing is secret here
        later = edition - WRITTEN_FOR
        law = random.Random(country.iso3).randrange(400)  # noqa: S311  # as above

        def named(found: re.Match[str]) -> str:
            return self._named(found[0], example, others)

        others = _Others(example.country, country, self._countries, chance)
        text = self._words.sub(named, self._left_out(example, chance))
        text = example.domain.sub(f".gov{country.tld}", text)
        text = _LAW.sub(lambda found: str((int(found[0]) + law) % 900 + 1), text)
        text = _SHARE.sub(lambda found: str((int(found[0]) + law + later) % 95 + 1), text)
        return _YEAR.sub(lambda found: str(int(found[0]) + later), text)

    def _named(self, word: str, example: Example, others: _Others) -> str:
        if word in self._names:
            other = others.of(self._names[word])
            return other.labels.get(example.language, other.labels["en"])
        iso3, language, place = self._demonyms[word]
        forms_of_it = _plain(others.of(iso3).demonyms.get(language, ()))
        return forms_of_it[min(place, len(forms_of_it) - 1)] if forms_of_it else word

    def _left_out(self, example: Example, chance: random.Random) -> str:
        """The text without those answers that the country does not give in this edition."""
        gone = sorted(span for spans in example.answers if chance.random() > self._answers for span in spans)
        parts, at = [], 0
        for start, end in gone:
            parts.append(example.text[at : max(at, start)])
            at = max(at, end)
        return "".join([*parts, example.text[at:]])


class _Others:
    """Which country stands for which in one document."""

    def __init__(self, was: Country, is_now: Country, countries: Sequence[Country], chance: random.Random) -> None:
        self._known = {was.iso3: is_now}
        self._countries = countries
        self._chance = chance

    def of(self, iso3: str) -> Country:
        if iso3 not in self._known:
            self._known[iso3] = self._chance.choice(self._countries)
        return self._known[iso3]


def _plain(words: Sequence[str]) -> list[str]:
    """Names of more than three letters: a shorter one is often something else."""
    return [word for word in words if len(word) > 3]


def write_documents(folder: Path, given: argparse.Namespace) -> int:
    """Writes the documents into a folder; returns how many files it holds."""
    known = registry.load().countries
    # Those with a domain of their own and a region are asked for a questionnaire; the smallest islands are not.
    asked = [one for one in known.values() if one.tld and one.region and one.labels.get("es")]
    chance = random.Random(given.countries)  # noqa: S311  # nothing is secret here
    countries = sorted(chance.sample(asked, min(given.countries, len(asked))), key=lambda one: one.iso3)
    rewriter, written = Rewriter(countries, answers=given.answers), examples()
    for place, country in enumerate(countries):
        for edition in range(WRITTEN_FOR, WRITTEN_FOR - YEARS_BETWEEN * given.editions, -YEARS_BETWEEN):
            text = rewriter.document(written[place % len(written)], country, edition)
            (folder / f"{country.iso3.lower()}-msq-{edition}.txt").write_text(text, encoding="utf-8", newline="")
    return len(list(folder.iterdir()))


def make(folder: Path, given: argparse.Namespace) -> BuildReport:
    """Writes the documents and reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    write_documents(folder, given)
    return build([folder], given.target)


def _triples(file: Path) -> int:
    return sum(1 for _ in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--countries", type=int, default=200)
    parser.add_argument("--editions", type=int, default=5)
    parser.add_argument("--answers", type=float, default=0.2, help="the share of the answers that are given")
    parser.add_argument("--documents", type=Path, help="a folder to keep the documents in")
    given = parser.parse_args()
    began = time.process_time()
    if given.documents:
        report = make(given.documents, given)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            report = make(Path(scratch), given)
    took = time.process_time() - began
    things = ", ".join(f"{count:,} {name}" for name, count in report.counts.items())
    facts, evidence = (_triples(given.target / name) for name in (FACTS_FILE, EVIDENCE_FILE))
    sys.stdout.write(f"{things} in {given.target}; {took:.0f} s of processor time\n")
    sys.stdout.write(f"{facts:,} triples of facts, {evidence:,} of evidence\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
