"""Names of strategies: a head word ("plan", "estrategia") with the words that belong to it, or that it introduces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from egov_kg.extract.names import looks_like_acronym, words_of
from egov_kg.extract.passage import Passage
from egov_kg.extract.strategy_manners import (
    horizon_name,
    introduced_name,
    is_supranational_name,
    small_name,
    small_name_before,
)
from egov_kg.language import Hit, folded

_ACRONYM = re.compile(r"\s*[\"”»]?\s*\(\s*([A-Z][A-Za-z0-9./-]{1,14}(?: [IVX]{1,4})?)\s*\)")
_ACRONYM_BEFORE = re.compile(r"\(\s*([A-Z][A-Za-z0-9./-]{1,14})\s*\)\s*\Z")
_PREFIXED = re.compile(r"[eim]-?[A-Z]")
_QUOTED = re.compile(r"\s*(?:\d{4}\s*[-–]\s*\d{4}\s*)?[\"“«]([^\"”»\n]{3,80})[\"”»]")
_VERSION = re.compile(r"\s+(?:[A-ZÀ-Ý]{3,}\s+)?\d{1,2}\.\d\b|\s+(?:19|20)\d\d\b(?!\s*[-–/]\s*\d)")


@dataclass(frozen=True, slots=True)
class StrategyName:
    start: int
    end: int
    head: str
    acronym: tuple[int, int] | None
    quoted: tuple[int, int] | None = None
    introduced: bool = False
    """Whether the head stands before the name and is no part of it (``the strategy Digital Harbours``)."""

    @property
    def whole_end(self) -> int:
        """Where the name ends, its acronym and its title in quotation marks included."""
        return max(self.end, self.acronym[1] if self.acronym else 0, self.quoted[1] if self.quoted else 0)


def strategy_names(passage: Passage, start: int, end: int) -> list[StrategyName]:
    """The names of strategies in a stretch: a head word with the capitalised words that belong to it."""
    found: list[StrategyName] = []
    for hit in passage.analysis.within(start, end, "strategy-head"):
        if found and hit.start < found[-1].whole_end:
            continue
        sentence = passage.analysis.sentence_at(hit.start)
        if sentence is None:
            continue
        low = max(sentence.start, found[-1].whole_end if found else start)
        high = min(sentence.end, end)
        name = _name_at(passage, hit, low, high)
        described = found and found[-1].start >= sentence.start and not passage.text[hit.start].isupper()
        if name is None or described:
            name = _otherwise(passage, hit, low, high) or (None if described else name)
        if name is None or is_supranational_name(passage, name.start, name.end):
            continue
        if not _is_organization(passage, name):
            found.append(name)
    return found


def _otherwise(passage: Passage, hit: Hit, start: int, end: int) -> StrategyName | None:
    """The name that a head introduces, or that is in small letters."""
    introduced = introduced_name(passage, hit, end)
    part = introduced or horizon_name(passage, hit, end)
    if part is None:
        english = passage.analysis.lexicon.language == "en"
        part = (small_name_before if english else small_name)(passage, hit, start, end)
    if part is None:
        return None
    behind = re.compile(r"[\s»”\"]*(?:\(?\d{4}\s*[-–]\s*\d{2,4}\)?)?[\s»”\"]*").match(passage.text, part[1], end)
    acronym = _ACRONYM.match(passage.text, behind.end() if behind else part[1], end)
    span = acronym.span(1) if acronym and looks_like_acronym(acronym[1]) else None
    return StrategyName(*part, hit.value, span, introduced=introduced is not None)


def _is_organization(passage: Passage, name: StrategyName) -> bool:
    """Whether the words name an organisation of the registry (a *programme* of the United Nations)."""
    return passage.source.registry.find_organization(passage.words(name.start, name.end)) is not None


def _name_at(passage: Passage, hit: Hit, start: int, end: int) -> StrategyName | None:
    lexicon, text = passage.analysis.lexicon, passage.text
    first = _leftwards(passage, hit, start)
    last = _rightwards(passage, hit, end)
    if passage.analysis.within(hit.end, last + 6, "instrument-type") and not _HORIZON_YEAR.match(text[last - 4 : last]):
        return None  # "National Data Policy Act"
    if not text[hit.start].isupper() and (first == hit.start or _capitals(passage, first, hit.start) < 2):
        return None
    words = folded(text[first:last])
    bare = re.sub(r"^(?:the|el|la|los|las|new|nuevo|nueva)\s+", "", words)
    tail = " ".join(words.split()[-2:])
    if (
        last == hit.end
        and tail in lexicon.words["generic-strategy"]
        and not tail.startswith(("strateg", "nation", "public"))
    ):
        return None  # "… Action Plan", "… Follow-up Plan": a plan for something, not the country's
    if bare in lexicon.words["generic-strategy"] or bare == hit.value or _capitals(passage, first, last) < 2:
        return None
    acronym = _ACRONYM.match(text, last, end)
    span = acronym.span(1) if acronym and looks_like_acronym(acronym[1].split()[0]) else None
    inside = _ACRONYM_BEFORE.search(text, first, hit.start)
    span = span or (inside.span(1) if inside and looks_like_acronym(inside[1]) else None)
    quoted = _QUOTED.match(text, max(last, acronym.end() if acronym and span else 0), end)
    return StrategyName(first, last, hit.value, span, quoted.span(1) if quoted and quoted[1][0].isupper() else None)


def _capitals(passage: Passage, start: int, end: int) -> int:
    return sum(is_capital(word.text) for word in words_of(passage.text, start, end))


def is_capital(word: str) -> bool:
    """Whether a word of a name has a capital, in its beginning or behind an ``e`` (``eGovernment``, ``e-Services``)."""
    return word[0].isupper() or _PREFIXED.match(word) is not None


def _leftwards(passage: Passage, hit: Hit, start: int) -> int:
    lexicon = passage.analysis.lexicon
    if lexicon.language != "en":
        return hit.start
    acronym = _ACRONYM_BEFORE.search(passage.text, start, hit.start)
    first = acronym.start() if acronym else hit.start
    skipped = lexicon.words["connector"] | lexicon.words["name-breaker"]
    words = words_of(passage.text, start, first)
    previous = first
    for index, word in reversed(list(enumerate(words))):
        gap = passage.text[word.end : previous]
        if gap.strip() and gap != "-":
            break
        low, previous = folded(word.text), word.start
        if is_capital(word.text) and low not in skipped:
            first = word.start
        elif low in ("and", "of", "for") and index and words[index - 1].text[0].isupper() and first != hit.start:
            continue
        else:
            break
    opening = words_of(passage.text, first, hit.start)
    while opening and folded(opening[0].text) in (
        *lexicon.words["yes"],
        "yes",
        "currently",
        "also",
        "finally",
        "additionally",
    ):
        opening = opening[1:]
    return opening[0].start if opening else hit.start


def _rightwards(passage: Passage, hit: Hit, end: int) -> int:
    text, lexicon = passage.text, passage.analysis.lexicon
    last = previous = hit.end
    links, joined = 0, False
    for word in words_of(text, hit.end, end):
        gap = text[previous : word.start]
        if gap.strip(" \n") and not (gap.strip() == "," and _goes_on(passage, word.start, end)):
            break
        low = folded(word.text)
        second = low in lexicon.words["strategy-head"] and joined
        if (word.text[0].isupper() and not second) or (_HORIZON_YEAR.match(word.text) and not links):
            last, links, joined = word.end, 0, False
        elif low in lexicon.words["connector"] and links < 3:
            links, joined = links + 1, joined or low in ("and", "y", "e", "et", "&")
        else:
            break
        previous = word.end
    version = _VERSION.match(text, last, end)
    return version.end() if version else last


_HORIZON_YEAR = re.compile(r"20[2-9]\d\Z")


def _goes_on(passage: Passage, start: int, end: int) -> bool:
    """Behind a comma: whether ``Technology and Innovation``-like words end an enumeration."""
    match = re.match(
        r"[A-ZÀ-Ý][\w-]*(?:\s+[A-ZÀ-Ý][\w-]*)*(?:,\s+[A-ZÀ-Ý][\w-]*)*,?\s+(?:and|y|e|et)\s+(?:[a-z]{1,3}\s+)?[A-ZÀ-Ý]",
        passage.text[start:end],
    )
    return match is not None
