"""One figure for each indicator and report, fit to stand beside other counties' figures.

Of all figures that a report gives for an indicator, one is chosen by rules that are the same for
every county, and the others stay visible in ``others``. Nothing is averaged, summed or carried
over; where no figure is fit, the row says why.

Rules, in this order:

1. the indicator's unit and one of its allowed scopes (the whole county unless the codebook says
   otherwise), else *not comparable*;
2. reported before planned: a target is never shown as a result (*planned only*);
3. a restored figure counts when its split is proven or unique, else *ambiguous*;
4. the report's own year, then undated, then the latest earlier year; for indicators of the year
   (…_year) a single year; for the baseline (initial_…) the earliest year that is stated;
5. of several for the same time the total, that is the largest of an amount or count; of several
   rates the first in the text.

``choice`` says which of these decided; ``conflict`` lists every value of a report that states the
same indicator, period and scope otherwise (``conflicts``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.codebook import Indicator
from county_reports.comparison import conflicts, periods
from county_reports.comparison.conflicts import RATES
from county_reports.comparison.figures import (
    AMBIGUOUS,
    NOT_COMPARABLE,
    NOT_REPORTED,
    PLANNED_ONLY,
    Figure,
    figures_of,
    stands_for,
)
from county_reports.comparison.quotes import quote
from county_reports.comparison.tables import frame, validate
from county_reports.errors import UsageError
from county_reports.model import Metadata
from county_reports.schema import COMPARISON

if TYPE_CHECKING:
    from pandas import DataFrame

BESIDE = 3
"""Characters that may stand between a group's households and its persons: 28户、69人."""


def is_plan(indicator: Indicator) -> bool:
    """Whether an indicator is itself a target, e.g. registry.planned_persons / 计划脱贫人口."""
    return indicator.id.split(".", 1)[1].startswith("planned_")


def _rank(figure: Figure, indicator: Indicator, year: int | None) -> tuple[object, ...]:
    """Sort key of a fit figure; the largest is chosen."""
    name = indicator.id.split(".", 1)[1]
    size = Decimal(0) if indicator.unit in RATES else figure.value
    if name.startswith("initial_"):
        last = periods.end_of(figure.period)
        near = (0, 0, 0) if last is None else (1, -last[0], -last[1])
    else:
        near = periods.closeness(figure.period, year)
    single = not periods.is_range(figure.period) if name.endswith("_year") else True
    exact_scope = figure.scope == "county"
    return (exact_scope, single, near, size, -figure.start)


def choose(
    figures: Sequence[Figure], indicator: Indicator, year: int | None
) -> tuple[Figure | None, str | None]:
    """The figure fit for comparison, or the reason why there is none.

    Example: a report that only says 今年预脱贫26702人 gives (None, "planned only") for
    registry.lifted_persons_year.
    """
    if not figures:
        return None, NOT_REPORTED
    fit = [f for f in figures if f.unit == indicator.unit and f.scope in indicator.scopes]
    if not fit:
        return None, NOT_COMPARABLE
    real = fit if is_plan(indicator) else [f for f in fit if f.status == "reported"]
    if not real:
        return None, PLANNED_ONLY
    sure = [f for f in real if f.restoration != AMBIGUOUS]
    if not sure:
        return None, AMBIGUOUS
    return max(sure, key=lambda figure: _rank(figure, indicator, year)), None


def stand_in(
    figures: Sequence[Figure], indicator: Indicator, year: int | None, reason: str | None
) -> Figure | None:
    """The planned or ambiguous figure that a row without a value points at, if there is one.

    Its place, text and sentence are given so that a reader finds it; its value never is.
    """
    if reason not in (PLANNED_ONLY, AMBIGUOUS):
        return None
    status = "planned" if reason == PLANNED_ONLY else "reported"
    fit = [
        f for f in figures
        if f.unit == indicator.unit and f.scope in indicator.scopes
        and (f.status == status or is_plan(indicator))
    ]  # fmt: skip
    # a target that is plain before one whose digits could be split in several ways
    sure = [f for f in fit if f.restoration != AMBIGUOUS]
    return max(sure or fit, key=lambda figure: _rank(figure, indicator, year))


def planned(listed: str | None, start: int) -> tuple[Decimal, Decimal | None] | None:
    """The planned figure at a place and the end of its range, out of ``others``.

    Example: ``1@120:planned`` and 120 give (1, None); ``4~5@7:planned`` and 7 give (4, 5). A
    target whose digits could be split in several ways has no value.
    """
    for item in (listed or "").split("|"):
        value, _, place = item.partition("@")
        where, _, mark = place.partition(":")
        marks = mark.split("+")
        if where == str(start) and "planned" in marks and AMBIGUOUS not in marks:
            low, _, high = value.partition("~")
            return Decimal(low), Decimal(high) if high else None
    return None


def planned_value(listed: str | None, start: int) -> Decimal | None:
    """The planned value at a place, out of ``others``: ``1@120:planned`` and 120 give 1."""
    found = planned(listed, start)
    return None if found is None else found[0]


def others(
    figures: Sequence[Figure], chosen: Figure | None, pointed: Figure | None = None
) -> str | None:
    """The other values of a report for the same indicator, each once: ``1@120:planned|2@300``.

    Of equal ones the first is listed; the one that a row without a value points at always is.
    """
    seen = {(f.value, f.high, f.mark) for f in (chosen, pointed) if f is not None}
    listed: list[str] = []
    for figure in figures:
        key = (figure.value, figure.high, figure.mark)
        if figure is pointed or (figure is not chosen and key not in seen):
            seen.add(key)
            listed.append(figure.listed())
    return "|".join(listed) or None


