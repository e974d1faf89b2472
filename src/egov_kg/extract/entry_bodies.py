"""What a printed entry is made of: a name, its acronym, the name in another language, a unit and the body above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from egov_kg.extract.entry_names import EDGE, Stretch, bracketed_name, head_language, name_and_acronym, trim
from egov_kg.extract.names import looks_like_acronym, organization_names, stands_for
from egov_kg.extract.non_answers import is_non_answer
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import words_of_group
from egov_kg.language import folded

_SEPARATOR = re.compile(r"\s*/\s*|\s+[–—-]\s+|(?<=\w)\s*:\s+")
_ARTICLE = re.compile(r"(?:the|el|la|los|las|le|les|l'|o|a|os|as)\s+", re.I)
_REMARK_BEHIND = re.compile(r",\s+[a-zà-ÿ][a-zà-ÿ\s-]*\Z")
_APPOSITION = re.compile(r",\s+(?:an?|una?|une?|uma?)\s+[a-zà-ÿ].*\Z", re.S)
_LAST_AND = re.compile(r"(.+\S)\s+and\s+(?:the\s+)?([A-ZÀ-Þ].*)", re.S)
_SUB_BODY = re.compile(r"(?P<name>[^():]+?)\s*\([^():]{2,40}:\s*(?P<body>[^():]+)\)?")
"""``Ministry of X (taxes: Y Authority)``: two bodies, the second for a part of what was asked."""
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
LONGEST_ENTRY = 400
"""Characters; nothing longer is the name of a body or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBody:
    """A body as an entry prints it: stretches of its names (the same in other languages), acronym, body above it."""

    names: tuple[Stretch, ...]
    acronym: Stretch | None = None
    above: NamedBody | None = None


def bodies_in(passage: Passage, start: int, end: int) -> list[NamedBody]:
    """The bodies that a stretch names which is no sentence, in order; none where it says that there is no answer."""
    text = passage.text
    start, end = trim(text, start, end)
    if not 0 < end - start < LONGEST_ENTRY or is_non_answer(text[start:end]):
        return []
    above = _under(passage, start, end)
    if above is not None:
        return above
    inner = _SUB_BODY.fullmatch(text, start, end)
    if inner and head_language(inner["body"]) and head_language(inner["name"]):
        return [*bodies_in(passage, *inner.span("name")), *bodies_in(passage, *inner.span("body"))]
    remark = _APPOSITION.search(text, start, end)
    end = remark.start() if remark else end
    for split in (_half_bracketed, _separated, _joined, _unit_of_body, _owned):
        found = split(passage, start, end)
        if found is not None:
            return found
    name, acronym = name_and_acronym(text, start, end)
    if name[0] >= name[1]:
        return []
    other = bracketed_name(text, name[1], end, text[slice(*name)])
    return [NamedBody(names=(name, other) if other else (name,), acronym=acronym)]


def _with_above(units: list[NamedBody], above: list[NamedBody]) -> list[NamedBody] | None:
    """The last unit with the first body above it; None where one of them is missing."""
    if not units or not above:
        return None
    return [*units[:-1], replace(units[-1], above=above[0])]


def _under(passage: Passage, start: int, end: int) -> list[NamedBody] | None:
    """``X under the Ministry of Y``, ``X, an agency of the Ministry of Y``."""
    for hit in passage.analysis.within(start + 1, end, "under"):
        low = _word_start(passage.text, hit.end, end)
        article = _ARTICLE.match(passage.text, low, end)
        first = article.end() if article else low
        if head_language(passage.text[first:end]) and _is_named(passage.text, start, hit.start):
            unit = _REMARK_BEHIND.search(passage.text, start, hit.start)
            last = unit.start() if unit else hit.start
            return _with_above(bodies_in(passage, start, last), bodies_in(passage, first, end))
    return None


def _half_bracketed(passage: Passage, start: int, end: int) -> list[NamedBody] | None:
    """``Planning (Ministry of X``, whose bracket closes behind an address."""
    text = passage.text
    place = text.rfind("(", start, end)
    if place <= start or ")" in text[place:end]:
        return None
    left, right = trim(text, start, place), trim(text, place + 1, end)
    return _two_parts(passage, left, right, ":") if left[0] < left[1] and right[0] < right[1] else None


