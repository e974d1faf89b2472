"""Through whom parties cooperate: the bodies named in a tie's clause, and whose they are.

Whose a body is, the clause says itself ("… of Uruguay"), or the document says elsewhere. Else the sides of the clause
decide: what stands before "with" is on one side, what stands behind it on the other, so that one body whose country is
known tells the others'. Where nothing tells, the body has no country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from egov_kg.extract.bodies import is_subject
from egov_kg.extract.mentions import bare_acronym, country_mentions, international_mentions, mention_of
from egov_kg.extract.names import NameHit, content_words, looks_like_acronym, organization_names, words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.tie_words import load_tie_words
from egov_kg.language import folded
from egov_kg.model import Stated
from egov_kg.records import CountryRef, InternationalRef, OrganizationMention

RULE = "tie-agency-named"

_THROUGH = re.compile(
    r"\b(?:through|by|via|a traves de|mediante|por|par|atraves d[eo]|coordina|coordinates|coordonne|coordena|"
    r"a cargo de|a cargo del|ejecuta|executes|implements)\s+(?:the\s+|el\s+|la\s+|l'|o\s+|a\s+)?\Z"
)
_WITH = re.compile(r"\b(?:with|con|com|avec|between|entre)\b")
_WE = re.compile(r"\b(?:we|our|us|nosotros|nuestro|nuestra|hemos|estamos|nous|notre|nos|nosso|nossa)\b")
_CALLED = re.compile(r"\b(?:called|named|known as|llamad[ao]|denominad[ao]|agency|agencia|appelee?|chamad[ao])\s*\Z")
_BEHIND = re.compile(r"\s*(?:\([^()]{2,16}\)\s*)?(?:of|de|del|da|do|du|d')\s+(?:the\s+|la\s+|el\s+|l')?[\w\s]{0,24}\Z")
_UNKNOWN_NAME = re.compile(
    r"\b(?:[Ww]ith|[Cc]on|[Cc]om|[Aa]vec)\s+(?:the\s+|el\s+|la\s+)?((?:[A-ZÀ-Ý][\w'-]+\s+){1,4}[A-ZÀ-Ý][\w'-]+)(?=\s+[a-zà-ÿ]|[,.;])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The stretch in which a tie with a party is told, where the party is named, and who tells it."""

    start: int
    end: int
    named: tuple[int, int]
    party: CountryRef | InternationalRef
    reporter: CountryRef


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: NameHit | None
    country: CountryRef | None


def agencies_of(passage: Passage, clause: Clause) -> tuple[Stated[OrganizationMention], ...]:
    """The bodies through which the parties of a clause work, each with its country where that is known."""
    names = list(_by_name(passage, clause))
    acronyms = list(_by_acronym(passage, clause, names))
    found = sorted([*names, *acronyms], key=lambda one: one.start)
    if isinstance(clause.party, CountryRef):
        found = _by_side(passage, clause, found)
    # A body of a third country works in that country's tie, told in the same clause.
    mine = (None, clause.reporter, clause.party)
    return tuple(_stated(passage, one) for one in found if one.country in mine)


def _stated(passage: Passage, one: _Found) -> Stated[OrganizationMention]:
    stretch = (one.start, one.end)
    country = passage.state(one.country, *stretch, RULE) if one.country else None
    if one.name is None:
        return passage.state(bare_acronym(passage, *stretch, RULE, country=country), *stretch, RULE)
    return passage.state(mention_of(passage, one.name, RULE, country=country), *stretch, RULE)


def _by_name(passage: Passage, clause: Clause) -> Iterator[_Found]:
    """Names with a head word; in a clause about a country, capitalised words right behind "with" too."""
    others = [(low, high) for low, high, _ in international_mentions(passage, clause.start, clause.end)]
    hits = organization_names(passage, clause.start, clause.end)
    if isinstance(clause.party, CountryRef):
        hits += [hit for hit in _without_head(passage, clause) if not _overlaps(hit, hits)]
    for hit in hits:
        registered = passage.source.registry.find_organization(passage.words(hit.start, hit.end))
        if registered or any(low <= hit.start < high for low, high in others) or is_given(passage, hit.start):
            continue
        country = _known_country(passage, clause, hit.start, hit.whole_end)
        if isinstance(clause.party, InternationalRef):
            if country is None and not _works_in_it(passage, clause, hit):
                continue  # most likely a part of the organisation itself
            country = country or clause.reporter
        yield _Found(hit.start, hit.whole_end, hit, country)


