"""One indicator across the counties: a dot for each figure, a line for what it may stand for.

Ranks stand beside the names as far as the printed figures allow: 2, or 2–3 where intervals meet.
What is not reported has no place on the scale; it is named below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as words
from county_reports.charts import chart, drawing, style
from county_reports.charts.chart import Chart
from county_reports.comparison.denominators import per_named
from county_reports.comparison.statistics import selection_note
from county_reports.comparison.tables import given, word
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

MOST = 40
"""Up to so many counties are drawn; of more, the first and the last twenty."""
FOOT = 8.5
NARROWEST = 25.0
"""Width of the scale in mm below which values stand under the names."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn: ranked rows, how many are left out, counties without a value."""

    rows: Sequence[Row]
    left_out: int
    silent: Sequence[tuple[str, str]]
    names: Mapping[str, str]
    reports: Sequence[Metadata]
    title: str
    language: Language
    width: float


def ranks(
    table: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.COLUMN,
) -> Chart:
    """The dot plot of one indicator, the largest value first, e.g. 贫困村数 隆回县 192, 慈利县 134.

    Args:
        table: a table of ``comparison.statistics.ranks`` with one indicator; with a column ``per``
            when the values were divided.
        reports: the counties' reports.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, several indicators, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    kept = table[table["report"].isin([report.id for report in reports])]
    named = list(dict.fromkeys(kept["indicator"]))
    if len(named) != 1:
        raise FigureError(
            f"the chart ranks one indicator, not {len(named)}",
            remedy="give it the rows of one indicator",
        )
    plan = _plan(kept, str(named[0]), reports, language, width)
    with style.drawing():
        figure = _draw(plan)
    note = selection_note(kept)
    titles = {each: _title(kept, str(named[0]), each) for each in chart.LANGUAGES}
    return Chart(
        figure=figure,
        data=chart.plotted(kept.reset_index(drop=True)),
        language=language,
        caption_zh=f"{titles['zh']}，按数值排列；横线为印出数字所能代表的范围，范围相接者名次不分。"
        f"{note.zh}",
        caption_en=f"{titles['en']}, in order of size; lines show what a printed figure may stand "
        f"for, and where they meet ranks are tied. {note.en}",
        alt_zh=_alt(kept, reports, titles["zh"], "zh"),
        alt_en=_alt(kept, reports, titles["en"], "en"),
        missing_zh=_missing(kept, reports, "zh"),
        missing_en=_missing(kept, reports, "en"),
        sources=chart.sources_of(reports),
        parameters={"chart": "ranks", "indicator": str(named[0]),
                    "reports": [report.id for report in reports], "language": language,
                    "width_mm": width},
    )  # fmt: skip


def _plan(
    table: DataFrame,
    indicator: str,
    reports: Sequence[Metadata],
    language: Language,
    width: float,
) -> Plan:
    about = {report.id: report for report in reports}
    names = {i: chart.county_label(report, reports, language) for i, report in about.items()}
    rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
    ranked = [row for row in rows if isinstance(row["value"], Decimal)]
    silent = [(names[str(r["report"])], words.missing(word(r["missing"]), language))
              for r in rows if not isinstance(r["value"], Decimal)]  # fmt: skip
    left_out = max(0, len(ranked) - MOST)
    if left_out:
        ranked = [*ranked[: MOST // 2], *ranked[-(MOST // 2) :]]
    title = _title(table, indicator, language)
    return Plan(ranked, left_out, silent, names, reports, title, language, width)


def _title(table: DataFrame, indicator: str, language: Language) -> str:
    """The indicator's label with its unit: 贫困村数（个村）, Water funds per head (CNY)."""
    entry = codebook.load().indicators[indicator]
    label = entry.zh if language == "zh" else entry.en
    per = next((word(each) for each in table["per"] if given(each)), None)
    unit = words.unit_word(str(table["unit"].iloc[0]), language).strip()
    zh = language == "zh"
    if per is not None:
        label += f"，{per_named(per).zh}" if zh else f" {per_named(per).en}"
    return f"{label}（{unit}）" if zh else f"{label} ({unit})"


