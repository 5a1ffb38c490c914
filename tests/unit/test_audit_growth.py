"""Growth, multiples and doublings: with both amounts, with the change, with neither."""

from __future__ import annotations

import pytest

from audit_input import audited, unchecked

GROWTH: list[tuple[str, list[str]]] = [
    (
        "村集体收入由150万元增加到195万元,增长30%。",
        ["confirmed (195万元 − 150万元) ÷ 150万元 = 29.24%–30.77% ≈ 30%"],
    ),
    (
        "村集体收入由150万元增加到195万元,增长36%。",
        ["inconsistent (195万元 − 150万元) ÷ 150万元 = 29.24%–30.77% ≠ 36%"],
    ),
    (
        "农民人均可支配收入从2014年的5800元增加到2019年的10440元,增长80%。",
        ["confirmed (10440元 − 5800元) ÷ 5800元 = 80% ≈ 80%"],
    ),
    (
        "发放低保金260万元,比上年的200万元增长30%。",
        ["confirmed (260万元 − 200万元) ÷ 200万元 = 29.43%–30.58% ≈ 30%"],
    ),
    (
        "发放低保金260万元,比上年的200万元增长40%。",
        ["inconsistent (260万元 − 200万元) ÷ 200万元 = 29.43%–30.58% ≠ 40%"],
    ),
    (
        "农村居民人均可支配收入达到10900元,比上年增加900元,增长9%。",
        ["confirmed 900元 ÷ (10900元 − 900元) = 9% ≈ 9%"],
    ),
    (
        "农村居民人均可支配收入达到10900元,比上年增加900元,增长19%。",
        ["inconsistent 900元 ÷ (10900元 − 900元) = 9% ≠ 19%"],
    ),
    ("信访总量由140件下降到105件,同比下降25%。", ["confirmed (140件 − 105件) ÷ 140件 = 25%"]),
    (
        "信访总量由140件下降到105件,同比下降35%。",
        ["inconsistent (140件 − 105件) ÷ 140件 = 25% ≠ 35%"],
    ),
    ("到位资金8100万元,比上年增长21.4%。", []),
    ("农民人均可支配收入从2014年的5800元增加到2019年的10440元,年均增长12.5%。", []),
    ("力争农村居民收入增长9%。", []),
    ("增长极带动作用明显,实施项目38个。", []),
    ("贫困发生率下降到0.3%,比上年下降0.5个百分点。", []),
    ("城乡居民收入增速高于全省2%。", []),
    (
        "农村居民人均可支配收入达到8140元,上年为7400元,增长10%。",
        ["confirmed (8140元 − 7400元) ÷ 7400元 = 10% ≈ 10%"],
    ),
    (
        "农村居民人均可支配收入达到8140元,上年为7400元,增长9%。",
        ["inconsistent (8140元 − 7400元) ÷ 7400元 = 10% ≠ 9%"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GROWTH)
def test_growth(text: str, expected: list[str]) -> None:
    assert audited(text, only=("growth",)) == expected


GROWTH_UNCHECKED = [
    (
        "到位资金8100万元,比上年增长21.4%。",
        ["21.4%: the amount before the change is no figure of the report"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GROWTH_UNCHECKED)
def test_growth_that_cannot_be_checked(text: str, expected: list[str]) -> None:
    assert unchecked(text, only=("growth",)) == expected


MULTIPLE: list[tuple[str, list[str]]] = [
    ("贫困户人均收入9200元,是2015年4600元的2倍。", ["confirmed 9200元 ÷ 4600元 = 2 倍 ≈ 2倍"]),
    ("贫困户人均收入9200元,是2015年4600元的3倍。", ["inconsistent 9200元 ÷ 4600元 = 2 倍 ≠ 3倍"]),
    ("脱贫劳动力务工12,480人,为去年12,000人的104%。", ["confirmed 12,480人 ÷ 12,000人 = 104%"]),
    ("脱贫劳动力务工12,480人,为去年的104%。", []),
    ("已完成改造1140户,为年度任务的95%。", []),
]


@pytest.mark.parametrize(("text", "expected"), MULTIPLE)
def test_multiple(text: str, expected: list[str]) -> None:
    assert audited(text, only=("multiple",)) == expected


MULTIPLE_UNCHECKED = [
    (
        "脱贫劳动力务工12,480人,为去年的104%。",
        ["104%: the amount before the change is no figure of the report"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MULTIPLE_UNCHECKED)
def test_multiple_that_cannot_be_checked(text: str, expected: list[str]) -> None:
    assert unchecked(text, only=("multiple",)) == expected


DOUBLED: list[tuple[str, list[str]]] = [
    (
        "村集体收入由3.1万元增加到6.3万元,翻了一番。",
        ["confirmed 6.3万元 ÷ 3.1万元 = 1.984–2.082 ∈ [1.8, 3]"],
    ),
    (
        "村集体收入由3.1万元增加到16.3万元,翻了一番。",
        ["implausible 16.3万元 ÷ 3.1万元 = 5.159–5.361 ∉ [1.8, 3]"],
    ),
    ("村集体收入6.3万元,比2016年翻一番。", []),
]


@pytest.mark.parametrize(("text", "expected"), DOUBLED)
def test_doubled(text: str, expected: list[str]) -> None:
    assert audited(text, only=("doubled",)) == expected
