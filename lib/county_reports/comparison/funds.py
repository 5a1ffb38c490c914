"""Funds by theme: which figure of a report stands for the money put into each field.

Only indicators that mean money *put in* are taken. Left out on purpose: credit (finance.loans is
to be paid back, finance.insurance is cover), totals over all themes (funding.*), income and sales
(industry.income_gain, social_help.consumption_sales), money recovered, and rates per head.

A report often gives several figures for one theme. They are added only when they are clearly
parallel and disjoint: same indicator, same sentence, same stated period, different objects, exact
figures, no word of a total or a share among them (其中, 共, 占, 增长…) and none of them the sum of
others. Otherwise the one that ``alignment`` chooses stands and the others are named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.comparison.alignment import cells, choose, others, require, stand_in
from county_reports.comparison.figures import NOT_REPORTED, Figure, figures_of
from county_reports.comparison.quotes import sentence_span
from county_reports.comparison.tables import frame, given, validate
from county_reports.model import Metadata
from county_reports.schema import BOUNDS, RESTORATIONS, UNITS, Column

if TYPE_CHECKING:
    from pandas import DataFrame

FUNDS_OF_THEME: dict[str, tuple[str, ...]] = {
    "industry": ("industry.funds",),
    "employment": ("employment.subsidies",),
    "relocation": ("relocation.funds",),
    "housing": ("housing.funds",),
    "education": ("education.funds",),
    "health": ("health.funds",),
    "water": ("water.funds",),
    "transport": ("transport.funds",),
    "energy": ("energy.funds",),
    "environment": ("environment.funds",),
    "public_services": ("public_services.funds",),
    "social_protection": ("social_protection.funds",),
    "assistance": ("assistance.funds",),
    # two names for what society brings; where a report gives both, the larger stands
    "social_help": ("social_help.donations", "social_help.funds"),
    "resilience": ("resilience.disaster_funds",),
}
"""Theme -> indicators whose figures are money put into it, all in CNY."""

NOT_PARALLEL = re.compile(
    r"其中|共|总|合计|累计|占|同比|增长|增加|较|比|人均|户均|每|预算|计划|目标|任务|上年|去年|完成"
)
"""Words between two amounts after which they may not be added."""

FUNDS: tuple[Column, ...] = (
    Column("theme", "str", "theme of the codebook"),
    Column("indicator", "str", "indicator that stands for the theme's funds", (), True),
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("value", "object", "Decimal in CNY; missing is missing", (), True),
    Column("high", "object", "Decimal, upper end of a range", (), True),
    Column("unit", "str", "always CNY", UNITS),
    Column("bound", "str", "exact, about, over, under", BOUNDS, True),
    Column("period", "str", "the period that the figure itself states", (), True),
    Column("status", "str", "reported or planned", ("reported", "planned"), True),
    Column("restoration", "str", "split of fused digits, if any", RESTORATIONS, True),
    Column("parts", "str", "summands as value@start, when several were added", (), True),
    Column("missing", "str", "why there is no value", (), True),
    Column("others", "str", "figures of the theme that were not taken, value@start", (), True),
    Column("start", "Int64", "first character of the figure (of the first part)", (), True),
    Column("end", "Int64", "one past the last character (of the first part)", (), True),
    Column("text", "str", "the figure as written; parts joined by +", (), True),
    Column("quote", "str", "the sentence that the figure stands in", (), True),
    Column("correction", "str", "a person's correction of the figure or a part", (), True),
)


def by_theme(
    observations: DataFrame,
    reports: Sequence[Metadata],
    sources: Mapping[str, str],
    themes: Sequence[str] | None = None,
) -> DataFrame:
    """The money put into each theme, one row for each theme and report.

    Example: 谷城县 assistance: 帮扶资金3108万元 + 物资折合304万元 + 引进各类资金3329万元, added
    because they are parallel; ``parts`` lists each with its place.

    Args:
        observations: table with the columns of ``schema.OBSERVATIONS``.
        reports: the reports, in the order in which they are to stand.
        sources: report id -> source text; without its text a report's figures are never added.
        themes: ids of themes; by default all of ``FUNDS_OF_THEME``.

    Returns:
        A table with the columns of ``FUNDS``, values in CNY.

    Raises:
        SchemaError: the observations lack a column.
    """
    require(observations)
    wanted = [theme for theme in (themes or FUNDS_OF_THEME) if theme in FUNDS_OF_THEME]
    names = [name for theme in wanted for name in FUNDS_OF_THEME[theme]]
    figures = figures_of(observations, names)
    rows = [
        _row(theme, report, figures, sources.get(report.id))
        for theme in wanted
        for report in reports
    ]
    return validate(frame(rows, FUNDS), FUNDS, what="funds by theme")


def _row(
    theme: str,
    report: Metadata,
    figures: Mapping[tuple[str, str], list[Figure]],
    source: str | None,
) -> dict[str, object]:
    base: dict[str, object] = {
        "theme": theme, "report": report.id, "county": report.name,
        "report_year": report.year, "unit": "CNY",
    }  # fmt: skip
    book = codebook.load().indicators
    rows: list[dict[str, object]] = []
    for name in FUNDS_OF_THEME[theme]:
        found = figures.get((report.id, name), [])
        chosen, reason = choose(found, book[name], report.year)
        if chosen is not None:
            row = _with_parts(chosen, found, source)
        else:
            shown = stand_in(found, book[name], report.year, reason)
            row = {
                **(cells(shown, source) if shown else {}), "value": None, "high": None,
                "missing": reason, "others": others(found, None, shown),
            }  # fmt: skip
        if reason != NOT_REPORTED:
            rows.append(row | {"indicator": name, "all": others(found, None)})
    if not rows:
        return base | {"missing": NOT_REPORTED}
    # the largest value, of equal ones and of none the first
    best = max(rows, key=lambda each: (given(each["value"]), each["value"] or Decimal(0)))
    listed = [best["others"], *(each.pop("all") for each in rows if each is not best)]
    best = {key: cell for key, cell in best.items() if key != "all"}
    return base | best | {"others": "|".join(str(text) for text in listed if text) or None}


def _with_parts(chosen: Figure, found: Sequence[Figure], source: str | None) -> dict[str, object]:
    """The chosen figure, or the sum of it and its parallel neighbours, with each part named."""
    parts = parallel(chosen, found, source) if source is not None else (chosen,)
    row = cells(chosen, source)
    if len(parts) == 1:
        return row | {"others": others(found, chosen), "parts": None}
    first = parts[0]
    left = [figure for figure in found if figure not in parts]
    splits = {part.restoration for part in parts}
    return row | {
        "value": sum((part.value for part in parts), Decimal(0)),
        "start": first.start,
        "end": first.end,
        "text": "+".join(part.text for part in parts),
        "parts": "|".join(part.listed() for part in parts),
        # a sum is as sure as the least sure of its parts
        "restoration": next((kind for kind in ("unique", "proven") if kind in splits), None),
        "others": others(left, None),
        # a sum is corrected when one of its parts is
        "correction": "; ".join(dict.fromkeys(p.correction for p in parts if p.correction)) or None,
    }


def parallel(chosen: Figure, found: Sequence[Figure], source: str) -> tuple[Figure, ...]:
    """The figures that may be added to a chosen one, itself included, in the order of the text.

    Example: 发放低保金6564万元,五保供养资金1418万元 are parallel; 投入1.2亿元,其中财政5000万元
    are not.
    """
    span = sentence_span(source, chosen.start, chosen.end)
    same = sorted(
        (f for f in found if _like(f, chosen) and span[0] <= f.start < span[1]),
        key=lambda figure: figure.start,
    )
    objects = {figure.object for figure in same}
    if len(same) < 2 or len(objects) != len(same) or None in objects:
        return (chosen,)
    between = source[same[0].end : same[-1].start]
    if NOT_PARALLEL.search(between) or _one_is_a_sum([figure.value for figure in same]):
        return (chosen,)
    return tuple(same)


def _one_is_a_sum(values: Sequence[Decimal]) -> bool:
    """Whether one of several amounts is two, three or all of the others: 300, 100, 200, 50."""
    for place, total in enumerate(values):
        rest = (*values[:place], *values[place + 1 :])
        if any(sum(some) == total for n in {2, 3, len(rest)} for some in combinations(rest, n)):
            return True
    return False


def _like(figure: Figure, chosen: Figure) -> bool:
    """Whether a figure is of the chosen one's kind: same unit, period, scope and status, exact."""
    return (
        (figure.unit, figure.period, figure.scope, figure.status)
        == (chosen.unit, chosen.period, chosen.scope, chosen.status)
        and figure.bound == chosen.bound == "exact"
        and figure.high is None
        and figure.restoration != "ambiguous"
    )
