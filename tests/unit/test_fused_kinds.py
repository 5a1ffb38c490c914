"""Every kind of lost unit in invented sentences: what is restored, and what is left as it is.

A case is written whole, with the lost characters in braces: `脱贫3058{户}7740人` is read as
`脱贫30587740人`, and must give 3058 (户 lost) and 7740人.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from county_reports.extraction import observe
from county_reports.model import Observation

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
report, plain = made["report"], made["plain"]


def observations(text: str, year: int = 2019) -> list[Observation]:
    """Everything that is read, dates too."""
    return list(observe(report(text, year)))


RUN = re.compile(r"(?P<first>\d[\d.,]*[万亿]?)\{(?P<lost>[^}]+)\}")
POPULATION = "全县总人口31.6万人,辖24个乡镇、331个行政村。2014年至2020年,"


def fused(case: str) -> str:
    """The text as it arrives."""
    return re.sub(r"\{[^}]*\}", "", case)


def losses(case: str) -> list[tuple[str, str]]:
    """Digits and lost unit of every part that lost one."""
    return [(match["first"], match["lost"]) for match in RUN.finditer(case)]


def restored(text: str, year: int = 2019) -> list[tuple[str, str]]:
    """Text and lost unit of every part that the reader says lost one."""
    return [
        (o.quantity.text, o.quantity.restoration.lost)
        for o in observations(text, year)
        if o.quantity.restoration and o.quantity.restoration.lost
    ]


def ambiguous(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Runs that are left whole without a value, with their alternatives."""
    return [
        (o.quantity.text, o.quantity.restoration.alternatives)
        for o in observations(text, 2019)
        if o.quantity.restoration and o.quantity.restoration.kind == "ambiguous"
    ]


def counted(found: list[Observation]) -> list[tuple[str | None, str | None]]:
    """Value and unit of every measure."""
    figures = [o.quantity for o in found if o.quantity.kind == "measure"]
    return sorted((plain(figure.value), figure.unit) for figure in figures)


HOUSEHOLDS = [
    "全县识别贫困户80494{户}221831人。",
    "脱贫9306{户}33741人。",
    "带动3100{户}6840名贫困人口。",
    # more than the population of the report
    POPULATION + "脱贫612{户}1984人。",
    POPULATION + "搬迁903{户}1956多人。",
    # thousands with commas: a number in the middle is too long
    "年内,脱贫3,058{户}7,740人。",
    "年内,脱贫8,914{户}22,376人。",
    "脱贫612{户}1,984人。",
    # 万 and decimals
    "脱贫1.83万{户}7.42万人。",
    "全县有1.2万{户}38914人脱贫。",
    "与2.1万{户}7.2万贫困人口建立利益联结。",
    "脱贫2.1{万户}5.6万人。",
    # thrice the registered poor of the report
    "全县建档立卡贫困户5214户16630人。未脱贫132{户}407人。",
    # the sums of the report
    "全县建档立卡贫困户7310户24152人。已脱贫7268户24031人,剩余42{户}121人。",
    "共监测190户568人:不稳定户86户251人,边缘户104{户}317人。",
    # the same pair elsewhere
    "易地搬迁523户1890人。其中,523{户}1890人全部入住。",
]


@pytest.mark.parametrize("case", HOUSEHOLDS)
def test_households_and_persons(case: str) -> None:
    assert restored(fused(case)) == losses(case)


YEARS = [
    "其中2017{年}26个贫困村出列。",
    "2016{年}31个村退出。",
    POPULATION + "其中2018{年}3200户脱贫。",
    POPULATION + "2018{年}35.6万人就业。",
    "2019{年}12.5亿元到位。",
    "计划2020{年}3.72亿元。",
    "2019{年}0.68%的人口未脱贫。",
    "2018{年}98.5%达标。",
    "2018{年}12个乡镇通车。",
    # the list goes on from year to year
    "2016年脱贫1820户、2017年2215户、2018年1630户、2019{年}412户。",
    "2017年退出12个村,2018年脱贫1630人,2019{年}412人。",
    # at the beginning of a clause, and far larger than anything else
    POPULATION + "2018年投入3200万元,2019{年}3500万元。",
    "2018年建成项目35个、完成项目28个。其中,2019{年}345个。",
    # households stand before: no second number of them
    "今年脱贫1863户、2019{年}4518人。",
    # a year without commas before a number with commas
    "解决2,870户农牧户、2016{年}9,430人。",
    "2021{年}33,741人脱贫。",
]


@pytest.mark.parametrize("case", YEARS)
def test_years(case: str) -> None:
    assert restored(fused(case)) == losses(case)


PLACES = [
    "覆盖25{个乡镇}572个村。",
    "覆盖14{个乡镇}187个行政村。",
    "覆盖9{个乡镇}112个村。",
    "辖24个乡镇、331个村。覆盖24{个乡镇}331个村(社区)。",
    "辖12个镇。覆盖12{个镇}148个村。",
    "辖7个镇、5个苏木,有148个嘎查村。覆盖12{个苏木乡镇}148个嘎查村。",
    # 镇 are counted before: what follows is 乡
    "辖5镇10{乡}152个行政村。",
    "辖5个镇、10{个乡}152个行政村。",
    # a year before both
    "2016{年}25{个乡镇}572个村通路。",
]


