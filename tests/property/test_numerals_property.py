"""What is written as a numeral is read as the same number: Arabic, Chinese, with every magnitude.

The renderers below are the tests' own and know nothing of the library.
"""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from county_reports.extraction.numerals import (
    arabic_number,
    arabic_precision,
    chinese_integer,
    chinese_number,
    chinese_precision,
    magnitude_of,
)
from county_reports.extraction.units import unit_table

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
observations, measures, plain = made["observations"], made["measures"], made["plain"]

# The same examples on every machine and every day: a red gate means a changed library.
STABLE = settings(derandomize=True, deadline=None, max_examples=200, database=None)
FEWER = settings(STABLE, max_examples=80)

DIGITS = "零一二三四五六七八九"


def thousands(number: int) -> str:
    """A number below ten thousand in Chinese; 0 is the empty string."""
    written, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            if gap and written:
                written += "零"
            written += DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return written


def chinese(number: int) -> str:
    """A number below 10¹² in Chinese: 10050 is 一万零五十."""
    if number == 0:
        return "零"
    written, left = "", number
    for place, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, left = divmod(left, place)
        if group:
            if written and group < 1000:
                written += "零"
            written += thousands(group) + name
        elif written and left:
            written += "零"
    return written.replace("零零", "零")


def shortened(written: str) -> str:
    """十二 for 一十二, as it is spoken at the beginning of a numeral."""
    return written[1:] if written.startswith("一十") else written


NUMBERS = st.integers(0, 10**12 - 1) | st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (10, "一十"),
        (105, "一百零五"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (10_050, "一万零五十"),
        (100_000_001, "一亿零一"),
        (1_234_567_890, "一十二亿三千四百五十六万七千八百九十"),
    ],
)
def test_the_renderer(number: int, written: str) -> None:
    assert chinese(number) == written


@STABLE
@given(NUMBERS)
@example(0)
@example(10**12 - 1)
@example(100_000_000)
@example(10_000)
@example(20_002)
def test_chinese_integers_come_back(number: int) -> None:
    assert chinese_integer(chinese(number)) == number


@STABLE
@given(st.integers(10, 10**12 - 1))
def test_spoken_forms_come_back(number: int) -> None:
    assert chinese_integer(shortened(chinese(number))) == number


@STABLE
@given(st.integers(0, 9999), st.text(DIGITS, min_size=1, max_size=4))
def test_chinese_decimals_come_back(whole: int, decimals: str) -> None:
    written = f"{chinese(whole)}点{decimals}"
    places = "".join(str(DIGITS.index(character)) for character in decimals)
    assert chinese_number(written) == Decimal(f"{whole}.{places}")
    assert chinese_precision(written) == Decimal(1).scaleb(-len(decimals))


@STABLE
@given(st.integers(1, 9), st.sampled_from(["十", "百", "千", "万", "十万", "百万", "千万", "亿"]))
def test_round_numbers_know_their_step(digit: int, magnitude: str) -> None:
    written = DIGITS[digit] + magnitude
    assert chinese_integer(written) == digit * magnitude_of(magnitude)
    assert chinese_precision(written) == magnitude_of(magnitude)


@STABLE
@given(st.text("零一二三四五六七八九", min_size=2, max_size=8))
def test_digits_in_a_row_are_positions(written: str) -> None:
    expected = int("".join(str(DIGITS.index(character)) for character in written))
    assert chinese_integer(written) == expected


@STABLE
@given(st.text("零〇一二两三四五六七八九十百千万亿点半壹贰叁廿abc ", max_size=12))
def test_any_string_is_a_number_or_none(text: str) -> None:
    for value in (chinese_integer(text), chinese_number(text)):
        assert value is None or value >= 0
    assert chinese_precision(text) > 0


@STABLE
@given(st.decimals(0, 10**9, allow_nan=False, places=2))
def test_arabic_numbers_come_back(number: Decimal) -> None:
    assert arabic_number(f"{number}") == number
    assert arabic_number(f"{number:,}") == number
    assert arabic_precision(f"{number:,}") == Decimal("0.01")


@STABLE
@given(st.lists(st.sampled_from("十百千万亿"), max_size=3))
def test_magnitudes_multiply(names: list[str]) -> None:
    product = 1
    for name in names:
        product *= magnitude_of(name)
    assert magnitude_of("".join(names)) == product


# In sentences: what is written is found, with its value, its precision and its unit.
FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


@FEWER
@given(
    st.integers(1, 9999),
    st.integers(0, 3),
    st.sampled_from(["", "万", "亿"]),
    st.booleans(),
)
def test_money_is_read_as_written(number: int, places: int, magnitude: str, wide: bool) -> None:
    value = Decimal(number).scaleb(-places)
    written = f"{value:f}{magnitude}元"
    shown = written.translate(FULL_WIDTH) if wide else written
    (found,) = observations(f"山区修路花费{shown}。")
    quantity = found.quantity
    assert quantity.text == shown
    assert quantity.value == value * magnitude_of(magnitude)
    assert quantity.unit == "CNY"
    assert quantity.precision == Decimal(1).scaleb(-places) * magnitude_of(magnitude)


@FEWER
@given(st.integers(1000, 2_000_000))
def test_separators_change_nothing(number: int) -> None:
    with_commas = measures(f"山区种树{number:,}亩。")
    without = measures(f"山区种树{number}亩。")
    assert [m[1:] for m in with_commas] == [m[1:] for m in without] == [(str(number), "mu")]


@FEWER
@given(st.integers(1, 500), st.integers(1, 500))
def test_a_range_keeps_both_ends(low: int, more: int) -> None:
    (found,) = observations(f"山区种树{low}~{low + more}亩。")
    assert (found.quantity.value, found.quantity.high) == (low, low + more)


@pytest.mark.parametrize(
    "written",
    # units that stand well behind 种树 and are no part of another word there
    ["亩", "公顷", "公里", "千米", "平方公里", "平方米", "㎡", "立方米", "吨", "公斤", "千克", "斤",
     "千瓦", "兆瓦", "千瓦时", "户", "名", "人", "人次", "头", "只", "株", "棵", "个", "项", "处",
     "家", "座", "件", "本", "册", "支", "条", "袋", "次", "天", "个月", "%", "个百分点", "倍"],
)  # fmt: skip
@FEWER
@given(number=st.integers(1, 9_999), places=st.integers(0, 2))
def test_factors_of_units(written: str, number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    unit = unit_table()[written]
    (found,) = observations(f"山区共计{value:f}{written}。")
    assert found.quantity.text == f"{value:f}{written}"
    assert found.quantity.unit == unit.canonical
    assert plain(found.quantity.value) == plain(value * unit.factor)
    assert plain(found.quantity.precision) == plain(Decimal(1).scaleb(-places) * unit.factor)
