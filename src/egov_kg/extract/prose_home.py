"""The side that prose leaves unsaid: a document on one country tells its ties with others without naming it again.

``A memorandum with Ruritania was signed``, ``The Ruritanian Bank lent 20 million``: the other side is the document's
country, unless the clause is about somebody else: a firm, a town, a third country, everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from egov_kg.extract.cues import SIGNED, Cue
from egov_kg.extract.mentions import bare_acronym
from egov_kg.extract.prose_parties import Actor, Group
from egov_kg.extract.prose_reading import BODY_RULE, Body, Reading
from egov_kg.extract.prose_roles import HELP, Pair, is_which
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.records import CountryRef, InternationalRef

_FARTHEST = 160
"""Characters between the words for a kind and a party."""
_MOST = 10
"""Words between the words for a membership and the organisation."""
_OPENING = 40
"""Characters of a clause in which a party with a preposition stands at its front (``With Ruritania, …``)."""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A stretch of a sentence with who is named in it, who acts in it, and the words for kinds of ties."""

    reading: Reading
    low: int
    high: int
    groups: Sequence[Group]
    subject: Group | None
    cues: Sequence[Cue]
    home: CountryRef

    @property
    def plain(self) -> str:
        """The clause's words, folded."""
        return self.reading.plain[self.low : self.high]


def unsaid_pairs(clause: Clause, said: Sequence[Pair], govern: Sequence[tuple[Group, Cue | None]]) -> list[Pair]:
    """The ties of a clause whose one side is the document's country, by no word or by a word without a part.

    ``said`` are the ties whose sides the clause names; ``govern`` has the words that govern each group.
    """
    tied = {actor.party for pair in said for actor in pair.actors}
    own = _own(clause)
    found: list[Pair] = []
    for group, governing in govern:
        cue = _joining(clause, group) or governing
        foreign = tuple(actor for actor in group.actors if actor.party != clause.home)
        if cue is None or not foreign or len(foreign) < len(group.actors) or any(a.party in tied for a in foreign):
            continue
        if _fits(clause, group, cue) and (own is not None or _is_silent(clause, group, cue)):
            found += _pairs(clause, own or _unsaid(clause, cue), foreign, group, cue)
    return found


def _own(clause: Clause) -> Actor | None:
    """The document's country as the clause names it: its body or government first."""
    acting = [group for group in clause.groups if not _is(clause, group, "agent")]
    actors = [actor for group in acting for actor in group.actors if actor.party == clause.home]
    if actors:
        return min(actors, key=lambda actor: (actor.body is None, actor.start))
    for body in (*_acting_acronym(clause), *_bodies(clause)):
        return Actor(body.start, body.end, clause.home, body)
    words = load_tie_words(clause.reading.words.language)
    for name in ("we", "us"):
        if match := words.pattern(name).search(clause.reading.plain, clause.low, clause.high):
            return Actor(match.start(), match.end(), clause.home)
    return None


_ACTS = re.compile(r"(?<!\w)([A-Z]{3,9})(?:\s+[a-zà-ÿ'’]+){0,3}\s+\Z")


def _acting_acronym(clause: Clause) -> Iterator[Body]:
    """The body that an acronym nobody explained names, with an article right before the verb (``the ABC signed``)."""
    reading, low = clause.reading, clause.low
    words = load_tie_words(reading.words.language)
    for cue in clause.cues[:1]:
        verbs = [hit.start for hit in reading.passage.analysis.within(low, cue.end, "tie-status", "tie-kind")]
        match = _ACTS.search(reading.passage.text, low, min([*verbs, cue.start]))
        if match is None or reading.source.registry.find_organization(match[1]):
            continue
        start, end = match.span(1)
        before = reading.words.pattern("article").search(reading.plain, max(low, start - 4), start)
        if before and not reading.plain[before.end() : start].strip(" '’") and reading.plain[start:end] not in (
            words.words["no-body"]
        ):
            owner = reading.passage.state(clause.home, start, end, BODY_RULE)
            mention = bare_acronym(reading.passage, start, end, BODY_RULE, country=owner)
            yield Body(start, end, end, clause.home, None, mention)


_AGENT = re.compile(r"\b(?:by|por|par|pelo|pela)\s+(?:the\s+|la\s+|el\s+|le\s+|l')?\Z")


def _bodies(clause: Clause) -> Iterator[Body]:
    """The country's public bodies that a clause names in any part (``a project of the Ministry that X finances``)."""
    sentence = clause.reading.passage.analysis.sentence_at(clause.low)
    for body in clause.reading.bodies.get(sentence.start, ()) if sentence else ():
        inside = clause.low <= body.start < clause.high and body.owner == clause.home
        agent = _AGENT.search(clause.reading.plain, max(clause.low, body.start - 14), body.start)
        if inside and body.mention.public_body and agent is None:
            yield body