_OBJECT = re.compile(
    r"\s+(?:(?:in|en|em)\s+(?:19|20)\d\d\s+)?(?:(?:the|a|an|el|la|un|una|le|un|une|o|a|um|uma)\s+|l')?"
)


def is_given(passage: Passage, start: int) -> bool:
    """``donated the Data Centre``: whether a name is of what is given or financed, not of who works in the tie."""
    hits = passage.analysis.within(max(passage.start, start - 40), start, "tie-kind")
    if not hits or hits[-1].value != "funding":
        return False
    *_, last = folded(passage.text[hits[-1].start : hits[-1].end]).split()
    by = last in passage.analysis.lexicon.words["preposition"]  # "funded by the Ministry"
    return not by and _OBJECT.fullmatch(folded(passage.text[hits[-1].end : start])) is not None


def _overlaps(hit: NameHit, hits: Sequence[NameHit]) -> bool:
    return any(one.start < hit.whole_end and hit.start < one.whole_end for one in hits)


def _without_head(passage: Passage, clause: Clause) -> Iterator[NameHit]:
    for match in _UNKNOWN_NAME.finditer(passage.text, clause.start, clause.end):
        start, end = match.span(1)
        if not passage.analysis.within(start, end, "country", "organization", "acronym", "strategy-head"):
            yield NameHit(start, end)


def _works_in_it(passage: Passage, clause: Clause, hit: NameHit) -> bool:
    """Whether a body named beside an international organisation is the country's: it acts, or the tie runs by it."""
    through = _THROUGH.search(folded(passage.text[max(clause.start, hit.start - 30) : hit.start]))
    return bool(through) or is_subject(passage, clause.start, hit)


def _known_country(passage: Passage, clause: Clause, start: int, end: int) -> CountryRef | None:
    """The country in or right behind a name, else that of the same body elsewhere in the document."""
    for low, _, iso3 in country_mentions(passage, start, min(clause.end, end + 50)):
        if low < end or _BEHIND.match(folded(passage.text[end:low])):
            return CountryRef(iso3)
    known = passage.source.acronyms.get(passage.words(start, end).rpartition("(")[2].rstrip(")"))
    if known is not None and known.country is not None:
        return known.country.value
    words = content_words(passage.text[start:end], passage.analysis.lexicon)
    return clause.reporter if words in passage.source.own_names else None


def _by_acronym(passage: Passage, clause: Clause, names: Sequence[_Found]) -> Iterator[_Found]:
    """Acronyms that the document explains, and unexplained ones where an agency is named."""
    taken = [clause.named, *((one.start, one.end + 1) for one in names)]
    for word in words_of(passage.text, clause.start, clause.end):
        part = word.text.partition("-")[0] if word.text.partition("-")[0].isupper() else word.text
        stretch = (word.start, word.start + len(part))
        if any(low <= word.start < high for low, high in taken) or not looks_like_acronym(part) or not part.isupper():
            continue
        if passage.source.registry.find_organization(part) or passage.source.registry.find_country(part):
            continue
        joined = _joined_country(passage, clause, stretch[1])
        called = len(part) > 2 and _is_called(passage, clause, word.start)
        if part in passage.source.acronyms or joined or called or _is_body(passage, clause, word.start, part):
            yield _Found(*stretch, None, joined or _known_country(passage, clause, *stretch))


_ARTICLE = re.compile(r"\b(?:the|la|el|l'|le|o|a)\s*\Z")


def _is_body(passage: Passage, clause: Clause, start: int, acronym: str) -> bool:
    """Whether an acronym nobody explained is written as a body's: with an article, or opening its clause."""
    if folded(acronym) in load_tie_words(passage.language).words["no-body"] or not 3 <= len(acronym) <= _LONGEST:
        return False
    before = folded(passage.text[max(clause.start, start - 6) : start])
    return _ARTICLE.search(before) is not None or not passage.text[clause.start : start].strip(" -•\n")


