"""Poverty incidence before and after: one line a county, from the baseline to the report's time.

Missing is drawn as words, never as zero; a target is a hollow dot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports import format as words
from county_reports.charts import chart, drawing, selection, style
from county_reports.charts.chart import Chart
from county_reports.comparison.alignment import planned as planned_figure
from county_reports.comparison.tables import given, word
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

BEFORE = "registry.initial_incidence"
AFTER = "registry.incidence"
INDICATORS = (BEFORE, AFTER)
"""What the chart reads: compare these."""

DOT = 1.15
NARROWEST = 18.0
"""With less room for the scale, mm, the labels stand below the lines and not beside the dots."""
BELOW = 2.7
HEAD = 6.0
FOOT = 8.0
YEAR_NOTE = (
    "括号内为数值所指年份；未注年份者为报告年度或未说明。",
    "In brackets: the year a value is for, where it differs from the report's.",
)
COMPREHENSIVE = re.compile(r"综合贫困(?:发生)?率[^,。;，；]{0,8}$")
"""The rate of the exit evaluations, which adds those wrongly lifted (错退) and overlooked (漏评)."""
IN_WORDS = 8
"""Up to so many counties are told one by one in the alternative text."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a county's line: a value, or why there is none."""

    indicator: str
    value: Decimal | None
    planned: bool
    label: str
    cells: Mapping[str, object]


def incidence(
    comparison: DataFrame,
    reports: Sequence[Metadata],
    *,
    language: Language = "zh",
    width: float = style.COLUMN,
) -> Chart:
    """The chart of 贫困发生率 at the baseline and at the report's time, e.g. 隆回县 19.4% → 0.68%.

    Args:
        comparison: a table of ``alignment.compare`` for ``INDICATORS``; other rows are passed
            over, an indicator that is not in it counts as not reported. Values in percent.
        reports: the counties' reports, in the order in which they are to stand.
        language: of the labels.
        width: of the picture in mm.

    Raises:
        FigureError: no report, or an unknown language or width.
        FontError: the figure font is not installed.
    """
    chart.assert_language(language)
    style.assert_width(width)
    chart.assert_reports(reports)
    ends = _ends(comparison, reports, language)
    with style.drawing():
        figure, shown = _draw(ends, reports, language, width)
    left_out = [report.id for report in reports if report not in shown]
    telling = selection.telling(reports, lambda report: len(_sorted(ends[report.id])))
    count = len([report for report in shown if report in telling])
    reports = list(shown)
    return Chart(
        figure=figure,
        data=_data(ends, reports),
        language=language,
        caption_zh=f"{count} 个县的贫困发生率：建档之初与报告期（%）。空心点为计划数。",
        caption_en=f"Poverty incidence in {_counties(count)} at the baseline and at the time of "
        "the report (%). Hollow dots are targets.",
        alt_zh=_alt(ends, reports, "zh"),
        alt_en=_alt(ends, reports, "en"),
        missing_zh=_missing(ends, reports, "zh"),
        missing_en=_missing(ends, reports, "en"),
        sources=chart.sources_of(reports),
        parameters={"chart": "incidence", "reports": [report.id for report in reports],
                    "language": language, "width_mm": width}
        | ({"left_out": left_out} if left_out else {}),
    )  # fmt: skip


def _counties(count: int) -> str:
    return "one county" if count == 1 else f"{count} counties"


def _ends(
    comparison: DataFrame, reports: Sequence[Metadata], language: Language
) -> dict[str, tuple[End, End]]:
    rows = {
        (str(row["report"]), str(row["indicator"])): {str(k): v for k, v in row.items()}
        for row in comparison[comparison["indicator"].isin(INDICATORS)].to_dict("records")
    }
    return {
        report.id: (
            _end(rows.get((report.id, BEFORE)), BEFORE, report, language),
            _end(rows.get((report.id, AFTER)), AFTER, report, language),
        )
        for report in reports
    }