@pytest.mark.parametrize("case", PLACES)
def test_townships_and_villages(case: str) -> None:
    assert restored(fused(case)) == losses(case)


OTHERS = [
    # a number has one decimal point
    "由12.5{%}3.2%。",
    "分别为12.5{%}6.8%。",
    # nobody counts parts of a bridge
    "硬化道路12.5{公里}5座。",
    # exactly so much each
    "资助大学生386{人}115.8万元,每人3000元。",
    "补助贫困户1250{户}375万元,户均3000元。",
    # the same figures side by side elsewhere
    "举办培训班36期1800人次。全年36{期}1800人次。",
    "实施项目12个3500万元。上述12{个}3500万元已拨付。",
    "新修公路216.4公里、桥梁。完成216.4公里88座。共216.4{公里}88座。",
    # money in 亿 cannot be followed by digits
    "投入资金3.5亿{元}12000户受益。",
    # three numbers in one run
    "2019{年}345{户}1023人脱贫。",
]


@pytest.mark.parametrize("case", OTHERS)
def test_other_units(case: str) -> None:
    assert restored(fused(case)) == losses(case)


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("惠及20183350人。", ("2018户3350", "2018年3350")),
        ("指标为12.563.2%。", ("12.5%63.2", "12.56%3.2")),
        ("118日,召开会议。", ("1月18日", "11月8日")),
        ("20182019年实施。", ("2018至2019年", "2018、2019年")),
        ("2018231541人。", ("20182户31541", "2018年231541")),
    ],
)
def test_what_several_splits_fit_is_left_whole(text: str, alternatives: tuple[str, ...]) -> None:
    ((_, found),) = ambiguous(text)
    assert found == alternatives
    assert restored(text) == []


def test_a_report_that_loses_households_elsewhere_can_have_lost_two_units() -> None:
    text = "惠及20182140人。"
    assert restored(text) == [("2018", "年")]
    assert ambiguous(f"全县识别贫困户80494221831人。{text}") == [
        ("20182140人", ("2018年2140", "2018年21户40"))
    ]


LARGE = [
    # visits, person-times and beneficiaries
    "接待游客201836人次。",
    "接待游客20183600人。",
    "累计培训361800人次。",
    "举办招聘会,服务361800人次。",
    "惠及群众104317人。",
    "全县总人口86万人。惠及群众990123人。",
    "全县建档立卡贫困户5214户16630人。治愈贫困户132407人。",
    "全县建档立卡贫困户5214户16630人。带动贫困户132407人。",
    # money
    "实施项目123500万元。",
    "发放贷款20196.5万元。",
    "争取资金20214.6万元。",
    "2018年投入1820.6万元,20193.5万元用于道路。",
    "累计投入资金20182019万元。",
    "全国财政投入201912亿元。",
    "捐款386115.8元。",
    # areas, lengths, energy, piece goods
    "造林20165亩。",
    "种植面积201931亩。",
    "发电20183600千瓦时。",
    "年发电,201912万千瓦时。",
    "栽植苗木20181200株。",
    "出栏肉鸡20190000只。",
    "发放明白卡203870册。",
    "管网216488米。",
    # averages have decimals
    "户均12.55户。",
    "平均每村3.125个。",
    # words for natural villages
    "涉及2572个自然村。",
    "通了12148个村民小组的路。",
    # one number in two steps
    "投入12亿3456万元。",
    "投入3亿5000万元。",
    "年收入5万8000元。",
    # sections and versions
    "详见1.2.3节。",
    "日期为2019.12.5。",
    # a comma between two sentences' figures
    "计划投入500,600户受益。",
    "脱贫1234,5678人就业。",
    # telephone-like
    "电话07391234567。",
    "热线12317。",
    # durations
    "奋战120日。",
    "180日内办结。",
    "连续365日值守。",
    "公示10日。",
]


@pytest.mark.parametrize("text", LARGE)
def test_what_is_merely_large_is_never_split(text: str) -> None:
    assert restored(text) == []
    assert ambiguous(text) == []


@pytest.mark.parametrize("case", [*HOUSEHOLDS, *YEARS, *PLACES, *OTHERS])
def test_the_text_before_the_loss_is_left_alone(case: str) -> None:
    assert restored(case.replace("{", "").replace("}", "")) == []


@pytest.mark.parametrize("case", [*HOUSEHOLDS, *YEARS, *OTHERS])
def test_values_and_units_are_those_of_the_text_before_the_loss(case: str) -> None:
    whole = observations(case.replace("{", "").replace("}", ""), 2019)
    assert counted(observations(fused(case))) == counted(whole)


@pytest.mark.parametrize("case", [*HOUSEHOLDS, *YEARS, *PLACES, *OTHERS])
def test_every_part_has_the_same_proof_in_words(case: str) -> None:
    parts = [o.quantity.restoration for o in observations(fused(case), 2019)
             if o.quantity.restoration]  # fmt: skip
    assert {part.kind for part in parts} <= {"proven", "unique"}
    for part in parts:
        assert re.search(r"\d", part.proof)
        assert len(part.proof) > 12
