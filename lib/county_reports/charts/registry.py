"""Registry stock and exits of one county: baseline, registered now, lifted, still poor, planned.

Where the report's own figures show that registered = lifted + still poor, the bar of those still
poor begins where the bar of the lifted ends; where the figures do not add up, the note says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports import format as words
from county_reports.charts import cells, chart, drawing, style
from county_reports.charts.cells import Row
from county_reports.charts.chart import Chart
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the chart: what stands in it for households, persons and villages."""

    id: str
    zh: str
    en: str
    indicators: tuple[str | None, str | None, str | None]
    colour: str
    always: bool = True
    """Shown, as not reported, even where the report gives nothing."""


PANELS = (
    ("household", "户", "Households"),
    ("person", "人", "Persons"),
    ("village", "贫困村", "Poor villages"),
)
STEPS = (
    Step("baseline", "建档之初", "At the baseline",
         ("registry.initial_households", "registry.initial_persons", "registry.initial_villages"),
         style.LIGHT),
    Step("registered", "现有（在册）", "On the register now",
         ("registry.registered_households", "registry.registered_persons",
          "registry.poor_villages"), "#7f95a8"),
    Step("lifted", "累计脱贫（退出）", "Lifted or exited, total",
         ("registry.lifted_households_total", "registry.lifted_persons_total",
          "registry.villages_exited_total"), style.DARK),
    Step("year", "当年脱贫（退出）", "Lifted or exited, year",
         ("registry.lifted_households_year", "registry.lifted_persons_year",
          "registry.villages_exited_year"), style.DARK, always=False),
    Step("remaining", "尚未脱贫", "Still poor",
         ("registry.remaining_households", "registry.remaining_persons", None), style.MIDDLE),
    Step("planned", "计划脱贫（退出）", "Planned to be lifted or exit",
         ("registry.planned_households", "registry.planned_persons",
          "registry.planned_villages"), "white", always=False),
)  # fmt: skip
INDICATORS = tuple(name for step in STEPS for name in step.indicators if name)
"""What the chart reads: compare these."""

ROW = 7.4
SECOND = 2.6
"""What a label's second line adds to every row, mm."""
HEAD = 6.0
GAP = 5.0