def _end(
    row: Mapping[str, object] | None, indicator: str, report: Metadata, language: Language
) -> End:
    if row is None:
        row = {"missing": "not reported"}
    value, high = row.get("value"), row.get("high")
    reason = word(row.get("missing"))
    planned = False
    if reason == "planned only" and given(row.get("start")):
        target = planned_figure(word(row["others"]), int(str(row["start"])))
        value, high = target or (None, None)
        planned = True
    if not isinstance(value, Decimal):
        return End(indicator, None, False, words.missing(reason, language), row)
    row = {**row, "high": high}
    label = words.figure(
        value, "percent", language, high=high if isinstance(high, Decimal) else None,
        bound=word(row["bound"]), restoration=word(row["restoration"]),
        correction=word(row["correction"]),
    )  # fmt: skip
    period = word(row["period"])
    if period and period != str(report.year):
        when = words.period(period, language)
        label += f"（{when}）" if language == "zh" else f" ({when})"
    return End(indicator, value, planned, label, row)


def _comprehensive(end: End) -> bool:
    """Whether a county gives 综合贫困发生率, by the words before the figure in its sentence."""
    quote, text = word(end.cells.get("quote")) or "", word(end.cells.get("text")) or ""
    before, found, _ = quote.partition(text)
    return bool(text and found) and COMPREHENSIVE.search(before) is not None


def _defined(ends: Mapping[str, tuple[End, End]], named: Sequence[Metadata],
             every: Sequence[Metadata], language: Language) -> list[str]:  # fmt: skip
    """The note on counties whose rate is defined otherwise than the others'."""
    other = [
        chart.county_label(report, every, language)
        for report in named
        if any(end.value is not None and _comprehensive(end) for end in ends[report.id])
    ]
    if not other:
        return []
    listed = selection.listed(other, IN_WORDS, language)
    return [
        f"所报为“综合贫困发生率”（另计错退、漏评）：{listed}" if language == "zh" else
        "The rate given is the comprehensive one (综合贫困发生率, with those wrongly lifted or "
        f"overlooked): {listed}"
    ]  # fmt: skip


def _draw(
    ends: Mapping[str, tuple[End, End]],
    reports: Sequence[Metadata],
    language: Language,
    width: float,
) -> tuple[Figure, tuple[Metadata, ...]]:
    """The picture, and the reports that it shows or names as silent."""
    telling = selection.telling(reports, lambda report: len(_sorted(ends[report.id])))
    names = {r.id: chart.county_label(r, reports, language) for r in telling}
    name_width = min(max(style.width_mm(name) for name in names.values()), 0.3 * width)
    left = drawing.MARGIN + name_width + 3
    # the smaller value is labelled on its left, the larger on its right
    pad_left = max((style.width_mm(_low(pair)) for pair in ends.values()), default=0) + 2.5
    pad_right = max((style.width_mm(_high(pair)) for pair in ends.values()), default=0) + 3
    values = [float(end.value) for pair in ends.values() for end in pair if end.value is not None]
    marks = drawing.ticks(max(values, default=10.0), most=6 if width > 120 else 4)
    origin, far = left + pad_left, width - drawing.MARGIN - pad_right
    scale = (far - origin) / marks[-1]
    below = far - origin < NARROWEST or not all(
        _has_room(pair, (origin, scale), width, language) for pair in ends.values()
    )
    if below:
        origin, far = left + 2.5, width - drawing.MARGIN - 4
        scale = (far - origin) / marks[-1]
    heights = {r.id: _row_height(ends[r.id], len(telling), below=below) for r in telling}
    shown, notes = _choice(ends, (reports, telling), heights, language, width)
    body = sum(heights[report.id] for report in shown)
    height = HEAD + body + FOOT + drawing.notes_height(notes) + 2 * drawing.MARGIN
    page = drawing.sheet(width, height)
    top = drawing.MARGIN + HEAD
    _legend(page, origin, language, planned=any(e.planned for r in shown for e in ends[r.id]))
    for mark in marks:
        x = origin + mark * scale
        page.line((x, top), (x, top + body), colour="#e6e6e6")
        text = words.number(Decimal(str(mark)))
        page.text(x, top + body + 2, text, size=style.SMALL, side="center", colour=style.QUIET)
    axis = "贫困发生率（%）" if language == "zh" else "Poverty incidence (%)"
    page.text((origin + far) / 2, top + body + 5.5, axis, side="center")
    under = top
    for report in shown:
        y = under + (6.0 if len(telling) <= selection.FEW else 4.6) / 2
        under += heights[report.id]
        page.text(left - 3, y, style.fit_name(names[report.id], name_width), side="right")
        _row(page, ends[report.id], (y, origin, scale), language, below=below)
    drawing.foot(page, notes)
    return page.figure, tuple(r for r in reports if r in shown or r not in telling)


