"""Fact sheets: blocks of labelled lines (``Website: …``, ``Head: …``) under a body's name, and blocks of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from egov_kg.extract.block_names import body_of_line, whole_line_body
from egov_kg.extract.names import looks_like_acronym
from egov_kg.extract.persons import person_at
from egov_kg.extract.prose_bodies import is_own_page
from egov_kg.extract.prose_posts import Held, is_private, remember
from egov_kg.extract.prose_reading import Attached, Body, Reading
from egov_kg.language import Sentence, folded
from egov_kg.model import Stated
from egov_kg.records import Record

RULE = "fact-sheet-line"
_LINE = re.compile(r"[^\n]+")
_LABELLED = re.compile(r"[ \t]*(?:[-•*●▪–][ \t]+)?(?P<label>[^\W\d_][^:\n]{1,90}?)[ \t]*:[ \t]*(?P<value>\S.*)?$")
_LONGEST_NAME = 110
_LONGEST_TITLE = 140
_BEFORE_HEAD = 60
"""Characters in which the head word of a title stands."""
_GROUPS = (
    "website", "job-title", "organisation", "acronym", "responsibility", "description", "contact", "holder",
)  # fmt: skip
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")


@dataclass(slots=True)
class _Block:
    """The body that the lines are about, and the person of whom some lines have told and others will.

    ``sure`` is whether a label said the title (not a line alone); ``label`` the label whose value is on the next line.
    """

    body: Body | None = None
    place: Body | None = None
    title: tuple[int, int] | None = None
    person: tuple[int, int] | None = None
    sure: bool = False
    label: str | None = None


class _Line(NamedTuple):
    """A line without its white space; the group of its label, where label and value stand, if it is labelled."""

    start: int
    end: int
    group: str | None = None
    label: tuple[int, int] = (0, 0)
    value: tuple[int, int] | None = None
    apart: bool = False
    """Whether an empty line stands above it."""


def read_fact_sheet(reading: Reading) -> list[Record]:
    """What labelled lines say of the body named above them; the blocks stay in memory for who reads sentences."""
    found: list[Record] = []
    reading.memory.blocks = []
    block = _Block()
    lines = list(_lines(reading))
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.group is None:
            block = _plain_line(reading, line, following, block, found)
        elif line.value is not None:
            _labelled(reading, line, block, found)
        block.label = line.group if line.value is None else None
        if not reading.memory.blocks or reading.memory.blocks[-1][1] is not block.body:
            reading.memory.blocks.append((line.start, block.body))
    _flush(reading, block)
    return found


def _lines(reading: Reading) -> Iterator[_Line]:
    text, last = reading.passage.text, reading.passage.start
    for match in _LINE.finditer(text, reading.passage.start, reading.passage.end):
        words = match.group().strip()
        if not words:
            continue
        low = match.start() + match.group().index(words)
        apart = text.count("\n", last, low) > 1
        yield _labels(reading, _Line(low, low + len(words), apart=apart))
        last = low + len(words)


def _labels(reading: Reading, line: _Line) -> _Line:
    """The line with its label: before a colon, or a label alone on its line."""
    words = reading.passage.text[line.start : line.end]
    match = _LABELLED.match(words)
    label = match["label"] if match else words.lstrip("-•*●▪– \t")
    group = _group(reading, folded(label))
    if group is None or (match is None and not _is_label_alone(reading, folded(label))):
        return line
    low = line.start + (match.start("label") if match else 0)
    value = (line.start + match.start("value"), line.end) if match and match["value"] else None
    return line._replace(group=group, label=(low, low + len(label)), value=value)


def _group(reading: Reading, label: str) -> str | None:
    label = " ".join(label.split())
    for group in _GROUPS:
        if label in reading.words.words[group]:
            return group
    return "holder" if reading.words.title.match(label) else None


def _is_label_alone(reading: Reading, label: str) -> bool:
    groups = ("website", "responsibility", "description", "contact")
    return any(" ".join(label.split()) in reading.words.words[group] for group in groups)


def _plain_line(
    reading: Reading, line: _Line, following: _Line | None, block: _Block, found: list[Record]
) -> _Block:
    """A line that is a body's name heads the lines below it; an address alone is that body's."""
    text = reading.passage.text
    if block.label == "contact" and (placed := _opening_body(reading, line)):
        block.place = placed
        return block
    if _person_or_title(reading, line, block):
        return block
    body = body_of_line(reading, line.start, line.end) or _labelled_body(reading, line)
    if body is None and following is not None and following.group is not None and not following.apart:
        body = whole_line_body(reading, line.start, line.end)
        if body is not None:
            found.append(body.mention)
    if body is not None:
        if block.person and block.title and not line.apart:
            block.place = body
        _flush(reading, block)
        return _Block(body=body)
    address = next((one for one in reading.addresses if line.start <= one.start < line.end), None)
    words = text[line.start : line.end].strip("-•* ").rstrip(" .:")
    if address is not None and address.end - address.start >= len(words) - 2:
        attached = Attached(address.url, address.host, reading.passage.cite(address.start, address.end), address.end)
        _add_url(reading, block, attached, found)
        return block
    if line.apart and following is not None and not following.apart and _is_heading(words):
        _flush(reading, block)
        return _Block()
    return block


def _labelled_body(reading: Reading, line: _Line) -> Body | None:
    """The body that is all that stands behind a label (``In charge of digital government: Ministry of X``)."""
    match = _LABELLED.match(reading.passage.text[line.start : line.end])
    if match is None or not match["value"]:
        return None
    start = line.start + match.start("value")
    body = _named_value(reading, (start, line.end))
    return body if body is not None and body.start == start and body.end >= line.end - 2 else None


def _is_heading(words: str) -> bool:
    return len(words) < _LONGEST_NAME // 2 and words[:1].isupper() and words[-1] not in ".,;"


def _opening_body(reading: Reading, line: _Line) -> Body | None:
    """The body that a line of an address begins with (``OGD, 3 Main Street``)."""
    sentence: Sentence | None = reading.passage.analysis.sentence_at(line.start)
    named = reading.bodies.get(sentence.start, ()) if sentence else ()
    return next((body for body in named if body.start == line.start and body.owner is not None), None)


def _person_or_title(reading: Reading, line: _Line, block: _Block) -> bool:
    """Whether a line is a title or a person's name and nothing else; the two on neighbouring lines make a post."""
    text, (low, high) = reading.passage.text, line[:2]
    title = reading.words.title.match(reading.plain, low, high)
    person = None if title else person_at(reading, low, high)
    if title and high - low <= _LONGEST_NAME and text[high - 1] not in ".:;" and text[low].isupper():
        if re.search(r"[,:;()]", text[low:high]):
            return False
        if not block.sure:
            block.title = (low, high)
    elif person and person[1] == high:
        if block.person is not None or line.apart:
            _flush(reading, block)
        block.person = person
    else:
        return False
    if line.apart and not block.sure:  # a new paragraph on a person: of the body only if its own lines say so
        block.body = None
    return True


