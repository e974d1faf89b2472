"""Lists of names with addresses: ``Ministry of X - www.x.example, Institute of Y (IY)``, in whatever order printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from egov_kg.extract.addresses import Address, find_addresses, find_handles
from egov_kg.extract.names import looks_like_acronym, stands_for
from egov_kg.extract.passage import Passage
from egov_kg.language import LANGUAGES, folded, load_lexicon

_EDGE = " \t\r\n-–—:|,;.·•*/()[]<>→"
_LABELS = re.compile(
    r"\A(?:link|links|url|urls|web|website|web ?site|site|web page|page|pagina web|sitio web|sitio|portal web|enlace|name|nombre|"
    r"institution|institucion|agency|see|more information|mas informacion|twitter|facebook|instagram|youtube|email|e-mail|"
    r"y|and|and also|also|yes|si|http|https|www|available at|at)\s*:?\s*\Z"
)
_LABEL_BEFORE = re.compile(r"\A\s*(?:names?|nombres?|nom|nome|institution|instituci[oó]n|agency)\s*:\s*", re.I)
_LABEL_BEHIND = re.compile(
    r"[\s(,;:–-]*\b(?:link|url|web(?: ?site| page)?|website|p[aá]gina web|sitio web|enlace|available at|see|at)\s*:?\s*\Z", re.I
)
_BRACKETED = re.compile(r"\s*\(\s*([^()\n]{2,20})\s*\)\s*")
_TWO_NAMES = re.compile(r"\s+/\s+|\s+[–—-]\s+")
LONGEST_NAME = 18
"""Words; what is longer is a sentence and is read as prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One organisation of a list: stretches of its names (the same in other languages), acronym, addresses.

    ``parent`` is the stretch of the organisation that the entry prints it under (``Ministry – Directorate``).
    """

    names: tuple[tuple[int, int], ...]
    acronym: tuple[int, int] | None = None
    addresses: tuple[Address, ...] = ()
    parent: int | None = None


@dataclass(slots=True)
class _Open:
    names: list[tuple[int, int]]
    addresses: list[Address]
    closed: bool = False


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE and not (text[start] == "(" and ")" in text[start:end][1:]):
        start += 1
    while end > start and text[end - 1] in _EDGE and not (text[end - 1] == ")" and "(" in text[start : end - 1]):
        end -= 1
    before = _LABEL_BEFORE.match(text, start, end)
    if before and before.end() > start:
        return _trim(text, before.end(), end)
    behind = _LABEL_BEHIND.search(text[start:end])
    if behind and behind.group() and behind.start() > 0:
        return _trim(text, start, start + behind.start())
    return start, end


def _chunks(passage: Passage, start: int, end: int) -> list[tuple[int, int, Address | None, bool]]:
    """Names, addresses and handles of a line in order; a handle is a chunk without name and address."""
    text = passage.text
    anchors: list[tuple[int, int, Address | None]] = [(a.start, a.end, a) for a in find_addresses(text, start, end)]
    anchors += [(h.start, h.end, None) for h in find_handles(text, start, end)]
    chunks: list[tuple[int, int, Address | None, bool]] = []
    position = start
    for low, high, address in [*sorted(anchors, key=lambda anchor: anchor[:2]), (end, end, None)]:
        for first, last in _separate(text, position, low):
            chunks.append((first, last, None, True))
        if low < end:
            chunks.append((low, high, address, False))
        position = high
    return chunks


def _is_name(text: str, start: int, end: int) -> bool:
    words = folded(text[start:end]).strip()
    return sum(char.isalpha() for char in words) >= 3 and not _LABELS.match(words)


def _separate(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a stretch without addresses: several where a separator stands before another head word."""
    heads = {word for language in LANGUAGES for word in load_lexicon(language).words["organization-head"]}
    found, position = [], start
    for match in re.finditer(r"\s*[;|]\s*|,\s+(?:and\s+|y\s+)?|\s+(?:and|y)\s+(?:the\s+|el\s+|la\s+)?", text[start:end]):
        following = re.match(r"[\w'-]+", text[start + match.end() : end])
        starts_name = following is not None and folded(following.group()) in heads and following.group()[0].isupper()
        if ";" in match.group() or "|" in match.group() or (starts_name and match.start()):
            found.append(_trim(text, position, start + match.start()))
            position = start + match.end()
    found.append(_trim(text, position, end))
    return [(low, high) for low, high in found if low < high and _is_name(text, low, high)]


