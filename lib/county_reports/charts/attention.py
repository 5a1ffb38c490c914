"""Money against words: what share of the words, the figures and the money each theme gets.

Few counties: a panel for each, a line for each theme, three marks on one scale of percent; a bar
joins words and money, so what is talked about more than paid for lies to one side. Many counties:
a panel for each measure, a tick for each county, the median as a dot. A report that names the money
of fewer than two themes has no shares of it, and its panel says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.attention.themes import FIGURES, MEASURES, MONEY, THEMES, WORDS
from county_reports.charts import chart, drawing, style
from county_reports.charts.chart import Chart
from county_reports.comparison.tables import given
from county_reports.errors import FigureError
from county_reports.format import CORRECTED_MARK, RESTORED_MARK, Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

FEW = 6
"""Up to so many counties have a panel each."""
LINES = 13
"""Themes in a panel where panels stand in rows below each other; those with money come first."""
ROW, HEAD, AXIS = 3.7, 8.0, 5.0
PANEL = 22.5
"""Narrowest panel, mm."""
IN_WORDS = 5

LABELS: Mapping[str, tuple[str, str]] = {
    WORDS: ("词语", "words"), FIGURES: ("数字", "figures"), MONEY: ("资金", "money"),
}  # fmt: skip
LOOKS: Mapping[str, tuple[str, float, str, str]] = {
    # shape, size in mm, face, edge: told apart without colour
    WORDS: ("o", 1.5, style.DARK, style.DARK),
    FIGURES: ("|", 2.1, "none", style.INK),
    MONEY: ("s", 1.5, style.MIDDLE, "#8a5200"),
}

Cell = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn: shares by (theme, report, measure), the themes shown, the reports."""

    cells: Mapping[tuple[str, str, str], Cell]
    themes: Sequence[str]
    left_out: Sequence[str]
    reports: Sequence[Metadata]
    language: Language
    width: float

    @property
    def names(self) -> list[str]:
        """Labels of the counties."""
        return [chart.county_label(r, self.reports, self.language) for r in self.reports]

    def share(self, theme: str, report: str, measure: str) -> float | None:
        """A share, 0 to 1, or None where there is none."""
        cell = self.cells.get((theme, report, measure))
        return float(str(cell["share"])) if cell and given(cell["share"]) else None

    def paid(self, report: str) -> bool:
        """Whether a report has shares of money."""
        return any(self.share(t, report, MONEY) is not None for t in (*self.themes, *self.left_out))

    @property
    def highest(self) -> float:
        """The largest share on the page, percent."""
        shares = [
            self.share(theme, report.id, measure) or 0.0
            for theme in self.themes for report in self.reports for measure in MEASURES
        ]  # fmt: skip
        return 100 * max(shares, default=0.0) or 1.0

    def label(self, theme: str) -> str:
        """A theme's label."""
        entry = codebook.load().themes[theme]
        return entry.zh if self.language == "zh" else entry.en

    @property
    def label_width(self) -> float:
        """Width of the themes' labels, mm."""
        widest = max((style.width_mm(self.label(t), style.SMALL) for t in self.themes), default=9.0)
        # a column's width cuts no theme's name: Living environment and ecology
        return min(widest, (0.29 if self.width >= 150 else 0.38) * self.width)


def attention(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of money against words, e.g. 隆回县 roads: 1 % of the words, 15 % of the money.

    Args:
        table: a table of ``attention.themes.themes_frame`` (columns of ``THEMES``).
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm.

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
            remedy="make it with attention.themes.themes_frame of these reports",
        )
    cells: dict[tuple[str, str, str], Cell] = {
        (str(row["theme"]), str(row["report"]), str(row["measure"])): {
            str(k): v for k, v in row.items()
        }
        for row in kept.to_dict("records") if given(row["theme"])
    }  # fmt: skip
    plan = _plan(cells, reports, language, width)
    with style.drawing():
        figure = _panels(plan) if len(reports) <= FEW else _strips(plan)
    count = len(reports)
    return Chart(
        figure=figure,
        data=kept[[column.name for column in THEMES]].reset_index(drop=True),
        language=language,
        caption_zh=f"{count} 份县级报告各领域所占词语、数字和资金的比重（%）。资金只算报告按领域"
        "列出的金额；谈得多不等于做得多，未列资金不等于没有花钱。",
        caption_en=f"Share of the words, the figures and the money of each theme in "
        f"{'one county report' if count == 1 else f'{count} county reports'} (%). Money is what "
        "reports name by theme; more words do not mean more done, and no money named does not "
        "mean none spent.",
        alt_zh=_alt(plan, "zh"),
        alt_en=_alt(plan, "en"),
        missing_zh=tuple(_without(plan, "zh")),
        missing_en=tuple(_without(plan, "en")),
        sources=chart.sources_of(reports),
        parameters={"chart": "attention", "reports": ids, "themes": list(plan.themes),
                    "language": language, "width_mm": width},
    )  # fmt: skip


