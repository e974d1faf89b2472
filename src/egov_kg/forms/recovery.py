"""Questions whose printed words were not found letter by letter: noise, lost wording, lost beginnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from egov_kg.forms.form import Question
from egov_kg.forms.lines import letters
from egov_kg.forms.matching import SHORT, Reading, alike, label_alike
from egov_kg.forms.ordering import in_order
from egov_kg.forms.sheet import Piece, Sheet
from egov_kg.forms.wordings import Lexicon, Role, wording


def recover(sheet: Sheet, lexicon: Lexicon, starts: Mapping[int, Reading]) -> dict[int, Reading]:
    """Readings for questions that are missing between, before or after those found."""
    found: list[Reading] = []
    lost = [item for item in range(len(lexicon.questions)) if item not in starts]
    taken = {piece.line for reading in starts.values() for piece in reading.pieces}
    taken |= {at for at in range(len(sheet.lines)) if sheet.is_shut(at)}
    for item in lost:
        window = [at for at in _window(item, starts, len(sheet.lines)) if at not in taken]
        found += _noisy(sheet, lexicon, item, window)
    chosen = in_order(found)
    for item in lost:
        if item not in chosen and (reading := _by_traces(sheet, lexicon, item, starts, taken)):
            chosen[item] = reading
    return chosen


def _window(item: int, starts: Mapping[int, Reading], size: int) -> range:
    before = max((reading.line for other, reading in starts.items() if other < item), default=-1)
    after = min((reading.line for other, reading in starts.items() if other > item), default=size)
    return range(before + 1, after)


def _noisy(sheet: Sheet, lexicon: Lexicon, item: int, window: Sequence[int]) -> list[Reading]:
    readings = []
    for entry in lexicon.wordings[item]:
        if len(entry.key) < SHORT:
            readings += [reading for at in window if (reading := label_alike(sheet, at, entry))]
            continue
        for at in window:
            line = sheet.lines[at]
            if len(line.key) < SHORT // 2:
                continue
            if len(line.key) >= SHORT and entry.key.endswith(line.key):
                readings.append(Reading(entry, (Piece(at, line.end),), len(line.key), True, False))
            elif reading := alike(sheet, at, entry):
                readings.append(reading)
    return readings


def _by_traces(
    sheet: Sheet, lexicon: Lexicon, item: int, starts: Mapping[int, Reading], taken: AbstractSet[int]
) -> Reading | None:
    """A question whose words are lost but whose neighbours, number, options or fields show that it is there."""
    question = lexicon.questions[item]
    window = [at for at in _window(item, starts, len(sheet.lines)) if at not in taken]
    if question.options and (at := _cluster(sheet, window, _option_keys(question), whole=True)) is not None:
        return _bare(question, item, at, sheet.lines[at].start)
    if question.fields and (at := labels_begin(sheet, question, window)) is not None:
        return _bare(question, item, at, sheet.lines[at].start)
    if item - 1 not in starts or item + 1 not in starts:
        return None
    numbered = [at for at in window if sheet.lines[at].mark]
    if len(numbered) == 1 and sheet.lines[numbered[0]].mark == question.number.lower():
        return _bare(question, item, numbered[0], sheet.lines[numbered[0]].body)
    return None


def labels_begin(sheet: Sheet, question: Question, places: Sequence[int]) -> int | None:
    """The first of three or more lines, close together, that are labels of a question's fields."""
    keys = {letters(text) for field in question.fields for texts in field.wordings.values() for text in texts}
    return _cluster(sheet, places, keys, whole=False)


def _bare(question: Question, item: int, at: int, end: int) -> Reading:
    return Reading(wording(Role.QUESTION, item, question.number, ""), (Piece(at, end),), 0, True, True)


def _option_keys(question: Question) -> set[str]:
    keys = {letters(text) for option in question.options for texts in option.wordings.values() for text in texts}
    return {key for key in keys if len(key) >= 6}


def _cluster(sheet: Sheet, window: Sequence[int], keys: set[str], *, whole: bool) -> int | None:
    hits = [at for at in window if _is_label(sheet, at, keys, whole=whole)]
    for first, third in zip(hits, hits[2:], strict=False):
        if third - first <= 8:
            return first
    return None


def _is_label(sheet: Sheet, at: int, keys: set[str], *, whole: bool) -> bool:
    line = sheet.lines[at]
    if line.key in keys:
        return True
    label, colon, _ = sheet.plain[line.body : line.end].partition(":")
    return bool(colon) and not whole and letters(label) in keys
