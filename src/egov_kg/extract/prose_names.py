"""Which words of a found name are a body's: up to its acronym, before another body, at possessors; what is none."""

from __future__ import annotations

import re
from functools import lru_cache

from egov_kg.extract.bodies import is_subject
from egov_kg.extract.mentions import is_public_body
from egov_kg.extract.names import NameHit
from egov_kg.extract.prose_section import ProseSection
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.extract.standing import is_gone_since, is_unmade
from egov_kg.language import folded


def up_to_acronym(reading: ProseSection, hit: NameHit, end: int) -> NameHit:
    """The name up to the acronym that all its words explain (``Ministerio de X y de la Sociedad de Y (ACRO)``)."""
    if hit.acronym:
        return hit
    text = reading.passage.text
    match = re.compile(r"((?:\s+[^\W\d_]+){2,12})\s*\(([A-ZÀ-Ý]{3,12})\)").match(text, hit.end, end)
    if match is None:
        return hit
    links = reading.passage.analysis.lexicon.words["connector"]
    words = match[1].split()
    joins = folded(words[0]) in reading.words.words["conjunction"] | links
    if not joins or any(word[0].islower() and folded(word) not in links for word in words):
        return hit
    name = iter(folded(text[hit.start : match.end(1)]))
    explained = all(letter in name for letter in folded(match[2]))
    return hit._replace(end=match.end(1), acronym=match.span(2)) if explained else hit


def before_another(reading: ProseSection, hit: NameHit) -> NameHit:
    """The name without ``and the Y`` behind it where Y is an organisation of the registry, or of a country it says."""
    article = reading.words.pattern("article").pattern
    joined = re.compile(rf"{reading.words.pattern('conjunction').pattern}(?:\s+{article})*\s+\Z")
    others = [low for low, _, _ in reading.international_in(hit.start + 1, hit.end)]
    if reading.words.language == "en":  # the adjective of a country stands before the name of its body
        analysis = reading.passage.analysis
        heads = [one.start for one in analysis.within(hit.start, hit.end, "organization-head")]
        countries = {one.start for one in analysis.within(hit.start, hit.end, "country")}
        demonyms = {one.start for one in analysis.within(hit.start + 1, hit.end, "demonym")} - countries
        others += [low for low in demonyms if heads and heads[-1] > low > heads[0]]
    for low in sorted(others):
        link = joined.search(reading.plain, hit.start, low)
        if link and link.start() > hit.start + 4:
            return NameHit(hit.start, len(reading.plain[: link.start()].rstrip(" ,")))
    return hit


def at_possessives(reading: ProseSection, hit: NameHit) -> list[NameHit]:
    """The names in ``X of A and B's Y``, ``A's X``: cut at each possessor."""
    text = reading.passage.text
    parts: list[tuple[int, int]] = []
    start = hit.start
    for country in reading.passage.analysis.within(hit.start, hit.end, "country", "ambiguous-country"):
        possessive = re.compile(r"['’]s?\s+").match(text, country.end, hit.end)
        if possessive:
            parts.append((start, country.start))
            start = possessive.end()
    if start == hit.start:
        return [hit]
    links = reading.words.pattern("conjunction", "article")
    found: list[NameHit] = []
    for low, high in parts:
        trimmed = re.sub(rf"(?:\s|,|{links.pattern})+\Z", "", reading.plain[low:high])
        found.append(NameHit(low, low + len(trimmed)))
    found.append(hit._replace(start=start))
    heads = reading.passage.analysis
    return [one for one in found if one.end > one.start and heads.within(one.start, one.end, "organization-head")]


def is_body_name(reading: ProseSection, hit: NameHit) -> bool:
    """Whether words are a body's name: no concept, and in English nothing behind its head word but what links to it."""
    words = reading.words
    if _is_no_body(reading, hit):
        return False
    text = reading.passage.text
    if text[hit.start].islower() and not (
        text[hit.start + 1] == "-" or is_public_body(reading.passage, hit.start, hit.end)
    ):
        return False
    if words.language != "en":
        return True
    heads = reading.passage.analysis.within(hit.start, hit.end, "organization-head")
    if (
        heads
        and text[heads[-1].start].islower()
        and not hit.acronym
        and re.search(r"['’]s\s", text[hit.start : hit.end])
    ):
        return False  # "the Alliance's secretariat"
    behind = reading.plain[heads[-1].end : hit.end].split() if heads else []
    first = heads[0].start == hit.start if heads else True
    return not behind or first or behind[0] in reading.passage.analysis.lexicon.words["connector"]


