"""Who is tied to whom: from the kind of a tie and the parts that the prepositions give its parties."""

from __future__ import annotations

import re
from dataclasses import dataclass

from egov_kg.extract.cues import SIGNED, Cue
from egov_kg.extract.prose_parties import Actor, Group
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.records import CountryRef, InternationalRef

HELP = frozenset({"funding", "technical-assistance"})
_FAR = 60
"""Characters before the words for a kind within which "with" a party belongs to them."""
_NEAR = 8
"""Words between a kind and the party that a weak preposition (``of``) joins to it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The parties of one tie (two, or more that sign or meet together), and who helps whom."""

    cue: Cue
    actors: tuple[Actor, ...]
    provider: Actor | None = None
    recipient: Actor | None = None


def pairs_of(
    reading: Reading, cue: Cue, subject: Group | None, targets: list[Group], *, listed: bool = False
) -> list[Pair]:
    """The ties that a kind makes of a subject and the targets it governs; ``listed`` targets are list items."""
    if cue.kind in HELP:
        return _help(reading, cue, subject, targets)
    if cue.kind == "membership":
        return _membership(reading, cue, subject, targets, listed=listed)
    if cue.kind == "participation":
        return _participation(reading, cue, subject, targets)
    return _together(reading, cue, subject, targets)


def _distinct(*groups: Group | None) -> tuple[Actor, ...]:
    """Every party once, bodies of it kept as further actors."""
    return tuple(actor for group in groups if group for actor in group.actors)


def _parties(actors: tuple[Actor, ...]) -> int:
    return len({actor.party for actor in actors})


def _whole(cue: Cue, actors: tuple[Actor, ...]) -> list[Pair]:
    return [Pair(cue, actors)] if _parties(actors) > 1 else []


def _each(cue: Cue, ones: tuple[Actor, ...], others: tuple[Actor, ...]) -> list[Pair]:
    """One tie a pair of parties; a party's several actors act in the same tie."""
    found: dict[tuple[object, object], Pair] = {}
    for one in ones:
        for other in others:
            if one.party == other.party:
                continue
            key = (one.party, other.party)
            if key in found:
                extra = tuple(a for a in (one, other) if a not in found[key].actors)
                found[key] = Pair(cue, (*found[key].actors, *extra))
            else:
                found[key] = Pair(cue, (one, other))
    return list(found.values())


def _said(reading: Reading, group: Group, *kinds: str) -> bool:
    """Whether a group's preposition is one of some sets."""
    if not group.preposition:
        return "" in kinds
    return any(group.preposition in reading.words.words[kind] for kind in kinds if kind)


def _words_between(reading: Reading, cue: Cue, group: Group) -> list[str]:
    return (
        re.findall(r"[\w'’]+", reading.plain[cue.end : group.start]) if cue.end <= group.start else ["", *[""] * _NEAR]
    )


def _governs(reading: Reading, cue: Cue, group: Group, *, most: int = 0) -> bool:
    """Whether nothing but small words (and so many others) stands between a kind and a group behind it."""
    small = (
        reading.words.prepositions
        | reading.words.words["article"]
        | reading.words.words["money"]
        | reading.words.words["neighbour"]
    )
    words = _words_between(reading, cue, group)
    return cue.end <= group.start and sum(word not in small and not word[:1].isdigit() for word in words) <= most


def _together(reading: Reading, cue: Cue, subject: Group | None, targets: list[Group]) -> list[Pair]:
    """What parties do as equals: sign, meet, exchange, build; several that do it together make one tie."""
    found: list[Pair] = []
    for group in targets:
        actors = _distinct(group)
        if _said(reading, group, "between"):
            found += _whole(cue, actors)
        elif _said(reading, group, "with"):
            agents = next((one for one in targets if one is not group and _said(reading, one, "agent")), None)
            found += _whole(cue, _distinct(subject or agents, group))
        elif cue.kind in SIGNED:
            agreed = _said(reading, group, "agent") or (_said(reading, group, "of") and _governs(reading, cue, group))
            found += _whole(cue, actors) if agreed else []
        elif subject is not None and cue.kind == "knowledge-exchange" and _governs(reading, cue, group, most=2):
            found += _whole(cue, _distinct(subject, group)) if not _said(reading, group, "in") else []
    if found or subject is None or any(_said(reading, group, "with") for group in targets):
        return found
    return _whole(cue, _distinct(subject))


