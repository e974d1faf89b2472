"""The index of names on disk: made once, then searched by any number of threads (tantivy underneath)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import tantivy

from egov_kg.search.documents import FACETS, Numbers, register, schema, to_document, to_thing
from egov_kg.search.fitting import fitting
from egov_kg.search.folding import folded
from egov_kg.search.matching import MOST_MISTAKES, Matching
from egov_kg.search.result import FacetCount, Found, Match, SearchQuery, SearchResult, Thing

LONGEST: Final = 200
"""Characters of a query that are looked at."""
_FEW: Final = 10
"""A mistake a word is thought of where fewer things than this are found without, two where nothing is found."""
_HEAP: Final = 64 * 2**20
_LISTED: Final = 1_000
"""Things found that are counted one by one; of more the index counts the facets."""
_FACETS: Final = 300
"""Values of a facet that are counted; there are fewer countries."""
_NUMBERS_FILE: Final = "numbers.json"

Counts = tuple[FacetCount, ...]


class Hits(NamedTuple):
    """How many documents fit, and the places of the first in the order of their rank."""

    total: int
    places: list[tantivy.DocAddress]


def build_index(things: Iterable[Thing], folder: Path) -> int:
    """Writes the index of things into an empty folder; returns how many there are.

    Things that fit equally well come in the order of the length of their shortest names, then in the order given.
    """
    index = tantivy.Index(schema(), path=str(folder), sort_by_field="rank")
    register(index)
    writer = index.writer(_HEAP, 1)
    numbers = Numbers()
    count = 0
    for count, thing in enumerate(things, start=1):
        writer.add_document(to_document(thing, count, numbers))
    writer.commit()
    writer.wait_merging_threads()
    (folder / _NUMBERS_FILE).write_text(json.dumps(numbers.names), encoding="utf-8")
    return count


class NameIndex:
    """An index that was built, to be searched."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        register(index)
        self._schema = index.schema
        self._searcher = index.searcher()
        self._names: list[str] = json.loads((folder / _NUMBERS_FILE).read_text(encoding="utf-8"))

    def __len__(self) -> int:
        """The number of things."""
        return self._searcher.num_docs

    def search(self, query: SearchQuery) -> SearchResult:
        """The things whose names fit, best first."""
        text = folded(query.text[:LONGEST])
        if not text:
            return SearchResult(total=0)
        matching = Matching(self._schema, text, class_name=query.class_name, country=query.country)
        fitting, looked = matching.any_way, {Match.WORDS: self._look(matching.any_way)}
        hits = looked[Match.WORDS]
        for mistakes in range(1, MOST_MISTAKES + 1):
            wider = matching.mistaken(self._is_known, mistakes) if hits.total < (_FEW, 1)[mistakes - 1] else None
            if wider is not None:
                fitting, hits = wider, self._look(wider)
                looked[Match.TYPOS] = hits
        best = self._best(matching, looked, min(query.limit, hits.total))
        classes, countries = self._facets(fitting, hits)
        return SearchResult(
            total=hits.total, classes=classes, countries=countries,
            found=tuple(self._found(query, text, place, match) for place, match in best),
        )  # fmt: skip

    def _is_known(self, word: str) -> bool:
        return self._searcher.doc_freq("word", word) > 0

    def _look(self, query: tantivy.Query, limit: int = _LISTED) -> Hits:
        result = self._searcher.search(query, limit, order_by_field="rank", order=tantivy.Order.Asc)
        total: int = result.count  # type: ignore[attr-defined]  # which its types forget
        return Hits(total, [place for _, place in result.hits])

    def _best(
        self, matching: Matching, looked: Mapping[Match, Hits], limit: int
    ) -> Iterator[tuple[tantivy.DocAddress, Match]]:
        """The places of the documents that fit best; what fits in one way fits in most of the later ones too."""
        seen: set[tuple[int, int]] = set()
        steps = chain(
            ((match, self._look(query, limit).places) for match, query in matching.steps if limit),
            ((match, hits.places) for match, hits in looked.items()),
        )
        for match, places in steps:
            for place in places:
                key = (place.segment_ord, place.doc)
                if key not in seen and len(seen) < limit:
                    seen.add(key)
                    yield place, match
            if len(seen) >= limit:
                return

    def _found(self, query: SearchQuery, text: str, place: tantivy.DocAddress, match: Match) -> Found:
        thing = to_thing(self._searcher.doc(place))
        label, name = fitting(thing, text, match, query.language)
        return Found(
            iri=thing.iri, class_name=thing.class_name, country=thing.country, label=label, acronyms=thing.acronyms,
            name=name, match=match,
        )  # fmt: skip

    def _facets(self, query: tantivy.Query, hits: Hits) -> tuple[Counts, Counts]:
        if hits.total > _LISTED:
            terms = {name: {"terms": {"field": name, "size": _FACETS}} for name in FACETS}
            found = self._searcher.aggregate(query, terms)
            counts = [{one["key"]: one["doc_count"] for one in found[name]["buckets"]} for name in FACETS]
        else:
            counts = [self._counted(f"{name}_number", hits.places) for name in FACETS]
        classes, countries = (
            tuple(FacetCount(value=value, count=count) for value, count in sorted(one.items(), key=_most_first))
            for one in counts
        )
        return classes, countries

    def _counted(self, field: str, places: list[tantivy.DocAddress]) -> dict[str, int]:
        numbers = Counter(self._searcher.fast_field_values(field, places)) if places else {}
        return {self._names[int(number)]: count for number, count in numbers.items() if number is not None}


def _most_first(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]
