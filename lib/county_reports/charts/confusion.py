"""The pairs of indicators that are confused most: what the gold says, what was read, how often.

A table with a bar at the end of each line. Sets of gold follow each other in the bar, dark and
light, with their numbers. A blind set is not drawn: which figures it has wrong is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.charts import chart, drawing, style
from county_reports.charts.chart import Chart
from county_reports.charts.matrix import shortened
from county_reports.charts.quality import set_name, sets_note
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.model import Metadata
from county_reports.quality import confusion as confused
from county_reports.quality import tables

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

MOST = 15
LINE, SECOND = 4.0, 2.4
TINTS = (style.DARK, style.LIGHT, style.MIDDLE)
WORDS = {
    confused.NONE: ("（无指标）", "(no indicator)"),
    confused.NOT_FOUND: ("（数字未读出）", "(figure not found)"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """One confusion with how often each set has it."""

    gold: str
    read: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How often, all sets together."""
        return sum(self.counts.values())


def indicator_name(name: str, language: Language) -> str:
    """An indicator's label with its family, or the words for none."""
    zh = language == "zh"
    if name in WORDS:
        return WORDS[name][0 if zh else 1]
    entry = codebook.load().indicators.get(name)
    return name if entry is None else entry.zh if zh else entry.en


def confusion(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
    most: int = MOST,
) -> Chart:
    """The most frequent confusions of indicators, e.g. 医保资金 read without an indicator 3 times.

    Args:
        table: a table of ``quality.tables.confusions``.
        reports: the annotated reports.
        language: of the labels.
        width: of the picture in mm.
        most: how many pairs are drawn.

    Raises:
        FigureError: no report, no confusion at all, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    every = tables.most_confused(table, len(table))
    kept = tables.most_confused(table, most)
    if kept.empty:
        raise FigureError("no indicator was confused", remedy="there is nothing to draw")
    indicators = table[table["of"] == "indicator"]
    sets = list(dict.fromkeys(str(name) for name in indicators["set"]))
    named = {report for row in indicators["reports"] for report in str(row).split()}
    pairs = _pairs(kept)
    rest = (len(_pairs(every)) - len(pairs), int(every["count"].sum() - kept["count"].sum()))
    notes = {each: _notes(sets, rest, each) for each in chart.LANGUAGES}
    with style.drawing():
        figure = _draw(pairs, sets, notes[language], language, width)
    return Chart(
        figure=figure,
        data=kept,
        language=language,
        caption_zh=f"最常混淆的 {len(pairs)} 对指标：标注、所读及次数。",
        caption_en=f"The {len(pairs)} most frequent confusions of indicators: what the gold says, "
        "what was read, and how often.",
        alt_zh=_alt(pairs, "zh"),
        alt_en=_alt(pairs, "en"),
        missing_zh=_missing(rest, "zh"),
        missing_en=_missing(rest, "en"),
        sources=chart.sources_of([report for report in reports if report.id in named]),
        parameters={"chart": "confusion", "sets": sets, "most": most, "language": language,
                    "width_mm": width},
        note_zh=sets_note(sets, "zh"),
        note_en=sets_note(sets, "en"),
    )  # fmt: skip


def _pairs(kept: DataFrame) -> tuple[Pair, ...]:
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in kept.to_dict("records"):
        pair = counts.setdefault((str(row["gold"]), str(row["read"])), {})
        pair[str(row["set"])] = int(row["count"])
    return tuple(Pair(gold, read, found) for (gold, read), found in counts.items())


def _missing(rest: tuple[int, int], language: Language) -> tuple[str, ...]:
    pairs, figures = rest
    if not pairs:
        return ()
    if language == "zh":
        return (f"另有 {pairs} 对混淆（{figures} 个数字）未画出",)
    return (f"{pairs} more confusions ({figures} figures) are not drawn",)


def _notes(sets: Sequence[str], rest: tuple[int, int], language: Language) -> list[str]:
    left = _missing(rest, language)
    if language == "zh":
        blind = "次数相同者按指标表顺序。盲测集只计总分，不列混淆。"
        return [sets_note(sets, language), "".join(f"{each}。" for each in left) + blind]
    blind = "Equals in the order of the codebook. Of a blind set only totals are shown."
    return [sets_note(sets, language), "".join(f"{each}. " for each in left) + blind]


def _draw(
    pairs: Sequence[Pair],
    sets: Sequence[str],
    notes: Sequence[str],
    language: Language,
    width: float,
) -> Figure:
    zh = language == "zh"
    lines = drawing.note_lines(notes, width)
    inner = width - 2 * drawing.MARGIN
    bars = max(14.0, 0.2 * inner)
    arrow = 5.0
    column = (inner - bars - arrow - 3) / 2
    labels = [
        tuple(shortened(indicator_name(name, language), column) for name in (each.gold, each.read))
        for each in pairs
    ]
    heights = [LINE + SECOND * (max(map(len, both)) - 1) for both in labels]
    head = 9.0
    height = 2 * drawing.MARGIN + head + sum(heights) + drawing.notes_height(lines) + 1
    page = drawing.sheet(width, height)
    second = drawing.MARGIN + column + arrow
    first_bar = second + column + 3
    _legend(page, sets, language)
    titles = ("标注为", "读作", "次数") if zh else ("The gold says", "Was read as", "Figures")
    for x, title in zip((drawing.MARGIN, second, first_bar), titles, strict=True):
        page.text(x, drawing.MARGIN + 6.3, title, bold=True)
    y = drawing.MARGIN + head
    scale = (bars - 5) / max(each.total for each in pairs)
    for each, both, tall in zip(pairs, labels, heights, strict=True):
        page.line((drawing.MARGIN, y), (width - drawing.MARGIN, y), width=0.3)
        middle = y + tall / 2
        for x, name, texts in zip((drawing.MARGIN, second), (each.gold, each.read), both,
                                  strict=True):  # fmt: skip
            first = middle - SECOND * (len(texts) - 1) / 2
            colour = style.QUIET if name in WORDS else style.INK
            for step, text in enumerate(texts):
                page.text(x, first + step * SECOND, text, size=style.SMALL, colour=colour)
        page.text(second - arrow / 2 - 0.5, middle, "→", size=style.SMALL, side="center",
                  colour=style.QUIET)  # fmt: skip
        _bar(page, each, sets, (first_bar, middle), scale)
        y += tall
    page.lines(drawing.MARGIN, y + 1.5, lines, size=style.SMALL)
    return page.figure


def _bar(
    page: drawing.Sheet, pair: Pair, sets: Sequence[str], place: tuple[float, float], scale: float
) -> None:
    x, y = place
    for number, name in enumerate(sets):
        long = pair.counts.get(name, 0) * scale
        if long:
            page.box(x, y - 1.1, long, 2.2, face=TINTS[number % len(TINTS)], edge=style.INK,
                     line=0.4)  # fmt: skip
            x += long
    page.text(x + 1, y, str(pair.total), size=style.SMALL)


def _legend(page: drawing.Sheet, sets: Sequence[str], language: Language) -> None:
    x, y = drawing.MARGIN, drawing.MARGIN + 1.5
    for number, name in enumerate(sets):
        text = set_name(name, language)
        page.box(x, y - 1.1, 3.2, 2.2, face=TINTS[number % len(TINTS)], edge=style.INK, line=0.4)
        page.text(x + 4.2, y, text, size=style.SMALL)
        x += 4.2 + style.width_mm(text, style.SMALL) + 5


def _alt(pairs: Sequence[Pair], language: Language) -> str:
    listed = [
        f"{indicator_name(each.gold, language)} → {indicator_name(each.read, language)} "
        f"{each.total}"
        for each in pairs
    ]
    body = drawing.joined(listed, language)
    if language == "zh":
        return f"最常混淆的指标及次数。{body}。"
    return f"Indicators confused most often, and how often. {body}."
