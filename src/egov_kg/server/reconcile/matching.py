"""Candidates for names: organisations by the rules of `egov_kg.matching`, everything else by the search for names."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any, Final

from egov_kg import registry
from egov_kg.decisions import class_of
from egov_kg.errors import RequestRefused
from egov_kg.matching import Index, Match, Mention, Verdict
from egov_kg.matching.bodies import BODIES, bodies_of
from egov_kg.search import Found, SearchQuery
from egov_kg.search import Match as Fit
from egov_kg.server.answering import Unanswered
from egov_kg.server.problems import refusal
from egov_kg.server.question import Question
from egov_kg.server.reconcile.asking import Query
from egov_kg.server.reconcile.kinds import ORGANIZATIONS, TYPES, identifier, is_a, types_of
from egov_kg.server.service import Service

_ROWS: Final = 2_000_000
_BYTES: Final = 256 * 2**20
_FITS: Final = {Fit.EXACT: 85, Fit.ACRONYM: 75, Fit.PREFIX: 60, Fit.WORDS: 50, Fit.TYPOS: 40}
"""How sure the search's own ways of fitting are, of 100: below what the rules for organisations accept."""

Candidate = dict[str, Any]


async def rows(service: Service, client: str, sparql: str) -> list[dict[str, dict[str, str]]]:
    """The rows of a query of ours; raises RequestRefused where they cannot be had."""
    try:
        answer = await service.engine.read(Question(text=sparql, base="", rows=_ROWS, size=_BYTES), client=client)
    except Unanswered as reason:
        raise refusal(reason, "", service.settings.limits) from reason
    found: list[dict[str, dict[str, str]]] = json.loads(answer)["results"]["bindings"]
    return found


async def index(service: Service, client: str) -> Index:
    """The organisations of the build that is served, made once a build."""

    async def make() -> Index:
        found = await rows(service, client, BODIES)
        values = [tuple(row[name]["value"] for name in ("body", "kind", "value")) for row in found]
        return await asyncio.to_thread(lambda: Index(bodies_of(values)))  # type: ignore[arg-type]  # three each

    return await service.remembered("reconcile", make)


async def candidates(service: Service, client: str, query: Query) -> list[Candidate]:
    """The candidates of a query, the best first."""
    country = registry.load().find_country(query.country) if query.country else None
    found: dict[str, Candidate] = {}
    if query.iri is not None:
        found = await _of_address(service, client, query.iri)
    elif query.text and (not query.types or ORGANIZATIONS & set(query.types)):
        organisations = await index(service, client)
        mention = Mention(name=query.text, country=country, url=query.url)
        for match in organisations.match(mention):
            if _wanted(match.body.iri, query) and match.verdict is not Verdict.DROPPED:
                found[match.body.iri] = _of_match(match, sure=not query.country or country is not None)
    sure = any(one["match"] for one in found.values()) and bool(query.types)
    if query.text and query.iri is None and not sure and "none" not in query.types:
        for each in await _search(service, client, query, country):
            if each.iri not in found and _wanted(each.iri, query):
                found[each.iri] = _of_found(each)
    best = sorted(found.values(), key=lambda one: (-one["score"], one["id"]))
    return best[: query.limit]


async def _of_address(service: Service, client: str, iri: str) -> dict[str, Candidate]:
    sparql = f"SELECT ?label {{ <{iri}> rdfs:label|foaf:name ?label }} ORDER BY ?label LIMIT 1"
    labels = await rows(service, client, sparql)
    name = labels[0]["label"]["value"] if labels else ""
    return {iri: _candidate(iri, name, 100.0, "its address", match=True)} if labels else {}


async def _search(service: Service, client: str, query: Query, country: str | None) -> Sequence[Found]:
    if query.country and country is None:
        return ()
    class_name = query.types[0] if len(query.types) == 1 else None
    wanted = SearchQuery(text=query.text, class_name=class_name, country=country, limit=min(query.limit, 20))
    try:
        return (await service.search(wanted, client=client)).found
    except RequestRefused:
        if query.types and set(query.types) <= ORGANIZATIONS:
            return ()  # the rules for organisations have answered already, and need no search
        raise


def _wanted(iri: str, query: Query) -> bool:
    own = class_of(iri) or ""
    return own in TYPES and (not query.types or any(is_a(own, one) for one in query.types))


def _of_match(match: Match, *, sure: bool) -> Candidate:
    accepted = match.verdict is Verdict.ACCEPTED and (sure or match.body.worldwide)
    score = round(100 * match.score, 2) if accepted else min(round(100 * match.score, 2), 89.0)
    return _candidate(match.body.iri, match.body.names[0], score, "; ".join(match.reasons), match=accepted)


def _of_found(found: Found) -> Candidate:
    # Never sure by itself: the search finds what is typed, whatever it is the name of.
    said = f"{found.name.text}; {found.country}" if found.country else found.name.text
    return _candidate(found.iri, found.label.text, float(_FITS[found.match]) / 2, said, match=False)


def _candidate(iri: str, name: str, score: float, description: str, *, match: bool) -> Candidate:
    return {
        "id": identifier(iri), "name": name, "score": score, "match": match, "description": description,
        "type": types_of(class_of(iri) or ""),
        "features": [{"id": "score", "name": "Score", "value": score}],
    }  # fmt: skip
