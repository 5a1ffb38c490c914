"""Funds by theme, divided by what the report itself states: per poor person, household, village.

The numerators are those of ``funds.by_theme`` with the same parts; the denominator is chosen as for
any other indicator. A theme without a denominator keeps its amount, with the reason beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.arithmetic.intervals import total
from county_reports.comparison import alignment, conflicts, denominators, funds
from county_reports.comparison.denominators import DERIVED
from county_reports.comparison.figures import Figure, figures_of, stands_for
from county_reports.comparison.tables import frame, given, validate
from county_reports.model import Metadata
from county_reports.schema import Column

if TYPE_CHECKING:
    from pandas import DataFrame

FUNDS_PER: tuple[Column, ...] = (
    Column("theme", "str", "theme of the codebook"),
    *(Column(c.name, c.dtype, c.meaning, c.allowed, nullable=True) if c.name == "indicator" else c
      for c in DERIVED),
    Column("parts", "str", "summands of the numerator as value@start", (), True),
)  # fmt: skip


def by_theme_per(
    observations: DataFrame,
    reports: Sequence[Metadata],
    sources: Mapping[str, str],
    per: str,
    themes: Sequence[str] | None = None,
) -> DataFrame:
    """The money put into each theme divided by what ``per`` names, one row a theme and report.

    Example: 隆回县 industry: 53826万元 over 223518人 is 2408 CNY per poor person.

    Args:
        observations: table with the columns of ``schema.OBSERVATIONS``.
        reports: the reports, in the order in which they are to stand.
        sources: report id -> source text.
        per: a name of ``denominators.PERS``, in English or Chinese.
        themes: ids of themes; by default all of ``funds.FUNDS_OF_THEME``.

    Returns:
        A table with the columns of ``FUNDS_PER``.

    Raises:
        UsageError: figures cannot be given per that.
        SchemaError: the observations lack a column.
    """
    by = denominators.per_named(per)
    name = by.indicator or denominators.TOTALS["CNY"]
    table = funds.by_theme(observations, reports, sources, themes)
    below = {
        str(row["report"]): {str(key): cell for key, cell in row.items()}
        for row in alignment.compare(observations, reports, [name], sources).to_dict("records")
    }
    figures = figures_of(observations, [n for each in funds.FUNDS_OF_THEME.values() for n in each])
    years = {report.id: report.year for report in reports}
    made: list[dict[str, object]] = []
    for row in table.to_dict("records"):
        cells = {str(key): cell for key, cell in row.items()}
        report = str(cells["report"])
        found = figures.get((report, str(cells["indicator"])), [])
        cells |= _sure(cells, found, years[report], sources.get(report))
        derived = denominators.divided(cells, below[report], by)
        made.append(
            derived | {"theme": cells["theme"], "parts": _or_none(cells["parts"]),
                       "indicator": _or_none(cells["indicator"])}
        )  # fmt: skip
    return validate(frame(made, FUNDS_PER), FUNDS_PER, what="funds by theme, divided")


def _or_none(cell: object) -> object:
    return cell if given(cell) else None


def _sure(
    cells: Mapping[str, object], found: Sequence[Figure], year: int | None, source: str | None
) -> dict[str, object]:
    """The interval and the conflict of an amount, or of the sum of its parts."""
    if not given(cells["value"]):
        return {"low": None, "upper": None, "conflict": None}
    at = {figure.start: figure for figure in found}
    listed = str(cells["parts"]).split("|") if given(cells["parts"]) else []
    if listed:
        starts = [int(item.partition("@")[2].partition(":")[0]) for item in listed]
        summed = total(stands_for(at[start], source) for start in starts)
        return {**alignment.ends(summed), "conflict": None}
    chosen = at[int(str(cells["start"]))]
    entry = codebook.load().indicators[str(cells["indicator"])]
    _, conflict = conflicts.choice(chosen, found, entry, year, source)
    return {**alignment.ends(stands_for(chosen, source)), "conflict": conflict}
