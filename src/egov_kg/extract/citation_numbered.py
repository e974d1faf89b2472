"""Instruments cited by number: right behind the type, or behind who issued them, their title or their date."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.citation_parts import (
    SIGNED,
    YEAR,
    Citation,
    Numbering,
    Part,
    date_at,
    number_at,
    with_date,
    with_gazette,
)
from egov_kg.extract.citation_place import (
    NEXT,
    YEAR_BEHIND,
    Place,
    agree,
    behind_bracket,
    gap_end,
    is_number,
    next_type,
)
from egov_kg.extract.citation_titles import (
    block_at,
    is_issuer,
    own_title_start,
    quoted_title,
    title_behind,
    title_end,
    title_start,
)
from egov_kg.extract.citation_words import pattern, words
from egov_kg.extract.dates import DateHit, find_dates
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, folded

_BRACKETED_YEAR = re.compile(rf"\s*\((?P<year>{YEAR})\)")
_COLLECTION = re.compile(r"\s+(?:Coll|Sb|Z\.\s?z)\.")
BETWEEN = 16
"""Words between a type and its signed number at most (``Resolution of the Cabinet of Ministers No. 232``)."""
_APPOSED = re.compile(
    r"\s*(?:[,(]|\s[-–—]\s|–|—|,?\s+(?:or|o|u|ou|also\s+known\s+as|known\s+as|called|denominada|llamada)\s)\s*"
    r"(?:the\s+|la\s+|el\s+)?\Z"
)
_TITLE_BEFORE_DATE = re.compile(
    r"\s*(?:,\s*|\s(?=(?:of|on|de|del|sobre)\s))(?:(?:of|on|de|del|sobre)\s+(?:the\s+|la\s+|el\s+)?)?"
    r"(?P<title>[A-ZÀ-Ý«“\"][^\n;]{3,160}?)\s*,\s+(?=(?:of|de|del|dated|du|do)\s)"
)
_ISSUER = re.compile(
    r",?\s+(?:of|by|del?|du|do|da)\s+(?:the\s+|la\s+|el\s+)?[A-ZÀ-Ý]\w+"
    r"(?:\s+(?:of|de|del)\s+(?:the\s+|la\s+|el\s+)?[A-ZÀ-Ý]\w+)?"
)


def by_number(place: Place, number: Numbering) -> list[Citation]:
    """By the number right behind the type, with what follows; and the further numbers of ``Laws 1 and 2``."""
    passage, hit = place.passage, place.hit
    start = own_title_start(passage, hit, place.first)
    cited = Citation(
        instrument_type=hit.value, start=start, end=behind_bracket(place.text, hit.end, number.end),
        number=number.number, year=number.year, titled_first=start < hit.start,
        title=(start, hit.end) if start < hit.start else None,
    )  # fmt: skip
    collected = _COLLECTION.match(place.text, cited.end, place.end)
    cited = replace(cited, end=collected.end()) if collected else cited
    year = None if cited.year else YEAR_BEHIND.match(place.text, cited.end, place.end)
    if year and cited.end > number.end:  # ``Decree (M/17) of 2007``
        cited = replace(cited, end=year.end(), year=(int(year["year"]), *year.span("year")))
    dated = with_date_behind(passage, cited, place.end)
    further = _further_numbers(place, cited) if dated.end == cited.end and start == hit.start else []
    if further:
        return [cited, *further]
    cited = with_title(place, with_gazette(passage, dated, place.end))
    return [cited, *_amending(place, cited)]


def _amending(place: Place, first: Citation) -> list[Citation]:
    """The instrument of the same type that changed a first one (``Ley 5-01, modificada por la 7-03``)."""
    said = pattern(r"[\s,(]*", "amended", r"\s+(?:(?:the|la|las|el|los|les|le|as|os|a|o)\s+)?").match(
        folded(place.text[first.reach : min(place.end, first.reach + 60)])
    )
    number = number_at(place.text, first.reach + said.end(), place.end) if said else None
    if number is None or number.bare or number.chapter:
        return []
    cited = replace(
        first, start=number.start, end=number.end, number=number.number, year=number.year, title=None,
        issued=None, gazette=None, titled_first=False,
    )  # fmt: skip
    return [with_date_behind(place.passage, cited, place.end)]


def _further_numbers(place: Place, first: Citation) -> list[Citation]:
    """The further numbers of ``Laws 12 of 2010 and 13 of 2011``: with a year or a sign, or behind a plural."""
    found: list[Citation] = []
    plural = folded(place.text[place.hit.start : place.hit.end]).endswith("s")
    position = first.end
    while match := NEXT.match(place.text, position, place.end):
        number = number_at(place.text, match.end(), place.end)
        if number is None or number.chapter or not (number.year or number.signed or plural):
            break
        position = number.end
        found.append(replace(first, start=number.number[1], end=number.end, number=number.number, year=number.year))
    return found


def with_title(place: Place, cited: Citation) -> Citation:
    """The citation with a title in apposition to it, else with the one that a link word joins to it."""
    if cited.title:
        return cited
    apposed = _apposed_title(place, cited)
    if apposed:
        return apposed
    title = title_behind(place.passage, cited, place.end)
    return _with_date_behind_title(place, replace(cited, title=title)) if title else cited


def _with_date_behind_title(place: Place, cited: Citation) -> Citation:
    """With the date that stands behind the title of a numbered instrument (``No. 5 on Data dated 3 May 2019``)."""
    if cited.issued:
        return cited
    year = _BRACKETED_YEAR.match(place.text, cited.reach, place.end)
    if year and cited.year is None:
        return replace(cited, year=(int(year["year"]), *year.span("year")), end=year.end())
    behind = folded(place.text[cited.reach : cited.reach + 40])
    said = pattern(r"[\s,]*(?:(?:was|fue)\s+)?", "enacted", "").match(behind)
    date = date_at(place.passage, cited.reach + (said.end() if said else 0), place.end)
    if date is None or date.day is None or not _same_year(cited, date):
        return cited
    return with_date(cited, date)


def _apposed_title(place: Place, cited: Citation) -> Citation | None:
    """``Ley Nº 27806, Ley de Transparencia``, ``Act No. 5 or the Data Act of 2012``: one instrument, named twice."""
    passage, following = place.passage, next_type(place, cited.end)
    issuer = _ISSUER.match(place.text, cited.end, place.end)
    end = issuer.end() if issuer and following and issuer.end() <= following.start else cited.end
    if following is None or not (agree(place.hit.value, following.value) or _is_law_by_decree(place, following)):
        return None
    start, stop = title_start(passage, following, end), title_end(passage, following.end, place.end)
    number = number_at(place.text, gap_end(place.text, following.end), place.end)
    alone = start == following.start and stop == following.end
    gap = _APPOSED.match(place.text[end:start])
    if alone or not gap or not place.text[start].isupper() or (number and is_number(place, number)):
        return None
    if _list_goes_on(place, stop):
        return None
    year = YEAR_BEHIND.match(place.text, stop, place.end)
    if year and cited.year and int(year["year"]) != cited.year[0]:
        return None
    stated = cited.year or ((int(year["year"]), *year.span("year")) if year else None)
    return replace(cited, end=year.end() if year else stop, year=stated, title=(start, stop))


def _is_law_by_decree(place: Place, following: Hit) -> bool:
    """Whether a numbered decree is a titled law, as congresses issue them (``Decreto 5-2008, Ley de Archivos``)."""
    return place.hit.value == "decree" and following.value == "law" and place.passage.language == "es"


def _list_goes_on(place: Place, stop: int) -> bool:
    """Whether a further title without a number follows behind a comma: then a list of instruments is printed."""
    ahead = NEXT.match(place.text, stop, place.end)
    if ahead is None:
        return False
    hit = next(iter(place.passage.analysis.within(stop, stop + 120, "instrument-type")), None)
    if hit is None or title_start(place.passage, hit, ahead.end()) > ahead.end() + 4:
        return False
    return number_at(place.text, gap_end(place.text, hit.end), place.end) is None


def _same_year(citation: Citation, date: DateHit) -> bool:
    """Whether a date can be the citation's: of its year, or of any where its number holds one (``2017-20``)."""
    year, number = citation.year, citation.number
    return year is None or year[0] == date.year or (number is not None and number[1] <= year[1] < number[2])


