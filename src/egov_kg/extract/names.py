"""Names of organisations in running text: a head word (ministry, agencia …), what belongs to it, and its acronym."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from egov_kg.extract.name_complements import complement
from egov_kg.extract.passage import Passage
from egov_kg.language import Lexicon, folded

_WORD = re.compile(r"(?<!\w)[LlDd]['’](?=[^\W\d_])|[^\W_][\w'’&./-]*[^\W_]|[^\W_]|&", re.UNICODE)
"""A word; an elided article is one of its own (``l'Agence``)."""
_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ0-9&./-]{0,14}[A-Za-zÀ-Ý0-9]\Z")
_AFTER = re.compile(
    r"\s*[\"”»']?\s*(?:\(\s*[\"“]?([^()\s,]{2,16})[\"”]?\s*(?:\)|,\s)"
    r"|(?:[-–—,]\s*|[\"“])([A-ZÀ-Ý][A-ZÀ-Ý0-9&./-]{1,15})(?=[\s.,;:)\"”]|\Z))"
)
_BEFORE_BRACKET = re.compile(r"(?<![\w./-])([A-ZÀ-Ý][\w&-]{1,15})\s*\(\s*\Z")
_BROKEN = re.compile(r"-[^\S\n]*\n\s*[^\W\d_A-ZÀ-Þ]")
"""Where a line's end broke a word: what stands before it is half a name."""
_WHICH = frozenset({"this", "each", "every", "cada", "dicho", "dicha"})
_CONJUNCTIONS = frozenset({"and", "y", "e", "et", "&"})
_LONGEST = 18
"""Words; the longest names of ministries that we know have fewer."""


class NameHit(NamedTuple):
    """A name found: where its words stand, and where its acronym stands if it has one."""

    start: int
    end: int
    acronym: tuple[int, int] | None = None

    @property
    def whole_end(self) -> int:
        """Where the name ends, its acronym included."""
        return max(self.end, self.acronym[1] + 1) if self.acronym else self.end


