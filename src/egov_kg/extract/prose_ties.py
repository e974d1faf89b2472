"""Ties between any parties that a sentence names: who does what with whom, read from the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from egov_kg.extract.cues import PRECEDENCE, Cue
from egov_kg.extract.prose_home import Clause, unsaid_pairs
from egov_kg.extract.prose_labels import heading_label, home_of, pairs_of_both, pairs_of_label, split_label
from egov_kg.extract.prose_parties import Actor, Group, actors_in, groups_of
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_refs import both, compound_countries
from egov_kg.extract.prose_roles import HELP, Pair, pairs_of
from egov_kg.extract.prose_tie_follow import continued, goes_on, opened
from egov_kg.extract.prose_tie_records import KIND_RULE, tie_of
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Hit, Sentence
from egov_kg.model import GapKind
from egov_kg.records import CooperationTie, CountryRef, Record

_HEADING = 80
"""Characters up to which a paragraph without a stop is a heading."""


@dataclass(slots=True)
class _Thread:
    """Whom the sentences of a paragraph are about, the sentence that opens a list, and the ties of the last one."""

    block: int = -1
    subject: Group | None = None
    lead: tuple[Sentence, Group | None, Cue] | None = None
    label: tuple[Actor, ...] = ()
    carried: tuple[Actor, ...] = ()
    """The party that an item is nothing but, for the paragraphs under it."""
    other: Actor | None = None
    aside: bool = False
    open: list[int] = field(default_factory=list)


def read_prose_ties(reading: Reading) -> list[Record]:
    """The ties of a section."""
    found: list[CooperationTie] = []
    thread = _Thread()
    for sentence in reading.passage.analysis.sentences:
        if not reading.passage.analysis.blocks[sentence.block].row:
            _read_sentence(reading, sentence, thread, found)
    return list(found)


def _read_sentence(reading: Reading, sentence: Sentence, thread: _Thread, found: list[CooperationTie]) -> None:
    """Adds the ties of a sentence to those found, or what it says of the ones before."""
    fresh = sentence.block != thread.block
    _turn(reading, sentence, thread)
    actors = actors_in(reading, sentence)
    if fresh:
        actors = _labelled(reading, sentence, thread, actors)
    foreign = [one for one in actors if one.party != home_of(reading)]
    if thread.open and not fresh and not foreign and goes_on(reading, sentence.start, sentence.end):
        _continue(reading, thread, found, (sentence.start, sentence.end))
        return
    before = len(found)
    found += _of_sentence(reading, sentence, thread, actors)
    thread.open = list(range(before, len(found)))
    if thread.open:
        for low, high in _rest(reading, sentence, foreign):
            _continue(reading, thread, found, (low, high))
    thread.other = _other(reading, sentence, foreign) or thread.other


def _other(reading: Reading, sentence: Sentence, foreign: Sequence[Actor]) -> Actor | None:
    """The other country that "both countries" would mean behind a sentence."""
    for one in reversed(foreign):
        if isinstance(one.party, CountryRef):
            return one
    bodies = reading.bodies[sentence.start]
    named = [country for country in compound_countries(reading, bodies) if country != home_of(reading)]
    return Actor(bodies[0].start, bodies[0].end, named[0]) if len(named) == 1 else None


def _turn(reading: Reading, sentence: Sentence, thread: _Thread) -> None:
    """Forgets at a new paragraph what the one before was about."""
    if sentence.block == thread.block:
        return
    bullet = reading.passage.analysis.blocks[sentence.block].bullet
    thread.carried = () if bullet else thread.carried
    thread.block, thread.subject, thread.open = sentence.block, None, []
    thread.label = thread.carried or heading_label(reading)
    thread.lead = thread.lead if bullet else None
    opens = load_tie_words(reading.words.language).pattern("about")
    opening = re.compile(r"[\W_]*").match(reading.plain, sentence.start, sentence.end)
    place = opening.end() if opening else sentence.start
    if opens.match(reading.plain, place, sentence.end):
        thread.aside = True
    elif sentence.end - sentence.start < _HEADING and reading.passage.text[sentence.end - 1] not in ".;,":
        thread.aside = False


def _labelled(reading: Reading, sentence: Sentence, thread: _Thread, actors: list[Actor]) -> list[Actor]:
    """The actors without those that stand as heading of their paragraph, which the thread keeps."""
    label, rest, alone = split_label(reading, sentence, actors)
    thread.carried = label if alone else thread.carried
    thread.label = label or thread.label
    return actors if alone else rest


def _continue(reading: Reading, thread: _Thread, found: list[CooperationTie], stretch: tuple[int, int]) -> None:
    for index in thread.open:
        found[index] = continued(reading, found[index], *stretch)


def _rest(reading: Reading, sentence: Sentence, foreign: Sequence[Actor]) -> Iterator[tuple[int, int]]:
    """The clauses behind the first that go on about its tie."""
    cuts = _breaks(reading, sentence)
    for low, high in zip(cuts, [*cuts[1:], sentence.end][: len(cuts)], strict=True):
        if not any(low <= one.start < high for one in foreign) and goes_on(reading, low, high):
            yield low, high


def _of_sentence(
    reading: Reading, sentence: Sentence, thread: _Thread, actors: list[Actor]
) -> Iterator[CooperationTie]:
    opens = reading.passage.text[sentence.end - 1] == ":"
    two = both(reading, sentence.start, sentence.end) is not None
    cues = _cues(reading, sentence) if actors or thread.label or opens or two else []
    cues = [cue for cue in cues if not any(_within(reading, cue, one) for one in actors)]
    if not (actors or thread.label or two) or (not cues and thread.lead is None):
        thread.subject = _subject_alone(reading, sentence, actors)
        _open_list(reading, sentence, thread, cues, None)
        return
    inherited = thread.subject if _goes_on(reading, sentence, cues) else None
    for low, high in _clauses(reading, sentence, actors, cues):
        here = [one for one in actors if low <= one.start < high]
        hits = [cue for cue in cues if low <= cue.start < high]
        groups = groups_of(reading, low, here)
        subject, targets = _subject(reading, low, groups, hits)
        subject = subject or inherited
        lead = thread.lead if not hits else None
        listed = [Group(thread.label, "")] if thread.label and not groups else groups
        pairs = _pairs(reading, (low, high), subject, targets, hits) if hits else _of_list(reading, listed, lead)
        if hits:
            pairs += _unsaid(reading, (low, high), groups, subject, hits, pairs, thread)
        found = [tie_of(reading, pair, stretch) for pair, stretch in _stretches(reading, pairs, (low, high))]
        yield from (opened(reading, tie, lead[0]) for tie in found) if lead else found
        if hits and not found and len({one.party for one in here}) > 1 and not lead:
            reading.gap(GapKind.PARTY_WITHOUT_TIE, here[0].start, here[-1].end)
        inherited = subject or inherited
    thread.subject = inherited if inherited and len({a.party for a in inherited.actors}) == 1 else None
    _open_list(reading, sentence, thread, cues, inherited)


def _unsaid(
    reading: Reading,
    stretch: tuple[int, int],
    groups: list[Group],
    subject: Group | None,
    cues: list[Cue],
    said: list[Pair],
    thread: _Thread,
) -> list[Pair]:
    """The ties of a clause that leaves the document's country, or both countries, unnamed."""
    home = home_of(reading)
    if home is None or thread.aside:
        return []
    clause = Clause(reading=reading, low=stretch[0], high=stretch[1], groups=groups, subject=subject, cues=cues, home=home)
    foreign = [one for group in groups for one in group.actors if one.party != home]
    if thread.label and not foreign:
        return pairs_of_label(clause, thread.label)
    found = unsaid_pairs(clause, said, [(group, _cue_of(reading, group, cues)) for group in groups])
    return found or ([] if said else pairs_of_both(clause, foreign[-1] if foreign else thread.other))


