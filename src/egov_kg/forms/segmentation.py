"""Dividing a document: into the answers of the form it follows, or into the sections of its outline."""

from __future__ import annotations

from egov_kg.forms.alignment import Alignment, align
from egov_kg.forms.form import Form
from egov_kg.forms.loading import load_forms
from egov_kg.forms.outline import divide
from egov_kg.forms.wordings import lexicon
from egov_kg.model import Document, SegmentedDocument


def segment(document: Document) -> SegmentedDocument:
    """Divide a document by the form it follows best (the first filled form, where a file holds several).

    Without enough evidence for any form, ``form`` is None and ``sections`` are those of the document's outline.
    """
    return segment_all(document)[0]


def segment_all(document: Document) -> tuple[SegmentedDocument, ...]:
    """Like `segment`, for a file that holds several filled forms one after the other: one result a form."""
    best: tuple[Alignment, ...] = ()
    for name in load_forms():
        best = max(best, align(document, lexicon(name)), key=_evidence)
    if best:
        return tuple(alignment.segmented for alignment in best)
    return (divide(document),)


def _evidence(alignments: tuple[Alignment, ...]) -> float:
    return sum(alignment.evidence for alignment in alignments)


def missing(form: Form, segmented: SegmentedDocument) -> tuple[str, ...]:
    """The questions of a form that a document does not print, by the local names of their codes.

    A question that is answered under its parts is not asked for itself.
    """
    found = {answer.question for answer in segmented.answers}
    return tuple(question.name for question in form.questions() if not question.group and question.name not in found)