def known_indicators(indicators: Sequence[str]) -> tuple[Indicator, ...]:
    """The codebook's entries of some ids, each once, in the order asked for.

    Raises:
        UsageError: an id is not in the codebook; the message names the close ones.
    """
    book = codebook.load().indicators
    for name in indicators:
        if name not in book:
            close = get_close_matches(name, book, n=3, cutoff=0.5)
            raise UsageError(
                f"the codebook has no indicator {name!r}",
                remedy=f"use {' or '.join(close)}" if close else "see county-reports codebook",
            )
    return tuple(book[name] for name in dict.fromkeys(indicators))


def compare(
    observations: DataFrame,
    reports: Sequence[Metadata],
    indicators: Sequence[str],
    sources: Mapping[str, str],
) -> DataFrame:
    """One row for each indicator and report: the comparable figure, or why there is none.

    Example: ``compare(observations, reports, ["registry.incidence"], sources)`` has the row
    隆回县 2019, value Decimal("0.68"), unit percent, quote 未脱贫…贫困发生率降至0.68%.

    Args:
        observations: table with the columns of ``schema.OBSERVATIONS``.
        reports: the reports to compare, in the order in which they are to stand.
        indicators: ids of the codebook.
        sources: report id -> source text as decoded, for the quotes; a report without one has
            no quote.

    Returns:
        A table with the columns and dtypes of ``schema.COMPARISON``. A row that is missing as
        *planned only* or *ambiguous* has no value; its place, text and quote are those of the
        figure that could not be taken.

    Raises:
        UsageError: an indicator is not in the codebook.
        SchemaError: the observations lack a column.
    """
    entries = known_indicators(indicators)
    require(observations)
    twins = [twin for entry in entries if (twin := households_beside(entry))]
    figures = figures_of(observations, [entry.id for entry in (*entries, *twins)])
    rows = [
        _row(entry, report, figures, sources.get(report.id))
        for entry in entries
        for report in reports
    ]
    return validate(frame(rows, COMPARISON), COMPARISON, what="comparison")


def _row(
    entry: Indicator,
    report: Metadata,
    figures: Mapping[tuple[str, str], list[Figure]],
    source: str | None,
) -> dict[str, object]:
    found = figures.get((report.id, entry.id), [])
    chosen, reason = choose(found, entry, report.year)
    pointed = stand_in(found, entry, report.year, reason)
    shown = chosen or pointed
    row: dict[str, object] = {
        "indicator": entry.id,
        "report": report.id,
        "county": report.name,
        "report_year": report.year,
        "unit": entry.unit,
        "missing": reason,
        "others": others(found, chosen, pointed),
        "why": conflicts.why_missing(found, entry, reason),
    }
    if shown is not None:
        row |= cells(shown, source) | {"scope": shown.scope, "accumulation": shown.accumulation}
    if chosen is None:
        return row | {"value": None, "high": None}
    why, conflict = conflicts.choice(chosen, found, entry, report.year, source)
    return row | ends(stands_for(chosen, source)) | {
        "choice": why, "conflict": conflict,
        "caution": _other_group(entry, report, chosen, figures),
    }  # fmt: skip


def ends(interval: Interval) -> dict[str, object]:
    """The cells ``low`` and ``upper`` of an interval; ``upper`` is missing when it is open."""
    return {"low": interval.low, "upper": None if interval.high == INFINITY else interval.high}


def households_beside(indicator: Indicator) -> Indicator | None:
    """The households of the group whose persons an indicator counts: water.households."""
    if not indicator.id.endswith("persons"):
        return None
    name = indicator.id.removesuffix("persons") + "households"
    return codebook.load().indicators.get(name)


def _other_group(
    entry: Indicator,
    report: Metadata,
    chosen: Figure,
    figures: Mapping[tuple[str, str], list[Figure]],
) -> str | None:
    """A caution when the persons compared are not those of the households compared.

    Example: 对180户困难边缘户摸排 is the largest of households, 边缘户28户69人 of persons: the 69
    live in the 28, ``persons of 28@3422``.
    """
    twin = households_beside(entry)
    if twin is None:
        return None
    households = figures.get((report.id, twin.id), [])
    compared, _ = choose(households, twin, report.year)
    beside = next((h for h in households if 0 <= chosen.start - h.end <= BESIDE), None)
    if beside is None or compared is None or beside.value == compared.value:
        return None
    return f"persons of {beside.listed()}"


def cells(figure: Figure, source: str | None) -> dict[str, object]:
    """The cells of the comparison that come from the chosen figure itself."""
    return {
        "value": figure.value,
        "high": figure.high,
        "bound": figure.bound,
        "period": figure.period,
        "status": figure.status,
        "restoration": figure.restoration,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "quote": None if source is None else quote(source, figure.start, figure.end),
        "correction": figure.correction,
    }


def require(observations: DataFrame) -> None:
    """Stop if a table of observations lacks a column that the comparison reads.

    Raises:
        SchemaError: naming the columns that are not there.
    """
    from county_reports.errors import SchemaError

    needed = ("report", "start", "end", "text", "kind", "value", "high", "unit", "bound",
              "indicator", "object", "period", "scope", "status", "restoration",
              "correction")  # fmt: skip
    lacking = [name for name in needed if name not in observations.columns]
    if lacking:
        raise SchemaError(
            f"the table of observations lacks {', '.join(lacking)}",
            remedy="make it with comparison.tables.observations_frame",
        )
