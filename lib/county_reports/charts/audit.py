"""Every report's own arithmetic on one page: a mark for each relation, each contradiction printed.

One row a report, one column a family of relations, marks in the order of the text. Four shapes tell
what adds up from a slip, a contradiction and what is implausible, so grey print loses nothing;
beside the marks stand the sums that do not add up, as many as the page holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from county_reports.audit.tally import KIND_WORDS, Kind
from county_reports.audit.wording import readable
from county_reports.charts import audit_layout as layout
from county_reports.charts import chart, drawing, fonts, style
from county_reports.charts.audit_layout import Layout, Mark, Row
from county_reports.charts.chart import Chart
from county_reports.comparison.tables import frame, given, word
from county_reports.errors import FigureError
from county_reports.format import CORRECTED_MARK, RESTORED_MARK, Language
from county_reports.model import Metadata
from county_reports.schema import FINDINGS, Column

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

NOTHING = "nothing could be checked"
LOOKS: dict[Kind, tuple[str, float, str, str]] = {
    "confirmed": ("o", 1.0, "#8fb0cb", "none"),
    "slip": ("D", 1.0, "white", "#8a5200"),
    "inconsistent": ("s", 1.3, style.MIDDLE, "#8a5200"),
    "implausible": ("^", 1.45, style.MIDDLE, "#8a5200"),
}
"""Shape, size in mm, face and edge of each kind; light and small where all is well."""

INSET = 0.25
"""Between a row's lines and the bands that mark the families, mm."""
_KEPT = ("report", "county", "report_year", "rule", "family", "status", "severity", "expression",
         "start", "end", "restored", "corrected", "words_zh", "words_en", "quote")  # fmt: skip
PLOTTED: tuple[Column, ...] = (
    *(
        Column(column.name, "Int64" if column.dtype == "int64" else column.dtype, column.meaning,
               (), True)
        for column in FINDINGS if column.name in _KEPT
    ),
    Column("kind", "str", "what the mark says", tuple(KIND_WORDS), True),
    Column("printed", "boolean", "whether its sum is printed in the picture", (), True),
    Column("missing", "str", "why a report has no mark", (), True),
)  # fmt: skip
"""Columns of the plotted data: one row a mark, and one for each report without any."""


def audit(
    findings: DataFrame,
    overview: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of what adds up, e.g. 隆回县 with 31 dots and 82194户 > 66496户 beside them.

    Args:
        findings: a table of findings (columns of ``schema.FINDINGS``).
        overview: the counts of the audits (columns of ``schema.AUDITS``).
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm; under 150 the sums stand below the marks.

    Raises:
        FigureError: no report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    counts = {str(row["report"]): row for row in _rows(overview)}
    unknown = [report.id for report in reports if report.id not in counts]
    if unknown:
        raise FigureError(
            f"{', '.join(unknown)} was not audited", remedy="give the overview of all reports"
        )
    marks: dict[str, list[Mark]] = {report.id: [] for report in reports}
    for row in _rows(findings):
        if str(row["report"]) in marks:
            marks[str(row["report"])].append(_mark(row, language))
    chosen = list(reports)
    with style.drawing():
        while True:
            laid = _lay_out(chosen, reports, counts, marks, language=language, width=width)
            if laid.height <= style.TALLEST or len(chosen) == 1:
                break
            fewer = int(len(chosen) * style.TALLEST / laid.height)
            fewer = max(1, min(fewer, len(chosen) - 1))
            chosen = layout.with_most_contradictions(reports, marks, fewer)
        figure = _draw(laid, language)
    data = frame([line for row in laid.rows for line in _data(row)], PLOTTED)
    left_out = sum(row.left_out for row in laid.rows)
    named = [each for each in chosen if not marks[each.id]]
    return Chart(
        figure=figure,
        data=data,
        language=language,
        caption_zh=_caption(laid, left_out, "zh"),
        caption_en=_caption(laid, left_out, "en"),
        alt_zh=_alt(laid, "zh"),
        alt_en=_alt(laid, "en"),
        missing_zh=_missing(named, left_out, len(reports) - len(chosen), "zh"),
        missing_en=_missing(named, left_out, len(reports) - len(chosen), "en"),
        sources=chart.sources_of(chosen),
        parameters={"chart": "audit", "reports": [each.id for each in chosen],
                    "language": language, "width_mm": width},
    )  # fmt: skip


def _lay_out(
    chosen: Sequence[Metadata],
    reports: Sequence[Metadata],
    counts: Mapping[str, Mapping[str, object]],
    marks: Mapping[str, Sequence[Mark]],
    *,
    language: Language,
    width: float,
) -> Layout:
    rows = [_row(each, reports, counts[each.id], marks[each.id], language) for each in chosen]
    notes = _notes(chosen, rows, len(reports) - len(chosen), language)
    return layout.lay_out(rows, drawing.note_lines(notes, width), width, language)


def _rows(table: DataFrame) -> list[dict[str, object]]:
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]


