"""Answers that tell what a country does with new technologies."""

from __future__ import annotations

import re

from egov_kg.extract.non_answers import holds_non_answer, is_non_answer
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import phrases_of_group
from egov_kg.language import Hit, Sentence, folded
from egov_kg.model import Answer
from egov_kg.records import Record, TechnologyInitiative

RULE = "technology-in-answer"
_CLAUSE = re.compile(
    r";\s|\n|,?\s\b(?:but|while|whereas|however|although|pero|mientras|aunque|sino|mais|tandis|alors que|mas|enquanto|"
    r"embora)\s"
)
_SEPARATOR = re.compile(
    r"\s*\)?\s*(?:,?\s*(?:and|or|nor|y|e|o|u|ni|et|ou|nem)\s+|,\s*)?"
    r"(?:the\s+|la\s+|el\s+|l'|les?\s+|an?\s+|os?\s+)?\(?\s*",
    re.I,
)
"""What joins the items of a list, or a name and its abbreviation in brackets."""
_BEHIND = 45
"""Characters behind a technology's name within which a denial is of it (``robotics has been ruled out``)."""


def read_technologies(passage: Passage, _answer: Answer) -> list[Record]:
    """One initiative a technology named, described by the first sentence that names it without denying it."""
    country = passage.source.country
    found: dict[str, Record] = {}
    for hit in passage.analysis.within(passage.start, passage.end, "technology") if country else ():
        sentence = passage.analysis.sentence_at(hit.start)
        if hit.value in found or sentence is None or _is_denied(passage, hit, sentence):
            continue
        stretch = (hit.start, hit.end)
        start, end = (sentence.start, sentence.end)
        found[hit.value] = TechnologyInitiative(
            country=passage.state(country.value, *stretch, RULE),  # type: ignore[union-attr]
            technology=passage.state(hit.value, *stretch, RULE),
            description=passage.named(start, min(end, start + passage.source.limits.quotation_characters), RULE),
        )
    return list(found.values())


def _is_denied(passage: Passage, hit: Hit, sentence: Sentence) -> bool:
    """Whether the clause says that there is nothing: a negation before the name, none or not yet behind it."""
    text = passage.text
    start = max((m.end() for m in _CLAUSE.finditer(text, sentence.start, hit.start)), default=sentence.start)
    if passage.analysis.within(start, hit.start, "negation"):
        return True
    last, named = _listed(passage, hit, sentence)
    clause = _CLAUSE.search(text, last, sentence.end)
    ends = [sentence.end, *(one.start for one in named if one.value != hit.value)]
    end = min([*ends, clause.start()] if clause else ends)
    behind = text[last:end].lstrip(" )")
    if behind[:1] not in (":", "-", "–", "—"):
        return holds_non_answer(behind) or _ruled_out(passage, last, end)
    denied = is_non_answer(behind) or _opens_with_negation(passage, end - len(behind), end)
    return denied or holds_non_answer(behind)


def _listed(passage: Passage, hit: Hit, sentence: Sentence) -> tuple[int, list[Hit]]:
    """Where the list of technologies that a clause begins with ends (``robotics and AI are …``), and the others."""
    named, last = passage.analysis.within(hit.end, sentence.end, "technology"), hit.end
    opens = max((m.end() for m in _CLAUSE.finditer(passage.text, sentence.start, hit.start)), default=sentence.start)
    for earlier in passage.analysis.within(opens, hit.start, "technology"):
        opens = earlier.end if _SEPARATOR.fullmatch(passage.text, opens, earlier.start) else opens
    begins = _SEPARATOR.fullmatch(passage.text, opens, hit.start) is not None
    while begins and named and _SEPARATOR.fullmatch(passage.text, last, named[0].start):
        last, named = max(last, named[0].end), named[1:]
    return last, named


def _ruled_out(passage: Passage, start: int, end: int) -> bool:
    """Whether the words right behind a name, before any comma, deny it (``is not used``, ``se descartó``)."""
    comma = passage.text.find(",", start, end)
    end = min(comma if comma >= 0 else end, start + _BEHIND)
    named = phrases_of_group("fell-through").search(folded(passage.text[start:end]))
    return named is not None or bool(passage.analysis.within(start, end, "negation"))


def _opens_with_negation(passage: Passage, start: int, end: int) -> bool:
    hits = passage.analysis.within(start, end, "negation")
    return bool(hits) and not passage.text[start : hits[0].start].strip(" :-–—")
