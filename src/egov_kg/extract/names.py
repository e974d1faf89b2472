"""Names of organisations in running text: a head word (ministry, agencia …), what belongs to it, and its acronym."""

from __future__ import annotations

import re
from typing import NamedTuple

from egov_kg.extract.passage import Passage
from egov_kg.language import Lexicon, folded

_WORD = re.compile(r"[^\W_][\w'’&./-]*[^\W_]|[^\W_]|&", re.UNICODE)
_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ0-9&./-]{0,14}[A-Za-zÀ-Ý0-9]\Z")
_AFTER = re.compile(r"\s*[\"”»']?\s*(?:\(\s*[\"“]?([^()\s,]{2,16})[\"”]?\s*(?:\)|,\s)|[-–—,]\s*([A-ZÀ-Ý][A-ZÀ-Ý0-9&./-]{1,15})(?=[\s.,;:)]|\Z))")
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
    """The words of a name that carry meaning, without plural, in alphabetical order: its key whatever its word order."""
    links = lexicon.words["connector"]
    words = re.findall(r"[^\W_]+", folded(name))
    return tuple(sorted(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words if word not in links))


def words_of(text: str, start: int, end: int) -> list[_Word]:
    """The words of a stretch with their places."""
    return [_Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]


def is_generic(name: str, lexicon: Lexicon) -> bool:
    """Whether a name names no particular organisation (``ministries``, ``public entities``)."""
    words = folded(name).split()
    while words and (words[0] in lexicon.words["connector"] or words[0] in ("this", "each", "every", "cada", "dicho", "dicha")):
        words = words[1:]
    return not words or " ".join(words) in lexicon.words["generic-name"]


def organization_names(passage: Passage, start: int, end: int) -> list[NameHit]:
    """The names of organisations in a stretch of running text, in order, none inside another."""
    text, lexicon = passage.text, passage.analysis.lexicon
    words = words_of(text, start, end)
    heads = {hit.start for hit in passage.analysis.within(start, end, "organization-head")}
    found: list[NameHit] = []
    taken = start
    for index, word in enumerate(words):
        if word.start not in heads or word.start < taken:
            continue
        sentence = passage.analysis.sentence_at(word.start)
        hit = _name_at(text, words, index, lexicon, taken, heads, sentence.start if sentence else start)
        if hit is None or is_generic(text[hit.start : hit.end], lexicon):
            continue
        found.append(_with_acronym(text, hit, end, lexicon))
        taken = found[-1].whole_end
    return found


def _name_at(
    text: str, words: list[_Word], index: int, lexicon: Lexicon, taken: int, heads: set[int], sentence: int
) -> NameHit | None:
    spelled_out = _before_acronym(text, words, index, lexicon)
    if spelled_out:
        return spelled_out
    first = _leftmost(text, words, index, lexicon, max(taken, sentence))
    last = _rightmost(text, words, index, lexicon, heads, complete=first < index)
    if not words[index].capital and first == index:
        return None
    if first == last == index:
        return None
    return NameHit(words[first].start, words[last].end)


def _before_acronym(text: str, words: list[_Word], index: int, lexicon: Lexicon) -> NameHit | None:
    """A name in lower case up to the acronym that its words explain: ``Centre for digital affairs (CDA)``."""
    if not words[index].capital or index + 1 >= len(words) or words[index + 1].capital:
        return None
    for last in range(index + 1, min(index + 12, len(words) - 1)):
        gap = text[words[last].end : words[last + 1].start]
        if words[last].capital:
            return None
        if gap.strip() in ("(", "–", "-", "—") and gap != "-":
            acronym = words[last + 1]
            name = text[words[index].start : words[last].end]
            known = looks_like_acronym(acronym.text) and initials_match(acronym.text, name, lexicon)
            return NameHit(words[index].start, words[last].end, (acronym.start, acronym.end)) if known else None
        if gap.strip():
            return None
    return None


def _leftmost(text: str, words: list[_Word], index: int, lexicon: Lexicon, taken: int) -> int:
    """English puts what distinguishes an office before its head word; Spanish, French, Portuguese behind it."""
    if lexicon.language != "en":
        return index
    first = index
    while first > 0:
        before = words[first - 1]
        if before.start < taken or text[before.end : words[first].start].strip(" -–\n"):
            break
        if before.capital and folded(before.text) not in lexicon.words["connector"] | lexicon.words["name-breaker"]:
            first -= 1
            continue
        joined = first > 1 and before.text in ("and", "of", "for", "&") and words[first - 2].capital
        if joined and first < index and _adjacent(text, words[first - 2], before) and words[first - 2].start >= taken:
            first -= 2
            continue
        break
    return _without_opening(words, first, index, lexicon)


