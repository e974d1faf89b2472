"""The printed options of a question and what is known of their tick boxes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from egov_kg.forms.form import Option, Question
from egov_kg.forms.lines import letters, offset_after
from egov_kg.forms.matching import ALIKE, SHORT, continue_wording, rest_of_line
from egov_kg.forms.sheet import Sheet
from egov_kg.forms.wordings import Role, Wording, wording
from egov_kg.model import Document, OptionMark, SelectionState, Span, Tick

_GLYPH = re.compile(r"[☒☑✓✔☐]|(?<![\w)\]])\[[ xX]\]")
_NOT_SELECTED = frozenset({"☐", "[ ]"})
_TINY = 5
"""Letters up to which an option ("Yes") is as likely an answer as a printed option."""


@dataclass(frozen=True, slots=True)
class _Found:
    option: Option
    span: Span
    line: int


@lru_cache(maxsize=256)
def _wordings(question: str, options: tuple[Option, ...]) -> tuple[tuple[Wording, Option], ...]:
    compiled: dict[tuple[str, int], tuple[Wording, Option]] = {}
    for place, option in enumerate(options):
        for texts in option.wordings.values():
            for text in texts:
                entry = wording(Role.QUESTION, place, "", text)
                compiled.setdefault((entry.key, place), (entry, option))
    return tuple(sorted(compiled.values(), key=lambda pair: -len(pair[0].key)))


class _Check:
    """One pass over the lines of a question."""

    def __init__(self, document: Document, sheet: Sheet, question: Question) -> None:
        self.document = document
        self.sheet = sheet
        self.left = list(_wordings(question.name, question.options))
        self.tiny = all(len(entry.key) <= _TINY for entry, _ in self.left)
        self.found: list[_Found] = []

    def take(self, option: Option, span: Span, line: int) -> None:
        self.found.append(_Found(option, span, line))
        self.left = [pair for pair in self.left if pair[1] is not option]

    def line(self, at: int, places: Sequence[int]) -> None:
        """Take the options that stand on a line."""
        sheet, line = self.sheet, self.sheet.lines[at]
        start = line.body if sheet.opens[at] == line.start else sheet.opens[at]
        key = line.key if start == line.body else letters(sheet.plain[start : line.end])
        if not key:
            return
        listed = self._listed(key)
        if len(listed) > 1 or (len(listed) == 1 and len(listed[0][0].key) == len(key)):
            if self.tiny and len(listed) == 1 and not self._ticked(at, start):
                listed = self._tiny_column(at, places, listed)
            self._take_listed(at, start, key, listed)
            return
        self._other(at, start, key) or self._broken(at, start, key) or self._before_answer(at, start, key)

    def _listed(self, key: str) -> list[tuple[Wording, Option]]:
        """The options that a line's letters are a sequence of; the last may be ``Other`` with words behind it."""
        listed: list[tuple[Wording, Option]] = []
        position = 0
        while position < len(key):
            used = [option for _, option in listed]
            fitting = (
                pair for pair in self.left if key.startswith(pair[0].key, position) and pair[1] not in used
            )
            pair = next(fitting, None)
            if pair is None:
                return listed if len(listed) > 2 or (len(listed) > 1 and self._open_ended(listed[-1][1])) else []
            listed.append(pair)
            position += len(pair[0].key)
        return listed

    def _open_ended(self, option: Option) -> bool:
        return any(text.endswith(":") for texts in option.wordings.values() for text in texts)

    def _tiny_column(
        self, at: int, places: Sequence[int], listed: list[tuple[Wording, Option]]
    ) -> list[tuple[Wording, Option]]:
        """A lone ``Yes`` is an answer; above or below a lone ``No`` it is a printed option."""
        place = places.index(at)
        if self.found:
            return listed
        following = self.sheet.lines[places[place + 1]] if place + 1 < len(places) else None
        rest = {entry.key for entry, option in self.left if option is not listed[0][1]}
        return listed if following is not None and following.key in rest else []

    def _take_listed(self, at: int, start: int, key: str, listed: list[tuple[Wording, Option]]) -> None:
        sheet, line = self.sheet, self.sheet.lines[at]
        position = start
        for entry, option in listed:
            while not sheet.plain[position].isalpha():
                position += 1
            end = offset_after(sheet.plain, position, len(entry.key))
            self.take(option, Span(position, end), at)
            position = end
        if not listed:
            return
        if sum(len(entry.key) for entry, _ in listed) == len(key) and not self._open_ended(listed[-1][1]):
            sheet.take_line(at)
            return
        rest = rest_of_line(sheet.plain, line, position, 0)
        sheet.opens[at] = rest[0] if rest else position
        sheet.apart.add(at)

    def _other(self, at: int, start: int, key: str) -> bool:
        if not self.found:
            return False
        for entry, option in self.left:
            if key.startswith(entry.key) and self._open_ended(option):
                rest = rest_of_line(self.sheet.plain, self.sheet.lines[at], start, len(entry.key))
                if rest and rest[1]:
                    end = offset_after(self.sheet.plain, start, len(entry.key))
                    self.take(option, Span(start, end), at)
                    self.sheet.opens[at] = rest[0]
                    self.sheet.apart.add(at)
                    return True
        return False

    def _broken(self, at: int, start: int, key: str) -> bool:
        sheet = self.sheet
        for entry, option in self.left:
            if len(key) >= _TINY and entry.key.startswith(key) and len(key) in entry.boundaries:
                pieces, matched = continue_wording(sheet, at + 1, entry, len(key))
                if matched == len(entry.key):
                    self.take(option, Span(start, sheet.lines[pieces[-1].line].end), at)
                    sheet.take_line(at)
                    sheet.take(pieces)
                    return True
            elif self._alike(key, entry):
                self.take(option, Span(start, sheet.lines[at].end), at)
                sheet.take_line(at)
                return True
        return False

    def _alike(self, key: str, entry: Wording) -> bool:
        """Whether a line is an option read with noise; a short one only among other options."""
        if key.startswith(entry.key) or (len(entry.key) < SHORT and (len(entry.key) <= _TINY or not self.found)):
            return False
        cutoff = ALIKE + 4 if len(entry.key) >= SHORT else ALIKE - 4
        return bool(fuzz.ratio(key, entry.key, score_cutoff=cutoff))

    def _before_answer(self, at: int, start: int, key: str) -> bool:
        """An option with an answer on its line: only behind a tick box, or a long one closed by a colon."""
        for entry, option in self.left:
            if not key.startswith(entry.key):
                continue
            rest = rest_of_line(self.sheet.plain, self.sheet.lines[at], start, len(entry.key))
            if rest and (self._ticked(at, start) or (len(entry.key) > 30 and rest[1])):
                self.take(option, Span(start, offset_after(self.sheet.plain, start, len(entry.key))), at)
                self.sheet.opens[at] = rest[0]
                return True
        return False

    def _ticked(self, at: int, start: int) -> bool:
        line = self.sheet.lines[at]
        return bool(_ticks(self.document, self.sheet.plain, *_whole_line(self.sheet.plain, line.start, line.end)))

    def marks(self) -> tuple[OptionMark, ...]:
        """What was found, in printed order, with the state of each tick box."""
        by_line: dict[int, list[_Found]] = {}
        for found in self.found:
            by_line.setdefault(found.line, []).append(found)
        marks = []
        for at, row in by_line.items():
            line = self.sheet.lines[at]
            ticks = _ticks(self.document, self.sheet.plain, *_whole_line(self.sheet.plain, line.start, line.end))
            if not ticks and at and not self.sheet.lines[at - 1].full:
                before = self.sheet.lines[at - 1]
                whole = _whole_line(self.sheet.plain, before.start, before.end)
                ticks = _ticks(self.document, self.sheet.plain, *whole)
            states = _states([found.span for found in row], ticks)
            marks += [
                OptionMark(option=found.option.name, state=state, span=found.span)
                for found, state in zip(row, states, strict=True)
            ]
        return tuple(sorted(marks, key=lambda mark: mark.span))


