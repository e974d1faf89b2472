"""What every reader of prose looks at: a section, and the bodies that its sentences name, with whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from egov_kg.extract.mentions import bare_acronym, is_public_body, mention_of
from egov_kg.extract.names import NameHit, looks_like_acronym, organization_names, words_of
from egov_kg.extract.prose_memory import Attached, Body, Memory, WaitingPost
from egov_kg.extract.prose_names import at_possessives, before_another, is_body_name, up_to_acronym
from egov_kg.extract.prose_section import ProseSection
from egov_kg.extract.state_companies import state_companies
from egov_kg.language import Sentence, folded
from egov_kg.records import CountryRef

BODY_RULE = "prose-body-named"


@dataclass(frozen=True, kw_only=True)
class Reading(ProseSection):
    """A section with its bodies; ``country`` is whom it is about, ``titles`` the folded headings above it."""

    @cached_property
    def bodies(self) -> dict[int, tuple[Body, ...]]:
        """The organisations that each sentence names, by where the sentence begins."""
        return {one.start: tuple(_bodies(self, one)) for one in self.passage.analysis.sentences}


def _bodies(reading: Reading, sentence: Sentence) -> list[Body]:
    """The organisations of one sentence that are of no other kind: not of the registry, not above the states."""
    passage = reading.passage
    start, end = sentence.start, sentence.end
    found: list[Body] = []
    if passage.analysis.within(start, end, "organization-head"):
        for hit in _names(reading, start, end):
            if is_body_name(reading, hit) and not _is_supranational(reading, sentence, hit):
                found.append(_body(reading, sentence, hit))
    for hit in state_companies(reading, start, end):
        if not any(one.start < hit.end and hit.start < one.end for one in found):
            found.append(_body(reading, sentence, hit, public=True))
    if acronyms := passage.source.acronyms:
        named = [(one.start, one.end + 1) for one in found]
        named += [(low, high) for low, high, _ in reading.international_in(start, end)]
        for word in words_of(passage.text, start, end):
            if word.text in acronyms and not any(low <= word.start < high for low, high in named):
                found.append(_by_acronym(reading, sentence, word.start, word.end))
        for acronym in (one for one in acronyms if " " in one):
            place = passage.text.find(acronym, start, end)
            if place >= 0 and not any(low <= place < high for low, high in named):
                found.append(_by_acronym(reading, sentence, place, place + len(acronym)))
    return sorted(found, key=lambda body: body.start)


def _names(reading: Reading, start: int, end: int) -> Iterator[NameHit]:
    """The names of a sentence, each cut to its own words."""
    taken = start
    for whole in organization_names(reading.passage, start, end):
        if whole.start < taken:
            continue
        own = before_another(reading, up_to_acronym(reading, whole, end))
        parts = at_possessives(reading, own)
        if own.end < whole.end:  # the other body is named by what was cut off
            parts += organization_names(reading.passage, own.end, end)[:1]
        for hit in parts:
            taken = max(taken, hit.whole_end)
            yield hit


def _body(reading: Reading, sentence: Sentence, hit: NameHit, *, public: bool = False) -> Body:
    passage = reading.passage
    hit = _without_owner(reading, hit)
    name = folded(passage.words(hit.start, hit.end))
    said = said_owner(reading, sentence, hit.start, hit.whole_end, name_end=hit.end)
    owner = said[0] if said else reading.memory.owners.get(name)
    if owner is None and (name in reading.memory.bodies or not _behind_another_country(reading, sentence, hit.start)):
        owner = _home(reading, sentence, hit)
    stretch = (hit.start, hit.whole_end)
    stated = passage.state(owner, *stretch, BODY_RULE, *([said[1]] if said else [])) if owner else None
    mention = mention_of(passage, hit, BODY_RULE, country=stated)
    if public or reading.words.pattern("state-company").match(reading.plain, hit.start):
        mention = replace(mention, public_body=True)
        if mention.acronym:
            passage.source.acronyms[mention.acronym.value] = mention
    if said:
        reading.memory.owners.setdefault(name, said[0])
    if owner:
        reading.memory.bodies.setdefault(name, mention)
    return Body(hit.start, hit.whole_end, hit.end, owner, said[1] if said else None, mention)


def _without_owner(reading: Reading, hit: NameHit) -> NameHit:
    """The name without ``of COUNTRY`` behind it where that only says whose it is (``Ministry of Finance of X``)."""
    passage = reading.passage
    countries = passage.analysis.within(hit.start, hit.end, "country")
    if not countries or countries[-1].end < hit.end - 1:
        return hit
    before = passage.text[hit.start : countries[-1].start]
    inner = reading.words.pattern("article", "neighbour").pattern
    of = reading.words.pattern("of").pattern
    link = re.search(rf"\s+{of}(?:\s+{inner})*(?:\s+{of}|\s+{inner})*\s*\Z", folded(before))
    words = words_of(before, 0, link.start()) if link else []
    return hit._replace(end=hit.start + link.start()) if link and len(words) >= 3 else hit


def _by_acronym(reading: Reading, sentence: Sentence, start: int, end: int) -> Body:
    passage = reading.passage
    known = passage.source.acronyms[passage.words(start, end)]
    said = said_owner(reading, sentence, start, end)
    of_name = known.country.value if known.country else None
    owner = of_name or (said[0] if said else _scope(reading))
    stated = passage.state(owner, start, end, BODY_RULE) if owner else None
    mention = bare_acronym(passage, start, end, BODY_RULE, country=stated)
    return Body(start, end, end, owner, said[1] if said and said[0] == owner else None, mention)


def _scope(reading: Reading) -> CountryRef | None:
    return reading.country.value if reading.country else None


def _home(reading: Reading, sentence: Sentence, hit: NameHit) -> CountryRef | None:
    """The document's country; for a name in another language, the other country that the sentence names, if one."""
    scope = _scope(reading)
    foreign = _FOREIGN.get(reading.words.language)
    if foreign is None or not foreign.search(reading.passage.text, hit.start, hit.end):
        return scope
    named = {one.value for one in reading.passage.analysis.within(sentence.start, sentence.end, "country", "demonym")}
    others = named - {scope.iso3 if scope else ""}
    return scope if not others else CountryRef(others.pop()) if len(others) == 1 else None


