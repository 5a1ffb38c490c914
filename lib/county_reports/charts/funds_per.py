"""Funds by theme, divided: how much money each report names per poor person, household or village.

The same picture as ``funds``; an amount whose report states no denominator is a hollow dot, never
an estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as words
from county_reports.charts import chart, drawing, funds, style
from county_reports.charts.chart import Chart
from county_reports.charts.funds import Cell, Plan, undivided
from county_reports.comparison.denominators import PERIODS_DIFFER, PERS, Per, per_named
from county_reports.comparison.funds import FUNDS_OF_THEME
from county_reports.comparison.funds_per import FUNDS_PER
from county_reports.comparison.tables import given, word
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame


def funds_per(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of money by theme per poor person (or household, village), e.g. 隆回县 产业 2,408元.

    Args:
        table: a table of ``comparison.funds_per.by_theme_per`` (columns of ``FUNDS_PER``, CNY).
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, a share instead of money, an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    kept = table[table["report"].isin([report.id for report in reports])]
    by = _per_of(kept)
    cells: dict[tuple[str, str], Cell] = {
        (str(row["theme"]), str(row["report"])): {str(k): v for k, v in row.items()}
        for row in kept.to_dict("records")
    }
    asked = [theme for theme in FUNDS_OF_THEME if any(key[0] == theme for key in cells)]
    shown = [theme for theme in asked if any(_said(cells, theme, report) for report in reports)]
    silent = [theme for theme in asked if theme not in shown]
    with style.drawing():
        figure = funds.draw(Plan(cells, shown, silent, reports, language, width, by))
    count = len(reports)
    told = "one county report states" if count == 1 else f"{count} county reports state"
    mixed = any(PERIODS_DIFFER in (word(cell.get("caution")) or "") for cell in cells.values())
    return Chart(
        figure=figure,
        data=chart.plotted(kept[[column.name for column in FUNDS_PER]].reset_index(drop=True)),
        language=language,
        caption_zh=f"{count} 个县的报告按领域所列资金，{by.zh}（元）。分子、分母均出自同一份报告"
        + ("，部分分子为多年累计" if mixed else "")
        + "；未报告不等于零，无分母者不作估计。",
        caption_en=f"Funds by theme {by.en} as {told} them (CNY). Amount and denominator are from "
        "the same report"
        + ("; some amounts are of several years" if mixed else "")
        + ". Not reported does not mean zero; where a denominator is missing, none is estimated.",
        alt_zh=_alt(cells, shown, reports, by, "zh"),
        alt_en=_alt(cells, shown, reports, by, "en"),
        missing_zh=_missing(cells, asked, reports, "zh"),
        missing_en=_missing(cells, asked, reports, "en"),
        sources=chart.sources_of(reports),
        parameters={"chart": "funds_per", "per": by.name, "themes": asked,
                    "reports": [report.id for report in reports], "language": language,
                    "width_mm": width},
    )  # fmt: skip


def _per_of(table: DataFrame) -> Per:
    names = sorted(set(table["per"].dropna()))
    if len(names) != 1 or names[0] not in {per.name for per in PERS if per.indicator}:
        raise FigureError(
            f"the chart draws money per one thing, not {' and '.join(names) or 'nothing'}",
            remedy="make the table with comparison.funds_per.by_theme_per(…, per='poor person')",
        )
    return per_named(names[0])


def _said(cells: funds.Cells, theme: str, report: Metadata) -> bool:
    cell = cells.get((theme, report.id))
    return cell is not None and given(cell["numerator_value"])


def _theme(theme: str, language: Language) -> str:
    entry = codebook.load().themes[theme]
    return entry.zh if language == "zh" else entry.en


def _missing(
    cells: funds.Cells, asked: Sequence[str], reports: Sequence[Metadata], language: Language
) -> tuple[str, ...]:
    """For each county the themes without a value, those without a denominator by themselves."""
    zh = language == "zh"
    said = []
    for report in reports:
        name = chart.county_label(report, reports, language)
        own = [(theme, cells.get((theme, report.id))) for theme in asked]
        without = [theme for theme, cell in own if undivided(cell)]
        silent = [theme for theme, cell in own if not _said(cells, theme, report)]
        reasons = {word(cells[theme, report.id]["missing"]) for theme in without}
        for themes, what in (
            (without, "、".join(sorted(words.missing(r, "zh") for r in reasons)) if zh else
             ", ".join(sorted(words.missing(r, "en") for r in reasons))),
            (silent, words.missing("not reported", language)),
        ):  # fmt: skip
            if themes:
                listed = drawing.joined([_theme(theme, language) for theme in themes], language)
                said.append(f"{name}（{what}）：{listed}" if zh else f"{name} ({what}): {listed}")
    return tuple(said)


def _alt(
    cells: funds.Cells,
    shown: Sequence[str],
    reports: Sequence[Metadata],
    by: Per,
    language: Language,
) -> str:
    zh = language == "zh"
    told = []
    for report in reports[: funds.IN_WORDS]:
        parts = [
            f"{_theme(theme, language)} {funds.amount(cell, language)}"
            for theme in shown
            if (cell := cells.get((theme, report.id))) is not None and given(cell["value"])
        ]
        body = drawing.joined(parts, language) or ("无可比数值" if zh else "no comparable value")
        name = chart.county_label(report, reports, language)
        told.append(f"{name}：{body}" if zh else f"{name}: {body}")
    rest = len(reports) - len(told)
    if zh:
        more = f"；另有 {rest} 个县" if rest > 0 else ""
        return f"各县按领域所列资金，{by.zh}。{'；'.join(told)}{more}。"
    more = f"; and {rest} more counties" if rest > 0 else ""
    return f"Funds by theme for each county, {by.en}. {'; '.join(told)}{more}."
