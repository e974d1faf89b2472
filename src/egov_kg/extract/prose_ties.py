"""Ties between any parties that a sentence names: who does what with whom, read from the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from egov_kg.extract.cues import PRECEDENCE, STATUS_RULE, Cue, status_of, topics_of
from egov_kg.extract.dates import find_years
from egov_kg.extract.prose_parties import Actor, Group, actors_in, groups_of
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_roles import HELP, SIGNED, Pair, pairs_of
from egov_kg.language import Hit, Sentence
from egov_kg.model import Stated
from egov_kg.records import CooperationTie, CountryRef, OrganizationMention, Party, Record

PARTY_RULE = "prose-tie-party"
KIND_RULE = "prose-tie-kind"
YEAR_RULE = "prose-tie-year"
AGENCY_RULE = "prose-tie-agency"


@dataclass(slots=True)
class _Thread:
    """Whom the sentences of a paragraph are about, and the sentence that opens a list."""

    block: int = -1
    subject: Group | None = None
    lead: tuple[Sentence, Group | None, Cue] | None = None


def read_prose_ties(reading: Reading) -> list[Record]:
    """The ties of a section."""
    found: list[Record] = []
    thread = _Thread()
    for sentence in reading.passage.analysis.sentences:
        if not reading.passage.analysis.blocks[sentence.block].row:
            found += _of_sentence(reading, sentence, thread)
    return found


def _of_sentence(reading: Reading, sentence: Sentence, thread: _Thread) -> Iterator[CooperationTie]:
    if sentence.block != thread.block:
        bullet = reading.passage.analysis.blocks[sentence.block].bullet
        thread.block, thread.subject = sentence.block, None
        thread.lead = thread.lead if bullet else None
    actors = actors_in(reading, sentence)
    cues = _cues(reading, sentence, actors)
    if not actors or (not cues and thread.lead is None):
        thread.subject = _subject_alone(reading, sentence, actors)
        return
    inherited = thread.subject if _goes_on(reading, sentence, cues) else None
    for low, high in _clauses(reading, sentence):
        here = [one for one in actors if low <= one.start < high]
        hits = [cue for cue in cues if low <= cue.start < high]
        groups = groups_of(reading, low, here)
        subject, targets = _subject(reading, low, groups, hits)
        subject = subject or inherited
        lead = thread.lead if not hits else None
        pairs = _pairs(reading, (low, high), subject, targets, hits) if hits else _of_list(reading, groups, lead)
        found = [_tie(reading, pair, stretch) for pair, stretch in _stretches(reading, pairs, (low, high))]
        yield from found
        if hits and not found and len({one.party for one in here}) > 1 and not lead:
            words = reading.passage.words(here[0].start, here[-1].end)
            reading.skip(
                words,
                "named together with words of cooperation, but who is tied to whom is unclear",
                here[0].start,
                here[-1].end,
            )
        inherited = subject or inherited
    thread.subject = inherited if inherited and len({a.party for a in inherited.actors}) == 1 else None
    _open_list(reading, sentence, thread, cues, inherited)


def _subject_alone(reading: Reading, sentence: Sentence, actors: Sequence[Actor]) -> Group | None:
    groups = groups_of(reading, sentence.start, list(actors))
    return _subject(reading, sentence.start, groups, [])[0]


def _clauses(reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    """A sentence cut at semicolons and at words such as "while"."""
    cuts = [sentence.start]
    for match in re.compile(rf";|{reading.words.pattern('while').pattern}").finditer(
        reading.plain, sentence.start, sentence.end
    ):
        opened = reading.plain.count("(", cuts[-1], match.start()) - reading.plain.count(")", cuts[-1], match.start())
        if opened <= 0:
            cuts.append(match.end())
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _cues(reading: Reading, sentence: Sentence, actors: Sequence[Actor]) -> list[Cue]:
    """The words for a kind of tie that are neither part of a name, nor denied, nor only wished for."""
    if not actors:
        return []
    taken = [(body.start, body.name_end) for body in reading.bodies[sentence.start]]
    taken += [(low, high) for low, high, _ in reading.international_in(sentence.start, sentence.end)]
    hits = reading.passage.analysis.within(sentence.start, sentence.end, "tie-kind")
    hits += [one for one in _further(reading, sentence) if not any(_overlap(one, hit) for hit in hits)]
    found = [
        Cue(hit.value, hit.start, hit.end, KIND_RULE)
        for hit in hits
        if not any(low <= hit.start < high for low, high in taken)
        and not _denied(reading, sentence, hit)
        and not _wished(reading, sentence, hit)
    ]
    return sorted(found, key=lambda cue: cue.start)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _further(reading: Reading, sentence: Sentence) -> Iterator[Hit]:
    """Words for a kind that prose uses besides those of questionnaires (``A and B met``)."""
    for match in reading.words.kind.finditer(reading.plain, sentence.start, sentence.end):
        kind = reading.words.kinds[" ".join(match.group().split())]
        yield Hit("tie-kind", kind, match.start(), match.end())


def _denied(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether a negation stands a few words before (``not a member``, ``non-member``)."""
    for negation in reading.passage.analysis.within(max(sentence.start, hit.start - 40), hit.start, "negation"):
        between = reading.plain[negation.end : hit.start]
        if not re.search(r"[,;.:]", between) and len(between.split()) <= 5:
            return True
    return reading.plain[max(sentence.start, hit.start - 4) : hit.start] in ("non-", "non ")


def _wished(reading: Reading, sentence: Sentence, hit: Hit) -> bool:
    """Whether a word such as "could" or "should" stands before the words, in the same clause."""
    for match in reading.words.pattern("hypothetical").finditer(reading.plain, sentence.start, hit.start):
        if (
            not re.search(r"[;:]", reading.plain[match.end() : hit.start])
            and not reading.passage.text[match.start()].isupper()
        ):
            return True
    opening = reading.words.pattern("hypothetical").match(reading.plain, sentence.start)
    return opening is not None


