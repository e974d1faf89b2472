"""Where our own data stands, and the limits within which we read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder ``ontology``, ``shapes`` or ``queries``: inside an installed wheel, else at the checkout's top."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a reader accepts before it refuses, so that hostile input ends in a sentence and not in a dead machine."""

    document_bytes: int = 32 * 2**20
    fetch_seconds: float = 60.0
    """How long a document at a web address may take."""
    paragraph_characters: int = 200_000
    """A longer paragraph holds no sentence that anyone could cite; it is left out and counted."""
    quotation_characters: int = 1_200
    """The longest quotation of an evidence, in code points; a longer sentence is quoted around its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person chooses for a build."""

    personal_data: bool = False
    minimum_confidence: Decimal = Decimal(0)
    """Facts whose rule is less sure (0 to 1) are left out and reported."""
    private_networks: bool = False
    """Whether documents at web addresses may be in a private network."""
    ocr: bool = False
    """Whether the text of pages that are pictures is recognised."""
    forms: tuple[Path, ...] = ()
    """Files of questionnaires that are tried beside those that we know."""
    limits: Limits = Limits()
