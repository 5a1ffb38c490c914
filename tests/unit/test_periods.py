"""Periods in order: the report's own time, undated, earlier, later."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports.comparison import periods


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2016", (2016, 12)), ("2020-3", (2020, 3)), ("2019-11-05", (2019, 11)),
        ("2013/2016", (2016, 12)), (" 2018 ", (2018, 12)), ("2018/2020-06", (2020, 6)),
        ("“十三五”", None), ("20", None), ("2019年", None), (None, None), ("/", None),
    ],
)  # fmt: skip
def test_end(period: str | None, end: tuple[int, int] | None) -> None:
    assert periods.end_of(period) == end


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2016/2020", True), ("2019-12/2020-01", True), ("2020-01/2020-06", False),
        ("2019/2019", False), ("2020", False), ("去年/今年", False), ("", False), (None, False),
    ],
)  # fmt: skip
def test_several_years(period: str | None, expected: bool) -> None:
    assert periods.is_range(period) is expected


def test_the_order_for_a_report_of_2019() -> None:
    best_first = [
        "2014/2019", "2019-06", "2019-01", None, "2018-12", "2018-02", "2014", "2020-01", "2021",
    ]  # fmt: skip
    ranks = [periods.closeness(period, 2019) for period in best_first]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == len(ranks)


@given(st.integers(2000, 2030), st.integers(2000, 2030))
def test_no_other_year_beats_the_reports_own(own: int, other: int) -> None:
    best = periods.closeness(str(own), own)
    assert periods.closeness(str(other), own) <= best
    assert periods.closeness(None, own) < best