def _joined(passage: Passage, start: int, end: int) -> list[NamedBody] | None:
    """``Ministry of X and Y Authority``: what begins with a head word and ends with another is two names."""
    text = passage.text
    heads = words_of_group("organization-head")
    match = _LAST_AND.fullmatch(text, start, end) if _first_word(text[start:end]) in heads else None
    last = folded(match[2]).split() if match else []
    if match is None or len(last) < 2 or last[-1] not in heads:
        return None
    return [*bodies_in(passage, *match.span(1)), *bodies_in(passage, *match.span(2))]


def _word_start(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _separated(passage: Passage, start: int, end: int) -> list[NamedBody] | None:
    """Two parts with a stroke, a dash or a colon between them."""
    text = passage.text
    for match in _SEPARATOR.finditer(text, start, end):
        left, right = trim(text, start, match.start()), trim(text, match.end(), end)
        if left[0] >= left[1] or right[0] >= right[1] or _in_brackets(text, start, match.start()):
            continue
        found = _two_parts(passage, left, right, match.group().strip() or "-")
        if found is not None:
            return found
    return None


def _in_brackets(text: str, start: int, place: int) -> bool:
    return text.count("(", start, place) > text.count(")", start, place)


def _two_parts(passage: Passage, left: Stretch, right: Stretch, mark: str) -> list[NamedBody] | None:
    """What two parts around a separator are to each other; None where they are one name."""
    text = passage.text
    if is_non_answer(text[slice(*right)]):
        return bodies_in(passage, *left)
    found = _with_acronym(passage, left, right, mark)
    if found is not None:
        return found
    heads = [head_language(text[slice(*part)]) for part in (left, right)]
    if all(heads):
        return _two_headed(passage, left, right, mark)
    return _one_headed(passage, left, right, mark, first=heads[0] is not None) if any(heads) or mark == ":" else None


def _with_acronym(passage: Passage, left: Stretch, right: Stretch, mark: str) -> list[NamedBody] | None:
    """Two parts of which one is an acronym; None where none is, or one that is part of the name."""
    text = passage.text
    one, other = text[slice(*left)], text[slice(*right)]
    spaced = mark != "/" or text[left[1]].isspace()
    if looks_like_acronym(one) and spaced and (head_language(other) or stands_for(one, other)):
        return _acronym_first(passage, left, right)
    if not looks_like_acronym(other) or not (head_language(one) or looks_like_acronym(one)):
        return None
    if mark == ":" or stands_for(other, one):
        return [_abbreviated(text, body, right) for body in bodies_in(passage, *left)[-1:]]
    return [*bodies_in(passage, *left), NamedBody(names=(right,))] if mark == "/" else None


def _one_headed(passage: Passage, left: Stretch, right: Stretch, mark: str, *, first: bool) -> list[NamedBody] | None:
    """A part with a head word, the left one if ``first``, and one that is a label, a remark or a foreign name."""
    text = passage.text
    other = text[slice(*right)]
    if mark == ":" or (mark != "/" and not first):
        return bodies_in(passage, *(left if first else right))
    if mark == "/" and first and text[left[1]].isspace() and _is_capitalised(other):
        return _in_two_languages(passage, left, right)
    return bodies_in(passage, *left) if first and mark != "/" and other[0].islower() else None


def _abbreviated(text: str, body: NamedBody, acronym: Stretch) -> NamedBody:
    """A body with an acronym, which is that of the body above it where it stands for that name alone."""
    letters = text[slice(*acronym)]
    if body.above and not stands_for(letters, text[slice(*body.names[0])]):
        return replace(body, above=replace(body.above, acronym=acronym))
    return replace(body, acronym=acronym)


def _acronym_first(passage: Passage, acronym: Stretch, name: Stretch) -> list[NamedBody]:
    """``DOLE - Department of Labor``; an acronym of something else is a body of its own."""
    found = bodies_in(passage, *name)
    printed = passage.text[slice(*found[0].names[0])] if found else ""
    if found and not found[0].acronym and stands_for(passage.text[slice(*acronym)], printed):
        return [replace(found[0], acronym=acronym), *found[1:]]
    return [NamedBody(names=(acronym,)), *found]


def _in_two_languages(passage: Passage, left: Stretch, right: Stretch) -> list[NamedBody]:
    found = bodies_in(passage, *left)
    name, acronym = name_and_acronym(passage.text, *right)
    return [*found[:-1], *(replace(b, names=(*b.names, name), acronym=b.acronym or acronym) for b in found[-1:])]


def _two_headed(passage: Passage, left: Stretch, right: Stretch, mark: str) -> list[NamedBody] | None:
    text = passage.text
    one, other = text[slice(*left)], text[slice(*right)]
    if mark == ":" and _is_label(one):
        return bodies_in(passage, *right)
    spaced = text[left[1]].isspace()
    if mark != ":" and spaced and head_language(one) != head_language(other):
        return _in_two_languages(passage, left, right)
    if mark == "/":
        starts = spaced or _first_word(other) in words_of_group("organization-head")
        return [*bodies_in(passage, *left), *bodies_in(passage, *right)] if starts else None
    if _ranks_above(other, one):
        return _with_above(bodies_in(passage, *left), bodies_in(passage, *right))
    return _with_above(bodies_in(passage, *right), bodies_in(passage, *left))


def _first_word(name: str) -> str:
    article = _ARTICLE.match(name)
    match = _NAME_WORD.search(name, article.end() if article else 0)
    return folded(match.group()) if match else ""


def _is_label(words: str) -> bool:
    """``Lead agency``, ``Responsible ministry``: a head word, but nothing capitalised that would make it a name."""
    return len(words.split()) < 5 and not any(word[0].isupper() for word in words.split()[1:])


def _is_capitalised(words: str) -> bool:
    """Whether words look like a name although no head word is among them."""
    printed = _NAME_WORD.findall(words)
    capitals: int = sum(word[0].isupper() for word in printed)
    return capitals > 1 and capitals * 2 >= len(printed)


def _is_named(text: str, start: int, end: int) -> bool:
    words = text[slice(*trim(text, start, end))]
    return bool(head_language(words)) or looks_like_acronym(words) or _is_capitalised(words)


def _ranks_above(one: str, other: str) -> bool:
    """Whether one name is of a ministry or the like and the other of a unit that has no such head word."""
    words, units = (set(re.findall(r"[\w-]+", folded(name))) for name in (one, other))
    above = words_of_group("parent-head")
    return bool(words & above) and not units & above


def _unit_of_body(passage: Passage, start: int, end: int) -> list[NamedBody] | None:
    """``Directorate of X, Ministry of Y``: a unit and, behind a comma, the body it belongs to."""
    text = passage.text
    for match in re.finditer(r",\s+(?:the\s+|l[ae]\s+|el\s+)?(?=[A-ZÀ-Þ])", text[start:end]):
        low, high = start + match.start(), start + match.end()
        if is_unit_of(text[start:low], text[high:end]):
            return _with_above(bodies_in(passage, start, low), bodies_in(passage, high, end))
    return None


def is_unit_of(unit: str, body: str) -> bool:
    """Whether a name is of a unit and another, printed behind it, begins with the head word of what has units."""
    words = set(re.findall(r"[\w-]+", folded(unit)))
    below, above = words_of_group("unit-head"), words_of_group("parent-head")
    return _first_word(body) in above and bool(words & below) and not words & (above - below)


def _owned(passage: Passage, start: int, end: int) -> list[NamedBody] | None:
    """``Coordination of X of the Presidency``: a complete name and, joined to it, the body it belongs to."""
    hits = organization_names(passage, start, end)
    if len(hits) < 2 or passage.text[start : hits[0].start].strip(EDGE) or hits[1].end < end - 1:
        return None
    between = folded(passage.text[hits[0].whole_end : hits[1].start]).split()
    if not between or set(between) - passage.analysis.lexicon.words["connector"] or "and" in between or "y" in between:
        return None
    unit, above = (NamedBody(names=((hit.start, hit.end),), acronym=_within(hit.acronym, end)) for hit in hits[:2])
    return [replace(unit, above=above)]


def _within(acronym: Stretch | None, end: int) -> Stretch | None:
    return acronym if acronym and acronym[1] <= end else None
