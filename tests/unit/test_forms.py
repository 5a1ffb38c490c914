"""The forms in which reports write numbers, one table: written, value, upper end, unit, bound."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
observations, plain, set_aside = made["observations"], made["plain"], made["set_aside"]


@pytest.mark.parametrize(
    ("text", "written", "value", "high", "unit", "bound"),
    [
        # separators, full width, blanks and breaks inside
        ("投入1,234.5万元。", "1,234.5万元", "12345000", None, "CNY", "exact"),
        ("新建１２３座水窖。", "１２３座", "123", None, "count", "exact"),
        ("总投资3.8 亿 元。", "3.8 亿 元", "380000000", None, "CNY", "exact"),
        ("财政扶贫资金12 640.5万元。", "12 640.5万元", "126405000", None, "CNY", "exact"),
        ("贫困户 3 200 户。", "3 200 户", "3200", None, "household", "exact"),
        ("完成投资2\n.3亿元。", "2\n.3亿元", "230000000", None, "CNY", "exact"),
        # magnitudes and approximators inside
        ("培训3千余人次。", "3千余人次", "3000", None, "person", "over"),
        ("惠及1.2万人次。", "1.2万人次", "12000", None, "person", "exact"),
        ("投入5个亿。", "5个亿", "500000000", None, "CNY", "exact"),
        ("投入5万余元。", "5万余元", "50000", None, "CNY", "over"),
        ("投入3000多万元。", "3000多万元", "30000000", None, "CNY", "over"),
        ("投入3万5千元。", "3万5千元", "35000", None, "CNY", "exact"),
        ("投入1亿2千万元。", "1亿2千万元", "120000000", None, "CNY", "exact"),
        ("投入1亿3456万元。", "1亿3456万元", "134560000", None, "CNY", "exact"),
        # Chinese numerals
        ("惠及十多万人。", "十多万人", "100000", None, "person", "over"),
        ("带动两万余户。", "两万余户", "20000", None, "household", "over"),
        ("投入一百二十三万元。", "一百二十三万元", "1230000", None, "CNY", "exact"),
        ("吸纳上百人就业。", "百人", "100", None, "person", "over"),
        ("投入数十万元。", "十万元", "100000", None, "CNY", "over"),
        ("投入十几万元。", "十几万元", "100000", None, "CNY", "over"),
        ("投入近百万元。", "百万元", "1000000", None, "CNY", "under"),
        # two neighbouring digits are a range
        ("每月多挣三五百元。", "三五百元", "300", "500", "CNY", "about"),
        ("跑遍两三个村。", "两三个", "2", "3", "village", "about"),
        ("全县七八万人。", "七八万人", "70000", "80000", "person", "about"),
        ("离公路七八里路。", "七八里", "3.5", "4", "km", "about"),
        # shares, ratios, multiples
        ("六成贫困户受益。", "六成", "60", None, "percent", "exact"),
        ("八成以上的贫困户受益。", "八成", "80", None, "percent", "over"),
        ("增长百分之三点五。", "百分之三点五", "3.5", None, "percent", "exact"),
        ("人均增收百分之十一点五。", "百分之十一点五", "11.5", None, "percent", "exact"),
        ("死亡率千分之二。", "千分之二", "0.2", None, "percent", "exact"),
        ("收入仅为全省的1/2。", "1/2", "0.5", None, "multiple", "exact"),
        ("收入翻一番。", "翻一番", "2", None, "multiple", "exact"),
        ("城乡收入比2.6:1。", "2.6:1", "2.6", None, "multiple", "exact"),
        ("按照3:1的比例配套。", "3:1", "3", None, "multiple", "exact"),
        ("提高3.5个百分点。", "3.5个百分点", "3.5", None, "percentage_point", "exact"),
        ("比上年提高3.5个点。", "3.5个", "3.5", None, "percentage_point", "exact"),
        ("约占总面积的21%。", "21%", "21", None, "percent", "about"),
        # below zero
        ("比上年增长-3.2%。", "-3.2%", "-3.2", None, "percent", "exact"),
        ("最低气温零下5℃。", "5℃", "-5", None, "count", "exact"),
        # symbols and conversions
        ("建房1200㎡。", "1200㎡", "1200", None, "m2", "exact"),
        ("总面积2868km²。", "2868km²", "2868", None, "km2", "exact"),
        ("装机30兆瓦。", "30兆瓦", "30000", None, "kW", "exact"),
        ("造林200公顷。", "200公顷", "3000", None, "mu", "exact"),
        ("收茶50斤。", "50斤", "25", None, "kg", "exact"),
        ("25度以上耕地退耕。", "25度", "25", None, "count", "over"),
        ("发电25度。", "25度", "25", None, "kWh", "exact"),
        # the unit before the number, or in the noun
        ("总投资人民币3亿。", "人民币3亿", "300000000", None, "CNY", "exact"),
        ("总投资人民币3亿元。", "3亿元", "300000000", None, "CNY", "exact"),
        ("奖励￥5000。", "￥5000", "5000", None, "CNY", "exact"),
        ("参保率近百分之12.5。", "百分之12.5", "12.5", None, "percent", "under"),
        ("服务1.2万人(次)。", "1.2万人(次)", "12000", None, "person", "exact"),
        ("存栏300多头(只)。", "300多头(只)", "300", None, "head", "over"),
        ("存栏300头只。", "300头只", "300", None, "head", "exact"),
        (
            "按1:30的比例放大。",
            "1:30",
            "0.03333333333333333333333333333",
            None,
            "multiple",
            "exact",
        ),
        ("全县共计:356,全部达标。", "356", "356", None, "count", "exact"),
        ("错退率为0。", "0", "0", None, "percent", "exact"),
        # ranges
        ("投资1.2-1.5亿元。", "1.2-1.5亿元", "120000000", "150000000", "CNY", "exact"),
        ("每年3000至5000元。", "3000至5000元", "3000", "5000", "CNY", "exact"),
        # what 个 counts when its noun is left out
        ("实施整村推进305个。", "305个", "305", None, "village", "exact"),
        ("贫困乡镇脱贫出列1个。", "1个", "1", None, "township", "exact"),
        ("整自然村搬迁168个,已入住。", "168个", "168", None, "village", "exact"),
        ("开展3轮督查。", "3轮", "3", None, "times", "exact"),
        ("建成27个省定贫困村村级光伏电站。", "27个", "27", None, "count", "exact"),
        ("实施25个通村公路项目。", "25个", "25", None, "count", "exact"),
    ],
)
def test_form(text: str, written: str, value: str, high: str | None, unit: str, bound: str) -> None:
    found = observations("总体看,全县上下同心,情况很好。" + text)
    assert [(o.quantity.text, plain(o.quantity.value), plain(o.quantity.high), o.quantity.unit,
             o.quantity.bound) for o in found] == [(written, value, high, unit, bound)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("省定贫困村34个,2016年5个出列,剩余29个拟于今年出列。", ["village"] * 3),
        ("全县62个贫困村,57个已出列。", ["village"] * 2),
        ("全县62个贫困村,建成57个车间。", ["village", "count"]),
        ("全县62个贫困村。57个已出列。", ["village", "count"]),
        ("辖8个乡镇,其中贫困乡镇3个。", ["township"] * 2),
    ],
)
def test_a_bare_counter_counts_what_the_sentence_counts(text: str, units: list[str]) -> None:
    assert [o.quantity.unit for o in observations(text)] == units


@pytest.mark.parametrize(
    "text",
    [
        "使用DN100管道。",
        "铺设D500*3米管涵。",
        "85后干部驻村。",
        "遭遇五十年一遇洪灾。",
        "县六届人大二次会议确定目标。",
        "上半年,全县开展督查。",
        "前三季度,全县开展督查。",
        "二期工程完工。",
        "一、二类对象实现脱贫。",
        "“十三五”规划实施。",
    ],
)
def test_no_measure(text: str) -> None:
    assert observations(text) == []


def test_what_is_no_measure_is_set_aside_by_its_kind() -> None:
    text = "“十三五”期间,85后干部用DN100管道,上半年完工,浏览次数:3521。"
    assert set_aside(text) == [
        ("十三五", "date"), ("85后", "identifier"), ("DN100", "identifier"),
        ("上半年", "date"), ("浏览次数:3521", "identifier"),
    ]  # fmt: skip
