"""Text in pictures of pages, recognised by Tesseract where it is installed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

from pypdfium2 import PdfPage

from egov_kg.documents.pdf_words import Segment
from egov_kg.errors import UnreadableDocument

LANGUAGES: Final = ("eng", "spa", "por", "fra")
"""The languages that answers come in, by Tesseract's names; those installed are used together."""
_RESOLUTION: Final = 300
_POINTS: Final = 72
_MOST_PIXELS: Final = 30_000_000
_SECONDS: Final = 180
"""How long one page may take."""
_WORD: Final = "5"
"""The level of a word in Tesseract's tables."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a page as segments, a line each, and how sure Tesseract is of them, 0 to 1."""

    segments: list[Segment]
    confidence: Decimal


@dataclass(slots=True)
class _Line:
    words: list[str] = field(default_factory=list)
    left: float = 1e9
    right: float = 0.0
    bottom: float = 0.0
    heights: list[float] = field(default_factory=list)
    first: float = 0.0


def is_installed() -> bool:
    """Whether Tesseract is there."""
    return shutil.which("tesseract") is not None


def recognise(path: Path, page: PdfPage) -> Recognised:
    """The words of a page that is a picture; raises UnreadableDocument where Tesseract is not there or fails."""
    width, height = page.get_size()
    scale = min(_RESOLUTION / _POINTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(
        bytes(bitmap.buffer[row * bitmap.stride : row * bitmap.stride + bitmap.width]) for row in range(bitmap.height)
    )
    bitmap.close()
    return _read(_run(path, picture), scale)


def _run(path: Path, picture: bytes) -> str:
    command = ["tesseract", "stdin", "stdout", "-l", _languages(), "--dpi", str(_RESOLUTION), "tsv"]
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, check=True, timeout=_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads are slower than none on a page
        )  # fmt: skip
    except FileNotFoundError as error:
        advice = "Install Tesseract (Debian: tesseract-ocr, tesseract-ocr-spa), or have the text recognised elsewhere"
        raise UnreadableDocument(path, "its text cannot be recognised: Tesseract is not installed", advice) from error
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        reason = f"its text cannot be recognised: Tesseract failed ({type(error).__name__})"
        raise UnreadableDocument(path, reason, "Have its text recognised elsewhere") from error
    return done.stdout.decode("utf-8", "replace")


@lru_cache(maxsize=1)
def _languages() -> str:
    """The installed ones of our languages, joined as Tesseract wants them."""
    if not is_installed():
        return LANGUAGES[0]
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S607
    installed = done.stdout.split()
    return "+".join(one for one in LANGUAGES if one in installed) or LANGUAGES[0]


def _read(table: str, scale: float) -> Recognised:
    """The lines of one of Tesseract's tables."""
    lines: dict[tuple[str, ...], _Line] = {}
    weights, sure = 0, 0.0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != _WORD or not text:
            continue
        line = lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), _Line())
        left, top, width, height = (float(row[name]) / scale for name in ("left", "top", "width", "height"))
        line.first = line.first or width
        line.words.append(text)
        line.left, line.right = min(line.left, left), max(line.right, left + width)
        line.bottom = max(line.bottom, top + height)
        line.heights.append(height)
        weights += len(text)
        sure += len(text) * max(0.0, float(row["conf"]))
    confidence = Decimal(round(sure / weights)) / 100 if weights else Decimal(0)
    return Recognised([_segment(line, order) for order, line in enumerate(lines.values())], confidence)


def _segment(line: _Line, order: int) -> Segment:
    size = sorted(line.heights)[len(line.heights) // 2]
    return Segment(" ".join(line.words), line.left, line.right, line.bottom, size, False, line.first, order)
