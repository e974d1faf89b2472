"""Names of strategies that are no run of capitals: in small letters, introduced by a word, or with a year."""

from __future__ import annotations

import re

from egov_kg.extract.citation_words import pattern as citation_pattern
from egov_kg.extract.dates import find_horizons, find_periods
from egov_kg.extract.names import looks_like_acronym, words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.strategy_words import pattern, words
from egov_kg.language import Hit, folded

Part = tuple[int, int]

_PROPER_QUOTED = re.compile(r"[\"“«]\s*(?P<name>[A-ZÀ-Ý0-9][^\"”»\n.;:]{2,70}?)\s*[\"”»]")
_YEARS_AT_END = re.compile(
    r"[\s,]*\(?\s*(?:(?:19|20)\d\d\s*(?:[-–—/]|to|al?|à)\s*(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d)\s*\)?\Z"
)
_CLOSED = re.compile(r"[ \n]*(?:[,.;:)»”\"]|\Z)")
_MOST_WORDS = 14
NATIONAL = re.compile(r"\b(?:national|nacional|nationale)\b")
_DETERMINERS = frozenset([
    "the", "its", "our", "el", "la", "su", "nuestra", "nuestro", "le", "sa", "son", "notre", "o", "a", "seu", "sua",
    "l", "du", "del", "do", "da", "au", "al",
])  # fmt: skip


_LINKS = frozenset(
    [
        "of",
        "for",
        "and",
        "&",
        "de",
        "del",
        "du",
        "da",
        "do",
        "des",
        "dos",
        "das",
        "y",
        "e",
        "et",
        "la",
        "le",
        "el",
        "les",
    ]
)


def period_at(passage: Passage, position: int, end: int) -> bool:
    """Whether a range of years stands right at a place, a bracket or comma before it."""
    periods = find_periods(passage.text, position, min(end, position + 30))
    return bool(periods) and not passage.text[position : periods[0].start].strip(" \n(,")


def small_name(passage: Passage, hit: Hit, start: int, end: int) -> Part | None:
    """A head with the small words behind it, up to its years, its acronym or the end of what is named.

    A head in small letters is a name only with its years behind it.
    """
    text = passage.text
    stop = _small_end(passage, hit, end)
    if stop is None or len(words_of(text, hit.end, stop)) < 1:
        return None
    acronym = re.compile(r"\s*\([A-Z][A-Za-z0-9./-]{1,14}\)").match(text, stop, end)
    firm = period_at(passage, stop, end) or acronym is not None
    said = folded(text[hit.start : stop])
    kind = [one for one in passage.analysis.within(hit.start, stop, "strategy-kind") if one.end <= stop]
    if said in passage.analysis.lexicon.words["generic-strategy"] or not kind:
        return None
    if not text[hit.start].isupper():
        telling = NATIONAL.search(said) or any(one.value == "e-government" for one in kind)
        sure = period_at(passage, stop, end) and telling and _determined(text, start, hit.start)
        return (hit.start, stop) if sure else None
    inside = hit.start > start and text[start : hit.start].strip() != ""
    closed = inside and len(said.split()) > 2 and (_CLOSED.match(text, stop, end) or _is_verb(passage, stop, end))
    line = _is_line(passage, hit.start, stop) and len(said.split()) > 2
    return (hit.start, stop) if firm or closed or line else None


def _small_end(passage: Passage, hit: Hit, end: int) -> int | None:
    """Where the words of a name in small letters end: at a mark, a number or what is said of it."""
    lexicon = passage.analysis.lexicon
    stop = previous = hit.end
    for count, word in enumerate(words_of(passage.text, hit.end, end)):
        if passage.text[previous : word.start].strip(" \n'’-") or word.text[0].isdigit():
            break
        low = folded(word.text)
        if low in lexicon.words["name-breaker"] - lexicon.words["connector"] or _is_verb(passage, word.start, end):
            break
        if count > _MOST_WORDS:
            return None
        previous = word.end
        stop = stop if low in lexicon.words["connector"] else word.end
    return stop


def _is_verb(passage: Passage, position: int, end: int) -> bool:
    behind = folded(passage.text[position : min(end, position + 40)]).lstrip()
    return bool(citation_pattern("", "clause", r"\b").match(behind))


def _determined(text: str, start: int, position: int) -> bool:
    before = words_of(text, max(start, position - 12), position)
    return bool(before) and folded(before[-1].text) in _DETERMINERS


def _is_line(passage: Passage, start: int, end: int) -> bool:
    block = next((one for one in passage.analysis.blocks if one.start <= start < one.end), None)
    return block is not None and start - block.start <= 4 and not passage.text[end : block.end].strip()


def small_name_before(passage: Passage, hit: Hit, start: int, end: int) -> Part | None:
    """In English, small words before a head with its years (``the national cybersecurity strategy 2021-2025``)."""
    if passage.text[hit.start].isupper() or not period_at(passage, hit.end, end):
        return None
    low = max(start, hit.start - 80)
    said = re.compile(r"\b(?:the|its|our)\s+((?:[a-z-]+\s+){1,5})\Z").search(folded(passage.text[low : hit.start]))
    if said is None or "national" not in said[1].split():
        return None
    first = low + said.start(1)
    return (first, hit.end) if passage.analysis.within(first, hit.end, "strategy-kind") else None


