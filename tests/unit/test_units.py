"""Units and classifiers: every written unit, its factor, and the nouns that decide for 个 and 户."""

from __future__ import annotations

import re
import runpy
from decimal import Decimal
from pathlib import Path

import pytest

from county_reports.extraction.units import (
    HOUSEHOLD_IS_FIRM,
    counted_ahead,
    counted_before,
    places_before,
    unit_pattern,
    unit_table,
    village_or_township,
)
from county_reports.schema import UNITS

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
measures, meant, plain = made["measures"], made["meant"], made["plain"]


def test_every_canonical_unit_belongs_to_the_schema() -> None:
    assert {unit.canonical for unit in unit_table().values()} <= set(UNITS)


def test_every_written_unit_is_found_by_the_pattern() -> None:
    pattern = re.compile(unit_pattern())
    missed = [written for written in unit_table() if not pattern.fullmatch(written)]
    assert missed == []


def test_longest_unit_wins() -> None:
    pattern = re.compile(unit_pattern())
    for text in (
        "平方公里",
        "立方米",
        "个百分点",
        "千瓦时",
        "元人民币",
        "人次",
        "户次",
        "公斤",
        "个月",
    ):
        match = pattern.match(text)
        assert match
        assert match.group() == text


# Every written form with a factor of its own, in a sentence of its own.
@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("流转林地《80公顷》", "1200", "mu"),
        ("流转林地《1200亩》", "1200", "mu"),
        ("每户自留菜园《3分地》", "0.3", "mu"),
        ("县域面积《40平方市里》", "10", "km2"),
        ("县域面积《1620平方公里》", "1620", "km2"),
        ("县域面积《1620平方千米》", "1620", "km2"),
        ("县域面积《1620km²》", "1620", "km2"),
        ("县域面积《1620km2》", "1620", "km2"),
        ("新修水渠《850米》", "0.85", "km"),
        ("新修水渠《850延米》", "0.85", "km"),
        ("铺设管道《2600延长米》", "2.6", "km"),
        ("硬化路面《12.5公里》", "12.5", "km"),
        ("硬化路面《12.5千米》", "12.5", "km"),
        ("硬化路面《12.5km》", "12.5", "km"),
        ("翻过《30里》山路", "15", "km"),
        ("翻过《30华里》山路", "15", "km"),
        ("采收鲜菇《5000斤》", "2500", "kg"),
        ("采收鲜菇《5000市斤》", "2500", "kg"),
        ("采收鲜菇《5000公斤》", "5000", "kg"),
        ("采收鲜菇《5000千克》", "5000", "kg"),
        ("采收鲜菇《60吨》", "60", "ton"),
        ("采收鲜菇《60公吨》", "60", "ton"),
        ("光伏装机《45兆瓦》", "45000", "kW"),
        ("光伏装机《45MW》", "45000", "kW"),
        ("光伏装机《300千瓦》", "300", "kW"),
        ("光伏装机《300kW》", "300", "kW"),
        ("光伏装机《1.2吉瓦》", "1200000", "kW"),
        ("年发电《9兆瓦时》", "9000", "kWh"),
        ("年发电《2吉瓦时》", "2000000", "kWh"),
        ("年发电《86万千瓦时》", "860000", "kWh"),
        ("年发电《86万度》", "860000", "kWh"),
        ("新建厂房《3200平方米》", "3200", "m2"),
        ("新建厂房《3200平米》", "3200", "m2"),
        ("新建厂房《3200㎡》", "3200", "m2"),
        ("新建蓄水池《450立方米》", "450", "m3"),
        ("新建蓄水池《450立方》", "450", "m3"),
        ("死亡率降至《4‰》", "0.4", "percent"),
        ("覆盖面达《85%》", "85", "percent"),
        ("覆盖面达《85％》", "85", "percent"),
        ("比上年提高《2.3个百分点》", "2.3", "percentage_point"),
        ("比上年提高《2.3百分点》", "2.3", "percentage_point"),
        ("产值是上年的《3.5倍》", "3.5", "multiple"),
        ("每度补贴《5角》", "0.5", "CNY"),
        ("投入《36万元》", "360000", "CNY"),
        ("投入《3.6亿元》", "360000000", "CNY"),
        ("投入《360元人民币》", "360", "CNY"),
        ("出栏肉羊《1.2万只》", "12000", "head"),
        ("存栏黄牛《860头》", "860", "head"),
        ("投放鱼苗《20万尾》", "200000", "head"),
        ("存栏蛋鸡《5万羽》", "50000", "head"),
        ("存栏骡马《12匹》", "12", "head"),
        ("聘请护林员《420名》", "420", "person"),
        ("聘请护林员《420人》", "420", "person"),
        ("走访代表《36位》", "36", "person"),
        ("受理咨询《1.3万人次》", "13000", "person"),
        ("涉及群众《86口》人", "86", "person"),
        ("入户走访《9300户次》", "9300", "household"),
        ("改造旱厕《650户》", "650", "household"),
        ("建设周期《18个月》", "18", "month"),
        ("建设周期《2年》", "2", "year"),
        ("最大的《91岁》", "91", "year"),
        ("连续奋战《45天》", "45", "day"),
        ("办理时限压缩至《7个工作日》", "7", "day"),
        ("召开会议《23次》", "23", "times"),
        ("发放教材《4500册》", "4500", "count"),
        ("气温低至《-12℃》", "-12", "count"),
        ("年降水《860毫米》", "860", "count"),
        ("车程缩短到《2小时》", "2", "count"),
    ],
)
def test_conversions(text: str, value: str, unit: str) -> None:
    quantity = meant(text + "。").quantity
    assert (plain(quantity.value), quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("written", "canonical", "factor"),
    [
        ("公顷", "mu", "15"),
        ("米", "km", "0.001"),
        ("里", "km", "0.5"),
        ("斤", "kg", "0.5"),
        ("兆瓦", "kW", "1000"),
        ("吉瓦时", "kWh", "1000000"),
        ("成", "percent", "10"),
        ("‰", "percent", "0.1"),
        ("瓦", "kW", "0.001"),
        ("MWp", "kW", "1000"),
        ("元", "CNY", "1"),
        ("嘎查", "", ""),
        ("趟", "count", "1"),
        ("苏木", "township", "1"),
    ],
)
def test_table(written: str, canonical: str, factor: str) -> None:
    unit = unit_table().get(written)
    if not canonical:
        assert unit is None, "嘎查 is a noun behind 个 and no unit of its own"
        return
    assert unit is not None
    assert (unit.canonical, unit.factor) == (canonical, Decimal(factor))


