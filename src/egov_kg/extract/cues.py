"""The words of a tie: what kind it is, how it stands, what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, Sentence, folded
from egov_kg.model import Stated

KIND_RULE = "tie-kind-in-clause"
LEAD_RULE = "tie-kind-of-list"
STATUS_RULE = "tie-status-in-clause"
TOPIC_RULE = "tie-topic-in-clause"

PRECEDENCE = (
    "memorandum-of-understanding", "agreement", "funding", "technical-assistance", "knowledge-exchange", "joint-project",
    "membership", "participation",
)  # fmt: skip
"""Which kind a clause with words of several has: a signed paper says more than the work under it (contract.md)."""

_RECEIVING = re.compile(
    r"\b(?:with (?:the )?(?:technical )?(?:support|assistance|help|cooperation|funding|financing) (?:of|from)|received?|receives|receiving|funded by|financed by|supported by|"
    r"loan from|grant from|con (?:el )?(?:apoyo|financiamiento|asistencia|cooperacion)(?: tecnic[oa])? (?:de|del)|recib\w+|financiad[oa]s? por|apoyad[oa]s? por|cooperation with|operation)\b"
)
_WORK = re.compile(r"\bfor\b|\bpara\b|\bwith the (?:objective|aim|purpose)\b|\bcon el (?:objetivo|fin)\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that say a kind of tie; ``receives`` where the reporting country is the one helped."""

    kind: str
    start: int
    end: int
    rule: str
    receives: bool = False


