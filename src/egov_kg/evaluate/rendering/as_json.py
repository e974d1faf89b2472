"""An evaluation as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from egov_kg.evaluate.calibration import Calibration, Scores, Share
from egov_kg.evaluate.evaluation import Evaluation, Missed, Surplus
from egov_kg.evaluate.figures import Figures
from egov_kg.evaluate.passages import Excerpt
from egov_kg.evaluate.rendering.parts import Parts

_DECIMALS: Final = 6


def evaluation_json(evaluation: Evaluation, parts: Parts) -> str:
    """The figures by all that was asked for; what was missed and what was too much by document and kind."""
    data: dict[str, object] = {
        "macro_f1": _rounded(evaluation.macro_f1),
        "documents": [
            {
                "label": document.gold.label,
                "document": document.gold.document,
                "country": document.gold.country,
                "language": document.gold.language,
                "in_build": document.in_build,
            }
            for document in evaluation.documents
        ],
    }
    data |= {f"by_{name}": _FIGURES[name](evaluation) for name in parts.by}
    if parts.misses:
        data["differences"] = [
            {
                "document": document.gold.label,
                "kind": one.kind,
                "missed": list(map(_missed, one.missed)),
                "surplus": list(map(_surplus, one.surplus)),
            }
            for document, one in evaluation.rows
            if one.missed or one.surplus
        ]
    return _dumped(data)


def calibration_json(calibration: Calibration) -> str:
    """The facts by rule, by document and by both, and the scores."""
    return _dumped({
        "rules": [{"rule": rule, **_share(share)} for rule, share in calibration.rules.items()],
        "documents": [{"document": name, **_share(share)} for name, share in calibration.documents.items()],
        "left_out": [
            {"document": one.document, "rule": one.rule, **_share(one.share)} for one in calibration.left_out
        ],
        "stated": _scores(calibration.stated),
        "estimated": _scores(calibration.estimated),
    })  # fmt: skip


def _dumped(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "gold": figures.gold,
        "found": figures.found,
        "hits": figures.hits,
        "precision": _rounded(figures.precision),
        "recall": _rounded(figures.recall),
        "f1": _rounded(figures.f1),
    }


def _by_kind(evaluation: Evaluation) -> list[dict[str, object]]:
    return [{"kind": kind, **_figures(figures)} for kind, figures in evaluation.by_kind.items()]


def _by_language(evaluation: Evaluation) -> list[dict[str, object]]:
    return [
        {"language": language, "kind": kind, **_figures(figures)}
        for language, kinds in evaluation.by_language.items()
        for kind, figures in kinds.items()
    ]


def _by_document(evaluation: Evaluation) -> list[dict[str, object]]:
    return [
        {"document": document.gold.label, "kind": one.kind, **_figures(one.figures)}
        for document, one in evaluation.rows
    ]


_FIGURES: Final[Mapping[str, Callable[[Evaluation], list[dict[str, object]]]]] = MappingProxyType({
    "kind": _by_kind,
    "language": _by_language,
    "document": _by_document,
})  # fmt: skip


def _missed(missed: Missed) -> dict[str, object]:
    return {
        "fact": missed.words,
        "places": list(map(_excerpt, missed.places)),
        "all_places": missed.all_places,
        "reason": missed.reason or None,
    }


def _surplus(surplus: Surplus) -> dict[str, object]:
    return {
        "fact": surplus.words,
        "rules": list(surplus.rules),
        "places": list(map(_excerpt, surplus.places)),
        "reason": surplus.reason or None,
    }


def _excerpt(excerpt: Excerpt) -> dict[str, object]:
    return {
        "file": excerpt.file,
        "start": excerpt.start,
        "end": excerpt.end,
        "before": excerpt.before,
        "words": excerpt.words,
        "after": excerpt.after,
    }


def _share(share: Share) -> dict[str, object]:
    return {
        "facts": share.facts,
        "right": share.right,
        "right_share": _rounded(share.right_share),
        "stated": _rounded(share.stated),
        "estimate": _rounded(share.estimate),
    }


def _scores(scores: Scores | None) -> dict[str, object] | None:
    if scores is None:
        return None
    return {"brier": _rounded(scores.brier), "calibration_error": _rounded(scores.calibration_error)}
