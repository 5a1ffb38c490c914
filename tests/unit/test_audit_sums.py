"""Totals and parts without a mark, sums after 合计 and 共, and parts told in later sentences."""

from __future__ import annotations

import pytest

from audit_input import audited

LISTED = [
    ("新建大棚235个,东片92个、西片83个、南片60个。", ["confirmed 92个 + 83个 + 60个 = 235个"]),
    ("受理信访件57件,办结55件,办理中2件。", ["confirmed 55件 + 2件 = 57件"]),
    ("不能入学的102人,5人已就近入学,其他97名送教上门。", ["confirmed 5人 + 97名 = 102人"]),
    # the persons of the same groups
    (
        "监测对象423户1390人,不稳定户183户610人,边缘户240户880人。",
        ["confirmed 183户 + 240户 = 423户", "inconsistent 610人 + 880人 = 1,490 人 ≠ 1390人"],
    ),
    # after 共 a list that is nearly right was meant to be right
    (
        "共整改问题236个,责任类92个、政策类84个、工作类61个。",
        ["inconsistent 92个 + 84个 + 61个 = 237 个 ≠ 236个"],
    ),
    # too few steps: 500 = 300 + 200 says nothing
    ("投入500万元,建成基地300万元、车间200万元。", []),
    # a part is no total of the parts beside it
    (
        "资金1.26亿元,其中产业6300万元、基础4800万元、其他1500万元。",
        ["confirmed 6300万元 + 4800万元 + 1500万元 = 1.26亿元 ≈ 1.26亿元"],
    ),
    # both columns add up: no chance, however few the steps
    (
        "对象42户139人,甲类18户61人,乙类24户78人。",
        ["confirmed 18户 + 24户 = 42户", "confirmed 61人 + 78人 = 139人"],
    ),
    # nothing was said to add up
    ("发放补贴500人,培训300人,就业120人。", []),
    ("建成车间24家,合作社386家,带动240户。", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_listed_parts(text: str, expected: list[str]) -> None:
    assert audited(text, only=("listed-parts",)) == expected


SUMMED = [
    ("受理来信95件、来访38件,共133件。", ["confirmed 95件 + 38件 = 133件"]),
    ("受理来信95件、来访38件,共计143件。", ["inconsistent 95件 + 38件 = 133 个 ≠ 143件"]),
    ("辖8镇5乡2个街道,共15个乡镇。", ["confirmed 8镇 + 5乡 + 2个 = 15个"]),
    (
        "中央资金310万元,省级资金205万元,县级资金45万元,三项合计660万元。",
        ["inconsistent 310万元 + 205万元 + 45万元 = 560万元 ≠ 660万元"],
    ),
    # both columns
    (
        "2018年脱贫1200户4300人,2019年脱贫800户2600人,两年共脱贫2000户6800人。",
        ["confirmed 1200户 + 800户 = 2000户", "inconsistent 4300人 + 2600人 = 6,900 人 ≠ 6800人"],
    ),
    # 累计 sums up only what adds up
    ("2016年退出8个、2017年退出20个、2018年退出14个,累计退出42个。",
     ["confirmed 8个 + 20个 + 14个 = 42个"]),
    ("今年发放贷款856户,去年960户,累计发放2563户。", []),
    # not all years are named
    ("2014年脱贫1.1万人,2015年脱贫1.3万人,五年共脱贫6.6万人。", []),
    ("资助学生386名,每人3000元,共计115.8万元。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SUMMED)
def test_sum_after(text: str, expected: list[str]) -> None:
    assert audited(text, only=("sum-after",)) == expected


APART = [
    (
        "投入4310万元。硬化道路1215万元。改水工程998万元。改造危房2097万元。",
        ["confirmed 1215万元 + 998万元 + 2097万元 = 4,310万元 ≈ 4310万元"],
    ),
    ("投入4310万元。硬化道路1215万元。改水工程998万元。改造危房2000万元。", []),
    ("投入600万元。硬化道路100万元。改水工程200万元。改造危房300万元。", []),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_parts_apart(text: str, expected: list[str]) -> None:
    assert audited(text, only=("parts-apart",)) == expected
