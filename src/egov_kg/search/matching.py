"""The ways in which names may fit what was typed, as queries to the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import tantivy

from egov_kg.search.documents import START
from egov_kg.search.result import Match

_WORDS: Final = 10
"""Words of a query that are looked at."""
MOST_MISTAKES: Final = 2
_MISTAKES: Final = ((8, 2), (4, 1))
"""From how many letters a word may have how many mistakes: a letter more, less or another, two that changed places."""
_LONGEST_WORD: Final = 30
_MUST: Final = tantivy.Occur.Must
_SHOULD: Final = tantivy.Occur.Should


class Matching:
    """A folded text, within a class and a country where they are given."""

    def __init__(
        self, schema: tantivy.Schema, text: str, *, class_name: str | None = None, country: str | None = None
    ) -> None:
        self._schema = schema
        self._text = text
        self._words = list(dict.fromkeys(text.split()))[:_WORDS]
        wanted = (("class", class_name), ("country", country))
        self._within = [(_MUST, self._term(field, value)) for field, value in wanted if value]

    @property
    def steps(self) -> list[tuple[Match, tantivy.Query]]:
        """The ways to fit, the best first; a later one may find what an earlier one has found."""
        return [
            (Match.EXACT, self._all([self._term("exact", self._text)])),
            (Match.ACRONYM, self._all([self._acronym()])),
            (Match.PREFIX, self._all([self._start()])),
            (Match.WORDS, self._all([self._term("word", word) for word in self._words])),
        ]

    @property
    def any_way(self) -> tantivy.Query:
        """What fits in one of these ways, or where each word begins one of the names."""
        begun = [self._beginning(word) for word in self._words]
        # An acronym of one word is a word of the thing too.
        return self._all(begun if len(begun) == 1 else [_any([self._acronym(), _every(begun)])])

    def mistaken(self, is_known: Callable[[str], bool], most: int) -> tantivy.Query | None:
        """What fits in one of all ways, or with so many mistakes a word; None where no word is long enough.

        A word that is known as it stands is taken to be right; where all are, each may hold one mistake.
        """
        unknown = [word for word in self._words if not is_known(word)]
        allowed = {word: _mistakes(word, most) for word in unknown or self._words if unknown or most == 1}
        if max(allowed.values(), default=0) < most:
            return None
        return _any([self.any_way, self._all([self._nearly(word, allowed.get(word, 0)) for word in self._words])])

    def _acronym(self) -> tantivy.Query:
        return self._term("acronym", self._text.replace(" ", ""))

    def _start(self) -> tantivy.Query:
        if len(self._text) <= START:
            return self._term("start", self._text)
        return self._prefix("exact", self._text)

    def _beginning(self, word: str) -> tantivy.Query:
        return self._term("begun", word) if len(word) <= START else self._prefix("word", word)

    def _nearly(self, word: str, mistakes: int) -> tantivy.Query:
        if not mistakes:
            return self._beginning(word)
        nearly = tantivy.Query.fuzzy_term_query(
            self._schema, "word", word, distance=mistakes, prefix=mistakes == 1 and word == self._words[-1]
        )
        return _any([self._beginning(word), nearly])

    def _prefix(self, field: str, text: str) -> tantivy.Query:
        return tantivy.Query.fuzzy_term_query(self._schema, field, text, distance=0, prefix=True)

    def _term(self, field: str, text: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, text, index_option="basic")

    def _all(self, queries: Sequence[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([*((_MUST, query) for query in queries), *self._within])


def _every(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(_MUST, query) for query in queries])


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(_SHOULD, query) for query in queries])


def _mistakes(word: str, most: int) -> int:
    if len(word) > _LONGEST_WORD:
        return 0
    return min(most, next((mistakes for letters, mistakes in _MISTAKES if len(word) >= letters), 0))
