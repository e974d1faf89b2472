"""PDF documents with a text layer: page by page, in reading order, with links and the states of form fields."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium_c

from egov_kg.documents.blanks import fill
from egov_kg.documents.pdf_boxes import in_their_places
from egov_kg.documents.pdf_fields import add_fields
from egov_kg.documents.pdf_layout import Lines, arrange
from egov_kg.documents.pdf_links import add_links
from egov_kg.documents.pdf_rules import rules
from egov_kg.documents.pdf_text import Page, compose
from egov_kg.documents.pdf_words import PageWords
from egov_kg.documents.reader import Reader, Reading
from egov_kg.documents.recognition import recognise
from egov_kg.documents.ticks import find_ticks
from egov_kg.errors import UnreadableDocument

MOST_PAGES: Final = 5_000
MOST_SEGMENTS: Final = 6_000
"""Pieces of a page that are put in order; a page with more is no page that a person reads: it is read as written."""
_DAMAGED: Final = "Open it in a PDF viewer and print it to a new PDF, or fetch it anew"


def read_pdf(path: Path, data: bytes) -> Reading:
    """The text of a PDF document; nothing in it is executed, and nothing is fetched."""
    return _read(path, data, ocr=False)


def recognise_pdf(path: Path, data: bytes) -> Reading:
    """The same, with the text of its pictures recognised."""
    return _read(path, data, ocr=True)


def _read(path: Path, data: bytes, *, ocr: bool) -> Reading:
    pdf = _opened(path, data)
    try:
        if len(pdf) > MOST_PAGES:
            raise UnreadableDocument(path, f"it has more than {MOST_PAGES:,} pages", "Divide it into smaller files")
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
        pages = [_page(path, pdf, number, ocr=ocr) for number in range(len(pdf))]
    finally:
        pdf.close()
    pictures = tuple(number for number, page in enumerate(pages, 1) if page.is_picture)
    if pictures and not any(page.blocks for page in pages):
        raise scanned(path, len(pictures))
    reading = replace(_with_ticks(compose(pages).reading()), pictures=pictures)
    recognised = tuple(page.recognised for page in pages)
    return replace(reading, recognised=recognised) if any(recognised) else reading


def scanned(path: Path, pages: int) -> UnreadableDocument:
    """The error for pictures of pages."""
    count = "its page is a picture" if pages == 1 else f"its {pages} pages are pictures"
    advice = "Have its text recognised: --ocr does so where Tesseract is installed"
    return UnreadableDocument(path, f"it is a scanned PDF: {count} without text", advice)


def _opened(path: Path, data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = pdfium_c.FPDF_GetLastError() if getattr(error, "err_code", None) is None else error.err_code
        if code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            advice = "Open it with its password and save it without one"
            raise UnreadableDocument(path, "it is an encrypted PDF document", advice) from error
        raise UnreadableDocument(path, "it is a damaged PDF document", _DAMAGED) from error


def _page(path: Path, pdf: pypdfium2.PdfDocument, number: int, *, ocr: bool) -> Page:
    try:
        page = pdf[number]
    except pypdfium2.PdfiumError as error:
        reason = f"it is a damaged PDF document: its page {number + 1} cannot be read"
        raise UnreadableDocument(path, reason, _DAMAGED) from error
    try:
        text_page = page.get_textpage()
        try:
            words = PageWords(page, text_page)
            segments = in_their_places(words, words.segments())
            add_links(pdf, page, words, segments)
        finally:
            text_page.close()
        if pdf.formenv is not None:
            segments = add_fields(pdf, page, words.turn, segments)
        if not segments and _has_picture(page):
            return _picture(path, page, ocr=ocr)
        if len(segments) > MOST_SEGMENTS:
            return Page([Lines(tuple(segments))], words.turn.width, words.turn.height)
        blocks = arrange(segments, lambda: rules(page, words.turn))
        return Page(blocks, words.turn.width, words.turn.height)
    except pypdfium2.PdfiumError as error:
        reason = f"it is a damaged PDF document: its page {number + 1} cannot be read"
        raise UnreadableDocument(path, reason, _DAMAGED) from error
    finally:
        page.close()


def _picture(path: Path, page: pypdfium2.PdfPage, *, ocr: bool) -> Page:
    """A page that is a picture, with the text that is recognised in it if that is wanted."""
    width, height = page.get_size()
    if not ocr:
        return Page([], width, height, is_picture=True)
    found = recognise(path, page)
    return Page(arrange(found.segments, tuple), width, height, recognised=found.confidence)


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _with_ticks(reading: Reading) -> Reading:
    """A reading in which printed glyphs of boxes are boxes too."""
    known = {tick.span.start for tick in reading.ticks}
    ticks, boxes = find_ticks(reading.plain)
    new = [tick for tick in ticks if tick.span.start not in known]
    if not new:
        return reading
    return replace(reading, ticks=tuple(sorted((*reading.ticks, *new))), plain=fill(reading.plain, boxes))


READER = Reader(
    name="pdf",
    suffixes=(".pdf",),
    media_type="application/pdf",
    read=read_pdf,
    content="pdf",
    recognise=recognise_pdf,
)
