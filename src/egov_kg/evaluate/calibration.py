"""How sure rules say they are, compared with how often they are right.

A rule's confidence that was chosen with a document in view says little about the next document. So the share that is
right is also estimated without the document that it is then compared with.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from egov_kg.evaluate.evaluation import JudgedClaim

K = TypeVar("K", str, tuple[str, str])

PRIOR_WEIGHT: Final = 2.0
"""How many facts the prior counts for in an estimate."""
BINS: Final = 10
"""The number of groups of facts for the expected calibration error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """How sure a fact was said to be, from 0 to 1, and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The Brier score and the expected calibration error of some forecasts; both are best at 0."""

    brier: float
    calibration_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Some facts, with how many are right and the means of what was stated and what was estimated.

    ``estimate`` is None where there is no other document to estimate from.
    """

    facts: int
    right: int
    stated: float
    estimate: float | None

    @property
    def right_share(self) -> float:
        """The share that is right."""
        return self.right / self.facts


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A rule in one document, its estimate taken from the other documents."""

    document: str
    rule: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The facts by rule, by document, and by both; scores of the stated and of the estimated confidences.

    Scores are None where there is nothing to score: no fact, or no second document.
    """

    rules: Mapping[str, Share]
    documents: Mapping[str, Share]
    left_out: tuple[LeftOut, ...]
    stated: Scores | None
    estimated: Scores | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    claim: JudgedClaim
    estimate: float | None


def calibrate(claims: Sequence[JudgedClaim], *, prior_weight: float = PRIOR_WEIGHT) -> Calibration:
    """The calibration of judged claims, each document's estimates taken from the other documents."""
    estimates: dict[tuple[str, str], float | None] = {}
    for document, rule in sorted({(claim.document, claim.rule) for claim in claims}):
        others = [claim for claim in claims if claim.document != document]
        estimates[document, rule] = estimate(rule, others, prior_weight=prior_weight)
    judged = [_Judged(claim=claim, estimate=estimates[claim.document, claim.rule]) for claim in claims]
    both = _shares(judged, lambda claim: (claim.document, claim.rule))
    return Calibration(
        rules=_shares(judged, lambda claim: claim.rule),
        documents=_shares(judged, lambda claim: claim.document),
        left_out=tuple(
            LeftOut(document=document, rule=rule, share=share) for (document, rule), share in both.items()
        ),
        stated=scores([Forecast(confidence=one.claim.confidence, right=one.claim.right) for one in judged]),
        estimated=scores([
            Forecast(confidence=one.estimate, right=one.claim.right) for one in judged if one.estimate is not None
        ]),
    )  # fmt: skip


def estimate(rule: str, others: Sequence[JudgedClaim], *, prior_weight: float = PRIOR_WEIGHT) -> float | None:
    """The share of a rule's facts that is right, drawn to the share of all rules' facts; None without any fact.

    The m-estimate of probability: (right + m * prior) / (facts + m), with the share over all rules as the prior
    (Cestnik, Estimating probabilities: a crucial task in machine learning, ECAI 1990).
    """
    if not others:
        return None
    prior = sum(claim.right for claim in others) / len(others)
    own = [claim.right for claim in others if claim.rule == rule]
    return (sum(own) + prior_weight * prior) / (len(own) + prior_weight)


def scores(forecasts: Sequence[Forecast]) -> Scores | None:
    """Both scores; None for no forecasts."""
    if not forecasts:
        return None
    return Scores(brier=brier_score(forecasts), calibration_error=expected_calibration_error(forecasts))


def brier_score(forecasts: Sequence[Forecast]) -> float:
    """The mean squared distance between what was said and what is: 0 is best, 1 worst, 0.25 is "half" every time.

    Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950).
    """
    return math.fsum((one.confidence - one.right) ** 2 for one in forecasts) / len(forecasts)


def expected_calibration_error(forecasts: Sequence[Forecast], *, bins: int = BINS) -> float:
    """The mean distance between how sure the facts of a bin are said to be and the share of them that is right.

    Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015; here the
    bins hold equal counts of facts, as far as facts of one confidence, which are never parted, allow.
    """
    distances = []
    for held in equal_bins(forecasts, bins):
        said = math.fsum(one.confidence for one in held)
        distances.append(abs(said - sum(one.right for one in held)))
    return math.fsum(distances) / len(forecasts)


def equal_bins(forecasts: Sequence[Forecast], bins: int) -> tuple[tuple[Forecast, ...], ...]:
    """The forecasts from the least to the most sure, in at most so many bins of about equal counts."""
    least = math.ceil(len(forecasts) / bins)
    found: list[list[Forecast]] = []
    for one in sorted(forecasts, key=lambda one: one.confidence):
        last = found[-1] if found else []
        if not last or (len(last) >= least and last[-1].confidence != one.confidence):
            found.append([one])
        else:
            last.append(one)
    return tuple(map(tuple, found))


def _shares(judged: Iterable[_Judged], key: Callable[[JudgedClaim], K]) -> Mapping[K, Share]:
    groups: dict[K, list[_Judged]] = {}
    for one in judged:
        groups.setdefault(key(one.claim), []).append(one)
    return {name: _share(groups[name]) for name in sorted(groups)}


def _share(judged: Sequence[_Judged]) -> Share:
    estimates = [one.estimate for one in judged if one.estimate is not None]
    return Share(
        facts=len(judged),
        right=sum(one.claim.right for one in judged),
        stated=math.fsum(one.claim.confidence for one in judged) / len(judged),
        estimate=math.fsum(estimates) / len(estimates) if estimates else None,
    )
