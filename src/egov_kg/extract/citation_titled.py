"""Instruments cited by title, with a number, a date, a year or a gazette behind it, or by the title alone."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.citation_dates import with_date_said
from egov_kg.extract.citation_numbered import with_date_behind, with_title
from egov_kg.extract.citation_parts import YEAR, Citation, date_at, number_at, with_date, with_gazette
from egov_kg.extract.citation_place import (
    YEAR_BEHIND,
    Place,
    agree,
    behind_bracket,
    gap_end,
    next_type,
    pointed_at,
)
from egov_kg.extract.citation_titles import is_clause, is_issuer, quoted_title, title_end, title_start
from egov_kg.extract.citation_words import pattern, words
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, folded

SHORT_NAME = re.compile(
    r"\s*\(\s*(?:(?:hereinafter|hereafter|henceforth|in\s+short|en\s+adelante|en\s+lo\s+sucesivo|ci-après|doravante|or|o|ou)"
    r"\s*,?\s*)?(?:the\s+|la\s+|el\s+|l['’]|o\s+|a\s+)?[\"“«]?\s*(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý0-9-]{1,11}(?:\s+(?:Act|Law|Bill|Code))?"
    r"|(?:Ley|Lei|Loi)\s+[A-ZÀ-Ý][\w-]{1,20})\s*[\"”»]?\s*\)"
)
"""The short name of an instrument in brackets behind its title: an acronym, ``the FOI Act``, ``Ley Olimpia``."""
_TITLE_GAP = re.compile(
    r"[\s,(\[–-]*(?:B\.?\s?E\.?\s*25\d\d[\s,(]*)?"
    rf"(?:(?:(?:of|de|del)\s+)?(?P<year>{YEAR})\b[)\s,(\[–-]*)?"
)
_ISSUED_BY = re.compile(r",?\s+(?:of|by|del?|du|do|da)\s+(?:the\s+|la\s+|el\s+|l['’])?[A-ZÀ-Ý][^.;:()\n,]{3,90}(?=,)")
"""Who issued an instrument, between its date and its title (``, de la Secretaría de Puertos, por la que …``)."""
_BUDDHIST = re.compile(rf"[\s,]*B\.?\s?E\.?\s*25\d\d\s*\(\s*(?P<year>{YEAR})\s*\)")
_IN_YEAR = re.compile(rf"\s+(?:in|en|em)\s+(?P<year>{YEAR})\b(?!\s*[-–/]\s*\d)")


def by_title_or_date(place: Place, *, by_title: bool) -> Citation | None:
    """A title with its type, then a number, a date, a year or a gazette; alone where that is enough."""
    passage, hit = place.passage, place.hit
    found = _titled(place, by_title=by_title) if place.capital or hit.value == "bill" else None
    if found is None or not found.titled_first or pointed_at(passage, found.start):
        return found if found and not found.titled_first else None
    behind = _behind_title(place, found)
    if behind is not None:
        return behind
    if _word_of_a_name(place, found):
        return None
    named = hit.value == "constitution" and found.end - found.start > hit.end - hit.start
    return found if named or (by_title and _is_title(passage, found.start, found.end, hit)) else None


def _titled(place: Place, *, by_title: bool) -> Citation | None:
    """The title around a type: in capitals, else quoted behind it, else in small letters up to punctuation."""
    passage, hit = place.passage, place.hit
    start, stop = title_start(passage, hit, place.first), _title_stop(place)
    if _is_named_after(place, stop) or (start == hit.start and _part_of_a_name(place)):
        return None
    if stop == hit.end and start == hit.start and hit.value != "constitution":
        quoted = quoted_title(passage, hit.end, place.end)
        if quoted and by_title:
            return Citation(instrument_type=hit.value, start=start, end=quoted[1] + 1, title=quoted)
        stop = title_end(passage, hit.end, place.end, small=True) if _goes_on_small(place) else stop
        if stop == hit.end or not (_closed(place.text, stop, place.end) or is_clause(passage, stop, place.end)):
            return None
    return Citation(instrument_type=hit.value, start=start, end=stop, title=(start, stop), titled_first=True)


def _title_stop(place: Place) -> int:
    """Where the title ends behind its type; in English a link word joins it, else it ends with the type."""
    stop = title_end(place.passage, place.hit.end, place.end)
    said = words_of(place.text, place.hit.end, min(stop, place.hit.end + 60))[:1]
    joined = place.passage.language != "en" or not said or folded(said[0].text) in words("type-link")
    types = place.passage.analysis.within(place.hit.end, stop, "instrument-type")
    return stop if joined else types[-1].end if types else place.hit.end


def _part_of_a_name(place: Place) -> bool:
    """Whether a type only is a word of another name (``Ministry of Law``, ``Law School``)."""
    if place.passage.language != "en":
        return False
    before = re.search(r"\b[A-Z]\w+\s+of\s+\Z", place.text[max(place.first, place.hit.start - 30) : place.hit.start])
    return before is not None and place.hit.value == "law"


def _word_of_a_name(place: Place, found: Citation) -> bool:
    """Whether an English title alone is part of another name (``Law Reform Office``, ``Minister of Law``)."""
    if place.passage.language != "en" or place.hit.value == "constitution":
        return False
    goes_on = re.compile(r"\s+[A-Z][a-z]+(?<!No)(?<!Cap)\b").match(place.text, found.end, place.end)
    heads = place.passage.analysis.within(found.start, found.end, "organization-head", "official")
    of_body = any(head.start == found.start for head in heads) and " of " in place.text[found.start : place.hit.start]
    return (goes_on is not None and found.end == place.hit.end) or of_body


def _is_named_after(place: Place, stop: int) -> bool:
    """Whether a title ends with the type of another instrument whose number follows (``Reglamento de la Ley N° 8``)."""
    types = place.passage.analysis.within(place.hit.end, stop, "instrument-type")
    said = words_of(place.text, place.hit.end, min(stop, place.hit.end + 60))[:1]
    if not types or types[-1].end != stop or folded(said[0].text) not in (*words("type-link"), "de", "del"):
        return False
    spaces = re.compile(r"\s*").match(place.text, stop, place.end)
    number = number_at(place.text, spaces.end(), place.end) if spaces else None
    return number is not None and not number.bare


def _goes_on_small(place: Place) -> bool:
    """Whether a link word joins a title in small letters to its type (``Ley de acceso a la información``)."""
    behind = words_of(place.text, place.hit.end, min(place.end, place.hit.end + 20))[:1]
    links = place.passage.analysis.lexicon.words["connector"] | words("subject-link")
    if folded(place.text[place.hit.start : place.hit.end]).split()[-1] in links:  # "Code du numérique"
        return place.passage.language != "en"
    return place.passage.language != "en" and bool(behind) and folded(behind[0].text) in links


def _closed(text: str, stop: int, end: int) -> bool:
    """Whether a title in small letters ends at punctuation or an address, not in the middle of a sentence."""
    return stop >= end or bool(re.match(r"\s*(?:[:,;.(]|https?:|www\.|\n|\Z)", text[stop:end]))


def _is_title(passage: Passage, start: int, stop: int, hit: Hit) -> bool:
    """Whether words are a title by themselves: at least two besides the type, one of them with a capital."""
    said = [*words_of(passage.text, start, hit.start), *words_of(passage.text, hit.end, stop)]
    links = passage.analysis.lexicon.words["connector"]
    said = [word for word in said if folded(word.text) not in links]
    own = folded(passage.text[hit.start : hit.end])
    if len(said) == 1 and (own == "act" or " " in own) and start < hit.start:
        return " " in own or folded(said[0].text) not in words("kind")  # ``Evidence Act``, ``Public Procurement Code``
    return len(said) >= 2 or (len(said) == 1 and passage.text[stop : stop + 2].lstrip()[:1] in (":", "("))


def _behind_title(place: Place, found: Citation) -> Citation | None:
    """The citation with the number, date, year or gazette right behind its title; None where there is none."""
    passage, text = place.passage, place.text
    stop = _behind_acronym(text, found.end)
    numbered = _number_behind_title(place, found, stop)
    if numbered:
        return numbered
    date = date_at(passage, stop, place.end)
    if date:
        return with_gazette(passage, _signed_behind(place, with_date(found, date)), place.end)
    match = _BUDDHIST.match(text, stop, place.end) or YEAR_BEHIND.match(text, stop, place.end)
    match = match or _enacted_in(place, found, stop)
    if match:
        stated = (int(match["year"]), *match.span("year"))
        return with_gazette(passage, replace(found, end=match.end(), year=stated), place.end)
    cited = with_date_said(passage, with_gazette(passage, replace(found, end=stop), place.end))
    return cited if cited.gazette or cited.issued or cited.year else None


def _number_behind_title(place: Place, found: Citation, stop: int) -> Citation | None:
    """``Title Act, 2012 (Act 843)``, ``Title Act (621/1999)``, ``Title Act, Cap. 80``, ``Title (Decree No. 5)``."""
    text = place.text
    gap = _TITLE_GAP.match(text, stop, place.end)
    position = gap.end() if gap else stop
    typed = next_type(place, position)
    typed = typed if typed and typed.start == position else None
    if typed is not None:
        if not agree(typed.value, found.instrument_type) or place.listed:
            return None
        position = gap_end(text, typed.end)
    number = number_at(text, position, place.end)
    date = date_at(place.passage, stop, place.end)
    if number is None or (date and date.start <= number.number[1] < date.end):
        return None
    if not typed and number.bare:
        return None
    stated = (int(gap["year"]), *gap.span("year")) if gap and gap["year"] else None
    if typed and stated and number.year and stated[0] != number.year[0]:  # two instruments of a list
        return None
    year = number.year or stated
    behind = None if year else YEAR_BEHIND.match(text, behind_bracket(text, stop, number.end), place.end)
    if behind and behind[0].strip().startswith(("of", "de", "du", "do")):  # ``Title Act (Act 843) of 2012``
        year = (int(behind["year"]), *behind.span("year"))
    issuer = is_issuer(place.passage, place.hit.end, found.end) and found.start == place.hit.start
    cited = replace(
        found, end=behind_bracket(text, stop, number.end), number=number.number, year=year,
        title=None if issuer else found.title, titled_first=not issuer,
    )  # fmt: skip
    dated = with_date_behind(place.passage, cited, place.end)
    dated = replace(dated, end=behind_bracket(text, stop, dated.end))
    return with_title(place, with_gazette(place.passage, dated, place.end))


def _signed_behind(place: Place, found: Citation) -> Citation:
    """With the signed number behind its date (``Law on Data of 9 May 2015 No. 395``)."""
    number = number_at(place.text, gap_end(place.text, found.end), place.end)
    if number is None or not number.signed:
        return found
    return replace(found, end=number.end, number=number.number)


def _enacted_in(place: Place, found: Citation, stop: int) -> re.Match[str] | None:
    """The year in which the sentence says an instrument was passed (``passed the Title Act in 2016``)."""
    match = _IN_YEAR.match(place.text, stop, place.end)
    if match is None:
        said = pattern(r"[\s,(–-]*(?:(?:was|fue|foi)\s+)?", "enacted", r"").match(folded(place.text[stop : stop + 40]))
        return _IN_YEAR.match(place.text, stop + said.end(), place.end) if said else None
    sentence = place.passage.analysis.sentence_at(found.start)
    low = max(sentence.start if sentence else found.start, found.start - 160)
    return match if pattern(r"\b", "enacted", r"\b").search(folded(place.text[low : found.start])) else None


def by_date(place: Place) -> Citation | None:
    """A type, a day and a title, without a number (``Arrêté du 8 novembre 2018 relatif à l'état civil``)."""
    date = date_at(place.passage, place.hit.end, place.end)
    if date is None or date.day is None or place.hit.value in ("constitution", "bill") or place.abbreviated:
        return None
    cited = Citation(instrument_type=place.hit.value, start=place.hit.start, end=place.hit.end)
    cited = with_title(place, with_date(cited, date))
    if cited.title is None:
        issuer = _ISSUED_BY.match(place.text, cited.end, place.end)
        cited = with_title(place, replace(cited, end=issuer.end())) if issuer else cited
    return cited if cited.title else None


def _behind_acronym(text: str, stop: int) -> int:
    match = SHORT_NAME.match(text, stop)
    return match.end() if match else stop


def by_gazette(place: Place) -> Citation | None:
    """An instrument cited by title and gazette: everything from its type (or the title before it) to the gazette."""
    passage, hit = place.passage, place.hit
    if not place.capital:
        return None
    following = next_type(place, hit.end)
    limit = following.start if following else place.end
    for gazette in passage.analysis.within(hit.end, min(place.end, hit.end + 260), "gazette")[:1]:
        stop = _trim_right(place.text, hit.end, gazette.start)
        if gazette.start - hit.end > 220 or "\n\n" in place.text[hit.end : gazette.start] or limit < stop:
            return None
        start = title_start(passage, hit, place.first)
        found = Citation(instrument_type=hit.value, start=start, end=stop, title=(start, stop), titled_first=True)
        cited = with_gazette(passage, found, place.end)
        return cited if cited.gazette else None
    return None


def _trim_right(text: str, start: int, end: int) -> int:
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ')"”»'):
        end -= 1
    return end
