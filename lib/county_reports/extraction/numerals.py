"""Numerals to exact values: 1,234.5, 3.7亿, 12亿3456万, 三千二百, 两万五, 百分之三点五.

All values are `Decimal`; nothing is rounded and the printed precision is kept beside the value.
Finding numerals in text is :mod:`county_reports.extraction.quantities`; here a string that is
known to be a numeral is read, or refused with `None`.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8,
    "玖": 9, "俩": 2, "仨": 3,
}  # fmt: skip
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
JOINED_TENS = {"廿": 20, "卅": 30}
MYRIADS = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

CHINESE_NUMERAL = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅"


def magnitude_of(text: str) -> int:
    """The factor of a magnitude word: 万 is 10000, 千万 is 10000000, the empty word is 1."""
    factor = 1
    for character in text:
        factor *= MAGNITUDES[character]
    return factor


def _section(text: str) -> int | None:
    """A numeral below ten thousand: 三千二百, 一百零五, 十二, 百."""
    total = pending = last = 0
    have_digit = False
    for character in text:
        if character in DIGITS:
            if have_digit and pending:
                return None
            pending = DIGITS[character]
            have_digit = character not in "零〇"
            if not have_digit:
                last = 0
        elif character in TENS:
            unit = TENS[character]
            if last and unit >= last:
                return None
            total += (pending if have_digit else 1) * unit
            pending, have_digit, last = 0, False, unit
        elif character in JOINED_TENS:
            if total or pending:
                return None
            total, last = JOINED_TENS[character], 10
        else:
            return None
    # 两百五 is 250: a digit right after 百 or 千 counts tens or hundreds of it.
    if have_digit and last >= 100:
        pending *= last // 10
    return total + pending


def chinese_integer(text: str) -> Decimal | None:
    """The value of a Chinese integer, or None: 三千二百 3200, 两万五 25000, 二〇一九 2019.

    Grammar of the everyday numerals; digits in a row (二〇一九) are read as positions.
    """
    if not text:
        return None
    if len(text) > 1 and all(character in DIGITS for character in text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    total = 0
    rest = text
    for name, factor in (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4)):
        if name not in rest:
            continue
        head, _, rest = rest.rpartition(name) if name in "亿億" else rest.partition(name)
        inner = chinese_integer(head) if any(c in MYRIADS for c in head) else None
        section = inner if inner is not None else (Decimal(1) if not head else _as_decimal(head))
        if section is None:
            return None
        total += int(section) * factor
        if len(rest) == 1 and rest in DIGITS and rest not in "零〇":
            return Decimal(total + DIGITS[rest] * factor // 10)
    section_value = _section(rest) if rest else 0
    return None if section_value is None else Decimal(total + section_value)


def _as_decimal(text: str) -> Decimal | None:
    value = _section(text)
    return None if value is None else Decimal(value)


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese number with a decimal point: 三点五 3.5, 十二 12, 半 0.5."""
    if text == "半":
        return Decimal("0.5")
    whole, point, decimals = text.partition("点")
    value = chinese_integer(whole)
    if value is None or not point:
        return value
    if not decimals or any(character not in DIGITS for character in decimals):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[character]) for character in decimals))


def chinese_precision(text: str) -> Decimal:
    """What one step of the last spoken place is worth: 三千二百 100, 十二万 10000, 五 1."""
    _, point, decimals = text.partition("点")
    if point:
        return Decimal(1).scaleb(-len(decimals))
    step = 1
    for character in reversed(text):
        if character in MYRIADS:
            step *= MYRIADS[character]
        elif character in TENS:
            return Decimal(step * TENS[character])
        else:
            break
    return Decimal(step)


def arabic_number(text: str) -> Decimal:
    """The value of digits as printed: `1,234.5` is 1234.5, `0.68` is 0.68, `12 345` is 12345."""
    return Decimal(text.replace(",", "").replace(" ", ""))


def arabic_precision(text: str) -> Decimal:
    """What one step of the last printed digit is worth: 0.68 gives 0.01, 130 gives 1."""
    _, point, decimals = text.partition(".")
    return Decimal(1).scaleb(-len(decimals.strip())) if point else Decimal(1)
