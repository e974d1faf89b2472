"""Finds things by their names: in any language, without accents or capitals, by a beginning, with typing mistakes."""

from __future__ import annotations

from egov_kg.search.gathering import PREDICATES, THINGS, Statement, things
from egov_kg.search.index import NameIndex, build_index
from egov_kg.search.result import FacetCount, Found, Match, Name, SearchQuery, SearchResult, Thing

__all__ = [
    "PREDICATES", "THINGS", "FacetCount", "Found", "Match", "Name", "NameIndex", "SearchQuery", "SearchResult",
    "Statement", "Thing", "build_index", "things",
]  # fmt: skip