def _subject(
    reading: Reading, start: int, groups: list[Group], cues: Sequence[Cue]
) -> tuple[Group | None, list[Group]]:
    """The group that acts: named before the first words of a tie, without a preposition."""
    for index, group in enumerate(groups):
        if group.preposition:
            continue
        opening = reading.plain[start : group.start]
        before = [cue for cue in cues if cue.end <= group.start]
        closed = opening.rstrip().endswith((",", ":")) or not opening.strip(" \"“'(-*")
        if closed and (not before or opening.rstrip().endswith(",")):
            return group, groups[:index] + groups[index + 1 :]
        if not before and len(opening.split()) <= 6 and not _pursues(reading, opening):
            return group, groups[:index] + groups[index + 1 :]
    return None, groups


def _pursues(reading: Reading, opening: str) -> bool:
    """Whether an opening ends in a preposition."""
    words = opening.split()
    return bool(words) and words[-1] in reading.words.prepositions - reading.words.words["article"]


def _goes_on(reading: Reading, sentence: Sentence, cues: Sequence[Cue]) -> bool:
    """Whether a sentence speaks on of the one before's subject: a pronoun, or words of a tie at its very start."""
    pronoun = reading.words.pattern("pronoun").match(reading.plain, sentence.start)
    return bool(pronoun) or (bool(cues) and cues[0].start == sentence.start and reading.words.language != "en")


def _pairs(
    reading: Reading, clause: tuple[int, int], subject: Group | None, targets: list[Group], cues: list[Cue]
) -> list[Pair]:
    """The ties of a clause: each target by the words that govern it."""
    by_cue: dict[Cue, list[Group]] = {}
    for target in targets:
        cue = _cue_of(reading, target, cues)
        if cue is not None:
            by_cue.setdefault(cue, []).append(target)
    found: list[Pair] = []
    for cue, own in by_cue.items():
        found += pairs_of(reading, cue, subject, own)
    if (
        subject is not None
        and all(pair.cue.kind in HELP for pair in found)
        and len({a.party for a in subject.actors}) > 1
    ):
        behind = [cue for cue in cues if cue.start >= subject.end and cue not in by_cue]
        strongest = min(behind, key=_strength, default=None)
        if strongest is not None:
            found += pairs_of(reading, strongest, subject, [])
    return _once(found)


def _stretches(reading: Reading, pairs: list[Pair], clause: tuple[int, int]) -> Iterator[tuple[Pair, tuple[int, int]]]:
    """Each tie with its part of the clause: where several kinds are said, the clause is cut at commas between them."""
    cues = sorted({pair.cue for pair in pairs}, key=lambda cue: cue.start)
    if len(cues) < 2:
        yield from ((pair, clause) for pair in pairs)
        return
    cuts = [clause[0]]
    for left, right in pairwise(cues):
        ends = [
            actor.end
            for pair in pairs
            if pair.cue == left
            for actor in pair.actors
            if left.end <= actor.end <= right.start
        ]
        low = max([left.end, *ends])
        comma = reading.plain.rfind(",", low, right.start)
        cuts.append(comma if comma >= 0 else low)
    stretches = dict(zip(cues, zip(cuts, [*cuts[1:], clause[1]], strict=True), strict=True))
    for pair in pairs:
        yield pair, stretches[pair.cue]


def _strength(cue: Cue) -> tuple[int, int]:
    return PRECEDENCE.index(cue.kind), cue.start


def _cue_of(reading: Reading, target: Group, cues: list[Cue]) -> Cue | None:
    """The words right before a target, else the strongest before it, else the strongest of all."""
    for cue in reversed(cues):
        gap = reading.plain[cue.end : target.start]
        if (
            cue.end <= target.start
            and set(re.findall(r"[\w'’]+", gap)) <= reading.words.prepositions | reading.words.words["article"]
        ):
            stronger = [
                one
                for one in cues
                if one.end <= cue.start and _strength(one) < _strength(cue) and cue.start - one.end <= 40
            ]
            paper = [one for one in stronger if one.kind in PRECEDENCE[:2]]
            return (
                paper[-1]
                if paper
                and cue.kind in ("participation", "knowledge-exchange", "joint-project", "technical-assistance")
                else cue
            )
    before = [cue for cue in cues if cue.end <= target.start]
    return min(before or cues, key=_strength, default=None)


def _once(pairs: list[Pair]) -> list[Pair]:
    found: dict[tuple[object, ...], Pair] = {}
    for pair in pairs:
        found.setdefault((frozenset(actor.party for actor in pair.actors), pair.cue.kind), pair)
    return list(found.values())


def _open_list(reading: Reading, sentence: Sentence, thread: _Thread, cues: list[Cue], subject: Group | None) -> None:
    if reading.passage.text[sentence.end - 1] == ":" and cues and subject:
        thread.lead = (sentence, subject, cues[-1])


def _of_list(reading: Reading, groups: list[Group], lead: tuple[Sentence, Group | None, Cue] | None) -> list[Pair]:
    """The ties of a list item: its one party with the subject of the sentence that opens the list."""
    if lead is None or not groups or lead[1] is None:
        return []
    first = Group(groups[0].actors[:1], next(iter(sorted(reading.words.words["with"])), ""))
    return pairs_of(reading, lead[2], lead[1], [first], listed=True)


def _tie(reading: Reading, pair: Pair, clause: tuple[int, int]) -> CooperationTie:
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
    if found is not None or cue.kind not in SIGNED or passage.analysis.within(*clause, "tie-status-void"):
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


__all__ = ["Pair", "read_prose_ties"]
