"""Bodies that sentences are about: the subject of a sentence in an answer that asks who is in charge."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.addresses import find_addresses
from egov_kg.extract.mentions import bare_acronym, mention_of
from egov_kg.extract.names import NameHit, organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import words_of_group
from egov_kg.language import Lexicon, Sentence, folded
from egov_kg.model import Answer, Stated
from egov_kg.records import OrganizationMention, Record

RULE = "body-as-subject"
_LONGEST_OPENING = 10
_OPENINGS = frozenset({"first", "new", "primer", "primera", "nuevo", "nueva"})
"""What may stand between an article and a name."""


def is_subject(passage: Passage, start: int, hit: NameHit) -> bool:
    """Whether a name opens its sentence: before it only an adverbial, a yes, an article."""
    opening = re.findall(r"[\w'’/.-]+", folded(passage.text[start : hit.start]))
    if len(opening) > _LONGEST_OPENING or not opening:
        return not opening
    lexicon: Lexicon = passage.analysis.lexicon
    if set(opening) & lexicon.words["name-breaker"]:
        return False
    while opening and opening[-1] in words_of_group("article") | _OPENINGS:
        opening.pop()
    return not opening or opening[-1] not in words_of_group("preposition")


def subjects(passage: Passage, start: int, end: int) -> list[NameHit]:
    """The organisations that the sentences of a stretch are about, in order."""
    found: list[NameHit] = []
    for sentence in passage.analysis.sentences:
        if sentence.end <= start or sentence.start >= end:
            continue
        names = _named(passage, sentence)
        if names and is_subject(passage, sentence.start, names[0]):
            found.append(names[0])
            found += [hit for hit in names[1:2] if _acting_through(passage, names[0], hit)]
            found += [hit for hit in names[1:] if hit not in found and _second_subject(passage, hit, sentence.end)]
    return found


def _named(passage: Passage, sentence: Sentence) -> list[NameHit]:
    """Names with a head word, and acronyms that the document explained before."""
    names = organization_names(passage, sentence.start, sentence.end)
    known = [
        NameHit(word.start, word.end)
        for word in words_of(passage.text, sentence.start, sentence.end)
        if word.text in passage.source.acronyms and not any(n.start <= word.start < n.whole_end + 1 for n in names)
    ]
    return sorted([*names, *known], key=lambda hit: hit.start)


_ANOTHER = re.compile(r"(?:[;,]\s*|\b(?:and|while|y|e|et|mientras que)\s+)(?:the\s+|la\s+|el\s+|l')?\Z")
_THROUGH = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,\s*"
    r"(?:through|a trav[eé]s|por (?:medio|intermedio)|mediante|par l['’]interm[eé]diaire|atrav[eé]s)\b[a-zà-ÿ\s,'’-]*"
)
_BRACKET = re.compile(r"\s*\([^()]*\)")
_VERB_BEHIND = re.compile(r"\s*(?:\([^()]*\)\s*)?([a-zà-ÿ]{3,})")


def _acting_through(passage: Passage, subject: NameHit, hit: NameHit) -> bool:
    """Whether a name is of the body by which the subject acts (``The Ministry of X, through its agency Y, …``)."""
    return bool(_THROUGH.fullmatch(passage.text, subject.end, hit.start))


def _second_subject(passage: Passage, hit: NameHit, end: int) -> bool:
    """Whether a name opens a second clause (``… and the Agency of Y finances …``)."""
    before = folded(passage.text[max(passage.start, hit.start - 24) : hit.start])
    verb = _VERB_BEHIND.match(passage.text, hit.end, end)
    links = passage.analysis.lexicon.words["connector"] | words_of_group("preposition")
    return bool(_ANOTHER.search(before)) and verb is not None and folded(verb[1]) not in links


def read_bodies(passage: Passage, answer: Answer) -> list[Record]:
    """Mentions with the question's mandate, of the organisations that the answer's sentences are about."""
    country = passage.source.country
    if answer.code is None or country is None:
        return []
    return [mandated(passage, hit, answer.code) for hit in subjects(passage, passage.start, passage.end)]


def _bracketed_address(passage: Passage, hit: NameHit) -> tuple[Stated[str], ...]:
    """The address in the brackets right behind a name."""
    match = _BRACKET.match(passage.text, hit.end, min(hit.end + 160, len(passage.text)))
    found = find_addresses(passage.text, *match.span()) if match else []
    return tuple(passage.state(one.url, one.start, one.end, RULE) for one in found[:1])


def mandated(passage: Passage, hit: NameHit, mandate: str) -> OrganizationMention:
    """A mention of the document's country with a mandate."""
    source = passage.source
    if source.country is None:
        raise ValueError("a body of no country")  # the callers have looked
    country = passage.state(source.country.value, hit.start, hit.end, RULE)
    printed = passage.words(hit.start, hit.end)
    if printed in source.acronyms:
        mention = bare_acronym(passage, hit.start, hit.end, RULE, country=country)
    else:
        mention = mention_of(passage, hit, RULE, country=country)
        mention = replace(mention, urls=_bracketed_address(passage, hit))
    return replace(mention, mandates=(passage.state(mandate, hit.start, hit.end, RULE),))
