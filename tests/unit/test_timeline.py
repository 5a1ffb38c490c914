"""When: the period of a figure, stated in its sentence or carried to it. All texts are invented."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from county_reports.extraction.periods import Timeline, is_baseline, years_in
from county_reports.model import Metadata
from county_reports.reading.reader import read_text

made = runpy.run_path(str(Path(__file__).parents[1] / "factories.py"))
meant, observations = made["meant"], made["observations"]


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
        # the year of a share's base is not the share's
        ("2019年监测310户,占2014年贫困户总数的《1.62%》。", "2019"),
        ("2019年监测310户,占2014年贫困户总数的比例为《1.62%》。", "2019"),
        ("2014年贫困户占《1.62%》。", "2014"),
        # a share of the year's plan names no year for what follows
        ("两项占全年计划的41%。在建《216个》项目。", None),
        ("全年任务都已完成。在建《216个》项目。", None),
        ("全年投入不少。在建《216个》项目。", "2019"),
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
        # a time at the beginning of a clause holds for the sentences that follow
        ("2019年,全县落实帮扶。修路《36公里》。", "2019"),
        ("今年以来,全县落实帮扶。其中修路《36公里》。", "2019"),
        ("2020年1月,召开会议。修路《36公里》。", "2020"),
        # what was in an earlier year is told in its own sentence
        ("2014年,全县摸底。修路《36公里》。", None),
        # the next time takes over
        ("2019年,全县落实帮扶。2017年架桥4座。修路《36公里》。", None),
        ("2019年,全县落实帮扶。目前,修路《36公里》。", None),
        # a year that is compared with or built upon sets no time
        ("2019年,全县落实帮扶。与2018年相比,多修路《36公里》。", "2019"),
        ("在2018年摘帽的基础上,修路《36公里》。", None),
        # from one paragraph to the next only the report's own year goes on
        ("2019年,全县落实帮扶,群众满意。\n修路《36公里》,出行方便。\n", "2019"),
        ("2018年,全县落实帮扶,群众满意。\n修路《36公里》,出行方便。\n", None),
        # the time that nobody names
        ("近年来,修路《36公里》。", None),
        ("长期以来,负债《36万元》。", None),
        ("2019年,全县落实帮扶。近年来,修路《36公里》。", None),
        # present, and up to now
        ("截至目前,修路《36公里》。", "2019"),
        ("截至目前,修桥4座。修路《36公里》。", "2019"),
        ("目前,修路《36公里》。", None),
        # where a change began is not of the report's time
        ("2019年,贫困发生率由《3.2%》降至0.6%。", None),
        ("2019年,贫困发生率由3.2%降至《0.6%》。", "2019"),
        ("贫困发生率从2018年的《3.2%》降至0.6%。", "2018"),
        # five-year plans
        ("“十三五”以来,修路《36公里》。", "2016/2019"),
        ("“十三五”期间,搬迁《36户》。", "2016/2020"),
        ("编制“十三五”规划,入库项目《36个》。", None),
        ("核定“十三五”期间搬迁对象《36户》。", "2016/2020"),
        # since when, with words between
        ("2016年精准扶贫工作开展以来,修路《36公里》。", "2016/2019"),
        ("2014年至今,修路《36公里》。", "2014/2019"),
        # that year, the year after
        ("2016年遭灾,当年修路《36公里》。", "2016"),
        ("2016年遭灾,次年修路《36公里》。", "2017"),
        ("近三年,修路《36公里》。", "2017/2019"),
        ("近3年,修路《36公里》。", "2017/2019"),
        ("明年计划修路《36公里》。", "2020"),
        # a part of a year that is not named
        ("一季度,修路《36公里》。", "2019"),
        ("2018年摸底,3月底前修路《36公里》。", "2018"),
        # a day of the news is no time of what is told
        ("6月11日,代表团到访。全县修路《36公里》。", None),
        # a bracket that is closed
        ("全县(2014年建档)修路《36公里》。", None),
    ],
)
def test_carried(text: str, expected: str | None) -> None:
    assert meant("总体看,全县上下同心,各项情况都很好,群众满意。" + text).period == expected


def test_the_title_and_the_first_words_date_the_whole() -> None:
    def period(source: str) -> str | None:
        report = read_text(source, Metadata("a", county="栖云县", year=2019))
        title = report.metadata.title
        timeline = Timeline(source, [(0, 5)] if source.startswith("2019年") else [], 2019, title)
        return timeline.opening.period

    body = "全县投入资金2.1亿元,建成基地35个,带动贫困户3200户稳定增收,群众满意度大幅度提高。\n"
    assert period("栖云县2019年脱贫攻坚工作总结\n" + body) == "2019"
    assert period("栖云县2018年脱贫攻坚工作总结\n" + body) is None
    assert period("2019年," + body) == "2019"
    assert period(body) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年、2017年、2018年分别脱贫320户、410户、520户。", ["2016", "2017", "2018"]),
        ("2016-2018年分别脱贫320户、410户、520户。", ["2016", "2017", "2018"]),
        ("2016年和2017年分别脱贫320户和410户。", ["2016", "2017"]),
        # not as many figures as years: nothing is invented
        ("2016年、2017年、2018年分别脱贫320户、410户。", ["2018", "2018"]),
        ("2018年,两镇分别脱贫320户、410户。", ["2018", "2018"]),
    ],
)
def test_respectively(text: str, expected: list[str]) -> None:
    assert [o.period for o in observations(text)] == expected


@pytest.mark.parametrize(("numeral", "years"), [("三", 3), ("3", 3), ("十", 10), ("多", 0)])
def test_years_in(numeral: str, years: int) -> None:
    assert years_in(numeral) == years


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
        # a report that does not say its year
        ("2014", None, True),
        ("2015", None, True),
        ("2016", None, False),
        (None, 2019, False),
    ],
)
def test_baseline(period: str | None, year: int | None, expected: bool) -> None:
    assert is_baseline(period, year) is expected
