"""The countries and areas of ISO 3166-1: countries.tsv, country_names.tsv and demonyms.tsv put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from egov_kg.errors import KnowledgeError
from egov_kg.registry.model import LANGUAGES, Country
from egov_kg.registry.tables import read_table, split_cell

_CODES: Final = ("iso3", "iso2", "m49", "tld", "region", "wikidata")
_UN_NAMES: Final = (
    ("en", ("name_en", "m49_name_en", "cldr_name"), "formal_en"),
    ("es", ("name_es", "m49_name_es"), "formal_es"),
    ("fr", ("name_fr", "m49_name_fr"), "formal_fr"),
)
_MARKS = re.compile(r"(?:\s\((?:the|el|la|los|las|le|les|l')\))?(?:\s*\*+)?\Z")
"""What the UN's lists put behind a name: "Uruguay (el)", "Niue **"."""
# "Iran (Islamic Republic of)", but not "Saint Martin (French Part)", without which it is another place.
_INVERTED = re.compile(r"\s\([^)]*\b(?:of|de|del|du|des|los|d['’])\)\Z")
_ARTICLE = re.compile(r"\A(?:(?:the|el|la|los|las|le|les)\s|l['’])")


def load_countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-3 code; raises KnowledgeError."""
    columns = _CODES + tuple(column for _, short, formal in _UN_NAMES for column in (*short, formal))
    aliases = _by_country("country_names.tsv")
    demonyms = _by_country("demonyms.tsv")
    countries = {}
    for row in read_table("countries.tsv", columns):
        cells = dict(zip(columns, row, strict=True))
        iso3 = cells["iso3"]
        if iso3 in countries:
            raise KnowledgeError("countries.tsv", iso3, "the code stands twice")
        countries[iso3] = _country(cells, aliases.pop(iso3, {}), demonyms.pop(iso3, {}))
    for file, rest in (("country_names.tsv", aliases), ("demonyms.tsv", demonyms)):
        if rest:
            raise KnowledgeError(file, ", ".join(rest), "countries.tsv does not have the code")
    return countries


def _by_country(file: str) -> dict[str, dict[str, str]]:
    rows = {}
    for iso3, *cells in read_table(file, ("iso3", *LANGUAGES)):
        if iso3 in rows:
            raise KnowledgeError(file, iso3, "the code stands twice")
        rows[iso3] = dict(zip(LANGUAGES, cells, strict=True))
    return rows


def _country(cells: Mapping[str, str], aliases: Mapping[str, str], demonyms: Mapping[str, str]) -> Country:
    names: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    ambiguous: set[str] = set()
    forms = {}
    for language in LANGUAGES:
        values, doubtful = split_cell(aliases.get(language, ""))
        if not values:
            raise KnowledgeError("country_names.tsv", cells["iso3"], f"no name in {language}")
        names[language] += values
        forms[language], doubtful_forms = split_cell(demonyms.get(language, ""))
        ambiguous.update(doubtful, doubtful_forms)
    for language, short, formal in _UN_NAMES:
        names[language] += _un_names((cells[column] for column in short), cells[formal])
    return Country(
        iso3=cells["iso3"],
        iso2=cells["iso2"],
        m49=cells["m49"].zfill(3) if cells["m49"] else None,
        labels={language: values[0] for language, values in names.items()},
        names={language: tuple(dict.fromkeys(values)) for language, values in names.items()},
        demonyms=forms,
        ambiguous=frozenset(ambiguous),
        tld=cells["tld"] or None,
        region=cells["region"] or None,
        wikidata=cells["wikidata"] or None,
    )


def _un_names(short: Iterable[str], formal: str) -> Iterator[str]:
    for name in (*short, _ARTICLE.sub("", formal)):
        bare = name.replace("’", "'")
        if bare.endswith((")", "*")):
            bare = _MARKS.sub("", bare, count=1)
            yield _INVERTED.sub("", bare)
        if bare:
            yield bare
