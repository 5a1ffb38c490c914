"""Precision and recall by family of indicators, with 95 % intervals and the size of each sample.

One block a family, one line a set of gold, two panels. The sets are told apart by shape and fill
(filled dot, hollow dot, filled square) and named on every line, so grey print loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.charts import chart, drawing, style
from county_reports.charts.chart import Chart
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.model import Metadata
from county_reports.quality import gold, tables
from county_reports.quality.scoring import LEAST

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

NAMES = {"seeds": ("种子集", "seeds"), "second": ("第二集", "second"), "third": ("第三集", "third")}
WHAT = (("precision", "精确率", "Precision"), ("recall", "召回率", "Recall"))
LINE = 2.75
"""From one set's line to the next, mm."""
BETWEEN = 1.5
"""Between two families, mm."""
SIZE = 1.45
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
KEPT = tuple(column.name for column in tables.SCORES)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Block:
    """One family with the lines of its sets, in the order of the sets."""

    theme: str
    rows: tuple[Row, ...]

    def label(self, language: Language) -> str:
        """The family's name."""
        entry = codebook.load().themes[self.theme]
        return entry.zh if language == "zh" else entry.en


def set_name(name: str, language: Language) -> str:
    """A set's name in a chart; that of a folder of one's own stays as it is."""
    zh, en = NAMES.get(name, (name, name))
    return zh if language == "zh" else en


def sets_note(sets: Sequence[str], language: Language) -> str:
    """What each set is, in one line: how far its scores may be believed."""
    said = []
    for name in sets:
        en, zh = gold.ROLES[gold.SETS.get(name, gold.OTHER)]
        real = name == "seeds"
        if language == "zh":
            said.append(f"{set_name(name, 'zh')}：{'真实报告' if real else '虚构报告'}，{zh}")
        else:
            kind = "real reports" if real else "invented reports"
            said.append(f"{set_name(name, 'en')}: {kind}, {en}")
    return "；".join(said) + "。" if language == "zh" else "; ".join(said) + "."


def quality(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
    least: int = LEAST,
) -> Chart:
    """Precision and recall of the indicators of each family, e.g. 建档立卡 0.98 of 55 figures.

    Args:
        table: a table of ``quality.tables.scores``.
        reports: the annotated reports.
        language: of the labels.
        width: of the picture in mm.
        least: a set's line is drawn from so many figures of the gold on.

    Raises:
        FigureError: no report, no family with so many figures, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    families = table[table["by"] == "family"]
    kept = families[families["sample"] >= least]
    if kept.empty:
        raise FigureError(
            f"no family of indicators has {least} figures in the gold", remedy="lower `least`"
        )
    blocks = _blocks(kept)
    order = [number for block in blocks for number in _numbers(block, kept)]
    sets = list(dict.fromkeys(str(name) for name in table["set"]))
    left_out = len(set(families["name"])) - len(blocks)
    notes = {each: _notes(sets, least, left_out, each) for each in chart.LANGUAGES}
    with style.drawing():
        figure = _draw(blocks, notes[language], language, width)
    return Chart(
        figure=figure,
        data=kept.loc[order, list(KEPT)].reset_index(drop=True),
        language=language,
        caption_zh="各领域指标读取的精确率与召回率（点）及其 95% 置信区间（线），n 为样本数。",
        caption_en="Precision and recall of the indicators by family (marks) with 95 % intervals "
        "(lines); n is the number of figures.",
        alt_zh=_alt(blocks, "zh"),
        alt_en=_alt(blocks, "en"),
        missing_zh=_missing(left_out, least, "zh"),
        missing_en=_missing(left_out, least, "en"),
        sources=chart.sources_of(reports),
        parameters={"chart": "quality", "sets": sets, "least": least, "language": language,
                    "width_mm": width},
        note_zh=sets_note(sets, "zh"),
        note_en=sets_note(sets, "en"),
    )  # fmt: skip


def _blocks(kept: DataFrame) -> tuple[Block, ...]:
    rows: dict[str, list[Row]] = {}
    for row in kept.to_dict("records"):
        named = {str(name): value for name, value in row.items()}
        rows.setdefault(str(row["name"]), []).append(named)
    return tuple(
        Block(theme, tuple(rows[theme])) for theme in codebook.load().themes if theme in rows
    )


def _numbers(block: Block, kept: DataFrame) -> list[object]:
    return list(kept.index[kept["name"] == block.theme])


def _missing(left_out: int, least: int, language: Language) -> tuple[str, ...]:
    if not left_out:
        return ()
    if language == "zh":
        return (f"{left_out} 个领域的标注数字不足 {least} 个，未画出",)
    return (f"{left_out} families have fewer than {least} annotated figures and are not drawn",)


def _notes(sets: Sequence[str], least: int, left_out: int, language: Language) -> list[str]:
    if language == "zh":
        more = f"另有 {left_out} 个领域不足此数。" if left_out else ""
        drawn = f"只画标注数字不少于 {least} 个的。{more}"
        how = "区间为 Wilson 法，假定各数字相互独立；实际不确定性更大。"
    else:
        more = f"{left_out} other families have fewer. " if left_out else ""
        drawn = f"Drawn from {least} annotated figures on. {more}"
        how = "Wilson intervals, figures taken as independent; the true uncertainty is larger."
    return [sets_note(sets, language), f"{drawn}{how}"]


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where one share is drawn: the axis from x, and the column of n to its right."""

    what: str
    title: str
    left: float
    width: float

    def x(self, share: float) -> float:
        return self.left + share * self.width


