"""Bodies by what can be looked up, so that a mention is compared with few of them and never with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from egov_kg import registry
from egov_kg.matching.hosts import host_of
from egov_kg.matching.judge import Known, Subject, judge, known_of, subject_of
from egov_kg.matching.model import ACCEPT, Body, Match, Mention, Verdict
from egov_kg.matching.names import parse, units

_COMMON: Final = 60
"""A word that more bodies of a country have leads to none of them by itself."""
_COMPARED: Final = 40
"""Bodies with which one mention is compared for their words at most; those with a key in common come on top."""
_KEPT: Final = 5
_PART: Final = 0.91
_TELLING: Final = 2
"""Words of its own that the name of a part needs: every ministry has a legal department."""
_REMEMBERED: Final = 10_000


class Index:
    """Bodies that mentions are matched with."""

    def __init__(self, bodies: Iterable[Body], country_of_host: Callable[[str], str | None] | None = None) -> None:
        self._country_of_host = country_of_host or registry.load().country_of_host
        self._known: list[Known] = [known_of(body) for body in sorted(bodies, key=lambda one: one.iri)]
        self._by_key: dict[object, list[int]] = defaultdict(list)
        self._by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._memory: dict[Mention, tuple[Match, ...]] = {}
        for number, known in enumerate(self._known):
            for key in _keys(known):
                self._by_key[key].append(number)
            for word in {word for name in known.names for word in name.words}:
                self._by_word[known.country or "", word].append(number)
                self._by_word["*", word].append(number)

    def __len__(self) -> int:
        return len(self._known)

    def match(self, mention: Mention) -> tuple[Match, ...]:
        """The bodies that a mention may be of, the surest first; empty where none comes near."""
        found = self._memory.get(mention)
        if found is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            found = self._memory[mention] = self._match(mention)
        return found

    def _match(self, mention: Mention) -> tuple[Match, ...]:
        if not mention.name.strip():
            return ()
        subject = subject_of(mention, self._country_of_host(host_of(mention.url)) if mention.url else None)
        found = []
        for number in self._candidates(subject):
            known = self._known[number]
            finding = judge(subject, known, only_one=self._only_one(subject, number))
            if finding is not None:
                score, method, reasons = finding
                found.append(Match(body=known.body, score=round(score, 4), method=method, reasons=reasons))
        if not any(one.score >= ACCEPT for one in found):
            parts = {one.body: one for one in self._as_part(mention, subject)}
            found = [*parts.values(), *(one for one in found if one.body not in parts)]
        found.sort(key=lambda one: (-one.score, one.body.iri))
        return tuple(_told_apart(found[:_KEPT]))

    def _as_part(self, mention: Mention, subject: Subject) -> Iterator[Match]:
        """Bodies that a name says with whose part they are: only those whose own name tells them from others."""
        for unit in units(mention.name):
            own = parse(unit)
            if len(own.words - own.bodies) < _TELLING or not subject.country or subject.contradicts:
                continue
            for one in self.match(Mention(name=unit, country=subject.country)):
                if one.verdict is Verdict.ACCEPTED and one.method in ("same name", "same words"):
                    reasons = (*one.reasons, "named with the body that it is a part of")
                    yield Match(body=one.body, score=_PART, method="a part by name", reasons=reasons)

    def _candidates(self, subject: Subject) -> list[int]:
        by_key = {number for key in _subject_keys(subject) for number in self._by_key.get(key, ())}
        places = (subject.country, "") if subject.country else ("*",)
        votes: Counter[int] = Counter()
        for word in subject.name.words:
            for place in places:
                having = self._by_word.get((place, word), ())
                if len(having) <= _COMMON:
                    votes.update(having)
        near = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]
        return sorted(by_key | {number for number, _ in near})

    def _only_one(self, subject: Subject, number: int) -> bool:
        """Whether no other body that may be meant has this name, or this acronym."""
        for key in _subject_keys(subject):
            others = [other for other in self._by_key.get(key, ()) if other != number]
            if key[0] != "host" and any(self._may_be(subject, other) for other in others):
                return False
        return True

    def _may_be(self, subject: Subject, number: int) -> bool:
        country = self._known[number].country
        return not subject.country or not country or country == subject.country


def _keys(known: Known) -> Iterator[tuple[str, object]]:
    """What a body is found by at once."""
    yield from {("words", name.words) for name in known.names if name.words}
    yield from {("letters", name.squeezed) for name in known.names if name.squeezed}
    yield from {("acronym", acronym) for acronym in known.acronyms}
    yield from {("host", host) for host in known.hosts}


def _subject_keys(subject: Subject) -> Iterator[tuple[str, object]]:
    if subject.name.words:
        yield "words", subject.name.words
    if subject.name.squeezed:
        yield "letters", subject.name.squeezed
    yield from (("acronym", acronym) for acronym in subject.name.acronyms)
    if subject.host:
        yield "host", subject.host


def _told_apart(found: Sequence[Match]) -> Iterator[Match]:
    """The matches, none accepted where two are about equally sure."""
    rivals = [one for one in found if one.score >= ACCEPT]
    unsure = len(rivals) > 1 and rivals[0].score - rivals[1].score < 0.015
    for place, one in enumerate(found):
        if one.score < ACCEPT or (place == 0 and not unsure):
            yield one
        else:
            reasons = (*one.reasons, "another one is about as likely")
            yield Match(body=one.body, score=ACCEPT - 0.02, method=one.method, reasons=reasons)


__all__ = ["Index"]
