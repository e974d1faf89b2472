"""A client of the Reconciliation Service API, 0.2 and the 1.0 draft: names go there, candidates come back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from egov_kg.catalogues.fetching import Fetcher
from egov_kg.catalogues.model import Page, Troubles
from egov_kg.catalogues.values import items, json_of, plain
from egov_kg.errors import CatalogueUnusable

BATCH: Final = 10
"""Names in one request: what OpenRefine sends, and every service takes."""
CANDIDATES: Final = 5
_FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A thing of a service that may be the one asked about; ``asked`` is the key of the question."""

    asked: str
    id: str
    name: str
    score: float
    match: bool
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a service says of itself: its names' space, how a thing is viewed, and whether it speaks only the draft."""

    name: str
    space: str
    view: str
    draft: bool

    def iri(self, identifier: str) -> str:
        """The address of a thing by its identifier."""
        if identifier.startswith(("http://", "https://")):
            return identifier
        if self.space.startswith(("http://", "https://")):
            return self.space + identifier
        return self.view.replace("{{id}}", identifier).replace("{id}", identifier)


def manifest_of(page: Page) -> Manifest:
    """The manifest that a page holds; raises CatalogueUnusable."""
    data = json_of(page.body)
    if not isinstance(data, Mapping) or not isinstance(data.get("name"), str):
        raise CatalogueUnusable(page.url, "it is no reconciliation service: its manifest has no name")
    versions = [str(one) for one in data.get("versions") or ["0.1"]] if isinstance(data.get("versions"), list) else []
    view = next(items(data.get("view")), {}).get("url")
    return Manifest(
        name=plain(data["name"]), space=str(data.get("identifierSpace") or ""), view=str(view or ""),
        draft=bool(versions) and not any(one.startswith("0.") for one in versions),
    )  # fmt: skip


def ask(fetcher: Fetcher, address: str, manifest: Manifest, names: Mapping[str, str]) -> Page:
    """What a service answers to some names by their keys, kept with the question; raises RemoteError."""
    queries: object
    if manifest.draft:
        conditions = [[{"matchType": "name", "propertyValue": name}] for name in names.values()]
        queries = {"queries": [{"conditions": one, "limit": CANDIDATES} for one in conditions]}
        answer = fetcher.post(address.rstrip("/") + "/match", json.dumps(queries).encode(), "application/json")
    else:
        queries = {f"q{number}": {"query": name, "limit": CANDIDATES} for number, name in enumerate(names.values())}
        answer = fetcher.post(address, urlencode({"queries": json.dumps(queries)}).encode(), _FORM)
    kept = {"asked": dict(names), "draft": manifest.draft, "answer": json_of(answer.body)}
    body = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Page(url=address, body=body, media_type="application/json")


def candidates(page: Page, troubles: Troubles) -> Iterator[Candidate]:
    """The candidates of a page that `ask` made."""
    data = json_of(page.body)
    kept: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
    answer, keys = kept.get("answer"), list(kept.get("asked") or {})
    for number, key in enumerate(keys):
        if kept.get("draft"):
            results = answer.get("results") if isinstance(answer, Mapping) else None
            one = results[number] if isinstance(results, list) and number < len(results) else None
            found = one.get("candidates") if isinstance(one, Mapping) else None
        else:
            one = answer.get(f"q{number}") if isinstance(answer, Mapping) else None
            found = one.get("result") if isinstance(one, Mapping) else None
        if not isinstance(found, list):
            troubles.add("names that got no answer", key)
            continue
        for each in items(found):
            if each.get("id") and plain(each.get("name")):
                yield _candidate(key, each)


def _candidate(key: str, found: Mapping[str, Any]) -> Candidate:
    score = found.get("score")
    return Candidate(
        asked=key, id=str(found["id"]), name=plain(found["name"]), description=plain(found.get("description")),
        score=float(score) if isinstance(score, int | float) else 0.0, match=found.get("match") is True,
    )  # fmt: skip


def batches(names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Names in requests."""
    pairs: Sequence[tuple[str, str]] = sorted(names.items())
    for start in range(0, len(pairs), BATCH):
        yield dict(pairs[start : start + BATCH])
