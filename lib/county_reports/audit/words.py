"""A finding's sum, in numbers and in words, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from county_reports import format as numbers
from county_reports.arithmetic.intervals import INFINITY, Interval
from county_reports.audit.finding import STATUS_WORDS
from county_reports.audit.ledger import Entry
from county_reports.audit.verdicts import Verdict

_DIGITS = 4
_NARROW = Decimal("0.01")
_MYRIAD, _MILLION, _HUNDRED_MILLION = Decimal(10_000), Decimal(1_000_000), Decimal(100_000_000)


def value(number: Decimal, unit: str, language: numbers.Language = "zh") -> str:
    """A computed value with its unit, to four significant digits where it is not whole."""
    if number == INFINITY:
        return "∞"
    if unit == "CNY":
        # 15596.5万元 and not 1.56亿元, where two decimals would hide what is compared
        fine = language == "zh" and number >= _HUNDRED_MILLION and number % _MILLION
        return (
            f"{numbers.number(number / _MYRIAD, digits=2)}万元"
            if fine
            else (numbers.money(number, language))
        )
    whole = number == number.to_integral_value()
    shown = numbers.number(number) if whole else numbers.significant(number, _DIGITS)
    return shown + numbers.unit_word(unit, language) if unit else shown


def span(interval: Interval, unit: str, language: numbers.Language = "zh") -> str:
    """An interval: one value, a range, or what is open above (≥ 4万元).

    A narrow one, as rounding leaves it, is shown by its middle: what the printed digits give.
    """
    if interval.high != INFINITY and interval.high - interval.low <= _NARROW * abs(interval.high):
        return value(interval.middle, unit, language)
    low = value(interval.low, unit, language)
    if interval.is_point:
        return low
    if interval.high == INFINITY:
        return f"≥{low}"
    high = value(interval.high, unit, language)
    return low if low == high else f"{low}–{high}"


def joined(entries: Sequence[Entry], sign: str = " + ") -> str:
    """The terms of a sum as printed: 63153户 + 3343户."""
    return sign.join(entry.text for entry in entries)


def equation(formula: str, computed: Interval, result: Entry, verdict: Verdict, unit: str) -> str:
    """`137万平米 ÷ 130万 = 1.05 平方米 ≠ 1.19平方米`; the computed part only where it adds something."""
    sign = "=" if verdict.status == "confirmed" else "≠"
    if verdict.rounding == "exact":
        return f"{formula} = {result.text}"
    if verdict.rounding is not None:
        sign = "≈"
    return f"{formula} = {span(computed, unit)} {sign} {result.text}"


def judgement(
    expression: str, verdict: Verdict, zh: str, en: str, rounding: tuple[str, str] | None = None
) -> tuple[str, str]:
    """The finding in one sentence of each language; `zh` and `en` name the relation."""
    status = STATUS_WORDS[verdict.status]
    # a band has no sum: what lies in it is plausible
    if "∈" in expression:
        status = ("在合理范围内", "within the plausible band")
    tail = (f"（{rounding[0]}）", f" ({rounding[1]})") if rounding else ("", "")
    return (
        f"{zh}：{expression}，{status[0]}{tail[0]}。",
        f"{en}: {expression}, {status[1]}{tail[1]}.",
    )
