"""The words of a tie: what kind it is, how it stands, what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from egov_kg.extract.mentions import country_mentions
from egov_kg.extract.passage import Passage
from egov_kg.extract.tie_groups import Group
from egov_kg.language import Hit, Sentence, folded
from egov_kg.model import Stated
from egov_kg.records import CountryRef

KIND_RULE = "tie-kind-in-clause"
LEAD_RULE = "tie-kind-of-list"
ASKED_RULE = "tie-kind-of-question"
STATUS_RULE = "tie-status-in-clause"
TOPIC_RULE = "tie-topic-in-clause"

PRECEDENCE = (
    "memorandum-of-understanding", "agreement", "funding", "technical-assistance", "knowledge-exchange",
    "joint-project", "membership", "participation",
)  # fmt: skip
"""Which kind a clause with words of several has: a signed paper says more than the work under it (contract.md)."""


SIGNED = frozenset({"memorandum-of-understanding", "agreement"})
"""Kinds that are a paper."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that say a kind of tie."""

    kind: str
    start: int
    end: int
    rule: str


class Direction(Enum):
    """Who helps whom, seen from the reporting country."""

    GIVES = "gives"
    RECEIVES = "receives"


def lead_in(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence opens a list: it ends in a colon and says a kind of tie."""
    closes = passage.text[sentence.end - 1] == ":"
    return closes and bool(_kinds(passage, sentence.start, sentence.end))


def asked(code: str, group: Group) -> Cue:
    """The kind that the question gives to what a bare list names, cited with the names themselves."""
    return Cue(code, group.start, group.end, ASKED_RULE)


def kind_of(passage: Passage, group: Group, following: Group | None, lead: Sentence | None) -> Cue | None:
    """The kind of tie that a clause says of a group, else the sentence that opens the list.

    The words right before the group decide; else the nearest before it that say more than that parties have to do
    with each other; else the strongest behind it that are not the next group's; else the weak ones.
    """
    countries = all(isinstance(party, CountryRef) for party, _ in group.parties)
    before = [hit for hit in _kinds(passage, *group.before) if not (countries and hit.value == "membership")]
    behind = _behind(passage, group, following, countries=countries)
    signed_up = None if countries else _signed_up(passage, group)
    if signed_up is not None:
        return signed_up
    governing = _governing(passage, before, group.start)
    strong_before = [hit for hit in before if not _is_weak(passage, hit)]
    strong_behind = [hit for hit in behind if not _is_weak(passage, hit)]
    hit = governing or (strong_before[-1] if strong_before else None)
    if hit is None and strong_behind:
        hit = _strongest(strong_behind)
    if hit is None and (before or behind):
        hit = before[-1] if before else behind[0]
    if hit is not None:
        return Cue(hit.value, hit.start, hit.end, KIND_RULE)
    if lead and lead.start < group.start and (hits := _kinds(passage, lead.start, lead.end)):
        said = _strongest(hits)
        return Cue(said.value, said.start, said.end, LEAD_RULE)
    return None


_SIGNED_UP = re.compile(
    r"(?:\s+(?:in|en|em)\s+(?:19|20)\d\d)?(?:\s+(?:a|to|al|the|la|el|le|o|as|an|founding|member|of))*\s+(?:l')?\Z"
)


def _signed_up(passage: Passage, group: Group) -> Cue | None:
    """``signed the X in 2011``: what a country signs with nobody is an organisation that it joins by it."""
    hits = [hit for hit in passage.analysis.within(*group.before, "tie-status") if hit.value == "signed"]
    if not hits or not _SIGNED_UP.fullmatch(folded(passage.text[hits[-1].end : group.start])):
        return None
    return None if _denied(passage, group.before[0], hits[-1]) else _cue("membership", hits[-1])


def _cue(kind: str, hit: Hit) -> Cue:
    return Cue(kind, hit.start, hit.end, KIND_RULE)


_AND = re.compile(r"(?:,|;|\b(?:and|y|e|et|while|mientras))\s+(?:(?:the|la|el|los|las|le|les|o|a|os|as)\s+|l')?\Z")
_NEAR = 16
"""Characters behind a name in which its own verb begins."""


def has_own_verb(passage: Passage, group: Group) -> bool:
    """``A gave X and B advised Y``: whether a group begins a clause of its own, its verb right behind it."""
    before, behind = _kinds(passage, *group.before), _kinds(passage, *group.behind)
    if not before or not behind or behind[0].start - group.end > _NEAR:
        return False
    opening = folded(passage.text[before[-1].end : group.start])
    return _AND.search(opening) is not None and len(opening.split()) > 2


def _behind(passage: Passage, group: Group, following: Group | None, *, countries: bool) -> list[Hit]:
    """Words for a kind behind a group, those that the next group has before it left out."""
    hits = _kinds(passage, *group.behind)
    if following is not None and hits:
        text = folded(passage.text[slice(*group.behind)])
        cuts = [match.start() for match in _NEXT_CLAUSE.finditer(text)]
        limit = group.behind[0] + (cuts[-1] if cuts else 0)
        hits = [hit for hit in hits if hit.end <= limit]
    return [hit for hit in hits if not (countries and hit.value == "membership")]


_NEXT_CLAUSE = re.compile(r",\s|;|\b(?:and|y|e|et|while|mientras)\s")


def direction_of(
    passage: Passage, clause: tuple[int, int], group: Group, cue: Cue, reporter: CountryRef
) -> Direction | None:
    """Who helps whom, where the words say it; None where they do not.

    "from", "by", "with the support of" before the party, or the party as who acts, make it the one that helps; "to",
    or the party as whom it is done to, the one that is helped.
    """
    if cue.kind not in ("technical-assistance", "funding"):
        return None
    before = folded(passage.text[max(clause[0], group.start - 60) : group.start])
    near = cue.end <= group.start <= cue.end + 15 or cue.kind == "funding"
    if _HELP_FROM.search(before) or (near and _FROM.search(before)) or _received(passage, clause, group):
        return Direction.RECEIVES
    if cue.rule != KIND_RULE:
        country = isinstance(group.parties[0][0], CountryRef)
        return Direction.GIVES if cue.kind == "technical-assistance" and country else None
    own = [low for low, _, iso3 in country_mentions(passage, *clause) if iso3 == reporter.iso3]
    if cue.start < group.start:
        receives = cue.kind == "funding" and not _TO.search(before)
        receives = receives or folded(passage.text[cue.start : cue.end]).startswith(_HELPED)
        return Direction.RECEIVES if receives else Direction.GIVES if _TO.search(before) or own else None
    return _done_by(passage, clause, group, cue, own)


def _done_by(passage: Passage, clause: tuple[int, int], group: Group, cue: Cue, own: list[int]) -> Direction | None:
    """Who helps whom where the party stands before the words for it; ``own``: where the reporting country is named."""
    if _TO_WHICH.search(folded(passage.text[group.end : cue.start])):
        return Direction.GIVES
    if any(low > cue.start for low in own) or _TO_US.search(folded(passage.text[cue.end : clause[1]])):
        return Direction.RECEIVES
    heading = passage.text[group.end : clause[1]].lstrip()[:1] in (":", "-", "–")
    return Direction.RECEIVES if cue.kind == "funding" else Direction.GIVES if heading else None


def _received(passage: Passage, clause: tuple[int, int], group: Group) -> bool:
    """Whether the clause says before a party that something was received."""
    return _RECEIVED.search(folded(passage.text[max(clause[0], group.start - 120) : group.start])) is not None


_RECEIVED = re.compile(r"\b(?:receiv|recib|recev|receb|recu\b|recue)")
_FROM = re.compile(
    r"\b(?:from|by|por|par|de|del|da|do|du|d')\s*(?:(?:the|la|el|los|las|government of|gobierno de)\s+)*\Z"
)
_HELP_FROM = re.compile(
    r"\b(?:thanks to|(?:support|assistance|help|funding|financing|aid|backing) (?:of|from)|apoyo d[eo]|"
    r"asistencia d[eo]|financiamiento d[eo]|cooperacion d[eo]|ayuda d[eo]|por parte d[eo]|financiad[oa]s? por|"
    r"apoyad[oa]s? por|"
    r"appui d[eu]|soutien d[eu]|apoio d[eoa])l?\s+"
    r"(?:the\s+|la\s+|el\s+|los\s+|las\s+|government of\s+|gobierno de\s+)*\Z"
)
_TO = re.compile(
    r"\b(?:to|for|in|a|al|para|en|support|supports|supported|supporting|help|helps|helped|assist|assists|assisted|"
    r"apoya|apoyo|apoyar|asistio|au|aux|ao|aos)\b[^.;]{0,30}\Z"
)
_TO_WHICH = re.compile(r"\b(?:to which|to whom|a l[ao]s? que|al que|al cual|a quien)\b")
_TO_US = re.compile(r"\bto (?:us|our)\b|\bnos\b|\ba nuestr[oa]")
_HELPED = ("receiv", "recib", "recev", "receb", "funded by", "financed by")


_WEAK = (
    "cooperat",
    "work",
    "relation",
    "alliance",
    "collaborat",
    "coopera",
    "trabaj",
    "relacion",
    "alianza",
    "colabora",
    "coordina",
)
"""Beginnings of words that say only that parties have to do with each other; a stronger word in the clause wins."""
_LINKED = re.compile(
    r"(?:\s+(?:of|in|with|to|by|from|for|the|various|several|a|an|de|del|la|el|los|las|en|con|al|por|da|do|com|em|des|du|avec))*\s*[\"“(]?\Z"
)


def _governing(passage: Passage, before: list[Hit], start: int) -> Hit | None:
    """The words for a kind that stand right before a group, with nothing but prepositions between."""
    if not before or _is_weak(passage, before[-1]):
        return None
    linked = _LINKED.match(folded(passage.text[before[-1].end : start]))
    return before[-1] if linked else None


def _is_weak(passage: Passage, hit: Hit) -> bool:
    return folded(passage.text[hit.start : hit.end]).startswith(_WEAK)


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


_PAST_YEAR = re.compile(
    r"\b(?:in|during|en|durante|em|no|pendant)\s+(?:el\s+|the\s+|ano\s+|year\s+)*"
    r"(?:[a-z]+\s+(?:de\s+|del\s+|of\s+|do\s+)?)?((?:19|20)\d\d)\b"
)
_GIVEN = re.compile(r"(?:donat|dono|donaron|doou|doaram|donne|offert|fait don|gave)")
"""Beginnings of words for money or goods that are given once and for all."""
_DONE = frozenset({"technical-assistance", "knowledge-exchange", "joint-project"})


def _any_place(_place: int) -> bool:
    return True


def _any_hit(_hit: Hit) -> bool:
    return True


def completes(kind: str) -> bool:
    """Whether a tie of a kind is over once it happened: help and exchanges are, papers and seats are not."""
    return kind in _DONE


def status_of(
    passage: Passage,
    clause: tuple[int, int],
    cue: Cue,
    mine: Callable[[int], bool] = _any_place,
    said: Callable[[Hit], bool] = _any_hit,
) -> Stated[str] | None:
    """How a tie stands, by the words for it nearest to the words for its kind; ``said`` leaves words out.

    Help or an exchange that happened in a year before the document is completed.
    """
    if passage.analysis.within(*clause, "tie-status-void"):
        return None
    hits = [hit for hit in passage.analysis.within(*clause, "tie-status") if _fits(passage, hit, cue) and said(hit)]
    hits = [hit for hit in hits if mine(hit.start)]
    if not hits:
        return _completed(passage, clause, cue, mine)
    order = {"planned": 0, "signed": 1, "completed": 2, "ongoing": 3}
    hit = min(hits, key=lambda hit: (order[hit.value], abs(hit.start - cue.start)))
    return passage.state(hit.value, hit.start, hit.end, STATUS_RULE)


def _completed(passage: Passage, clause: tuple[int, int], cue: Cue, mine: Callable[[int], bool]) -> Stated[str] | None:
    dated = passage.source.issued_year
    match = _PAST_YEAR.search(folded(passage.text[slice(*clause)]))
    given = _GIVEN.match(folded(passage.text[cue.start : cue.end])) is not None
    if match is None or dated is None or not (cue.kind in _DONE or given) or int(match[1]) > dated.value:
        return None
    start, end = clause[0] + match.start(1), clause[0] + match.end(1)
    return passage.state("completed", start, end, STATUS_RULE) if mine(start) else None


def _fits(passage: Passage, hit: Hit, cue: Cue) -> bool:
    if hit.value == "ongoing" and passage.text[hit.start : hit.end].lower().endswith("been"):
        return re.match(r"\s+(?:\w+ly\s+)?\w+ing\b", passage.text[hit.end : hit.end + 40]) is not None
    paper = cue.kind in ("memorandum-of-understanding", "agreement", "funding")
    return hit.value != "signed" or paper


_TITLE = re.compile(r"[\"“«][^\"”»]{3,160}[\"”»]")


def topics_of(
    passage: Passage, clause: tuple[int, int], named: tuple[int, int], names: Sequence[tuple[int, int]] = ()
) -> tuple[Stated[str], ...]:
    """What a tie is about, each topic once; words inside quoted titles and proper names (``names``) say nothing.

    A network named for its subject (Open Government Partnership) is about it where the clause says nothing else.
    """
    found: dict[str, Stated[str]] = {}
    in_name: dict[str, Stated[str]] = {}
    quoted = [*names, *(match.span() for match in _TITLE.finditer(passage.text, *clause))]
    for hit in passage.analysis.within(*clause, "topic"):
        inside = any(low <= hit.start < high for low, high in quoted)
        if named[0] <= hit.start < named[1]:
            in_name.setdefault(hit.value, passage.state(hit.value, hit.start, hit.end, TOPIC_RULE))
        elif not inside and not _in_proper_name(passage, hit):
            found.setdefault(hit.value, passage.state(hit.value, hit.start, hit.end, TOPIC_RULE))
    return tuple((found or in_name).values())


def _in_proper_name(passage: Passage, hit: Hit) -> bool:
    """Whether a topic's words are part of an organisation's name (``Digital Government Unit``)."""
    text, heads = passage.text, passage.analysis.lexicon.words["organization-head"]
    following = re.match(r"\s+([\w-]+)", text[hit.end : hit.end + 30])
    if following and folded(following[1]) in heads:
        return True
    ahead = text[max(0, hit.start - 40) : hit.start]
    before = re.search(r"([\w-]+)\s+(?:of|for|de|del|do|da)\s+(?:the\s+|la\s+|el\s+)?\Z", ahead)
    if before and folded(before[1]) in heads and before[1][0].isupper():
        return True
    return text[hit.start : hit.start + 2].istitle() and _CAPITAL_BEFORE.search(ahead) is not None


_CAPITAL_BEFORE = re.compile(r"(?<![.!?:;–-])(?<!\A)\s[A-ZÀ-Ý][a-zà-ÿ]+\s\Z")
"""A capitalised word right before, itself no first word of a sentence or item: both are of one name."""
