"""Fact sheets: blocks of labelled lines (``Website: …``, ``Head: …``) under a body's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from egov_kg.extract.names import looks_like_acronym
from egov_kg.extract.people import Held, person_at, remember
from egov_kg.extract.prose_bodies import is_own_page
from egov_kg.extract.prose_reading import Attached, Body, Reading
from egov_kg.language import Sentence, folded
from egov_kg.model import Stated
from egov_kg.records import Record

RULE = "fact-sheet-line"
_LINE = re.compile(r"[^\n]+")
_LABELLED = re.compile(r"[ \t]*(?:[-•*●▪–][ \t]+)?(?P<label>[^\W\d_][^:\n]{1,50}?)[ \t]*:[ \t]*(?P<value>\S.*)?$")
_LONGEST_NAME = 110


@dataclass(slots=True)
class _Block:
    """The body that the lines are about, the title that waits for its holder, the name that waits for its title."""

    body: Body | None = None
    title: tuple[int, int] | None = None
    person: tuple[int, int] | None = None


class _Labelled(NamedTuple):
    """A labelled line: the group of its label, where label and value stand."""

    group: str
    label: tuple[int, int]
    value: tuple[int, int]


def read_fact_sheet(reading: Reading) -> list[Record]:
    """What labelled lines say of the body named above them."""
    found: list[Record] = []
    block = _Block()
    text = reading.passage.text
    for line in _LINE.finditer(text, reading.passage.start, reading.passage.end):
        if not line.group().strip():
            continue
        labelled = _LABELLED.match(line.group())
        group = _group(reading, folded(labelled["label"])) if labelled else None
        if labelled is None or group is None:
            block = _named_line(reading, line.start(), line.end(), block, found)
            continue
        value = labelled.span("value") if labelled["value"] else None
        if value is not None:
            stretch = (line.start() + value[0], line.start() + len(line.group().rstrip()))
            label = (line.start() + labelled.start("label"), line.start() + labelled.end("label"))
            _labelled(reading, _Labelled(group, label, stretch), block, found)
    return found


def _group(reading: Reading, label: str) -> str | None:
    label = " ".join(label.split())
    for group in ("website", "job-title", "organisation", "acronym", "responsibility", "holder"):
        if label in reading.words.words[group]:
            return group
    return "holder" if reading.words.title.match(label) else None


def _named_line(reading: Reading, start: int, end: int, block: _Block, found: list[Record]) -> _Block:
    """A line that is a body's name heads the lines below it; an address alone is that body's."""
    text = reading.passage.text
    words = text[start:end].strip(" \t*-•#").rstrip(" .:")
    if _person_or_title(reading, start, end, block):
        return block
    body = body_of_line(reading, start, end)
    if body is not None:
        return _Block(body=body)
    address = next((one for one in reading.addresses if start <= one.start < end), None)
    if address is not None and address.end - address.start >= len(words) - 2 and block.body is not None:
        attached = Attached(address.url, address.host, reading.passage.cite(address.start, address.end), address.end)
        _add_url(reading, block, attached, found)
        return block
    return block if len(words) < _LONGEST_NAME and not words.endswith(".") else _Block(body=block.body)


def _person_or_title(reading: Reading, start: int, end: int, block: _Block) -> bool:
    """Whether a line is a title or a person's name and nothing else; the two on neighbouring lines make a post."""
    text = reading.passage.text
    low, high = start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
    title = reading.words.title.match(reading.plain, low, high)
    if title and high - low <= _LONGEST_NAME and text[high - 1] not in ".:;" and text[low].isupper():
        if re.search(r"[,:;()]", text[low:high]):
            return False
        block.title = (low, high)
    elif (person := person_at(reading, low, high)) and person[1] == high:
        block.person = person
    else:
        return False
    if block.title and block.person:
        near = reading.plain[min(block.title[1], block.person[1]) : max(block.title[0], block.person[0])]
        if not near.strip():
            _hold(reading, block.title, block.person, block)
            block.title = block.person = None
    return True


