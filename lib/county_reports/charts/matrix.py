"""Coverage matrix: which county reports which indicator. Missing is shown as missing.

It fits its page: for a few counties on a full page every indicator has a line, set in columns like
a newspaper; for more counties every county has a line and every indicator a narrow
cell; on one column of a journal the cells are themes with "3/8" (three of eight indicators).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as words
from county_reports.charts import chart, drawing, style
from county_reports.charts.chart import Chart
from county_reports.comparison import coverage_matrix
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

FEW = 12
"""Up to so many counties every indicator may have a line of its own."""
NAMED = 5
"""Up to so many counties it always has; above, as long as the picture fits its page."""
ROW = 3.15
CELL = 3.8
BETWEEN = 3.5
THEME = 1.45 * ROW
SECOND = 2.2
"""What a label's second line adds to its row, mm."""

MARKS: Mapping[str, tuple[str, str, str]] = {
    # state: face, edge, sign drawn over it
    "reported": (style.DARK, style.DARK, ""),
    "planned only": ("white", style.DARK, ""),
    "ambiguous": ("white", style.MIDDLE, "?"),
    "not comparable": ("white", style.MIDDLE, "≠"),
    "not reported": ("none", "none", "·"),
}


@dataclass(frozen=True, slots=True)
class Grid:
    """What is drawn: themes with their indicators, reports, the states of the cells."""

    themes: Mapping[str, tuple[str, ...]]
    reports: Sequence[Metadata]
    states: Mapping[tuple[str, str], str]
    language: Language
    corrected: int = 0
    """How many of the cells rest on a person's correction."""

    def theme(self, theme: str) -> str:
        """A theme's label."""
        entry = codebook.load().themes[theme]
        return entry.zh if self.language == "zh" else entry.en

    def indicator(self, name: str) -> str:
        """An indicator's label."""
        entry = codebook.load().indicators[name]
        return entry.zh if self.language == "zh" else entry.en

    def reported(self, theme: str, report: str) -> int:
        """How many indicators of a theme a report gives."""
        return sum(self.states.get((n, report)) == "reported" for n in self.themes[theme])

    @property
    def names(self) -> list[str]:
        """The counties' labels in order."""
        return [chart.county_label(r, self.reports, self.language) for r in self.reports]