def _labelled(reading: Reading, line: _Line, block: _Block, found: list[Record]) -> None:
    value = line.value or (line.end, line.end)
    if line.group == "job-title" and not _begins_title(reading, value):  # "Role: sets policy for …"
        line = line._replace(group="responsibility")
    if line.group == "website":
        address = next((one for one in reading.addresses if value[0] <= one.start < value[1]), None)
        if address is not None and block.body is not None and block.person is None:
            spans = reading.passage.cite(address.start, address.end)
            _add_url(reading, block, Attached(address.url, address.host, spans, address.end), found)
    elif line.group == "acronym" and block.body is not None:
        _add_acronym(reading, block.body, value, found)
    elif line.group == "organisation":
        named = _named_value(reading, value)
        if named is not None:
            block.place = named
            block.body = block.body if block.person else named
            found.append(named.mention)
    elif line.group == "responsibility" and block.body is not None:
        _add_mandate(reading, block.body, value, found)
    elif line.group == "job-title" or (line.group in ("holder", "contact")):
        _add_person(reading, line, value, block)


def _begins_title(reading: Reading, value: tuple[int, int]) -> bool:
    """Whether a value begins like a title, perhaps with words before its head (``Acting Deputy Director``)."""
    title = reading.words.title.search(reading.plain, value[0], min(value[1], value[0] + _BEFORE_HEAD))
    return title is not None and (title.start() == value[0] or reading.passage.text[value[0]].isupper())


