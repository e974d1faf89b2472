"""The labelled lines of an answer (``Name: …``): values on the line, below it, or above the first label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from egov_kg.forms.form import Question
from egov_kg.forms.lines import letters
from egov_kg.forms.matching import rest_of_line
from egov_kg.forms.sheet import Sheet
from egov_kg.model import FieldValue, Span

_NO_VALUES = frozenset({"yes", "no", "si", "oui", "non", "sim", "nao", "na", "none", "ninguno", "aucun", "nenhum"})
_LONGEST_VALUE = 90


@dataclass(slots=True)
class _Label:
    field: str
    line: int
    values: list[int]


def read_fields(sheet: Sheet, question: Question, places: Sequence[int]) -> tuple[FieldValue, ...]:
    """Find the labels on the open lines of a question, mark them as form words, and say which value is whose."""
    names = {letters(t): field.name for field in question.fields for ts in field.wordings.values() for t in ts}
    labels: list[_Label] = []
    above: list[int] = []
    for at in places:
        if not sheet.is_open(at):
            continue
        label = _label(sheet, at, names, {entry.field for entry in labels})
        if label:
            labels.append(label)
            if sheet.is_open(at):
                label.values.append(at)
        elif labels:
            _add_value(sheet, labels[-1], at)
        else:
            above.append(at)
    if labels and len(above) == 1 and _is_value(sheet, above[0]):
        if _stand_above(labels):
            _shift(labels)
        if not labels[0].values:
            labels[0].values = above
    return tuple(
        FieldValue(field=label.field, span=_value_span(sheet, label)) for label in labels if label.values
    )


def _label(sheet: Sheet, at: int, names: dict[str, str], used: set[str]) -> _Label | None:
    line = sheet.lines[at]
    if sheet.opens[at] != line.start:
        return None
    key = line.key
    for size in sorted({len(name) for name in names}, reverse=True):
        name = names.get(key[:size])
        if name is None or name in used or len(key) < size:
            continue
        rest = rest_of_line(sheet.plain, line, line.body, size)
        if rest and rest[1]:
            sheet.opens[at] = rest[0]
            return _Label(name, at, [])
    return None


def _add_value(sheet: Sheet, label: _Label, at: int) -> None:
    """A value is one paragraph: what follows a blank line is no longer part of it."""
    if not label.values:
        label.values.append(at)
        return
    last = label.values[-1]
    gap = sheet.plain[sheet.lines[last].end : sheet.lines[at].start]
    if at == last + 1 and gap.count("\n") <= 1:
        label.values.append(at)


def _is_value(sheet: Sheet, at: int) -> bool:
    line = sheet.lines[at]
    text = sheet.plain[line.start : line.end]
    return line.full not in _NO_VALUES and len(text) <= _LONGEST_VALUE and not text.endswith((".", "?", ":", ";"))


def _stand_above(labels: list[_Label]) -> bool:
    """Whether every label but the last is followed by a line of its own, as if values stood above."""
    followed = [bool(label.values) and label.values[0] != label.line for label in labels]
    return len(labels) > 2 and all(followed[:-1]) and not labels[-1].values


def _shift(labels: list[_Label]) -> None:
    """Every value stands above its label: what follows one label is the value of the next."""
    for place in range(len(labels) - 1, 0, -1):
        labels[place].values = labels[place - 1].values
    labels[0].values = []


def _value_span(sheet: Sheet, label: _Label) -> Span:
    spans = sheet.spans(label.values)
    return Span(spans[0].start, spans[-1].end)
