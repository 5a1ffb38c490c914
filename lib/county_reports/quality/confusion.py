"""What is taken for what: indicators, periods by kind, scopes.

A cell of a confusion counts the figures for which the gold says one thing and the program another,
or the same; `right` cells are kept, so that the errors can be seen as shares. Figures in the gold
that were not found at all are *not found*; those without an indicator or period are *none*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from county_reports.quality.scoring import Match

NONE = "none"
NOT_FOUND = "not found"
REPORT_YEAR, OTHER_YEAR, SPAN = "report's year", "other year", "span"
PERIOD_KINDS = (NONE, REPORT_YEAR, OTHER_YEAR, SPAN)


@dataclass(frozen=True, slots=True)
class Cell:
    """Figures that the gold calls `wanted` and the program `given`, with their places."""

    wanted: str
    given: str
    right: bool
    places: tuple[str, ...]
    """``report:start-end`` of each."""

    @property
    def count(self) -> int:
        """How many figures."""
        return len(self.places)


def _cells(found: Iterable[tuple[str, str, bool, Match]]) -> tuple[Cell, ...]:
    """Cells with the most figures first, then in the order of their names."""
    places: dict[tuple[str, str, bool], list[str]] = {}
    for wanted, given, right, each in found:
        start, end = each.span
        places.setdefault((wanted, given, right), []).append(f"{each.report}:{start}-{end}")
    cells = [Cell(*key, tuple(listed)) for key, listed in places.items()]
    return tuple(sorted(cells, key=lambda cell: (-cell.count, cell.wanted, cell.given)))


def indicators(matches: Sequence[Match]) -> tuple[Cell, ...]:
    """Indicator of the gold against indicator that was read, over the gold's measures.

    Example: registry.registered_persons was read as none 3 times.
    """
    return _cells(_indicators(matches))


def _indicators(matches: Sequence[Match]) -> Iterable[tuple[str, str, bool, Match]]:
    for each in matches:
        if each.gold is None or not each.gold.is_measure:
            continue
        wanted = each.gold.indicator or NONE
        if each.read is None:
            yield wanted, NOT_FOUND, False, each
        elif each.gold.accepts("indicator", each.read.indicator):
            given = each.read.indicator or NONE
            yield given, given, True, each
        else:
            yield wanted, each.read.indicator or NONE, False, each


def errors(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that are errors, without figures that have no indicator and were not found."""
    return tuple(
        cell for cell in cells if not cell.right and (cell.wanted, cell.given) != (NONE, NOT_FOUND)
    )


def period_kind(period: str | None, year: int | None) -> str:
    """What kind of period a figure states, given the year of its report.

    Example: for a report about 2019, 2019-06 is the report's year, 2014/2019 a span.
    """
    if period is None:
        return NONE
    if "/" in period:
        return SPAN
    return REPORT_YEAR if year is not None and period[:4] == str(year) else OTHER_YEAR


def periods(matches: Sequence[Match]) -> tuple[Cell, ...]:
    """Kind of period in the gold against the kind that was read, for measures that were found.

    Two other years, or two spans, may differ: such figures are in a cell of one kind, not right.
    """
    return _cells(_periods(matches))


def _periods(matches: Sequence[Match]) -> Iterable[tuple[str, str, bool, Match]]:
    for each in _found(matches):
        assert each.gold is not None  # noqa: S101  _found gives both
        assert each.read is not None  # noqa: S101
        right = each.gold.accepts("period", each.read.period)
        given = period_kind(each.read.period, each.year)
        wanted = given if right else period_kind(each.gold.period, each.year)
        yield wanted, given, right, each


def scopes(matches: Sequence[Match]) -> tuple[Cell, ...]:
    """Scope in the gold against the scope that was read, for measures that were found."""
    return _cells(_scopes(matches))


def _scopes(matches: Sequence[Match]) -> Iterable[tuple[str, str, bool, Match]]:
    for each in _found(matches):
        assert each.gold is not None  # noqa: S101  _found gives both
        assert each.read is not None  # noqa: S101
        given = each.read.scope
        right = each.gold.accepts("scope", given)
        yield given if right else each.gold.scope or NONE, given, right, each


def _found(matches: Sequence[Match]) -> Iterable[Match]:
    """Measures in Arabic digits that were found, as the questions on meaning count them."""
    for each in matches:
        if each.gold is None or each.read is None or not each.gold.is_measure:
            continue
        if each.gold.script == "arabic":
            yield each
