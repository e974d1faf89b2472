"""Who stands under whom, who was created by which law, who sits in which committee."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.citations import find_citations
from egov_kg.extract.laws import law_of
from egov_kg.extract.mentions import bare_acronym, mention_of
from egov_kg.extract.names import NameHit, organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, Sentence, folded
from egov_kg.model import Stated
from egov_kg.records import CountryRef, OrganizationMention, Record

UNDER_RULE = "stands-under"
CREATED_RULE = "created-by-law"
MEMBER_RULE = "member-of-body"
NAME_RULE = "organization-in-prose"


class Named:
    """An organisation in a sentence, by name or by an acronym that the document explains."""

    def __init__(self, start: int, end: int, mention: OrganizationMention) -> None:
        self.start, self.end, self.mention = start, end, mention


def read_relations(passage: Passage) -> list[Record]:
    """Every organisation named in a passage, with what its sentence says of its place."""
    country = passage.source.country
    if country is None:
        return []
    found: list[Record] = []
    last: Named | None = None
    for sentence in passage.analysis.sentences:
        if passage.analysis.blocks[sentence.block].row:
            continue  # the cells of a table are no sentence
        named = named_organizations(passage, sentence.start, sentence.end, country.value)
        related = {id(one.mention): one.mention for one in named}
        for old, new in [
            *under_whom(passage, sentence, named),
            *created_by_law(passage, sentence, named, country.value),
        ]:
            related[id(old)] = _merge(related[id(old)], new)
        found += related.values()
        found += members_of(passage, sentence, named, last)
        last = named[0] if named else last
    return found


def relations_in_answer(passage: Passage, _answer: object = None) -> list[Record]:
    """What an answer on bodies says of their place: who stands under whom, who was created by which law."""
    found = read_relations(passage)
    return [
        one for one in found if isinstance(one, OrganizationMention) and (one.under or one.created_by or one.member_of)
    ]


def named_organizations(passage: Passage, start: int, end: int, country: CountryRef) -> list[Named]:
    """The organisations of the document's country in a stretch, in order."""
    registry = passage.source.registry
    hits = [
        h
        for h in organization_names(passage, start, end)
        if not registry.find_organization(passage.words(h.start, h.end)) and not _is_of_person(passage, h)
    ]
    found = []
    for hit in hits:
        owner = passage.state(country, hit.start, hit.end, NAME_RULE)
        found.append(Named(hit.start, hit.whole_end, mention_of(passage, hit, NAME_RULE, country=owner)))
    taken = [(one.start, one.end + 1) for one in found]
    for word in words_of(passage.text, start, end):
        if word.text in passage.source.acronyms and not any(low <= word.start < high for low, high in taken):
            owner = passage.state(country, word.start, word.end, NAME_RULE)
            found.append(
                Named(word.start, word.end, bare_acronym(passage, word.start, word.end, NAME_RULE, country=owner))
            )
    return sorted(found, key=lambda one: one.start)


def _is_of_person(passage: Passage, hit: NameHit) -> bool:
    """Whether a name is what a person is (``Cabinet Secretary``): its head words are titles of persons, all of them.

    In English alone: elsewhere the office and who holds it are one word without its accent (secretaría, secretaria).
    """
    lexicon = passage.analysis.lexicon
    if lexicon.language != "en":
        return False
    heads = {folded(word.text) for word in words_of(passage.text, hit.start, hit.end)}
    heads &= lexicon.words["organization-head"]
    return hit.acronym is None and bool(heads) and heads - {"cabinet"} <= lexicon.words["role"]


def _merge(old: OrganizationMention, new: OrganizationMention) -> OrganizationMention:
    return replace(old, under=new.under or old.under, created_by=new.created_by or old.created_by)


def _nearest_before(named: list[Named], position: int) -> Named | None:
    before = [one for one in named if one.end <= position]
    return before[-1] if before else None


def under_whom(
    passage: Passage, sentence: Sentence, named: list[Named]
) -> list[tuple[OrganizationMention, OrganizationMention]]:
    """``X, attached to Y``: the words right before Y."""
    found = []
    for hit in passage.analysis.within(sentence.start, sentence.end, "under"):
        upper = next(
            (one for one in named if one.start >= hit.end and _only_articles(passage, hit.end, one.start)), None
        )
        for lower in _subjects_before(passage, named, hit):
            if upper and upper is not lower:
                stated = passage.state(upper.mention, hit.start, upper.end, UNDER_RULE)
                found.append((lower.mention, replace(lower.mention, under=stated)))
    return found


