"""What a text tells and takes back: denied in the next breath, not there yet, gone, or feigned.

A fact that its own document denies enters no graph; neither does a body that is only proposed, a site that is closed or
only pretends to be one of the state, a law that was repealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from egov_kg.extract.passage import Passage
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.extract.standing_words import one_of, pattern
from egov_kg.extract.word_groups import words_of_group
from egov_kg.language import Sentence, folded
from egov_kg.model import Span, Stated
from egov_kg.records import (
    CooperationTie,
    IndicatorObservation,
    LegalInstrument,
    OrganizationMention,
    Partnership,
    Portal,
    Post,
    Record,
    SocialMediaAccount,
    Strategy,
    TechnologyInitiative,
)

_LONGEST_DENIAL = 200
"""Characters; a longer sentence tells more than that the one before is untrue."""
_NEGATED_NEAR = 40
"""Characters before words within which a negation governs them."""
_MOST_BETWEEN = 4
_AROUND = 60


def denied_sentences(passage: Passage) -> list[Span]:
    """The sentences that the one behind them, or their own opening, says are untrue or no longer true."""
    sentences = passage.analysis.sentences
    found: list[Span] = []
    for index, one in enumerate(sentences):
        said = folded(passage.text[one.start : min(one.end, one.start + _LONGEST_DENIAL)])
        if _untrue().match(said):
            found.append(Span(one.start, one.end))
        elif index and one.end - one.start <= _LONGEST_DENIAL and _denial().match(said):
            found.append(Span(sentences[index - 1].start, sentences[index - 1].end))
    return found


@lru_cache(maxsize=1)
def _untrue() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{one_of('denial-opening')}\W+)?{one_of('untrue-that')}")


@lru_cache(maxsize=1)
def _denial() -> re.Pattern[str]:
    """``However, this is no longer so.``: a sentence that takes back the one before it."""
    adverb = r"(?:\s+\w+(?:ly|mente|ment))?"
    return re.compile(
        rf"\W*(?:{one_of('denial-opening')}\W+)?"
        rf"(?:{one_of('none-of')}\s+{one_of('denial-of-none')}|{one_of('meant')}{adverb}[\s'’]*{one_of('denial')}"
        rf"|{one_of('denial')}(?=\W*\Z)|{one_of('denial-alone')}\W*\Z)"
    )


def undenied(records: Iterable[Record], denied: Sequence[Span]) -> Iterator[Record]:
    """The records without what only denied sentences state; a body is still named, a law still cited, by one."""
    for record in records:
        kept = _without_denied(record, denied) if denied else record
        if kept is not None:
            yield kept


def _without_denied(record: Record, denied: Sequence[Span]) -> Record | None:
    if isinstance(record, OrganizationMention):
        return _body(record, denied)
    if isinstance(record, LegalInstrument):
        kept = tuple(topic for topic in record.topics if not _is_denied(topic, denied))
        return replace(record, topics=kept) if len(kept) < len(record.topics) else record
    key = _key(record)
    return None if key is not None and _is_denied(key, denied) else record


def _body(body: OrganizationMention, denied: Sequence[Span]) -> OrganizationMention:
    """The body without what is denied of it; itself where nothing is, since mentions are told apart by identity."""
    mandates = tuple(one for one in body.mandates if not _is_denied(one, denied))
    members = tuple(one for one in body.member_of if not _is_denied(one, denied))
    under = None if body.under and _is_denied(body.under, denied) else body.under
    created = None if body.created_by and _is_denied(body.created_by, denied) else body.created_by
    if (mandates, members, under, created) == (body.mandates, body.member_of, body.under, body.created_by):
        return body
    return replace(body, mandates=mandates, member_of=members, under=under, created_by=created)


_KEYS = {
    CooperationTie: "kind", Post: "post_type", SocialMediaAccount: "handle", Strategy: "kind", Partnership: "partner",
    IndicatorObservation: "value", TechnologyInitiative: "technology",
}  # fmt: skip
"""The value whose words make a record of a type what it is; a denial does not reach records of other types."""


def _key(record: Record) -> Stated[object] | None:
    """The value whose words make a record what it is; None where a denial does not reach it."""
    if isinstance(record, Portal):
        return record.portal_types[0] if record.portal_types else record.url
    name = _KEYS.get(type(record))
    return getattr(record, name) if name else None


def _is_denied(stated: Stated[object], denied: Sequence[Span]) -> bool:
    """Whether what says a value (the first quotation; others only say whose it is) stands in a denied sentence."""
    span = stated.spans[0] if stated.spans else None
    return span is not None and any(one.start <= span.start and span.end <= one.end for one in denied)


def negated(passage: Passage, low: int, place: int) -> bool:
    """Whether a negation governs the words at a place (``does not regulate data protection``)."""
    for hit in passage.analysis.within(max(low, place - _NEGATED_NEAR), place, "negation"):
        between = passage.text[hit.end : place]
        if not re.search(r"[,;.:()]", between) and len(between.split()) <= _MOST_BETWEEN:
            return not _only(passage, hit.end)
    return False


def _only(passage: Passage, place: int) -> bool:
    """``not only``, ``no solo``: more than what follows, and that too."""
    return _ONLY.match(folded(passage.text[place : place + 16])) is not None


_ONLY = re.compile(r"\s+(?:only|just|merely|solo|solamente|unicamente|seulement|so|somente|apenas)\b")


@lru_cache(maxsize=1)
def _unmade() -> re.Pattern[str]:
    """What makes a name one of nothing that is, where it stands right before it."""
    new = {"new", "nuevo", "nueva", "nouveau", "nouvelle", "novo", "nova", "national", "dedicated"}
    small = _alternatives(words_of_group("article") | new)
    return re.compile(
        rf"(?<!\w)(?:{one_of('unreal-before')}|{one_of('to-make')}(?:\s+(?:{small}))*)"
        r"[\s\"“«'’]*(?:[ld]['’])?\Z"
    )


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, phrases)))


_BEHIND = (
    r"[\s)\"”»]*(?:\([^()]{1,24}\))?[\s,)\"”»]*(?:(?:which|that|que|qui|y|and|et|e)\s+)?"
    r"(?:\w+(?:ly|mente|ment)\s+|later\s+|then\s+|now\s+|luego\s+|despues\s+|ya\s+)?"
)
"""What may stand between a name and the words that it is no more: an acronym, a relative, an adverb."""


def is_unmade(passage: Passage, start: int, end: int, low: int, high: int) -> bool:
    """Whether the words around a name in its sentence say that it is one of nothing yet, or of nothing any more."""
    text = passage.text
    if _unmade().search(folded(text[max(low, start - _AROUND) : start])):
        return True
    behind = folded(text[end : min(high, end + _AROUND)])
    return bool(pattern(_BEHIND, "gone").match(behind) or pattern(_BEHIND, "to-be").match(behind))


@lru_cache(maxsize=8)
def _gone_since(language: str) -> re.Pattern[str]:
    """``It was shut down``, ``The portal is no longer available``: said of what the sentence before names."""
    words = load_prose_words(language)
    meant = words.pattern("pronoun", "it", "article").pattern
    return re.compile(rf"\W*{meant}(?P<own>(?:\s+[\w-]+){{0,3}}?)\s+(?:(?P<gone>{one_of('gone')})|{one_of('to-be')})")


@lru_cache(maxsize=1)
def _another() -> re.Pattern[str]:
    """``the old portal``, ``the second agency``: not the one that the sentence before names."""
    more = (
        r"old|older|previous|other|another|first|second|viejo|vieja|otro|otra|anterior|primer|vieux|vieille|autre|"
        r"precedent|outro|outra|velho|velha|former|antiguo|antigua|ancien|ancienne|antigo|antiga"
    )
    return re.compile(rf"(?<!\w)(?:{one_of('unreal-before')}|(?:{more})(?!\w))")


def is_gone_since(passage: Passage, sentence: Sentence, *, to_come: bool = False) -> bool:
    """Whether the sentence behind one opens with what it names and says that this is no longer there.

    ``to_come``: or not yet, which is said of a site alone.
    """
    behind = re.compile(r"\S").search(passage.text, sentence.end, min(len(passage.text), sentence.end + 12))
    following = passage.analysis.sentence_at(behind.start()) if behind else None
    if following is None or following.start < sentence.end or following.block != sentence.block:
        return False
    said = folded(passage.text[following.start : min(following.end, following.start + _AROUND * 2)])
    match = _gone_since(passage.language).match(said)
    if match is None or not (match["gone"] or to_come) or _another().search(match["own"]):
        return False
    words = load_prose_words(passage.language)
    meant = words.pattern("portal", "portal-site", "website", "it").search(said, 0, match.end("own"))
    heads = passage.analysis.lexicon.words["organization-head"]
    if not (meant or set(match["own"].split()) & heads or words.pattern("pronoun").match(said.lstrip(" \"“«"))):
        return False  # "The budget was closed": another thing
    return _OF_ANY.match(said, match.end()) is None


_OF_ANY = re.compile(r"\s+(?:d['’]|(?:de|du|des|an?|any|une?|un[ao]|ningun[ao]?|uma?|nenhum[a]?)\b)")
"""``Il n'existe pas de portail …``: what is not there stands behind, and is another thing."""


