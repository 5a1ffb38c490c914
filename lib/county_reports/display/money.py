"""What notebook 05 shows: the money that reports state, divided too, and what is missing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports import format as words
from county_reports.comparison import denominators, funds_per
from county_reports.comparison.denominators import SHARE
from county_reports.comparison.tables import given
from county_reports.display.page import Shown, cells_of, html_table, pick
from county_reports.display.publishing import chart
from county_reports.execution import parameters

if TYPE_CHECKING:
    from pandas import DataFrame

    from county_reports.corpus import Corpus
    from county_reports.format import Language

TOTALS = (
    "funding.total", "funding.integrated", "funding.special", "funding.county_special",
    "funding.project_library_value", "funding.assets", "funding.disbursement_rate",
)  # fmt: skip
"""Money over all themes, each of another definition."""

DENOMINATORS = tuple(per.indicator for per in denominators.PERS if per.indicator)


def totals(corpus: Corpus) -> DataFrame:
    """Money over all themes, columns of ``schema.COMPARISON``."""
    return corpus.compare(TOTALS)


def divisors(corpus: Corpus) -> DataFrame:
    """What the reports state to divide by: people, households, villages; ``schema.COMPARISON``."""
    return corpus.compare(DENOMINATORS)


def by_theme(corpus: Corpus, per: str) -> DataFrame:
    """Money by theme divided by what ``per`` names, columns of ``funds_per.FUNDS_PER``.

    Raises:
        ParameterError: figures cannot be given per that.
    """
    name = parameters.select_per(per)
    return funds_per.by_theme_per(corpus.observations, corpus.metadata, corpus.sources, name)


def shares(corpus: Corpus) -> DataFrame:
    """Money by theme as a share of 投入资金总额, columns of ``funds_per.FUNDS_PER``, percent."""
    return by_theme(corpus, SHARE)


def stated(table: DataFrame) -> DataFrame:
    """The rows of the themes for which any report names an amount, all reports side by side."""
    named = set(table.loc[table["numerator_value"].notna(), "theme"])
    return table[table["theme"].isin(named)].reset_index(drop=True)


DATA = ("theme", "report", "value", "low", "upper", "unit", "missing", "caution", "text", "start",
        "end", "period", "denominator_text", "denominator_start", "denominator_end",
        "denominator_period")  # fmt: skip


def data(table: DataFrame) -> DataFrame:
    """The amounts of a table of divided funds with the places of both figures."""
    return table.loc[table["numerator_value"].notna(), list(DATA)].reset_index(drop=True)


def per_chart(table: DataFrame, corpus: Corpus, language: Language, notebook: str) -> Shown:
    """Publish the chart of divided funds by theme in both languages and show one of them."""
    name = str(table["per"].iloc[0]).replace(" ", "-")
    return chart("funds_per", table, corpus.metadata, notebook=notebook,
                 name=f"funds-per-{name}", language=language)  # fmt: skip


def gaps(table: DataFrame, language: Language = "en") -> Shown:
    """For each report: themes without an amount, and amounts that could not be divided and why.

    Args:
        table: columns of ``funds_per.FUNDS_PER``.
        language: en or zh.
    """
    themes = codebook.load().themes
    found: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for record in table.to_dict("records"):
        row = cells_of(record)
        name = f"{row['county']} {row['report']}"
        reasons = found.setdefault(str(row["report"]), (name, {}))[1]
        if given(row["missing"]):
            theme = themes[str(row["theme"])]
            reasons.setdefault(str(row["missing"]), []).append(pick(language, theme.en, theme.zh))
    rows = [
        [escape(name), escape(words.missing(reason, language)),
         escape(("、" if language == "zh" else "; ").join(listed))]
        for name, reasons in found.values()
        for reason, listed in sorted(reasons.items())
    ]  # fmt: skip
    head = pick(language, "report|reason|themes", "报告|原因|领域").split("|")
    return Shown(html_table(head, rows), f"{len(rows)} gaps")


def divisible(table: DataFrame) -> DataFrame:
    """The rows of the reports that state the denominator; all rows where none does."""
    named = table.groupby("report")["denominator_value"].transform(
        lambda cells: cells.notna().any()
    )
    return table[named].reset_index(drop=True) if named.any() else table
