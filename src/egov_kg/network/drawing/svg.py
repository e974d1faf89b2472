"""Drawings as SVG: text stays text, with a description for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from egov_kg.network.drawing.fonts import FAMILY
from egov_kg.network.drawing.scene import XY, Anchor, Curve, Disc, Item, Polygon, Scene, Words

_FAMILIES: Final = f"'{FAMILY}', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def to_svg(scene: Scene) -> str:
    """A drawing as a file of its own; words take the width that was measured for them in whatever typeface."""
    wide, high = _number(scene.width), _number(scene.height)
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'role="img" aria-labelledby="title description" xml:lang="{scene.language}" font-family="{_FAMILIES}">',
        f'<title id="title">{escape(scene.title)}</title>',
        f'<desc id="description">{escape(scene.description)}</desc>',
        f'<rect width="100%" height="100%" fill="{scene.background}"/>',
        *(_element(item) for item in scene.items),
        "</svg>",
        "",
    ])  # fmt: skip


def _element(item: Item) -> str:
    match item:
        case Curve():
            return _closed("path", _curve(item), item.note)
        case Disc():
            return _closed("circle", _disc(item), item.note)
        case Polygon():
            return _closed("polygon", _polygon(item), item.note)
        case Words():
            return _words(item)


def _closed(name: str, attributes: Iterator[str], note: str | None) -> str:
    head = f"<{name} {' '.join(attributes)}"
    return f"{head}><title>{escape(note)}</title></{name}>" if note else f"{head}/>"


def _curve(item: Curve) -> Iterator[str]:
    way = f"Q{_point(item.control)} {_point(item.end)}" if item.control else f"L{_point(item.end)}"
    yield f'd="M{_point(item.start)} {way}"'
    yield f'fill="none" stroke="{item.stroke}" stroke-width="{_number(item.width)}"'
    if item.dash:
        yield f'stroke-dasharray="{_number(item.dash)}"'


def _disc(item: Disc) -> Iterator[str]:
    yield f'cx="{_number(item.centre[0])}" cy="{_number(item.centre[1])}" r="{_number(item.radius)}"'
    yield f'fill="{item.fill}" stroke="{item.stroke}" stroke-width="{_number(item.width)}"'


def _polygon(item: Polygon) -> Iterator[str]:
    yield f'points="{" ".join(map(_point, item.points))}" fill="{item.fill}"'
    if item.stroke:
        yield f'stroke="{item.stroke}" stroke-width="{_number(item.width)}"'


def _words(item: Words) -> str:
    attributes = [
        f'x="{_number(item.place[0])}" y="{_number(item.place[1])}" font-size="{_number(item.size)}"',
        f'textLength="{_number(item.length)}" lengthAdjust="spacingAndGlyphs" fill="{item.fill}"',
    ]
    if item.bold:
        attributes.append('font-weight="600"')
    if item.anchor is not Anchor.START:
        attributes.append(f'text-anchor="{item.anchor.value}"')
    if item.halo:
        attributes.append(f'stroke="{item.halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"')
    return f"<text {' '.join(attributes)}>{escape(item.text)}</text>"


def _point(place: XY) -> str:
    return f"{_number(place[0])},{_number(place[1])}"


def _number(value: float) -> str:
    """At most two digits behind the point, none where they are zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


__all__ = ["to_svg"]