def with_date_behind(passage: Passage, citation: Citation, end: int) -> Citation:
    """The citation with the date behind it, behind the title between commas, or behind who issued it."""
    title = None if citation.title else _TITLE_BEFORE_DATE.match(passage.text, citation.end, end)
    issuer = _ISSUER.match(passage.text, citation.end, end)
    for position in (citation.end, *([title.end()] if title else []), *([issuer.end()] if issuer else [])):
        date = date_at(passage, position, end, year=citation.year[0] if citation.year else None)
        if date is None or not _same_year(citation, date):
            continue
        if title and position == title.end():
            citation = replace(citation, title=title.span("title"))
        return with_date(citation, date)
    return citation


def by_number_further(place: Place) -> Citation | None:
    """A signed number behind who issued the instrument, its title or its date (``Law of 12 March 2019 No. 53``)."""
    text, hit = place.text, place.hit
    block = block_at(place.passage, hit.start)
    end = min(place.end, hit.end + 220, block.end if block else place.end)
    sign = SIGNED.search(text, hit.end, end)
    if sign is None or place.abbreviated or hit.value == "constitution":
        return None
    between = (hit.end, sign.start())
    if len(text[slice(*between)].split()) > BETWEEN or place.passage.analysis.within(*between, "gazette"):
        return None
    parts = _parts_between(place, *between)
    number = number_at(text, sign.start(), place.end) if parts else None
    if parts is None or number is None:
        return None
    title, date = parts
    start = own_title_start(place.passage, hit, place.first)
    if start < hit.start:
        title = (start, hit.end)
    elif title and _joined(text[hit.end : title[0]]):
        title = (start, title[1])
    cited = Citation(
        instrument_type=hit.value, start=start, end=number.end, number=number.number, year=number.year,
        title=title, titled_first=title is not None and title[0] == start,
    )  # fmt: skip
    cited = with_date(cited, date) if date else with_date_behind(place.passage, cited, place.end)
    return with_title(place, with_gazette(place.passage, cited, place.end))