def _mark(row: Mapping[str, object], language: Language) -> Mark:
    slip = row["status"] == "inconsistent" and row["severity"] == "slip"
    kind: Kind = "slip" if slip else str(row["status"])  # type: ignore[assignment]
    signs = (RESTORED_MARK if given(row["restored"]) else "") + (
        CORRECTED_MARK if given(row["corrected"]) else "")  # fmt: skip
    known = fonts.characters()
    text = readable(str(row["expression"]), language)
    text = "".join(c if c in known or c == " " else "□" for c in text)
    return Mark(kind, str(row["family"]), int(str(row["start"])), text + signs, row)


def _row(
    report: Metadata,
    reports: Sequence[Metadata],
    counts: Mapping[str, object],
    marks: Sequence[Mark],
    language: Language,
) -> Row:
    share = f"{counts['checked']}/{counts['figures']}"
    label = chart.county_label(report, reports, language)
    return Row(report, label, share, tuple(sorted(marks, key=lambda mark: mark.start)))


def _data(row: Row) -> list[dict[str, object]]:
    """The plotted lines of a report, or one that says why there is none."""
    about = row.report
    if not row.marks:
        return [{"report": about.id, "county": about.name, "report_year": about.year,
                 "missing": NOTHING}]  # fmt: skip
    printed = {id(each.mark) for each in row.sums}
    return [
        {name: mark.row[name] if given(mark.row[name]) else None for name in _KEPT}
        | {"kind": mark.kind, "printed": id(mark) in printed}
        for mark in row.marks
    ]


# ---- words


def _notes(
    reports: Sequence[Metadata], rows: Sequence[Row], more: int, language: Language
) -> list[str]:
    zh = language == "zh"
    notes = [
        "每个标记是报告自身数字之间的一处关系，按类别分栏，栏内依文中先后。分数为参与核对的数字与全部数字。"
        "核对只说数字之间是否相符，不说哪个数字有误。"
        if zh
        else "Each mark is one relation among a report's own figures, by kind, in the order of the "
        "text. Beside the name: figures that took part in a check, of all. A check says whether "
        "figures agree, never which one is wrong."
    ]
    if more:
        notes.append(
            f"另有 {more} 份报告未画出，矛盾较多者优先。"
            if zh
            else f"{more} more reports are not drawn; those with most contradictions come first."
        )
    cells = [{"restoration": "unique" if given(mark.row["restored"]) else None,
              "correction": word(mark.row["corrected"])}
             for row in rows for mark in row.contradictions]  # fmt: skip
    return [*notes, *chart.mark_notes(cells, language),
            chart.source_note(chart.sources_of(reports), language)]  # fmt: skip


def _counts(rows: Sequence[Row]) -> dict[Kind, int]:
    every = [mark.kind for row in rows for mark in row.marks]
    return {kind: every.count(kind) for kind in KIND_WORDS}


