"""Ties of one document that say the same: a list's opening and the sentence behind it, a membership and taking part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from egov_kg.extract.cues import LEAD_RULE
from egov_kg.model import Stated
from egov_kg.records import CooperationTie, OrganizationMention, Record


def merged(records: Sequence[Record]) -> list[Record]:
    """The records with each tie stated once: its topics, agencies and words together."""
    ties = [record for record in records if isinstance(record, CooperationTie)]
    kept = {id(tie): tie for tie in _merge_all(ties)}
    replaced = {id(old): new for old, new in zip(ties, _in_place(ties, list(kept.values())), strict=True)}
    found: list[Record] = []
    for record in records:
        one = replaced.get(id(record)) if isinstance(record, CooperationTie) else record
        if one is not None:
            found.append(one)
    return found


def _in_place(ties: Sequence[CooperationTie], kept: Sequence[CooperationTie]) -> list[CooperationTie | None]:
    """Each merged tie at the place of the first tie that it holds, None at the others."""
    places: list[CooperationTie | None] = [None] * len(ties)
    for tie in kept:
        index = next(i for i, one in enumerate(ties) if places[i] is None and _parties(one) == _parties(tie))
        places[index] = tie
    return places


def _parties(tie: CooperationTie) -> tuple[object, ...]:
    return tuple(party.value for party in tie.parties)


def _merge_all(ties: Sequence[CooperationTie]) -> list[CooperationTie]:
    by_parties: dict[tuple[object, ...], list[CooperationTie]] = {}
    for tie in ties:
        by_parties.setdefault(_parties(tie), []).append(tie)
    return [tie for group in by_parties.values() for tie in _merge_group(group)]


def _merge_group(group: list[CooperationTie]) -> list[CooperationTie]:
    own = [tie for tie in group if tie.kind.rule != LEAD_RULE]
    group = own or group
    group = _folded(group, lambda tie: (tie.kind.value, tie.year.value if tie.year else None))
    group = _undated_into_dated(group)
    members = [tie for tie in group if tie.kind.value == "membership"]
    taking_part = [tie for tie in group if tie.kind.value == "participation"]
    if len(members) == 1 and taking_part:
        joined = members[0]
        for tie in taking_part:
            joined = _joined(joined, tie)
        group = [joined if tie is members[0] else tie for tie in group if tie not in taking_part]
    return group


def _folded(group: list[CooperationTie], key: Callable[[CooperationTie], object]) -> list[CooperationTie]:
    found: dict[object, CooperationTie] = {}
    for tie in group:
        found[key(tie)] = _joined(found[key(tie)], tie) if key(tie) in found else tie
    return list(found.values())


def _undated_into_dated(group: list[CooperationTie]) -> list[CooperationTie]:
    """A tie without a year is the one dated tie of its kind, where there is one."""
    found = list(group)
    for tie in group:
        dated = [one for one in found if one.kind.value == tie.kind.value and one.year]
        if not tie.year and len(dated) == 1:
            found = [_joined(dated[0], tie) if one is dated[0] else one for one in found if one is not tie]
    return found


def _joined(tie: CooperationTie, other: CooperationTie) -> CooperationTie:
    """One tie with the words of both; where they differ in kind, status or direction, the first one's."""
    parties = tuple(
        Stated(value=mine.value, spans=_spans(mine, theirs), rule=mine.rule)
        for mine, theirs in zip(tie.parties, other.parties, strict=True)
    )
    kind = tie.kind
    if other.kind.value == kind.value:
        kind = Stated(value=kind.value, spans=_spans(kind, other.kind), rule=kind.rule)
    topics = {topic.value: topic for topic in (*other.topics, *tie.topics)}
    return replace(
        tie,
        parties=parties,
        kind=kind,
        status=tie.status or other.status,
        topics=tuple(topics[value] for value in dict.fromkeys(t.value for t in (*tie.topics, *other.topics))),
        through=(*tie.through, *(one for one in other.through if not _named_in(one, tie.through))),
        provider=tie.provider or other.provider,
        recipient=tie.recipient or other.recipient,
        year=tie.year or (other.year if other.kind.value == tie.kind.value else None),
    )


def _spans(mine: Stated[object], theirs: Stated[object]) -> tuple:  # type: ignore[type-arg]
    return (*mine.spans, *(span for span in theirs.spans if span not in mine.spans))


def _named_in(one: Stated[OrganizationMention], others: Sequence[Stated[OrganizationMention]]) -> bool:
    return any(_names(one.value) & _names(other.value) for other in others)


def _names(mention: OrganizationMention) -> set[str]:
    names = {name.value.value for name in mention.names}
    return names | ({mention.acronym.value} if mention.acronym else set())
