"""A county a line, a count a column: the number in words, and below it a bar on the column's scale.

Counts of very different size (93 teams, 8,648 paired cadres) stand beside each other with a scale
each: bars are compared down a column, numbers are read anywhere. What is missing is said in its
cell; a target is hollow. With more counties than a page holds, those that give most are shown,
and the chart says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from county_reports import format as words
from county_reports.charts import cells, chart, drawing, selection, style
from county_reports.charts.cells import Row
from county_reports.charts.chart import Chart
from county_reports.comparison.tables import word
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

ROW = 5.6
SECOND = 2.5
"""What a cell's second and third line add to every row, mm."""
BAR = 1.3
GAP = 1.2
SIZES = (style.SMALL, style.SMALL - 0.6, style.SMALL - 1)
"""Of titles and of the words for what is missing, where a column is narrow."""
IN_WORDS = 8
"""Up to so many counties are told one by one in the alternative text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One count: its title with the unit, its indicator, the scale that its bars share."""

    indicator: str
    unit: str
    zh: str
    en: str
    colour: str = style.DARK
    scale: str = ""
    """Columns of one scale can be compared with each other; an empty one is the column's own."""
    group: str = ""
    target: bool = False

    def title(self, language: Language, width: float, size: float) -> list[str]:
        """The column's title: on one line, else broken where it says so (a line, | a syllable)."""
        title = self.zh if language == "zh" else self.en
        whole = title.replace("\n", "" if language == "zh" else " ").replace("|", "")
        if style.width_mm(whole, size) <= width:
            return [whole]
        lines = []
        for line in title.split("\n"):
            plain = line.replace("|", "")
            narrow = "|" in line and style.width_mm(plain, size) > width
            lines += style.wrap(line.replace("|", "-\n") if narrow else plain, width, size)
        return lines


@dataclass(frozen=True, slots=True)
class Table:
    """What is drawn: columns, the counties in order, and the cells of the comparison."""

    columns: tuple[Column, ...]
    reports: tuple[Metadata, ...]
    rows: Mapping[tuple[str, str], Row]
    language: Language
    groups: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Titles over neighbouring columns, in Chinese and English."""
    linked: bool = False
    """Whether figures of one sentence are joined by an arrow."""
    dated: bool = False
    """Whether every figure carries its time, also where it is the report's year."""

    def cell(self, report: Metadata, column: Column) -> Row | None:
        """The comparison's row behind a cell."""
        return self.rows.get((report.id, column.indicator))

    def given(self, report: Metadata) -> int:
        """How many of the counts a report gives, targets included."""
        return sum(cells.ends(self.cell(report, c)) is not None for c in self.columns)

    def name(self, report: Metadata) -> str:
        """A county's label."""
        return chart.county_label(report, self.reports, self.language)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture, and which counties have a line in it, which give nothing, which are left out."""

    figure: Figure
    shown: tuple[Metadata, ...]
    silent: tuple[Metadata, ...]
    left_out: tuple[Metadata, ...]


def read(
    comparison: DataFrame,
    reports: Sequence[Metadata],
    columns: tuple[Column, ...],
    language: Language,
    width: float,
) -> Table:
    """The table of a comparison, after the checks that every chart makes.

    Raises:
        FigureError: no report, or an unknown language or width.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    rows = cells.rows_of(comparison, [column.indicator for column in columns])
    return Table(columns, tuple(reports), rows, language)


def draw(table: Table, width: float, notes: Callable[[Sequence[Metadata]], Sequence[str]]) -> Drawn:
    """The picture of a table; ``notes`` are said of the counties that it shows."""
    telling = selection.telling(table.reports, table.given)
    silent = tuple(report for report in table.reports if report not in telling)
    place = _place(table, telling, width)

    def said(kept: Sequence[Metadata]) -> list[str]:
        own = [*notes(kept), *_said(table, kept, silent, len(telling) - len(kept))]
        return drawing.note_lines(own, width)

    def room(kept: Sequence[Metadata]) -> float:
        below = drawing.notes_height(said(kept)) + drawing.MARGIN
        return style.TALLEST - place.top - below

    kept = selection.that_fit(telling, table.given, place.rows, room)
    lines = said(kept)
    body = sum(place.rows[report.id] for report in kept)
    page = drawing.sheet(width, place.top + body + drawing.notes_height(lines) + drawing.MARGIN)
    _head(page, table, place)
    _body(page, table, kept, place)
    drawing.foot(page, lines)
    return Drawn(page.figure, kept, silent, tuple(r for r in telling if r not in kept))


