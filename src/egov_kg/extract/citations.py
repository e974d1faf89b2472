"""Citations of laws and other instruments, in the manners of several systems.

Manners read: ``Law 1712 of 2014``, ``Decreto N° 2.794 del 16 de diciembre del 2014``, ``Decree 1008/2018``,
``Ley N° 31, Title, de 19 de julio de 2010``, ``Title Act, No. 31 of 2016``, ``Title Act (621/1999)``,
``Title Act, 2012 (Act 843)``, ``Title Act of 15 November 2000``, ``Title Act (Cap. 80)``, ``Law 5 or the Title Act``,
``Title Law, O.G. N° 40.274, date 17/10/2013``, ``Law of 12 March 2019 No. 53``, ``Resolution of the Cabinet No. 232``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from egov_kg.extract.citation_dates import with_dates_said
from egov_kg.extract.citation_norms import norms_in
from egov_kg.extract.citation_numbered import by_number, by_number_further
from egov_kg.extract.citation_parts import Citation, number_at, plain_number
from egov_kg.extract.citation_place import Place, gap_end, is_number, pointed_at, supranational, types_in, with_kind
from egov_kg.extract.citation_titled import by_date, by_gazette, by_title_or_date
from egov_kg.extract.citation_words import pattern, words
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_files import alternation
from egov_kg.language import folded

UNNUMBERED = ("constitution", "law", "decree-law", "decree", "regulation", "bill")
"""Types that are also cited by title alone."""

__all__ = ["Citation", "find_citations", "may_cite", "plain_number"]


def find_citations(passage: Passage, start: int, end: int, *, by_title: bool = False) -> list[Citation]:
    """The instruments cited in a stretch, in order: by number, by gazette, by title and date.

    With ``by_title`` those named by title alone too, as in an answer that asks for laws.
    """
    found: list[Citation] = []
    first = start
    for hit in types_in(passage, start, end):
        if hit.start < first:
            continue
        listed = bool(found) and not found[-1].number and passage.text[found[-1].end : hit.start].startswith(",")
        place = Place(passage=passage, hit=with_kind(passage, hit, end), first=first, end=end, listed=listed)
        union = supranational(place)
        cited = [] if union else _at(place, by_title=by_title)
        found += cited
        first = max([first, union, *(one.reach for one in cited)])
    found = _with_norms(_approved(passage, found), norms_in(passage, start, end))
    return with_dates_said(passage, found)


def _approved(passage: Passage, citations: list[Citation]) -> list[Citation]:
    """A numbered instrument with the title of what it approved (``Ley de X, aprobada por el Decreto 5``): one thing."""
    found: list[Citation] = []
    for citation in citations:
        before = found[-1] if found else None
        if before and before.title and not before.number and citation.number and not citation.title:
            between = folded(passage.text[before.reach : citation.start])
            if len(between) < 60 and _approving().match(between):
                found[-1] = replace(citation, title=before.title)
                continue
        found.append(citation)
    return found


@lru_cache(maxsize=1)
def _approving() -> re.Pattern[str]:
    helper = rf"(?:(?:{alternation(words('auxiliary'))})\s+)*"
    by = r"\s+(?:by|through|por|mediante|par|pela?|pelo)\s+(?:medio\s+del?\s+)?(?:(?:the|la|el|le|l'|o|a)\s*)?\Z"
    return pattern(rf"[\s,)\"”»]*{helper}", "enacted", by)


def may_cite(passage: Passage, start: int, end: int) -> bool:
    """Whether a stretch holds a word for a type of instrument or a norm's code, and is worth reading."""
    return bool(passage.analysis.within(start, end, "instrument-type") or norms_in(passage, start, end))


def _with_norms(found: list[Citation], norms: list[Citation]) -> list[Citation]:
    """The citations with the norms among them; a norm inside another citation is that one's."""
    free = [norm for norm in norms if not any(one.start < norm.end and norm.start < one.reach for one in found)]
    return sorted([*found, *free], key=lambda one: one.start) if free else found


def _is_type(place: Place) -> bool:
    """Whether a word is a type of instrument here: some are with a capital alone, and "code" not before any word."""
    said = folded(place.text[place.hit.start : place.hit.end]).split()[0]
    if said in words("capital-only") and not place.capital:
        return False
    if said not in ("code", "codigo"):
        return True
    behind = folded(place.text[place.hit.end : min(place.end, place.hit.end + 30)])
    return not pattern(r"[\s-]*(?:l')?", "no-code", r"\b").match(behind)


def _at(place: Place, *, by_title: bool) -> list[Citation]:
    hit, passage = place.hit, place.passage
    if not _is_type(place):
        return []
    number = number_at(place.text, gap_end(place.text, hit.end), place.end)
    if number and not number.chapter and is_number(place, number):
        return by_number(place, number)
    found = by_number_further(place)
    if found:
        return [found]
    dated = None if pointed_at(passage, hit.start) else by_date(place)
    if dated:
        return [dated]
    if hit.value not in UNNUMBERED or place.abbreviated or pointed_at(passage, hit.start):
        return []
    titled = by_title_or_date(place, by_title=by_title) or by_gazette(place)
    return [titled] if titled else []
