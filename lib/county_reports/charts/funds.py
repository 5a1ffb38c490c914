"""Funds by theme: how much money each report names for each field of the campaign.

One county alone: bars, the longest first. Up to six counties: a dot for each figure, its area in
proportion to the amount, with the amount beside it. More counties: a table of amounts with one line
a county. What a report does not name is a dash, never a zero: counties choose what they tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as words
from county_reports.charts import bars, chart, drawing, style
from county_reports.charts.chart import Chart
from county_reports.comparison.denominators import Per
from county_reports.comparison.funds import FUNDS, FUNDS_OF_THEME
from county_reports.comparison.tables import given, word
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

FEW = 6
"""Up to so many counties are drawn with dots and amounts."""
BIGGEST = 2.6
"""Radius of the largest dot, mm."""
ROW = 6.2
HEAD = 7.0
SUM_MARK = "Σ"
IN_WORDS = 5
DOTS_NOTE = (
    "圆点面积与金额成正比；– 未报告；灰色年份为数值所指时间（与报告年度不同时）。",
    (
        "Dot area is in proportion to the amount; – not reported; in grey: "
        "the years an amount is for, where they differ from the report's."
    ),
)
DOT_AREA = (
    "圆点面积与金额（元）成正比，金额见数据文件。",
    "The area of a dot is in proportion to the amount (CNY); amounts are in the data file.",
)
HOLLOW = 0.9
"""Radius of the hollow dot of an amount without a denominator, mm."""
SUM_NOTE = (
    "Σ 同一句中并列的几项之和，各项见数据文件。",
    "Σ sum of parallel items in one sentence; each is in the data file.",
)

Cell = Mapping[str, object]
Cells = Mapping[tuple[str, str], Cell]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn: cells by (theme, report), themes with and without an amount, reports."""

    cells: Cells
    shown: Sequence[str]
    silent: Sequence[str]
    reports: Sequence[Metadata]
    language: Language
    width: float
    per: Per | None = None
    """What the amounts were divided by; None for amounts as stated."""

    @property
    def titles(self) -> list[str]:
        """Labels of the themes that are shown."""
        return [_theme(theme, self.language) for theme in self.shown]

    @property
    def names(self) -> list[str]:
        """Labels of the counties."""
        return [chart.county_label(r, self.reports, self.language) for r in self.reports]

    @property
    def label_width(self) -> float:
        """Width of the themes' labels beside the dots, mm."""
        widest = max((style.width_mm(title) for title in self.titles), default=10.0)
        return min(widest, 0.34 * self.width)

    @property
    def largest(self) -> float:
        """The largest amount, CNY; 1 where nothing but noughts is named."""
        values = [value for cell in self.cells.values() if (value := _value(cell)) is not None]
        return float(max(values, default=Decimal(1))) or 1.0


