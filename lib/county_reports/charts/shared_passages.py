"""Shared passages: which counties share how much wording, and where in each report it stands.

One line a report: its text as a bar from the first character to the last, with the passages that
other reports have too; beside it (below it on one column of a journal) how many characters it
shares with each of the others. The longest passage is marked in both bars and quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from county_reports.charts import chart, drawing, fonts, style
from county_reports.charts.chart import Chart
from county_reports.charts.shared_passages_plan import Plan, chosen_of, data_of, stretches
from county_reports.comparison.tables import given
from county_reports.errors import FigureError
from county_reports.format import Language
from county_reports.language.reuse.shared import SharedPassages
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROW = 5.2
HEAD = 6.0
CELL = 6.4
SHARE = 10.0
THINNEST = 0.45
"""A passage is at least so wide in the bar, mm: twelve characters of 40,000 must be seen."""
QUOTED_LINES = 3
BAR = "#e9edf0"
FORMULA = "#93a5b5"


def shared_passages(
    shared: SharedPassages,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.FULL,
) -> Chart:
    """The chart of wording that reports share, e.g. 扶贫领域腐败和作风问题专项治理.

    Args:
        shared: what ``language.reuse.shared.shared_passages`` found.
        reports: the reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm; under 150 the matrix stands below the bars.

    Raises:
        FigureError: no report, one that was not compared, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    known = {str(row[0]) for row in shared.reports_list}
    strangers = [report.id for report in reports if report.id not in known]
    if strangers:
        raise FigureError(
            f"{', '.join(strangers)} was not compared with the others",
            remedy="give shared_passages() all the reports that are to be drawn",
        )
    plan = Plan(shared, chosen_of(shared, reports), reports, language, width)
    with style.drawing():
        figure = _draw(plan)
    captions = {each: _caption(plan, each) for each in chart.LANGUAGES}
    alts = {each: _alt(plan, each) for each in chart.LANGUAGES}
    return Chart(
        figure=figure,
        data=data_of(plan),
        language=language,
        caption_zh=captions["zh"],
        caption_en=captions["en"],
        alt_zh=alts["zh"],
        alt_en=alts["en"],
        missing_zh=_missing(plan, "zh"),
        missing_en=_missing(plan, "en"),
        sources=chart.sources_of(plan.chosen),
        parameters={"chart": "shared_passages", "reports": [r.id for r in reports],
                    "drawn": [r.id for r in plan.chosen], "minimum": shared.minimum,
                    "method": shared.method, "language": language, "width_mm": width},
    )  # fmt: skip


# ---- the picture


def _draw(plan: Plan) -> Figure:
    many = len(plan.chosen) > 1
    beside = plan.width >= 150 and many
    names = plan.names
    label = min(max(style.width_mm(n, style.SMALL) for n in names), 0.2 * plan.width)
    left = drawing.MARGIN + label + 2
    count = len(plan.chosen)
    cell = CELL if beside else min(CELL, (plan.width - left - drawing.MARGIN) / count)
    matrix = count * cell + 4 if beside else 0.0
    bar = plan.width - left - SHARE - matrix - drawing.MARGIN
    notes = drawing.note_lines(_notes(plan), plan.width)
    quote = _quote(plan)
    rows = count * ROW
    below = 0.0 if beside or not many else rows + HEAD
    height = (2 * drawing.MARGIN + HEAD + rows + 5 + below
              + drawing.notes_height([*quote, *notes]) + (1.5 if quote else 0))  # fmt: skip
    page = drawing.sheet(plan.width, height)
    top = drawing.MARGIN + HEAD
    _heading(page, (left, "left"), top - HEAD / 2, _said(plan, "bars"), bar)
    _bars(page, plan, (left, top), bar, label)
    if many:
        x, y = (plan.width - drawing.MARGIN - count * cell, top)
        if not beside:
            x, y = left, top + rows + 5 + HEAD
            for number, name in enumerate(names):
                page.text(left - 2, y + (number + 0.5) * ROW,
                          style.fit_name(name, label, style.SMALL), size=style.SMALL,
                          side="right")  # fmt: skip
        # beside the bars it ends at the right edge, as a matrix of two is narrower than its words
        edge: tuple[float, drawing.Side] = (x + count * cell, "right") if beside else (x, "left")
        _heading(page, edge, y - HEAD / 2, _said(plan, "matrix"), 40.0)
        _matrix(page, plan, (x, y), cell)
    foot = height - drawing.MARGIN - drawing.notes_height([*quote, *notes])
    page.lines(drawing.MARGIN, foot, quote, size=style.SMALL, colour=style.INK)
    page.lines(drawing.MARGIN, foot + len(quote) * style.line_mm(style.SMALL) + 1.5, notes,
               size=style.SMALL)  # fmt: skip
    return page.figure