def _subjects_before(passage: Passage, named: list[Named], hit: Hit) -> list[Named]:
    """Who stands under: the name nearest before, and with a verb in the plural those that "and" joins to it."""
    last = _subject_before(passage, named, hit)
    if last is None:
        return []
    found = [last]
    lexicon = passage.analysis.lexicon
    if lexicon.words["plural-verb"].intersection(folded(passage.text[last.end : hit.end]).split()):
        for one in reversed(named[: named.index(last)]):
            between = folded(passage.text[one.end : found[-1].start]).replace(",", " ").replace(")", " ").split()
            if not set(between) <= _JOINS | lexicon.words["article"]:
                break
            found.append(one)
    return found


def _subject_before(passage: Passage, named: list[Named], hit: Hit) -> Named | None:
    """Who stands under: the name nearest before, within the sentence."""
    lower = _nearest_before(named, hit.start)
    if lower is None or hit.start - lower.end > 160:
        return None
    return lower


def _only_articles(passage: Passage, start: int, end: int) -> bool:
    words = folded(passage.text[start:end]).split()
    return len(words) <= 2 and all(word in ("the", "la", "el", "los", "las", "del", "de", "of") for word in words)


def created_by_law(
    passage: Passage, sentence: Sentence, named: list[Named], country: CountryRef
) -> list[tuple[OrganizationMention, OrganizationMention]]:
    """``X, created by Law 1`` and ``Law 1 creates X``."""
    found = []
    citations = find_citations(passage, sentence.start, sentence.end)
    for hit in passage.analysis.within(sentence.start, sentence.end, "created-by"):
        law = next((c for c in citations if 0 <= c.start - hit.end <= 30), None)
        body = _nearest_before(named, hit.start)
        if law and body:
            stated = passage.state(law_of(passage, law, country), law.start, law.end, CREATED_RULE)
            found.append((body.mention, replace(body.mention, created_by=stated)))
    for hit in passage.analysis.within(sentence.start, sentence.end, "creates"):
        law = next((c for c in reversed(citations) if c.start <= hit.start), None)
        body = next(
            (one for one in named if one.start >= hit.end and _only_articles(passage, hit.end, one.start)), None
        )
        if law and body and hit.start - law.end < 60:
            stated = passage.state(law_of(passage, law, country), law.start, law.end, CREATED_RULE)
            found.append((body.mention, replace(body.mention, created_by=stated)))
    return found


_JOINS = frozenset({"and", "y", "e", "et", "the", "el", "la", "los", "las", "le", "l'", "o", "a", "as", "os"})
_OF = ("members of the", "members of", "del", "de la")


def members_of(passage: Passage, sentence: Sentence, named: list[Named], last: Named | None = None) -> list[Record]:
    """``The members of X are: A, B and C``: who is named behind the words is a member of who is named before them."""
    found: list[Record] = []
    for hit in passage.analysis.within(sentence.start, sentence.end, "member-list"):
        body = _nearest_before(named, hit.start)
        rest = [one for one in named if one.start >= hit.end]
        opens = " ".join(folded(passage.text[hit.start : hit.end]).split()).endswith(_OF)
        if body is None and rest and opens and _only_articles(passage, hit.end, rest[0].start):
            body, rest = rest[0], rest[1:]  # "The members of X are …"
        elif body is None and hit.start - sentence.start < 16:
            body = last  # "It is made up of …": of the body that the sentence before is about
        if body is None:
            continue
        for one in rest:
            if one.mention is not body.mention:
                stated = passage.state(body.mention, one.start, one.end, MEMBER_RULE, (body.start, body.end))
                found.append(replace(one.mention, member_of=(stated,)))
    return found


def in_brackets(passage: Passage, start: int) -> bool:
    """Whether a place stands in brackets."""
    return bool(re.search(r"\([^)]*\Z", passage.text[max(0, start - 40) : start]))


__all__ = ["NameHit", "Stated", "in_brackets", "named_organizations", "read_relations"]
