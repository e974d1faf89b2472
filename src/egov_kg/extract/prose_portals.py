"""Portals that prose, lists and fact sheets name: an address, and beside it words that say what the site is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from egov_kg.extract.addresses import Address
from egov_kg.extract.block_names import body_of_line
from egov_kg.extract.portals import social_hosts
from egov_kg.extract.prose_reading import Attached, Reading
from egov_kg.extract.prose_words import load_prose_words
from egov_kg.extract.standing import is_gone_since, is_no_site
from egov_kg.language import Sentence
from egov_kg.model import Stated
from egov_kg.records import CountryRef, Portal, Record

RULE = "prose-portal-named"
CHAPTER_RULE = "prose-portal-listed"
_BEFORE = 110
"""Characters before an address within which the words stand that say what it is."""
_NEAR = 28
"""Characters between a word for a portal and the words that say what it is for."""
_BESIDE = 4
"""Characters between a name that says what a site is for and its address."""
_SAME_CLAUSE = 40
"""Characters between what is done (``licences are applied for``) and the portal on which it is done."""
_LONGEST_NAME = 90
_INTERNATIONAL = (".int", "europa.eu", ".un.org")


_HOSTS = {
    "open-data": r"data|dato|dado|donnee",
    "procurement": r"compra|contrat|procure|tender|marche|licit|achat",
    "e-participation": r"particip|consult",
    "e-services": r"servi|tramit|demarche",
}
"""What hosts of portals of a type are called, where the words beside them say no more than what they hold."""


class _Place(NamedTuple):
    """An address in its sentence; ``words`` is where the words before it end (behind the label of a link)."""

    sentence: Sentence
    start: int
    words: int
    end: int
    attached: Attached


class _Said(NamedTuple):
    """Words that say what a site is for: the code, where they stand, whether they stand with a word for a portal."""

    code: str
    start: int
    end: int
    sure: bool


def read_prose_portals(reading: Reading) -> list[Record]:
    """The addresses that words such as "open data portal" name, before or behind, on the line above or below."""
    found: list[Record] = []
    for place in _places(reading):
        if _is_no_portal(reading, place):
            continue
        said, rule = _said(reading, place)
        owner = _owner(reading, place) if said else None
        if owner is None:
            continue
        passage = reading.passage
        found.append(Portal(
            country=passage.state(owner, place.start, place.words, rule),
            url=Stated(value=place.attached.url, spans=place.attached.spans, rule=rule),
            portal_types=tuple(passage.state(one.code, one.start, one.end, rule) for one in said),
        ))  # fmt: skip
    return found


def _places(reading: Reading) -> Iterator[_Place]:
    """Every address of the section, as it is printed or as the target of a link."""
    passage = reading.passage
    name: Address | None = None
    for index, one in enumerate(reading.addresses):
        sentence = passage.analysis.sentence_at(one.start)
        start, name = (name or one).start, one
        if sentence is not None and not _printed_again(one, reading.addresses[index + 1 : index + 2]):
            attached = Attached(one.url, one.host, passage.cite(one.start, one.end), one.end)
            yield _Place(sentence, start, start, one.end, attached)
            name = None
    for link in reading.links:
        target = reading.linked(*link.span)
        sentence = passage.analysis.sentence_at(link.span.start)
        if target is not None and sentence is not None and passage.start <= link.span.start < passage.end:
            yield _Place(sentence, link.span.start, link.span.end, link.span.end, target)


def _printed_again(one: Address, following: Sequence[Address]) -> bool:
    """``gov.example <https://www.gov.example>``: the name of a site is its address, and the address is printed too."""
    return any(
        other.start - one.end <= _BESIDE and other.host.removeprefix("www.") == one.host.removeprefix("www.")
        for other in following
    )


def _is_no_portal(reading: Reading, place: _Place) -> bool:
    """Whether an address is a profile, of an international organisation, or a body's own page."""
    host = place.attached.host
    if any(host == one or host.endswith(f".{one}") for one in (*social_hosts(), "europa.eu")):
        return True
    if host.endswith(_INTERNATIONAL):
        return True
    for body in reading.bodies[place.sentence.start]:
        own = reading.attached(body.start, body.end)
        if own is not None and own.end == place.attached.end:
            return True
    return False


def _said(reading: Reading, place: _Place) -> tuple[list[_Said], str]:
    """What the words around an address say that the site is for, the nearest first, and the rule that read them."""
    low = _before(reading, place)
    if _denied(reading, low, place.words) or _is_not_there(reading, place, low):
        return [], RULE
    named, listed = _noun(reading, low, place.words), _in_chapter(reading)
    before = _nearest(_types(reading, _own_words(reading, place, low), place.words), place.words)
    if before and (before[0].sure or listed or place.words - before[0].end <= _BESIDE):
        return before, RULE
    behind = _types(reading, *_behind(reading, place))
    if behind and (named or listed or behind[0].sure):
        return _nearest(behind, behind[0].start), RULE
    if before and re.search(_HOSTS.get(before[0].code, r"\Z(?!)"), place.attached.host):
        return before, RULE
    wider = [one for one in _types(reading, low, place.words) if place.words - one.end <= _SAME_CLAUSE]
    if wider and named:
        return _nearest(wider, place.words), RULE
    return _listed(reading, place, low, named=named or listed), CHAPTER_RULE


