"""Bodies that sentences are about: the subject of a sentence in an answer that asks who is in charge."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from egov_kg.extract.addresses import find_addresses
from egov_kg.extract.mentions import bare_acronym, mention_of
from egov_kg.extract.names import NameHit, organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import any_of, words_of_group
from egov_kg.language import Lexicon, folded
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
        low, high = max(start, sentence.start), min(end, sentence.end)
        names = _named(passage, low, high)
        if names and (is_subject(passage, low, names[0]) or _is_predicate(passage, low, names[0])):
            found.append(names[0])
            found += [hit for hit in names[1:2] if _acting_through(passage, names[0], hit)]
            found += [hit for hit in names[1:] if hit not in found and _second_subject(passage, hit, high)]
            found += [hit for hit in _listed_on(passage, low, high, names) if hit not in found]
    return found


@lru_cache(maxsize=1)
def _in_charge() -> re.Pattern[str]:
    """``The lead agency is the``, ``El ente rector es el``: words for a body, a verb of being, an article."""
    article = any_of(words_of_group("article")).pattern
    return re.compile(
        rf"(?:\w+\W+)?(?:{article}\s+)?(?:\w+\s+){{0,3}}(?:agency|body|institution|authority|entity|ministry|department|"
        rf"unit|organi[sz]ation|ente|entidad|organismo|institucion|autoridad|agencia|ministerio|unidad|instance|"
        rf"organisme|entite|autorite|agence|ministere|orgao|entidade|instituicao|autoridade)(?:\s+\w+){{0,6}}\s+"
        rf"(?:is|es|est|e|sera|will be)\s+(?:{article}\s*)?"
    )


def _is_predicate(passage: Passage, start: int, hit: NameHit) -> bool:
    """Whether a name is what a sentence says that the body in charge is."""
    return _in_charge().fullmatch(folded(passage.text[start : hit.start])) is not None


_BETWEEN_ITEMS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?[,;]?\s*(?:(?:and|as well as|y|e|et|así como|ainsi que|bem como)(?=[\s,])\s*|,\s+)"
    r"(?:,?\s*(?:on|for|in|en|para|por|pour|no|na|em|sur|de)\s+[^,;()]{2,40},\s*)?(?:the\s+|el\s+|la\s+|l['’]|le\s+|o\s+|a\s+)?"
    r"(?:[A-Z][\w&-]{1,14}\s*\(\s*)?"
)


def _listed_on(passage: Passage, start: int, end: int, names: list[NameHit]) -> list[NameHit]:
    """The names that go on a list of names which is all that a sentence says (``Yes, the X and, on rules, the Y``)."""
    lexicon = passage.analysis.lexicon
    words = words_of(passage.text, start, end)
    inside = [word for word in words if not any(hit.start <= word.start < hit.whole_end for hit in names)]
    if any(folded(word.text) in lexicon.words["name-verb"] | lexicon.words["name-breaker"] for word in inside):
        return []
    found: list[NameHit] = []
    for left, right in pairwise(names):
        if not _BETWEEN_ITEMS.fullmatch(passage.text, left.end, right.start):
            break
        found.append(right)
    return found


def _named(passage: Passage, start: int, end: int) -> list[NameHit]:
    """Names with a head word, and acronyms that the document explained before."""
    names = organization_names(passage, start, end)
    known = [
        NameHit(word.start, word.end)
        for word in words_of(passage.text, start, end)
        if word.text in passage.source.acronyms and not any(n.start <= word.start < n.whole_end + 1 for n in names)
    ]
    return sorted([*names, *known], key=lambda hit: hit.start)


_ANOTHER = re.compile(r"(?:[;,]\s*|\b(?:and|while|y|e|et|mientras que)\s+)(?:the\s+|la\s+|el\s+|l')?\Z")
_THROUGH = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,\s*"
    r"(?:through|a trav[eé]s|por (?:medio|intermedio)|mediante|par l['’]interm[eé]diaire|atrav[eé]s)\b[a-zà-ÿ\s,'’-]*"
)
_ADDRESS_BEHIND = re.compile(r"\s*(?:\([^()]{0,60}\)|\))?\s*[,:(–-]?\s*")
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
    hits = [hit for hit in subjects(passage, passage.start, passage.end) if not _is_denied(passage, hit)]
    return [mandated(passage, hit, answer.code) for hit in hits]


def _is_denied(passage: Passage, hit: NameHit) -> bool:
    """Whether the sentence of a name first says that there is no such body (``No existe …; el Ministerio …``)."""
    sentence = passage.analysis.sentence_at(hit.start)
    return sentence is not None and bool(passage.analysis.within(sentence.start, hit.start, "negation"))


def _address_behind(passage: Passage, hit: NameHit) -> tuple[Stated[str], ...]:
    """The address right behind a name, in brackets or behind a comma."""
    end = min(hit.end + 200, passage.end)
    match = _ADDRESS_BEHIND.match(passage.text, hit.end, end)
    found = find_addresses(passage.text, hit.end, end) if match else []
    near = [one for one in found[:1] if match and one.start <= match.end() + 1]
    bracket = re.compile(r"\s*\([^()]*").match(passage.text, hit.end, end)
    near = near or [one for one in found[:1] if bracket and one.start < bracket.end()]
    return tuple(passage.state(one.url, one.start, one.end, RULE) for one in near)


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
        mention = replace(mention, urls=_address_behind(passage, hit))
    return replace(mention, mandates=(passage.state(mandate, hit.start, hit.end, RULE),))
