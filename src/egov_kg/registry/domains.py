"""Which country an internet host belongs to, by domains.tsv and the country-code domains of countries.tsv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from egov_kg.errors import KnowledgeError
from egov_kg.registry.model import Country
from egov_kg.registry.tables import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Domains:
    """Domains by what they say: of a country (``None``: of none), sold worldwide, label of a public institution."""

    countries: Mapping[str, str | None]
    sold: frozenset[str]
    institutions: frozenset[str]

    def country_of(self, host: str) -> str | None:
        """The country (ISO 3166-1 alpha-3) of a host name, with or without a port; None where its name does not say."""
        labels = host.strip().lower().partition(":")[0].rstrip(".").split(".")
        for start in range(len(labels)):
            suffix = ".".join(labels[start:])
            if suffix not in self.countries:
                continue
            if suffix in self.sold and (start == 0 or labels[start - 1] not in self.institutions):
                return None
            return self.countries[suffix]
        return None


def load_domains(countries: Iterable[Country]) -> Domains:
    """The domains of the registry; raises KnowledgeError."""
    file = "domains.tsv"
    by_use: dict[str, dict[str, str | None]] = defaultdict(dict)
    for use, domain, iso3 in read_table(file, ("use", "domain", "iso3")):
        if use not in ("country", "sold", "institution", "none") or bool(iso3) != (use == "country"):
            raise KnowledgeError(file, domain, f"use {use!r} with country {iso3!r}")
        by_use[use][domain] = iso3 or None
    owners: dict[str, str | None] = {}
    # Three territories share .gp in the table: the one whose own code it is comes first.
    for country in sorted(countries, key=lambda country: country.tld != f".{country.iso2.lower()}"):
        if country.tld:
            owners.setdefault(country.tld[1:], country.iso3)
    owners.update(by_use["country"])
    owners.update(by_use["none"])
    return Domains(countries=owners, sold=frozenset(by_use["sold"]), institutions=frozenset(by_use["institution"]))