def matrix(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of what each report tells, e.g. 隆回县 gives 13 of 25 registry indicators.

    Args:
        table: a table of ``coverage_matrix.matrix`` (columns of ``MATRIX``).
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm; under 150 the cells are themes.

    Raises:
        FigureError: no report, none that the table knows, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    ids = [report.id for report in reports]
    kept = table[table["report"].isin(ids)]
    if kept.empty:
        raise FigureError(
            "the table says nothing about these reports",
            remedy="compare them first (comparison.alignment), then make the matrix",
        )
    themes: dict[str, list[str]] = {}
    states: dict[tuple[str, str], str] = {}
    for row in kept.to_dict("records"):
        listed = themes.setdefault(str(row["theme"]), [])
        if row["indicator"] not in listed:
            listed.append(str(row["indicator"]))
        states[(str(row["indicator"]), str(row["report"]))] = str(row["state"])
    order = [theme for theme in codebook.load().themes if theme in themes]
    grid = Grid({theme: tuple(themes[theme]) for theme in order}, reports, states, language,
                int(kept["correction"].notna().sum()))  # fmt: skip
    with style.drawing():
        figure = _by_theme(grid, width) if width < 150 else _full(grid, width)
    total = sum(len(names) for names in grid.themes.values())
    given = {report.id: sum(grid.reported(t, report.id) for t in grid.themes) for report in reports}
    return Chart(
        figure=figure,
        data=chart.plotted(
            kept[[column.name for column in coverage_matrix.MATRIX]].reset_index(drop=True)
        ),
        language=language,
        caption_zh=f"{len(reports)} 个县的报告对 {total} 项指标的覆盖情况。空缺为未报告，未作任何填补。",
        caption_en=f"Which of {total} indicators "
        + (f"{len(reports)} county reports give" if len(reports) > 1 else "one county report gives")
        + ". Gaps are not reported; nothing was filled in.",
        alt_zh=_alt(replace(grid, language="zh"), given, total),
        alt_en=_alt(replace(grid, language="en"), given, total),
        missing_zh=_missing(reports, given, total, "zh"),
        missing_en=_missing(reports, given, total, "en"),
        sources=chart.sources_of(reports),
        parameters={"chart": "matrix", "reports": ids, "indicators": total,
                    "language": language, "width_mm": width},
    )  # fmt: skip


SQUARE = 2.0
"""Side of a mark, mm."""


def _marks(page: drawing.Sheet, state: str, places: Sequence[tuple[float, float]]) -> None:
    """The marks of one state: a square with its sign, or a small dot where nothing is reported."""
    face, edge, sign = MARKS[state]
    if sign == "·":
        page.marks(places, 0.5, round_=True, face="#9a9a9a")
        return
    page.marks(places, SQUARE, face=face, edge=edge)
    if sign:
        for x, y in places:
            page.text(x, y, sign, size=style.SMALL - 1, side="center")


def _legend(page: drawing.Sheet, grid: Grid, y: float) -> None:
    zh = grid.language == "zh"
    x = drawing.MARGIN + 1.2
    seen = set(grid.states.values()) | {"reported", "not reported"}
    for state in MARKS:
        if state not in seen:
            continue
        label = words.missing(state, grid.language) if state != "reported" else (
            "已报告" if zh else "reported")  # fmt: skip
        _marks(page, state, [(x, y)])
        page.text(x + 2, y, label, size=style.SMALL)
        x += 2 + style.width_mm(label, style.SMALL) + 5


def _notes(grid: Grid, width: float, *more: str) -> list[str]:
    source = chart.source_note(chart.sources_of(grid.reports), grid.language)
    return drawing.note_lines([*more, *_corrected(grid), source], width)


def _corrected(grid: Grid) -> list[str]:
    """How many cells rest on a correction: a mark of 2 mm has no room for ‡ beside it."""
    if not grid.corrected:
        return []
    if grid.language == "zh":
        return [f"{words.CORRECTED_MARK} {grid.corrected} 格的读数经人工更正，见数据文件。"]
    cells = "one cell rests" if grid.corrected == 1 else f"{grid.corrected} cells rest"
    return [f"{words.CORRECTED_MARK} {cells} on a person's correction; see the data file."]


def _full(grid: Grid, width: float) -> Figure:
    """The layout of a full page: indicators by name while they fit it, else one line a county."""
    if len(grid.reports) <= FEW:
        figure = _by_indicator(grid, width)
        height = float(figure.get_size_inches()[1]) * 25.4
        if len(grid.reports) <= NAMED or height <= style.TALLEST:
            return figure
    return _by_county(grid, width)


def _by_indicator(grid: Grid, width: float) -> Figure:
    """Every indicator a line, in up to three columns side by side."""
    names = grid.names
    cells = len(names) * CELL
    columns = max(1, min(3, int((width - 2 * drawing.MARGIN) // (cells + 28))))
    block = (width - 2 * drawing.MARGIN - (columns - 1) * BETWEEN) / columns
    label = block - cells - 1.5
    head = max(style.width_mm(name, style.SMALL) for name in names) + 2
    labels = {
        name: shortened(grid.indicator(name), label)
        for names_of in grid.themes.values() for name in names_of
    }  # fmt: skip
    rows = {name: ROW + SECOND * (len(lines) - 1) for name, lines in labels.items()}
    heights = {theme: THEME + sum(rows[n] for n in listed) for theme, listed in grid.themes.items()}
    parts = _split(heights, columns)
    tallest = max((sum(heights[theme] for theme in part) for part in parts), default=0.0)
    notes = _notes(grid, width)
    height = 2 * drawing.MARGIN + 4.5 + head + tallest + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    _legend(page, grid, drawing.MARGIN + 1.5)
    placed: dict[str, list[tuple[float, float]]] = {}
    for number, part in enumerate(parts):
        left = drawing.MARGIN + number * (block + BETWEEN)
        first = left + label + 1.5
        top = drawing.MARGIN + 4.5 + head
        for place, name in enumerate(names):
            page.text(first + (place + 0.5) * CELL, top - 0.8, name, size=style.SMALL, turned=True)
        y = top
        for theme in part:
            title = style.fit(grid.theme(theme), block, style.SMALL, bold=True)
            page.text(left, y + 0.75 * ROW, title, size=style.SMALL, bold=True)
            page.line((left, y + 1.3 * ROW), (left + block, y + 1.3 * ROW))
            y += THEME
            for name in grid.themes[theme]:
                for step, text in enumerate(labels[name]):
                    page.text(left, y + ROW / 2 + step * SECOND, text, size=style.SMALL)
                for place, report in enumerate(grid.reports):
                    state = grid.states.get((name, report.id), "not reported")
                    placed.setdefault(state, []).append((first + (place + 0.5) * CELL, y + ROW / 2))
                y += rows[name]
    for state, places in placed.items():
        _marks(page, state, places)
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


def shortened(label: str, width: float) -> list[str]:
    """A label in at most two lines: without its closing bracket when it is too long with it.

    Example: ``Special poverty funds (all levels or level not said)`` -> ``Special poverty funds``.
    """
    if style.width_mm(label, style.SMALL) > width and label.endswith((")", "）")):
        start = max(label.rfind("("), label.rfind("（"))
        label = label[:start].rstrip() or label
    lines = style.wrap(label, width, style.SMALL)
    if len(lines) > 2:
        lines = [lines[0], style.fit(" ".join(lines[1:]), width, style.SMALL)]
    return lines


def _split(heights: Mapping[str, float], columns: int) -> list[list[str]]:
    """Themes over columns, none torn apart, in order, the tallest column as low as can be."""

    def pack(limit: float) -> list[list[str]]:
        packed: list[list[str]] = [[]]
        used = 0.0
        for theme, height in heights.items():
            if packed[-1] and used + height > limit:
                packed.append([])
                used = 0.0
            packed[-1].append(theme)
            used += height
        return packed

    limit = max([*heights.values(), sum(heights.values()) / columns])
    while len(pack(limit)) > columns:
        limit += ROW / 2
    return pack(limit)


def _by_county(grid: Grid, width: float) -> Figure:
    """Every county a line, every indicator a narrow cell, themes apart."""
    names = grid.names
    label = min(max(style.width_mm(name, style.SMALL) for name in names), 0.18 * width)
    left = drawing.MARGIN + label + 2
    gap = 0.8
    count = sum(len(names) for names in grid.themes.values())
    cell = (width - left - drawing.MARGIN - gap * (len(grid.themes) - 1)) / max(count, 1)
    titles = {theme: grid.theme(theme) for theme in grid.themes}
    head = max(style.width_mm(title, style.SMALL) for title in titles.values()) + 3
    row = 3.4
    zh = grid.language == "zh"
    order = "每格一项指标，顺序见数据文件。" if zh else (
        "Each cell is one indicator; their order is that of the data file.")  # fmt: skip
    notes = _notes(grid, width, order)
    height = 2 * drawing.MARGIN + 4.5 + head + row * len(names) + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    _strip_legend(page, grid)
    top = drawing.MARGIN + 4.5 + head
    for index, name in enumerate(names):
        text = style.fit_name(name, label, style.SMALL)
        page.text(left - 2, top + (index + 0.5) * row, text, size=style.SMALL, side="right")
    x = left
    for theme, indicators in grid.themes.items():
        span = len(indicators) * cell
        page.text(x + span / 2, top - 1.4, titles[theme], size=style.SMALL, turned=True)
        page.line((x, top - 0.7), (x + span, top - 0.7), colour=style.QUIET)
        for place, name in enumerate(indicators):
            for index, report in enumerate(grid.reports):
                state = grid.states.get((name, report.id), "not reported")
                _strip(page, state, (x + place * cell, top + index * row + 0.3),
                       (cell * 0.88, row - 0.6))  # fmt: skip
        x += span + gap
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


STRIP = {
    "reported": style.DARK,
    "planned only": "#7fa6c6",
    "ambiguous": style.MIDDLE,
    "not comparable": style.MIDDLE,
    "not reported": "#eef0f2",
}
"""Cells too narrow for signs are told apart by tint, and those in orange, as light as the middle
blue in grey print, by their height."""


def _strip(
    page: drawing.Sheet, state: str, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    """A narrow cell; half as high where a figure is there that cannot be used."""
    (x, y), (width, height) = corner, size
    if state in ("ambiguous", "not comparable"):
        page.box(x, y, width, height, face=STRIP["not reported"])
        y, height = y + height / 2, height / 2
    page.box(x, y, width, height, face=STRIP[state])


def _strip_legend(page: drawing.Sheet, grid: Grid) -> None:
    zh = grid.language == "zh"
    labels = [
        ("reported", "已报告" if zh else "reported"),
        ("planned only", words.missing("planned only", grid.language)),
        ("ambiguous", "无法确定或口径不可比" if zh else "ambiguous or not comparable"),
        ("not reported", words.missing("not reported", grid.language)),
    ]
    x, y = drawing.MARGIN, drawing.MARGIN + 1.5
    for state, text in labels:
        page.box(x, y - 1.1, 2.2, 2.2, edge=style.LINE, line=0.3)
        _strip(page, state, (x, y - 1.1), (2.2, 2.2))
        page.text(x + 3.2, y, text, size=style.SMALL)
        x += 3.2 + style.width_mm(text, style.SMALL) + 5


def _by_theme(grid: Grid, width: float) -> Figure:
    """Themes as cells with "3/8"; themes are lines for few counties, columns for many."""
    zh = grid.language == "zh"
    turned = len(grid.reports) > FEW
    row_names = grid.names if turned else [grid.theme(theme) for theme in grid.themes]
    column_names = [grid.theme(theme) for theme in grid.themes] if turned else grid.names
    share = 0.45 if width >= 70 or not turned else 0.3
    label = min(max(style.width_mm(n, style.SMALL) for n in row_names), share * width)
    left = drawing.MARGIN + label + 2
    cell = min((width - left - drawing.MARGIN) / max(len(column_names), 1), 12.0)
    # columns too narrow for a line of turned text are numbered, with a key below
    key = [f"{n} {name}" for n, name in enumerate(column_names, start=1)]
    numbered = cell < style.line_mm(style.SMALL) * 0.85
    if numbered:
        column_names = [str(n) for n in range(1, len(key) + 1)]
    head = max(style.width_mm(name, style.SMALL) for name in column_names) + 2
    if not turned and all(style.width_mm(n, style.SMALL) < cell - 0.5 for n in column_names):
        head = 4.0
    flat = head == 4.0
    head = 6.0 if numbered else head
    row = 3.6
    numbers = cell >= 6.5
    said = (
        (
            "格内为已报告的指标数/该领域指标数，颜色越深越全。"
            if zh
            else "In the cells: indicators reported / indicators of the theme; deeper is fuller."
        )
        if numbers
        else (
            "颜色越深，该领域已报告的指标越多。"
            if zh
            else "The deeper, the more of the theme's indicators are reported."
        )
    )
    keys = [("；" if zh else "; ").join(key) + ("。" if zh else ".")] if numbered else []
    notes = _notes(grid, width, said, *keys)
    scale = 0.0 if numbers else 4.5
    height = 2 * drawing.MARGIN + scale + head + row * len(row_names) + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    if scale:
        _depths(page, grid)
    top = drawing.MARGIN + scale + head
    for number, name in enumerate(column_names):
        x = left + (number + 0.5) * cell
        if numbered:  # in two lines, every other one higher: two digits are wider than a cell
            page.text(x, top - (1.6 if number % 2 else 4.2), name, size=style.SMALL - 1,
                      side="center")  # fmt: skip
        elif flat:
            page.text(x, top - 1.8, name, size=style.SMALL, side="center")
        else:
            page.text(x, top - 0.8, name, size=style.SMALL, turned=True)
    themes = list(grid.themes)
    for index, name in enumerate(row_names):
        y = top + index * row
        page.text(left - 2, y + row / 2, style.fit_name(name, label, style.SMALL), size=style.SMALL,
                  side="right")  # fmt: skip
        for number in range(len(column_names)):
            theme = themes[number] if turned else themes[index]
            report = grid.reports[index] if turned else grid.reports[number]
            done, total = grid.reported(theme, report.id), len(grid.themes[theme])
            x = left + number * cell
            page.box(x + 0.2, y + 0.2, cell - 0.4, row - 0.4, face=shade(done, total))
            if numbers:
                page.text(x + cell / 2, y + row / 2, f"{done}/{total}", size=style.SMALL,
                          side="center", colour=style.INK if done else style.QUIET)  # fmt: skip
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


def _depths(page: drawing.Sheet, grid: Grid) -> None:
    """What the tints mean where the cells hold no numbers: none, half, all of a theme."""
    x, y = drawing.MARGIN, drawing.MARGIN + 1.5
    zh = grid.language == "zh"
    for done, text in ((0, "无" if zh else "none"), (1, "一半" if zh else "half"),
                       (2, "全部" if zh else "all of the theme's indicators")):  # fmt: skip
        page.box(x, y - 1.1, 2.2, 2.2, face=shade(done, 2), edge=style.LINE, line=0.3)
        page.text(x + 3.2, y, text, size=style.SMALL)
        x += 3.2 + style.width_mm(text, style.SMALL) + 4


def shade(done: int, total: int) -> str:
    """A blue, deeper for a fuller theme; white when nothing is reported."""
    share = done / total if total else 0.0
    channels = [round(248 - share * (248 - full)) for full in (0x7C, 0xA9, 0xCE)]
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _missing(
    reports: Sequence[Metadata], given: Mapping[str, int], total: int, language: Language
) -> tuple[str, ...]:
    said = []
    for report in reports:
        absent = total - given[report.id]
        name = chart.county_label(report, reports, language)
        if absent:
            said.append(f"{name}：{absent} 项未报告" if language == "zh" else
                        f"{name}: {absent} indicators not reported")  # fmt: skip
    return tuple(said)


def _alt(grid: Grid, given: Mapping[str, int], total: int) -> str:
    listed = [
        f"{name} {given[report.id]}/{total}"
        for report, name in zip(grid.reports, grid.names, strict=True)
    ]
    body = drawing.joined(listed, grid.language)
    if grid.language == "zh":
        return f"覆盖矩阵：各县已报告的指标数。{body}。"
    return f"Coverage matrix: indicators that each county reports. {body}."
