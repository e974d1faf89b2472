"""An evaluation as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from egov_kg.evaluate.calibration import Calibration
from egov_kg.evaluate.evaluation import EvaluatedDocument, EvaluatedKind, Evaluation
from egov_kg.evaluate.passages import Excerpt, one_line
from egov_kg.evaluate.rendering.parts import NOTHING_JUDGED, Parts, place, read_by, shortened
from egov_kg.evaluate.rendering.tables import CALIBRATION_TABLES, TABLES, Table, notices, summary

_SPECIAL: Final = re.compile(r"([\\|<>*_`\[\]])")


def evaluation_markdown(evaluation: Evaluation, parts: Parts) -> str:
    """The figures, then what was missed and what was too much, by document and kind."""
    blocks = [f"{_escaped(line)}\n" for line in (*notices(evaluation), summary(evaluation))]
    blocks += [table_markdown(TABLES[name](evaluation)) for name in parts.by]
    if parts.misses:
        blocks += [block for document in evaluation.documents for block in _differences(document)]
    return "\n".join(blocks)


def calibration_markdown(calibration: Calibration) -> str:
    """The tables of a calibration."""
    if calibration.stated is None:
        return f"{NOTHING_JUDGED}\n"
    return "\n".join(table_markdown(table(calibration)) for table in CALIBRATION_TABLES)


def table_markdown(table: Table) -> str:
    """A table whose columns of numbers are set to the right."""
    rule = ["---" if place_ < table.words else "---:" for place_ in range(len(table.head))]
    rows = [table.head, rule, *(tuple(map(_escaped, row)) for row in table.rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _differences(document: EvaluatedDocument) -> Iterator[str]:
    told = [one for one in document.kinds if one.missed or one.surplus]
    if not (told and document.in_build):
        return
    yield f"### {_escaped(document.gold.label)} ({_escaped(document.gold.document)})\n"
    for one in told:
        yield "".join(f"{line}\n" for line in _of_kind(one))


def _of_kind(one: EvaluatedKind) -> Iterator[str]:
    counted = one.figures
    found = "" if counted.found is None else f", {counted.found} found"
    yield f"**{one.kind}**: {counted.gold} gold{found}, {counted.hits} hit\n"
    for missed in one.missed:
        yield f"- missed: {_escaped(missed.words)}"
        yield from map(_excerpt, missed.places)
        if missed.all_places > len(missed.places):
            yield f"  - … {missed.all_places} places in all"
        if missed.reason:
            yield f"  - {missed.reason}"
    for surplus in one.surplus:
        yield f"- too much: {_escaped(surplus.words + read_by(surplus))}"
        yield from map(_excerpt, surplus.places)
        if surplus.reason:
            yield f"  - {surplus.reason}"


def _excerpt(excerpt: Excerpt) -> str:
    before, words, after = (_escaped(part) for part in (excerpt.before, shortened(excerpt.words), excerpt.after))
    return f"  - {_escaped(place(excerpt))}: {before}**{words}**{after}"