def funds(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of the money that reports name for each theme, e.g. 隆回县 产业扶贫 5.38亿元.

    Args:
        table: a table of ``comparison.funds.by_theme`` (columns of ``FUNDS``, values in CNY).
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    ids = {report.id for report in reports}
    cells: dict[tuple[str, str], Cell] = {
        (str(row["theme"]), str(row["report"])): {str(k): v for k, v in row.items()}
        for row in table.to_dict("records") if row["report"] in ids
    }  # fmt: skip
    asked = [theme for theme in FUNDS_OF_THEME if any(key[0] == theme for key in cells)]
    shown = [
        theme for theme in asked if any(_value(cells.get((theme, i))) is not None for i in ids)
    ]
    silent = [theme for theme in asked if theme not in shown]
    with style.drawing():
        plan = Plan(cells, shown, silent, reports, language, width)
        figure = draw(plan)
    kept = table[table["report"].isin(ids)]
    count = len(reports)
    return Chart(
        figure=figure,
        data=chart.plotted(kept[[column.name for column in FUNDS]].reset_index(drop=True)),
        language=language,
        caption_zh=f"{count} 个县的报告按领域所列资金（元）。各县自行选择所报内容，"
        "时间口径不一，未报告不等于零。",
        caption_en=f"Funds by theme as {_reports(count)} them (CNY). Counties choose what they "
        "report and for which years; not reported does not mean zero.",
        alt_zh=_alt(cells, shown, reports, "zh"),
        alt_en=_alt(cells, shown, reports, "en"),
        missing_zh=_missing(cells, asked, reports, "zh"),
        missing_en=_missing(cells, asked, reports, "en"),
        sources=chart.sources_of(reports),
        parameters={"chart": "funds", "reports": [report.id for report in reports],
                    "themes": asked, "language": language, "width_mm": width},
    )  # fmt: skip


def _reports(count: int) -> str:
    return "one county report states" if count == 1 else f"{count} county reports state"


def _value(cell: Cell | None) -> Decimal | None:
    value = cell["value"] if cell else None
    return value if isinstance(value, Decimal) else None


def _theme(theme: str, language: Language) -> str:
    entry = codebook.load().themes[theme]
    return entry.zh if language == "zh" else entry.en


def amount(cell: Cell, language: Language) -> str:
    """The amount with its marks: Σ in front of a sum, ≥ ≈ ≤, † for split digits, ‡ corrected."""
    high = cell.get("high")
    value = _value(cell)
    if value is not None and given(cell.get("per")):
        value = Decimal(words.significant(value).replace(",", ""))
    text = words.figure(
        value, "CNY", language, high=high if isinstance(high, Decimal) else None,
        bound=word(cell["bound"]), restoration=word(cell["restoration"]),
        correction=word(cell["correction"]),
    )  # fmt: skip
    return f"{SUM_MARK} {text}" if given(cell["parts"]) else text


def _when(cell: Cell, language: Language) -> str:
    """The stated period for under the amount, when it is not the report's own year."""
    period = word(cell["period"])
    year = cell["report_year"]
    return words.period(period, language) if period and period != str(year) else ""


def draw(plan: Plan) -> Figure:
    """Bars of one county; dots where all have room beside each other, else a table."""
    if len(plan.reports) == 1:
        return _alone(plan)
    return _dots(plan) if _across(plan) >= len(plan.reports) else _table(plan)


def _alone(plan: Plan) -> Figure:
    """One county: a bar a theme; an amount that could not be divided has its sign and no bar."""
    report, listed = plan.reports[0], []
    for theme, title in zip(plan.shown, plan.titles, strict=True):
        cell = plan.cells[theme, report.id]
        value = _value(cell)
        said = "○" if value is None else amount(cell, plan.language)
        when = "" if value is None else _when(cell, plan.language)
        listed.append(bars.Bar(title, None if value is None else float(value), said, when))
    none = words.missing("not reported", plan.language)
    return bars.draw(plan.names[0], listed, _notes(plan), none, plan.width)


def _dots(plan: Plan) -> Figure:
    cells, shown, reports = plan.cells, plan.shown, plan.reports
    language, width = plan.language, plan.width
    label = plan.label_width
    left = drawing.MARGIN + label + 3
    step = (width - left - drawing.MARGIN) / len(reports)
    notes = drawing.note_lines(_notes(plan), width)
    height = 2 * drawing.MARGIN + HEAD + max(len(shown), 1) * ROW + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    largest = plan.largest
    top = drawing.MARGIN + HEAD
    for place, name in enumerate(plan.names):
        shown_name = style.fit_name(name, step - 2, bold=True)
        page.text(left + place * step, top - HEAD / 2 - 0.6, shown_name, bold=True)
    page.line((drawing.MARGIN, top - 1), (width - drawing.MARGIN, top - 1), colour=style.QUIET)
    if not shown:
        page.text(left, top + ROW / 2, words.missing("not reported", language), colour=style.QUIET)
    for number, (theme, title) in enumerate(zip(shown, plan.titles, strict=True)):
        middle = top + (number + 0.5) * ROW
        lines = style.wrap(title, label)[:2]
        for part, text in enumerate(lines):
            offset = (part - (len(lines) - 1) / 2) * 2.7
            page.text(left - 3, middle + offset, text, side="right")
        page.line((drawing.MARGIN, middle + ROW / 2), (width - drawing.MARGIN, middle + ROW / 2),
                  colour="#e6e6e6")  # fmt: skip
        for place, report in enumerate(reports):
            cell = cells.get((theme, report.id))
            _dot(page, cell, (left + place * step, middle), largest, language)
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


def _across(plan: Plan) -> int:
    """How many counties have room beside each other, each with a dot and the longest amount."""
    longest = max(
        [style.width_mm(amount(cell, plan.language), style.SMALL)
         for cell in plan.cells.values() if _value(cell) is not None] + [12.0]
    )  # fmt: skip
    room = plan.width - plan.label_width - 3 - 2 * drawing.MARGIN
    return min(FEW, int(room // (2 * BIGGEST + longest + 3)))


def _dot(
    page: drawing.Sheet,
    cell: Cell | None,
    place: tuple[float, float],
    largest: float,
    language: Language,
) -> None:
    x, y = place
    value = _value(cell)
    centre = x + BIGGEST
    if cell is None or value is None:
        reason = word(cell["missing"]) if cell else None
        if reason in (None, "not reported"):
            page.text(centre, y, "–", size=style.SMALL, colour=style.QUIET, side="center")
        elif undivided(cell):
            page.dot(centre, y, HOLLOW, face="white", edge=style.QUIET, line=0.6)
        else:
            text = words.missing(reason, language)
            page.text(x, y, text, size=style.SMALL, colour=style.QUIET)
        return
    page.dot(centre, y, max(BIGGEST * (float(value) / largest) ** 0.5, 0.25), face=style.DARK)
    when = _when(cell, language)
    start = x + 2 * BIGGEST + 0.8
    page.text(start, y - (1.2 if when else 0), amount(cell, language), size=style.SMALL)
    if when:
        page.text(start, y + 1.4, when, size=style.SMALL - 0.5, colour=style.QUIET)


def undivided(cell: Cell | None) -> bool:
    """Whether a cell has an amount that could not be divided: its denominator is missing."""
    return cell is not None and _value(cell) is None and given(cell.get("numerator_value"))


def _table(plan: Plan) -> Figure:
    """Amounts in million CNY on a tint; counties are lines when they are many, else columns."""
    language, width = plan.language, plan.width
    many = len(plan.reports) > FEW
    ids = [report.id for report in plan.reports]
    row_names, column_names = (plan.names, plan.titles) if many else (plan.titles, plan.names)
    keys = [
        [(theme, i) for theme in plan.shown] for i in ids
    ] if many else [[(theme, i) for i in ids] for theme in plan.shown]  # fmt: skip
    unit = _unit(plan)
    labels = [style.width_mm(text, style.SMALL) for text in (unit, *row_names)]
    # a turned name needs 2.4 mm across
    spare = width - 2 * drawing.MARGIN - 2 - 2.4 * len(column_names)
    label = min(max(labels), 0.4 * width, max(12.0, spare))
    left = drawing.MARGIN + label + 2
    step = min((width - left - drawing.MARGIN) / max(len(column_names), 1), 16.0)
    turned = any(style.width_mm(n, style.SMALL) > step - 0.5 for n in column_names)
    widest = max((style.width_mm(n, style.SMALL) for n in column_names), default=5.0)
    head = (widest if turned else 2.5) + 2
    texts = {key: _millions(cell) for key, cell in plan.cells.items() if _value(cell) is not None}
    numbers = all(style.width_mm(text, style.SMALL) < step - 0.4 for text in texts.values())
    notes = drawing.note_lines([_scale_note(plan, numbers=numbers), *_notes(plan)], width)
    row = 4.0
    height = 2 * drawing.MARGIN + head + row * len(row_names) + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    top = drawing.MARGIN + head
    if numbers:
        page.text(left - 2, top - 2, unit, size=style.SMALL, side="right", colour=style.QUIET)
    for number, name in enumerate(column_names):
        x = left + (number + 0.5) * step
        page.text(x, top - (1 if turned else 2), name, size=style.SMALL, side="center",
                  turned=turned)  # fmt: skip
    for index, (name, line) in enumerate(zip(row_names, keys, strict=True)):
        y = top + (index + 0.5) * row
        page.text(
            left - 2, y, style.fit_name(name, label, style.SMALL), size=style.SMALL, side="right"
        )
        for number, key in enumerate(line):
            x = left + (number + 0.5) * step
            value = _value(plan.cells.get(key))
            if value is None:
                _gap(page, plan.cells.get(key), (x, y), step, language)
            elif numbers:
                page.box(x - step / 2 + 0.2, y - row / 2 + 0.2, step - 0.4, row - 0.4,
                         face=tint(float(value), plan.largest))  # fmt: skip
                page.text(x, y, texts[key], size=style.SMALL, side="center")
            else:
                radius = max(row * 0.45 * (float(value) / plan.largest) ** 0.5, 0.25)
                page.dot(x, y, min(radius, step / 2), face=style.DARK)
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


def _gap(
    page: drawing.Sheet,
    cell: Cell | None,
    place: tuple[float, float],
    room: float,
    language: Language,
) -> None:
    """A cell without a value: a dash when not reported, else the reason as far as there is room."""
    reason = word(cell["missing"]) if cell else None
    if undivided(cell):
        page.dot(*place, min(HOLLOW, 0.4 * room), face="white", edge=style.QUIET, line=0.6)
        return
    text = "–" if reason in (None, "not reported") else words.missing(reason, language)
    if style.width_mm(text, style.SMALL) > room - 0.4:
        text = "?"
    page.text(*place, text, size=style.SMALL, colour=style.QUIET, side="center")


def tint(value: float, largest: float) -> str:
    """A pale blue, deeper for larger amounts (by square root), on which black text is readable."""
    depth = (value / largest) ** 0.5 if largest else 0.0
    channels = [round(255 - depth * (255 - full)) for full in (0x9D, 0xBF, 0xDB)]
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _millions(cell: Cell) -> str:
    """An amount in million CNY with its marks, short enough for a narrow cell: ≥130, Σ27.5.

    One that was divided is in CNY.
    """
    high = cell.get("high")
    step = 1 if given(cell.get("per")) else 10**6
    ends = [_value(cell) or Decimal(0), *([high] if isinstance(high, Decimal) else [])]
    text = "–".join(
        words.number(end / step, digits=0)
        if end / step >= 100
        else words.significant(end / step, 2)
        for end in ends
    )
    mark = words.BOUND_MARKS.get(word(cell["bound"]) or "", "")
    restored = word(cell["restoration"]) in ("proven", "unique")
    summed = SUM_MARK if given(cell["parts"]) else ""
    split = words.RESTORED_MARK if restored else ""
    corrected = words.CORRECTED_MARK if word(cell["correction"]) else ""
    return f"{summed}{mark}{text}{split}{corrected}"


def _unit(plan: Plan) -> str:
    """What the numbers of the table are in."""
    if plan.per is not None:
        return "元" if plan.language == "zh" else "CNY"
    return "百万元" if plan.language == "zh" else "million CNY"


def _scale_note(plan: Plan, *, numbers: bool) -> str:
    unit = _unit(plan)
    if plan.language == "zh":
        return f"单位：{unit}，颜色越深金额越大。" if numbers else DOT_AREA[0]
    return f"In {unit}; the deeper the tint, the larger the amount." if numbers else DOT_AREA[1]


def _notes(plan: Plan) -> list[str]:
    cells, shown, silent = plan.cells, plan.shown, plan.silent
    reports, language = plan.reports, plan.language
    zh = language == "zh"
    notes = []
    if plan.per is not None:
        notes.append(f"金额：{plan.per.zh}，分子、分母出自同一份报告。" if zh else
                     f"Amounts {plan.per.en}; both figures are from the same report.")  # fmt: skip
    if len(reports) == 1:
        if any(_value(cell) is not None and _when(cell, language) for cell in cells.values()):
            notes.append("灰色年份为数值所指时间（与报告年度不同时）。" if zh else
                         "In grey: the years an amount is for, where they differ from the "
                         "report's.")  # fmt: skip
    elif shown:
        beside = _across(plan) >= len(reports)
        pair = DOTS_NOTE if beside else ("– 未报告。", "– not reported.")
        notes.append(pair[0] if zh else pair[1])
    if any(given(cell.get("parts")) and _value(cell) is not None for cell in cells.values()):
        notes.append(SUM_NOTE[0] if zh else SUM_NOTE[1])
    notes += chart.mark_notes(cells.values(), language)
    if any(undivided(cell) for cell in cells.values()):
        notes.append("○ 报告了金额，但未给出可用的分母，不作估计。" if zh else
                     "○ the amount is stated, a denominator is not; "
                     "none is estimated.")  # fmt: skip
    if silent:
        listed = drawing.joined([_theme(theme, language) for theme in silent], language)
        one = len(reports) == 1
        who = ("报告未列" if one else "无一县报告") if zh else (
            "The report names no" if one else "No report names")  # fmt: skip
        notes.append(f"{who}资金的领域：{listed}。" if zh else f"{who} funds for: {listed}.")
    notes.append(chart.source_note(chart.sources_of(reports), language))
    return notes


def _missing(
    cells: Cells, asked: Sequence[str], reports: Sequence[Metadata], language: Language
) -> tuple[str, ...]:
    said = []
    for report in reports:
        absent = [t for t in asked if _value(cells.get((t, report.id))) is None]
        if absent:
            listed = drawing.joined([_theme(theme, language) for theme in absent], language)
            name = chart.county_label(report, reports, language)
            said.append(f"{name}：{listed}" if language == "zh" else f"{name}: {listed}")
    return tuple(said)


def _alt(
    cells: Cells, shown: Sequence[str], reports: Sequence[Metadata], language: Language
) -> str:
    zh = language == "zh"
    told = []
    for report in reports[:IN_WORDS]:
        named = [(theme, cells.get((theme, report.id))) for theme in shown]
        parts = [
            f"{_theme(theme, language)} {amount(cell, language)}"
            for theme, cell in named
            if cell is not None and _value(cell) is not None
        ]
        body = drawing.joined(parts, language) or ("未报告" if zh else "none reported")
        name = chart.county_label(report, reports, language)
        told.append(f"{name}：{body}" if zh else f"{name}: {body}")
    rest = len(reports) - len(told)
    if zh:
        more = f"；另有 {rest} 个县" if rest > 0 else ""
        return f"各县按领域所列资金。{'；'.join(told)}{more}。"
    more = f"; and {rest} more counties" if rest > 0 else ""
    return f"Funds by theme for each county. {'; '.join(told)}{more}."