def _row_height(pair: tuple[End, End], rows: int, *, below: bool) -> float:
    """Height of a county's row, mm: a line, and two below it where its labels stand there."""
    said = below and any(end.value is not None for end in pair)
    return (6.0 if rows <= selection.FEW else 4.6) + (2 * BELOW if said else 0)


def _choice(
    ends: Mapping[str, tuple[End, End]],
    reports: tuple[Sequence[Metadata], Sequence[Metadata]],
    heights: Mapping[str, float],
    language: Language,
    width: float,
) -> tuple[tuple[Metadata, ...], list[str]]:
    """The counties that have a line on the page, and the notes that go with them."""
    every, telling = reports
    silent = [r for r in every if r not in telling]
    names = [chart.county_label(report, every, language) for report in silent]

    def said(kept: Sequence[Metadata]) -> list[str]:
        named = [r for r in every if r in kept or r in silent]
        *own, source = _notes(ends, named, language)
        own += _defined(ends, named, every, language)
        own += selection.silent_note(names, language)
        own += selection.room_note(len(kept), len(telling) - len(kept), language)
        return drawing.note_lines([*own, source], width)

    def room(kept: Sequence[Metadata]) -> float:
        taken = HEAD + FOOT + 2 * drawing.MARGIN + drawing.notes_height(said(kept))
        return style.TALLEST - taken

    shown = selection.that_fit(telling, lambda r: len(_sorted(ends[r.id])), heights, room)
    return shown, said(shown)


def _sorted(pair: tuple[End, End]) -> list[End]:
    return sorted((e for e in pair if e.value is not None), key=lambda end: end.value or 0)


def _low(pair: tuple[End, End]) -> str:
    known = _sorted(pair)
    return known[0].label if len(known) == 2 else ""


def _high(pair: tuple[End, End]) -> str:
    known = _sorted(pair)
    return known[-1].label if known else ""


def _row(
    page: drawing.Sheet,
    pair: tuple[End, End],
    place: tuple[float, float, float],
    language: Language,
    *,
    below: bool,
) -> None:
    y, origin, scale = place
    known = _sorted(pair)
    if not known:
        text = style.fit(
            _absence(pair, language), page.width - drawing.MARGIN - origin, style.SMALL
        )
        page.text(origin, y, text, size=style.SMALL, colour=style.QUIET)
        return
    places = [origin + float(end.value or 0) * scale for end in known]
    if len(known) == 2:
        page.line((places[0], y), (places[1], y), colour=style.QUIET, width=1.0)
    if below:
        _labels_below(page, pair, (origin, y), language)
    else:
        if len(known) == 2:
            page.text(places[0] - 2, y, known[0].label, side="right")
        page.text(places[-1] + 2, y, known[-1].label)
    for end, x in zip(known, places, strict=True):
        colour = style.DARK if end.indicator == AFTER else style.MIDDLE
        page.dot(x, y, DOT, face="white" if end.planned else colour, edge=colour)
    if len(known) == 1 and not below:
        _beside(page, pair, (places[0], y, origin), language)


