"""What a printed figure can stand for: exact intervals, and the arithmetic of intervals.

`1.19平方米` was rounded from anywhere between 1.185 and 1.195, `130余万元` is at least 130万 and under
140万, `66496户` is 66496 and nothing else. All comparisons of the audit are of such intervals. The
idea of asking which values a printed one may have been rounded from is statcheck's (Nuijten et al.
2016, Behavior Research Methods 48, 1205-1226); the one-sided intervals are those of Chinese words.

Rules for the ends: they are closed, so figures that only touch are taken as agreeing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from county_reports.model import Bound

INFINITY = Decimal("Infinity")
HALF = Decimal("0.5")
ABOUT = Decimal("0.02")
"""How far 约 may be off, as a share, when its digits are finer than that: 约1250."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; `high` may be infinite (超过4万元)."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"an interval from {self.low} down to {self.high}")

    @property
    def is_point(self) -> bool:
        """Whether it holds one value only."""
        return self.low == self.high

    @property
    def middle(self) -> Decimal:
        """The value halfway; the lower end of what is open above."""
        return self.low if self.high == INFINITY else (self.low + self.high) / 2

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def gap(self, other: Interval) -> Decimal:
        """How far apart the two are; 0 when they meet."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        low = -INFINITY if other.high == INFINITY else self.low - other.high
        return Interval(low, self.high - other.low)

    def times(self, other: Interval) -> Interval:
        """The product of two intervals without negative values."""
        high = INFINITY if INFINITY in (self.high, other.high) else self.high * other.high
        return Interval(self.low * other.low, high)

    def over(self, other: Interval) -> Interval:
        """The quotient of two intervals without negative values; open above when dividing by 0."""
        low = Decimal(0) if other.high == INFINITY else _ratio(self.low, other.high)
        high = INFINITY if self.high == INFINITY else _ratio(self.high, other.low)
        return Interval(low, high)

    def scaled(self, factor: Decimal) -> Interval:
        """Every value times a factor above 0: a share in percent has 100."""
        return self.times(point(factor))


def _ratio(part: Decimal, whole: Decimal) -> Decimal:
    return INFINITY if whole == 0 else part / whole


def point(value: Decimal) -> Interval:
    """One value, known exactly."""
    return Interval(value, value)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of several intervals; 0 of none."""
    added = point(Decimal(0))
    for each in intervals:
        added = added + each
    return added


def last_place(value: Decimal) -> Decimal:
    """What one step of the last digit that is not 0 is worth: 100 in 6100, 10 million in 1.3亿."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if value and isinstance(exponent, int) else Decimal(1)


def rounded(value: Decimal, precision: Decimal) -> Interval:
    """From where a value was rounded half up to its printed precision: 1.19 from 1.185 to 1.195."""
    return Interval(value - precision * HALF, value + precision * HALF)


def cut(value: Decimal, precision: Decimal) -> Interval:
    """From where a value was cut to its printed precision: 57.36 from 57.36 to 57.37."""
    return Interval(value, value + precision)


def raised(value: Decimal, precision: Decimal) -> Interval:
    """From where a value was rounded up to its printed precision: 57.37 from 57.36 to 57.37."""
    return Interval(value - precision, value)


def printed(
    value: Decimal,
    precision: Decimal,
    bound: Bound,
    *,
    high: Decimal | None = None,
    counted: bool = False,
    open_ended: bool = False,
) -> Interval:
    """What a printed figure stands for.

    >>> printed(Decimal("1.19"), Decimal("0.01"), "exact")
    Interval(low=Decimal('1.185'), high=Decimal('1.195'))

    Args:
        value: the value in its canonical unit; `high` is the upper end of a range.
        precision: what one step of the last printed digit is worth.
        bound: exact, about, over (余, 超过) or under (近, 不足).
        high: the upper end of a printed range.
        counted: whether the unit is counted singly (户, 人, 个); to the last one means exactly.
        open_ended: whether over and under have no other end (超过4万元, 10%以内) or only up to the
            next step (6100余, 近2万).
    """
    if high is not None:
        return Interval(min(value, high), max(value, high))
    step = max(last_place(value), precision)
    if bound == "over":
        return Interval(value, INFINITY if open_ended else value + step)
    if bound == "under":
        return Interval(Decimal(0) if open_ended else max(value - step, Decimal(0)), value)
    if bound == "about":
        reach = max(step * HALF, value * ABOUT)
        return Interval(max(value - reach, Decimal(0)), value + reach)
    if counted and precision <= 1:
        return point(value)
    return rounded(value, precision)
