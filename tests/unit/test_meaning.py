"""When, where and how far: period, scope, status and object of a figure."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.meaning import Calendar, DateAt, dates_at, is_baseline

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
meant = made["meant"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # in the sentence
        ("2018年,全县脱贫《2610户》。", "2018"),
        ("2018年全县脱贫《2610户》。", "2018"),
        ("截止2018年10月底,入库项目《213个》。", "2018"),
        ("截至2019年底,贫困发生率《0.6%》。", "2019"),
        ("2016年至2018年,累计投入《9800万元》。", "2016/2018"),
        ("2014-2019年,累计脱贫《7268户》。", "2014/2019"),
        ("二〇一七年,全县退出贫困村《12个》。", "2017"),
        ("2018年3月,启动建设,总投资《520万元》。", "2018"),
        # the nearest date before the figure
        ("2015年脱贫2300户,2016年脱贫《1900户》。", "2016"),
        ("2015年脱贫《2300户》,2016年脱贫1900户。", "2015"),
        # a semicolon does not end the time, a full stop does
        ("2018年,修路36公里;架桥《4座》。", "2018"),
        ("2018年,修路36公里。架桥《4座》。", None),
        # words of time
        ("今年,全县修路《36公里》。", "2019"),
        ("今年以来,全县修路《36公里》。", "2019"),
        ("年内修路《36公里》。", "2019"),
        ("本年度修路《36公里》。", "2019"),
        ("去年全县修路《28公里》,今年修路36公里。", "2018"),
        ("去年全县修路28公里,今年修路《36公里》。", "2019"),
        ("现有建档立卡贫困户《7310户》。", "2019"),
        ("两年来,全县修路《36公里》。", "2018/2019"),
        ("三年来,全县修路《36公里》。", "2017/2019"),
        ("五年多来,全县修路《36公里》。", "2015/2019"),
        ("2016年以来,全县修路《36公里》。", "2016/2019"),
        ("自2016年起,全县修路《36公里》。", "2016/2019"),
        # compared with another year
        ("修路《36公里》,比去年多8公里。", None),
        # from ... to
        ("贫困发生率由2014年的《18.2%》降至0.6%。", "2014"),
        ("贫困发生率由2014年的18.2%降至《0.6%》。", "2019"),
        ("贫困发生率由2014年的18.2%下降到2018年的《1.1%》。", "2018"),
        ("贫困户从2015年的4100户减少到《36户》。", "2019"),
        # history is carried to no figure
        ("1956年建县,面积《1620平方公里》。", None),
        # nothing said
        ("全县修路《36公里》。", None),
    ],
)
def test_period(text: str, expected: str | None) -> None:
    assert meant(text).period == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # carried from the heading above
        ("一、2018年工作开展情况\n全县修路《36公里》,群众出行方便。\n", "2018"),
        ("一、2018年工作开展情况\n(一)交通\n全县修路《36公里》,群众出行方便。\n", "2018"),
        ("一、工作开展情况\n全县修路《36公里》,群众出行方便。\n", None),
    ],
)
def test_period_of_the_heading(text: str, expected: str | None) -> None:
    assert meant(text).period == expected


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("今年修路《36公里》。", 2020, "2020"),
        ("今年修路《36公里》。", None, None),
        ("去年修路《36公里》,今年大旱。", 2020, "2019"),
        # 今年 never stands in the text: it was written the year after
        ("去年修路《36公里》。", 2020, "2020"),
        ("2016年以来修路《36公里》。", 2016, "2016"),
        ("2016年以来修路《36公里》。", None, "2016"),
        ("四年来修路《36公里》。", None, None),
        ("现有建档立卡户《36户》。", None, None),
    ],
)
def test_the_year_of_the_report_resolves(text: str, year: int | None, expected: str | None) -> None:
    assert meant(text, year).period == expected


def test_the_opening_sets_the_time_of_the_whole() -> None:
    text = "2019年以来,栖云县真抓实干。\n全县修路《36公里》,群众出行方便。\n"
    assert meant(text).period == "2019"
    assert meant(text, 2020).period is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县修路《36公里》。", "county"),
        ("贫困发生率《0.6%》。", "county"),
        ("农村居民人均可支配收入《9860元》。", "county"),
        ("人均公共文化面积《1.2平方米》。", "county"),
        # rules and rates
        ("每人补助《220元》。", "standard"),
        ("按每人《220元》标准代缴。", "standard"),
        ("每户奖补《2000元》。", "standard"),
        ("户均增收《3200元》。", "standard"),
        ("人均补助《500元》。", "standard"),
        ("每亩补贴《300元》。", "standard"),
        ("贷款《5万元》以内免抵押。", "standard"),
        ("低保标准《4300元》。", "standard"),
        ("错退率控制在《2%》以内。", "standard"),
        ("每村选派《2名》信息员。", "standard"),
        ("每月走访《1次》。", "standard"),
        ("报销比例不低于《90%》。", "standard"),
        ("补助《500元》/人。", "standard"),
        # a named part
        ("白石村投入《36万元》修路。", "part"),
        ("在云岭镇,种植茶叶《860亩》。", "part"),
        ("绿源食品有限公司吸纳《120人》务工。", "part"),
        ("位于溪口乡的茶园有《300亩》。", "part"),
        # everyday words are no names
        ("贫困村投入《36万元》修路。", "county"),
        ("全县22个乡镇投入《36万元》修路。", "county"),
        ("所有行政村安装路灯《860盏》。", "county"),
        ("驻村工作队帮助协调资金《36万元》。", "county"),
        ("通过深入农村走访,解决问题《86个》。", "county"),
        ("龙头企业、合作社等带动《860户》。", "county"),
        # examples of the county's whole
        ("改造青石桥、望月岭等公路《15条》。", "county"),
        ("全县以白石村为试点,投入《36万元》。", "county"),
        # other places
        ("全省贫困发生率《1.1%》。", "other"),
        ("全国贫困发生率《0.6%》。", "other"),
        ("高于全省平均水平《2.3个百分点》。", "other"),
    ],
)
def test_scope(text: str, expected: str) -> None:
    assert meant(text).scope == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县脱贫《36户》。", "reported"),
        ("全县已脱贫《36户》。", "reported"),
        ("拟脱贫《36户》。", "planned"),
        ("预脱贫《36户》。", "planned"),
        ("预计脱贫《36户》。", "planned"),
        ("计划脱贫《36户》。", "planned"),
        ("力争脱贫《36户》。", "planned"),
        ("计划投入《360万元》。", "planned"),
        ("目标是脱贫《36户》。", "planned"),
        ("年内将新建安置点《3个》。", "planned"),
        ("2020年将投入《360万元》。", "planned"),
        ("剩余《36户》拟脱贫。", "planned"),
        ("今年计划修路,里程《36公里》。", "planned"),
        ("今年计划修路,已完成《36公里》。", "reported"),
        # words that only look so
        ("计划生育特困家庭《36户》。", "reported"),
        ("下达计划资金《360万元》。", "reported"),
        ("将军庙村脱贫《36户》。", "reported"),
        # the heading says it
        ("一、下一步工作安排\n修建产业路《36公里》,建成果园。\n", "planned"),
        ("一、2020年工作计划\n修建产业路《36公里》,建成果园。\n", "planned"),
        ("一、目标任务\n减少贫困人口《360人》,退出贫困村。\n", "planned"),
        ("一、工作成效\n修建产业路《36公里》,建成果园。\n", "reported"),
        ("一、下一步工作安排\n在已完成《36公里》的基础上,再接再厉。\n", "reported"),
    ],
)
def test_status(text: str, expected: str) -> None:
    assert meant(text).status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县组建《93支》驻村工作队。", "驻村工作队"),
        ("《192个》贫困村全部退出。", "贫困村"),
        ("新增《36名》护林员参加培训。", "护林员"),
        ("累计投入产业扶贫资金《520万元》。", "累计投入产业扶贫资金"),
        ("贫困发生率为《0.6%》。", "贫困发生率"),
        ("硬化通组路《36公里》。", "硬化通组路"),
        ("贫困户共《8760户》。", "贫困户"),
    ],
)
def test_object(text: str, expected: str) -> None:
    assert meant(text).object == expected


@pytest.mark.parametrize(
    ("period", "year", "expected"),
    [
        ("2014", 2019, True),
        ("2013", 2019, True),
        ("2016", 2019, True),
        ("2017", 2019, False),
        ("2016", 2016, False),
        ("2015", 2016, True),
        ("2012", 2019, False),
        ("2014/2019", 2019, False),
        ("2014", None, False),
        (None, 2019, False),
    ],
)
def test_baseline(period: str | None, year: int | None, expected: bool) -> None:
    assert is_baseline(period, year) is expected


def test_dates_before_the_campaign_are_left_out() -> None:
    text = "1956年建县,2015年摸底,6月完成。"
    places = [(0, 5), (8, 13), (16, 18)]
    assert dates_at(places, text) == [DateAt(8, 13, "2015")]


def test_calendar_finds_the_last_date_before() -> None:
    dates = [DateAt(10, 15, "2016"), DateAt(2, 7, "2015")]
    calendar = Calendar(dates, 2019, "x" * 40)
    assert calendar.last_before(20, 0) == dates[0]
    assert calendar.last_before(12, 0) == dates[1]
    assert calendar.last_before(20, 16) is None
    assert calendar.last_before(1, 0) is None
    assert calendar.sentence_start(5) == 0
