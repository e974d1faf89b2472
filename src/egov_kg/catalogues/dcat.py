"""DCAT and DCAT-AP, versions 1 to 3, in any syntax of RDF; pages that follow one another by Hydra."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox

from egov_kg.catalogues.model import Catalogue, Dataset, Distribution, Publisher, Reading, Text, Troubles
from egov_kg.catalogues.reader import Answer, reading, site, titled
from egov_kg.catalogues.triples import Term, Things, key_of, local, syntax_of, things
from egov_kg.catalogues.values import day, distributions, language_of, plain, texts, url

_NAMES: Final = ("preflabel", "name", "title", "label", "fn", "organization-name", "legalname")
_TITLE: Final = ("title", "name", "label", "titel", "titulo", "título")
_TEXT: Final = ("description", "descripcion", "abstract", "comment", "notes")
_PUBLISHER: Final = ("publisher", "publishers", "publishedby", "creator", "rightsholder", "hascreator", "provider")
_HOMEPAGE: Final = ("homepage", "page", "url", "hasurl", "seealso")
_LICENCE: Final = ("license", "licence", "rights", "accessrights")
_DISTRIBUTION: Final = ("distribution", "distributions", "dataset_distribution")
_KEYWORD: Final = ("keyword", "keywords", "tag", "subjectkeyword")
_LANGUAGES: Final = ("language", "inlanguage")
_THEME: Final = ("theme", "themes", "category", "subject")
_NEXT: Final = ("next", "nextpage")
_DATASETS: Final = frozenset(["dataset", "datasets"])
_CATALOGUES: Final = frozenset(["catalog", "catalogue", "datacatalog"])
_FILES: Final = (".ttl", ".rdf", ".xml", ".jsonld", ".nt", ".n3", ".json")


class Dcat:
    """Reads DCAT."""

    name = "dcat"

    def start(self, address: str) -> str:
        """The address itself: no place is usual for all portals."""
        return address

    def recognises(self, answer: Answer) -> bool:
        """Whether it is RDF that speaks of a catalogue or a dataset."""
        body = answer.page.body.lower()
        return syntax_of(answer.page) is not None and (b"dcat" in body or b"dataset" in body)

    def following(self, answers: Sequence[Answer]) -> str | None:
        """The next page that the last one names."""
        page = answers[-1].page
        syntax = syntax_of(page)
        if syntax is None or b"hydra" not in page.body.lower():
            return None
        for found in things(page, syntax, Troubles()).values():
            for value in _values(found, _NEXT):
                place = urljoin(page.url, value.value)
                if urlsplit(place).scheme in ("http", "https"):
                    return place
        return None

    def read(self, answers: Iterable[Answer], address: str) -> Reading:
        """The catalogue of the pages."""
        troubles, all_things = Troubles(), Things()
        for number, answer in enumerate(answers):
            syntax = syntax_of(answer.page)
            if syntax is None:
                troubles.add("pages that are no RDF", answer.page.url)
                continue
            for key, said in things(answer.page, syntax, troubles, prefix=f"p{number}").items():
                known = all_things.setdefault(key, {})
                for name, values in said.items():
                    known.setdefault(name, []).extend(values)
        found = _Graph(all_things, troubles)
        return reading(found.catalogue(address), found.datasets(), troubles)


class _Graph:
    """The things of a catalogue."""

    def __init__(self, all_things: Things, troubles: Troubles) -> None:
        self._things = all_things
        self._troubles = troubles

    def catalogue(self, address: str) -> Catalogue:
        """The catalogue; of several the one with most datasets."""
        keys = [key for key, said in self._things.items() if _types(said) & _CATALOGUES]
        keys.sort(key=lambda key: (-len(_values(self._things[key], tuple(_DATASETS))), key))
        said: Mapping[str, list[Term]] = self._things[keys[0]] if keys else {}
        host = urlsplit(address).hostname
        return Catalogue(
            kind=Dcat.name, address=address, iri=url(keys[0]) if keys else "",
            titles=self._texts(said, _TITLE) or titled(host), homepage=self._address(said, _HOMEPAGE) or site(address),
            publisher=self._publisher(said),
        )  # fmt: skip

    def datasets(self) -> Iterator[Dataset]:
        """The datasets; those that a catalogue names only are counted."""
        listed: set[str] = set()
        for key, said in self._things.items():
            kinds = _types(said)
            if kinds & _CATALOGUES:
                listed |= {key_of(value) for value in _values(said, tuple(_DATASETS))}
            if kinds & _DATASETS:
                yield self._dataset(key, said)
        for key in sorted(listed):
            said = self._things.get(key, {})
            if not _types(said) & _DATASETS:
                if said:
                    yield self._dataset(key, said)
                else:
                    self._troubles.add("datasets of which only the address is known", key)

    def _dataset(self, key: str, said: Mapping[str, list[Term]]) -> Dataset:
        identifier = next((plain(value.value) for value in _values(said, ("identifier",))), "")
        return Dataset(
            key=key
            if not key.startswith("_:")
            else identifier or " ".join(text.words for text in self._texts(said, _TITLE)),
            iri=url(key),
            titles=self._texts(said, _TITLE),
            descriptions=self._texts(said, _TEXT),
            publisher=self._publisher(said),
            themes=self._labels(said, _THEME),
            keywords=self._texts(said, _KEYWORD),
            licence=self._licence(said),
            issued=self._day(said, ("issued", "datepublished", "created", "datecreated"), key),
            modified=self._day(said, ("modified", "datemodified", "updated"), key),
            languages=tuple(filter(None, (language_of(value.value) for value in _values(said, _LANGUAGES)))),
            page=self._address(said, ("landingpage", "page", "homepage", "url")),
            distributions=distributions([self._distribution(value) for value in _values(said, _DISTRIBUTION)]),
        )

    def _distribution(self, value: Term) -> Distribution:
        said = self._things.get(key_of(value), {})
        formats = self._labels(said, ("format", "mediatype", "encodingformat"))
        kind = formats[0].words if formats else ""
        return Distribution(
            url=self._address(said, ("downloadurl", "accessurl", "contenturl")),
            title=next((text.words for text in self._texts(said, _TITLE)), ""),
            format=kind.rstrip("/").rpartition("/")[2],
            licence=self._licence(said),
        )

    def _publisher(self, said: Mapping[str, list[Term]]) -> Publisher | None:
        for value in _values(said, _PUBLISHER):
            if isinstance(value, ox.Literal):
                names = texts(value.value, language_of(value.language or ""))
                if names:
                    return Publisher(names=names)
                continue
            about = self._things.get(key_of(value), {})
            names = self._texts(about, _NAMES)
            if names:
                return Publisher(names=names, iri=url(key_of(value)), url=self._address(about, _HOMEPAGE))
        return None

    def _texts(self, said: Mapping[str, list[Term]], names: tuple[str, ...]) -> tuple[Text, ...]:
        """The texts of the first of some properties that has any."""
        for name in names:
            found = [
                text for value in said.get(name, ()) if isinstance(value, ox.Literal)
                for text in texts(value.value, language_of(value.language or ""))
            ]  # fmt: skip
            if found:
                return tuple(sorted(set(found), key=lambda text: (text.language, text.words)))
        return ()

    def _labels(self, said: Mapping[str, list[Term]], names: tuple[str, ...]) -> tuple[Text, ...]:
        """What some things are called; an address where nothing says it."""
        found: list[Text] = []
        for value in _values(said, names):
            if isinstance(value, ox.Literal):
                found += texts(value.value, language_of(value.language or ""))
            else:
                called = self._texts(self._things.get(key_of(value), {}), _NAMES)
                found += called or [Text(value.value) for _ in range(not isinstance(value, ox.BlankNode))]
        return tuple(dict.fromkeys(found))

    def _licence(self, said: Mapping[str, list[Term]]) -> str:
        for value in _values(said, _LICENCE):
            if not isinstance(value, ox.BlankNode) and (words := plain(value.value)):
                return words
        return ""

    def _address(self, said: Mapping[str, list[Term]], names: tuple[str, ...]) -> str:
        return next((found for value in _values(said, names) if (found := url(value.value))), "")

    def _day(self, said: Mapping[str, list[Term]], names: tuple[str, ...], where: str) -> str:
        return next((found for value in _values(said, names) if (found := day(value.value, self._troubles, where))), "")


def _values(said: Mapping[str, list[Term]], names: tuple[str, ...]) -> list[Term]:
    """The values of some properties, in an order that the file does not decide."""
    return [value for name in names for value in sorted(said.get(name, ()), key=str)]


def _types(said: Mapping[str, list[Term]]) -> set[str]:
    return {local(value.value) for value in said.get("type", ()) if isinstance(value, ox.NamedNode)}