def _is_no_body(reading: ProseSection, hit: NameHit) -> bool:
    """Whether words name a concept, a place, a press desk, a gazette or a person, or only say what something is."""
    words = reading.words
    return bool(
        _is_concept(reading, hit)
        or words.pattern("place-or-desk").search(reading.plain, hit.start, hit.end)
        or reading.passage.analysis.within(hit.start, hit.end + 2, "gazette")
        or _is_person(reading, hit)
        or (not hit.acronym and _is_predicate(reading, hit.start))
        or _is_of_company(reading, hit)
        or _is_not_there(reading, hit)
    )


def _is_not_there(reading: ProseSection, hit: NameHit) -> bool:
    """Whether a body is only proposed, or is no more (``the proposed X``, ``X was dissolved``)."""
    passage = reading.passage
    sentence = passage.analysis.sentence_at(hit.start)
    if sentence is None:
        return False
    if is_unmade(passage, hit.start, hit.whole_end, sentence.start, sentence.end):
        return True
    return is_subject(passage, sentence.start, hit) and is_gone_since(passage, sentence)


_POSSESSOR = re.compile(r"([A-Z][\w.-]*)['’]s\s")


_OF_PERSON = re.compile(r"(?:[A-Z][\w.-]*\s+)+([A-Z][\w.-]*)['’]s\s")


def _is_of_company(reading: ProseSection, hit: NameHit) -> bool:
    """``Acme's Development Centre``: what belongs to a name that is of no country, no office and no body."""
    text = reading.passage.text
    if reading.words.language != "en":
        return False
    titled = _OF_PERSON.match(text, hit.start, hit.end) if reading.words.title.match(reading.plain, hit.start) else None
    if titled is not None:  # "President Jane Doe's Office", and not "Prime Minister's Office"
        word = folded(titled[1])
        return word not in reading.words.words["not-a-person"] and reading.words.title.fullmatch(word) is None
    possessor = _POSSESSOR.match(text, hit.start, hit.end)
    if possessor is None:
        return False
    word = folded(possessor[1])
    known = word in reading.words.words["not-a-person"] or reading.words.title.fullmatch(word) is not None
    places = reading.passage.analysis.within(hit.start, possessor.end(), "country", "ambiguous-country", "demonym")
    return not (known or places or word.endswith("s"))


def _is_concept(reading: ProseSection, hit: NameHit) -> bool:
    """``public administration``, and with more behind it that names no body (``… in West Africa``)."""
    concept = reading.words.pattern("not-a-body").match(reading.plain, hit.start, hit.end)
    analysis = reading.passage.analysis
    return concept is not None and not analysis.within(concept.end(), hit.end, "organization-head")


def _is_person(reading: ProseSection, hit: NameHit) -> bool:
    """Whether words are the title of a person, which a body's name is but for a letter (``la secretaria de Salud``)."""
    printed = reading.passage.text[hit.start : hit.end].split()[0]
    if reading.words.language == "en":
        heads = reading.passage.analysis.within(hit.start, hit.end, "organization-head")
        title = reading.words.title.match(reading.plain, hit.start, hit.end)
        return bool(heads) and (title is not None or heads[0].value == "secretary") and len(heads) < 1 + len(
            [one for one in heads if one.value in ("secretary", "cabinet")]
        )
    if folded(printed).lower() not in reading.words.words["title-or-body"]:
        return False
    return printed.islower() if reading.words.language == "es" else not printed.isascii()


def _is_predicate(reading: ProseSection, start: int) -> bool:
    """Whether words say what something is (``X is a State corporation under …``), and name nothing."""
    low = max(reading.passage.start, start - 24)
    return _predicate(reading.words.language).search(reading.plain, low, start) is not None


@lru_cache(maxsize=8)
def _predicate(language: str) -> re.Pattern[str]:
    words = load_prose_words(language)
    return re.compile(rf"{words.pattern('being').pattern}\s+{words.pattern('indefinite').pattern}\s*(?:\w+\s+)?\Z")


__all__ = ["at_possessives", "before_another", "is_body_name", "up_to_acronym"]
