"""Several reports of one county over the years: one row a county, year and indicator.

Each row names the report that says it. Where reports state the same year differently, the latest
report's figure stands and the earlier ones are listed as a revision. Where a definition changes
(scope, cumulative or of the year, the register's adjustment), the row is marked as a break: the two
figures are not one series there. Years that nobody states have no row, nothing is interpolated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from county_reports.codebook import Indicator
from county_reports.comparison import alignment, conflicts, periods
from county_reports.comparison.figures import (
    AMBIGUOUS,
    NOT_REPORTED,
    Figure,
    agree,
    figures_of,
    stands_for,
)
from county_reports.comparison.quotes import sentence_span
from county_reports.comparison.tables import frame, validate
from county_reports.format import Language
from county_reports.model import Metadata
from county_reports.schema import (
    ACCUMULATIONS,
    BOUNDS,
    RESTORATIONS,
    SCOPES,
    STATUSES,
    UNITS,
    Column,
)

if TYPE_CHECKING:
    from pandas import DataFrame

STATED = "stated"
REPORT_YEAR = "report's year"

PANEL: tuple[Column, ...] = (
    Column("place", "str", "identity of the county: admin code, else prefecture and name"),
    Column("county", "str", "name of the county in its latest report"),
    Column("indicator", "str", "indicator of the codebook"),
    Column("year", "Int64", "year that the figure is about", (), True),
    Column("value", "object", "Decimal in the indicator's unit; missing is missing", (), True),
    Column("high", "object", "Decimal, upper end of a range", (), True),
    Column("low", "object", "Decimal, the least that the printed figure stands for", (), True),
    Column("upper", "object", "Decimal, the most that it stands for; empty: no limit", (), True),
    Column("unit", "str", "canonical unit", UNITS),
    Column("bound", "str", "exact, about, over, under", BOUNDS, True),
    Column("report", "str", "the report that says it: the latest that does"),
    Column("report_year", "Int64", "year that report is about", (), True),
    Column("period", "str", "the period that the figure itself states", (), True),
    Column("dating", "str", "the figure states its year, or the report's year is taken",
           (STATED, REPORT_YEAR), True),
    Column("scope", "str", "whole county, or the part that the codebook allows", SCOPES, True),
    Column("accumulation", "str", "summed over years, or within the year", ACCUMULATIONS, True),
    Column("status", "str", "reported or planned", STATUSES, True),
    Column("restoration", "str", "split of fused digits, if any", RESTORATIONS, True),
    Column("correction", "str", "a person's correction of it, if any", (), True),
    Column("conflict", "str", "other values in the same report, value@start", (), True),
    Column("reports", "int64", "how many reports state this year"),
    Column("revision", "str", "other values for the year in earlier reports, report:value@start",
           (), True),
    Column("breaks", "str", "why it does not continue the county's figure before it", (), True),
    Column("missing", "str", "why the report of this year gives no value", (), True),
    Column("start", "Int64", "first character of the figure", (), True),
    Column("end", "Int64", "one past the last character", (), True),
    Column("text", "str", "the figure as written", (), True),
    Column("quote", "str", "the sentence that the figure stands in", (), True),
)  # fmt: skip

BREAK_WORDS = {
    "scope": ("范围", "scope"),
    "accumulation": ("累计或当年", "cumulative or of the year"),
    "years": ("一年或多年", "one year or several"),
    "stock": ("在册或未脱贫", "registered or remaining"),
    "threshold": ("标准线", "threshold"),
    "register": ("名册动态调整", "adjustment of the register"),
}
_ADJUSTED = re.compile(r"动态调整|动态管理|回头看|重新识别|再识别|补录|清退|剔除")
_REMAINING = re.compile(r"未脱贫|剩余|尚未|尚有|还有|仍有")
_REGISTERED = re.compile(r"建档立卡|在册|现有|系统内")
_THRESHOLD = re.compile(r"\d[\d.,]*万?元(?=以[上下]|的?标准|的?扶贫标准|的?贫困线)")
NEAR = 16
"""Characters before a figure in which words of its definition are looked for."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one report states about one year, and the words of its definition."""

    report: Metadata
    year: int | None
    figure: Figure
    conflict: str | None
    words: Mapping[str, str]


