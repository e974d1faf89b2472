"""The links of a PDF page: which words point to an address."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfDocument, PdfPage

from egov_kg.documents.pdf_words import PageWords, Segment

_LONGEST: Final = 4096
_MOST: Final = 2000
"""Links of a page that are followed."""


def add_links(pdf: PdfDocument, page: PdfPage, words: PageWords, segments: Sequence[Segment]) -> None:
    """Tell the segments under each link of a page where their words point to."""
    for target, left, top, right, bottom in _links(pdf, page, words):
        for segment in segments:
            if not (top - 2 <= segment.y <= bottom + segment.size / 2):
                continue
            if segment.right < left or segment.left > right:
                continue
            under = [box for box in words.boxes(segment) if left - 1 <= (box.left + box.right) / 2 <= right + 1]
            if under:
                segment.links.append((under[0].start, under[-1].end, target))


def _links(
    pdf: PdfDocument, page: PdfPage, words: PageWords
) -> Iterator[tuple[str, float, float, float, float]]:
    position, link = ctypes.c_int(0), pdfium_c.FPDF_LINK()
    rectangle = pdfium_c.FS_RECTF()
    for _ in range(_MOST):
        if not pdfium_c.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
            return
        target = _target(pdf, link)
        if target and pdfium_c.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            a, b = words.turn(rectangle.left, rectangle.bottom)
            c, d = words.turn(rectangle.right, rectangle.top)
            yield target, min(a, c), min(b, d), max(a, c), max(b, d)


def _target(pdf: PdfDocument, link: object) -> str:
    action = pdfium_c.FPDFLink_GetAction(link)
    if not action or pdfium_c.FPDFAction_GetType(action) != pdfium_c.PDFACTION_URI:
        return ""
    size = pdfium_c.FPDFAction_GetURIPath(pdf.raw, action, None, 0)
    if not 1 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFAction_GetURIPath(pdf.raw, action, buffer, size)
    return buffer.value.decode("utf-8", "replace").strip()