def _without_opening(words: list[_Word], first: int, index: int, lexicon: Lexicon) -> int:
    """Without a capital that only begins the sentence (``The``, ``In``, ``Also``)."""
    openings = lexicon.words["connector"] | lexicon.words["name-breaker"]
    while first < index and folded(words[first].text) in openings:
        first += 1
    return first


def _adjacent(text: str, left: _Word, right: _Word) -> bool:
    return not text[left.end : right.start].strip(" \n\"“”«»-–")


def _rightmost(
    text: str, words: list[_Word], index: int, lexicon: Lexicon, heads: set[int], *, complete: bool
) -> int:
    """The last word of a name; a ``complete`` one has what distinguishes it before its head word already."""
    last, cursor = index, index
    while cursor + 1 < len(words) and cursor - index < _LONGEST:
        following = words[cursor + 1]
        between = text[words[cursor].end : following.start]
        if between.strip(" \n\"“”") == ",":
            reach = _enumerated(text, words, cursor + 1, lexicon, heads)
            if reach is None:
                break
            cursor = last = reach
            continue
        if between.strip(" \n\"“”"):
            break
        low = folded(following.text)
        if following.capital:
            linked = {folded(word.text) for word in words[last + 1 : cursor + 1]}
            if linked & _CONJUNCTIONS and (following.start in heads or (complete and last == index)):
                break
            if lexicon.language == "en" or following.start in heads:
                if _owner(words, index, last, cursor, lexicon):
                    break
            cursor = last = cursor + 1
        elif low in lexicon.words["connector"] and low not in lexicon.words["name-breaker"]:
            if cursor - last >= 3:
                break
            cursor += 1
        else:
            break
    return last


_EMPTY = frozenset(["general", "national", "nacional", "nationale", "federal", "state", "estado", "central", "executive", "ejecutiva", "ejecutivo"])


def _owner(words: list[_Word], index: int, last: int, cursor: int, lexicon: Lexicon) -> bool:
    """Whether a name is complete and what follows is the body it belongs to (``Directorate of X of the Ministry``)."""
    ahead = [folded(word.text) for word in words[cursor + 1 : cursor + 3]]
    if cursor == last or not lexicon.words["public-body-head"].intersection(ahead[: 1 + words[cursor + 1].capital]):
        return False
    links = lexicon.words["connector"]
    said = [word for word in words[index + 1 : last + 1] if folded(word.text) not in links | _EMPTY]
    before = index > 0 and words[index - 1].capital and not said
    return bool(said) or (before and folded(words[index - 1].text) not in links | _EMPTY)


def _enumerated(text: str, words: list[_Word], start: int, lexicon: Lexicon, heads: set[int]) -> int | None:
    """Behind a comma: the last word of ``Works, Services and Housing``-like enumerations, None where it is none."""
    index = start
    while index < len(words) and index - start < 8:
        word = words[index]
        if word.start in heads:
            return None
        if folded(word.text) in _CONJUNCTIONS:
            following = index + 1
            while following < len(words) and folded(words[following].text) in lexicon.words["connector"]:
                following += 1
            ends = following < len(words) and words[following].capital and words[following].start not in heads
            return following if ends and index > start else None
        if not (word.capital or folded(word.text) in lexicon.words["connector"]):
            return None
        gap = text[word.end : words[index + 1].start].strip() if index + 1 < len(words) else "."
        if gap not in ("", ","):
            return None
        index += 1
    return None


def _with_acronym(text: str, hit: NameHit, end: int, lexicon: Lexicon) -> NameHit:
    """The name with the acronym printed behind it, in brackets or as its last word."""
    name = text[hit.start : hit.end]
    inner = _WORD.findall(name)
    if len(inner) > 2 and looks_like_acronym(inner[-1]) and inner[-1].isupper():
        shorter = name[: name.rindex(inner[-1])].rstrip(" -–,")
        if initials_match(inner[-1], shorter, lexicon):
            return NameHit(hit.start, hit.start + len(shorter), (hit.end - len(inner[-1]), hit.end))
    match = _AFTER.match(text, hit.end, min(end + 20, len(text)))
    if match:
        group = 1 if match[1] else 2
        if looks_like_acronym(match[group]) and (group == 1 or stands_for(match[group], name)):
            return hit._replace(acronym=match.span(group))
    return hit
