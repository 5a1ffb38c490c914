"""Where the counties lie: a dot for each county in the tile of its province.

No package gives county borders under a free licence, and coordinates of counties come with terms
of their own; a tile for each province needs neither. It says which province a county is in,
never where in it. Counties whose province nobody has stated are listed beside the tiles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_reports.charts import chart, columns, drawing, style
from county_reports.charts.chart import Chart
from county_reports.charts.provinces import (
    COLUMNS,
    CONFLICT,
    PROVINCES,
    ROWS,
    Province,
    province_of,
)
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

LARGEST = 14.0
"""A tile's largest side, mm."""
GAP = 0.8
NAME = 2.4
"""Height of a county's line in a tile, mm."""
BESIDE = 45.0
"""With so much room, mm, the words stand beside the tiles and not below them."""
LISTED = 60
"""With more reports the counties of a province are counted and not named."""
SIZES = (style.SMALL, style.SMALL - 0.6)
DOT = 0.75
HELD = "#dbe4ec"
"""Tint of a tile that holds a county; the others are nearly white."""
WITHHELD = "the province is metadata of the report (admin code or name), not a sentence in it"


@dataclass(frozen=True, slots=True)
class Located:
    """The reports by province, in the order of the provinces' codes, and those without one."""

    provinces: Mapping[str, tuple[Metadata, ...]]
    unknown: tuple[tuple[Metadata, str], ...]
    reports: tuple[Metadata, ...]

    def names(self, province: str, language: Language) -> list[str]:
        """The counties of a province, each once although it may have several reports."""
        return _names(self.provinces.get(province, ()), self.reports, language)


def _names(some: Sequence[Metadata], reports: Sequence[Metadata], language: Language) -> list[str]:
    counties: dict[tuple[str, str], Metadata] = {}
    for report in some:
        # a county is its code, else its name and prefecture; without any of them, its report
        key = (report.admin_code or "", "" if report.admin_code else
               f"{report.prefecture or ''}{report.county or report.id}")  # fmt: skip
        counties.setdefault(key, report)
    firsts = list(counties.values())
    again = {report.id for report in some} - {report.id for report in firsts}
    others = [report for report in reports if report.id not in again]
    return [chart.county_label(report, others, language) for report in firsts]


def locate(reports: Sequence[Metadata]) -> Located:
    """The reports by province; those whose province is not stated or contradicted apart."""
    found: dict[str, list[Metadata]] = {}
    unknown = []
    for report in reports:
        province, how = province_of(report)
        if province is None:
            unknown.append((report, how))
        else:
            found.setdefault(province.code, []).append(report)
    return Located(
        {code: tuple(found[code]) for code in sorted(found)}, tuple(unknown), tuple(reports)
    )


