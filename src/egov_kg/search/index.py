"""The index of names on disk: made once, then searched by any number of threads (tantivy underneath)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import tantivy

from egov_kg.search.documents import register, schema, to_document, to_thing
from egov_kg.search.fitting import fitting
from egov_kg.search.folding import folded
from egov_kg.search.matching import Matching
from egov_kg.search.result import FacetCount, Found, Match, SearchQuery, SearchResult, Thing

LONGEST: Final = 200
"""Characters of a query that are looked at."""
_FEW: Final = 10
"""Typing mistakes are thought of where fewer things than this are found without."""
_HEAP: Final = 64 * 2**20
_FACETS: Final = 300
"""Values of a facet that are counted; there are fewer countries."""


def build_index(things: Iterable[Thing], folder: Path) -> int:
    """Writes the index of things into an empty folder; returns how many there are.

    Things that fit equally well come in the order of the length of their shortest names, then in the order given.
    """
    index = tantivy.Index(schema(), path=str(folder), sort_by_field="rank")
    register(index)
    writer = index.writer(_HEAP, 1)
    count = 0
    for count, thing in enumerate(things, start=1):
        writer.add_document(to_document(thing, count))
    writer.commit()
    writer.wait_merging_threads()
    return count


class NameIndex:
    """An index that was built, to be searched."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        register(index)
        self._schema = index.schema
        self._searcher = index.searcher()

    def __len__(self) -> int:
        """The number of things."""
        return self._searcher.num_docs

    def search(self, query: SearchQuery) -> SearchResult:
        """The things whose names fit, best first."""
        text = folded(query.text[:LONGEST])
        if not text:
            return SearchResult(total=0)
        matching = Matching(self._schema, text, class_name=query.class_name, country=query.country)
        figures = self._figures(matching.any_way)
        steps = [*matching.steps]
        mistaken = matching.mistaken(self._is_known) if figures.total < _FEW else None
        if mistaken is not None:
            steps.append((Match.TYPOS, mistaken))
            figures = self._figures(matching.with_mistakes(mistaken))
        places = self._best(steps, query.limit)
        found = tuple(self._found(query, text, place, match) for place, match in places)
        return SearchResult(total=figures.total, found=found, classes=figures.classes, countries=figures.countries)

    def _is_known(self, word: str) -> bool:
        return self._searcher.doc_freq("word", word) > 0

    def _figures(self, query: tantivy.Query) -> SearchResult:
        terms = {name: {"terms": {"field": name, "size": _FACETS}} for name in ("class", "country")}
        counted = self._searcher.aggregate(query, {**terms, "total": {"value_count": {"field": "rank"}}})
        return SearchResult(
            total=int(counted["total"]["value"]),
            classes=_counts(counted["class"]["buckets"]),
            countries=_counts(counted["country"]["buckets"]),
        )

    def _best(self, steps: Iterable[tuple[Match, tantivy.Query]], limit: int) -> Iterator[tuple[Any, Match]]:
        """The places of the documents that fit best; what fits in one way fits in most of the later ones too."""
        seen: set[tuple[int, int]] = set()
        for match, query in steps:
            hits = self._searcher.search(
                query, limit, count=False, order_by_field="rank", order=tantivy.Order.Asc
            ).hits
            for _, place in hits:
                key = (place.segment_ord, place.doc)
                if key not in seen and len(seen) < limit:
                    seen.add(key)
                    yield place, match
            if len(seen) == limit:
                return

    def _found(self, query: SearchQuery, text: str, place: tantivy.DocAddress, match: Match) -> Found:
        thing = to_thing(self._searcher.doc(place))
        label, name = fitting(thing, text, match, query.language)
        return Found(
            iri=thing.iri, class_name=thing.class_name, country=thing.country, label=label, acronyms=thing.acronyms,
            name=name, match=match,
        )  # fmt: skip


def _counts(buckets: list[dict[str, Any]]) -> tuple[FacetCount, ...]:
    counts = [FacetCount(value=bucket["key"], count=bucket["doc_count"]) for bucket in buckets]
    return tuple(sorted(counts, key=lambda one: (-one.count, one.value)))