@pytest.mark.parametrize(
    ("written", "following"),
    [
        ("户", "均增收"),
        ("人", "均住房面积"),
        ("年", "均增长"),
        ("个", "体工商户"),
        ("村", "民"),
        ("村", "级光伏"),
        ("村", "委会"),
        ("镇", "区"),
        ("级", "以上"),
        ("口", "粮田"),
        ("方", "面"),
        ("部", "门"),
        ("期", "间"),
        ("分", "别"),
        ("成", "立"),
        ("条", "件"),
        ("本", "级"),
        ("支", "持"),
        ("项", "目"),
        ("米", "粉"),
        ("瓦", "房"),
    ],
)
def test_a_unit_is_none_where_it_begins_a_word(written: str, following: str) -> None:
    match = re.compile(unit_pattern()).match(written + following)
    assert match is None or match.group() != written


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ("贫困村", "village"),
        ("省级建档立卡贫困村", "village"),
        ("行政村", "village"),
        ("自然村", "village"),
        ("嘎查", "village"),
        ("社区", "village"),
        ("村(社区)", "village"),
        ("光伏电站贫困村", "village"),
        ("深度贫困村全部出列", "village"),
        ("非贫困村", "village"),
        ("村实现脱贫", "village"),
        ("乡镇", "township"),
        ("乡镇(街道)", "township"),
        ("镇", "township"),
        ("民族乡", "township"),
        ("苏木", "township"),
        ("街道", "township"),
        # traps: a village or township only in the name of something else
        ("村卫生室", None),
        ("村级光伏电站", None),
        ("村小学", None),
        ("村民小组", None),
        ("村级文化广场", None),
        ("村党支部", None),
        ("驻村工作队", None),
        ("乡镇卫生院", None),
        ("乡镇敬老院", None),
        ("乡镇党委", None),
        ("乡村振兴示范点", None),
        ("县直单位驻村帮扶", None),
        ("到村项目", None),
        ("合作社带动贫困村", None),
        ("扶贫车间", None),
        ("项目", None),
        ("", None),
        (",贫困村", None),
    ],
)
def test_what_a_bare_piece_counts(following: str, expected: str | None) -> None:
    assert village_or_township(following) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("建成标准化《142个》村卫生室", "count"),
        ("改造《11个》乡镇卫生院", "count"),
        ("派出《68个》县直单位驻村帮扶", "count"),
        ("安排《215个》到村项目", "count"),
        ("收益覆盖《27个》光伏电站贫困村", "village"),
        ("建成《27个》村级光伏电站", "count"),
        ("全县《9个》乡《6个镇》", None),
        ("覆盖《9个》乡镇", "township"),
        ("全旗辖《7个》苏木", "township"),
        ("全旗辖《63个》嘎查", "village"),
        ("涉及《31个》自然村", "village"),
        ("涉及《31个》寨子", "count"),
        ("带动《31个》村民小组", "count"),
        ("新设《4个》社区", "village"),
        ("《12个》街道全部设立窗口", "township"),
        ("建立《85个》村级互助合作社", "count"),
        ("《56个》贫困村全部退出", "village"),
        ("今年有《5个》村脱贫出列", "village"),
        ("出台《5个》文件", "count"),
        ("吸纳《200个》贫困劳动力", "person"),
        ("全部贫困村《56个》。", "village"),
        ("全县乡镇《14个》,", "township"),
    ],
)
def test_pieces_in_sentences(text: str, unit: str | None) -> None:
    if unit is None:
        assert [m[2] for m in measures("全县9个乡6个镇。")] == ["township", "township"]
        return
    assert meant(text).quantity.unit == unit