def places(reports: Sequence[Metadata]) -> dict[str, str]:
    """Which county each report is of: admin code, else prefecture and name, else the id.

    A report without a code is of the county whose prefecture and name it has. The id counts
    without its year: qiyun-2018 and qiyun-2019 are both qiyun.

    Returns:
        Report id -> identity, e.g. longhui-2019 -> 430524.
    """
    codes: dict[tuple[str, str], set[str]] = {}
    for report in reports:
        if report.admin_code and report.county and report.prefecture:
            codes.setdefault((report.prefecture, report.county), set()).add(report.admin_code)
    return {report.id: _place(report, codes) for report in reports}


def _place(report: Metadata, codes: Mapping[tuple[str, str], set[str]]) -> str:
    if report.admin_code:
        return report.admin_code
    if report.county and report.prefecture:
        known = codes.get((report.prefecture, report.county), set())
        # two codes for one name: which of them is meant is not known
        return next(iter(known)) if len(known) == 1 else f"{report.prefecture}{report.county}"
    stem, _, year = report.id.rpartition("-")
    return stem if stem and year.isdigit() else report.id


def panel(
    observations: DataFrame,
    reports: Sequence[Metadata],
    indicators: Sequence[str],
    sources: Mapping[str, str],
) -> DataFrame:
    """One row for each county, year and indicator, and for each report's own year without one.

    Example: two reports of a county that state 未脱贫3343人 for 2019 and 2020 respectively 3350人
    for 2019 give one row for 2019: 3350, revision ``qiyun-2019:3343@120``.

    Args:
        observations: table with the columns of ``schema.OBSERVATIONS``.
        reports: the reports; their order does not matter.
        indicators: ids of the codebook.
        sources: report id -> source text.

    Returns:
        A table with the columns of ``PANEL``, by indicator, county (in the order of its first
        report) and year. A figure without a period is taken for its report's year, which
        ``dating`` says.

    Raises:
        UsageError: an indicator is not in the codebook.
        SchemaError: the observations lack a column.
    """
    entries = alignment.known_indicators(indicators)
    alignment.require(observations)
    figures = figures_of(observations, [entry.id for entry in entries])
    where = places(reports)
    groups: dict[str, list[Metadata]] = {}
    for report in reports:
        groups.setdefault(where[report.id], []).append(report)
    rows = [
        row
        for entry in entries
        for place, own in groups.items()
        for row in _county(entry, place, sorted(own, key=_when), figures, sources)
    ]
    return validate(frame(rows, PANEL), PANEL, what="panel")


def _when(report: Metadata) -> tuple[int, str, str]:
    return report.year or 0, report.published or "", report.id


def _county(
    entry: Indicator,
    place: str,
    reports: Sequence[Metadata],
    figures: Mapping[tuple[str, str], list[Figure]],
    sources: Mapping[str, str],
) -> list[dict[str, object]]:
    """The rows of one county and indicator; the reports come in the order of their years."""
    by_year: dict[int | None, list[Statement]] = {}
    silent: dict[int | None, tuple[Metadata, str]] = {}
    for report in reports:
        found = figures.get((report.id, entry.id), [])
        for statement in statements(report, found, entry, sources.get(report.id)):
            by_year.setdefault(statement.year, []).append(statement)
        reason = alignment.choose(found, entry, report.year)[1]
        silent[report.year] = (report, reason or NOT_REPORTED)
    years = sorted({*by_year, *silent}, key=lambda year: (year is None, year or 0))
    base: dict[str, object] = {
        "place": place, "county": reports[-1].name, "indicator": entry.id, "unit": entry.unit,
    }  # fmt: skip
    rows: list[dict[str, object]] = []
    before: Statement | None = None
    for year in years:
        said = by_year.get(year)
        if not said:
            report, reason = silent[year]
            rows.append(base | {"year": year, "report": report.id, "report_year": report.year,
                                "reports": 0, "missing": reason})  # fmt: skip
            continue
        latest = said[-1]
        gaps = () if before is None else breaks(before, latest, entry.id)
        rows.append(base | _cells(latest, said[:-1], sources) | {"breaks": "|".join(gaps) or None})
        before = latest
    return rows


