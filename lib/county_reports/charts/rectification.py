"""Rectification (问题整改): problems found, measures, problems fixed; petitions received, closed.

It is a funnel only where the figures are of one exercise. Reports tell several (a central
inspection's 52 problems, the county's own 2,965), and the figures found for one step need not
belong to those of the next. An arrow joins figures that stand in one sentence; no share is
computed, joined or not, and where a later step exceeds an earlier one the note says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports import format as words
from county_reports.charts import cells, columns, drawing, selection, style
from county_reports.charts.cells import Row
from county_reports.charts.chart import Chart
from county_reports.charts.columns import Column, Table
from county_reports.comparison.tables import word
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

MEDIUM = "#7f95a8"
FOUND, MEASURES, FIXED, RECEIVED, CLOSED = COLUMNS = (
    Column("supervision.problems_found", "count", "发现（个）", "found", MEDIUM, "problems",
           "problems"),
    Column("supervision.measures", "count", "措施（条）", "measures", style.LIGHT, "", "problems"),
    Column("supervision.problems_fixed", "count", "整改（个）", "fixed", style.DARK, "problems",
           "problems"),
    Column("supervision.petitions", "count", "收到（件）", "received", MEDIUM, "petitions",
           "petitions"),
    Column("supervision.petitions_closed", "count", "办结（件）", "closed", style.DARK, "petitions",
           "petitions"),
)  # fmt: skip
GROUPS = {"problems": ("问题", "Problems"), "petitions": ("信访", "Petitions")}
INDICATORS = tuple(column.indicator for column in COLUMNS)
"""What the chart reads: compare these."""
PAIRS = ((FOUND, MEASURES), (FOUND, FIXED), (MEASURES, FIXED), (RECEIVED, CLOSED))
COUNTIES = 6
"""Up to so many counties' further figures are told one by one."""


def rectification(
    comparison: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of what was found and mended, e.g. 旌德县: 2,965 problems, 209 measures.

    Args:
        comparison: a table of ``alignment.compare`` for ``INDICATORS``, with quotes: figures of
            one sentence are joined. Other rows are passed over, an indicator that is not in it
            counts as not reported. Values are counts.
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    table = replace(
        columns.read(comparison, reports, COLUMNS, language, width),
        groups=GROUPS, linked=True, dated=True,
    )  # fmt: skip
    return columns.made(
        "rectification",
        table,
        reports,
        width=width,
        notes=lambda shown: _notes(table, shown),
        captions=lambda count: (
            (
                f"{count} 个县的问题整改：发现问题、整改措施、完成整改；信访收到与办结。"
                "箭头连接同一句中的数；其余可能出自不同的检查，不可相除。"
            ),
            (
                f"Rectification in {columns.counties(count)}: problems found, measures, "
                "problems fixed; petitions received and closed. Arrows join figures of one "
                "sentence; "
                "others may be of different exercises and must not be divided."
            ),
        ),
    )


def apart(table: Table, report: Metadata) -> list[tuple[Column, Column]]:
    """Pairs of steps that a report gives in different sentences: 发现 and 措施 of 旌德县."""
    return [
        (first, second)
        for first, second in PAIRS
        if cells.ends(table.cell(report, first)) and cells.ends(table.cell(report, second))
        and not columns.together(table, report, first, second)
    ]  # fmt: skip


def _also(row: Row | None) -> list[str]:
    """Values that a report gives beside the chosen one, as printed: ["48"]."""
    listed = (word(row["others"]) or "").split("|") if row is not None else []
    return [item.partition("@")[0] for item in listed if item]


def _with_others(row: Row | None) -> Decimal:
    """What a step comes to at most, if its figures are parts of one count: 236 and 48 are 284."""
    known = cells.exact(row) or Decimal(0)
    return known + sum((Decimal(each) for each in _also(row) if each.isdecimal()), Decimal(0))


def exceeding(table: Table, report: Metadata) -> list[str]:
    """Where more is mended than found, in words: 300 closed > 236 received.

    279 closed of 236 and 48 received exceed nothing: the report gives what it received in parts.
    """
    said = []
    for first, second in ((FOUND, FIXED), (RECEIVED, CLOSED)):
        before, after = (cells.exact(table.cell(report, c)) for c in (first, second))
        most = _with_others(table.cell(report, first))
        if before is not None and after is not None and after > most:
            names = [cells.name_of(c.indicator, "zh") for c in (second, first)] if (
                table.language == "zh") else [second.en, first.en]  # fmt: skip
            pair = (words.number(after), words.number(before))
            said.append(f"{names[0]} {pair[0]} > {names[1]} {pair[1]}" if table.language == "zh"
                        else f"{pair[0]} {names[0]} > {pair[1]} {names[1]}")  # fmt: skip
    return said


def further(table: Table, report: Metadata) -> list[str]:
    """Other figures of the report for the same step: problems found also 52, 85."""
    said = []
    for column in COLUMNS:
        row = table.cell(report, column)
        listed = _also(row)
        if row is not None and cells.ends(row) and listed:
            name = cells.name_of(column.indicator, table.language)
            said.append(f"{name} {', '.join(listed)}")
    return said


def _notes(table: Table, shown: Sequence[Metadata]) -> list[str]:
    zh = table.language == "zh"
    notes = [
        "箭头：两数在同一句中。无箭头的两数可能出自不同的检查或时段，未作除法。标尺：发现与整改同，"
        "措施另用，信访两列同。"
        if zh else
        "Arrow: both figures stand in one sentence. Figures without one may be of different "
        "exercises or times; nothing is divided. Found and fixed share a scale, measures have "
        "their own, both columns of petitions share one."
    ]  # fmt: skip
    parts = [table.name(report) for report in shown if apart(table, report)]
    if parts:
        names = selection.listed(parts, 2 * COUNTIES, table.language)
        notes.append(
            ("相邻步骤不在同一句的：" if zh else "Steps told in different sentences: ") + names
        )
    more = [f"{table.name(r)} {drawing.joined(found, table.language)}"
            for r in shown if (found := exceeding(table, r))]  # fmt: skip
    if more:
        listed = selection.listed(more, COUNTIES, table.language)
        head = "后者多于前者，可见不是同一批：" if zh else "More than before, so not of one count: "
        notes.append(head + listed)
    others = [f"{table.name(r)} {drawing.joined(found, table.language)}"
              for r in shown if (found := further(table, r))]  # fmt: skip
    if others:
        listed = selection.listed(others, COUNTIES, table.language)
        notes.append(("同一项的其他数：" if zh else "Further figures for the same step: ") + listed)
    return notes
