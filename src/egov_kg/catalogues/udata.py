"""udata, the portal of France and others: ``/api/1/datasets/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from egov_kg.catalogues.model import Catalogue, Dataset, Distribution, Reading, Troubles
from egov_kg.catalogues.reader import Answer, below, reading, site, titled
from egov_kg.catalogues.values import day, distributions, items, plain, publisher, texts, url

ROWS: Final = 100


class Udata:
    """Reads a portal of udata."""

    name = "udata"

    def start(self, address: str) -> str:
        """Everything, in pages."""
        return below(address, f"api/1/datasets/?page_size={ROWS}")

    def recognises(self, answer: Answer) -> bool:
        """Whether it is a page of datasets."""
        data = answer.data
        return isinstance(data, Mapping) and "next_page" in data and isinstance(data.get("data"), list)

    def following(self, answers: Sequence[Answer]) -> str | None:
        """The next page, which the answer names."""
        data = answers[-1].data
        place = data.get("next_page") if isinstance(data, Mapping) and data.get("data") else None
        return urljoin(answers[-1].page.url, place) if isinstance(place, str) and place else None

    def read(self, answers: Iterable[Answer], address: str) -> Reading:
        """The catalogue of the pages."""
        troubles, datasets = Troubles(), []
        for answer in answers:
            listed = answer.data.get("data") if isinstance(answer.data, Mapping) else None
            datasets += [_dataset(one, troubles) for one in items(listed or [])]
        catalogue = Catalogue(
            kind=self.name, address=address, homepage=site(address), titles=titled(urlsplit(address).hostname)
        )
        return reading(catalogue, datasets, troubles)


def _dataset(one: Mapping[str, Any], troubles: Troubles) -> Dataset:
    key = plain(one.get("id")) or plain(one.get("slug"))
    organization = next(items(one.get("organization")), {})
    owner = next(items(one.get("owner")), {})
    person = " ".join(filter(None, (plain(owner.get("first_name")), plain(owner.get("last_name")))))
    return Dataset(
        key=key,
        iri=url(one.get("uri")) or url(one.get("page")),
        titles=texts(one.get("title")),
        descriptions=texts(one.get("description")),
        publisher=publisher(
            organization.get("name") or person, iri=organization.get("uri"),
            homepage=organization.get("url") or organization.get("page"),
        ),
        keywords=texts(one.get("tags")),
        licence=plain(one.get("license")),
        issued=day(one.get("created_at"), troubles, key),
        modified=day(one.get("last_modified") or one.get("last_update"), troubles, key),
        page=url(one.get("page")),
        distributions=distributions([
            Distribution(url=url(each.get("url")), title=plain(each.get("title")), format=plain(each.get("format")))
            for each in items(one.get("resources") or [])
        ]),
    )  # fmt: skip