def lead_in(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence opens a list: it ends in a colon and says a kind of tie."""
    closes = passage.text[sentence.end - 1] == ":"
    return closes and bool(_kinds(passage, sentence.start, sentence.end))


def kind_of(
    passage: Passage, clause: tuple[int, int], named: tuple[int, int], lead: Sentence | None
) -> Cue | None:
    """The kind of tie in a clause, else in its sentence, else in the sentence that opens the list."""
    sentence = passage.analysis.sentence_at(named[0])
    stretches = [clause]
    if sentence and (sentence.start, sentence.end) != clause:
        stretches.append((sentence.start, sentence.end))
    governing = _governing(passage, clause, named)
    if governing:
        return _cue(passage, governing, KIND_RULE, clause, named)
    for low, high in stretches:
        if hits := _kinds(passage, low, high):
            return _cue(passage, _strongest(hits), KIND_RULE, (low, high), named)
    if lead and lead.start < named[0] and (hits := _kinds(passage, lead.start, lead.end)):
        return _cue(passage, _strongest(hits), LEAD_RULE, (lead.start, lead.end), named)
    return None


_WEAK = ("cooperat", "work", "relation", "alliance", "collaborat", "coopera", "trabaj", "relacion", "alianza", "colabora", "coordina")
"""Beginnings of words that say only that parties have to do with each other; a stronger word in the clause wins."""
_LINKED = re.compile(r"(?:\s+(?:of|in|with|to|by|from|for|the|various|several|a|an|de|del|la|el|los|las|en|con|al|por|da|do|com|em|des|du|avec))*\s*[\"“(]?\Z")


def _governing(passage: Passage, clause: tuple[int, int], named: tuple[int, int]) -> Hit | None:
    """The words for a kind that stand right before a party, with nothing but prepositions between."""
    before = [hit for hit in _kinds(passage, *clause) if hit.end <= named[0] and named[0] - hit.end <= 40]
    if not before:
        return None
    hit = before[-1]
    words = folded(passage.text[hit.start : hit.end])
    linked = _LINKED.match(folded(passage.text[hit.end : named[0]]))
    return hit if linked and not words.startswith(_WEAK) else None


def _kinds(passage: Passage, start: int, end: int) -> list[Hit]:
    """Words for a kind, without those that are denied (``not a member``, ``non-member``)."""
    analysis = passage.analysis
    return [hit for hit in analysis.within(start, end, "tie-kind") if not _denied(passage, start, hit)]


def _denied(passage: Passage, start: int, hit: Hit) -> bool:
    for negation in passage.analysis.within(max(start, hit.start - 30), hit.start, "negation"):
        between = passage.text[negation.end : hit.start]
        if not re.search(r"[,;.:]", between) and len(between.split()) <= 4:
            return True
    return bool(re.search(r"\bnon[- ]\Z", passage.text[max(start, hit.start - 4) : hit.start], re.I))


def _strongest(hits: list[Hit]) -> Hit:
    return min(hits, key=lambda hit: (PRECEDENCE.index(hit.value), hit.start))


def _cue(passage: Passage, hit: Hit, rule: str, stretch: tuple[int, int], named: tuple[int, int]) -> Cue:
    words = folded(passage.text[slice(*stretch)])
    receives = hit.value in ("funding", "technical-assistance") and _RECEIVING.search(words) is not None
    return Cue(hit.value, hit.start, hit.end, rule, receives)


_PAST_YEAR = re.compile(r"\b(?:in|during|en|durante|em|no|pendant)\s+(?:el\s+|the\s+|ano\s+|year\s+)*((?:19|20)\d\d)\b")
_DONE = frozenset({"technical-assistance", "knowledge-exchange", "joint-project"})


def _any_place(_place: int) -> bool:
    return True


def status_of(
    passage: Passage, clause: tuple[int, int], cue: Cue, mine: Callable[[int], bool] = _any_place
) -> Stated[str] | None:
    """How a tie stands, by the words for it nearest to the words for its kind.

    Help or an exchange that happened in a year before the document is completed.
    """
    if passage.analysis.within(*clause, "tie-status-void"):
        return None
    hits = [hit for hit in passage.analysis.within(*clause, "tie-status") if _fits(passage, hit, cue)]
    hits = [hit for hit in hits if mine(hit.start)]
    if not hits:
        return _completed(passage, clause, cue, mine)
    order = {"planned": 0, "signed": 1, "completed": 2, "ongoing": 3}
    hit = min(hits, key=lambda hit: (order[hit.value], abs(hit.start - cue.start)))
    return passage.state(hit.value, hit.start, hit.end, STATUS_RULE)


def _completed(
    passage: Passage, clause: tuple[int, int], cue: Cue, mine: Callable[[int], bool]
) -> Stated[str] | None:
    dated = passage.source.issued_year
    match = _PAST_YEAR.search(folded(passage.text[slice(*clause)]))
    if match is None or dated is None or cue.kind not in _DONE or int(match[1]) > dated.value:
        return None
    start, end = clause[0] + match.start(1), clause[0] + match.end(1)
    return passage.state("completed", start, end, STATUS_RULE) if mine(start) else None


def _fits(passage: Passage, hit: Hit, cue: Cue) -> bool:
    if hit.value == "ongoing" and passage.text[hit.start : hit.end].lower().endswith("been"):
        return re.match(r"\s+(?:\w+ly\s+)?\w+ing\b", passage.text[hit.end : hit.end + 40]) is not None
    paper = cue.kind in ("memorandum-of-understanding", "agreement", "funding")
    return hit.value != "signed" or paper


def topics_of(passage: Passage, clause: tuple[int, int], named: tuple[int, int]) -> tuple[Stated[str], ...]:
    """What a tie is about, each topic once; words inside quoted titles and proper names say nothing.

    A network named for its subject (Open Government Partnership) is about it where the clause says nothing else.
    """
    found: dict[str, Stated[str]] = {}
    in_name: dict[str, Stated[str]] = {}
    quoted = [m.span() for m in re.finditer(r"[\"“«][^\"”»]{3,160}[\"”»]", passage.text[: clause[1]]) if m.end() > clause[0]]
    for hit in passage.analysis.within(*clause, "topic"):
        inside = any(low <= hit.start < high for low, high in quoted)
        if named[0] <= hit.start < named[1]:
            in_name.setdefault(hit.value, passage.state(hit.value, hit.start, hit.end, TOPIC_RULE))
        elif not inside and not _in_proper_name(passage, hit):
            found.setdefault(hit.value, passage.state(hit.value, hit.start, hit.end, TOPIC_RULE))
    return tuple((found or in_name).values())


def _in_proper_name(passage: Passage, hit: Hit) -> bool:
    """Whether a topic's words are part of an organisation's name (``Digital Government Unit``)."""
    text = passage.text
    following = re.match(r"\s+([\w-]+)", text[hit.end : hit.end + 30])
    before = re.search(r"([\w-]+)\s+(?:of|for|de|del|do|da)\s+(?:the\s+|la\s+|el\s+)?\Z", text[max(0, hit.start - 40) : hit.start])
    heads = passage.analysis.lexicon.words["organization-head"]
    return bool(following and folded(following[1]) in heads) or bool(before and folded(before[1]) in heads and before[1][0].isupper())
