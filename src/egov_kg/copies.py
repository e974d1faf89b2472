"""The same document twice, in whatever formats: recognised by what it says, so that its facts are stated once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from egov_kg.halves import join_halves
from egov_kg.identifiers import fold
from egov_kg.model import SelectionState, Skipped, Stated
from egov_kg.records import (
    AnswerRecord,
    CooperationTie,
    CountryRef,
    DocumentRecords,
    IndicatorObservation,
    OrganizationMention,
    Party,
    Record,
    TechnologyInitiative,
)

T = TypeVar("T")
_ENOUGH: Final = 0.95
"""The share of stretches of prose, or of the answers of a recognised text, that two copies have in common. Of other
answer sheets every answer must be the same: a corrected edition may differ in one."""
_FEWEST_ANSWERS: Final = 5
_STRETCH: Final = 8
"""Words of a stretch of prose."""
_FEWEST_STRETCHES: Final = 30
_WORD: Final = re.compile(r"\w+")
_NUMBER: Final = re.compile(r"\d+")
_PRINTED_ON_PAGES: Final = 3
"""So often a line is printed that is a head or a foot of pages."""


def mark_copies(read: Sequence[DocumentRecords]) -> tuple[list[DocumentRecords], list[Skipped]]:
    """The documents, copies and other halves of others marked as such, and a line on each.

    A copy states what its original states, under the same addresses and in the same words, with its own quotations.
    """
    ordered = sorted(read, key=lambda one: (bool(one.source.recognised), one.source.key))
    originals: dict[tuple[str | None, str | None], list[_Said]] = {}
    copies: dict[str, str] = {}
    for one in ordered:
        said = _said_by(one)
        alike = originals.setdefault((one.description.form, _country(one)), [])
        original = next((other for other in alike if _are_copies(said, other)), None)
        if original is None:
            alike.append(said)
        else:
            copies[one.source.key] = original.document.source.key
    joined = {one.source.key: one for one in join_halves([one for one in read if one.source.key not in copies])}
    found = [joined.get(one.source.key) or _as_copy(one, joined[copies[one.source.key]]) for one in read]
    names = {one.source.key: one.source.name for one in read}
    told = [
        Skipped(
            document=one.source.name, what=f"the same document as {names[copies[one.source.key]]}",
            reason="its facts are stated once, with both as their sources",
        )
        for one in found if one.source.key in copies
    ]  # fmt: skip
    told += [
        Skipped(
            document=one.source.name, what=f"another part of the questionnaire in {names[one.rest_of]}",
            reason="the two are one document: no question of the other is missing in it",
        )
        for one in found if one.rest_of
    ]  # fmt: skip
    return found, told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a document says, to be compared: words of answers and states of boxes, or stretches and numbers of prose."""

    document: DocumentRecords
    answers: Mapping[str, str]
    boxes: Mapping[str, SelectionState]
    stretches: frozenset[tuple[str, ...]] = frozenset()
    numbers: frozenset[str] = frozenset()


def _said_by(one: DocumentRecords) -> _Said:
    plain = one.source.alone().plain
    heads = _heads(plain)
    if one.description.form is not None:
        answers = [record for record in one.records if isinstance(record, AnswerRecord)]
        boxes = {box.option: box.state for answer in answers for box in answer.selections}
        words = {answer.question: _run_together(answer.text.value.value, heads) for answer in answers if answer.text}
        for answer in answers:
            if answer.printed:
                asked = _run_together(answer.printed.wording.value.value, heads)
                words[answer.question] = f"{asked}?{words.get(answer.question, '')}"
        return _Said(document=one, answers=words, boxes=boxes)
    text = "\n".join(line for line in plain.splitlines() if not _is_head(line, heads | {""}))
    stretches, numbers = frozenset(_stretches(text)), frozenset(_NUMBER.findall(text))
    return _Said(document=one, answers={}, boxes={}, stretches=stretches, numbers=numbers)


def _heads(plain: str) -> frozenset[str]:
    """The lines of several words that are printed on pages again and again, their numbers aside."""
    counted = Counter(_NUMBER.sub("", line).strip() for line in plain.splitlines())
    return frozenset(line for line, count in counted.items() if count >= _PRINTED_ON_PAGES and len(line.split()) > 1)


def _is_head(line: str, heads: frozenset[str]) -> bool:
    return _NUMBER.sub("", line).strip() in heads


def _run_together(text: str, heads: frozenset[str]) -> str:
    """The words of an answer, run together: where lines break is not what it says."""
    lines = text.splitlines()
    kept = [line for line in lines if not _is_head(line, heads)] or lines
    return "".join(_WORD.findall("\n".join(kept).casefold()))


def _are_copies(one: _Said, other: _Said) -> bool:
    if one.document.description.form is None:
        most, fewest = sorted((len(one.stretches), len(other.stretches)), reverse=True)
        enough = fewest >= _FEWEST_STRETCHES and len(one.stretches & other.stretches) >= _ENOUGH * most
        return enough and (one.numbers == other.numbers or _is_recognised(one, other))
    most = max(len(one.answers), len(other.answers))
    same = len(one.answers.items() & other.answers.items())
    if same < max(_FEWEST_ANSWERS, _ENOUGH * most):
        return False
    return _is_recognised(one, other) or (same == most and not _contradict(one.boxes, other.boxes))


def _is_recognised(one: _Said, other: _Said) -> bool:
    """Whether the text of one of them was recognised, and so has letters that its document has not."""
    return any(any(said.document.source.recognised) for said in (one, other))


def _contradict(one: Mapping[str, SelectionState], other: Mapping[str, SelectionState]) -> bool:
    unknown = SelectionState.UNKNOWN
    return any(other.get(option, unknown) not in {state, unknown} and state != unknown for option, state in one.items())


def _country(one: DocumentRecords) -> str | None:
    country = one.description.country
    return country.value.iso3 if country else None


def _stretches(plain: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(plain.casefold())
    return {tuple(words[at : at + _STRETCH]) for at in range(len(words) - _STRETCH + 1)}


def _as_copy(copy: DocumentRecords, original: DocumentRecords) -> DocumentRecords:
    answers = {one.question: one for one in original.records if isinstance(one, AnswerRecord)}
    figures = {one.indicator.value: one for one in original.records if isinstance(one, IndicatorObservation)}
    ties = {_tie(one) for one in original.records if isinstance(one, CooperationTie)}
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
        if isinstance(record, CooperationTie):
            return record if _tie(record) in ties else None
        return record

    kept = tuple(one for record in copy.records if (one := worded(record)) is not None)
    return replace(copy, records=kept, copy_of=original.work)


def _tie(tie: CooperationTie) -> tuple[object, ...]:
    """What makes the address of a tie, as far as a record tells."""
    parties = tuple(sorted(_party(one.value) for one in tie.parties))
    provider, year = tie.provider and _party(tie.provider.value), tie.year and tie.year.value
    return parties, tie.kind.value, provider, year


def _party(party: Party) -> str:
    if isinstance(party, OrganizationMention):
        return fold(party.acronym.value if party.acronym else party.names[0].value.value)
    return party.iso3 if isinstance(party, CountryRef) else party.identifier


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
