"""Intervals: Wilson's against published values, F1's against resampling."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports.quality.intervals import Interval, f1_interval, needed_to_halve, wilson


@pytest.mark.parametrize(
    ("right", "sample", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3 (Wilson's score)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (15, 15, 0.7961, 1.0),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (0, 1, 0.0, 0.7935),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson(right: int, sample: int, low: float, high: float) -> None:
    assert wilson(right, sample) == pytest.approx((low, high), abs=0.0001)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(case: tuple[int, int]) -> None:
    right, sample = case
    found = wilson(right, sample)
    assert 0 <= found.low <= right / sample <= found.high <= 1
    mirrored = wilson(sample - right, sample)
    assert mirrored == pytest.approx((1 - found.high, 1 - found.low), abs=1e-9)


@given(st.integers(0, 40), st.integers(1, 40))
def test_more_figures_narrow_the_interval(right: int, wrong: int) -> None:
    assert wilson(4 * right, 4 * (right + wrong)).width < wilson(right, right + wrong).width


def test_width() -> None:
    assert Interval(0.25, 0.75).width == 0.5


# ---- F1


def f1(right: int, wrong: int, extra: int, missed: int) -> float:
    whole = 2 * right + 2 * wrong + extra + missed
    return 2 * right / whole if whole else 1.0


counts = st.tuples(st.integers(0, 300), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))


@given(counts)
def test_f1_lies_in_its_interval(case: tuple[int, int, int, int]) -> None:
    low, high = f1_interval(*case)
    assert 0 <= low <= f1(*case) + 1e-9
    assert f1(*case) - 1e-9 <= high <= 1 or sum(case) == 0


@pytest.mark.parametrize("right", [0, 3, 15, 300])
@pytest.mark.parametrize("wrong", [0, 1, 20])
def test_when_all_are_found_it_is_wilsons(right: int, wrong: int) -> None:
    if right + wrong:
        expected = wilson(right, right + wrong)
        assert f1_interval(right, wrong, 0, 0) == pytest.approx(expected)


@pytest.mark.parametrize(("extra", "missed"), [(10, 0), (0, 10), (4, 6)])
def test_extra_and_missed_weigh_the_same(extra: int, missed: int) -> None:
    assert f1_interval(50, 3, extra, missed) == f1_interval(50, 3, 10, 0)


def test_no_error_takes_the_worst_mix() -> None:
    assert f1_interval(15, 0, 0, 0) == wilson(15, 15)
    assert f1_interval(0, 0, 0, 0) == (0.0, 1.0)
    assert f1_interval(0, 4, 0, 0).low == 0.0


CASES = [(330, 10, 15, 25), (250, 0, 12, 30), (90, 10, 0, 0), (60, 4, 8, 10), (40, 3, 3, 12)]


@pytest.mark.parametrize("case", CASES)
def test_resampling_figures_gives_the_same(case: tuple[int, int, int, int]) -> None:
    draw = random.Random(1927)  # noqa: S311  resampling, no secret
    population = [kind for kind, count in enumerate(case) for _ in range(count)]
    drawn = []
    for _ in range(1500):
        sample = draw.choices(population, k=len(population))
        drawn.append(f1(*(sample.count(kind) for kind in range(4))))
    drawn.sort()
    low, high = drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]
    assert f1_interval(*case) == pytest.approx((low, high), abs=0.02)


# ---- how many more


@pytest.mark.parametrize(
    ("right", "sample", "low", "high"),
    [(362, 381, 1400, 1600), (50, 100, 380, 420), (15, 15, 30, 36), (0, 0, 0, 0), (10, 20, 80, 95)],
)
def test_needed_to_halve(right: int, sample: int, low: int, high: int) -> None:
    assert low <= needed_to_halve(right, sample) <= high


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_is_the_smallest_number_that_halves(case: tuple[int, int]) -> None:
    right, sample = case
    needed, goal = needed_to_halve(right, sample), wilson(right, sample).width / 2
    share = right / sample
    assert needed > sample
    assert wilson(share * needed, needed).width <= goal
    assert wilson(share * (needed - 1), needed - 1).width > goal
