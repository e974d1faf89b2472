"""Lists of names with addresses: ``Ministry of X - www.x.example, Institute of Y (IY)``, in whatever order printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from egov_kg.extract.addresses import Address, find_addresses, find_handles, goes_on
from egov_kg.extract.entry_asides import is_charge, without_aside
from egov_kg.extract.entry_bodies import LONGEST_ENTRY, NamedBody, bodies_in, is_unit_of
from egov_kg.extract.entry_names import head_language, trim
from egov_kg.extract.names import initials_match, looks_like_acronym
from egov_kg.extract.non_answers import is_non_answer, is_postal
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import words_of_group
from egov_kg.language import folded

_LABELS = re.compile(
    r"\A(?:links?|urls?|web ?sites?|web|site|(?:web )?page|pagina web|sitio(?: web)?|portal web|enlace|name|nombre|"
    r"institution|institucion|agency|see|more information|mas informacion|twitter|facebook|instagram|youtube|e-?mail|"
    r"y|and|and also|also|yes|si|https?|www|available at|at)\s*:?\s*\Z"
)
_ACRONYM = re.compile(r"[\s(]([A-Z][A-Z0-9-]{2,11})(?=[\s),]|\Z)")
_FIRST_WORD = re.compile(r"[\w'-]+")
_JOINT = re.compile(r"\s*[;|]\s*|,\s+(?:and\s+|y\s+)?|\s+(?:and|y)\s+(?:the\s+|el\s+|la\s+)?")
LONGEST_NAME = 18
"""Words; what is longer is a sentence and is read as prose."""

__all__ = ["LONGEST_NAME", "Entry", "head_language", "is_sentence", "read_entries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One organisation of a list: stretches of its names (the same in other languages), acronym, addresses.

    ``parent`` is the index of the entry, right before it, of the organisation that it is printed under
    (``Ministry – Directorate``).
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


_Chunk = tuple[int, int, Address | None, bool]
"""Start, end, the address that it is, whether it is a name; a handle is neither."""


def _chunks(passage: Passage, start: int, end: int) -> list[_Chunk]:
    """Names, addresses and handles of a line in order."""
    text = passage.text
    anchors: list[tuple[int, int, Address | None]] = [(a.start, a.end, a) for a in find_addresses(text, start, end)]
    anchors += [(h.start, h.end, None) for h in find_handles(text, start, end)]
    chunks: list[_Chunk] = []
    position = start
    for low, high, address in [*sorted(anchors, key=lambda anchor: anchor[:2]), (end, end, None)]:
        for first, last in _separate(passage, position, low):
            chunks.append((first, last, None, True))
        if low < end:
            chunks.append((low, high, address, False))
        position = high
    return chunks


def _is_name(text: str, start: int, end: int) -> bool:
    words = folded(text[start:end]).strip()
    if sum(char.isalpha() for char in words) < 2 + (not looks_like_acronym(text[start:end])) or _LABELS.match(words):
        return False
    return not is_non_answer(words) and (head_language(words) is not None or not is_postal(words))


def _separate(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """The names in a stretch without addresses: several where a separator stands before another head word."""
    text = passage.text
    heads = words_of_group("organization-head")
    found, position = [], start
    for match in _JOINT.finditer(text, start, end):
        following = _FIRST_WORD.match(text, match.end(), end)
        starts_name = following is not None and following.group()[0].isupper() and folded(following.group()) in heads
        hard = ";" in match.group() or "|" in match.group()
        if hard or (starts_name and match.start() > start and not _is_one_name(passage, position, match, end)):
            found.append(trim(text, position, match.start()))
            position = match.end()
    found.append(trim(text, position, end))
    return [(low, high) for low, high in found if low < high and _is_name(text, low, high)]


def _is_one_name(passage: Passage, start: int, joint: re.Match[str], end: int) -> bool:
    """Whether what stands around a joint is a unit with the body above it, or one name that its acronym explains."""
    text, end = passage.text, min(end, joint.end() + LONGEST_ENTRY)
    if joint.group().startswith(","):
        return is_unit_of(text[start : joint.start()], text[joint.end() : end])
    acronym = _ACRONYM.search(text, joint.end(), end)
    return acronym is not None and initials_match(acronym[1], text[start : acronym.start()], passage.analysis.lexicon)


def _collect(passage: Passage) -> list[_Open]:
    chunks = [
        chunk
        for start, end in _paragraphs(passage)
        for low, high in _lines(passage, start, end)
        for chunk in _chunks(passage, low, high)
    ]
    kinds = [is_name for _, _, address, is_name in chunks if is_name or address]
    if len(kinds) > 1 and not kinds[0] and kinds[-1]:  # addresses stand before their names
        opened = _opened(chunks[::-1])[::-1]
        for one in opened:
            one.addresses.reverse()
        return opened
    return _opened(chunks)


def _paragraphs(passage: Passage) -> list[tuple[int, int]]:
    """The blocks of an answer, those that a broken address joins as one."""
    found: list[tuple[int, int]] = []
    for block in passage.analysis.blocks:
        if found and goes_on(passage.text, found[-1][1], block.end):
            found[-1] = (found[-1][0], block.end)
        else:
            found.append((block.start, block.end))
    return found


def _opened(chunks: list[_Chunk]) -> list[_Open]:
    opened: list[_Open] = []
    for first, last, address, name in chunks:
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


def _lines(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a block; what goes on in lower case, behind a linking word or in a sentence is one line."""
    text = passage.text
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        low, high = start + match.start(), start + match.end()
        begins = text[low:high].lstrip()
        if not begins:
            continue
        if found and goes_on(text, found[-1][1], high):
            found[-1] = (found[-1][0], high)
            continue
        lower = begins[0].islower() and not re.match(r"(?:https?:|www\.)", begins)
        lower = lower or bool(found and _is_broken_sentence(passage, *found[-1]))
        if found and ((lower and not find_addresses(text, low, high)) or _is_open(text, *found[-1])):
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def _is_broken_sentence(passage: Passage, start: int, end: int) -> bool:
    """Whether a line is prose that does not end with it."""
    text = passage.text[start:end].rstrip()
    return text[-1] not in ".:;!?" and is_sentence(passage, start, end) and not find_addresses(passage.text, start, end)


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a line ends in a word that joins it to the next one."""
    last = re.search(r"[^\W\d_]+\s*\Z", text[start:end])
    return last is not None and last.start() > 0 and folded(last.group().strip()) in words_of_group("connector")


def read_entries(passage: Passage) -> list[Entry]:
    """The entries of a list of names and addresses, in order."""
    found: list[Entry] = []
    for one in _collect(passage):
        if not one.names:
            found.append(Entry(names=(), addresses=tuple(one.addresses)))
            continue
        found += _entry(passage, one.names[0], tuple(one.addresses), len(found))
    return found


def _entry(passage: Passage, name: tuple[int, int], addresses: tuple[Address, ...], index: int) -> list[Entry]:
    """The entries of a stretch between addresses; the addresses are those of the unit that is printed last."""
    if is_sentence(passage, *name):
        charged = is_charge(passage, *name)
        if charged is None:
            return [Entry(names=(name,), addresses=addresses)]
        name = charged
    name = without_aside(passage, *name)
    bodies = [body for body in bodies_in(passage, *name) if addresses or _is_body(passage.text, body)]
    if not bodies:
        return [Entry(names=(), addresses=addresses)] if addresses else []
    found: list[Entry] = []
    each = len(bodies) > 1 and len(bodies) == len(addresses)
    for place, body in enumerate(bodies):
        mine = addresses[place : place + 1] if each else addresses if body is bodies[-1] else ()
        if body.above:
            both = len(mine) == 2 and body.above.names[0] < body.names[0]
            above, mine = (mine[:1], mine[1:]) if both else ((), mine)
            found.append(Entry(names=body.above.names, acronym=body.above.acronym, addresses=above))
        parent = index + len(found) - 1 if body.above else None
        found.append(Entry(names=body.names, acronym=body.acronym, addresses=mine, parent=parent))
    return found


def _is_body(text: str, body: NamedBody) -> bool:
    """Whether a name without an address is that of a body: it has a head word, or is or has an acronym."""
    if body.acronym or body.above:
        return True
    return any(head_language(text[slice(*name)]) or looks_like_acronym(text[slice(*name)]) for name in body.names)


def is_sentence(passage: Passage, start: int, end: int) -> bool:
    """Whether a stretch is prose rather than a name."""
    words = passage.text[start:end].split()
    if len(words) > LONGEST_NAME or end - start >= LONGEST_ENTRY:
        return True
    lexicon = passage.analysis.lexicon
    if len(words) > 2 and any(word in lexicon.words["name-verb"] for word in words):  # in lower case, unlike in a name
        return True
    breakers = lexicon.words["name-breaker"] - {"its", "su", "sus", "at", "by", "under"}
    return len(words) > 5 and any(folded(word).strip(",.;:") in breakers for word in words)
