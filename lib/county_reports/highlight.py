"""A report as a web page: every figure marked in its sentence, with what was read from it.

Reading beside the source is the check that convinces: the mark's colour is the figure's theme, its
tooltip says value, unit, indicator, period, how a restored figure was split and what a person
corrected (‡). Text from reports is escaped; styles are attributes with translucent colours, so
that the page is legible on light and dark ground, in JupyterLab and as a static file, and loads
nothing.
"""

from __future__ import annotations

import html as _escaping
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from county_reports import codebook
from county_reports.extraction.correction_words import corrected_from
from county_reports.extraction.coverage import Coverage, measure_coverage
from county_reports.model import Metadata, Observation, Quantity, Report

# What the tooltip calls them; the tables keep the schema's words.
_KINDS = {"date": "日期", "ordinal": "序号", "identifier": "编号", "slogan": "固定说法"}
_BOUNDS = {"about": "约", "over": "以上", "under": "不足", "exact": ""}
_SCOPES = {"county": "全县", "part": "局部", "standard": "标准", "other": "外地"}
_RESTORED = {"proven": "数字粘连已还原(有算式证明)", "unique": "数字粘连已还原(唯一合理)",
             "ambiguous": "数字粘连,未能还原"}  # fmt: skip

_BOX = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.9;font-size:14px"
_SET_ASIDE = "border-bottom:1px dotted rgba(128,128,128,.9)"
_UNREAD = "background:rgba(215,48,39,.18);border-bottom:2px solid rgba(215,48,39,.9)"
_GREY = "color:rgba(128,128,128,.95)"
_HEADING = "font-weight:600"
_NO_THEME = "background:rgba(128,128,128,.18);border-bottom:2px solid rgba(128,128,128,.8)"
_OUTLINE = ";outline:2px dashed rgba(230,120,0,.95);outline-offset:1px"
_CORRECTED = ";outline:2px solid rgba(150,60,190,.95);outline-offset:1px"