def _listed(reading: Reading, place: _Place, low: int, *, named: bool) -> list[_Said]:
    """What the lines above and below an address say, where one of them or a heading says that it is a portal."""
    above = _above(reading, place)
    if not named and not any(_noun(reading, *line) for line in above):
        return []
    heading = [tuple(reading.heading)] if reading.heading else []
    for start, end in [*above, (low, place.words), *_below(reading, place), *heading]:
        if types := _types(reading, start, end):
            return _nearest(types, start)
    return []


def _denied(reading: Reading, low: int, high: int) -> bool:
    """Whether the words before an address say that it is of the past, will replace a portal, or is a body's own."""
    passed = reading.passage.analysis.within(low, high, "portal-replaced")
    return bool(passed or _owned_or_former(reading.words.language).search(reading.plain, low, high))


def _is_not_there(reading: Reading, place: _Place, low: int) -> bool:
    """Whether the words around an address, or the sentence behind, say that its site is closed, to come or feigned."""
    end = place.sentence.end
    stop = min([end, *(one.start for one in reading.addresses if one.start >= place.end)])
    if is_no_site(reading.passage, place.words, place.end, low, max(stop, place.end)):
        return True
    return stop == end and is_gone_since(reading.passage, place.sentence, to_come=True)


@lru_cache(maxsize=8)
def _owned_or_former(language: str) -> re.Pattern[str]:
    """``the former portal``, ``its website``: a site that is closed, or that of the body spoken of."""
    words = load_prose_words(language)
    noun, site = words.pattern("portal", "portal-site").pattern, words.pattern("portal-site").pattern
    former, possessive = words.pattern("former").pattern, words.pattern("possessive").pattern
    return re.compile(rf"{former}\W+(?:\w+\W+){{0,2}}{noun}|{possessive}\s+(?:\w+\s+)?{site}")


@lru_cache(maxsize=8)
def _behind_link(language: str) -> re.Pattern[str]:
    """What joins an address to the words behind it that say what it is."""
    words = load_prose_words(language)
    article, said = words.pattern("article").pattern, words.pattern("portal-said").pattern
    verb = words.pattern("include").pattern
    return re.compile(
        rf"[\s)>\]]*(?:,?\s*(?:{said}|{verb})\s+(?:{article}\s+)*|,\s+(?:{article}\s+)*|\s*[:–—(]\s*|\s-\s|\s+(?=[a-z]))"
    )


def _behind(reading: Reading, place: _Place) -> tuple[int, int]:
    """Where the words stand that go on behind an address in its sentence, up to the next clause or address."""
    end = place.sentence.end
    link = _behind_link(reading.words.language).match(reading.plain, place.end, end)
    if link is None:
        return place.end, place.end
    stop = min([end, *(one.start for one in reading.addresses if one.start >= link.end())])
    cut = re.compile(r"[,;]\s|\.\s").search(reading.plain, link.end() + 1, stop)
    stop = cut.start() if cut else stop
    joined = not link.group().strip().startswith(",") or _in_chapter(reading)
    if not joined and not _noun_first(reading, link.end(), stop):
        return place.end, place.end
    return link.end(), stop


def _noun_first(reading: Reading, start: int, stop: int) -> bool:
    """Whether a word for a portal is among the first words behind a comma, so that they are an apposition."""
    noun = reading.words.pattern("portal", "portal-site").pattern
    return re.compile(rf"(?:[\w'’-]+\s+){{0,3}}?{noun}").match(reading.plain, start, stop) is not None


def _before(reading: Reading, place: _Place) -> int:
    """Where the words before an address begin: behind another address, and what is said of that one."""
    low = max(place.sentence.start, place.start - _BEFORE)
    earlier = [one.end for one in reading.addresses if low < one.end <= place.start]
    earlier += [link.span.end for link in reading.links if low < link.span.end <= place.start]
    for end in earlier:
        cut = re.compile(r"[,;]\s|\.\s|\b(?:and|y|e|et)\s").search(reading.plain, end, place.start)
        low = max(low, cut.end() if cut else end)
    return min(low, place.start)


def _own_words(reading: Reading, place: _Place, low: int) -> int:
    """Where the words begin that are of the address alone: those of the word for a portal right before it."""
    nouns = list(reading.words.pattern("portal", "portal-site").finditer(reading.plain, low, place.start))
    if nouns and place.start - nouns[-1].end() <= _BESIDE:  # "the open data portal X", "el portal de datos abiertos X"
        return max(low, nouns[-1].start() - (_NEAR if reading.words.language == "en" else 0))
    return low


