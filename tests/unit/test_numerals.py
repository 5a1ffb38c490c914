"""Numerals to exact values: what a string that is known to be a numeral is worth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from county_reports.extraction.numerals import (
    arabic_number,
    arabic_precision,
    chinese_integer,
    chinese_number,
    chinese_precision,
    magnitude_of,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("十", 10),
        ("百", 100),
        ("千", 1000),
        ("万", 10_000),
        ("亿", 100_000_000),
        ("十万", 100_000),
        ("百万", 1_000_000),
        ("千万", 10_000_000),
        ("万亿", 10**12),
        ("百亿", 10**10),
    ],
)
def test_magnitudes(text: str, expected: int) -> None:
    assert magnitude_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one digit
        ("零", 0),
        ("〇", 0),
        ("一", 1),
        ("二", 2),
        ("两", 2),
        ("三", 3),
        ("九", 9),
        # tens
        ("十", 10),
        ("十一", 11),
        ("十九", 19),
        ("二十", 20),
        ("三十七", 37),
        ("九十九", 99),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        # hundreds
        ("百", 100),
        ("一百", 100),
        ("一百零八", 108),
        ("一百一十", 110),
        ("一百一", 110),
        ("两百五", 250),
        ("二百五十", 250),
        ("三百六十五", 365),
        ("九百九十九", 999),
        # thousands
        ("千", 1000),
        ("一千", 1000),
        ("一千零一", 1001),
        ("一千零五十", 1050),
        ("三千二", 3200),
        ("三千二百", 3200),
        ("两千零二十", 2020),
        ("四千五百六十七", 4567),
        # ten thousands
        ("万", 10_000),
        ("一万", 10_000),
        ("两万五", 25_000),
        ("两万五千", 25_000),
        ("一万零三", 10_003),
        ("三万零五十", 30_050),
        ("十二万", 120_000),
        ("十二万三千四百五十六", 123_456),
        ("一百三十万", 1_300_000),
        ("九千九百九十九万", 99_990_000),
        # hundred millions
        ("亿", 100_000_000),
        ("一亿", 100_000_000),
        ("一亿三", 130_000_000),
        ("三亿五千万", 350_000_000),
        ("十二亿三千四百万", 1_234_000_000),
        ("一亿零一", 100_000_001),
        ("一万亿", 10**12),
        # positions
        ("二〇一九", 2019),
        ("一九四九", 1949),
        ("〇五", 5),
        ("三五", 35),
        # financial forms
        ("壹佰贰拾叁", 123),
        ("伍仟", 5000),
        ("柒拾捌", 78),
        ("玖萬陆仟", 96_000),
    ],
)
def test_chinese_integers(text: str, expected: int) -> None:
    assert chinese_integer(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "人", "十人", "百百", "一十一百", "一百二千", "三a", "十百", "二十廿", "五千六千"],
)
def test_what_is_no_chinese_integer(text: str) -> None:
    assert chinese_integer(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("半", "0.5"),
        ("三点五", "3.5"),
        ("零点六八", "0.68"),
        ("〇点五", "0.5"),
        ("十二点零五", "12.05"),
        ("一百点一", "100.1"),
        ("九十八点七六", "98.76"),
        ("七", "7"),
        ("十", "10"),
        ("两万", "20000"),
    ],
)
def test_chinese_numbers(text: str, expected: str) -> None:
    assert chinese_number(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "点五", "三点", "三点十", "三点五点六", "点", "半个"])
def test_what_is_no_chinese_number(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五", "1"),
        ("十", "10"),
        ("十二", "1"),
        ("三百", "100"),
        ("三千二百", "100"),
        ("三千二百零五", "1"),
        ("一万", "10000"),
        ("十二万", "10000"),
        ("二十万", "100000"),
        ("三百万", "1000000"),
        ("三亿", "100000000"),
        ("三点五", "0.1"),
        ("零点六八", "0.01"),
    ],
)
def test_chinese_precision(text: str, expected: str) -> None:
    assert chinese_precision(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", "0"),
        ("7", "7"),
        ("130", "130"),
        ("0.68", "0.68"),
        ("1,234", "1234"),
        ("1,234.5", "1234.5"),
        ("12,345,678", "12345678"),
        ("12 345", "12345"),
        ("1443.67", "1443.67"),
        ("007", "7"),
        ("3.70", "3.70"),
    ],
)
def test_arabic_numbers(text: str, expected: str) -> None:
    assert arabic_number(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("130", "1"),
        ("1,234", "1"),
        ("3.7", "0.1"),
        ("3.70", "0.01"),
        ("0.68", "0.01"),
        ("1,234.567", "0.001"),
        ("100.0", "0.1"),
    ],
)
def test_arabic_precision(text: str, expected: str) -> None:
    assert arabic_precision(text) == Decimal(expected)


def test_values_are_exact() -> None:
    # 0.1 + 0.2 is 0.3 with Decimal and not with float.
    assert arabic_number("0.1") + arabic_number("0.2") == arabic_number("0.3")
    assert str(arabic_number("48.830")) == "48.830"
