"""CKAN's Action API: ``package_search`` page by page, then the organisations; dumps as JSON or JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, parse_qsl, urlencode, urlsplit

from egov_kg.catalogues.model import Catalogue, Dataset, Distribution, Page, Publisher, Reading, Text, Troubles
from egov_kg.catalogues.reader import Answer, below, reading, site, titled
from egov_kg.catalogues.values import day, distributions, items, json_of, plain, publisher, texts, url

ROWS: Final = 500
_SEARCH: Final = "api/3/action/package_search"
_ORGANISATIONS: Final = "organization_list"
_FIELDS: Final = "all_fields=true&include_extras=true&limit=1000"
_PACKAGES: Final = "current_package_list_with_resources"
_CUT: Final = 25
"""To so many organisations, or a multiple, CKAN cuts its list, whatever is asked for; the rest comes by ``offset``."""


class Ckan:
    """Reads CKAN."""

    name = "ckan"

    def start(self, address: str) -> str:
        """The search for everything, in pages."""
        return below(address, f"{_SEARCH}?rows={ROWS}&start=0")

    def recognises(self, answer: Answer) -> bool:
        """Whether it is an answer of the Action API, or a dump of packages."""
        return next(_packages(answer), None) is not None or _total(answer) == 0

    def following(self, answers: Sequence[Answer]) -> str | None:
        """The next page of the search or the list, then the organisations."""
        last = answers[-1]
        total, parts = _total(last), urlsplit(last.page.url)
        root, _, action = last.page.url.partition("?")[0].rpartition("/")
        if action in (_PACKAGES, _ORGANISATIONS):
            result = _result(last)
            listed = len(result) if isinstance(result, list) else 0
            more = listed and (action == _PACKAGES or listed % _CUT == 0)
            return _later(parts, listed) if more else None
        if total is None or action != "package_search":
            return None
        query = parse_qs(parts.query)
        start = int((query.get("start") or ["0"])[0] or 0)
        got = sum(1 for _ in _packages(last))
        if not got or start + got >= total:
            return f"{root}/{_ORGANISATIONS}?{_FIELDS}" if "rows" in query else None
        return f"{root}/{action}?rows={(query.get('rows') or [str(ROWS)])[0]}&start={start + got}"

    def read(self, answers: Iterable[Answer], address: str) -> Reading:
        """The catalogue of the pages."""
        troubles = Troubles()
        packages: list[Mapping[str, Any]] = []
        known: dict[str, Mapping[str, Any]] = {}
        for answer in answers:
            packages += _packages(answer, troubles)
            known.update(_organisations(answer))
        base = address.partition("api/")[0] if "://" in address else ""
        catalogue = Catalogue(
            kind=self.name, address=address, homepage=site(address), titles=titled(urlsplit(address).hostname)
        )
        return reading(catalogue, (_dataset(one, known, base, troubles) for one in packages), troubles)


def _later(parts: SplitResult, listed: int) -> str:
    """Where a list goes on behind an answer of so many."""
    query = dict(parse_qsl(parts.query))
    offset = query.get("offset", "")
    after = (int(offset) if offset.isdecimal() else 0) + listed
    return parts._replace(query=urlencode({"limit": ROWS, **query, "offset": after})).geturl()


def _result(answer: Answer) -> object:
    data = answer.data
    return data.get("result") if isinstance(data, Mapping) and data.get("success") is not False else data


def _total(answer: Answer) -> int | None:
    result = _result(answer)
    count = result.get("count") if isinstance(result, Mapping) and "results" in result else None
    return count if isinstance(count, int) and not isinstance(count, bool) else None


def _packages(answer: Answer, troubles: Troubles | None = None) -> Iterator[Mapping[str, Any]]:
    result = _result(answer)
    if isinstance(result, Mapping):
        found = result.get("results")
        result = found if isinstance(found, list) else [result] if "resources" in result else result
    if answer.data is None and answer.page.body.lstrip()[:1] == b"{":
        result = list(_lines(answer.page, troubles))
    for one in result if isinstance(result, list) else []:
        if isinstance(one, Mapping) and "name" in one and ("resources" in one or "owner_org" in one):
            yield one
        elif troubles is not None and not (isinstance(one, Mapping) and "package_count" in one):
            troubles.add("records that are no datasets", plain(str(one))[:60])


def _lines(page: Page, troubles: Troubles | None) -> Iterator[object]:
    for number, line in enumerate(page.body.splitlines(), start=1):
        found = json_of(line)
        if found is not None:
            yield found
        elif troubles is not None and line.strip():
            troubles.add("lines that are no JSON", f"line {number}")


def _organisations(answer: Answer) -> dict[str, Mapping[str, Any]]:
    result = _result(answer)
    found = [one for one in items(result) if "package_count" in one or one.get("type") == "organization"]
    return {str(one.get("id")): one for one in found}


def _dataset(
    package: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], base: str, troubles: Troubles
) -> Dataset:
    key = plain(package.get("id")) or plain(package.get("name"))
    name = plain(package.get("name"))
    extras = {str(one.get("key")): one.get("value") for one in items(package.get("extras"))}
    page = url(package.get("url"))
    return Dataset(
        key=key,
        iri=url(extras.get("uri")) or (f"{base}dataset/{name}" if base and name else ""),
        titles=texts(package.get("title_translated")) or texts(package.get("title")) or texts(name),
        descriptions=texts(package.get("notes_translated")) or texts(package.get("notes")),
        publisher=_publisher(package, known, extras, base),
        themes=tuple(text for one in items(package.get("groups")) for text in texts(_named(one))[:1]),
        keywords=tuple(text for one in items(package.get("tags")) for text in texts(_named(one))[:1]),
        licence=url(package.get("license_url")) or plain(package.get("license_title") or package.get("license_id")),
        issued=day(extras.get("issued") or package.get("metadata_created"), troubles, name),
        modified=day(extras.get("modified") or package.get("metadata_modified"), troubles, name),
        page=page or (f"{base}dataset/{name}" if base and name else ""),
        distributions=distributions([_distribution(one) for one in items(package.get("resources"))]),
    )


def _named(one: Mapping[str, Any]) -> object:
    return one.get("title") or one.get("display_name") or one.get("name")


def _publisher(
    package: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], extras: Mapping[str, Any], base: str
) -> Publisher | None:
    """The organisation that owns a package; one that was harvested names its publisher among the extras."""
    named = publisher(
        extras.get("publisher_name"), iri=extras.get("publisher_uri"), homepage=extras.get("publisher_url")
    )
    if named is not None:
        return named
    own = next(items(package.get("organization")), {})
    more = known.get(str(own.get("id") or package.get("owner_org")), {})
    both = {**more, **{name: value for name, value in own.items() if value}}
    added = {str(one.get("key", "")).lower(): one.get("value") for one in items(more.get("extras"))}
    homepage = next((found for name in ("url", "website", "homepage", "site") if (found := url(added.get(name)))), "")
    names: list[Text] = [*texts(both.get("title_translated")), *texts(_named(both))]
    slug = plain(both.get("name"))
    return publisher(
        names or package.get("author") or package.get("maintainer"),
        iri=f"{base}organization/{slug}" if base and slug else "",
        homepage=homepage,
    )


def _distribution(resource: Mapping[str, Any]) -> Distribution:
    return Distribution(
        url=url(resource.get("url")), title=plain(resource.get("name")), format=plain(resource.get("format")),
        licence=url(resource.get("license")),
    )  # fmt: skip
