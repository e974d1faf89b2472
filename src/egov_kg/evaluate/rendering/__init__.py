"""How an evaluation is written: a table of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from egov_kg.evaluate.calibration import Calibration
from egov_kg.evaluate.evaluation import Evaluation
from egov_kg.evaluate.rendering.as_json import calibration_json, evaluation_json
from egov_kg.evaluate.rendering.markdown import calibration_markdown, evaluation_markdown
from egov_kg.evaluate.rendering.parts import Parts
from egov_kg.evaluate.rendering.tables import TABLES
from egov_kg.evaluate.rendering.text import calibration_text, evaluation_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write an evaluation and a calibration."""

    name: str
    evaluation: Callable[[Evaluation, Parts], str]
    calibration: Callable[[Calibration], str]


FORMATS: Final[Mapping[str, Format]] = MappingProxyType({
    one.name: one
    for one in (
        Format(name="table", evaluation=evaluation_text, calibration=calibration_text),
        Format(name="json", evaluation=evaluation_json, calibration=calibration_json),
        Format(name="markdown", evaluation=evaluation_markdown, calibration=calibration_markdown),
    )
})  # fmt: skip
"""Every format by its name."""

__all__ = ["FORMATS", "TABLES", "Format", "Parts"]