def _heading(
    page: drawing.Sheet, edge: tuple[float, drawing.Side], y: float, text: str, room: float
) -> None:
    """A heading over a part of the picture, at its left or right edge."""
    x, side = edge
    shown = style.fit(text, room, style.SMALL)
    page.text(x, y, shown, size=style.SMALL, colour=style.QUIET, side=side)


def _said(plan: Plan, part: str) -> str:
    if part == "bars":
        return "全文中与其他报告相同之处" if plan.zh else "Where in the text wording is shared"
    return "两两相同的字数" if plan.zh else "Characters in common"


def _bars(
    page: drawing.Sheet, plan: Plan, place: tuple[float, float], room: float, label: float
) -> None:
    x, top = place
    rows = {str(row["report"]): row for row in plan.shared.reports.to_dict("records")}
    lengths = {r.id: int(rows[r.id]["source_characters"]) for r in plan.chosen}
    scale = room / max([*lengths.values(), 1])
    longest = plan.longest
    pointed: list[tuple[float, float]] = []
    for number, (report, name) in enumerate(zip(plan.chosen, plan.names, strict=True)):
        y = top + number * ROW
        page.text(x - 2, y + ROW / 2, style.fit_name(name, label, style.SMALL), size=style.SMALL,
                  side="right")  # fmt: skip
        page.box(x, y + 1.5, max(lengths[report.id] * scale, 0.2), ROW - 2.6, face=BAR)
        for one in stretches(plan.shared, report.id):
            wide = max((one.end - one.start) * scale, THINNEST)
            page.box(x + one.start * scale, y + 1.5, wide, ROW - 2.6,
                     face=FORMULA if one.formula else style.DARK)  # fmt: skip
        share = rows[report.id]["share"]
        text = f"{100 * float(share):.1f}%" if given(share) else "–"
        page.text(x + room + SHARE - 1.5, y + ROW / 2 + 0.2, text, size=style.SMALL, side="right")
        if longest and report.id in (longest.report_a, longest.report_b):
            first = report.id == longest.report_a
            start, end = ((longest.start_a, longest.end_a) if first
                          else (longest.start_b, longest.end_b))  # fmt: skip
            pointed.append((x + (start + end) / 2 * scale, y + 0.8))
    page.marks(pointed, 1.3, shape="v", face=style.MIDDLE)
    _ruler(page, plan, (x, top + len(plan.chosen) * ROW + 1.2), scale, room)


def _ruler(
    page: drawing.Sheet, plan: Plan, place: tuple[float, float], scale: float, room: float
) -> None:
    """How long a thousand characters (or a round number that fits) are in the bars."""
    x, y = place
    length = next(
        (n for n in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1) if n * scale < room / 3), 1
    )
    while length * scale < room / 12:
        length *= 10
    page.line((x, y), (x + length * scale, y), colour=style.QUIET, width=0.8)
    said = f"{length:,} 字" if plan.zh else f"{length:,} characters of the source"
    page.text(x + length * scale + 1.2, y, said, size=style.SMALL, colour=style.QUIET)


