"""What a passage speaks of and no record was made of: parties without a tie, laws without a citation, silent answers.

Nothing here makes a fact. What is listed tells a person where a careful look may find one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from egov_kg.extract.citation_words import pattern
from egov_kg.extract.mentions import country_mentions, international_mentions
from egov_kg.extract.non_answers import holds_non_answer, is_non_answer
from egov_kg.extract.passage import Passage, Source
from egov_kg.extract.word_groups import words_of_group
from egov_kg.language import Hit, Sentence, folded
from egov_kg.model import Answer, GapKind, SelectionState, Span
from egov_kg.records import CooperationTie, CountryRef, InternationalRef, LegalInstrument, Record

TELLING_KINDS: Final = frozenset({
    "agencies", "cooperation", "indicator", "laws", "partnerships", "portals", "post", "social-media", "strategy",
    "technologies",
})  # fmt: skip
"""Kinds of answers that hold a fact wherever they hold more than a yes, a no or an excuse."""

_FEWEST_WORDS: Final = 3
_NEAR: Final = 60
"""Characters between a word for a legal instrument and the legal topic that it is about."""
_LONGEST: Final = 300


def note_gaps_of_answer(passage: Passage, answer: Answer, records: Sequence[Record]) -> None:
    """Notes what an answer speaks of that none of its records holds."""
    question = answer.question
    if answer.kind == "cooperation":
        _note_parties(passage, records, question, lambda _: True)
    _note_laws(passage, records, question)
    if answer.kind in TELLING_KINDS and not records and not _noted(passage) and not _says_nothing(passage):
        span = Span(passage.start, passage.end)
        passage.source.gap(GapKind.ANSWER_NOT_UNDERSTOOD, _words(passage, *span), span, question)


def note_gaps_of_prose(passage: Passage, records: Sequence[Record]) -> None:
    """Notes the parties that a section names beside words of cooperation, and the laws that it does not identify."""

    def cooperates(sentence: Sentence) -> bool:
        return bool(passage.analysis.within(sentence.start, sentence.end, "tie-kind"))

    _note_parties(passage, records, None, cooperates)
    _note_laws(passage, records, None)


def note_lost_ticks(source: Source, answer: Answer) -> None:
    """Notes how many printed options of an answer have no tick mark that says their state."""
    lost = [mark for mark in answer.options if mark.state is SelectionState.UNKNOWN]
    if lost:
        words = f"{len(lost)} of {len(answer.options)} printed options"
        source.gap(GapKind.TICK_MARKS_LOST, words, lost[0].span, answer.question)


def _note_parties(
    passage: Passage, records: Sequence[Record], question: str | None, concerns: Callable[[Sentence], bool]
) -> None:
    own = passage.source.country.value if passage.source.country else None
    tied = {party.value for record in records if isinstance(record, CooperationTie) for party in record.parties}
    for sentence in passage.analysis.sentences:
        if _negated(passage, sentence) or not concerns(sentence):
            continue
        for start, end, party in _parties(passage, sentence):
            if party != own and party not in tied:
                words = f"{passage.words(start, end)}: {_words(passage, sentence.start, sentence.end)}"
                passage.source.gap(GapKind.PARTY_WITHOUT_TIE, words, Span(sentence.start, sentence.end), question)


def _parties(passage: Passage, sentence: Sentence) -> Iterator[tuple[int, int, CountryRef | InternationalRef]]:
    seen: set[CountryRef | InternationalRef] = set()
    organizations = international_mentions(passage, sentence.start, sentence.end)
    for start, end, iso3 in country_mentions(passage, sentence.start, sentence.end):
        party = CountryRef(iso3)
        inside = any(low <= start < high for low, high, _ in organizations)
        if not inside and party not in seen:
            seen.add(party)
            yield start, end, party
    for start, end, identifier in organizations:
        member = InternationalRef(identifier)
        if member not in seen:
            seen.add(member)
            yield start, end, member


def _note_laws(passage: Passage, records: Sequence[Record], question: str | None) -> None:
    cited = sorted(span for record in records if isinstance(record, LegalInstrument) for span in _law_spans(record))
    for sentence in passage.analysis.sentences:
        if any(low < sentence.end and sentence.start < high for low, high in cited):
            continue
        if _speaks_of_law(passage, sentence):
            words = _words(passage, sentence.start, sentence.end)
            passage.source.gap(GapKind.LAW_NOT_IDENTIFIED, words, Span(sentence.start, sentence.end), question)


def _law_spans(law: LegalInstrument) -> Iterator[Span]:
    yield from law.instrument_type.spans
    for stated in (law.number, *law.titles):
        if stated is not None:
            yield from stated.spans


def _speaks_of_law(passage: Passage, sentence: Sentence) -> bool:
    """Whether a word for a legal instrument has a number sign and no number, or the legal topic it is about near it."""
    analysis = passage.analysis
    negated = _negated(passage, sentence)
    topics = analysis.within(sentence.start, sentence.end, "legal-topic")
    for hit in analysis.within(sentence.start, sentence.end, "instrument-type"):
        if pattern(r"\b", "pointing", r"\s*\Z").search(folded(passage.text[max(0, hit.start - 24) : hit.start])):
            continue  # "this law": one that was named before
        # The sign "No" is not told from the word that denies.
        if _unnumbered(passage, hit) or (not negated and any(_close(hit, topic) for topic in topics)):
            return True
    return False


def _close(hit: Hit, topic: Hit) -> bool:
    overlap = hit.start < topic.end and topic.start < hit.end
    return not overlap and 0 <= max(topic.start - hit.end, hit.start - topic.end) <= _NEAR


def _unnumbered(passage: Passage, hit: Hit) -> bool:
    """Whether a number sign stands behind the word, and no number behind that."""
    behind = passage.text[hit.end : hit.end + 12]
    return re.match(r"\s*(?:N[°ºo]\.?|No\.|Nr\.|#)\s*(?![\d\s])", behind) is not None


def _negated(passage: Passage, sentence: Sentence) -> bool:
    return bool(passage.analysis.within(sentence.start, sentence.end, "negation"))


def _noted(passage: Passage) -> bool:
    return any(
        gap.span and passage.start <= gap.span.start < passage.end
        for gap in passage.source.gaps.values()
        if gap.kind is not GapKind.TICK_MARKS_LOST
    )


def _says_nothing(passage: Passage) -> bool:
    """Whether an answer is an excuse, a yes or a no, or shorter than any fact."""
    text = passage.text[passage.start : passage.end]
    bare = words_of_group("yes") | words_of_group("no")
    telling = [word for word in re.findall(r"[^\W_]+", folded(text)) if word not in bare]
    return len(telling) < _FEWEST_WORDS or is_non_answer(text) or holds_non_answer(text)


def _words(passage: Passage, start: int, end: int) -> str:
    words = passage.words(start, end)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