def _named_value(reading: Reading, value: tuple[int, int]) -> Body | None:
    """The organisation that a value names."""
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


def _add_person(reading: Reading, line: _Line, value: tuple[int, int], block: _Block) -> None:
    """``Minister: Jane Doe``; ``Head: Jane Doe, Director``; ``Name: Jane Doe`` with ``Job title: …`` beside it."""
    titled = reading.words.title.match(reading.plain, *line.label)
    if line.group == "job-title":
        block.title, block.sure = value, True
        return
    found = _titled_person(reading, value)
    if found is None:
        if not titled and line.group == "holder" and (body := _labelled_body(reading, line)) is not None:
            _flush(reading, block)
            block.body = body
        return
    person, title = found
    if block.person is not None:
        _flush(reading, block)
    if titled and title is None:
        title = line.label
    if titled or title is not None:
        _hold(reading, title or line.label, person, block, kind=_alone_kind(reading, line.label))
        return
    block.person = person


def _titled_person(
    reading: Reading, value: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int] | None] | None:
    """The person of a value, with the title before or behind the name; None where more than that stands there."""
    text, (low, high) = reading.passage.text, value
    before = reading.words.title.match(reading.plain, low, high)
    start = before.end() + 1 if before else low
    person = person_at(reading, start, high)
    if person is None or (before and text[before.end() : person[0]].strip()):
        return None
    rest = _ASIDE.sub("", text[person[1] : high]).strip()
    if before:
        return None if re.search(r"\w", rest.split(",")[0]) else (person, before.span())
    behind = re.compile(r"\s*(?:\([^()]*\)\s*)?[,–—(-]\s*").match(text, person[1], high)
    title = reading.words.title.search(reading.plain, behind.end(), high) if behind else None
    if behind and title and not re.search(r"[,;:.]", text[behind.end() : title.start()]):
        end = re.compile(r"[^,;:()\n]*").match(text, title.start(), high)
        return person, (behind.end(), len(text[: end.end()].rstrip(" .")) if end else title.end())
    return None if re.search(r"\w", rest.split(",")[0]) else (person, None)


def _flush(reading: Reading, block: _Block) -> None:
    """State the post of the person told of, if the lines gave a title too."""
    if block.title is not None and block.person is not None:
        _hold(reading, block.title, block.person, block)
    block.title = block.person = None
    block.sure = False
    block.place = None


def _alone_kind(reading: Reading, label: tuple[int, int]) -> str | None:
    """The kind that a label says which is a post of government (``Head of State: President Jane Doe``)."""
    match = reading.words.title.match(reading.plain, *label)
    kind = reading.words.posts[" ".join(match.group().split())] if match else None
    return kind if kind in reading.words.words["post-alone"] else None


def _hold(
    reading: Reading, title: tuple[int, int], person: tuple[int, int], block: _Block, *, kind: str | None = None
) -> None:
    title = (title[0], min(title[1], title[0] + _LONGEST_TITLE))
    match = reading.words.title.search(reading.plain, *title)
    body = block.place or block.body
    owner = body.owner if body else reading.country.value if reading.country else None
    if match is None or owner is None or (body is not None and is_private(reading, body)):
        return
    kind = kind or reading.words.posts[" ".join(match.group().split())]
    remember(reading, owner, Held(title, kind, person), body.mention if body else None)


__all__ = ["read_fact_sheet"]
