"""The same document twice, in whatever formats: recognised by what it says, so that its facts are stated once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from egov_kg.model import SelectionState, Skipped, Stated
from egov_kg.records import (
    AnswerRecord,
    DocumentRecords,
    IndicatorObservation,
    Record,
    TechnologyInitiative,
)

T = TypeVar("T")
_ENOUGH: Final = 0.95
"""The share of answers, or of stretches of prose, that two copies of a document have in common; a new edition of an
answer sheet differs in more, a conversion from one format into another in less."""
_FEWEST_ANSWERS: Final = 5
_STRETCH: Final = 8
"""Words of a stretch of prose."""
_FEWEST_STRETCHES: Final = 30
_WORD: Final = re.compile(r"\w+")


def mark_copies(read: Sequence[DocumentRecords]) -> tuple[list[DocumentRecords], list[Skipped]]:
    """The documents, copies of others marked as such, and a line on each copy.

    A copy states what its original states, under the same addresses and in the same words, with its own quotations.
    """
    ordered = sorted(read, key=lambda one: (bool(one.source.recognised), one.source.key))
    originals: dict[tuple[str | None, str | None], list[tuple[DocumentRecords, frozenset[object]]]] = {}
    copies: dict[str, DocumentRecords] = {}
    for one in ordered:
        words, fewest = _words(one)
        alike = originals.setdefault((one.description.form, _country(one)), [])
        original = next((other for other, theirs in alike if _are_copies(words, theirs, fewest)), None)
        if original is None:
            alike.append((one, words))
        else:
            copies[one.source.key] = _as_copy(one, original)
    found = [copies.get(one.source.key, one) for one in read]
    names = {one.source.key: one.source.name for one in read}
    told = [
        Skipped(
            document=one.source.name, what=f"the same document as {names[one.copy_of]}",
            reason="its facts are stated once, with both as their sources",
        )
        for one in found if one.copy_of
    ]  # fmt: skip
    return found, told


def _words(one: DocumentRecords) -> tuple[frozenset[object], int]:
    """What a document says, as pieces to compare, and how many of them are enough to compare."""
    if one.description.form is None:
        return frozenset(_stretches(one.source.alone().plain)), _FEWEST_STRETCHES
    return frozenset(_answers(one).items()), _FEWEST_ANSWERS


def _are_copies(one: frozenset[object], other: frozenset[object], fewest: int) -> bool:
    if min(len(one), len(other)) < max(fewest, _ENOUGH * max(len(one), len(other))):
        return False
    return len(one & other) >= _ENOUGH * max(len(one), len(other))


def _country(one: DocumentRecords) -> str | None:
    country = one.description.country
    return country.value.iso3 if country else None


def _answers(one: DocumentRecords) -> dict[str, str]:
    """The words of each answer, run together: where lines break is not what it says."""
    return {
        record.question: "".join(_WORD.findall(record.text.value.value.casefold()))
        for record in one.records if isinstance(record, AnswerRecord) and record.text
    }  # fmt: skip


def _stretches(plain: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(plain.casefold())
    return {tuple(words[at : at + _STRETCH]) for at in range(len(words) - _STRETCH + 1)}


def _as_copy(copy: DocumentRecords, original: DocumentRecords) -> DocumentRecords:
    answers = {one.question: one for one in original.records if isinstance(one, AnswerRecord)}
    figures = {one.indicator.value: one for one in original.records if isinstance(one, IndicatorObservation)}
    initiatives = {one.technology.value: one for one in original.records if isinstance(one, TechnologyInitiative)}

    def worded(record: Record) -> Record | None:
        if isinstance(record, AnswerRecord):
            return _answer(record, answers.get(record.question))
        if isinstance(record, IndicatorObservation):
            return _figure(record, figures.get(record.indicator.value))
        if isinstance(record, TechnologyInitiative):
            initiative = initiatives.get(record.technology.value)
            words = record.description
            return initiative and replace(record, description=replace(words, value=initiative.description.value))
        return record

    kept = tuple(one for record in copy.records if (one := worded(record)) is not None)
    return replace(copy, records=kept, copy_of=original.source.key)


def _figure(figure: IndicatorObservation, original: IndicatorObservation | None) -> IndicatorObservation | None:
    """A figure of a copy; none where the original does not give the same one."""
    if original is None or (original.value.value, original.unit.value) != (figure.value.value, figure.unit.value):
        return None
    return replace(figure, description=_said(figure.description, original.description))


def _answer(answer: AnswerRecord, original: AnswerRecord | None) -> AnswerRecord | None:
    """An answer of a copy in the words of the original; none where the two differ in whether there is one."""
    if original is None or original.state is not answer.state:
        return None
    states = {selection.option: selection.state for selection in original.selections}
    return replace(
        answer,
        text=_said(answer.text, original.text),
        selections=tuple(
            selection for selection in answer.selections
            if states.get(selection.option, SelectionState.UNKNOWN) is selection.state
        ),
    )  # fmt: skip


def _said(own: Stated[T] | None, original: Stated[T] | None) -> Stated[T] | None:
    """What the original says, proved by the copy's own words."""
    if own is None or original is None:
        return None
    return replace(own, value=original.value)
