"""Key words of counties: what each writes more often than the others, and what less.

A panel a county, a line a word: how many times as often as the others the county has it, on a scale
of doublings; beside it how often it stands here and there. Filled dots are key words by the measure
of evidence, hollow ones are hints: the strongest of those that are not, where key words are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_reports.charts import chart, drawing, fonts, style
from county_reports.charts import keyness_layout as layout
from county_reports.charts.chart import Chart
from county_reports.charts.keyness_layout import MOST, Line, Page, Panel
from county_reports.comparison.tables import frame, given
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.language.tables import KEYNESS
from county_reports.model import Metadata
from county_reports.schema import Column

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

DOT = 0.95
WORD_WIDTH = 26.0
HEADS: dict[Language, str] = {"zh": "此／他", "en": "here : others"}
IN_WORDS = 6

PLOTTED: tuple[Column, ...] = (
    *(
        Column(
            each.name,
            {"int64": "Int64", "float64": "Float64", "bool": "boolean"}.get(each.dtype, each.dtype),
            each.meaning,
            (),
            True,
        )
        for each in KEYNESS
    ),
)
"""Columns of the plotted data: those of the table, none needed in the row of a silent county."""


def keyness(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    against: Sequence[Metadata] = (),
    language: Language = "zh",
    width: float = style.FULL,
    most: int = MOST,
) -> Chart:
    """The chart of key words, e.g. 隆回县: 经验, five times here and never in the others.

    Where the page does not hold all counties, those with the most evidence are drawn, and the note
    says how many are not.

    Args:
        table: a table of ``language.keyness`` (columns of ``language.tables.KEYNESS``), of one
            report or of many below each other; a report without rows is drawn as not comparable.
        reports: the counties' reports, in the order in which they are to stand.
        against: all reports that the table was made from; they are sources as well.
        language: of the labels; the words themselves stay Chinese.
        width: of the picture in mm; from 150 on the panels stand in two columns.
        most: words of one county at most.

    Raises:
        FigureError: no report, an unknown language or width, or fewer than one word asked for.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    if most < 1:
        raise FigureError(f"{most} words cannot be drawn", remedy="give most=1 or more")
    rows: dict[str, list[dict[str, object]]] = {report.id: [] for report in reports}
    for row in table.to_dict("records"):
        if str(row["report"]) in rows:
            rows[str(row["report"])].append({str(key): value for key, value in row.items()})
    with style.drawing():
        sources = chart.sources_of([*reports, *against])
        page = layout.laid_out(rows, reports, sources, most=most, width=width, language=language)
        figure = _draw(page)
    shown = [panel.report for panel in page.panels]
    return Chart(
        figure=figure,
        data=frame([row for panel in page.panels for row in _data(panel)], PLOTTED),
        language=language,
        caption_zh=_caption(page, len(reports), "zh"),
        caption_en=_caption(page, len(reports), "en"),
        alt_zh=_alt(page, reports, "zh"),
        alt_en=_alt(page, reports, "en"),
        missing_zh=_missing(page, reports, "zh"),
        missing_en=_missing(page, reports, "en"),
        sources=sources,
        parameters={"chart": "keyness", "reports": [report.id for report in shown],
                    "language": language, "width_mm": width, "most": most},
    )  # fmt: skip


def _data(panel: Panel) -> list[dict[str, object]]:
    if panel.lines:
        return [
            {name: (value if given(value) else None) for name, value in line.cells.items()}
            for line in panel.lines
        ]
    about = panel.report
    return [{"report": about.id, "county": about.name, "report_year": about.year,
             "missing": panel.reason}]  # fmt: skip


# ---- drawing


def _draw(page: Page) -> Figure:
    sheet = drawing.sheet(page.width, page.height)
    ratios = [line.ratio for panel in page.panels for line in panel.lines]
    low, high = min([0.0, *ratios]), max([1.0, *ratios])
    widest = max(
        (style.width_mm(_plain(line.word)) for panel in page.panels for line in panel.lines),
        default=10.0,
    )
    label = min(widest, WORD_WIDTH)
    counts = max(
        (style.width_mm(_counts(line), style.SMALL) for p in page.panels for line in p.lines),
        default=8.0,
    )
    counts = max(counts, style.width_mm(HEADS[page.language], style.SMALL))
    gap = 6.0
    inner = (page.width - 2 * drawing.MARGIN - gap * (page.columns - 1)) / page.columns
    y = drawing.MARGIN
    for row, height in zip(page.rows, page.heights, strict=True):
        for place, panel in enumerate(row):
            left = drawing.MARGIN + place * (inner + gap)
            origin = left + label + 3.0
            end = left + inner - counts - 3.0
            scale = _Scale(origin, end, low, high)
            _panel_marks(sheet, panel, (left, y, inner), scale, page.language)
        y += height + layout.GAP
    sheet.lines(
        drawing.MARGIN,
        page.height - drawing.MARGIN - drawing.notes_height(page.notes) + 1.5,
        page.notes,
        size=style.SMALL,
    )
    return sheet.figure