class _Word(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (self.text[1:2] == "-" and self.text[2:3].isupper())  # e-Council


def looks_like_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: two capitals or more, and not only digits."""
    return bool(_ACRONYM.match(text)) and sum(char.isupper() for char in text) >= 2


def stands_for(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in this order in a name, most of them beginning a word."""
    letters = [char for char in folded(acronym) if char.isalpha()]
    words = folded(name)
    position, initials = 0, 0
    for letter in letters:
        found = words.find(letter, position)
        if found < 0:
            return False
        start = next((m.start() for m in re.finditer(rf"\b{re.escape(letter)}", words[position:])), None)
        if start is not None:
            found, initials = position + start, initials + 1
        position = found + 1
    return initials >= max(1, len(letters) // 2)


def initials_match(acronym: str, name: str, lexicon: Lexicon) -> bool:
    """Whether the letters of an acronym are the first letters of a name's words, linking words aside, in any order.

    The order is free since a translated name keeps the acronym of the original.
    """
    letters = sorted(char for char in folded(acronym) if char.isalpha())
    words = [word for word in re.findall(r"[^\W_]+", folded(name)) if word not in lexicon.words["connector"]]
    return letters == sorted(word[0] for word in words)


def content_words(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a name that carry meaning, without plural, in alphabetical order: its key in any word order."""
    links = lexicon.words["connector"]
    words = [word for word in re.findall(r"[^\W_]+", folded(name)) if word not in links]
    return tuple(sorted(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words))


def words_of(text: str, start: int, end: int) -> list[_Word]:
    """The words of a stretch with their places."""
    return [_Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]


def is_generic(name: str, lexicon: Lexicon) -> bool:
    """Whether a name names no particular organisation (``ministries``, ``public entities``)."""
    words = folded(name).split()
    while words and (words[0] in lexicon.words["connector"] or words[0] in _WHICH):
        words = words[1:]
    return not words or " ".join(words) in lexicon.words["generic-name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What is read: the text, its words, where head words begin, and words of its language that link or end names."""

    text: str
    words: list[_Word]
    heads: set[int]
    lexicon: Lexicon
    links: frozenset[str]
    openings: frozenset[str]

    def gap(self, left: int, right: int) -> str:
        """What stands between two words, by index."""
        return self.text[self.words[left].end : self.words[right].start]

    def plain(self, index: int) -> str:
        """A word as the lexicon has it."""
        return folded(self.words[index].text)


def organization_names(passage: Passage, start: int, end: int) -> list[NameHit]:
    """The names of organisations in a stretch of running text, in order, none inside another."""
    text, lexicon = passage.text, passage.analysis.lexicon
    heads = {hit.start for hit in passage.analysis.within(start, end, "organization-head")}
    if not heads:
        return []
    links = lexicon.words["connector"]
    reading = _Reading(
        text=text, words=words_of(text, start, end), heads=heads, lexicon=lexicon, links=links,
        openings=links | lexicon.words["name-breaker"] | lexicon.words["no-name-word"],
    )  # fmt: skip
    found: list[NameHit] = []
    taken = start
    for index, word in enumerate(reading.words):
        if word.start not in heads or word.start < taken:
            continue
        sentence = passage.analysis.sentence_at(word.start)
        hit = _name_at(reading, index, max(taken, sentence.start) if sentence else taken)
        if hit is None or is_generic(text[hit.start : hit.end], lexicon) or _BROKEN.match(text, hit.end):
            continue
        found.append(_with_acronym(text, hit, end, lexicon))
        taken = found[-1].whole_end
    return found


def _name_at(reading: _Reading, index: int, taken: int) -> NameHit | None:
    spelled_out = _before_acronym(reading, index)
    if spelled_out:
        return spelled_out
    words = reading.words
    first = _leftmost(reading, index, taken)
    last = _rightmost(reading, index, complete=first < index)
    if reading.lexicon.language == "fr" and last == index:
        last = _complement(reading, index, last)
    named = words[index].capital or first < index or _is_ministry(reading, index)
    if not named or first == last == index:
        return None
    possessive = words[last].text.endswith(("'s", "’s"))
    return NameHit(words[first].start, words[last].end - 2 * possessive)


def _before_acronym(reading: _Reading, index: int) -> NameHit | None:
    """A name up to the acronym that its words explain, each by its first letter.

    So are names in lower case found (``Centre for digital affairs (CDA)``), and those with a head word inside.
    """
    words = reading.words
    if not words[index].capital:
        return None
    for last in range(index + 1, min(index + _LONGEST, len(words) - 1)):
        gap, acronym = reading.gap(last, last + 1), words[last + 1]
        mark = gap.strip(' \n"“')
        if looks_like_acronym(acronym.text) and (mark in ("(", "–", "—") or (gap != "-" and acronym.text.isupper())):
            name = reading.text[words[index].start : words[last].end]
            spelled = initials_match(acronym.text, name, reading.lexicon)
            if spelled or (mark == "(" and _is_lower_case(reading, index, last) and stands_for(acronym.text, name)):
                return NameHit(words[index].start, words[last].end, (acronym.start, acronym.end))
        if mark not in ("", ","):
            return None
    return None


def _complement(reading: _Reading, index: int, last: int) -> int:
    """The last word of a French name that goes on in lower case; ``last`` where it does not."""
    words, lexicon = reading.words, reading.lexicon
    if not words[index].capital:
        return last
    found = complement([word.text for word in words], index, lambda place: reading.gap(place, place + 1), lexicon)
    return last if found is None else found


def _is_ministry(reading: _Reading, index: int) -> bool:
    """Whether a head word in lower case is a ministry's with its capitalised subject, as French writes it."""
    return reading.lexicon.language == "fr" and reading.plain(index) == "ministere"


def _is_lower_case(reading: _Reading, index: int, last: int) -> bool:
    """Whether a name goes on in lower case, as in French, with no word in it that ends names."""
    inner = [reading.plain(place) for place in range(index + 1, last + 1) if not reading.words[place].capital]
    ends = reading.lexicon.words["name-breaker"] - reading.links
    return bool(set(inner) - reading.links) and not ends.intersection(inner)


def _leftmost(reading: _Reading, index: int, taken: int) -> int:
    """English puts what distinguishes an office before its head word; Spanish, French, Portuguese behind it."""
    words = reading.words
    first = index
    while first > 0 and reading.lexicon.language == "en":
        before = words[first - 1]
        if before.start < taken or reading.gap(first - 1, first).strip(" -–\n"):
            break
        if before.capital and reading.plain(first - 1) not in reading.openings:
            first -= 1
            continue
        joined = first > 1 and before.text in ("and", "of", "for", "&") and words[first - 2].capital
        if joined and first < index and _is_adjacent(reading, first - 2) and words[first - 2].start >= taken:
            first -= 2
            continue
        break
    while first < index and reading.plain(first) in reading.openings:  # a capital that only begins the sentence
        first += 1
    return first


def _is_adjacent(reading: _Reading, left: int) -> bool:
    return not reading.gap(left, left + 1).strip(' \n"“”«»-–')


def _rightmost(reading: _Reading, index: int, *, complete: bool) -> int:
    """The last word of a name; a ``complete`` one has what distinguishes it before its head word already."""
    words, last, cursor = reading.words, index, index
    while cursor + 1 < len(words) and cursor - index < _LONGEST:
        between = reading.gap(cursor, cursor + 1).strip(' \n"“”')
        if between == ",":
            reach = _enumerated(reading, cursor + 1)
            if reach is None:
                break
            cursor = last = reach
            continue
        if between:
            break
        if words[cursor + 1].capital:
            if _begins_another(reading, index, last, cursor, complete=complete):
                break
            cursor = last = cursor + 1
        elif cursor == last > index and (noun := _noun_behind(reading, cursor)):
            cursor = last = noun
        elif _is_adjective(reading, cursor + 1) and cursor in (index, last):
            last = cursor + 1 if cursor > index else last
            cursor += 1
        elif reading.plain(cursor + 1) in reading.links - reading.lexicon.words["name-breaker"]:
            if cursor - last >= 3:
                break
            cursor += 1
        else:
            break
    return last


def _is_adjective(reading: _Reading, index: int) -> bool:
    """Whether a word is an adjective of names, which other languages than English may print in lower case."""
    return reading.lexicon.language != "en" and reading.plain(index) in reading.lexicon.words["name-adjective"]


def _noun_behind(reading: _Reading, cursor: int) -> int | None:
    """The lower-case noun that many names have behind their capitals (``Technologies de la communication``)."""
    words, place = reading.words, cursor + 1
    if reading.lexicon.language == "en":
        return None
    while place < len(words) and place - cursor <= 2 and reading.plain(place) in reading.links:
        place += 1
    found = cursor + 1 < place < len(words) and reading.plain(place) in reading.lexicon.words["name-noun"]
    return place if found and all(_is_adjacent(reading, one) for one in range(cursor, place)) else None


def _begins_another(reading: _Reading, index: int, last: int, cursor: int, *, complete: bool) -> bool:
    """Whether the capital behind a name that may end at ``last`` is of another one, or its acronym in quotes."""
    if reading.gap(cursor, cursor + 1).strip() in ('"', "“") and looks_like_acronym(reading.words[cursor + 1].text):
        return True
    head = reading.words[cursor + 1].start in reading.heads
    linked = {reading.plain(place) for place in range(last + 1, cursor + 1)}
    subject = reading.plain(cursor + 1) in reading.lexicon.words["subject-head"] and not linked - _CONJUNCTIONS
    if linked & _CONJUNCTIONS and ((head and not subject) or (complete and last == index)):
        return True
    return (head or reading.lexicon.language == "en") and _owner(reading, index, last, cursor)


_EMPTY = frozenset([
    "general", "national", "nacional", "nationale", "federal", "state", "estado", "central", "executive", "ejecutiva",
    "ejecutivo", "administrative", "administrativo", "administrativa", "technical", "tecnica", "tecnico",
])  # fmt: skip
"""Words that tell no office from another."""
_OWNS_NOTHING = frozenset(["administration", "administracion", "administracao"])
"""What a ministry is of (``Ministère de la Réforme de l'Administration``) rather than whose a unit is."""


def _owner(reading: _Reading, index: int, last: int, cursor: int) -> bool:
    """Whether a name is complete and what follows is the body it belongs to (``Directorate of X of the Ministry``)."""
    words, nothing = reading.words, reading.links | _EMPTY
    ahead = [folded(word.text) for word in words[cursor + 1 : cursor + 3]]
    heads = reading.lexicon.words["public-body-head"] - _OWNS_NOTHING
    if cursor == last or not heads.intersection(ahead[: 1 + words[cursor + 1].capital]):
        return False
    if any(reading.plain(place) not in nothing for place in range(index + 1, last + 1)):
        return True
    return index > 0 and words[index - 1].capital and reading.plain(index - 1) not in nothing


def _enumerated(reading: _Reading, start: int) -> int | None:
    """Behind a comma: the last word of ``Works, Services and Housing``-like enumerations, None where it is none."""
    words, index = reading.words, start
    while index < len(words) and index - start < 8:
        word = words[index]
        if word.start in reading.heads:
            return None
        if reading.plain(index) in _CONJUNCTIONS:
            following = index + 1
            while following < len(words) and reading.plain(following) in reading.links:
                following += 1
            ends = following < len(words) and words[following].capital and words[following].start not in reading.heads
            ends = ends and not _is_another_acronym(reading, min(following, len(words) - 1))
            return following if ends and index > start else None
        if not (word.capital or reading.plain(index) in reading.links) or _is_another_acronym(reading, index):
            return None
        gap = reading.gap(index, index + 1).strip() if index + 1 < len(words) else "."
        if gap not in ("", ","):
            return None
        index += 1
    return None


def _is_another_acronym(reading: _Reading, index: int) -> bool:
    """Whether an item of an enumeration is an organisation's acronym, and no subject such as ICT."""
    word = reading.words[index].text
    return looks_like_acronym(word) and word.isupper() and folded(word) not in reading.lexicon.words["generic-name"]


def _with_acronym(text: str, hit: NameHit, end: int, lexicon: Lexicon) -> NameHit:
    """The name with the acronym printed behind it, in brackets or as its last word."""
    name = text[hit.start : hit.end]
    inner = _WORD.findall(name)
    if len(inner) > 2 and looks_like_acronym(inner[-1]) and inner[-1].isupper():
        shorter = name[: name.rindex(inner[-1])].rstrip(" -–,")
        if initials_match(inner[-1], shorter, lexicon):
            return NameHit(hit.start, hit.start + len(shorter), (hit.end - len(inner[-1]), hit.end))
    before = _BEFORE_BRACKET.search(text, max(0, hit.start - 24), hit.start)
    if before and looks_like_acronym(before[1]) and text[hit.end : hit.end + 1] == ")" and stands_for(before[1], name):
        return hit._replace(acronym=before.span(1))
    match = _AFTER.match(text, hit.end, min(end + 20, len(text)))
    if match:
        group = 1 if match[1] else 2
        if looks_like_acronym(match[group]) and (group == 1 or stands_for(match[group], name)):
            return hit._replace(acronym=match.span(group))
    return hit