def _collect(passage: Passage) -> list[_Open]:
    opened: list[_Open] = []
    for block in passage.analysis.blocks:
        for low, high in _lines(passage.text, block.start, block.end):
            for first, last, address, name in _chunks(passage, low, high):
                if name:
                    opened.append(_Open([(first, last)], []))
                elif address is None:
                    if opened:
                        opened[-1].closed = True
                elif opened and not (opened[-1].closed and opened[-1].addresses):
                    opened[-1].addresses.append(address)
                else:
                    opened.append(_Open([], [address]))
    return opened


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a block; a line that goes on in lower case or behind a comma belongs to the one before."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        low, high = start + match.start(), start + match.end()
        if not text[low:high].strip():
            continue
        begins = text[low:high].lstrip()
        goes_on = begins[0].islower() and not re.match(r"(?:https?:|www\.)", begins)
        if found and goes_on and not find_addresses(text, low, high):
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def read_entries(passage: Passage) -> list[Entry]:
    """The entries of a list of names and addresses, in order."""
    found: list[Entry] = []
    for one in _collect(passage):
        if not one.names:
            found.append(Entry(names=(), addresses=tuple(one.addresses)))
            continue
        (start, end), *_ = one.names
        found += _entry(passage, start, end, tuple(one.addresses), len(found))
    return found


def _entry(passage: Passage, start: int, end: int, addresses: tuple[Address, ...], index: int) -> list[Entry]:
    text = passage.text
    parts = [(start, end)]
    split = _TWO_NAMES.search(text, start, end)
    if split and _has_head(text, start, split.start()) and _has_head(text, split.end(), end):
        parts = [(start, split.start()), (split.end(), end)]
    named = [_name_and_acronym(text, *part) for part in parts]
    if len(named) == 1:
        name, acronym = named[0]
        return [Entry(names=(name,), acronym=acronym, addresses=addresses)]
    (first, one), (second, other) = named
    if head_language(text[slice(*first)]) != head_language(text[slice(*second)]):
        return [Entry(names=(first, second), acronym=one or other, addresses=addresses)]
    each = len(addresses) == 2
    mine, theirs = (addresses[:1], addresses[1:]) if each else (addresses, ())
    parent = None if "/" in split.group() else index  # type: ignore[union-attr]
    return [
        Entry(names=(first,), acronym=one, addresses=mine),
        Entry(names=(second,), acronym=other, addresses=theirs, parent=parent),
    ]


def _has_head(text: str, start: int, end: int) -> bool:
    return head_language(text[start:end]) is not None


def head_language(name: str) -> str | None:
    """The language whose head words a name uses, where one alone does; the first otherwise."""
    words = set(re.findall(r"[\w-]+", folded(name)))
    return next((lang for lang in LANGUAGES if words & load_lexicon(lang).words["organization-head"]), None)


def _name_and_acronym(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int] | None]:
    bracket = None
    for match in _BRACKETED.finditer(text, start, end):
        bracket = match
    if bracket and bracket.start() > start and looks_like_acronym(bracket[1]) and bracket.end() >= end - 1:
        return _trim(text, start, bracket.start()), bracket.span(1)
    tail = re.search(r"[\s,–-]+([A-ZÀ-Ý][A-ZÀ-Ý0-9-]{1,11})\Z", text[start:end])
    if tail and stands_for(tail[1], text[start : start + tail.start()]) and len(text[start : start + tail.start()].split()) > 1:
        return _trim(text, start, start + tail.start()), (start + tail.start(1), start + tail.end(1))
    return (start, end), None


def is_sentence(passage: Passage, start: int, end: int) -> bool:
    """Whether a stretch is prose rather than a name."""
    words = passage.text[start:end].split()
    if len(words) > LONGEST_NAME:
        return True
    breakers = passage.analysis.lexicon.words["name-breaker"] - {"its", "su", "sus", "at", "by", "under"}
    return len(words) > 5 and any(folded(word).strip(",.;:") in breakers for word in words)
