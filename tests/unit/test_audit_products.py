"""Rates times heads, means over heads, and one for each."""

from __future__ import annotations

import pytest

from audit_input import audited

PRODUCT = [
    ("为1042名学生每人补助3000元,共312.6万元。", ["confirmed 3000元 × 1042名 = 312.6万元"]),
    (
        "为1042名学生每人补助3000元,共321.6万元。",
        ["inconsistent 3000元 × 1042名 = 312.6万元 ≠ 321.6万元"],
    ),
    ("投入145万元改造危房58户,户均2.5万元。", ["confirmed 145万元 ÷ 58户 = 2.5万元 ≈ 2.5万元"]),
    ("投入145万元改造危房58户,户均3.5万元。", ["inconsistent 145万元 ÷ 58户 = 2.5万元 ≠ 3.5万元"]),
    # paid for twelve months
    (
        "开发公益岗位1260个,每人每月500元,全年发放756万元。",
        ["confirmed 500元 × 1260个 × 12个月 = 756万元"],
    ),
    # paid for three months
    (
        "开发公益岗位1260个,每人每月500元,发放189万元。",
        ["confirmed 500元 × 1260个 × 3个月 = 189万元"],
    ),
    # a limit is no rate
    ("资助学生600名,每人最高补助5000元,共279万元。", []),
    # another sentence
    ("为100户每户补助2000元。另投入500万元修路。", []),
    ("投入1450万元改造危房58户,户均2.5万元。", ["inconsistent 1450万元 ÷ 58户 = 25万元 ≠ 2.5万元"]),
    ("给予每人每年4000元补助。", []),
]


@pytest.mark.parametrize(("text", "expected"), PRODUCT)
def test_product(text: str, expected: list[str]) -> None:
    assert audited(text, only=("product",)) == expected


MEAN_HOUSEHOLDS = [
    (
        "向2420户贫困户提供资金727万元,获得效益130余万元,人均增收500元以上。",
        ["inconsistent 130余万元 ÷ (2420户 × 1.5–5人) = 107.44元–385.67元 ≠ 500元"],
    ),
    # fits persons
    ("向2420户贫困户提供资金727万元,获得效益580万元,人均增收500元以上。", []),
    # persons are stated
    ("向2420户6800人提供资金727万元,获得效益130余万元,人均增收500元以上。", []),
]


@pytest.mark.parametrize(("text", "expected"), MEAN_HOUSEHOLDS)
def test_mean_households(text: str, expected: list[str]) -> None:
    assert audited(text, only=("mean-households",)) == expected


MEAN_POPULATION = [
    (
        "全县人口130万人。体育设施总面积137万平方米,人均1.19平方米。",
        ["inconsistent 137万平方米 ÷ 130万人 = 1.046 平方米–1.062 平方米 ≠ 1.19平方米"],
    ),
    (
        "全县人口115万人。体育设施总面积137万平方米,人均1.19平方米。",
        ["confirmed 137万平方米 ÷ 115万人 = 1.182 平方米–1.201 平方米 ≈ 1.19平方米"],
    ),
    # too few heads for the county
    ("全县人口130万人。新建广场2万平方米,人均1.19平方米。", []),
    ("体育设施总面积137万平方米,人均1.19平方米。", []),
]


@pytest.mark.parametrize(("text", "expected"), MEAN_POPULATION)
def test_mean_population(text: str, expected: list[str]) -> None:
    assert audited(text, only=("mean-population",)) == expected


ONE_EACH = [
    ("68个县直单位定点帮扶68个贫困村。", ["confirmed 68个 = 68个"]),
    ("选派97名干部到97个贫困村任职。", ["confirmed 97个 = 97名"]),
    # it only confirms
    ("68个县直单位定点帮扶86个贫困村。", []),
    # another sentence
    ("建成光伏电站97座。97个贫困村退出。", []),
    ("3名干部到3个村。", []),
]


@pytest.mark.parametrize(("text", "expected"), ONE_EACH)
def test_one_each(text: str, expected: list[str]) -> None:
    assert audited(text, only=("one-each",)) == expected
