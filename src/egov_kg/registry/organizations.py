"""International organisations: organizations.tsv and organization_names.tsv put together."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from egov_kg.errors import KnowledgeError
from egov_kg.registry.model import LANGUAGES, InternationalOrganization
from egov_kg.registry.tables import read_table, split_cell

KINDS: Final = ("united-nations", "development-bank", "regional", "network", "bilateral", "other")
USES: Final = ("label", "alias", "former", "misspelt")

_Named = list[tuple[str, str, str]]


def load_organizations() -> dict[str, InternationalOrganization]:
    """Every organisation by its registry id; raises KnowledgeError."""
    file = "organizations.tsv"
    named = _names_by_organization()
    organizations: dict[str, InternationalOrganization] = {}
    for row in read_table(file, ("id", "acronyms", "country", "url", "wikidata", "kind")):
        identifier, kind = row[0], row[-1]
        if identifier in organizations:
            raise KnowledgeError(file, identifier, "the id stands twice")
        if kind not in KINDS:
            raise KnowledgeError(file, identifier, f"kind {kind!r} is none of {', '.join(KINDS)}")
        organizations[identifier] = _organization(row, named.pop(identifier, []))
    if named:
        raise KnowledgeError("organization_names.tsv", ", ".join(named), f"{file} does not have the id")
    return organizations


def _names_by_organization() -> dict[str, _Named]:
    file = "organization_names.tsv"
    named: dict[str, _Named] = defaultdict(list)
    for identifier, language, use, name in read_table(file, ("id", "language", "use", "name")):
        if language not in LANGUAGES or use not in USES or not name:
            raise KnowledgeError(file, f"{identifier}: {name}", f"language {language!r} or use {use!r} is unknown")
        named[identifier].append((language, use, name))
    return named


def _organization(row: tuple[str, ...], named: _Named) -> InternationalOrganization:
    identifier, acronyms, country, url, wikidata, kind = row
    acronym_values, doubtful = split_cell(acronyms)
    ambiguous = {*doubtful, *(name[:-1] for _, _, name in named if name.endswith("?"))}
    named = [(language, use, name.removesuffix("?")) for language, use, name in named]
    labels: dict[str, str] = {}
    names: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for language, use, name in named:
        if use == "label":
            if labels.setdefault(language, name) != name:
                raise KnowledgeError("organization_names.tsv", identifier, f"two labels in {language}")
            names[language].insert(0, name)
        else:
            names[language].append(name)
    if "en" not in labels or "es" not in labels:
        raise KnowledgeError("organization_names.tsv", identifier, "it needs a label in en and in es")
    return InternationalOrganization(
        identifier=identifier,
        kind=kind,
        labels=labels,
        names={language: tuple(values) for language, values in names.items() if values},
        former=frozenset(name for _, use, name in named if use == "former"),
        misspelt=frozenset(name for _, use, name in named if use == "misspelt"),
        acronyms=acronym_values,
        ambiguous=frozenset(ambiguous),
        country=country or None,
        url=url or None,
        wikidata=wikidata or None,
    )