def _unsaid(clause: Clause, cue: Cue) -> Actor:
    return Actor(cue.start, cue.end, clause.home)


def _pairs(clause: Clause, own: Actor, foreign: tuple[Actor, ...], group: Group, cue: Cue) -> Iterator[Pair]:
    if cue.kind in HELP:
        gives = _gives(clause, group, cue)
        for one in _once(foreign):
            sides = (one, own) if gives else (own, one)
            yield Pair(cue, (own, one), *(sides if gives is not None else ()))
    elif cue.kind in ("membership", "participation"):
        for one in _once(foreign):
            yield Pair(cue, (own, one))
    else:
        yield Pair(cue, (own, *foreign))


def _once(actors: tuple[Actor, ...]) -> list[Actor]:
    found: dict[CountryRef | InternationalRef, Actor] = {}
    for actor in actors:
        found.setdefault(actor.party, actor)
    return list(found.values())


def _is(clause: Clause, group: Group, *kinds: str) -> bool:
    words = clause.reading.words.words
    return any(group.preposition in words[kind] for kind in kinds) if group.preposition else False


def _gives(clause: Clause, group: Group, cue: Cue) -> bool | None:
    """Whether the other side is the one that helps; None where no word says it."""
    if group is clause.subject or _is(clause, group, "from", "of", "agent") or group.end <= cue.start:
        return None if _is(clause, group, "with") else True
    return False if _is(clause, group, "to") or not group.preposition else None


def _fits(clause: Clause, group: Group, cue: Cue) -> bool:
    """Whether the part of a group in its clause is one that the kind has for the other side."""
    if not -_FARTHEST < cue.start - group.start < _FARTHEST or _is(clause, group, "between"):
        return False
    if cue == _joining(clause, group):
        return True
    if group is clause.subject:
        return _acts(clause, group, cue)
    if clause.subject is not None and not _is_home(clause, clause.subject):
        return False  # a tie of two others, or none
    return _has_part(clause, group, cue)


def _has_part(clause: Clause, group: Group, cue: Cue) -> bool:
    """Whether the preposition before a group that does not act is one that the kind goes with."""
    organizations = all(isinstance(actor.party, InternationalRef) for actor in group.actors)
    partner = _is(clause, group, "with")
    if cue.kind in ("membership", "participation") and not partner:
        said = cue.kind == "membership" or _is(clause, group, "in", "of", "to")
        ahead = cue.kind == "membership" and _at_front(clause, group)
        return organizations and said and (_reaches(clause, group, cue) or ahead)
    if partner:
        return cue.kind != "membership" and _is_partner(clause, group, cue)
    if cue.kind in HELP:
        return _helps(clause, group, cue)
    if cue.kind == "knowledge-exchange":
        behind = cue.end <= group.start and not _is(clause, group, "in")
        return behind and (not organizations or _is(clause, group, "from", "agent"))
    return False


def _is_partner(clause: Clause, group: Group, cue: Cue) -> bool:
    """Whether a group with "with" stands behind the words for the kind, right before them, or at the clause's front."""
    gap = clause.reading.plain[group.end : cue.start]
    near = 0 <= cue.start - group.end <= _OPENING and re.search(r"[;:]", gap) is None
    return cue.end <= group.start or near or _at_front(clause, group)


def _reaches(clause: Clause, group: Group, cue: Cue) -> bool:
    """Whether the words for a kind go on to a group behind them without a break."""
    nearest = max((one.end for one in clause.cues if one.kind == cue.kind and one.end <= group.start), default=None)
    if nearest is None:
        return False
    gap = clause.reading.plain[nearest : group.start]
    between = any(nearest <= other.start < group.start for other in clause.groups)
    return not between and len(gap.split()) <= _MOST and re.search(r"[,;:(]", gap) is None


def _joining(clause: Clause, group: Group) -> Cue | None:
    """``X, of which the country is a member``: an organisation, behind it the country right before the words."""
    if not all(isinstance(actor.party, InternationalRef) for actor in group.actors):
        return None
    own = [other.end for other in clause.groups if _is_home(clause, other) and group.end <= other.start]
    for cue in clause.cues:
        near = [end for end in own if end <= cue.start and len(clause.reading.plain[end : cue.start].split()) <= 2]
        if cue.kind in ("membership", "participation") and near:
            return cue
    return None


def _at_front(clause: Clause, group: Group) -> bool:
    """Whether a group opens its clause with a preposition, the words for the kind behind it."""
    return bool(group.preposition) and group.start - clause.low <= _OPENING and len(clause.groups) <= 2


def _helps(clause: Clause, group: Group, cue: Cue) -> bool:
    thanks = load_tie_words(clause.reading.words.language).pattern("thanks")
    if thanks.search(clause.reading.plain, max(clause.low, group.start - 30), group.start):
        return 0 <= cue.start - group.end <= _OPENING  # "thanked X for the grant"
    if is_which(clause.reading, cue, group):
        return True
    gap = clause.reading.plain[group.end : cue.start] if group.end <= cue.start else None
    if gap is not None:  # "a World Bank loan", "EU-funded"
        return not group.preposition and len(gap.strip(" -'’s")) == 0
    return _is(clause, group, "from", "of", "agent", "to") or not group.preposition