def _behind_another_country(reading: Reading, sentence: Sentence, start: int) -> bool:
    """Whether the last country that a sentence names before a place is not the document's: whose is a body there?"""
    scope = _scope(reading)
    before = reading.passage.analysis.within(sentence.start, start, "country")
    return scope is not None and bool(before) and before[-1].value != scope.iso3


_FOREIGN = {
    "es": re.compile(r"[ãõêôç]|\b(?:da|do|dos|das|para a|em|Serviços?)\b"),
    "pt": re.compile(r"[ñ¿¡]|ción\b|\b(?:del|la|las|los|el|y)\b"),
    "en": re.compile(r"[ãõñ]|ción\b|ção\b|\b(?:de|del|da|do|für|der|des|och)\b"),
    "fr": re.compile(r"[ãõñ]|ción\b|ção\b|\b(?:of|for|für|del|da)\b"),
}
"""Letters and words by which a name is seen to be in another language than the text around it."""


def _is_supranational(reading: Reading, sentence: Sentence, hit: NameHit) -> bool:
    """Whether a name is one of the registry, a part of one, or of more than one state by its own words."""
    passage, plain = reading.passage, reading.plain
    if passage.source.registry.find_organization(passage.words(hit.start, hit.end)):
        return True
    near = reading.international_in(max(sentence.start, hit.start - 80), min(sentence.end, hit.end + 60))
    of = reading.words.pattern("of", "article")
    for low, high, _ in near:
        overlaps = low < hit.whole_end and hit.start < high
        before = high <= hit.start and re.fullmatch(r"\s*['’]?s?\s*", plain[high : hit.start]) is not None
        behind = (
            low >= hit.whole_end
            and not of.sub("", plain[hit.whole_end : low]).strip(" (0123456789")
            and low - hit.whole_end < 20
        )
        if overlaps and not (hit.acronym and hit.acronym[0] <= low):
            return True
        if before or (behind and plain[hit.whole_end : low].strip(" (")):
            return True
    return reading.words.pattern("supranational").match(plain, hit.start) is not None


def said_owner(
    reading: Reading, sentence: Sentence, start: int, end: int, *, name_end: int | None = None
) -> tuple[CountryRef, tuple[int, int]] | None:
    """The country that the words of a name, or those beside it, say it is of, with where they stand.

    What stands between ``name_end`` and the end is an acronym: its letters may be those of a country.
    """
    analysis = reading.passage.analysis
    inside = analysis.within(start, end if name_end is None else name_end, "country", "demonym")
    near = analysis.within(
        max(sentence.start, start - 60), min(sentence.end, end + 60), "country", "demonym", "ambiguous-country"
    )
    for hit in [*inside, *(hit for hit in near if not start <= hit.start < end)]:
        if hit in inside or _possesses(reading, hit.end, start) or _follows(reading, hit.group, end, hit.start):
            return CountryRef(hit.value), (hit.start, hit.end)
    return _opening(reading, sentence, start)


def _possesses(reading: Reading, country_end: int, start: int) -> bool:
    """``Ruritania's X``, ``the Ruritanian X``: nothing but adjectives between."""
    between = reading.plain[country_end:start]
    return (
        country_end <= start
        and re.fullmatch(r"(?:['’]s?)?\s+(?:[a-z-]+\s+)?(?:['\"“])?", between) is not None
        and not (set(between.split()) & (reading.words.prepositions | reading.words.words["conjunction"]))
    )


def _follows(reading: Reading, group: str, end: int, country_start: int) -> bool:
    """``X of Ruritania``, ``X (Ruritania)``, ``la X ruritana``: only prepositions and articles between."""
    if country_start < end:
        return False
    between = reading.plain[end:country_start]
    if group == "demonym":
        return reading.words.language != "en" and between.strip() == "" and country_start - end <= 2
    words = between.strip(" ,").split()
    links = reading.words.words["of"] | reading.words.words["article"] | reading.words.words["neighbour"]
    return (bool(words) and words[0] in reading.words.words["of"] and set(words) <= links) or between.strip() == "("


def _opening(reading: Reading, sentence: Sentence, start: int) -> tuple[CountryRef, tuple[int, int]] | None:
    """``In Ruritania, the X …``: the sentence speaks of that country."""
    for hit in reading.passage.analysis.within(sentence.start, min(start, sentence.start + 60), "country"):
        before = reading.plain[sentence.start : hit.start].split()
        closed = reading.plain[hit.end : hit.end + 1] == ","
        if closed and before and before[0] in reading.words.words["in"] and len(before) <= 3:
            return CountryRef(hit.value), (hit.start, hit.end)
    return None


def public(body: Body, reading: Reading) -> bool:
    """Whether a body is one of a state, by its name."""
    return is_public_body(reading.passage, body.start, body.name_end) or looks_like_acronym(
        reading.passage.text[body.start : body.end]
    )


__all__ = ["BODY_RULE", "Attached", "Body", "Memory", "Reading", "WaitingPost", "public", "said_owner"]