_LONGEST = 9


def _joined_country(passage: Passage, clause: Clause, end: int) -> CountryRef | None:
    """The country that a hyphen joins to an acronym (``ABC-KOREA``)."""
    for low, _, iso3 in country_mentions(passage, end, min(clause.end, end + 30)):
        if passage.text[end:low].strip() in ("-", "–"):
            return CountryRef(iso3)
    return None


def _is_called(passage: Passage, clause: Clause, start: int) -> bool:
    return bool(_CALLED.search(folded(passage.text[max(clause.start, start - 20) : start])))


def _by_side(passage: Passage, clause: Clause, found: Sequence[_Found]) -> list[_Found]:
    """The bodies with countries filled in from the sides of "with"."""
    words = folded(passage.text[clause.start : clause.end])
    match = _WITH.search(words)
    if match and 0 <= clause.named[0] - (clause.start + match.end()) < 24:
        # "With the Republic of X, our agency …": the country itself is the other side, bodies may be of either.
        return [_Found(o.start, o.end, o.name, o.country or _this_country(passage, clause, o)) for o in found]
    if match is None:
        # No two sides: a clause of the reporting country about another tells of its own bodies.
        alone = [(one, one.country or _alone(passage, one, found, clause)) for one in found]
        return [_Found(one.start, one.end, one.name, country) for one, country in alone]
    cut = clause.start + match.start()
    before, behind = _side_countries(passage, clause, found, cut)
    sides = [(one, before if one.start < cut else behind) for one in found]
    return [one if one.country else _Found(one.start, one.end, one.name, side) for one, side in sides]


_THIS_COUNTRY = re.compile(
    r"\b(?:this|that|its|said|este|ese|dicho|ce|esse|deste|desse)\s+(?:country|pais|pays)\b[\s\w,]{0,12}\Z"
)


def _this_country(passage: Passage, clause: Clause, one: _Found) -> CountryRef | None:
    """The country named before where a body is said to be "of this country"."""
    before = folded(passage.text[max(clause.start, one.start - 40) : one.start])
    return clause.party if isinstance(clause.party, CountryRef) and _THIS_COUNTRY.search(before) else None


def _alone(passage: Passage, one: _Found, found: Sequence[_Found], clause: Clause) -> CountryRef | None:
    """Who acts before the other country is named is the reporting country's, where nothing else is known."""
    known = {other.country for other in found if other.country}
    heading = ":" in passage.text[clause.start : one.start]
    return clause.reporter if not known and not heading and one.end <= clause.named[0] else None


def _side_countries(
    passage: Passage, clause: Clause, found: Sequence[_Found], cut: int
) -> tuple[CountryRef | None, CountryRef | None]:
    """Whose the bodies before and behind "with" are, from what is known on either side."""
    party = clause.party if isinstance(clause.party, CountryRef) else clause.reporter
    opposite: dict[CountryRef | None, CountryRef] = {clause.reporter: party, party: clause.reporter}
    left: set[CountryRef | None] = {one.country for one in found if one.country and one.start < cut}
    right: set[CountryRef | None] = {one.country for one in found if one.country and one.start >= cut}
    if not left and not right:
        if _WE.search(folded(passage.text[clause.start : clause.end])):
            right = {party}
        elif _government_of_party(passage, clause, cut):
            left = {party}
    if len(left) == 1 and not right:
        right = {opposite.get(next(iter(left)))}
    if len(right) == 1 and not left:
        left = {opposite.get(next(iter(right)))}
    return _only(left), _only(right)


def _only(countries: set[CountryRef | None]) -> CountryRef | None:
    return next(iter(countries)) if len(countries) == 1 else None


def _government_of_party(passage: Passage, clause: Clause, cut: int) -> bool:
    """Whether the clause is about the other country's government: its name is no heading and stands before the verb."""
    named = [low for low, _, iso3 in country_mentions(passage, clause.start, cut) if CountryRef(iso3) == clause.party]
    return len(named) > 1 or (
        bool(named) and named[0] > clause.start + 3 and ":" not in passage.text[clause.start : cut]
    )
