"""General knowledge as data: countries and international organisations, with the sources in README.md here."""

from __future__ import annotations

from functools import lru_cache

from egov_kg.registry.model import LANGUAGES, Country, InternationalOrganization, NameKind, RegistryName
from egov_kg.registry.printed import PrintedName
from egov_kg.registry.registry import Registry, load_registry


@lru_cache(maxsize=1)
def load() -> Registry:
    """The registry, read once a process; raises KnowledgeError where a table is wrong."""
    return load_registry()


__all__ = [
    "LANGUAGES", "Country", "InternationalOrganization", "NameKind", "PrintedName", "Registry", "RegistryName", "load",
]  # fmt: skip