def statements(
    report: Metadata, found: Sequence[Figure], entry: Indicator, source: str | None
) -> list[Statement]:
    """What a report states about each year, each year's figure chosen as for a comparison."""
    by_year: dict[int | None, list[Figure]] = {}
    for figure in found:
        span = periods.years(figure.period)
        by_year.setdefault(report.year if span is None else span[1], []).append(figure)
    made = []
    for year, own in by_year.items():
        chosen, _ = alignment.choose(own, entry, year)
        if chosen is not None and chosen.restoration != AMBIGUOUS:
            _, conflict = conflicts.choice(chosen, own, entry, year, source)
            made.append(Statement(report, year, chosen, conflict, definition(chosen, source)))
    return made


def definition(figure: Figure, source: str | None) -> dict[str, str]:
    """The words by which a figure's definition shows: scope, accumulation, stock, threshold."""
    found = {
        "scope": figure.scope,
        "accumulation": figure.accumulation or "",
        "years": "several" if periods.is_range(figure.period) else "one",
    }
    near = figure.object or ""
    if source is not None:
        left, right = sentence_span(source, figure.start, figure.end)
        near += source[max(left, figure.start - NEAR) : figure.end]
        sentence = source[left:right]
        found["threshold"] = "、".join(dict.fromkeys(_THRESHOLD.findall(sentence)))
        adjusted = _ADJUSTED.search(sentence)
        found["register"] = adjusted[0] if adjusted else ""
    stock = "remaining" if _REMAINING.search(near) else ""
    found["stock"] = stock or ("registered" if _REGISTERED.search(near) else "")
    return found


def breaks(earlier: Statement, later: Statement, indicator: str) -> tuple[str, ...]:
    """Why a later figure does not continue an earlier one: ``scope county -> part``.

    A word that only one of two figures has (累计) is a break for scope and spans of years; for
    threshold, stock and accumulation both must be said. An adjustment of the register (动态调整) in
    the later figure's sentence breaks the series of every indicator of the registry.
    """
    found = []
    for kind in ("scope", "accumulation", "years", "stock", "threshold"):
        first, second = earlier.words.get(kind, ""), later.words.get(kind, "")
        if first and second and first != second:
            found.append(f"{kind} {first} -> {second}")
    adjusted = later.words.get("register", "")
    if adjusted and indicator.startswith("registry."):
        found.append(f"register {adjusted}")
    return tuple(found)


def _cells(
    latest: Statement,
    earlier: Sequence[Statement],
    sources: Mapping[str, str],
) -> dict[str, object]:
    source = sources.get(latest.report.id)
    figure = latest.figure
    own = stands_for(figure, source)
    differing = [
        f"{each.report.id}:{each.figure.listed()}"
        for each in earlier
        if not agree(stands_for(each.figure, sources.get(each.report.id)), own)
    ]
    return alignment.cells(figure, source) | alignment.ends(own) | {
        "year": latest.year,
        "report": latest.report.id,
        "report_year": latest.report.year,
        "dating": STATED if figure.period else REPORT_YEAR,
        "scope": figure.scope,
        "accumulation": figure.accumulation,
        "conflict": latest.conflict,
        "reports": 1 + len(earlier),
        "revision": "|".join(differing) or None,
    }  # fmt: skip


def break_words(listed: object, language: Language) -> str:
    """Breaks in words: 口径变化：范围 / definition changed: scope."""
    at = 0 if language == "zh" else 1
    kinds = [code.partition(" ")[0] for code in str(listed or "").split("|") if code]
    said = [BREAK_WORDS[kind][at] for kind in dict.fromkeys(kinds) if kind in BREAK_WORDS]
    if not said:
        return ""
    joined = ("、" if language == "zh" else ", ").join(said)
    return f"口径变化：{joined}" if language == "zh" else f"definition changed: {joined}"