def label(row: Row, language: Language) -> str:
    """A ranked value with its marks; a quotient with three significant digits."""
    value = row["value"]
    if not isinstance(value, Decimal):
        return words.missing(word(row["missing"]), language)
    if given(row.get("per")):
        value = Decimal(words.significant(value).replace(",", ""))
    return words.figure(
        value, str(row["unit"]), language, bound=word(row["bound"]),
        restoration=word(row["restoration"]), correction=word(row["correction"]),
    )  # fmt: skip


def place(row: Row) -> str:
    """The rank as far as it is known: 2, or 2–3."""
    best, worst = row["best"], row["worst"]
    return f"{best}" if best == worst else f"{best}–{worst}"


def _ends(row: Row) -> tuple[float, float | None]:
    low, upper = row["low"], row["upper"]
    value = row["value"] if isinstance(row["value"], Decimal) else Decimal(0)
    return (
        float(low if isinstance(low, Decimal) else value),
        float(upper) if isinstance(upper, Decimal) else None,
    )


def _draw(plan: Plan) -> Figure:
    width, language = plan.width, plan.language
    labels = [label(row, language) for row in plan.rows]
    places = [place(row) for row in plan.rows]
    names = [plan.names[str(row["report"])] for row in plan.rows]
    rank_width = max([style.width_mm(text) for text in places] + [4.0])
    name_width = min(max([style.width_mm(n) for n in names] + [8.0]), 0.3 * width)
    value_width = max([style.width_mm(text, style.SMALL) for text in labels] + [8.0])
    origin = drawing.MARGIN + rank_width + 2 + name_width + 3
    far = width - drawing.MARGIN - value_width - 3
    notes = drawing.note_lines(_notes(plan), width)
    titles = style.wrap(plan.title, width - 2 * drawing.MARGIN)
    # forty lines, the notes and the caption below them go on one page
    step = 6.0 if len(plan.rows) <= 12 else 4.4
    body = step * max(len(plan.rows), 1)
    head = 4.5
    foot = FOOT + style.line_mm() * (len(titles) - 1)
    height = 2 * drawing.MARGIN + head + body + foot + drawing.notes_height(notes)
    page = drawing.sheet(width, height)
    top = drawing.MARGIN + head
    known = [end for row in plan.rows for end in _ends(row) if end is not None]
    marks = drawing.ticks(max(known, default=1.0), most=6 if width > 120 else 3)
    scale = max(far - origin, NARROWEST) / marks[-1]
    unit = str(plan.rows[0]["unit"]) if plan.rows else ""
    page.text(drawing.MARGIN, top - 2.2, "名次" if language == "zh" else "Rank",
              size=style.SMALL, colour=style.QUIET)  # fmt: skip
    for mark in marks if plan.rows else ():
        x = origin + mark * scale
        page.line((x, top), (x, top + body), colour="#e6e6e6")
        page.text(x, top + body + 2, _tick(mark, unit, language), size=style.SMALL, side="center",
                  colour=style.QUIET)  # fmt: skip
    for number, line in enumerate(titles):
        page.text(width / 2, top + body + 5.5 + number * style.line_mm(), line, side="center")
    for number, (row, name) in enumerate(zip(plan.rows, names, strict=True)):
        y = top + (number + 0.5) * step
        if plan.left_out and number == MOST // 2:
            page.line((drawing.MARGIN, top + number * step),
                      (width - drawing.MARGIN, top + number * step), colour=style.QUIET,
                      dashed=True)  # fmt: skip
        page.text(drawing.MARGIN + rank_width, y, places[number], side="right")
        page.text(origin - 3, y, style.fit_name(name, name_width), side="right")
        _mark(page, row, (y, origin, scale, marks[-1]), labels[number])
    if not plan.rows:
        page.text(origin, top + step / 2, words.missing("not reported", language),
                  colour=style.QUIET)  # fmt: skip
    page.lines(drawing.MARGIN, height - drawing.MARGIN - drawing.notes_height(notes) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


def _tick(mark: float, unit: str, language: Language) -> str:
    value = Decimal(str(mark))
    return words.money(value, language) if unit == "CNY" and mark >= 10**4 else words.number(value)


def _mark(page: drawing.Sheet, row: Row, at: tuple[float, float, float, float], text: str) -> None:
    y, origin, scale, highest = at
    value = row["value"]
    assumed = float(value) if isinstance(value, Decimal) else 0.0
    low, upper = _ends(row)
    end = highest if upper is None else upper
    page.line((origin + low * scale, y), (origin + end * scale, y), colour=style.DARK, width=1.6)
    hollow = upper is None or given(row.get("conflict"))
    page.dot(origin + assumed * scale, y, 0.95, face="white" if hollow else style.DARK,
             edge=style.DARK)  # fmt: skip
    page.text(origin + max(assumed, end) * scale + 1.8, y, text, size=style.SMALL)


def _notes(plan: Plan) -> list[str]:
    zh = plan.language == "zh"
    notes = []
    if any(given(row.get("conflict")) for row in plan.rows):
        notes.append("○ 同一报告另有不同数值（见数据文件），图中取其一。" if zh else
                     "○ the report states other values as well (in the data file); one is "
                     "drawn.")  # fmt: skip
    if any(place(row).count("–") for row in plan.rows):
        notes.append("名次如 2–3：印出数字的范围相接，先后无法分辨。" if zh else
                     "Ranks such as 2–3: what is printed does not tell which is "
                     "larger.")  # fmt: skip
    if plan.left_out:
        notes.append(f"虚线处略去 {plan.left_out} 个县，见数据文件。" if zh else
                     f"{plan.left_out} counties are left out at the dashed line; they are in the "
                     "data file.")  # fmt: skip
    notes += chart.mark_notes(plan.rows, plan.language)
    if plan.silent:
        notes.append(_silent(plan))
    notes.append(chart.source_note(chart.sources_of(plan.reports), plan.language))
    return notes


def _silent(plan: Plan) -> str:
    """The counties without a value by reason; only their number where they are many."""
    zh = plan.language == "zh"
    by_reason: dict[str, list[str]] = {}
    for name, reason in plan.silent:
        by_reason.setdefault(reason, []).append(name)
    parts = []
    for reason, names in by_reason.items():
        many = len(names) > 12
        listed = (f"{len(names)} 个县" if zh else f"{len(names)} counties") if many else (
            "、".join(names) if zh else ", ".join(names))  # fmt: skip
        parts.append(f"{reason}：{listed}" if zh else f"{reason}: {listed}")
    if zh:
        return "；".join(parts) + "。"
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _missing(table: DataFrame, reports: Sequence[Metadata], language: Language) -> tuple[str, ...]:
    about = {report.id: report for report in reports}
    said = []
    for row in table.to_dict("records"):
        if given(row["missing"]):
            name = chart.county_label(about[str(row["report"])], reports, language)
            reason = words.missing(str(row["missing"]), language)
            said.append(f"{name}：{reason}" if language == "zh" else f"{name}: {reason}")
    return tuple(said)


def _alt(table: DataFrame, reports: Sequence[Metadata], title: str, language: Language) -> str:
    about = {report.id: report for report in reports}
    zh = language == "zh"
    told = []
    rows = [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]
    valued = [row for row in rows if isinstance(row["value"], Decimal)]
    for row in valued[:8]:
        name = chart.county_label(about[str(row["report"])], reports, language)
        told.append(f"{place(row)} {name} {label(row, language)}")
    rest = len(valued) - len(told)
    body = ("；" if zh else "; ").join(told) or words.missing("not reported", language)
    more = (f"；另有 {rest} 个县" if zh else f"; and {rest} more counties") if rest > 0 else ""
    return f"{title}。{body}{more}。" if zh else f"{title}. {body}{more}."