def _acts(clause: Clause, group: Group, cue: Cue) -> bool:
    """Whether a group that acts helps or visits somebody who is not said: not everybody, not itself, not in words."""
    reading, words = clause.reading, load_tie_words(clause.reading.words.language)
    if cue.kind not in (*HELP, "knowledge-exchange") or cue.start < group.end:
        return False
    if any(other.start > cue.start and not _is_home(clause, other) for other in clause.groups):
        return False
    if cue.kind not in HELP and not words.pattern("visit").search(reading.plain, group.end, cue.end):
        return False  # "X shared its experience": with anybody
    before = reading.plain[group.end : cue.start]
    behind = reading.plain[cue.end : clause.high]
    itself = re.match(r"\s+(?:its|their|his|her|sus?|ses|son|sa|leurs?|seus?|suas?)\s", behind)
    if words.pattern("says").search(before) or (itself and cue.kind in HELP):
        return False
    return not _concerns_others(clause, group.end)


def _is_home(clause: Clause, group: Group) -> bool:
    return all(actor.party == clause.home for actor in group.actors)


def _concerns_others(clause: Clause, low: int) -> bool:
    """Whether words such as "countries of the region" say whom the rest of a clause is about."""
    words = load_tie_words(clause.reading.words.language)
    plain = words.pattern("both").sub(" ", _without_actors(clause, low, clause.high))
    return words.pattern("others").search(plain) is not None


def _is_silent(clause: Clause, group: Group, cue: Cue) -> bool:
    """Whether a clause leaves its own side unsaid: nobody else is named who might be it."""
    reading, words = clause.reading, load_tie_words(clause.reading.words.language)
    low, high = clause.low, min(cue.start, clause.high)
    before = _without_actors(clause, low, high)
    if words.pattern("local").search(before) or reading.words.pattern("private").search(before):
        return False
    if group is not clause.subject and words.pattern("others").search(words.pattern("both").sub(" ", before)):
        return False
    if cue.kind in HELP and _concerns_others(clause, cue.end):
        return False
    if cue.kind in SIGNED and group is clause.subject:
        return False
    ahead = min(high, group.start)
    partner = reading.words.pattern("with").search(reading.plain, low, ahead)
    return not _names_somebody(clause, low, partner.start() if partner else high)


def _without_actors(clause: Clause, low: int, high: int) -> str:
    """A stretch with the names of parties blank."""
    plain = clause.reading.plain[low:high]
    for actor in (actor for group in clause.groups for actor in group.actors):
        start, end = max(actor.start, low) - low, min(actor.end, high) - low
        if start < end:
            plain = plain[:start] + " " * (end - start) + plain[end:]
    return plain


_NAME = re.compile(r"(?<![\w.])[A-ZÀ-Ý][\w'’&-]*")


def _names_somebody(clause: Clause, low: int, high: int) -> bool:
    """Whether a capitalised name that is no actor's stands where who acts is named."""
    reading = clause.reading
    taken = [(actor.start, actor.end) for group in clause.groups for actor in group.actors]
    taken += [(hit.start, hit.end) for hit in reading.passage.analysis.within(low, high, "country", "demonym", "topic")]
    places = reading.words.prepositions | reading.passage.analysis.lexicon.words["preposition"]
    titled = [match.start() for match in reading.words.title.finditer(reading.plain, low, high)]
    first = re.compile(r"[\W_]*").match(reading.passage.text, low)
    start = first.end() if first else low
    known = -1
    for match in _NAME.finditer(reading.passage.text, low, high):
        if any(left <= match.start() < right for left, right in taken) or match.start() == start:
            continue
        if any(0 <= match.start() - title < 70 for title in titled) or _is_month(reading, match):
            continue
        before = re.findall(r"[\w'’]+", reading.plain[max(low, match.start() - 24) : match.start()])
        article = reading.words.words["article"]
        link = next((word for word in reversed(before) if word not in article), "")
        if _is_known(reading, match[0]) or 0 <= match.start() - known <= 1:
            known = match.end()
        elif link not in places and not (match[0].isupper() and before and before[-1] in article):
            return True
    return False


def _is_month(reading: Reading, match: re.Match[str]) -> bool:
    return reading.plain[match.start() : match.end()] in reading.passage.analysis.lexicon.months


def _is_known(reading: Reading, word: str) -> bool:
    """Whether a word is an acronym that the document explains, in brackets behind a name."""
    return word in reading.source.acronyms or (word.isupper() and f"({word}" in reading.source.document.plain)


__all__ = ["Clause", "unsaid_pairs"]
