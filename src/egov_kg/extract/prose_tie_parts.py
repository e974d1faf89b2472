"""The parts of a sentence that tells ties: its clauses, which words govern which party, where each tie is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from egov_kg.extract.cues import PRECEDENCE, Cue
from egov_kg.extract.prose_parties import Actor, Group
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.prose_roles import HELP, Pair
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import Sentence


def clauses_in(reading: Reading, sentence: Sentence, actors: list[Actor], cues: list[Cue]) -> list[tuple[int, int]]:
    """A sentence cut at semicolons and at words such as "while"."""
    cuts = [sentence.start, *_new_subjects(reading, sentence, actors, cues)]
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _new_subjects(reading: Reading, sentence: Sentence, actors: list[Actor], cues: list[Cue]) -> list[int]:
    """Where clauses begin: behind semicolons and "while", and at ``and the Y has …`` behind words of a tie."""
    cuts = set(breaks_in(reading, sentence))
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


def breaks_in(reading: Reading, sentence: Sentence) -> list[int]:
    cuts = [sentence.start]
    for match in re.compile(rf";|{reading.words.pattern('while').pattern}").finditer(
        reading.plain, sentence.start, sentence.end
    ):
        opened = reading.plain.count("(", cuts[-1], match.start()) - reading.plain.count(")", cuts[-1], match.start())
        if opened <= 0:
            cuts.append(match.end())
    return cuts[1:]


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


def cue_of(reading: Reading, target: Group, cues: list[Cue]) -> Cue | None:
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
                if one.end <= cue.start and strength(one) < strength(cue) and cue.start - one.end <= 40
            ]
            paper = [one for one in stronger if one.kind in PRECEDENCE[:2]]
            weak = cue.kind in ("participation", "knowledge-exchange", "joint-project", "technical-assistance")
            return paper[-1] if paper and weak else _said_behind(reading, target, cue, cues)
    before = [cue for cue in cues if cue.end <= target.start]
    return min(before or cues, key=strength, default=None)


def _said_behind(reading: Reading, target: Group, cue: Cue, cues: list[Cue]) -> Cue:
    """``support of X, which finances it``: stronger words for help that a relative joins to a target."""
    relative = load_tie_words(reading.words.language).pattern("relative")
    for one in cues:
        gap = reading.plain[target.end : one.start] if 0 < one.start - target.end <= _NEAR else ""
        if {cue.kind, one.kind} <= HELP and strength(one) < strength(cue) and relative.match(gap.lstrip(", ")):
            return one
    return cue


_NEAR = 20
"""Characters between a party and the words of a relative clause about it."""


def stretches_of(
    reading: Reading, pairs: list[Pair], clause: tuple[int, int]
) -> Iterator[tuple[Pair, tuple[int, int]]]:
    """Each tie with its part of the clause: where several kinds are said, the clause is cut between them."""
    cues = sorted({pair.cue for pair in pairs}, key=lambda cue: cue.start)
    if len(cues) < 2:
        yield from ((pair, clause) for pair in pairs)
        return
    cuts = [clause[0], *(_cut(reading, pairs, left, right) for left, right in pairwise(cues))]
    stretches = dict(zip(cues, zip(cuts, [*cuts[1:], clause[1]], strict=True), strict=True))
    for pair in pairs:
        yield pair, stretches[pair.cue]


def _cut(reading: Reading, pairs: list[Pair], left: Cue, right: Cue) -> int:
    """Where the part of one kind ends and the next begins: at ``, and``, else at a comma, behind its parties."""
    ends = [a.end for pair in pairs if pair.cue == left for a in pair.actors if left.end <= a.end <= right.start]
    low = max([left.end, *ends])
    starts = [a.start for pair in pairs if pair.cue == right for a in pair.actors if low < a.start]
    high = min([right.start, *starts])
    joint = _joint(reading).search(reading.plain, low, high)
    comma = joint.start() if joint else reading.plain.rfind(",", low, high)
    if comma >= 0:
        return comma
    both = list(reading.words.pattern("conjunction").finditer(reading.plain, low, high))
    return both[-1].start() if both else low


def _joint(reading: Reading) -> re.Pattern[str]:
    return re.compile(rf",\s+{reading.words.pattern('conjunction').pattern}\s")


def strength(cue: Cue) -> tuple[int, int]:
    return PRECEDENCE.index(cue.kind), cue.start