def _subject_alone(reading: Reading, sentence: Sentence, actors: Sequence[Actor]) -> Group | None:
    groups = groups_of(reading, sentence.start, list(actors))
    return _subject(reading, sentence.start, groups, [])[0]


def _clauses(reading: Reading, sentence: Sentence, actors: list[Actor], cues: list[Cue]) -> list[tuple[int, int]]:
    """A sentence cut at semicolons and at words such as "while"."""
    cuts = [sentence.start, *_new_subjects(reading, sentence, actors, cues)]
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _new_subjects(reading: Reading, sentence: Sentence, actors: list[Actor], cues: list[Cue]) -> list[int]:
    """Where clauses begin: behind semicolons and "while", and at ``and the Y has …`` behind words of a tie."""
    cuts = set(_breaks(reading, sentence))
    joined = re.compile(
        rf"(?:,|\s)\s*{reading.words.pattern('conjunction').pattern}\s+(?:{reading.words.pattern('article').pattern}\s+)*\Z"
    )
    small = reading.words.prepositions | reading.words.words["conjunction"] | reading.words.words["article"]
    for left, right in pairwise(actors):
        link = joined.search(reading.plain, left.end, right.start)
        verb = re.compile(r"\s+([a-z'-]+)").match(reading.plain, right.end, sentence.end)
        told = any(left.start < cue.start < right.start or cue.end <= left.start for cue in cues)
        apart = right.start - left.end > 12 or "," in reading.plain[left.end : right.start]
        if link and link.start() > left.end - 1 and apart and told and verb and verb[1] not in small:
            cuts.add(right.start)
    return sorted(cuts)


def _breaks(reading: Reading, sentence: Sentence) -> list[int]:
    cuts = [sentence.start]
    for match in re.compile(rf";|{reading.words.pattern('while').pattern}").finditer(
        reading.plain, sentence.start, sentence.end
    ):
        opened = reading.plain.count("(", cuts[-1], match.start()) - reading.plain.count(")", cuts[-1], match.start())
        if opened <= 0:
            cuts.append(match.end())
    return cuts[1:]