def _noun(reading: Reading, low: int, high: int) -> bool:
    return reading.words.pattern("portal").search(reading.plain, low, high) is not None


def _types(reading: Reading, low: int, high: int) -> list[_Said]:
    """Words that say what a site is for; ``sure`` where a word for a portal is among or near them."""
    words, plain = reading.words, reading.plain
    nouns = [match.span() for match in words.pattern("portal").finditer(plain, low, high)]
    nouns += [match.span() for match in words.pattern("portal-site").finditer(plain, low, high)]
    found: list[_Said] = []
    for match in words.portal_type.finditer(plain, low, high):
        start, end = match.span()
        near = any(first < end + _NEAR and start < last + _NEAR for first, last in nouns)
        found.append(_Said(words.portals[" ".join(match.group().split())], start, end, near))
    return [one for one in found if not _is_narrowed(reading, one, found)]


def _is_narrowed(reading: Reading, one: _Said, found: list[_Said]) -> bool:
    """Whether a national portal is said to be that of one thing (``portal nacional de datos abiertos``)."""
    if one.code != "national":
        return False
    links = reading.words.pattern("of", "article", "to", "from").pattern
    return any(
        other.start > one.end and re.fullmatch(rf"(?:\s|{links})+", reading.plain[one.end : other.start])
        for other in found
        if other.code != "national"
    )


def _nearest(found: list[_Said], place: int) -> list[_Said]:
    """The words nearest to a place, with those that an "and" or a comma joins to them, each code once."""
    if not found:
        return []
    first = min(found, key=lambda one: (not one.sure, max(place - one.end, one.start - place)))
    kept = {first.code: first}
    for one in found:
        if one.sure == first.sure and min(abs(one.start - first.end), abs(first.start - one.end)) <= _BESIDE:
            kept.setdefault(one.code, one)
    return list(kept.values())


def _in_chapter(reading: Reading) -> bool:
    """Whether a heading above says that portals, or the infrastructure they are part of, are listed."""
    chapter = reading.words.pattern("portal-chapter")
    return any(chapter.search(title) for title in reading.titles)


def _line(reading: Reading, place: int) -> tuple[int, int]:
    text = reading.passage.text
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return start, end if end >= 0 else len(text)


def _above(reading: Reading, place: _Place) -> list[tuple[int, int]]:
    """The lines above an address in its paragraph, the topmost first, none of them with an address or a body's name."""
    text = reading.passage.text
    found: list[tuple[int, int]] = []
    line = _line(reading, min(place.sentence.start, place.start))
    while line[0] > reading.passage.start and len(found) < 4:
        line = _line(reading, line[0] - 1)
        if not text[slice(*line)].strip() or _has_address(reading, line):
            break
        if body_of_line(reading, *line) is not None:
            return []
        if text[slice(*line)].rstrip().endswith((".", "!", "?")) and not _noun(reading, *line):
            break  # a sentence about something else
        found.append(line)
    if found and len(text[slice(*found[-1])].strip()) > _LONGEST_NAME:
        return []
    return found[::-1]


def _has_address(reading: Reading, line: tuple[int, int]) -> bool:
    links = (link.span.start for link in reading.links)
    return any(line[0] <= place < line[1] for place in (*(one.start for one in reading.addresses), *links))


def _below(reading: Reading, place: _Place) -> list[tuple[int, int]]:
    """The sentence below an address that ends its line, in the same paragraph and without an address of its own."""
    text = reading.passage.text
    line = _line(reading, place.end)
    if re.search(r"\w", text[place.end : line[1]]) or line[1] >= reading.passage.end:
        return []
    low, high = _line(reading, line[1] + 1)
    sentence = reading.passage.analysis.sentence_at(low + len(text[low:high]) - len(text[low:high].lstrip()))
    if not text[low:high].strip() or sentence is None or sentence.start < low:
        return []
    if any(low <= one.start < max(high, sentence.end) for one in reading.addresses):
        return []
    return [(sentence.start, sentence.end)]


def _owner(reading: Reading, place: _Place) -> CountryRef | None:
    """Whose portal: of the country the sentence says, else the document's; not against the address's own domain."""
    of_host = reading.source.registry.country_of_host(place.attached.host)
    said = {
        hit.value for hit in reading.passage.analysis.within(place.sentence.start, place.start, "country", "demonym")
    }
    scope = reading.country.value.iso3 if reading.country else None
    if of_host:
        return CountryRef(of_host) if of_host in {*said, scope} else None
    if reading.words.pattern("supranational").search(reading.plain, _before(reading, place), place.start):
        return None
    if said:
        return CountryRef(said.pop()) if len(said) == 1 else None
    return reading.country.value if reading.country else None


__all__ = ["read_prose_portals"]