def _joined(between: str) -> bool:
    """Whether nothing but a link word stands between a type and its title (``Law on Archives No. 5``)."""
    return bool(pattern(r"\s+", "subject-link", r"\s+(?:(?:the|el|la|los|las)\s+)?\Z").match(folded(between)))


def _parts_between(place: Place, start: int, end: int) -> tuple[Part | None, DateHit | None] | None:
    """The title and the date between a type and its number; None where other words stand there."""
    text, quoted = place.text, None
    dates = find_dates(text, start, end)
    date = dates[0] if dates else None
    stop = date.start if date else end
    if date and text[date.end : end].strip(" ,\n"):
        return None
    if is_issuer(place.passage, start, stop):
        start = _behind_issuer(place, start, stop)
    quoted = quoted_title(place.passage, start, stop)
    if quoted:
        start = quoted[1] + 1
    rest = pattern(r"[\s,\"”»]*(?:(?:of|de|del|dated?|from|on|do|du)\b)?[\s,]*", "subject-link", r"\s").match(
        folded(text[start:stop])
    )
    said = re.sub(r"\b(?:of|de|del|dated?|from|on|do|du|no)\b|[\s,\"”»(]", "", text[start:stop])
    if not said or (not quoted and _is_kind(text, start, stop)):
        return quoted, date
    if rest is None or quoted or re.search(r"[.;:()]\s|\n\n", text[start:stop]) or _other_type(place, start, stop):
        return None
    title = (start + rest.end(), start + len(text[start:stop].rstrip(" ,\n(")))
    return _without_link(text, title), date


def _is_kind(text: str, start: int, stop: int) -> bool:
    """Whether words behind a type only say what kind of it there is (``Resolución Exenta N° 5``)."""
    said = words_of(text, start, stop)
    only = bool(said) and not re.search(r"[^\w\s]", text[start:stop])
    return only and all(folded(word.text) in words("kind") for word in said)


def _without_link(text: str, title: Part) -> Part | None:
    """A title without the link word before a date at its end."""
    match = re.compile(r"\s+(?:of|de|del|dated|from|du|do)\Z").search(text[slice(*title)])
    stop = title[0] + match.start() if match else title[1]
    return (title[0], stop) if stop > title[0] else None


def _other_type(place: Place, start: int, end: int) -> bool:
    return bool(place.passage.analysis.within(start, end, "instrument-type"))


def _behind_issuer(place: Place, start: int, end: int) -> int:
    """Behind the capitalised words that say who issued an instrument."""
    last = start
    for word in words_of(place.text, start, end):
        low = folded(word.text)
        if low in words("subject-link") and low not in ("de", "del"):
            break
        if place.text[last : word.start].strip(" \n"):
            break
        if word.text[0].isupper():
            last = word.end
        elif low not in ("of", "the", "and", "by", "de", "del", "la", "el", "y", "for", "los", "las", "du", "do", "da"):
            break
        else:
            last = word.end
    return last
