"""Dividing a file into its documents, and each into the answers of its form or the sections of its outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from egov_kg.forms.alignment import Alignment, align
from egov_kg.forms.form import Form
from egov_kg.forms.loading import load_forms
from egov_kg.forms.outline import divide
from egov_kg.forms.parts import IsCountry
from egov_kg.forms.undescribed import with_printed
from egov_kg.forms.wordings import lexicon_of
from egov_kg.model import Document, SegmentedDocument, Span
from egov_kg.offsets import shifted

MOST_PARTS: Final = 250
"""Documents of one file that are read: as many as there are countries, and some."""


def segment(document: Document) -> SegmentedDocument:
    """Divide a document by the form it follows best (the first document, where a file holds several).

    Without enough evidence for any form, ``form`` is None and ``sections`` are those of the document's outline.
    """
    return segment_all(document)[0]


def segment_all(
    document: Document, *, forms: Sequence[Form] = (), is_country: IsCountry | None = None
) -> tuple[SegmentedDocument, ...]:
    """Like `segment`, for a file that may hold several documents, in the order of the text.

    A questionnaire behind another one, a plan before or behind one: each is a document that is a part of the file, with
    its place and its extent. ``forms`` are tried beside those that we know; ``is_country`` tells of a name which
    country it is.
    """
    among = (*load_forms().values(), *forms)
    return tuple(part.segmented for part in aligned(document, among, is_country))


def aligned(document: Document, forms: Sequence[Form], is_country: IsCountry | None = None) -> tuple[Alignment, ...]:
    """The documents of a file, with what speaks for that one of some forms which fits best: nothing where none does."""
    best: tuple[Alignment, ...] = ()
    for form in forms:
        best = max(best, align(document, lexicon_of(form), is_country), key=_evidence)
    if not best:
        return (Alignment(with_printed(divide(document)), 0.0, Span(0, len(document.plain))),)
    others = [span for one in best for span in one.others]
    if len(best) == 1 and not others:
        return best
    formed = {one.extent: one for one in best}
    found = sorted([*formed, *others])[:MOST_PARTS]
    return tuple(_part(document, place, extent, formed.get(extent)) for place, extent in enumerate(found, 1))


def _part(document: Document, place: int, extent: Span, formed: Alignment | None) -> Alignment:
    """A document as the part of a file that it is."""
    part = replace(document, part=place, extent=extent)
    if formed is None:
        return Alignment(replace(shifted(with_printed(divide(part.alone())), extent.start), document=part), 0.0, extent)
    return replace(formed, segmented=replace(formed.segmented, document=part))


def _evidence(alignments: tuple[Alignment, ...]) -> float:
    return sum(alignment.evidence for alignment in alignments)


def missing(form: Form, segmented: SegmentedDocument) -> tuple[str, ...]:
    """The questions of a form that a document does not print, by the local names of their codes.

    A question that is answered under its parts is not asked for itself.
    """
    found = {answer.question for answer in segmented.answers}
    return tuple(question.name for question in form.questions() if not question.group and question.name not in found)
