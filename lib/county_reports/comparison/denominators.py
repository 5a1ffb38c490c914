"""Figures per head, per registered poor person, per household or village, as a share of the total.

A derived value is the quotient of two figures of one report, each with its place, sentence and
period. Its interval holds every value that the two printed figures allow: 53826万元 over 223518人
is 2408.1 to 2408.2元, 37亿元 over about 20万人 far less sure. What cannot be divided is missing, with
the reason; no denominator is estimated, carried over from another year or taken from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from county_reports import codebook
from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.comparison import alignment, periods
from county_reports.comparison.conflicts import RATES
from county_reports.comparison.figures import AMBIGUOUS, NOT_COMPARABLE, PLANNED_ONLY
from county_reports.comparison.tables import frame, given, validate, word
from county_reports.errors import UsageError
from county_reports.format import Language
from county_reports.model import Metadata
from county_reports.schema import BOUNDS, RESTORATIONS, STATUSES, UNITS, Column

if TYPE_CHECKING:
    from pandas import DataFrame

SHARE = "share of total"
NO_DENOMINATOR = "denominator not reported"
PLANNED_DENOMINATOR = "denominator planned only"
AMBIGUOUS_DENOMINATOR = "denominator ambiguous"
OTHER_SCOPE = "denominator not comparable"
SEVERAL_DENOMINATORS = "denominator stated differently"
ZERO = "denominator is zero"
A_RATE = "already a rate"
NO_TOTAL = "no total defined"
ITSELF = "is the denominator"
REASONS = (NO_DENOMINATOR, PLANNED_DENOMINATOR, AMBIGUOUS_DENOMINATOR, OTHER_SCOPE,
           SEVERAL_DENOMINATORS, ZERO, A_RATE, NO_TOTAL,
           ITSELF)  # fmt: skip

PERIODS_DIFFER = "periods differ"
PERIOD_NOT_STATED = "period not stated"
PLANNED_OVER_REPORTED = "planned over reported"
CONFLICT = "numerator stated differently"
ABOVE_WHOLE = "more than the whole"
CAUTIONS = (PERIODS_DIFFER, PERIOD_NOT_STATED, PLANNED_OVER_REPORTED, CONFLICT, ABOVE_WHOLE)

CAUTION_WORDS = {
    PERIODS_DIFFER: ("分子与分母的时间不同", "the two figures are of different periods"),
    PERIOD_NOT_STATED: ("有一数未注明时间", "one of the figures states no period"),
    PLANNED_OVER_REPORTED: ("分子为计划数，分母为实际数", "a target over a reported figure"),
    CONFLICT: ("分子另有不同数值", "the report states the numerator differently elsewhere"),
    ABOVE_WHOLE: ("部分大于总数", "the part exceeds the whole: the total is of something else"),
}


@dataclass(frozen=True, slots=True)
class Per:
    """What a figure is divided by: its name, the indicator that says how many, words for labels."""

    name: str
    indicator: str | None
    zh: str
    en: str
    also: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """The words for labels: 每名建档立卡贫困人口 / per registered poor person."""
        return self.zh if language == "zh" else self.en


PERS: tuple[Per, ...] = (
    Per("head", "profile.population", "每人（全县人口）", "per head of the population",
        ("人均", "person", "population", "inhabitant", "总人口")),
    Per("poor person", "registry.registered_persons", "每名建档立卡贫困人口",
        "per registered poor person",
        ("贫困人口", "建档立卡人口", "建档立卡贫困人口", "registered poor person",
         "registered person")),
    Per("poor household", "registry.registered_households", "每户建档立卡贫困户",
        "per registered poor household",
        ("贫困户", "户均", "建档立卡户", "建档立卡贫困户", "household", "registered household",
         "registered poor household")),
    Per("poor village", "registry.poor_villages", "每个贫困村", "per poor village",
        ("贫困村", "村均")),
    Per("village", "profile.villages", "每个村（居）", "per village or community",
        ("村", "行政村")),
    Per("initial poor person", "registry.initial_persons", "每名建档之初贫困人口",
        "per poor person at the baseline", ("建档之初贫困人口", "baseline poor person")),
    Per("initial poor household", "registry.initial_households", "每户建档之初贫困户",
        "per poor household at the baseline", ("建档之初贫困户", "baseline poor household")),
    Per(SHARE, None, "占总数的比例", "as a share of the total",
        ("占比", "份额", "share", "total", "占总数比例")),
)  # fmt: skip
"""Everything that figures may be divided by, in the order in which help texts name it."""

TOTALS = {
    "CNY": "funding.total",
    "person": "registry.registered_persons",
    "household": "registry.registered_households",
    "village": "registry.poor_villages",
}
"""The whole that a share is taken of, by the unit of the part."""

WITHOUT_TOTAL = frozenset({
    "profile.fiscal_revenue", "profile.gdp", "profile.population", "profile.villages",
    "finance.loans", "finance.insurance", "finance.risk_fund", "funding.assets", "funding.total",
    "funding.project_library_value", "social_help.consumption_sales", "industry.income_gain",
    "industry.collective_income", "supervision.money_recovered", *TOTALS.values(),
})  # fmt: skip
"""Indicators that are no part of the total of their unit: credit, sales, wholes themselves."""

HEADED = frozenset({
    "profile.urban_income", "profile.rural_income", "education.aid_standard",
    "health.premium_subsidy", "public_services.culture_area_per_head",
    "industry.income_gain", "industry.collective_income",
})  # fmt: skip
"""Indicators that are stated per head, household or village already, or may be."""

DERIVED: tuple[Column, ...] = (
    Column("indicator", "str", "indicator of the codebook: the numerator"),
    Column("report", "str", "id of the report"),
    Column("county", "str", "name of the county"),
    Column("report_year", "Int64", "year the report is about", (), True),
    Column("per", "str", "what is divided by", tuple(per.name for per in PERS)),
    Column("denominator", "str", "indicator of the codebook: the denominator", (), True),
    Column("value", "object", "Decimal, quotient of the printed values (12 digits)", (), True),
    Column("low", "object", "Decimal, the least that both printed figures allow", (), True),
    Column("upper", "object", "Decimal, the most that they allow; empty: no limit", (), True),
    Column("unit", "str", "the numerator's unit; percent for shares", UNITS),
    Column("bound", "str", "exact, or over, under, about as a figure is", BOUNDS, True),
    Column("status", "str", "reported, or planned when the numerator is a target", STATUSES, True),
    Column("restoration", "str", "split of fused digits in either figure", RESTORATIONS, True),
    Column("correction", "str", "a person's corrections of either figure", (), True),
    Column("missing", "str", "why there is no value", (), True),
    Column("caution", "str", "warnings, separated by |", (), True),
    Column("numerator_value", "object", "Decimal, the numerator as printed", (), True),
    Column("period", "str", "the period that the numerator states", (), True),
    Column("start", "Int64", "first character of the numerator", (), True),
    Column("end", "Int64", "one past its last character", (), True),
    Column("text", "str", "the numerator as written", (), True),
    Column("quote", "str", "its sentence", (), True),
    Column("conflict", "str", "other values for the numerator, value@start", (), True),
    Column("denominator_value", "object", "Decimal, the denominator as printed", (), True),
    Column("denominator_unit", "str", "its unit", UNITS, True),
    Column("denominator_period", "str", "the period that it states", (), True),
    Column("denominator_start", "Int64", "first character of the denominator", (), True),
    Column("denominator_end", "Int64", "one past its last character", (), True),
    Column("denominator_text", "str", "the denominator as written", (), True),
    Column("denominator_quote", "str", "its sentence", (), True),
)

_FLOOR = Context(prec=12, rounding=ROUND_FLOOR)
_CEILING = Context(prec=12, rounding=ROUND_CEILING)
_HALF = Context(prec=12, rounding=ROUND_HALF_EVEN)


def per_named(name: str) -> Per:
    """What a name in English or Chinese means: ``poor person``, ``per poor person``, 贫困人口.

    Raises:
        UsageError: there is no such name; the close ones are given.
    """
    known = {key: per for per in PERS for key in (per.name, per.zh, per.en.lower(), *per.also)}
    asked = " ".join(name.replace("_", " ").split())
    for key in (asked, asked.lower(), asked.lower().removeprefix("per "), asked.removeprefix("每")):
        if key in known:
            return known[key]
    close = get_close_matches(asked.lower().removeprefix("per "), known, n=3, cutoff=0.5)
    names = [per.name for per in PERS]
    raise UsageError(
        f"figures cannot be given per {name!r}",
        remedy=f"use {' or '.join(close)}" if close else f"use one of {', '.join(names)}",
    )


def compare_per(
    observations: DataFrame,
    reports: Sequence[Metadata],
    indicators: Sequence[str],
    sources: Mapping[str, str],
    per: str,
) -> DataFrame:
    """One row for each indicator and report: the figure divided by what ``per`` names.

    Example: 隆回县 投入产业扶贫资金53826万元, 建档立卡贫困人口223518人: industry.funds per poor
    person is 2408 CNY, from 2408.10 to 2408.15.

    Args:
        observations: table with the columns of ``schema.OBSERVATIONS``.
        reports: the reports, in the order in which they are to stand.
        indicators: ids of the codebook.
        sources: report id -> source text.
        per: head, poor person, poor household, poor village, village, initial poor person,
            initial poor household, share of total; or a Chinese name (贫困人口, 户均, 占比).

    Returns:
        A table with the columns of ``DERIVED``.

    Raises:
        UsageError: an indicator or the name of ``per`` does not exist.
        SchemaError: the observations lack a column.
    """
    by = per_named(per)
    entries = alignment.known_indicators(indicators)
    names = [name for entry in entries if (name := denominator_of(entry.id, by))]
    asked = list(dict.fromkeys([*(entry.id for entry in entries), *names]))
    table = alignment.compare(observations, reports, asked, sources)
    rows = {(str(row["indicator"]), str(row["report"])): row for row in _rows(table)}
    made = [
        divided(rows[entry.id, report.id], _denominator(rows, entry.id, report.id, by), by)
        for entry in entries
        for report in reports
    ]
    return validate(frame(made, DERIVED), DERIVED, what="derived values")


def _rows(table: DataFrame) -> list[dict[str, object]]:
    return [{str(k): v for k, v in row.items()} for row in table.to_dict("records")]


def _denominator(
    rows: Mapping[tuple[str, str], dict[str, object]], indicator: str, report: str, by: Per
) -> dict[str, object] | None:
    name = denominator_of(indicator, by)
    return None if name is None else rows[name, report]


def denominator_of(indicator: str, by: Per) -> str | None:
    """The indicator that a figure is divided by; None where a share has no total.

    >>> denominator_of("water.funds", per_named("share of total"))
    'funding.total'
    """
    if by.indicator is not None:
        return by.indicator
    if indicator in WITHOUT_TOTAL:
        return None
    return TOTALS.get(codebook.load().indicators[indicator].unit)


def divided(
    row: Mapping[str, object], below: Mapping[str, object] | None, by: Per
) -> dict[str, object]:
    """The cells of one derived value, or of the reason why there is none.

    Args:
        row: a row of ``alignment.compare`` (or of funds by theme, with low and upper).
        below: the denominator's row of ``alignment.compare``; None where no total is defined.
        by: what is divided by.
    """
    unit = "percent" if by.name == SHARE else str(row["unit"])
    made: dict[str, object] = {
        "indicator": row["indicator"], "report": row["report"], "county": row["county"],
        "report_year": row["report_year"] if given(row["report_year"]) else None,
        "per": by.name, "denominator": None if below is None else below["indicator"],
        "unit": unit, "numerator_value": _decimal(row["value"]),
        **{name: _cell(row.get(name)) for name in ("period", "start", "end", "text", "quote",
                                                   "conflict", "status", "bound")},
    }  # fmt: skip
    if below is not None:
        made |= {
            "denominator_value": _decimal(below["value"]), "denominator_unit": below["unit"],
            **{f"denominator_{name}": _cell(below[name])
               for name in ("period", "start", "end", "text", "quote")},
        }  # fmt: skip
    reason = _refusal(row, below, by)
    top, bottom = _decimal(row["value"]), None if below is None else _decimal(below["value"])
    if reason is not None or below is None or top is None or bottom is None:
        return made | {"missing": reason}
    factor = Decimal(100) if by.name == SHARE else Decimal(1)
    low, upper = _quotient(_interval(row), _interval(below), factor)
    splits = {word(row.get("restoration")), word(below["restoration"])}
    corrections = [word(row.get("correction")), word(below["correction"])]
    return made | {
        "value": _HALF.divide(_HALF.multiply(top, factor), bottom),
        "low": low,
        "upper": upper,
        "bound": _bound(word(row["bound"]), word(below["bound"])),
        # a quotient is as sure as the less sure of its two figures
        "restoration": next((kind for kind in ("unique", "proven") if kind in splits), None),
        "correction": "; ".join(dict.fromkeys(c for c in corrections if c)) or None,
        "caution": "|".join(_cautions(row, below, by, low)) or None,
    }


def _quotient(above: Interval, under: Interval, factor: Decimal) -> tuple[Decimal, Decimal | None]:
    """The ends of a quotient, rounded outwards to 12 digits; no upper end where it is open."""
    low, upper = Decimal(0), None
    if under.high != INFINITY:
        low = _FLOOR.divide(_FLOOR.multiply(above.low, factor), under.high)
    if above.high != INFINITY and under.low != 0:
        upper = _CEILING.divide(_CEILING.multiply(above.high, factor), under.low)
    return low, upper


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _cell(value: object) -> object:
    return value if given(value) else None


def _interval(row: Mapping[str, object]) -> Interval:
    low, upper = _decimal(row["low"]), _decimal(row["upper"])
    return Interval(low if low is not None else Decimal(0), INFINITY if upper is None else upper)


def _bound(above: str | None, below: str | None) -> str:
    """The mark of a quotient: ≥ over an exact figure stays ≥, over a ≥ nothing is known: about."""
    turned = {"over": "under", "under": "over"}.get(below or "", below or "exact")
    kinds = {above or "exact", turned} - {"exact"}
    return "exact" if not kinds else kinds.pop() if len(kinds) == 1 else "about"


_REASON_BELOW = {
    PLANNED_ONLY: PLANNED_DENOMINATOR,
    AMBIGUOUS: AMBIGUOUS_DENOMINATOR,
    NOT_COMPARABLE: OTHER_SCOPE,
}


def _refusal(row: Mapping[str, object], below: Mapping[str, object] | None, by: Per) -> str | None:
    """Why nothing may be divided, the numerator's reason first; None when it may."""
    indicator = word(row["indicator"]) or ""
    if str(row["unit"]) in RATES or indicator in HEADED:
        return A_RATE
    if indicator == by.indicator:
        return ITSELF
    if below is None:
        return NO_TOTAL
    if given(row["missing"]):
        return str(row["missing"])
    return _refused_below(below)


