"""What notebooks show of one report: its source, coverage, text, figures and summary."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from county_reports.display.page import (
    Shown,
    Sources,
    cells_of,
    escaped,
    given,
    html_table,
    mark_note,
    pick,
    with_sentence,
)

if TYPE_CHECKING:
    from county_reports.comparison.summary import Block
    from county_reports.format import Language
    from county_reports.one_report import ReadReport


def metadata(report: ReadReport, language: Language = "en") -> Shown:
    """What is known about a report; what its own text said (no manifest) is marked."""
    about = report.metadata
    names = (
        ("county", "County", "县"),
        ("prefecture", "Prefecture", "市"),
        ("province", "Province", "省"),
        ("admin_code", "Code", "行政区划代码"),
        ("year", "Year", "年份"),
        ("published", "Published", "发布日期"),
        ("title", "Title", "标题"),
        ("author", "Author", "作者"),
        ("source", "Publisher", "来源"),
        ("rights", "Rights", "权利"),
    )
    found = pick(language, " (found in the text)", "（据正文）")
    unknown = pick(language, "not known", "不详")
    rows = [
        (
            escape(pick(language, en, zh)),
            (escaped(getattr(about, name)) or f'<span class="missing">{escape(unknown)}</span>')
            + (escape(found) if name in about.found and getattr(about, name) else ""),
        )
        for name, en, zh in names
    ]
    return Shown(html_table([report.id, ""], rows), f"{report.id}: {about.name}")


def coverage(report: ReadReport, language: Language = "en") -> Shown:
    """How many numerals of a report were read, and every one that was not, with its words."""
    counts = report.coverage
    share = f"{counts.share * 100:.1f} %"
    line = pick(
        language,
        f"{share} of the {counts.total} numerals in the prose were read ({counts.read}) or "
        f"knowingly set aside ({counts.set_aside}: dates, ordinals, set phrases); "
        f"{len(counts.unread)} were not read.",
        f"覆盖率 {share}：正文共有数字 {counts.total} 处，读作数据 {counts.read} 处，有意搁置（日期、"
        f"序号、固定词组）{counts.set_aside} 处，未能读出 {len(counts.unread)} 处。",
    )
    unread = "".join(f"<li>{each.start}: {escape(each.context)}</li>" for each in counts.unread)
    return Shown(f"<p>{escape(line)}</p>" + (f"<ul>{unread}</ul>" if unread else ""), line)


def text(report: ReadReport) -> Shown:
    """The whole report with every figure marked in its sentence; what was read is the tooltip."""
    from county_reports import highlight

    marked = highlight.html(report.report, report.observations_list, coverage=report.coverage)
    return Shown(marked, f"{report.measures} figures marked")


def restored(report: ReadReport, language: Language = "en") -> Shown:
    """Figures whose digits ran together in the source, with the proof of each split."""
    rows = [
        (
            str(each.quantity.start),
            escape(each.quantity.text),
            "" if each.quantity.value is None else f"{each.quantity.value:,f}",
            escape(each.quantity.unit or ""),
            escape(split.kind),
            escape(split.proof),
            escape(" | ".join(split.alternatives)),
        )
        for each in report.observations_list
        if (split := each.quantity.restoration) is not None
    ]
    if not rows:
        none = pick(language, "No fused digits in this report.", "本报告没有粘连的数字。")
        return Shown(f"<p>{escape(none)}</p>", none)
    head = (
        ("起", "原文", "数值", "单位", "拆分", "依据", "其他拆法")
        if language == "zh"
        else ("start", "as written", "value", "unit", "split", "proof", "alternatives")
    )
    return Shown(html_table(head, rows), f"{len(rows)} restored figures")


def figures(report: ReadReport, language: Language = "en", *, theme: str | None = None) -> Shown:
    """Every figure of a report that got an indicator, in the order of the text."""
    from county_reports import codebook
    from county_reports import format as words
    from county_reports.comparison.quotes import quote

    book = codebook.load()
    rows = []
    shown = []
    for each in report.observations_list:
        entry = book.indicators.get(each.indicator or "")
        quantity = each.quantity
        if entry is None or (theme is not None and entry.theme != theme):
            continue
        shown.append(each)
        value = words.figure(
            quantity.value,
            quantity.unit or "count",
            language,
            high=quantity.high,
            bound=quantity.bound,
            status=each.status,
            restoration=quantity.restoration.kind if quantity.restoration else None,
            correction=each.correction.signed if each.correction else None,
            classifier=quantity.classifier,
        )
        place = {
            "report": report.id,
            "start": quantity.start,
            "end": quantity.end,
            "text": quantity.text,
        }
        sentence = quote(report.source, quantity.start, quantity.end)
        rows.append(
            (
                escape(pick(language, entry.en, entry.zh)),
                with_sentence(value, place, sentence, {report.id: report.source}),
                escaped(each.object),
                escape(words.period(each.period, language)),
                escape(each.scope),
            )
        )
    head = (
        ("指标", "数值", "对象", "时间", "范围")
        if language == "zh"
        else ("Indicator", "Figure", "Object", "Period", "Scope")
    )
    made = html_table(head, rows) + mark_note((each.correction for each in shown), language)
    return Shown(made, f"{len(rows)} figures with an indicator")


def summary(
    report: ReadReport,
    language: Language = "en",
    *,
    themes: Sequence[str] | None = None,
    besides: Sequence[str] = (),
) -> Shown:
    """One county's summary, theme by theme: each figure opens to its sentence.

    What the report does not give is named under each theme, never left out in silence.

    Args:
        report: the report that was read.
        language: en or zh, for the labels.
        themes: only these themes of the codebook.
        besides: all themes but these.
    """
    from county_reports import codebook
    from county_reports.comparison import summary as blocks

    wanted = [
        theme
        for theme in (themes or blocks.themes_in_order())
        if theme not in besides and theme in codebook.load().themes
    ]
    made = blocks.blocks(report.observations, report.metadata, report.source, themes=wanted)
    return Shown(
        "".join(_block(block, language, {report.id: report.source}) for block in made),
        f"{sum(block.reported for block in made)} of "
        f"{sum(block.indicators for block in made)} indicators reported",
    )


def _block(block: Block, language: Language, sources: Sources) -> str:
    from county_reports import format as words

    title = pick(language, f"{block.en} {block.zh}", block.zh)
    (report,) = sources
    rows = block.rows.to_dict("records")
    lines = []
    silent = []
    for row in rows:
        label = str(row[f"label_{language}"])
        if given(row["missing"]) and not given(row["start"]):
            silent.append(label)
            continue
        figure = str(row[f"value_{language}"])
        others = len(str(row["others"]).split("|")) if given(row["others"]) else 0
        note = pick(language, f"{others} other figures", f"另有 {others} 个数") if others else ""
        period = str(row["period"]) if given(row["period"]) else None
        lines.append(
            (
                escape(label),
                with_sentence(figure, cells_of(row) | {"report": report}, row["sentence"], sources),
                escape(words.period(period, language)),
                escape(note if others else ""),
            )
        )
    parts = [f"<h3>{escape(title)}</h3>"]
    head = (
        ("指标", "数值", "时间", "备注")
        if language == "zh"
        else ("Indicator", "Value", "Period", "Note")
    )
    if lines:
        parts.append(html_table(head, lines))
    parts.append(mark_note((row["correction"] for row in rows), language))
    if silent:
        between = "、" if language == "zh" else "; "
        start = pick(language, "Not reported: ", "未报告：")
        parts.append(f'<p class="missing">{escape(start + between.join(silent))}</p>')
    return "".join(parts)
