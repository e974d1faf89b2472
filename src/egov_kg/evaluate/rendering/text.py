"""An evaluation as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from egov_kg.evaluate.calibration import Calibration
from egov_kg.evaluate.evaluation import EvaluatedDocument, EvaluatedKind, Evaluation
from egov_kg.evaluate.passages import Excerpt, one_line
from egov_kg.evaluate.rendering.parts import NOTHING_JUDGED, Parts, place, read_by, shortened
from egov_kg.evaluate.rendering.tables import CALIBRATION_TABLES, TABLES, Table, notices, summary


def evaluation_text(evaluation: Evaluation, parts: Parts) -> str:
    """The figures, then what was missed and what was too much, by document and kind."""
    blocks = ["".join(f"{line}\n" for line in (*notices(evaluation), summary(evaluation)))]
    blocks += [table_text(TABLES[name](evaluation)) for name in parts.by]
    if parts.misses:
        blocks += [
            "".join(f"{line}\n" for line in lines)
            for document in evaluation.documents
            if (lines := tuple(_differences(document)))
        ]
    return "\n".join(blocks)


def calibration_text(calibration: Calibration) -> str:
    """The tables of a calibration."""
    if calibration.stated is None:
        return f"{NOTHING_JUDGED}\n"
    return "\n".join(table_text(table(calibration)) for table in CALIBRATION_TABLES)


def table_text(table: Table) -> str:
    """A table with columns of equal width, numbers to the right."""
    columns = []
    for place_, cells in enumerate(zip(table.head, *table.rows, strict=True)):
        width = max(map(len, cells))
        columns.append([cell.ljust(width) if place_ < table.words else cell.rjust(width) for cell in cells])
    return "".join(f"{'  '.join(line).rstrip()}\n" for line in zip(*columns, strict=True))


def _differences(document: EvaluatedDocument) -> Iterator[str]:
    told = [one for one in document.kinds if one.missed or one.surplus]
    if not (told and document.in_build):
        return
    yield f"{document.gold.label} ({document.gold.document})"
    for one in told:
        yield from _of_kind(one)


def _of_kind(one: EvaluatedKind) -> Iterator[str]:
    counted = one.figures
    found = "" if counted.found is None else f", {counted.found} found"
    yield f"  {one.kind}: {counted.gold} gold{found}, {counted.hits} hit"
    for missed in one.missed:
        yield f"    missed: {one_line(missed.words)}"
        yield from map(_excerpt, missed.places)
        if missed.all_places > len(missed.places):
            yield f"      … {missed.all_places} places in all"
        if missed.reason:
            yield f"      {missed.reason}"
    for surplus in one.surplus:
        yield f"    too much: {one_line(surplus.words)}{read_by(surplus)}"
        yield from map(_excerpt, surplus.places)
        if surplus.reason:
            yield f"      {surplus.reason}"


def _excerpt(excerpt: Excerpt) -> str:
    return f"      {place(excerpt)}: {excerpt.before}[{shortened(excerpt.words)}]{excerpt.after}"