def registry(
    comparison: DataFrame,
    reports: list[Metadata] | tuple[Metadata, ...] | Metadata,
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of one county's registry, e.g. 隆回县: 80,494户 → 66,496户 = 63,153 + 3,343.

    Args:
        comparison: a table of ``alignment.compare`` for ``INDICATORS``; other rows are passed
            over, an indicator that is not in it counts as not reported.
        reports: the one report to draw.
        language: of the labels.
        width: of the picture in mm; under 150 the three panels stand below each other.

    Raises:
        FigureError: not exactly one report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    listed = (reports,) if isinstance(reports, Metadata) else tuple(reports)
    chart.assert_reports(listed)
    if len(listed) > 1:
        raise FigureError(
            "the registry chart draws one county", remedy="call it once for each report"
        )
    report = listed[0]
    rows = {
        str(row["indicator"]): {str(key): value for key, value in row.items()}
        for row in comparison[comparison["report"] == report.id].to_dict("records")
    }
    steps = [
        step for step in STEPS
        if step.always
        or any(cells.value_of(rows.get(name or "")) is not None for name in step.indicators)
    ]  # fmt: skip
    with style.drawing():
        figure = _draw(rows, steps, report, language, width)
    name_zh, name_en = (chart.county_words(report, each) for each in chart.LANGUAGES)
    dated = f"{report.year}年" if report.year else "年份不详的"
    missing = {lang: _missing(rows, steps, lang) for lang in chart.LANGUAGES}
    return Chart(
        figure=figure,
        data=_data(rows, steps, report),
        language=language,
        caption_zh=f"{name_zh}建档立卡存量与脱贫退出（{dated}报告）。"
        + _marked(rows, "zh"),
        caption_en=f"Poverty registry of {name_en}: stock and exits "
        f"({report.year or 'year unknown'} report). " + _marked(rows, "en"),
        alt_zh=_alt(rows, steps, name_zh, "zh"),
        alt_en=_alt(rows, steps, name_en, "en"),
        missing_zh=tuple(missing["zh"]),
        missing_en=tuple(missing["en"]),
        sources=chart.sources_of(listed),
        parameters={"chart": "registry", "report": report.id, "language": language,
                    "width_mm": width},
    )  # fmt: skip


def _label(row: Row | None, language: Language, year: int | None) -> str:
    """A figure on one line, with every mark that limits it."""
    return "".join(cells.lines(row, language, year))


def adds_up(rows: Mapping[str, Row], column: int) -> bool | None:
    """Whether registered = lifted + still poor in a panel; None when it cannot be said.

    It cannot where one of them is missing, a range, or no exact figure (3,000余户).
    """
    names = {step.id: step.indicators[column] for step in STEPS}
    figures = [
        cells.exact(rows.get(names[key] or "")) for key in ("registered", "lifted", "remaining")
    ]
    if None in figures:
        return None
    stock, lifted, left = (figure or Decimal(0) for figure in figures)
    return stock == lifted + left


def _draw(
    rows: Mapping[str, Row], steps: list[Step], report: Metadata, language: Language, width: float
) -> Figure:
    wide = width >= 150
    titles = [step.zh if language == "zh" else step.en for step in steps]
    widest = max(style.width_mm(title, style.SIZE) for title in titles)
    # on a page that is too narrow for them beside the bars, titles stand on two lines
    label_width = (widest if widest <= 0.45 * width else 0.36 * width) + 3
    notes = drawing.note_lines(_notes(rows, steps, report, language), width)
    room = width - 2 * drawing.MARGIN - label_width
    panel = (room - 2 * GAP) / 3 if wide else room
    tall = any(
        style.width_mm(_label(rows.get(name or ""), language, report.year)) > panel - 1
        for step in steps for name in step.indicators
    )  # fmt: skip
    row = ROW + (SECOND if tall else 0)
    # below each other, a panel has no row for what is not counted in it (villages still poor)
    listed = [[s for s in steps if wide or s.indicators[c]] for c in range(len(PANELS))]
    heights = [HEAD + len(each) * row for each in listed]
    height = max(heights) if wide else sum(heights) + 2 * 1.5
    page = drawing.sheet(width, height + 2 * drawing.MARGIN + drawing.notes_height(notes))
    left = drawing.MARGIN + label_width
    for column in range(len(PANELS)):
        x = left + column * (panel + GAP) if wide else left
        y = drawing.MARGIN + (0 if wide else sum(heights[:column]) + column * 1.5)
        if column == 0 or not wide:
            for number, step in enumerate(listed[column]):
                title = step.zh if language == "zh" else step.en
                middle = y + HEAD + (number + 0.5) * row
                lines = style.wrap(title, label_width - 2.9)
                for part, text in enumerate(lines):
                    offset = (part - (len(lines) - 1) / 2) * 2.9
                    page.text(left - 3, middle + offset, text, side="right")
        said = Panel(listed[column], rows, column, language, report.year, row)
        _panel(page, said, (x, y, panel))
    drawing.foot(page, notes)
    return page.figure


@dataclass(frozen=True, slots=True)
class Panel:
    """What one panel says: households, persons or villages."""

    steps: list[Step]
    rows: Mapping[str, Row]
    column: int
    language: Language
    year: int | None
    row: float
    """Height of a row, mm."""


def _panel(page: drawing.Sheet, said: Panel, place: tuple[float, float, float]) -> None:
    steps, rows, column, language = said.steps, said.rows, said.column, said.language
    x, top, width = place
    page.text(x, top + HEAD / 2 - 0.6, PANELS[column][1 if language == "zh" else 2], bold=True)
    page.line((x, top + HEAD), (x, top + HEAD + len(steps) * said.row), colour=style.QUIET)
    found = {step.id: rows.get(step.indicators[column] or "") for step in steps}
    values = {key: cells.value_of(row) for key, row in found.items()}
    largest = max((value for value in values.values() if value is not None), default=Decimal(0))
    stacked = adds_up(rows, column)
    for number, step in enumerate(steps):
        y = top + HEAD + number * said.row
        bar = y + said.row - 3.3
        if step.indicators[column] is None:
            page.text(x + 1, y + 2.3, "–", size=style.SMALL, colour=style.QUIET)
            continue
        value, row = values[step.id], found[step.id]
        _words(page, cells.lines(row, language, said.year), (x + 1, y + 2.3, width - 1),
               known=value is not None)  # fmt: skip
        if value is None or not largest:
            continue
        start = values["lifted"] if stacked and step.id == "remaining" else Decimal(0)
        offset = float((start or Decimal(0)) / largest) * (width - 1)
        length = max(float(value / largest) * (width - 1), 0.3)
        hollow = _is_target(step, row)
        page.box(
            x + offset, bar, length, 2.2, face="white" if hollow else step.colour,
            edge=style.DARK if hollow else "none", dashed=hollow,
        )  # fmt: skip
        if offset:
            page.line((x + offset, bar), (x + offset, y - 1.1), colour=style.QUIET, width=0.4)


def _is_target(step: Step, row: Row | None) -> bool:
    """Whether a figure is drawn with a dashed outline: it is planned, whatever its row says."""
    return step.id == "planned" or cells.is_target(row)


def _words(
    page: drawing.Sheet, parts: tuple[str, str], place: tuple[float, float, float], *, known: bool
) -> None:
    """A figure above its bar, on two lines where one has no room; never cut."""
    x, y, width = place
    whole = "".join(parts)
    fits = style.width_mm(whole) <= width
    lines = [whole] if fits else [text.strip() for text in parts if text]
    sizes = (style.SIZE, style.SMALL) if known else (style.SMALL,)
    size = next(
        (s for s in sizes if all(style.width_mm(text, s) <= width for text in lines)),
        style.SMALL - 1 if known else style.SMALL,
    )
    for number, text in enumerate(lines):
        page.text(x, y + number * SECOND, text, size=size,
                  colour=style.INK if known else style.QUIET)  # fmt: skip


def _notes(
    rows: Mapping[str, Row], steps: list[Step], report: Metadata, language: Language
) -> list[str]:
    notes = [_sums(rows, language), _marked(rows, language)]
    zh = language == "zh"
    absent = _missing(rows, steps, language)
    if absent:
        notes.append(("未报告：" if zh else "Not reported: ") + drawing.joined(absent, language)
                     + ("。" if zh else "."))  # fmt: skip
    shown = [(step, rows.get(name)) for step in steps for name in step.indicators if name]
    if any(_is_target(step, row) and cells.value_of(row) is not None for step, row in shown):
        notes.append("虚线框为计划数。" if zh else "Dashed outline: a target, not a result.")
    notes.append(chart.source_note(chart.sources_of([report]), language))
    return notes


def _sums(rows: Mapping[str, Row], language: Language) -> str:
    """The check registered = lifted + still poor in words, with its numbers."""
    said = []
    for column, (unit, _, _) in enumerate(PANELS):
        holds = adds_up(rows, column)
        if holds is None:
            continue
        names = {step.id: step.indicators[column] for step in STEPS}
        stock, lifted, left = (
            Decimal(str(rows[names[key] or ""]["value"]))
            for key in ("registered", "lifted", "remaining")
        )
        sign = "=" if holds else "≠"
        said.append(
            f"{words.number(lifted)} + {words.number(left)} {sign} "
            f"{words.amount(stock, unit, language)}"
        )
    if not said:
        return ""
    if language == "zh":
        return f"累计脱贫 + 尚未脱贫 与 现有在册：{'；'.join(said)}。"
    return f"Lifted + still poor against the register: {'; '.join(said)}."


def _marked(rows: Mapping[str, Row], language: Language) -> str:
    """What the marks † and ‡ mean, if they occur."""
    listed = [row for name, row in rows.items() if name in INDICATORS]
    return ("" if language == "zh" else " ").join(chart.mark_notes(listed, language))


def _missing(rows: Mapping[str, Row], steps: list[Step], language: Language) -> list[str]:
    names = [n for step in steps if step.always for n in step.indicators if n]
    absent = [name for name in names if cells.value_of(rows.get(name)) is None]
    return [cells.name_of(name, language) for name in absent]


def _alt(rows: Mapping[str, Row], steps: list[Step], name: str, language: Language) -> str:
    zh = language == "zh"
    said = []
    for step in steps:
        found = [rows.get(indicator) for indicator in step.indicators if indicator]
        known = [_label(row, language, None) for row in found if cells.value_of(row) is not None]
        if known:
            title = step.zh if zh else step.en
            said.append(f"{title}{'：' if zh else ': '}{drawing.joined(known, language)}")
    body = ("；" if zh else "; ").join(said) or ("无数据" if zh else "no data")
    return f"条形图。{name}{body}。" if zh else f"Bar chart. {name}. {body}."


def _data(rows: Mapping[str, Row], steps: list[Step], report: Metadata) -> DataFrame:
    """Exactly what is plotted: one row for each cell of the chart."""
    import pandas as pd

    listed = []
    for step in steps:
        for name, (unit, _, _) in zip(step.indicators, PANELS, strict=True):
            if name is None:
                continue
            cell = cells.plotted_row(report, name, unit, rows.get(name))
            listed.append({"report": cell.pop("report"), "county": cell.pop("county"),
                           "row": step.id} | cell)  # fmt: skip
    table = pd.DataFrame(listed)
    return chart.plotted(table.astype({"start": "Int64", "end": "Int64"}))