def _draw(
    blocks: Sequence[Block], notes: Sequence[str], language: Language, width: float
) -> Figure:
    zh = language == "zh"
    lines = drawing.note_lines(notes, width)
    names = max(style.width_mm(set_name(str(row["set"]), language), style.SMALL)
                for block in blocks for row in block.rows)  # fmt: skip
    wide = width >= 150
    inner = width - 2 * drawing.MARGIN
    label = max(style.width_mm(block.label(language), style.SIZE, bold=True) for block in blocks)
    label = min(label, 0.3 * inner) + 3 if wide else 1.5
    counts, gap = style.width_mm("n = 000", style.SMALL) - 1, 3.0
    panel = (inner - label - names - 3 - 2 * counts - gap) / 2
    left = drawing.MARGIN + label + names + 3
    panels = [
        _Panel(what, name_zh if zh else name_en, left + number * (panel + counts + gap), panel)
        for number, (what, name_zh, name_en) in enumerate(WHAT)
    ]
    own = 0.0 if wide else style.line_mm(style.SIZE)
    head, foot = 4.5, 4.5
    heights = [own + LINE * len(block.rows) + BETWEEN for block in blocks]
    height = 2 * drawing.MARGIN + head + sum(heights) + foot + drawing.notes_height(lines)
    page = drawing.sheet(width, height)
    top, bottom = drawing.MARGIN + head, drawing.MARGIN + head + sum(heights)
    for each in panels:
        _axis(page, each, bottom)
    y = top
    for block, tall in zip(blocks, heights, strict=True):
        room = label - 2 if wide else inner
        text = style.fit(block.label(language), room, style.SIZE, bold=True)
        page.text(drawing.MARGIN, y + BETWEEN / 2 + max(own, LINE) / 2, text, bold=True)
        for each in panels:
            for tick in TICKS:
                # a family's name on a line of its own is crossed by none
                x = each.x(tick)
                page.line((x, y + 1.2 * own), (x, y + tall), width=0.35)
        for number, row in enumerate(block.rows):
            middle = y + BETWEEN / 2 + own + (number + 0.5) * LINE
            name = set_name(str(row["set"]), language)
            page.text(left - 2, middle, name, size=style.SMALL, side="right", colour=style.QUIET)
            for each in panels:
                _mark(page, each, row, middle)
        y += tall
        page.line((drawing.MARGIN, y), (width - drawing.MARGIN, y), width=0.3)
    page.lines(drawing.MARGIN, bottom + foot + 1.0, lines, size=style.SMALL)
    return page.figure


def _axis(page: drawing.Sheet, panel: _Panel, bottom: float) -> None:
    page.text(panel.left, drawing.MARGIN + 1.6, panel.title, bold=True)
    page.text(panel.x(1) + 2.2, drawing.MARGIN + 1.6, "n", size=style.SMALL, colour=style.QUIET)
    for tick in TICKS:
        if panel.width >= 30 or tick in (0.0, 0.5, 1.0):
            page.text(panel.x(tick), bottom + 2, f"{tick:g}", size=style.SMALL, side="center",
                      colour=style.QUIET)  # fmt: skip


def _mark(page: drawing.Sheet, panel: _Panel, row: Row, y: float) -> None:
    share, low, high = (
        float(str(row[name])) for name in (panel.what, f"{panel.what}_low", f"{panel.what}_high")
    )
    size = row["given"] if panel.what == "precision" else row["sample"]
    page.text(panel.x(1) + 2.2, y, str(size), size=style.SMALL, colour=style.QUIET)
    if not int(str(size)):
        return
    page.line((panel.x(low), y), (panel.x(high), y), colour=style.INK, width=0.8)
    face, round_ = {"seeds": (style.DARK, True), "second": ("white", True)}.get(
        str(row["set"]), (style.MIDDLE, False)
    )
    edge = style.INK if round_ else "#8a5200"
    page.marks([(panel.x(share), y)], SIZE, round_=round_, face=face, edge=edge)


def _alt(blocks: Sequence[Block], language: Language) -> str:
    """The range of each set, with its lowest family; all shares are in the data."""
    zh = language == "zh"
    rows = [(block, row) for block in blocks for row in block.rows]
    listed = []
    for name in dict.fromkeys(str(row["set"]) for _, row in rows):
        own = [(block, row) for block, row in rows if str(row["set"]) == name]
        said = []
        for what, name_zh, name_en in WHAT:
            shares = [(float(str(row[what])), block.label(language)) for block, row in own]
            lowest, label = min(shares, key=lambda share: share[0])
            most = max(share for share, _ in shares)
            said.append(
                f"{name_zh} {lowest:.2f}（{label}）至 {most:.2f}"
                if zh
                else f"{name_en.lower()} {lowest:.2f} ({label}) to {most:.2f}"
            )
        listed.append(f"{set_name(name, language)} {('，' if zh else ', ').join(said)}")
    if zh:
        return f"{len(blocks)} 个领域指标的精确率与召回率及区间。{'；'.join(listed)}。"
    return (
        f"Precision and recall of the indicators of {len(blocks)} families, with intervals. "
        f"{'; '.join(listed)}."
    )
