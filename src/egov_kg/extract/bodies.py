"""Bodies that sentences are about: the subject of a sentence in an answer that asks who is in charge."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.mentions import mention_of
from egov_kg.extract.names import NameHit, organization_names
from egov_kg.extract.passage import Passage
from egov_kg.language import Lexicon, folded
from egov_kg.model import Answer
from egov_kg.records import OrganizationMention, Record

RULE = "body-as-subject"
_LONGEST_OPENING = 10
_ARTICLES = frozenset(["the", "el", "la", "los", "las", "le", "les", "o", "a", "os", "as", "l'", "una", "un", "uma", "um", "first", "primer", "primera", "new", "nuevo", "nueva"])
_PREPOSITIONS = frozenset(
    ["of", "by", "through", "with", "from", "in", "to", "for", "under", "at", "on", "as", "de", "del", "por", "con", "desde", "en", "a", "para", "bajo", "mediante", "como", "par", "avec", "dans", "sous", "com", "em", "and", "y", "e", "et", "or", "o", "u", "ou"]
)


def is_subject(passage: Passage, start: int, hit: NameHit) -> bool:
    """Whether a name opens its sentence: before it only an adverbial, a yes, an article."""
    opening = re.findall(r"[\w'’/.-]+", folded(passage.text[start : hit.start]))
    if len(opening) > _LONGEST_OPENING or not opening:
        return not opening
    lexicon: Lexicon = passage.analysis.lexicon
    if set(opening) & lexicon.words["name-breaker"]:
        return False
    while opening and opening[-1] in _ARTICLES:
        opening.pop()
    return not opening or opening[-1] not in _PREPOSITIONS


def subjects(passage: Passage, start: int, end: int) -> list[NameHit]:
    """The organisations that the sentences of a stretch are about, in order."""
    found = []
    for sentence in passage.analysis.sentences:
        if sentence.end <= start or sentence.start >= end:
            continue
        names = organization_names(passage, sentence.start, sentence.end)
        if names and is_subject(passage, sentence.start, names[0]):
            found.append(names[0])
    return found


def read_bodies(passage: Passage, answer: Answer) -> list[Record]:
    """Mentions with the question's mandate, of the organisations that the answer's sentences are about."""
    country = passage.source.country
    if answer.code is None or country is None:
        return []
    return [mandated(passage, hit, answer.code) for hit in subjects(passage, passage.start, passage.end)]


def mandated(passage: Passage, hit: NameHit, mandate: str) -> OrganizationMention:
    """A mention of the document's country with a mandate."""
    source = passage.source
    assert source.country is not None  # the callers have looked
    country = passage.state(source.country.value, hit.start, hit.end, RULE)
    mention = mention_of(passage, hit, RULE, country=country)
    return replace(mention, mandates=(passage.state(mandate, hit.start, hit.end, RULE),))
