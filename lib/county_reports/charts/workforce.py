"""Workforce of the campaign: teams, their members, first secretaries, paired cadres, units.

Their numbers differ a hundredfold (93支工作队, 8,648名干部), so every column has a scale of its own:
bars are compared down a column, and every bar has its number. No ratio is drawn: a member may be a
first secretary as well, and who is counted differs from report to report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from county_reports.charts import columns, style
from county_reports.charts.chart import Chart
from county_reports.charts.columns import Column
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    Column("assistance.units", "count", "帮扶单位\n（个）", "Units\nassigned", style.DARK),
    Column("assistance.teams", "count", "驻村工作队\n（支）", "Station|ed\nteams", style.DARK),
    Column("assistance.team_members", "person", "驻村队员\n（人）", "Team\nmembers", style.DARK),
    Column("assistance.first_secretaries", "person", "第一书记\n（人）", "First\nsecre|taries",
           style.DARK),
    Column("assistance.paired_cadres", "person", "结对干部\n（人）", "Paired\ncadres", style.DARK),
)  # fmt: skip
INDICATORS = tuple(column.indicator for column in COLUMNS)
"""What the chart reads: compare these."""


def workforce(
    comparison: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of who was sent, e.g. 慈利县: 93 teams, 282 members, 8,648 paired cadres.

    Args:
        comparison: a table of ``alignment.compare`` for ``INDICATORS``; other rows are passed
            over, an indicator that is not in it counts as not reported. Values in units, teams
            and persons.
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    table = columns.read(comparison, reports, COLUMNS, language, width)
    note = (
        "各列标尺不同，条形只宜同列比较。各县口径不一：队员可兼第一书记，干部可兼数职。"
        if language == "zh"
        else "Each column has its own scale: compare bars down a column. Reports count "
        "differently: a team member may be first secretary as well, a cadre may fill several posts."
    )
    return columns.made(
        "workforce",
        table,
        reports,
        width=width,
        notes=lambda _: [note],
        captions=lambda count: (
            (
                f"{count} 个县的帮扶力量：帮扶单位、驻村工作队、驻村队员、第一书记与结对干部。"
                "各列标尺不同；未报告不等于没有。"
            ),
            (
                f"Workforce of the campaign in {columns.counties(count)}: units, stationed "
                "teams, team members, first secretaries, cadres paired with households. Each "
                "column has "
                "its own scale; not reported does not mean none."
            ),
        ),
    )
