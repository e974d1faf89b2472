"""Accounts in social media, and how many follow them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from egov_kg.evaluate.gold import GoldAccount, GoldDocument
from egov_kg.evaluate.graph import BuildGraph
from egov_kg.evaluate.kinds.kind import Kind
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, match


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    thing: str
    platform: str
    handle: str
    followers: int | None
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.accounts is None:
        return
    found = sorted(
        (_account(thing, graph) for thing in graph.of_country("SocialMediaAccount", gold.country)),
        key=lambda one: (one.platform, one.handle),
    )
    matching = match(gold.accounts, found, _same)
    yield from matching.comparison(
        "social account", lambda one: MissedFact(words=f"{one.platform} @{one.handles[0]}", terms=one.handles)
    )
    yield from _followers(gold.accounts, found, graph)


def _account(thing: str, graph: BuildGraph) -> _Account:
    platform = next(iter(graph.codes(thing, "egov:platform")), "")
    handle = (graph.text(thing, "egov:handle") or "").lstrip("@")
    followers = graph.number(thing, "egov:followers")
    return _Account(
        thing=thing,
        platform=platform,
        handle=handle.casefold(),
        followers=None if followers is None else int(followers),
        fact=ReadFact(words=f"{platform} @{handle}", statements=graph.statements(thing, "egov:handle")),
    )


def _same(gold: GoldAccount, found: _Account) -> bool:
    return found.platform == gold.platform and found.handle in {handle.casefold() for handle in gold.handles}


def _followers(gold: Sequence[GoldAccount], found: Sequence[_Account], graph: BuildGraph) -> Iterator[Comparison]:
    """The counts of all accounts; those of optional accounts are asked for like the others."""
    wanted = [one for one in gold if one.followers]
    if not wanted:
        return
    counted = list({(one.platform, one.handle): one for one in found if one.followers is not None}.values())
    hits = [one for one in wanted if any(_same(one, read) and read.followers == one.followers for read in counted)]
    right = [read for read in counted if any(_same(one, read) and read.followers == one.followers for one in wanted)]
    facts = {
        read.thing: ReadFact(
            words=f"{read.followers} of {read.fact.words}", statements=graph.statements(read.thing, "egov:followers")
        )
        for read in counted
    }
    yield Comparison(
        kind="followers",
        gold=len(wanted),
        found=len(counted),
        hits=len(hits),
        missed=tuple(
            MissedFact(words=f"{one.followers} of {one.platform} @{one.handles[0]}", terms=(str(one.followers),))
            for one in wanted
            if one not in hits
        ),
        surplus=tuple(facts[read.thing] for read in counted if read not in right),
        right=tuple(facts[read.thing] for read in right),
    )


KIND = Kind(names=("social account", "followers"), compare=_compare)