def locator(
    comparison: DataFrame | None,  # noqa: ARG001  charts are called with a table first
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.COLUMN,
) -> Chart:
    """The chart of where the counties lie, e.g. 隆回县 (430524) in the tile of 湖南.

    Args:
        comparison: not read; every chart is called with a table first. May be None.
        reports: the counties' reports; the admin code's first two digits, else the province's
            name, says which tile a county stands in.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    located = locate(reports)
    with style.drawing():
        figure = _draw(located, language, width)
    return Chart(
        figure=figure,
        data=_data(located),
        language=language,
        caption_zh=f"{_count(located, 'zh')} 个县所在的省份。每省一格，示意位置，不表示边界、距离与面积；"
        "点为县，不表示在省内的位置。",
        caption_en=f"The provinces of {columns.counties(_count(located, 'en'))}. A tile a "
        "province, roughly placed: no borders, distances or areas; a dot is a county, "
        "not its place in the province.",
        alt_zh=_alt(located, "zh"),
        alt_en=_alt(located, "en"),
        missing_zh=_unknown(located, "zh"),
        missing_en=_unknown(located, "en"),
        sources=chart.sources_of(reports),
        parameters={"chart": "locator", "reports": [report.id for report in reports],
                    "language": language, "width_mm": width},
    )  # fmt: skip


def _count(located: Located, language: Language) -> int:
    """How many counties: several reports of one county are one dot."""
    known = sum(len(located.names(code, language)) for code in located.provinces)
    rest = [report for report, _ in located.unknown]
    return known + len(_names(rest, located.reports, language))


def _draw(located: Located, language: Language, width: float) -> Figure:
    tile = min((width - 2 * drawing.MARGIN + GAP) / COLUMNS, LARGEST)
    every = [located.names(code, language) for code in located.provinces]
    size = next((s for s in SIZES if all(fits(n, tile - GAP, s) for n in every)), None)
    right = drawing.MARGIN + tile * COLUMNS + 4
    lists, notes = _lists(located, language, named=size is not None), _notes(located, language)
    wide = width - drawing.MARGIN - right >= BESIDE
    text = drawing.note_lines([*lists, *notes], width - right + drawing.MARGIN if wide else width)
    map_height, text_height = tile * ROWS - GAP, drawing.notes_height(text)
    body = max(map_height, text_height) if wide else map_height + text_height
    page = drawing.sheet(width, body + 2 * drawing.MARGIN)
    for province in PROVINCES:
        _tile(page, province, located.names(province.code, language), (tile, language, size))
    if wide:
        page.lines(right, drawing.MARGIN, text, size=style.SMALL)
    else:
        drawing.foot(page, text)
    return page.figure


def fits(names: Sequence[str], side: float, size: float) -> bool:
    """Whether the names of a province's counties have room in its tile, a line each."""
    room = int((side - 2.8) // NAME)
    wide = max((style.width_mm(name, size) for name in names), default=0.0)
    return len(names) <= room and wide + 2.5 <= side


def _tile(
    page: drawing.Sheet,
    province: Province,
    names: Sequence[str],
    how: tuple[float, Language, float | None],
) -> None:
    tile, language, written = how
    x, y = drawing.MARGIN + province.column * tile, drawing.MARGIN + province.row * tile
    side = tile - GAP
    page.box(x, y, side, side, face=HELD if names else "#f6f7f8",
             edge=style.DARK if names else style.LINE, line=0.5)  # fmt: skip
    size, lines = title_lines(province, language, side - 0.6)
    for number, text in enumerate(lines):
        page.text(x + side / 2, y + 1.6 + number * 1.9, text, size=size, side="center",
                  colour=style.INK if names else style.QUIET)  # fmt: skip
    top = y + 1.6 + (len(lines) - 1) * 1.9 + 2.5
    if written is not None:
        for number, name in enumerate(names):
            page.dot(x + 1.2, top + number * NAME, 0.6)
            page.text(x + 2.2, top + number * NAME, name, size=written)
    elif names:
        _dots(page, len(names), (x, top, side, y + side))


def _dots(page: drawing.Sheet, count: int, room: tuple[float, float, float, float]) -> None:
    """So many dots in a tile's rest, or the number behind one dot where they have no room."""
    x, top, side, bottom = room
    step = 2.1
    across = int((side - 1.2) // step)
    down = int((bottom - top + 0.4) // step)
    if count <= across * down:
        places = [(x + 1.5 + (n % across) * step, top + (n // across) * step) for n in range(count)]
        page.marks(places, 2 * DOT, round_=True)
        return
    page.dot(x + side / 2 - 2, top + 0.8, DOT)
    page.text(x + side / 2 - 0.5, top + 0.8, f"×{count}", size=style.SMALL, bold=True)


def title_lines(province: Province, language: Language, width: float) -> tuple[float, list[str]]:
    """A province's name in its tile: smaller, then on two lines, before it is cut."""
    name, size = province.name(language), style.SMALL - 1
    for tried in (style.SMALL, size):
        if style.width_mm(name, tried) <= width:
            return tried, [name]
    parts = province.en.split("|") if language == "en" else [name]
    broken = [f"{parts[0]}-", *parts[1:]] if len(parts) > 1 else style.wrap(name, width, size)
    if any(style.width_mm(line, size) > width for line in broken):
        size -= 0.5
    return size, [style.fit(line, width, size) for line in broken]


def _lists(located: Located, language: Language, *, named: bool) -> list[str]:
    """The counties by province where the tiles have no room for names; then the unknown."""
    zh = language == "zh"
    said = []
    if not named and len(located.reports) > LISTED:
        counts = [f"{p.name(language)} {len(names)}" for p in PROVINCES
                  if (names := located.names(p.code, language))]  # fmt: skip
        said.append(f"各省县数：{'、'.join(counts)}；县名见随附数据。" if zh else
                    f"Counties: {', '.join(counts)}; names are in the data file.")  # fmt: skip
    elif not named:
        for province in PROVINCES:
            names = located.names(province.code, language)
            if names:
                said.append(f"{province.name(language)}{'：' if zh else ': '}"
                            + ("、" if zh else ", ").join(names))  # fmt: skip
    said += [text + ("。" if zh else ".") for text in _unknown(located, language)]
    return said


def _unknown(located: Located, language: Language) -> tuple[str, ...]:
    """Who has no province, and why, in words."""
    said = []
    for reason, zh, en in (
        (CONFLICT, "代码与省名不符，未标出", "Code and province disagree, not placed"),
        ("", "省份不详，未标出", "Province not stated, not placed"),
    ):
        some = [r for r, why in located.unknown if (why == CONFLICT) == (reason == CONFLICT)]
        if some:
            names = _names(some, located.reports, language)
            if len(names) > LISTED:
                names = [f"{len(names)} 个县" if language == "zh" else columns.counties(len(names))]
            said.append(f"{zh}：{'、'.join(names)}" if language == "zh"
                        else f"{en}: {', '.join(names)}")  # fmt: skip
    return tuple(said)


def _notes(located: Located, language: Language) -> list[str]:
    source = chart.source_note(chart.sources_of(located.reports), language)
    if language == "zh":
        return ["每省一格，为本项目自绘示意，不表示边界。点为有报告的县。", source]
    return ["A tile a province, this project's own drawing, no borders. A dot: a county.", source]


def _alt(located: Located, language: Language) -> str:
    zh = language == "zh"
    parts = []
    for province in PROVINCES:
        names = located.names(province.code, language)
        if names:
            listed = ("、" if zh else ", ").join(names)
            parts.append(f"{province.name(language)}{'：' if zh else ': '}{listed}")
    parts += _unknown(located, language)
    if zh:
        return f"省份方格示意图。{'；'.join(parts)}。"
    return f"Tiles of the provinces. {'; '.join(parts)}."


def _data(located: Located) -> DataFrame:
    """One row a report: its province, and how that is known. No figure is plotted."""
    import pandas as pd

    rows = []
    for report in located.reports:
        province, how = province_of(report)
        rows.append(
            {"reports": report.id, "places": None, "county": report.name,
             "report_year": report.year, "admin_code": report.admin_code,
             "province": province.zh if province else None,
             "province_en": province.en if province else None, "known": how,
             "withheld": WITHHELD}
        )  # fmt: skip
    return pd.DataFrame(rows).astype({"report_year": "Int64"})
