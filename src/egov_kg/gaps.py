"""What a build saw and did not understand: the work that is left for a person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from egov_kg.errors import BuildNotFound, ReportUnusable
from egov_kg.model import Gap, GapKind, Span

MEANING: Final[Mapping[GapKind, str]] = MappingProxyType({
    GapKind.PARTY_WITHOUT_TIE: "A country or organisation is named where cooperation is spoken of, and no tie was read",
    GapKind.LAW_NOT_IDENTIFIED: "A law is spoken of without a number, year or title by which it could be known",
    GapKind.ANSWER_NOT_UNDERSTOOD: "The question is answered, and nothing was read from the answer",
    GapKind.COUNTRY_NOT_SAID: "Neither the sentence nor the document says which country it belongs to",
    GapKind.LANGUAGE_NOT_KNOWN: "The answer is in a language without a lexicon and stands as raw text alone",
    GapKind.TICK_MARKS_LOST: "Options of a check list are printed, and the text does not hold which were ticked",
    GapKind.QUESTION_NOT_FOUND: "The question of the form was not found in the document",
})  # fmt: skip
"""What each kind of gap means, for a person."""


def gaps_of_build(folder: Path | str) -> tuple[Gap, ...]:
    """The gaps that the report of a build lists, by document and place.

    Raises BuildNotFound where the folder holds no build, ReportUnusable where its ``report.json`` is missing or not
    one that this version writes.
    """
    folder = Path(folder)
    file = folder / "report.json"
    if not (folder / "egov-kg.ttl").is_file():
        raise BuildNotFound(folder)
    if not file.is_file():
        raise ReportUnusable(file, "there is none")
    try:
        return tuple([_gap(entry) for entry in json.loads(file.read_bytes())["gaps"]])
    except (ValueError, KeyError, TypeError) as error:
        raise ReportUnusable(file, "it lists no gaps as this version writes them") from error


def _gap(entry: Mapping[str, Any]) -> Gap:
    return Gap(
        document=str(entry["document"]),
        kind=GapKind(entry["kind"]),
        words=str(entry["words"]),
        span=None if entry["start"] is None else Span(int(entry["start"]), int(entry["end"])),
        question=None if entry["question"] is None else str(entry["question"]),
    )
