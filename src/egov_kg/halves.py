"""One document in several files: a questionnaire whose questions are shared out, recognised by what each prints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from egov_kg.model import GapKind, ResponseState, Skipped
from egov_kg.records import (
    UNDESCRIBED,
    AnswerRecord,
    DocumentRecords,
    IndicatorObservation,
    Record,
    TechnologyInitiative,
)

_FEWEST: Final = 3
"""Questions that a file adds to the others of its document, and that are missing in it: one may be lost in copying."""
_WORD: Final = re.compile(r"\w+")
_DIGITS: Final = re.compile(r"(\d+)")
QUESTIONNAIRE: Final = "the questionnaire"
"""What is said to be incomplete where questions of a form were not found."""


@dataclass(slots=True)
class _Work:
    """A questionnaire of which some files were found; ``answers`` are those printed in any of them."""

    files: list[DocumentRecords]
    answers: dict[str, AnswerRecord]


def join_halves(read: Sequence[DocumentRecords]) -> list[DocumentRecords]:
    """The documents, those that are one questionnaire of one country and edition in several files joined.

    What a file does not print and another one does is not missing. What only a document says (answers, ties, figures)
    is stated under the address of the file with the first questions, ``rest_of`` in the others.
    """
    works: dict[tuple[str, str], list[_Work]] = {}
    for one in sorted(read, key=_order):
        country, form = one.description.country, one.description.form
        if form in {None, UNDESCRIBED} or country is None:
            continue
        printed = _printed(one)
        alike = works.setdefault((form, country.value.iso3), [])
        work = next((work for work in alike if _goes_on(work, one, printed)), None)
        if work is None:
            alike.append(_Work([one], dict(printed)))
        else:
            work.files.append(one)
            work.answers = {**printed, **work.answers, **_answered(printed), **_answered(work.answers)}
    joined: dict[str, DocumentRecords] = {}
    for work in (work for alike in works.values() for work in alike if len(work.files) > 1):
        joined |= {one.source.key: one for one in _joined(work)}
    return [joined.get(one.source.key, one) for one in read]


def _order(one: DocumentRecords) -> tuple[list[tuple[bool, int, str]], str]:
    """By the first question printed, whatever the order of the files."""
    first = min((_natural(question) for question in _printed(one)), default=[])
    return first, one.source.key


def _natural(question: str) -> list[tuple[bool, int, str]]:
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _DIGITS.split(question)]


def _printed(one: DocumentRecords) -> dict[str, AnswerRecord]:
    return {
        record.question: record for record in one.records
        if isinstance(record, AnswerRecord) and record.state is not ResponseState.NOT_IN_FORM
    }  # fmt: skip


def _answered(printed: Mapping[str, AnswerRecord]) -> dict[str, AnswerRecord]:
    return {name: answer for name, answer in printed.items() if answer.state is ResponseState.ANSWERED}


def _goes_on(work: _Work, one: DocumentRecords, printed: Mapping[str, AnswerRecord]) -> bool:
    """Whether a file holds what a questionnaire lacks, and nothing that contradicts it."""
    editions = {two.description.edition.value for two in (*work.files, one) if two.description.edition}
    if len(editions) > 1 or min(len(printed.keys() - work.answers), len(work.answers.keys() - printed)) < _FEWEST:
        return False
    both = _answered(printed).keys() & _answered(work.answers).keys()
    return all(_words(printed[name]) == _words(work.answers[name]) for name in both)


def _words(answer: AnswerRecord) -> str:
    return "".join(_WORD.findall(answer.text.value.value.casefold())) if answer.text else ""


def _joined(work: _Work) -> list[DocumentRecords]:
    head = work.files[0]
    stated: set[tuple[str, str]] = set()
    given: set[str] = set()
    found = []
    for one in work.files:
        records: list[Record] = []
        skipped = [left for left in one.skipped if left.what != QUESTIONNAIRE]
        for record in one.records:
            if isinstance(record, AnswerRecord):
                if _is_first(record, work, given):
                    given.add(record.question)
                    records.append(record)
            elif (key := _key(record)) and key in stated:
                reason = f"{head.source.name}, the same questionnaire, states one too"
                skipped.append(Skipped(document=one.source.name, what=key[0], reason=reason))
            else:
                records.append(record)
        stated |= {key for record in records if (key := _key(record))}
        missing = [gap for gap in one.gaps if gap.kind is GapKind.QUESTION_NOT_FOUND]
        lost = [gap for gap in missing if one is head and gap.question not in work.answers]
        if lost:
            names = ", ".join(gap.question or "" for gap in lost)
            reason = f"these questions of its form were not found in any of its files: {names}"
            skipped.append(Skipped(document=one.source.name, what=QUESTIONNAIRE, reason=reason))
        found.append(
            replace(
                one,
                records=tuple(records),
                skipped=tuple(skipped),
                gaps=tuple(gap for gap in one.gaps if gap not in missing or gap in lost),
                rest_of=None if one is head else head.source.key,
            )
        )
    return found


def _is_first(record: AnswerRecord, work: _Work, given: set[str]) -> bool:
    """Whether an answer is the one that stands for its question: an empty one gives way, a missing question too."""
    best = work.answers.get(record.question)
    if record.question in given:
        return False
    return record.state is (best.state if best else ResponseState.NOT_IN_FORM)


def _key(record: Record) -> tuple[str, str] | None:
    """What makes the address of a thing that a document states once, and with one description."""
    if isinstance(record, TechnologyInitiative):
        return "technology initiative", record.technology.value
    return ("figure", record.indicator.value) if isinstance(record, IndicatorObservation) else None