def _has_room(
    pair: tuple[End, End], scale: tuple[float, float], width: float, language: Language
) -> bool:
    """Whether the words for a missing end have room beside the dot of the other."""
    known = _sorted(pair)
    if len(known) != 1:
        return True
    x = scale[0] + float(known[0].value or 0) * scale[1]
    after, before = _rooms(known[0], x, scale[0], width)
    absent = next(end for end in pair if end.value is None)
    return style.width_mm(_absent(absent, language), style.SMALL) <= max(after, before)


def _rooms(known: End, x: float, origin: float, width: float) -> tuple[float, float]:
    """What is free after the label of a dot at x and before the dot, mm."""
    taken = 2 + style.width_mm(known.label) + 2.5
    return width - drawing.MARGIN - x - taken, x - 2 - origin


def _beside(
    page: drawing.Sheet,
    pair: tuple[End, End],
    place: tuple[float, float, float],
    language: Language,
) -> None:
    """Which end is missing: after the label of the other, or before its dot at the far right."""
    x, y, origin = place
    known = next(end for end in pair if end.value is not None)
    text = _absent(next(end for end in pair if end.value is None), language)
    after, _ = _rooms(known, x, origin, page.width)
    if style.width_mm(text, style.SMALL) <= after:
        start = x + 2 + style.width_mm(known.label) + 2.5
        page.text(start, y, text, size=style.SMALL, colour=style.QUIET)
    else:
        page.text(x - 2, y, text, size=style.SMALL, colour=style.QUIET, side="right")


def _labels_below(
    page: drawing.Sheet, pair: tuple[End, End], place: tuple[float, float], language: Language
) -> None:
    """Both ends in words, each on a line of its own with a small dot of its colour."""
    # left of the scale: on it, a dot would be a value of nought
    x, y = place[0] - 2.5, place[1]
    for number, end in enumerate(pair, start=1):
        text = end.label if end.value is not None else _absent(end, language)
        colour = style.INK if end.value is not None else style.QUIET
        if end.value is not None:
            dot = style.DARK if end.indicator == AFTER else style.MIDDLE
            page.dot(x, y + number * BELOW, 0.7, face="white" if end.planned else dot, edge=dot)
        text = style.fit(text, page.width - drawing.MARGIN - x - 1.7, style.SMALL)
        page.text(x + 1.7, y + number * BELOW, text, size=style.SMALL, colour=colour)


def _absent(end: End, language: Language) -> str:
    which = ("建档之初" if end.indicator == BEFORE else "报告期") if language == "zh" else (
        "baseline: " if end.indicator == BEFORE else "at the report: ")  # fmt: skip
    return which + end.label


def _absence(pair: tuple[End, End], language: Language) -> str:
    if pair[0].label == pair[1].label:
        return pair[0].label
    return drawing.joined([_absent(end, language) for end in pair], language)


def _legend(page: drawing.Sheet, x: float, language: Language, *, planned: bool) -> None:
    zh = language == "zh"
    items = [
        ("建档之初" if zh else "At the baseline", style.MIDDLE, style.MIDDLE),
        ("报告期" if zh else "At the report", style.DARK, style.DARK),
    ]
    if planned:
        items.append(("计划数" if zh else "Target", "white", style.DARK))
    y = drawing.MARGIN + HEAD / 2 - 0.8
    wide = sum(2 + style.width_mm(text, style.SMALL) + 4 for text, *_ in items) - 4
    x = max(drawing.MARGIN + DOT, min(x, page.width - drawing.MARGIN - wide))
    for text, face, edge in items:
        page.dot(x, y, DOT, face=face, edge=edge)
        page.text(x + 2, y, text, size=style.SMALL)
        x += 2 + style.width_mm(text, style.SMALL) + 4


