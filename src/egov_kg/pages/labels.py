"""What things are called: names in the language of the page, and words for things that have no name of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from egov_kg.pages.asking import Ask, listed, value
from egov_kg.pages.knowledge import known
from egov_kg.pages.language import messages
from egov_kg.store import Row
from egov_kg.vocabulary import BASE, ONTOLOGY, PREFIXES, STANDARD_PREFIXES

_NAMES: Final = ("rdfs:label", "foaf:name", "egov:fileName", "dcterms:title")
_CODE_NAMES: Final = ("skos:prefLabel", "dcterms:title")
_FALLBACKS: Final = ("dcterms:description", "egov:handle", "egov:acronym", "egov:gazetteNumber", "egov:url")
_PARTS: Final = MappingProxyType({
    "CooperationTie": ("tieKind", "party"),
    "IndicatorObservation": ("indicator", "country"),
    "TechnologyInitiative": ("technology", "country"),
    "Partnership": ("partner", "country"),
    "Answer": ("question", "country"),
    "Selection": ("option", "selectionState"),
})
"""The properties whose values, in this order, make the title of a thing without a name."""
_CHUNK: Final = 400
"""Things asked for at a time: a VALUES clause of thousands is slow to parse."""


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """Words for a thing; the language is empty where the graph names none."""

    text: str
    language: str = ""


def local_name(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or iri


def class_of(iri: str) -> str:
    """The name of the kind of a thing of ours as its IRI tells it, such as ``agency``; empty for others."""
    rest = iri.removeprefix(BASE + "id/")
    return rest.partition("/")[0] if rest != iri else ""


def choose(labels: Iterable[Label], language: str) -> Label | None:
    """The label in a language, else in English, else the first by its text."""
    ranked = sorted(labels, key=lambda label: (label.language != language, label.language != "en", label))
    return ranked[0] if ranked else None


async def labels_of(ask: Ask, iris: Iterable[str], language: str) -> dict[str, Label]:
    """A label of each thing; of one without a name, what its properties say of it; else the end of its IRI."""
    wanted = sorted(set(iris))
    found = await _names(ask, wanted, language)
    nameless = [iri for iri in wanted if iri not in found and iri.startswith(BASE + "id/")]
    found |= await _composed(ask, nameless, language)
    return {iri: found.get(iri) or term_label(iri, language) for iri in wanted}


def term_label(iri: str, language: str) -> Label:
    """What a class or a property is called: by the ontology, by the catalogue of messages, else by its IRI's end."""
    common = messages(language)
    name = f"term {_short(iri)}"
    return ontology_label(iri, language) or (
        Label(common(name), language) if common.has(name) else Label(local_name(iri))
    )


def _short(iri: str) -> str:
    """An IRI with the prefix of its namespace, itself where none fits."""
    fitting = [(prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    return f"{fitting[0][0]}:{iri.removeprefix(fitting[0][1])}" if fitting else iri


async def _names(ask: Ask, iris: Sequence[str], language: str) -> dict[str, Label]:
    """The names of codes and of things; of a thing without one, the first of the fallbacks that it has."""
    codes = [iri for iri in iris if iri.startswith(BASE + "code/")]
    things = [iri for iri in iris if not iri.startswith((BASE + "code/", *_VOCABULARIES))]
    found = await _chosen(ask, codes, _CODE_NAMES, language) | await _chosen(ask, things, _NAMES, language)
    # The registry gives a name a language: the label is one of them, and another name those of the other languages.
    foreign = [iri for iri in things if class_of(iri) == "international-organization"]
    foreign = [iri for iri in foreign if (label := found.get(iri)) is None or label.language != language]
    others = await _chosen(ask, foreign, ("skos:altLabel",), language)
    found |= {iri: label for iri, label in others.items() if label.language == language}
    nameless = [iri for iri in things if iri not in found]
    fallen: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in await _asked(ask, nameless, " ".join(_FALLBACKS)):
        fallen[value(row, 0)].append((_RANK[value(row, 1)], value(row, 2)))
    return found | {thing: Label(min(texts)[1]) for thing, texts in fallen.items()}


async def _chosen(ask: Ask, iris: Sequence[str], properties: Sequence[str], language: str) -> dict[str, Label]:
    names: dict[str, list[Label]] = defaultdict(list)
    for row in await _asked(ask, iris, " ".join(properties)):
        names[value(row, 0)].append(Label(value(row, 2), (row[2].language or "") if row[2] else ""))
    return {thing: label for thing, labels in names.items() if (label := choose(labels, language))}


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


_RANK: Final = MappingProxyType({_full(name): number for number, name in enumerate(_FALLBACKS)})
_VOCABULARIES: Final = (ONTOLOGY, *(space for prefix, space in STANDARD_PREFIXES.items() if prefix != "wd"))
"""Terms of these are named by the ontology and by the catalogue of messages."""


async def _asked(ask: Ask, iris: Sequence[str], properties: str) -> list[Row]:
    rows: list[Row] = []
    for start in range(0, len(iris), _CHUNK):
        values = listed(iris[start : start + _CHUNK])
        if values:
            rows += await ask(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} VALUES ?p {{ {properties} }} ?s ?p ?o }}")
    return rows


async def _composed(ask: Ask, iris: Sequence[str], language: str) -> dict[str, Label]:
    """Titles such as ``Technical assistance: Estonia, Kenya``."""
    properties = sorted({name for names in _PARTS.values() for name in names})
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in await _asked(ask, iris, " ".join(f"egov:{name}" for name in properties)):
        parts[value(row, 0)][value(row, 1).removeprefix(ONTOLOGY)].append(value(row, 2))
    values = {iri for one in parts.values() for many in one.values() for iri in many}
    named = await _names(ask, sorted(values), language)
    titles = {}
    for iri, one in parts.items():
        words = [sorted(named[part].text for part in one.get(name, ()) if part in named) for name in _order(one)]
        joined = [", ".join(many) for many in words if many]
        if joined:
            title = "; ".join(joined[1:])
            titles[iri] = Label(_sentence(f"{joined[0]}: {title}" if title else joined[0]), language)
    return titles


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _order(parts: Mapping[str, object]) -> tuple[str, ...]:
    return next((names for names in _PARTS.values() if names[0] in parts), tuple(sorted(parts)))


@cache
def _ontology() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """The texts of the ontology and of the code schemes by IRI and property, each by language."""
    texts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in known(
        "SELECT ?s ?p ?o (LANG(?o) AS ?l) {"
        " VALUES ?p { rdfs:label skos:prefLabel rdfs:comment skos:definition } ?s ?p ?o }"
    ):
        texts[value(row, 0), local_name(value(row, 1))][value(row, 3)] = value(row, 2)
    return texts


def ontology_label(iri: str, language: str) -> Label | None:
    """What the ontology calls a term or a list of codes of its own."""
    called = _ontology().get((iri, "label")) or _ontology().get((iri, "prefLabel"))
    return choose([Label(text, tag) for tag, text in called.items()], language) if called else None


def ontology_comment(iri: str, language: str) -> Label | None:
    """What the ontology says a term of its own means."""
    said = _ontology().get((iri, "comment")) or _ontology().get((iri, "definition"))
    return choose([Label(text, tag) for tag, text in said.items()], language) if said else None


__all__ = [
    "Label", "choose", "class_of", "labels_of", "local_name", "ontology_comment", "ontology_label", "term_label",
]  # fmt: skip