def _said(counts: Mapping[Kind, int], language: Language) -> str:
    """The counts in words, what adds up first: 120 处相符、7 处对不上."""
    order: list[Kind] = ["confirmed", "inconsistent", "implausible", "slip"]
    if language == "zh":
        return "、".join(
            f"{counts[kind]} 处{KIND_WORDS[kind][0]}" for kind in order if counts[kind]
        )
    words = {"confirmed": ("adds up", "add up"), "inconsistent": ("does not", "do not"),
             "implausible": ("is implausible", "are implausible"),
             "slip": ("differs in the last digit", "differ in the last digit")}  # fmt: skip
    return ", ".join(
        f"{counts[kind]} {words[kind][counts[kind] > 1]}" for kind in order if counts[kind]
    )


def _caption(laid: Layout, left_out: int, language: Language) -> str:
    counts = _counts(laid.rows)
    total, reports = sum(counts.values()), len(laid.rows)
    if language == "zh":
        said = f"：{_said(counts, 'zh')}" if total else ""
        more = f"（其中 {left_out} 处算式未印出）" if left_out else ""
        return f"{reports} 份报告自身数字之间的 {total} 处关系{said}{more}。"
    said = f": {_said(counts, 'en')}" if total else ""
    sums = "sum is" if left_out == 1 else "sums are"
    more = f" ({left_out} {sums} not printed)" if left_out else ""
    where = "the figures of one report" if reports == 1 else f"the figures of {reports} reports"
    if total == 1:
        return f"The one relation that could be checked among {where}{said}{more}."
    return f"The {total} relations that could be checked among {where}{said}{more}."


def _alt(laid: Layout, language: Language) -> str:
    zh = language == "zh"
    listed = []
    for row in laid.rows:
        name = row.report.name if zh else chart.english_name(row.report)
        said = _said(_counts([row]), language)
        none = "没有可以核对的" if zh else NOTHING
        listed.append(f"{name}{'：' if zh else ': '}{said or none}")
    body = ("；" if zh else "; ").join(listed)
    return f"各报告算术核对的结果。{body}。" if zh else f"The arithmetic of each report. {body}."


def _missing(
    without: Sequence[Metadata], left_out: int, more: int, language: Language
) -> tuple[str, ...]:
    zh = language == "zh"
    said = [
        f"{report.name}：没有可以核对的" if zh else f"{chart.english_name(report)}: {NOTHING}"
        for report in without
    ]
    if left_out:
        said.append(
            f"{left_out} 处对不上的算式未印出，见数据文件"
            if zh
            else f"{left_out} sums that do not add up are not printed; they are in the data file"
        )
    if more:
        said.append(f"{more} 份报告未画出" if zh else f"{more} reports are not drawn")
    return tuple(said)


# ---- drawing


def _draw(laid: Layout, language: Language) -> Figure:
    page = drawing.sheet(laid.width, laid.height)
    _legend(page, laid, language)
    _heads(page, laid, language)
    y = laid.top
    for row in laid.rows:
        _draw_row(page, laid, row, y, language)
        y += laid.height_of(row)
        page.line((drawing.MARGIN, y), (laid.width - drawing.MARGIN, y), width=0.3)
    page.lines(drawing.MARGIN, y + 1.2, laid.notes, size=style.SMALL)
    return page.figure


def _legend(page: drawing.Sheet, laid: Layout, language: Language) -> None:
    x, y = drawing.MARGIN + 0.8, drawing.MARGIN + 1.5
    order: tuple[Kind, ...] = ("confirmed", "slip", "inconsistent", "implausible")
    for kind in order:
        label = KIND_WORDS[kind][0 if language == "zh" else 1]
        if x + 2 + style.width_mm(label, style.SMALL) > laid.width - drawing.MARGIN:
            x, y = drawing.MARGIN + 0.8, y + layout.LEGEND
        _place(page, kind, [(x, y)])
        page.text(x + 1.8, y, label, size=style.SMALL)
        x += 1.8 + style.width_mm(label, style.SMALL) + 4