# Control and direction characters of a hostile text could hide or turn round what stands beside a
# figure; they are shown as the replacement character.
_HIDDEN = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    "\ufffd",
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One stretch of the text with its look and its tooltip."""

    start: int
    end: int
    style: str
    title: str


def html(
    report: Report,
    observations: Sequence[Observation],
    *,
    coverage: Coverage | None = None,
    prefix: str = "",
) -> str:
    """The whole text of a report with its figures marked, e.g. ``贫困发生率降至[0.68%]``.

    Each figure has the anchor ``c`` and its start, so that a table can link to its place.

    Args:
        report: the report.
        observations: what was read from it, measures and what was set aside.
        coverage: what was left unread; counted when not given.
        prefix: put before each anchor when several reports stand on one page.
    """
    counted = coverage if coverage is not None else measure_coverage(report, observations)
    marks = [_mark(observation) for observation in _visible(observations)]
    marks += [_Mark(u.start, u.end, _UNREAD, "未读 unread") for u in counted.unread]
    marks.sort(key=lambda mark: (mark.start, mark.end))
    ground = _Ground(report)
    parts: list[str] = []
    position = 0
    for mark in marks:
        if mark.start < position:  # two readings of one place: the first is shown
            continue
        parts.append(ground.between(position, mark.start))
        parts.append(
            f'<span id="{escape(prefix)}c{mark.start}" style="{mark.style}" '
            f'title="{escape(mark.title)}">{escape(report.source[mark.start : mark.end])}</span>'
        )
        position = mark.end
    parts.append(ground.between(position, len(report.source)))
    return (
        f'<div class="county-reports-text">{legend(observations)}'
        f'<div lang="zh" style="{_BOX}">{"".join(parts)}</div></div>'
    )


def report_box(report: Report, observations: Sequence[Observation], coverage: Coverage) -> str:
    """What a report shows of itself in a notebook: who, when, how much was read, then the text."""
    about = report.metadata
    year = "年份不明 year unknown" if about.year is None else f"{about.year}"
    place = " ".join(part for part in (about.province, about.prefecture, about.name) if part)
    measures = sum(o.quantity.kind == "measure" for o in observations)
    source = about.source or "来源不详 source unknown"
    return (
        '<div class="county-reports-report">'
        f'<div style="font-size:16px;font-weight:600">{escape(place)} · {escape(year)}</div>'
        f"<div>{escape(about.title or about.id)} · {escape(source)}</div>"
        f"<div><b>{_share(coverage)}</b> 的数字已读或有意略过 of the numerals read or set aside "
        f"({measures} 个数值 figures, {len(coverage.unread)} 个未读 unread)</div>"
        '<div style="max-height:30em;overflow:auto;border:1px solid rgba(128,128,128,.4);'
        'padding:.6em 1em;margin-top:.5em">'
        f"{html(report, observations, coverage=coverage)}</div></div>"
    )


def corpus_table(
    reports: Iterable[tuple[Metadata, Coverage, int]], set_aside: Iterable[tuple[str, str, str]]
) -> str:
    """The table of a corpus: a row a report, and below it what was set aside and why."""
    rows = [
        (m.id, m.name, "" if m.year is None else str(m.year), _share(c), str(count),
         str(len(c.unread)), m.source or "")
        for m, c, count in reports
    ]  # fmt: skip
    head = ("报告 report", "县 county", "年 year", "已读 read", "数值 figures", "未读 unread",
            "来源 source")  # fmt: skip
    parts = [_table(head, rows)]
    aside = list(set_aside)
    if aside:
        parts.append("<div><b>未能读取 set aside</b></div>")
        parts.append(_table(("文件 file", "原因 reason", "办法 remedy"), aside))
    return f'<div class="county-reports-corpus">{"".join(parts)}</div>'


def _share(coverage: Coverage) -> str:
    return f"{100 * coverage.share:.1f} %"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in head)
    lines = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{escape(c)}</td>' for c in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"


def legend(observations: Iterable[Observation]) -> str:
    """What the colours mean, for the themes that occur."""
    listed = list(observations)
    themes = codebook.load().themes
    present = {o.theme for o in listed if o.quantity.kind == "measure" and o.theme}
    samples = [(theme_style(theme), themes[theme].zh) for theme in themes if theme in present]
    samples += [
        (_NO_THEME, "无主题 no theme"),
        (_NO_THEME + _OUTLINE, "数字已还原 restored"),
    ]
    if any(o.correction is not None for o in listed):
        samples.append((_NO_THEME + _CORRECTED, "‡ 经人工更正 corrected"))
    samples += [
        (_SET_ASIDE, "日期序号等 set aside"),
        (_UNREAD, "未读 unread"),
        (_GREY, "页面文字 not the report"),
    ]
    spans = " ".join(
        f'<span style="{style};margin-right:.7em">{escape(label)}</span>'
        for style, label in samples
    )
    return f'<div style="font-size:12px;line-height:2;margin-bottom:.5em">{spans}</div>'


def theme_style(theme: str | None) -> str:
    """The look of a theme's figures; neighbours in the codebook get distant hues."""
    order = list(codebook.load().themes)
    if theme not in order:
        return _NO_THEME
    hue = order.index(theme) * 137 % 360
    return f"background:hsla({hue},75%,50%,.2);border-bottom:2px solid hsla({hue},75%,42%,.95)"


def escape(text: str) -> str:
    """Text from a report, harmless in HTML text and attributes."""
    return _escaping.escape(visible(text), quote=True)


def visible(text: str) -> str:
    """Text from a report in which no control or direction character is at work."""
    return text.translate(_HIDDEN)


def _visible(observations: Sequence[Observation]) -> list[Observation]:
    """All but dropped readings in whose place a person added a figure: that figure is shown."""
    added = [
        o.quantity
        for o in observations
        if o.correction is not None and o.correction.action == "add"
    ]
    return [
        o for o in observations
        if o.correction is None or o.correction.action != "drop"
        or not any(a.start < o.quantity.end and o.quantity.start < a.end for a in added)
    ]  # fmt: skip