def read_options(document: Document, sheet: Sheet, question: Question, places: Sequence[int]) -> tuple[OptionMark, ...]:
    """Find the options on the open lines of a question, mark their words, and read their tick boxes."""
    if not question.options:
        return ()
    check = _Check(document, sheet, question)
    for at in places:
        if not check.left:
            break
        if sheet.is_open(at):
            check.line(at, places)
    return check.marks()


def _whole_line(plain: str, start: int, end: int) -> tuple[int, int]:
    """A line with its ends: a box that opens or closes it is blank in the plain text, beside its words."""
    low, high = plain.rfind("\n", 0, start) + 1, plain.find("\n", end)
    return low, high if high >= 0 else len(plain)


def _ticks(document: Document, plain: str, start: int, end: int) -> list[Tick]:
    first = bisect_left(document.ticks, start, key=lambda tick: tick.span.end)
    ticks = []
    for tick in document.ticks[first:]:
        if tick.span.start > end:
            break
        ticks.append(tick)
    for glyph in _GLYPH.finditer(plain, start, end):
        span = Span(*glyph.span())
        if not any(tick.span.start < span.end and span.start < tick.span.end for tick in ticks):
            ticks.append(Tick(span, glyph[0] not in _NOT_SELECTED))
    return sorted(ticks)


def _states(spans: Sequence[Span], ticks: Sequence[Tick]) -> list[SelectionState]:
    """The state of each option of a line; boxes stand before their options, or all of them behind."""
    behind = bool(ticks) and ticks[0].span.start >= spans[0].end and ticks[-1].span.start >= spans[-1].end
    states = []
    for place, span in enumerate(spans):
        low = span.start if behind else (spans[place - 1].end if place else 0)
        high = span.end if not behind else (spans[place + 1].start if place + 1 < len(spans) else ticks[-1].span.end)
        own = [tick for tick in ticks if low <= tick.span.start and tick.span.end <= high]
        tick = (own[0] if behind else own[-1]) if own else None
        if tick is None:
            states.append(SelectionState.UNKNOWN)
        else:
            states.append(SelectionState.SELECTED if tick.selected else SelectionState.NOT_SELECTED)
    return states
