"""Statistics that fit few and uneven reports: ranks with ties, robust spread, a note on selection.

There is no significance test here, and there will be none: the counties are not drawn from
anything, their reports are of different years, and each chooses what it tells.

*Ranks.* A printed figure stands for an interval (0.68% for 0.675 to 0.685). Two counties whose
intervals meet cannot be told apart. ``best`` is 1 + the counties that are surely larger, ``worst``
the number of all less those that are surely smaller; ``rank`` is the best (competition ranks: 1, 1,
3) and ``rank_average`` the middle of both (average ranks: 1.5, 1.5, 3). Exact values without ties
have best = worst. Bounds on ranks from intervals follow the idea of Goldstein and Spiegelhalter
1996, Journal of the Royal Statistical Society A 159, 385-443, with what was printed in the place of
sampling error.

*Spread.* Median, quartiles (linear between order statistics, type 7 of Hyndman and Fan 1996, The
American Statistician 50, 361-365) and median absolute deviation, unscaled; none below ``LEAST``
counties, where least and largest say all there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median, quantiles
from typing import TYPE_CHECKING

from county_reports import format as words
from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.comparison.figures import agree
from county_reports.comparison.tables import frame, given, validate
from county_reports.format import Language
from county_reports.schema import BOUNDS, RESTORATIONS, UNITS, Column

if TYPE_CHECKING:
    from pandas import DataFrame

LEAST = 5
"""From so many counties on a median and a spread are given."""

RANKS: tuple[Column, ...] = (
    Column("indicator", "str", "indicator of the codebook"),
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("value", "object", "Decimal, as compared", (), True),
    Column("low", "object", "Decimal, the least it stands for", (), True),
    Column("upper", "object", "Decimal, the most it stands for; empty: no limit", (), True),
    Column("unit", "str", "canonical unit", UNITS),
    Column("bound", "str", "exact, about, over, under", BOUNDS, True),
    Column("rank", "Int64", "competition rank, 1 is the largest; equal where intervals meet", (),
           True),
    Column("rank_average", "Float64", "middle of the best and the worst possible rank", (), True),
    Column("best", "Int64", "1 + the counties that are surely larger", (), True),
    Column("worst", "Int64", "all ranked counties less those that are surely smaller", (), True),
    Column("of", "int64", "how many counties are ranked"),
    Column("per", "str", "what the figure was divided by, if anything", (), True),
    Column("missing", "str", "why the county has no rank", (), True),
    Column("conflict", "str", "other values in the same report, value@start", (), True),
    Column("caution", "str", "warnings, separated by |", (), True),
    Column("restoration", "str", "split of fused digits, if any", RESTORATIONS, True),
    Column("correction", "str", "a person's correction, if any", (), True),
    Column("period", "str", "the period that the figure states", (), True),
    Column("start", "Int64", "first character of the figure", (), True),
    Column("end", "Int64", "one past the last character", (), True),
    Column("text", "str", "the figure as written", (), True),
    Column("quote", "str", "the sentence that the figure stands in", (), True),
)  # fmt: skip

SPREAD: tuple[Column, ...] = (
    Column("indicator", "str", "indicator of the codebook"),
    Column("unit", "str", "canonical unit", UNITS),
    Column("counties", "int64", "reports with a value"),
    Column("of", "int64", "all reports"),
    Column("least", "object", "Decimal, the smallest value", (), True),
    Column("quartile_1", "object", "Decimal, lower quartile", (), True),
    Column("median", "object", "Decimal", (), True),
    Column("quartile_3", "object", "Decimal, upper quartile", (), True),
    Column("largest", "object", "Decimal, the largest value", (), True),
    Column("mad", "object", "Decimal, median absolute deviation from the median", (), True),
    Column("withheld", "str", "why no median and spread are given", (), True),
)
TOO_FEW = "too few counties"


@dataclass(frozen=True, slots=True)
class Note:
    """The same words in both languages."""

    zh: str
    en: str

    def words(self, language: Language) -> str:
        """The words in one language."""
        return self.zh if language == "zh" else self.en


def possible_ranks(ends: Sequence[tuple[Decimal, Decimal]]) -> list[tuple[int, int]]:
    """The best and the worst possible rank of each of several intervals; 1 is the largest.

    >>> one, two = Decimal(1), Decimal(2)
    >>> possible_ranks([(two, two), (one, two), (one, one)])
    [(1, 2), (1, 3), (2, 3)]
    """
    intervals = [Interval(low, high) for low, high in ends]
    found = []
    for one in intervals:
        apart = [other for other in intervals if not agree(one, other)]
        larger = sum(other.low >= one.high for other in apart)
        found.append((1 + larger, len(intervals) - (len(apart) - larger)))
    return found


def ranks(table: DataFrame) -> DataFrame:
    """The counties in the order of their values, with the ranks that the printed figures allow.

    Example: 贫困发生率 1.01% and 0.68% rank 1 and 2; 约1% and 1.01% both rank 1, worst 2.

    Args:
        table: ``alignment.compare`` or ``denominators.compare_per``; each indicator is ranked by
            itself.

    Returns:
        Columns of ``RANKS``, the largest value first, counties without a value at the end.
    """
    rows: list[dict[str, object]] = []
    records = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
    for indicator in dict.fromkeys(str(row["indicator"]) for row in records):
        own = [row for row in records if row["indicator"] == indicator]
        valued = [row for row in own if isinstance(row["value"], Decimal)]
        places = possible_ranks([_ends(row) for row in valued])
        ordered = sorted(
            zip(valued, places, strict=True),
            key=lambda item: (sum(item[1]), -_ends(item[0])[0], str(item[0]["report"])),
        )
        for row, (best, worst) in ordered:
            ranked = {"rank": best, "best": best, "worst": worst, "of": len(valued)}
            rows.append(_cells(row) | ranked | {"rank_average": (best + worst) / 2})
        silent = [row for row in own if not isinstance(row["value"], Decimal)]
        rows += [_cells(row) | {"of": len(valued)} for row in silent]
    return validate(frame(rows, RANKS), RANKS, what="ranks")


def _ends(row: dict[str, object]) -> tuple[Decimal, Decimal]:
    low, upper = row["low"], row["upper"]
    return (
        low if isinstance(low, Decimal) else Decimal(0),
        upper if isinstance(upper, Decimal) else INFINITY,
    )


def _cells(row: dict[str, object]) -> dict[str, object]:
    names = [column.name for column in RANKS]
    return {name: row[name] for name in names if name in row and given(row[name])}


def spread(table: DataFrame) -> DataFrame:
    """Median, quartiles and median absolute deviation of each indicator, where there are enough.

    Args:
        table: ``alignment.compare`` or ``denominators.compare_per``; one report a county is meant,
            several of one county count as several.

    Returns:
        Columns of ``SPREAD``; below ``LEAST`` values only the least and the largest.
    """
    rows: list[dict[str, object]] = []
    for indicator, unit in dict.fromkeys(zip(table["indicator"], table["unit"], strict=True)):
        own = table[table["indicator"] == indicator]
        values = sorted(value for value in own["value"] if isinstance(value, Decimal))
        row: dict[str, object] = {
            "indicator": indicator, "unit": unit, "counties": len(values), "of": len(own),
        }  # fmt: skip
        if values:
            row |= {"least": values[0], "largest": values[-1]}
        rows.append(row | (robust(values) if len(values) >= LEAST else {"withheld": TOO_FEW}))
    return validate(frame(rows, SPREAD), SPREAD, what="spread")


def robust(values: Sequence[Decimal]) -> dict[str, Decimal]:
    """Median, quartiles and median absolute deviation of two values or more.

    >>> robust([Decimal(n) for n in (1, 2, 3, 4, 100)])["mad"]
    Decimal('1')
    """
    middle = median(values)
    first, _, third = quantiles(values, n=4, method="inclusive")
    away = median(abs(value - middle) for value in values)
    return {"quartile_1": first, "median": middle, "quartile_3": third, "mad": away}


def selection_note(table: DataFrame, indicator: str | None = None) -> Note:
    """How many reports state an indicator, why the others do not, and what follows from it.

    Example: 5 份报告中 2 份报告了这一指标（未报告 3）。

    Args:
        table: ``alignment.compare`` or ``denominators.compare_per``.
        indicator: the one to speak of; all rows of the table when not given.
    """
    own = table if indicator is None else table[table["indicator"] == indicator]
    count, have = len(own), int(own["missing"].isna().sum())
    reasons = Counter(str(reason) for reason in own["missing"] if given(reason))
    listed = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    zh = "，".join(f"{words.missing(reason, 'zh')} {n}" for reason, n in listed)
    en = ", ".join(f"{words.missing(reason, 'en')} {n}" for reason, n in listed)
    several = len(set(own["indicator"])) > 1
    what_zh, what_en = ("数值", "cells") if several else ("报告", "reports")
    verb = "have" if have != 1 else "has"
    return Note(
        f"{count} 个{what_zh if several else '县的报告'}中 {have} 个有可比数值"
        + (f"（{zh}）" if zh else "")
        + "。各县自行选择所报内容，未报告者未必低，也未必高；这些县不是抽样所得。",
        f"{have} of {count} {what_en} {verb} a comparable value"
        + (f" ({en})" if en else "")
        + ". Counties choose what they report: those that are silent need be neither lower nor "
        "higher, and the counties are no sample.",
    )
