"""How a thing stands in the index: the fields that are searched, and the thing itself as it was given."""

from __future__ import annotations

import json
from typing import Final

import tantivy

from egov_kg.search.folding import folded, joined
from egov_kg.search.result import Name, Thing

START: Final = 12
"""Letters that a name or a word can begin with in one step; a longer beginning is looked up among all."""
FACETS: Final = ("class", "country")
_NAMES: Final = 40
_LONGEST: Final = 400
"""Names of a thing, and characters of a name, that count."""


def schema() -> tantivy.Schema:
    """The fields: ``exact`` a whole name, ``start`` its beginnings, ``word`` its words, ``begun`` their beginnings."""
    fields = tantivy.SchemaBuilder()
    for name in ("rank", *(f"{facet}_number" for facet in FACETS)):
        fields.add_unsigned_field(name, fast=True)
    fields.add_bytes_field("thing", stored=True)
    for name in ("exact", "acronym"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("start", tokenizer_name="start", index_option="basic")
    for name in ("word", "begun"):
        fields.add_text_field(name, tokenizer_name="words", index_option="basic")
    for name in FACETS:
        fields.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return fields.build()


def register(index: tantivy.Index) -> None:
    """Tells an index how the fields are taken apart."""
    start = tantivy.Tokenizer.ngram(1, START, prefix_only=True)
    index.register_tokenizer("start", tantivy.TextAnalyzerBuilder(start).build())
    index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


class Numbers:
    """Numbers for classes and countries, by which few of them are counted faster than by their names."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a name, the same each time."""
        if name not in self._numbers:
            self._numbers[name] = len(self.names)
            self.names.append(name)
        return self._numbers[name]


def to_document(thing: Thing, place: int, numbers: Numbers) -> tantivy.Document:
    """A thing with its place among those that were given."""
    names = [name.text[:_LONGEST] for name in (*thing.labels, *thing.alternatives)][:_NAMES]
    acronyms = [acronym[:_LONGEST] for acronym in thing.acronyms[:_NAMES]]
    document = tantivy.Document()
    document.add_unsigned("rank", (min(map(len, names), default=_LONGEST) << 40) + place)
    document.add_bytes("thing", _packed(thing))
    for field, value in (("class", thing.class_name), ("country", thing.country)):
        if value:
            document.add_text(field, value)
            document.add_unsigned(f"{field}_number", numbers.number(value))
    for name in dict.fromkeys(map(folded, names)):
        document.add_text("exact", name)
    for name in dict.fromkeys(map(folded, [*names, *acronyms])):
        document.add_text("start", name)
        document.add_text("word", name)
        document.add_text("begun", _beginnings(name))
    for acronym in dict.fromkeys(map(joined, acronyms)):
        document.add_text("acronym", acronym)
        document.add_text("begun", _beginnings(acronym))
    return document


def _beginnings(name: str) -> str:
    ends = range(1, START + 1)
    return " ".join(dict.fromkeys(word[:end] for word in name.split() for end in ends if end <= len(word)))


def _packed(thing: Thing) -> bytes:
    names = [[[name.text, name.language] for name in some] for some in (thing.labels, thing.alternatives)]
    return json.dumps([thing.iri, thing.class_name, thing.country, *names, thing.acronyms], ensure_ascii=False).encode()


def to_thing(document: tantivy.Document) -> Thing:
    """The thing that a document was made of."""
    iri, class_name, country, labels, alternatives, acronyms = json.loads(document.get_first("thing") or "")
    return Thing(
        iri=iri, class_name=class_name, country=country, acronyms=tuple(acronyms),
        labels=tuple(Name(text=text, language=language) for text, language in labels),
        alternatives=tuple(Name(text=text, language=language) for text, language in alternatives),
    )  # fmt: skip