def _plan(
    cells: Mapping[tuple[str, str, str], Cell],
    reports: Sequence[Metadata],
    language: Language,
    width: float,
) -> Plan:
    """The themes with the largest shares, in the order of the codebook."""
    every = [t for t in codebook.load().themes if any(key[0] == t for key in cells)]
    bare = Plan(cells, every, (), reports, language, width)
    largest = {
        theme: max(bare.share(theme, r.id, m) or 0.0 for r in reports for m in MEASURES)
        for theme in every
    }
    paid = {t: any(bare.share(t, r.id, MONEY) is not None for r in reports) for t in every}
    ranked = sorted(every, key=lambda theme: (not paid[theme], -largest[theme]))
    one_row = len(reports) > FEW or _across(bare) >= len(reports)
    ranked = ranked if one_row else ranked[:LINES]
    shown = [theme for theme in every if theme in ranked and largest[theme] > 0]
    return Plan(cells, shown, [t for t in every if t not in shown], reports, language, width)


# ---- few counties: a panel for each


def _across(plan: Plan) -> int:
    """How many panels have room beside each other, beside the themes' names."""
    room = plan.width - 2 * drawing.MARGIN - plan.label_width - 2.5
    return max(1, min(len(plan.reports), int(room // PANEL)))


def _panels(plan: Plan) -> Figure:
    width, reports = plan.width, plan.reports
    left = drawing.MARGIN + plan.label_width + 2.5
    room = width - left - drawing.MARGIN
    deep = -(-len(reports) // _across(plan))
    across = -(-len(reports) // deep)
    step = room / across
    body = HEAD + ROW * max(len(plan.themes), 1) + AXIS
    notes = drawing.note_lines(_notes(plan, panels=True), width)
    height = 2 * drawing.MARGIN + 4.5 + deep * body + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    _legend(page, plan)
    scale = drawing.ticks(plan.highest, most=3)
    for number, report in enumerate(reports):
        x = left + (number % across) * step
        y = drawing.MARGIN + 4.5 + (number // across) * body
        if number % across == 0:
            for line, theme in enumerate(plan.themes):
                text = style.fit(plan.label(theme), plan.label_width, style.SMALL)
                page.text(left - 2.5, y + HEAD + (line + 0.5) * ROW, text, size=style.SMALL,
                          side="right")  # fmt: skip
        name = style.fit_name(plan.names[number], step - 2, bold=True)
        page.text(x, y + 2.2, name, bold=True)
        if not plan.paid(report.id):
            page.text(x, y + 5.4, _no_money(plan, report.id, step - 1), size=style.SMALL - 0.5,
                      colour=style.QUIET)  # fmt: skip
        _panel(page, plan, report.id, Track(x, y + HEAD, step - 5, scale))
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


@dataclass(frozen=True, slots=True)
class Track:
    """A scale of percent on the page: its top left corner and its length in mm, its ticks."""

    x: float
    y: float
    length: float
    ticks: Sequence[float]

    def at(self, share: float) -> float:
        """Where a share (0 to 1) stands, mm from the left."""
        return self.x + self.length * 100 * share / self.ticks[-1]


def _panel(page: drawing.Sheet, plan: Plan, report: str, track: Track) -> None:
    x, y, length = track.x, track.y, track.length
    _scale(page, track, y + ROW * len(plan.themes))
    places: dict[str, list[tuple[float, float]]] = {measure: [] for measure in MEASURES}
    for line, theme in enumerate(plan.themes):
        middle = y + (line + 0.5) * ROW
        page.line((x, middle), (x + length, middle), colour="#ededed")
        shares = {m: plan.share(theme, report, m) for m in MEASURES}
        at = {m: track.at(share) for m, share in shares.items() if share}
        if WORDS in at and MONEY in at:
            page.line((at[WORDS], middle), (at[MONEY], middle), colour="#8a8a8a", width=1.1)
        for measure, place in at.items():
            places[measure].append((place, middle))
        _mark_of_amount(page, plan, (theme, report), (at.get(MONEY), middle))
    for measure in (FIGURES, WORDS, MONEY):
        _marks(page, measure, places[measure])


def _mark_of_amount(
    page: drawing.Sheet, plan: Plan, key: tuple[str, str], place: tuple[float | None, float]
) -> None:
    """† beside an amount whose digits were split, ‡ beside one that a person corrected."""
    cell = plan.cells.get((*key, MONEY))
    x, y = place
    if cell is None or x is None:
        return
    split = RESTORED_MARK if str(cell["restoration"]) in ("proven", "unique") else ""
    mark = split + (CORRECTED_MARK if given(cell["correction"]) else "")
    if mark:
        page.text(x + 1.2, y - 0.8, mark, size=style.SMALL - 0.5)


def _marks(page: drawing.Sheet, measure: str, places: Sequence[tuple[float, float]]) -> None:
    shape, size, face, edge = LOOKS[measure]
    page.marks(places, size, shape=shape, face=face, edge=edge)


def _scale(page: drawing.Sheet, track: Track, low: float) -> None:
    last = track.ticks[-1]
    for tick in track.ticks:
        at = track.at(tick / 100)
        page.line((at, track.y), (at, low), colour="#e2e2e2")
        text = f"{tick:g}%" if tick == last else f"{tick:g}"
        page.text(at, low + 1.6, text, size=style.SMALL - 0.5, side="center", colour=style.QUIET)


def _legend(page: drawing.Sheet, plan: Plan) -> None:
    x, y = drawing.MARGIN + 1, drawing.MARGIN + 1.4
    said = "占比：" if plan.language == "zh" else "Share of"
    page.text(x - 1, y, said, size=style.SMALL)
    x += style.width_mm(said, style.SMALL) + 2
    for measure in MEASURES:
        label = LABELS[measure][plan.language == "en"]
        _marks(page, measure, [(x, y)])
        page.text(x + 1.8, y, label, size=style.SMALL)
        x += style.width_mm(label, style.SMALL) + 6


# ---- many counties: a panel for each measure


def _strips(plan: Plan) -> Figure:
    width = plan.width
    left = drawing.MARGIN + plan.label_width + 2.5
    step = (width - left - drawing.MARGIN) / len(MEASURES)
    notes = drawing.note_lines(_notes(plan, panels=False), width)
    low = drawing.MARGIN + HEAD + ROW * max(len(plan.themes), 1)
    height = low + AXIS + drawing.MARGIN + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    top = drawing.MARGIN + HEAD
    scale = drawing.ticks(plan.highest, most=3)
    length = step - 6
    for line, theme in enumerate(plan.themes):
        text = style.fit(plan.label(theme), plan.label_width, style.SMALL)
        page.text(left - 2.5, top + (line + 0.5) * ROW, text, size=style.SMALL, side="right")
    for number, measure in enumerate(MEASURES):
        x = left + number * step
        page.text(x, top - 5.2, LABELS[measure][plan.language == "en"], bold=True)
        track = Track(x, top, length, scale)
        _scale(page, track, low)
        ticks: list[tuple[float, float]] = []
        middles: list[tuple[float, float]] = []
        for line, theme in enumerate(plan.themes):
            y = top + (line + 0.5) * ROW
            shares = [plan.share(theme, report.id, measure) for report in plan.reports]
            known = [share for share in shares if share is not None]
            page.line((x, y), (x + length, y), colour="#ededed")
            ticks += [(track.at(share), y) for share in known]
            if known:
                middles.append((track.at(median(known)), y))
            if measure == MONEY:
                page.text(x + length + 1.5, y, str(len(known) or "–"), size=style.SMALL - 0.5,
                          colour=style.QUIET)  # fmt: skip
        page.marks(ticks, 2.2, shape="|", face="none", edge="#7d97ad")
        _marks(page, MONEY if measure == MONEY else WORDS, middles)
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


# ---- words


def _amounts(plan: Plan, report: str) -> int:
    """How many themes a report names the money of."""
    return sum(
        given(cell["value"])
        for (_, owner, measure), cell in plan.cells.items()
        if owner == report and measure == MONEY
    )


def _no_money(plan: Plan, report: str, room: float) -> str:
    """Why a panel has no shares of money, as long as there is room."""
    one = _amounts(plan, report) == 1
    if plan.language == "zh":
        texts = ("仅一个领域列有资金" if one else "未按领域列资金", "资金不可比", "–")
    else:
        texts = ("money of one theme only" if one else "no money by theme", "no money shares", "–")
    return next((t for t in texts if style.width_mm(t, style.SMALL - 0.5) <= room), "–")


def _notes(plan: Plan, *, panels: bool) -> list[str]:
    zh = plan.language == "zh"
    if panels:
        said = (
            "灰线连接词语与资金两个比重；没有记号即没有谈到、没有数字或未列资金。"
            if zh
            else ("Grey bars join words and money. No mark: nothing said, no figure or no money.")
        )
    else:
        said = (
            "每一短线为一个县，圆点或方块为中位数；资金只算列有该领域资金的县，县数见右侧。" if zh else
            "Each tick is a county, the dot or square is the median; of money only over the "
            "counties that name it for the theme, whose number is at the right."
        )  # fmt: skip
    notes = [said]
    without = _without(plan, plan.language)
    if without:
        more = len(without) - IN_WORDS
        listed = drawing.joined(without[:IN_WORDS], plan.language)
        if zh:
            notes.append(f"没有资金比重：{listed}{f'等 {len(without)} 县' if more > 0 else ''}。")
        else:
            tail = f" and {more} more" if more > 0 else ""
            notes.append(f"No shares of money: {listed}{tail}.")
    if plan.left_out:
        notes += _undrawn(plan)
    money = [cell for (_, _, measure), cell in plan.cells.items() if measure == MONEY]
    if panels:
        notes += chart.mark_notes(money, plan.language)
    return [*notes, chart.source_note(chart.sources_of(plan.reports), plan.language)]


def _undrawn(plan: Plan) -> list[str]:
    """The themes that are not drawn: nobody speaks of them, or there is no room for them."""
    zh = plan.language == "zh"
    empty: list[str] = []
    more: list[str] = []
    for theme in plan.left_out:
        some = any(plan.share(theme, r.id, m) for r in plan.reports for m in MEASURES)
        (more if some else empty).append(plan.label(theme))
    notes = []
    if more:
        listed = drawing.joined(more, plan.language)
        notes.append(f"因篇幅未画的领域（列有资金的领域优先）：{listed}。" if zh else
                     f"Left out for want of room (themes with money first): {listed}.")  # fmt: skip
    if empty:
        listed = drawing.joined(empty, plan.language)
        notes.append(f"各县均未涉及的领域：{listed}。" if zh else
                     f"Not touched by any report: {listed}.")  # fmt: skip
    return notes


def _without(plan: Plan, language: Language) -> list[str]:
    """The counties without shares of money, each with its reason."""
    said = []
    for report in plan.reports:
        if plan.paid(report.id):
            continue
        name = chart.county_label(report, plan.reports, language)
        one = _amounts(plan, report.id) == 1
        if language == "zh":
            said.append(f"{name}（{'仅一个领域列有资金' if one else '未按领域列资金'}）")
        else:
            said.append(f"{name} ({'money of one theme only' if one else 'no money by theme'})")
    return said


def _alt(plan: Plan, language: Language) -> str:
    zh = language == "zh"
    told = []
    for report in plan.reports[:IN_WORDS]:
        parts = []
        for measure in MEASURES:
            shares = {t: plan.share(t, report.id, measure) or 0.0 for t in plan.themes}
            label = LABELS[measure][language == "en"]
            if not any(shares.values()):
                parts.append(f"{label}{'无' if zh else ': none'}")
                continue
            best = max(shares, key=lambda theme: shares[theme])
            entry = codebook.load().themes[best]
            percent = f"{100 * shares[best]:.0f}%"
            parts.append(f"{label}以{entry.zh}最多（{percent}）" if zh else
                         f"{label} most on {entry.en} ({percent})")  # fmt: skip
        name = chart.county_label(report, plan.reports, language)
        body = ("，" if zh else ", ").join(parts)
        told.append(f"{name}：{body}" if zh else f"{name}: {body}")
    rest = len(plan.reports) - len(told)
    if zh:
        return f"各领域的词语、数字与资金比重。{'；'.join(told)}{f'；另有 {rest} 个县' if rest else ''}。"
    more = f"; and {rest} more counties" if rest else ""
    return f"Share of words, figures and money by theme. {'; '.join(told)}{more}."