def _notes(
    ends: Mapping[str, tuple[End, End]], reports: Sequence[Metadata], language: Language
) -> list[str]:
    zh = language == "zh"
    notes = []
    total = len(ends)  # of all counties, also of those that the page has no room for
    before = sum(pair[0].value is None for pair in ends.values())
    after = sum(pair[1].value is None for pair in ends.values())
    if total > 1 and (before or after):  # of one county its own line says it
        notes.append(
            f"{total} 个县中 {before} 个未给出建档之初数值，{after} 个未给出报告期数值。" if zh else
            f"Of {total} counties, {before or 'none'} give no baseline value and {after or 'none'} "
            "no value at the time of the report."
        )  # fmt: skip
    notes += chart.mark_notes((end.cells for pair in ends.values() for end in pair), language)
    if any(word(end.cells.get("period")) for pair in ends.values() for end in pair):
        notes.append(YEAR_NOTE[0] if zh else YEAR_NOTE[1])
    notes.append(chart.source_note(chart.sources_of(reports), language))
    return notes


def _missing(
    ends: Mapping[str, tuple[End, End]], reports: Sequence[Metadata], language: Language
) -> tuple[str, ...]:
    said = []
    for report in reports:
        name = chart.county_label(report, reports, language)
        for end in ends[report.id]:
            reason = word(end.cells.get("missing"))
            if reason:
                which = words.missing(reason, language)
                label = _absent(End(end.indicator, None, False, which, {}), language)
                said.append(f"{name}：{label}" if language == "zh" else f"{name}, {label}")
    return tuple(said)


def _alt(
    ends: Mapping[str, tuple[End, End]], reports: Sequence[Metadata], language: Language
) -> str:
    zh = language == "zh"
    told = []
    for report in reports[:IN_WORDS]:
        pair = ends[report.id]
        name = chart.county_label(report, reports, language)
        shown = [
            end.label if end.value is not None else words.missing(word(end.cells.get("missing")),
                                                                  language)
            for end in _relabelled(pair, report, language)
        ]  # fmt: skip
        told.append(f"{name} {shown[0]} → {shown[1]}")
    rest = len(reports) - len(told)
    more = "" if rest <= 0 else (f"；另有 {rest} 个县" if zh else f"; and {rest} more counties")
    if zh:
        return f"哑铃图：各县贫困发生率由建档之初到报告期。{'；'.join(told)}{more}。"
    return (f"Dumbbell chart: poverty incidence of each county from the baseline to the report. "
            f"{'; '.join(told)}{more}.")  # fmt: skip


def _relabelled(pair: tuple[End, End], report: Metadata, language: Language) -> tuple[End, End]:
    before, after = pair
    return (
        _end(before.cells, BEFORE, report, language),
        _end(after.cells, AFTER, report, language),
    )


def _data(ends: Mapping[str, tuple[End, End]], reports: Sequence[Metadata]) -> DataFrame:
    """Exactly what is plotted: two rows a county, in the order of the picture."""
    import pandas as pd

    rows = []
    for report in reports:
        for end in ends[report.id]:
            kept = {
                key: (end.cells[key] if given(end.cells.get(key)) else None)
                for key in ("high", "bound", "period", "restoration", "others", "start", "end",
                            "text", "quote", "correction")
            }  # fmt: skip
            rows.append(
                {"report": report.id, "county": report.name, "report_year": report.year,
                 "indicator": end.indicator, "value": end.value, "unit": "percent",
                 "status": "planned" if end.planned else
                 "reported" if end.value is not None else None,
                 "missing": None if end.value is not None
                 else word(end.cells.get("missing")) or "not reported"} | kept
            )  # fmt: skip
    types = {"start": "Int64", "end": "Int64", "report_year": "Int64"}
    return chart.plotted(pd.DataFrame(rows).astype(types))