def _matrix(page: drawing.Sheet, plan: Plan, place: tuple[float, float], cell: float) -> None:
    """The lower half: a cell for each pair; the numbers on the diagonal name the columns."""
    x, top = place
    cells = plan.cells
    amounts = [shared for shared, relation in cells.values() if relation != "near duplicate"]
    most = max([*amounts, 1])
    for row, report in enumerate(plan.chosen):
        y = top + row * ROW
        page.text(x + (row + 0.5) * cell, y + ROW / 2, str(row + 1), size=style.SMALL,
                  side="center", colour=style.QUIET)  # fmt: skip
        for column, other in enumerate(plan.chosen[:row]):
            left = x + column * cell
            shared, relation = cells.get((report.id, other.id), (0, ""))
            twice = relation == "near duplicate"
            if shared and not twice:
                page.box(left + 0.2, y + 0.3, cell - 0.4, ROW - 0.6, face=_tint(shared / most))
            text = "=" if twice else f"{shared:,}" if shared else "·"
            if style.width_mm(text, style.SMALL) > cell:
                text = f"{shared // 1000}k"
            page.text(left + cell / 2, y + ROW / 2, text, size=style.SMALL, side="center",
                      colour=style.INK if shared else style.QUIET)  # fmt: skip


def _tint(depth: float) -> str:
    """A pale blue, deeper for more, on which black text is readable."""
    channels = [round(244 - depth**0.5 * (244 - full)) for full in (0x9D, 0xBF, 0xDB)]
    return "#" + "".join(f"{channel:02x}" for channel in channels)


# ---- words


def _label(plan: Plan, report: str, language: Language) -> str:
    found = next(one for one in plan.reports if one.id == report)
    return chart.county_label(found, plan.reports, language)


def drawable(text: str) -> str:
    """A quotation on one line; characters that the figure font lacks become □."""
    known = fonts.characters()
    return "".join(sign if sign in known else "□" for sign in " ".join(text.split()))


def _quote(plan: Plan) -> list[str]:
    """The longest passage in words, as both reports have it where they differ."""
    one = plan.longest
    if one is None:
        return []
    names = [_label(plan, each, plan.language) for each in (one.report_a, one.report_b)]
    lines: list[str] = []
    same = one.kind == "word for word"
    room = plan.width - 2 * drawing.MARGIN
    between = "、" if plan.zh else " and "
    colon = "：" if plan.zh else ": "
    if one.formula:
        kind = "，官方套语" if plan.zh else ", an official formula"
    elif any(each.formula and each.length > one.length for each in plan.shared.passages_list):
        kind = "，官方套语除外" if plan.zh else ", official formulas apart"
    else:
        kind = ""
    head = (
        f"▼ 最长的相同表述（{one.length} 字{kind}）"
        if plan.zh
        else f"▼ Longest passage in common ({one.length} characters{kind})"
    )
    texts = (
        [f"{head} {between.join(names)}{colon}“{drawable(one.quote_a)}”"]
        if same
        else [head, *(f"{name}{colon}“{drawable(quote)}”" for name, quote in
                      zip(names, (one.quote_a, one.quote_b), strict=True))]
    )  # fmt: skip
    for text in texts:
        wrapped = style.wrap(text, room, style.SMALL)
        if len(wrapped) > QUOTED_LINES:
            rest = style.fit("".join(wrapped[QUOTED_LINES - 1 :]), room, style.SMALL)
            wrapped = [*wrapped[: QUOTED_LINES - 1], rest]
        lines += wrapped
    return lines


