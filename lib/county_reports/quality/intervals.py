"""How sure a score is: intervals for shares and for F1, and how many figures a better one needs.

A share of n figures has Wilson's interval (E. B. Wilson 1927, *Probable inference, the law of
succession, and statistical inference*, J. Am. Stat. Assoc. 22, 209-212), which stays between 0 and
1 and is honest for small samples and for shares at the border: 15 of 15 is 0.80 to 1.

All intervals here take figures as independent of each other. They are not: figures of one sentence
and of one author are read rightly or wrongly together, and a set is five reports that nobody drew
at random. The true uncertainty about a report not yet seen is larger, never smaller.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import NamedTuple

Z95 = 1.959964
"""The normal quantile that leaves 2.5 % on each side."""


class Interval(NamedTuple):
    """The two ends of a 95 % interval."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the ends lie apart."""
        return self.high - self.low


def wilson(right: float, sample: int, z: float = Z95) -> Interval:
    """Wilson's interval of a share; from 0 to 1 when there is nothing to go by.

    >>> wilson(15, 15)
    Interval(low=0.7961..., high=1.0)
    """
    if not sample:
        return Interval(0.0, 1.0)
    share, squared = right / sample, z * z
    middle = (share + squared / (2 * sample)) / (1 + squared / sample)
    spread = sqrt(share * (1 - share) / sample + squared / (4 * sample * sample))
    half = z / (1 + squared / sample) * spread
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    # at the border the formula gives the border but for rounding
    return Interval(0.0 if right == 0 else low, 1.0 if right == sample else high)


def f1_interval(right: int, wrong: int, extra: int, missed: int) -> Interval:
    """The interval of F1, by an exact argument instead of drawing samples.

    Let every figure that is in the gold or was read be one trial: *right* with share q, or an
    error. An error counts once in F1 when it is extra or missed and twice when it is wrong (a
    figure that has another value is extra and missed at once). With w the share of such double
    errors among the errors, held as it was found::

        F1 = 2 q / (2 q + (1 + w) (1 - q))

    which rises with q, so the two ends of Wilson's interval for q give the two ends for F1. With
    w = 0 (detection) that is 2q/(1+q), with w = 1 (every figure found, some wrong) it is q.

    It assumes independent figures and a fixed mix of errors. Resampling the figures gives the same
    ends to about a hundredth (tested), except where no error was found: there resampling claims
    certainty, and this takes the worst mix, w = 1.
    """
    errors = wrong + extra + missed
    weight = 1 + (wrong / errors if errors else 1.0)
    low, high = wilson(right, right + errors)

    def f1(share: float) -> float:
        return 2 * share / (2 * share + weight * (1 - share)) if share else 0.0

    return Interval(f1(low), f1(high))


def needed_to_halve(right: int, sample: int) -> int:
    """How many figures in all would make the interval half as wide at the same share.

    About four times as many, since the width shrinks with the root of the sample; fewer when the
    share lies at its border. Example: 15 of 15 (0.80 to 1) needs 34, 362 of 381 about 1,520.
    """
    if not sample:
        return 0
    goal, share = wilson(right, sample).width / 2, right / sample
    low, high = sample, 64 * sample
    while low < high:
        middle = (low + high) // 2
        if wilson(share * middle, middle).width <= goal:
            high = middle
        else:
            low = middle + 1
    return ceil(low)