def _heads(page: drawing.Sheet, laid: Layout, language: Language) -> None:
    bottom = laid.top - 0.9
    for column in laid.columns:
        middle = column.left + column.width / 2
        page.text(middle, bottom, column.title(language), size=style.SMALL, turned=True)
    if laid.beside:
        head = (
            "对不上与不合常理的" if language == "zh" else "What does not add up, or is implausible"
        )
        page.text(laid.text_left, bottom - 0.9, head, size=style.SMALL, colour=style.QUIET)
    page.line((drawing.MARGIN, laid.top), (laid.width - drawing.MARGIN, laid.top), width=0.5)


def _draw_row(page: drawing.Sheet, laid: Layout, row: Row, y: float, language: Language) -> None:
    first = y + layout.PAD + layout.TEXT / 2
    if laid.beside:
        label = style.fit(row.label, laid.label_width, style.SMALL, bold=True)
        page.text(drawing.MARGIN, first, label, size=style.SMALL, bold=True)
        page.text(laid.marks_left - 2.5, first, row.share, size=style.SMALL, side="right",
                  colour=style.QUIET)  # fmt: skip
        top, text_top = y + layout.PAD, y + layout.PAD
    else:
        room = laid.width - 2 * drawing.MARGIN - style.width_mm(row.share, style.SMALL) - 3
        label = style.fit(row.label, room, style.SMALL, bold=True)
        page.text(drawing.MARGIN, first, label, size=style.SMALL, bold=True)
        page.text(laid.width - drawing.MARGIN, first, row.share, size=style.SMALL, side="right",
                  colour=style.QUIET)  # fmt: skip
        top = y + layout.PAD + layout.TEXT
        text_top = top + laid.marks_height(row) + layout.PAD
    shaded = laid.height_of(row) if laid.beside else laid.marks_height(row) + 2 * INSET
    places: dict[Kind, list[tuple[float, float]]] = {}
    for number, column in enumerate(laid.columns):
        if number % 2 == 0 and row.marks:
            # within the row's lines: a band over them would cut them in pieces
            begin = (y if laid.beside else top - INSET) + INSET
            page.box(column.left - 0.4, begin, column.width + 0.8, shaded - 2 * INSET,
                     face=style.PALE)  # fmt: skip
        own = [mark for mark in row.marks if mark.family == column.family]
        for order, mark in enumerate(own):
            line, place = divmod(order, laid.across(column))
            x = column.left + (place + 0.5) * laid.pitch
            level = top + layout.TEXT / 2 + line * laid.pitch
            places.setdefault(mark.kind, []).append((x, level))
    for kind, found in places.items():
        _place(page, kind, found, laid.pitch / layout.PITCHES[0])
    _sums(page, laid, row, text_top, language)


def _sums(page: drawing.Sheet, laid: Layout, row: Row, y: float, language: Language) -> None:
    """The contradictions of a row, each with its mark; how many more there are at the end."""
    zh = language == "zh"
    if not row.contradictions:
        if not row.marks:
            said = "没有可以核对的" if zh else NOTHING
        else:
            said = "未发现" if zh else "none found"
        if laid.beside or not row.marks:
            page.text(laid.text_left + layout.KEY, y + layout.TEXT / 2, said, size=style.SMALL,
                      colour=style.QUIET)  # fmt: skip
        return
    for each in row.sums:
        x, level = laid.text_left + each.x, y + (each.line + 0.5) * layout.TEXT
        _place(page, each.mark.kind, [(x + 1.0, level)])
        for number, line in enumerate(each.lines):
            page.text(x + layout.KEY, level + number * layout.TEXT, line, size=style.SMALL)
    if row.left_out:
        said = f"另 {row.left_out} 处" if zh else f"+{row.left_out} more"
        level = y + (max(row.text_lines, 1) - 0.5) * layout.TEXT
        page.text(laid.width - drawing.MARGIN, level, said, size=style.SMALL, side="right",
                  colour=style.QUIET)  # fmt: skip


def _place(
    page: drawing.Sheet, kind: Kind, places: Sequence[tuple[float, float]], scale: float = 1.0
) -> None:
    shape, size, face, edge = LOOKS[kind]
    page.marks(places, scale * size, shape=shape, face=face, edge=edge)
