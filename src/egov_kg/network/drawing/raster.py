"""Drawings as PNG, in the typeface that they were measured in, whatever the machine has installed."""

from __future__ import annotations

from typing import Final

import resvg_py

from egov_kg.network.drawing.fonts import BOLD, FAMILY, REGULAR, font_file
from egov_kg.network.drawing.scene import Scene
from egov_kg.network.drawing.svg import to_svg

_ZOOM: Final = 2.0
_WIDEST: Final = 3_000
"""Pixels of the picture a pixel of the drawing, so that it is sharp in print too; and the most of them in a row."""


def to_png(scene: Scene) -> bytes:
    """A drawing as a picture of twice its width and height, or less where that is very wide."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=to_svg(scene), zoom=min(_ZOOM, _WIDEST / scene.width), skip_system_fonts=True,
            sans_serif_family=FAMILY, font_family=FAMILY,
            font_files=[str(font_file(name)) for name in (REGULAR, BOLD)],
        )
    )  # fmt: skip


__all__ = ["to_png"]
