"""The bench's arithmetic."""

from __future__ import annotations

import pytest

from bench import figures


def test_percentiles_are_values_that_were_measured() -> None:
    assert figures.percentiles([float(value) for value in range(101)]) == {
        "p50": 50.0,
        "p95": 95.0,
        "p99": 99.0,
    }


def test_without_values_there_are_no_percentiles() -> None:
    assert figures.percentiles([]) == {}
    assert figures.bucket_percentiles({0.1: 0.0, float("inf"): 0.0}) == {}


def test_a_histogram_is_interpolated_within_its_bucket() -> None:
    tenths = {0.1: 50.0, 0.2: 100.0, float("inf"): 100.0}
    assert figures.bucket_percentiles(tenths)["p50"] == pytest.approx(0.1)
    assert figures.bucket_percentiles(tenths)["p95"] == pytest.approx(0.19)


def test_what_lies_above_the_last_bound_counts_as_that_bound() -> None:
    assert figures.bucket_percentiles({0.1: 0.0, float("inf"): 10.0})["p50"] == 0.1


def test_medians_are_of_the_figures_that_every_round_has() -> None:
    rounds = [{"rate": 1.0, "lag": 9.0}, {"rate": 3.0}, {"rate": 2.0}]
    assert figures.medians(rounds) == {"rate": 2.0}
    assert figures.medians([]) == {}


def test_what_appears_in_between_began_at_zero() -> None:
    assert figures.differences({"a": 5.0, "b": 1.0}, {"a": 2.0}) == {"a": 3.0, "b": 1.0}
