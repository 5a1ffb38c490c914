"""Means a head, a household, a village: what they hold of, and what they do not."""

from __future__ import annotations

import pytest

from audit_input import audited

MEAN: list[tuple[str, list[str]]] = [
    (
        "改造农村危房620户,兑付补助资金1116万元,户均1.8万元。",
        ["confirmed 1116万元 ÷ 620户 = 1.8万元 ≈ 1.8万元"],
    ),
    (
        "改造农村危房620户,兑付补助资金1116万元,户均2.8万元。",
        ["inconsistent 1116万元 ÷ 620户 = 1.8万元 ≠ 2.8万元"],
    ),
    ("光伏收益245万元,覆盖49个贫困村,村均5万元。", ["confirmed 245万元 ÷ 49个 = 5万元 ≈ 5万元"]),
    (
        "全县建档立卡贫困户8200户26300人。印发政策明白册82000册,贫困户户均10册。",
        ["confirmed 82000册 ÷ 8200户 = 10册"],
    ),
    (
        "保费32.5万元,按户籍人口人均1元筹集。全县户籍人口32.5万人。",
        ["confirmed 32.5万元 ÷ 32.5万人 = 1元 ≈ 1元"],
    ),
    (
        "资助大学生270名,共计81万元,人均3000元。",
        ["confirmed 81万元 ÷ 270名 = 2,981.48元–3,018.52元 ≈ 3000元"],
    ),
    (
        "向1640户贫困户提供发展资金492万元,获得收益98万元,人均增收500元。",
        ["inconsistent 98万元 ÷ (1640户 × 1.5–5人) = 118.9元–400.41元 ≠ 500元"],
    ),
    ("改造危房620户,投入资金1116万元,D级户均2.2万元。", []),
    ("投入产业资金4300万元,扶持3200户,户均增收2300元。", []),
    ("农村居民人均可支配收入11200元,比上年增长9.8%。", []),
    ("选派干部320名,结对帮扶950户,户均2名。", []),
    ("投入资金1116万元,人均可支配收入达到11200元。", []),
    ("投资1.4亿元建设安置房,人均住房面积23.5平方米。", []),
    ("户均增收2300元以上,村均集体收入8.2万元。", []),
]


@pytest.mark.parametrize(("text", "expected"), MEAN)
def test_mean(text: str, expected: list[str]) -> None:
    assert audited(text, only=("mean",)) == expected


MEAN_POPULATION: list[tuple[str, list[str]]] = [
    (
        "全县总人口40万人。公共文体设施总面积达到44万平方米,人均达1.1平方米。",
        ["confirmed 44万平方米 ÷ 40万人 = 1.074 平方米–1.127 平方米 ≈ 1.1平方米"],
    ),
    (
        "全县总人口40万人。公共文体设施总面积达到44万平方米,人均达1.4平方米。",
        ["inconsistent 44万平方米 ÷ 40万人 = 1.074 平方米–1.127 平方米 ≠ 1.4平方米"],
    ),
    ("全县总人口40万人。公共文体设施总面积达到44万平方米,贫困户人均达1.4平方米。", []),
    ("公共文体设施总面积达到44万平方米,人均达1.4平方米。", []),
]


@pytest.mark.parametrize(("text", "expected"), MEAN_POPULATION)
def test_mean_population(text: str, expected: list[str]) -> None:
    assert audited(text, only=("mean-population",)) == expected
