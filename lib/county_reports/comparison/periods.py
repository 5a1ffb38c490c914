"""Periods as reports state them, put in order: 2019, 2020-06, 2014/2019.

Only what the text states counts; an undated figure stays undated.
"""

from __future__ import annotations

import re

_POINT = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-\d{1,2})?")


def end_of(period: str | None) -> tuple[int, int] | None:
    """Last year and month of a period, e.g. 2014/2019 -> (2019, 12), 2020-06 -> (2020, 6).

    None for an undated figure and for a period that is not understood.
    """
    if not period:
        return None
    found = _POINT.fullmatch(period.rsplit("/", 1)[-1].strip())
    if found is None:
        return None
    return int(found[1]), int(found[2] or 12)


def is_range(period: str | None) -> bool:
    """Whether a period runs over several years, e.g. 2014/2019."""
    if not period or "/" not in period:
        return False
    first = _POINT.match(period.strip())
    last = end_of(period)
    return first is not None and last is not None and int(first[1]) != last[0]


def years(period: str | None) -> tuple[int, int] | None:
    """First and last year of a period: 2014/2019 -> (2014, 2019), 2020-06 -> (2020, 2020)."""
    last = end_of(period)
    if last is None or period is None:
        return None
    first = _POINT.match(period.strip())
    return (int(first[1]) if first else last[0], last[0])


def closeness(period: str | None, report_year: int | None) -> tuple[int, int, int]:
    """How well a period fits the report's year; the largest tuple fits best.

    The report's own year comes first, then undated figures (a report speaks of its own time unless
    it says otherwise), then earlier years, the latest first, then years after the report's.
    """
    last = end_of(period)
    if last is None:
        return (2, 0, 0)
    year, month = last
    if report_year is None:
        return (3, year, month)
    if year == report_year:
        return (3, year, month)
    if year < report_year:
        return (1, year, month)
    return (0, -year, -month)