def body_of_line(reading: Reading, start: int, end: int) -> Body | None:
    """The body whose name is all of a line, its address aside."""
    text = reading.passage.text
    sentence = reading.passage.analysis.sentence_at(
        min(end - 1, start + len(text[start:end]) - len(text[start:end].lstrip()))
    )
    if sentence is None:
        return None
    bodies = [body for body in reading.bodies.get(sentence.start, ()) if start <= body.start and body.end <= end]
    if len(bodies) != 1 or bodies[0].owner is None:
        return None
    said = bodies[0].said or (bodies[0].start, bodies[0].end)
    low, high = min(bodies[0].start, said[0]), max(bodies[0].end, said[1])
    rest = text[start:low] + " " + text[high:end]
    for one in reading.addresses:
        if start <= one.start < end:
            rest = rest.replace(text[one.start : one.end], " ")
    return bodies[0] if len(re.findall(r"\w{2,}", rest)) <= 1 else None


def _labelled(reading: Reading, line: _Labelled, block: _Block, found: list[Record]) -> None:
    group, label, value = line
    if group == "website" and block.body is not None:
        address = next((one for one in reading.addresses if value[0] <= one.start < value[1]), None)
        if address is not None:
            spans = reading.passage.cite(address.start, address.end)
            _add_url(reading, block, Attached(address.url, address.host, spans, address.end), found)
    elif group == "acronym" and block.body is not None:
        _add_acronym(reading, block.body, value, found)
    elif group == "organisation":
        named = _named_value(reading, value)
        block.body = named or block.body
        if named is not None:
            found.append(named.mention)
    elif group == "responsibility" and block.body is not None:
        _add_mandate(reading, block.body, value, found)
    elif group in ("holder", "job-title"):
        _add_person(reading, group, label, value, block)


def _named_value(reading: Reading, value: tuple[int, int]) -> Body | None:
    """The organisation that a value names, by a head word or, where the value is one short name, by all of it."""
    sentence: Sentence | None = reading.passage.analysis.sentence_at(value[0])
    named = [b for b in reading.bodies.get(sentence.start, ()) if value[0] <= b.start < value[1]] if sentence else []
    return named[0] if named and named[0].owner is not None else None


def _add_url(reading: Reading, block: _Block, attached: Attached, found: list[Record]) -> None:
    body = block.body
    if body is None or not is_own_page(attached):
        return
    name = reading.passage.cite(body.start, body.end)
    url = Stated(
        value=attached.url, spans=(*attached.spans, *(span for span in name if span not in attached.spans)), rule=RULE
    )
    found.append(replace(body.mention, urls=(url,)))


def _add_acronym(reading: Reading, body: Body, value: tuple[int, int], found: list[Record]) -> None:
    words = reading.passage.words(*value)
    if looks_like_acronym(words):
        mention = replace(body.mention, acronym=reading.passage.state(words, *value, RULE, (body.start, body.end)))
        reading.source.acronyms.setdefault(words, mention)
        found.append(mention)


def _add_mandate(reading: Reading, body: Body, value: tuple[int, int], found: list[Record]) -> None:
    """``Responsibility: digital government policy`` of a body of the document's own country."""
    lead = reading.words.pattern("lead").search(reading.plain, *value)
    if lead and body.mention.country is not None:
        stated = reading.passage.state("e-government-lead", lead.start(), lead.end(), RULE, (body.start, body.end))
        found.append(replace(body.mention, mandates=(stated,)))


def _add_person(reading: Reading, group: str, label: tuple[int, int], value: tuple[int, int], block: _Block) -> None:
    """``Minister: Jane Doe``; ``Name: Jane Doe`` with ``Job title: …`` before or behind."""
    if group == "job-title":
        block.title = value
    else:
        person = person_at(reading, *value)
        if person is None or re.search(r"\w", reading.passage.text[person[1] : value[1]].split(",")[0]):
            return
        if reading.words.title.match(reading.plain, *label):
            _hold(reading, label, person, block)
            return
        block.person = person
    if block.title is not None and block.person is not None:
        _hold(reading, block.title, block.person, block)
        block.title = block.person = None


def _hold(reading: Reading, title: tuple[int, int], person: tuple[int, int], block: _Block) -> None:
    match = reading.words.title.search(reading.plain, *title)
    owner = block.body.owner if block.body else reading.country.value if reading.country else None
    if match is None or owner is None:
        return
    kind = reading.words.posts[" ".join(match.group().split())]
    if block.body is None and kind not in reading.words.words["post-alone"]:
        return
    remember(reading, owner, Held(title, kind, person), block.body.mention if block.body else None)


__all__ = ["read_fact_sheet"]
