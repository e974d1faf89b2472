"""The record of a tie: parties, direction, status, topics, bodies and year, each with the words that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from egov_kg.extract.cues import topics_of
from egov_kg.extract.prose_parties import Actor
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_roles import Pair
from egov_kg.extract.prose_tellers import is_told_by_another
from egov_kg.extract.prose_tie_time import YEAR_RULE, status, year_of
from egov_kg.model import Stated
from egov_kg.records import CooperationTie, CountryRef, OrganizationMention, Party

PARTY_RULE = "prose-tie-party"
HOME_RULE = "prose-tie-home"
_OF_TITLE = 8
"""Characters behind a title within which its subject begins (``Minister of …``)."""
KIND_RULE = "prose-tie-kind"
AGENCY_RULE = "prose-tie-agency"


def tie_of(reading: Reading, pair: Pair, clause: tuple[int, int]) -> CooperationTie:
    """The tie of a pair of parties, in the part of the sentence that is about it."""
    passage, cue = reading.passage, pair.cue
    stretch = (cue.start, cue.end)
    parties = {actor.party: _stated(reading, actor, stretch) for actor in pair.actors}
    order = sorted(parties, key=lambda party: (not isinstance(party, CountryRef), _key(party)))
    own = reading.source.country.value if reading.source.country else None
    network = next((actor for actor in pair.actors if not isinstance(actor.party, CountryRef)), None)
    named = (network.start, network.end) if network else (cue.start, cue.start)
    first = parties[order[0]]
    reporter = None
    if own is not None and own in parties:
        order = [own, *(party for party in order if party != own)]
    if own is not None and own in parties and not is_told_by_another(reading, cue.start):
        reporter = Stated(value=own, spans=parties[own].spans, rule=PARTY_RULE)
    return CooperationTie(
        parties=tuple(parties[party] for party in order),
        kind=Stated(value=cue.kind, spans=_spans(passage.cite(*stretch), first.spans), rule=KIND_RULE),
        reported_by=reporter,
        status=status(reading, clause, cue),
        topics=_topics(reading, pair, clause, named),
        through=_through(reading, pair, clause),
        provider=parties[pair.provider.party] if pair.provider else None,
        recipient=parties[pair.recipient.party] if pair.recipient else None,
        year=_year_behind(reading, pair) or year_of(reading, clause),
    )


def _topics(reading: Reading, pair: Pair, clause: tuple[int, int], named: tuple[int, int]) -> tuple[Stated[str], ...]:
    """What a tie is about, by the words of its clause; behind a quotation's end they are about something else."""
    end = max((actor.end for actor in pair.actors if clause[0] <= actor.start < clause[1]), default=clause[0])
    quoted = re.compile(r"[\"”»]").search(reading.passage.text, end, clause[1])
    opened = re.compile(r"[\"“«]").search(reading.passage.text, clause[0], end)
    stretch = (clause[0], quoted.start()) if quoted and opened else clause
    if not reading.passage.analysis.within(*stretch, "topic"):
        return ()
    sentence = reading.passage.analysis.sentence_at(clause[0])
    bodies = reading.bodies.get(sentence.start, ()) if sentence else ()
    names = [(body.start, body.name_end) for body in bodies]
    return topics_of(reading.passage, stretch, named, [*names, *_titles(reading, stretch)])


def _titles(reading: Reading, stretch: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The titles of posts in a stretch up to their subject (``Minister of …``)."""
    of = reading.words.pattern("of")
    for post in reading.words.title.finditer(reading.plain, *stretch):
        if of.match(reading.plain, post.end() + 1):
            yield post.start(), post.end() + _OF_TITLE


def _year_behind(reading: Reading, pair: Pair) -> Stated[int] | None:
    """The year right behind an organisation that is joined (``the X in 2004 and the Y in 2018``)."""
    network = next((actor for actor in pair.actors if not isinstance(actor.party, CountryRef)), None)
    if network is None or pair.cue.kind not in ("membership", "participation"):
        return None
    words = reading.words.pattern("in", "from").pattern
    match = re.compile(rf"\s*\(?(?:{words})\s+((?:19|20)\d\d)\b").match(reading.plain, network.end)
    return reading.passage.state(int(match[1]), match.start(1), match.end(1), YEAR_RULE) if match else None


def _key(party: Party) -> str:
    return party.iso3 if isinstance(party, CountryRef) else getattr(party, "identifier", "")


def _spans(*several: tuple) -> tuple:  # type: ignore[type-arg]
    return tuple(dict.fromkeys(span for spans in several for span in spans))


def _stated(reading: Reading, actor: Actor, cue: tuple[int, int]) -> Stated[Party]:
    """A party with the words that name it; the document's country, left unsaid, by what says whose the text is."""
    if (actor.start, actor.end) == cue:
        own = [one for one in (reading.source.country, reading.country) if one and one.value == actor.party]
        spans = _spans(reading.passage.cite(*cue), *(one.spans for one in own[:1]))
        return Stated(value=actor.party, spans=spans, rule=HOME_RULE)
    stretches = [cue, *([actor.body.said] if actor.body and actor.body.said else [])]
    return reading.passage.state(actor.party, actor.start, actor.end, PARTY_RULE, *stretches)


def _through(reading: Reading, pair: Pair, clause: tuple[int, int]) -> tuple[Stated[OrganizationMention], ...]:
    """The bodies that act for the parties, and those that the clause says it goes through."""
    bodies = {id(actor.body): actor.body for actor in pair.actors if actor.body}
    parties = {actor.party for actor in pair.actors}
    sentence = reading.passage.analysis.sentence_at(clause[0])
    for body in reading.bodies.get(sentence.start, ()) if sentence else ():
        before = reading.plain[max(clause[0], body.start - 30) : body.start]
        words = reading.words.pattern("through").pattern + rf"\s+(?:{reading.words.pattern('article').pattern}\s+)*\Z"
        if clause[0] <= body.start < clause[1] and body.owner in parties and re.search(words, before):
            bodies.setdefault(id(body), body)
    ordered = sorted(bodies.values(), key=lambda body: body.start)
    found: dict[tuple[object, ...], Stated[OrganizationMention]] = {}
    for body in ordered:
        named = body.mention.names[0] if body.mention.names else None
        spans = reading.passage.cite(body.start, body.end)
        stated = Stated(
            value=body.mention, spans=_spans(spans, named.spans if named else ()), rule=AGENCY_RULE
        )  # "the agency": its name stands elsewhere
        key = (body.owner, named.value if named else body.mention.acronym)
        found.setdefault(key, stated)
    return tuple(found.values())
