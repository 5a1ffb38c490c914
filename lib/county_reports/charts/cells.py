"""The cells of a comparison as charts read them: a value or a target, its words, its place.

A target is never read as a result: it comes with the mark （计划） and is drawn hollow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as words
from county_reports.comparison.alignment import planned
from county_reports.comparison.tables import given, word
from county_reports.format import Language
from county_reports.model import Metadata

if TYPE_CHECKING:
    from pandas import DataFrame

Row = Mapping[str, object]
KEPT = ("bound", "period", "status", "restoration", "others", "start", "end", "text", "quote",
        "correction")  # fmt: skip
"""What the data of a chart keep of a comparison's row beside value and reason."""


def rows_of(comparison: DataFrame, indicators: Sequence[str]) -> dict[tuple[str, str], Row]:
    """The comparison's rows by (report, indicator), e.g. (longhui-2019, registry.incidence)."""
    wanted = comparison[comparison["indicator"].isin(list(indicators))]
    return {
        (str(row["report"]), str(row["indicator"])): {str(key): value for key, value in row.items()}
        for row in wanted.to_dict("records")
    }


def ends(row: Row | None) -> tuple[Decimal, Decimal | None] | None:
    """The value of a cell and the end of its range; of what is only planned, the target's."""
    if row is None:
        return None
    value, high = row["value"], row["high"]
    if isinstance(value, Decimal):
        return value, high if isinstance(high, Decimal) else None
    if word(row["missing"]) == "planned only" and given(row["start"]):
        return planned(word(row["others"]), int(str(row["start"])))
    return None


def value_of(row: Row | None) -> Decimal | None:
    """The value of a cell, the lower end of a range; None when there is none."""
    found = ends(row)
    return None if found is None else found[0]


def exact(row: Row | None) -> Decimal | None:
    """The value of a cell that may be added up: no range, no 余, no target; else None."""
    if row is None or not isinstance(row["value"], Decimal):
        return None
    return None if given(row["high"]) or word(row["bound"]) not in (None, "exact") else row["value"]


def is_target(row: Row | None) -> bool:
    """Whether a cell holds what is planned: 计划退出73个贫困村."""
    return row is not None and word(row["status"]) == "planned"


def lines(row: Row | None, language: Language, year: int | None) -> tuple[str, str]:
    """A figure with its unit, and in brackets: that it is a target, the time it is for."""
    found = ends(row)
    if row is None or found is None:
        return words.missing(word(row["missing"]) if row else None, language), ""
    text = words.figure(
        found[0], str(row["unit"]), language, high=found[1], bound=word(row["bound"]),
        restoration=word(row["restoration"]), correction=word(row["correction"]),
    )  # fmt: skip
    said = words.PLANNED_MARK[language] if is_target(row) else ""
    when = stated(row, language, year)
    if not when:
        return text, said
    return text, said + (f"（{when}）" if language == "zh" else f" ({when})")


def bare(row: Row | None) -> str:
    """A figure with its marks and without its unit (≥1,200†), for columns that name the unit."""
    found = ends(row)
    if row is None or found is None:
        return ""
    text = words.number(found[0]) + ("" if found[1] is None else f"–{words.number(found[1])}")
    restored = word(row["restoration"]) in ("proven", "unique")
    return (
        words.BOUND_MARKS.get(word(row["bound"]) or "", "") + text
        + (words.RESTORED_MARK if restored else "")
        + (words.CORRECTED_MARK if word(row["correction"]) else "")
    )  # fmt: skip


def reason(row: Row | None, language: Language) -> str:
    """Why a cell has no value: 未报告, not comparable."""
    return words.missing(word(row["missing"]) if row else None, language)


def stated(row: Row, language: Language, year: int | None) -> str:
    """The time that a figure states in words, nothing where it is the report's year."""
    period = word(row["period"])
    return words.period(period, language) if period and period != str(year) else ""


def name_of(indicator: str, language: Language) -> str:
    """An indicator's name in the codebook, e.g. 驻村工作队, Stationed teams."""
    entry = codebook.load().indicators[indicator]
    return entry.zh if language == "zh" else entry.en


def plotted_row(report: Metadata, indicator: str, unit: str, row: Row | None) -> dict[str, object]:
    """One row of a chart's data: the value or the reason why there is none, and its place."""
    value, high = ends(row) or (None, None)
    absent = (word(row["missing"]) if row else None) or "not reported"
    kept = {key: (row[key] if row and given(row[key]) else None) for key in KEPT}
    return {
        "report": report.id, "county": report.name, "indicator": indicator, "value": value,
        "unit": unit, "missing": None if value is not None else absent, "high": high,
    } | kept  # fmt: skip
