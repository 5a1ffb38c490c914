"""Exits of villages (贫困村出列): listed, exited in total, exited in the year, planned.

Stock and flow stand in columns of their own, each figure with the year that its sentence states:
a total may or may not hold the year's exits, so nothing is stacked. What the figures of one report
say of each other is said below: what adds up, and what cannot both be so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from county_reports import format as words
from county_reports.charts import cells, columns, selection, style
from county_reports.charts.chart import Chart
from county_reports.charts.columns import Column, Table
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

AT_FIRST, LISTED, TOTAL, YEAR, PLANNED = COLUMNS = (
    Column("registry.initial_villages", "village", "建档之初", "at the baseline", style.LIGHT,
           "villages", "list"),
    Column("registry.poor_villages", "village", "现有", "now", "#7f95a8", "villages", "list"),
    Column("registry.villages_exited_total", "village", "累计", "in total", style.DARK,
           "villages", "exits"),
    Column("registry.villages_exited_year", "village", "当年", "in the year", style.DARK,
           "villages", "exits"),
    Column("registry.planned_villages", "village", "计划", "planned", "white", "villages",
           "exits", target=True),
)  # fmt: skip
GROUPS = {
    "list": ("贫困村名单（个村）", "On the list (villages)"),
    "exits": ("出列（个村）", "Exited (villages)"),
}
INDICATORS = tuple(column.indicator for column in COLUMNS)
"""What the chart reads: compare these."""
SUMS = 8
"""Up to so many counties' sums of a kind are printed under the picture; the rest is counted."""


def exits(
    comparison: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of villages that left the list, e.g. 慈利县 134 listed = 61 exited + 73 planned.

    Args:
        comparison: a table of ``alignment.compare`` for ``INDICATORS``; other rows are passed
            over, an indicator that is not in it counts as not reported. Values in villages.
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    table = replace(columns.read(comparison, reports, COLUMNS, language, width), groups=GROUPS)
    return columns.made(
        "exits",
        table,
        reports,
        width=width,
        notes=lambda shown: _notes(table, shown),
        captions=lambda count: (
            (
                f"{count} 个县的贫困村：列入名单、累计出列、当年出列与计划出列（个）。"
                "括号内为数值所指年份；累计数未必含当年数，故不相加。"
            ),
            (
                f"Poor villages in {columns.counties(count)}: on the list, exited in total, "
                "exited in the year, planned to exit. In brackets the year a figure is for; "
                "a total may "
                "not hold the year's exits, so they are not added."
            ),
        ),
    )


def relations(table: Table, report: Metadata) -> tuple[list[str], list[str]]:
    """What a report's exact figures say of each other: sums that hold, and what cannot be.

    Example: ([“61 exited + 73 planned = 134 listed”], []) for 慈利县. A list may shrink when
    villages are merged (209 → 192): exits are held against the larger of its two figures.
    """
    zh = table.language == "zh"
    first, listed, total, year, planned = (cells.exact(table.cell(report, c)) for c in COLUMNS)
    known = [value for value in (first, listed) if value is not None]
    holds, fails = [], []
    if total is not None and known:
        largest = max(known)
        names = (f"累计出列 {words.number(total)}", f"名单 {words.number(largest)}") if zh else (
            f"{words.number(total)} exited", f"{words.number(largest)} listed")  # fmt: skip
        if total > largest:
            fails.append(f"{names[0]} > {names[1]}")
        elif total in known:
            holds.append(
                f"{names[0]} = {words.number(total)}" + ("（全部）" if zh else " listed (all)")
            )
        elif planned is not None and total + planned in known:
            whole = words.number(total + planned)
            holds.append(
                f"累计出列 {words.number(total)} + 计划 {words.number(planned)} = 名单 {whole}" if zh
                else f"{words.number(total)} exited + {words.number(planned)} planned = {whole} "
                "listed"
            )  # fmt: skip
    for value, zh_name, en_name in ((year, "当年出列", "exited in the year"),
                                    (planned, "计划", "planned")):  # fmt: skip
        if value is not None and known and value > max(known):
            fails.append(f"{zh_name if zh else ''}{' ' if zh else ''}{words.number(value)}"
                         f"{'' if zh else f' {en_name}'} > "
                         f"{'名单 ' if zh else ''}{words.number(max(known))}"
                         f"{'' if zh else ' listed'}")  # fmt: skip
    if year is not None and total is not None and year > total:
        fails.append(f"当年出列 {words.number(year)} > 累计出列 {words.number(total)}" if zh else
                     f"{words.number(year)} in the year > {words.number(total)} in total",
                     )  # fmt: skip
    return holds, fails


def _notes(table: Table, shown: Sequence[Metadata]) -> list[str]:
    zh = table.language == "zh"
    pairs = [(table.name(report), relations(table, report)) for report in shown]
    notes = []
    for place, (zh_head, en_head) in enumerate(
        (("数目相合", "Adds up: "), ("数目不合", "Does not add up: "))
    ):
        said = [
            f"{name} {('，' if zh else ', ').join(found[place])}"
            for name, found in pairs if found[place]
        ]  # fmt: skip
        if said:
            head = f"{zh_head}：" if zh else en_head
            notes.append(head + selection.listed(said, SUMS, table.language))
    notes.append(
        "各列同一标尺。括号内为数值所指年份，未注明者为报告年度或未说明。" if zh else
        "One scale for all columns. In brackets the year, where it is not the report's."
    )  # fmt: skip
    return notes