def is_no_site(passage: Passage, start: int, end: int, low: int, high: int) -> bool:
    """Whether the words around an address, from ``low`` to ``high``, say that a site is closed, to come or feigned."""
    before, behind = folded(passage.text[low:start]), folded(passage.text[end:high])
    site = _site(passage.language)
    if pattern(_BEHIND, "gone").match(behind) or pattern(_BEHIND, "to-be").match(behind):
        return True
    clause = f"{before} {behind}"
    return bool(site.search(clause) or _unopened().search(before) or pattern(r"(?<!\w)", "feigns").search(clause))


@lru_cache(maxsize=1)
def _unopened() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of('closed-site')}")


@lru_cache(maxsize=8)
def _site(language: str) -> re.Pattern[str]:
    """``a fraudulent web site``, ``el portal fue cerrado``, ``the proposed portal``."""
    words = load_prose_words(language)
    noun = words.pattern("portal", "portal-site", "website").pattern
    bad = one_of("feigned")
    return re.compile(
        rf"(?<!\w)(?:{bad}|{one_of('unreal-before')})\s+(?:[\w-]+\s+){{0,2}}?{noun}|{noun}\s+(?:[\w-]+\s+)?{bad}"
        rf"|{noun}(?:\s+[\w-]+){{0,3}}?\s+{one_of('gone', 'to-be')}"
    )


