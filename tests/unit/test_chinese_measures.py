"""Measures in Chinese numerals, and the many Chinese numerals that count nothing."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
measures, meant, set_aside = made["measures"], made["meant"], made["set_aside"]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("每村选派一名联络员。", "一名", "1", "person"),
        ("每村选派两名联络员。", "两名", "2", "person"),
        ("组成三个督导组。", "三个", "3", "count"),
        ("先后召开两次现场会。", "两次", "2", "times"),
        ("开展三轮测评。", "三轮", "3", "times"),
        ("实施十项工程。", "十项", "10", "count"),
        ("建设周期两年。", "两年", "2", "year"),
        ("用三个月时间补短板。", "三个月", "3", "month"),
        ("连续干了二十天。", "二十天", "20", "day"),
        ("新修五公里山路。", "五公里", "5", "km"),
        ("流转三百亩坡地。", "三百亩", "300", "mu"),
        ("筹资十二万元。", "十二万元", "120000", "CNY"),
        ("筹资三千二百元。", "三千二百元", "3200", "CNY"),
        ("筹资一亿元。", "一亿元", "100000000", "CNY"),
        ("销售两千公斤蜂蜜。", "两千公斤", "2000", "kg"),
        ("产值增加三倍。", "三倍", "3", "multiple"),
        ("分为四大类。", "四大类", "4", "count"),
        ("下派七支小分队。", "七支", "7", "count"),
        ("养了三头牛。", "三头", "3", "head"),
        ("养了十二只羊。", "十二只", "12", "head"),
        ("覆盖十五个贫困村。", "十五个", "15", "village"),
        ("覆盖六个乡镇。", "六个", "6", "township"),
        ("贫困户仅剩八户。", "八户", "8", "household"),
        ("提高三个百分点。", "三个百分点", "3", "percentage_point"),
        ("他今年五十六岁。", "五十六岁", "56", "year"),
    ],
)
def test_measures(text: str, written: str, value: str, unit: str) -> None:
    assert measures(text) == [(written, value, unit)]
    assert meant(text.replace(written, f"《{written}》", 1)).quantity.script == "chinese"


@pytest.mark.parametrize(
    ("text", "written", "value", "unit", "bound"),
    [
        ("近万名群众受益。", "万名", "10000", "person", "under"),
        ("两千余名游客前来。", "两千余名", "2000", "person", "over"),
        ("十多万元礼金。", "十多万元", "100000", "CNY", "over"),
        ("三十多户人家。", "三十多户", "30", "household", "over"),
        ("千名干部进村。", "千名", "1000", "person", "about"),
        ("万名干部进村。", "万名", "10000", "person", "about"),
        ("上百个品种。", "百个", "100", "count", "over"),
        ("数千人参与。", "千人", "1000", "person", "over"),
        ("不超过三天。", "三天", "3", "day", "under"),
        ("至少两名队员。", "两名", "2", "person", "over"),
        ("两万余人次。", "两万余人次", "20000", "person", "over"),
        ("约三百亩。", "三百亩", "300", "mu", "about"),
    ],
)
def test_bounds(text: str, written: str, value: str, unit: str, bound: str) -> None:
    assert measures(text) == [(written, value, unit)]
    assert meant(text.replace(written, f"《{written}》", 1)).quantity.bound == bound


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("占百分之三十。", "百分之三十", "30", "percent"),
        ("占百分之三点五。", "百分之三点五", "3.5", "percent"),
        ("占百分之九十八点六。", "百分之九十八点六", "98.6", "percent"),
        ("千分之五的误差。", "千分之五", "0.5", "percent"),
        ("全村三分之一的人。", "三分之一", None, "multiple"),
        ("四分之三的农户。", "四分之三", "0.75", "multiple"),
        ("六成群众。", "六成", "60", "percent"),
        ("八成以上群众。", "八成", "80", "percent"),
        ("收入翻一番。", "翻一番", "2", "multiple"),
        ("收入翻两番。", "翻两番", "4", "multiple"),
        ("漏评率为零。", "零", "0", "percent"),
        ("贫困发生率下降至零。", "零", "0", "percent"),
        ("辍学人数为零。", "零", "0", "count"),
    ],
)
def test_shares(text: str, written: str, value: str | None, unit: str) -> None:
    found = measures(text)
    assert [(m[0], m[2]) for m in found] == [(written, unit)]
    if value is not None:
        assert found[0][1] == value
    else:
        assert found[0][1].startswith("0.3333")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("两万贫困人口告别贫困。", "20000", "person"),
        ("三千五百贫困群众搬出大山。", "3500", "person"),
        ("两千贫困户用上净水。", "2000", "household"),
    ],
)
def test_without_a_classifier(text: str, value: str, unit: str) -> None:
    assert [m[1:] for m in measures(text)] == [(value, unit)]


# Chinese numerals that count nothing.
@pytest.mark.parametrize(
    "text",
    [
        "这是一个穷山村。",
        "走出一条新路。",
        "打造一支队伍。",
        "建成一批项目。",
        "这是一场硬仗。",
        "形成一套办法。",
        "一件件实事暖人心。",
        "迈上一个新台阶。",
        "是一次全面检验。",
        "一年来,干部群众齐心协力。",
        "一家人团聚。",
        "一户不落。",
        "一个也不能少。",
        "一人就业全家脱贫。",
        "千家万户。",
        "百年大计。",
        "万物复苏。",
        "统一思想。",
        "唯一出路。",
        "同一片蓝天。",
        "一些困难。",
        "万元户的梦想。",
        "一期工程完工。",
        "二期工程完工。",
        "单位:万元",
        "成立工作专班。",
        "十分感谢。",
        "十分之感动",
        "八字方针。",
        "四季常青。",
        "三农问题。",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert measures(text) == []


@pytest.mark.parametrize(
    "text",
    ["第一季度", "十九大", "二〇一九年", "三月份", "一等奖", "二类地区", "第三批"],
)
def test_dates_and_ordinals_come_first(text: str) -> None:
    assert measures(text) == []
    assert set_aside(text)[0][1] in {"date", "ordinal"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("一名干部包三户。", ["一名", "三户"]),
        ("两次大会、三轮排查、五项措施。", ["两次", "三轮", "五项"]),
        ("选派1名书记、两名队员。", ["1名", "两名"]),
        ("投入三十万元修了两公里路。", ["三十万元", "两公里"]),
    ],
)
def test_several_in_a_sentence(text: str, figures: list[str]) -> None:
    assert [m[0] for m in measures(text)] == figures
