"""What a printed figure stands for, and the arithmetic of intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from county_reports.arithmetic.intervals import (
    INFINITY,
    Interval,
    cut,
    last_place,
    point,
    printed,
    raised,
    rounded,
    total,
)
from county_reports.model import Bound

D = Decimal


def span(low: object, high: object) -> Interval:
    return Interval(D(str(low)), D(str(high)))


PRINTED: list[tuple[str, str, Bound, dict[str, object], tuple[str, str]]] = [
    # 66496户: counted to the last one
    ("66496", "1", "exact", {"counted": True}, ("66496", "66496")),
    # 130万人: to ten thousand, counted or not
    ("1300000", "10000", "exact", {"counted": True}, ("1295000", "1305000")),
    # 1.4774万人 says one person
    ("14774", "1", "exact", {"counted": True}, ("14774", "14774")),
    # 1.19平方米
    ("1.19", "0.01", "exact", {}, ("1.185", "1.195")),
    # 48.83亿元
    ("4883000000", "1000000", "exact", {}, ("4882500000", "4883500000")),
    # 6100余名: less than the next hundred
    ("6100", "1", "over", {"counted": True}, ("6100", "6200")),
    # 130余万元
    ("1300000", "100000", "over", {}, ("1300000", "1400000")),
    # 1.3亿余元
    ("130000000", "10000000", "over", {}, ("130000000", "140000000")),
    # 超过4万元
    ("40000", "10000", "over", {"open_ended": True}, ("40000", "Infinity")),
    # 近2万人
    ("20000", "10000", "under", {}, ("10000", "20000")),
    # 近2千人 with a step larger than the value stays above 0
    ("5", "10", "under", {}, ("0", "5")),
    # no more than: 10%以内
    ("10", "1", "under", {"open_ended": True}, ("0", "10")),
    # 约3000户
    ("3000", "1", "about", {"counted": True}, ("2500", "3500")),
    # 约1250户: 2 %
    ("1250", "1", "about", {"counted": True}, ("1225", "1275")),
    # 400~5000元
    ("400", "1", "exact", {"high": D(5000)}, ("400", "5000")),
    # a range written the wrong way round
    ("5", "1", "exact", {"high": D(3)}, ("3", "5")),
    ("0", "1", "exact", {"counted": True}, ("0", "0")),
]


@pytest.mark.parametrize(("value", "precision", "bound", "options", "expected"), PRINTED)
def test_what_a_printed_figure_stands_for(
    value: str, precision: str, bound: Bound, options: dict[str, object], expected: tuple[str, str]
) -> None:
    found = printed(D(value), D(precision), bound, **options)  # type: ignore[arg-type]
    assert (found.low, found.high) == (D(expected[0]), D(expected[1]))


@pytest.mark.parametrize(
    ("value", "place"),
    [("6100", "100"), ("1.19", "0.01"), ("130000000", "10000000"), ("7", "1"), ("0", "1")],
)
def test_the_last_place(value: str, place: str) -> None:
    assert last_place(D(value)) == D(place)


def test_the_three_roundings_of_a_digit() -> None:
    assert rounded(D("57.36"), D("0.01")) == span("57.355", "57.365")
    assert cut(D("57.36"), D("0.01")) == span("57.36", "57.37")
    assert raised(D("57.37"), D("0.01")) == span("57.36", "57.37")


def test_sums_and_differences() -> None:
    one, other = span(1, 2), span(10, 20)
    assert one + other == span(11, 22)
    assert other - one == span(8, 19)
    assert total([one, one, other]) == span(12, 24)
    assert total([]) == point(D(0))


def test_a_difference_from_what_is_open_above_is_open_below() -> None:
    found = span(10, 20) - Interval(D(1), INFINITY)
    assert found.low == -INFINITY
    assert found.high == 19


def test_products_and_quotients() -> None:
    assert span(2, 3).times(span(4, 5)) == span(8, 15)
    assert span(8, 12).over(span(2, 4)) == span(2, 6)
    assert span(1, 2).scaled(D(100)) == span(100, 200)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (span(1, 2), Interval(D(4), INFINITY), "0", "0.5"),
        (Interval(D(4), INFINITY), span(1, 2), "2", "Infinity"),
        (span(4, 5), span(0, 2), "2", "Infinity"),
    ],
)
def test_quotients_at_the_border(part: Interval, whole: Interval, low: str, high: str) -> None:
    found = part.over(whole)
    assert (found.low, found.high) == (D(low), D(high))


def test_open_products_stay_open() -> None:
    assert Interval(D(1), INFINITY).times(span(2, 3)).high == INFINITY


@pytest.mark.parametrize(
    ("one", "other", "meets", "gap"),
    [
        (span(1, 2), span(2, 3), True, "0"),
        (span(1, 2), span("2.5", 3), False, "0.5"),
        (span(5, 9), span(1, 2), False, "3"),
        (span(1, 9), span(3, 4), True, "0"),
    ],
)
def test_meeting_and_gaps(one: Interval, other: Interval, meets: bool, gap: str) -> None:
    assert one.meets(other) is other.meets(one) is meets
    assert one.gap(other) == other.gap(one) == D(gap)


def test_an_interval_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="down to"):
        span(2, 1)


def test_points_and_middles() -> None:
    assert point(D(3)).is_point
    assert not span(3, 4).is_point
    assert span(3, 5).middle == 4
    assert Interval(D(3), INFINITY).middle == 3