def is_repealed(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence of a citation says that the instrument was repealed."""
    sentence = passage.analysis.sentence_at(start)
    last = passage.analysis.sentence_at(max(start, end - 1))
    low = max(sentence.start if sentence else start, start - _AROUND)
    high = min(last.end if last else end, end + _AROUND)
    before, behind = folded(passage.text[low:start]), folded(passage.text[end:high])
    small = _alternatives(words_of_group("article") | {"a", "al", "previous", "old", "former", "anterior"})
    return bool(
        pattern(r"(?<!\w)", "repeals-before", rf"(?:\s+(?:{small}))*[\s\"“«]+(?:l['’])?\Z").search(before)
        or pattern(_BEHIND, "repealed-behind").match(behind)
        or _REPEALED.match(behind)
    )


_REPEALED = re.compile(
    r"[\s,]*[(\[]\s*(?:now\s+|since\s+|ya\s+|hoy\s+)?(?:repealed|revoked|derogad|abrogad|abroge|revogad)"
)


def voids_tie(plain: str, low: int, high: int, nouns: str) -> re.Match[str] | None:
    """Where a stretch of folded text says that a tie was undone; ``nouns`` finds the words for ties."""
    return pattern(r"(?<!\w)", "void-tie").search(plain, low, high) or _undoes(nouns).search(plain, low, high)


@lru_cache(maxsize=8)
def _undoes(nouns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){one_of('undoes-tie')}\s+(?:[\w'’-]+\s+){{0,2}}?(?:l['’])?{nouns}")


__all__ = [
    "denied_sentences", "is_gone_since", "is_no_site", "is_repealed", "is_unmade", "negated", "undenied", "voids_tie",
]  # fmt: skip