def _cues(reading: Reading, sentence: Sentence) -> list[Cue]:
    """The words for a kind of tie that are neither part of a name, nor denied, nor only wished for."""
    taken = [(body.start, body.name_end) for body in reading.bodies[sentence.start]]
    taken += [(low, high) for low, high, _ in reading.international_in(sentence.start, sentence.end)]
    undone = _undone(reading, sentence)
    hits = reading.passage.analysis.within(sentence.start, sentence.end, "tie-kind")
    hits += [one for one in _further(reading, sentence) if not any(_overlap(one, hit) for hit in hits)]
    found = [
        Cue(hit.value, hit.start, hit.end, KIND_RULE)
        for hit in hits
        if not any(low <= hit.start < high for low, high in taken)
        and not any(low <= hit.start < high for low, high in undone)
        and not _denied(reading, sentence, hit)
        and not _wished(reading, sentence, hit)
    ]
    return sorted(found, key=lambda cue: cue.start)


def _within(reading: Reading, cue: Cue, actor: Actor) -> bool:
    """Whether words for a kind are those of an actor (``a delegation from X``), an article before them aside."""
    before = reading.plain[cue.start : actor.start].split()
    return actor.start < cue.end <= actor.end and set(before) <= reading.words.words["article"]


def _undone(reading: Reading, sentence: Sentence) -> list[tuple[int, int]]:
    """The clauses that tell of a tie that was never made (``was not signed``, ``came to nothing``)."""
    words = load_tie_words(reading.words.language).pattern("not-made")
    cuts = [sentence.start, *_breaks(reading, sentence), sentence.end]
    return [(low, high) for low, high in pairwise(cuts) if words.search(reading.plain, low, high)]


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
    article = re.compile(rf"(?:{reading.words.pattern('article').pattern}\s*)+\Z")
    for index, group in enumerate(groups):
        if group.preposition:
            continue
        opening = article.sub("", reading.plain[start : group.start])
        before = [cue for cue in cues if cue.end <= group.start]
        said = reading.words.pattern("that").search(opening, max(0, len(opening) - 8))
        if said and not opening[said.end() :].strip() and not before:
            return group, groups[:index] + groups[index + 1 :]
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
    cuts = [clause[0], *(_cut(reading, pairs, left, right) for left, right in pairwise(cues))]
    stretches = dict(zip(cues, zip(cuts, [*cuts[1:], clause[1]], strict=True), strict=True))
    for pair in pairs:
        yield pair, stretches[pair.cue]


def _cut(reading: Reading, pairs: list[Pair], left: Cue, right: Cue) -> int:
    """Where the part of one kind ends and that of the next begins: at ``, and``, else at a comma, behind its parties."""
    ends = [a.end for pair in pairs if pair.cue == left for a in pair.actors if left.end <= a.end <= right.start]
    low = max([left.end, *ends])
    starts = [a.start for pair in pairs if pair.cue == right for a in pair.actors if low < a.start]
    high = min([right.start, *starts])
    joint = _joint(reading).search(reading.plain, low, high)
    comma = joint.start() if joint else reading.plain.rfind(",", low, high)
    return comma if comma >= 0 else low


def _joint(reading: Reading) -> re.Pattern[str]:
    return re.compile(rf",\s+{reading.words.pattern('conjunction').pattern}\s")


def _strength(cue: Cue) -> tuple[int, int]:
    return PRECEDENCE.index(cue.kind), cue.start


def _beside(reading: Reading, target: Group, cues: list[Cue]) -> list[Cue]:
    """The words of a tie in a target's own part of a clause cut at ``, and``; all where its part has none."""
    if len(cues) < 2:
        return cues
    joint = _joint(reading)
    low, high = min(cues[0].start, target.start), max(cues[-1].end, target.end)
    cuts = [match.start() for match in joint.finditer(reading.plain, low, high)]
    before = max((cut for cut in cuts if cut < target.start), default=low)
    behind = min((cut for cut in cuts if cut >= target.end), default=high)
    return [cue for cue in cues if before <= cue.start < behind] or cues


def _cue_of(reading: Reading, target: Group, cues: list[Cue]) -> Cue | None:
    """The words right before a target, else the strongest before it, else the strongest of all."""
    cues = _beside(reading, target, cues)
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
    if reading.passage.text[sentence.end - 1] != ":" or not cues:
        return
    home = home_of(reading)
    if subject is None and home is not None and not thread.aside:
        subject = Group((Actor(cues[-1].start, cues[-1].end, home),), "")
    if subject is not None:
        thread.lead = (sentence, subject, cues[-1])


def _of_list(reading: Reading, groups: list[Group], lead: tuple[Sentence, Group | None, Cue] | None) -> list[Pair]:
    """The ties of a list item: the parties that it opens with and the subject of the sentence that opens the list."""
    if lead is None or not groups or lead[1] is None:
        return []
    first = Group(groups[0].actors, next(iter(sorted(reading.words.words["with"])), ""))
    return pairs_of(reading, lead[2], lead[1], [first], listed=True)


__all__ = ["read_prose_ties"]
