"""A client of the Reconciliation Service API, 0.2 and the 1.0 draft: names go there, candidates come back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from egov_kg.catalogues.fetching import Fetcher
from egov_kg.catalogues.model import Page, Troubles
from egov_kg.catalogues.questions import FORM, Question, Service, answered, query, query_draft
from egov_kg.catalogues.values import items, json_of, plain
from egov_kg.errors import CatalogueUnusable

BATCH: Final = 10
"""Names in one request: what OpenRefine sends, and every service takes."""
CANDIDATES: Final = 5


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
    extends: bool = False

    def iri(self, identifier: str) -> str:
        """The address of a thing by its identifier."""
        if identifier.startswith(("http://", "https://")):
            return identifier
        if self.space.startswith(("http://", "https://")):
            return self.space + ("/" if self.space[-1].isalnum() else "") + identifier
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
        draft=bool(versions) and not any(one.startswith("0.") for one in versions), extends=bool(data.get("extend")),
    )  # fmt: skip


def ask(fetcher: Fetcher, service: Service, manifest: Manifest, asked: Mapping[str, Question]) -> Page:
    """What a service answers to some names by their keys, kept with the question; raises RemoteError."""
    if manifest.draft:
        batch = {"queries": [query_draft(service, one, CANDIDATES) for one in asked.values()]}
        place = service.address.rstrip("/") + "/match"
        answer = fetcher.post(place, json.dumps(batch).encode(), "application/json")
    else:
        queries = {f"q{number}": query(service, one, CANDIDATES) for number, one in enumerate(asked.values())}
        answer = fetcher.post(service.address, urlencode({"queries": json.dumps(queries)}).encode(), FORM)
    names = {key: one.name for key, one in asked.items()}
    kept = {"asked": names, "draft": manifest.draft, "answer": answered(answer)}
    body = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Page(url=service.address, body=body, media_type="application/json")


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


def batches(asked: Mapping[str, Question]) -> Iterator[dict[str, Question]]:
    """Names in requests."""
    pairs: Sequence[tuple[str, Question]] = sorted(asked.items(), key=lambda pair: pair[0])
    for start in range(0, len(pairs), BATCH):
        yield dict(pairs[start : start + BATCH])
