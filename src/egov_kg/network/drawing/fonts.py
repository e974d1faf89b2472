"""The typeface of the drawings, and how wide words are in it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

FAMILY: Final = "Source Sans Pro"
REGULAR: Final = "SourceSansPro-Regular"
BOLD: Final = "SourceSansPro-Semibold"
CAP_HEIGHT: Final = 0.66
DESCENT: Final = 0.22
"""How far capitals reach above the baseline, and g below it, in sizes."""


@cache
def font_file(name: str) -> Path:
    """The TrueType file of a face."""
    found = find_spec("font_source_sans_pro")
    assert found is not None  # noqa: S101  # a dependency of ours
    assert found.submodule_search_locations  # noqa: S101  # it is a package
    return Path(found.submodule_search_locations[0]) / "files" / f"{name}.ttf"


@cache
def font(name: str) -> TTFont:
    """A face ready for PDF."""
    return TTFont(name, str(font_file(name)))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide words are in pixels; a character that the face does not have counts as an average one."""
    face = font(BOLD if bold else REGULAR).face
    assert isinstance(face, TTFontFace)  # noqa: S101  # made in font()
    units = [face.charWidths.get(ord(character), face.defaultWidth) for character in text]
    return float(sum(units)) * size / 1000


__all__ = ["BOLD", "CAP_HEIGHT", "DESCENT", "FAMILY", "REGULAR", "font", "font_file", "width"]