def _mark(observation: Observation) -> _Mark:
    quantity = observation.quantity
    if quantity.kind != "measure":
        title = f"{_KINDS.get(quantity.kind, quantity.kind)} {quantity.kind}"
        if observation.correction is None:
            return _Mark(quantity.start, quantity.end, _SET_ASIDE, title)
        title = "\n".join([title, *_correction_lines(observation)])
        return _Mark(quantity.start, quantity.end, _SET_ASIDE + _CORRECTED, title)
    style = theme_style(observation.theme)
    # a browser draws one outline: what a person declared counts for more than how digits were split
    if observation.correction is not None:
        style += _CORRECTED
    elif quantity.restoration is not None:
        style += _OUTLINE
    return _Mark(quantity.start, quantity.end, style, tooltip(observation))


def tooltip(observation: Observation) -> str:
    """What was read from a figure, in lines: 贫困发生率 … / 0.68 percent / 2019 · 全县."""
    quantity = observation.quantity
    known = codebook.load().indicators.get(observation.indicator or "")
    named = f"{known.zh} {known.en}" if known else (observation.object or "未归入指标 no indicator")
    about = " · ".join(
        part
        for part in (
            observation.period or "",
            _SCOPES.get(observation.scope, observation.scope),
            "计划 planned" if observation.status == "planned" else "",
        )
        if part
    )
    lines = [named, _amount(quantity), about]
    split = quantity.restoration
    if split is not None:
        lost = f",失落“{split.lost}”" if split.lost else ""
        lines.append(f"{_RESTORED[split.kind]}{lost} {split.kind}")
        lines += [line for line in (split.proof, " | ".join(split.alternatives)) if line]
    lines += _correction_lines(observation)
    if observation.section:
        lines.append(f"§ {observation.section}")
    return "\n".join(line for line in lines if line)


def _correction_lines(observation: Observation) -> list[str]:
    """What a person corrected and why: ‡ value 128 -> 12.8 / misprint (Li, 2024-05-01)."""
    if observation.correction is None:
        return []
    return [
        f"‡ 经人工更正 corrected: {corrected_from(observation)}",
        observation.correction.signed,
    ]


def _amount(quantity: Quantity) -> str:
    if quantity.value is None:
        return ""
    printed = _number(quantity.value)
    if quantity.high is not None:
        printed += f"–{_number(quantity.high)}"
    bound = _BOUNDS.get(quantity.bound or "exact", "")
    return " ".join(part for part in (printed, quantity.unit or "", bound) if part)


def _number(value: Decimal) -> str:
    return format(value, ",f")


class _Ground:
    """The text that is no figure: headings bold, page furniture grey."""

    def __init__(self, report: Report) -> None:
        self._source = report.source
        looks = [(region.start, region.end, _GREY) for region in report.boilerplate]
        looks += [(s.start, s.heading_end, _HEADING) for s in report.sections]
        self._starts: list[int] = []
        self._looks: list[tuple[int, str]] = []
        for begin, end, style in sorted(looks):
            if end > begin and (not self._looks or begin >= self._looks[-1][0]):
                self._starts.append(begin)
                self._looks.append((end, style))

    def between(self, start: int, end: int) -> str:
        """The stretch from `start` to `end` as HTML."""
        parts: list[str] = []
        position = start
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self._starts) and self._starts[at] < end:
            begin, (stop, style) = max(self._starts[at], position), self._looks[at]
            stop = min(stop, end)
            if stop > begin:
                parts.append(escape(self._source[position:begin]))
                parts.append(f'<span style="{style}">{escape(self._source[begin:stop])}</span>')
                position = stop
            at += 1
        parts.append(escape(self._source[position:end]))
        return "".join(parts)
