"""A questionnaire that nobody described: its numbered questions with what stands under each, whatever the numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from egov_kg.identifiers import fold
from egov_kg.model import Document, PrintedAnswer, Section, SegmentedDocument, Span

FEWEST: Final = 4
"""Questions of a questionnaire: a text that numbers two or three questions is none."""
_SHORTEST_WORDING: Final = 12
_LONGEST_WORDING: Final = 600
_MOST_LINES: Final = 4
"""Lines of a question."""
_SECTION: Final = re.compile(r"\W*(?:\w{4,9}\s+)?(?:[IVX]{1,5}|[A-H])[.):–-]\W*\S[^.?!]{2,80}")
_CAPITALS: Final = re.compile(r"\W*[^a-z\W\d_][^a-z.?!:]{3,80}")
_LINE: Final = re.compile(r"[^\n\r]*\S")
_MARK_BEHIND: Final = re.compile(r"\(?(?P<number>\d{1,3}(?:\.\d{1,2})?)\)?[\s*_|]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    factor: Decimal
    number: re.Pattern[str]
    polite: re.Pattern[str]
    imperative: re.Pattern[str]
    private: re.Pattern[str]


@cache
def _words() -> _Words:
    path = Path(__file__).parent / "lexicon" / "undescribed.yaml"
    data = yaml.safe_load(path.read_bytes())
    before = "|".join(map(re.escape, data["numbers"]))
    number = (
        rf"[^\w(]*(?P<number>(?:(?:{before})[\s.]*)?\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}(?=[).:\]]|\s)"
        r"|[A-H][.-]?\d{1,2}(?=[).:\]]|\s)|\((?:\d{1,3}|[a-z]|[ivx]{1,5})(?=\))|(?:[a-z]|[ivxIVX]{1,5})(?=[).]\s))"
        r"[).:\]]*[\s–—*_|-]*"
    )
    return _Words(
        factor=Decimal(data["confidence_factor"]),
        number=re.compile(number, re.IGNORECASE),
        polite=re.compile(rf"\b(?:{'|'.join(map(re.escape, data['polite']))})\b", re.IGNORECASE),
        imperative=re.compile(rf"\W*(?:{'|'.join(data['imperative'])})\b.*:\W*\Z", re.IGNORECASE | re.DOTALL),
        private=re.compile(rf"\b(?:{'|'.join(map(re.escape, data['private']))})\b", re.IGNORECASE),
    )


def undescribed_factor() -> Decimal:
    """By how much what is read in a questionnaire that nobody described is less sure (0 to 1)."""
    return _words().factor


def with_printed(segmented: SegmentedDocument) -> SegmentedDocument:
    """A document that follows no form with the questions and answers it prints, if it is a questionnaire.

    The questions' own words leave its sections: what is asked is not said.
    """
    printed = printed_answers(segmented.document)
    if not printed:
        return segmented
    asked = [span for one in printed for span in one.wording]
    sections = tuple(replace(section, spans=tuple(_without(section.spans, asked))) for section in segmented.sections)
    kept = tuple(section for section in sections if section.spans or section.heading)
    return replace(segmented, printed=printed, sections=tuple(_unasked(section, asked) for section in kept))


def _unasked(section: Section, asked: Sequence[Span]) -> Section:
    heading = section.heading
    inside = heading and any(one.start < heading.span.end and heading.span.start < one.end for one in asked)
    return replace(section, heading=None) if inside else section


def _without(spans: Sequence[Span], asked: Sequence[Span]) -> Iterator[Span]:
    for start, end in spans:
        position = start
        for low, high in asked:
            if low < end and high > position:
                if low > position:
                    yield Span(position, low)
                position = max(position, high)
        if position < end:
            yield Span(position, end)


def printed_answers(document: Document) -> tuple[PrintedAnswer, ...]:
    """The questions that a document prints with numbers, and the text under each; empty for fewer than FEWEST."""
    plain = document.plain
    lines = [Span(found.end() - len(found[0].lstrip()), found.end()) for found in _LINE.finditer(plain)]
    found: list[tuple[int, int, Span, Span]] = []
    place = 0
    while place < len(lines):
        question = _question(plain, lines, place)
        if question is None:
            place += 1
            continue
        number, wording, after = question
        found.append((place, after, number, wording))
        place = max(after, place + 1)
    if len(found) < FEWEST:
        return ()
    ends = [first for first, _, _, _ in found[1:]] + [len(lines)]
    taken: dict[str, int] = {}
    printed = []
    for (_, after, number, wording), end in zip(found, ends, strict=True):
        key = fold(plain[slice(*number)])
        taken[key] = taken.get(key, 0) + 1
        spans = tuple(_answer(plain, lines, wording, after, end))
        repeated = f"{key}-again-{taken[key]}" if taken[key] > 1 else key
        private = bool(_words().private.search(plain, *wording))
        printed.append(PrintedAnswer(key=repeated, number=number, wording=(wording,), spans=spans, private=private))
    return tuple(printed)


def _question(plain: str, lines: Sequence[Span], place: int) -> tuple[Span, Span, int] | None:
    """The number and the words of a question that a line begins, and the line behind them."""
    line = lines[place]
    behind = _number_behind(plain, line)
    if behind:
        number = Span(line.start + behind.start("number"), line.start + behind.end("number"))
        wording = plain[line.start : line.start + behind.start()].rstrip()
        return number, Span(line.start, line.start + len(wording)), place + 1
    return _numbered(plain, lines, place)


def _number_behind(plain: str, line: Span) -> re.Match[str] | None:
    """The number behind a question that is a line of its own."""
    text = plain[slice(*line)]
    behind = _MARK_BEHIND.search(text)
    asks = behind and text[: behind.start()].rstrip(" *_|\t")[-1:] in {"?", ":"}
    return behind if behind and asks and behind.start() > _SHORTEST_WORDING else None


def _is_another(plain: str, line: Span) -> bool:
    """Whether a line is a numbered question by itself: the one above it is a heading of a section."""
    mark = _words().number.match(plain, *line)
    return _number_behind(plain, line) is not None or (mark is not None and any(sign in mark[0] for sign in ").:]"))


def _numbered(plain: str, lines: Sequence[Span], place: int) -> tuple[Span, Span, int] | None:
    line = lines[place]
    mark = _words().number.match(plain, line.start, line.end)
    if mark is None:
        return None
    number = Span(*mark.span("number"))
    first = place if mark.end() < line.end else place + 1
    start = mark.end() if mark.end() < line.end else lines[first].start if first < len(lines) else line.end
    for last in range(first, min(first + _MOST_LINES, len(lines))):
        gap = last > first and plain.count("\n", lines[last - 1].end, lines[last].start) > 1
        if gap or (last > first and _is_another(plain, lines[last])):
            return None
        end = lines[last].end
        ask = plain.rfind("?", start, end)
        if ask >= 0:
            return number, Span(start, ask + 1), last if plain[ask + 1 : end].strip(" *_|\t)") else last + 1
        words = plain[start:end]
        if len(words) > _LONGEST_WORDING or (last > first and _words().number.match(plain, *lines[last])):
            return None
        if _words().polite.search(words) or _words().imperative.fullmatch(words):
            return number, Span(start, end), last + 1
    return None


def _answer(plain: str, lines: Sequence[Span], wording: Span, first: int, end: int) -> Iterator[Span]:
    """The lines under a question up to the next one, without the heading of a section before it."""
    last = end
    if first < end < len(lines):
        before = lines[end - 1]
        heads = _SECTION.fullmatch(plain, *before) or (end - 1 > first and _CAPITALS.fullmatch(plain, *before))
        last -= bool(heads)
    for line in lines[first:last]:
        start = max(line.start, wording.end)
        words = plain[start : line.end].strip(" *_|\t)")
        if words:
            start = plain.index(words, start)
            yield Span(start, start + len(words))
