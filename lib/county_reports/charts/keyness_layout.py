"""Which key words of which counties the page holds, and how high it is; what is said under it.

As many words a county as there is room for, then as many counties: those with the most evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from county_reports.charts import chart, drawing, style
from county_reports.charts.chart import Source
from county_reports.comparison.tables import word
from county_reports.format import Language
from county_reports.language.tables import WEAK
from county_reports.model import Metadata

MOST, FEWEST = 12, 4
"""Words of one county: so many where there is room, and no fewer where counties are many."""
HINTED = 4
"""Words with weak evidence fill a county's panel up to so many lines: they are hints."""
LESS = 3
"""Up to so many of them are words that the county has less often."""
ROW = 4.0
HEAD = 8.6
GAP = 4.0
WIDE = 150.0
"""From this width on, mm, the panels stand in two columns."""
NO_OTHERS = "no report of another county to compare with"
NO_WORDS = "no word is frequent enough to be compared"
REASONS = {NO_OTHERS: "没有其他县的报告可比", NO_WORDS: "没有足够常见、可供比较的词"}


@dataclass(frozen=True, slots=True)
class Line:
    """One word of one county, as it is drawn."""

    word: str
    ratio: float
    here: int
    there: int
    key: bool
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Panel:
    """One county: its words from the most to the least, or the reason why there are none."""

    report: Metadata
    name: str
    size: int
    lines: tuple[Line, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The panels with their common scale, and what is said under them."""

    panels: tuple[Panel, ...]
    notes: tuple[str, ...]
    width: float
    language: Language

    @property
    def columns(self) -> int:
        """Panels beside each other."""
        return 2 if self.width >= WIDE and len(self.panels) > 1 else 1

    @property
    def rows(self) -> list[tuple[Panel, ...]]:
        """The panels as they stand in rows, read from left to right."""
        step = self.columns
        return [self.panels[at : at + step] for at in range(0, len(self.panels), step)]

    @property
    def heights(self) -> list[float]:
        """Height of each row of panels, mm."""
        return [HEAD + ROW * max(max(len(p.lines), 1) for p in row) for row in self.rows]

    @property
    def height(self) -> float:
        """Height of the whole picture, mm."""
        body = sum(self.heights) + GAP * (len(self.rows) - 1)
        return body + drawing.notes_height(self.notes) + 2 * drawing.MARGIN + 1


def laid_out(
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    reports: Sequence[Metadata],
    sources: Sequence[Source],
    *,
    most: int,
    width: float,
    language: Language,
) -> Page:
    """As many words a county as the page holds, then as many counties."""
    chosen = list(reports)
    words = most
    while True:
        panels = tuple(_panel(rows[each.id], each, reports, words, language) for each in chosen)
        notes = [*_notes(panels, len(reports), language), chart.source_note(sources, language)]
        page = Page(panels, tuple(drawing.note_lines(notes, width)), width, language)
        if page.height <= style.TALLEST or (len(chosen) == 1 and words <= FEWEST):
            return page
        if words > FEWEST:
            words -= 1
        else:
            fewer = max(1, min(len(chosen) - 1, int(len(chosen) * style.TALLEST / page.height)))
            chosen = _strongest(rows, reports, fewer)


def _strongest(
    rows: Mapping[str, Sequence[Mapping[str, object]]], reports: Sequence[Metadata], count: int
) -> list[Metadata]:
    """The reports with the most evidence for their key words, in the order given."""

    def evidence(report: Metadata) -> tuple[float, str]:
        weights = sorted((_number(row["bic"]) for row in rows[report.id] if row["key"] is True
                          or str(row["key"]) == "True"), reverse=True)  # fmt: skip
        return -sum(weights[:FEWEST]), report.id

    kept = {report.id for report in sorted(reports, key=evidence)[:count]}
    return [report for report in reports if report.id in kept]


def _number(value: object) -> float:
    return float(str(value))


def _panel(
    rows: Sequence[Mapping[str, object]],
    report: Metadata,
    reports: Sequence[Metadata],
    most: int,
    language: Language,
) -> Panel:
    name = chart.county_label(report, reports, language)
    if not rows:
        return Panel(report, name, 0, (), NO_OTHERS)
    key = [_line(row) for row in rows if str(row["key"]) == "True"]
    weak = [_line(row) for row in rows if word(row["aside"]) == WEAK]
    less = _by_evidence([line for line in key if line.ratio < 0])[: min(LESS, most // 3)]
    more = _by_evidence([line for line in key if line.ratio > 0])[: most - len(less)]
    hints = _by_evidence([line for line in weak if line.ratio > 0])
    more += hints[: max(0, min(most, HINTED) - len(less) - len(more))]
    lines = sorted([*more, *less], key=lambda line: (-line.ratio, -line.here, line.word))
    size = int(str(rows[0]["size"]))
    return Panel(report, name, size, tuple(lines), "" if lines else NO_WORDS)


def _line(row: Mapping[str, object]) -> Line:
    return Line(
        str(row["word"]), _number(row["log_ratio"]), int(str(row["count"])),
        int(str(row["others_count"])), str(row["key"]) == "True", row,
    )  # fmt: skip


def _by_evidence(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-_number(line.cells["g2"]), line.word))


def _notes(panels: Sequence[Panel], every: int, language: Language) -> list[str]:
    zh = language == "zh"
    notes = []
    lines = [line for panel in panels for line in panel.lines]
    fewer = any(line.ratio < 0 for line in lines)
    if lines:
        notes.append(
            "×4：此词在本县报告中所占比重为其他各县合计的 4 倍。"
            "此／他：本县与其他县的出现次数，0 按 0.5 计。" if zh else
            "×4: the word's share of this report is four times its share of the others together. "
            "Beside it its occurrences here : in the others; 0 counts as 0.5."
        )  # fmt: skip
    if fewer:
        notes.append(
            "×1 左侧（橙色）：本县较少使用的词，÷4 为四分之一。" if zh else
            "Left of ×1 (orange): words used less than elsewhere, ÷4 a quarter as much."
        )  # fmt: skip
    if any(not line.key for line in lines):
        notes.append(
            f"空心：关键词不足 {HINTED} 个之处的提示，证据较弱（对数似然 G² 未达 ln N + 2）。" if zh else
            f"Hollow: hints where key words are fewer than {HINTED}; their evidence is weak "
            "(log-likelihood G² under ln N + 2)."
        )  # fmt: skip
    if every > len(panels):
        notes.append(
            f"共 {every} 份报告，仅绘证据最强的 {len(panels)} 份。" if zh else
            f"Of {every} reports, the {len(panels)} with the strongest evidence are drawn."
        )  # fmt: skip
    return notes
