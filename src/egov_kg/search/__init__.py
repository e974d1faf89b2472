"""Finds things by their names: in any language, without accents or capitals, by a beginning, with typing mistakes."""

from __future__ import annotations

from egov_kg.search.index import NameIndex, build_index
from egov_kg.search.result import FacetCount, Found, Match, Name, SearchQuery, SearchResult, Thing

__all__ = [
    "FacetCount", "Found", "Match", "Name", "NameIndex", "SearchQuery", "SearchResult", "Thing", "build_index",
]  # fmt: skip
