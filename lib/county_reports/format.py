"""Numbers for people, in Chinese and in English: 66,496 户, 48.83亿元, 4.88 billion CNY.

A number is never shown without its unit and keeps what limits it: ≥ (余, 超过, 以上), ≤ (近, 不足,
以内), ≈ (约), † (digits that ran together in the source and were split), ‡ (a person's
correction), (计划) for a target.
Rounding is for reading only; tables and CSV files keep the ``Decimal`` as printed.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

Language = Literal["zh", "en"]

BOUND_MARKS = {"over": "≥", "under": "≤", "about": "≈"}
RESTORED_MARK = "†"
CORRECTED_MARK = "‡"
CORRECTED_NOTE = {
    "zh": "‡ 读数经人工更正，原读数与理由见观测表。",
    "en": "‡ Corrected by a person; what was read before, and why, is in the observations table.",
}
PLANNED_MARK = {"zh": "（计划）", "en": " (planned)"}

UNITS_ZH = {
    "household": " 户", "person": " 人", "village": " 个村", "township": " 个乡镇", "mu": " 亩",
    "km": " 公里", "km2": " 平方公里", "m2": " 平方米", "m3": " 立方米", "ton": " 吨",
    "kg": " 公斤", "kW": " 千瓦", "kWh": " 千瓦时", "head": " 头（只）", "percent": "%",
    "percentage_point": " 个百分点", "multiple": " 倍", "year": " 年", "month": " 个月",
    "day": " 天", "times": " 次", "count": " 个",
}  # fmt: skip
UNITS_EN = {
    "household": " households", "person": " persons", "village": " villages",
    "township": " townships", "mu": " mu", "km": " km", "km2": " km²", "m2": " m²", "m3": " m³",
    "ton": " tons", "kg": " kg", "kW": " kW", "kWh": " kWh", "head": " head", "percent": "%",
    "percentage_point": " percentage points", "multiple": " times", "year": " years",
    "month": " months", "day": " days", "times": " times", "count": " items",
}  # fmt: skip
MONEY_ZH = ((Decimal(10) ** 8, "亿元"), (Decimal(10) ** 4, "万元"), (Decimal(1), "元"))
MONEY_EN = (
    (Decimal(10) ** 9, " billion CNY"),
    (Decimal(10) ** 6, " million CNY"),
    (Decimal(1), " CNY"),
)

WHOLE_BELOW = Decimal(10) ** 5
"""Chinese amounts below this are told in 元 unless one decimal of 万 says all: incomes, standards."""

EXACT = Context(prec=2000)
"""Digits that ran together can be longer than the 28 that decimals are cut to by default."""


def number(value: Decimal, *, digits: int | None = None) -> str:
    """A number with thousands separators, e.g. 66,496; ``digits`` rounds after the point.

    >>> number(Decimal("1309230000"))
    '1,309,230,000'
    >>> number(Decimal("12.340"), digits=1)
    '12.3'
    """
    if digits is not None:
        value = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, EXACT)
    text = format(value or abs(value), ",f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def significant(value: Decimal, figures: int = 3) -> str:
    """A number with so many significant digits, e.g. 4.883 -> 4.88, 538.26 -> 538.

    Digits before the point are never rounded away.
    """
    whole = max(0, value.adjusted() + 1) if value else 1
    after = max(0, figures - whole) if whole else figures - 1 - value.adjusted()
    return number(value, digits=after)


def money(value: Decimal, language: Language) -> str:
    """An amount in the step that reads best: 48.83亿元, 5,420万元, 150元; 4.88 billion CNY.

    Below 100,000 Chinese keeps 元 where 万 would round (11,379元, 8.6万元): incomes and standards.

    >>> money(Decimal(4883000000), "zh"), money(Decimal(4883000000), "en")
    ('48.83亿元', '4.88 billion CNY')
    >>> money(Decimal(11379), "zh")
    '11,379元'
    """
    if language == "zh" and 10**4 <= abs(value) < WHOLE_BELOW and value % 1000:
        return number(value, digits=2) + "元"
    steps = MONEY_ZH if language == "zh" else MONEY_EN
    at = next((n for n, pair in enumerate(steps) if abs(value) >= pair[0]), len(steps) - 1)
    text = _in_step(value, steps[at][0], language)
    # 99,999,999 rounds to 10,000万元, which people write as 1亿元.
    if at and EXACT.multiply(abs(Decimal(text.replace(",", ""))), steps[at][0]) >= steps[at - 1][0]:
        at -= 1
        text = _in_step(value, steps[at][0], language)
    return text + steps[at][1]


def _in_step(value: Decimal, step: Decimal, language: Language) -> str:
    # Chinese reports print two decimals of 亿 and of 万; English papers three significant digits
    scaled = EXACT.divide(value, step)
    if language != "zh" or 0 < abs(scaled) < Decimal("0.005"):
        return significant(scaled)  # a small amount is not zero
    return number(scaled, digits=2)


def unit_word(unit: str, language: Language, *, classifier: str | None = None,
              one: bool = False) -> str:  # fmt: skip
    """The unit as it follows a number: ' 户', ' households', '%'.

    For things counted (unit ``count``) Chinese uses the classifier of the report when given.
    """
    if unit == "CNY":
        return "元" if language == "zh" else " CNY"
    if language == "zh":
        return f" {classifier}" if unit == "count" and classifier else UNITS_ZH[unit]
    word = UNITS_EN[unit]
    return word.removesuffix("s") if one and unit not in ("kg", "times", "multiple") else word


def amount(value: Decimal, unit: str, language: Language, *, classifier: str | None = None) -> str:
    """A value with its unit, e.g. ``66,496 户``, ``0.68%``, ``1,240 households``."""
    if unit == "CNY":
        return money(value, language)
    return number(value) + unit_word(unit, language, classifier=classifier, one=value == 1)


def figure(
    value: Decimal | None,
    unit: str,
    language: Language,
    *,
    high: Decimal | None = None,
    bound: str | None = None,
    status: str | None = None,
    restoration: str | None = None,
    correction: str | None = None,
    classifier: str | None = None,
) -> str:
    """A figure as a reader should see it, with every mark that limits it.

    >>> figure(Decimal(130000000), "CNY", "zh", bound="over")
    '≥1.3亿元'
    >>> figure(Decimal(66496), "household", "en", restoration="proven")
    '66,496 households†'
    """
    if value is None:
        return missing("not reported", language)
    text = amount(value, unit, language, classifier=classifier)
    if high is not None:
        text = f"{_lower(value, high, unit, language)}–{amount(high, unit, language)}"
    mark = BOUND_MARKS.get(bound or "", "")
    restored = RESTORED_MARK if restoration in ("proven", "unique") else ""
    corrected = CORRECTED_MARK if correction else ""
    planned = PLANNED_MARK[language] if status == "planned" else ""
    return f"{mark}{text}{restored}{corrected}{planned}"


def _lower(value: Decimal, high: Decimal, unit: str, language: Language) -> str:
    """The lower end of a range: money with its own step where steps are used (5,000元–2万元)."""
    stepped = unit == "CNY" and max(abs(value), abs(high)) >= 10**4
    return money(value, language) if stepped else number(value)


MISSING = {
    "not reported": ("未报告", "not reported"),
    "planned only": ("仅有计划数", "planned only"),
    "ambiguous": ("无法确定", "ambiguous"),
    "not comparable": ("口径不可比", "not comparable"),
    "nothing could be checked": ("没有可以核对的", "nothing could be checked"),
    "denominator not reported": ("未报告分母", "no denominator reported"),
    "denominator planned only": ("分母仅有计划数", "denominator planned only"),
    "denominator ambiguous": ("分母无法确定", "denominator ambiguous"),
    "denominator not comparable": ("分母口径不可比", "denominator not comparable"),
    "denominator stated differently": ("分母前后不一", "denominator stated differently"),
    "denominator is zero": ("分母为零", "denominator is zero"),
    "already a rate": ("本身已是比率", "already a rate"),
    "no total defined": ("无对应总数", "no total defined"),
    "is the denominator": ("本身即为分母", "is the denominator"),
}


def missing(reason: str | None, language: Language) -> str:
    """Why there is no value, in words: 未报告 / not reported."""
    pair = MISSING.get(reason or "not reported", (str(reason), str(reason)))
    return pair[0] if language == "zh" else pair[1]


def period(text: str | None, language: Language) -> str:
    """A period for people: 2014/2019 -> 2014–2019年 / 2014–2019; 未注明 / not stated."""
    if not text:
        return "未注明" if language == "zh" else "not stated"
    first, _, last = text.partition("/")
    span = first if not last or last == first else f"{first}–{last}"
    return f"{span}年" if language == "zh" and "-" not in span else span