@dataclass(frozen=True, slots=True)
class _Scale:
    """Binary logarithms of ratios to mm, with a little room at both ends."""

    origin: float
    end: float
    low: float
    high: float

    def at(self, ratio: float) -> float:
        room = self.end - self.origin - 2 * DOT
        return self.origin + DOT + (ratio - self.low) / (self.high - self.low) * room

    @property
    def marks(self) -> list[int]:
        """Powers of two that are labelled: every one, or every second where they would touch."""
        first, last = -int(-self.low // 1), int(self.high // 1)
        widest = style.width_mm("×16", style.SMALL) + 1.2
        step = 1
        while step < 8 and (self.at(step) - self.at(0)) < widest:
            step += 1
        return [mark for mark in range(first, last + 1) if mark % step == 0]


def _times(power: int) -> str:
    """A power of two as how many times as often: ×4, ×1, ÷4."""
    return f"×{2**power}" if power >= 0 else f"÷{2**-power}"


def _panel_marks(
    sheet: drawing.Sheet,
    panel: Panel,
    place: tuple[float, float, float],
    scale: _Scale,
    language: Language,
) -> None:
    left, y, inner = place
    zh = language == "zh"
    sheet.text(left, y + 1.8, style.fit_name(panel.name, 0.6 * inner, bold=True), bold=True)
    if panel.size:
        size = f"{panel.size:,} 个词" if zh else f"{panel.size:,} words"
        sheet.text(left + inner, y + 1.8, size, size=style.SMALL, side="right", colour=style.QUIET)
    sheet.line((left, y + 4.2), (left + inner, y + 4.2), colour=style.QUIET)
    top = y + layout.HEAD
    if not panel.lines:
        said = layout.REASONS[panel.reason] if zh else panel.reason
        for number, text in enumerate(style.wrap(said, inner, style.SMALL)):
            sheet.text(left, y + 6.6 + number * 2.9, text, size=style.SMALL, colour=style.QUIET)
        return
    bottom = top + layout.ROW * len(panel.lines)
    for mark in scale.marks:
        x = scale.at(mark)
        colour = style.QUIET if mark == 0 else "#e3e3e3"
        sheet.line((x, top - 0.6), (x, bottom), colour=colour)
        sheet.text(x, y + 6.3, _times(mark), size=style.SMALL, side="center", colour=style.QUIET)
    sheet.text(
        left + inner, y + 6.3, HEADS[language], size=style.SMALL, side="right", colour=style.QUIET
    )
    for number, line in enumerate(panel.lines):
        middle = top + (number + 0.5) * layout.ROW
        colour = style.DARK if line.ratio > 0 else style.MIDDLE
        x = scale.at(line.ratio)
        label = style.fit(_plain(line.word), scale.origin - 2.9 - left)
        sheet.text(scale.origin - 3.0, middle, label, side="right")
        sheet.line((scale.at(0), middle), (x, middle), colour=colour if line.key else style.LIGHT,
                   width=1.3)  # fmt: skip
        sheet.dot(x, middle, DOT, face=colour if line.key else "white", edge=colour)
        sheet.text(left + inner, middle, _counts(line), size=style.SMALL, side="right")


def _counts(line: Line) -> str:
    return f"{line.here} : {line.there}"


def _plain(text: str) -> str:
    """A word with a box for each character that the figure font lacks."""
    known = fonts.characters()
    return "".join(character if character in known else "□" for character in text)


# ---- words


def _caption(page: Page, every: int, language: Language) -> str:
    count = len(page.panels)
    one = page.panels[0].name if count == 1 else ""
    if language == "zh":
        who = chart.county_label(page.panels[0].report, [], "zh") if one else f"{count} 个县的报告"
        rest = f"（共 {every} 份）" if every > count else ""
        return (f"{who}{rest}与其他县相比多用和少用的词：比重之比（对数尺度）及出现次数；"
                "地名已剔除。")  # fmt: skip
    who = (f"{chart.county_label(page.panels[0].report, [], 'en')} county's report" if one
           else f"{count} county reports")  # fmt: skip
    rest = f" (of {every})" if every > count else ""
    verb = "has" if one else "have"
    return (f"Words that {who}{rest} {verb} more often, or less, than the other counties: ratio of "
            "shares (scale of doublings) and occurrences; names of places left out.")  # fmt: skip


def _alt(page: Page, reports: Sequence[Metadata], language: Language) -> str:
    zh = language == "zh"
    told = []
    for panel in page.panels[:IN_WORDS]:
        name = chart.county_label(panel.report, reports, language)
        first = [f"{_plain(line.word)} {_counts(line)}" for line in panel.lines[:3]]
        said = layout.REASONS.get(panel.reason, "") if zh else panel.reason
        words = drawing.joined(first, language) if first else said
        told.append(f"{name}：{words}" if zh else f"{name}: {words}")
    rest = len(page.panels) - len(told)
    more = "" if rest <= 0 else (f"；另有 {rest} 个县" if zh else f"; and {rest} more counties")
    if zh:
        return f"点线图：各县报告的关键词及其次数（本县 : 他县）。{'；'.join(told)}{more}。"
    return (f"Dot plot: key words of each county's report with occurrences (here : others). "
            f"{'. '.join(told)}{more}.")  # fmt: skip


def _missing(page: Page, reports: Sequence[Metadata], language: Language) -> tuple[str, ...]:
    zh = language == "zh"
    said = [
        f"{chart.county_label(panel.report, reports, language)}"
        + (f"：{layout.REASONS[panel.reason]}" if zh else f": {panel.reason}")
        for panel in page.panels
        if panel.reason
    ]
    left_out = len(reports) - len(page.panels)
    if left_out:
        said.append(f"未绘出：{left_out} 份报告" if zh else f"not drawn: {left_out} reports")
    return tuple(said)
