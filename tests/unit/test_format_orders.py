"""Numbers for people over many orders of magnitude: never a false zero, never a false step."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_reports import format as words

LANGUAGES = get_args(words.Language)
STABLE = settings(derandomize=True, deadline=None, max_examples=150, database=None)
STEPS = {"元": 1, "万元": 10**4, "亿元": 10**8,
         " CNY": 1, " million CNY": 10**6, " billion CNY": 10**9}  # fmt: skip


def read_money(text: str) -> tuple[Decimal, int]:
    """An amount as a reader takes it, in CNY, and the step that it is written in."""
    digits = "".join(c for c in text if c in "-0123456789.")
    unit = text.lstrip("-0123456789,.")
    return Decimal(digits) * STEPS[unit], STEPS[unit]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("0.004", "0.004元", "0.004 CNY"),
        ("-0.004", "-0.004元", "-0.004 CNY"),
        ("0.00012345", "0.000123元", "0.000123 CNY"),
        ("0.005", "0.01元", "0.005 CNY"),
        ("0.38", "0.38元", "0.38 CNY"),
        ("0", "0元", "0 CNY"),
        ("0.00", "0元", "0 CNY"),
        ("-0", "0元", "0 CNY"),
        ("0E+6", "0元", "0 CNY"),
        ("9999.99", "9,999.99元", "10,000 CNY"),
        ("9999.995", "1万元", "10,000 CNY"),
        ("999949", "99.99万元", "999,949 CNY"),
        ("999999.6", "100万元", "1 million CNY"),
        ("-999999.6", "-100万元", "-1 million CNY"),
        ("999499999", "9.99亿元", "999 million CNY"),
        ("999500000", "10亿元", "1 billion CNY"),
        ("1E+11", "1,000亿元", "100 billion CNY"),
        ("123456789012345", "1,234,567.89亿元", "123,457 billion CNY"),
        ("1E+36", f"{10**28:,}亿元", f"{10**27:,} billion CNY"),
    ],
)
def test_money(value: str, zh: str, en: str) -> None:
    assert words.money(Decimal(value), "zh") == zh
    assert words.money(Decimal(value), "en") == en


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("power", [29, 40, 60, 200])
def test_digits_that_ran_together_do_not_stop_a_summary(language: words.Language, power: int):
    monster = Decimal(10) ** power + 1
    for unit in ("CNY", "household", "percent"):
        shown = words.figure(monster, unit, language, high=monster * 2, bound="about")
        assert shown.startswith("≈1")
    assert words.number(Decimal("1" * power), digits=2).replace(",", "") == "1" * power


@STABLE
@given(st.integers(1, 10**16), st.integers(0, 6), st.sampled_from(LANGUAGES))
def test_an_amount_is_within_its_rounding_and_in_the_right_step(
    whole: int, shift: int, language: words.Language
) -> None:
    value = Decimal(whole).scaleb(-shift)
    shown, step = read_money(words.money(value, language))
    assert shown > 0
    # two decimals of the step in Chinese, three significant digits in English
    slack = max(Decimal("0.005"), shown / 200 / step)
    assert abs(shown - value) <= slack * step
    larger = [each for each in _steps(language) if each > step]
    # incomes and standards up to 10万 are told in 元: 11,379元, not 1.14万元
    in_yuan = language == "zh" and step == 1 and value < 100_000
    assert not larger or in_yuan or shown < min(larger)
    assert shown >= step or step == 1


@STABLE
@given(st.integers(1, 10**16), st.sampled_from(LANGUAGES))
def test_a_debt_reads_as_the_amount_with_a_minus(whole: int, language: words.Language) -> None:
    assert words.money(Decimal(-whole), language) == "-" + words.money(Decimal(whole), language)


@STABLE
@given(st.integers(1, 10**14), st.integers(0, 8), st.sampled_from(LANGUAGES))
def test_a_larger_amount_never_reads_smaller(
    whole: int, shift: int, language: words.Language
) -> None:
    low = Decimal(whole).scaleb(-shift)
    for factor in ("1.001", "1.5", "10", "9999"):
        high = low * Decimal(factor)
        assert read_money(words.money(low, language))[0] <= read_money(
            words.money(high, language)
        )[0]  # fmt: skip


def _steps(language: str) -> list[int]:
    return [n for unit, n in STEPS.items() if unit.isascii() is (language == "en")]


@pytest.mark.parametrize(
    ("value", "figures", "expected"),
    [
        ("4.883", 3, "4.88"), ("538.26", 3, "538"), ("538.26", 2, "538"), ("0", 3, "0"),
        ("0.99951", 3, "1"), ("0.099951", 3, "0.1"), ("0.012345", 2, "0.012"), ("9.996", 3, "10"),
        ("99.96", 3, "100"), ("999.6", 3, "1,000"), ("1234567.8", 3, "1,234,568"),
        ("-0.012345", 2, "-0.012"), ("-9.996", 3, "-10"), ("1E-9", 3, "0.000000001"),
        ("5", 1, "5"), ("0.50", 3, "0.5"),
    ],
)  # fmt: skip
def test_significant_digits(value: str, figures: int, expected: str) -> None:
    assert words.significant(Decimal(value), figures) == expected


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("-0.001", 2, "0"), ("-0.004", 1, "0"), ("-0", None, "0"), ("-0.00", None, "0"),
        ("-0.005", 2, "-0.01"), ("0.049", 1, "0"), ("0.05", 1, "0.1"), ("1000", 0, "1,000"),
        ("999.5", 0, "1,000"), ("1E-7", None, "0.0000001"), ("1.10E+3", None, "1,100"),
        ("100.00", 2, "100"), ("1200", None, "1,200"),
    ],
)  # fmt: skip
def test_numbers_without_a_false_sign(value: str, digits: int | None, expected: str) -> None:
    assert words.number(Decimal(value), digits=digits) == expected


@pytest.mark.parametrize(
    ("low", "high", "unit", "zh", "en"),
    [
        ("0", "0.5", "percent", "0–0.5%", "0–0.5%"),
        ("1", "2", "household", "1–2 户", "1–2 households"),
        ("400", "500", "CNY", "400–500元", "400–500 CNY"),
        ("9000", "10000", "CNY", "9,000元–1万元", "9,000 CNY–10,000 CNY"),
        ("10000", "20000", "CNY", "1万元–2万元", "10,000 CNY–20,000 CNY"),
        ("500000", "2000000", "CNY", "50万元–200万元", "500,000 CNY–2 million CNY"),
        ("90000000", "110000000", "CNY", "9,000万元–1.1亿元", "90 million CNY–110 million CNY"),
        ("2.5", "3", "mu", "2.5–3 亩", "2.5–3 mu"),
        ("3", "5", "percentage_point", "3–5 个百分点", "3–5 percentage points"),
    ],
)
def test_ranges(low: str, high: str, unit: str, zh: str, en: str) -> None:
    assert words.figure(Decimal(low), unit, "zh", high=Decimal(high)) == zh
    assert words.figure(Decimal(low), unit, "en", high=Decimal(high)) == en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2014/2019", "2014–2019年", "2014–2019"), ("2019/2019", "2019年", "2019"),
        ("2019-06", "2019-06", "2019-06"), ("2018-12/2019-06", "2018-12–2019-06",
                                             "2018-12–2019-06"),
        ("2018/2019-06", "2018–2019-06", "2018–2019-06"), ("", "未注明", "not stated"),
        (None, "未注明", "not stated"), ("2014/", "2014年", "2014"),
    ],
)  # fmt: skip
def test_periods(text: str | None, zh: str, en: str) -> None:
    assert (words.period(text, "zh"), words.period(text, "en")) == (zh, en)


MARKS = st.fixed_dictionaries(
    {
        "bound": st.sampled_from([None, "exact", "over", "under", "about"]),
        "restoration": st.sampled_from([None, "proven", "unique", "ambiguous"]),
        "correction": st.sampled_from([None, "错字（某人，2024-05-01）"]),
        "status": st.sampled_from([None, "reported", "planned"]),
        "high": st.sampled_from([None, Decimal(9000)]),
    }
)


@STABLE
@given(MARKS, st.sampled_from(["CNY", *words.UNITS_ZH]), st.sampled_from(LANGUAGES))
def test_every_mark_is_there_once_and_only_when_it_is_meant(
    marks: dict, unit: str, language: words.Language
) -> None:
    shown = words.figure(Decimal(8000), unit, language, **marks)
    bare = words.figure(Decimal(8000), unit, language, high=marks["high"])
    assert bare in shown
    meant = {
        "≥": marks["bound"] == "over", "≤": marks["bound"] == "under",
        "≈": marks["bound"] == "about", "†": marks["restoration"] in ("proven", "unique"),
        "‡": marks["correction"] is not None, "–": marks["high"] is not None,
        words.PLANNED_MARK[language]: marks["status"] == "planned",
    }  # fmt: skip
    assert {mark: shown.count(mark) for mark in meant} == {m: int(is_) for m, is_ in meant.items()}
    rest = shown
    for mark in meant:
        if mark != "–":
            rest = rest.replace(mark, "")
    assert rest == bare


@pytest.mark.parametrize(
    ("unit", "value", "classifier", "zh", "en"),
    [
        ("count", "1", "座", "1 座", "1 item"), ("count", "0.5", None, "0.5 个", "0.5 items"),
        ("count", "0", None, "0 个", "0 items"), ("village", "1.0", None, "1 个村", "1 village"),
        ("percent", "1", "成", "1%", "1%"), ("multiple", "1", None, "1 倍", "1 times"),
        ("times", "1", None, "1 次", "1 times"), ("m3", "1", None, "1 立方米", "1 m³"),
        ("CNY", "1", "块", "1元", "1 CNY"), ("day", "1", None, "1 天", "1 day"),
    ],
)  # fmt: skip
def test_one_of_a_kind(unit: str, value: str, classifier: str | None, zh: str, en: str) -> None:
    assert words.amount(Decimal(value), unit, "zh", classifier=classifier) == zh
    assert words.amount(Decimal(value), unit, "en", classifier=classifier) == en