def introduced_name(passage: Passage, hit: Hit, end: int) -> Part | None:
    """The proper name that a head introduces (``the strategy Digital Harbours``, ``la estrategia «Puertos 2030»``)."""
    text = passage.text
    called = pattern(r"\s+(?:", "called", r"\s+)*").match(folded(text[hit.end : min(end, hit.end + 40)]))
    at = hit.end + (called.end() if called else 0)
    gap = re.compile(r"\s*").match(text, at, end)
    at = gap.end() if gap else at
    if at == hit.end or at >= end:
        return None
    quoted = _PROPER_QUOTED.match(text, at, end)
    if quoted:
        return _proper(passage, hit, quoted.span("name"), quoted.end(), end)
    stop = _run_end(passage, at, end)
    return _proper(passage, hit, (at, stop), stop, end) if stop > at else None


def _run_end(passage: Passage, start: int, end: int) -> int:
    """Where a run of capitalised words ends, small words of linking within it."""
    stop = previous = start
    for word in words_of(passage.text, start, end):
        if passage.text[previous : word.start].strip(" \n"):
            break
        if word.text[0].isupper() or (word.text[0].isdigit() and stop > start):
            stop = word.end
        elif folded(word.text) not in _LINKS or stop == start:
            break
        previous = word.end
    return stop


def _proper(passage: Passage, hit: Hit, name: Part, behind: int, end: int) -> Part | None:
    """A name without its years, where it is one: two words or more, or an acronym with its years."""
    start, stop = name
    years = _YEARS_AT_END.search(passage.text[start:stop])
    only = _YEARS_AT_END.fullmatch(passage.text[start:stop])
    horizons = find_horizons(passage.text, behind, min(end, behind + 20))
    dated = bool(years or horizons) or period_at(passage, behind, end)
    if years and find_periods(passage.text, start, stop):
        stop = start + years.start()
    said = words_of(passage.text, start, stop)
    capitals = [word for word in said if word.text[0].isupper()]
    if only or not capitals or not (dated or folded(passage.text[hit.start : hit.end]) in words("sure-head")):
        return None
    if len(capitals) < 2 and not (dated and (looks_like_acronym(capitals[0].text) or len(said) > 1)):
        return None
    analysis = passage.analysis
    countries = analysis.within(start, stop, "country", "demonym")
    if sum(one.end - one.start for one in countries) >= sum(word.end - word.start for word in capitals):
        return None
    return None if analysis.within(start, stop, "organization-head", "instrument-type") else (start, stop)


def horizon_name(passage: Passage, hit: Hit, end: int) -> Part | None:
    """``Vision 2030``: a head and a horizon year; the agendas of the United Nations and of Africa are no country's."""
    match = re.compile(r"\s+(?P<year>20[2-6]\d)\b(?!\s*[-–/]\s*\d)").match(passage.text, hit.end, end)
    known = passage.text[hit.start].isupper() and folded(passage.text[hit.start : hit.end]) in _VISIONS
    return (hit.start, match.end()) if match and known else None


_VISIONS = frozenset(["vision", "visao"])


def is_supranational_name(passage: Passage, start: int, end: int) -> bool:
    """Whether a name is that of a plan of a union, a continent or the United Nations."""
    said = folded(passage.text[start : min(len(passage.text), end + 24)])
    found = pattern(r"\b", "supranational", r"\b").finditer(said)
    # A country's plan for the agenda of the United Nations is its own.
    return any(match.start() < end - start + 4 and (match.start() < 5 or "20" not in match[0]) for match in found)


def is_programme(head: str) -> bool:
    """Whether a head word may stand for any programme or framework, and not only for a country's plan."""
    return head in ("programme", "program", "programa", "framework", "marco", "cadre", "quadro")


def is_dated(passage: Passage, start: int, end: int) -> bool:
    """Whether a name holds a year or has years right behind it."""
    return bool(re.search(r"\b(?:19|20)\d\d\b", passage.text[start : end + 14]))


def is_title_of_section(passage: Passage, start: int, end: int) -> bool:
    """Whether a name is a whole line of nothing but a head and its kind (``Digital Strategy``): it heads a section."""
    said = folded(passage.text[start:end])
    kinds = sum(hit.end - hit.start for hit in passage.analysis.within(start, end, "strategy-kind"))
    heads = sum(hit.end - hit.start for hit in passage.analysis.within(start, end, "strategy-head"))
    covered = kinds + heads >= len(re.sub(r"\b(?:de|del|of|da|do|du|des)\b|\s", "", said))
    return covered and not is_dated(passage, start, end) and _is_line(passage, start, end)


_FILLED = (
    r"(?:\s+(?:an?|any|the|its|new|own|una?|ninguna?|la|el|su|nueva|nuevo|une?|le|sa|son|nouvelle"
    r"|uma?|o|a|sua|seu|nova|novo))*\s*\Z"
)


def is_absent(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence says that there is no such plan."""
    before, behind = _around(passage, start, end)
    return bool(
        citation_pattern(r"\b", "absent-before", _FILLED).search(before)
        or citation_pattern(r"[\s)\"”»]*", "absent-behind", r"\b").match(behind)
        or re.search(r"\b(?:no|aucune?|nenhuma?|ninguna?)\s*\Z", before)
    )


def is_planned(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence says that the plan is still to come."""
    before, behind = _around(passage, start, end)
    years = r"[\s)\"”»(]*(?:\d{4}\s*[-–]\s*\d{2,4}\)?\s*)?"
    return bool(
        pattern(r"\b", "drafted-before", _FILLED).search(before)
        or pattern(years, "drafted-behind", r"\b").match(behind)
    )


def _around(passage: Passage, start: int, end: int) -> tuple[str, str]:
    sentence = passage.analysis.sentence_at(start)
    low = max(sentence.start if sentence else start, start - 60)
    high = min(sentence.end if sentence else end, end + 80)
    return folded(passage.text[low:start]), folded(passage.text[end:high])
