"""Socrata's discovery API: ``/api/catalog/v1``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from egov_kg.catalogues.model import Catalogue, Dataset, Distribution, Reading, Troubles
from egov_kg.catalogues.reader import Answer, below, reading, site, titled
from egov_kg.catalogues.values import day, distributions, items, plain, publisher, texts, url

ROWS: Final = 500
_PATH: Final = "api/catalog/v1"


class Socrata:
    """Reads a portal of Socrata."""

    name = "socrata"

    def start(self, address: str) -> str:
        """Everything of the portal's own domain, in pages."""
        host = urlsplit(address).netloc
        return below(
            address, f"{_PATH}?{urlencode({'domains': host, 'search_context': host, 'limit': ROWS, 'offset': 0})}"
        )

    def recognises(self, answer: Answer) -> bool:
        """Whether it is an answer of the discovery API."""
        data = answer.data
        return isinstance(data, Mapping) and "resultSetSize" in data and isinstance(data.get("results"), list)

    def following(self, answers: Sequence[Answer]) -> str | None:
        """The next page."""
        last = answers[-1]
        data, parts = last.data, urlsplit(last.page.url)
        if not isinstance(data, Mapping) or not data.get("results") or not isinstance(data.get("resultSetSize"), int):
            return None
        offset = int((parse_qs(parts.query).get("offset") or ["0"])[0] or 0) + len(data["results"])
        if offset >= data["resultSetSize"]:
            return None
        query = [(name, value) for name, value in parse_qsl(parts.query) if name != "offset"]
        return parts._replace(query=urlencode([*query, ("offset", str(offset))])).geturl()

    def read(self, answers: Iterable[Answer], address: str) -> Reading:
        """The catalogue of the pages."""
        troubles, datasets = Troubles(), []
        for answer in answers:
            results = answer.data.get("results") if isinstance(answer.data, Mapping) else None
            for one in items(results or []):
                resource = next(items(one.get("resource")), {})
                if resource:
                    datasets.append(_dataset(one, resource, troubles))
                else:
                    troubles.add("records that are no datasets", plain(str(one))[:60])
        host = parse_qs(urlsplit(address).query).get("domains", [urlsplit(address).hostname])[0]
        catalogue = Catalogue(kind=self.name, address=address, homepage=site(address), titles=titled(host))
        return reading(catalogue, datasets, troubles)


def _dataset(one: Mapping[str, Any], resource: Mapping[str, Any], troubles: Troubles) -> Dataset:
    key = plain(resource.get("id"))
    classification = next(items(one.get("classification")), {})
    metadata = {str(pair.get("key")): pair.get("value") for pair in items(classification.get("domain_metadata") or [])}
    named = next(
        (value for name, value in metadata.items() if name.lower().endswith(("publisher", "entidad", "agency"))), ""
    )
    link = url(one.get("permalink")) or url(one.get("link"))
    return Dataset(
        key=key,
        iri=link,
        titles=texts(resource.get("name")),
        descriptions=texts(resource.get("description")),
        publisher=publisher(resource.get("attribution") or named, homepage=resource.get("attribution_link")),
        themes=texts([classification.get("domain_category"), *_list(classification.get("categories"))]),
        keywords=texts([*_list(classification.get("domain_tags")), *_list(classification.get("tags"))]),
        licence=plain(next(items(one.get("metadata")), {}).get("license")),
        issued=day(resource.get("createdAt"), troubles, key),
        modified=day(resource.get("updatedAt"), troubles, key),
        page=url(one.get("link")),
        distributions=distributions([Distribution(url=link, format=plain(resource.get("type")))]),
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []
