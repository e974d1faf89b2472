"""Things of Wikidata and the like that may be things of the graph: asked of a service, or read from a file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from egov_kg import registry
from egov_kg.catalogues import Page, Snapshot, Troubles
from egov_kg.catalogues.fetching import Fetcher, transport
from egov_kg.catalogues.gathering import Gatherer
from egov_kg.catalogues.questions import Question, Service, extend, extended
from egov_kg.catalogues.reconciling import ask, batches, candidates, manifest_of
from egov_kg.catalogues.values import items, json_of, plain, texts, url
from egov_kg.errors import CatalogueUnusable, RemoteError
from egov_kg.linking.model import POSSIBLE, Link
from egov_kg.linking.targets import Targets
from egov_kg.matching import Mention, Verdict
from egov_kg.matching.names import parse

SERVICE: Final = "reconcile"
FILE: Final = "items"
_WD: Final = "http://www.wikidata.org/entity/"
_ITEM: Final = re.compile(r"Q[1-9]\d*\Z")
_COLUMNS: Final = {
    "item": ("item", "id", "qid", "iri", "uri", "wikidata"), "name": ("itemlabel", "label", "name", "nombre"),
    "aliases": ("itemaltlabel", "altlabel", "aliases", "alias"), "country": ("countrylabel", "country", "iso3"),
    "url": ("website", "url", "officialwebsite", "p856"), "description": ("itemdescription", "description"),
}  # fmt: skip
_MOST: Final = 0.85
"""Things that are no organisations are compared by their names alone: a person looks at them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing elsewhere: its address, its names, and what says whose it is."""

    iri: str
    names: tuple[str, ...]
    country: str | None = None
    url: str = ""
    description: str = ""


def names_to_ask(targets: Targets) -> dict[str, Question]:
    """The names of organisations (but for those of the registry), portals and laws of a build, by their addresses."""
    countries = registry.load().countries
    named = [(body.iri, body.names[0], body.country, body.urls) for body in targets.bodies
             if body.names and not body.worldwide]  # fmt: skip
    laws = [law for many in targets.laws.values() for law in many]
    named += [(iri, label, None, ()) for iri, label in targets.portals.values()]
    named += [(law.iri, law.labels[0], law.country, ()) for law in laws]
    return {
        iri: Question(name=name, known={
            **({"country": countries[iso3].names["en"][0]} if iso3 and iso3 in countries else {}),
            **({"url": urls[0]} if urls else {}),
        })
        for iri, name, iso3, urls in named
    }  # fmt: skip


def gather_service(service: Service, gatherer: Gatherer, names: Mapping[str, Question], named: str) -> Snapshot:
    """What a service answers to names, from its snapshot where that is whole; raises CatalogueUnusable, RemoteError."""
    kept = gatherer.snapshots.load(named)
    if kept is not None and kept.whole and not gatherer.refresh:
        return kept
    with transport(gatherer.limits) as client:
        fetcher = Fetcher(service.address, client, limits=gatherer.limits, robots=gatherer.robots)
        if kept is None or gatherer.refresh or not kept.pages:
            page = fetcher.get(service.address)
            kept = gatherer.snapshots.add(_named(gatherer.snapshots.begin(named)), page)
        manifest = manifest_of(kept.read()[0])
        asked = {key for page in kept.read()[1:] for key in _asked(page)}
        try:
            for batch in batches({key: one for key, one in names.items() if key not in asked}):
                kept = gatherer.snapshots.add(kept, ask(fetcher, service, manifest, batch))
            if manifest.extends and service.properties:
                for page in extend(fetcher, service, _unknown(kept.read()[1:]), draft=manifest.draft):
                    kept = gatherer.snapshots.add(kept, page)
        except RemoteError as error:
            return gatherer.snapshots.finish(_named(kept, problem=str(error)))
    return gatherer.snapshots.finish(_named(kept, whole=True))


def _unknown(pages: Sequence[Page]) -> list[str]:
    """The candidates whose properties no page holds."""
    known = {one for page in pages for one in _listed(page, "extended")}
    return sorted({one.id for page in pages for one in candidates(page, Troubles())} - known)


def _named(snapshot: Snapshot, *, whole: bool = False, problem: str = "") -> Snapshot:
    return replace(snapshot, kind=SERVICE, whole=whole, problem=problem)


def _asked(page: Page) -> Iterable[str]:
    return _listed(page, "asked")


def _listed(page: Page, what: str) -> Iterable[str]:
    data = json_of(page.body)
    found = data.get(what) if isinstance(data, Mapping) else None
    return found if isinstance(found, Mapping | list) else ()


def gather_file(named: str, gatherer: Gatherer) -> Snapshot:
    """The snapshot of a file of items; raises CatalogueUnusable."""
    path = Path(named.partition(":")[2])
    try:
        page = Page(url=f"file:{path.name}", body=path.read_bytes())
    except OSError as error:
        kept = gatherer.snapshots.load(named)
        if kept is not None and kept.whole:
            return kept
        raise CatalogueUnusable(path, f"it cannot be read ({error.strerror or error}). Name a file") from error
    if not any(True for _ in read_items(page, Troubles())):
        advice = "Name a CSV with the columns item and itemLabel, or JSON of Wikidata"
        raise CatalogueUnusable(path, f"it holds no items. {advice}")
    new = gatherer.snapshots.add(replace(gatherer.snapshots.begin(named), kind=FILE), page)
    kept = gatherer.snapshots.load(named)
    if kept is not None and kept.whole and kept.pages[0].sha256 == new.pages[0].sha256:
        return kept
    return gatherer.snapshots.finish(replace(new, whole=True))


def items_of(snapshot: Snapshot, troubles: Troubles) -> list[Item]:
    """The items of a snapshot, each once."""
    pages = snapshot.read()
    found: dict[str, Item] = {}
    if snapshot.kind == SERVICE:
        manifest, more = manifest_of(pages[0]), extended(pages[1:])
        for page in pages[1:]:
            for one in candidates(page, troubles):
                known = more.get(one.id, {})
                country = registry.load().find_country(known.get("country", ""))
                item = Item(iri=manifest.iri(one.id), names=(one.name,), description=one.description, country=country,
                            url=url(known.get("url")))  # fmt: skip
                found.setdefault(item.iri, item)
    else:
        for item in read_items(pages[0], troubles):
            found.setdefault(item.iri, item)
    return [item for _, item in sorted(found.items()) if item.iri.startswith(("http://", "https://"))]


def read_items(page: Page, troubles: Troubles) -> Iterator[Item]:
    """The items of a file: JSON as Wikidata's services give it, or a table."""
    data = json_of(page.body) if page.body.lstrip()[:1] in (b"{", b"[") else None
    if isinstance(data, Mapping) and isinstance(data.get("entities"), Mapping):
        yield from _entities(data["entities"])
        return
    if isinstance(data, Mapping):
        results = data.get("results")
        rows = results.get("bindings") if isinstance(results, Mapping) else None
        listed = [{name: term.get("value") for name, term in row.items() if isinstance(term, Mapping)}
                  for row in items(rows or [])]  # fmt: skip
    elif isinstance(data, list):
        listed = [dict(row) for row in items(data)]
    else:
        text = page.body.decode("utf-8-sig", "replace")
        delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
        listed = [dict(row) for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)]
    yield from _rows(listed, troubles)


def _rows(listed: Iterable[Mapping[str, Any]], troubles: Troubles) -> Iterator[Item]:
    for row in listed:
        cells = {str(name).strip().lower(): plain(value) for name, value in row.items() if name}
        said = {what: next((cells[one] for one in names if cells.get(one)), "") for what, names in _COLUMNS.items()}
        iri = said["item"] if "://" in said["item"] else _WD + said["item"] if _ITEM.match(said["item"]) else ""
        if not iri or not said["name"]:
            troubles.add("rows without an item or a name", json.dumps(cells, ensure_ascii=False)[:80])
            continue
        more = [one.strip() for one in re.split(r"[|;]|, ", said["aliases"]) if one.strip()]
        country = registry.load().find_country(said["country"]) if said["country"] else None
        yield Item(iri=iri, names=(said["name"], *more), country=country, url=url(said["url"]),
                   description=said["description"])  # fmt: skip


def _entities(entities: Mapping[str, Any]) -> Iterator[Item]:
    """The entities of Wikidata's own JSON."""
    by_item = {one.wikidata: iso3 for iso3, one in registry.load().countries.items() if one.wikidata}
    for identifier, one in sorted(entities.items()):
        if not isinstance(one, Mapping) or not _ITEM.match(identifier):
            continue
        named, other, claims = (next(items(one.get(part)), {}) for part in ("labels", "aliases", "claims"))
        labels = [text.words for value in named.values() for text in texts(_words(value))]
        more = [text.words for values in other.values() for each in items(values) for text in texts(_words(each))]
        countries = [value.get("id") for value in _values(claims.get("P17")) if isinstance(value, Mapping)]
        addresses = [value for value in _values(claims.get("P856")) if isinstance(value, str)]
        if labels:
            yield Item(
                iri=_WD + identifier, names=tuple(dict.fromkeys([*labels, *more])),
                country=by_item.get(str(countries[0])) if len(countries) == 1 else None,
                url=url(addresses[0]) if addresses else "",
            )  # fmt: skip


def _words(value: object) -> object:
    return value.get("value") if isinstance(value, Mapping) else value


def _values(claims: object) -> Iterator[object]:
    for claim in items(claims or []):
        snak = next(items(claim.get("mainsnak")), {})
        yield next(items(snak.get("datavalue")), {}).get("value")


def item_links(found: Sequence[Item], targets: Targets) -> Iterator[Link]:
    """The things of a build that items may be."""
    by_words: dict[frozenset[str], list[tuple[str, str]]] = {}
    others = [*targets.portals.values(), *((law.iri, law.labels[0]) for laws in targets.laws.values() for law in laws)]
    for iri, label in sorted(set(others)):
        by_words.setdefault(parse(label).words, []).append((iri, label))
    for item in found:
        country = item.country or _country(item.description)
        best: dict[str, Link] = {}
        for name in item.names:
            for match in targets.index.match(Mention(name=name, country=country, url=item.url)):
                link = Link(
                    subject=item.iri, predicate=POSSIBLE, object=match.body.iri, score=match.score,
                    method=match.method, reasons=match.reasons, verdict=match.verdict, about=item.names[0],
                    target=match.body.names[0],
                )  # fmt: skip
                if _better(link, best):
                    best[link.object] = link
            for iri, label in by_words.get(parse(name).words, ()):
                best.setdefault(iri, Link(
                    subject=item.iri, predicate=POSSIBLE, object=iri, score=_MOST, method="same words",
                    reasons=(f"same words: {label}",), verdict=Verdict.REVIEW, about=item.names[0], target=label,
                ))  # fmt: skip
        sure = [link for link in best.values() if link.verdict is Verdict.ACCEPTED]
        yield from sure if len(sure) == 1 else sorted(best.values(), key=lambda link: (-link.score, link.object))


def _better(link: Link, best: Mapping[str, Link]) -> bool:
    """Whether a link joins two things and is the surest of them so far."""
    known = best.get(link.object)
    worth = link.subject != link.object and link.verdict is not Verdict.DROPPED
    return worth and (known is None or known.score <= link.score)


def _country(description: str) -> str | None:
    """The one country that a description names, such as ``ministry of Estonia``."""
    return parse(description).country if description else None
