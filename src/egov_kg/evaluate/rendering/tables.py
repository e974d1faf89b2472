"""The tables of a report, as words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from egov_kg.evaluate.calibration import Calibration, Scores, Share
from egov_kg.evaluate.evaluation import Evaluation
from egov_kg.evaluate.figures import Figures, macro_f1, total
from egov_kg.wording import counted

_FIGURES: Final = ("gold", "found", "hits", "precision", "recall", "F1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of words; the first ``words`` columns are words, the others numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1


def share(value: float | None) -> str:
    """A number from 0 to 1; nothing where there is none."""
    return "" if value is None else f"{value:.3f}"


def _cells(figures: Figures) -> tuple[str, ...]:
    found = "" if figures.found is None else str(figures.found)
    shares = (figures.precision, figures.recall, figures.f1)
    return (str(figures.gold), found, str(figures.hits), *map(share, shares))


def kind_table(evaluation: Evaluation) -> Table:
    """Every kind over all documents, with its F1 in each language."""
    by_language = evaluation.by_language
    rows = []
    for kind, figures in evaluation.by_kind.items():
        inside = (by_language[language].get(kind) for language in evaluation.languages)
        rows.append((kind, *_cells(figures), *(share(one.f1 if one else None) for one in inside)))
    languages = (f"F1 {language}" for language in evaluation.languages)
    return Table(head=("kind", *_FIGURES, *languages), rows=tuple(rows))


def language_table(evaluation: Evaluation) -> Table:
    """Every language over all its kinds; the macro F1 is the mean of the kinds' F1."""
    rows = []
    for language, kinds in evaluation.by_language.items():
        documents = sum(document.gold.language == language for document in evaluation.documents)
        rows.append((language, str(documents), *_cells(total(kinds.values())), share(macro_f1(kinds.values()))))
    return Table(head=("language", "documents", *_FIGURES, "macro F1"), rows=tuple(rows))


def document_table(evaluation: Evaluation) -> Table:
    """Every document with each of its kinds."""
    rows = tuple((document.gold.label, one.kind, *_cells(one.figures)) for document, one in evaluation.rows)
    return Table(head=("document", "kind", *_FIGURES), rows=rows, words=2)


TABLES: Final[Mapping[str, Callable[[Evaluation], Table]]] = MappingProxyType({
    "kind": kind_table,
    "language": language_table,
    "document": document_table,
})  # fmt: skip
"""The tables of figures, by what they count by."""


def summary(evaluation: Evaluation) -> str:
    """The evaluation in a line."""
    documents, rows = len(evaluation.documents), len(evaluation.rows)
    read, of_kinds = counted(documents, "document"), counted(rows, "row")
    return f"{read}, {of_kinds} of a document and a kind: macro F1 {share(evaluation.macro_f1)}"


def notices(evaluation: Evaluation) -> Iterator[str]:
    """What a reader of the figures must know."""
    for document in evaluation.not_in_build:
        gold = document.gold
        facts = sum(figures.gold for figures in document.figures)
        yield f"not in the build: {gold.document} ({gold.path.name}); its gold facts count as missed, {facts} in all"


# ---- calibration ----


def _calibrated(name: str, one: Share) -> tuple[str, ...]:
    return (name, str(one.facts), str(one.right), share(one.right_share), share(one.stated), share(one.estimate))


def rule_table(calibration: Calibration) -> Table:
    """Every rule with its facts."""
    head = ("rule", "facts", "right", "share right", "stated", "left-out estimate")
    return Table(head=head, rows=tuple(_calibrated(name, one) for name, one in calibration.rules.items()))


def left_out_table(calibration: Calibration) -> Table:
    """Every document, compared with what the others let expect."""
    head = ("document", "facts", "right", "share right", "stated", "left-out estimate")
    return Table(head=head, rows=tuple(_calibrated(name, one) for name, one in calibration.documents.items()))


def score_table(calibration: Calibration) -> Table:
    """How good the stated and the estimated confidences are."""
    rows = (_scored("stated", calibration.stated), _scored("left-out estimate", calibration.estimated))
    return Table(head=("confidence", "Brier score", "calibration error"), rows=rows)


def _scored(name: str, scores: Scores | None) -> tuple[str, ...]:
    return (name, share(scores.brier), share(scores.calibration_error)) if scores else (name, "", "")


CALIBRATION_TABLES: Final = (rule_table, left_out_table, score_table)
