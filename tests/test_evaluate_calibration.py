"""How sure rules say they are and how often they are right, on a case small enough to work out by hand."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.evaluate import calibrate
from egov_kg.evaluate.calibration import (
    Forecast,
    brier_score,
    equal_bins,
    estimate,
    expected_calibration_error,
    scores,
)
from egov_kg.evaluate.evaluation import JudgedClaim


def judged(document: str, rule: str, *verdicts: bool) -> list[JudgedClaim]:
    stated = {"sure": 0.9, "unsure": 0.5}[rule]
    return [
        JudgedClaim(document=document, claim=f"{document}-{rule}-{number}", rule=rule, confidence=stated, right=right)
        for number, right in enumerate(verdicts)
    ]


CLAIMS: Final = [
    *judged("a.txt", "sure", True, True, False),
    *judged("a.txt", "unsure", True),
    *judged("b.txt", "sure", True),
    *judged("b.txt", "unsure", False),
]
"""Four facts of one document, three of them right; two of another, one of them right."""


def test_an_estimate_is_drawn_to_the_share_of_all_rules() -> None:
    first, second = CLAIMS[:4], CLAIMS[4:]
    # From b.txt: one of two is right, so that the prior is 1/2 and counts for two facts.
    assert estimate("sure", second) == pytest.approx((1 + 2 * 0.5) / (1 + 2))
    assert estimate("unsure", second) == pytest.approx((0 + 2 * 0.5) / (1 + 2))
    # From a.txt: three of four are right.
    assert estimate("sure", first) == pytest.approx((2 + 2 * 0.75) / (3 + 2))
    assert estimate("unknown", first) == pytest.approx(0.75)
    assert estimate("sure", first, prior_weight=0) == pytest.approx(2 / 3)
    assert estimate("sure", []) is None


def test_the_table_of_rules() -> None:
    rules = calibrate(CLAIMS).rules
    assert list(rules) == ["sure", "unsure"]
    sure, unsure = rules["sure"], rules["unsure"]
    assert (sure.facts, sure.right, sure.right_share) == (4, 3, 0.75)
    assert sure.stated == pytest.approx(0.9)
    assert sure.estimate == pytest.approx((3 * 2 / 3 + 0.7) / 4)
    assert (unsure.facts, unsure.right, unsure.stated) == (2, 1, 0.5)
    assert unsure.estimate == pytest.approx((1 / 3 + 2.5 / 3) / 2)


def test_each_document_is_compared_with_what_the_others_let_expect() -> None:
    found = calibrate(CLAIMS)
    assert {(one.document, one.rule): one.share.estimate for one in found.left_out} == {
        ("a.txt", "sure"): pytest.approx(2 / 3), ("a.txt", "unsure"): pytest.approx(1 / 3),
        ("b.txt", "sure"): pytest.approx(0.7), ("b.txt", "unsure"): pytest.approx(2.5 / 3),
    }  # fmt: skip
    assert found.documents["a.txt"].estimate == pytest.approx((3 * 2 / 3 + 1 / 3) / 4)
    assert found.documents["b.txt"].right_share == 0.5


def test_the_scores() -> None:
    found = calibrate(CLAIMS)
    assert found.stated is not None
    assert found.estimated is not None
    # Three times 0.1 and once 0.9 off; twice 0.5 off.
    assert found.stated.brier == pytest.approx((3 * 0.01 + 0.81 + 2 * 0.25) / 6)
    # Four facts said to be 3.6 times right are so 3 times; two facts said to be once right are so.
    assert found.stated.calibration_error == pytest.approx(0.6 / 6)
    assert found.estimated.brier == pytest.approx((2 / 9 + 4 / 9 + 4 / 9 + 0.09 + 25 / 36) / 6)
    assert found.estimated.calibration_error == pytest.approx((2 / 3 + 0 + 0.3 + 2.5 / 3) / 6)


def test_one_document_has_no_other_to_estimate_from() -> None:
    found = calibrate(CLAIMS[:4])
    assert found.estimated is None
    assert found.rules["sure"].estimate is None
    assert found.stated is not None


def test_no_claim_no_scores() -> None:
    found = calibrate([])
    assert (found.rules, found.documents, found.left_out, found.stated, found.estimated) == ({}, {}, (), None, None)
    assert scores([]) is None


def test_a_perfect_forecast_scores_zero_and_a_wrong_one_one() -> None:
    assert brier_score([Forecast(confidence=1, right=True), Forecast(confidence=0, right=False)]) == 0
    assert brier_score([Forecast(confidence=1, right=False)]) == 1
    assert (
        expected_calibration_error([Forecast(confidence=0.5, right=True), Forecast(confidence=0.5, right=False)]) == 0
    )


def test_bins_hold_equal_counts_and_never_part_one_confidence() -> None:
    even = [Forecast(confidence=number / 100, right=True) for number in range(40)]
    assert [len(held) for held in equal_bins(even, 10)] == [4] * 10
    lumps = [Forecast(confidence=said, right=True) for said in (0.9, 0.9, 0.9, 0.9, 0.2, 0.5)]
    assert [[one.confidence for one in held] for held in equal_bins(lumps, 3)] == [[0.2, 0.5], [0.9] * 4]


@given(
    st.lists(st.builds(Forecast, confidence=st.floats(0, 1), right=st.booleans()), min_size=1),
    st.integers(1, 10),
)
def test_scores_are_shares_and_bins_lose_nothing(forecasts: list[Forecast], bins: int) -> None:
    found = scores(forecasts)
    assert found is not None
    assert 0 <= found.brier <= 1
    assert 0 <= found.calibration_error <= 1
    held = equal_bins(forecasts, bins)
    assert list(chain(*held)) == sorted(forecasts, key=lambda one: one.confidence)
    assert len(held) <= bins
    lasts = [(one[-1].confidence, other[0].confidence) for one, other in pairwise(held)]
    assert all(last < first for last, first in lasts)
