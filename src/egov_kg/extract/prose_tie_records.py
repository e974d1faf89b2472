"""The record of a tie: parties, direction, status, topics, bodies and year, each with the words that say it."""

from __future__ import annotations

import re

from egov_kg.extract.cues import STATUS_RULE, Cue, status_of, topics_of
from egov_kg.extract.dates import find_years
from egov_kg.extract.prose_parties import Actor
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_roles import SIGNED, Pair
from egov_kg.model import Stated
from egov_kg.records import CooperationTie, CountryRef, OrganizationMention, Party

PARTY_RULE = "prose-tie-party"
KIND_RULE = "prose-tie-kind"
YEAR_RULE = "prose-tie-year"
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
        reporter = Stated(value=own, spans=parties[own].spans, rule=PARTY_RULE)
    return CooperationTie(
        parties=tuple(parties[party] for party in order),
        kind=Stated(value=cue.kind, spans=_spans(passage.cite(*stretch), first.spans), rule=KIND_RULE),
        reported_by=reporter,
        status=_status(reading, clause, cue),
        topics=_topics(reading, pair, clause, named),
        through=_through(reading, pair, clause),
        provider=parties[pair.provider.party] if pair.provider else None,
        recipient=parties[pair.recipient.party] if pair.recipient else None,
        year=_year_behind(reading, pair) or _year(reading, clause),
    )


def _status(reading: Reading, clause: tuple[int, int], cue: Cue) -> Stated[str] | None:
    """How a tie stands; a headline's present (``A and B sign …``) is signed, what is still to come is planned."""
    passage = reading.passage
    planned = [hit for hit in passage.analysis.within(*clause, "tie-status") if hit.value == "planned"]
    if planned:
        return passage.state("planned", planned[0].start, planned[0].end, STATUS_RULE)
    found = status_of(passage, clause, cue)
    if (
        (found is not None and found.value != "completed")
        or cue.kind not in SIGNED
        or passage.analysis.within(*clause, "tie-status-void")
    ):
        return found
    match = reading.words.pattern("signed").search(reading.plain, *clause)
    if match is None or re.search(
        rf"{reading.words.pattern('to-come').pattern}\s+\Z", reading.plain[clause[0] : match.start()]
    ):
        return None
    return passage.state("signed", match.start(), match.end(), STATUS_RULE)


def _topics(reading: Reading, pair: Pair, clause: tuple[int, int], named: tuple[int, int]) -> tuple[Stated[str], ...]:
    """What a tie is about, by the words of its clause; behind a quotation's end they are about something else."""
    end = max((actor.end for actor in pair.actors if clause[0] <= actor.start < clause[1]), default=clause[0])
    quoted = re.compile(r"[\"”»]").search(reading.passage.text, end, clause[1])
    opened = re.compile(r"[\"“«]").search(reading.passage.text, clause[0], end)
    stretch = (clause[0], quoted.start()) if quoted and opened else clause
    return topics_of(reading.passage, stretch, named) if reading.passage.analysis.within(*stretch, "topic") else ()


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
    return tuple(reading.passage.state(body.mention, body.start, body.end, AGENCY_RULE) for body in ordered)


def _year(reading: Reading, clause: tuple[int, int]) -> Stated[int] | None:
    """The one year of a clause, where it is no deadline and no part of a name."""
    found = {}
    deadline = reading.words.pattern("deadline").pattern
    for year in find_years(reading.passage.text, *clause):
        before = reading.plain[max(clause[0], year.start - 15) : year.start]
        name = re.search(r"[A-ZÀ-Ý][\w-]+\s\Z", reading.passage.text[max(clause[0], year.start - 20) : year.start])
        month = re.search(r"(?:\d|\b(?:of|de|del))\s\Z", before) or re.search(r"\d{1,2}\s+\w+\s\Z", before)
        if not re.search(rf"{deadline}\s+\Z", before) and (not name or month or _is_month(reading, before)):
            found[year.year] = year
    if len(found) != 1:
        return None
    year = next(iter(found.values()))
    return reading.passage.state(year.year, year.start, year.end, YEAR_RULE)


def _is_month(reading: Reading, before: str) -> bool:
    words = before.split()
    return bool(words) and words[-1] in reading.passage.analysis.lexicon.months