def _refused_below(below: Mapping[str, object]) -> str | None:
    """Why a denominator does not serve; None when it does."""
    if given(below["missing"]):
        return _REASON_BELOW.get(str(below["missing"]), NO_DENOMINATOR)
    if given(below["conflict"]):
        return SEVERAL_DENOMINATORS
    return ZERO if below["value"] == 0 else None


def _cautions(
    row: Mapping[str, object], below: Mapping[str, object], by: Per, low: Decimal
) -> list[str]:
    found = []
    first, second = word(row["period"]), word(below["period"])
    if first is None or second is None:
        found.append(PERIOD_NOT_STATED)
    elif periods.is_range(first) or periods.years(first) != periods.years(second):
        found.append(PERIODS_DIFFER)
    if word(row["status"]) == "planned" and word(below["status"]) != "planned":
        found.append(PLANNED_OVER_REPORTED)
    if given(row.get("conflict")):
        found.append(CONFLICT)
    if by.name == SHARE and low > 100:
        found.append(ABOVE_WHOLE)
    return found


def caution_words(caution: object, language: Language) -> str:
    """Cautions in words: 分子与分母的时间不同 / the two figures are of different periods."""
    codes = (word(caution) or "").split("|")
    said = [CAUTION_WORDS[code][0 if language == "zh" else 1] for code in codes if code]
    return ("；" if language == "zh" else "; ").join(said)