def made(
    kind: str,
    table: Table,
    reports: Sequence[Metadata],
    *,
    width: float,
    notes: Callable[[Sequence[Metadata]], Sequence[str]],
    captions: Callable[[int], tuple[str, str]],
) -> Chart:
    """The chart of a table of columns; `captions` gives the Chinese and the English one.

    Args:
        kind: the chart's name, for its parameters.
        table: what is drawn.
        reports: all reports that were asked for.
        width: of the picture, in mm.
        notes: the lines below, for the reports that are shown.
        captions: both captions, for the number of counties that are shown or named as silent.
    """
    with style.drawing():
        drawn = draw(table, width, notes)
    zh, en = captions(len(drawn.shown) + len(drawn.silent))
    return Chart(
        figure=drawn.figure,
        data=data(table, drawn),
        language=table.language,
        caption_zh=zh,
        caption_en=en,
        alt_zh="分列条形图。" + told(table, drawn, "zh"),
        alt_en="Bars in columns. " + told(table, drawn, "en"),
        missing_zh=missing(table, drawn, "zh"),
        missing_en=missing(table, drawn, "en"),
        sources=chart.sources_of([*drawn.shown, *drawn.silent]),
        parameters={"chart": kind, "reports": [report.id for report in reports],
                    "left_out": [report.id for report in drawn.left_out],
                    "language": table.language, "width_mm": width},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where things stand, mm."""

    left: float
    pitch: float
    top: float
    rows: Mapping[str, float]
    """Height of each report's row."""
    label: float
    titles: tuple[float, tuple[tuple[str, ...], ...], Mapping[str, tuple[str, ...]]]
    """Size and lines of the columns' titles, and the lines of those of the groups."""
    scales: Mapping[str, Decimal]

    def x(self, number: int) -> float:
        """Left edge of a column."""
        return self.left + number * self.pitch

    @property
    def inner(self) -> float:
        """Width of a column without the gap after it."""
        return self.pitch - GAP


def _place(table: Table, reports: Sequence[Metadata], width: float) -> Place:
    names = [table.name(report) for report in reports]
    label = min(max(style.width_mm(name) for name in names), 0.2 * width)
    left = drawing.MARGIN + label + 2.5
    pitch = (width - drawing.MARGIN + GAP - left) / len(table.columns)
    size, titles = _titles(table, pitch - GAP)
    head = max(len(lines) for lines in titles) * style.line_mm(size) + 1.2
    groups = {
        group: tuple(style.wrap(
            names[0 if table.language == "zh" else 1],
            sum(c.group == group for c in table.columns) * pitch - GAP, style.SMALL, bold=True,
        ))
        for group, names in table.groups.items()
    }  # fmt: skip
    if groups:
        head += max(map(len, groups.values())) * style.line_mm(style.SMALL) + 1.5
    rows = {}
    for report, name in zip(reports, names, strict=True):
        cell_lines = [len(_lines(table, report, c, pitch - GAP)) for c in table.columns]
        rows[report.id] = ROW + SECOND * (max(*cell_lines, len(style.wrap(name, label))) - 1)
    scales: dict[str, Decimal] = {}
    for column in table.columns:
        key = column.scale or column.indicator
        for report in reports:
            found = cells.ends(table.cell(report, column))
            if found is not None:
                scales[key] = max(scales.get(key, Decimal(0)), found[1] or found[0])
    return Place(left, pitch, drawing.MARGIN + head, rows, label, (size, titles, groups), scales)


def _titles(table: Table, width: float) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """The columns' titles in lines, in the largest size in which no word leaves its column."""
    tried = [
        (size, tuple(tuple(c.title(table.language, width, size)) for c in table.columns))
        for size in SIZES
    ]
    fitting = [
        (size, titles)
        for size, titles in tried
        if all(style.width_mm(line, size) <= width for lines in titles for line in lines)
    ]
    return fitting[0] if fitting else tried[-1]


def _lines(
    table: Table, report: Metadata, column: Column, width: float
) -> list[tuple[str, str, float]]:
    """A cell in words: lines of (number, what is said of it, size)."""
    row = table.cell(report, column)
    if row is None or cells.ends(row) is None:
        text = cells.reason(row, table.language)
        size = next((s for s in SIZES[:2] if style.width_mm(text, s) <= width), None)
        if size is None:
            fitting = (
                s for s in SIZES
                if all(style.width_mm(line, s) <= width for line in style.wrap(text, width, s))
            )  # fmt: skip
            size = next(fitting, SIZES[-1])
        return [("", line, size) for line in style.wrap(text, width, size)]
    number, said = cells.bare(row), _when(table, report, column, row)
    size = next((s for s in (style.SIZE, *SIZES) if style.width_mm(number, s) <= width), SIZES[-1])
    # a range that is too long for its column goes on below its dash
    figures = [(text, "", size) for text in _parts(number, width, size)]
    if not said:
        return figures
    room = width - style.width_mm(figures[-1][0], size) - 1
    if style.width_mm(said, min(size, style.SMALL)) <= room:
        return [*figures[:-1], (figures[-1][0], said, size)]
    below = [
        line for part in _parts(said, width, style.SMALL)
        for line in style.wrap(part, width, style.SMALL)
    ]  # fmt: skip
    return [*figures, *(("", line, style.SMALL) for line in below)]


def _parts(text: str, width: float, size: float) -> list[str]:
    """A text, in two after its dash where it is a range that has no room on one line."""
    if style.width_mm(text, size) <= width or "–" not in text:
        return [text]
    first, _, last = text.partition("–")
    return [f"{first}–", last]


def _when(table: Table, report: Metadata, column: Column, row: Row) -> str:
    """What stands behind a number: its time, and that it is a target where its column is not."""
    time = cells.stated(row, table.language, None if table.dated else report.year)
    time = time.removesuffix("年")  # in brackets behind a number a year is a year
    if table.dated and not time:
        time = "年份未注明" if table.language == "zh" else "no date"
    target = cells.is_target(row) and not column.target
    mark = ("计划" if table.language == "zh" else "planned") if target else ""
    said = " ".join(part for part in (mark, time) if part)
    return f"({said})" if said else ""


def _head(page: drawing.Sheet, table: Table, place: Place) -> None:
    size, titles, groups = place.titles
    for number, (column, lines) in enumerate(zip(table.columns, titles, strict=True)):
        x = place.x(number)
        page.lines(x, place.top - 1.2 - style.line_mm(size) * len(lines), lines, size=size,
                   colour=style.INK)  # fmt: skip
        before = table.columns[number - 1].group if number else ""
        if column.group in groups and column.group != before:
            _group(page, x, groups, column.group)
            span = sum(other.group == column.group for other in table.columns)
            y = drawing.MARGIN + max(map(len, groups.values())) * style.line_mm(style.SMALL) + 0.6
            page.line((x, y), (x + span * place.pitch - GAP, y), colour=style.QUIET)
        page.line((x, place.top - 0.6), (x + place.inner, place.top - 0.6))


def _group(
    page: drawing.Sheet, x: float, groups: Mapping[str, tuple[str, ...]], group: str
) -> None:
    """A group's title, its last line on the line of the other groups' last."""
    step = style.line_mm(style.SMALL)
    first = max(map(len, groups.values())) - len(groups[group])
    for number, text in enumerate(groups[group], start=first):
        page.text(x, drawing.MARGIN + (number + 0.5) * step, text, size=style.SMALL, bold=True)


def _body(page: drawing.Sheet, table: Table, reports: Sequence[Metadata], place: Place) -> None:
    step = style.line_mm(style.SIZE) * 0.8
    below = place.top
    for report in reports:
        y, below = below, below + place.rows[report.id]
        if report is not reports[0]:
            page.line((drawing.MARGIN, y), (page.width - drawing.MARGIN, y), colour="#e6e6e6",
                      width=0.3)  # fmt: skip
        for number, text in enumerate(style.wrap(table.name(report), place.label)):
            page.text(place.left - 2.5, y + 1.8 + number * step, text, side="right")
        for number in range(len(table.columns)):
            _cell(page, table, report, number, (y, place))
        if table.linked:
            _links(page, table, report, below - 1.0 - BAR / 2, place)


def _cell(
    page: drawing.Sheet, table: Table, report: Metadata, number: int, line: tuple[float, Place]
) -> None:
    y, place = line
    column, x = table.columns[number], place.x(number)
    for part, (figure, said, size) in enumerate(_lines(table, report, column, place.inner)):
        middle = y + 1.8 + part * SECOND
        if figure:
            page.text(x, middle, figure, size=size)
        if said:
            start = x + (style.width_mm(figure, size) + 1 if figure else 0)
            page.text(start, middle, said, size=min(size, style.SMALL), colour=style.QUIET)
    length = bar_length(table, report, column, place)
    if length is None:
        return
    hollow = column.target or cells.is_target(table.cell(report, column))
    page.box(
        x, y + place.rows[report.id] - 1.0 - BAR, length, BAR,
        face="white" if hollow else column.colour,
        edge=style.DARK if hollow else "none", dashed=hollow,
    )  # fmt: skip


def bar_length(table: Table, report: Metadata, column: Column, place: Place) -> float | None:
    """Length of a cell's bar, mm; None where there is no value, nothing for a nought."""
    found = cells.ends(table.cell(report, column))
    largest = place.scales.get(column.scale or column.indicator)
    if found is None:
        return None
    if not largest or not found[0]:
        return 0.0
    return max(float(found[0] / largest) * place.inner, 0.3)


def _links(page: drawing.Sheet, table: Table, report: Metadata, y: float, place: Place) -> None:
    """Arrows between figures of one sentence and group, over cells that hold nothing."""
    held = [n for n, c in enumerate(table.columns) if cells.ends(table.cell(report, c))]
    for first, second in pairwise(held):
        if not together(table, report, table.columns[first], table.columns[second]):
            continue
        length = bar_length(table, report, table.columns[first], place) or 0.0
        start, end = place.x(first) + length + 0.4, place.x(second) - 0.3
        page.line((start, y), (end, y), colour=style.QUIET, width=0.6)
        page.marks([(end - 0.5, y)], 0.8, shape=">", face=style.QUIET)


def together(table: Table, report: Metadata, first: Column, second: Column) -> bool:
    """Whether two counts of a group stand in one sentence: 排查问题85个,制定措施134条."""
    quotes = [word(row["quote"]) if row else None
              for row in (table.cell(report, first), table.cell(report, second))]  # fmt: skip
    return first.group == second.group and bool(quotes[0]) and quotes[0] == quotes[1]


def _said(
    table: Table, kept: Sequence[Metadata], silent: Sequence[Metadata], left_out: int
) -> list[str]:
    """The notes that every such chart has: who gives nothing, who is left out, marks, source."""
    language = table.language
    notes = [
        *selection.silent_note([table.name(report) for report in silent], language),
        *selection.room_note(len(kept), left_out, language),
    ]
    found = [row for report in kept for column in table.columns
             if (row := table.cell(report, column)) is not None]  # fmt: skip
    if any(cells.is_target(row) and cells.ends(row) for row in found):
        target = ("虚线框为计划数。", "Dashed outline: a target, not a result.")
        notes.append(target[0] if language == "zh" else target[1])
    notes += chart.mark_notes(found, table.language)
    notes.append(chart.source_note(chart.sources_of([*kept, *silent]), table.language))
    return notes


def data(table: Table, drawn: Drawn) -> DataFrame:
    """Exactly what is said in the picture: a row for each county and count, in their order."""
    import pandas as pd

    rows = [
        cells.plotted_row(report, column.indicator, column.unit, table.cell(report, column))
        for report in table.reports if report not in drawn.left_out
        for column in table.columns
    ]  # fmt: skip
    return chart.plotted(pd.DataFrame(rows).astype({"start": "Int64", "end": "Int64"}))


def missing(table: Table, drawn: Drawn, language: Language) -> tuple[str, ...]:
    """What each county does not give, with the reason; then who is left out."""
    zh, colon = language == "zh", "：" if language == "zh" else ": "
    here = replace(table, language=language)
    said = []
    for report in (r for r in table.reports if r not in drawn.left_out):
        absent = [
            f"{cells.name_of(column.indicator, language)} "
            f"({cells.reason(table.cell(report, column), language)})"
            for column in table.columns if cells.ends(table.cell(report, column)) is None
        ]  # fmt: skip
        if absent:
            said.append(f"{here.name(report)}{colon}{drawing.joined(absent, language)}")
    if drawn.left_out:
        names = drawing.joined([here.name(report) for report in drawn.left_out], language)
        said.append(
            f"版面所限未列{colon}{names}" if zh else f"left out for want of room{colon}{names}"
        )
    return tuple(said)


def told(table: Table, drawn: Drawn, language: Language) -> str:
    """Each county's counts in words, for those who do not see the picture."""
    zh, here = language == "zh", replace(table, language=language)
    parts = []
    for report in drawn.shown[:IN_WORDS]:
        figures = [
            f"{cells.name_of(column.indicator, language)} "
            + "".join(cells.lines(table.cell(report, column), language, report.year))
            for column in table.columns if cells.ends(table.cell(report, column)) is not None
        ]  # fmt: skip
        listed = ("，" if zh else ", ").join(figures) or words.missing("not reported", language)
        parts.append(f"{here.name(report)}{'：' if zh else ': '}{listed}")
    rest = len(table.reports) - len(parts)
    if rest > 0:
        parts.append(f"另有 {rest} 个县" if zh else f"and {rest} more")
    return ("；" if zh else "; ").join(parts) + ("。" if zh else ".")


def counties(count: int) -> str:
    """How many counties, in English: one county, 5 counties."""
    return "one county" if count == 1 else f"{count} counties"
