"""Numbers for people: what a reader sees for each unit, size, mark and gap, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_reports import format as words


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        ("household", "1,234 户", "1,234 households"),
        ("person", "1,234 人", "1,234 persons"),
        ("village", "1,234 个村", "1,234 villages"),
        ("township", "1,234 个乡镇", "1,234 townships"),
        ("mu", "1,234 亩", "1,234 mu"),
        ("km", "1,234 公里", "1,234 km"),
        ("km2", "1,234 平方公里", "1,234 km²"),
        ("m2", "1,234 平方米", "1,234 m²"),
        ("m3", "1,234 立方米", "1,234 m³"),
        ("ton", "1,234 吨", "1,234 tons"),
        ("kg", "1,234 公斤", "1,234 kg"),
        ("kW", "1,234 千瓦", "1,234 kW"),
        ("kWh", "1,234 千瓦时", "1,234 kWh"),
        ("head", "1,234 头（只）", "1,234 head"),
        ("percent", "1,234%", "1,234%"),
        ("percentage_point", "1,234 个百分点", "1,234 percentage points"),
        ("multiple", "1,234 倍", "1,234 times"),
        ("year", "1,234 年", "1,234 years"),
        ("month", "1,234 个月", "1,234 months"),
        ("day", "1,234 天", "1,234 days"),
        ("times", "1,234 次", "1,234 times"),
        ("count", "1,234 个", "1,234 items"),
        ("CNY", "1,234元", "1,234 CNY"),
    ],
)
def test_every_unit(unit: str, zh: str, en: str) -> None:
    assert words.amount(Decimal(1234), unit, "zh") == zh
    assert words.figure(Decimal(1234), unit, "zh") == zh
    if unit != "CNY":
        assert words.amount(Decimal(1234), unit, "en") == en


@pytest.mark.parametrize(
    ("unit", "en"),
    [
        ("household", "1 household"), ("person", "1 person"), ("village", "1 village"),
        ("ton", "1 ton"), ("year", "1 year"), ("count", "1 item"), ("kg", "1 kg"),
        ("percentage_point", "1 percentage point"), ("head", "1 head"), ("mu", "1 mu"),
    ],
)  # fmt: skip
def test_one_is_singular_in_english(unit: str, en: str) -> None:
    assert words.amount(Decimal(1), unit, "en") == en


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("0", "0元", "0 CNY"),
        ("150", "150元", "150 CNY"),
        ("10000", "1万元", "10,000 CNY"),
        ("15600", "15,600元", "15,600 CNY"),
        ("11379", "11,379元", "11,379 CNY"),
        ("86000", "8.6万元", "86,000 CNY"),
        ("99999.5", "99,999.5元", "100,000 CNY"),
        ("-14550", "-14,550元", "-14,550 CNY"),
        ("100500", "10.05万元", "100,500 CNY"),
        ("1000000", "100万元", "1 million CNY"),
        ("37500000", "3,750万元", "37.5 million CNY"),
        ("100000000", "1亿元", "100 million CNY"),
        ("1309230000", "13.09亿元", "1.31 billion CNY"),
        ("12000000000", "120亿元", "12 billion CNY"),
        ("-20000", "-2万元", "-20,000 CNY"),
    ],
)
def test_money_takes_the_step_that_reads_best(value: str, zh: str, en: str) -> None:
    assert words.money(Decimal(value), "zh") == zh
    assert words.money(Decimal(value), "en") == en


@pytest.mark.parametrize(
    ("more", "zh", "en"),
    [
        ({}, "6,100 人", "6,100 persons"),
        ({"bound": "exact"}, "6,100 人", "6,100 persons"),
        ({"bound": "over"}, "≥6,100 人", "≥6,100 persons"),
        ({"bound": "under"}, "≤6,100 人", "≤6,100 persons"),
        ({"bound": "about"}, "≈6,100 人", "≈6,100 persons"),
        ({"restoration": "proven"}, "6,100 人†", "6,100 persons†"),
        ({"restoration": "unique"}, "6,100 人†", "6,100 persons†"),
        ({"status": "planned"}, "6,100 人（计划）", "6,100 persons (planned)"),
        ({"status": "reported"}, "6,100 人", "6,100 persons"),
        ({"high": Decimal(6500)}, "6,100–6,500 人", "6,100–6,500 persons"),
        ({"bound": "over", "restoration": "proven", "status": "planned"},
         "≥6,100 人†（计划）", "≥6,100 persons† (planned)"),
    ],
)  # fmt: skip
def test_marks(more: dict, zh: str, en: str) -> None:
    assert words.figure(Decimal(6100), "person", "zh", **more) == zh
    assert words.figure(Decimal(6100), "person", "en", **more) == en


def test_no_value_is_said_in_words() -> None:
    assert words.figure(None, "person", "zh", bound="over") == "未报告"
    assert words.figure(None, "person", "en", bound="over") == "not reported"


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("0", None, "0"), ("-0.5", None, "-0.5"), ("12.340", None, "12.34"),
        ("1E+4", None, "10,000"),
        ("100", None, "100"), ("2.345", 2, "2.35"), ("-1234.5", 0, "-1,235"), ("99.96", 1, "100"),
    ],
)  # fmt: skip
def test_number(value: str, digits: int | None, expected: str) -> None:
    assert words.number(Decimal(value), digits=digits) == expected


def test_the_reports_own_classifier_is_kept_in_chinese() -> None:
    assert words.amount(Decimal(32), "count", "zh", classifier="座") == "32 座"
    assert words.amount(Decimal(32), "household", "zh", classifier="座") == "32 户"


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        ("not reported", "未报告", "not reported"), ("planned only", "仅有计划数", "planned only"),
        ("ambiguous", "无法确定", "ambiguous"), ("not comparable", "口径不可比", "not comparable"),
        (None, "未报告", "not reported"), ("lost", "lost", "lost"),
    ],
)  # fmt: skip
def test_reasons(reason: str | None, zh: str, en: str) -> None:
    assert (words.missing(reason, "zh"), words.missing(reason, "en")) == (zh, en)


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_reads_back(value: int) -> None:
    assert int(words.number(Decimal(value)).replace(",", "")) == value


@given(st.integers(0, 10**12), st.sampled_from(sorted(words.UNITS_ZH)))
def test_the_number_stands_before_its_unit(value: int, unit: str) -> None:
    shown = words.amount(Decimal(value), unit, "zh")
    assert int(shown.removesuffix(words.UNITS_ZH[unit]).replace(",", "")) == value


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("99999999", "zh", "1亿元"),
        ("99990000", "zh", "9,999万元"),
        ("9999.999", "zh", "1万元"),
        ("999999999", "en", "1 billion CNY"),
        ("998000000", "en", "998 million CNY"),
        ("-99999999", "zh", "-1亿元"),
    ],
)
def test_rounding_goes_over_to_the_next_step(
    value: str, language: words.Language, expected: str
) -> None:
    assert words.money(Decimal(value), language) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(5000, 20000, "5,000元–2万元"), (400, 5000, "400–5,000元"), (-20000, 30000, "-2万元–3万元")],
)
def test_each_end_of_a_range_of_money_says_its_step(low: int, high: int, expected: str) -> None:
    assert words.figure(Decimal(low), "CNY", "zh", high=Decimal(high)) == expected
