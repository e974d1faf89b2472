"""The form fields of a PDF page (AcroForm): boxes by their state, fields by what was filled in."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Final

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfDocument, PdfPage

from egov_kg.documents.pdf_words import Segment, Turn
from egov_kg.documents.words import TICKED, UNTICKED

_MOST: Final = 2000
"""Annotations of a page that are looked at."""
_LONGEST_VALUE: Final = 2**16
_LINE: Final = 12.0
"""The height of a line in points, where a field has several."""


def add_fields(pdf: PdfDocument, page: PdfPage, turn: Turn, segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a page, among them those of its form fields."""
    found: list[Segment] = []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            if pdfium_c.FPDFAnnot_GetSubtype(annotation) == pdfium_c.FPDF_ANNOT_WIDGET:
                found += _field(pdf, annotation, turn)
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    return _merged(segments, found) if found else list(segments)


def _field(pdf: PdfDocument, annotation: object, turn: Turn) -> list[Segment]:
    rectangle = pdfium_c.FS_RECTF()
    form = pdf.formenv.raw if pdf.formenv else None
    if form is None or not pdfium_c.FPDFAnnot_GetRect(annotation, ctypes.byref(rectangle)):
        return []
    (a, b), (c, d) = turn(rectangle.left, rectangle.bottom), turn(rectangle.right, rectangle.top)
    left, right, top, bottom = min(a, c), max(a, c), min(b, d), max(b, d)
    kind = pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON):
        selected = bool(pdfium_c.FPDFAnnot_IsChecked(form, annotation))
        size = bottom - top
        box = Segment(TICKED if selected else UNTICKED, left, right, bottom - size / 5, size, False, right - left, 0)
        box.ticks.append((0, selected))
        return [box]
    if kind in (pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX):
        value = _string(lambda buffer, size: pdfium_c.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
        lines = [line.strip() for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        return [
            Segment(line, left, right, min(top + _LINE * (place + 0.8), bottom), 10.0, False, right - left, 0)
            for place, line in enumerate(lines) if line
        ]  # fmt: skip
    return []


def _string(call: Callable[[object, int], int]) -> str:
    """A text of PDFium, which tells its length in bytes of UTF-16 first."""
    size = min(call(None, 0), _LONGEST_VALUE)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _merged(segments: Sequence[Segment], fields: Sequence[Segment]) -> list[Segment]:
    """Fields among the words, each on the line that it stands beside and next to the words that stand nearest."""
    everything = list(segments)
    for field in fields:
        top, bottom = field.y - field.size * 1.2, field.y + field.size / 3
        level = [one for one in segments if top < one.y - one.size / 3 < bottom]
        after = min((one for one in level if one.left >= field.right - 3), key=lambda one: one.left, default=None)
        before = max((one for one in level if one.right <= field.left + 3), key=lambda one: one.right, default=None)
        near = after if field.ticks and after is not None else before or after
        if near is not None:
            field.y, field.size = near.y, near.size
            field.order = near.order - 0.5 if near is after else near.order + 0.5
        everything.append(field)
    return _joined_boxes(everything)


def _joined_boxes(segments: list[Segment]) -> list[Segment]:
    """Boxes joined with the words right behind them, or right before them where none stand behind."""
    result = [one for one in segments if not (one.ticks and len(one.text) == 1)]
    for box in sorted((one for one in segments if one.ticks and len(one.text) == 1), key=lambda one: -one.left):
        level = [one for one in result if abs(one.y - box.y) < 0.5]
        after = min((one for one in level if one.left >= box.right - 3), key=lambda one: one.left, default=None)
        if after is not None and after.left - box.right < 4 * after.size:
            after.text = f"{box.text} {after.text}"
            after.ticks = [(0, box.ticks[0][1]), *((at + 2, state) for at, state in after.ticks)]
            after.links = [(start + 2, end + 2, target) for start, end, target in after.links]
            after.left, after.first = box.left, after.first + after.left - box.left
            continue
        before = max((one for one in level if one.right <= box.left + 3), key=lambda one: one.right, default=None)
        if before is not None and box.left - before.right < 4 * before.size:
            before.ticks.append((len(before.text) + 1, box.ticks[0][1]))
            before.text, before.right = f"{before.text} {box.text}", box.right
            continue
        result.append(box)
    return result
