"""Measures in Arabic digits: notations, composed numbers, shared units, changes, ratios."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.extraction.quantities import scaled

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
measures, meant, plain = made["measures"], made["meant"], made["plain"]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        # plain, separators, full width, blanks
        ("栖云县有贫困户8760户。", "8760户", "8760", "household"),
        ("栖云县有贫困户8,760户。", "8,760户", "8760", "household"),
        ("栖云县有贫困户8，760户。", "8，760户", "8760", "household"),
        ("栖云县有贫困户８７６０户。", "８７６０户", "8760", "household"),
        ("栖云县有贫困户８，７６０户。", "８，７６０户", "8760", "household"),
        ("栖云县有贫困户 8760 户。", "8760 户", "8760", "household"),
        ("投入1,234.5万元。", "1,234.5万元", "12345000", "CNY"),
        ("投入12,345,678元。", "12,345,678元", "12345678", "CNY"),
        ("投入３．８亿元。", "３．８亿元", "380000000", "CNY"),
        ("投入3.80 亿元。", "3.80 亿元", "380000000", "CNY"),
        ("增长0.5%。", "0.5%", "0.5", "percent"),
        ("增长12％。", "12％", "12", "percent"),
        # magnitudes
        ("发放6千元。", "6千元", "6000", "CNY"),
        ("发放6百元。", "6百元", "600", "CNY"),
        ("惠及2.6万人。", "2.6万人", "26000", "person"),
        ("惠及130万人。", "130万人", "1300000", "person"),
        ("产值1.2亿元。", "1.2亿元", "120000000", "CNY"),
        ("产值5千万元。", "5千万元", "50000000", "CNY"),
        ("产值3百万元。", "3百万元", "3000000", "CNY"),
        ("服务5.6万人次。", "5.6万人次", "56000", "person"),
        ("发电320万千瓦时。", "320万千瓦时", "3200000", "kWh"),
        ("装机2.5万千瓦。", "2.5万千瓦", "25000", "kW"),
        # composed numbers
        ("投入12亿3456万元。", "12亿3456万元", "1234560000", "CNY"),
        ("发放1万2千元。", "1万2千元", "12000", "CNY"),
        ("出栏3万5千只。", "3万5千只", "35000", "head"),
        # kept as printed
        ("全长0.6公里。", "0.6公里", "0.6", "km"),
        ("全长1443.67公里。", "1443.67公里", "1443.67", "km"),
        # the number stays whole
        ("投入10000000元。", "10000000元", "10000000", "CNY"),
        ("面积2868.50平方公里。", "2868.50平方公里", "2868.5", "km2"),
    ],
)
def test_notations(text: str, written: str, value: str, unit: str) -> None:
    assert measures(text) == [(written, value, unit)]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("投入《3.7亿元》。", "10000000"),
        ("投入《3.70亿元》。", "1000000"),
        ("投入《37000万元》。", "10000"),
        ("投入《370000000元》。", "1"),
        ("发生率《0.68%》。", "0.01"),
        ("惠及人口《130万》。", "10000"),
        ("全长《850米》。", "0.001"),
        ("投入《12亿3456万元》。", "10000"),
        ("流转《80公顷》。", "15"),
    ],
)
def test_precision(text: str, precision: str) -> None:
    assert plain(meant(text).quantity.precision) == precision


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # lists that share the unit of the last member
        (
            "前后分别投入1、2、3万元。",
            [("1", "10000", "CNY"), ("2", "20000", "CNY"), ("3万元", "30000", "CNY")],
        ),
        (
            "前后分别投入1.5、2.5和3万元。",
            [("1.5", "15000", "CNY"), ("2.5", "25000", "CNY"), ("3万元", "30000", "CNY")],
        ),
        (
            "烟叶、茶叶分别为5.9、2.7万亩。",
            [("5.9", "59000", "mu"), ("2.7万亩", "27000", "mu")],
        ),
        (
            "满意度分别为97、98.5%。",
            [("97", "97", "percent"), ("98.5%", "98.5", "percent")],
        ),
        (
            "四乡分别脱贫120、96、35、18户。",
            [("120", "120", "household"), ("96", "96", "household"),
             ("35", "35", "household"), ("18户", "18", "household")],
        ),
        # lists of full figures
        (
            "种植烟叶5.9万亩、梨园2.7万亩、辣椒3000亩。",
            [("5.9万亩", "59000", "mu"), ("2.7万亩", "27000", "mu"), ("3000亩", "3000", "mu")],
        ),
        (
            "建设公路36公里、桥梁4座、涵洞25处。",
            [("36公里", "36", "km"), ("4座", "4", "count"), ("25处", "25", "count")],
        ),
        # households and persons side by side
        (
            "共有贫困户2510户5639人。",
            [("2510户", "2510", "household"), ("5639人", "5639", "person")],
        ),
        (
            "共有贫困户2510户、5639人。",
            [("2510户", "2510", "household"), ("5639人", "5639", "person")],
        ),
        (
            "剩余36户(85人)。",
            [("36户", "36", "household"), ("85人", "85", "person")],
        ),
        # mixed notations in one sentence
        (
            "投入１，２００万元，修路3.5km，受益8,600人。",
            [("１，２００万元", "12000000", "CNY"), ("3.5km", "3.5", "km"),
             ("8,600人", "8600", "person")],
        ),
    ],
)  # fmt: skip
def test_lists(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert measures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贫困发生率由18.6%下降到0.4%。", [("18.6%", "18.6"), ("0.4%", "0.4")]),
        ("贫困发生率由18.6%下降到0。", [("18.6%", "18.6"), ("0", "0")]),
        ("满意度从91.2%提高到98%。", [("91.2%", "91.2"), ("98%", "98")]),
        ("同比提高3.2个百分点。", [("3.2个百分点", "3.2")]),
        ("同比增长-2.5%。", [("-2.5%", "-2.5")]),
        ("占比达六成,覆盖率95%。", [("六成", "60"), ("95%", "95")]),
    ],
)
def test_rates_and_changes(text: str, expected: list[tuple[str, str]]) -> None:
    assert [m[:2] for m in measures(text)] == expected


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("城乡收入比为2.6:1。", "2.6:1", "2.6"),
        ("城乡收入比例缩小到2.5:1。", "2.5:1", "2.5"),
        ("仅为全省平均的1/2。", "1/2", "0.5"),
        ("约占全县的3/4。", "3/4", "0.75"),
        ("收入是三年前的2.5倍。", "2.5倍", "2.5"),
    ],
)
def test_ratios(text: str, written: str, value: str) -> None:
    assert (written, value, "multiple") in measures(text)


@pytest.mark.parametrize(
    "text",
    ["会议于08:30开始。", "时间为14:05至15:10。", "版本2:1更新。"],
)
def test_times_of_day_are_no_ratios(text: str) -> None:
    assert all(unit != "multiple" for _, _, unit in measures(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无数字的一句话。",
        "见表2。",
        "详见附件3。",
        "第3组和第4组。",
        "编号为A-12。",
        "编码0012。",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert measures(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("户均增收3200元。", "3200元"),
        ("3200户均增收2000元。", "2000元"),
        ("发展蔬菜大棚86棚。", "86棚"),
        ("安装摄像头230个。", "230个"),
        ("全县60%以上的村通了公交。", "60%"),
        ("修建村组道路213条580公里。", "580公里"),
        ("产品远销20多个国家。", "20多个"),
        ("(其中贫困户870户)", "870户"),
        ("“帮扶资金”累计达52万元", "52万元"),
        ("受益群众——1.2万人——拍手称快", "1.2万人"),
    ],
)
def test_in_odd_surroundings(text: str, written: str) -> None:
    assert written in [m[0] for m in measures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a sentence goes on over a break of the page, a unit belongs to its line otherwise
        ("全县建档立卡贫困户共计\n\n8760户。", [("8760户", "8760")]),
        ("贫困户8760户\n贫困人口22318人\n", [("8760户", "8760"), ("22318人", "22318")]),
        ("投入36万元\n25处水利设施完工。", [("36万元", "360000"), ("25处", "25")]),
    ],
)
def test_line_breaks(text: str, expected: list[tuple[str, str]]) -> None:
    assert [m[:2] for m in measures(text)] == expected


@pytest.mark.parametrize(
    ("value", "factor", "expected"),
    [
        ("22.3", "10000", "223000"),
        ("3.70", "1", "3.70"),
        ("1.5", "0.5", "0.75"),
        ("8", "15", "120"),
        ("0.68", "1", "0.68"),
        ("4", "0.1", "0.4"),
    ],
)
def test_scaled(value: str, factor: str, expected: str) -> None:
    assert str(scaled(Decimal(value), Decimal(factor))) == expected


def test_a_number_is_never_read_inside_another() -> None:
    assert [m[0] for m in measures("投入123456.789万元,共12345678人次。")] == [
        "123456.789万元",
        "12345678人次",
    ]


def test_foreign_money_is_no_yuan() -> None:
    assert measures("利用外资300万美元。") == [("300万美元", "3000000", "count")]
    assert meant("利用外资《300万美元》。").quantity.classifier == "美元"
