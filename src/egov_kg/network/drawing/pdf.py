"""Drawings as PDF: one page of A4, A3 or A2, words that can be searched and copied."""

from __future__ import annotations

import io
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from egov_kg.network.drawing.fonts import BOLD, REGULAR, font
from egov_kg.network.drawing.scene import Anchor, Curve, Disc, Item, Polygon, Scene, Words

_POINT: Final = 72 / 96
"""Points of a pixel."""


def to_pdf(scene: Scene) -> bytes:
    """A drawing as a page; the same bytes for the same drawing."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(font(name))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(scene.width * _POINT, scene.height * _POINT), invariant=1, lang=scene.language)
    canvas.setTitle(scene.title)
    canvas.setSubject(scene.description)
    canvas.setCreator("egov-kg")
    # As in the drawing: pixels, from the upper left corner, y downwards.
    canvas.scale(_POINT, -_POINT)
    canvas.translate(0, -scene.height)
    canvas.setFillColor(HexColor(scene.background))
    canvas.rect(0, 0, scene.width, scene.height, stroke=0, fill=1)
    canvas.setLineJoin(1)
    for item in scene.items:
        _draw(canvas, item)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, item: Item) -> None:
    match item:
        case Curve():
            _curve(canvas, item)
        case Disc():
            canvas.setFillColor(HexColor(item.fill))
            canvas.setStrokeColor(HexColor(item.stroke))
            canvas.setLineWidth(item.width)
            canvas.circle(*item.centre, item.radius, stroke=1, fill=1)
        case Polygon():
            _polygon(canvas, item)
        case Words():
            _words(canvas, item)


def _curve(canvas: Canvas, item: Curve) -> None:
    canvas.setStrokeColor(HexColor(item.stroke))
    canvas.setLineWidth(item.width)
    canvas.setDash([item.dash] if item.dash else [])
    path = canvas.beginPath()
    path.moveTo(*item.start)
    if item.control:
        # A quadratic curve as a cubic one.
        (x, y), (a, b), (u, v) = item.start, item.control, item.end
        path.curveTo(x + 2 / 3 * (a - x), y + 2 / 3 * (b - y), u + 2 / 3 * (a - u), v + 2 / 3 * (b - v), u, v)
    else:
        path.lineTo(*item.end)
    canvas.drawPath(path)
    canvas.setDash([])


def _polygon(canvas: Canvas, item: Polygon) -> None:
    canvas.setFillColor(HexColor(item.fill))
    if item.stroke:
        canvas.setStrokeColor(HexColor(item.stroke))
        canvas.setLineWidth(item.width)
    path = canvas.beginPath()
    path.moveTo(*item.points[0])
    for point in item.points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=int(item.stroke is not None), fill=1)


def _words(canvas: Canvas, item: Words) -> None:
    """A line of words, upright again; its halo is drawn first."""
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: item.length / 2, Anchor.END: item.length}[item.anchor]
    canvas.saveState()
    canvas.translate(item.place[0] - shift, item.place[1])
    canvas.scale(1, -1)
    canvas.setFont(BOLD if item.bold else REGULAR, item.size)
    canvas.setFillColor(HexColor(item.fill))
    if item.halo:
        canvas.setStrokeColor(HexColor(item.halo))
        canvas.setLineWidth(3)
        canvas.drawString(0, 0, item.text, mode=1)
    canvas.drawString(0, 0, item.text)
    canvas.restoreState()


__all__ = ["to_pdf"]
