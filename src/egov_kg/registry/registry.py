"""The registry of general knowledge: look-up by name and by host, and every name for a phrase matcher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from egov_kg.identifiers import fold
from egov_kg.registry.countries import load_countries
from egov_kg.registry.domains import Domains, load_domains
from egov_kg.registry.index import NameIndex
from egov_kg.registry.keys import name_key
from egov_kg.registry.model import LANGUAGES, Country, InternationalOrganization, NameKind, RegistryName
from egov_kg.registry.organizations import load_organizations
from egov_kg.registry.phrases import country_phrases, organization_phrases
from egov_kg.registry.tables import read_table


@dataclass(frozen=True, kw_only=True)
class Registry:
    """Countries by ISO 3166-1 alpha-3 and international organisations by registry id, with look-up of whole names.

    Accents, spaces and punctuation never matter; case matters for abbreviations of four letters or less.
    """

    countries: Mapping[str, Country]
    organizations: Mapping[str, InternationalOrganization]
    country_index: NameIndex
    demonym_index: NameIndex
    organization_index: NameIndex
    prefixes: tuple[str, ...]
    domains: Domains

    def find_country(self, name: str, *, language: str | None = None) -> str | None:
        """The country of a name or ISO code, "Republic of …", "Government of …" and articles left aside.

        With a language, only its names count.

        >>> from egov_kg.registry import load
        >>> load().find_country("Gobierno de Corea del Sur")
        'KOR'
        """
        rest = name
        while (found := self.country_index.find(rest)) is None:
            folded = fold(rest)
            prefix = next((prefix for prefix in self.prefixes if folded.startswith(prefix)), None)
            if prefix is None:
                return None
            rest = _without_letters(rest, len(prefix.replace("-", "")))
        if language and not _has(self.countries[found].names[language], rest):
            return None
        return found

    def find_demonym(self, word: str, *, language: str | None = None) -> str | None:
        """The country of an adjective or name of inhabitants: "chilenas", "Salvadoran"; see find_country.

        >>> from egov_kg.registry import load
        >>> load().find_demonym("salvadoreña")
        'SLV'
        """
        found = self.demonym_index.find(word)
        if found and language and not _has(self.countries[found].demonyms[language], word):
            return None
        return found

    def find_organization(self, name: str) -> str | None:
        """The registry id of an organisation's name or acronym, an article before it left aside.

        >>> from egov_kg.registry import load
        >>> load().find_organization("Red Gealc")
        'redgealc'
        """
        found = self.organization_index.find(name)
        if found is None:
            folded = fold(name)
            articles = (prefix for prefix in self.prefixes if prefix.count("-") == 1)
            article = next((article for article in articles if folded.startswith(article)), None)
            if article:
                return self.organization_index.find(_without_letters(name, len(article) - 1))
        return found

    def country_of_host(self, host: str) -> str | None:
        """The country that a host name says: that of its country-code domain, unless it is sold worldwide.

        >>> from egov_kg.registry import load
        >>> load().country_of_host("www.gov.co"), load().country_of_host("example.co")
        ('COL', None)
        """
        return self.domains.country_of(host)

    def names(self) -> Iterator[RegistryName]:
        """Every name, demonym and acronym, in the order of the tables."""
        for country in self.countries.values():
            yield from country_phrases(country)
        for organization in self.organizations.values():
            yield from organization_phrases(organization)


    @cached_property
    def country_names(self) -> tuple[tuple[str, str, str], ...]:
        """Every name of a country that means nothing else: the name, its first word, the country."""
        names = (name for country in self.countries.values() for name in country_phrases(country))
        sure = (name for name in names if name.kind is NameKind.COUNTRY and not name.ambiguous)
        first = ((name, re.search(r"\w+", name.text)) for name in sure)
        return tuple((name.text, match.group(), name.target) for name, match in first if match)


def load_registry() -> Registry:
    """Read every table; raises KnowledgeError where a row is wrong or a name is that of two things."""
    countries = load_countries()
    organizations = load_organizations()
    return Registry(
        countries=countries,
        organizations=organizations,
        country_index=_index_countries(countries),
        demonym_index=_index_demonyms(countries),
        organization_index=_index_organizations(organizations),
        prefixes=_prefixes(),
        domains=load_domains(countries.values()),
    )


def _index_countries(countries: Mapping[str, Country]) -> NameIndex:
    index = NameIndex(file="country_names.tsv")
    for country in countries.values():
        index.add_code(country.iso3, country.iso3)
        index.add_code(country.iso2, country.iso3)
    for country in countries.values():
        for language in LANGUAGES:
            for name in country.names[language]:
                index.add(name, country.iso3)
    return index


def _index_demonyms(countries: Mapping[str, Country]) -> NameIndex:
    index = NameIndex(file="demonyms.tsv")
    for country in countries.values():
        for language in LANGUAGES:
            for form in country.demonyms[language]:
                index.add(form, country.iso3)
    return index


def _index_organizations(organizations: Mapping[str, InternationalOrganization]) -> NameIndex:
    index = NameIndex(file="organization_names.tsv")
    for organization in organizations.values():
        for names in organization.names.values():
            for name in names:
                index.add(name, organization.identifier)
        for acronym in organization.acronyms:
            if acronym in organization.ambiguous:
                index.add_code(acronym, organization.identifier)
            else:
                index.add(acronym, organization.identifier)
    return index


def _prefixes() -> tuple[str, ...]:
    """The folded prefixes with the hyphen after them, longest first."""
    rows = read_table("country_prefixes.tsv", ("language", "prefix"))
    return tuple(sorted({fold(prefix) + "-" for _, prefix in rows}, key=lambda prefix: (-len(prefix), prefix)))


def _has(names: tuple[str, ...], wanted: str) -> bool:
    key = name_key(wanted)
    return any(name_key(name) == key for name in names)


def _without_letters(text: str, count: int) -> str:
    """What follows the first so many letters, capitals kept."""
    for position, character in enumerate(text):
        if count <= 0:
            return text[position:]
        count -= len(name_key(character))
    return ""