def _notes(plan: Plan) -> list[str]:
    language: Language = "zh" if plan.zh else "en"
    said = []
    if len(plan.reports) > len(plan.chosen):
        drawn, every = len(plan.chosen), len(plan.reports)
        said.append(f"{every} 份报告中，仅画出相同文字最多的 {drawn} 份。" if plan.zh else
                    f"Of {every} reports the {drawn} that share the most are drawn.")  # fmt: skip
    if len(plan.reports) < 2:
        said.append("只有一份报告，无从比较。" if plan.zh else
                    "There is one report: nothing to compare it with.")  # fmt: skip
        return [*said, chart.source_note(chart.sources_of(plan.reports), language)]
    formulas = any(one.formula for one in plan.shared.passages_list)
    light = ("；浅色：半数以上报告共有的官方套语", "; light: official formulas of most reports")
    also = light[not plan.zh] if formulas else ""
    said.append(
        f"深色：与至少一份其他报告相同，至少 {plan.shared.minimum} 字{also}。"
        "百分比为其占全文字数；标点、数字和网页附加文字不计。"
        if plan.zh
        else f"Dark: shared with at least one other report, {plan.shared.minimum} characters or "
        f"more{also}. In per cent: its share of the report's characters. Punctuation, figures and "
        "page furniture are not counted."
    )
    cells = plan.cells
    ids = [report.id for report in plan.chosen]
    within = [cells.get((a, b), (0, "")) for row, a in enumerate(ids) for b in ids[:row]]
    signs = []
    if any(not amount for amount, _ in within):
        signs.append("· 无相同表述" if plan.zh else "· nothing in common")
    if any(relation == "near duplicate" for _, relation in within):
        signs.append("= 同一文本，不算套语" if plan.zh else "= one text twice, not counted")
    if signs:
        said.append(f"矩阵：{'；'.join(signs)}。" if plan.zh else f"Matrix: {'; '.join(signs)}.")
    return [*said, chart.source_note(chart.sources_of(plan.reports), language)]


def _caption(plan: Plan, language: Language) -> str:
    count = len(plan.chosen)
    told = len(plan.shared.passages_list)
    official = sum(one.formula for one in plan.shared.passages_list)
    if len(plan.reports) < 2:
        return ("仅有一份报告，没有可以比较的相同表述。" if language == "zh" else
                "One report alone shares no wording.")  # fmt: skip
    if language == "zh":
        return (
            f"{count} 份县级报告的相同表述：每份报告中的位置和两两相同的字数（{len(plan.shared.reports_list)} "
            f"份报告共 {told} 处，其中官方套语 {official} 处）。相同的文字不说明谁抄谁，可能同出于上级文件。"
        )
    return (
        f"Wording that {count} county reports share: where it stands in each, and how many "
        f"characters each two have in common ({told} passages in all "
        f"{len(plan.shared.reports_list)} reports, {official or 'none'} of them official "
        "formulas). Who took it from whom is not said: both may have it "
        "from a document of a higher level."
    )


def _alt(plan: Plan, language: Language) -> str:
    rows = {str(row["report"]): row["share"] for row in plan.shared.reports.to_dict("records")}
    listed = [
        f"{_label(plan, report.id, language)} "
        + (f"{100 * float(rows[report.id]):.1f}%" if given(rows[report.id]) else "–")
        for report in plan.chosen
    ]
    body = drawing.joined(listed, language)
    one = plan.longest
    if language == "zh":
        most = f"最长一处 {one.length} 字：{one.quote_a}。" if one else "没有相同表述。"
        return f"各报告与其他报告相同的文字所占比例：{body}。{most}"
    most = f"The longest has {one.length} characters: {one.quote_a}" if one else "None is shared"
    return f"Share of each report's characters that other reports have too: {body}. {most}."


def _missing(plan: Plan, language: Language) -> tuple[str, ...]:
    """Reports without a word to compare, and those that are not drawn."""
    zh = language == "zh"
    said = []
    for row in plan.shared.reports.to_dict("records"):
        drawn = any(report.id == row["report"] for report in plan.chosen)
        if drawn and not row["characters"]:
            name = _label(plan, str(row["report"]), language)
            said.append(f"{name}：没有可比较的文字" if zh else f"{name}: no text to compare")
    left = len(plan.reports) - len(plan.chosen)
    if left:
        said.append(f"未画出的报告 {left} 份" if zh else f"{left} reports are not drawn")
    return tuple(said)