@pytest.mark.parametrize(
    ("preceding", "expected"),
    [
        ("全县贫困村", "village"),
        ("行政村总数", "village"),
        ("社区共有", "village"),
        ("全县乡镇", "township"),
        ("街道共", "township"),
        ("项目", None),
        ("村卫生室", None),
        ("", None),
    ],
)
def test_places_named_before(preceding: str, expected: str | None) -> None:
    assert places_before(preceding) == expected


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ("贫困群众", "person"),
        ("建档立卡贫困人口", "person"),
        ("农村劳动力", "person"),
        ("名", None),
        ("党员干部", "person"),
        ("残疾人", "person"),
        ("留守儿童", "person"),
        ("务工人员", None),
        ("贫困户", "household"),
        ("建档立卡贫困户", "household"),
        ("脱贫户", "household"),
        ("搬迁户", "household"),
        ("脱贫户均收入", None),
        ("大棚", None),
    ],
)
def test_counted_ahead(following: str, expected: str | None) -> None:
    assert counted_ahead(following) == expected


@pytest.mark.parametrize(
    ("preceding", "expected"),
    [
        ("全县总人口", "person"),
        ("常住人口约", "person"),
        ("农村劳动力共", "person"),
        ("参训人数达到", "person"),
        ("总户数", "household"),
        ("贫困户", "household"),
        ("行政村", "village"),
        ("漏评率为", "percent"),
        ("群众满意度达到", "percent"),
        ("占比", "percent"),
        ("累计投入", "CNY"),
        ("落实扶贫资金", "CNY"),
        ("发放贷款累计", "CNY"),
        ("编号", None),
        ("", None),
    ],
)
def test_counted_before(preceding: str, expected: str | None) -> None:
    assert counted_before(preceding) == expected


# A unit that the sentence leaves out.
@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("全县总人口42万,农业大县。", "42万", "420000", "person"),
        ("总人口42.6万,辖14个乡镇。", "42.6万", "426000", "person"),
        ("三年累计投入3.8亿,成效明显。", "3.8亿", "380000000", "CNY"),
        ("落实财政专项资金6500万,全部到位。", "6500万", "65000000", "CNY"),
        ("考核结果为错退率为0,群众认可。", "0", "0", "percent"),
        ("漏评率0、错退率0。", None, "0", "percent"),
        ("带领1.4774万贫困群众增收。", "1.4774万", "14774", "person"),
        ("惠及8600贫困户。", "8600", "8600", "household"),
        ("全县现有贫困户:3620,其中低保户占一半。", "3620", "3620", "household"),
        ("投入2.1个亿。", "2.1个亿", "210000000", "CNY"),
        ("满意度达98.6。", "98.6", "98.6", "percent"),
    ],
)
def test_unit_from_the_noun(text: str, written: str | None, value: str, unit: str) -> None:
    if written is None:
        assert [m[1:] for m in measures(text)] == [(value, unit), (value, unit)]
        return
    assert (written, value, unit) in measures(text)


@pytest.mark.parametrize(
    "text",
    ["投入3项。", "资金2018年到位。", "编号为3356。", "投资5处。"],
)
def test_money_needs_a_magnitude_or_yuan(text: str) -> None:
    assert all(unit != "CNY" for _, _, unit in measures(text))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("扶持《23户》龙头企业", "count"),
        ("新增《520户》市场主体", "count"),
        ("新增《1300户》个体工商户", "count"),
        ("培育《86户》农民专业合作社", "count"),
        ("带动《520户》贫困户", "household"),
        ("带动《520户》群众到合作社务工", "household"),
        ("评选《40户》种养大户", "count"),
        ("新建《40户》安置房", "household"),
    ],
)
def test_households_of_firms(text: str, unit: str) -> None:
    assert meant(text + "。").quantity.unit == unit


def test_firm_words() -> None:
    assert HOUSEHOLD_IS_FIRM.match("规模以上工业企业")
    assert not HOUSEHOLD_IS_FIRM.match("贫困户,企业")
