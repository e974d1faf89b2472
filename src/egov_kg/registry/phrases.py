"""Every name of the registry as a text may print it, for a phrase matcher."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from egov_kg.registry.model import LANGUAGES, Country, InternationalOrganization, NameKind, RegistryName

SHORTEST_WORD: Final = 5
"""Acronyms of so many letters or more are also printed as a word: Cepal, Unesco, Mercosur."""


def country_phrases(country: Country) -> Iterator[RegistryName]:
    """The names and demonyms of a country; a name that several languages share comes once a language."""
    for language in LANGUAGES:
        for name in country.names[language]:
            doubtful = name in country.ambiguous
            yield RegistryName(name, language, NameKind.COUNTRY, country.iso3, True, doubtful)
        for form in country.demonyms[language]:
            doubtful = form in country.ambiguous
            yield RegistryName(form, language, NameKind.DEMONYM, country.iso3, form[0].isupper(), doubtful)


def organization_phrases(organization: InternationalOrganization) -> Iterator[RegistryName]:
    """The names and acronyms of an organisation, long acronyms also as a capitalised word."""
    identifier = organization.identifier
    for language, names in organization.names.items():
        for name in names:
            yield RegistryName(name, language, NameKind.ORGANIZATION, identifier, True, name in organization.ambiguous)
    for acronym in organization.acronyms:
        doubtful = acronym in organization.ambiguous
        yield RegistryName(acronym, None, NameKind.ACRONYM, identifier, True, doubtful)
        if not doubtful and len(acronym) >= SHORTEST_WORD and acronym.isalpha() and acronym.isupper():
            yield RegistryName(acronym.capitalize(), None, NameKind.ACRONYM, identifier, True, False)
