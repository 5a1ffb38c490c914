"""Whether intervals agree: equal, at most, within a band; and how far off they are.

A verdict never repairs a value and never says which figure is wrong. Two severities are told apart
(statcheck's *error* and *decision error*, Nuijten et al. 2016): a slip is at most one step of the
last printed digit; anything more changes the statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from county_reports.arithmetic.intervals import Interval, cut, point, raised
from county_reports.audit.finding import Rounding, Severity, Status

_NARROW = Decimal("0.1")
"""Width of a computed interval, in steps of the stated digit, that counts as one value."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one comparison."""

    status: Status
    severity: Severity | None = None
    rounding: Rounding | None = None


def equal(
    computed: Interval, stated: Interval, value: Decimal, precision: Decimal, *, exact: bool = True
) -> Verdict:
    """Whether a computed interval meets what is stated, and by which rounding.

    `stated` is the interval of the printed figure, `value` and `precision` its digits. `exact` is
    whether the figure is neither about, over nor under; only such a figure may have been cut.

    >>> from county_reports.arithmetic.intervals import point, rounded
    >>> equal(point(Decimal("0.579")), rounded(Decimal("0.57"), Decimal("0.01")),
    ...       Decimal("0.57"), Decimal("0.01")).rounding
    'cut'
    """
    if computed.meets(stated):
        same = computed == stated or computed == point(value)
        return Verdict("confirmed", None, "exact" if same else "half up")
    if exact and not stated.is_point:
        # 10 is not cut to 9, nor 2 raised to 3
        narrow = computed.high - computed.low <= precision * _NARROW
        lowest, highest = (computed.high, computed.low) if narrow else (computed.low, computed.high)
        if computed.meets(cut(value, precision)) and lowest < value + precision:
            return Verdict("confirmed", None, "cut")
        if computed.meets(raised(value, precision)) and highest > value - precision:
            return Verdict("confirmed", None, "up")
    slip = computed.gap(stated) <= precision
    return Verdict("inconsistent", "slip" if slip else "statement")


def at_most(part: Interval, whole: Interval, step: Decimal = Decimal(1)) -> Verdict:
    """Whether a part can be no more than its whole; `step` is one step of the coarser figure."""
    if part.low <= whole.high:
        return Verdict("confirmed")
    return Verdict("inconsistent", "slip" if part.low - whole.high <= step else "statement")


def within(computed: Interval, band: Interval) -> Verdict:
    """Whether a value lies in a band that a reader would call plausible."""
    return Verdict("confirmed") if computed.meets(band) else Verdict("implausible", "statement")
