"""Verdicts: what meets, by which rounding, and how far off the rest is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from county_reports.arithmetic.intervals import Interval, point, rounded
from county_reports.audit.verdicts import at_most, equal, within

D = Decimal

EQUAL = [
    # computed, stated value, precision, counted: status, severity, rounding
    ("66496", "66496", "1", True, "confirmed", None, "exact"),
    ("66495", "66496", "1", True, "inconsistent", "slip", None),
    ("66400", "66496", "1", True, "inconsistent", "statement", None),
    ("57.367", "57.37", "0.01", False, "confirmed", None, "half up"),
    ("57.367", "57.36", "0.01", False, "confirmed", None, "cut"),
    ("57.361", "57.37", "0.01", False, "confirmed", None, "up"),
    ("57.351", "57.37", "0.01", False, "inconsistent", "statement", None),
    ("57.3449", "57.36", "0.01", False, "inconsistent", "statement", None),
    ("57.376", "57.36", "0.01", False, "inconsistent", "statement", None),
    ("57.374", "57.36", "0.01", False, "inconsistent", "slip", None),
    ("10", "9", "1", False, "inconsistent", "slip", None),
    ("2", "3", "1", False, "inconsistent", "slip", None),
    ("1.054", "1.19", "0.01", False, "inconsistent", "statement", None),
    ("1.19", "1.19", "0.01", False, "confirmed", None, "exact"),
]


@pytest.mark.parametrize(
    ("computed", "value", "precision", "counted", "status", "severity", "rounding"), EQUAL
)
def test_equal(
    computed: str,
    value: str,
    precision: str,
    counted: bool,
    status: str,
    severity: str | None,
    rounding: str | None,
) -> None:
    stated = point(D(value)) if counted else rounded(D(value), D(precision))
    found = equal(point(D(computed)), stated, D(value), D(precision))
    assert (found.status, found.severity, found.rounding) == (status, severity, rounding)


def test_what_is_about_or_over_was_not_cut() -> None:
    stated = Interval(D(6100), D(6200))
    found = equal(point(D("6200.5")), stated, D(6100), D(1), exact=False)
    assert (found.status, found.severity) == ("inconsistent", "slip")


AT_MOST = [
    ((31, 31), (68, 68), 1, "confirmed", None),
    ((68, 68), (68, 68), 1, "confirmed", None),
    ((69, 69), (68, 68), 1, "inconsistent", "slip"),
    ((75, 75), (68, 68), 1, "inconsistent", "statement"),
    # 1.52万户 of 15,199: the intervals meet
    ((15150, 15250), (15199, 15199), 100, "confirmed", None),
    ((15260, 15360), (15199, 15199), 100, "inconsistent", "slip"),
]


@pytest.mark.parametrize(("part", "whole", "step", "status", "severity"), AT_MOST)
def test_at_most(
    part: tuple[int, int], whole: tuple[int, int], step: int, status: str, severity: str | None
) -> None:
    found = at_most(Interval(*map(D, part)), Interval(*map(D, whole)), D(step))
    assert (found.status, found.severity) == (status, severity)


@pytest.mark.parametrize(
    ("computed", "status"),
    [
        ((2, 2), "confirmed"),
        ((1, 2), "confirmed"),
        ((0, 1), "implausible"),
        ((6, 9), "implausible"),
    ],
)
def test_within(computed: tuple[int, int], status: str) -> None:
    assert within(Interval(*map(D, computed)), Interval(D("1.5"), D(5))).status == status