def _organizations(group: Group) -> tuple[Actor, ...]:
    return tuple(actor for actor in group.actors if isinstance(actor.party, InternationalRef))


def _countries(group: Group | None) -> tuple[Actor, ...]:
    return tuple(actor for actor in group.actors if isinstance(actor.party, CountryRef)) if group else ()


def _membership(reading: Reading, cue: Cue, subject: Group | None, targets: list[Group], *, listed: bool) -> list[Pair]:
    """Countries of an organisation: ``A joined X``, ``the members of X are A, B and C``."""
    found: list[Pair] = []
    for index, group in enumerate(targets):
        organizations = _organizations(group)
        if not organizations or not (listed or _governs(reading, cue, group, most=2)):
            continue
        members = _countries(subject)
        behind = targets[index + 1 :]
        if not members and behind and _lists(reading, group, behind[0]):
            members = _countries(behind[0])
        found += _each(cue, members, organizations)
    return found


def _lists(reading: Reading, left: Group, right: Group) -> bool:
    """``… X are A, B``: a verb of being or a colon alone between."""
    gap = reading.plain[left.end : right.start]
    words = re.findall(r"[\w'’]+", gap)
    said = reading.words.words["include"] | reading.words.words["article"]
    return len(words) <= 3 and all(word in said for word in words) and (bool(words) or ":" in gap)


def _participation(reading: Reading, cue: Cue, subject: Group | None, targets: list[Group]) -> list[Pair]:
    """Taking part in an organisation, working with somebody."""
    found: list[Pair] = []
    for group in targets:
        if _said(reading, group, "between"):
            found += _whole(cue, _distinct(group))
        elif subject is None:
            continue
        elif _said(reading, group, "with") and group.end + _FAR > cue.start:
            found += _each(cue, subject.actors, group.actors)
        elif _said(reading, group, "in", "to", "of", "") and _governs(reading, cue, group, most=2):
            found += _each(cue, _countries(subject), _organizations(group))
    if not found and subject is not None and not targets:
        return _whole(cue, _distinct(subject))
    return found


def is_which(reading: Reading, cue: Cue, group: Group) -> bool:
    """``…, which finances it``: whether a relative clause right behind a group has the words for a kind."""
    gap = reading.plain[group.end : cue.start] if 0 < cue.start - group.end <= _RELATIVE else ""
    return load_tie_words(reading.words.language).pattern("relative").match(gap.lstrip(", ")) is not None


_RELATIVE = 20
"""Characters between a party and the words of a relative clause about it."""


def _help(reading: Reading, cue: Cue, subject: Group | None, targets: list[Group]) -> list[Pair]:
    """Money or advice, from who gives to who gets; undirected where the words do not say."""
    givers: list[Actor] = []
    getters: list[Actor] = []
    equals: list[Actor] = []
    places: list[Actor] = []
    for group in targets:
        near = _said(reading, group, "of") and _governs(reading, cue, group, most=1)
        if is_which(reading, cue, group) or _said(reading, group, "from") or near:
            givers += group.actors
        elif _said(reading, group, "to") or (_said(reading, group, "") and _governs(reading, cue, group)):
            getters += group.actors
        elif _said(reading, group, "in") and len(group.actors) == 1:
            places += _countries(group)
        elif _said(reading, group, "with") and cue.end <= group.start:
            equals += group.actors
    acting = list(subject.actors) if subject else []
    if places and not getters and all(isinstance(one.party, InternationalRef) for one in givers or acting):
        getters = places if not (givers and acting) else []
    if givers and not getters:
        getters = acting
    elif getters and not givers:
        givers = acting
    if givers and getters:
        return [
            Pair(cue, pair.actors, pair.actors[0], pair.actors[1]) for pair in _each(cue, tuple(givers), tuple(getters))
        ]
    return _each(cue, tuple(acting), tuple(equals))
