"""What each report says about each indicator: reported, planned only, ambiguous, not reported.

A research result in itself: counties choose what they tell. Nothing is filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.comparison.figures import REASONS
from county_reports.comparison.tables import frame, given, validate, word
from county_reports.schema import RESTORATIONS, UNITS, Column

if TYPE_CHECKING:
    from pandas import DataFrame

REPORTED = "reported"
STATES = (REPORTED, *REASONS)

MATRIX: tuple[Column, ...] = (
    Column("theme", "str", "theme of the codebook"),
    Column("indicator", "str", "indicator of the codebook"),
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("state", "str", "what the report says about the indicator", STATES),
    Column("value", "object", "Decimal in the indicator's unit when reported", (), True),
    Column("unit", "str", "canonical unit", UNITS),
    Column("restoration", "str", "split of fused digits, if any", RESTORATIONS, True),
    Column("missing", "str", "why there is no value", REASONS, True),
    Column("start", "Int64", "first character of the figure in the source", (), True),
    Column("end", "Int64", "one past the last character", (), True),
    Column("text", "str", "the figure as written", (), True),
    Column("correction", "str", "a person's correction of the figure, if any", (), True),
)
SHARES: tuple[Column, ...] = (
    Column("theme", "str", "theme of the codebook"),
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("reported", "int64", "indicators of the theme with a value"),
    Column("indicators", "int64", "indicators of the theme"),
)


def matrix(comparison: DataFrame) -> DataFrame:
    """One row for each indicator and report with the state of what is known.

    Example: 隆回县 registry.incidence is *reported*, registry.planned_persons *not reported*.

    Args:
        comparison: a table of ``alignment.compare`` (columns of ``schema.COMPARISON``).

    Returns:
        A table with the columns of ``MATRIX``, in the order of the comparison.
    """
    themes = codebook.load().indicators
    rows = []
    for row in comparison.to_dict("records"):
        missing = word(row["missing"])
        rows.append(
            {name: row[name] if given(row[name]) else None
             for name in ("indicator", "report", "county", "report_year", "value", "unit",
                          "restoration", "start", "end", "text", "correction")}
            | {
                "theme": themes[row["indicator"]].theme,
                "state": missing or REPORTED,
                "missing": missing,
            }
        )  # fmt: skip
    return validate(frame(rows, MATRIX), MATRIX, what="coverage matrix")


def shares(table: DataFrame) -> DataFrame:
    """How many indicators of each theme a report gives, e.g. 饮水安全 3 of 5.

    Args:
        table: a table of :func:`matrix`.

    Returns:
        A table with the columns of ``SHARES``, themes and reports in the order of the matrix.
    """
    counted: dict[tuple[str, str], dict[str, object]] = {}
    for row in table.to_dict("records"):
        key = (row["theme"], row["report"])
        cell = counted.setdefault(
            key,
            {"theme": key[0], "report": key[1], "county": row["county"], "reported": 0,
             "indicators": 0},
        )  # fmt: skip
        cell["indicators"] = int(str(cell["indicators"])) + 1
        cell["reported"] = int(str(cell["reported"])) + (row["state"] == REPORTED)
    return validate(frame(counted.values(), SHARES), SHARES, what="coverage by theme")


def wide(table: DataFrame) -> DataFrame:
    """The matrix for reading: one row an indicator, one column a report, states as cells."""
    grid = table.pivot_table(
        index=["theme", "indicator"], columns="report", values="state", aggfunc="first", sort=False
    )
    return grid.reset_index().rename_axis(columns=None)
