"""A network of the whole world, made up: real countries and organisations of the registry, invented ties.

``python tests/network_world.py FOLDER`` writes it as a build, for ``benchmarks/network_bench.py`` and for looking at.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from egov_kg import registry
from egov_kg.registry import Country, InternationalOrganization
from egov_kg.vocabulary import PREFIXES

NO_MEMBERS: Final = frozenset({"COK", "NIU", "PSE", "VAT"})
"""Countries of the registry with a formal name that are no members of the United Nations."""
BETWEEN: Final = (
    "memorandum-of-understanding", "agreement", "technical-assistance", "knowledge-exchange", "funding",
    "joint-project",
)  # fmt: skip
STATUSES: Final = ("planned", "ongoing", "signed", "completed", "")
TOPICS: Final = ("open-data", "digital-government", "cybersecurity", "interoperability", "portals", "blockchain")
HELPING: Final = frozenset({"technical-assistance", "funding"})
UNNAMED: Final = ("CIV", "TUR")
"""Member states for which the registry's source has no name of the United Nations."""
SPEAKING: Final = 3
"""Of so many countries all but one have a document of their own."""


class World(NamedTuple):
    """How large a network is."""

    countries: int = 193
    organisations: int = 60
    ties: int = 2_500


def members() -> Sequence[Country]:
    """The member states of the United Nations, by code."""
    known = registry.load().countries
    table = (Path(registry.__file__).parent / "countries.tsv").read_text(encoding="utf-8").splitlines()
    head, *rows = (line.split("\t") for line in table if not line.startswith("#"))
    name, code = head.index("name_en"), head.index("iso3")
    return [known[row[code]] for row in rows if (row[name] or row[code] in UNNAMED) and row[code] not in NO_MEMBERS]


def world(size: World | None = None, *, seed: int = 5) -> str:
    """The network as Turtle, without prefixes; the same for the same size and seed."""
    size = size or World()
    chance = random.Random(seed)  # noqa: S311  # nothing is secret here
    every = members()
    countries = sorted(chance.sample(every, size.countries), key=lambda one: one.iso3)
    bodies = list(registry.load().organizations.values())[: size.organisations]
    return "".join([
        *map(_country, countries), *map(_body, bodies),
        *(_document(country) for place, country in enumerate(countries) if _speaks(place)),
        *_ties(countries, bodies, size.ties, chance),
    ])  # fmt: skip


def _speaks(place: int) -> bool:
    return place % SPEAKING != 1


def _labels(labels: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}"@{language}' for language, name in labels.items() if language in ("en", "es"))


def _country(country: Country) -> str:
    return (
        f'country:{country.iso3} a egov:Country ; rdfs:label {_labels(country.labels)} ; egov:iso3 "{country.iso3}" ; '
        f'egov:region "{country.region}" .\n'
    )


def _body(body: InternationalOrganization) -> str:
    acronym = f' ; egov:acronym "{body.acronym}"' if body.acronym else ""
    return (
        f"international-organization:{body.identifier} a egov:InternationalOrganization, egov:Organization ; "
        f"rdfs:label {_labels(body.labels)}{acronym} .\n"
    )


def _document(country: Country) -> str:
    return (
        f'document:{_name(country)} a egov:SourceDocument ; egov:fileName "{country.iso3}-msq-2020.txt" ; '
        f"egov:country country:{country.iso3} ; egov:edition 2020 .\n"
    )


def _name(country: Country) -> str:
    """Sixteen hexadecimal digits, as a document has."""
    return country.iso3.encode().hex().ljust(16, "0")


def _ties(
    countries: Sequence[Country], bodies: Sequence[InternationalOrganization], number: int, chance: random.Random
) -> Iterator[str]:
    """Ties in proportion: some countries and bodies are spoken of much, neighbours in a region more than others."""
    tellers = [country for place, country in enumerate(countries) if _speaks(place)]
    fame = {country.iso3: chance.paretovariate(1.3) for country in countries}
    weight = {body.identifier: chance.paretovariate(1.1) for body in bodies}
    for place in range(number):
        # Each country and each body once, then whom chance prefers.
        rest = place - len(countries)
        due = countries[place] if rest < 0 else bodies[rest] if rest < len(bodies) else None
        teller = chance.choice([country for country in tellers if country is not due])
        if isinstance(due, InternationalOrganization) or (due is None and bodies and chance.random() < 0.45):
            body = due or chance.choices(bodies, [weight[one.identifier] for one in bodies])[0]
            assert isinstance(body, InternationalOrganization)
            kind = chance.choice(("membership", "membership", "participation", "funding"))
            other = f"international-organization:{body.identifier}"
            helps = f"egov:provider {other} ; egov:recipient country:{teller.iso3} ; " if kind == "funding" else ""
            yield _tie(place, teller, other, body.labels["en"], kind, helps, chance)
        else:
            others = [country for country in countries if country is not teller]
            near = [fame[one.iso3] * (6 if one.region == teller.region else 1) for one in others]
            partner = due or chance.choices(others, near)[0]
            assert isinstance(partner, Country)
            kind = chance.choice(BETWEEN)
            ends = [f"country:{one.iso3}" for one in chance.sample((teller, partner), 2)]
            helps = f"egov:provider {ends[0]} ; egov:recipient {ends[1]} ; " if kind in HELPING else ""
            yield _tie(place, teller, f"country:{partner.iso3}", partner.labels["en"], kind, helps, chance)


def _tie(  # noqa: PLR0913, PLR0917  # a tie has as many parts
    place: int, teller: Country, other: str, name: str, kind: str, helps: str, chance: random.Random
) -> str:
    year, status, topic = chance.choice((0, *range(2008, 2021))), chance.choice(STATUSES), chance.choice((*TOPICS, ""))
    parts = [f"egov:tieStatus tie-status:{status} ; "] if status else []
    parts += [f"egov:topic topic:{topic} ; "] if topic else []
    parts += [f"egov:year {year} ; "] if year else []
    when = f"In {year} " if year else ""
    words = f"{when}the government of {teller.labels['en']} {status} a {kind} with {name} on {topic or 'services'}."
    quote, start = words.replace("  ", " "), place * 400
    return (
        f"tie:world-{place:05} a egov:CooperationTie ; egov:party country:{teller.iso3}, {other} ; {helps}"
        f"egov:reportedBy country:{teller.iso3} ; {''.join(parts)}egov:tieKind tie-kind:{kind} .\n"
        f"claim:world-{place:05} a egov:Claim ; rdf:subject tie:world-{place:05} ; rdf:predicate egov:party ; "
        f"rdf:object {other} ; prov:wasDerivedFrom evidence:world-{place:05} .\n"
        f"evidence:world-{place:05} a egov:Evidence ; egov:document document:{_name(teller)} ; egov:start {start} ; "
        f'egov:end {start + len(quote)} ; egov:quote "{quote}" .\n'
    )


def write_world(folder: Path, size: World | None = None) -> None:
    """A folder that the commands take for a build."""
    folder.mkdir(parents=True, exist_ok=True)
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    (folder / "egov-kg.ttl").write_text(head + world(size), encoding="utf-8")


if __name__ == "__main__":
    write_world(Path(sys.argv[1]), World(*map(int, sys.argv[2:])))
