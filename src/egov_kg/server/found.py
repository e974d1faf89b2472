"""What a search finds, as the JSON that is sent: the librarian writes it, and the server hands it on or reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from egov_kg.search import FacetCount, Found, Match, Name, SearchQuery, SearchResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer to a search: how many things are listed, and the JSON document."""

    rows: int
    data: bytes

    @property
    def result(self) -> SearchResult:
        """The same as values."""
        return read(self.data)


def write(query: SearchQuery, result: SearchResult) -> Answered:
    """What is sent for what was found."""
    shown = {
        "query": query.text,
        "total": result.total,
        "results": [_thing(one) for one in result.found],
        "facets": {"class": _facet(result.classes), "country": _facet(result.countries)},
    }
    data = json.dumps(shown, ensure_ascii=False).encode("utf-8", "replace")
    return Answered(rows=len(result.found), data=data)


def read(data: bytes) -> SearchResult:
    """What was found, of what is sent."""
    shown = json.loads(data)
    return SearchResult(
        total=shown["total"],
        found=tuple(map(_found, shown["results"])),
        classes=tuple(FacetCount(**one) for one in shown["facets"]["class"]),
        countries=tuple(FacetCount(**one) for one in shown["facets"]["country"]),
    )


def _thing(found: Found) -> dict[str, object]:
    shown = {
        "iri": found.iri, "class": found.class_name, "country": found.country, "label": _name(found.label),
        "name": _name(found.name), "acronyms": found.acronyms, "match": found.match.value,
    }  # fmt: skip
    return {name: value for name, value in shown.items() if value is not None}


def _found(shown: dict[str, Any]) -> Found:
    return Found(
        iri=shown["iri"], class_name=shown["class"], country=shown.get("country"), label=_named(shown["label"]),
        name=_named(shown["name"]), acronyms=tuple(shown["acronyms"]), match=Match(shown["match"]),
    )  # fmt: skip


def _name(name: Name) -> dict[str, str]:
    return {"value": name.text, "language": name.language} if name.language else {"value": name.text}


def _named(shown: dict[str, str]) -> Name:
    return Name(text=shown["value"], language=shown.get("language", ""))


def _facet(counts: tuple[FacetCount, ...]) -> list[dict[str, object]]:
    return [{"value": one.value, "count": one.count} for one in counts]


__all__ = ["Answered", "read", "write"]
