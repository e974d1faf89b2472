"""DCAT-US, also known as Project Open Data: the ``data.json`` of an agency or a government."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from egov_kg.catalogues.model import Catalogue, Dataset, Distribution, Publisher, Reading, Troubles
from egov_kg.catalogues.reader import Answer, below, reading, site, titled
from egov_kg.catalogues.values import day, distributions, items, language_of, plain, publisher, texts, url, words


class DataJson:
    """Reads ``data.json`` of versions 1.0 and 1.1."""

    name = "datajson"

    def start(self, address: str) -> str:
        """The file at its usual place."""
        return address if address.endswith(".json") else below(address, "data.json")

    def recognises(self, answer: Answer) -> bool:
        """Whether it has a list of datasets that are not those of JSON-LD alone."""
        data = answer.data
        if isinstance(data, list):
            return bool(data) and all(isinstance(one, Mapping) and "accessLevel" in one for one in data[:5])
        found = data.get("dataset") if isinstance(data, Mapping) else None
        if not isinstance(found, list) or any("@graph" in one for one in items(data)):
            return False
        first = list(items(found))[:5]
        return not first or any({"title", "identifier", "accessLevel"} & set(one) for one in first)

    def following(self, answers: Sequence[Answer]) -> str | None:
        """Nothing: it is one file."""
        return None

    def read(self, answers: Iterable[Answer], address: str) -> Reading:
        """The catalogue of the file."""
        troubles, datasets, head = Troubles(), [], dict[str, Any]()
        for answer in answers:
            data = answer.data
            if isinstance(data, Mapping):
                head = {**data, **head}
            listed = data.get("dataset") if isinstance(data, Mapping) else data
            for one in listed if isinstance(listed, list) else []:
                if isinstance(one, Mapping):
                    datasets.append(_dataset(one, troubles))
                else:
                    troubles.add("records that are no datasets", plain(str(one))[:60])
        catalogue = Catalogue(
            kind=self.name,
            address=address,
            iri=url(head.get("@id")),
            homepage=url(head.get("homepage")) or site(address),
            titles=texts(head.get("title")) or titled(urlsplit(address).hostname),
            publisher=_publisher(head.get("publisher")),
        )
        return reading(catalogue, datasets, troubles)


def _dataset(one: Mapping[str, Any], troubles: Troubles) -> Dataset:
    identifier, title = plain(one.get("identifier")), plain(one.get("title"))
    where = identifier or title
    return Dataset(
        key=identifier or title,
        iri=url(one.get("@id")) or url(identifier),
        titles=texts(title),
        descriptions=texts(one.get("description")),
        publisher=_publisher(one.get("publisher")),
        themes=words(one.get("theme")),
        keywords=words(one.get("keyword") or one.get("keywords")),
        licence=url(one.get("license")) or plain(one.get("license")),
        issued=day(one.get("issued"), troubles, where),
        modified=day(one.get("modified"), troubles, where) if not str(one.get("modified", "")).startswith("R/") else "",
        languages=tuple(filter(None, map(language_of, _list(one.get("language"))))),
        page=url(one.get("landingPage")),
        distributions=distributions([
            Distribution(
                url=url(each.get("downloadURL")) or url(each.get("accessURL")), title=plain(each.get("title")),
                format=plain(each.get("format")) or plain(each.get("mediaType")), licence=url(each.get("license")),
            )
            for each in items(one.get("distribution"))
        ]),
    )  # fmt: skip


def _publisher(value: object) -> Publisher | None:
    """A publisher; one that is part of another keeps its own name."""
    if isinstance(value, Mapping):
        return publisher(value.get("name"), iri=value.get("@id"), homepage=value.get("homepage") or value.get("url"))
    return publisher(value)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
